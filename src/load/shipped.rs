//! The banks that are built into the binary, so that an installed `qbank` works in any folder.

use super::Loaded;
use std::path::PathBuf;

/// A file below `question-banks`.
macro_rules! shipped {
    ($path:literal) => {
        (
            concat!("question-banks/", $path),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/question-banks/", $path)),
        )
    };
}

/// Every YAML file below `question-banks`: its path there and its text. To ship a file, add its line.
pub const FILES: &[(&str, &str)] = &[
    shipped!("active-listening.yaml"),
    shipped!("administrative-responsibilities.yaml"),
    shipped!("advocacy.yaml"),
    shipped!("behavioral-health-foundations.yaml"),
    shipped!("community-inclusion.yaml"),
    shipped!("crisis-management.yaml"),
    shipped!("exams/active-listening-quick.yaml"),
    shipped!("exams/half-practice.yaml"),
    shipped!("exams/medi-cal-practice.yaml"),
    shipped!("interpersonal-skills.yaml"),
    shipped!("recovery-support.yaml"),
    shipped!("resource-linkage.yaml"),
];

/// Loads the shipped banks.
pub fn load() -> Loaded {
    Loaded::from_texts(texts())
}

/// The shipped files as if they had been read.
pub(super) fn texts() -> impl Iterator<Item = (PathBuf, Vec<u8>)> {
    FILES.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::discover;

    #[test]
    fn every_bank_of_the_folder_is_shipped() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let found = discover(&[root.join("question-banks")]).expect("the folder of banks");
        let found: Vec<_> = found
            .iter()
            .map(|path| path.strip_prefix(&root).expect("a path below the root").to_owned())
            .collect();
        let shipped: Vec<_> = FILES.iter().map(|(path, _)| PathBuf::from(path)).collect();
        assert_eq!(shipped, found, "list every file of question-banks in src/load/shipped.rs, sorted");
    }

    #[test]
    fn every_shipped_file_names_its_schema_first() {
        for (path, text) in FILES {
            let first = text.lines().next().unwrap_or("");
            let schema = first.strip_prefix("# yaml-language-server: $schema=");
            let schema = schema.unwrap_or_else(|| panic!("{path} starts with `{first}`"));
            let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
            let schema = folder.parent().expect("a folder").join(schema);
            assert!(schema.is_file(), "{path} names a schema that is not there");
        }
    }

    #[test]
    fn shipped_banks_are_valid() {
        assert_eq!(load().findings, []);
    }
}
