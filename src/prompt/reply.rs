//! The form of a reply: a verdict, then comments that quote the code. One schema for asking, for constraining and for
//! reading.

use miette::Diagnostic;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

use crate::finding::Severity;

/// What a model thinks of a hunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No mistake.
    Clear,
    /// A mistake; the comments say which.
    Comment,
    /// It cannot tell.
    Hard,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Clear, Self::Comment, Self::Hard];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Comment => "comment",
            Self::Hard => "hard",
        }
    }
}

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The verdict; it comes first, so that its probability is that of a whole reply.
    pub verdict: Verdict,
    /// What is wrong.
    pub comments: Vec<Comment>,
}

/// What a model says of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The code that it is about, copied from the hunk. The place is found by it.
    pub quote: String,
    /// What is wrong.
    pub message: String,
    /// How bad it is.
    pub severity: Severity,
    /// What to put in the place of the quote.
    pub suggestion: Option<String>,
}

/// Why a text is not a reply.
#[derive(Debug, Error, Diagnostic)]
#[error("the model's reply is not in the form that it was asked for: {0}")]
#[diagnostic(help("a model that is asked without a grammar or a schema may do so; larger ones seldom do"))]
pub struct ReplyError(#[from] serde_json::Error);

/// At most so many comments on one hunk.
const MOST_COMMENTS: usize = 3;
/// Longest texts, in characters.
const LONGEST_QUOTE: usize = 200;
const LONGEST_MESSAGE: usize = 300;
const LONGEST_SUGGESTION: usize = 300;

/// The JSON schema of a reply, in the form that servers take.
pub fn schema() -> Value {
    object(&Verdict::ALL, 0, MOST_COMMENTS)
}

/// The same for a grammar, which can say more: a verdict of `comment` has comments, and the others have none.
pub fn strict_schema() -> Value {
    let settled = object(&[Verdict::Clear, Verdict::Hard], 0, 0);
    json!({"anyOf": [settled, object(&[Verdict::Comment], 1, MOST_COMMENTS)]})
}

fn object(verdicts: &[Verdict], least: usize, most: usize) -> Value {
    let comment = json!({
        "type": "object",
        "properties": {
            "quote": {"type": "string", "minLength": 1, "maxLength": LONGEST_QUOTE},
            "message": {"type": "string", "minLength": 1, "maxLength": LONGEST_MESSAGE},
            "severity": {"enum": ["error", "warning", "info"]},
            "suggestion": {"anyOf": [{"type": "string", "maxLength": LONGEST_SUGGESTION}, {"type": "null"}]}
        },
        "required": ["quote", "message", "severity", "suggestion"],
        "additionalProperties": false
    });
    let mut comments = json!({"type": "array", "items": comment, "maxItems": most});
    if least > 0 {
        comments["minItems"] = least.into();
    }
    json!({
        "type": "object",
        "properties": {"verdict": {"enum": verdicts}, "comments": comments},
        "required": ["verdict", "comments"],
        "additionalProperties": false
    })
}

impl Reply {
    /// Reads a reply. A model that was not constrained may put it between other words or into a fenced block.
    ///
    /// # Errors
    /// No JSON object in the text, or one of another form.
    pub fn read(text: &str) -> Result<Self, ReplyError> {
        let whole = serde_json::from_str(text.trim());
        let object = || Some(&text[text.find('{')?..=text.rfind('}')?]);
        let mut reply: Self = match (whole, object()) {
            (Ok(reply), _) => reply,
            (Err(_), Some(object)) => serde_json::from_str(object)?,
            (Err(error), None) => return Err(error.into()),
        };
        reply.comments.truncate(MOST_COMMENTS);
        Ok(reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: &str = r#"{"verdict":"comment","comments":[{"quote":"x = 1","message":"It is 2.","severity":"error","suggestion":null}]}"#;

    #[test]
    fn a_reply_is_read_also_from_between_other_words() {
        let reply = Reply::read(VALID).unwrap();
        assert_eq!((reply.verdict, reply.comments.len()), (Verdict::Comment, 1));
        assert_eq!(Reply::read(&format!("Sure!\n```json\n{VALID}\n```\n")).unwrap(), reply);
        assert_eq!(serde_json::to_string(&reply).unwrap(), VALID);
    }

    #[test]
    fn what_has_another_form_is_an_error() {
        for text in ["", "clear", "}{", r#"{"verdict":"clear"}"#, &VALID.replace("error", "fatal"), &VALID[..80]] {
            assert!(Reply::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_schema_names_the_fields_of_the_types() {
        let schema = schema();
        let names =
            |value: &Value| -> Vec<String> { value["properties"].as_object().unwrap().keys().cloned().collect() };
        assert_eq!(names(&schema), ["verdict", "comments"]);
        let comment: Value = serde_json::from_str::<Value>(VALID).unwrap()["comments"][0].clone();
        let fields: Vec<_> = comment.as_object().unwrap().keys().cloned().collect();
        assert_eq!(names(&schema["properties"]["comments"]["items"]), fields);
    }
}
