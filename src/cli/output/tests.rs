//! Files appear when whole, and nothing of others is lost.

use super::OutputFolder;
use super::pages::MARK;
use std::fs;
use std::io::Write;

#[test]
fn files_appear_only_when_all_are_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).ok();
    let write = |commit: bool, text: &str| {
        let mut output = OutputFolder::create(folder.path()).expect("prepares");
        output.write("a.csv", |file| file.write_all(text.as_bytes())).expect("writes");
        if commit {
            output.commit().expect("commits");
        }
    };
    write(false, "lost");
    assert_eq!(read("a.csv"), None);
    write(true, "old");
    assert_eq!(read("a.csv").as_deref(), Some("old"));
    write(false, "lost");
    write(true, "new");
    assert_eq!(read("a.csv").as_deref(), Some("new"));
    assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1, "no leftovers");
}

#[test]
fn pages_take_the_place_of_earlier_pages_and_of_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = String::from_utf8(MARK.to_vec()).expect("is text");
    let commit = |pages: &[(&str, &str)]| {
        let mut output = OutputFolder::create(folder.path()).expect("prepares");
        for (name, text) in pages {
            output.page("sub", name, &format!("{page}{text}")).expect("writes");
        }
        output.commit()
    };
    let names = || {
        let entries = fs::read_dir(folder.path().join("sub")).expect("lists");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("is there").file_name().to_string_lossy().into()).collect();
        names.sort();
        names
    };
    commit(&[("a.html", "1"), ("b.html", "1")]).expect("commits");
    fs::write(folder.path().join("sub/notes.txt"), "mine").expect("writes");
    fs::write(folder.path().join("sub/mine.html"), "<p>mine").expect("writes");
    commit(&[("b.html", "2"), ("c.html", "2")]).expect("commits");
    assert_eq!(names(), ["b.html", "c.html", "mine.html", "notes.txt"]);
    let text = fs::read_to_string(folder.path().join("sub/b.html")).expect("reads");
    assert_eq!(text, format!("{page}2"));
    let refused = commit(&[("a.html", "3"), ("mine.html", "3")]).expect_err("would overwrite");
    assert!(refused.to_string().contains("mine.html is no page that qbank wrote"), "{refused}");
    assert_eq!(names(), ["b.html", "c.html", "mine.html", "notes.txt"]);
    assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1, "no leftovers");
}

/// What a run leaves that was killed right after its folder had changed places: the next run moves over what
/// came meanwhile, and removes the rest.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn the_next_run_ends_what_a_killed_one_began() {
    use super::exchange::{Replaced, compose};
    let place = tempfile::tempdir().expect("a folder");
    let (out, partial) = (place.path().join("out"), place.path().join(".qbank-partial-killed"));
    for folder in [&out, &partial, &partial.join("next")] {
        fs::create_dir(folder).expect("a folder");
    }
    for (path, text) in
        [("out/a.csv", "old"), ("out/mine", "mine"), (".qbank-partial-killed/next/a.csv", "new")]
    {
        fs::write(place.path().join(path), text).expect("writes");
    }
    assert!(compose(&out, &partial, &Replaced::new(&["a.csv".to_owned()], [].iter())));
    fs::write(partial.join("next/late"), "late").expect("writes");
    let mut output = OutputFolder::create(&out).expect("prepares");
    let read = |name: &str| fs::read_to_string(out.join(name)).ok();
    for (name, text) in [("a.csv", "new"), ("mine", "mine"), ("late", "late")] {
        assert_eq!(read(name).as_deref(), Some(text), "{name}");
    }
    output.write("a.csv", |file| file.write_all(b"newer")).expect("writes");
    output.commit().expect("commits");
    assert_eq!(read("a.csv").as_deref(), Some("newer"));
    assert_eq!(fs::read_dir(place.path()).expect("lists").count(), 1, "no leftovers");
}
