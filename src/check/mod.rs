//! What `qbank check` tells: for now the errors of validity, all of which loading finds.

use crate::load::Loaded;

/// All findings about what was loaded, sorted by file, line, column and code.
pub fn check(loaded: &Loaded) -> Vec<crate::diagnostic::Finding> {
    loaded.findings.clone()
}
