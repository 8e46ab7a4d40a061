//! Sets of paths: patterns come in, one matcher for all of them goes out. `globs` takes them as they are written, `paths`
//! also as people write folders, and `Excludes` as in a `.gitignore`.

use std::borrow::Cow;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use thiserror::Error;

/// The most patterns of a set, and the most bytes of all of them: more take seconds and hundreds of megabytes to compile.
const MOST_PATTERNS: usize = 1_000;
const MOST_BYTES: usize = 100_000;
/// The most bytes of one.
const LONGEST: usize = 2_000;

/// Why patterns cannot be used.
#[derive(Debug, Error)]
pub enum GlobError {
    /// One is not valid.
    #[error(transparent)]
    Invalid(#[from] globset::Error),
    /// There are too many, or they are too long.
    #[error("{0}")]
    TooMuch(String),
}

/// Whether patterns are few and short enough to be compiled.
fn within_bounds<'p>(patterns: impl Iterator<Item = &'p str> + Clone) -> Result<(), GlobError> {
    let reason = if patterns.clone().count() > MOST_PATTERNS {
        format!("there are more than {MOST_PATTERNS} patterns")
    } else if patterns.clone().any(|pattern| pattern.len() > LONGEST) {
        format!("a pattern is longer than {LONGEST} bytes")
    } else if patterns.map(str::len).sum::<usize>() > MOST_BYTES {
        format!("all patterns together are longer than {MOST_BYTES} bytes")
    } else {
        return Ok(());
    };
    Err(GlobError::TooMuch(reason))
}

/// The matcher of some patterns; `None` where there are none, so that "no patterns" is never taken for "no match".
///
/// # Errors
/// A glob that is not valid.
pub(crate) fn globs<P: AsRef<str>>(patterns: &[P]) -> Result<Option<GlobSet>, GlobError> {
    within_bounds(patterns.iter().map(AsRef::as_ref))?;
    compiled(patterns)
}

/// The matcher of patterns that people write, which matches at least what [`globs`] does: a folder, with or without its
/// slash, stands for all that is in it, a name without a slash for files and folders of that name anywhere, and a
/// leading `./` or `/` for the root.
///
/// # Errors
/// A glob that is not valid.
pub(crate) fn paths<P: AsRef<str>>(patterns: &[P]) -> Result<Option<GlobSet>, GlobError> {
    within_bounds(patterns.iter().map(AsRef::as_ref))?;
    let mut all = Vec::new();
    for pattern in patterns {
        let pattern = pattern.as_ref();
        all.push(pattern.to_owned());
        if let Some(row) = Row::new(pattern) {
            all.push(format!("{}/**", row.glob));
            all.push(row.glob);
        }
    }
    compiled(&all)
}

fn compiled<P: AsRef<str>>(patterns: &[P]) -> Result<Option<GlobSet>, GlobError> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern.as_ref())?);
    }
    Ok(if patterns.is_empty() { None } else { Some(set.build()?) })
}

/// Patterns with the meaning that they have in a `.gitignore` file at the root.
#[derive(Debug, Clone, Default)]
pub struct Excludes {
    globs: GlobSet,
    rows: Vec<Row>,
}

/// One pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// As it was written.
    written: String,
    /// From the root, without its marks.
    glob: String,
    /// Whether it takes back what an earlier one excluded.
    is_negated: bool,
    /// Whether it means folders alone.
    is_folder: bool,
}

impl Row {
    /// Reads a line; `None` for one without a pattern.
    fn new(line: &str) -> Option<Self> {
        let written = trimmed(line);
        if written.is_empty() || written.starts_with('#') {
            return None;
        }
        let is_negated = written.starts_with('!');
        let mut pattern = written.strip_prefix('!').unwrap_or(written);
        let mut is_anchored = false;
        while let Some(rest) = pattern.strip_prefix("./") {
            (pattern, is_anchored) = (rest, true);
        }
        if let Some(rest) = pattern.strip_prefix('/') {
            (pattern, is_anchored) = (rest, true);
        }
        let name = pattern.trim_end_matches('/');
        let is_folder = name.len() < pattern.len();
        let glob: Cow<'_, str> = match name {
            "" | "." => "**".into(),
            name if is_anchored || name.contains('/') => name.into(),
            name => format!("**/{name}").into(),
        };
        Some(Self { written: written.to_owned(), glob: glob.into_owned(), is_negated, is_folder })
    }
}

/// A line without spaces at its end, unless a backslash keeps them.
fn trimmed(line: &str) -> &str {
    let text = line.trim_end();
    let keeps = text.len() < line.len() && text.ends_with('\\') && !text.ends_with("\\\\");
    if keeps { &line[..=text.len()] } else { text }
}

impl Excludes {
    /// The patterns of a list.
    ///
    /// # Errors
    /// A pattern that is not valid.
    pub(crate) fn new<P: AsRef<str>>(patterns: &[P]) -> Result<Self, GlobError> {
        let rows: Vec<Row> = patterns.iter().filter_map(|pattern| Row::new(pattern.as_ref())).collect();
        within_bounds(rows.iter().map(|row| &*row.written))?;
        let mut globs = GlobSetBuilder::new();
        for row in &rows {
            globs.add(GlobBuilder::new(&row.glob).literal_separator(true).backslash_escape(true).build()?);
        }
        Ok(Self { globs: globs.build()?, rows })
    }

    /// Whether a file is excluded: by its own path or, once and for all, by that of a folder around it.
    pub fn excludes(&self, path: &str) -> bool {
        self.excluding(path).is_some()
    }

    /// The pattern that excludes a file, as it was written.
    pub fn excluding(&self, path: &str) -> Option<&str> {
        if self.rows.is_empty() {
            return None;
        }
        let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        folders.find_map(|folder| self.deciding(folder, true)).or_else(|| self.deciding(path, false))
    }

    /// The last pattern that matches a file or folder, if it excludes.
    fn deciding(&self, path: &str, is_folder: bool) -> Option<&str> {
        let matching = self.globs.matches(path);
        let last = matching.into_iter().rev().find(|&index| is_folder || !self.rows[index].is_folder)?;
        let row = &self.rows[last];
        (!row.is_negated).then_some(&*row.written)
    }

    /// The patterns that exclude, as they were written, which match none of the paths nor a folder around one.
    pub fn unmatched<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Vec<&str> {
        let mut open: Vec<usize> = (0..self.rows.len()).filter(|&index| !self.rows[index].is_negated).collect();
        let mut seen = "";
        for path in paths {
            if open.is_empty() {
                break;
            }
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            if folder != seen {
                for (end, _) in path.match_indices('/') {
                    self.strike(&mut open, &path[..end], true);
                }
                seen = folder;
            }
            self.strike(&mut open, path, false);
        }
        open.into_iter().map(|index| &*self.rows[index].written).collect()
    }

    /// Takes the patterns that match a path out of a list.
    fn strike(&self, open: &mut Vec<usize>, path: &str, is_folder: bool) {
        let matching = self.globs.matches(path);
        open.retain(|index| !matching.contains(index) || (self.rows[*index].is_folder && !is_folder));
    }
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
        assert!(paths(&["src/["]).is_err() && Excludes::new(&["src/["]).is_err());
    }

    #[test]
    fn patterns_beyond_the_bounds_are_an_error_that_names_them() {
        for (patterns, named) in [
            (vec!["a".to_owned(); MOST_PATTERNS + 1], "more than 1000 patterns"),
            (vec!["{a,b}".repeat(LONGEST)], "longer than 2000 bytes"),
            (vec!["a".repeat(LONGEST); MOST_BYTES / LONGEST + 1], "together are longer than 100000 bytes"),
        ] {
            for error in [globs(&patterns).unwrap_err(), paths(&patterns).unwrap_err()] {
                assert!(error.to_string().contains(named), "{error}");
            }
            assert!(Excludes::new(&patterns).unwrap_err().to_string().contains(named));
        }
        assert!(paths(&vec!["a"; MOST_PATTERNS]).is_ok());
    }

    #[test]
    fn a_folder_is_named_as_people_write_it() {
        for pattern in ["sub", "sub/", "./sub", "./sub/", "/sub/", "sub/**", "./sub/**"] {
            let set = paths(&[pattern]).unwrap().unwrap();
            assert!(set.is_match("sub/a.py") && set.is_match("sub/deep/a.py"), "{pattern}");
            assert!(!set.is_match("subway/a.py") && !set.is_match("a.py"), "{pattern}");
        }
        let set = paths(&["src/*.py", "*.md"]).unwrap().unwrap();
        assert!(set.is_match("src/deep/a.py") && set.is_match("docs/a.md"), "what matched goes on to match");
    }

    /// Each row: the patterns, what they exclude, what they leave.
    #[test]
    fn excludes_mean_what_they_mean_in_a_gitignore() {
        type Row = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);
        let rows: [Row; 17] = [
            (&["sub"], &["sub/a.py", "x/sub/a.py", "sub"], &["subway/a.py", "a.py"]),
            (&["sub/"], &["sub/a.py", "x/sub/a.py"], &["sub", "x/sub"]),
            (&["./sub/**"], &["sub/a.py", "sub/x/a.py"], &["x/sub/a.py"]),
            (&["/sub"], &["sub/a.py"], &["x/sub/a.py"]),
            (&["a/b"], &["a/b/c.py"], &["x/a/b/c.py"]),
            (&["*.min.js"], &["a.min.js", "x/y/a.min.js"], &["a.js"]),
            (&["src/*.py"], &["src/a.py"], &["src/x/a.py"]),
            (&["src/*"], &["src/a.py", "src/x/a.py"], &["src"]),
            (&["a/**/b"], &["a/b", "a/x/y/b/c.py"], &["b"]),
            (&["**/b"], &["b", "x/b/c.py"], &["xb"]),
            (&["sub/**", "!sub/keep.py"], &["sub/a.py", "sub/x/keep.py"], &["sub/keep.py"]),
            (&["*.py", "!keep.py"], &["a.py"], &["keep.py", "x/keep.py"]),
            (&["sub", "!sub/keep.py"], &["sub/keep.py"], &[]),
            (&["sub   ", "# sub2", ""], &["sub/a.py"], &["sub2/a.py", "# sub2"]),
            (&["\\#a", "\\!b", "c\\ "], &["#a", "!b", "c "], &["c"]),
            (&["[ab].{py,rs}"], &["a.py", "x/b.rs"], &["c.py"]),
            (&["."], &["a.py", "x/a.py"], &[]),
        ];
        for (patterns, excluded, left) in rows {
            let set = Excludes::new(patterns).unwrap();
            for path in excluded {
                assert!(set.excludes(path), "{patterns:?} {path}");
            }
            for path in left {
                assert!(!set.excludes(path), "{patterns:?} {path}");
            }
        }
    }

    #[test]
    fn a_pattern_that_matches_nothing_is_named_as_it_was_written() {
        let set = Excludes::new(&["./sub/", "*.lock", "!keep.py", "no/such"]).unwrap();
        assert_eq!(set.unmatched(["sub/a.py", "src/b.rs"]), ["*.lock", "no/such"]);
        assert_eq!(set.unmatched(["sub"]), ["./sub/", "*.lock", "no/such"], "a file is no folder");
    }
}
