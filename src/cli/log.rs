//! What is written where a machine or a terminal reads along. In a job of CI a line of the log can be a command to the
//! runner, and names and code of a change are not to give any; a terminal shows characters that JSON need not escape.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::report::{Format, is_unsafe};

/// How a text writes a character in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// For people: `\u{23}`.
    Text,
    /// `\u0023`.
    Json,
    /// `&#35;`.
    Markup,
    /// The report's own commands, beside which there are none.
    Commands,
}

impl Form {
    pub(super) fn of(format: Format) -> Self {
        match format {
            Format::Json | Format::JsonLines | Format::Sarif | Format::Rdjson | Format::Gitlab => Self::Json,
            Format::Junit | Format::Html => Self::Markup,
            Format::Github => Self::Commands,
            Format::Full | Format::Concise | Format::Markdown => Self::Text,
        }
    }

    /// The form of a text that begins like this.
    pub(super) fn of_text(text: &str) -> Self {
        if text.starts_with(['{', '[']) { Self::Json } else { Self::Text }
    }

    fn escaped(self, character: char, into: &mut String) {
        let number = u32::from(character);
        match self {
            Self::Text | Self::Commands => write!(into, "\\u{{{number:x}}}"),
            Self::Json => write!(into, "\\u{number:04x}"),
            Self::Markup => write!(into, "&#{number};"),
        }
        .expect("strings grow");
    }
}

/// Who reads along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Readers {
    /// The runner of a CI job.
    pub runner: bool,
    /// A terminal.
    pub terminal: bool,
}

impl Readers {
    /// Those of this run.
    pub(super) fn new(terminal: bool) -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "false");
        Self { runner: ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"].into_iter().any(is_set), terminal }
    }
}

/// A log: lines go in, and go out as they may be read.
pub(super) struct Log<W: Write> {
    out: W,
    form: Form,
    readers: Readers,
    /// The beginning of a line.
    begun: Vec<u8>,
}

impl<W: Write> Log<W> {
    pub(super) fn new(out: W, form: Form, readers: Readers) -> Self {
        Self { out, form, readers, begun: Vec::new() }
    }

    fn changes(&self) -> bool {
        self.readers.runner || (self.readers.terminal && self.form == Form::Json)
    }

    fn write_lines(&mut self, end: usize) -> io::Result<()> {
        let lines: Vec<u8> = self.begun.drain(..end).collect();
        // What is written here is text; a byte that is not passes as the sign for that.
        let text = String::from_utf8_lossy(&lines);
        let text = if self.readers.terminal && self.form == Form::Json { visible(&text) } else { text.into_owned() };
        let text = if self.readers.runner { without_commands(&text, self.form) } else { text };
        self.out.write_all(text.as_bytes())
    }
}

impl<W: Write> Write for Log<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.changes() {
            return self.out.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        if let Some(end) = self.begun.iter().rposition(|byte| *byte == b'\n') {
            self.write_lines(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_lines(self.begun.len())?;
        self.out.flush()
    }
}

/// JSON in which a terminal finds nothing to obey.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        // Line breaks and tabs stand between values.
        if is_unsafe(character) && !matches!(character, '\n' | '\r') {
            Form::Json.escaped(character, &mut shown);
        } else {
            shown.push(character);
        }
    }
    shown
}

/// What a runner takes for a command wherever it stands in a line: GitHub's older form, Azure's and `TeamCity`'s.
const ANYWHERE: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// Lines in which a runner finds no command but those of a report that consists of them.
fn without_commands(text: &str, form: Form) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\r']) {
        let start = line.len() - begun(line).len();
        shown.push_str(&line[..start]);
        let mut rest = &line[start..];
        if rest.starts_with("::") && form != Form::Commands {
            form.escaped(':', &mut shown);
            rest = &rest[1..];
        }
        while let Some(at) = rest.find("##") {
            shown.push_str(&rest[..at]);
            let lower = rest[at..].get(..16.min(rest.len() - at)).unwrap_or(&rest[at..]).to_ascii_lowercase();
            if ANYWHERE.iter().any(|command| lower.starts_with(command)) {
                form.escaped('#', &mut shown);
            } else {
                shown.push('#');
            }
            rest = &rest[at + 1..];
        }
        shown.push_str(rest);
    }
    shown
}

/// A line without the blanks and the colours that it begins with.
fn begun(line: &str) -> &str {
    let rest = line.trim_start();
    let Some(sequence) = rest.strip_prefix("\u{1b}[") else { return rest };
    let end = sequence.find(|sign: char| !sign.is_ascii_digit() && sign != ';');
    end.and_then(|end| sequence.get(end + 1..)).map_or(rest, begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUNNER: Readers = Readers { runner: true, terminal: false };

    fn logged(text: &str, form: Form, readers: Readers) -> String {
        let mut out = Vec::new();
        let mut log = Log::new(&mut out, form, readers);
        // In pieces, as a report comes.
        text.as_bytes().chunks(3).for_each(|piece| log.write_all(piece).unwrap());
        log.flush().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_line_of_a_log_is_a_command() {
        for (line, expected) in [
            ("::stop-commands::x.py:1:1: é\n", "\\u{3a}:stop-commands::x.py:1:1: é\n"),
            ("a\r \t::debug::x", "a\r \t\\u{3a}:debug::x"),
            ("\u{1b}[1m\u{1b}[31;1m::x\u{1b}[0m\n", "\u{1b}[1m\u{1b}[31;1m\\u{3a}:x\u{1b}[0m\n"),
            ("a `##[stop-commands]x` ###[x ##Vso[a\n", "a `\\u{23}#[stop-commands]x` #\\u{23}#[x \\u{23}#Vso[a\n"),
            ("a::b ## [c] # x ##é\n:: \n", "a::b ## [c] # x ##é\n\\u{3a}: \n"),
        ] {
            assert_eq!(logged(line, Form::Text, RUNNER), expected);
            assert_eq!(logged(line, Form::Text, Readers { runner: false, terminal: true }), line);
        }
    }

    #[test]
    fn a_report_stays_what_it_is() {
        let json = "{\"a\": \"##[x\"}\n";
        let there: serde_json::Value = serde_json::from_str(&logged(json, Form::Json, RUNNER)).unwrap();
        assert_eq!(there["a"], "##[x");
        assert!(!logged(json, Form::Json, RUNNER).contains("##["));
        assert_eq!(logged("<a>\n::x ##[y</a>", Form::Markup, RUNNER), "<a>\n&#58;:x &#35;#[y</a>");
        assert_eq!(logged("::error file=a::##[x\n", Form::Commands, RUNNER), "::error file=a::\\u{23}#[x\n");
    }

    #[test]
    fn a_terminal_is_shown_json_in_which_nothing_turns_or_moves_it() {
        let json = "{\n\t\"a\": \"\u{9b}2J\u{202e}\u{2066}\u{200b}é\u{7f}\"}\n";
        let terminal = Readers { runner: false, terminal: true };
        let shown = logged(json, Form::Json, terminal);
        assert!(shown.contains("\\u009b2J\\u202e\\u2066\\u200bé\\u007f"), "{shown}");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&shown), value(json));
        assert_eq!(logged(json, Form::Json, Readers { runner: false, terminal: false }), json);
    }
}
