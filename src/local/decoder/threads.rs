//! How many threads a decoder gets: as many as there are cores without work.

use std::thread::available_parallelism;

/// The threads that fit: the cores that there are, less those that were busy in the last minute, and at least one.
/// A second thread on a core that is busy makes each step of a model wait for it, so that one would be faster.
pub(super) fn fitting() -> usize {
    let cores = available_parallelism().map_or(1, usize::from);
    free(cores, &std::fs::read_to_string("/proc/loadavg").unwrap_or_default())
}

/// The cores left by a load, as Linux tells it; all of them where nothing is told.
fn free(cores: usize, told: &str) -> usize {
    let load = told.split_whitespace().next().and_then(|first| first.parse::<f64>().ok()).unwrap_or(0.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small number from zero on
    let busy = load.max(0.0).round() as usize;
    cores.saturating_sub(busy).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn busy_cores_are_left_alone_and_one_thread_is_always_there() {
        for (cores, told, threads) in [
            (8, "0.20 0.10 0.05 1/100 1", 8),
            (8, "2.60 9.00 9.00 1/100 1", 5),
            (2, "1.20 0.10 0.05 1/100 1", 1),
            (2, "40.00 1.00 1.00 1/100 1", 1),
            (4, "", 4),
            (4, "-1", 4),
            (4, "NaN", 4),
        ] {
            assert_eq!(free(cores, told), threads, "{told}");
        }
    }
}
