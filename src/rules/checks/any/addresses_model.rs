//! Text that speaks to the model that reviews it, in whatever disguise: it asks for a verdict, for silence or for other
//! instructions. Marks that divide what a model is told count where no program holds them: in comments and prose.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::bytes::{Regex, RegexBuilder};

use super::folded::{Folded, fold};
use super::paths;
use crate::diff::{FileChange, LineSet};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, SourceFile, holding, outermost};

/// What stands between two words: spaces, and the line breaks and signs of a comment that goes on.
const GAP: &str = r#"(?:[ \t\n\r#/*>"'`|;!,:._\\-]|\\n){1,16}"#;

/// What a sentence begins behind.
const BEGIN: &str = r#"(?:^|[\n#/*.:;,!?"'`(>\[{=-][ \t]*|\b(?:please|must|should|you|always|just|simply|then|and|now|ai|model)[ :,]+)"#;

/// Sentences that nobody says to a person, by what they ask for and the words that they cannot do without (one of each
/// group): to compile such a pattern takes a millisecond. `_` is a gap, `^` where a sentence begins.
#[rustfmt::skip]
const SENTENCES: [(&str, &[&str], &str); 9] = [
    ("other instructions", &["ignore disregard forget override bypass follow", "instruction instructions prompt prompts guideline guidelines directive directives rules commands messages constraints policy policies training"], r"\b(?:ignore|disregard|forget|override|bypass|do_not_follow|don't_follow|stop_following)_(?:(?:all|any|every|everything|each|of|the|these|those|its?|and)_){0,4}(?:previous|prior|above|earlier|preceding|your|system|former|reviewer'?s?|safety)_(?:(?:previous|prior|review|reviewing|system|safety|coding|code)_){0,2}(?:instructions?|prompts?|guidelines?|directives?|rules|commands|messages|constraints|policy|policies|training)\b"),
    ("other instructions", &["ignore disregard forget", "rule rules guidelines instructions"], r"^(?:ignore|disregard|forget)_(?:(?:(?:(?:all|any|of|the|these|every)_){1,3}(?:review_|reviewing_|project_|house_)?|(?:review|reviewing|project|house)_)(?:rules?|guidelines|instructions)(?:[.!;]|_and_(?:approve|report|respond|reply|say|mark|answer|return)\b|_above\b|_below\b)|(?:rules|guidelines|instructions)(?:_and_(?:approve|report|respond|reply|say|mark|answer|return)\b|_above\b))"),
    ("other instructions", &["instruction instructions", "ai llm language model reviewer assistant agent ais llms models reviewers assistants agents"], r"\b(?:new|updated|real|actual|hidden|secret)_instructions?_(?:for|to)_(?:the_|any_|all_)?(?:ai|llm|language_model|model|reviewer|assistant|agent)s?\b"),
    ("another role", &["you", "now no henceforth", "ai llm assistant model reviewer approver agent chatbot dan unrestricted jailbroken mode restricted restrictions bound"], r"\byou_are_(?:now|no_longer|henceforth)_(?:[a-z]{1,12}_){0,4}(?:ai|llm|assistant|model|reviewer|approver|agent|chatbot|dan|unrestricted|jailbroken|mode|restrict(?:ed|ions)|bound)\b"),
    ("a verdict", &["as dear attention hey hello hi to for if", "ai llm automated language model machine", "approve lgtm report flag comment mention raise review warn ignore skip looks issues findings comments problems mark safe correct clear preapproved approved"], r"\b(?:as|dear|attention|hey|hello|hi|to|for|if_you_are)_(?:an?_|the_|any_|all_)?(?:ai|llm|automated|language_model|model|ai_based|ai_powered|machine)_?(?:code_)?(?:review(?:er|ers|ing)?|assistants?|agents?|models?|tools?|bots?|systems?|linters?)?\b[^\n]{0,20}\n?[^\n]{0,140}?\b(?:approve|lgtm|(?:do_not|don't|never|must_not)_(?:report|flag|comment|mention|raise|review|warn)|(?:ignore|skip)_(?:this|the|all|any)|looks_good|no_(?:issues|findings|comments|problems)|mark_(?:this|it|the)|is_(?:safe|correct|clear)|pre_?approved)\b"),
    ("a verdict", &["respond reply answer conclude return output say", "lgtm no looks verdict clear approve approved"], r#"\b(?:respond|reply|answer|conclude|return|output|say)_(?:(?:only|with|exactly|just|always|that|it_is|the_word|a_verdict_of|verdict)_){0,4}(?:lgtm|no_(?:issues|findings|problems|comments|bugs)|looks_good_to_me|verdict_clear)\b|\b(?:respond|reply|answer)_(?:only_|always_)?with_(?:only_|just_|exactly_|the_word_)?(?:clear|approved?)[ \t]*(?:[.!"'`\n]|\*/|-->|$)"#),
    ("a verdict", &["approve rubber accept mark set give use assign lower", "this these the verdict severity severities", "pull pr change changes diff patch commit code merge hunk file review clear info none zero lowest approved prs files reviews patches diffs commits codes hunks"], r"^(?:(?:immediately|silently|automatically|unconditionally)_)?(?:approve|rubber_stamp|accept)_(?:this|these)_(?:pull_request|pr|change|changes|diff|patch|commit|code|merge_request|hunk|file|review)s?\b|\bmark_(?:this|these|the)_(?:pull_request|pr|changes?|diff|patch|commit|code|merge_request|hunk|file|review)_as_(?:clear|clean|approved|safe|reviewed|lgtm|correct)\b|\b(?:set|give|use|assign|lower)_(?:the_|a_|all_|every_)?(?:verdict|severity|severities)_(?:to|of)_(?:clear|info|none|zero|lowest|approved)\b"),
    ("silence", &["not don never no skip omit", "report flag comment raise mention review point criticize this these"], r#"^(?:do_not|don't|never|must_not|no_need_to)_(?:report|flag|comment_on|raise|mention|review|point_out|criticize)_(?:this|these|it|anything|any_(?:issues?|bugs?|findings?|problems?|vulnerabilit(?:y|ies)))(?:[ \t]*(?:[.!"'`]|$|\n|\*/|-->)|_(?:code|change|changes|diff|hunk|patch|pull_request|pr|vulnerabilit(?:y|ies)|findings?|issues?_(?:here|below|above)|in_(?:this|the|your|a)_(?:file|review|diff|change|code|pull_request|pr))\b)|\b(?:skip|omit)_(?:this|these)_(?:file|function|hunk|change|code|diff)s?_(?:in|from|during)_(?:the_|your_|this_)?(?:code_)?review\b"#),
    ("its instructions", &["reveal repeat leak print output show tell", "prompt instructions"], r"\b(?:reveal|repeat|leak|print|output|show|tell_me)_(?:me_|us_)?your_(?:[a-z]{1,12}_){0,2}(?:prompt|instructions)\b|\b(?:reveal|repeat|leak)_(?:the_)?system_prompt\b"),
];

/// A reply put into the model's mouth, or a turn of a conversation begun for it.
#[rustfmt::skip]
const REPLIES: [(&str, &[&str], &str); 2] = [
    ("a verdict", &["verdict decision approved", "clear approve approved lgtm true pass"], r#"\{[ \t]*\\?["'](?:verdict|decision|approved)\\?["'][ \t]*:[ \t]*\\?["']?(?:clear|approved?|lgtm|true|pass)\b"#),
    ("another role", &["system assistant developer", "ignore approve you the lgtm this"], r"\b(?:system|assistant|developer)(?:_(?:prompt|message|note|override|update|instruction)s?)?\]?[ \t]*:[ \t]*(?:ignore|approve|you_(?:are|must|will|should)|the_(?:code|change|diff|review)_(?:is|was)|lgtm|this_(?:code|change|diff)_is)\b"),
];

/// Marks of chat templates with what follows them.
const MARKS: &str = r"<\|?(?:im_start|im_end|endoftext|eot_id|end_header_id|start_header_id|begin_of_text|start_of_turn|end_of_turn|eom_id)\|?>[ \t]*\w|<\|(?:system|user|assistant|end)\|>[ \t]*\w|(?:^|\n)[ \t#/*]*<(?:system|user|assistant)>[ \t]*\w|\[/?inst\][ \t]*\w|<</?sys>>[ \t]*\w|</s>[ \t]*(?:\[inst\]|<s>|system|user|human)|#{2,3} ?(?:instruction|system|response|assistant)s?:[ \t]*\w|(?:^|\n)[ \t#/*]*(?:human|assistant):[ \t]*\w[^\n]{0,80}(?:approve|ignore|lgtm|clear|report)";

/// What the marks begin with.
const MARK_STARTS: [&str; 18] = [
    "<|",
    "<im_",
    "<system",
    "<user",
    "<assistant",
    "<end",
    "<eot",
    "<start",
    "<begin",
    "<eom",
    "[inst",
    "[/inst",
    "<<",
    "</s>",
    "##",
    "human:",
    "assistant:",
    "<</",
];

/// A pattern of [`SENTENCES`] or [`REPLIES`], compiled when a text has its words.
struct Search {
    asked: &'static str,
    /// Groups of words, by their numbers.
    groups: Vec<Vec<usize>>,
    source: &'static str,
    compiled: OnceLock<Regex>,
}

impl Search {
    /// The pattern, where a text has all the words that it cannot do without.
    fn pattern(&self, has: &[bool]) -> Option<&Regex> {
        let has_one = |group: &Vec<usize>| group.iter().any(|&word| has[word]);
        self.groups.iter().all(has_one).then(|| self.compiled.get_or_init(|| sentence(self.source)))
    }
}

/// All searches, and the words that they ask for.
struct Searches {
    all: Vec<Search>,
    /// The words, numbered.
    words: Vec<&'static str>,
    /// The numbers of the words that begin and end alike.
    alike: Vec<Vec<usize>>,
}

const KEYS: usize = 1 << 10;

/// Where a word is looked up, by its first and its last letter.
fn key(word: &[u8]) -> Option<usize> {
    let (&first, &last) = word.first().zip(word.last())?;
    Some(usize::from(first % 32) * 32 + usize::from(last % 32))
}

static SEARCHES: LazyLock<Searches> = LazyLock::new(Searches::new);

impl Searches {
    fn new() -> Self {
        let mut searches = Self { all: Vec::new(), words: Vec::new(), alike: vec![Vec::new(); KEYS] };
        for &(asked, groups, source) in SENTENCES.iter().chain(&REPLIES) {
            let numbers = |group: &&'static str| group.split(' ').map(|word| searches.number(word)).collect();
            let groups = groups.iter().map(numbers).collect();
            searches.all.push(Search { asked, groups, source, compiled: OnceLock::new() });
        }
        searches
    }

    fn number(&mut self, word: &'static str) -> usize {
        if let Some(known) = self.words.iter().position(|known| *known == word) {
            return known;
        }
        let number = self.words.len();
        self.words.push(word);
        self.alike[key(word.as_bytes()).expect("it has letters")].push(number);
        number
    }

    /// Which words a text of ASCII has, by their numbers; those after an escaped line break too.
    fn words_of(&self, text: &[u8]) -> Vec<bool> {
        let mut has = vec![false; self.words.len()];
        let mut start = 0;
        for word in text.split(|byte| !byte.is_ascii_alphanumeric()) {
            self.note(word, &mut has);
            if let Some(rest) = word.strip_prefix(b"n").filter(|_| text[..start].ends_with(b"\\")) {
                self.note(rest, &mut has);
            }
            start += word.len() + 1;
        }
        has
    }

    fn note(&self, word: &[u8], has: &mut [bool]) {
        let Some(key) = key(word) else { return };
        for &number in &self.alike[key] {
            has[number] |= self.words[number].as_bytes() == word;
        }
    }
}

static MARK: LazyLock<Regex> = LazyLock::new(|| compiled(MARKS));

/// A pattern over a text of ASCII, whose bytes are its letters.
fn compiled(pattern: &str) -> Regex {
    RegexBuilder::new(pattern).unicode(false).build().expect("the pattern is a constant")
}

fn sentence(pattern: &str) -> Regex {
    let pattern =
        if let Some(rest) = pattern.strip_prefix('^') { format!("{BEGIN}(?:{rest})") } else { pattern.into() };
    compiled(&format!("(?m){}", pattern.replace('_', GAP)))
}

pub(super) fn scan(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    for bytes in file.bytes_of(lines) {
        let folded = fold(&file.text[bytes.clone()]).in_ascii();
        let place = |found: Range<usize>| {
            let origin = folded.origin(&found);
            let start = bytes.start + origin.start;
            start..(bytes.start + origin.end).min(file.line_range(file.line_at(start)).end)
        };
        let mut hits: Vec<_> = asked(&folded).map(|(asked, found)| (place(found), asked)).collect();
        let has_mark = MARK_STARTS.iter().any(|start| folded.text.contains(start));
        let marks = has_mark.then(|| MARK.find_iter(folded.text.as_bytes())).into_iter().flatten();
        let mut told: Option<Vec<Range<usize>>> = None;
        for place in marks.map(|found| place(found.range())) {
            let told = told.get_or_insert_with(|| outermost(file, is_read));
            if is_told(file, told, &place) {
                hits.push((place, "another role"));
            }
        }
        hits.sort_by_key(|(place, _)| place.start);
        hits.dedup_by_key(|(place, _)| file.line_at(place.start));
        for (place, asked) in hits {
            keep(Hit::at(place).with("asked", asked));
        }
    }
}

/// A file whose name is such a sentence.
pub(super) fn path(change: &FileChange) -> Option<Hit> {
    let name = change.new.as_ref()?.path.replace(['_', '-', '.', '+'], " ");
    let folded = fold(&name).in_ascii();
    let (asked, _) = asked(&folded).next()?;
    Some(Hit::default().with("asked", asked))
}

/// What sentences ask for, and where; without the sign that they begin behind.
fn asked(folded: &Folded) -> impl Iterator<Item = (&'static str, Range<usize>)> + '_ {
    let text = folded.text.as_bytes();
    let has = SEARCHES.words_of(text);
    SEARCHES.all.iter().flat_map(move |search| {
        let found = search.pattern(&has).into_iter().flat_map(|pattern| pattern.find_iter(text));
        found.map(|found| {
            let signs = found.as_bytes().iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
            (search.asked, found.start() + signs..found.end())
        })
    })
}

/// Whether a node is read and not run: a comment, or a string that is a statement, as docstrings are.
fn is_read(node: Node<'_>) -> bool {
    let is_docstring = node.is(Role::String) && node.parent().is_some_and(|outer| outer.is(Role::Statement));
    is_docstring || node.is(Role::Comment)
}

/// Whether a place is in what is read (the ranges, where there is a tree) or in prose, and not quoted there.
fn is_told(file: &SourceFile, read: &[Range<usize>], place: &Range<usize>) -> bool {
    if file.text[..place.start].ends_with(['`', '"', '\'']) {
        return false;
    }
    if file.tree().is_some() {
        return holding(read, place.start).is_some();
    }
    let line = file.line(file.line_at(place.start)).trim_start();
    paths::is_natural_language(&file.path)
        || ["#", "//", "/*", "*", "--", "<!--"].iter().any(|sign| line.starts_with(sign))
}
