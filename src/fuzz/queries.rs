//! Our reader and matcher of queries against tree-sitter's, on code that is put together from statements and patterns
//! that are made of its nodes: all that tree-sitter finds is found, and no more where every node is captured.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use tree_sitter::{Query, QueryCursor, StreamingIterator};

use super::choices::Choices;
use crate::syntax::query::{Matcher, Pattern, TextPredicate, read};
use crate::syntax::{Language, Node, SourceFile};

/// A language by its name, the name of a file of it, and statements.
struct Code {
    language: &'static str,
    path: &'static str,
    statements: &'static [&'static str],
}

const CODE: [Code; 2] = [
    Code {
        language: "python",
        path: "a.py",
        statements: &[
            "import os, sys\n",
            "@a\n@b(1)\ndef f(x, *y, z: int = 1) -> int:\n    # one\n    # two\n    return [1, 2, x]\n",
            "if x == 1:\n    pass\nelif y:\n    f(x, y, k=1)\nelse:\n    raise E(x) from y\n",
            "try:\n    f()\nexcept (A, B) as e:\n    print(e)\nfinally:\n    g()\n",
            "class A(B, C):\n    x = 1\n    def g(self): return self.x.y[0]\n",
            "x = y = {'a': 1, **b}\nz = [i for i in x if i]\n",
            "with open(a) as b, c:\n    del a, b\n",
            "f(f(1), 1, 1, f(1))\n",
            "x = (1, 2, 1,\n",
        ],
    },
    Code {
        language: "rust",
        path: "a.rs",
        statements: &[
            "use std::{fs, io};\n",
            "#[a]\n#[b(c)]\npub fn f<T: A + B>(x: &T, mut y: u8) -> u8 {\n    // one\n    // two\n    g(x, y, 1)\n}\n",
            "fn m() { match x { A => 1, B(y) | C(y) if y > 1 => { return; } _ => f(1, 1)?, } }\n",
            "struct S { a: u8, pub b: Vec<u8>, }\nimpl A for S { const C: u8 = 1; fn g(&self) {} }\n",
            "fn l() { let (a, b) = (1, 2); if let Some(x) = a.b.c() { loop { break; } } else { x = y = 1; } }\n",
            "fn c() { a(|x, y| x + y, [1, 2, 1], &mut z as *const u8); unsafe { *p } }\n",
            "macro_rules! m { ($a:expr) => { $a }; }\n",
            "fn a() { f(f(1), 1, 1, f(1)) }\n",
            "fn broken( { let x = ; }\n",
        ],
    },
];

/// Patterns are at most so deep.
const DEEPEST: usize = 3;

/// What nodes that may be absent or come again are captured as.
const MANY: &str = "many";

/// Code and a pattern, made of choices.
pub fn queries(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let code = choices.one_of(&CODE);
    let language = Language::named(code.language).expect("it is in the list of languages");
    let count = 1 + choices.below(3);
    let text: String = (0..count).map(|_| *choices.one_of(code.statements)).collect();
    let file = SourceFile::new(code.path, text);
    let tree = file.tree().expect("short code is parsed");
    let first = tree.node((usize::from(choices.byte()) * 256 + usize::from(choices.byte())) % tree.len());
    let mut writer = Writer { choices, file: &file, captures: Vec::new(), repeats: 0, is_exact: true };
    let source = writer.pattern(first);
    // Tree-sitter leaves out siblings beneath a root that does not parse.
    let is_exact = writer.is_exact && !tree.root_node().has_error();
    let Ok(patterns) = read(language.grammar(), &source, &TextPredicate::read) else { return };
    let Ok(query) = Query::new(language.grammar().language, &source) else { return };
    let ours = ours(&patterns, &file);
    let theirs = theirs(&query, &file);
    let missing: Vec<_> = theirs.difference(&ours).collect();
    assert!(missing.is_empty(), "{source} in:\n{}\nmisses {missing:?}\nof {ours:?}", file.text);
    let further: Vec<_> = ours.difference(&theirs).collect();
    assert!(!is_exact || further.is_empty(), "{source} in:\n{}\nhas {further:?}\nbeside {theirs:?}", file.text);
}

/// What a match captures: names and nodes, in the order of both.
type Found = Vec<(String, usize, usize, &'static str)>;

fn found<'t>(captures: impl Iterator<Item = (String, Node<'t>)>) -> Found {
    let single = captures.filter(|(name, _)| name != MANY);
    let mut found: Found = single.map(|(name, node)| (name, node.start_byte(), node.end_byte(), node.kind())).collect();
    found.sort();
    found
}

fn ours(patterns: &[Pattern<TextPredicate>], file: &SourceFile) -> BTreeSet<Found> {
    let mut all = BTreeSet::new();
    let matcher = Matcher::unbounded(&file.text);
    let tree = file.tree().expect("short code is parsed");
    for node in tree.nodes() {
        for pattern in patterns {
            matcher.run(pattern, node, &mut |captures| {
                if pattern.predicates.iter().all(|predicate| predicate.holds(&file.text, captures)) {
                    let named = captures.iter().map(|(index, node)| (pattern.capture(*index).to_owned(), *node));
                    all.insert(found(named));
                }
            });
        }
    }
    all
}

fn theirs(query: &Query, file: &SourceFile) -> BTreeSet<Found> {
    let tree = file.tree().expect("short code is parsed");
    let names = query.capture_names();
    let mut all = BTreeSet::new();
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(query, tree.parsed().root_node(), file.text.as_bytes());
    while let Some(candidate) = matches.next() {
        let captures = candidate.captures().iter();
        all.insert(found(captures.map(|own| (names[own.index as usize].to_owned(), tree.same(own.node)))));
    }
    all
}

/// Writes patterns of nodes.
struct Writer<'c, 'f> {
    choices: Choices<'c>,
    file: &'f SourceFile,
    /// The captures so far that stand for one node, and the text of that.
    captures: Vec<(String, String)>,
    /// How many of the nodes around may be absent or come again.
    repeats: usize,
    /// Whether every node is captured and there once.
    is_exact: bool,
}

impl<'f> Writer<'_, 'f> {
    /// A pattern that starts with a node, with predicates.
    fn pattern(&mut self, first: Node<'f>) -> String {
        let mut steps = self.step(first, 0, false);
        let next = match first.next_sibling() {
            Some(next) if self.choices.one_in(6) => Some(next),
            _ => None,
        };
        if let Some(next) = next {
            let anchor = if self.choices.one_in(2) { ". " } else { "" };
            let next = self.step(next, 1, false);
            steps = format!("{steps} {anchor}{next}");
        }
        let predicate = self.predicate();
        if next.is_none() && predicate.is_empty() { steps } else { format!("({steps} {predicate})") }
    }

    fn predicate(&mut self) -> String {
        if self.captures.is_empty() || !self.choices.one_in(4) {
            return String::new();
        }
        let (name, text) = self.choices.one_of(&self.captures).clone();
        let text = quoted(&text);
        match self.choices.below(4) {
            0 => format!("(#eq? @{name} {text})"),
            1 => format!("(#not-eq? @{name} {text})"),
            2 => format!("(#any-of? @{name} \"x\" {text})"),
            _ => format!("(#match? @{name} \"^[a-z]\")"),
        }
    }

    /// A node of a pattern: what it is, how often it is there, and what it is captured as.
    fn step(&mut self, node: Node<'f>, depth: usize, is_last: bool) -> String {
        let quantifier = if is_last { ["", "?", "*", "+"][self.choices.below(4)] } else { "" };
        self.repeats += usize::from(!quantifier.is_empty());
        let mut written = match self.choices.below(12) {
            0 => {
                self.is_exact = false;
                "_".to_owned()
            }
            1 if depth > 0 => {
                let other = self.any();
                format!("[{} {}]", self.name(node, depth), self.name(other, DEEPEST))
            }
            _ => self.name(node, depth),
        };
        written.push_str(quantifier);
        let is_single = self.repeats == 0;
        if is_single && !self.choices.one_in(6) {
            let name = format!("c{}", self.captures.len());
            write!(written, " @{name}").expect("strings grow");
            self.captures.push((name, self.file.text_of(node).to_owned()));
        } else {
            self.is_exact = false;
            if self.choices.one_in(2) {
                write!(written, " @{MANY}").expect("strings grow");
            }
        }
        self.repeats -= usize::from(!quantifier.is_empty());
        written
    }

    /// Some node of the file.
    fn any(&mut self) -> Node<'f> {
        let tree = self.file.tree().expect("short code is parsed");
        tree.node(usize::from(self.choices.byte()) % tree.len())
    }

    /// What a node is, and what is beneath it.
    fn name(&mut self, node: Node<'f>, depth: usize) -> String {
        if !node.is_named() {
            return quoted(node.kind());
        }
        let kind = if self.choices.one_in(8) { "_" } else { node.kind() };
        let mut written = format!("({kind}");
        if depth < DEEPEST {
            let wanted = self.choices.below(4);
            let step = 1 + self.choices.below(2);
            let first = self.choices.below(3);
            let children: Vec<_> = node.children().skip(first).step_by(step).take(wanted).collect();
            let may_repeat = self.choices.one_in(4);
            for (at, child) in children.iter().enumerate() {
                self.child(*child, depth, may_repeat && at + 1 == children.len(), &mut written);
            }
            if !children.is_empty() && !may_repeat && self.choices.one_in(8) {
                written.push_str(" .");
            }
        }
        if self.choices.one_in(16) {
            written.push_str(" !type");
        }
        written.push(')');
        written
    }

    fn child(&mut self, child: Node<'f>, depth: usize, is_last: bool, written: &mut String) {
        written.push(' ');
        if !is_last && self.choices.one_in(6) {
            written.push_str(". ");
        }
        let grammar = self.file.language.expect("it is code").grammar();
        let field = grammar.field(child.field_id());
        if !field.is_empty() && !self.choices.one_in(3) {
            write!(written, "{field}: ").expect("strings grow");
        }
        let step = self.step(child, depth + 1, is_last);
        written.push_str(&step);
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
