//! Where words go: reports to standard output, everything else to standard error.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use super::args::{Color, Global};
use super::log::{Form, Log, Readers};
use crate::progress::Progress;
use crate::report::{is_unsafe, printable};

/// The terminal, or what stands in its place.
pub(super) struct Output {
    color: Color,
    quiet: bool,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        Self { color: global.color, quiet: global.quiet }
    }

    /// Whether to colour what goes to standard output.
    pub(super) fn color(&self) -> bool {
        self.colors(is_terminal())
    }

    fn colors(&self, terminal: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    /// Says something beside the report, unless told to be quiet.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            note(&format!("{text}\n"));
        }
    }

    /// Says why a command could not be carried out.
    pub(super) fn failure(&self, failure: &dyn Diagnostic) {
        let plain = rendered(failure, GraphicalTheme::unicode_nocolor());
        // What is quoted may hold signs that a terminal obeys, and among colours they could not be told from our own.
        let text = if plain.lines().any(|line| line.contains(is_unsafe)) {
            plain.lines().map(printable).collect::<Vec<_>>().join("\n")
        } else if self.colors(io::stderr().is_terminal()) {
            rendered(failure, GraphicalTheme::unicode())
        } else {
            plain
        };
        note(&format!("{}\n", text.trim_end()));
    }

    /// A bar on standard error that counts what is named and shows itself when work takes long; hidden where
    /// nobody would see it.
    pub(super) fn progress(&self, of: &str) -> Bar {
        self.bar(&format!("{{bar:30}} {{pos}}/{{len}} {of}"))
    }

    /// The same for bytes, with how fast they come.
    pub(super) fn progress_of_bytes(&self) -> Bar {
        self.bar("{bar:30} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec}, {eta} left")
    }

    fn bar(&self, template: &str) -> Bar {
        let bar = ProgressBar::hidden();
        if !self.quiet && io::stderr().is_terminal() {
            bar.set_style(ProgressStyle::with_template(template).expect("it is valid"));
            let shown = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !shown.is_finished() {
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                }
            });
        }
        Bar(bar)
    }
}

/// An error with its place and its help.
fn rendered(failure: &dyn Diagnostic, theme: GraphicalTheme) -> String {
    let mut text = String::new();
    let handler = GraphicalReportHandler::new_themed(theme).with_width(100).with_links(false);
    if handler.render_report(&mut text, failure).is_err() {
        text = failure.to_string();
    }
    text
}

/// A bar that people may see.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Takes it off the terminal.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn start(&self, steps: u64) {
        self.0.set_position(0);
        self.0.set_length(steps);
    }

    fn advance(&self, steps: u64) {
        self.0.inc(steps);
    }

    fn set(&self, steps: u64) {
        self.0.set_position(steps);
    }
}

/// How long work may take until people want to see that it goes on.
const PATIENCE: Duration = Duration::from_millis(700);

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Columns for prose.
pub(super) fn width() -> usize {
    let (narrowest, widest) = (40, 100);
    terminal_size::terminal_size().map_or(widest, |(width, _)| width.0.into()).clamp(narrowest, widest)
}

/// Standard output, for a text of this form.
pub(super) fn out(form: Form) -> impl Write {
    Log::new(BufWriter::new(io::stdout().lock()), form, Readers::new(is_terminal()))
}

/// Writes to standard output.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = out(Form::of_text(text));
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes to standard error.
pub(super) fn note(text: &str) {
    let mut log = Log::new(io::stderr().lock(), Form::Text, Readers::new(false));
    // Nobody is left to be told where standard error is closed.
    let _ = log.write_all(text.as_bytes()).and_then(|()| log.flush());
}
