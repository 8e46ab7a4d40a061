//! The code that is reviewed: the standard library of the Python at hand, and repositories with a staged change.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::{IndexAddOption, Repository, Signature};
use tempfile::TempDir;

/// Folders of the standard library whose code is not part of it, or is there to be wrong.
const LEFT_OUT: [&str; 5] = ["__pycache__", "idle_test", "site-packages", "test", "tests"];

/// A Python file: its path in the library and its text.
#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// The text with so many of its `return NAME` lines edited, evenly apart. `None` where it has too few.
    pub fn edited(&self, edits: usize) -> Option<String> {
        let mut lines: Vec<_> = self.text.lines().map(str::to_owned).collect();
        let returns: Vec<_> = (0..lines.len()).filter(|&row| returned(&lines[row]).is_some()).collect();
        let rows: BTreeSet<_> =
            (1..=edits).filter_map(|edit| returns.get(returns.len() * edit / (edits + 1))).collect();
        if rows.len() < edits {
            return None;
        }
        for &row in rows {
            let (indent, name) = returned(&lines[row])?;
            lines[row] = format!("{indent}return ({name})");
        }
        Some(lines.join("\n") + "\n")
    }
}

/// The indentation and the name of a line `return NAME`.
fn returned(line: &str) -> Option<(&str, &str)> {
    let (indent, name) = line.split_once("return ")?;
    let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    (indent.trim().is_empty() && is_name).then_some((indent, name))
}

/// The standard library of `python3`, without its tests, by path.
pub fn library() -> Result<Vec<File>, String> {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let output = Command::new("python3").args(["-c", script]).output().map_err(|error| format!("python3: {error}"))?;
    let root = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let mut files = Vec::new();
    collect(&root, &root, &mut files).map_err(|error| format!("{}: {error}", root.display()))?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.is_empty() { Err(format!("no Python files in {}", root.display())) } else { Ok(files) }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if entry.file_type()?.is_dir() {
            if !LEFT_OUT.contains(&&*name) {
                collect(root, &entry.path(), files)?;
            }
        } else if name.ends_with(".py") {
            // What is not UTF-8 is there to test Python itself.
            if let Ok(text) = fs::read_to_string(entry.path()) {
                let path = entry.path().strip_prefix(root).expect("it is in the folder").to_string_lossy().into_owned();
                files.push(File { path, text });
            }
        }
    }
    Ok(())
}

/// Some files whose length is next to so many lines and that can take two edits, by path.
pub fn of_length(library: &[File], count: usize, lines: usize) -> Vec<&File> {
    let mut files: Vec<_> = library.iter().filter(|file| file.edited(2).is_some()).collect();
    files.sort_by_key(|file| file.lines().abs_diff(lines));
    files.truncate(count);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// One file of at least so many lines: files of the library, one after the other.
pub fn long(library: &[File], lines: usize) -> File {
    let mut long = File { path: "long.py".into(), text: String::new() };
    let mut count = 0;
    for file in of_length(library, library.len(), 1500) {
        // Such an import may stand at the start of a file alone.
        if count < lines && !file.text.contains("from __future__") {
            long.text.push_str(&file.text);
            long.text.push('\n');
            count += file.lines() + 1;
        }
    }
    long
}

/// A git repository in a temporary folder.
pub struct Repo {
    folder: TempDir,
    git: Repository,
}

impl Repo {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let git = Repository::init(folder.path()).expect("the folder is empty");
        Self { folder, git }
    }

    /// A repository whose only commit holds these files.
    pub fn with<'f>(files: impl IntoIterator<Item = &'f File>) -> Self {
        let repo = Self::new();
        for file in files {
            repo.write(&file.path, &file.text);
        }
        repo.commit();
        repo
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let place = self.path().join(path);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("the folder is writable");
        fs::write(place, text).expect("the folder is writable");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("the file is there");
    }

    /// Stages whatever changed.
    pub fn stage(&self) -> git2::Oid {
        let mut index = self.git.index().expect("it has an index");
        index.add_all(["*"], IndexAddOption::FORCE, None).expect("the files can be read");
        index.update_all(["*"], None).expect("the files can be read");
        index.write().expect("the folder is writable");
        index.write_tree().expect("the index has no conflicts")
    }

    pub fn commit(&self) {
        let tree = self.stage();
        let tree = self.git.find_tree(tree).expect("it was just written");
        let author = Signature::now("bench", "bench@example.com").expect("the name is valid");
        self.git.commit(Some("HEAD"), &author, &author, "start", &tree, &[]).expect("it is the first commit");
    }
}
