//! As much of JSON Schema as the schemas in `tests/schemas` use; a word that is not known here is an error, so that
//! nothing is taken for checked that was not.

use regex::Regex;
use serde_json::Value;

/// Words that hold no condition.
const SILENT: [&str; 7] = ["$schema", "$id", "title", "description", "default", "definitions", "required"];

/// What is wrong with a value, by its path; nothing where it is valid.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Check { root: schema }.run(schema, value, "", &mut faults);
    faults
}

struct Check<'a> {
    root: &'a Value,
}

impl Check<'_> {
    fn run(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let words = schema.as_object().unwrap_or_else(|| panic!("{schema} is no schema"));
        for name in words.get("required").and_then(Value::as_array).into_iter().flatten() {
            if value.is_object() && value.get(name.as_str().unwrap()).is_none() {
                faults.push(format!("{at}: {name} is missing"));
            }
        }
        for (word, condition) in words.iter().filter(|(word, _)| !SILENT.contains(&word.as_str())) {
            if !self.holds(word, condition, schema, value, at, faults) {
                let value: String = value.to_string().chars().take(80).collect();
                faults.push(format!("{at}: {value} against {word} {condition}"));
            }
        }
    }

    fn holds(
        &self,
        word: &str,
        condition: &Value,
        schema: &Value,
        value: &Value,
        at: &str,
        faults: &mut Vec<String>,
    ) -> bool {
        match word {
            "$ref" => {
                let pointer = condition.as_str().unwrap().strip_prefix('#').unwrap();
                self.run(self.root.pointer(pointer).unwrap(), value, at, faults);
                true
            }
            "type" => is_of_type(value, condition.as_str().unwrap()),
            "enum" => condition.as_array().unwrap().contains(value),
            "pattern" => {
                value.as_str().is_none_or(|text| Regex::new(condition.as_str().unwrap()).unwrap().is_match(text))
            }
            "format" => value.as_str().is_none_or(|text| is_in_format(text, condition.as_str().unwrap())),
            "minimum" => value.as_f64().is_none_or(|number| number >= condition.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= condition.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= condition.as_u64().unwrap()),
            "uniqueItems" => value.as_array().is_none_or(|items| all_differ(items)),
            "anyOf" => self.matching(condition, value) > 0,
            "oneOf" => self.matching(condition, value) == 1,
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.run(condition, item, &format!("{at}/{index}"), faults);
                }
                true
            }
            "properties" => {
                for (name, own) in value.as_object().into_iter().flatten() {
                    if let Some(condition) = condition.get(name) {
                        self.run(condition, own, &format!("{at}/{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                for (name, own) in value.as_object().into_iter().flatten() {
                    match condition {
                        _ if schema["properties"].get(name).is_some() => {}
                        Value::Bool(allowed) if *allowed => {}
                        Value::Bool(_) => faults.push(format!("{at}: {name} is not allowed")),
                        condition => self.run(condition, own, &format!("{at}/{name}"), faults),
                    }
                }
                true
            }
            _ => panic!("{word} is not known"),
        }
    }

    fn matching(&self, schemas: &Value, value: &Value) -> usize {
        let matches = |schema: &&Value| {
            let mut faults = Vec::new();
            self.run(schema, value, "", &mut faults);
            faults.is_empty()
        };
        schemas.as_array().unwrap().iter().filter(matches).count()
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => panic!("the type {name} is not known"),
    }
}

/// A URI has a scheme; a reference to one has at least no character that a URI cannot have.
fn is_in_format(text: &str, format: &str) -> bool {
    let reference = Regex::new(r"^[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*$").unwrap();
    let broken_escape = Regex::new("%(?:$|.$|[^0-9A-Fa-f]|.[^0-9A-Fa-f])").unwrap();
    let is_reference = reference.is_match(text) && !broken_escape.is_match(text);
    match format {
        "uri-reference" => is_reference,
        "uri" => is_reference && Regex::new("^[A-Za-z][A-Za-z0-9+.-]*:").unwrap().is_match(text),
        "date-time" => true, // none is written
        _ => panic!("the format {format} is not known"),
    }
}

fn all_differ(items: &[Value]) -> bool {
    let mut texts: Vec<_> = items.iter().map(Value::to_string).collect();
    texts.sort();
    texts.windows(2).all(|pair| pair[0] != pair[1])
}
