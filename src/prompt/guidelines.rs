//! House rules in prose, `.review/guidelines/*.md`: which paths each is for, and its text. The model tiers read them as
//! data; they come from the repository and can switch nothing.

use globset::GlobSet;
use miette::{Diagnostic, NamedSource, SourceSpan};
use serde::Deserialize;
use thiserror::Error;

use crate::globs::paths;
use crate::project::Project;
use crate::text::first_characters;

/// Where house rules lie, from the root of the repository.
pub const FOLDER: &str = ".review/guidelines";

/// A longer text is cut: a model would forget the hunk over it. In characters.
const LONGEST: usize = 4000;

/// House rules of one file.
#[derive(Debug, Clone)]
pub struct Guideline {
    /// The text, without the front matter.
    pub text: String,
    /// The paths that it is for; all where there is none.
    paths: Option<GlobSet>,
}

/// A file of house rules that makes no sense.
#[derive(Debug, Error, Diagnostic)]
#[error("the guideline {path} is not valid: {reason}")]
#[diagnostic(help("it may start with its paths between two lines `+++`: paths = [\"src/**\"]"))]
pub struct GuidelineError {
    path: String,
    reason: String,
    #[source_code]
    source_code: NamedSource<String>,
    #[label("here")]
    place: Option<SourceSpan>,
}

/// What stands between the marks at the head of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    #[serde(default)]
    paths: Option<Vec<String>>,
}

impl Guideline {
    /// The house rules of a project, by the names of their files.
    ///
    /// # Errors
    /// The first file whose front matter makes no sense.
    pub fn read_all(project: &Project) -> Result<Vec<Self>, GuidelineError> {
        let directly = |path: &str| path[FOLDER.len() + 1..].find('/').is_none() && path.ends_with(".md");
        let files = project.under(FOLDER).filter(|(path, _)| directly(path));
        files.map(|(path, text)| Self::read(path, text)).collect()
    }

    /// Reads one file.
    fn read(path: &str, text: &str) -> Result<Self, GuidelineError> {
        let wrong = |reason: String, place: Option<SourceSpan>| GuidelineError {
            path: path.to_owned(),
            reason,
            source_code: NamedSource::new(path, text.to_owned()),
            place,
        };
        let Some((head, start, body)) = front_matter(text) else { return Ok(Self { text: cut(text), paths: None }) };
        let matter: FrontMatter = toml::from_str(head).map_err(|error| {
            let place = error.span().map(|span| (span.start + start..span.end + start).into());
            wrong(error.message().to_owned(), place)
        })?;
        let paths = matter.paths.map(|patterns| paths(&patterns)).transpose();
        let paths = paths.map_err(|error| wrong(error.to_string(), None))?.flatten();
        Ok(Self { text: cut(body), paths })
    }

    /// Whether it is for a path.
    pub fn is_for(&self, path: &str) -> bool {
        self.paths.as_ref().is_none_or(|paths| paths.is_match(path))
    }
}

/// The text between the marks, where it starts, and what follows it.
fn front_matter(text: &str) -> Option<(&str, usize, &str)> {
    const MARK: &str = "+++\n";
    let inner = text.strip_prefix(MARK)?;
    let end = if inner.starts_with(MARK) { 0 } else { inner.find("\n+++\n")? + 1 };
    Some((&inner[..end], MARK.len(), &inner[end + MARK.len()..]))
}

fn cut(text: &str) -> String {
    first_characters(text.trim(), LONGEST).to_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_guideline_is_for_the_paths_of_its_front_matter() {
        for folder in ["src/**", "src", "./src/"] {
            let text = format!("+++\npaths = [\"{folder}\"]\n+++\nNo sleeping.\n");
            let guideline = Guideline::read("a.md", &text).unwrap();
            assert_eq!(guideline.text, "No sleeping.");
            assert!(guideline.is_for("src/a/b.py") && !guideline.is_for("docs/a.md"), "{folder}");
        }
        assert!(Guideline::read("a.md", "No sleeping.\n").unwrap().is_for("docs/a.md"));
        assert!(Guideline::read("a.md", "+++\n+++\nNo sleeping.\n").unwrap().is_for("docs/a.md"));
    }

    #[test]
    fn a_mistake_in_the_front_matter_points_at_its_place() {
        let text = "+++\npath = [\"src/**\"]\n+++\nNo sleeping.\n";
        let error = Guideline::read("a.md", text).unwrap_err();
        let place = error.place.unwrap();
        assert_eq!(&text[place.offset()..place.offset() + place.len()], "path");
        assert!(error.reason.contains("unknown field"), "{error}");
    }

    #[test]
    fn those_of_a_repository_come_by_name_and_links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join(FOLDER);
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join("b.md"), "second").unwrap();
        fs::write(inside.join("a.md"), "first").unwrap();
        fs::write(inside.join("c.txt"), "no").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/hostname", inside.join("d.md")).unwrap();
        let texts: Vec<_> =
            Guideline::read_all(&Project::of_folder(folder.path())).unwrap().into_iter().map(|own| own.text).collect();
        assert_eq!(texts, ["first", "second"]);
        assert!(Guideline::read_all(&Project::default()).unwrap().is_empty());
    }
}
