//! The structure of the crate, read from its `use` declarations and paths: modules import only from those that `lib.rs`
//! declares above them, and no files import each other in a circle larger than two. Code of tests is left out.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module by its path from the crate, such as `["rules", "set"]`.
type Module = Vec<String>;

#[test]
fn modules_import_only_from_those_declared_above_them() {
    let lib = fs::read_to_string(source().join("lib.rs")).unwrap();
    let order: Vec<&str> = lib.lines().filter_map(declared).collect();
    let place = |module: &str| order.iter().position(|own| *own == module).unwrap();
    let mut upward = BTreeSet::new();
    for (module, file) in &files() {
        for import in &file.imports {
            let target = import.path.first().map(String::as_str).unwrap_or_default();
            if order.contains(&target) && target != module[0] && place(target) > place(&module[0]) {
                upward.insert((module[0].clone(), target.to_owned()));
            }
        }
    }
    assert_eq!(upward, BTreeSet::new());
}

#[test]
fn no_files_import_each_other_in_a_circle_larger_than_two() {
    let files = files();
    let edges: BTreeMap<&Module, BTreeSet<Module>> =
        files.iter().map(|(module, file)| (module, neighbours(&files, module, file))).collect();
    let mut circles = BTreeSet::new();
    for (from, targets) in &edges {
        for to in targets {
            // A way back other than the direct one closes a circle of at least three.
            if reaches(&edges, to, from) {
                circles.extend([from.join("::"), to.join("::")]);
            }
        }
    }
    assert_eq!(circles, BTreeSet::new());
}

/// A file of the crate.
struct File {
    imports: Vec<Import>,
}

/// Something that a file names by its path from the crate.
struct Import {
    path: Module,
    /// Whether the file hands it on, under its last name.
    exported: bool,
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The module that a line of `lib.rs` declares.
fn declared(line: &str) -> Option<&str> {
    line.trim_start_matches("pub(crate) ").trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')
}

/// The files of the crate that are no tests, by module.
fn files() -> BTreeMap<Module, File> {
    let mut texts = BTreeMap::new();
    collect(&source(), &[], &mut texts);
    let modules: BTreeSet<Module> = texts.keys().cloned().collect();
    texts.iter().map(|(module, text)| (module.clone(), File { imports: imports(module, text, &modules) })).collect()
}

fn collect(folder: &Path, module: &[String], texts: &mut BTreeMap<Module, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_root = module.is_empty() && ["main", "lib", "build", "demo"].contains(&&*stem);
        let is_test = stem == "tests" || stem == "sample" && module == ["finding"];
        let is_demo = module.first().is_some_and(|first| first == "demo");
        if is_root || is_test || is_demo {
            continue;
        }
        let own = if stem == "mod" { module.to_vec() } else { [module, &[stem]].concat() };
        if path.is_dir() {
            collect(&path, &own, texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            texts.insert(own, without_tests(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The code of a file without its comments and its tests, which stand at the end.
fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut after_mark = false;
    for line in text.lines().map(|line| line.split("//").next().unwrap_or_default()) {
        if after_mark && line.ends_with("mod tests {") {
            break;
        }
        after_mark = line == "#[cfg(test)]" || after_mark && line.starts_with("#[");
        code.push_str(line);
        code.push('\n');
    }
    code
}

/// What a file imports, and what it names by a path elsewhere.
fn imports(module: &[String], text: &str, modules: &BTreeSet<Module>) -> Vec<Import> {
    let mut imports = Vec::new();
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((exported, start)) = use_of(line) else {
            code.push_str(line);
            code.push('\n');
            continue;
        };
        let mut tree = start.to_owned();
        while !tree.ends_with(';') {
            tree.push_str(lines.next().unwrap().trim());
        }
        for path in expand(tree.trim_end_matches(';')) {
            imports.extend(absolute(module, &path, modules).map(|path| Import { path, exported }));
        }
    }
    for path in ["crate::", "super::"].iter().flat_map(|start| paths(&code, start)) {
        imports.extend(absolute(module, &path, modules).map(|path| Import { path, exported: false }));
    }
    imports
}

/// Whether a `use` that a line begins is handed on, and what follows it.
fn use_of(line: &str) -> Option<(bool, &str)> {
    let line = line.trim();
    let (visibility, rest) = line.split_once("use ")?;
    match visibility.trim() {
        "" => Some((false, rest)),
        "pub" => Some((true, rest)),
        other if other.starts_with("pub(") && other.ends_with(')') => Some((true, rest)),
        _ => None,
    }
}

/// The paths in code that start like this, but for those of `pub(in ...)`.
fn paths(code: &str, start: &str) -> Vec<Module> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_' || character == ':';
    let mut paths = Vec::new();
    for (at, _) in code.match_indices(start) {
        if !code[..at].ends_with(is_word) && !code[..at].ends_with("pub(in ") {
            let length = code[at..].find(|character| !is_word(character)).unwrap();
            paths.push(code[at..at + length].split("::").map(str::to_owned).collect());
        }
    }
    paths
}

/// The paths of a `use` tree, each under the name that it has in the crate.
fn expand(tree: &str) -> Vec<Module> {
    let tree = tree.trim();
    let Some((before, inside)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.trim().split("::").map(str::to_owned).collect()];
    };
    let inside = inside.rsplit_once('}').unwrap().0;
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for character in inside.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(character);
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| expand(&format!("{before}{}", part.trim()))).collect()
}

/// A path from the crate; `None` for one that leads out of it.
fn absolute(module: &[String], path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([module, &path[1..]].concat()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            Some([&module[..module.len().checked_sub(ups)?], &path[ups..]].concat())
        }
        child => {
            let own = [module, &[child.to_owned()]].concat();
            modules.contains(&own).then(|| [module, path].concat())
        }
    }
}

/// The files that a file needs, where what they hand on is followed to where it is. A file does not need what it only
/// hands on from the files beneath it.
fn neighbours(files: &BTreeMap<Module, File>, module: &Module, file: &File) -> BTreeSet<Module> {
    let mut needed = BTreeSet::new();
    for import in &file.imports {
        let Some(target) = home(files, &import.path) else { continue };
        if target != *module && !(import.exported && target.starts_with(module)) {
            needed.insert(target);
        }
    }
    needed
}

/// The file in which what a path names is defined.
fn home(files: &BTreeMap<Module, File>, path: &[String]) -> Option<Module> {
    let length = (1..=path.len()).rev().find(|length| files.contains_key(&path[..*length]))?;
    let module = path[..length].to_vec();
    let Some(name) = path.get(length) else { return Some(module) };
    let handed_on = files[&module].imports.iter().find(|import| import.exported && import.path.last() == Some(name));
    match handed_on {
        Some(import) if import.path != path => home(files, &[&import.path, &path[length + 1..]].concat()),
        _ => Some(module),
    }
}

/// Whether a file needs another by a way that is longer than one step.
fn reaches(edges: &BTreeMap<&Module, BTreeSet<Module>>, from: &Module, to: &Module) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for next in &edges[file] {
            if next == to && file != from {
                return true;
            }
            if next != to && seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}
