//! What each check finds in each language, and the idioms that it leaves alone.

use crate::diff::LineSet;
use crate::finding::{Line, Side};
use crate::rules::{Engine, RuleSet};
use crate::syntax::{Language, SourceFile};

/// The code that a rule reports, in a function of each row's own.
fn reported(slug: &str, rows: &[(&str, &str, &[&str])]) {
    let set = RuleSet::builtin();
    let engine = Engine::new(&set);
    for (language, code, expected) in rows {
        let row = Language::named(language).unwrap();
        let base = row.lineage().last().unwrap().name;
        let ending = row.endings[0];
        let file = SourceFile::new(format!("src/a{ending}"), *code);
        let lines: LineSet = (0..file.line_count()).map(Line::of_row).collect();
        let id = format!("{base}/{slug}");
        let found = engine.check(&file, Side::New, &lines).0.into_iter();
        let texts: Vec<_> =
            found.filter(|found| set.rules()[found.rule].id() == id).map(|found| &file.text[found.bytes]).collect();
        assert_eq!(texts, *expected, "{id}: {code}");
    }
}

#[test]
fn identical_operands_are_reported_unless_they_ask_something() {
    reported(
        "identical-operands",
        &[
            ("python", "y = a.x < a.x", &["a.x"]),
            ("python", "y = a.b | a.b", &["a.b"]),
            ("python", "y = a and b and a", &["a"]),
            ("python", "y = isinstance(a, b) or isinstance(a,  b)", &["isinstance(a,  b)"]),
            ("python", "y = a.x is not a.x", &["a.x"]),
            ("python", "y = a and a or b", &[]),
            ("python", "y = x != x", &[]),
            ("python", "y = x == x", &[]),
            ("python", "y = x - x", &[]),
            ("python", "y = a.x * a.x", &[]),
            ("python", "y = [] == []", &[]),
            ("python", "y = 1 == 1", &[]),
            ("python", "y = f() == f()", &[]),
            ("python", "y = a < b < a", &[]),
            ("javascript", "y = a.x === a.x;", &["a.x"]),
            ("typescript", "y = (a as B).x || c || (a as B).x;", &["(a as B).x"]),
            ("javascript", "y = s.includes(a) || s.includes(a);", &["s.includes(a)"]),
            ("javascript", "y = x !== x;", &[]),
            ("javascript", "y = x + x;", &[]),
            ("javascript", "y = f() === f();", &[]),
            ("java", "boolean f() { return a.x < a.x; }", &["a.x"]),
            ("java", "boolean f() { return a.isOpen() && b && a.isOpen(); }", &["a.isOpen()"]),
            ("java", "boolean f() { return name.equals(name); }", &["name"]),
            ("java", "boolean f() { return Objects.equals(name, name); }", &["name"]),
            ("java", "boolean f() { return x != x; }", &[]),
            ("java", "boolean f() { return is(i) && (i = next()) > 0 && is(i); }", &[]),
            ("java", "boolean f() { return isX(i) && i > 0 && isX(i); }", &["isX(i)"]),
            ("java", "boolean f() { return a.next() == a.next(); }", &[]),
            ("java", "boolean f() { return x++ == x++; }", &[]),
            ("rust", "fn f() -> bool { a.x == a.x }", &["a.x"]),
            ("rust", "fn f() -> bool { a == a }", &["a"]),
            ("rust", "fn f() -> bool { s.is_open() && a && s.is_open() }", &["s.is_open()"]),
            ("rust", "fn f() -> Ordering { a.name.cmp(&a.name) }", &["a.name"]),
            ("rust", "fn f() -> bool { x != x }", &[]),
            ("rust", "fn f() -> u8 { x + x }", &[]),
            ("rust", "fn f() -> bool { a.next() == a.next() }", &[]),
            ("rust", "fn f() -> bool { path.pop() && path.pop() }", &[]),
            ("rust", "fn f() -> bool { matches!(a, B) && matches!(a, B) }", &[]),
            ("go", "func f() bool { return a.x == a.x }", &["a.x"]),
            ("go", "func f() bool { return a && b && a }", &["a"]),
            ("go", "func f() bool { return g() == g() }", &[]),
            ("go", "func f() bool { return x != x }", &[]),
            ("c", "int f(void) { return a->x == a->x; }", &["a->x"]),
            ("c", "int f(void) { return x == x; }", &[]),
            ("c", "int f(void) { return *p++ == 1 || *p++ == 1; }", &[]),
        ],
    );
}

#[test]
fn a_condition_that_was_asked_before_is_reported_where_it_gives_the_same_again() {
    reported(
        "duplicate-condition",
        &[
            ("python", "if a:\n    f()\nelif b:\n    g()\nelif a:\n    h()\n", &["a"]),
            ("python", "if a(\n    b):\n    f()\nelif a(b):\n    g()\n", &[]),
            ("python", "if len(b) == 1:\n    f()\nelif len( b )==1:\n    g()\n", &["len( b )==1"]),
            ("python", "if (a := b()):\n    f()\nelif (a := b()):\n    g()\n", &[]),
            ("javascript", "if (a) f(); else if (b) { g(); } else if (a) { h(); }", &["(a)"]),
            ("tsx", "y = a ? b : c ? d : a ? e : f;", &["a"]),
            ("javascript", "if (f()) { g(); } else if (f()) { h(); }", &[]),
            ("java", "void f() { if (a) f(); else if (b) g(); else if (a) h(); }", &["a"]),
            ("java", "int f() { return a == 1 ? 1 : a == 2 ? 2 : a == 1 ? 3 : 4; }", &["a == 1"]),
            ("java", "void f() { if (a.next()) f(); else if (a.next()) h(); }", &[]),
            ("java", "void f() { if ((a = b()) == 1) f(); else if ((a = b()) == 1) h(); }", &[]),
            ("rust", "fn f() { if a { f() } else if b { g() } else if a { h() } }", &["a"]),
            ("rust", "fn f() { if a.is_x() { f() } else if a.is_x() { h() } }", &["a.is_x()"]),
            ("rust", "fn f() { if matches!(a, B) { f() } else if matches!(a, B) { h() } }", &["matches!(a, B)"]),
            ("rust", "fn f() { if a.eat(B) { f() } else if a.eat(B) { h() } }", &[]),
            ("c", "void f(void) { if (a) f(); else if (b) g(); else if (a) h(); }", &["(a)"]),
            ("c", "void f(void) { if (g()) f(); else if (g()) h(); }", &[]),
            ("c", "void f(void) {\n#if A\nif (a) f();\n#else\nif (a) g();\n#endif\n}", &[]),
            ("rust", "fn f() { if g(&mut a) { f() } else if g(&mut a) { h() } }", &[]),
            ("rust", "fn f() { if let Some(x) = a.b() { f(x) } else if let Some(x) = a.b() { h(x) } }", &[]),
            ("go", "func f() { if a { g() } else if b { h() } else if a { i() } }", &["a"]),
            ("go", "func f() { if e := g(); e != nil { h() } else if e := i(); e != nil { j() } }", &[]),
        ],
    );
}

#[test]
fn branches_that_do_the_same_are_reported_unless_a_comment_or_form_tells_why() {
    reported(
        "identical-branches",
        &[
            ("python", "if a:\n    f(x)\nelse:\n    f( x )\n", &["else"]),
            ("python", "if a:\n    f(x)  # one\nelse:\n    f(x)  # two\n", &[]),
            ("python", "if a:  # why\n    f(x)\nelse:\n    f(x)\n", &[]),
            ("python", "if a:\n    pass\nelse:\n    pass\n", &[]),
            ("python", "if a:\n    f(x)\nelif b:\n    g(x)\nelse:\n    g(x)\n", &[]),
            ("javascript", "if (a) { f(x); } else { f( x ); }", &["else"]),
            ("javascript", "y = a ? f(x) : f(x);", &[":"]),
            ("javascript", "if (a) { f(x); } else if (b) { f(x); }", &[]),
            ("javascript", "y = a ? b : b;", &[]),
            ("java", "void f() { if (a) { f(x); } else { f(x); } }", &["else"]),
            ("java", "void f() { if (a) f(x); else f(x); }", &["else"]),
            ("java", "int f() { return a ? g(x) : g(x); }", &[":"]),
            ("java", "void f() { if (a) { g(x); } else if (b) { f(x); } else { f(x); } }", &["else"]),
            ("java", "void f() { if (a) { f(x); } else if (b) { f(x); } }", &[]),
            ("rust", "fn f() { if a { f(x) } else { f(x) } }", &["if"]),
            ("rust", "fn f() { if a { g(x) } else if b { f(x) } else { f(x) } }", &["if"]),
            ("rust", "fn f() { if cfg!(a) { f(x) } else { f(x) } }", &[]),
            ("rust", "fn f() -> bool { if a { false } else { false } }", &[]),
            ("go", "func f() { if a { g(x) } else { g(x) } }", &["else"]),
            ("go", "func f() { if a { g(x) } else if b { g(x) } }", &[]),
            ("c", "void f(void) { if (a) f(x); else f(x); }", &["if"]),
            ("c", "int f(void) { return a ? g(x) : g(x); }", &[":"]),
            ("c", "int f(void) { return a ? b : b; }", &[]),
        ],
    );
}

#[test]
fn an_assignment_of_a_place_to_itself_is_reported_where_it_does_nothing() {
    reported(
        "self-assignment",
        &[
            ("python", "def f(self):\n    self.a = self.a\n", &["self.a = self.a"]),
            ("python", "def f(a, b):\n    a, b = a, b\n", &["a, b = a, b"]),
            ("python", "def f(a):\n    a[g()] = a[g()]\n", &[]),
            ("python", "class A:\n    a = a\n", &[]),
            ("python", "a = a\n", &[]),
            ("javascript", "function f() { this.a = this.a; }", &["this.a = this.a"]),
            ("javascript", "function f() { a[g()] = a[g()]; }", &[]),
            ("javascript", "function f() {\n  // The getter fills it.\n  a.b = a.b;\n}", &[]),
            ("java", "void f() { this.a = this.a; }", &["this.a = this.a"]),
            ("java", "void f(int a) { a = a; }", &["a = a"]),
            ("java", "void f() { a[g()] = a[g()]; }", &[]),
            ("java", "void f() { this.a = a; a += a; }", &[]),
            ("rust", "fn f() { self.a = self.a; }", &["self.a = self.a"]),
            ("rust", "fn f() { a[g()] = a[g()]; }", &[]),
            ("rust", "fn f() { let a = a; }", &[]),
            ("go", "func f() { a.b = a.b }", &["a.b = a.b"]),
            ("go", "func f() { a := a }", &[]),
            ("go", "func f() { a[g()] = a[g()] }", &[]),
            ("c", "void f(void) { a->b = a->b; }", &["a->b = a->b"]),
            ("c", "void f(void) { a->b += a->b; }", &[]),
        ],
    );
}

#[test]
fn code_after_the_end_of_a_block_is_reported_unless_it_has_a_purpose() {
    reported(
        "unreachable-code",
        &[
            ("python", "def f():\n    return\n    # why\n    g()\n", &["g()"]),
            ("python", "while a:\n    break\n    if b:\n        g()\n", &["if b:"]),
            ("python", "def f():\n    raise E\n    yield\n", &[]),
            ("python", "def f():\n    raise E\n    return None\n", &[]),
            ("python", "def f():\n    raise E\n    assert False\n    g()\n", &["assert False"]),
            ("python", "def f():\n    return\n    'a text'\n", &[]),
            ("javascript", "function f() { return\n  g(); }", &["g();"]),
            ("javascript", "switch (a) { case 1: throw b; g(); }", &["g();"]),
            ("javascript", "switch (a) { case 1: return b; break; }", &[]),
            ("javascript", "function f() { return g(); function g() {} }", &[]),
            ("javascript", "function f() { return g(); var a; }", &[]),
            ("python", "raise SystemExit\ng()\n", &[]),
            ("go", "func f() {\n\treturn\n\tg()\n}", &["g()"]),
            ("go", "func f() {\n\treturn\nend:\n\tg()\n}", &[]),
            ("go", "func f() {\n\tfor {\n\t\tbreak\n\t}\n\tg()\n}", &[]),
            ("c", "void f(void) { return; g(); }", &["g();"]),
            ("c", "void f(void) { return;; }", &[]),
            ("c", "void f(void) { return; out: g(); }", &[]),
            ("c", "void f(void) {\nreturn;\n#if A\ng();\n#endif\n}", &[]),
            ("c", "void f(void) {\n#if A\nreturn;\n#endif\ng();\n}", &[]),
            ("c", "void f(int x) { switch (x) { case 1: return; case 2: g(); } }", &[]),
        ],
    );
}

#[test]
fn fractions_that_no_float_holds_are_reported_on_either_side() {
    reported(
        "float-equality",
        &[
            ("python", "y = x == 0.1", &["x == 0.1"]),
            ("python", "y = 0.1 != x", &["0.1 != x"]),
            ("python", "y = x == 0.5", &[]),
            ("python", "y = x == 1e3", &[]),
            ("python", "y = x < 0.1", &[]),
            ("javascript", "y = x === 0.1;", &["x === 0.1"]),
            ("javascript", "y = x !== 0.5;", &[]),
            ("java", "boolean f() { return x == 0.1f; }", &["x == 0.1f"]),
            ("java", "boolean f() { return 0.1 != x; }", &["0.1 != x"]),
            ("java", "boolean f() { return x == 0.5d; }", &[]),
            ("rust", "fn f() -> bool { x == 0.1_f32 }", &["x == 0.1_f32"]),
            ("rust", "fn f() -> bool { 0.1 == x }", &["0.1 == x"]),
            ("rust", "fn f() -> bool { x == 0.5 }", &[]),
            ("c", "int f(void) { return x == 0.1f; }", &["x == 0.1f"]),
            ("rust", "fn f() -> bool { x == 1_000.0f64 }", &[]),
            ("go", "func f() bool { return x == 0.1 }", &["x == 0.1"]),
            ("go", "func f() bool { return x == 0.25 }", &[]),
        ],
    );
}

#[test]
fn an_assertion_that_cannot_fail_is_reported() {
    reported(
        "constant-assertion",
        &[
            ("python", "assert True, 'why'", &["assert True, 'why'"]),
            ("python", "assert 1", &["assert 1"]),
            ("python", "self.assertTrue(True)", &["self.assertTrue(True)"]),
            ("python", "self.assertEqual(a.x, a.x)", &["self.assertEqual(a.x, a.x)"]),
            ("python", "self.assertEqual(a, a)", &[]),
            ("python", "assert True is a", &[]),
            ("javascript", "assert(true);", &["assert(true)"]),
            ("javascript", "t.ok(true);", &[]),
            ("javascript", "assert.equal(a.x, a.x);", &["assert.equal(a.x, a.x)"]),
            ("java", "void f() { assertEquals(a.x, a.x); }", &["assertEquals(a.x, a.x)"]),
            ("java", "void f() { Assert.assertTrue(true); }", &["Assert.assertTrue(true)"]),
            ("java", "void f() { assert true : \"why\"; }", &["assert true : \"why\";"]),
            ("java", "void f() { assertEquals(a, a); assertTrue(a); }", &[]),
            ("rust", "fn f() { assert!(true, \"why\"); }", &["assert!(true, \"why\")"]),
            ("rust", "fn f() { debug_assert_ne!(a.x, a.x); }", &["debug_assert_ne!(a.x, a.x)"]),
            ("rust", "fn f() { assert_eq!(a, a); }", &[]),
            ("rust", "fn f() { assert_eq!(a.next(), a.next()); }", &[]),
            ("go", "func f() { assert.True(t, true) }", &["assert.True(t, true)"]),
            ("go", "func f() { assert.Equal(t, a.x, a.x) }", &["assert.Equal(t, a.x, a.x)"]),
            ("go", "func f() { bytes.Equal(a.x, a.x) }", &[]),
        ],
    );
}

#[test]
fn a_format_is_reported_whose_values_are_too_few_or_too_many() {
    reported(
        "format-arity",
        &[
            ("go", "func f() { log.Infof(\"%d of %d\", a) }", &["log.Infof(\"%d of %d\", a)"]),
            ("go", "func f() { log.Infof(\"%d%%\" + \" %s\", a) }", &["log.Infof(\"%d%%\" + \" %s\", a)"]),
            ("go", "func f() { log.Infof(\"done\", a) }", &["log.Infof(\"done\", a)"]),
            ("go", "func f() { log.Infof(\"%*d\", a) }", &["log.Infof(\"%*d\", a)"]),
            ("go", "func f() { log.Infof(\"%[1]d %[1]s\", a) }", &[]),
            ("go", "func f() { log.Infof(\"%d %d\", a...) }", &[]),
            ("go", "func f() { log.Infof(\"%d \" + x, a, b) }", &[]),
            ("go", "func f() { log.Infof(\"100% of\") }", &["log.Infof(\"100% of\")"]),
            ("go", "func f() { log.Infof(\"50% !\") }", &[]),
            ("go", "func f() { log.Infof(ctx, \"%d\", a, b) }", &[]),
            ("go", "func f() { log.Info(\"%d\") }", &[]),
        ],
    );
}

#[test]
fn a_null_check_after_a_use_that_always_runs_is_reported() {
    reported(
        "checked-after-use",
        &[
            ("java", "void f(A x) { x.g(); if (x == null) { h(); } }", &["x == null"]),
            ("java", "void f(A x) { int n = x.n; k(); if (y && x != null) { h(); } }", &["x != null"]),
            ("java", "void f(A x) { x.g(); while (y) { if (x == null) { h(); } } }", &["x == null"]),
            ("java", "void f(A x) { if (k()) { x.g(); } if (x == null) { h(); } }", &[]),
            ("java", "void f(A x) { k(y && x.g()); if (x == null) { h(); } }", &[]),
            ("java", "void f(A x) { x.g(); x = k(); if (x == null) { h(); } }", &[]),
            ("java", "void f(A x) { x.g(); while (x != null) { x = x.next; } }", &[]),
            ("java", "void f(A x) { k(() -> x.g()); if (x == null) { h(); } }", &[]),
            ("java", "A x; void f() { x.g(); if (x == null) { h(); } }", &[]),
            ("java", "void f(A x) { g(x); if (x == null) { h(); } }", &[]),
        ],
    );
}

#[test]
fn a_collection_that_changes_while_a_loop_goes_through_it_is_reported() {
    let class = |body: &str| format!("import java.util.*; class A {{ {body} }}");
    let found = class("void f(List<B> x) { for (B b : x) { x.remove(b); } }");
    let view = class("void f(Map<B, C> x) { for (B b : x.keySet()) { if (b.old()) { x.remove(b); } } }");
    let copy = class("void f(List<B> x) { for (B b : new ArrayList<>(x)) { x.remove(b); } }");
    let left = class("void f(List<B> x) { for (B b : x) { if (b.old()) { x.remove(b); return; } } }");
    let other = class("void f(List<B> x) { for (B b : x) { x = new ArrayList<>(x); x.remove(b); } }");
    let late = class("void f(List<B> x) { for (B b : x) { k(() -> x.remove(b)); } }");
    reported(
        "changed-while-iterated",
        &[
            ("python", "for b in x:\n    x.remove(b)\n", &["x.remove(b)"]),
            ("python", "for i, b in enumerate(x):\n    x.remove(b)\n", &["x.remove(b)"]),
            ("python", "for b in list(x):\n    x.remove(b)\n", &[]),
            ("python", "for b in x:\n    x = []\n    x.remove(b)\n", &[]),
            ("java", &found, &["x.remove(b)"]),
            ("java", &view, &["x.remove(b)"]),
            ("java", &copy, &[]),
            ("java", &left, &[]),
            ("java", &other, &[]),
            ("java", &late, &[]),
        ],
    );
}
