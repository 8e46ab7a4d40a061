//! The files of a repository, as the hub's answer lists them: the answer comes in, paths that stay in a folder go out,
//! with what is known of each file.

use std::io::Read;

use serde::Deserialize;

use super::super::package::is_inside;
use super::{HubError, HubName};

/// Bytes of a list at most.
const LONGEST: u64 = 32 << 20;

/// The files of a repository at a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// The commit; the revision that was asked for where the hub does not say.
    pub commit: String,
    /// The files, by path.
    pub files: Vec<Remote>,
}

/// A file on the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remote {
    /// Its path in the repository, which leads nowhere else.
    pub path: String,
    /// Its bytes, where known.
    pub size: Option<u64>,
    /// Its SHA-256, which hubs know of large files.
    pub sha256: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    sha: Option<String>,
    siblings: Vec<Sibling>,
}

#[derive(Deserialize)]
struct Sibling {
    rfilename: String,
    size: Option<u64>,
    lfs: Option<Lfs>,
}

#[derive(Deserialize)]
struct Lfs {
    sha256: Option<String>,
    size: Option<u64>,
}

impl Listing {
    /// Reads the hub's answer.
    ///
    /// # Errors
    /// What is no list, or a path in it that would lead out of a folder.
    pub(super) fn read(answer: impl Read, name: &HubName) -> Result<Self, HubError> {
        let wrong = |reason: String| HubError::Listing { model: name.to_string(), reason };
        let answer: Answer = serde_json::from_reader(answer.take(LONGEST)).map_err(|error| wrong(error.to_string()))?;
        if let Some(sibling) = answer.siblings.iter().find(|sibling| !is_plain(&sibling.rfilename)) {
            return Err(wrong(format!("{:?} leads out of it", sibling.rfilename)));
        }
        let commit = answer.sha.unwrap_or_else(|| name.revision.clone());
        if !commit.split('/').all(|word| !word.is_empty() && is_plain(word)) {
            return Err(wrong(format!("{commit:?} is no revision")));
        }
        let mut files: Vec<_> = answer.siblings.into_iter().map(Remote::from).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { commit, files })
    }

    /// A file by its path.
    pub(super) fn get(&self, path: &str) -> Option<&Remote> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl From<Sibling> for Remote {
    fn from(sibling: Sibling) -> Self {
        let (sha256, size) = sibling.lfs.map_or((None, None), |lfs| (lfs.sha256, lfs.size));
        Self { path: sibling.rfilename, size: size.or(sibling.size), sha256 }
    }
}

/// Whether a path stays in its folder and says the same on any system.
fn is_plain(path: &str) -> bool {
    let odd = |part: &str| part.is_empty() || part == "." || part.chars().any(char::is_control);
    is_inside(path) && !path.split('/').any(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Listing, HubError> {
        Listing::read(json.as_bytes(), &HubName::read("a/b").unwrap())
    }

    #[test]
    fn a_list_says_sizes_and_digests_where_the_hub_knows_them() {
        let listing = read(
            r#"{"sha": "c0ffee", "private": false, "siblings": [
                {"rfilename": "onnx/model.onnx", "size": 130, "lfs": {"sha256": "ab", "size": 7}},
                {"rfilename": "config.json"}]}"#,
        );
        let listing = listing.unwrap();
        assert_eq!(listing.commit, "c0ffee");
        let model = Remote { path: "onnx/model.onnx".into(), size: Some(7), sha256: Some("ab".into()) };
        assert_eq!(listing.get("onnx/model.onnx"), Some(&model));
        assert_eq!(listing.files[0], Remote { path: "config.json".into(), size: None, sha256: None });
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        for path in ["../x", "a/../../x", "/etc/x", "c:x", "a\\\\b", "", "a//b", "./a", "a/\\u0000"] {
            let json = format!(r#"{{"siblings": [{{"rfilename": "{path}"}}]}}"#);
            assert!(matches!(read(&json), Err(HubError::Listing { .. })), "{path}");
        }
        assert!(matches!(read(r#"{"sha": "../..", "siblings": []}"#), Err(HubError::Listing { .. })));
        assert!(matches!(read("<html>"), Err(HubError::Listing { .. })));
    }
}
