//! Files appear when whole, and nothing of others is lost.

use super::pages::MARK;
use super::{OutputFolder, replace_files};
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

#[test]
fn files_are_replaced_together_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let read = |name: &str| fs::read_to_string(path(name)).expect("reads");
    for name in ["a", "b"] {
        fs::write(path(name), "old").expect("writes");
    }
    let readonly = |is: bool| {
        let mut permissions = fs::metadata(path("b")).expect("is there").permissions();
        permissions.set_readonly(is);
        fs::set_permissions(path("b"), permissions).expect("sets");
    };
    let replace = || {
        let (a, b) = (path("a"), path("b"));
        replace_files([(a.as_path(), &b"new"[..]), (b.as_path(), b"new")])
    };
    readonly(true);
    let refused = replace().expect_err("may not be written");
    assert!(refused.to_string().ends_with("b may not be written; nothing was changed"), "{refused}");
    assert_eq!((read("a"), read("b")), ("old".to_owned(), "old".to_owned()));
    readonly(false);
    replace().expect("writes");
    assert_eq!((read("a"), read("b")), ("new".to_owned(), "new".to_owned()));
    assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 2, "no leftovers");
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_mode_and_its_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (file, link) = (folder.path().join("a"), folder.path().join("link"));
    fs::write(&file, "old").expect("writes");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("sets");
    symlink("a", &link).expect("links");
    replace_files([(link.as_path(), &b"new"[..])]).expect("writes");
    assert_eq!(fs::read_to_string(&file).expect("reads"), "new");
    assert!(fs::symlink_metadata(&link).expect("is there").is_symlink());
    assert_eq!(fs::metadata(&file).expect("is there").permissions().mode() & 0o777, 0o640);
}
