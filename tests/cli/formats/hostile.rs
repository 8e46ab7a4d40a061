//! Names, code and messages that try to be more than text.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::*;

/// What a model, a file name or a line of code may say.
const TEXTS: [&str; 9] = [
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "x\n::set-output name=a::b\r\n::error::c\r##[error]d",
    "]]></failure></testcase><testcase name=\"free\"/><![CDATA[",
    "\u{1b}[31mred\u{0}\u{7}\u{fffe}\u{ffff} \u{202e}backwards\u{2066}",
    "`` ` ``` ~~~ | a | b | </details> # 1\n# heading\n- [ ] task",
    "@everyone see #1, GH-2, https://evil.example, www.evil.example and [a](javascript:alert(1))",
    "100% sure, a:b,c=d; \"quoted\" 'too' {0} {{1}} $x$",
    "ends in a backtick `",
    "",
];

/// The sample with a text in every place that is not the program's own.
fn poisoned(text: &str) -> Review {
    let mut review = sample();
    for finding in &mut review.findings {
        (finding.message, finding.help) = (text.to_owned(), Some(text.to_owned()));
        (finding.path, finding.disputed) = (format!("a/{text}"), Some(text.to_owned()));
        (finding.rule, finding.url) = (format!("python/{text}"), Some(format!("https://example.com/{text}")));
    }
    for remark in &mut review.remarks {
        (remark.message, remark.reason, remark.path) = (text.to_owned(), text.to_owned(), format!("b/{text}"));
    }
    review.hunks.iter_mut().for_each(|hunk| hunk.path = format!("c/{text}"));
    review.degraded.iter_mut().for_each(|own| text.clone_into(&mut own.reason));
    review
}

#[test]
fn hostile_text_keeps_the_schemas() {
    for text in TEXTS {
        assert_valid(&poisoned(text));
    }
}

#[test]
fn a_workflow_command_cannot_be_smuggled_in() {
    for text in TEXTS {
        let github = report(&poisoned(text), Format::Github);
        // Seven findings, a remark and a stage that could not do all: a line each.
        assert_eq!(github.lines().count(), 9, "{github}");
        for line in github.lines() {
            assert!(["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)), "{line}");
            assert!(!line.contains(['\r', '\u{1b}', '\u{202e}', '\0']), "{line:?}");
            let properties = line[2..].split("::").next().unwrap();
            assert_eq!(properties.matches("title=").count(), 1, "{line}");
        }
    }
    let line = report(&poisoned("50%, a:b\nc"), Format::Github);
    assert!(line.contains("title=python/50%25%2C a%3Ab%0Ac::50%25, a:b%0Ac"), "{line}");
}

/// Reads pages by Python's XML parser, and holds them against the elements and attributes of Jenkins' schema.
const JUNIT_READER: &str = r"
import sys, xml.etree.ElementTree as tree
KNOWN = {'testsuites': 'name time tests failures disabled errors', 'failure': 'type message', 'skipped': '',
         'testsuite': 'name tests failures errors time disabled skipped timestamp hostname id package',
         'testcase': 'name assertions time classname status', 'system-out': ''}
for page in sys.stdin.buffer.read().split(b'\0'):
    root = tree.fromstring(page)
    cases = root.findall('testsuite/testcase')
    assert len(cases) == int(root.get('tests')) and all(case.get('name') for case in cases)
    assert len(root.findall('.//failure')) == int(root.get('failures'))
    for element in root.iter():
        assert set(element.attrib) <= set(KNOWN[element.tag].split()), element.tag
";

#[test]
fn junit_is_xml_with_as_many_cases_as_it_says() {
    let pages: Vec<_> = TEXTS.iter().map(|text| report(&poisoned(text), Format::Junit)).collect();
    let mut python = Command::new("python3").args(["-c", JUNIT_READER]).stdin(Stdio::piped()).spawn().unwrap();
    python.stdin.take().unwrap().write_all(pages.join("\0").as_bytes()).unwrap();
    assert!(python.wait().unwrap().success());
}

#[test]
fn markdown_makes_no_markup_of_it() {
    for text in TEXTS {
        let markdown = report(&poisoned(text), Format::Markdown);
        for line in markdown.lines() {
            let bare = without_code(line);
            assert!(!bare.contains("<script") && !bare.contains("<img"), "{line}");
            assert!(!bare.contains("@everyone") && !bare.contains("#1") && !bare.contains("://evil"), "{line}");
            assert!(!bare.replace("\\]", "").contains("](") && !bare.contains("www."), "{line}");
            assert!(
                !line.trim_start().starts_with("# ") && (!line.contains("## ") || line.starts_with("## review: ")),
                "{line}"
            );
        }
        let count = |tag: &str| markdown.lines().filter(|line| line.trim() == tag).count();
        assert_eq!(count("</details>"), markdown.matches("<details>").count(), "{markdown}");
    }
}

#[test]
fn code_with_fences_stays_in_its_fence() {
    let mut review = sample();
    review.findings[3].suggestion.as_mut().unwrap().replacement = "```\n# heading\n````".to_owned();
    assert!(report(&review, Format::Markdown).contains("\n  `````diff\n"));
}

/// A line without what stands in backticks.
pub fn without_code(line: &str) -> String {
    let spans = regex::Regex::new(r"(^|[^`\\])(`[^`]+`|``[^`](?:.*?[^`])?``|````* .*? ````*)").unwrap();
    spans.replace_all(line, "$1").into_owned()
}

#[test]
fn a_very_long_message_is_cut_where_the_room_is_small() {
    let review = poisoned(&"long ".repeat(20_000));
    assert!(report(&review, Format::Markdown).chars().count() < 65_536);
    let github = report(&review, Format::Github);
    assert!(github.lines().all(|line| line.len() < 64_000), "{}", github.len());
}
