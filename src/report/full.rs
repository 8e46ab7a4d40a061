//! `full`: each finding with its source, the help, the suggestion as a diff, and the manual page's first
//! paragraph where a rule speaks for the first time.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity as MietteSeverity, SourceCode,
    ThemeCharacters, ThemeStyles,
};

use super::Context;
use super::excerpt::{Source, printable};
use crate::finding::{Finding, Review, Severity, Side};
use crate::text::one_line;

pub(super) fn write(review: &Review, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let handler = handler(context);
    let mut explained = BTreeSet::new();
    for finding in &review.findings {
        let comment = Comment::new(finding, context, explained.insert(&finding.rule));
        let mut text = String::new();
        handler.render_report(&mut text, &comment).map_err(io::Error::other)?;
        writeln!(out, "{}\n", text.trim_end())?;
    }
    Ok(())
}

fn handler(context: &Context<'_>) -> GraphicalReportHandler {
    let styles = if context.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    GraphicalReportHandler::new_themed(theme).with_width(context.width).with_links(false).with_context_lines(1)
}

/// A finding in the form that miette draws.
struct Comment<'a> {
    finding: &'a Finding,
    source: Option<Source>,
    help: Option<String>,
}

impl<'a> Comment<'a> {
    fn new(finding: &'a Finding, context: &Context<'_>, first: bool) -> Self {
        let why = context.rules.described(&finding.rule).filter(|_| first).map(|rule| first_paragraph(&rule.file.why));
        let suggestion =
            finding.suggestion.as_ref().and_then(|suggestion| context.excerpts.change(finding, suggestion));
        let suggestion = suggestion.map(|(before, after)| {
            let signed = |sign: &str, lines: Vec<String>| {
                lines.into_iter().map(move |line| format!("{sign} {line}")).collect::<Vec<_>>()
            };
            [signed("-", before), signed("+", after)].concat().join("\n")
        });
        let also =
            (finding.sources.len() > 1).then(|| format!("also: {}", finding.others().collect::<Vec<_>>().join(", ")));
        let disputed = finding.disputed.as_ref().map(|reason| format!("disputed by {}", printable(reason)));
        let parts = [finding.elsewhere(), finding.help.clone(), why, suggestion, also, disputed];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let help = (!parts.is_empty()).then(|| parts.join("\n"));
        Self { finding, source: context.excerpts.of(finding), help }
    }
}

fn first_paragraph(text: &str) -> String {
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    format!("why: {}", one_line(paragraph))
}

impl fmt::Display for Comment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.finding.message))?;
        let (path, start) = (printable(&self.finding.path), self.finding.start);
        if self.finding.side == Side::Old {
            write!(f, " (a removed line)")?;
        }
        match &self.source {
            Some(_) => Ok(()),
            None => write!(f, " ({path}:{}:{})", start.line, start.column),
        }
    }
}

impl fmt::Debug for Comment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Comment<'_> {}

impl Diagnostic for Comment<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.finding.rule))
    }

    fn severity(&self) -> Option<MietteSeverity> {
        Some(match self.finding.severity {
            Severity::Info => MietteSeverity::Advice,
            Severity::Warning => MietteSeverity::Warning,
            Severity::Error => MietteSeverity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display + 'a>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let source = self.source.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, source.label))))
    }
}
