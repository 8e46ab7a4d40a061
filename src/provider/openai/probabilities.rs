//! The probability of the verdict out of a reply's log-probabilities.

use serde::Deserialize;

use crate::prompt::Verdict;

/// A token of a reply, with what else it might have been.
#[derive(Deserialize)]
pub(super) struct Token {
    token: String,
    #[serde(default)]
    top_logprobs: Vec<Alternative>,
}

#[derive(Deserialize)]
struct Alternative {
    token: String,
    logprob: f64,
}

/// The probabilities of the verdicts, where the reply chose one: the alternatives at the token that begins the value of
/// `verdict`.
pub(super) fn verdicts(tokens: &[Token]) -> Option<[f64; 3]> {
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

    fn tokens(tokens: &[(&str, &[(&str, f64)])]) -> Vec<Token> {
        let top = |top: &[(&str, f64)]| {
            top.iter().map(|&(token, share)| Alternative { token: token.to_owned(), logprob: share.ln() }).collect()
        };
        tokens.iter().map(|&(token, all)| Token { token: token.to_owned(), top_logprobs: top(all) }).collect()
    }

    #[test]
    fn the_probability_of_the_verdict_is_read_where_the_reply_chose_it() {
        let top: &[(&str, f64)] = &[("clear", 0.6), ("comment", 0.1), ("com", 0.1), ("maybe", 0.1), ("hard", 0.05)];
        let reply = [("{\"", &[][..]), ("verdict", &[("hard", 1.0)]), ("\": \"", &[]), ("clear", top), ("\"}", &[])];
        let [clear, comment, hard] = verdicts(&tokens(&reply)).unwrap();
        assert!((clear - 0.6 / 0.85).abs() < 1e-9 && (comment - 0.2 / 0.85).abs() < 1e-9, "{clear} {comment} {hard}");
    }

    #[test]
    fn a_token_that_two_verdicts_begin_with_counts_half_for_each() {
        let reply = [("{\"verdict\":\"", &[][..]), ("c", &[("c", 0.8), ("h", 0.2)]), ("lear\"}", &[])];
        let [clear, comment, hard] = verdicts(&tokens(&reply)).unwrap();
        assert!((clear - 0.4).abs() < 1e-9 && (comment - 0.4).abs() < 1e-9 && (hard - 0.2).abs() < 1e-9);
    }

    #[test]
    fn a_reply_without_a_verdict_has_none() {
        assert_eq!(verdicts(&tokens(&[("clear", &[("clear", 1.0)])])), None);
        assert_eq!(verdicts(&[]), None);
    }
}
