//! The score of a sitting.

use crate::model::{Fraction, fraction};
use crate::quiz::Session;
use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{ToPrimitive, Zero};

/// Points, and the most that could be had, over the items that count as given to the candidate.
///
/// Summed exactly. A sum whose digits no longer fit is told to a millionth, which takes dozens of unlike denominators.
pub fn score(session: &Session) -> (Fraction, Fraction) {
    let given = (0..session.items().len()).filter(|&place| session.is_presented(place));
    let (mut points, mut maximum) = (Ratio::zero(), Ratio::zero());
    for place in given {
        let worth = big(session.items()[place].points);
        points += big(session.mark(place).credit) * &worth;
        maximum += worth;
    }
    (small(&points), small(&maximum))
}

fn big(value: Fraction) -> Ratio<BigInt> {
    Ratio::new(BigInt::from(*value.numer()), BigInt::from(*value.denom()))
}

fn small(value: &Ratio<BigInt>) -> Fraction {
    if let (Some(numer), Some(denom)) = (value.numer().to_i64(), value.denom().to_i64()) {
        return Fraction::new_raw(numer, denom);
    }
    let scale = 10_i64.pow(u32::try_from(fraction::MAX_DECIMALS).unwrap_or(0));
    let scaled = (value * BigInt::from(scale)).round().to_integer();
    Fraction::new(scaled.to_i64().unwrap_or(i64::MAX), scale)
}
