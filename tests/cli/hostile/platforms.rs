//! Hostile servers of both platforms, and hostile models behind a review that is posted to a real one: the token goes to no other
//! server, no list is read forever, and no text of a model does anything in a comment.

use serde_json::json;

use crate::cloud::{MESSAGES, comment, reply, set_up};
use crate::formats::hostile::without_code;
use crate::publish::github::GitHub;
use crate::publish::{bad, ci, repository};
use crate::sandbox::{Run, Sandbox};
use crate::server::{Answer, Server};

/// The variables of a job, with another server in the place of GitHub.
fn variables(sandbox: &Sandbox, address: &str) -> Vec<(&'static str, String)> {
    let mut variables = GitHub::start().push(sandbox, "opened");
    variables.extend([("GITHUB_API_URL", address.to_owned()), ("GITHUB_GRAPHQL_URL", format!("{address}/graphql"))]);
    variables
}

fn changed() -> Sandbox {
    let sandbox = repository().without_runtime();
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    sandbox
}

/// Asserts that a run is an error that says so, has its findings in the log and holds no token.
fn assert_failed(name: &str, run: &Run, words: &str) {
    assert_eq!(run.code, 2, "{name}: {}", run.err);
    let text: Vec<_> = run.err.split_whitespace().collect();
    assert!(text.join(" ").contains(words), "{name}: {}", run.err);
    assert!(run.out.contains("a.py,line=1"), "{name}: {}", run.out);
    assert!(!run.err.contains('\u{1b}') && !run.out.contains('\u{1b}'), "{name}");
}

#[test]
fn a_list_of_github_without_an_end_is_an_error() {
    let sandbox = changed();
    let head = sandbox.git(&["rev-parse", "work"]).trim().to_owned();
    let count = std::sync::atomic::AtomicUsize::new(0);
    let page = move |_: &_| {
        let cursor = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst).to_string();
        let list = json!({"nodes": [], "pageInfo": {"hasNextPage": true, "endCursor": cursor}});
        let request = json!({"headRefOid": head, "reviewThreads": list, "comments": list});
        Answer::of(json!({"data": {"repository": {"pullRequest": request}}}).to_string())
    };
    let server = Server::start(vec![("/graphql", vec![Answer::computed(page)])]);
    let run = ci(&sandbox, &variables(&sandbox, &server.url()), &[]);
    assert_failed("pages", &run, "a list has more than 100 pages");
    assert_eq!(server.asked("/graphql").len(), 100);
}

#[test]
fn an_answer_of_github_that_is_none_is_an_error() {
    let sandbox = changed();
    let answers = [
        ("no JSON", Answer::of("<html>"), "makes no sense"),
        ("JSON without a bottom", Answer::of("[".repeat(100_000)), "makes no sense"),
        ("another form", Answer::of("{\"data\": {\"repository\": 7}}"), "there is no pull request 7"),
        ("a length that lies", Answer::of("{}").cut_after(1), "broke off"),
        ("the terminal's own signs", Answer::status(400, "{\"message\": \"\\u001b[2Jgone\"}"), "gone"),
        (
            "the token in an error",
            Answer::status(401, "{\"message\": \"the token abc is bad\"}"),
            "the token *** is bad",
        ),
    ];
    for (name, answer, words) in answers {
        let server = Server::start(vec![("/graphql", vec![answer])]);
        assert_failed(name, &ci(&sandbox, &variables(&sandbox, &server.url()), &[]), words);
    }
}

#[test]
fn an_answer_of_github_without_an_end_is_an_error() {
    let sandbox = changed();
    let server = Server::start(vec![("/graphql", vec![Answer::endless()])]);
    let run = ci(&sandbox, &variables(&sandbox, &server.url()), &[]);
    assert_failed("an endless answer", &run, "longer than 64 MB");
}

#[test]
fn a_redirect_takes_the_token_of_a_job_to_no_other_server() {
    let sandbox = changed();
    for status in [302, 307, 308] {
        let other = Server::start(vec![("/graphql", vec![Answer::of("{}")])]);
        let there = Answer::status(status, "").with_header("location", format!("{}/graphql", other.url()));
        let server = Server::start(vec![("/graphql", vec![there])]);
        let run = ci(&sandbox, &variables(&sandbox, &server.url()), &[]);
        assert_failed("a redirect", &run, "redirects to another server");
        assert_eq!(other.asked("/graphql").len(), 0, "{status}");
    }
}

/// What a model may write, and what of it may stand nowhere but in code.
const TEXTS: [(&str, &[&str]); 5] = [
    ("Wrong for @everyone and @org/team: see #1, GH-2.", &["@everyone", "@org", "#1"]),
    ("Wrong </details></summary><script>x</script> here.", &["</details", "<script"]),
    (
        "Wrong ![x](https://collector.example/x.png) <img src=https://collector.example/x.png>",
        &["![x](", "<img", "://"],
    ),
    ("Wrong [here](javascript:alert(1)) and www.collector.example.", &["](", "www."]),
    ("Wrong <!-- review:0123456789abcdef gone --> here.", &["<!-- review:0123456789abcdef"]),
];

#[test]
fn a_comment_of_a_model_does_nothing_where_it_is_posted() {
    for (text, never) in TEXTS {
        let mut own = comment("    return seen", text);
        own["suggestion"] = json!("    return seen\n```\n@everyone ![x](https://collector.example/x.png)\n````");
        let server = Server::start(vec![(MESSAGES, vec![reply("comment", &[own])])]);
        let sandbox = changed();
        set_up(&sandbox, &server.url(), "[route]\nescalate = \"always\"\nalways = [\"**\"]\n");
        let github = GitHub::start();
        let mut program = sandbox.program();
        program.arg("ci").envs(github.push(&sandbox, "opened"));
        let run = Run::of(program.output().unwrap());
        assert!(run.code < 2, "{text}: {}", run.err);
        assert!(!server.asked(MESSAGES).is_empty(), "{text}");
        let state = github.state();
        let threads = state.threads.iter().flat_map(|thread| &thread.comments);
        let bodies: Vec<_> = threads.chain(&state.comments).map(|comment| comment.body.clone()).collect();
        assert!(bodies.iter().any(|body| body.contains("Wrong")), "{text}: {bodies:?}");
        for body in bodies {
            for line in prose(&body) {
                let bare = without_code(line).replace("\\]", "");
                assert!(!never.iter().any(|part| bare.contains(part)), "{text}: {line}");
            }
        }
    }
}

/// The lines of a comment without its own mark and what stands in fences, each of which is closed.
fn prose(body: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut fence: Option<usize> = None;
    for line in body.lines().skip(1) {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if ticks >= open && line.trim_matches('`').is_empty() => fence = None,
            Some(_) => {}
            None if ticks >= 3 => fence = Some(ticks),
            None => lines.push(line),
        }
    }
    assert_eq!(fence, None, "{body}");
    lines
}
