//! A text read as a configuration and checked: unknown keys, keys in the wrong place and numbers out of their range point
//! at their place and say what was meant. A text comes in, a table of known keys goes out.

use std::ops::Range;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::{Table, Value};

use super::ConfigError;
use super::file::ConfigFile;
use super::keys::{SECTIONS, of_section, out_of_range, sections_with};
use crate::text::nearest;

/// What can be set for a single rule.
const OF_A_RULE: [&str; 3] = ["severity", "paths", "exclude"];

/// The configuration that a file holds beneath a path of tables, such as `tool.review`; `None` where there is none.
///
/// # Errors
/// A file that is no TOML, or holds no valid configuration there; mistakes point at their place.
pub(super) fn read(name: &str, text: &str, beneath: &[&str]) -> Result<Option<Table>, ConfigError> {
    let file = File { name, text };
    let root = DeTable::parse(text).map_err(|error| file.error(error.message().to_owned(), error.span(), None))?;
    let span = root.span();
    let mut value = Spanned::new(span, DeValue::Table(root.into_inner()));
    for name in beneath {
        let Some(inner) = value.get_ref().as_table().and_then(|table| table.get(*name)) else { return Ok(None) };
        value = inner.clone();
    }
    let Some(table) = value.get_ref().as_table() else {
        let reason = format!("`{}` is not a table", beneath.join("."));
        return Err(file.error(reason, Some(value.span()), None));
    };
    file.check(table)?;
    let wrong = |error: toml::de::Error| {
        let place = error.span();
        let help = unknown_field(error.message());
        file.error(error.message().to_owned(), place, help)
    };
    ConfigFile::deserialize(ValueDeserializer::from(value.clone())).map_err(wrong)?;
    Table::deserialize(ValueDeserializer::from(value).into_deserializer()).map(Some).map_err(wrong)
}

/// A file with its name.
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

impl File<'_> {
    fn error(&self, reason: String, place: Option<Range<usize>>, help: Option<String>) -> ConfigError {
        ConfigError::at(self.name, self.text, reason, place, help)
    }

    /// Whether all sections and keys are known, and all numbers in their range.
    fn check(&self, table: &DeTable<'_>) -> Result<(), ConfigError> {
        for (name, value) in table {
            let section = name.get_ref().as_ref();
            if !SECTIONS.contains(&section) {
                let help = near_section(section, value.get_ref());
                return Err(self.error(format!("there is no section `{section}`"), Some(name.span()), help));
            }
            for (key, value) in value.get_ref().as_table().into_iter().flatten() {
                self.check_key(section, key, value)?;
            }
        }
        Ok(())
    }

    fn check_key(
        &self,
        section: &str,
        key: &Spanned<toml::de::DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), ConfigError> {
        let name = key.get_ref().as_ref();
        let is_rule = section == "rules" && value.get_ref().is_table();
        if !is_rule && !of_section(section).any(|known| known == name) {
            let help = near_key(section, name);
            return Err(self.error(format!("`[{section}]` has no key `{name}`"), Some(key.span()), help));
        }
        let mut numbers = Vec::new();
        collect_numbers(value, &mut numbers);
        for (number, place) in numbers {
            if let Some(reason) = out_of_range(section, name, number) {
                return Err(self.error(format!("`{section}.{name}` {reason}"), Some(place), None));
            }
        }
        Ok(())
    }
}

/// The numbers of a value with their places, those of inner tables too.
fn collect_numbers(value: &Spanned<DeValue<'_>>, numbers: &mut Vec<(f64, Range<usize>)>) {
    match value.get_ref() {
        DeValue::Table(table) => table.iter().for_each(|(_, value)| collect_numbers(value, numbers)),
        plain => numbers.extend(number(plain).map(|number| (number, value.span()))),
    }
}

#[allow(clippy::cast_precision_loss)] // limits are small
fn number(value: &DeValue<'_>) -> Option<f64> {
    match Value::deserialize(ValueDeserializer::from(Spanned::new(0..0, value.clone()))).ok()? {
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    }
}

/// What somebody meant who wrote a section that there is none of.
fn near_section(typed: &str, value: &DeValue<'_>) -> Option<String> {
    let is_nested = |table: &DeTable<'_>| table.keys().any(|key| key.get_ref() == "review");
    match value {
        DeValue::Table(table) if ["tool", "package", "workspace"].contains(&typed) && is_nested(table) => {
            Some("a review.toml has its sections at the top: `[review]`, `[rules]`".to_owned())
        }
        DeValue::Table(_) => nearest(typed, SECTIONS).map(|near| format!("did you mean `[{near}]`?")),
        _ => belongs_to(typed),
    }
}

/// What somebody meant who wrote a key that its section does not have.
fn near_key(section: &str, typed: &str) -> Option<String> {
    if SECTIONS.contains(&typed) {
        return Some(format!("`[{typed}]` is a section of its own"));
    }
    let near = nearest(typed, of_section(section)).map(|near| format!("did you mean `{near}`?"));
    let elsewhere = belongs_to(typed);
    if sections_with(typed).next().is_some() { elsewhere } else { near.or(elsewhere) }
}

/// The sections where a key, or the nearest one, is known.
fn belongs_to(typed: &str) -> Option<String> {
    let all = SECTIONS.iter().flat_map(|section| of_section(section));
    let near = nearest(typed, all)?;
    let sections: Vec<_> = sections_with(near).map(|section| format!("`[{section}]`")).collect();
    Some(format!("`{near}` belongs to {}", sections.join(" or ")))
}

/// The nearest key of a rule, where the types know no such key.
fn unknown_field(message: &str) -> Option<String> {
    let typed = message.strip_prefix("unknown field `")?.split('`').next()?;
    let near = nearest(typed, OF_A_RULE).map(|near| format!("did you mean `{near}`?"));
    near.or_else(|| Some(format!("the keys of a rule are {}", OF_A_RULE.map(|key| format!("`{key}`")).join(", "))))
}
