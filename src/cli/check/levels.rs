//! `--allow`, `--warn` and `--deny`.

use crate::check::{Level, Settings, UnknownLint};
use clap::{Arg, ArgAction, ArgMatches, Command};

/// Levels of lints in the order in which the command line has them, which a struct with a field for each
/// option would lose.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels(Vec<(String, Level)>);

const OPTIONS: [(&str, Level, &str); 3] = [
    ("allow", Level::Allow, "Do not look for these lints or groups of lints"),
    ("warn", Level::Warn, "Make these lints or groups of lints warnings"),
    ("deny", Level::Deny, "Make these lints or groups of lints errors"),
];

impl Levels {
    /// Adds them to settings, over what is set there.
    pub(super) fn add_to(&self, settings: &mut Settings) -> Result<(), UnknownLint> {
        self.0.iter().try_for_each(|(name, level)| settings.set(name, *level))
    }
}

impl clap::Args for Levels {
    fn augment_args(command: Command) -> Command {
        command.args(OPTIONS.map(|(name, _, help)| {
            Arg::new(name)
                .long(name)
                .value_name("ID")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(known)
                .help(help)
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Levels {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut given = Vec::new();
        for (option, level, _) in OPTIONS {
            let names = matches.get_many::<String>(option).into_iter().flatten();
            let places = matches.indices_of(option).into_iter().flatten();
            given.extend(places.zip(names).map(|(place, name)| (place, name.clone(), level)));
        }
        given.sort_by_key(|(place, ..)| *place);
        Ok(Self(given.into_iter().map(|(_, name, level)| (name, level)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A name that settings take.
fn known(name: &str) -> Result<String, UnknownLint> {
    Settings::default().set(name, Level::Allow).map(|()| name.to_owned())
}
