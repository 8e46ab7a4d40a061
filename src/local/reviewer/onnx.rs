//! A reviewer in this process: a model package under ONNX Runtime, its tokenizer, its chat template and the grammar of a
//! reply.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use miette::Diagnostic;
use thiserror::Error;

use super::opinion::opinion;
use super::{Answer, Effort, Limits, Reviewer, ReviewerError};
use crate::config::Device;
use crate::confine::{Allowed, confined};
use crate::local::decoder::{Decoder, DecoderError, DecoderOptions, Layout};
use crate::local::generate::{self, Cancelled, Chat, GenerateError, Generated, Message, NextToken, Role};
use crate::local::package::{Calibration, Package, PackageError};
use crate::local::runtime::Runtime;
use crate::prompt::{HunkView, INSTRUCTIONS, Prompt, Reply, Verdict, strict_schema};
use crate::text::sentence;

/// How long after the deadline a prompt that is being read is given up. Until then the reply is brought to an end.
const GRACE: Duration = Duration::from_secs(5);

/// A model of this machine.
pub struct OnnxReviewer {
    name: String,
    decoder: Mutex<Decoder>,
    chat: Chat,
    calibration: Option<Calibration>,
    limits: Limits,
    /// Tokens that the template takes for itself.
    overhead: usize,
}

/// Why a package cannot be used as a reviewer.
#[derive(Debug, Error, Diagnostic)]
pub enum LoadError {
    /// The package itself.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Package(#[from] Box<PackageError>),
    /// Its network.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Decoder(#[from] DecoderError),
    /// Its tokenizer or its template.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Generate(#[from] GenerateError),
    /// Too little room.
    #[error("the model `{name}` takes {context} tokens, and {needed} are needed for the instructions and a reply")]
    #[diagnostic(help("see `[local] context_tokens` and `reply_tokens`, or choose a model with a longer context"))]
    Small { name: String, context: usize, needed: usize },
}

/// The reviewer of a package.
///
/// # Errors
/// In a sentence, why it cannot be used.
pub(super) fn open(
    package: &Package,
    runtime: &Runtime,
    device: Device,
    limits: Limits,
) -> Result<Box<dyn Reviewer>, String> {
    let reviewer = OnnxReviewer::load(package, runtime, device, limits).map_err(|error| sentence(&error))?;
    Ok(Box::new(reviewer))
}

impl OnnxReviewer {
    /// Loads the model of a package.
    ///
    /// # Errors
    /// A file that is missing, damaged or of another kind, or a device that cannot be used.
    pub fn load(package: &Package, runtime: &Runtime, device: Device, limits: Limits) -> Result<Self, LoadError> {
        let name = package.name().to_owned();
        let (Some(folder), Some(model)) = (package.folder(), package.model_file().map_err(Box::new)?) else {
            return Err(DecoderError::NoLayout(name.into()).into());
        };
        let layout = Layout::of(folder)?;
        let section = package.manifest.reviewer.as_ref();
        let own = section.and_then(|section| section.context).map_or(usize::MAX, |context| context as usize);
        let options = DecoderOptions {
            device,
            context: Some(own.min(limits.context_tokens)),
            cache: crate::state::cache().map(|cache| cache.join("graphs")),
            threads: None,
        };
        // The tokenizer and the grammar take as long as the network: both at once.
        let (decoder, chat) = std::thread::scope(|scope| {
            let chat = scope.spawn(|| Chat::open(folder, &strict_schema()));
            (Decoder::load(&layout, &model, runtime, &options), chat.join().expect("it does not panic"))
        });
        let (decoder, chat) = (decoder?, chat?);
        chat.tokenizer().check(decoder.vocabulary())?;
        let empty = chat.prompt(&messages(INSTRUCTIONS, ""))?.len();
        let needed = empty + limits.reply_tokens;
        if needed >= decoder.context() {
            return Err(LoadError::Small { name, context: decoder.context(), needed });
        }
        let overhead = empty.saturating_sub(chat.tokenizer().count(INSTRUCTIONS)?);
        let calibration = section.and_then(|section| section.calibration);
        Ok(Self { name, decoder: Mutex::new(decoder), chat, calibration, limits, overhead })
    }

    /// Tokens of a text; of one that cannot be counted, more than fit.
    pub(super) fn count(&self, text: &str) -> usize {
        self.chat.tokenizer().count(text).unwrap_or(usize::MAX / 4)
    }
}

fn messages(system: &str, user: &str) -> [Message; 2] {
    let message = |role, text: &str| Message { role, text: text.to_owned() };
    [message(Role::System, system), message(Role::User, user)]
}

/// A decoder that answers one prompt.
struct Turn<'d> {
    decoder: &'d mut Decoder,
    /// Tokens of the prompt that it knew, once it was asked.
    reused: Option<usize>,
}

impl NextToken for Turn<'_> {
    type Error = DecoderError;

    fn logits(&mut self, tokens: &[u32], cancelled: Cancelled<'_>) -> Result<&[f32], DecoderError> {
        if self.reused.is_none() {
            let before = self.decoder.usage().reused;
            self.decoder.logits(tokens, cancelled)?;
            self.reused = Some(self.decoder.usage().reused - before);
        }
        // What was computed a moment ago is there.
        self.decoder.logits(tokens, cancelled)
    }

    fn context(&self) -> usize {
        self.decoder.context()
    }
}

impl Reviewer for OnnxReviewer {
    fn name(&self) -> &str {
        &self.name
    }

    fn review(&self, view: &HunkView<'_>, deadline: Instant) -> Result<Answer, ReviewerError> {
        // Its template and its tokenizer are of the package as well, and no file is needed any more.
        confined(&Allowed::nothing(), || self.answer(view, deadline))
    }
}

impl OnnxReviewer {
    fn answer(&self, view: &HunkView<'_>, deadline: Instant) -> Result<Answer, ReviewerError> {
        let mut decoder = self.decoder.lock().unwrap_or_else(PoisonError::into_inner);
        let start = Instant::now();
        let most = decoder.context() - self.limits.reply_tokens - self.overhead;
        let prompt = Prompt::of(view, most, &|text| self.count(text));
        let tokens = self.chat.prompt(&messages(prompt.system, &prompt.user))?;
        let limits = generate::Limits { tokens: self.limits.reply_tokens, until: Some(deadline) };
        let given_up = || Instant::now() >= deadline + GRACE;
        let mut turn = Turn { decoder: &mut decoder, reused: None };
        let generated = self.chat.reply(&mut turn, &tokens, &limits, &given_up);
        let generated = generated.map_err(|error| if given_up() { ReviewerError::Time } else { error.into() })?;
        let (prompt_tokens, reply_tokens) = (generated.prompt_tokens, generated.reply_tokens);
        let reused_tokens = turn.reused.unwrap_or(0).min(prompt_tokens);
        let reply = reply(&generated)?;
        let opinion = opinion(reply.verdict, verdicts(&generated), self.calibration.as_ref());
        let effort = Effort { prompt_tokens, reused_tokens, reply_tokens, time: start.elapsed() };
        Ok(Answer { reply, opinion, effort })
    }
}

/// The reply, without a comment that was cut off: its end is not what the model had to say.
fn reply(generated: &Generated) -> Result<Reply, ReviewerError> {
    let mut reply = Reply::read(&generated.text)?;
    if let Some(cut) = generated.cut {
        reply.comments.truncate(comment_ends(&generated.text).filter(|end| *end <= cut).count());
    }
    Ok(reply)
}

/// Where in the text of a reply its comments end, in bytes.
fn comment_ends(text: &str) -> impl Iterator<Item = usize> {
    let (mut depth, mut in_string, mut escaped) = (0, false, false);
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth -= 1;
                return (depth == 1).then_some(at + 1);
            }
            _ => {}
        }
        None
    })
}

/// The probabilities of the verdicts, in the order of [`Verdict::ALL`].
fn verdicts(generated: &Generated) -> Option<[f64; 3]> {
    let shares = generated.shares("verdict");
    let share = |verdict: Verdict| shares.iter().find(|(name, _)| name == verdict.name()).map(|(_, share)| *share);
    let [clear, comment, hard] = Verdict::ALL.map(share);
    Some([clear?, comment?, hard?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_comments_are_told_from_braces_in_their_texts() {
        let text = r#"{"verdict":"comment","comments":[{"quote":"a}\"}"},{"quote":"\\"}]}"#;
        let ends: Vec<_> = comment_ends(text).collect();
        assert_eq!(
            ends.iter().map(|end| &text[..*end]).map(|head| head.matches("quote").count()).collect::<Vec<_>>(),
            [1, 2]
        );
        assert!(ends.iter().all(|end| text[..*end].ends_with('}')));
    }
}
