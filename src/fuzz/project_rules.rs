//! A rule of a project, its file and its query: a valid one or an error that can be shown; what it finds is in the text
//! that was searched.

use std::sync::LazyLock;

use super::shown;
use crate::diff::LineSet;
use crate::finding::Side;
use crate::project::Project;
use crate::rules::{Engine, RuleSet};
use crate::syntax::SourceFile;

/// What stands between the file of a rule and its query.
const BETWEEN: &str = "\n;;; query\n";

/// What the rules search.
const PYTHON: &str = "import os\n\n\ndef load(path, rows=[], größe=1):\n    try:\n        x = f(path)[0]\n    except OSError:\n        pass\n    return None\n";
const RUST: &str = "use std::fs;\n\nfn load(path: &str) -> Option<String> {\n    let größe = fs::read(path).unwrap();\n    loop { break }\n    None\n}\n";

static ID: LazyLock<regex::Regex> =
    LazyLock::new(|| regex::Regex::new(r#"(?m)^id = "([a-z]+/[a-z0-9-]+)""#).expect("the pattern is a constant"));

/// Any two texts are a rule or an error.
pub fn project_rules(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (file, query) = text.split_once(BETWEEN).map_or((&*text, None), |(file, query)| (file, Some(query)));
    // A rule is called what its file is called.
    let id = ID.captures(file).map_or("python/x", |captures| captures.get(1).expect("it is in the pattern").as_str());
    let (path, query_path) = (format!(".review/rules/{id}.toml"), format!(".review/queries/{id}.scm"));
    let texts = [(&*path, file)].into_iter().chain(query.map(|query| (&*query_path, query)));
    let mut set = RuleSet::empty();
    if let Err(error) = set.add_project(&Project::from_texts(texts)) {
        shown(&error);
        return;
    }
    for (path, code) in [("src/a.py", PYTHON), ("src/a.rs", RUST)] {
        let source = SourceFile::new(path, code);
        let (found, _) = Engine::new(&set).check(&source, Side::New, &LineSet::all());
        for found in found {
            assert!(code.get(found.bytes.clone()).is_some(), "{:?} is no place of {path}", found.bytes);
        }
    }
}
