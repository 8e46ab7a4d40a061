//! The table of C++.

use super::{Row, Spelling, check, row};

/// What each rule names. The `{}` of a code stands for the name.
const ROWS: &[Row] = &[
    row("cpp/array-owned-as-one", "std::unique_ptr", "void f() { g({}<int>(new int[9])); }"),
    row("cpp/dangling-view", "std::string_view", "void f(std::string s) { {} v = s + \"a\"; }"),
    row("cpp/dropped-result", "std::async", "void f() { {}(g); }"),
    row("cpp/erase-without-end", "std::remove", "void f(V &v) { v.erase({}(v.begin(), v.end(), 0)); }"),
    row("cpp/exception-not-raised", "std::runtime_error", "void f() { {}(\"a\"); }"),
    row("cpp/lock-dropped-at-once", "std::lock_guard", "void f() { {}<M>(m); }"),
    row("cpp/move-of-const", "std::move", "void f(const V &v) { g({}(v)); }"),
    row("cpp/move-of-forwarded", "std::move", "template <typename T> void f(T &&x) { g({}(x)); }"),
    row("cpp/number-read-unguarded", "std::stoi", "int f(S s) { return {}(s); }"),
    row("cpp/shared-from-raw-this", "std::shared_ptr", "P A::f() { return {}<A>(this); }"),
    row("cpp/string-of-null", "std::string", "void f() { {} s = nullptr; }"),
    row("cpp/thread-not-joined", "std::thread", "void f() { {} t(g); }"),
    row("cpp/unchecked-find", "std::find_if", "int f(V &v) { return *{}(v.begin(), v.end(), g); }"),
    row("cpp/use-after-move", "std::move", "int f(V v) { g({}(v)); return v.size(); }"),
    row("cpp/shell-with-built-command", "std::system", "void f(std::string p) { {}((\"ls \" + p).c_str()); }"),
    row(
        "cpp/sql-built-from-text",
        "std::format",
        "void f(std::string n) { run({}(\"SELECT a FROM t WHERE b = '{}'\", n)); }",
    ),
    row("c/weak-random-secret", "std::rand", "void f() { int session_key = {}(); }"),
    row("c/fixed-temp-path", "std::fopen", "void f() { {}(\"/tmp/a.log\", \"w\"); }"),
    row("c/sleep-in-test", "std::this_thread::sleep_for", "TEST(A, B) { {}(std::chrono::seconds(3)); }"),
];

fn spellings(row: &Row) -> Vec<Spelling> {
    let code = |name: &str| row.code.replacen("{}", name, 1);
    let (module, name) = row.name.rsplit_once("::").expect("a name of the table has a namespace");
    let meant = [
        code(row.name),
        code(&format!("::{}", row.name)),
        format!("using namespace {module};\n{}", code(name)),
        format!("using {};\n{}", row.name, code(name)),
        format!("namespace other = {module};\n{}", code(&format!("other::{name}"))),
    ];
    let others = [
        code(&format!("other::{name}")),
        format!("namespace other = shop;\n{}", code(&format!("other::{name}"))),
        format!("using shop::{name};\n{}", code(name)),
    ];
    let meant = meant.into_iter().map(|code| Spelling { code, is_meant: true });
    meant.chain(others.into_iter().map(|code| Spelling { code, is_meant: false })).collect()
}

#[test]
fn names_are_found_in_every_spelling() {
    check(ROWS, "src/a.cpp", spellings);
}
