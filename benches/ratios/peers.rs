//! The programs that `review` is compared with: `ruff` and `ast-grep`, from `PyPI`, installed once into the target folder.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is installed.
const PINNED: [&str; 2] = ["ruff==0.17.6", "ast-grep-cli==0.51.1"];

/// Calls that a team may not want, each a pattern of its own.
#[rustfmt::skip]
const CALLS: [&str; 100] = [
    "abs", "all", "any", "ascii", "bin", "breakpoint", "bytearray", "callable", "chr", "compile", "delattr", "dir",
    "divmod", "eval", "exec", "exit", "getattr", "globals", "hash", "hex", "id", "input", "isinstance", "issubclass",
    "iter", "locals", "memoryview", "next", "open", "ord", "pow", "print", "quit", "repr", "round", "setattr", "vars",
    "asyncio.get_event_loop", "asyncio.run", "base64.b64decode", "codecs.open", "copy.copy", "copy.deepcopy",
    "ctypes.cast", "datetime.now", "datetime.utcnow", "gc.collect", "glob.glob", "hashlib.md5", "hashlib.new",
    "hashlib.sha1", "importlib.import_module", "inspect.getargspec", "json.loads", "locale.setlocale",
    "logging.basicConfig", "logging.debug", "logging.error", "logging.warn", "marshal.load", "marshal.loads",
    "os.chmod", "os.fork", "os.getcwd", "os.getenv", "os.kill", "os.listdir", "os.path.exists", "os.path.join",
    "os.popen", "os.remove", "os.system", "os.tempnam", "pickle.load", "pickle.loads", "platform.popen",
    "random.choice", "random.randint", "random.random", "re.compile", "re.match", "shelve.open", "shutil.rmtree",
    "signal.signal", "socket.socket", "sqlite3.connect", "ssl.wrap_socket", "subprocess.call",
    "subprocess.check_output", "subprocess.getoutput", "subprocess.Popen", "subprocess.run", "sys.exit",
    "sys.setrecursionlimit", "tempfile.mktemp", "threading.Thread", "time.clock", "time.sleep",
    "urllib.request.urlopen", "warnings.warn",
];

/// Code that looks wrong, by its shape.
const SHAPES: [&str; 30] = [
    "$A == None",
    "$A != None",
    "$A == True",
    "$A == False",
    "$A == $A",
    "$A is $A",
    "$A and $A",
    "$A or $A",
    "not $A == $B",
    "not $A in $B",
    "not $A is $B",
    "type($A) == $B",
    "type($A) is $B",
    "len($A) == 0",
    "len($A) > 0",
    "len($A) >= 0",
    "$A = $A",
    "$A[:] = []",
    "$A.has_key($B)",
    "$A.keys()[$B]",
    "$A.strip().split()",
    "$A.format($$$B).format($$$C)",
    "dict([$$$A])",
    "list([$$$A])",
    "set([$$$A])",
    "sorted($A)[0]",
    "lambda: $A()",
    "assert ($A, $B)",
    "raise NotImplemented",
    "subprocess.$F($$$A, shell=True, $$$B)",
];

/// A folder of programs.
pub struct Peers(PathBuf);

impl Peers {
    /// Those in the target folder, installed where they are not there. What cannot be installed is missing later.
    pub fn in_target(target: &Path) -> Self {
        let folder = target.join("peers");
        let mark = folder.join("installed");
        let pinned = PINNED.join(" ");
        if fs::read_to_string(&mark).ok().as_deref() != Some(&*pinned) {
            eprintln!("installing {pinned} into {}", folder.display());
            let is_made = succeeds(Command::new("python3").args(["-I", "-m", "venv"]).arg(&folder));
            let mut pip = Command::new(folder.join("bin/python"));
            pip.args(["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PINNED);
            if is_made && succeeds(&mut pip) {
                fs::write(mark, pinned).expect("the folder was just made");
            }
        }
        Self(folder)
    }

    /// `ruff check` with these rules on files or folders. Its own form of report is `full`, with excerpts; `concise` is
    /// one line per finding, as `review` prints where the output is no terminal.
    pub fn ruff(&self, rules: &str, form: &str, folder: &Path, paths: &[&str]) -> Result<Command, String> {
        let mut ruff = self.program("ruff")?;
        let options = ["check", "--isolated", "--no-cache", "--output-format", form, "--select", rules];
        ruff.current_dir(folder).args(options).args(paths);
        Ok(ruff)
    }

    /// `ast-grep scan` with the patterns above on a folder; they are written into another one.
    pub fn ast_grep(&self, rules: &Path, folder: &Path) -> Result<Command, String> {
        let mut ast_grep = self.program("ast-grep")?;
        write_patterns(rules).map_err(|error| format!("{}: {error}", rules.display()))?;
        ast_grep.arg("scan").arg("--config").arg(rules.join("sgconfig.yml"));
        ast_grep.args(["--color", "never", "--report-style", "short"]).arg(folder);
        Ok(ast_grep)
    }

    fn program(&self, name: &str) -> Result<Command, String> {
        let path = self.0.join("bin").join(name);
        if path.is_file() { Ok(Command::new(path)) } else { Err(format!("{name} is missing")) }
    }
}

/// How many patterns `ast-grep` looks for.
pub const PATTERNS: usize = CALLS.len() + SHAPES.len();

fn write_patterns(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("rules"))?;
    fs::write(folder.join("sgconfig.yml"), "ruleDirs:\n  - rules\n")?;
    let calls = CALLS.iter().map(|call| format!("{call}($$$ARGUMENTS)"));
    let patterns = calls.chain(SHAPES.iter().map(|&shape| shape.to_owned()));
    let mut rules = String::new();
    for (number, pattern) in patterns.enumerate() {
        let head = if number == 0 { "" } else { "---\n" };
        let body = "language: python\nseverity: warning\nmessage: not here\n";
        writeln!(rules, "{head}id: pattern-{number}\n{body}rule:\n  pattern: '{pattern}'").expect("memory suffices");
    }
    fs::write(folder.join("rules/python.yml"), rules)
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}
