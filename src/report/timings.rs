//! `--timings`: where the time of a run went, a row for each stage and each model.

use std::fmt::Write as _;

use super::excerpt::printable;
use crate::finding::{ModelTiming, Timings};

/// Timings as a table for people.
pub fn timings(timings: &Timings) -> String {
    let mut text = String::new();
    for stage in &timings.stages {
        writeln!(text, "{:<9} {:>9.1} ms", stage.stage.name(), stage.ms).expect("strings grow");
    }
    for model in &timings.models {
        writeln!(text, "{}", row(model)).expect("strings grow");
    }
    text
}

fn row(model: &ModelTiming) -> String {
    let mut parts = vec![format!("loaded in {:.0} ms", model.load_ms)];
    if model.memory_mb > 0.0 {
        parts.push(format!("{:.0} MB", model.memory_mb));
    }
    #[allow(clippy::cast_precision_loss)] // a count of hunks
    let each = model.work_ms / model.hunks.max(1) as f64;
    parts.push(format!("{} at {each:.0} ms", crate::text::counted(model.hunks, "hunk")));
    if model.prompt_tokens > 0 || model.reply_tokens > 0 {
        parts.push(format!(
            "tokens: {} read, {} known from the prompt before, {} written",
            model.prompt_tokens, model.reused_tokens, model.reply_tokens
        ));
    }
    format!("{}: {}", printable(&model.model), parts.join(", "))
}
