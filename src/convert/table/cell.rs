//! Lists in a cell: `|` stands between entries, `||` between groups of them; a backslash takes a sign as
//! it is.

/// A list as a cell.
pub(super) fn join<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> String {
    let escape = |text: S| text.as_ref().replace('\\', "\\\\").replace('|', "\\|");
    texts.into_iter().map(escape).collect::<Vec<_>>().join("|")
}

/// A list of groups as a cell.
pub(super) fn join_groups(groups: &[Vec<String>]) -> String {
    groups.iter().map(join).collect::<Vec<_>>().join("||")
}

/// The list of a cell; an empty cell is the empty list.
pub(super) fn split(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![String::new()];
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(part) = parts.last_mut() else { break };
        match c {
            '\\' if matches!(chars.peek(), Some('\\' | '|')) => part.extend(chars.next()),
            '|' => parts.push(String::new()),
            c => part.push(c),
        }
    }
    parts
}

/// The groups of a cell.
pub(super) fn split_groups(cell: &str) -> Vec<Vec<String>> {
    let mut groups = vec![Vec::new()];
    for part in split(cell) {
        if part.is_empty() {
            groups.push(Vec::new());
        } else if let Some(group) = groups.last_mut() {
            group.push(part);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The cell as a spreadsheet shows it as text, whatever it begins with.
pub(super) fn guard(cell: String) -> String {
    if acts(&cell) && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell }
}

/// The cell without its guard.
pub(super) fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| acts(rest)).unwrap_or(cell)
}

/// Whether a spreadsheet might act on the cell, or take a guard for one of its own.
fn acts(cell: &str) -> bool {
    let rest = cell.trim_start_matches('\'');
    rest.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_guards_go_both_ways() {
        for list in [vec!["a"], vec!["a|b", "c\\", "\\|"], vec![]] {
            assert_eq!(split(&join(&list)), list);
        }
        let groups = vec![vec!["a".to_owned(), "b|".to_owned()], vec!["c".to_owned()]];
        assert_eq!(split_groups(&join_groups(&groups)), groups);
        for cell in ["=1+1", "-5", "- a", "'=x", "'Tis", "plain", "''-x"] {
            assert_eq!(unguard(&guard(cell.to_owned())), cell);
        }
        assert_eq!(guard("-5".to_owned()), "-5");
        assert_eq!(guard("=1".to_owned()), "'=1");
    }
}
