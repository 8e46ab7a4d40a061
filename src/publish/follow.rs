//! An edited line has another id, and may have the same finding: its thread goes on. Findings without a thread and threads
//! without a finding come in; those that belong together go out.

use super::mark::Mark;
use super::platform::Thread;
use crate::finding::{Finding, Line};
use crate::ids::halves;

/// So many lines around where it is expected a finding is still the same one.
const NEAR: u32 = 3;

/// Pairs each finding with the nearest thread of its rule in its file, the nearest pairs first. `kept` are the threads that
/// have their findings, with the lines where these are now: by them it is known how far lines have moved.
pub(super) fn follow<'a>(
    findings: &[&'a Finding],
    threads: Vec<(&'a Thread, Mark)>,
    kept: &[(Mark, Line)],
) -> Vec<(&'a Finding, &'a Thread)> {
    let mut pairs = Vec::new();
    for (nth, finding) in findings.iter().enumerate() {
        for (index, (_, mark)) in threads.iter().enumerate() {
            let Some((rule, line)) = &mark.rule else { continue };
            if *rule == finding.rule && halves(&mark.id).0 == halves(&finding.id).0 {
                let distance = expected(mark, *line, kept).abs_diff(i64::from(finding.start.line.0));
                pairs.push((distance, nth, index));
            }
        }
    }
    pairs.sort_unstable();
    let mut followed: Vec<(usize, usize)> = Vec::new();
    for (_, nth, index) in pairs.into_iter().filter(|(distance, ..)| *distance <= u64::from(NEAR)) {
        if !followed.iter().any(|(finding, thread)| *finding == nth || *thread == index) {
            followed.push((nth, index));
        }
    }
    followed.into_iter().map(|(nth, index)| (findings[nth], threads[index].0)).collect()
}

/// Where a line is expected by now: moved as far as the nearest one of its file that is known.
fn expected(mark: &Mark, line: Line, kept: &[(Mark, Line)]) -> i64 {
    let line = i64::from(line.0);
    let of_file = kept.iter().filter(|(other, _)| halves(&other.id).0 == halves(&mark.id).0);
    let moved = of_file.filter_map(|(other, now)| Some((i64::from(other.rule.as_ref()?.1.0), i64::from(now.0))));
    let nearest = moved.min_by_key(|(then, _)| then.abs_diff(line));
    nearest.map_or(line, |(then, now)| line + now - then)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::sample;
    use crate::ids::path_half;

    fn finding(code: u32, line: u32) -> Finding {
        let finding = sample::finding(&format!("{}{code:08x}", path_half("a.py")), line);
        Finding { rule: "python/x".into(), ..finding }
    }

    /// The codes of the findings that follow threads, which are given by code, rule and line.
    fn followed(findings: &[Finding], threads: &[(u32, &str, u32)], kept: &[(u32, u32)]) -> Vec<(String, String)> {
        let mark = |code: u32, rule: &str, line| Mark {
            id: format!("{}{code:08x}", path_half("a.py")),
            rule: Some((rule.to_owned(), Line(line))),
            hunk: None,
            gone: false,
        };
        let thread = |key: u32| Thread {
            key: key.to_string(),
            comment: String::new(),
            body: String::new(),
            resolved: false,
            answered: false,
        };
        let all: Vec<_> = threads.iter().map(|(code, rule, line)| (thread(*code), mark(*code, rule, *line))).collect();
        let kept: Vec<_> = kept.iter().map(|(then, now)| (mark(99, "python/y", *then), Line(*now))).collect();
        let findings: Vec<_> = findings.iter().collect();
        let pairs = follow(&findings, all.iter().map(|(thread, mark)| (thread, mark.clone())).collect(), &kept);
        pairs.iter().map(|(finding, thread)| (finding.start.line.to_string(), thread.key.clone())).collect()
    }

    fn pair(line: &str, thread: &str) -> (String, String) {
        (line.to_owned(), thread.to_owned())
    }

    #[test]
    fn a_finding_follows_the_nearest_thread_of_its_rule() {
        let findings = [finding(1, 10), finding(2, 14)];
        let threads = [(7, "python/x", 13), (8, "python/x", 9), (9, "python/other", 10)];
        assert_eq!(followed(&findings, &threads, &[]), [pair("10", "8"), pair("14", "7")]);
    }

    #[test]
    fn what_is_far_away_is_another_finding_unless_its_lines_have_moved_as_far() {
        let findings = [finding(1, 110)];
        let threads = [(7, "python/x", 10)];
        assert_eq!(followed(&findings, &threads, &[]), []);
        assert_eq!(followed(&findings, &threads, &[(12, 112), (500, 505)]), [pair("110", "7")]);
    }
}
