//! How long the parts take: compiling the rules, assessing hunks, a staged change in repositories of several sizes (the time
//! must follow the change, not the repository), and an audit, in lines a second.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use git2::{IndexAddOption, Signature};
use hybrid_review::config::{Config, ConfigFile, Layers};
use hybrid_review::diff::{self, Scope};
use hybrid_review::git::Repository;
use hybrid_review::local::runtime::RuntimeOptions;
use hybrid_review::local::{Local, features};
use hybrid_review::merge::Baseline;
use hybrid_review::review::{self, Outcome, Request};
use hybrid_review::rules::RuleSet;
use hybrid_review::syntax::SourceFile;

/// Lines of a file of the synthetic repository, about.
const FUNCTIONS: usize = 40;

/// A file of ordinary code; `edits` functions of it are new.
fn code(ending: &str, number: usize, edits: usize) -> String {
    let mut text = String::new();
    for function in 0..FUNCTIONS + edits {
        if ending == "py" {
            write!(
                text,
                "def load_{number}_{function}(path, limit=None):\n    rows = []\n    with open(path) as lines:\n        \
                 for line in lines:\n            key, value = line.split('=', 1)\n            if limit is None or len(rows) < limit:\n\
                 \x20               rows.append((key.strip(), value.strip()))\n    return rows\n\n\n"
            )
            .unwrap();
        } else {
            write!(
                text,
                "pub fn load_{number}_{function}(lines: &[String], limit: usize) -> Vec<(String, String)> {{\n    \
                 let mut rows = Vec::new();\n    for line in lines.iter().take(limit) {{\n        if let Some((key, value)) = line.split_once('=') {{\n\
                 \x20           rows.push((key.trim().to_owned(), value.trim().to_owned()));\n        }}\n    }}\n    rows\n}}\n\n"
            )
            .unwrap();
        }
    }
    text
}

/// A repository of so many files with ten of them edited and staged, about 300 new lines.
fn repository(folder: &Path, files: usize) -> Repository {
    let repository = git2::Repository::init(folder).unwrap();
    let path = |number: usize| {
        let ending = if number.is_multiple_of(2) { "py" } else { "rs" };
        (folder.join(format!("src/{}/{number}.{ending}", number % 50)), ending)
    };
    for number in 0..files {
        let (path, ending) = path(number);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, code(ending, number, 0)).unwrap();
    }
    let stage = |repository: &git2::Repository| {
        let mut index = repository.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        index.write().unwrap();
        index.write_tree().unwrap()
    };
    let tree = stage(&repository);
    let author = Signature::now("bench", "bench@example.com").unwrap();
    let tree = repository.find_tree(tree).unwrap();
    repository.commit(Some("HEAD"), &author, &author, "start", &tree, &[]).unwrap();
    drop(tree);
    for number in 0..10 {
        let (path, ending) = path(number);
        std::fs::write(path, code(ending, number, 3)).unwrap();
    }
    stage(&repository);
    Repository::from_library(repository).unwrap()
}

fn run(repository: &Repository, scope: &Scope, rules: &RuleSet, config: &Config) -> Outcome {
    let baseline = Baseline::default();
    let request =
        Request { repository: Some(repository), scope, rules: Some(rules), ..Request::new(config, &baseline) };
    review::run(&request).unwrap()
}

fn speed(criterion: &mut Criterion) {
    let (rules, config) = (RuleSet::builtin(), Layers::new().finish().unwrap());
    criterion.bench_function("read the rules", |bench| bench.iter(RuleSet::builtin));
    for files in [100, 1000, 4000] {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(folder.path(), files);
        let mut group = criterion.benchmark_group(format!("repository of {files} files"));
        group.sample_size(20);
        group.bench_function("10 files and 300 lines staged", |bench| {
            bench.iter(|| black_box(run(&repository, &Scope::Staged, &rules, &config)));
        });
        if files == 1000 {
            let lines = run(&repository, &Scope::All, &rules, &config).review.scope.added;
            group.sample_size(10).throughput(Throughput::Elements(lines as u64));
            group.bench_function("every line", |bench| {
                bench.iter(|| black_box(run(&repository, &Scope::All, &rules, &config)));
            });
        }
        group.finish();
    }
}

/// The risk model's own part, without reading, parsing and rules: needs ONNX Runtime, as `review doctor` finds it.
fn risk(criterion: &mut Criterion) {
    let config = ConfigFile::default();
    let local = Local::new(&config, RuntimeOptions::new(None, &config.runtime)).unwrap();
    let hunk = |number: usize| {
        let text = code("py", number, 0).lines().take(30).collect::<Vec<_>>().join("\n");
        let file = SourceFile::new(format!("a{number}.py"), text.clone());
        let lines = format!("+{}\n", text.replace('\n', "\n+"));
        let path = &file.path;
        let head = format!("--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{} @@\n", text.lines().count());
        let change = diff::parse(format!("{head}{lines}").as_bytes()).unwrap().remove(0).change;
        features::measure(&change, &file).remove(0)
    };
    let hunks: Vec<_> = (0..25).map(hunk).collect();
    assert!(local.assess(&hunks).degraded.is_empty(), "{:?}", local.assess(&hunks).degraded);
    criterion.bench_function("25 hunks assessed", |bench| bench.iter(|| black_box(local.assess(&hunks))));
}

criterion_group!(benches, speed, risk);
criterion_main!(benches);
