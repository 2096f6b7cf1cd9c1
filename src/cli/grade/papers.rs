//! Which sheets were filled in on which printed form: `SHEETS… --form FILE`, in the order of the command line.

use clap::{Arg, ArgAction, ArgMatches, Command, Error, FromArgMatches, value_parser};
use std::path::PathBuf;

/// Files of sheets with the form that was printed for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Papers {
    /// The files as given.
    pub(super) sheets: Vec<PathBuf>,
    /// The forms as given.
    pub(super) forms: Vec<PathBuf>,
    /// For each file of sheets its form, as an index into `forms`.
    pub(super) form_of: Vec<Option<usize>>,
}

impl clap::Args for Papers {
    fn augment_args(command: Command) -> Command {
        command
            .arg(
                Arg::new("sheets")
                    .value_name("SHEETS")
                    .required(true)
                    .num_args(1..)
                    .value_parser(value_parser!(PathBuf))
                    .action(ArgAction::Append)
                    .help("Files of answer sheets (CSV, TSV, .xlsx, .ods), or folders of them; `-` is standard input"),
            )
            .arg(
                Arg::new("form")
                    .long("form")
                    .value_name("FILE")
                    .value_parser(value_parser!(PathBuf))
                    .action(ArgAction::Append)
                    .help(
                        "The printed form that the sheets were filled in on: numbers and labels are the form's. \
                         Given several times, each stands behind its own sheets",
                    ),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Papers {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let values = |id: &str| -> Vec<(usize, PathBuf)> {
            let places = matches.indices_of(id).into_iter().flatten();
            places.zip(matches.get_many::<PathBuf>(id).into_iter().flatten().cloned()).collect()
        };
        Ok(Self::pair(&values("sheets"), &values("form")))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Papers {
    /// Gives each file the first form that stands behind it. A single form is that of all sheets, wherever it
    /// stands. Values come with their place on the command line.
    fn pair(sheets: &[(usize, PathBuf)], forms: &[(usize, PathBuf)]) -> Self {
        let form_of = |place: usize| match forms {
            [_] => Some(0),
            _ => forms.iter().position(|(at, _)| *at > place),
        };
        let paths = |values: &[(usize, PathBuf)]| values.iter().map(|(_, path)| path.clone()).collect();
        Self {
            sheets: paths(sheets),
            forms: paths(forms),
            form_of: sheets.iter().map(|(place, _)| form_of(*place)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Args;

    #[test]
    fn forms_stand_behind_their_sheets() {
        #[track_caller]
        fn check(line: &str, expected: &[(&str, Option<&str>)]) {
            let command = Papers::augment_args(Command::new("grade").no_binary_name(true));
            let matches = command.try_get_matches_from(line.split(' ')).expect("parses");
            let papers = Papers::from_arg_matches(&matches).expect("reads");
            let form = |place: &Option<usize>| place.map(|form| papers.forms[form].display().to_string());
            let found: Vec<(String, Option<String>)> = papers
                .sheets
                .iter()
                .zip(&papers.form_of)
                .map(|(path, place)| (path.display().to_string(), form(place)))
                .collect();
            let expected: Vec<(String, Option<String>)> = expected
                .iter()
                .map(|(sheets, form)| ((*sheets).to_owned(), form.map(str::to_owned)))
                .collect();
            assert_eq!(found, expected, "{line}");
        }
        check("a.csv b.csv", &[("a.csv", None), ("b.csv", None)]);
        check("a.csv b.csv --form A", &[("a.csv", Some("A")), ("b.csv", Some("A"))]);
        check("--form A a.csv", &[("a.csv", Some("A"))]);
        check("a.csv --form A b.csv --form B", &[("a.csv", Some("A")), ("b.csv", Some("B"))]);
        check(
            "a.csv b.csv --form A c.csv --form B d.csv",
            &[("a.csv", Some("A")), ("b.csv", Some("A")), ("c.csv", Some("B")), ("d.csv", None)],
        );
    }
}
