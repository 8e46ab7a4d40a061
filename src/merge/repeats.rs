//! The same concern said twice, by several tiers or turns: one finding remains, which names all who said it.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::finding::{Finding, Line, Repeat, Severity, Side, Tier};
use crate::ids::nth_id;
use crate::text::is_word_character;

/// From which share of common words on two messages on the same lines say the same.
const SAME: f64 = 0.5;
/// The same on neighbouring lines.
const STRONGLY: f64 = 0.75;
/// Lines so far apart are neighbours: a concern about a block is quoted by its head or by its body.
const NEAR: u32 = 2;
/// A finding on more lines than this is not looked up by each of them.
const MOST_LINES: u32 = 50;

/// Words that any two messages may share.
const COMMON: [&str; 14] =
    ["the", "this", "that", "and", "for", "are", "was", "when", "with", "which", "will", "may", "can", "here"];

/// Folds what repeats another finding into it; how many that were. A rule's finding is never folded, and comments of a
/// model on one place that say different things stay apart, with ids of their own.
pub(super) fn fold_repeats(findings: &mut Vec<Finding>) -> usize {
    let all = findings.len();
    // Rules come before models: what remains of a concern is the rule's.
    findings.sort_by(|a, b| a.tier.cmp(&b.tier).then(b.severity.cmp(&a.severity)));
    let mut kept: Vec<Finding> = Vec::with_capacity(all);
    let mut lines = Neighbours::default();
    for finding in findings.drain(..) {
        let near = if finding.tier == Tier::Rule { Vec::new() } else { lines.near(&finding) };
        if let Some(index) = near.into_iter().find(|&index| repeats(&finding, &kept[index])) {
            fold(&mut kept[index], finding);
        } else {
            lines.add(&finding, kept.len());
            kept.push(finding);
        }
    }
    tell_apart(&mut kept);
    *findings = kept;
    all - findings.len()
}

/// Makes one finding of what a rule says several times in one function, the first with the places of the others. They come
/// in the order of the report. What `--fix` can apply stays by itself.
pub(super) fn gather_places(findings: &mut Vec<Finding>) {
    let mut firsts: HashMap<(String, Side, String, Severity, Line), usize> = HashMap::new();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let function = match finding.function {
            Some(function) if finding.tier == Tier::Rule && finding.suggestion.is_none() => function,
            _ => {
                kept.push(finding);
                continue;
            }
        };
        let key = (finding.path.clone(), finding.side, finding.rule.clone(), finding.severity, function);
        match firsts.entry(key) {
            Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(finding);
            }
            Entry::Occupied(first) => {
                let Finding { id, start, end, message, .. } = finding;
                kept[*first.get()].repeats.push(Repeat { id, start, end, message });
            }
        }
    }
    *findings = kept;
}

/// Findings by the lines that they are on, so that only those near a comment are compared with it.
#[derive(Default)]
struct Neighbours {
    /// The indices of findings, for each line of a side of a file.
    on_line: HashMap<(String, Side, u32), Vec<usize>>,
    /// Of those on too many lines, for each side of a file.
    long: HashMap<(String, Side), Vec<usize>>,
}

impl Neighbours {
    fn add(&mut self, finding: &Finding, index: usize) {
        let lines = finding.span().lines();
        let (first, last) = (lines.start().0, lines.end().0);
        if last - first >= MOST_LINES {
            self.long.entry((finding.path.clone(), finding.side)).or_default().push(index);
            return;
        }
        for line in first..=last {
            self.on_line.entry((finding.path.clone(), finding.side, line)).or_default().push(index);
        }
    }

    /// The indices of the findings near enough to a comment to say the same, in order.
    fn near(&self, comment: &Finding) -> Vec<usize> {
        let lines = comment.span().lines();
        let mut indices = self.long.get(&(comment.path.clone(), comment.side)).cloned().unwrap_or_default();
        for line in lines.start().0.saturating_sub(NEAR)..=lines.end().0.saturating_add(NEAR) {
            indices.extend(self.on_line.get(&(comment.path.clone(), comment.side, line)).into_iter().flatten());
        }
        indices.sort_unstable();
        indices.dedup();
        indices
    }
}

/// Of several comments of one model on the same code the first keeps the id of the place, which stays when the model
/// words it anew; the others get one by their order.
fn tell_apart(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings.iter_mut().filter(|finding| finding.tier != Tier::Rule) {
        let nth = seen.entry(finding.id.clone()).or_default();
        if *nth > 0 {
            finding.id = nth_id(&finding.id, *nth);
        }
        *nth += 1;
    }
}

/// Adds what a repetition has to a finding.
fn fold(kept: &mut Finding, other: Finding) {
    let by_models = kept.tier != Tier::Rule;
    if by_models {
        kept.severity = kept.severity.max(other.severity);
    }
    if by_models && !kept.sources.contains(&other.rule) {
        // As if they erred independently of each other: 1 - (1 - a)(1 - b).
        kept.confidence = 1.0 - (1.0 - kept.confidence) * (1.0 - other.confidence);
    }
    if kept.suggestion.is_none() && kept.span() == other.span() {
        take_suggestion(kept, &other);
    }
    for source in other.sources {
        if !kept.sources.contains(&source) {
            kept.sources.push(source);
        }
    }
}

/// A rule's suggestion is applied by `--fix` without a look, a model's must not be: with a rule it is told as help.
fn take_suggestion(kept: &mut Finding, other: &Finding) {
    if kept.tier != Tier::Rule {
        kept.suggestion.clone_from(&other.suggestion);
    } else if let (None, Some(suggestion)) = (&kept.help, &other.suggestion) {
        kept.help = Some(format!("{} proposes: {}", other.rule, suggestion.replacement.trim()));
    }
}

/// Whether two findings of one side of a file say the same.
fn repeats(one: &Finding, other: &Finding) -> bool {
    let (lines, others) = (one.span().lines(), other.span().lines());
    let within = |far: u32| lines.start().0 <= others.end().0 + far && others.start().0 <= lines.end().0 + far;
    if !within(NEAR) {
        return false;
    }
    let alike = share_of_common_words(&one.message, &other.message);
    let names = quoted(&one.message);
    (within(0) && alike >= SAME)
        || alike >= STRONGLY
        || (alike >= SAME && !names.is_empty() && names == quoted(&other.message))
}

/// How many of the words of the shorter message are in the other, from 0.0 to 1.0.
#[allow(clippy::cast_precision_loss)] // a few words
fn share_of_common_words(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|sign| !is_word_character(sign));
        let words = words.filter(|word| word.chars().count() > 2).map(str::to_lowercase);
        words.filter(|word| !COMMON.contains(&&**word)).collect()
    };
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() as f64 / one.len().min(other.len()).max(1) as f64
}

/// What a message has between backticks.
fn quoted(message: &str) -> BTreeSet<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Severity, Suggestion};
    use crate::merge::tests::said;

    fn folded(mut findings: Vec<Finding>) -> Vec<Finding> {
        fold_repeats(&mut findings);
        findings
    }

    #[test]
    fn five_equal_comments_on_a_line_are_one() {
        let one = said("a", Tier::Cloud, 3, "`rows` may be empty, and max() raises ValueError.");
        let findings = folded(vec![one.clone(), one.clone(), one.clone(), one.clone(), one]);
        assert_eq!((findings.len(), findings[0].confidence), (1, 0.6));
    }

    #[test]
    fn a_concern_of_several_tiers_names_all_of_them_in_their_order() {
        let message = "default value `[]` is shared by every call";
        let cloud = Finding { severity: Severity::Error, ..said("c", Tier::Cloud, 3, message) };
        let findings = folded(vec![cloud, said("a", Tier::Rule, 3, message), said("b", Tier::Local, 3, message)]);
        assert_eq!(findings[0].sources, ["python/x", "local/reviewer", "cloud/reviewer"]);
        assert_eq!((findings[0].severity, findings[0].confidence), (Severity::Warning, 0.6));
    }

    #[test]
    fn two_models_that_agree_are_surer_and_the_more_severe_counts() {
        let message = "`rows` may be empty, and max() raises ValueError.";
        let cloud = Finding { severity: Severity::Error, ..said("c", Tier::Cloud, 3, message) };
        let findings = folded(vec![cloud, said("b", Tier::Local, 3, message)]);
        assert_eq!((findings[0].tier, findings[0].severity), (Tier::Local, Severity::Error));
        assert!((findings[0].confidence - 0.84).abs() < 1e-9);
    }

    #[test]
    fn on_neighbouring_lines_messages_must_be_strongly_alike_or_quote_the_same() {
        let first = "`rows` may be empty, and max() raises ValueError.";
        for (line, message, left) in [
            (5, "`rows` may be empty and max raises ValueError here.", 1),
            (5, "max() raises ValueError where `rows` has nothing in it.", 1),
            (5, "max() raises ValueError where `columns` has nothing in it.", 2),
            (5, "`rows` is never closed.", 2),
            (6, first, 2),
        ] {
            let findings = folded(vec![said("a", Tier::Local, 3, first), said("b", Tier::Local, line, message)]);
            assert_eq!(findings.len(), left, "{message}");
        }
    }

    #[test]
    fn different_comments_on_one_quote_stay_two_with_ids_of_their_own() {
        let findings = folded(vec![
            said("a", Tier::Local, 3, "`rows` may be empty, and max() raises."),
            said("a", Tier::Local, 3, "The lock is held while the file is read."),
        ]);
        assert_eq!((findings.len(), &*findings[0].id), (2, "a"));
        assert_ne!(findings[0].id, findings[1].id);
    }

    #[test]
    fn a_suggestion_of_a_model_is_kept_and_beside_a_rule_it_is_never_applied() {
        let message = "`rows` may be empty, and max() raises ValueError.";
        let bare = said("a", Tier::Local, 3, message);
        let suggestion = Suggestion { start: bare.start, end: bare.end, replacement: "max(rows, default=0)".into() };
        let cloud = Finding { suggestion: Some(suggestion.clone()), ..said("c", Tier::Cloud, 3, message) };
        assert_eq!(folded(vec![bare, cloud.clone()])[0].suggestion, Some(suggestion));
        let rule = folded(vec![said("r", Tier::Rule, 3, message), cloud]).remove(0);
        let help = rule.help.as_deref();
        assert_eq!((rule.suggestion, help), (None, Some("cloud/reviewer proposes: max(rows, default=0)")));
    }
}
