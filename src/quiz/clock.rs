//! The clocks of a session, which run in steps from one thing that happens to the next.

use std::time::Duration;

/// How much is left when the candidate is alerted, the earliest first.
pub const ALERTS: [Duration; 3] =
    [Duration::from_secs(30 * 60), Duration::from_secs(15 * 60), Duration::from_secs(5 * 60)];

/// From here on a hidden timer is shown again.
pub const LAST_CALL: Duration = ALERTS[2];

/// What was counted so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Clock {
    /// The latest time told, since the session began.
    pub(super) now: Duration,
    /// Time that counts against the limit of the session.
    pub(super) used: Duration,
    /// Time in the scheduled break.
    pub(super) on_break: Duration,
    /// Time in pauses.
    pub(super) paused: Duration,
}

/// The alerts that are passed while the time left falls from `before` to `after`.
pub(super) fn alerts(before: Duration, after: Duration) -> impl Iterator<Item = Duration> {
    ALERTS.into_iter().filter(move |&alert| after <= alert && alert < before)
}
