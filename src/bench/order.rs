//! A ranking laid over hunks, and what a reader who follows it sees. Pure arithmetic.
//!
//! Hunks with equal scores come in no order: all figures are the expected value over their orders, so that a
//! ranking that says nothing scores as chance does.

/// Items from the highest score to the lowest, equal ones together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    items: Vec<usize>,
    /// Where each group of equal scores ends in `items`.
    ends: Vec<usize>,
}

impl Order {
    /// The order by these scores; what is no number comes last.
    pub fn by(scores: &[f64]) -> Self {
        let key = |&item: &usize| if scores[item].is_nan() { f64::NEG_INFINITY } else { scores[item] };
        let mut items: Vec<usize> = (0..scores.len()).collect();
        items.sort_by(|a, b| key(b).total_cmp(&key(a)));
        let differ = |&at: &usize| key(&items[at - 1]).total_cmp(&key(&items[at])).is_ne();
        let mut ends: Vec<usize> = (1..items.len()).filter(differ).collect();
        ends.extend((!items.is_empty()).then_some(items.len()));
        Self { items, ends }
    }

    /// The sums over each group, from the top.
    fn sums<'a>(&'a self, of: [&'a [f64]; 2]) -> impl Iterator<Item = [f64; 2]> + 'a {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let mut sums = [0.0; 2];
            for &item in &self.items[start..end] {
                sums[0] += of[0][item];
                sums[1] += of[1][item];
            }
            start = end;
            sums
        })
    }

    /// The share of `gain` that is seen when the top of the order is read until `share` of `mass` is used up, for
    /// each of the ascending shares. Not a number where there is nothing to gain.
    pub fn recall(&self, mass: &[f64], gain: &[f64], shares: &[f64]) -> Vec<f64> {
        let (all, most) = (mass.iter().sum::<f64>(), gain.iter().sum::<f64>());
        let (mut used, mut seen, mut found) = (0.0, 0.0, Vec::with_capacity(shares.len()));
        for [mass, gain] in self.sums([mass, gain]) {
            while let Some(share) = shares.get(found.len())
                && share * all <= used + mass
            {
                let part = if mass > 0.0 { (share * all - used) / mass } else { 0.0 };
                found.push((seen + part * gain) / most);
            }
            used += mass;
            seen += gain;
        }
        found.resize(shares.len(), if most > 0.0 { 1.0 } else { f64::NAN });
        found
    }

    /// The probability that an item of the one kind stands above one of the other; ties count half. `positive`
    /// is the part of each item's weight that is of the one kind.
    pub fn auc(&self, weight: &[f64], positive: &[f64]) -> f64 {
        let (mut above, mut positives, mut wins) = (0.0, 0.0, 0.0);
        for [weight, positive] in self.sums([weight, positive]) {
            let negative = weight - positive;
            wins += negative * (positives + positive / 2.0);
            positives += positive;
            above += negative;
        }
        wins / (positives * above)
    }
}

/// How much of `gain` the highest fifth of a few items holds, rounded and at least one of them; ties in part.
pub fn top_fifth(scores: &[f64], gain: &[f64]) -> f64 {
    #[allow(clippy::cast_precision_loss)] // counts of hunks or lines
    let (count, all) = (((scores.len() + 2) / 5).max(1) as f64, scores.len().max(1) as f64);
    let total: f64 = gain.iter().sum();
    let share = Order::by(scores).recall(&vec![1.0; scores.len()], gain, &[count / all])[0];
    if total > 0.0 { share * total } else { 0.0 }
}

/// How far probabilities are from what came true: the mean distance over ten bins of equal weight, from the
/// least to the most probable.
pub fn calibration_error(probability: &[f64], weight: &[f64], positive: &[f64]) -> f64 {
    const BINS: usize = 10;
    let mut items: Vec<usize> = (0..probability.len()).collect();
    items.sort_by(|&a, &b| probability[a].total_cmp(&probability[b]));
    let all: f64 = weight.iter().sum();
    let (mut bins, mut used) = ([(0.0, 0.0); BINS], 0.0);
    for item in items {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // below BINS
        let bin = (((used + weight[item] / 2.0) / all * BINS as f64) as usize).min(BINS - 1);
        bins[bin].0 += probability[item] * weight[item];
        bins[bin].1 += positive[item];
        used += weight[item];
    }
    bins.iter().map(|(said, came)| f64::abs(said - came)).sum::<f64>() / all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn auc_counts_pairs_and_ties_half() {
        let order = Order::by(&[0.9, 0.8, 0.8, 0.1]);
        // Positives: the first and the third. Pairs: 1>2, 1>4, 3=2, 3>4.
        close(order.auc(&[1.0; 4], &[1.0, 0.0, 1.0, 0.0]), 3.5 / 4.0);
        // The second counts double: wins 2 + 1 + 1 + 1 of 6.
        close(order.auc(&[1.0, 2.0, 1.0, 1.0], &[1.0, 0.0, 1.0, 0.0]), 5.0 / 6.0);
        close(Order::by(&[1.0; 4]).auc(&[1.0; 4], &[1.0, 0.0, 0.0, 0.0]), 0.5);
        assert!(order.auc(&[1.0; 4], &[0.0; 4]).is_nan());
    }

    #[test]
    fn recall_takes_a_part_of_what_is_tied_at_the_border() {
        let order = Order::by(&[5.0, 3.0, 3.0, 3.0, 1.0]);
        let gain = [0.0, 1.0, 0.0, 0.0, 1.0];
        let found = order.recall(&[1.0; 5], &gain, &[0.2, 0.4, 0.8, 1.0]);
        for (found, expected) in found.iter().zip([0.0, 1.0 / 6.0, 0.5, 1.0]) {
            close(*found, expected);
        }
        close(Order::by(&[0.0; 5]).recall(&[1.0; 5], &gain, &[0.3])[0], 0.3);
        assert!(order.recall(&[1.0; 5], &[0.0; 5], &[0.5])[0].is_nan());
        assert!(Order::by(&[]).recall(&[], &[], &[0.5])[0].is_nan());
    }

    #[test]
    fn mass_is_what_is_used_up() {
        // The first item costs 6 of 10: at half of the cost five sixths of it are read.
        let order = Order::by(&[2.0, 1.0]);
        close(order.recall(&[6.0, 4.0], &[1.0, 1.0], &[0.5])[0], 5.0 / 12.0);
    }

    #[test]
    fn a_score_that_is_no_number_comes_last() {
        assert_eq!(Order::by(&[f64::NAN, 1.0, -7.0]).items, [1, 2, 0]);
    }

    #[test]
    fn the_top_fifth_is_at_least_one_item() {
        close(top_fifth(&[3.0, 2.0], &[1.0, 1.0]), 1.0);
        close(top_fifth(&[1.0, 1.0], &[1.0, 0.0]), 0.5);
        let scores: Vec<f64> = (0..10).map(f64::from).collect();
        close(top_fifth(&scores, &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0]), 2.0);
        close(top_fifth(&[], &[]), 0.0);
    }

    #[test]
    fn calibration_is_the_mean_distance_over_bins() {
        let probability: Vec<f64> = (0..20).map(|item| if item < 10 { 0.0 } else { 0.5 }).collect();
        let came: Vec<f64> = (0..20).map(|item| f64::from(item % 2)).collect();
        // Half of either kind came true: half a bin's weight is off by 0.5, the other half by nothing.
        close(calibration_error(&probability, &[1.0; 20], &came), 0.25);
        close(calibration_error(&[1.0; 4], &[1.0; 4], &[1.0; 4]), 0.0);
    }
}
