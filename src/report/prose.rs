//! Text in Markdown that is not the program's own and stays text: it makes no markup, mentions nobody, links nowhere and
//! commands nothing.

use std::iter::successors;

use super::excerpt::printable;
use super::words::lines;
use crate::text::shortened;

/// A character that is not seen and where no line breaks.
const JOINT: char = '\u{2060}';

/// As much of a text as makes at most so many characters of Markdown, its markup closed.
pub(crate) fn told(text: &str, most: usize) -> String {
    let text = lines(text);
    let lengths = successors(Some(most), |length| Some(length * 3 / 4)).take_while(|length| *length > 0);
    let told = lengths.map(|length| prose(&shortened(&text, length))).find(|told| told.chars().count() <= most);
    told.unwrap_or_default()
}

/// Text in which a pair of backticks on a line makes code as its author meant it.
pub(crate) fn prose(text: &str) -> String {
    let line = |line: &str| {
        let mut parts: Vec<&str> = line.split('`').collect();
        let odd = if parts.len().is_multiple_of(2) { parts.pop() } else { None };
        let marked = parts.iter().enumerate().map(|(at, part)| match (at % 2, *part) {
            (0, part) => escaped(part),
            (_, "") => r"\`\`".to_owned(),
            (_, part) => code(part),
        });
        marked.collect::<String>() + &odd.map(|part| r"\`".to_owned() + &escaped(part)).unwrap_or_default()
    };
    text.lines().map(|own| line(own.trim())).collect::<Vec<_>>().join("\n")
}

/// No markup, and an invisible joint in what a platform would make a link of: mentions, issues and addresses. A slash at
/// the start of a line would command GitLab.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, sign) in printable(text).char_indices() {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' | '#' => out.extend([sign, JOINT]),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', sign]),
            '-' | '+' | '=' | '/' if at == 0 => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    let joined = |start: &str, end: &str| format!("{start}{JOINT}{end}");
    let links = [(":", "//"), ("www", "."), ("GH", "-")];
    links.iter().fold(out, |out, (start, end)| out.replace(&format!("{start}{end}"), &joined(start, end)))
}

/// Text as code, whatever backticks are in it.
pub(crate) fn code(text: &str) -> String {
    let text = printable(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if fence.len() > 1 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Lines in a block that they cannot end.
pub(crate) fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let ending = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{language}\n{text}{ending}{fence}\n")
}

fn longest_run(text: &str) -> usize {
    text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_mentions_nobody_opens_nothing_and_commands_nothing() {
        for (text, expected) in [
            ("default `[]` is shared", "default `[]` is shared"),
            ("ask @everyone", "ask @\u{2060}everyone"),
            ("![x](https://a.b/?secret)", "!\\[x\\](https:\u{2060}//a.b/?secret)"),
            ("<script>", "&lt;script&gt;"),
            ("a ` left open @me", "a \\` left open @\u{2060}me"),
            ("`a @b <c>`", "`a @b <c>`"),
            ("it is so:\n  /merge", "it is so:\n\\/merge"),
        ] {
            assert_eq!(prose(text), expected);
        }
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        assert_eq!(fenced("suggestion", "a"), "```suggestion\na\n```\n");
        assert_eq!(fenced("suggestion", "````"), "`````suggestion\n````\n`````\n");
        assert_eq!(fenced("suggestion", ""), "```suggestion\n```\n");
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_its_code_is_closed() {
        for text in ["é&`ü", "`ab", "\u{202e}", "&&&&"] {
            let told = told(&text.repeat(1000), 100);
            let open = told.replace("\\`", "").matches('`').count() % 2;
            assert!((50..=100).contains(&told.chars().count()) && told.contains('…') && open == 0, "{told}");
        }
        assert_eq!(told("short", 100), "short");
    }
}
