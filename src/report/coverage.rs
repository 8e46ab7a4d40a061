//! What was not reviewed, in words: for the summaries of every format that people read.

use std::collections::BTreeMap;

use super::excerpt::printable;
use crate::finding::{Coverage, Gap, GapReason};
use crate::text::counted;

/// How many files are named in one line; of the others their number is said.
const NAMED: usize = 5;

/// The lines of a summary: files that were not reviewed, those that were in part, test data and languages without rules.
pub(super) fn coverage(coverage: &Coverage) -> Vec<String> {
    let (whole, part): (Vec<_>, Vec<_>) = coverage.gaps().partition(|(_, gap)| gap.whole);
    let (languages, part): (Vec<_>, Vec<_>) =
        part.into_iter().partition(|(_, gap)| gap.reason == GapReason::UnsupportedLanguage);
    let (data, part): (Vec<_>, Vec<_>) = part.into_iter().partition(|(_, gap)| gap.reason == GapReason::TestData);
    let data = (!data.is_empty()).then(|| {
        format!("test data ({}): rules of a language say no more than info there", counted(data.len(), "file"))
    });
    let named = [named("not reviewed", whole), named("reviewed in part", part)];
    named.into_iter().flatten().chain(data).chain(without_rules(&languages)).collect()
}

/// One gap as a sentence without its file.
pub(super) fn sentence(gap: &Gap) -> String {
    let extent = if gap.whole { "not reviewed" } else { "reviewed in part" };
    format!("{extent}: {gap}")
}

/// What should have been reviewed comes first.
fn named(what: &str, mut gaps: Vec<(&str, &Gap)>) -> Option<String> {
    if gaps.is_empty() {
        return None;
    }
    gaps.sort_by_key(|(_, gap)| !gap.is_missed());
    let mut names: Vec<_> = gaps
        .iter()
        .take(NAMED)
        .map(|(path, gap)| format!("{} ({})", printable(path), printable(&gap.to_string())))
        .collect();
    if gaps.len() > NAMED {
        names.push(format!("and {} more", gaps.len() - NAMED));
    }
    Some(format!("{what}: {}", names.join(", ")))
}

fn without_rules(gaps: &[(&str, &Gap)]) -> Option<String> {
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, gap) in gaps {
        *files.entry(gap.detail.as_deref().unwrap_or_default()).or_default() += 1;
    }
    let counts: Vec<_> = files.iter().map(|(name, count)| format!("{name} ({})", counted(*count, "file"))).collect();
    (!counts.is_empty()).then(|| format!("no rules for {}: only rules for any text were run", counts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{FileCoverage, Tier};

    #[test]
    fn files_are_named_up_to_a_limit_the_unexpected_ones_first_and_languages_are_counted() {
        let file = |path: String, gap| FileCoverage::new(path, vec![Tier::Rule], vec![gap]);
        let pictures = (0..7).map(|number| file(format!("{number}.png"), Gap::whole(GapReason::Binary)));
        let large = file("z.py".into(), Gap::whole(GapReason::TooLarge));
        let scripts = ["a.ts", "b.ts", "c.go"].map(|path| {
            let language = if path.ends_with("ts") { "TypeScript" } else { "Go" };
            file(path.into(), Gap::part(GapReason::UnsupportedLanguage).with_detail(language))
        });
        let data = ["tests/data/a.py", "tests/data/b.py"].map(|path| file(path.into(), Gap::part(GapReason::TestData)));
        let odd = file("o.py".into(), Gap::part(GapReason::RulesStopped));
        let all = Coverage::new(pictures.chain(scripts).chain(data).chain([large, odd]).collect());
        assert_eq!(
            coverage(&all),
            [
                "not reviewed: z.py (too large), 0.png (binary), 1.png (binary), 2.png (binary), 3.png (binary), and 3 more",
                "reviewed in part: o.py (rules stopped)",
                "test data (2 files): rules of a language say no more than info there",
                "no rules for Go (1 file), TypeScript (2 files): only rules for any text were run",
            ]
        );
    }
}
