//! Chat completions as they are sent and received, and the probability of the verdict out of a reply's log-probabilities.

use miette::Diagnostic;
use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;

use crate::prompt::{Prompt, Verdict, schema};

/// How much is asked of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A reply by the schema, with log-probabilities.
    Probabilities,
    /// A reply by the schema.
    Schema,
    /// A reply, whose form is left to the model.
    Plain,
}

impl Form {
    /// Every form, the richest first.
    pub const ALL: [Self; 3] = [Self::Probabilities, Self::Schema, Self::Plain];
}

/// Alternatives asked for at each token: enough for three verdicts in several spellings.
const ALTERNATIVES: usize = 10;

/// What a server answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Response {
    /// The text of the reply.
    pub text: String,
    /// Probabilities of the verdicts, in the order of [`Verdict::ALL`].
    pub verdicts: Option<[f64; 3]>,
    pub prompt_tokens: usize,
    pub reused_tokens: usize,
    pub reply_tokens: usize,
}

/// An answer that is none.
#[derive(Debug, Error, Diagnostic)]
#[error("the server's answer is no chat completion: {0}")]
#[diagnostic(help("`[local] endpoint` is the address of an OpenAI-compatible server, up to and with /v1"))]
pub struct WireError(String);

/// The body of a request.
pub(super) fn body(model: &str, prompt: &Prompt, reply_tokens: usize, form: Form) -> Value {
    let mut body = json!({
        "model": model,
        "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
        "temperature": 0,
        "max_tokens": reply_tokens,
        "stream": false,
    });
    if form != Form::Plain {
        let schema = json!({"name": "review", "strict": true, "schema": schema()});
        body["response_format"] = json!({"type": "json_schema", "json_schema": schema});
    }
    if form == Form::Probabilities {
        body["logprobs"] = true.into();
        body["top_logprobs"] = ALTERNATIVES.into();
    }
    body
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Usage,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    logprobs: Option<LogProbs>,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

#[derive(Deserialize)]
struct LogProbs {
    content: Option<Vec<Token>>,
}

#[derive(Deserialize)]
struct Token {
    token: String,
    #[serde(default)]
    top_logprobs: Vec<Alternative>,
}

#[derive(Deserialize)]
struct Alternative {
    token: String,
    logprob: f64,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Usage {
    prompt_tokens: usize,
    completion_tokens: usize,
    prompt_tokens_details: Option<Details>,
}

#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    cached_tokens: Option<usize>,
}

/// Reads the body of an answer.
pub(super) fn read(text: &str) -> Result<Response, WireError> {
    let completion: Completion = serde_json::from_str(text).map_err(|error| WireError(error.to_string()))?;
    let choice = completion.choices.into_iter().next().ok_or_else(|| WireError("it has no choices".into()))?;
    let tokens = choice.logprobs.and_then(|own| own.content).unwrap_or_default();
    let usage = completion.usage;
    Ok(Response {
        text: choice.message.content.unwrap_or_default(),
        verdicts: verdicts(&tokens),
        prompt_tokens: usage.prompt_tokens,
        reused_tokens: usage.prompt_tokens_details.and_then(|own| own.cached_tokens).unwrap_or(0),
        reply_tokens: usage.completion_tokens,
    })
}

/// The probabilities of the verdicts, where the reply chose one: the alternatives at the token that begins the value of
/// `verdict`.
fn verdicts(tokens: &[Token]) -> Option<[f64; 3]> {
    let mut text = String::new();
    for token in tokens {
        text.push_str(&token.token);
        let value = text.split_once("\"verdict\"").and_then(|(_, rest)| rest.split_once(':')).map(|(_, value)| value);
        if value.is_some_and(|value| value.contains(char::is_alphabetic)) {
            return shares(&token.top_logprobs);
        }
    }
    None
}

/// The share of each verdict in the alternatives of one token.
fn shares(alternatives: &[Alternative]) -> Option<[f64; 3]> {
    let mut shares = [0.0; 3];
    for alternative in alternatives {
        let word = alternative.token.rsplit(':').next().unwrap_or_default();
        let word = word.trim_matches(|sign: char| !sign.is_alphabetic());
        let fits = |verdict: &Verdict| verdict.name().starts_with(word) || word.starts_with(verdict.name());
        let fitting: Vec<usize> = (0..3).filter(|&at| !word.is_empty() && fits(&Verdict::ALL[at])).collect();
        for &at in &fitting {
            #[allow(clippy::cast_precision_loss)] // at most three
            let parts = fitting.len() as f64;
            shares[at] += alternative.logprob.exp() / parts;
        }
    }
    let sum: f64 = shares.iter().sum();
    (sum > 0.0).then(|| shares.map(|share| share / sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completion(tokens: &[(&str, &[(&str, f64)])]) -> String {
        let content: Vec<_> = tokens
            .iter()
            .map(|(token, top)| {
                let top: Vec<_> =
                    top.iter().map(|(token, share)| json!({"token": token, "logprob": share.ln()})).collect();
                json!({"token": token, "logprob": 0.0, "top_logprobs": top})
            })
            .collect();
        let text: String = tokens.iter().map(|(token, _)| *token).collect();
        json!({
            "choices": [{"message": {"role": "assistant", "content": text}, "logprobs": {"content": content}}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 9, "prompt_tokens_details": {"cached_tokens": 60}}
        })
        .to_string()
    }

    #[test]
    fn the_probability_of_the_verdict_is_read_where_the_reply_chose_it() {
        let top: &[(&str, f64)] = &[("clear", 0.6), ("comment", 0.1), ("com", 0.1), ("maybe", 0.1), ("hard", 0.05)];
        let text =
            completion(&[("{\"", &[]), ("verdict", &[("hard", 1.0)]), ("\": \"", &[]), ("clear", top), ("\"}", &[])]);
        let response = read(&text).unwrap();
        let [clear, comment, hard] = response.verdicts.unwrap();
        assert!((clear - 0.6 / 0.85).abs() < 1e-9 && (comment - 0.2 / 0.85).abs() < 1e-9, "{clear} {comment} {hard}");
        assert_eq!((response.prompt_tokens, response.reused_tokens, response.reply_tokens), (100, 60, 9));
    }

    #[test]
    fn a_token_that_two_verdicts_begin_with_counts_half_for_each() {
        let text = completion(&[("{\"verdict\":\"", &[]), ("c", &[("c", 0.8), ("h", 0.2)]), ("lear\"}", &[])]);
        let [clear, comment, hard] = read(&text).unwrap().verdicts.unwrap();
        assert!((clear - 0.4).abs() < 1e-9 && (comment - 0.4).abs() < 1e-9 && (hard - 0.2).abs() < 1e-9);
    }

    #[test]
    fn an_answer_without_probabilities_has_none_and_one_of_another_form_is_an_error() {
        let text = json!({"choices": [{"message": {"content": "{}"}}]}).to_string();
        let response = read(&text).unwrap();
        assert_eq!((response.verdicts, response.reply_tokens), (None, 0));
        for text in ["", "[]", "{\"choices\": []}", "<html>"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
