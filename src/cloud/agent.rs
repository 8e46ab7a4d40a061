//! The agent: one loop that asks, does what the model wants to look at, and asks again, until there is a reply. Every limit
//! is checked before a call; a reply in another form is asked for once more, and then it is none.

use std::cell::Cell;
use std::fmt;
use std::time::Instant;

use super::budget::{Budget, tokens_of};
use super::tools::{self, Seen};
use super::tree::Tree;
use crate::egress::{Redacted, Redaction, Redactor};
use crate::prompt::{Reply, case_schema};
use crate::provider::{Answer, Call, Content, Message, Meter, Provider, Tokens, Tool, ToolCall, ToolResult, Wanted};
use crate::text::counted;

/// How far one conversation may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests.
    pub turns: usize,
    /// Looks at the code.
    pub looks: usize,
    /// Tokens of an answer.
    pub reply_tokens: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { turns: 6, looks: 12, reply_tokens: 1500 }
    }
}

/// What every conversation of a run shares.
pub(super) struct Shared<'a> {
    pub provider: &'a dyn Provider,
    pub budget: &'a Budget,
    pub limits: Limits,
    pub system: Redacted,
    pub tools: Vec<Tool>,
    pub deadline: Instant,
}

/// One conversation.
pub(super) struct Conversation<'a> {
    shared: &'a Shared<'a>,
    tree: &'a Tree<'a>,
    redactor: Redactor,
    messages: Vec<Message>,
    looks: usize,
    traffic: Traffic,
}

/// What came of a conversation.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    /// Whether anything was sent.
    pub sent: bool,
    /// What the model was shown beside the question.
    pub seen: Vec<Seen>,
    /// Bytes that were sent, each time that they were.
    pub bytes: usize,
    /// What was taken out of them, once for each text.
    pub redactions: Vec<Redaction>,
}

impl<'a> Conversation<'a> {
    /// Begins with a question. The redactor is the one that made its text.
    pub fn new(shared: &'a Shared<'a>, tree: &'a Tree<'a>, redactor: Redactor, question: Redacted) -> Self {
        let traffic = Traffic { redactions: question.redactions().to_vec(), ..Traffic::default() };
        Self { shared, tree, redactor, messages: vec![Message::User(question)], looks: 0, traffic }
    }

    /// The reply about so many hunks, and what it took; without one, a sentence that says why.
    pub fn go(mut self, hunks: usize) -> (Result<Reply, String>, Traffic) {
        let reply = self.reply(hunks);
        (reply, self.traffic)
    }

    fn reply(&mut self, hunks: usize) -> Result<Reply, String> {
        let mut repaired = false;
        let mut turns = 0;
        for turn in 1..=self.shared.limits.turns {
            turns = turn;
            let last = turn == self.shared.limits.turns || self.looks >= self.shared.limits.looks;
            match self.ask(last)?.content {
                Content::Calls { text, calls } if !last => self.look(&text, calls),
                Content::Calls { .. } => break,
                Content::Reply { text, cut } => match Reply::read_of(&text, hunks) {
                    Ok(reply) => return Ok(reply),
                    Err(_) if repaired && cut => return Err("its reply was cut off at its limit".to_owned()),
                    Err(error) if repaired => return Err(error.to_string()),
                    Err(error) => {
                        repaired = true;
                        let error = if cut { "it is too long, and was cut off".to_owned() } else { error.to_string() };
                        self.repair(&text, &error);
                    }
                },
            }
        }
        Err(format!("it came to no answer in {}", counted(turns, "turn")))
    }

    /// One request, within the budget and the time.
    fn ask(&mut self, last: bool) -> Result<Answer, String> {
        let Shared { provider, budget, limits, system, tools, deadline } = self.shared;
        let schema = case_schema();
        let input = tokens_of(system.as_str())
            + tokens_of_tools(tools)
            + self.messages.iter().map(tokens_of_message).sum::<u64>();
        let most = Tokens { input, output: limits.reply_tokens as u64, ..Tokens::default() };
        let meter = Paid { budget, most, attempts: Cell::new(0) };
        let call = Call {
            system,
            messages: &self.messages,
            tools,
            must_reply: last,
            reply: &schema,
            reply_tokens: limits.reply_tokens,
            probabilities: false,
            meter: &meter,
        };
        let answer = provider.ask(&call, *deadline);
        let attempts = meter.attempts.get();
        // A server may have worked on an attempt that failed, and want to be paid for it.
        let failed = attempts.saturating_sub(usize::from(answer.is_ok()));
        (0..failed).for_each(|_| budget.settle(most, Tokens::default(), 0));
        if let Ok(answer) = &answer {
            budget.settle(most, answer.tokens, tokens_of_answer(&answer.content));
        }
        let bytes = system.as_str().len() + self.messages.iter().map(bytes_of_message).sum::<usize>();
        self.traffic.sent |= attempts > 0;
        self.traffic.bytes = self.traffic.bytes.saturating_add(bytes.saturating_mul(attempts));
        answer.map_err(|error| error.to_string())
    }

    /// Does what the model wants to look at, as far as it may, and tells it.
    fn look(&mut self, text: &str, calls: Vec<Wanted>) {
        let mut told = Vec::new();
        let mut results = Vec::new();
        for wanted in calls {
            // Neither the id nor the name is the model's own: nothing that it made up is sent again as it stands.
            let id = format!("look_{}_{}", self.messages.len(), told.len());
            let name = tools::name_of(&wanted);
            let arguments = self.redactor.redact(&wanted.arguments.to_string());
            let text = if self.looks < self.shared.limits.looks {
                self.looks += 1;
                let (text, seen) = tools::run(self.tree, &wanted, &mut self.redactor);
                self.traffic.seen.extend(seen);
                text
            } else {
                self.redactor.redact("You have looked often enough. Answer now.")
            };
            self.traffic.redactions.extend_from_slice(text.redactions());
            told.push(ToolCall { id: id.clone(), name: name.to_owned(), arguments });
            results.push(ToolResult { id, text });
        }
        self.messages.push(Message::Model { text: self.redactor.redact(text), calls: told });
        self.messages.push(Message::Results(results));
    }

    /// Asks for the same reply in the right form.
    fn repair(&mut self, text: &str, error: &str) {
        let text = if text.trim().is_empty() { "(nothing)" } else { text };
        self.messages.push(Message::Model { text: self.redactor.redact(text), calls: Vec::new() });
        let wish =
            format!("That is not an answer in the form that was asked for: {error}. Give it again, in that form.");
        self.messages.push(Message::User(self.redactor.redact(&wish)));
    }
}

/// The budget, as it is asked before each attempt of a request.
struct Paid<'a> {
    budget: &'a Budget,
    /// What an attempt may take at the most.
    most: Tokens,
    /// What was set aside and is not settled yet.
    attempts: Cell<usize>,
}

impl fmt::Debug for Paid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paid").field("most", &self.most).field("attempts", &self.attempts).finish_non_exhaustive()
    }
}

impl Meter for Paid<'_> {
    fn begin(&self) -> Result<(), String> {
        self.budget.reserve(self.most)?;
        self.attempts.set(self.attempts.get() + 1);
        Ok(())
    }

    fn kept(&self) {
        self.budget.release(self.most);
        self.attempts.set(self.attempts.get().saturating_sub(1));
    }
}

/// The tokens that came back, whatever the server says of them.
fn tokens_of_answer(content: &Content) -> u64 {
    match content {
        Content::Reply { text, .. } => tokens_of(text),
        Content::Calls { text, calls } => {
            let of_call = |call: &Wanted| tokens_of(&call.name) + tokens_of(&call.arguments.to_string());
            tokens_of(text) + calls.iter().map(of_call).sum::<u64>()
        }
    }
}

fn bytes_of_message(message: &Message) -> usize {
    let of_call = |call: &ToolCall| call.name.len() + call.arguments.as_str().len();
    match message {
        Message::User(text) => text.as_str().len(),
        Message::Model { text, calls } => text.as_str().len() + calls.iter().map(of_call).sum::<usize>(),
        Message::Results(results) => results.iter().map(|result| result.text.as_str().len()).sum(),
    }
}

fn tokens_of_message(message: &Message) -> u64 {
    // Each message has a frame of its own.
    const FRAME: u64 = 8;
    FRAME + (bytes_of_message(message) as u64).div_ceil(3)
}

/// The tokens of the tools as they are told to a model, the form of the reply included.
pub(super) fn tokens_of_tools(tools: &[Tool]) -> u64 {
    let told = tools.iter().map(|tool| tool.name.len() + tool.description.len() + tool.arguments.to_string().len());
    (told.sum::<usize>() + case_schema().to_string().len()).div_ceil(3) as u64
}
