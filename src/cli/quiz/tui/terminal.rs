//! The terminal as the full screen needs it, and as it was.

use ratatui::DefaultTerminal;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{Clear, ClearType};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The full screen; the terminal is as it was once this is dropped, a panic included.
pub(super) struct FullScreen {
    pub(super) terminal: DefaultTerminal,
}

impl FullScreen {
    pub(super) fn enter() -> io::Result<Self> {
        // Its panic hook puts the terminal back before the panic is told.
        let terminal = ratatui::try_init()?;
        let screen = Self { terminal };
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(screen)
    }

    /// Lets everything be drawn anew. A terminal without memory does it, and need not ask for the cursor's place,
    /// which not every terminal answers.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }

    /// Stops the process as Ctrl-Z does, with the terminal as it was, and returns when it goes on.
    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        use ratatui::crossterm::terminal::{EnterAlternateScreen, enable_raw_mode};
        leave();
        let stopped = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        self.forget()?;
        stopped
    }

    /// There is nothing like it here.
    #[cfg(not(unix))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "it has the type of the other one")]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        leave();
    }
}

/// A terminal that is gone cannot be put back, and nobody sees it.
fn leave() {
    let _ = execute!(io::stdout(), DisableBracketedPaste);
    let _ = ratatui::try_restore();
}

/// How long a signal may wait to be noticed.
#[cfg(unix)]
const GRACE: std::time::Duration = std::time::Duration::from_secs(1);

/// Signals that ask for something, noticed between keys.
#[derive(Debug, Default)]
pub(super) struct Signals {
    end: Arc<AtomicBool>,
    /// Whether the end was noticed.
    heard: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
}

impl Signals {
    #[cfg(unix)]
    pub(super) fn watch() -> io::Result<Self> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
        let signals = Self::default();
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&signals.end))?;
        }
        signal_hook::flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
        signals.end_if_unheard()?;
        Ok(signals)
    }

    /// Waiting for a key on a terminal that was closed never returns, so the flag would not be seen. What is not
    /// noticed soon ends the process as the signal does by itself; every answer is on disk by then.
    #[cfg(unix)]
    fn end_if_unheard(&self) -> io::Result<()> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let mut asked = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        let heard = Arc::clone(&self.heard);
        std::thread::spawn(move || {
            for signal in asked.forever() {
                std::thread::sleep(GRACE);
                if !heard.load(Ordering::Relaxed) {
                    leave();
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                }
            }
        });
        Ok(())
    }

    /// The terminal tells what there is to tell.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "it has the type of the other one")]
    pub(super) fn watch() -> io::Result<Self> {
        Ok(Self::default())
    }

    /// Whether the process was asked to end.
    pub(super) fn ends(&self) -> bool {
        let ends = self.end.load(Ordering::Relaxed);
        self.heard.fetch_or(ends, Ordering::Relaxed);
        ends
    }

    /// Whether it was asked to stop for a while, since this was asked last.
    pub(super) fn stops(&self) -> bool {
        self.stop.swap(false, Ordering::Relaxed)
    }
}
