//! The rows: which change, measured by what, against what.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use tree_sitter::Parser;

use crate::corpus::{self, File, Repo};
use crate::growth;
use crate::measure::{Subject, program, work};
use crate::peers::{PATTERNS, Peers};
use crate::table::{self, Against, Figure};

const ROUNDS: usize = 9;
/// Rounds of what takes seconds.
const LONG_ROUNDS: usize = 3;

/// What is measured.
pub struct Options {
    /// The program.
    pub review: PathBuf,
    /// Parts of the names of rows; none means all rows.
    pub only: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { review: env!("CARGO_BIN_EXE_review").into(), only: Vec::new() }
    }
}

/// What every row needs.
struct Setup<'a> {
    options: &'a Options,
    peers: Peers,
    library: Vec<File>,
    /// An empty folder in place of the user's own, so that no configuration and no model of theirs is read.
    home: TempDir,
}

/// Measures the rows that are asked for and prints them.
pub fn print(options: &Options) {
    let home = tempfile::tempdir().expect("there is a folder for temporary files");
    let library = corpus::library().unwrap_or_else(|reason| panic!("no standard library of Python: {reason}"));
    let setup = Setup { options, peers: Peers::in_target(&target()), library, home };
    table::print_head();
    setup.ten_files();
    setup.one_line();
    setup.text_line();
    setup.risk_memory();
    setup.whole_tree();
    table::print_growth_head();
    for case in growth::CASES.iter().filter(|case| setup.is_asked(case.name)) {
        table::print_growth(case.name, growth::measure(case, &|repo| setup.staged(repo, "rules")));
    }
}

impl Setup<'_> {
    fn is_asked(&self, name: &str) -> bool {
        self.options.only.is_empty() || self.options.only.iter().any(|part| name.contains(&**part))
    }

    /// The program on a repository, without anything of the user's own.
    fn review(&self, repo: &Repo) -> Command {
        let mut command = Command::new(&self.options.review);
        let home = self.home.path();
        command.env("HOME", home).args(["--quiet", "-C"]).arg(repo.path());
        for folder in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(folder, home.join(folder));
        }
        for variable in ["REVIEW_CONFIG", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
            command.env_remove(variable);
        }
        command
    }

    fn staged(&self, repo: &Repo, tiers: &str) -> Command {
        let mut command = self.review(repo);
        command.args(["--staged", "--tiers", tiers]);
        command
    }

    /// Two lines in each of ten files, staged, in the repository of the whole library.
    fn ten_files(&self) {
        let files = corpus::of_length(&self.library, 10, 1500);
        let lines: usize = files.iter().map(|file| file.lines()).sum();
        let name = format!("10 changed files of {lines} lines");
        if !self.is_asked(&name) {
            return;
        }
        let repo = Repo::with(&self.library);
        for file in &files {
            repo.write(&file.path, &file.edited(2).expect("it was chosen for that"));
        }
        repo.stage();
        let staged = || program(self.staged(&repo, "rules"));
        let paths: Vec<_> = files.iter().map(|file| &*file.path).collect();
        let rules = "F,E9,B,S,ASYNC,PLE";
        let ruff = |form| self.peers.ruff(rules, form, repo.path(), &paths).map(program);
        let row = format!("{name}: wall, ruff check {rules}");
        table::print_row(&row, Figure::Wall, ROUNDS, staged(), Against::Peer(ruff("full"), Some(3.0)));
        let row = format!("{name}: CPU, the same ruff, concise");
        table::print_row(&row, Figure::Cpu, ROUNDS, staged(), Against::Peer(ruff("concise"), None));
        let row = format!("{name}: CPU, parsing them once");
        let peer = parse(files.iter().map(|file| file.text.clone()).collect());
        table::print_row(&row, Figure::Cpu, ROUNDS, staged(), Against::Peer(Ok(peer), Some(1.6)));
    }

    fn one_line(&self) {
        let long = corpus::long(&self.library, 20_000);
        let name = format!("1 changed line in a file of {} lines", long.lines());
        if !self.is_asked(&name) {
            return;
        }
        let repo = Repo::with([&long]);
        repo.write(&long.path, &long.edited(1).expect("it is long"));
        repo.stage();
        let staged = || program(self.staged(&repo, "rules"));
        table::print_row(&format!("{name}: CPU"), Figure::Cpu, ROUNDS, staged(), Against::Limit(80.0));
        let row = format!("{name}: CPU, parsing it once");
        let peer = parse(vec![long.text.clone()]);
        table::print_row(&row, Figure::Cpu, ROUNDS, staged(), Against::Peer(Ok(peer), Some(1.6)));
    }

    fn text_line(&self) {
        let name = "1 changed line in a text file: CPU";
        if !self.is_asked(name) {
            return;
        }
        let text = "A line of a text that is not code.\n".repeat(100);
        let repo = Repo::with([&File { path: "notes.txt".into(), text: text.clone() }]);
        repo.write("notes.txt", &text.replacen("that is", "which is", 1));
        repo.stage();
        table::print_row(name, Figure::Cpu, ROUNDS, program(self.staged(&repo, "rules")), Against::Limit(12.0));
    }

    /// A function with a finding at the end of each of a hundred files.
    fn risk_memory(&self) {
        let name = "100 changed files, a finding in each, risk model: peak memory";
        if !self.is_asked(name) {
            return;
        }
        let files = corpus::of_length(&self.library, 100, 300);
        let repo = Repo::with(files.iter().copied());
        for file in &files {
            let function = "\n\ndef added(values=[]):\n    values.append(1)\n    return values\n";
            repo.write(&file.path, &format!("{}{function}", file.text));
        }
        repo.stage();
        let Some(runtime) = runtime() else {
            println!("{name}: not measured: ONNX Runtime is missing (make runtime)");
            return;
        };
        let mut command = self.staged(&repo, "rules,local");
        // Without the cache the model is loaded each time; without the model it fails.
        command.env("ORT_DYLIB_PATH", runtime).args(["--no-cache", "--strict"]);
        table::print_row(name, Figure::Memory, LONG_ROUNDS, program(command), Against::Limit(100.0));
    }

    fn whole_tree(&self) {
        let lines: usize = self.library.iter().map(File::lines).sum();
        let name = format!("--all over {lines} lines");
        if !self.is_asked(&name) {
            return;
        }
        let repo = Repo::with(&self.library);
        let all = || {
            let mut command = self.review(&repo);
            command.args(["--all", "--tiers", "rules"]);
            program(command)
        };
        let ruff = |form| self.peers.ruff("ALL", form, repo.path(), &["."]).map(program);
        let row = format!("{name}: CPU, ruff check ALL");
        table::print_row(&row, Figure::Cpu, LONG_ROUNDS, all(), Against::Peer(ruff("full"), Some(1.2)));
        let row = format!("{name}: CPU, the same ruff, concise");
        table::print_row(&row, Figure::Cpu, LONG_ROUNDS, all(), Against::Peer(ruff("concise"), None));
        let row = format!("{name}: CPU, ast-grep with {PATTERNS} patterns");
        let ast_grep = self.peers.ast_grep(&self.home.path().join("ast-grep"), repo.path()).map(program);
        table::print_row(&row, Figure::Cpu, LONG_ROUNDS, all(), Against::Peer(ast_grep, Some(1.0)));
    }
}

/// Parses Python texts, one after the other.
fn parse(texts: Vec<String>) -> Subject {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).expect("the grammar is built for this tree-sitter");
    work(move || {
        for text in &texts {
            drop(parser.parse(text, None).expect("nothing stops it"));
        }
    })
}

/// Cargo's target folder.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("cargo makes it inside of the target folder").to_owned()
}

/// ONNX Runtime where the Makefile has it, or where the environment says.
fn runtime() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("ORT_DYLIB_PATH") {
        return Some(path.into());
    }
    let entries = std::fs::read_dir(target().join("runtime")).ok()?;
    entries.flatten().map(|entry| entry.path()).find(|path| path.to_string_lossy().contains("onnxruntime"))
}
