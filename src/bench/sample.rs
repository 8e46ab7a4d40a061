//! Which past commits are reviewed again, and how much each counts.
//!
//! Only few commits of a history bring in a bug. Where not all can be reviewed, half of the sample are such
//! commits and half are others, each evenly spread over time, and weights bring the mix back to the share
//! that they have in the history. The newest tenth of the window is left out: its bugs are not found yet.

use super::Mined;
use super::szz::is_deliberate;

/// One commit to review again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pick {
    /// Its place in the window.
    pub commit: usize,
    /// How many commits of the history it stands for.
    pub weight: f64,
}

/// At most `most` commits of the history, oldest first.
pub fn sample(mined: &Mined, most: usize) -> Vec<Pick> {
    let commits = &mined.window.commits;
    let old_enough = commits.len() - commits.len() / 10;
    let eligible = (0..old_enough).filter(|&index| is_deliberate(&commits[index], mined.sizes[index]));
    let (buggy, others): (Vec<_>, Vec<_>) = eligible.partition(|index| mined.introductions.contains_key(index));
    let (some_buggy, some_others) = split(buggy.len(), others.len(), most);
    let mut picks = picked(&buggy, some_buggy);
    picks.extend(picked(&others, some_others));
    picks.sort_by_key(|pick| pick.commit);
    picks
}

/// How many of each kind: all if they fit, else halves, and what the one does not need goes to the other.
pub(crate) fn split(buggy: usize, others: usize, most: usize) -> (usize, usize) {
    let some_buggy = buggy.min((most / 2).max(most.saturating_sub(others)));
    (some_buggy, others.min(most - some_buggy))
}

/// So many of the commits, evenly spread, each standing for those that were left out too.
fn picked(commits: &[usize], count: usize) -> Vec<Pick> {
    #[allow(clippy::cast_precision_loss)] // counts of commits
    let weight = commits.len() as f64 / count.max(1) as f64;
    (0..count).map(|nth| Pick { commit: commits[nth * commits.len() / count], weight }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_taken_where_they_fit_and_else_halves() {
        assert_eq!(split(3, 50, 100), (3, 50));
        assert_eq!(split(30, 500, 100), (30, 70));
        assert_eq!(split(300, 500, 100), (50, 50));
        assert_eq!(split(300, 10, 100), (90, 10));
    }

    #[test]
    fn the_weights_add_up_to_all_and_the_picks_are_spread() {
        let picks = picked(&[1, 2, 3, 4, 5, 6], 3);
        assert_eq!(picks.iter().map(|pick| pick.commit).collect::<Vec<_>>(), [1, 3, 5]);
        assert!((picks.iter().map(|pick| pick.weight).sum::<f64>() - 6.0).abs() < 1e-9);
        assert!(picked(&[], 0).is_empty());
    }
}
