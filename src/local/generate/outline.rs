//! The shape that a schema gives to a reply. A schema comes in; of any beginning of a reply it is then known how the
//! shortest ending goes and which alternatives are open.

use serde_json::Value;

use super::error::GenerateError;
use super::reading::{Reading, Walk, either, literals, string};

/// What a schema allows, as far as schemas of replies go.
#[derive(Debug, Clone)]
pub(super) enum Outline {
    /// One of these texts, as JSON writes them.
    Literal(Vec<String>),
    /// A string of at least so many characters.
    Text { least: usize },
    /// At least so many of one kind.
    List { least: usize, item: Box<Outline> },
    /// Fields in a fixed order.
    Object(Vec<Field>),
    /// Any of these.
    Either(Vec<Outline>),
}

/// A field of an object.
#[derive(Debug, Clone)]
pub(super) struct Field {
    name: String,
    /// The name as JSON writes it, with the colon.
    key: String,
    value: Outline,
    required: bool,
}

impl Outline {
    /// Reads a schema made of objects without other properties than those it lists, arrays, strings, booleans, null,
    /// `enum`, `const` and `anyOf`.
    ///
    /// # Errors
    /// A schema that uses more than that.
    pub fn new(schema: &Value) -> Result<Self, GenerateError> {
        if let Some(alternatives) = schema["enum"].as_array() {
            return Ok(Self::Literal(alternatives.iter().map(Value::to_string).collect()));
        }
        if let Some(value) = schema.get("const") {
            return Ok(Self::Literal(vec![value.to_string()]));
        }
        if let Some(alternatives) = schema["anyOf"].as_array() {
            return alternatives.iter().map(Self::new).collect::<Result<_, _>>().map(Self::Either);
        }
        match &schema["type"] {
            Value::String(kind) => Self::of_type(kind, schema),
            Value::Array(kinds) => {
                let kinds = kinds.iter().filter_map(Value::as_str);
                kinds.map(|kind| Self::of_type(kind, schema)).collect::<Result<_, _>>().map(Self::Either)
            }
            _ => Err(GenerateError::Schema(format!("nothing says what {schema} may be"))),
        }
    }

    fn of_type(kind: &str, schema: &Value) -> Result<Self, GenerateError> {
        let least = |key: &str| schema[key].as_u64().and_then(|least| usize::try_from(least).ok()).unwrap_or(0);
        Ok(match kind {
            "null" => Self::Literal(vec!["null".to_owned()]),
            "boolean" => Self::Literal(vec!["false".to_owned(), "true".to_owned()]),
            "string" if schema.get("pattern").is_none() && schema.get("format").is_none() => {
                Self::Text { least: least("minLength") }
            }
            "array" => Self::List { least: least("minItems"), item: Box::new(Self::item(schema)?) },
            "object" if schema["additionalProperties"] == false => Self::Object(Self::fields(schema)?),
            _ => return Err(GenerateError::Schema(format!("it asks for {kind} in a way that is not known: {schema}"))),
        })
    }

    fn item(schema: &Value) -> Result<Self, GenerateError> {
        match schema.get("items") {
            Some(item) => Self::new(item),
            None if schema["maxItems"] == 0 => Ok(Self::Either(Vec::new())),
            None => Err(GenerateError::Schema(format!("nothing says what {schema} holds"))),
        }
    }

    fn fields(schema: &Value) -> Result<Vec<Field>, GenerateError> {
        let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
        let properties = schema["properties"].as_object().into_iter().flatten();
        let field = |(name, value): (&String, &Value)| {
            let key = format!("{}:", Value::from(name.as_str()));
            let required = required.iter().any(|required| required == name);
            Ok(Field { name: name.clone(), key, value: Self::new(value)?, required })
        };
        properties.map(field).collect()
    }

    /// What is known of a text that begins a reply. `path` is where the text belongs in the reply.
    pub fn read(&self, text: &[u8], path: &str) -> Reading {
        match self {
            Self::Literal(texts) => literals(texts, text, path),
            Self::Text { least } => string(*least, text),
            Self::List { least, item } => list(*least, item, text, path).unwrap_or(Reading::No),
            Self::Object(fields) => object(fields, text, path).unwrap_or(Reading::No),
            Self::Either(outlines) => either(outlines.iter().map(|outline| outline.read(text, path))),
        }
    }
}

fn list(least: usize, item: &Outline, text: &[u8], path: &str) -> Option<Reading> {
    let mut walk = Walk::new(text);
    walk.expect("[")?;
    for count in 0.. {
        if count >= least && walk.may_end("]") {
            break;
        }
        if count > 0 {
            walk.expect(",")?;
        }
        walk.take(item.read(walk.rest(), &below(path, &count.to_string())))?;
    }
    Some(walk.reading())
}

fn object(fields: &[Field], text: &[u8], path: &str) -> Option<Reading> {
    let mut walk = Walk::new(text);
    walk.expect("{")?;
    let mut separator = "";
    for field in fields {
        let key = format!("{separator}{}", field.key);
        if field.required {
            walk.expect(&key)?;
        } else if !walk.begins(&key) {
            continue;
        } else {
            walk.expect(&key)?;
        }
        walk.take(field.value.read(walk.rest(), &below(path, &field.name)))?;
        separator = ",";
    }
    walk.expect("}")?;
    Some(walk.reading())
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
