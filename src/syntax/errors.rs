//! Where a file does not parse, and whether that is the code's fault: a grammar is made by hand and younger than its
//! language's newest parts.

use std::ops::Range;

use super::SourceFile;

/// What templates of files have in them, in any language.
const TEMPLATES: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// What the first lines of a file say where it is in a dialect of its language that the grammar does not know.
const DIALECTS: [(&str, &str); 1] = [("@flow", "Flow")];

/// How many lines are the first ones.
const HEAD: usize = 30;

/// The marks of a merge conflict, which a rule of its own reports.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Code that does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where, in bytes of the text; empty where something is missing.
    pub bytes: Range<usize>,
    /// What is missing, where that is the error.
    pub missing: Option<&'static str>,
    /// What it is where the code is not at fault: a template, or what the grammar does not know.
    pub excuse: Option<String>,
}

impl SourceFile {
    /// Where the file does not parse, in the order of the text; nothing without a tree.
    pub fn syntax_errors(&self) -> Vec<SyntaxError> {
        // Of an excerpt, the rest of the code may be what is missing.
        let Some(tree) = self.tree().filter(|tree| tree.root_node().has_error() && !self.is_excerpt) else {
            return Vec::new();
        };
        let mut errors = Vec::new();
        let mut next = 0;
        for node in tree.nodes() {
            if node.id() < next || !(node.is_error() || node.is_missing()) {
                continue;
            }
            next = node.after();
            let bytes = node.byte_range();
            let missing = node.is_missing().then(|| node.kind());
            errors.push(SyntaxError { excuse: self.excuse(&bytes), bytes, missing });
        }
        errors
    }

    /// What is on the lines of an error that is none.
    fn excuse(&self, bytes: &Range<usize>) -> Option<String> {
        /// Where an error is longer, its beginning tells.
        const LONGEST: usize = 400;
        let first = self.line_range(self.line_at(bytes.start)).start;
        let last = self.line_range(self.line_at(bytes.end.min(bytes.start + LONGEST))).end;
        let text = &self.text[first..last];
        if text.lines().any(|line| CONFLICT.iter().any(|mark| line.starts_with(mark))) {
            return Some("a merge conflict".to_owned());
        }
        if TEMPLATES.iter().any(|(open, close)| text.find(open).is_some_and(|start| text[start..].contains(close))) {
            return Some("a template".to_owned());
        }
        let known = self.language?;
        let head = || self.text.lines().take(HEAD);
        let dialect = DIALECTS.iter().find(|(mark, _)| head().any(|line| line.contains(mark))).map(|(_, name)| *name);
        let what = dialect.or_else(|| known.newer_syntax(text))?;
        Some(format!("{what}, which the grammar does not know"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(path: &str, text: &str) -> Vec<(String, Option<&'static str>, bool)> {
        let file = SourceFile::new(path, text);
        let errors = file.syntax_errors().into_iter();
        errors.map(|error| (file.text[error.bytes].to_owned(), error.missing, error.excuse.is_some())).collect()
    }

    #[test]
    fn an_excerpt_has_none() {
        assert_eq!(SourceFile::new("a.py", "def f(\n").as_excerpt().syntax_errors(), []);
    }

    #[test]
    fn errors_are_found_where_they_are() {
        assert_eq!(errors("a.py", "x = 1\n"), []);
        assert_eq!(errors("a.py", "x = 1\ny = $z\n"), [("$".to_owned(), None, false)]);
        assert_eq!(errors("a.rs", "fn f() { let x = 1 }\n"), [(String::new(), Some(";"), false)]);
    }

    #[test]
    fn what_the_grammar_does_not_know_is_no_fault_of_the_code() {
        for (path, text) in [
            ("a.py", "class Box[T = int]:\n    pass\n"),
            ("a.py", "def f[T = int](x: T): pass\n"),
            ("a.py", "type X[T = int] = list[T]\n"),
            ("a.py", "lazy import x\nlazy from y import z\n"),
            ("a.py", "x = aiohttp.async(f, async=True)\n"),
            ("a.py", "import {{ cookiecutter.name }}\n"),
            ("a.ts", "export interface A<out T = unknown> {}\n"),
            ("a.ts", "class A<in out T> {}\n"),
            ("a.ts", "f<<T extends A>(a: T) => B>(c)\n"),
            ("a.js", "a(%HaveSameMap(b, c));\n"),
            ("a.js", "/**\n * @flow strict\n */\ntype A = { b: ?c, ... };\n"),
            ("a.java", "import module java.base;\n"),
            ("a.java", "class A { A(int x) {\nif (x < 0) throw new E();\nsuper(x); } }\n"),
            ("a.java", "value class A { }\n"),
            ("a.rs", "unsafe extern \"C\" { safe fn f(); }\n"),
            ("a.rs", "unsafe extern \"C\" { pub safe static A: u8; }\n"),
            ("a.rs", "fn f() -> Result<A, B> { let x = try!(g()); h(x) }\n"),
            ("a.rs", "fn f<F: async Fn()>(f: F) {}\n"),
            ("a.rs", "auto trait A {}\n"),
            ("a.rs", "trait A = B + C;\n"),
            ("a.rs", "impl const A for B {}\n"),
            ("a.rs", "fn f<T: [const] A>() {}\n"),
            ("a.rs", "fn f<T: ~const A>() {}\n"),
            ("a.rs", "struct A { x: u8 = 3 }\n"),
            ("a.rs", "fn f() { super let x = 1; }\n"),
            ("a.rs", "fn f() { become g() }\n"),
            ("a.rs", "fn f() { do yeet 1 }\n"),
            ("a.rs", "fn f() { let x = for<'a> |y: &'a u8| -> &'a u8 { y }; }\n"),
            ("a.rs", "macro m($x:expr) { $x }\n"),
            ("a.rs", "fn f() where [(); N + 1]: {}\n"),
            ("a.rs", "fn f() where (): A<B> {}\n"),
            ("a.rs", "fn f() { match x { raw @ 1 => {} } }\n"),
            ("a.rs", "fn f(x: &pin mut A) {}\n"),
            ("a.rs", "fn f() where T: A<b(..): Send> {}\n"),
            ("a.rs", "macro_rules! a { ($x:ident, $) => { 1 }; }\n"),
        ] {
            let found = errors(path, text);
            assert!(!found.is_empty(), "the grammar knows it by now: {text}");
            assert!(found.iter().all(|(_, _, is_excused)| *is_excused), "{text}: {found:?}");
        }
    }
}
