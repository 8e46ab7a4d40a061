//! A repository of some setup, and what git and the program say of what changed in it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{Run, Sandbox};

/// A hunk by its file and its header: where it begins and how many lines it has, before and after.
type Place = (String, [u64; 4]);

/// The comparisons that most setups know.
pub const SCOPES: [&[&str]; 5] =
    [&[], &["--staged"], &["--commit", "HEAD"], &["--base", "HEAD~1", "--head", "HEAD"], &["--base", "HEAD~1"]];

/// A repository, and how it is entered.
pub struct Setup {
    pub name: &'static str,
    pub sandbox: Sandbox,
    /// Where git and the program are run.
    pub folder: PathBuf,
    /// Variables for both of them.
    pub environment: Vec<(&'static str, String)>,
}

impl Setup {
    pub fn new(name: &'static str, sandbox: Sandbox) -> Self {
        let folder = sandbox.root();
        Self { name, sandbox, folder, environment: Vec::new() }
    }

    /// A repository that was made with other arguments of `git init`.
    pub fn with_init(name: &'static str, arguments: &[&str]) -> Self {
        let sandbox = Sandbox::without_repository();
        sandbox.git(&[&["init", "--quiet", "--initial-branch=main"], arguments].concat());
        Self::new(name, sandbox)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Two commits, edits that are staged and edits that are not: whatever can become of a file.
    pub fn worked_on(self) -> Self {
        for path in
            ["a.py", "b.py", "in/c.py", "in/deep/d.py", "out/e.py", "out/f.py", "gone.py", "run.sh", "späce name.py"]
        {
            self.write(path, text(path, 1..40));
        }
        self.write("no_newline.py", text("no_newline.py", 1..9).trim_end());
        self.write("empty.py", "");
        self.link("a.py");
        self.commit("first");
        std::fs::remove_file(self.folder.join("gone.py")).unwrap();
        self.make_executable("run.sh");
        self.write("späce name.py", text("späce name.py", 1..38));
        self.write("no_newline.py", text("no_newline.py", 1..8).trim_end());
        self.link("b.py");
        self.write("a.py", text("a.py", 1..40).replace("x7 ", "y7 "));
        self.write("in/c.py", text("in/c.py", 5..44));
        self.write("out/e.py", text("out/e.py", 1..40).replace("x20 ", "y20 "));
        std::fs::rename(self.folder.join("out/f.py"), self.folder.join("in/f.py")).unwrap();
        self.commit("second");
        self.edited()
    }

    /// Edits that are staged, and edits that are not.
    pub fn edited(self) -> Self {
        self.write("in/new.py", numbered(1..5));
        self.write("run.sh", text("run.sh", 2..40));
        self.git(&["add", "in/new.py", "run.sh"]);
        self.write("in/new.py", numbered(1..7));
        self.write("empty.py", numbered(1..3));
        let _ = std::fs::remove_file(self.folder.join("no_newline.py"));
        self.write("b.py", text("b.py", 3..50));
        self.git(&["add", "b.py"]);
        self.write("in/deep/d.py", text("in/deep/d.py", 1..40).replace("x3 ", "y3 ").replace("x33 ", "y33 "));
        self
    }

    /// A symbolic link to a file.
    fn link(&self, target: &str) {
        let link = self.folder.join("link");
        let _ = std::fs::remove_file(&link);
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, link).unwrap();
        #[cfg(not(unix))]
        std::fs::write(link, target).unwrap();
    }

    fn make_executable(&self, path: &str) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(self.folder.join(path), std::fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// What git prints; it must succeed.
    pub fn git(&self, arguments: &[&str]) -> String {
        let mut git = self.sandbox.git_command(arguments);
        let output = git.current_dir(&self.folder).envs(self.environment.clone()).output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The program, ready to run in the setup.
    pub fn program(&self) -> Command {
        let mut program = self.sandbox.program();
        program.current_dir(&self.folder).envs(self.environment.clone());
        program
    }

    pub fn review(&self, arguments: &[&str]) -> Run {
        Run::of(self.program().args(arguments).output().unwrap())
    }

    /// The JSON form of a review of everything, with nothing but the rules.
    pub fn json(&self, scope: &[&str]) -> Value {
        let run = self.review(&[scope, &["--tiers", "rules", "--strict", "--output-format", "json"]].concat());
        assert!(run.code < 2, "{} {scope:?}: {}", self.name, run.err);
        serde_json::from_str(&run.out).unwrap()
    }

    /// Asserts that the program and git see the same hunks in each scope, and prints a row of the table for each.
    #[allow(clippy::print_stdout)] // the table
    pub fn agrees(&self, scopes: &[&[&str]]) {
        for scope in scopes {
            let (git, own) = (self.of_git(scope), self.of_review(scope));
            let verdict = if git == own { "same" } else { "DIFFERENT" };
            println!("| {} | {} | {} | {} | {verdict} |", self.name, scope.join(" "), git.len(), own.len());
            assert_eq!(own, git, "{} {scope:?}", self.name);
        }
    }

    /// The hunks of the review.
    pub fn of_review(&self, scope: &[&str]) -> BTreeSet<Place> {
        places(&self.json(scope))
    }

    /// The hunks of `git diff`, without those of links and submodules, whose text is not one of lines.
    fn of_git(&self, scope: &[&str]) -> BTreeSet<Place> {
        let compared = match scope {
            [] => "HEAD".to_owned(),
            ["--staged"] => "--cached".to_owned(),
            ["--commit", commit] => format!("{commit}~1..{commit}"),
            ["--base", base, "--head", head] => format!("{base}...{head}"),
            ["--base", base] => self.git(&["merge-base", base, "HEAD"]).trim().to_owned(),
            other => panic!("{other:?}"),
        };
        let fixed = [
            "-c",
            "core.quotePath=false",
            "diff",
            "--no-color",
            "--no-ext-diff",
            "-M",
            "-C",
            "--src-prefix=a/",
            "--dst-prefix=b/",
        ];
        let printed = self.git(&[&fixed[..], &[&compared]].concat());
        let mut places = BTreeSet::new();
        let (mut old, mut new, mut is_file) = (String::new(), String::new(), true);
        for line in printed.lines() {
            if line.starts_with("diff --git ") {
                is_file = true;
            } else if (line.starts_with("index ") || line.contains("file mode "))
                && (line.ends_with("120000") || line.ends_with("160000"))
            {
                is_file = false;
            } else if let Some(path) = line.strip_prefix("--- ") {
                path.trim_start_matches("a/").clone_into(&mut old);
            } else if let Some(path) = line.strip_prefix("+++ ") {
                path.trim_start_matches("b/").clone_into(&mut new);
            } else if is_file && line.starts_with("@@ -") {
                let path = if new == "/dev/null" { &old } else { &new };
                places.insert((path.trim_end_matches('\t').to_owned(), header(line)));
            }
        }
        places
    }
}

/// The hunks of a result; what has no lines is left out.
pub fn places(result: &Value) -> BTreeSet<Place> {
    let hunks = result["hunks"].as_array().unwrap().iter();
    let place = |hunk: &Value| {
        let header = ["old_start", "old_lines", "new_start", "new_lines"].map(|name| hunk[name].as_u64().unwrap());
        (hunk["path"].as_str().unwrap().to_owned(), header)
    };
    hunks.map(place).filter(|(_, header)| *header != [0; 4]).collect()
}

/// `@@ -1,2 +3,4 @@` as numbers.
fn header(line: &str) -> [u64; 4] {
    let mut words = line.split(' ').skip(1);
    let mut range = || {
        let range = words.next().unwrap().trim_start_matches(['-', '+']).to_owned();
        let (start, count) = range.split_once(',').unwrap_or((&range, "1"));
        [start.parse().unwrap(), count.parse().unwrap()]
    };
    let ([a, b], [c, d]) = (range(), range());
    [a, b, c, d]
}

/// The same, of which each file has its own.
pub fn text(path: &str, lines: std::ops::Range<usize>) -> String {
    format!("# {path}\n{}", numbered(lines))
}

/// Python of so many lines, each its own.
pub fn numbered(lines: std::ops::Range<usize>) -> String {
    lines.fold(String::new(), |text, line| text + &format!("x{line} = {line}\n"))
}
