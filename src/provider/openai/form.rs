//! What a server of chat completions takes: the richest form is tried first, and what a server refuses is left out.

use crate::http::HttpError;
use crate::provider::Call;

/// How the reply gets its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Shape {
    /// The model calls a tool, of those that it may look around with or that of the reply.
    #[default]
    Tools,
    /// The server holds it to a JSON schema; there are no tools.
    Schema,
    /// It is left to the model.
    Plain,
}

/// What is asked of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Form {
    pub shape: Shape,
    /// Whether log-probabilities are left out.
    pub no_probabilities: bool,
    /// Whether a model may answer in words although there are tools: the server cannot make it call one.
    pub free: bool,
    /// Whether the limit is called `max_completion_tokens`, as models that think want it.
    pub completion_tokens: bool,
    /// Whether the temperature is left to the server.
    pub no_temperature: bool,
}

impl Form {
    /// The same for a call, of which not all has to be asked.
    pub fn of(self, call: &Call<'_>) -> Self {
        let shape = if call.tools.is_empty() { self.shape.max(Shape::Schema) } else { self.shape };
        Self { shape, no_probabilities: self.no_probabilities || !call.probabilities, ..self }
    }

    /// What to try after a server refused this; `None` where the form is not what it complains of.
    pub fn without(self, error: &HttpError) -> Option<Self> {
        let HttpError::Status { status: 400 | 404 | 422 | 500 | 501, said, .. } = error else { return None };
        let names = |word: &str| said.contains(word);
        if names("max_tokens") && !self.completion_tokens {
            return Some(Self { completion_tokens: true, ..self });
        }
        if names("temperature") && !self.no_temperature {
            return Some(Self { no_temperature: true, ..self });
        }
        if names("tool_choice") && !self.free {
            return Some(Self { free: true, ..self });
        }
        self.plainer(error)
    }

    /// The next plainer form, where the server does not say what it minds.
    fn plainer(self, error: &HttpError) -> Option<Self> {
        let HttpError::Status { status, said, .. } = error else { return None };
        // An address that is wrong is no matter of the form, and a fault of the server seldom is.
        let of_form = match status {
            404 | 500 => said.contains("tool") || said.contains("response_format") || said.contains("schema"),
            _ => true,
        };
        if !of_form {
            return None;
        }
        if !self.no_probabilities {
            return Some(Self { no_probabilities: true, ..self });
        }
        match self.shape {
            Shape::Tools => Some(Self { shape: Shape::Schema, ..self }),
            Shape::Schema => Some(Self { shape: Shape::Plain, ..self }),
            Shape::Plain => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16, said: &str) -> HttpError {
        HttpError::Status { host: String::new(), status, said: said.to_owned(), retry_after: None }
    }

    #[test]
    fn what_a_server_names_is_left_out() {
        let next = |said: &str| Form::default().without(&refusal(400, said)).unwrap();
        assert!(next("Unsupported parameter: 'max_tokens', use 'max_completion_tokens'").completion_tokens);
        assert!(next("Unsupported value: 'temperature' does not support 0").no_temperature);
        assert!(next("tool_choice: required is not supported").free);
    }

    #[test]
    fn without_a_word_the_form_gets_plainer_until_nothing_is_left_to_leave_out() {
        let mut form = Form::default();
        let mut shapes = Vec::new();
        while let Some(next) = form.without(&refusal(400, "bad request")) {
            form = next;
            shapes.push((form.shape, form.no_probabilities));
        }
        assert_eq!(shapes, [(Shape::Tools, true), (Shape::Schema, true), (Shape::Plain, true)]);
    }

    #[test]
    fn a_wrong_address_or_key_is_no_matter_of_the_form() {
        for error in [refusal(404, "no such path"), refusal(401, "tools"), refusal(500, "oops"), refusal(429, "tools")]
        {
            assert_eq!(Form::default().without(&error), None, "{error}");
        }
    }
}
