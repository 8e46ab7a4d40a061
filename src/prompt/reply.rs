//! The form of a reply: a verdict, then comments that quote the code. One form for asking, for constraining and for
//! reading; a model that is asked about several hunks says more in it than one that sees a single hunk.

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

use crate::finding::{Severity, Verdict};

/// A reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The verdict; it comes first, so that its probability is that of a whole reply.
    pub verdict: Verdict,
    /// What is wrong.
    pub comments: Vec<Comment>,
    /// What it holds against findings that it was told of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
}

/// What a model says of one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The hunk, counted from 1 in the order in which they were shown, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hunk: Option<usize>,
    /// The code that it is about, copied from the hunk. The place is found by it.
    pub quote: String,
    /// What is wrong.
    pub message: String,
    /// How bad it is.
    pub severity: Severity,
    /// How sure the model is, from 0.0 to 1.0, where it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// What to put in the place of the quote.
    pub suggestion: Option<String>,
}

/// What a model holds against a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// The hunk, counted from 1 in the order in which they were shown.
    pub hunk: usize,
    /// The rule of the finding.
    pub rule: String,
    /// Why the finding is wrong here.
    pub reason: String,
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

/// The schema of a reply about several hunks. Servers that enforce one know no lengths; [`Reply::read`] keeps those.
pub fn case_schema() -> Value {
    let text = || json!({"type": "string"});
    let hunk = || json!({"type": "integer", "description": "number of the hunk"});
    let comment = closed(json!({
        "hunk": hunk(),
        "quote": text(),
        "message": text(),
        "severity": {"type": "string", "enum": Severity::ALL},
        "confidence": {"type": "number", "description": "0 to 1"},
        "suggestion": {"type": ["string", "null"]}
    }));
    let dispute = closed(json!({"hunk": hunk(), "rule": text(), "reason": text()}));
    closed(json!({
        "verdict": {"type": "string", "enum": Verdict::ALL},
        "comments": {"type": "array", "items": comment},
        "disputes": {"type": "array", "items": dispute}
    }))
}

/// An object with exactly these properties.
fn closed(properties: Value) -> Value {
    let names: Vec<_> = properties.as_object().into_iter().flat_map(|all| all.keys().cloned()).collect();
    json!({"type": "object", "properties": properties, "required": names, "additionalProperties": false})
}

fn object(verdicts: &[Verdict], least: usize, most: usize) -> Value {
    let comment = closed(json!({
        "quote": {"type": "string", "minLength": 1, "maxLength": LONGEST_QUOTE},
        "message": {"type": "string", "minLength": 1, "maxLength": LONGEST_MESSAGE},
        "severity": {"enum": Severity::ALL},
        "suggestion": {"anyOf": [{"type": "string", "maxLength": LONGEST_SUGGESTION}, {"type": "null"}]}
    }));
    let mut comments = json!({"type": "array", "items": comment, "maxItems": most});
    if least > 0 {
        comments["minItems"] = least.into();
    }
    closed(json!({"verdict": {"enum": verdicts}, "comments": comments}))
}

impl Reply {
    /// Reads a reply about one hunk. A model that was not constrained may put it between other words or into a fenced
    /// block.
    ///
    /// # Errors
    /// No JSON object in the text, or one of another form.
    pub fn read(text: &str) -> Result<Self, ReplyError> {
        Self::read_of(text, 1)
    }

    /// Reads a reply about so many hunks.
    ///
    /// # Errors
    /// As [`Reply::read`].
    pub fn read_of(text: &str, hunks: usize) -> Result<Self, ReplyError> {
        let whole = serde_json::from_str(text.trim());
        let object = || text.get(text.find('{')?..=text.rfind('}')?);
        let mut reply: Self = match (whole, object()) {
            (Ok(reply), _) => reply,
            (Err(_), Some(object)) => serde_json::from_str(object)?,
            (Err(error), None) => return Err(error.into()),
        };
        reply.comments.truncate(MOST_COMMENTS * hunks);
        for comment in &mut reply.comments {
            comment.confidence = comment.confidence.map(|share| share.clamp(0.0, 1.0));
        }
        Ok(reply)
    }

    /// What a reply about so many hunks says of each. A comment that names none of them belongs to the first: its quote
    /// finds its place.
    pub fn by_hunk(self, hunks: usize) -> Vec<Self> {
        let verdict = |comments: &[Comment]| match self.verdict {
            Verdict::Comment if comments.is_empty() => Verdict::Clear,
            verdict => verdict,
        };
        let mut parts = vec![(Vec::new(), Vec::new()); hunks];
        let index = |hunk: Option<usize>| hunk.filter(|hunk| (1..=hunks).contains(hunk)).unwrap_or(1) - 1;
        for comment in self.comments {
            parts[index(comment.hunk)].0.push(Comment { hunk: None, ..comment });
        }
        for dispute in self.disputes {
            parts[index(Some(dispute.hunk))].1.push(Dispute { hunk: 1, ..dispute });
        }
        parts.into_iter().map(|(comments, disputes)| Self { verdict: verdict(&comments), comments, disputes }).collect()
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
    fn a_reply_about_several_hunks_says_which_and_how_sure_it_is() {
        let dispute = r#""disputes":[{"hunk":1,"rule":"python/x","reason":"it cannot be empty"}]}"#;
        let text =
            VALID.replace(r#"{"quote""#, r#"{"hunk":2,"confidence":7,"quote""#).replace("]}", &format!("],{dispute}"));
        let reply = Reply::read_of(&text, 2).unwrap();
        assert_eq!((reply.comments[0].hunk, reply.comments[0].confidence), (Some(2), Some(1.0)));
        assert_eq!(reply.disputes[0].rule, "python/x");
        assert_eq!(Reply::read_of(&serde_json::to_string(&reply).unwrap(), 2).unwrap(), reply);
    }

    #[test]
    fn what_has_another_form_is_an_error() {
        for text in
            ["", "clear", "}{", "} and {", r#"{"verdict":"clear"}"#, &VALID.replace("error", "fatal"), &VALID[..80]]
        {
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
        let case = case_schema();
        let said = json!({"hunk": 1, "rule": "r", "reason": "because"});
        assert!(serde_json::from_value::<Dispute>(said.clone()).is_ok());
        assert_eq!(names(&case["properties"]["disputes"]["items"]), names(&json!({"properties": said})));
        let mut fields = names(&case["properties"]["comments"]["items"]);
        fields.retain(|name| name != "hunk" && name != "confidence");
        assert_eq!(names(&schema["properties"]["comments"]["items"]), fields);
    }
}
