//! What stays in memory: a list of names and sizes under a limit, the least recently used first to go. Nothing here
//! knows what is loaded.

/// The names that are in memory, the most recently used last.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    kept: Vec<(String, u64)>,
}

impl Budget {
    /// Nothing in memory, at most so many bytes.
    pub(super) fn new(limit: u64) -> Self {
        Self { limit, kept: Vec::new() }
    }

    /// Notes that a name is used, and returns the names that have to go. What is used stays, also where it alone is
    /// larger than the limit: to load it again at each use would help nobody.
    pub(super) fn used(&mut self, name: &str, size: u64) -> Vec<String> {
        self.kept.retain(|(kept, _)| kept != name);
        let mut gone = Vec::new();
        while !self.kept.is_empty() && self.total() + size > self.limit {
            gone.push(self.kept.remove(0).0);
        }
        self.kept.push((name.to_owned(), size));
        gone
    }

    fn total(&self) -> u64 {
        self.kept.iter().map(|(_, size)| size).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_goes_first() {
        // The name and size that is used, and what goes, with a limit of 10.
        let steps: [(&str, u64, &[&str]); 8] = [
            ("a", 4, &[]),
            ("b", 4, &[]),
            ("a", 4, &[]),
            ("c", 4, &["b"]),
            ("d", 10, &["a", "c"]),
            ("huge", 11, &["d"]),
            ("huge", 11, &[]),
            ("e", 1, &["huge"]),
        ];
        let mut budget = Budget::new(10);
        for (name, size, gone) in steps {
            assert_eq!(budget.used(name, size), gone, "{name}");
            assert!(budget.total() <= 10 || budget.kept.len() == 1);
        }
    }
}
