//! Who is asked: a word of the command line comes in, and a loaded reviewer goes out.

use std::path::{MAIN_SEPARATOR, Path};

use crate::config::{Backend, LocalSection};
use crate::local::package::{Package, Task};
use crate::local::registry::Registry;
use crate::local::reviewer::Reviewers;
use crate::local::runtime::RuntimeOptions;
use crate::text::sentence;

/// A model that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Model {
    /// The risk model, as configured.
    Risk,
    /// The server of the configuration and its model.
    Configured,
    /// A model of a server.
    Endpoint {
        /// The server's address, up to and with `/v1`.
        address: String,
        /// Its name there.
        model: String,
    },
    /// A package, by its name, or a folder.
    Package(String),
}

impl Model {
    /// Reads a word: `risk`, `endpoint`, `URL#MODEL`, or the name or the folder of a package.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(word: &str) -> Result<Self, String> {
        Ok(match (word, word.contains("://"), word.split_once('#')) {
            ("risk", ..) => Self::Risk,
            ("endpoint", ..) => Self::Configured,
            (_, true, Some((address, model))) if !model.is_empty() => {
                Self::Endpoint { address: address.to_owned(), model: model.to_owned() }
            }
            (_, true, _) => return Err(format!("`{word}` does not say which model of the server is meant")),
            _ => Self::Package(word.to_owned()),
        })
    }

    /// What it is called in tables: a model's own name, a folder's last part.
    pub fn name(&self, section: &LocalSection) -> String {
        match self {
            Self::Risk => "risk".to_owned(),
            Self::Configured => section.reviewer.clone().unwrap_or_else(|| "endpoint".to_owned()),
            Self::Endpoint { model, .. } => model.clone(),
            Self::Package(word) => {
                let last = Path::new(word).file_name().map(|last| last.to_string_lossy().into_owned());
                last.unwrap_or_else(|| word.clone())
            }
        }
    }

    /// Loads it; the risk model is none that reviews.
    ///
    /// # Errors
    /// In a sentence, why it cannot be used.
    pub fn open(&self, section: &LocalSection, options: &RuntimeOptions) -> Result<Reviewers, String> {
        match self {
            Self::Risk => Err("the risk model writes no reviews".to_owned()),
            Self::Configured => Reviewers::from_endpoint(section),
            Self::Endpoint { address, model } => Reviewers::from_endpoint(&server(section, address, model)),
            Self::Package(word) => Reviewers::from_package(&package(word, section)?, section, options),
        }
    }
}

/// The configuration with another server and model. The key is for the configured server alone.
fn server(section: &LocalSection, address: &str, model: &str) -> LocalSection {
    let is_same =
        section.endpoint.as_deref().is_some_and(|own| own.trim_end_matches('/') == address.trim_end_matches('/'));
    LocalSection {
        backend: Some(Backend::Endpoint),
        endpoint: Some(address.to_owned()),
        reviewer: Some(model.to_owned()),
        api_key_env: section.api_key_env.clone().filter(|_| is_same),
        ..section.clone()
    }
}

/// The package of a name or a folder; one that is written as a path is a folder.
fn package(word: &str, section: &LocalSection) -> Result<Package, String> {
    let registry = Registry::<()>::open(section);
    let known = registry.get(word).filter(|_| !word.contains(['/', MAIN_SEPARATOR]));
    let package = match known {
        Some(package) => package.clone(),
        None if Path::new(word).is_dir() => Package::of_folder(Path::new(word)).map_err(|error| sentence(&error))?,
        None => return Err(format!("there is no model `{word}`; see `review models list`")),
    };
    match package.manifest.task {
        Task::Reviewer => Ok(package),
        Task::Risk => Err(format!("`{word}` is a model of the task `risk`, not `reviewer`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let endpoint = |address: &str, model: &str| Model::Endpoint { address: address.into(), model: model.into() };
        for (word, model) in [
            ("risk", Model::Risk),
            ("endpoint", Model::Configured),
            ("http://localhost:11434/v1#qwen2.5-coder:7b", endpoint("http://localhost:11434/v1", "qwen2.5-coder:7b")),
            ("./risk", Model::Package("./risk".into())),
            ("tiny", Model::Package("tiny".into())),
        ] {
            assert_eq!(Model::read(word), Ok(model));
        }
        for word in ["http://localhost/v1", "http://localhost/v1#"] {
            assert!(Model::read(word).is_err(), "{word}");
        }
    }

    #[test]
    fn a_key_goes_to_the_server_that_it_is_for_and_no_other() {
        let section = LocalSection {
            endpoint: Some("https://ours/v1/".into()),
            api_key_env: Some("KEY".into()),
            ..LocalSection::default()
        };
        assert_eq!(server(&section, "https://ours/v1", "m").api_key_env, Some("KEY".into()));
        assert_eq!(server(&section, "https://theirs/v1", "m").api_key_env, None);
    }

    #[test]
    fn a_package_that_is_not_there_or_reviews_nothing_is_refused() {
        let section = LocalSection::default();
        assert!(package("no-such-model", &section).unwrap_err().contains("there is no model"));
        let registry = Registry::<()>::open(&section);
        let risk = registry.packages().iter().find(|package| package.manifest.task == Task::Risk).unwrap();
        assert!(package(risk.name(), &section).unwrap_err().contains("of the task `risk`"));
    }
}
