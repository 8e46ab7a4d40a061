//! Where a repository keeps its configuration: the first of several files at its root that has one.

use std::fmt;

use toml::Table;

use super::{ConfigError, FILE_NAME};

/// The files that may hold a configuration, and the tables in them, the first that is there before the others.
const PLACES: [(&str, &[&str]); 4] = [
    (FILE_NAME, &[]),
    ("pyproject.toml", &["tool", "review"]),
    ("Cargo.toml", &["workspace", "metadata", "review"]),
    ("Cargo.toml", &["package", "metadata", "review"]),
];

/// The files at the root that may hold a configuration.
pub const ROOT_FILES: [&str; 3] = [FILE_NAME, "pyproject.toml", "Cargo.toml"];

/// A configuration of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'t> {
    /// The file.
    pub file: &'static str,
    /// All of its text.
    pub text: &'t str,
    /// The table that is the configuration, by the names of the tables around it.
    pub(super) beneath: &'static [&'static str],
}

impl<'t> Source<'t> {
    /// The text of a `review.toml`.
    pub fn review_toml(text: &'t str) -> Self {
        Self { file: FILE_NAME, text, beneath: &[] }
    }
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.beneath.is_empty() {
            return f.write_str(self.file);
        }
        write!(f, "`[{}]` of {}", self.beneath.join("."), self.file)
    }
}

/// The configurations of a repository: the one that counts before those that it shadows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources<'t>(Vec<Source<'t>>);

impl<'t> Sources<'t> {
    /// Finds them in the files at the root, by name.
    ///
    /// # Errors
    /// A file that speaks of `review` and is no TOML.
    pub fn find(text_of: impl Fn(&str) -> Option<&'t str>) -> Result<Self, ConfigError> {
        let mut found = Vec::new();
        for (file, beneath) in PLACES {
            let Some(text) = text_of(file) else { continue };
            if beneath.is_empty() || holds(file, text, beneath)? {
                found.push(Source { file, text, beneath });
            }
        }
        Ok(Self(found))
    }

    /// The one that counts.
    pub fn first(&self) -> Option<&Source<'t>> {
        self.0.first()
    }

    /// A sentence for each of the others.
    pub fn shadowed(&self) -> impl Iterator<Item = String> {
        let first = self.0.first().map(ToString::to_string).unwrap_or_default();
        self.0.iter().skip(1).map(move |source| format!("{source} is not used: {first} goes before it"))
    }
}

/// Whether a file has a table. One that cannot be read as TOML is an error only where it may have it.
fn holds(file: &str, text: &str, beneath: &[&str]) -> Result<bool, ConfigError> {
    if !text.contains("review") {
        return Ok(false);
    }
    let parsed: Table = match text.parse() {
        Ok(table) => table,
        Err(_) if !text.contains(&beneath.join(".")) => return Ok(false),
        Err(error) => {
            let error: toml::de::Error = error;
            return Err(ConfigError::at(file, text, error.message().to_owned(), error.span(), None));
        }
    };
    let mut table = Some(&parsed);
    for name in beneath {
        table = table.and_then(|table| table.get(*name)?.as_table());
    }
    Ok(table.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &'static str)]) -> Result<Sources<'static>, ConfigError> {
        Sources::find(|name| files.iter().find(|file| file.0 == name).map(|file| file.1))
    }

    #[test]
    fn the_first_file_with_a_configuration_counts_and_the_others_are_named() {
        let python = ("pyproject.toml", "[tool.review.review]\nmax_comments = 1\n");
        let cargo = ("Cargo.toml", "[package.metadata.review.rules]\n[workspace.metadata.review]\n");
        let sources = found(&[cargo, python, (FILE_NAME, "")]).unwrap();
        assert_eq!(sources.first().unwrap().to_string(), "review.toml");
        let shadowed: Vec<_> = sources.shadowed().collect();
        assert_eq!(shadowed[0], "`[tool.review]` of pyproject.toml is not used: review.toml goes before it");
        assert_eq!(shadowed.len(), 3);
        let sources = found(&[cargo]).unwrap();
        assert_eq!(sources.first().unwrap().to_string(), "`[workspace.metadata.review]` of Cargo.toml");
        assert_eq!(found(&[("Cargo.toml", "[package]\nname = \"review\"\n")]).unwrap(), Sources::default());
    }

    #[test]
    fn a_file_that_is_no_toml_is_an_error_where_it_may_hold_a_configuration() {
        assert!(found(&[("pyproject.toml", "name = review\n[[[\n")]).unwrap().first().is_none());
        assert!(found(&[("pyproject.toml", "[tool.review]\nfail_on = \n")]).is_err());
    }
}
