//! Files that should not be added: large ones, those that a program makes anew, and those that hold the
//! settings of one machine.

use crate::diff::{FileChange, FileSide, Kind, Status};
use crate::rules::matched::Hit;

/// Of the files that people write, hardly one in a thousand is larger; a repository keeps every version forever.
const LARGE: u64 = 500 * 1024;

const LOCK_FILES: [&str; 5] = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "go.sum", "bun.lockb"];

/// Folders that tools fill.
#[rustfmt::skip]
const FOLDERS: [&str; 16] = [
    "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".tox", ".venv", ".gradle",
    ".terraform", ".ipynb_checkpoints", ".eggs", ".nyc_output", "target/debug", "target/release", ".next",
    ".DS_Store",
];

#[rustfmt::skip]
const ENDINGS: [&str; 15] = [
    ".pyc", ".pyo", ".class", ".o", ".obj", ".orig", ".rej", ".swp", ".swo", ".min.js.map",
    ".egg-info/PKG-INFO", ".tfstate", ".tfstate.backup", ".profraw", ".rs.bk",
];

const NAMES: [&str; 6] = [".DS_Store", "Thumbs.db", "desktop.ini", "npm-debug.log", ".coverage", "nohup.out"];

/// What stands after the dot of an environment file that is meant to be shared.
const SHARED: [&str; 12] =
    ["example", "sample", "template", "dist", "defaults", "default", "test", "testing", "ci", "tpl", "schema", "vault"];

pub(super) fn large(change: &FileChange) -> Option<Hit> {
    let file = added(change)?;
    let kept = file.path.ends_with(".lock") || LOCK_FILES.contains(&name(&file.path));
    (file.size > LARGE && !kept).then(|| Hit::default().with("size", in_words(file.size)))
}

pub(super) fn generated(change: &FileChange) -> Option<Hit> {
    let file = added(change)?;
    let slashed = format!("/{}", file.path);
    let folder = FOLDERS.iter().find(|folder| slashed.contains(&format!("/{folder}/")));
    let ending = ENDINGS.iter().find(|ending| file.path.ends_with(*ending));
    let alone = NAMES.iter().find(|own| **own == name(&file.path));
    let what = folder.or(ending).or(alone)?;
    Some(Hit::default().with("what", *what))
}

pub(super) fn environment(change: &FileChange) -> Option<Hit> {
    let file = added(change)?;
    let name = name(&file.path);
    let rest = name.strip_prefix(".env")?;
    let shared = rest.split(['.', '-', '_']).any(|part| SHARED.contains(&part));
    let is_settings = rest.is_empty() || rest.starts_with('.');
    (is_settings && !shared && file.size > 0).then(|| Hit::default().with("name", name))
}

/// The file, if it is new.
fn added(change: &FileChange) -> Option<&FileSide> {
    let plain = !matches!(change.kind, Kind::Link | Kind::Submodule);
    change.new.as_ref().filter(|_| plain && change.status == Status::Added)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn in_words(bytes: u64) -> String {
    let kilobytes = bytes / 1024;
    if kilobytes < 10_240 { format!("{kilobytes} KB") } else { format!("{} MB", kilobytes / 1024) }
}
