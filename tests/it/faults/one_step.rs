//! `grade -o DIR` replaces a folder of results in one step.

use super::{assert_no_leftovers, contents, folder, grade, qbank};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

/// How many runs are killed; `QBANK_KILLS=100` for a thorough test.
fn kills() -> u32 {
    std::env::var("QBANK_KILLS").map_or(12, |kills| kills.parse().expect("a number"))
}

#[test]
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn a_killed_run_leaves_the_old_set_or_the_new_one() {
    let folder = folder();
    let out = folder.path().join("out");
    let run = |sheets| {
        let output = grade(folder.path(), sheets).output().expect("runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        contents(&out)
    };
    run("old.csv");
    fs::create_dir(out.join("mine")).expect("a folder");
    for (name, text) in [("notes.txt", "mine"), ("mine/more.txt", "more"), ("candidates/read.me", "kept")] {
        fs::write(out.join(name), text).expect("writes");
    }
    let start = Instant::now();
    let sets = [run("old.csv"), run("new.csv")];
    let usual = start.elapsed() / 2;
    assert!(!sets.iter().any(|set| set["notes.txt"] != b"mine" || set["mine/more.txt"] != b"more"));
    let mut seen = [0, 0];
    for number in 0..kills() {
        let asked = number as usize % 2;
        let mut child = grade(folder.path(), ["old.csv", "new.csv"][asked]).spawn().expect("starts");
        // Every other one is killed at any moment, the rest when the last file is being written or soon after.
        if number % 4 < 2 {
            std::thread::sleep(usual * (number * 7 % 20) / 20);
        } else {
            wait_for_last_file(folder.path(), &mut child);
            std::thread::sleep(Duration::from_micros(u64::from(number * 37 % 1_000)));
        }
        child.kill().expect("kills");
        child.wait().expect("ends");
        let found = contents(&out);
        let which = sets.iter().position(|set| *set == found);
        let which = which.expect("the folder holds one whole set and what is not qbank's");
        seen[usize::from(which == asked)] += 1;
    }
    println!("{} runs were killed; {} were too early for their set, {} too late", kills(), seen[0], seen[1]);
    run("old.csv");
    assert_no_leftovers(folder.path());
}

/// Waits until the report's page is there under its temporary name.
fn wait_for_last_file(folder: &Path, child: &mut Child) {
    while child.try_wait().expect("is there").is_none() {
        for entry in fs::read_dir(folder).expect("lists").flatten() {
            let is_partial = entry.file_name().to_string_lossy().starts_with(".qbank-partial-");
            if is_partial && entry.path().join("next/report.html").exists() {
                return;
            }
        }
    }
}

/// Prepares a folder with an old set in it, writes a new one, and looks at what is there.
#[track_caller]
fn check(prepare: impl FnOnce(&Path), look: impl FnOnce(&Path)) {
    let folder = folder();
    let out = folder.path().join("out");
    assert!(grade(folder.path(), "old.csv").output().expect("runs").status.success());
    prepare(&out);
    let output = grade(folder.path(), "new.csv").output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let candidates = fs::read_to_string(out.join("candidates.csv")).expect("reads");
    assert!(candidates.contains("new.csv-39"), "{candidates}");
    look(&out);
    assert_no_leftovers(folder.path());
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).expect("is there").mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("sets");
}

#[test]
fn the_folder_and_what_else_is_in_it_stay_as_they_are() {
    check(
        |out| {
            fs::create_dir_all(out.join("mine/deep")).expect("a folder");
            fs::write(out.join("mine/deep/x"), "x").expect("writes");
            fs::write(out.join("run.sh"), "x").expect("writes");
            symlink("nowhere", out.join("link")).expect("a link");
            set_mode(&out.join("run.sh"), 0o640);
            set_mode(&out.join("mine/deep"), 0o550);
            set_mode(out, 0o2710);
        },
        |out| {
            assert_eq!(mode(&out.join("run.sh")), 0o640);
            assert_eq!(mode(&out.join("mine/deep")), 0o550);
            assert_eq!(mode(out), 0o2710);
            assert_eq!(fs::read_to_string(out.join("mine/deep/x")).expect("reads"), "x");
            assert_eq!(fs::read_link(out.join("link")).expect("is a link"), Path::new("nowhere"));
            assert!(!out.join("candidates/old.csv-0.html").exists(), "nobody else's page stays");
            set_mode(&out.join("mine/deep"), 0o750);
        },
    );
}

#[test]
fn planted_links_are_replaced_and_not_followed() {
    check(
        |out| {
            fs::write(out.join("../precious"), "precious").expect("writes");
            for name in ["candidates.csv", "report.html"] {
                fs::remove_file(out.join(name)).expect("removes");
                symlink("../precious", out.join(name)).expect("a link");
            }
        },
        |out| {
            assert_eq!(fs::read_to_string(out.join("../precious")).expect("reads"), "precious");
            assert!(!out.join("candidates.csv").is_symlink());
        },
    );
}

#[test]
fn a_link_to_the_folder_stays_one() {
    check(
        |out| {
            fs::rename(out, out.with_file_name("real")).expect("moves");
            symlink("real", out).expect("a link");
        },
        |out| {
            assert!(out.is_symlink());
            assert!(out.with_file_name("real").join("candidates.csv").exists());
        },
    );
}

/// Prepares what is in the way, and holds that it is told and that nothing changes.
#[track_caller]
fn refuses(prepare: impl FnOnce(&Path), told: &str) {
    let folder = folder();
    prepare(&folder.path().join("out"));
    let before = contents(folder.path());
    let output = grade(folder.path(), "new.csv").output().expect("runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(told), "{stderr}");
    assert_eq!(contents(folder.path()), before);
    assert_no_leftovers(folder.path());
}

#[test]
fn what_cannot_be_replaced_is_said() {
    refuses(
        |out| {
            fs::create_dir(out).expect("a folder");
            fs::create_dir(out.join("../elsewhere")).expect("a folder");
            symlink("../elsewhere", out.join("candidates")).expect("a link");
        },
        "out/candidates is a link or a file, not a folder",
    );
    refuses(
        |out| fs::create_dir_all(out.join("topics.csv")).expect("a folder"),
        "out/topics.csv is a folder",
    );
    refuses(|out| fs::write(out, "").expect("writes"), "out is no folder");
    refuses(|out| symlink("nowhere", out).expect("a link"), "out is a link that cannot be followed");
}

#[test]
fn who_stands_in_the_folder_does_not_lose_the_ground() {
    let folder = folder();
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    let number = || fs::metadata(&out).expect("is there").ino();
    let before = number();
    let mut command = qbank(&out);
    command.args(["grade", "../new.csv", "--bank", "../bank.yaml", "-o", "."]);
    assert!(command.output().expect("runs").status.success());
    assert_eq!(number(), before);
    assert!(out.join("report.html").exists());
    assert_no_leftovers(folder.path());
}
