//! How fast the language model of the tests is read and writes in this process, and what it takes; `benches/generate.sh`
//! sets the figures beside those of another engine.
//!
//! ```text
//! cargo bench --bench generate -- load THREADS GRAPHS    how long it takes to load
//! cargo bench --bench generate -- speed THREADS GRAPHS   everything else
//! cargo bench --bench generate -- memory [PROMPTS]       whether many prompts make the process grow
//! ```
//!
//! `GRAPHS` is the folder that keeps optimised graphs. The model is the one that `make smollm2` builds, or that of the
//! folder `MODEL`, in the form `FORM` (`q4`). A figure is printed in a line: what it is, a tab, the number.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hybrid_review::config::{Device, RuntimeSection};
use hybrid_review::local::decoder::{Decoder, DecoderError, DecoderOptions, Layout};
use hybrid_review::local::generate::{
    Cancelled, Grammar, Limits, Message, NextToken, Role, Template, Tokenizer, generate,
};
use hybrid_review::local::runtime::{Runtime, RuntimeOptions};
use hybrid_review::prompt::{INSTRUCTIONS, schema};

/// Tokens of prompt and reply together.
const CONTEXT: usize = 2048;
/// Tokens that are written after a short prompt.
const WRITTEN: usize = 128;
/// Tokens of a reply where memory is measured, and how often it is printed.
const SHORT: usize = 16;
const EVERY: usize = 100;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["load", threads, graphs] => drop(load(threads.parse().unwrap(), Some(Path::new(graphs)))),
        ["speed", threads, graphs] => speed(load(threads.parse().unwrap(), Some(Path::new(graphs)))),
        ["memory"] => memory(500),
        ["memory", prompts] => memory(prompts.parse().unwrap()),
        _ => println!("load THREADS GRAPHS | speed THREADS GRAPHS | memory [PROMPTS]"),
    }
}

fn folder() -> PathBuf {
    let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/models/smollm2");
    std::env::var_os("MODEL").map_or_else(built, PathBuf::from)
}

fn figure(name: &str, value: f64) {
    println!("{name}\t{value:.2}");
}

/// Loads the model, ONNX Runtime included, and says how long that took.
fn load(threads: usize, graphs: Option<&Path>) -> Decoder {
    let start = Instant::now();
    let runtime = Runtime::open(&RuntimeOptions::new(None, &RuntimeSection::default()))
        .unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    figure("ONNX Runtime, ms", ms(start.elapsed()));
    let options = DecoderOptions {
        threads: Some(threads),
        context: Some(CONTEXT),
        cache: graphs.map(Path::to_owned),
        device: Device::Auto,
    };
    let form = std::env::var("FORM").unwrap_or_else(|_| "q4".into());
    let model = folder().join(format!("onnx/model_{form}.onnx"));
    let layout = Layout::of(&folder()).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    let decoder = Decoder::load(&layout, &model, &runtime, &options);
    let decoder = decoder.unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    figure("load, ms", ms(start.elapsed()));
    decoder
}

fn speed(mut decoder: Decoder) {
    for length in [256, 1024] {
        let time = read(&mut decoder, &text(length, length));
        figure(&format!("read {length}, tokens/s"), per_second(length, time));
    }
    let (whole, other) = (text(1024, 1), [text(768, 1), text(256, 2)].concat());
    let (first, second) = (read(&mut decoder, &whole), read(&mut decoder, &other));
    figure("saved where 768 of 1024 are shared, %", 100.0 * (1.0 - second.as_secs_f64() / first.as_secs_f64()));
    let all = text(256 + WRITTEN, 3);
    read(&mut decoder, &all[..256]);
    let start = Instant::now();
    for length in 257..=all.len() {
        read(&mut decoder, &all[..length]);
    }
    figure("write 128 after 256, tokens/s", per_second(WRITTEN, start.elapsed()));
    grammar(&mut decoder);
    figure("peak memory, MB", resident("VmHWM"));
}

/// How much time a reply that is held to the schema spends outside of the model, for each second in it: in the first
/// reply of a process, and in the second.
fn grammar(decoder: &mut Decoder) {
    let start = Instant::now();
    let texts = Texts::read();
    figure("tokenizer, template and grammar, ms", ms(start.elapsed()));
    let prompt = texts.prompt(7);
    for (name, grammar) in [("free", None), ("grammar", Some(&texts.grammar)), ("grammar again", Some(&texts.grammar))]
    {
        read(decoder, &prompt);
        let mut timed = Timed { decoder: &mut *decoder, spent: Duration::ZERO };
        let start = Instant::now();
        let limits = Limits { tokens: WRITTEN, until: None };
        generate(&mut timed, &texts.tokenizer, grammar, &prompt, &limits, &|| false).unwrap();
        let (all, model) = (start.elapsed().as_secs_f64(), timed.spent.as_secs_f64());
        figure(&format!("outside the model ({name}), %"), 100.0 * (all - model) / model);
    }
}

/// Reviews many different prompts, and prints what the process holds from time to time.
fn memory(prompts: usize) {
    let (mut decoder, texts) = (load(1, None), Texts::read());
    figure("resident at the start, MB", resident("VmRSS"));
    for number in 1..=prompts {
        let limits = Limits { tokens: SHORT, until: None };
        let prompt = texts.prompt(number);
        generate(&mut decoder, &texts.tokenizer, Some(&texts.grammar), &prompt, &limits, &|| false).unwrap();
        if number % EVERY == 0 || number == prompts {
            figure(&format!("resident after {number} prompts, MB"), resident("VmRSS"));
        }
    }
    figure("peak memory, MB", resident("VmHWM"));
}

/// What turns messages into tokens, and replies into text.
struct Texts {
    tokenizer: Tokenizer,
    template: Template,
    grammar: Grammar,
}

impl Texts {
    fn read() -> Self {
        let folder = folder();
        let tokenizer = Tokenizer::read(&folder).unwrap();
        let template = Template::read(&folder, &tokenizer).unwrap();
        let grammar = Grammar::new(&tokenizer, &schema()).unwrap();
        Self { tokenizer, template, grammar }
    }

    /// The prompt of a review: of 10 to 40 lines of code, others for each number.
    fn prompt(&self, number: usize) -> Vec<u32> {
        let line = |line: usize| format!("+    total_{number} = rows[{line}] / len(rows_{})\n", number * line % 97);
        let user: String = (0..10 + number * 7 % 31).map(line).collect();
        let message = |role, text: &str| Message { role, text: text.to_owned() };
        self.template
            .prompt(&self.tokenizer, &[message(Role::System, INSTRUCTIONS), message(Role::User, &user)])
            .unwrap()
    }
}

/// A decoder that says how long it worked.
struct Timed<'d> {
    decoder: &'d mut Decoder,
    spent: Duration,
}

impl NextToken for Timed<'_> {
    type Error = DecoderError;

    fn logits(&mut self, tokens: &[u32], cancelled: Cancelled<'_>) -> Result<&[f32], DecoderError> {
        let start = Instant::now();
        let logits = self.decoder.logits(tokens, cancelled);
        self.spent += start.elapsed();
        logits
    }

    fn context(&self) -> usize {
        self.decoder.context()
    }
}

/// Tokens without a meaning, others for each seed: the other engine reads the same.
fn text(length: usize, seed: usize) -> Vec<u32> {
    (0..length).map(|place| u32::try_from((place * 7919 + seed * 104_729) % 40_000 + 100).unwrap()).collect()
}

fn read(decoder: &mut Decoder, tokens: &[u32]) -> Duration {
    let start = Instant::now();
    decoder.logits(tokens, &|| false).unwrap();
    start.elapsed()
}

/// A line of what Linux says of the process, in MB; elsewhere 0.
fn resident(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

fn per_second(tokens: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(tokens).unwrap()) / time.as_secs_f64()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
