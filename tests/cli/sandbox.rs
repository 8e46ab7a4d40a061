//! A repository in a temporary folder, and the program run in it with nothing of the user's around.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Python that the rules say one warning of: `python/mutable-default` on its first line.
pub const BAD: &str = "def add(item, seen=[]):\n    seen.append(item)\n    return seen\n";
/// Python that no rule has anything to say of.
pub const GOOD: &str = "def add(item, seen):\n    seen.append(item)\n    return seen\n";

/// A repository and a home of its own.
pub struct Sandbox {
    folder: tempfile::TempDir,
    /// Whether the program finds ONNX Runtime.
    runtime: bool,
}

/// How a run ended.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Sandbox {
    /// A folder with an empty repository in it.
    pub fn new() -> Self {
        let sandbox = Self::without_repository();
        sandbox.git(&["init", "--quiet", "--initial-branch=main"]);
        sandbox
    }

    /// A folder that is in no repository.
    pub fn without_repository() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("repo")).unwrap();
        fs::create_dir_all(folder.path().join("home")).unwrap();
        Self { folder, runtime: true }
    }

    /// The same, where the program finds no ONNX Runtime unless the test brings one.
    pub fn without_runtime(self) -> Self {
        Self { runtime: false, ..self }
    }

    /// A repository with these files committed.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let sandbox = Self::new();
        sandbox.write_all(files);
        sandbox.commit("start");
        sandbox
    }

    /// The working tree.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("repo")
    }

    /// A path beside the working tree.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn write_all(&self, files: &[(&str, &str)]) {
        for (path, text) in files {
            self.write(path, text);
        }
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Writes the user's own configuration.
    pub fn configure(&self, text: &str) {
        let path = self.beside("home/.config/review/config.toml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits everything that is there and returns the commit.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// Runs git in the working tree; it must succeed.
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = self.git_output(&self.root(), arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs git in a folder.
    pub fn git_output(&self, folder: &Path, arguments: &[&str]) -> Output {
        self.git_command(arguments).current_dir(folder).output().unwrap()
    }

    /// Git, ready to run.
    pub fn git_command(&self, arguments: &[&str]) -> Command {
        let mut git = self.scrubbed("git");
        git.args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "protocol.file.allow=always"]);
        git.args(arguments);
        git
    }

    fn scrubbed(&self, program: &str) -> Command {
        let home = self.folder.path().join("home");
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", &home);
        command.env("XDG_CONFIG_HOME", home.join(".config")).env("XDG_DATA_HOME", home.join(".data"));
        command.env("XDG_CACHE_HOME", home.join(".cache"));
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z");
        command.env("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z");
        command
    }

    /// The program, ready to run in the working tree.
    pub fn program(&self) -> Command {
        let mut command = self.scrubbed(env!("CARGO_BIN_EXE_review"));
        if self.runtime && hybrid_review::local::BUILT_IN {
            command.env("ORT_DYLIB_PATH", runtime());
        }
        command.current_dir(self.root()).stdin(Stdio::null());
        command
    }

    /// Runs the program in the working tree.
    pub fn review(&self, arguments: &[&str]) -> Run {
        Run::of(self.program().args(arguments).output().unwrap())
    }

    /// Runs the program with a text on standard input.
    pub fn review_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let path = self.beside("input");
        fs::write(&path, input).unwrap();
        Run::of(self.program().args(arguments).stdin(fs::File::open(path).unwrap()).output().unwrap())
    }

    /// Runs the program for its JSON; the exit code must be 0 or 1.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let run = self.review(&[arguments, &["--output-format", "json"]].concat());
        assert!(run.code < 2, "{}", run.err);
        serde_json::from_str(&run.out).unwrap()
    }

    /// Where findings are, as `path:line rule`.
    pub fn found(&self, arguments: &[&str]) -> Vec<String> {
        places(&self.json(arguments))
    }
}

/// The library of ONNX Runtime that tests use, in `runtime/` of cargo's target folder. The program itself installs it
/// where it is missing; of several tests that want it at once, one does and the others wait.
pub fn runtime() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("runtime");
    installed(&folder).unwrap_or_else(|| {
        let setup = Command::new(env!("CARGO_BIN_EXE_review")).args(["setup", "--to"]).arg(&folder).output().unwrap();
        let words = String::from_utf8_lossy(&setup.stderr);
        installed(&folder).unwrap_or_else(|| panic!("tests need ONNX Runtime:\n{words}"))
    })
}

fn installed(folder: &Path) -> Option<PathBuf> {
    let files = folder.read_dir().ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|path| path.to_string_lossy().contains("onnxruntime"))
}

impl Run {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The findings of a result, as `path:line rule`.
pub fn places(result: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = result["findings"].as_array().unwrap().iter();
    findings.map(|f| format!("{}:{} {}", text(&f["path"]), f["start"]["line"], text(&f["rule"]))).collect()
}
