//! What `qbank check` tells: errors of validity, which loading finds, and below this module the lints.

use crate::load::Loaded;

/// All findings about what was loaded, sorted by file, line, column and code.
pub fn check(loaded: &Loaded) -> Vec<crate::diagnostic::Finding> {
    loaded.findings.clone()
}
