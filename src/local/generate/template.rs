//! How a conversation is written for a model: by the chat template that it ships. Messages come in; the tokens of the
//! prompt go out. A message never passes through the template, so that no text in it can pose as a mark, and equal
//! messages give equal tokens whatever stands after them.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value as Item;
use minijinja::{Environment, Error, ErrorKind, context};
use regex::Regex;
use serde_json::Value;

use super::error::GenerateError;
use super::files;
use super::tokenizer::Tokenizer;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The task, the same for every prompt.
    System,
    /// What is asked.
    User,
    /// What the model said, as an example.
    Assistant,
}

/// One turn of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who speaks.
    pub role: Role,
    /// What is said; white space around it is dropped, as most templates do.
    pub text: String,
}

/// The chat template of a model.
#[derive(Debug)]
pub struct Template {
    path: PathBuf,
    environment: Environment<'static>,
    names: Item,
}

/// A turn as the template sees it.
type Turn = (&'static str, String);

/// What a template may do, in instructions of its interpreter: a hundred times what known ones take.
const FUEL: u64 = 500_000;
/// Signs that no text of a template has: the number of a message stands between them.
const OPEN: char = '\u{f8f0}';
const CLOSE: char = '\u{f8f1}';
/// For a model that has the marks of this form and no template.
const CHATML: &str = "{% for message in messages %}{{ '<|im_start|>' + message.role + '\n' + message.content + \
                      '<|im_end|>\n' }}{% endfor %}{{ '<|im_start|>assistant\n' }}";

impl Template {
    /// Finds the template: `chat_template.jinja`, else `chat_template` in `tokenizer_config.json` (a text, or a list
    /// of which `default` is taken), else in `chat_template.json`. A model that has none and knows the marks
    /// `<|im_start|>` and `<|im_end|>` is talked to in `ChatML`, which is built from these.
    ///
    /// # Errors
    /// No template, or one that is not well formed; the error names the file.
    pub fn read(folder: &Path, tokenizer: &Tokenizer) -> Result<Self, GenerateError> {
        let (path, source) = match found(folder)? {
            Some(found) => found,
            None if ["<|im_start|>", "<|im_end|>"].iter().all(|mark| tokenizer.has_mark(mark)) => {
                (folder.join("tokenizer.json"), CHATML.to_owned())
            }
            None => return Err(GenerateError::NoTemplate { folder: folder.to_owned() }),
        };
        let environment = environment(source).map_err(|error| failed(&path, &error))?;
        Ok(Self { path, environment, names: Item::from(tokenizer.names().clone()) })
    }

    /// The tokens of a conversation, up to where the model's reply begins. For a model that has no role for the
    /// system, its text stands before the first message of the user.
    ///
    /// # Errors
    /// A template that fails, runs on, or leaves out a message; a text that the tokenizer cannot take.
    pub fn prompt(&self, tokenizer: &Tokenizer, messages: &[Message]) -> Result<Vec<u32>, GenerateError> {
        let turns: Vec<Turn> =
            messages.iter().enumerate().map(|(at, message)| (message.role.name(), sign(at))).collect();
        let written = match self.write(&turns) {
            Err(_) if turns.iter().any(|turn| turn.0 == "system") => self.write(&without_system(turns)),
            written => written,
        };
        let written = written.map_err(|error| failed(&self.path, &error))?;
        let mut tokens = Vec::new();
        for (text, message) in pieces(&written) {
            tokens.extend(tokenizer.encode_marked(text)?);
            if let Some(message) = message.and_then(|at| messages.get(at)) {
                tokens.extend(tokenizer.encode(message.text.trim())?);
            }
        }
        Ok(tokens)
    }

    /// What the template makes of these turns; every one of them has to be in it.
    fn write(&self, turns: &[Turn]) -> Result<String, Error> {
        let messages = turns.iter().map(|(role, content)| context! { role => *role, content => content });
        let context = context! {
            messages => messages.collect::<Vec<_>>(),
            add_generation_prompt => true,
            enable_thinking => false,
            tools => (),
            documents => (),
            ..self.names.clone()
        };
        let written = self.environment.get_template("chat")?.render(context)?;
        match turns.iter().find(|(_, content)| !written.contains(content)) {
            Some((role, _)) => Err(refusal(format!("it leaves out the message of the {role}"))),
            None => Ok(written),
        }
    }
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::Assistant => "assistant",
        }
    }
}

/// The template of a model and the file that has it.
fn found(folder: &Path) -> Result<Option<(PathBuf, String)>, GenerateError> {
    let own = folder.join("chat_template.jinja");
    if let Some(source) = files::text(&own)? {
        return Ok(Some((own, source)));
    }
    for file in ["tokenizer_config.json", "chat_template.json"] {
        let path = folder.join(file);
        let value = files::json(&path)?.unwrap_or_default();
        if let Some(source) = source(&value["chat_template"]) {
            return Ok(Some((path, source.to_owned())));
        }
    }
    Ok(None)
}

fn source(value: &Value) -> Option<&str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let default = list.iter().find(|named| named["name"] == "default").or(list.first());
    value.as_str().or_else(|| default?["template"].as_str())
}

/// What templates are written for: Jinja as the library of their authors sets it up.
fn environment(source: String) -> Result<Environment<'static>, Error> {
    // A tag of that library alone, which marks what training looks at.
    static MARKER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{%(-?)\s*(end)?generation\s*(-?)%\}").expect("the pattern is well formed"));
    let plain = MARKER.replace_all(&source, |tag: &regex::Captures<'_>| {
        let word = if tag.get(2).is_some() { "endif" } else { "if true" };
        format!("{{%{} {word} {}%}}", &tag[1], &tag[3])
    });
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_fuel(Some(FUEL));
    environment.set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
    environment.add_function("raise_exception", |reason: String| -> Result<String, Error> { Err(refusal(reason)) });
    environment.add_function("strftime_now", |format: String| day(&format));
    environment.add_template_owned("chat", plain.into_owned())?;
    Ok(environment)
}

/// The day that every prompt is written on, so that equal input gives equal output: 1 January 2025.
fn day(format: &str) -> String {
    const PARTS: [(&str, &str); 11] = [
        ("%d", "01"),
        ("%m", "01"),
        ("%Y", "2025"),
        ("%y", "25"),
        ("%b", "Jan"),
        ("%B", "January"),
        ("%a", "Wed"),
        ("%A", "Wednesday"),
        ("%H", "00"),
        ("%M", "00"),
        ("%S", "00"),
    ];
    PARTS.iter().fold(format.to_owned(), |text, (code, part)| text.replace(code, part))
}

/// The text of the system put before the first message of the user.
fn without_system(turns: Vec<Turn>) -> Vec<Turn> {
    let (system, mut others): (Vec<Turn>, Vec<Turn>) = turns.into_iter().partition(|turn| turn.0 == "system");
    let texts = system.into_iter().map(|turn| turn.1);
    match others.iter_mut().find(|turn| turn.0 == "user") {
        Some(user) => user.1 = texts.chain([user.1.clone()]).collect::<Vec<_>>().join("\n\n"),
        None => others.insert(0, ("user", texts.collect::<Vec<_>>().join("\n\n"))),
    }
    others
}

fn sign(message: usize) -> String {
    format!("{OPEN}{message}{CLOSE}")
}

/// Text of the template, each with the number of the message that follows it.
fn pieces(written: &str) -> Vec<(&str, Option<usize>)> {
    let mut pieces = Vec::new();
    let mut rest = written;
    while let Some((text, after)) = rest.split_once(OPEN) {
        let (number, after) = after.split_once(CLOSE).unwrap_or(("", after));
        pieces.push((text, number.parse().ok()));
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

fn refusal(reason: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, reason)
}

fn failed(path: &Path, error: &Error) -> GenerateError {
    let line = error.line().map(|line| format!(" (line {line} of the template)")).unwrap_or_default();
    let reason = error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned);
    GenerateError::Template { path: path.to_owned(), reason: format!("{reason}{line}") }
}
