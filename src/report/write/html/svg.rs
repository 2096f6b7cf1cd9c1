//! Pixels: the only arithmetic of the pages.

use maud::Render;

/// A length in user units, written with one decimal at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Px(pub(super) f64);

impl Render for Px {
    fn render_to(&self, out: &mut String) {
        let text = format!("{:.1}", self.0);
        out.push_str(text.strip_suffix(".0").unwrap_or(&text));
    }
}

/// From figures to pixels along one axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The figures at either end; they differ.
    pub(super) from: (f64, f64),
    /// Where they lie.
    pub(super) to: (f64, f64),
}

impl Scale {
    /// Where a figure lies; what is outside lies at the end.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.from.0) / (self.from.1 - self.from.0);
        self.to.0 + share.clamp(0.0, 1.0) * (self.to.1 - self.to.0)
    }

    /// The same, to be written.
    pub(super) fn px(&self, value: f64) -> Px {
        Px(self.at(value))
    }
}

/// A count as a length.
#[expect(clippy::cast_precision_loss, reason = "lengths of pictures are not exact")]
pub(super) fn length(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_lie_where_they_should() {
        let scale = Scale { from: (-1.0, 1.0), to: (100.0, 0.0) };
        for (value, expected) in [(-1.0, "100"), (1.0, "0"), (0.0, "50"), (5.0, "0"), (0.333, "33.4")] {
            assert_eq!(scale.px(value).render().into_string(), expected);
        }
    }
}
