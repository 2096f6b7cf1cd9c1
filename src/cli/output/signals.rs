//! Signals that end the program while results are written: what is unfinished goes, then the program ends by the
//! signal, as it would have without this.

/// Listens from now on, once for the whole run.
#[cfg(unix)]
pub(super) fn watch() -> std::io::Result<()> {
    use super::partial;
    use std::sync::{Mutex, PoisonError};
    static WATCHED: Mutex<bool> = Mutex::new(false);
    let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    if *watched {
        return Ok(());
    }
    let mut signals = signal_hook::iterator::Signals::new(heard())?;
    let end = move || {
        if let Some(signal) = signals.forever().next() {
            let unfinished = partial::gate();
            unfinished.iter().for_each(|path| partial::remove(path));
            // It ends the process; if it could not, nothing else could be done.
            drop(signal_hook::low_level::emulate_default_handler(signal));
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(end)?;
    *watched = true;
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it has the type of the other one")]
pub(super) fn watch() -> std::io::Result<()> {
    Ok(())
}

/// The signals to listen for. One that the program was started to ignore, as `nohup` does with SIGHUP, stays
/// ignored; where that cannot be told, SIGHUP is left alone.
#[cfg(unix)]
fn heard() -> Vec<i32> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let status = std::fs::read_to_string("/proc/self/status").ok();
    match status.as_deref().and_then(ignored) {
        Some(ignored) => {
            let is_heard = |signal: &i32| ignored >> (signal - 1) & 1 == 0;
            [SIGHUP, SIGINT, SIGTERM].into_iter().filter(is_heard).collect()
        }
        None => vec![SIGINT, SIGTERM],
    }
}

/// The ignored signals in what Linux tells of a process, as a mask.
#[cfg(unix)]
fn ignored(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(line.trim(), 16).ok()
}
