//! The hidden first line of what we post: by it the next run knows what a thread is about.

use std::fmt;

/// How the summary begins.
pub(super) const SUMMARY: &str = "<!-- review:summary -->";

/// What a thread is about: `<!-- review:<finding id> -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The finding's id.
    pub id: String,
    /// The hunk that a model spoke of; none for a rule.
    pub hunk: Option<String>,
    /// Whether the thread was closed by us, because the finding is gone.
    pub gone: bool,
}

impl Mark {
    /// The mark of a comment, if it is one of ours. Only the first line counts: what follows may quote anything.
    pub(super) fn of(body: &str) -> Option<Self> {
        let words = body.lines().next()?.trim_end().strip_prefix("<!-- review:")?.strip_suffix(" -->")?;
        let mut words = words.split(' ');
        let id = words.next().filter(|id| id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let mut mark = Self { id: id.to_owned(), hunk: None, gone: false };
        for word in words {
            match word.strip_prefix("hunk:") {
                Some(hunk) => mark.hunk = Some(hunk.to_owned()),
                None => mark.gone |= word == "gone",
            }
        }
        Some(mark)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<!-- review:{}", self.id)?;
        if let Some(hunk) = &self.hunk {
            write!(f, " hunk:{hunk}")?;
        }
        f.write_str(if self.gone { " gone -->" } else { " -->" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written_and_only_at_the_top() {
        for (hunk, gone) in [(None, false), (Some("89abcdef01234567".to_owned()), true)] {
            let mark = Mark { id: "0123456789abcdef".into(), hunk, gone };
            assert_eq!(Mark::of(&format!("{mark}\nwords")), Some(mark));
        }
        for body in ["", "words", SUMMARY, "words\n<!-- review:0123456789abcdef -->", "<!-- review:../x -->"] {
            assert_eq!(Mark::of(body), None, "{body}");
        }
    }
}
