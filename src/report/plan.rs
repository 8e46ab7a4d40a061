//! `--dry-run`: a row for each request that would be sent to the cloud, with what it would cost, and its text on request.

use std::fmt::Write as _;

use super::excerpt::printable;
use crate::finding::Planned;
use crate::text::counted;

/// What would be sent, as a table for people; with the texts where `system`, which each begins with, is given.
pub fn plan(planned: &[(Planned, String)], system: Option<&str>) -> String {
    let mut text = String::new();
    for (request, _) in planned {
        let tokens = counted(usize::try_from(request.tokens).unwrap_or(usize::MAX), "token");
        writeln!(text, "would send {}: {tokens}{}", place(request), dollars(request.cost_usd)).expect("strings grow");
    }
    text.push_str(&total(planned));
    if let Some(system) = system.filter(|_| !planned.is_empty()) {
        writeln!(text, "\n--- the system message of every request\n{}", system.trim_end()).expect("strings grow");
        for (request, prompt) in planned {
            writeln!(text, "--- {}", place(request)).expect("strings grow");
            prompt.lines().for_each(|line| writeln!(text, "{}", printable(line)).expect("strings grow"));
        }
    }
    text
}

fn place(request: &Planned) -> String {
    let lines: Vec<_> = request.lines.iter().map(|(first, last)| format!("{first}-{last}")).collect();
    format!("{}:{}", printable(&request.path), lines.join(","))
}

fn total(planned: &[(Planned, String)]) -> String {
    if planned.is_empty() {
        return "would send nothing: no hunk is a hard case that may go and has no answer yet (`--explain`)\n"
            .to_owned();
    }
    let tokens: u64 = planned.iter().map(|(request, _)| request.tokens).sum();
    let cost: Option<f64> = planned.iter().map(|(request, _)| request.cost_usd).sum();
    let requests = counted(planned.len(), "request");
    format!("in all {requests}, about {tokens} tokens{}; more where the model asks to see other code\n", dollars(cost))
}

/// A sum of money, where the price is known.
pub(super) fn dollars(cost: Option<f64>) -> String {
    cost.map_or_else(|| ", price not known".to_owned(), |cost| format!(", ${cost:.4}"))
}
