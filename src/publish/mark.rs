//! The hidden first line of what we post: by it the next run knows what a thread is about.

use std::fmt;

use crate::finding::{Finding, Line, Side, Tier};

/// How the summary begins.
pub(super) const SUMMARY: &str = "<!-- review:summary -->";

/// What a thread is about: `<!-- review:<finding id> rule:<rule>:<line> -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The finding's id.
    pub id: String,
    /// The rule, and the line of the new side where it was when this was written; none for a model.
    pub rule: Option<(String, Line)>,
    /// The hunk that a model spoke of; none for a rule.
    pub hunk: Option<String>,
    /// Whether the thread was closed by us, because the finding is gone.
    pub gone: bool,
}

impl Mark {
    /// The mark of a finding's comment.
    pub(super) fn new(finding: &Finding) -> Self {
        let mut mark = Self { id: finding.id.clone(), rule: None, hunk: None, gone: false };
        // A model may be silent the next time; a rule is not.
        if finding.tier != Tier::Rule {
            mark.hunk.clone_from(&finding.hunk);
        } else if finding.side == Side::New {
            mark.rule = Some((finding.rule.clone(), finding.start.line));
        }
        mark
    }

    /// The mark of a comment, if it is one of ours. Only the first line counts: what follows may quote anything.
    pub(super) fn of(body: &str) -> Option<Self> {
        let words = body.lines().next()?.trim_end().strip_prefix("<!-- review:")?.strip_suffix(" -->")?;
        let mut words = words.split(' ');
        let id = words.next().filter(|id| id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let mut mark = Self { id: id.to_owned(), rule: None, hunk: None, gone: false };
        for word in words {
            if let Some(hunk) = word.strip_prefix("hunk:") {
                mark.hunk = Some(hunk.to_owned());
            } else if let Some((rule, line)) = word.strip_prefix("rule:").and_then(|rule| rule.rsplit_once(':')) {
                mark.rule = line.parse().ok().map(|line| (rule.to_owned(), Line(line)));
            } else {
                mark.gone |= word == "gone";
            }
        }
        Some(mark)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<!-- review:{}", self.id)?;
        if let Some((rule, Line(line))) = &self.rule {
            write!(f, " rule:{rule}:{line}")?;
        }
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
            let rule = hunk.is_none().then(|| ("python/is-literal".to_owned(), Line(7)));
            let mark = Mark { id: "0123456789abcdef".into(), rule, hunk, gone };
            assert_eq!(Mark::of(&format!("{mark}\nwords")), Some(mark));
        }
        for body in ["", "words", SUMMARY, "words\n<!-- review:0123456789abcdef -->", "<!-- review:../x -->"] {
            assert_eq!(Mark::of(body), None, "{body}");
        }
    }
}
