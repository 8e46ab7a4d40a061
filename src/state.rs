//! The user's folders for what the program keeps: `review` in the platform's folders for caches, data and state. One that
//! is a link, or somebody else's, is not used: where such a folder lies in a checkout, a change could have brought it.

use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A folder of the platform's, and the variable that names another one.
type Base = (Option<PathBuf>, &'static str);

fn bases() -> [Base; 3] {
    [
        (dirs::cache_dir(), "XDG_CACHE_HOME"),
        (dirs::data_dir(), "XDG_DATA_HOME"),
        (dirs::state_dir().or_else(dirs::data_local_dir), "XDG_STATE_HOME"),
    ]
}

/// Where what can be had again is kept.
pub(crate) fn cache() -> Option<PathBuf> {
    let [base, ..] = bases();
    usable(base)
}

/// Where models, consents and what was learned are kept.
pub(crate) fn data() -> Option<PathBuf> {
    let [_, base, _] = bases();
    usable(base)
}

/// Where records are kept.
pub(crate) fn records() -> Option<PathBuf> {
    let [.., base] = bases();
    usable(base)
}

/// A file of its own in the folder around the one for records: what is carried from machine to machine as a folder does
/// not hold it.
pub(crate) fn beside_records(name: &str) -> Option<PathBuf> {
    Some(records()?.with_file_name(name))
}

/// Which folders are not used, and why.
pub(crate) fn refusals() -> Vec<String> {
    let mut reasons: Vec<_> = bases()
        .into_iter()
        .filter_map(|(base, variable)| refusal(&base?, variable, std::env::var_os(variable).as_deref()))
        .collect();
    reasons.dedup();
    reasons
}

fn usable((base, variable): Base) -> Option<PathBuf> {
    let base = base?;
    refusal(&base, variable, std::env::var_os(variable).as_deref()).is_none().then(|| base.join("review"))
}

/// Why a folder of the platform's is not used; `named` is what the variable says. A user's own `~/.cache` may be a link to
/// another disk; a folder that is named can be named as what it is.
fn refusal(base: &Path, variable: &str, named: Option<&OsStr>) -> Option<String> {
    let own = base.join("review");
    let is_named = named.is_some_and(|named| Path::new(named) == base);
    let reason = |folder: &Path, what: &str| {
        Some(format!("{} is not used: it {what}; {variable} can name another folder", folder.display()))
    };
    let data = |folder: &Path| folder.symlink_metadata().ok();
    if is_named && data(base).is_some_and(|data| data.is_symlink()) {
        return reason(base, "is a symbolic link");
    }
    match data(&own) {
        Some(data) if data.is_symlink() => reason(&own, "is a symbolic link"),
        Some(data) if !is_of_user(&data) => reason(&own, "belongs to another user"),
        _ => None,
    }
}

/// Whether the user of this process owns a file.
#[cfg(unix)]
pub(crate) fn is_of_user(data: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    data.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
pub(crate) fn is_of_user(_: &Metadata) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_not_used_and_what_is_not_there_is() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("base");
        let why = |named: bool| refusal(&base, "XDG_CACHE_HOME", named.then_some(base.as_os_str()));
        assert_eq!(why(true), None);
        fs::create_dir_all(base.join("review")).unwrap();
        assert_eq!(why(true), None);
        fs::remove_dir(base.join("review")).unwrap();
        symlink(folder.path(), base.join("review")).unwrap();
        assert!(why(false).unwrap().contains("review is not used: it is a symbolic link; XDG_CACHE_HOME can"));
        fs::remove_file(base.join("review")).unwrap();
        fs::rename(&base, folder.path().join("other")).unwrap();
        symlink(folder.path().join("other"), &base).unwrap();
        assert_eq!(why(false), None, "the user's own folder is where the user has it");
        assert!(why(true).unwrap().contains("base is not used"));
    }

    #[test]
    fn what_belongs_to_somebody_else_is_not_used() {
        // Only the superuser can make such a folder; for anybody else the root's own is one.
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("review");
        fs::create_dir(&own).unwrap();
        if std::os::unix::fs::chown(&own, Some(12345), None).is_ok() {
            assert!(refusal(folder.path(), "X", None).unwrap().contains("belongs to another user"));
        } else {
            assert!(!is_of_user(&Path::new("/").metadata().unwrap()));
        }
    }
}
