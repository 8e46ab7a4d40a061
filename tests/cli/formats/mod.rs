//! The formats for other programs: read by a person, held against their schemas, and hostile text that stays text.

pub mod hostile;
mod schema;
mod stream;

use std::sync::LazyLock;

use hybrid_review::finding::{Finding, Review, Severity, Side};
use hybrid_review::report::{self, Context, Excerpts, Format};
use hybrid_review::rules::RuleSet;
use serde_json::Value;

/// A review with something of every sort.
fn sample() -> Review {
    serde_json::from_str(include_str!("../../data/review.json")).unwrap()
}

fn report(review: &Review, format: Format) -> String {
    static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);
    let mut excerpts = Excerpts::default();
    excerpts.add(
        "shop/orders.py",
        Side::New,
        "class Orders:\n\n    def add(self, items=[]):\n        pass\n    rows = []\n    rows[0]\n".to_owned(),
    );
    let line = "größe = 'ä'; same = größe is 'ö' and 1 or größe is 'ö'";
    excerpts.add("ümläut/größe 1%.py", Side::New, format!("# ß\n{line}\n"));
    let context = Context { rules: &RULES, diff: None, excerpts: &excerpts, color: false, width: 100, early: &[] };
    let mut out = Vec::new();
    report::write(review, format, &context, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(review: &Review, format: Format) -> Value {
    serde_json::from_str(&report(review, format)).unwrap()
}

/// The schema of a format, where it has a public one in JSON.
fn schema_of(format: Format) -> Option<Value> {
    let text = match format {
        Format::Sarif => include_str!("../../schemas/sarif-2.1.0.json"),
        Format::Rdjson => include_str!("../../schemas/rdf.json"),
        Format::Gitlab => include_str!("../../schemas/gitlab.json"),
        _ => return None,
    };
    Some(serde_json::from_str(text).unwrap())
}

const WITH_SCHEMA: [Format; 3] = [Format::Sarif, Format::Rdjson, Format::Gitlab];

fn assert_valid(review: &Review) {
    for format in WITH_SCHEMA {
        let faults = schema::faults(&schema_of(format).unwrap(), &json(review, format));
        assert!(faults.is_empty(), "{format:?}: {faults:#?}");
    }
}

/// So many findings, of which every third is an error and none has the id of another.
fn many(count: u32) -> Review {
    let mut review = sample();
    let finding = review.findings[0].clone();
    let severities = [Severity::Info, Severity::Warning, Severity::Error];
    let numbered = |number: u32| {
        let severity = severities[number as usize % 3];
        Finding { id: format!("{number:016x}"), severity, ..finding.clone() }
    };
    review.findings = (0..count).map(numbered).collect();
    review
}

#[test]
fn every_format_as_a_person_read_it() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    for (name, format) in [
        ("sarif", Format::Sarif),
        ("rdjson", Format::Rdjson),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
        ("junit", Format::Junit),
        ("markdown", Format::Markdown),
    ] {
        settings.bind(|| insta::assert_snapshot!(name, report(&sample(), format)));
    }
}

#[test]
fn what_has_a_public_schema_keeps_it() {
    assert_valid(&sample());
}

#[test]
fn a_schema_refuses_what_it_should() {
    let mut sarif = json(&sample(), Format::Sarif);
    sarif["runs"][0]["results"][0]["level"] = "fatal".into();
    sarif["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "ü b.py".into();
    sarif["runs"][0]["tool"]["driver"]["rules"][0]["name_"] = 1.into();
    assert_eq!(schema::faults(&schema_of(Format::Sarif).unwrap(), &sarif).len(), 3);
}

#[test]
fn a_review_without_findings_is_a_report_too() {
    let mut review = sample();
    (review.findings, review.remarks, review.degraded) = (Vec::new(), Vec::new(), Vec::new());
    assert_valid(&review);
    assert_eq!(report(&review, Format::Github), "");
    assert_eq!(report(&review, Format::Gitlab), "[]\n");
    assert!(report(&review, Format::Junit).contains("tests=\"5\" failures=\"0\""));
    assert!(report(&review, Format::Markdown).starts_with("## review: nothing found\n"));
}

#[test]
fn the_most_severe_come_first_where_only_the_first_are_shown() {
    let sarif = json(&sample(), Format::Sarif);
    let levels: Vec<_> =
        sarif["runs"][0]["results"].as_array().unwrap().iter().map(|own| own["level"].as_str()).collect();
    assert_eq!(levels, ["error", "error", "error", "error", "warning", "warning", "note"].map(Some));
    let github = report(&many(40), Format::Github);
    assert!(github.lines().take(13).all(|line| line.starts_with("::error ")), "{github}");
    assert!(github.ends_with("10 findings above will not be shown as annotations: GitHub shows 10 of a kind\n"));
}

#[test]
fn columns_after_umlauts_are_bytes_for_reviewdog_and_characters_in_sarif() {
    let rdjson = json(&sample(), Format::Rdjson);
    let own = &rdjson["diagnostics"][3];
    assert_eq!(own["location"]["range"]["start"]["column"], 24); // `ö`, `ß` and `ä` before it take two bytes each
    assert_eq!(own["suggestions"][0]["range"]["start"]["column"], 32);
    let sarif = json(&sample(), Format::Sarif);
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let found = run["results"].as_array().unwrap().iter().find(|own| own["fixes"].is_array()).unwrap();
    assert_eq!(found["locations"][0]["physicalLocation"]["region"]["startColumn"], 21);
}

#[test]
fn a_removed_line_is_shown_where_it_stood_and_named() {
    let gitlab = json(&sample(), Format::Gitlab);
    assert_eq!(gitlab[2]["location"]["lines"]["begin"], 13);
    assert!(gitlab[2]["description"].as_str().unwrap().contains("(removed line 12)"));
    let rdjson = json(&sample(), Format::Rdjson);
    assert_eq!(rdjson["diagnostics"][2]["location"]["range"]["end"]["line"], 17);
    assert!(rdjson["diagnostics"][6]["location"]["range"].is_null(), "nothing of the file is left");
}

#[test]
fn fingerprints_in_gitlab_and_names_in_junit_are_unique() {
    let gitlab = json(&sample(), Format::Gitlab);
    let mut fingerprints: Vec<_> =
        gitlab.as_array().unwrap().iter().map(|own| own["fingerprint"].to_string()).collect();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 7);
    assert!(report(&sample(), Format::Junit).contains("name=\"python/is-literal 00000000000000b1-2\""));
}

#[test]
fn more_findings_than_github_takes_are_cut_and_counted() {
    let review = many(25_001);
    let sarif = report(&review, Format::Sarif);
    assert_eq!(sarif.matches("\"ruleIndex\"").count(), 25_000);
    assert!(sarif.contains("\"notShown\": 2") && sarif.contains("1 finding beyond the 25000 most severe"));
    let markdown = report(&review, Format::Markdown);
    assert!(markdown.chars().count() < 65_536 && markdown.contains("for which there is no room here"));
}

#[test]
fn every_format_has_its_place_in_the_documentation() {
    use clap::ValueEnum as _;
    let (page, readme) = (include_str!("../../../docs/formats.md"), include_str!("../../../README.md"));
    for format in Format::value_variants() {
        let name = format.to_possible_value().unwrap().get_name().to_owned();
        assert!(page.contains(&format!("\n## `{name}`")) && readme.contains(&name), "{name}");
    }
}
