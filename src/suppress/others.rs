//! The suppression comments of other linters: what silences their rule silences ours of the same meaning. Which those are
//! says a rule's key `equivalents`.

use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use memchr::memmem;
use regex::{Captures, Regex};

use crate::finding::Line;
use crate::syntax::{Node, Role, SourceFile, ancestors, holding, outermost};

/// What a comment or an attribute speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Its own line, or where nothing else is on that the next one.
    Line,
    /// The line below.
    NextLine,
    /// The statement or item that begins on its own line, or where nothing else is on that on the next one.
    Statement,
    /// Its own line, or where nothing else is on that the rest of the block around it.
    Block,
    /// What it is an attribute of.
    Item,
    /// From here to the comment that ends it.
    Region(&'static str),
    /// The file.
    File,
}

/// One way of writing such a comment.
struct Form {
    /// A text without which a file has no such comment.
    word: &'static str,
    /// The tools that read it, as `equivalents` names them.
    tools: &'static [&'static str],
    /// The group `codes` is what it names; where it is missing, all that the tool says is meant.
    pattern: &'static str,
    reach: Reach,
    compiled: OnceLock<Regex>,
}

impl Form {
    /// The pattern, if the text may hold such a comment; it is compiled for the first one that may.
    fn pattern_for(&self, text: &str) -> Option<&Regex> {
        memmem::find(text.as_bytes(), self.word.as_bytes())?;
        Some(self.compiled.get_or_init(|| Regex::new(self.pattern).expect("a test compiles it")))
    }
}

const fn form(word: &'static str, tools: &'static [&'static str], pattern: &'static str, reach: Reach) -> Form {
    Form { word, tools, pattern, reach, compiled: OnceLock::new() }
}

static FORMS: [Form; 18] = [
    form("noqa", &["ruff"], r"(?i)#\s*(?:ruff|flake8)\s*:\s*noqa(?:\s*:\s*(?<codes>[A-Z][A-Z0-9, \t]*))?", Reach::File),
    form("noqa", &["ruff"], r"(?i)#\s*noqa\b(?:\s*:\s*(?<codes>[A-Z]+[0-9]+(?:[, \t]+[A-Z]+[0-9]+)*))?", Reach::Line),
    form("#nosec", &["gosec"], r"//\s*#nosec\b(?:\s+(?<codes>G\d+(?:[, \t]+G\d+)*))?", Reach::Statement),
    form("nosec", &["bandit"], r"#\s*nosec\b(?:\s*:?\s*(?<codes>B\d+(?:[, \t]+B\d+)*))?", Reach::Line),
    form("pylint:", &["pylint"], r"#\s*pylint:\s*disable-next\s*=\s*(?<codes>[\w, \t-]+)", Reach::NextLine),
    form("pylint:", &["pylint"], r"#\s*pylint:\s*disable\s*=\s*(?<codes>[\w, \t-]+)", Reach::Block),
    form(
        "eslint-disable-line",
        &["eslint"],
        r"eslint-disable-line\b[ \t]*(?<codes>[\w@/-]+(?:\s*,\s*[\w@/-]+)*)?",
        Reach::Line,
    ),
    form(
        "eslint-disable-next-line",
        &["eslint"],
        r"eslint-disable-next-line\b[ \t]*(?<codes>[\w@/-]+(?:\s*,\s*[\w@/-]+)*)?",
        Reach::NextLine,
    ),
    form(
        "eslint-disable",
        &["eslint"],
        r"/\*\s*eslint-disable(?:\s+(?<codes>[\w@/][\w@/-]*(?:\s*,\s*[\w@/-]+)*))?\s*(?:--|\*/)",
        Reach::Region("eslint-enable"),
    ),
    form("biome-ignore", &["biome"], r"biome-ignore\s+lint(?:/\w+/(?<codes>\w+))?\s*:", Reach::NextLine),
    form("lint:ignore", &["staticcheck"], r"//lint:ignore\s+(?<codes>[A-Z0-9,]+)", Reach::Line),
    form("nolint", &["golangci", "staticcheck", "gosec"], r"//\s*nolint\b(?::(?<codes>[\w,-]+))?", Reach::Statement),
    form("NOLINTNEXTLINE", &["clang-tidy"], r"\bNOLINTNEXTLINE\b(?:\((?<codes>[^)\n]*)\))?", Reach::NextLine),
    form("NOLINTBEGIN", &["clang-tidy"], r"\bNOLINTBEGIN\b(?:\((?<codes>[^)\n]*)\))?", Reach::Region("NOLINTEND")),
    form("NOLINT", &["clang-tidy"], r"\bNOLINT\b(?:\((?<codes>[^)\n]*)\))?", Reach::Line),
    form("cppcheck-suppress", &["cppcheck"], r"cppcheck-suppress\s+(?<codes>\w+)", Reach::Line),
    form("NOSONAR", &["sonar"], r"//\s*NOSONAR\b", Reach::Line),
    form("NOPMD", &["pmd"], r"//\s*NOPMD\b", Reach::Line),
];

/// Attributes, which are no comments.
static ATTRIBUTES: [Form; 2] = [
    form("#", &["clippy", "rustc"], r"\b(?:allow|expect)\((?<codes>[\w:, \t\n]+)", Reach::Item),
    form(
        "SuppressWarnings",
        &["java"],
        r#"@SuppressWarnings\(\s*(?:value\s*=\s*)?(?<codes>\{?\s*"[^)]*"\s*\}?)\s*\)"#,
        Reach::Item,
    ),
];

/// What the other linters' comments of a file ask for.
#[derive(Debug, Default)]
pub struct Others(Vec<Asked>);

/// That a tool is silent about some of its rules on some lines.
#[derive(Debug)]
struct Asked {
    tools: &'static [&'static str],
    /// The rules; none where all are meant.
    codes: Vec<String>,
    lines: RangeInclusive<Line>,
}

impl Others {
    /// Those of a file with a grammar. The time is linear in its length.
    pub fn new(file: &SourceFile) -> Self {
        let written = |forms: &'static [Form]| -> Vec<(&'static Form, &'static Regex)> {
            forms.iter().filter_map(|form| Some((form, form.pattern_for(&file.text)?))).collect()
        };
        let (forms, attributes) = (written(&FORMS), written(&ATTRIBUTES));
        if file.tree().is_none() || (forms.is_empty() && attributes.is_empty()) {
            return Self::default();
        }
        let comments = outermost(file, |node| node.is(Role::Comment));
        let mut asked = Vec::new();
        for comment in &comments {
            let mut taken: Vec<Range<usize>> = Vec::new();
            for (form, pattern) in &forms {
                for found in pattern.captures_iter(&file.text[comment.clone()]) {
                    let bytes = found.get(0).expect("it matched").range();
                    let bytes = bytes.start + comment.start..bytes.end + comment.start;
                    // `flake8: noqa` holds a `noqa`.
                    if taken.iter().any(|own| own.start < bytes.end && bytes.start < own.end) {
                        continue;
                    }
                    taken.push(bytes.clone());
                    asked.push(Asked::new(file, form, &found, comment, &bytes));
                }
            }
        }
        for (form, pattern) in attributes {
            for found in pattern.captures_iter(&file.text) {
                let bytes = found.get(0).expect("it matched").range();
                if holding(&comments, bytes.start).is_none() {
                    asked.push(Asked::new(file, form, &found, &bytes, &bytes));
                }
            }
        }
        Self(asked)
    }

    /// Whether one of them speaks for what another tool calls so (`ruff:B006`) on one of these lines.
    pub fn silence(&self, equivalents: &[impl AsRef<str>], lines: &RangeInclusive<Line>) -> bool {
        let names = equivalents.iter().filter_map(|name| name.as_ref().split_once(':'));
        names.into_iter().any(|(tool, code)| self.0.iter().any(|asked| asked.is_about(tool, code, lines)))
    }
}

impl Asked {
    fn new(file: &SourceFile, form: &Form, found: &Captures<'_>, comment: &Range<usize>, bytes: &Range<usize>) -> Self {
        let codes = found.name("codes").map_or("", |codes| codes.as_str());
        let signs = |sign: char| sign == ',' || sign.is_whitespace() || "{}\"".contains(sign);
        let codes = codes.split(signs).filter(|code| !code.is_empty()).map(|code| code.trim_start_matches("clippy::"));
        let codes = codes.map(str::to_owned).collect();
        Self { tools: form.tools, codes, lines: lines(file, form.reach, comment, bytes) }
    }

    fn is_about(&self, tool: &str, code: &str, lines: &RangeInclusive<Line>) -> bool {
        // A linter of linters is told the linter's name.
        let names_it = |own: &String| own == code || own == tool || own == "all" || own == "*";
        self.tools.contains(&tool)
            && (self.codes.is_empty() || self.codes.iter().any(names_it))
            && self.lines.start() <= lines.end()
            && lines.start() <= self.lines.end()
    }
}

/// The lines that a comment speaks for.
fn lines(file: &SourceFile, reach: Reach, comment: &Range<usize>, bytes: &Range<usize>) -> RangeInclusive<Line> {
    let own = file.line_at(bytes.start);
    let end = Line::of_row(file.line_count());
    let is_alone = file.text[file.line_range(file.line_at(comment.start)).start..comment.start].trim().is_empty();
    let after = Line(file.line_at(comment.end.saturating_sub(1)).0 + 1);
    let spoken_for = if is_alone { after } else { own };
    match reach {
        Reach::Line => spoken_for..=spoken_for,
        Reach::NextLine => after..=after,
        Reach::Statement => spoken_for..=statement_end(file, spoken_for),
        Reach::Block if is_alone => own..=block_end(file, bytes).unwrap_or(end),
        Reach::Block => own..=own,
        Reach::Region(word) => {
            let rest = comment.end.min(file.text.len());
            let stop = file.text[rest..].find(word).map(|at| file.line_at(rest + at));
            own..=stop.unwrap_or(end)
        }
        Reach::Item => item(file, bytes).unwrap_or(own..=own),
        Reach::File => Line(1)..=end,
    }
}

/// The last line of the statement that begins on a line.
fn statement_end(file: &SourceFile, line: Line) -> Line {
    let range = file.line_range(line);
    let code = &file.text[range.clone()];
    let start = range.start + (code.len() - code.trim_start().len());
    let statement = file.tree().and_then(|tree| tree.root_node().descendant_for_byte_range(start, start + 1));
    let statement = statement.and_then(in_block).filter(|node| node.start_byte() == start);
    statement.map_or(line, |node| last_line(file, &node.byte_range()))
}

fn block_end(file: &SourceFile, bytes: &Range<usize>) -> Option<Line> {
    let comment = file.tree()?.root_node().descendant_for_byte_range(bytes.start, bytes.end)?;
    let block = ancestors(comment).find(|node| node.is(Role::Block))?;
    Some(last_line(file, &block.byte_range()))
}

/// The lines of what an attribute belongs to: what it is a part of, what follows it, or, for an inner one, what is around it.
fn item(file: &SourceFile, bytes: &Range<usize>) -> Option<RangeInclusive<Line>> {
    let attribute = in_block(file.tree()?.root_node().descendant_for_byte_range(bytes.start, bytes.end)?)?;
    let of = match file.text_of(attribute).as_bytes() {
        [b'#', b'!', ..] => attribute.parent()?,
        [b'#', ..] => {
            let mut following = attribute.and_following().skip(1);
            following.find(|node| !node.is(Role::Annotation) && !node.is(Role::Comment))?
        }
        _ => attribute,
    };
    Some(file.line_at(attribute.start_byte().min(of.start_byte()))..=last_line(file, &of.byte_range()))
}

/// The node itself or the one around it that stands in a block by itself.
fn in_block(node: Node<'_>) -> Option<Node<'_>> {
    let stands_in_block = |node: &Node<'_>| node.parent().is_none_or(|parent| parent.is(Role::Block));
    std::iter::once(node).chain(ancestors(node)).find(stands_in_block)
}

fn last_line(file: &SourceFile, bytes: &Range<usize>) -> Line {
    file.line_at(bytes.end.saturating_sub(1).max(bytes.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines on which a tool is asked to be silent about one of its rules.
    fn silent(path: &str, text: &str, name: &str) -> Vec<u32> {
        let file = SourceFile::new(path, text);
        let others = Others::new(&file);
        let lines = 1..=u32::try_from(file.line_count()).unwrap();
        lines.filter(|&line| others.silence(&[name], &(Line(line)..=Line(line)))).collect()
    }

    #[test]
    fn comments_of_python_speak_for_their_line_block_or_file() {
        let text = "x = 1  # noqa: E711, B006\ny = 2  # noqa\nz = 3\n";
        assert_eq!(silent("a.py", text, "ruff:B006"), [1, 2]);
        assert_eq!(silent("a.py", text, "ruff:F821"), [2]);
        assert_eq!(silent("a.py", text, "pylint:eval-used"), [0; 0]);
        assert_eq!(silent("a.py", "x = '# noqa'\ny = 2\n", "ruff:B006"), [0; 0]);
        assert_eq!(silent("a.py", "# ruff: noqa: F821\nx = 1\n", "ruff:F821"), [1, 2]);
        assert_eq!(silent("a.py", "# flake8: noqa\nx = 1\n", "ruff:F821"), [1, 2]);
        let text =
            "def f():\n    # pylint: disable=eval-used\n    a()\n    b()\nc()  # pylint: disable=eval-used, other\n";
        assert_eq!(silent("a.py", text, "pylint:eval-used"), [2, 3, 4, 5]);
        assert_eq!(silent("a.py", "x(1)  # nosec B608\nx(2)  # nosec\n", "bandit:B602"), [2]);
    }

    #[test]
    fn comments_of_other_languages_speak_for_what_their_linters_say() {
        let go = "func f() {\n\ta() // #nosec G404\n\tb() //nolint:errcheck,gosec // known\n\tc()\n}\n//nolint\nfunc g() {\n\td()\n}\n";
        assert_eq!(silent("a.go", go, "gosec:G404"), [2, 3, 7, 8, 9]);
        assert_eq!(silent("a.go", go, "golangci:errcheck"), [3, 7, 8, 9]);
        let js = "// eslint-disable-next-line no-eval, no-undef -- known\na();\n/* eslint-disable no-undef */\nb();\n\
                  /* eslint-enable no-undef */\nc(); // eslint-disable-line\n";
        assert_eq!(silent("a.js", js, "eslint:no-undef"), [2, 3, 4, 5, 6]);
        assert_eq!(silent("a.js", js, "eslint:no-eval"), [2, 6]);
        let c = "void f(void) {\n  a(); // NOLINT(bugprone-x)\n  // NOLINTNEXTLINE\n  b();\n}\n";
        assert_eq!(silent("a.c", c, "clang-tidy:bugprone-x"), [2, 4]);
        let java = "class A {\n  @SuppressWarnings({\"a\", \"b\"})\n  void f() {\n    g();\n  }\n  void h() {}\n}\n";
        assert_eq!(silent("A.java", java, "java:b"), [2, 3, 4, 5]);
    }

    #[test]
    fn every_form_compiles() {
        for form in FORMS.iter().chain(&ATTRIBUTES) {
            assert!(form.pattern_for(form.word).is_some());
        }
    }

    #[test]
    fn attributes_of_rust_speak_for_their_item() {
        let text = "#[allow(clippy::eq_op)]\n#[test]\nfn f() {\n    g();\n}\nfn h() {}\n";
        assert_eq!(silent("a.rs", text, "clippy:eq_op"), [1, 2, 3, 4, 5]);
        assert_eq!(
            silent(
                "a.rs",
                "mod a {\n    #![allow(static_mut_refs)]\n    fn f() {}\n}\nfn g() {}\n",
                "rustc:static_mut_refs"
            ),
            [1, 2, 3, 4]
        );
        assert_eq!(
            silent(
                "a.rs",
                "fn f() {\n    #[expect(clippy::eq_op)]\n    let a = b == b;\n    c();\n}\n",
                "clippy:eq_op"
            ),
            [2, 3]
        );
    }
}
