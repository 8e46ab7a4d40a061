//! The keys of the configuration and how far a repository is trusted with each: one table, which the
//! layers, the environment variables and the docs go by.

/// What the `review.toml` of a repository, which is not trusted, may do with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Set it.
    Free,
    /// Nothing: it names an endpoint, a credential, a library or a model, or would let more leave.
    UserOnly,
    /// Lower the number or level that the user's side or the default set; never raise it.
    Lower,
    /// Raise it; never lower it.
    Raise,
    /// Add to the list of the user's side.
    Extend,
}

/// A key of a section.
pub(super) struct Key {
    pub section: &'static str,
    pub name: &'static str,
    pub trust: Trust,
}

const fn key(section: &'static str, name: &'static str, trust: Trust) -> Key {
    Key { section, name, trust }
}

/// Every key. A test holds it against the types of [`super::ConfigFile`].
pub(super) const KEYS: &[Key] = &[
    key("review", "fail_on", Trust::Free),
    key("review", "min_severity", Trust::Free),
    key("review", "min_confidence", Trust::Free),
    key("review", "max_comments", Trust::Free),
    key("review", "exclude", Trust::Free),
    key("rules", "disable", Trust::Free),
    key("local", "backend", Trust::UserOnly),
    key("local", "risk", Trust::UserOnly),
    key("local", "reviewer", Trust::UserOnly),
    key("local", "device", Trust::UserOnly),
    key("local", "memory_budget_mb", Trust::UserOnly),
    key("local", "endpoint", Trust::UserOnly),
    key("local", "api_key_env", Trust::UserOnly),
    key("local", "context_tokens", Trust::UserOnly),
    key("local", "reply_tokens", Trust::UserOnly),
    key("local", "time_s", Trust::UserOnly),
    key("local", "hub", Trust::UserOnly),
    key("route", "escalate", Trust::Lower),
    key("route", "max_share", Trust::Lower),
    key("route", "risk_threshold", Trust::Raise),
    key("route", "always", Trust::UserOnly),
    key("route", "never", Trust::Extend),
    key("cloud", "provider", Trust::UserOnly),
    key("cloud", "endpoint", Trust::UserOnly),
    key("cloud", "model", Trust::UserOnly),
    key("cloud", "api_key_env", Trust::UserOnly),
    key("cloud", "api_key_command", Trust::UserOnly),
    key("cloud", "deny_paths", Trust::Extend),
    key("cloud", "redact", Trust::Extend),
    key("cloud", "max_tokens", Trust::Lower),
    key("cloud", "max_cost", Trust::Lower),
    key("cloud", "timeout_s", Trust::Lower),
    key("cloud", "time_s", Trust::Lower),
    key("cloud", "concurrency", Trust::Lower),
    key("cloud", "prices", Trust::UserOnly),
    key("cache", "enabled", Trust::UserOnly),
    key("cache", "max_mb", Trust::UserOnly),
    key("hook", "reviewer", Trust::UserOnly),
    key("hook", "cloud", Trust::UserOnly),
    key("runtime", "library", Trust::UserOnly),
    key("runtime", "index", Trust::UserOnly),
];

/// In seconds. Nobody waits longer, and a clock can go on for as long.
const A_WEEK: f64 = 604_800.0;

/// No model sees more.
const MOST_TOKENS: f64 = 100_000_000.0;

/// The least and the greatest value of a key that is a number; numbers without a row have no limits but those of their
/// kind.
const RANGES: &[(&str, &str, f64, f64)] = &[
    ("review", "min_confidence", 0.0, 1.0),
    ("local", "memory_budget_mb", 1.0, f64::INFINITY),
    ("local", "context_tokens", 1.0, MOST_TOKENS),
    ("local", "reply_tokens", 1.0, MOST_TOKENS),
    ("local", "time_s", 0.0, A_WEEK),
    ("route", "max_share", 0.0, 1.0),
    ("route", "risk_threshold", 0.0, 1.0),
    ("cloud", "max_cost", 0.0, f64::INFINITY),
    ("cloud", "timeout_s", 1.0, A_WEEK),
    ("cloud", "time_s", 0.0, A_WEEK),
    ("cloud", "concurrency", 1.0, 1000.0),
    ("cloud", "prices", 0.0, f64::INFINITY),
];

/// What is wrong with the number of a key, if it is out of its range.
pub(super) fn out_of_range(section: &str, name: &str, number: f64) -> Option<String> {
    let (.., least, greatest) = *RANGES.iter().find(|row| (row.0, row.1) == (section, name))?;
    range_error(number, least, greatest)
}

/// Whether a number is in a range, in words where it is not; what is no number is in none.
pub fn range_error(number: f64, least: f64, greatest: f64) -> Option<String> {
    if number >= least && number <= greatest && number.is_finite() {
        return None;
    }
    Some(if greatest.is_finite() {
        format!("must be between {least} and {greatest}, got {number}")
    } else {
        format!("must be at least {least}, got {number}")
    })
}

/// The keys of a `review.toml` below the root, which are about its folder; all others are about the whole run.
pub(super) const OF_FOLDERS: &[(&str, &str)] =
    &[("review", "exclude"), ("rules", "disable"), ("route", "never"), ("cloud", "deny_paths")];

/// The sections that have a key.
pub(super) fn sections_with(name: &str) -> impl Iterator<Item = &'static str> {
    KEYS.iter().filter(move |key| key.name == name).map(|key| key.section)
}

/// The sections, in the order of the file.
pub(super) const SECTIONS: [&str; 8] = ["review", "rules", "local", "route", "cloud", "cache", "hook", "runtime"];

/// The names of a section's keys.
pub(super) fn of_section(section: &str) -> impl Iterator<Item = &'static str> {
    KEYS.iter().filter(move |key| key.section == section).map(|key| key.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_exactly_the_keys_of_the_types() {
        let schema = schemars::schema_for!(super::super::ConfigFile).to_value();
        let sections = schema["properties"].as_object().unwrap();
        assert_eq!(sections.len(), SECTIONS.len());
        for section in SECTIONS {
            let name = sections[section]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
            let typed: Vec<_> = schema["$defs"][name]["properties"].as_object().unwrap().keys().cloned().collect();
            let mut listed: Vec<_> = of_section(section).map(str::to_owned).collect();
            let mut typed = typed;
            typed.sort();
            listed.sort();
            assert_eq!(typed, listed, "[{section}]");
        }
        let known = |section: &str, name: &str| of_section(section).any(|key| key == name);
        assert!(RANGES.iter().all(|row| known(row.0, row.1)) && OF_FOLDERS.iter().all(|row| known(row.0, row.1)));
    }

    #[test]
    fn a_number_out_of_its_range_is_told_the_range() {
        let wrong = |number| out_of_range("review", "min_confidence", number);
        assert_eq!(wrong(80.0).as_deref(), Some("must be between 0 and 1, got 80"));
        assert!(wrong(f64::NAN).is_some() && wrong(-0.1).is_some() && wrong(0.0).is_none() && wrong(1.0).is_none());
        assert_eq!(out_of_range("cloud", "max_cost", -1.0).as_deref(), Some("must be at least 0, got -1"));
        assert!(out_of_range("cloud", "max_cost", f64::INFINITY).is_some());
        assert_eq!(out_of_range("review", "max_comments", 0.0), None);
    }
}
