//! The forms that a request may have, the richest first, and what was learned of those that a server takes.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::super::{Call, Message};
use crate::http::HttpError;

/// How a request asks for a reply of a certain form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// By tools, of which it has to call one.
    Tools,
    /// By tools, of which it may call one.
    OptionalTools,
    /// By the schema, with log-probabilities.
    Probabilities,
    /// By the schema.
    Schema,
    /// Not at all.
    Plain,
}

/// The names of parameters on which servers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Dialect {
    /// Whether the limit is called `max_completion_tokens`.
    pub completion_tokens: bool,
    /// Whether there is no `temperature`.
    pub no_temperature: bool,
}

/// What was learned of a server, for all threads.
#[derive(Debug, Default)]
pub(super) struct Learned(Mutex<(BTreeSet<Form>, Dialect)>);

impl Learned {
    /// The forms in which a call may be asked, the last one always.
    pub fn ladder(&self, call: &Call<'_>) -> Vec<Form> {
        let called = |message: &Message| matches!(message, Message::Model { calls, .. } if !calls.is_empty());
        let richest: &[Form] = if !call.tools.is_empty() || call.messages.iter().any(called) {
            &[Form::Tools, Form::OptionalTools]
        } else if call.probabilities {
            &[Form::Probabilities]
        } else {
            &[]
        };
        let known = self.state();
        let refused = |form: &Form| known.0.contains(form);
        let forms = richest.iter().copied().chain([Form::Schema]).filter(|form| !refused(form));
        forms.chain([Form::Plain]).collect()
    }

    /// Notes forms that the server does not take.
    pub fn refused(&self, forms: &[Form]) {
        self.state().0.extend(forms);
    }

    /// The names of the parameters.
    pub fn dialect(&self) -> Dialect {
        self.state().1
    }

    /// Whether a failure comes from a parameter by the name of `sent`, which is then noted.
    pub fn parameter(&self, error: &HttpError, sent: Dialect) -> bool {
        let mut state = self.state();
        let tokens = !sent.completion_tokens && error.refuses("max_completion_tokens");
        let temperature = !sent.no_temperature && error.refuses("temperature");
        state.1.completion_tokens |= tokens;
        state.1.no_temperature |= temperature;
        tokens || temperature
    }

    fn state(&self) -> MutexGuard<'_, (BTreeSet<Form>, Dialect)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a server may have failed for the form of a request. Of what it cannot find or do, its words say whether that
/// is a feature.
pub(super) fn is_refused(error: &HttpError) -> bool {
    match error {
        HttpError::Status { status: 400 | 422 | 501, .. } => true,
        HttpError::Status { status: 404 | 500, said, .. } => {
            ["tool", "response_format", "schema", "logprobs"].iter().any(|word| said.contains(word))
        }
        _ => false,
    }
}
