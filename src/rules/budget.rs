//! What the rules of a project may take while they run: time and findings, for one file and for the whole review. The
//! program's own rules have none of these limits, and are not stopped where a project's are.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::matched::Found;

/// For one side of a file. Ordinary rules take milliseconds.
const TIME_PER_FILE: Duration = Duration::from_secs(5);
/// For a whole review, on all threads together.
const TIME: u64 = 60_000_000;
/// Findings of one rule in one side of a file.
const FINDINGS_PER_RULE: usize = 1_000;
/// Findings of a whole review.
const FINDINGS: usize = 50_000;

/// What is left of a review.
#[derive(Debug)]
pub(super) struct Purse {
    microseconds: AtomicU64,
    findings: AtomicUsize,
}

impl Default for Purse {
    fn default() -> Self {
        Self { microseconds: AtomicU64::new(TIME), findings: AtomicUsize::new(FINDINGS) }
    }
}

impl Purse {
    /// Fills it for another review.
    pub fn fill(&self) {
        self.microseconds.store(TIME, Ordering::Relaxed);
        self.findings.store(FINDINGS, Ordering::Relaxed);
    }

    /// Does work within what is left, for one file, and takes off what it took.
    pub fn spend(&self, work: impl FnOnce(Budget) -> Kept) -> Kept {
        let start = Instant::now();
        let left = Duration::from_micros(self.microseconds.load(Ordering::Relaxed)).min(TIME_PER_FILE);
        let each = FINDINGS_PER_RULE.min(self.findings.load(Ordering::Relaxed));
        let kept = work(Budget { until: Some(start + left), each });
        let took = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        let less = |left: u64| Some(left.saturating_sub(took));
        let fewer = |left: usize| Some(left.saturating_sub(kept.found.len()));
        let _ = self.microseconds.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        let _ = self.findings.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fewer);
        kept
    }
}

/// What rules may take for one side of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// When they are stopped.
    pub until: Option<Instant>,
    /// The findings of each.
    each: usize,
}

impl Budget {
    /// No limits.
    pub fn unbounded() -> Self {
        Self { until: None, each: usize::MAX }
    }

    /// Whether the time is up.
    pub fn is_over(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() >= until)
    }
}

/// What was found within a budget.
#[derive(Debug)]
pub(super) struct Kept {
    pub found: Vec<Found>,
    /// Whether that is all that there was to find.
    pub complete: bool,
    of_rule: HashMap<usize, usize>,
    each: usize,
}

impl Kept {
    pub fn new(budget: Budget) -> Self {
        Self { found: Vec::new(), complete: true, of_rule: HashMap::new(), each: budget.each }
    }

    /// Keeps a finding, unless its rule has as many as it may.
    pub fn push(&mut self, found: Found) {
        let count = self.of_rule.entry(found.rule).or_default();
        if *count >= self.each {
            self.complete = false;
            return;
        }
        *count += 1;
        self.found.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rule: usize) -> Found {
        Found { rule, bytes: 0..0, at_most: None, message: String::new(), help: None, replacement: None }
    }

    fn keep(purse: &Purse, rule: usize, count: usize) -> (usize, bool) {
        let kept = purse.spend(|budget| {
            let mut kept = Kept::new(budget);
            (0..count).for_each(|_| kept.push(found(rule)));
            kept
        });
        (kept.found.len(), kept.complete)
    }

    #[test]
    fn a_rule_has_so_many_findings_in_a_file_and_a_review_so_many_in_all() {
        let purse = Purse::default();
        assert_eq!(keep(&purse, 1, FINDINGS_PER_RULE), (FINDINGS_PER_RULE, true));
        assert_eq!(keep(&purse, 2, FINDINGS_PER_RULE + 1), (FINDINGS_PER_RULE, false));
        while purse.findings.load(Ordering::Relaxed) > 0 {
            keep(&purse, 1, FINDINGS_PER_RULE);
        }
        assert_eq!(keep(&purse, 1, 1), (0, false));
        purse.fill();
        assert_eq!(keep(&purse, 1, 1), (1, true), "another review starts from zero");
    }

    #[test]
    fn time_that_was_taken_is_gone_for_the_files_that_follow() {
        let purse = Purse { microseconds: AtomicU64::new(1), findings: AtomicUsize::new(1) };
        let wait = |budget: Budget| {
            while !budget.is_over() {
                std::thread::yield_now();
            }
            Kept::new(budget)
        };
        purse.spend(wait);
        assert_eq!(purse.microseconds.load(Ordering::Relaxed), 0);
        purse.spend(|budget| {
            assert!(budget.is_over());
            Kept::new(budget)
        });
    }
}
