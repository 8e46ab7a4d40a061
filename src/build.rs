//! Writes the data of the program as Rust tables: the rules with their queries, the texts of the demo's sample and of the
//! models' manifests, and the models' bytes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::{Table, Value};

const FOLDERS: [&str; 2] = ["models", "src/demo/sample"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("rules.rs"), rules(&root)?)?;
    let mut files = Vec::new();
    for folder in FOLDERS {
        files.extend(files_of(&root, folder)?);
    }
    files.sort();
    let (binaries, texts) = files.iter().partition::<Vec<_>, _>(|file| file.extension().is_some_and(|e| e == "onnx"));
    let table = written(&root, "FILES: &[(&str, &str)]", "include_str", &texts)
        + &written(&root, "BINARIES: &[(&str, &[u8])]", "include_bytes", &binaries);
    fs::write(out.join("embedded.rs"), table)
}

/// A table of files, as its source.
fn written(root: &Path, declaration: &str, include: &str, files: &[&PathBuf]) -> String {
    let mut table = format!("pub(crate) static {declaration} = &[\n");
    for file in files {
        let name = file.strip_prefix(root).expect("it was found there").to_string_lossy().replace('\\', "/");
        writeln!(table, "    ({name:?}, {include}!({:?})),", file.to_string_lossy()).expect("strings grow");
    }
    table + "];\n"
}

/// The table of the rules, by id, as its source.
fn rules(root: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed=queries");
    let files = files_of(root, "rules")?;
    let mut rows = Vec::new();
    for path in files.iter().filter(|path| !path.starts_with(root.join("rules/shared"))) {
        let mut keys = table(path)?;
        let shared = root.join("rules/shared").join(path.file_name().expect("it is a file"));
        if shared.is_file() {
            add_shared(&mut keys, table(&shared)?);
        }
        let query = root.join("queries").join(path.strip_prefix(root.join("rules")).expect("it was found there"));
        rows.push(row(path, keys, &query.with_extension("scm")));
    }
    rows.sort();
    let mut source = String::from("pub(super) static RULES: &[Builtin] = &[\n");
    for (_, row) in rows {
        source += &row;
    }
    Ok(source + "];\n")
}

/// Adds what a rule shares with other languages, as `RuleFile::read` does.
fn add_shared(keys: &mut Table, shared: Table) {
    for (key, value) in shared {
        match (keys.get_mut(&key), value) {
            (Some(Value::Array(own)), Value::Array(more)) if key == "references" => own.extend(more),
            (Some(_), _) => {}
            (None, value) => {
                keys.insert(key, value);
            }
        }
    }
}

fn table(path: &Path) -> io::Result<Table> {
    let text = fs::read_to_string(path)?;
    Ok(text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// A rule's id and its row.
fn row(path: &Path, mut keys: Table, query: &Path) -> (String, String) {
    let id = keys.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut row = String::from("    Builtin { file: RuleFile {\n");
    for (key, form) in KEYS {
        let value = keys.remove(*key);
        let source = source(value.as_ref(), *form)
            .unwrap_or_else(|| panic!("{}: `{key}` is missing or invalid", path.display()));
        writeln!(row, "        {key}: {source},").expect("strings grow");
    }
    if let Some(key) = keys.keys().next() {
        panic!("{}: unknown key `{key}`", path.display());
    }
    let query =
        if query.is_file() { format!("Some(include_str!({:?}))", query.to_string_lossy()) } else { "None".into() };
    writeln!(row, "    }}, query: {query} }},").expect("strings grow");
    (id, row)
}

/// How the value of a key is written in Rust.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Optional,
    Texts,
    Number,
    Switch,
    /// A variant of an enum, by its name in small letters.
    Variant(&'static str, Option<&'static str>),
    Scopes,
    Examples,
    Size,
}

/// The keys of a rule. The program's own type, and a test that reads every file by it, say the same.
const KEYS: &[(&str, Form)] = &[
    ("id", Form::Text),
    ("aliases", Form::Texts),
    ("equivalents", Form::Texts),
    ("severity", Form::Variant("Severity", None)),
    ("confidence", Form::Number),
    ("message", Form::Text),
    ("why", Form::Text),
    ("fix", Form::Optional),
    ("replacement", Form::Optional),
    ("hard", Form::Switch),
    ("on", Form::Variant("On", Some("added"))),
    ("outside", Form::Scopes),
    ("inside", Form::Scopes),
    ("paths", Form::Texts),
    ("needs", Form::Texts),
    ("pattern", Form::Optional),
    ("added_path", Form::Optional),
    ("unless", Form::Optional),
    ("file", Form::Optional),
    ("larger_than", Form::Size),
    ("references", Form::Texts),
    ("example", Form::Examples),
];

/// The keys of an example.
const EXAMPLE_KEYS: &[(&str, Form)] = &[
    ("bad", Form::Text),
    ("good", Form::Text),
    ("fixed", Form::Optional),
    ("path", Form::Optional),
    ("good_path", Form::Optional),
    ("size", Form::Size),
];

/// A value as Rust source; `None` where it is of another form, or missing and needed.
fn source(value: Option<&Value>, form: Form) -> Option<String> {
    Some(match (form, value) {
        (Form::Text, Some(value)) => text(value)?,
        (Form::Optional, Some(value)) => format!("Some({})", text(value)?),
        (Form::Size, Some(value)) => format!("Some({})", value.as_integer()?),
        (Form::Optional | Form::Size, None) => "None".to_owned(),
        (Form::Texts, _) => list(value, text)?,
        (Form::Number, Some(value)) => format!("{:?}", value.as_float()?),
        (Form::Switch, _) => value.map_or(Some(false), Value::as_bool)?.to_string(),
        (Form::Variant(name, default), _) => variant(name, value.map_or(default, Value::as_str)?),
        (Form::Scopes, _) => list(value, |value| Some(variant("Scope", value.as_str()?)))?,
        (Form::Examples, _) => list(value, example)?,
        (Form::Text | Form::Number, None) => return None,
    })
}

fn text(value: &Value) -> Option<String> {
    Some(format!("Cow::Borrowed({:?})", value.as_str()?))
}

fn list(value: Option<&Value>, item: impl Fn(&Value) -> Option<String>) -> Option<String> {
    let values = value.map_or(Some(&[][..]), |value| value.as_array().map(Vec::as_slice))?;
    let items: Option<Vec<_>> = values.iter().map(item).collect();
    Some(format!("Cow::Borrowed(&[{}])", items?.join(", ")))
}

fn variant(name: &str, value: &str) -> String {
    let (first, rest) = value.split_at(1);
    format!("{name}::{}{rest}", first.to_uppercase())
}

fn example(value: &Value) -> Option<String> {
    let keys = value.as_table()?;
    let fields: Option<Vec<_>> =
        EXAMPLE_KEYS.iter().map(|(key, form)| Some(format!("{key}: {}", source(keys.get(*key), *form)?))).collect();
    Some(format!("Example {{ {} }}", fields?.join(", ")))
}

/// The files beneath a folder, each of which the build depends on.
fn files_of(root: &Path, folder: &str) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
