//! A `print` in a module that otherwise prints nothing.

use std::sync::LazyLock;

use regex::Regex;
use tree_sitter::Node;

use super::python_values::regex;
use crate::rules::query::Match;
use crate::syntax::ancestors;

/// In a file with more of them, printing is its work.
const MOST: usize = 5;

/// Nothing about the file, the function or the call says that the output is meant for somebody.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:^|/)(?:[\w-]*(?:cli|script|command|example|demo|doc|bench|tool|sample|tutorial|notebook|template|fixture|plugin)[\w-]*|bin|cmd|console|main|__main__|build|ci|dev|release|contrib|misc|utils?/devel|setup|manage|noxfile|fabfile|tasks|conftest|test|tests|testing|shell|repl|interactive|debug\w*|profil\w*|log\w*|pprint|display\w*|show\w*|report\w*|print\w*)(?:\.py|/)",
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
    static COUNT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)(?:^|[^\w.])print\("));
    static MEANT: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:file|end|flush|sep)\s*=|^\(\s*\)$"));
    let (Some(report), Some(arguments)) = (m.node("report"), m.node("arguments")) else { return false };
    let path = &m.file.path;
    if !path.contains('/') || ASIDE.is_match(path) || PROGRAM.is_match(&m.file.text) {
        return false;
    }
    let symbol = m.file.scopes().symbol(&report.byte_range());
    let condition = |node: Node<'_>| node.child_by_field_name("condition").map(|condition| m.file.text_of(condition));
    !symbol.is_empty()
        && !symbol.split('.').any(|name| SPEAKS.is_match(name))
        && !MEANT.is_match(m.file.text_of(arguments))
        && !ancestors(report).filter_map(condition).any(|text| SWITCH.is_match(text))
        && COUNT.find_iter(&m.file.text).take(MOST + 1).count() <= MOST
}
