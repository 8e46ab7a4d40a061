//! The table of C++.

use super::{Row, Spelling, check, row};

/// What each rule names. The `{}` of a code stands for the name.
const ROWS: &[Row] = &[
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
