//! Intervals by the bootstrap (Efron 1979): the changes, not their hunks, are drawn again with replacement, and
//! the percentiles of the figures are the interval. Equal input gives equal intervals.

use rayon::prelude::*;

use super::figures::Values;
use super::measure::{Columns, Prepared};

/// How many histories are drawn.
const RESAMPLES: u64 = 200;
const SEED: u64 = 0x5eed_0b0b;

/// The values of every ranking on each drawn history.
pub(super) fn resample(columns: &Columns, rankings: &[Prepared]) -> Vec<Vec<Values>> {
    draws(&columns.weight, |weights| columns.values(rankings, weights))
}

/// What something is on each drawn history, by the weights that the changes have in it.
pub(crate) fn draws<T: Send>(weight: &[f64], value: impl Fn(&[f64]) -> T + Sync) -> Vec<T> {
    let draw = |nth: u64| {
        let mut weights = vec![0.0; weight.len()];
        let mut random = Random::new(SEED.wrapping_add(nth));
        for _ in 0..weight.len() {
            let drawn = random.below(weight.len());
            weights[drawn] += weight[drawn];
        }
        value(&weights)
    };
    (0..RESAMPLES).into_par_iter().map(draw).collect()
}

/// The middle 95% of some values; what is no number is left out.
pub(crate) fn interval(mut values: Vec<f64>) -> (f64, f64) {
    values.retain(|value| !value.is_nan());
    values.sort_by(f64::total_cmp);
    let Some(last) = values.len().checked_sub(1) else { return (f64::NAN, f64::NAN) };
    (values[last * 25 / 1000], values[(last * 975).div_ceil(1000)])
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        // Neighbouring seeds must not give the same numbers one step apart.
        Self(mix(seed))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below the limit, by the high half of a product.
    fn below(&mut self, limit: usize) -> usize {
        let product = u128::from(self.next()) * limit as u128;
        usize::try_from(product >> 64).expect("it is below the limit")
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_the_middle_of_the_values() {
        assert_eq!(interval((0..=200).map(f64::from).collect()), (5.0, 195.0));
        assert_eq!(interval(vec![f64::NAN, 3.0]), (3.0, 3.0));
        assert!(interval(Vec::new()).0.is_nan());
    }

    #[test]
    fn neighbouring_seeds_share_no_numbers() {
        let drawn = |seed: u64| {
            let mut random = Random::new(SEED + seed);
            (0..100).map(|_| random.next()).collect::<Vec<_>>()
        };
        let (one, two) = (drawn(1), drawn(2));
        assert!(one.iter().all(|number| !two.contains(number)));
    }

    #[test]
    fn drawn_numbers_stay_below_the_limit_and_reach_all_of_it() {
        let mut random = Random::new(1);
        let mut seen = [0; 7];
        (0..7000).for_each(|_| seen[random.below(7)] += 1);
        assert!(seen.iter().all(|&count| (800..1200).contains(&count)), "{seen:?}");
    }
}
