//! The layers of the configuration: built-in, the user's file, the repository's `review.toml`, the
//! `REVIEW_*` variables, one over the other.

use std::path::PathBuf;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;
use toml::{Table, Value};

use super::Config;
use super::file::ConfigFile;
use super::folder;
use super::keys::{KEYS, SECTIONS, Trust, of_section, out_of_range};
use super::read::read;
use super::resolved::built_in;
use super::sources::Source;
use crate::text::nearest;

/// A mistake in the configuration.
#[derive(Debug, Error, Diagnostic)]
#[error("{reason}")]
pub struct ConfigError {
    /// What is wrong.
    pub reason: String,
    /// The file's text, where the mistake is in a file.
    #[source_code]
    pub source_code: Option<NamedSource<String>>,
    /// Where in the text.
    #[label("here")]
    pub place: Option<SourceSpan>,
    /// What to do.
    #[help]
    pub help: Option<String>,
}

impl ConfigError {
    fn new(reason: String) -> Self {
        Self { reason, source_code: None, place: None, help: None }
    }

    pub(crate) fn value(key: &str, reason: String) -> Self {
        Self::new(format!("`{key}` is not valid: {reason}"))
    }

    pub(super) fn at(
        name: &str,
        text: &str,
        reason: String,
        place: Option<std::ops::Range<usize>>,
        help: Option<String>,
    ) -> Self {
        Self {
            reason,
            source_code: Some(NamedSource::new(name, text.to_owned())),
            place: place.map(SourceSpan::from),
            help,
        }
    }
}

/// The user's configuration file: `REVIEW_CONFIG`, else `review/config.toml` in the platform's place.
pub fn user_config_path() -> Option<PathBuf> {
    match std::env::var_os("REVIEW_CONFIG") {
        Some(path) => Some(PathBuf::from(path)),
        None => dirs::config_dir().map(|folder| folder.join("review").join("config.toml")),
    }
}

/// Layers laid one over the other, in the order of the calls.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    merged: Table,
    warnings: Vec<String>,
    /// The file of the repository whose `review.exclude` counts, if it is one of the repository.
    excluding: Option<String>,
}

impl Layers {
    /// The built-in layer.
    pub fn new() -> Self {
        Self { merged: built_in(), ..Self::default() }
    }

    /// Lays a file of the user's side on top.
    ///
    /// # Errors
    /// A file that is no valid configuration.
    pub fn user(mut self, name: &str, text: &str) -> Result<Self, ConfigError> {
        merge(&mut self.merged, read(name, text, &[])?.unwrap_or_default());
        Ok(self)
    }

    /// Lays the configuration at the root of a repository on top, as far as it is trusted; what is ignored is named in
    /// the warnings.
    ///
    /// # Errors
    /// A file that is no valid configuration.
    pub fn repository(mut self, source: &Source<'_>, trusted: bool) -> Result<Self, ConfigError> {
        let table = read(source.file, source.text, source.beneath)?.unwrap_or_default();
        self.lay(&source.to_string(), table, trusted);
        Ok(self)
    }

    /// Lays the `review.toml` of a folder of the repository on top: what it says of rules and paths, which are those of
    /// the folder. All else is about the whole run and named in the warnings; none of it is trusted.
    ///
    /// # Errors
    /// A file that is no valid configuration.
    pub fn folder(mut self, folder: &str, name: &str, text: &str) -> Result<Self, ConfigError> {
        let mut table = read(name, text, &[])?.unwrap_or_default();
        self.warnings = folder::restrict(name, &mut table);
        folder::anchor(folder, &mut table);
        self.lay(name, table, false);
        Ok(self)
    }

    fn lay(&mut self, name: &str, mut table: Table, trusted: bool) {
        if !trusted {
            for key in KEYS {
                self.restrict(name, &mut table, key.section, key.name, key.trust);
            }
        }
        if table.get("review").is_some_and(|review| review.get("exclude").is_some()) {
            self.excluding = Some(name.to_owned());
        }
        merge(&mut self.merged, table);
    }

    /// Says something of the repository's configuration beside its keys.
    pub fn warn(&mut self, warnings: impl IntoIterator<Item = String>) {
        self.warnings.extend(warnings);
    }

    /// Lays the `REVIEW_<SECTION>_<KEY>` variables on top. A value is read as TOML, else as text; a list may
    /// be separated by commas.
    ///
    /// # Errors
    /// A variable that names a section but no key of it, or holds a value of another kind.
    pub fn environment(mut self, variables: impl IntoIterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut variables: Vec<_> = variables.into_iter().filter(|(name, _)| name.starts_with("REVIEW_")).collect();
        variables.sort();
        for (variable, text) in variables {
            let lower = variable["REVIEW_".len()..].to_lowercase();
            let Some(section) = SECTIONS.into_iter().find(|section| lower.starts_with(&format!("{section}_"))) else {
                continue;
            };
            let name = &lower[section.len() + 1..];
            if !of_section(section).any(|key| key == name) {
                let near = nearest(name, of_section(section))
                    .map(|near| format!("did you mean `REVIEW_{}_{}`?", section.to_uppercase(), near.to_uppercase()));
                return Err(ConfigError {
                    help: near,
                    ..ConfigError::new(format!("the variable {variable} names no key"))
                });
            }
            let fits = |value: &Value| {
                let mut table = Table::new();
                merge(&mut table, Table::from_iter([(section.to_owned(), single(name, value.clone()))]));
                table.try_into::<ConfigFile>().map(|_| ())
            };
            let value = readings(&text).find(|value| fits(value).is_ok()).ok_or_else(|| {
                let reason = fits(&Value::String(text.clone())).expect_err("it was tried").message().to_owned();
                ConfigError::new(format!("the variable {variable} is not valid: {reason}"))
            })?;
            if let Some(reason) = number(&value).and_then(|number| out_of_range(section, name, number)) {
                return Err(ConfigError::new(format!("the variable {variable} {reason}")));
            }
            if (section, name) == ("review", "exclude") {
                self.excluding = None;
            }
            merge(&mut self.merged, Table::from_iter([(section.to_owned(), single(name, value))]));
        }
        Ok(self)
    }

    /// What the layers add up to.
    ///
    /// # Errors
    /// A value that is out of its range.
    pub fn finish(self) -> Result<Config, ConfigError> {
        let file = Value::Table(self.merged)
            .try_into::<ConfigFile>()
            .map_err(|error| ConfigError::new(error.message().to_owned()))?;
        Ok(Config { excluding: self.excluding, ..Config::new(file, self.warnings)? })
    }

    /// Takes out of a repository's table what it may not say, and merges what it may only tighten.
    fn restrict(&mut self, file: &str, table: &mut Table, section: &str, name: &str, trust: Trust) {
        let Some(entries) = table.get_mut(section).and_then(Value::as_table_mut) else { return };
        let Some(asked) = entries.remove(name) else { return };
        let current = self.merged.get(section).and_then(Value::as_table).and_then(|table| table.get(name));
        let allowed = match (trust, current) {
            (Trust::UserOnly, _) => None,
            (Trust::Extend, Some(current)) => Some(joined(current, asked)),
            (Trust::Free, _) | (Trust::Extend | Trust::Lower | Trust::Raise, None) => Some(asked),
            (Trust::Lower, Some(current)) => (level(&asked) <= level(current)).then_some(asked),
            (Trust::Raise, Some(current)) => (level(&asked) >= level(current)).then_some(asked),
        };
        match allowed {
            Some(value) => {
                entries.insert(name.to_owned(), value);
            }
            None => self.warnings.push(format!(
                "`{section}.{name}` in {file} is ignored: {}; `review trust` accepts this repository's file as it is",
                if trust == Trust::UserOnly {
                    "a repository may not set it"
                } else {
                    "a repository may only tighten it"
                }
            )),
        }
    }
}

fn single(name: &str, value: Value) -> Value {
    Value::Table(Table::from_iter([(name.to_owned(), value)]))
}

/// What the text of a variable may mean: a TOML value, a text, a list of texts.
fn readings(text: &str) -> impl Iterator<Item = Value> {
    let toml = format!("x = {text}").parse::<Table>().ok().and_then(|mut table| table.remove("x"));
    let list = text.split(',').map(|item| Value::String(item.trim().to_owned())).collect();
    toml.into_iter().chain([Value::String(text.to_owned()), Value::Array(list)])
}

#[allow(clippy::cast_precision_loss)] // limits are small
fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|number| number as f64))
}

fn joined(current: &Value, asked: Value) -> Value {
    let items = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut all = items(current);
    all.extend(items(&asked).into_iter().filter(|item| !items(current).contains(item)));
    Value::Array(all)
}

/// The size of a number or a level, for comparing what a repository asks with what the user allowed.
fn level(value: &Value) -> f64 {
    match value.as_str() {
        Some("never") => 0.0,
        Some("auto") => 1.0,
        Some(_) => 2.0,
        None => number(value).unwrap_or(f64::NAN),
    }
}

fn merge(into: &mut Table, from: Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => merge(old, new),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(user: &str, repository: &str) -> Config {
        let layers = Layers::new().user("config.toml", user).unwrap();
        layers.repository(&Source::review_toml(repository), false).unwrap().finish().unwrap()
    }

    #[test]
    fn later_layers_win_key_by_key() {
        let config = Layers::new()
            .user("u", "[review]\nfail_on = \"info\"\nmax_comments = 5")
            .and_then(|layers| layers.repository(&Source::review_toml("[review]\nfail_on = \"warning\""), false))
            .and_then(|layers| layers.environment([("REVIEW_REVIEW_MAX_COMMENTS".into(), "7".into())]))
            .and_then(Layers::finish)
            .unwrap();
        assert_eq!(config.fail_on, super::super::FailOn::Warning);
        assert_eq!(config.max_comments, Some(7));
    }

    #[test]
    fn a_repository_cannot_name_endpoints_credentials_libraries_or_models() {
        let hostile = "[cloud]\nprovider = \"openai\"\nendpoint = \"https://evil.example\"\napi_key_command = \"id\"\n\
                       [runtime]\nlibrary = \"./evil.so\"\n[local]\nreviewer = \"./evil\"";
        let config = config("", hostile);
        let cloud = &config.file.cloud;
        assert_eq!((cloud.provider, &cloud.endpoint, &cloud.api_key_command), (None, &None, &None));
        assert_eq!(config.file.runtime.library, None);
        assert_eq!(config.file.local.reviewer, None);
        assert_eq!(config.warnings.len(), 5);
        assert!(config.warnings[0].contains("`local.reviewer`"), "{:?}", config.warnings);
    }

    #[test]
    fn a_repository_can_only_tighten_the_route() {
        let asked = "[route]\nescalate = \"always\"\nmax_share = 0.9\nnever = [\"b\"]";
        let loose = config("[route]\nnever = [\"a\"]", asked);
        assert_eq!(loose.file.route.escalate, Some(super::super::Escalate::Auto));
        assert_eq!(loose.file.route.max_share, Some(0.2));
        assert_eq!(loose.file.route.never, Some(vec!["a".into(), "b".into()]));
        let cloud = config("", "[cloud]\nconcurrency = 64\ntimeout_s = 5").file.cloud;
        assert_eq!((cloud.concurrency, cloud.timeout_s), (Some(4), Some(5)));
        let tight = config("", "[route]\nescalate = \"never\"\nmax_share = 0.1");
        assert_eq!(tight.file.route.escalate, Some(super::super::Escalate::Never));
        assert_eq!(tight.file.route.max_share, Some(0.1));
        assert!(tight.warnings.is_empty());
    }

    #[test]
    fn a_trusted_repository_is_taken_as_it_is() {
        let source = Source::review_toml("[cloud]\nmodel = \"m\"");
        let layers = Layers::new().repository(&source, true).unwrap();
        assert_eq!(layers.finish().unwrap().file.cloud.model.as_deref(), Some("m"));
    }

    #[test]
    fn an_unknown_key_points_at_its_place_and_suggests_the_near_one() {
        let error = Layers::new().user("review.toml", "[review]\nmax_coments = 3").unwrap_err();
        assert_eq!(error.place.map(|place| place.offset()), Some(9));
        assert_eq!(error.help.as_deref(), Some("did you mean `max_comments`?"));
        let error = Layers::new().user("review.toml", "[reviw]\n").unwrap_err();
        assert_eq!(error.help.as_deref(), Some("did you mean `[review]`?"));
    }

    #[test]
    fn a_key_in_the_wrong_place_is_told_the_right_one() {
        for (text, help) in [
            ("fail_on = \"info\"", "`fail_on` belongs to `[review]`"),
            ("[rules]\nfail_on = \"info\"", "`fail_on` belongs to `[review]`"),
            ("[review]\ndisable = []", "`disable` belongs to `[rules]`"),
            ("[review.rules]\ndisable = []", "`[rules]` is a section of its own"),
            ("[tool.review]\nfail_on = \"info\"", "a review.toml has its sections at the top: `[review]`, `[rules]`"),
            ("[rules.\"python/print-left\"]\nseverty = \"info\"", "did you mean `severity`?"),
        ] {
            let error = Layers::new().user("review.toml", text).unwrap_err();
            assert_eq!(error.help.as_deref(), Some(help), "{text}: {error}");
            assert!(error.place.is_some(), "{text}");
        }
    }

    #[test]
    fn a_number_out_of_its_range_points_at_its_place() {
        let error = Layers::new().user("review.toml", "[review]\nmin_confidence = 80").unwrap_err();
        assert_eq!(error.reason, "`review.min_confidence` must be between 0 and 1, got 80");
        assert_eq!(error.place.map(|place| place.offset()), Some(26));
        let price = "[cloud]\nprices = { m = { input = -1.0, output = 5.0 } }";
        assert!(Layers::new().user("c", price).unwrap_err().reason.contains("must be at least 0, got -1"));
        let variable = ("REVIEW_ROUTE_MAX_SHARE".to_owned(), "20".to_owned());
        let error = Layers::new().environment([variable]).unwrap_err();
        assert_eq!(error.reason, "the variable REVIEW_ROUTE_MAX_SHARE must be between 0 and 1, got 20");
    }

    #[test]
    fn a_value_of_another_kind_points_at_its_place() {
        let error = Layers::new().user("review.toml", "[review]\nmax_comments = \"many\"").unwrap_err();
        assert_eq!(error.place.map(|place| place.offset()), Some(24));
    }

    #[test]
    fn variables_are_read_as_the_kind_that_the_key_takes() {
        let variables =
            [("REVIEW_REVIEW_FAIL_ON", "never"), ("REVIEW_REVIEW_EXCLUDE", "a/**, b"), ("REVIEW_OTHER", "x")];
        let variables = variables.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let config = Layers::new().environment(variables).unwrap().finish().unwrap();
        assert_eq!(config.fail_on, super::super::FailOn::Never);
        assert!(config.excludes("a/x") && config.excludes("b"));
        let error = Layers::new().environment([("REVIEW_REVIEW_FAIL_NO".into(), "x".into())]).unwrap_err();
        assert_eq!(error.help.as_deref(), Some("did you mean `REVIEW_REVIEW_FAIL_ON`?"));
    }
}
