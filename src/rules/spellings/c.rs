//! The table of C.

use super::{Row, Spelling, check, row};

/// What each rule names. The `{}` of a code stands for the name.
const ROWS: &[Row] = &[
    row("c/alloca-in-loop", "alloca", "void f(int n) { while (n--) { {}(9); } }"),
    row("c/assert-with-effect", "assert", "void f(int n) { {}(n-- > 0); }"),
    row("c/char-holds-eof", "fgetc", "void f(FILE *x) { char c; while ((c = {}(x)) != EOF) g(c); }"),
    row("c/comparison-assigned", "open", "int f(void) { int x; if ((x = {}(\"a\", 0) < 0)) return 1; return x; }"),
    row("c/copy-into-fixed-array", "strcpy", "void f(char *p) { char b[9]; {}(b, p); }"),
    row("c/double-free", "free", "void f(char *p) { {}(p); free(p); }"),
    row("c/error-lost-in-unsigned", "read", "void f(void) { size_t n = {}(0, b, 9); }"),
    row("c/feof-loop", "feof", "void f(FILE *x) { while (!{}(x)) { fgets(b, 9, x); } }"),
    row("c/free-of-local", "free", "void f(void) { char b[9]; {}(b); }"),
    row("c/leak-on-return", "malloc", "int f(int n) { char *p = {}(9); if (n) return 1; free(p); return 0; }"),
    row(
        "c/leak-on-return",
        "fopen",
        "int f(int n) { FILE *p = {}(\"a\", \"r\"); if (n) return 1; fclose(p); return 0; }",
    ),
    row(
        "c/lock-left-held",
        "pthread_mutex_lock",
        "int f(int n) { {}(&m); if (n) return 1; pthread_mutex_unlock(&m); return 0; }",
    ),
    row("c/memset-swapped", "memset", "void f(char *p) { {}(p, 9, 0); }"),
    row("c/prefix-length", "strncmp", "int f(char *p) { return {}(p, \"abc\", 2); }"),
    row("c/printf-of-data", "printf", "void f(char *p) { {}(p); }"),
    row("c/printf-of-data", "syslog", "void f(char *p) { {}(3, p); }"),
    row("c/realloc-loses-pointer", "realloc", "void f(char *p) { p = {}(p, 9); }"),
    row("c/sizeof-pointer", "strncpy", "void f(char *p) { {}(p, q, sizeof(p)); }"),
    row("c/sprintf-onto-itself", "sprintf", "void f(char *p) { {}(p, \"%s!\", p); }"),
    row("c/strcmp-or", "strcmp", "int f(char *p) { return {}(p, \"a\") || strcmp(p, \"b\"); }"),
    row("c/strncat-size", "strncat", "void f(char *p) { {}(b, p, sizeof(b)); }"),
    row("c/strncpy-unterminated", "strncpy", "void f(char *p) { char b[9]; {}(b, p, sizeof(b)); }"),
    row("c/temp-name-race", "tmpnam", "void f(void) { {}(p); }"),
    row("c/terminator-past-end", "read", "void f(void) { char b[9]; int n = {}(0, b, sizeof(b)); b[n] = 0; }"),
    row("c/unbounded-read", "gets", "void f(void) { {}(p); }"),
    row("c/unchecked-allocation", "calloc", "void f(void) { struct a *p = {}(1, 9); p->b = 1; }"),
    row("c/use-after-free", "free", "int f(struct a *p) { {}(p); return p->b; }"),
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
