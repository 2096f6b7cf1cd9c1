//! The real program in a pseudo-terminal.

use super::BANKS;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long something may take to appear before a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal in which a program runs.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    child: Box<dyn Child + Send + Sync>,
}

impl Terminal {
    fn start(command: CommandBuilder) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let child = pair.slave.spawn_command(command).expect("starts");
        let mut reader = pair.master.try_clone_reader().expect("reads");
        let keys = pair.master.take_writer().expect("writes");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { master: pair.master, keys, output, screen: vt100::Parser::new(cells(24), cells(80), 0), child }
    }

    fn quiz(arguments: &[&str]) -> Self {
        Self::start(quiz(arguments))
    }

    fn resize(&mut self, size: PtySize) {
        self.master.resize(size).expect("resizes");
        self.screen.screen_mut().set_size(cells(size.rows), cells(size.cols));
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("writes");
        self.keys.flush().expect("writes");
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    fn wait_for(&mut self, text: &str) {
        let start = Instant::now();
        while !self.screen.screen().contents().contains(text) {
            assert!(
                start.elapsed() < PATIENCE,
                "`{text}` does not appear:\n{}",
                self.screen.screen().contents()
            );
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.screen.process(&bytes);
            }
        }
    }

    /// Waits for the end of the program; gives its exit status and everything that is left on the screen.
    #[track_caller]
    fn end(mut self) -> (u32, vt100::Parser) {
        let start = Instant::now();
        loop {
            while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.screen.process(&bytes);
            }
            if let Some(status) = self.child.try_wait().expect("waits") {
                while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                    self.screen.process(&bytes);
                }
                return (status.exit_code(), self.screen);
            }
            assert!(start.elapsed() < PATIENCE, "it does not end:\n{}", self.screen.screen().contents());
        }
    }
}

fn quiz(arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_qbank"));
    command.args(["quiz", BANKS, "--exam", "tiny-exam", "--seed", "7", "--no-history"]);
    command.args(arguments);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("TERM", "xterm-256color");
    command
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("at least one")
}

#[track_caller]
fn is_restored(screen: &vt100::Parser) {
    assert!(!screen.screen().alternate_screen() && !screen.screen().hide_cursor());
}

#[test]
fn a_whole_sitting() {
    let mut terminal = Terminal::quiz(&[]);
    terminal.wait_for("Enter begins.");
    terminal.press("\r");
    terminal.wait_for("Is water wet?");
    terminal.press("a\r");
    terminal.wait_for("feeling with another person");
    terminal.press("empathy\r");
    terminal.wait_for("Break: ");
    terminal.press("\r");
    terminal.wait_for("Which are vowels?");
    terminal.press("cdf\r");
    terminal.wait_for("Which number is even?");
    terminal.press("r");
    terminal.wait_for("✓ 3 answered, ○ 1 not answered");
    terminal.press("s");
    terminal.wait_for("1 item is not answered.");
    terminal.press("y");
    terminal.wait_for("Flagged: item 3.");
    let (status, screen) = terminal.end();
    assert_eq!(status, 0);
    is_restored(&screen);
}

#[test]
fn time_runs_out_while_she_types() {
    let mut terminal = Terminal::quiz(&["--time", "3s"]);
    terminal.wait_for("Enter begins.");
    terminal.press("\r\t");
    terminal.wait_for("feeling with another person");
    terminal.press("empathy");
    terminal.wait_for("Time is up.");
    let (status, screen) = terminal.end();
    assert_eq!(status, 0);
    is_restored(&screen);
    let told = screen.screen().contents();
    assert!(told.contains("Not answered: 3"), "what was typed counts:\n{told}");
}

#[test]
fn the_window_is_resized() {
    let mut terminal = Terminal::quiz(&[]);
    terminal.wait_for("Enter begins.");
    let size = PtySize { rows: 12, cols: 40, pixel_width: 0, pixel_height: 0 };
    terminal.resize(size);
    terminal.wait_for("↓ more below (PgDn)");
    terminal.press("\u{1b}[6~");
    terminal.wait_for("Enter begins.");
    let size = PtySize { rows: 5, cols: 20, ..size };
    terminal.resize(size);
    terminal.wait_for("Make the");
}

#[test]
fn she_leaves_with_control_c() {
    let mut terminal = Terminal::quiz(&[]);
    terminal.wait_for("Enter begins.");
    terminal.press("\r");
    terminal.wait_for("Is water wet?");
    terminal.press("\u{3}");
    terminal.wait_for("Leave now?");
    terminal.press("\u{3}");
    let (status, screen) = terminal.end();
    assert_eq!(status, 1);
    is_restored(&screen);
}

#[test]
fn the_program_is_told_to_end() {
    let mut terminal = Terminal::quiz(&[]);
    terminal.wait_for("Enter begins.");
    let id = terminal.child.process_id().expect("runs");
    let sent = std::process::Command::new("kill").args(["-TERM", &id.to_string()]).status().expect("sends");
    assert!(sent.success());
    let (status, screen) = terminal.end();
    assert_eq!(status, 1);
    is_restored(&screen);
}

#[test]
fn she_goes_to_the_shell_and_comes_back() {
    let mut command = CommandBuilder::new("sh");
    let quiz = env!("CARGO_BIN_EXE_qbank");
    let script = format!(
        "set -m; '{quiz}' quiz {BANKS} --exam tiny-exam --seed 7 --no-history; echo in the shell; read line; fg; echo back again"
    );
    command.args(["-c", &script]);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("TERM", "xterm-256color");
    let mut terminal = Terminal::start(command);
    terminal.wait_for("Enter begins.");
    terminal.press("\r");
    terminal.wait_for("Is water wet?");
    terminal.press("\u{1a}");
    terminal.wait_for("in the shell");
    assert!(!terminal.screen.screen().alternate_screen());
    terminal.press("\r");
    terminal.wait_for("The report will say that you paused.");
    terminal.press("\r");
    terminal.wait_for("Is water wet?");
    terminal.press("qy");
    terminal.wait_for("back again");
    is_restored(&terminal.screen);
}

/// Nothing holds the terminal open here but the three ends that are dropped, so that the program loses it.
#[test]
fn the_window_is_closed() {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut child = pair.slave.spawn_command(quiz(&[])).expect("starts");
    let mut reader = pair.master.try_clone_reader().expect("reads");
    let keys = pair.master.take_writer().expect("writes");
    let mut screen = vt100::Parser::new(cells(24), cells(80), 0);
    let mut bytes = [0; 4096];
    while !screen.screen().contents().contains("Enter begins.") {
        let count = reader.read(&mut bytes).expect("reads");
        screen.process(&bytes[..count]);
    }
    drop((keys, reader, pair));
    let start = Instant::now();
    while child.try_wait().expect("waits").is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().expect("is killed");
            panic!("the program goes on without a terminal");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
