//! Places that are full or closed to the program.

use super::{assert_no_leftovers, contents, folder, grade, qbank};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// Whether this process may do everything; `folder` is its own.
fn is_root(folder: &Path) -> bool {
    fs::metadata(folder).expect("is there").uid() == 0
}

#[test]
fn a_place_without_permission_is_told() {
    let rows = [
        (
            vec!["grade", "old.csv", "--bank", "bank.yaml", "-o", "closed"],
            "cannot write into the folder closed",
        ),
        (
            vec!["grade", "old.csv", "--bank", "bank.yaml", "-o", "closed/new"],
            "cannot write into the folder closed/new",
        ),
        (vec!["grade", "old.csv", "--bank", "bank.yaml", "--tally", "closed/t"], "cannot write closed/t"),
        (vec!["convert", "bank.yaml", "--to", "yaml", "-o", "closed/x.yaml"], "cannot write closed/x.yaml"),
        (vec!["new", "closed/x.yaml"], "closed/x.yaml cannot be written"),
        (vec!["grade", "secret", "--bank", "bank.yaml"], "cannot read secret"),
        (vec!["check", "secret"], "secret cannot be read"),
        (vec!["merge", "secret"], "cannot read secret"),
        (vec!["convert", "secret", "-o", "-", "--to", "yaml"], "secret cannot be read"),
    ];
    let folder = folder();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    fs::write(closed.join("candidates.csv"), "old").expect("writes");
    fs::write(folder.path().join("secret"), "").expect("writes");
    for (name, mode) in [("", 0o755), ("closed", 0o555), ("secret", 0)] {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(folder.path().join(name), mode).expect("sets");
    }
    for (arguments, told) in rows {
        let mut command = qbank(folder.path());
        if is_root(folder.path()) {
            command.uid(65_534).gid(65_534);
        }
        let output = match command.args(&arguments).output() {
            Ok(output) => output,
            Err(error) => {
                println!("skipped: the program cannot be run by another user here ({error})");
                return;
            }
        };
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(told) && stderr.contains("ermission denied"), "{arguments:?}: {stderr}");
    }
    assert_eq!(fs::read_to_string(closed.join("candidates.csv")).expect("reads"), "old");
    assert_eq!(fs::read_dir(closed).expect("lists").count(), 1);
    assert_no_leftovers(folder.path());
}

/// A file system of 64 KiB as long as it lives.
struct Small(std::path::PathBuf);

impl Small {
    fn mount(place: &Path) -> Option<Self> {
        fs::create_dir(place).expect("a folder");
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(place);
        command.output().is_ok_and(|output| output.status.success()).then(|| Self(place.to_owned()))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_and_what_was_there_stays() {
    let folder = folder();
    let Some(small) = Small::mount(&folder.path().join("small")) else {
        println!("skipped: no small file system can be mounted; that takes root");
        return;
    };
    let rows = [
        ("out", "grade new.csv --bank bank.yaml --candidate-reports -o small/out"),
        ("out", "grade new.csv --bank bank.yaml --candidate-reports -o small"),
        ("tally", "grade new.csv --bank bank.yaml --tally small/tally"),
        ("x.yaml", "convert bank.yaml --to yaml --force -o small/x.yaml"),
        ("papers", "convert bank.yaml --to paper --force -o small/papers"),
    ];
    fs::create_dir(small.0.join("out")).expect("a folder");
    fs::create_dir(small.0.join("papers")).expect("a folder");
    for name in ["out/candidates.csv", "tally", "x.yaml", "papers/paper-A.html", "candidates.csv"] {
        fs::write(small.0.join(name), "old").expect("writes");
    }
    while fs::write(small.0.join("filler"), vec![0; 64 << 10]).is_ok() {}
    let before = contents(&small.0);
    for (_, line) in rows {
        let output = qbank(folder.path()).args(line.split_whitespace()).output().expect("runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}: {stderr}");
        assert!(stderr.contains("cannot write") && stderr.contains("No space left"), "{line}: {stderr}");
        assert_eq!(contents(&small.0), before, "{line}");
    }
    drop(small);
    assert!(grade(folder.path(), "old.csv").output().expect("runs").status.success());
}
