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

/// Signals that ask for something, noticed between keys.
#[derive(Debug, Default)]
pub(super) struct Signals {
    end: Arc<AtomicBool>,
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
        Ok(signals)
    }

    /// The terminal tells what there is to tell.
    #[cfg(not(unix))]
    pub(super) fn watch() -> io::Result<Self> {
        Ok(Self::default())
    }

    /// Whether the process was asked to end.
    pub(super) fn ends(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }

    /// Whether it was asked to stop for a while, since this was asked last.
    pub(super) fn stops(&self) -> bool {
        self.stop.swap(false, Ordering::Relaxed)
    }
}
