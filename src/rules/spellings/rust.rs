//! The table of Rust.

use super::{Row, Spelling, check, row};

/// What each rule names. The `{}` of a code stands for the name.
const ROWS: &[Row] = &[
    row("rust/blocking-io-in-async", "std::fs::read", "async fn f(p: &str) { {}(p); }"),
    row("rust/blocking-io-in-async", "std::fs::read_to_string", "async fn f(p: &str) { {}(p)?; }"),
    row("rust/blocking-io-in-async", "std::fs::File::open", "async fn f(p: &str) { {}(p)?; }"),
    row("rust/blocking-io-in-async", "std::net::TcpStream::connect", "async fn f(p: &str) { {}(p)?; }"),
    row("rust/blocking-io-in-async", "reqwest::blocking::get", "async fn f(p: &str) { {}(p)?; }"),
    row("rust/block-on-in-async", "futures::executor::block_on", "async fn f() { {}(g()); }"),
    row("rust/box-from-borrow", "std::boxed::Box::from_raw", "fn f(x: &mut u8) { unsafe { {}(&mut x) }; }"),
    row("rust/box-from-borrow", "std::sync::Arc::from_raw", "fn f(x: &u8) { unsafe { {}(&x) }; }"),
    row("rust/build-machine-path", "std::include_str", "fn f() { {}!(\"/home/me/a.txt\"); }"),
    row("rust/build-machine-path", "std::env", "fn f() { {}!(\"HOME\"); }"),
    row(
        "rust/certificate-not-checked",
        "rustls::client::danger::ServerCertVerified::assertion",
        "fn verify_server_cert(c: &C) -> Result<X, E> { Ok({}()) }",
    ),
    row(
        "rust/child-never-waited",
        "std::process::Command::new",
        "fn f() -> R { {}(\"a\").arg(\"b\").spawn()?; Ok(()) }",
    ),
    row("rust/condvar-wait-outside-loop", "std::sync::Condvar", "fn f(x: &{}) { let g = x.wait(g); }"),
    row("rust/condvar-wait-outside-loop", "std::sync::Condvar::new", "fn f() { let x = {}(); let g = x.wait(g); }"),
    row("rust/condvar-wait-outside-loop", "std::sync::Condvar::new", "fn f() { let x = Arc::new({}()); x.wait(g); }"),
    row("rust/constant-nonce", "aes_gcm::Nonce::from_slice", "fn f() { {}(b\"123456789012\"); }"),
    row("rust/cors-allows-any-origin", "tower_http::cors::CorsLayer::permissive", "fn f() { {}(); }"),
    row("rust/cors-allows-any-origin", "actix_cors::Cors::permissive", "fn f() { {}(); }"),
    row("rust/dangling-temporary-pointer", "std::ffi::CString::new", "fn f() { let p = {}(\"a\").unwrap().as_ptr(); }"),
    row("rust/dbg-left", "std::dbg", "fn f() { {}!(x); }"),
    row("rust/debug-assert-side-effect", "std::debug_assert", "fn f() { {}!(set.insert(1)); }"),
    row("rust/debug-print-left", "std::println", "fn f() { {}!(\"x = {:?}\", x); }"),
    row("rust/drop-of-reference", "std::mem::drop", "fn f(x: &G) { {}(&x); }"),
    row("rust/drop-of-reference", "std::mem::forget", "fn f(x: &G) { {}(&x); }"),
    row("rust/environment-changed", "std::env::set_var", "fn f() { {}(\"A\", \"b\"); }"),
    row("rust/environment-changed", "std::env::remove_var", "fn f() { {}(\"A\"); }"),
    row("rust/exists-then-act", "std::fs::remove_file", "fn f(p: &P) -> R { if p.exists() { {}(p)?; } Ok(()) }"),
    row("rust/exists-then-act", "std::fs::File::create", "fn f(p: &P) -> R { if !p.exists() { {}(&p)?; } Ok(()) }"),
    row(
        "rust/exit-status-ignored",
        "std::process::Command::new",
        "fn f() -> R { {}(\"a\").arg(\"b\").status()?; Ok(()) }",
    ),
    row("rust/fast-password-hash", "sha2::Sha256::digest", "fn f() { {}(password.as_bytes()); }"),
    row("rust/fast-password-hash", "md5::compute", "fn f() { {}(password); }"),
    row("rust/hardcoded-key", "jsonwebtoken::EncodingKey::from_secret", "fn f() { {}(b\"my secret key\"); }"),
    row("rust/http-without-timeout", "reqwest::Client::new", "fn f() { {}(); }"),
    row("rust/http-without-timeout", "reqwest::get", "async fn f(u: &str) { {}(u).await?; }"),
    row("rust/instant-underflow", "std::time::Instant::now", "fn f(timeout: D) { let x = {}() - timeout; }"),
    row("rust/instant-underflow", "std::time::Duration", "fn f(x: {}) { let y = std::time::Instant::now() - x; }"),
    row("rust/invalid-zeroed", "std::mem::zeroed", "fn f() { let x = unsafe { {}::<&u8>() }; }"),
    row("rust/invalid-zeroed", "std::vec::Vec", "fn f() { let x = unsafe { std::mem::zeroed::<{}<u8>>() }; }"),
    row("rust/invalid-zeroed", "std::mem::zeroed", "fn f() { let x: Box<u8> = unsafe { {}() }; }"),
    row("rust/jwt-not-verified", "jsonwebtoken::dangerous::insecure_decode", "fn f(t: &str) { {}::<C>(t)?; }"),
    row(
        "rust/open-without-truncate",
        "std::fs::OpenOptions::new",
        "fn f(p: &str) -> R { let file = {}().write(true).create(true).open(p)?; Ok(file) }",
    ),
    row("rust/panic-in-extern-fn", "std::panic", "extern \"C\" fn f() { {}!(\"no\"); }"),
    row("rust/panic-instead-of-error", "std::panic", "fn f() -> Result<(), E> { {}!(\"no\"); }"),
    row("rust/path-ends-with-extension", "std::path::Path", "fn f(x: &{}) -> bool { x.ends_with(\".rs\") }"),
    row(
        "rust/path-ends-with-extension",
        "std::path::PathBuf::from",
        "fn f() -> bool { let x = {}(y); x.ends_with(\".rs\") }",
    ),
    row("rust/predictable-secret", "fastrand::u64", "fn f() { let session_token = {}(..); }"),
    row("rust/predictable-secret", "rand::rngs::SmallRng::from_entropy", "fn f() { let salt = {}().next_u64(); }"),
    row("rust/predictable-temp-file", "std::env::temp_dir", "fn f() { let p = {}().join(\"a.txt\"); }"),
    row("rust/predictable-temp-file", "std::fs::write", "fn f() { {}(\"/tmp/a.txt\", x); }"),
    row("rust/predictable-temp-file", "std::fs::File::create", "fn f() { {}(\"/tmp/a.txt\"); }"),
    row(
        "rust/recursive-fmt",
        "std::fmt::Display",
        "impl {} for A { fn fmt(&self, f: &mut F) -> R { f.pad(&self.to_string()) } }",
    ),
    row("rust/regex-in-loop", "regex::Regex::new", "fn f() { for x in y { {}(\"a+\"); } }"),
    row("rust/relaxed-publication", "std::sync::atomic::Ordering::Relaxed", "fn f() { READY.store(true, {}); }"),
    row("rust/secret-in-log", "log::info", "fn f() { {}!(\"{}\", password); }"),
    row("rust/secret-in-log", "tracing::debug", "fn f() { {}!(\"{password}\"); }"),
    row("rust/select-loses-data", "tokio::select", "async fn f() { loop { {}! { r = io.read_exact(&mut b) => {} } } }"),
    row(
        "rust/set-len-uninitialized",
        "std::vec::Vec::with_capacity",
        "fn f() { let mut x = {}(9); unsafe { x.set_len(9); } }",
    ),
    row(
        "rust/shell-command-from-format",
        "std::process::Command::new",
        "fn f() { {}(\"sh\").arg(\"-c\").arg(format!(\"ls {x}\")).status(); }",
    ),
    row("rust/sleep-in-async", "std::thread::sleep", "async fn f() { {}(d); }"),
    row("rust/sleep-in-test", "std::thread::sleep", "#[test] fn f() { {}(std::time::Duration::from_secs(1)); }"),
    row("rust/sleep-in-test", "std::time::Duration::from_secs", "#[test] fn f() { std::thread::sleep({}(1)); }"),
    row("rust/sql-from-format", "std::format", "fn f() { {}!(\"SELECT a FROM b WHERE c = '{x}'\"); }"),
    row("rust/str-sliced-by-length", "std::string::String", "fn f(x: &{}, limit: usize) -> &str { &x[..limit] }"),
    row("rust/tempdir-dropped", "tempfile::tempdir", "fn f() -> R { let p = {}()?.path().join(\"a\"); Ok(p) }"),
    row("rust/tempdir-dropped", "tempfile::TempDir::new", "fn f() -> R { let p = {}()?.path().join(\"a\"); Ok(p) }"),
    row("rust/tls-verification-off", "openssl::ssl::SslVerifyMode::NONE", "fn f() { b.set_verify({}); }"),
    row("rust/todo-left", "std::todo", "fn f() { {}!() }"),
    row("rust/transmute-to-static", "std::mem::transmute", "fn f() { unsafe { {}::<&str, &'static str>(x) }; }"),
    row("rust/unbounded-unsafe-send", "std::marker::Send", "struct A<T>(T); unsafe impl<T> {} for A<T> {}"),
    row("rust/unescaped-regex-input", "regex::Regex::new", "fn f() { {}(&format!(\"^{x}$\")); }"),
    row("rust/unimplemented-left", "std::unimplemented", "fn f() { {}!() }"),
    row(
        "rust/uninit-assume-init",
        "std::mem::MaybeUninit::uninit",
        "fn f() { let x: u8 = unsafe { {}().assume_init() }; }",
    ),
    row("rust/uninit-assume-init", "std::mem::uninitialized", "fn f() { let x: u8 = unsafe { {}() }; }"),
    row("rust/unsound-transmute", "std::mem::transmute", "fn f() { unsafe { {}::<u8, bool>(x) }; }"),
    row("rust/unwrap-on-input", "std::env::var", "fn f() { let x = {}(\"A\").unwrap(); }"),
    row("rust/unwrap-on-input", "serde_json::from_str", "fn f(t: &str) { let x = {}(t).unwrap(); }"),
    row("rust/world-writable-file", "std::fs::Permissions::from_mode", "fn f() { let p = {}(0o777); }"),
];

/// What an import brings in, and the rest of a name: `std::fs::File` and `::open`.
struct Parts<'n> {
    module: &'n str,
    item: &'n str,
    rest: &'n str,
}

impl<'n> Parts<'n> {
    fn new(name: &'n str) -> Self {
        let starts = name.match_indices("::").map(|(at, _)| at + 2);
        let start = starts.clone().find(|&at| name[at..].starts_with(char::is_uppercase));
        let start = start.or(starts.last()).expect("a name has a module");
        let item = name[start..].split("::").next().unwrap_or_default();
        Self { module: &name[..start - 2], item, rest: &name[start + item.len()..] }
    }

    fn is_type(&self) -> bool {
        self.item.starts_with(char::is_uppercase)
    }

    fn last_module(&self) -> &'n str {
        self.module.rsplit("::").next().unwrap_or(self.module)
    }

    /// Imports, and what is then written for the item.
    fn imports(&self) -> Vec<(String, String)> {
        let Self { module, item, .. } = self;
        let last = self.last_module();
        let (root, inner) = module.split_once("::").unwrap_or((module, "self"));
        let nested = if inner == "self" { format!("{item} as other") } else { format!("{inner}::{{{item} as other}}") };
        let mut imports = vec![
            (format!("use {module}::{item};"), (*item).to_owned()),
            (format!("use {module}::{item} as other;"), "other".to_owned()),
            (format!("use {module}::{{Unused, {item}}};"), (*item).to_owned()),
            (format!("use {root}::{{Unused, {nested}}};"), "other".to_owned()),
            (format!("use {module}::*;"), (*item).to_owned()),
            (format!("use ::{module}::{item};"), (*item).to_owned()),
            (format!("use {module} as other;"), format!("other::{item}")),
            (format!("use {module}::{{self as other}};"), format!("other::{item}")),
        ];
        // `use std;` brings in nothing that was not there.
        if module.contains("::") {
            imports.push((format!("use {module};"), format!("{last}::{item}")));
            imports.push((format!("use {module}; use {last}::{item} as other;"), "other".to_owned()));
        }
        imports
    }

    /// What means something else that has the same name.
    fn others(&self, is_macro: bool) -> Vec<(String, String)> {
        let Self { module, item, .. } = self;
        let last = self.last_module();
        let own = match (is_macro, self.is_type()) {
            (true, _) => format!("macro_rules! {item} {{ () => {{}}; }}"),
            (false, true) => format!("struct {item};"),
            (false, false) => format!("fn {item}() {{}}"),
        };
        let mut others = vec![(own, (*item).to_owned()), (format!("mod {last} {{}}"), format!("{last}::{item}"))];
        if module.starts_with("std") && !is_macro {
            others.push((format!("use own::{item};"), (*item).to_owned()));
            others.push((format!("use own::{last};"), format!("{last}::{item}")));
        }
        others
    }
}

fn spellings(row: &Row) -> Vec<Spelling> {
    let parts = Parts::new(row.name);
    let is_macro = row.code.contains("{}!");
    let code = |item: &str| row.code.replacen("{}", &format!("{item}{}", parts.rest), 1);
    let path = format!("{}::{}", parts.module, parts.item);
    let mut meant = vec![code(&path), code(&format!("::{path}"))];
    if let Some(path) = path.strip_prefix("std::") {
        meant.push(code(&format!("core::{path}")));
        meant.push(code(&format!("alloc::{path}")));
    }
    for (import, item) in parts.imports() {
        let code = code(&item);
        meant.push(format!("{import}\n{code}"));
        meant.push(format!("{import}\nmod inner {{\n    use super::*;\n    {code}\n}}"));
        meant.push(format!("mod outer {{\n    {import}\n    {code}\n}}"));
        // In a function, where the name is not of its head.
        let before = row.code.split_once("{}").map_or("", |(before, _)| before);
        let head = before.find("fn f(").unwrap_or(before.len());
        let body = before[head..].find('{').map(|brace| head + brace + 1);
        if let Some(body) = body {
            meant.push(format!("{} {import} {}", &code[..body], &code[body..]));
        }
    }
    if parts.is_type() && !is_macro {
        meant.push(format!("type Other = {path};\n{}", code("Other")));
    }
    let others = parts.others(is_macro);
    let other = others.into_iter().map(|(start, item)| format!("{start}\n{}", code(&item)));
    let other = other.map(|code| Spelling { code, is_meant: false });
    meant.into_iter().map(|code| Spelling { code, is_meant: true }).chain(other).collect()
}

#[test]
fn names_are_found_in_every_spelling() {
    check(ROWS, "src/a.rs", spellings);
}
