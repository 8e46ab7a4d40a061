//! Embeds the data of the program (rules, queries, models, the demo's sample) as tables of paths and contents: one of
//! texts, one of the models' bytes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDERS: [&str; 4] = ["rules", "queries", "models", "src/demo/sample"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    for folder in FOLDERS.into_iter().filter(|folder| root.join(folder).is_dir()) {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let (binaries, texts) = files.iter().partition::<Vec<_>, _>(|file| file.extension().is_some_and(|e| e == "onnx"));
    let table = written(&root, "FILES: &[(&str, &str)]", "include_str", &texts)
        + &written(&root, "BINARIES: &[(&str, &[u8])]", "include_bytes", &binaries);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("embedded.rs"), table)
}

/// A table of the program, as its source.
fn written(root: &Path, declaration: &str, include: &str, files: &[&PathBuf]) -> String {
    let mut table = format!("pub(crate) static {declaration} = &[\n");
    for file in files {
        let name = file.strip_prefix(root).expect("it was found there").to_string_lossy().replace('\\', "/");
        writeln!(table, "    ({name:?}, {include}!({:?})),", file.to_string_lossy()).expect("strings grow");
    }
    table + "];\n"
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
