//! Figures against values worked out elsewhere: by hand, by the published check vector, and by a plain
//! two-pass implementation in floats.

mod by_hand;
mod oracle;
mod r_psych;

use super::*;

#[track_caller]
fn close(got: Option<f64>, expected: f64, within: f64) {
    let got = got.expect("a value");
    assert!((got - expected).abs() <= within, "{got} is not {expected}");
}
