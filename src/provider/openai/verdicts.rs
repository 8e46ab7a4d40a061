//! The probability of each verdict out of a reply's log-probabilities.

use serde_json::Value;

use crate::prompt::Verdict;

/// How far into a reply its verdict is looked for, in bytes.
const LATEST: usize = 4096;

/// The probabilities of the verdicts, where the reply chose one: the alternatives at the token that begins the value of
/// `verdict`.
pub(super) fn verdicts(tokens: &Value) -> Option<[f64; 3]> {
    let mut text = String::new();
    for token in tokens.as_array()? {
        text.push_str(token["token"].as_str()?);
        let value = text.split_once("\"verdict\"").and_then(|(_, rest)| rest.split_once(':')).map(|(_, value)| value);
        if value.is_some_and(|value| value.contains(char::is_alphabetic)) {
            return shares(token["top_logprobs"].as_array()?);
        }
        if text.len() > LATEST {
            return None;
        }
    }
    None
}

/// The share of each verdict in the alternatives of one token.
fn shares(alternatives: &[Value]) -> Option<[f64; 3]> {
    let mut shares = [0.0; 3];
    for alternative in alternatives {
        let (Some(token), Some(logprob)) = (alternative["token"].as_str(), alternative["logprob"].as_f64()) else {
            continue;
        };
        let word = token.rsplit(':').next().unwrap_or_default();
        let word = word.trim_matches(|sign: char| !sign.is_alphabetic());
        let fits = |verdict: &Verdict| verdict.name().starts_with(word) || word.starts_with(verdict.name());
        let fitting: Vec<usize> = (0..3).filter(|&at| !word.is_empty() && fits(&Verdict::ALL[at])).collect();
        for &at in &fitting {
            #[allow(clippy::cast_precision_loss)] // at most three
            let parts = fitting.len() as f64;
            shares[at] += logprob.min(0.0).exp() / parts;
        }
    }
    let sum: f64 = shares.iter().sum();
    (sum > 0.0).then(|| shares.map(|share| share / sum))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn tokens(tokens: &[(&str, &[(&str, f64)])]) -> Value {
        let of = |(token, share): &(&str, f64)| json!({"token": token, "logprob": share.ln()});
        let alternatives = |top: &[(&str, f64)]| top.iter().map(of).collect::<Vec<_>>();
        tokens.iter().map(|(token, top)| json!({"token": token, "top_logprobs": alternatives(top)})).collect()
    }

    #[test]
    fn the_probability_of_the_verdict_is_read_where_the_reply_chose_it() {
        let top: &[(&str, f64)] = &[("clear", 0.6), ("comment", 0.1), ("com", 0.1), ("maybe", 0.1), ("hard", 0.05)];
        let tokens =
            tokens(&[("{\"", &[]), ("verdict", &[("hard", 1.0)]), ("\": \"", &[]), ("clear", top), ("\"}", &[])]);
        let [clear, comment, hard] = verdicts(&tokens).unwrap();
        assert!((clear - 0.6 / 0.85).abs() < 1e-9 && (comment - 0.2 / 0.85).abs() < 1e-9, "{clear} {comment} {hard}");
    }

    #[test]
    fn a_token_that_two_verdicts_begin_with_counts_half_for_each() {
        let tokens = tokens(&[("{\"verdict\":\"", &[]), ("c", &[("c", 0.8), ("h", 0.2)]), ("lear\"}", &[])]);
        let [clear, comment, hard] = verdicts(&tokens).unwrap();
        assert!((clear - 0.4).abs() < 1e-9 && (comment - 0.4).abs() < 1e-9 && (hard - 0.2).abs() < 1e-9);
    }

    #[test]
    fn an_answer_without_probabilities_has_none() {
        for tokens in [Value::Null, json!([]), json!([1]), tokens(&[("words", &[])])] {
            assert_eq!(verdicts(&tokens), None, "{tokens}");
        }
    }
}
