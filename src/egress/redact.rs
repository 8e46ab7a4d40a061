//! Secrets become placeholders.

use std::collections::BTreeMap;

use crate::secrets;

/// A text without secrets: the only text that a provider takes. Only a [`Redactor`] makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacted {
    text: String,
    redactions: Vec<Redaction>,
}

/// A kind of secret that was taken out of a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct Redaction {
    /// The stable name of the kind, such as `github-token`.
    pub kind: String,
    /// How many places held one.
    pub count: usize,
}

impl Redacted {
    /// The text, with a placeholder in the place of each secret.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was taken out, by kind.
    pub fn redactions(&self) -> &[Redaction] {
        &self.redactions
    }
}

/// Redacts the texts of one conversation: a secret that comes back has the placeholder that it had before.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    /// The placeholder of each secret that was seen.
    known: BTreeMap<String, String>,
    /// How many there are of each kind.
    counts: BTreeMap<&'static str, usize>,
}

impl Redactor {
    /// A redactor that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the secrets out of a text.
    pub fn redact(&mut self, text: &str) -> Redacted {
        let (mut redacted, mut end) = (Redacted::default(), 0);
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for secret in secrets::find(text) {
            redacted.text.push_str(&text[end..secret.range.start]);
            redacted.text.push_str(&self.placeholder(secret.kind.id, &text[secret.range.clone()]));
            end = secret.range.end;
            *found.entry(secret.kind.id).or_default() += 1;
        }
        redacted.text.push_str(&text[end..]);
        redacted.redactions =
            found.into_iter().map(|(kind, count)| Redaction { kind: kind.to_owned(), count }).collect();
        redacted
    }

    /// Takes the secrets out of a whole file and keeps its lines.
    pub fn mask(&mut self, text: &str) -> String {
        self.redact(text).text
    }

    /// Puts the secrets back in the place of their placeholders, for a text that stays on this machine.
    pub fn restore(&self, text: &str) -> String {
        self.known.iter().fold(text.to_owned(), |text, (secret, placeholder)| text.replace(placeholder, secret))
    }

    fn placeholder(&mut self, kind: &'static str, secret: &str) -> String {
        if let Some(known) = self.known.get(secret) {
            return known.clone();
        }
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let placeholder = format!("<{kind} {count}>");
        self.known.insert(secret.to_owned(), placeholder.clone());
        placeholder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_becomes_a_placeholder_that_stays_and_can_be_put_back() {
        // Put together, so that no scanner takes it for a real one.
        let token = ["ghp_", "x7Kq9mZ2vB4nT6wR8yL1", "pD3sF5gH0jC2aE4i"].concat();
        let mut redactor = Redactor::new();
        let first = redactor.redact(&format!("a = \"{token}\""));
        assert_eq!(first.as_str(), "a = \"<github-token 1>\"");
        assert_eq!(first.redactions(), [Redaction { kind: "github-token".into(), count: 1 }]);
        assert_eq!(redactor.redact(&format!("b({token})")).as_str(), "b(<github-token 1>)");
        assert_eq!(redactor.restore("b(<github-token 1>)"), format!("b({token})"));
    }
}
