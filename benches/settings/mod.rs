//! How long every bench measures.

use criterion::Criterion;
use std::time::Duration;

/// Few samples and short times, since a whole check of a large bank takes long; the command line may say otherwise.
pub(crate) fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args()
}
