//! Sets of path globs: patterns come in, one matcher for all of them goes out.

use globset::{Glob, GlobSet, GlobSetBuilder};

/// The matcher of some patterns; `None` where there are none, so that "no patterns" is never taken for "no match".
///
/// # Errors
/// A glob that is not valid.
pub(crate) fn globs<P: AsRef<str>>(patterns: &[P]) -> Result<Option<GlobSet>, globset::Error> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern.as_ref())?);
    }
    set.build().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_matches_where_one_of_the_patterns_does() {
        let set = globs(&["docs/**", "*.lock"]).unwrap().unwrap();
        assert!(set.is_match("docs/a/b.md") && set.is_match("Cargo.lock"));
        assert!(!set.is_match("src/a.rs"));
    }

    #[test]
    fn no_patterns_are_no_set_and_an_invalid_one_is_an_error() {
        assert!(globs::<&str>(&[]).unwrap().is_none());
        assert!(globs(&["src/[".to_owned()]).is_err());
    }
}
