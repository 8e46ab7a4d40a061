//! A `print` in a module that otherwise prints nothing, and that says nothing to a person: a value, a mark.

use std::sync::LazyLock;

use super::values::regex;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors, descendants};
use regex::Regex;

/// In a file with more of them, printing is its work.
const MOST: usize = 5;

/// Nothing about the file, the function or the call says that the output is meant for somebody.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:^|/)(?:[\w-]*(?:cli|script|command|example|demo|doc|bench|tool|sample|tutorial|notebook|template|fixture|plugin)[\w-]*|bin|cmd|console|main|__main__|build|ci|dev|release|contrib|misc|utils?/devel|magics?|ipython|migrations?|setup|manage|noxfile|fabfile|tasks|conftest|test|tests|testing|shell|repl|interactive|debug\w*|profil\w*|log\w*|pprint|display\w*|show\w*|report\w*|print\w*)(?:\.py|/)",
        )
    });
    static PROGRAM: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\A#!|__main__|\bargparse\b|\boptparse\b|\bsys\.argv\b|\bimport (?:click|typer|fire|docopt|pdb|cmd|readline|curses)\b|\bfrom (?:click|typer|docopt) |\bgetopt\b|\braw_input\(|(?:^|[^\w.])input\(|def (?:pp|main)\b",
        )
    });
    static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)print|show|display|dump|report|usage|help|main|^run|log|debug|pretty|view|demo|summar|describe|verbos|cli|interact|repl|trace|warn|echo|status|progress|explain|banner|list|disp|output|emit|say|version|info|stat|profil|time|bench|call|notice|table|write|draw",
        )
    });
    static SWITCH: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)verbos|debug|interactive|quiet|disp|show|print|silent|trace|log|DEBUG|dry|warn|profil|tty")
    });
    static COUNT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)(?:^|[^\w.])(?:p?print|ic)\("));
    static MEANT: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:file|end|flush|sep)\s*=|^\(\s*\)$"));
    let (Some(report), Some(arguments)) = (m.node("report"), m.node("arguments")) else { return false };
    let path = &m.file.path;
    let many = COUNT.find_iter(&m.file.text).nth(MOST).is_some();
    if many || !path.contains('/') || ASIDE.is_match(path) || PROGRAM.is_match(&m.file.text) {
        return false;
    }
    let line = m.file.line(m.file.position(report.start_byte()).line);
    let symbol = m.file.scopes().symbol(&report.byte_range());
    let condition = |node: Node<'_>| node.child_by_field_name("condition").map(|condition| m.file.text_of(condition));
    !symbol.is_empty()
        && !symbol.split('.').any(|name| SPEAKS.is_match(name))
        && !line.contains("noqa")
        && !MEANT.is_match(m.file.text_of(arguments))
        && is_for_oneself(m.file, arguments)
        && !ancestors(report).filter_map(condition).any(|text| SWITCH.is_match(text))
}

/// Whether what is printed is a value or a mark such as "here", and no sentence.
fn is_for_oneself(file: &SourceFile, arguments: Node<'_>) -> bool {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\bdebug|\bhere\b|xxx|!!!|>>>|<<<|===|---|\*\*\*|\btodo\b|\bfoo\b"));
    let contents = descendants(arguments).filter(|node| node.kind() == "string_content");
    let text: String = contents.flat_map(|node| [file.text_of(node), " "]).collect();
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words < 3 || MARK.is_match(&text)
}
