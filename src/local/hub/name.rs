//! What a model is called on a hub: `OWNER/NAME`, or `OWNER/NAME@REVISION`.

use std::fmt;

/// The revision that is meant where none is given.
const NEWEST: &str = "main";

/// A repository of a hub, at a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubName {
    /// Who published it.
    pub owner: String,
    /// What they call it.
    pub name: String,
    /// A branch, a tag or a commit.
    pub revision: String,
}

impl HubName {
    /// Reads a name; `None` where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        let (path, revision) = text.split_once('@').unwrap_or((text, NEWEST));
        let (owner, name) = path.split_once('/')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let word = |text: &str| text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(plain);
        // A revision such as `refs/pr/1` has several words.
        let valid = word(owner) && word(name) && revision.split('/').all(word) && text.len() <= 256;
        valid.then(|| Self { owner: owner.to_owned(), name: name.to_owned(), revision: revision.to_owned() })
    }
}

impl fmt::Display for HubName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)?;
        if self.revision == NEWEST { Ok(()) } else { write!(f, "@{}", self.revision) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_hub_are_told_from_paths() {
        for text in ["onnx-community/SmolLM2-ONNX", "a/b@v1.0", "a/b@refs/pr/1"] {
            assert_eq!(HubName::read(text).unwrap().to_string(), text);
        }
        assert_eq!(HubName::read("a/b").unwrap().revision, "main");
        for text in ["a", "a/b/c", "../b", "a/..", "/a/b", "./b", "a/b@", "a/b@../x", "a\\b/c", "https://x/a", "a/b?c"]
        {
            assert_eq!(HubName::read(text), None, "{text}");
        }
    }
}
