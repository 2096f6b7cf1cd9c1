//! Durations as people write them: `75s`, `2m30s`, `1h30m`.

use std::time::Duration;

/// Reads a duration of hours, minutes and seconds in that order, each at most once: `1h30m`, `75s`.
///
/// Returns `None` for anything else, zero and more than 100 hours included.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let mut seconds: u64 = 0;
    let mut smallest = u64::MAX;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: u64 = rest[..digits].parse().ok()?;
        let scale = match rest.as_bytes()[digits] {
            b'h' => 3600,
            b'm' => 60,
            b's' => 1,
            _ => return None,
        };
        if scale >= smallest {
            return None;
        }
        smallest = scale;
        seconds = number.checked_mul(scale).and_then(|part| seconds.checked_add(part))?;
        rest = &rest[digits + 1..];
    }
    (1..=360_000).contains(&seconds).then(|| Duration::from_secs(seconds))
}

/// Writes a duration the way [`parse_duration`] reads it; parts of a second are dropped.
pub fn format_duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let mut text = String::new();
    for (scale, unit) in [(3600, 'h'), (60, 'm'), (1, 's')] {
        let part = match unit {
            'h' => seconds / scale,
            _ => seconds / scale % 60,
        };
        if part > 0 {
            text.push_str(&part.to_string());
            text.push(unit);
        }
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_written() {
        #[track_caller]
        fn check(text: &str, seconds: Option<u64>, written: &str) {
            let duration = parse_duration(text);
            assert_eq!(duration.map(|d| d.as_secs()), seconds, "{text}");
            assert_eq!(duration.map(format_duration).unwrap_or_default(), written, "{text}");
        }
        check("75s", Some(75), "1m15s");
        check("2m30s", Some(150), "2m30s");
        check("150m", Some(9000), "2h30m");
        check("1h", Some(3600), "1h");
        check("", None, "");
        check("0s", None, "");
        check("75", None, "");
        check("30s2m", None, "");
        check("1m1m", None, "");
        check("1.5m", None, "");
        check("-5s", None, "");
        check("99999999999999999999h", None, "");
        check("101h", None, "");
    }
}
