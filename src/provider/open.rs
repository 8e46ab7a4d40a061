//! The provider of the configuration.

use miette::Diagnostic;
use thiserror::Error;

use super::Provider;
use super::anthropic::Anthropic;
use super::key::{Key, KeyError};
use super::openai::OpenAi;
use super::server::ServerLimits;
use crate::config::{CloudLimits, CloudSection, ProviderName};
use crate::http::{self, HttpError};

/// What is wrong with `[cloud]`.
#[derive(Debug, Error, Diagnostic)]
pub enum OpenError {
    /// No protocol.
    #[error("`[cloud] provider` is not set")]
    #[diagnostic(help("provider = \"anthropic\", or \"openai\" for OpenAI and every server that speaks its protocol"))]
    NoProvider,
    /// No model.
    #[error("`[cloud] model` is not set")]
    #[diagnostic(help("such as model = \"{0}\""))]
    NoModel(&'static str),
    /// No key.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Key(#[from] KeyError),
    /// A server that cannot be asked safely, or at all.
    #[error("`[cloud] endpoint` cannot be used: {0}")]
    #[diagnostic(help("the address of a server, such as https://gateway.example; a key goes over https:// alone"))]
    Endpoint(#[from] HttpError),
}

/// Where a protocol is spoken unless the configuration says otherwise, the variable of the key there, and a model.
struct Defaults {
    endpoint: &'static str,
    variable: &'static str,
    model: &'static str,
}

impl Defaults {
    fn of(provider: ProviderName) -> Self {
        match provider {
            ProviderName::Anthropic => Self {
                endpoint: "https://api.anthropic.com",
                variable: "ANTHROPIC_API_KEY",
                model: "claude-sonnet-4-5",
            },
            ProviderName::Openai => {
                Self { endpoint: "https://api.openai.com/v1", variable: "OPENAI_API_KEY", model: "gpt-4.1" }
            }
        }
    }
}

/// The provider that `[cloud]` names. Nothing is sent yet; a command for the key is run.
///
/// # Errors
/// What `[cloud]` lacks, or a key that is not there.
pub fn open(section: &CloudSection) -> Result<Box<dyn Provider>, OpenError> {
    let provider = section.provider.ok_or(OpenError::NoProvider)?;
    let defaults = Defaults::of(provider);
    let model = section.model.clone().ok_or(OpenError::NoModel(defaults.model))?;
    let address = section.endpoint.as_deref().unwrap_or(defaults.endpoint).trim_end_matches('/');
    let usual = http::url(address)?.origin() == http::url(defaults.endpoint)?.origin();
    let key = key(section, usual.then_some(defaults.variable))?;
    let CloudLimits { timeout, concurrency, .. } = section.limits();
    let limits = ServerLimits { timeout, concurrency };
    Ok(match provider {
        ProviderName::Anthropic => Box::new(Anthropic::new(address, model, key.as_ref(), limits)?),
        ProviderName::Openai => Box::new(OpenAi::new(address, model, key.as_ref(), limits)?),
    })
}

/// The server and the model that `[cloud]` names, for telling what would be sent: no key is needed.
///
/// # Errors
/// What `[cloud]` lacks.
pub fn target(section: &CloudSection) -> Result<(String, String), OpenError> {
    let defaults = Defaults::of(section.provider.ok_or(OpenError::NoProvider)?);
    let model = section.model.clone().ok_or(OpenError::NoModel(defaults.model))?;
    let address = section.endpoint.as_deref().unwrap_or(defaults.endpoint);
    Ok((http::host(&http::url(address)?), model))
}

/// Whether the variable that the key is read from is set, or none is needed. No command is run.
pub fn has_key(section: &CloudSection) -> bool {
    let command = CloudSection { api_key_command: None, ..section.clone() };
    open(&command).is_ok()
}

/// The key of the configuration. The usual variable holds only where the server is the usual one: its key is not for
/// others, which may do without.
fn key(section: &CloudSection, usual: Option<&str>) -> Result<Option<Key>, KeyError> {
    match (&section.api_key_command, section.api_key_env.as_deref().or(usual)) {
        (Some(command), _) => Key::of_command(command).map(Some),
        (None, Some(variable)) => Key::of_variable(variable).map(Some),
        (None, None) => Ok(None),
    }
}
