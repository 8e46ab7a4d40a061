//! Comments on generated changes, quoted in every way that models do: each on the line that it quotes, or on none.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{MESSAGES, question, reply, set_up};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Server};

const FILES: usize = 42;
const HUNKS: usize = 4;
const COMMENTS: usize = 3;

/// The ways to quote, one for each comment on a file.
const WAYS: [&str; HUNKS * COMMENTS] = [
    "correct",
    "in part",
    "other space",
    "two lines",
    "repeated",
    "repeated, other space",
    "old side",
    "old side, other space",
    "unchanged",
    "unchanged, other space",
    "another file",
    "nowhere",
];

/// A comment as the server sent it.
struct Sent {
    way: &'static str,
    quote: String,
    path: String,
    /// The hunk that it names, from 0.
    hunk: usize,
    /// A word that no other message has.
    word: String,
}

impl Sent {
    /// The side of the line that it belongs to.
    fn side(&self) -> Option<&'static str> {
        match self.way {
            "unchanged" | "unchanged, other space" | "another file" | "nowhere" => None,
            way if way.starts_with("old side") => Some("old"),
            _ => Some("new"),
        }
    }
}

fn path(file: usize) -> String {
    format!("part_{file:02}.{}", if file.is_multiple_of(2) { "py" } else { "rs" })
}

/// A line of code that stands nowhere else.
fn line(file: usize, hunk: usize, name: &str) -> String {
    let seed = file * 31 + hunk * 7 + name.len();
    let (indent, word) = (["    ", "\t", "        "][seed % 3], ["größe", "total", "名前", "rows"][seed % 4]);
    let (name, end) = (format!("{word}_{name}_{file}_{hunk}"), if file.is_multiple_of(2) { "" } else { ";" });
    match seed % 5 {
        0 | 1 => format!("{indent}{name} = compute({word}, \"é {seed}\"){end}"),
        2 | 3 => format!("{indent}{name}.append( {word} + {seed} ){end}"),
        _ => format!("{indent}check({name}, [ 1,\t2 ]){end}"),
    }
}

/// A function with a change in it, as lines with the signs of a diff.
fn function(file: usize, hunk: usize) -> Vec<(char, String)> {
    let head = if file.is_multiple_of(2) { "def part" } else { "fn part" };
    // The same in all hunks of all files of a language.
    let repeated = if file.is_multiple_of(2) { "    shared.append( 1 )" } else { "    shared.push( 1 );" };
    let own = |sign: char, name: &str| (sign, line(file, hunk, name));
    let filler = |nth: usize| (' ', line(file, hunk, &format!("filler{nth}")));
    let mut lines = vec![(' ', format!("{head}_{file}_{hunk}(shared):"))];
    lines.extend((0..4).map(filler));
    lines.extend([own(' ', "keep"), own('-', "gone"), own('+', "one"), ('+', repeated.to_owned()), own('+', "two")]);
    lines.extend([own(' ', "kept"), ('+', repeated.to_owned()), own('+', "three")]);
    lines.extend((4..10).map(filler));
    lines
}

/// The lines of a file on the side that has no lines of this sign.
fn without(sign: char, file: usize) -> Vec<String> {
    let lines = (0..HUNKS).flat_map(|hunk| function(file, hunk));
    lines.filter(|(own, _)| *own != sign).map(|(_, text)| text).collect()
}

fn repository() -> Sandbox {
    let sandbox = Sandbox::new();
    for sign in ['+', '-'] {
        for file in 0..FILES {
            let ending = if file.is_multiple_of(3) { "\r\n" } else { "\n" };
            sandbox.write(&path(file), without(sign, file).join(ending) + ending);
        }
        sandbox.git(&["add", "--all"]);
        if sign == '+' {
            sandbox.commit("start");
        }
    }
    sandbox
}

/// The quote of a comment, from what the question shows of the hunk or from elsewhere.
fn quote(way: &str, file: usize, hunk: usize, shown: &str) -> String {
    let marked = |mark: char, name: &str| {
        let lines = shown.lines().filter_map(|line| line.strip_prefix(mark));
        lines.into_iter().find(|line| line.contains(name)).expect("the hunk is shown").to_owned()
    };
    let spaced = |text: String| format!("\t{}  ", text.trim().replace(' ', "   ").replace("( ", "("));
    match way {
        "correct" => marked('+', "_one_"),
        "in part" => marked('+', "_two_").trim().trim_end_matches([')', ';']).to_owned(),
        "other space" => spaced(marked('+', "_three_")),
        "two lines" => format!("{}\n{}", marked('+', "_one_"), marked('+', "shared.")),
        "repeated" => marked('+', "shared."),
        "repeated, other space" => spaced(marked('+', "shared.")),
        "old side" => marked('-', "_gone_"),
        "old side, other space" => spaced(marked('-', "_gone_")),
        "unchanged" => marked(' ', "_keep_"),
        "unchanged, other space" => spaced(marked(' ', "_kept_")),
        "another file" => line(file + 2, hunk, "one"),
        _ => line(file, hunk, "nowhere"),
    }
}

/// Comments on each hunk of a file, every file in another order of the ways.
fn comments(text: &str) -> Vec<Sent> {
    let file: usize = text["File: part_".len()..][..2].parse().unwrap();
    let hunks = text.split("\nHunk ").skip(1).enumerate();
    let on = |(hunk, shown): (usize, &str)| {
        let comment = |nth: usize| {
            let way = WAYS[(hunk * COMMENTS + nth + file) % WAYS.len()];
            let (quote, word) = (quote(way, file, hunk, shown), format!("w{file}x{hunk}x{nth}"));
            Sent { way, quote, path: path(file), hunk, word }
        };
        (0..COMMENTS).map(comment).collect::<Vec<_>>()
    };
    hunks.flat_map(on).collect()
}

fn answer(text: &str, all: &Mutex<Vec<Sent>>) -> Answer {
    let sent = comments(text);
    let told = |Sent { quote, hunk, word, .. }: &Sent| {
        let message = format!("Fails for {word} with {word}a, {word}b and {word}c.");
        json!({"hunk": hunk + 1, "quote": quote, "message": message, "severity": "info", "confidence": 0.9, "suggestion": null})
    };
    let answer = reply("comment", &sent.iter().map(told).collect::<Vec<_>>());
    all.lock().unwrap().extend(sent);
    answer
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Checks that a finding is on changed lines of its hunk that hold its quote.
fn check(sent: &Sent, finding: &Value, hunk: &Value) {
    let Sent { way, quote, path, .. } = sent;
    let file = path["part_".len()..][..2].parse().unwrap();
    let (old, new) = (without('+', file), without('-', file));
    let (own, other) = if finding["side"] == "old" { (old, new) } else { (new, old) };
    let number = |end: &str| usize::try_from(finding[end]["line"].as_u64().unwrap()).unwrap();
    let lines = &own[number("start") - 1..number("end")];
    assert!(squeezed(&lines.concat()).contains(&squeezed(quote)), "{way}: {quote:?} is not in {lines:?} of {path}");
    assert!(lines.iter().all(|line| !other.contains(line)), "{way}: {lines:?} of {path} did not change");
    assert_eq!(finding["hunk"], hunk["id"], "{way}: {quote:?} of {path}");
}

#[test]
fn every_comment_is_on_the_line_that_it_quotes_or_on_none() {
    let sent: Arc<Mutex<Vec<Sent>>> = Arc::default();
    let all = Arc::clone(&sent);
    let server = Server::start(vec![(MESSAGES, vec![Answer::computed(move |own| answer(&question(own), &all))])]);
    let sandbox = repository();
    set_up(&sandbox, &server.url(), "max_tokens = 1000000\n[route]\nescalate = \"always\"\n");
    let result = sandbox.json(&["--staged"]);
    let list = |name: &str| result[name].as_array().unwrap().clone();
    let findings: Vec<_> = list("findings").into_iter().filter(|own| own["tier"] == "cloud").collect();
    let (remarks, hunks, sent) = (list("remarks"), list("hunks"), sent.lock().unwrap());
    let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
    for sent in &*sent {
        let is_it = |said: &&Value| said["message"].as_str().unwrap().contains(&format!("{} ", sent.word));
        let finding = findings.iter().find(is_it);
        assert_eq!(finding.map(|own| own["side"].as_str().unwrap()), sent.side(), "{}: {:?}", sent.way, sent.quote);
        match finding {
            Some(finding) => {
                let hunk = hunks.iter().filter(|hunk| hunk["path"] == *sent.path).nth(sent.hunk).unwrap();
                check(sent, finding, hunk);
            }
            None => assert!(remarks.iter().any(|own| is_it(&own)), "{}: {:?} is lost", sent.way, sent.quote),
        }
        *ways.entry(sent.way).or_default() += 1;
    }
    assert_eq!((sent.len(), findings.len() + remarks.len()), (FILES * HUNKS * COMMENTS, FILES * HUNKS * COMMENTS));
    assert!(ways.len() == WAYS.len() && ways.values().all(|&cases| cases == FILES), "{ways:?}");
}
