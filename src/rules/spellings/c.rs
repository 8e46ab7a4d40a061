//! The table of C.

use super::{Row, Spelling, check, row};

/// What each rule names. The `{}` of a code stands for the name.
const ROWS: &[Row] = &[
    row("c/fixed-nonce", "EVP_EncryptInit_ex", "void f(C *c) { {}(c, d, NULL, k, \"fixed value!\"); }"),
    row("c/fixed-temp-path", "fopen", "void f(void) { {}(\"/tmp/a.log\", \"w\"); }"),
    row("c/fixed-temp-path", "open", "void f(void) { {}(\"/tmp/a.log\", O_WRONLY | O_CREAT, 0600); }"),
    row("c/fixed-temp-path", "mkdir", "void f(void) { {}(\"/tmp/a\", 0700); }"),
    row("c/hardcoded-key", "HMAC", "void f(void) { {}(EVP_sha256(), \"a key\", 5, t, n, m, NULL); }"),
    row("c/hardcoded-key", "AES_set_encrypt_key", "void f(void) { {}(\"0123456789abcdef\", 128, &k); }"),
    row("c/leaky-comparison", "memcmp", "int f(void) { return {}(hmac, b, 32); }"),
    row("c/leaky-comparison", "strcmp", "int f(void) { return {}(password, b); }"),
    row("c/print-left", "printf", "void f(void) { {}(\"here\\n\"); }"),
    row("c/print-left", "puts", "void f(void) { {}(\"here\"); }"),
    row("c/request-without-timeout", "curl_easy_perform", "void f(void) { CURL *c = curl_easy_init(); {}(c); }"),
    row(
        "c/shell-with-built-command",
        "snprintf",
        "void f(char *p) { char b[9]; {}(b, sizeof(b), \"ls %s\", p); system(b); }",
    ),
    row(
        "c/shell-with-built-command",
        "popen",
        "void f(char *p) { char b[9]; sprintf(b, \"ls %s\", p); {}(b, \"r\"); }",
    ),
    row("c/sql-built-from-text", "sprintf", "void f(char *name) { {}(b, \"SELECT a FROM t WHERE b = '%s'\", name); }"),
    row("c/tls-unverified", "SSL_CTX_set_verify", "void f(C *c) { {}(c, SSL_VERIFY_NONE, NULL); }"),
    row("c/weak-password-hash", "SHA256", "void f(void) { {}(password, n, d); }"),
    row("c/weak-password-hash", "MD5_Update", "void f(void) { {}(&c, password, n); }"),
    row("c/weak-random-secret", "rand", "void f(void) { int session_key = {}(); }"),
    row("c/world-writable", "chmod", "void f(char *p) { {}(p, 0777); }"),
    row("c/world-writable", "umask", "void f(void) { {}(0); }"),
];

/// A name has one spelling; what the file itself defines by that name is something else.
fn spellings(row: &Row) -> Vec<Spelling> {
    let code = row.code.replacen("{}", row.name, 1);
    let other = format!("static int {}(int a)\n{{\n    return a;\n}}\n{code}", row.name);
    vec![Spelling { code, is_meant: true }, Spelling { code: other, is_meant: false }]
}

#[test]
fn names_are_found_unless_the_file_defines_them() {
    check(ROWS, "src/a.c", spellings);
}
