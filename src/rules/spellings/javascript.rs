//! Names in JavaScript: `module:name` or, of the language itself, `:name`.

use super::{Row, Spelling, check, row};

/// What each rule names. The `{}` of a code stands for the name.
const ROWS: &[Row] = &[
    row("javascript/archive-path-escape", "path:join", "save({}(target, entry.fileName))"),
    row("javascript/blocking-call-in-async", "fs:readFileSync", "app.get(url, (req, res) => { {}(file); })"),
    row("javascript/blocking-call-in-async", "child_process:execSync", "app.get(url, (req, res) => { {}(line); })"),
    row("javascript/eval-of-request", ":eval", "function f(req) { {}(req.body.x); }"),
    row("javascript/eval-of-request", "vm:runInNewContext", "function f(req) { {}(req.body.x); }"),
    row("javascript/exit-status-ignored", "child_process:spawnSync", "{}(\"tar\", list);"),
    row("javascript/fetch-of-request-address", "axios:get", "function f(req) { {}(req.query.x); }"),
    row("javascript/fetch-of-request-address", "http:get", "function f(req) { {}(req.query.x); }"),
    row("javascript/fetch-of-request-address", ":fetch", "function f(req) { {}(req.query.x); }"),
    row("javascript/fixed-nonce", "crypto:createCipheriv", "x = {}(a, key, Buffer.alloc(12));"),
    row("javascript/fixed-temp-path", "fs:writeFileSync", "{}(\"/tmp/a\", text);"),
    row("javascript/fixed-temp-path", "fs/promises:writeFile", "{}(\"/tmp/a\", text);"),
    row("javascript/hardcoded-key", "crypto:createHmac", "x = {}(\"sha256\", \"correct horse\");"),
    row("javascript/join-absolute", "path:resolve", "x = {}(root, \"/etc\");"),
    row("javascript/path-from-request", "fs:readFile", "function f(req) { {}(req.query.x); }"),
    row("javascript/path-from-request", "fs/promises:unlink", "function f(req) { {}(req.query.x); }"),
    row("javascript/shell-with-built-command", "child_process:exec", "function f(x) { {}(\"ls \" + x); }"),
    row("javascript/weak-cipher", "crypto:createCipher", "x = {}(a, password);"),
    row("javascript/weak-password-hash", "crypto:createHash", "x = {}(\"md5\").update(password);"),
    row("javascript/weak-random-secret", ":Math.random", "const token = {}().toString(36);"),
];

fn spellings(row: &Row) -> Vec<Spelling> {
    let (module, path) = row.name.split_once(':').expect("each row names a module");
    let first = path.split('.').next().expect("there is a part");
    let written = |name: &str| row.code.replace("{}", name);
    let mut meant = Vec::new();
    let mut others = vec![
        format!("function outer({first}) {{\n  {}\n}}", written(path)),
        format!("import {{ {first} }} from \"./own\";\n{}", written(path)),
    ];
    if module.is_empty() {
        meant.push(written(path));
        meant.push(written(&format!("globalThis.{path}")));
    } else {
        let member = written(&format!("other.{path}"));
        let renamed = written("other");
        meant.extend([
            format!("import other from \"{module}\";\n{member}"),
            format!("import * as other from \"node:{module}\";\n{member}"),
            format!("import {{ {path} }} from \"{module}\";\n{}", written(path)),
            format!("import {{ {path} as other }} from '{module}';\n{renamed}"),
            format!("const other = require(\"{module}\");\n{member}"),
            format!("const {{ {path} }} = require(\"{module}\");\n{}", written(path)),
            format!("const {{ {path}: other }} = require(\"{module}\");\n{renamed}"),
            format!("const other = require(\"{module}\").{path};\n{renamed}"),
            format!(
                "async function outer() {{\n  const {{ {path} }} = await import(\"{module}\");\n  {}\n}}",
                written(path)
            ),
        ]);
        others.push(format!("import other from \"./{module}\";\n{member}"));
    }
    let meant = meant.into_iter().map(|code| Spelling { code, is_meant: true });
    meant.chain(others.into_iter().map(|code| Spelling { code, is_meant: false })).collect()
}

#[test]
fn names_are_found_in_every_spelling_and_not_where_they_mean_something_else() {
    for path in ["src/shop.js", "src/shop.ts", "src/shop.tsx"] {
        check(ROWS, path, spellings);
    }
}
