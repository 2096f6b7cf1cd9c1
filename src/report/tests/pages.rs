//! The candidates' pages.

use super::*;
use crate::report::write::first_candidates::{FirstCandidates, KEPT};
use crate::report::write::html::candidate::{SheetSpool, name_of, write_pages};
use std::collections::BTreeMap;

/// All files with their text.
fn pages(group: &Group) -> BTreeMap<String, String> {
    let spool = SheetSpool::new(&group.scheme, Vec::new());
    group.record(&spool);
    let mut pages = BTreeMap::new();
    let mut save = |name: &str, text: &str| {
        let known = pages.insert(name.to_owned(), text.to_owned());
        assert_eq!(known, None, "{name} is written once");
        Ok(())
    };
    write_pages(spool.into_inner().as_slice(), &group.scheme, &group.report(), &mut save).unwrap();
    pages
}

/// What a reader sees: the text of the page's main part, a line for each element that has any.
fn text(page: &str) -> String {
    let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
    let mut text = String::new();
    for part in main.split('<').skip(1) {
        let (tag, shown) = part.split_once('>').unwrap();
        if !shown.is_empty() && !tag.starts_with("desc") {
            text.push_str(shown.trim());
            text.push('\n');
        }
    }
    text
}

#[test]
fn a_page_of_everything_awkward() {
    let group = small();
    let pages = pages(&group);
    assert_eq!(pages.len(), group.names.len() + 1);
    insta::assert_snapshot!(text(&pages[&format!("{}.html", name_of("-5"))]));
}

#[test]
fn pages_of_a_large_group_with_and_without_a_target() {
    let mut group = large();
    insta::assert_snapshot!(
        "with_target",
        text(&pages(&group)["c01.html"]).lines().take(30).collect::<Vec<_>>().join("\n")
    );
    group.context.target = None;
    insta::assert_snapshot!(
        "without_target",
        text(&pages(&group)["c40.html"]).lines().take(30).collect::<Vec<_>>().join("\n")
    );
}

/// Whatever others did, nothing of it stands on a page but the median.
#[test]
fn a_page_tells_nothing_of_others() {
    let group = large();
    let pages = pages(&group);
    for (number, name) in group.names.iter().enumerate() {
        let page = &pages[&format!("{name}.html")];
        let others = group.names.iter().enumerate().filter(|(other, _)| *other != number);
        for (_, other) in others {
            assert!(!page.contains(other.as_str()), "{other} on the page of {name}");
        }
        assert!(!page.contains("index.html"), "no way from a page to the others");
    }
}

#[test]
fn the_same_candidate_twice_has_two_pages() {
    let mut group = small();
    group.names[1] = group.names[0].clone();
    let pages = pages(&group);
    assert!(pages.contains_key("00417.html") && pages.contains_key("00417-2.html"));
    assert!(pages["index.html"].contains("href=\"00417-2.html\""));
}

#[test]
fn the_report_lists_the_first_candidates_only() {
    let mut group = small();
    let row = group.rows[0].clone();
    group.names = (0..KEPT + 50).map(|number| format!("n{number}")).collect();
    group.rows = vec![row; KEPT + 50];
    let first = FirstCandidates::new(&group.scheme);
    group.record(&first);
    let lines = first.take();
    assert_eq!(lines.len(), KEPT);
    assert_eq!(lines.last().map(|line| line.candidate.as_str()), Some("n199"));
}
