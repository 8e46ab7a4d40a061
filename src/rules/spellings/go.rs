//! Names in Go: the path of a package, a colon, and what it holds.

use super::{Row, Spelling, check, row};

/// What each rule names.
const ROWS: &[Row] = &[
    row(
        "go/archive-path-escape",
        "path/filepath:Join",
        "import \"archive/zip\"\nfunc f(r *zip.Reader, d string) { for _, file := range r.File { open({}(d, file.Name)) } }",
    ),
    row("go/exit-status-ignored", "os/exec:Command", "func f() { {}(\"make\").Run() }"),
    row("go/fixed-nonce", "crypto/cipher:NewCBCEncrypter", "func f() { x := {}(block, []byte(\"0123456789abcdef\")) }"),
    row("go/fixed-temp-path", "os:WriteFile", "func f() { {}(\"/tmp/state\", data, 0o600) }"),
    row("go/fixed-temp-path", "os:Create", "func f() { x, err := {}(\"/tmp/state\") }"),
    row("go/hardcoded-key", "crypto/aes:NewCipher", "func f() { x, err := {}([]byte(\"0123456789abcdef\")) }"),
    row("go/hardcoded-key", "crypto/hmac:New", "func f() { x := {}(sha256.New, []byte(\"secret\")) }"),
    row("go/leaky-comparison", "bytes:Equal", "func f() { mac := hmac.New(h, k); x := {}(signature, y) }"),
    row("go/print-left", "github.com/davecgh/go-spew/spew:Dump", "func f() { {}(x) }"),
    row("go/request-without-timeout", "net/http:Get", "func f() { x, err := {}(url) }"),
    row("go/request-without-timeout", "net/http:Client", "var x = {}{Jar: nil}"),
    row(
        "go/shell-with-built-command",
        "os/exec:Command",
        "func f(name string) { {}(\"sh\", \"-c\", \"ls \"+name).Run() }",
    ),
    row("go/tls-unverified", "crypto/tls:Config", "var x = {}{InsecureSkipVerify: true}"),
    row("go/weak-password-hash", "crypto/sha256:Sum256", "func f(password string) { x := {}([]byte(password)) }"),
    row("go/weak-random-secret", "math/rand:Int63", "func f() { sessionToken := {}() }"),
    row("go/world-writable", "os:Chmod", "func f() { {}(path, 0o777) }"),
];

/// Rules that also find what an object of an unknown kind is asked to do.
const UNTYPED: &[&str] = &["go/tls-unverified", "go/world-writable"];

fn spellings(row: &Row) -> Vec<Spelling> {
    let (path, name) = row.name.split_once(':').expect("each row names a package");
    let package = path.rsplit('/').next().expect("there is a part");
    let code = |import: &str, name: &str| {
        // The imports of a file come first.
        let (imports, rest) = match row.code.split_once('\n') {
            Some((imports, rest)) if imports.starts_with("import ") => (imports, rest),
            _ => ("", row.code),
        };
        format!("package shop\n\n{import}\n{imports}\n\n{}\n", rest.replace("{}", name))
    };
    let meant = [
        code(&format!("import \"{path}\""), &format!("{package}.{name}")),
        code(&format!("import other \"{path}\""), &format!("other.{name}")),
        code(&format!("import (\n\t\"a/b\"\n\t\"{path}\"\n)"), &format!("{package}.{name}")),
    ];
    let mut others = Vec::new();
    if !UNTYPED.contains(&row.rule) {
        others.push(code(&format!("import \"example.com/{package}\""), &format!("{package}.{name}")));
        others.push(code(&format!("func {name}(x ...any) T {{ return T{{}} }}"), name));
    }
    let meant = meant.into_iter().map(|code| Spelling { code, is_meant: true });
    meant.chain(others.into_iter().map(|code| Spelling { code, is_meant: false })).collect()
}

#[test]
fn names_are_found_in_every_spelling() {
    check(ROWS, "src/shop.go", spellings);
}
