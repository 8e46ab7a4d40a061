//! The texts: a comment, the same when its finding is gone, and the summary. Words of code and models are shown, and do
//! nothing: they mention nobody, load nothing and open no tag.

use std::fmt::Write as _;

use super::mark::{Mark, SUMMARY};
use super::plan::{Listed, Scene};
use crate::finding::{Finding, Tier};
use crate::report::{self, printable};

/// What GitHub takes, in characters; GitLab takes more.
pub(super) const LONGEST: usize = 65_536;

/// Room for what stands around a message.
const LONGEST_PROSE: usize = 8_000;

/// What stands in place of what has no room.
const MORE: &str = "- and more: the log of the job has all of them\n";

/// A comment on lines, with a block of what they become where that is known.
pub(super) fn comment(finding: &Finding, block: &str) -> String {
    // A model may be silent the next time; a rule is not.
    let hunk = finding.hunk.clone().filter(|_| finding.tier != Tier::Rule);
    let mark = Mark { id: finding.id.clone(), hunk, gone: false };
    let mut text = format!("{mark}\n{}\n", sentence(finding));
    if let Some(help) = &finding.help {
        write!(text, "\n{}\n", prose(help)).expect("strings grow");
    }
    if let Some(reason) = &finding.disputed {
        write!(text, "\nDisputed: {}\n", prose(reason)).expect("strings grow");
    }
    if text.len() + block.len() < LONGEST {
        text.push_str(block);
    }
    text
}

fn sentence(finding: &Finding) -> String {
    format!("**{}** `{}`: {}", finding.severity, finding.rule, prose(&finding.message))
}

/// Text in a block that it cannot end.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let ending = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("\n{fence}{language}\n{text}{ending}{fence}\n")
}

/// A comment whose finding is gone.
pub(super) fn gone(body: &str, mark: &Mark, head: &str) -> String {
    let rest = body.split_once('\n').map_or("", |(_, rest)| rest);
    let mark = Mark { gone: true, ..mark.clone() };
    let text = format!("{mark}\nGone as of {}.\n\n{rest}", short(head));
    if text.len() < LONGEST && !rest.starts_with("Gone as of ") { text } else { format!("{mark}\n{rest}") }
}

fn short(revision: &str) -> String {
    revision.chars().take(10).collect()
}

/// The summary: what was found, what has no comment, what could not be done and what left.
pub fn summary(scene: &Scene<'_>, listed: &[Listed<'_>]) -> String {
    let mut text = format!("{SUMMARY}\n### review\n\n");
    for line in report::summary(scene.review, scene.cut).lines() {
        writeln!(text, "- {}", prose(line)).expect("strings grow");
    }
    if !listed.is_empty() {
        text.push_str("\nWithout a comment of their own:\n\n");
    }
    for listed in listed {
        let row = row(listed);
        if text.len() + row.len() + MORE.len() > LONGEST {
            text.push_str(MORE);
            break;
        }
        text.push_str(&row);
    }
    text
}

fn row(listed: &Listed<'_>) -> String {
    let finding = listed.finding;
    let place = format!("{}:{}", printable(&finding.path), finding.start.line).replace('`', "'");
    format!("- `{place}` {} ({})\n", sentence(finding), prose(&listed.reason))
}

/// Prose as Markdown that reads as it was written. Code in backticks stays code.
pub(super) fn prose(text: &str) -> String {
    let short: String = text.chars().take(LONGEST_PROSE).collect();
    let line = short.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let parts: Vec<_> = line.split('`').collect();
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        let (code, last) = (index % 2 == 1, index + 1 == parts.len());
        match (code, last) {
            // No backtick closes it.
            (true, true) => write!(out, "\\`{}", escaped(part)).expect("strings grow"),
            (true, false) => write!(out, "`{}`", part.replace('\n', " ")).expect("strings grow"),
            (false, _) => out.push_str(&escaped(part)),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // A mention would call people.
            '@' => out.push_str("@\u{200b}"),
            '[' | ']' | '*' | '_' | '#' | '|' | '~' | '\\' | '!' => out.extend(['\\', character]),
            '\n' => out.push('\n'),
            other => out.push_str(&printable(other.encode_utf8(&mut [0; 4]))),
        }
    }
    // An address would become a link, and a picture's be loaded.
    out.replace("://", ":\u{200b}//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_mentions_nobody_and_opens_nothing() {
        for (text, expected) in [
            ("default `[]` is shared", "default `[]` is shared"),
            ("ask @everyone", "ask @\u{200b}everyone"),
            ("![x](https://a.b/?secret)", "\\!\\[x\\](https:\u{200b}//a.b/?secret)"),
            ("<script>", "&lt;script>"),
            ("a ` left open @me", "a \\` left open @\u{200b}me"),
            ("`a @b <c>`", "`a @b <c>`"),
        ] {
            assert_eq!(prose(text), expected);
        }
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        assert_eq!(fenced("suggestion", "a"), "\n```suggestion\na\n```\n");
        assert_eq!(fenced("suggestion", "````"), "\n`````suggestion\n````\n`````\n");
        assert_eq!(fenced("suggestion", ""), "\n```suggestion\n```\n");
    }

    #[test]
    fn a_comment_says_once_that_its_finding_is_gone() {
        let mark = Mark { id: "0123456789abcdef".into(), hunk: None, gone: false };
        let gone_once = gone(&format!("{mark}\nwords\n"), &mark, "abc");
        assert_eq!(gone_once, "<!-- review:0123456789abcdef gone -->\nGone as of abc.\n\nwords\n");
        assert_eq!(gone(&gone_once, &mark, "def"), gone_once);
    }
}
