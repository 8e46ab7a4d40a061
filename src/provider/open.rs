//! From the configuration to a provider: one table of protocols with what each takes for granted.

use std::time::Duration;

use miette::Diagnostic;
use thiserror::Error;

use super::anthropic::{self, Anthropic};
use super::openai::{self, OpenAi};
use super::server::Manners;
use super::{Key, KeyError, Provider};
use crate::config::{CloudSection, ProviderName};
use crate::http::{self, HttpError};

/// Why there is no provider.
#[derive(Debug, Error, Diagnostic)]
pub enum OpenError {
    /// No protocol.
    #[error("no cloud model is set up")]
    #[diagnostic(help("`provider` in `[cloud]` of your config.toml is \"anthropic\" or \"openai\""))]
    NoProvider,
    /// No model.
    #[error("`[cloud] provider` needs the name of a model in `model`")]
    #[diagnostic(help("such as model = \"claude-sonnet-4-5\", as the server calls it"))]
    NoModel,
    /// A key that would be read on the way.
    #[error("a key would go to {0} in the clear")]
    #[diagnostic(help("write its address with https://, or leave the key out"))]
    InTheClear(String),
    /// No key.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Key(#[from] KeyError),
    /// An address that makes no sense.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Http(#[from] HttpError),
}

/// What a protocol takes for granted.
struct Protocol {
    address: &'static str,
    variable: &'static str,
}

fn protocol(name: ProviderName) -> Protocol {
    match name {
        ProviderName::Anthropic => Protocol { address: anthropic::DEFAULT, variable: "ANTHROPIC_API_KEY" },
        ProviderName::Openai => Protocol { address: openai::DEFAULT, variable: "OPENAI_API_KEY" },
    }
}

/// The provider of the configuration, with its key.
///
/// # Errors
/// What the configuration lacks.
pub fn open(section: &CloudSection) -> Result<Box<dyn Provider>, OpenError> {
    let (name, address, model) = named(section)?;
    let key = key(section, &protocol(name), address)?;
    let manners = Manners {
        timeout: Duration::from_secs(section.timeout_s.unwrap_or(60)),
        concurrency: section.concurrency.unwrap_or(4),
    };
    let (model, key) = (model.to_owned(), key.as_ref());
    Ok(match name {
        ProviderName::Anthropic => Box::new(Anthropic::new(address, model, key, manners)?),
        ProviderName::Openai => Box::new(OpenAi::new(address, model, key, manners)?),
    })
}

/// The server and the model that the configuration names, also where no key is set.
///
/// # Errors
/// What the configuration lacks.
pub fn target(section: &CloudSection) -> Result<(String, String), OpenError> {
    let (_, address, model) = named(section)?;
    Ok((http::host(&http::url(address)?), model.to_owned()))
}

fn named(section: &CloudSection) -> Result<(ProviderName, &str, &str), OpenError> {
    let name = section.provider.ok_or(OpenError::NoProvider)?;
    let model = section.model.as_deref().filter(|model| !model.is_empty()).ok_or(OpenError::NoModel)?;
    Ok((name, section.endpoint.as_deref().unwrap_or(protocol(name).address), model))
}

/// The key: of the command, else of the variable that is named, else of the usual one. A server of the user's own may
/// want none.
fn key(section: &CloudSection, protocol: &Protocol, address: &str) -> Result<Option<Key>, OpenError> {
    const SECTION: &str = "[cloud]";
    let key = match (&section.api_key_command, &section.api_key_env, &section.endpoint) {
        (Some(command), _, _) => Some(Key::of_command(command)?),
        (None, Some(variable), _) => Some(Key::of_variable(variable, SECTION)?),
        (None, None, None) => Some(Key::of_variable(protocol.variable, SECTION)?),
        // The usual variable holds the key of the usual server, which is nobody else's business.
        (None, None, Some(_)) => None,
    };
    let url = http::url(address)?;
    if key.is_some() && url.scheme() != "https" && !http::is_this_machine(&url) {
        return Err(OpenError::InTheClear(http::host(&url)));
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(endpoint: &str, key: &str) -> CloudSection {
        CloudSection {
            provider: Some(ProviderName::Openai),
            model: Some("m".into()),
            endpoint: Some(endpoint.into()),
            api_key_env: (!key.is_empty()).then(|| key.into()),
            ..CloudSection::default()
        }
    }

    #[test]
    fn what_lacks_is_named() {
        let error = |section: &CloudSection| open(section).err().unwrap();
        assert!(matches!(error(&CloudSection::default()), OpenError::NoProvider));
        let no_model = CloudSection { model: None, ..section("http://localhost:1", "") };
        assert!(matches!(error(&no_model), OpenError::NoModel));
        assert!(matches!(error(&section("localhost:1", "")), OpenError::Http(_)));
        let no_key = error(&section("http://localhost:1", "REVIEW_TEST_NO_SUCH_VARIABLE"));
        assert!(no_key.to_string().contains("REVIEW_TEST_NO_SUCH_VARIABLE"), "{no_key}");
    }

    #[test]
    fn a_key_does_not_travel_in_the_clear() {
        // Every shell sets it.
        let error = open(&section("http://10.0.0.1/v1", "PATH")).err().unwrap();
        assert!(matches!(error, OpenError::InTheClear(host) if host == "10.0.0.1"));
        assert!(open(&section("http://127.0.0.1:1/v1", "")).is_ok());
        assert!(open(&section("http://10.0.0.1/v1", "")).is_ok());
    }
}
