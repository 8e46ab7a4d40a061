//! Sets of line numbers, kept as sorted ranges.

use crate::finding::Line;

/// A set of line numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineSet {
    /// Disjoint, sorted, inclusive ranges.
    ranges: Vec<(Line, Line)>,
}

impl LineSet {
    /// Every line there can be.
    pub fn all() -> Self {
        Self { ranges: vec![(Line(1), Line(u32::MAX))] }
    }

    /// The first of these lines that is in the set.
    pub fn first_within(&self, lines: &std::ops::RangeInclusive<Line>) -> Option<Line> {
        let next = self.ranges.partition_point(|(_, last)| last < lines.start());
        let first = self.ranges.get(next)?.0.max(*lines.start());
        (first <= *lines.end()).then_some(first)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The set with further lines in it.
    #[must_use]
    pub fn with(&self, lines: impl IntoIterator<Item = Line>) -> Self {
        let mut ranges = self.ranges.clone();
        ranges.extend(lines.into_iter().map(|line| (line, line)));
        Self::joined(ranges)
    }

    /// The set with the lines beside each of its own.
    #[must_use]
    pub fn with_neighbours(&self) -> Self {
        let wider =
            |&(first, last): &(Line, Line)| (Line(first.0.saturating_sub(1).max(1)), Line(last.0.saturating_add(1)));
        Self::joined(self.ranges.iter().map(wider).collect())
    }

    fn joined(mut unsorted: Vec<(Line, Line)>) -> Self {
        unsorted.sort_unstable();
        let mut ranges: Vec<(Line, Line)> = Vec::new();
        for (first, last) in unsorted {
            match ranges.last_mut() {
                Some((_, end)) if first.0 <= end.0.saturating_add(1) => *end = last.max(*end),
                _ => ranges.push((first, last)),
            }
        }
        Self { ranges }
    }

    /// Whether a line of the inclusive range is in the set.
    pub fn touches(&self, lines: std::ops::RangeInclusive<Line>) -> bool {
        let next = self.ranges.partition_point(|&(_, last)| last < *lines.start());
        self.ranges.get(next).is_some_and(|&(first, _)| first <= *lines.end())
    }

    /// Whether the line is in the set.
    pub fn contains(&self, line: Line) -> bool {
        self.touches(line..=line)
    }

    /// The inclusive ranges, in order.
    pub fn ranges(&self) -> &[(Line, Line)] {
        &self.ranges
    }
}

impl FromIterator<Line> for LineSet {
    fn from_iter<I: IntoIterator<Item = Line>>(lines: I) -> Self {
        Self::joined(lines.into_iter().map(|line| (line, line)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(lines: &[u32]) -> LineSet {
        lines.iter().copied().map(Line).collect()
    }

    #[test]
    fn neighbours_join_into_one_range() {
        assert_eq!(set(&[5, 3, 4, 9, 4]).ranges(), [(Line(3), Line(5)), (Line(9), Line(9))]);
    }

    #[test]
    fn neighbours_are_the_lines_before_and_after() {
        assert_eq!(set(&[1, 5, 7]).with_neighbours().ranges(), [(Line(1), Line(2)), (Line(4), Line(8))]);
    }

    #[test]
    fn a_range_touches_when_one_line_is_shared() {
        let lines = set(&[3, 4, 9]);
        assert!(lines.touches(Line(4)..=Line(8)));
        assert!(lines.touches(Line(1)..=Line(100)));
        assert!(!lines.touches(Line(5)..=Line(8)));
        assert!(!lines.touches(Line(10)..=Line(12)));
    }

    #[test]
    fn all_holds_every_line_and_the_empty_set_none() {
        assert!(LineSet::all().contains(Line(1)) && LineSet::all().contains(Line(4_000_000_000)));
        assert!(!LineSet::default().contains(Line(1)));
    }
}
