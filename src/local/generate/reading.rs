//! What is known of a text that begins a reply: whether it is whole, how its shortest ending goes, and which
//! alternatives are open where it stands.

/// What a shape says of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// It begins nothing of this shape.
    No,
    /// It begins with the whole of it, which has so many bytes.
    Done(usize),
    /// It is the beginning of one.
    Open(Open),
}

/// How a beginning may go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    /// The bytes of the text that stand: what is behind them is half a character.
    pub keep: usize,
    /// The shortest ending.
    pub closing: String,
    /// There is no other ending.
    pub forced: bool,
    /// The alternatives that are open now.
    pub choosing: Option<Choosing>,
}

/// Alternatives of an `enum` at the point where one is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choosing {
    /// Where in the reply, such as `comments.0.severity`.
    pub path: String,
    /// What may be chosen, each with the bytes that the text then goes on with.
    pub alternatives: Vec<(String, Vec<u8>)>,
}

/// A walk over parts that follow each other.
pub(super) struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    open: Option<Open>,
}

impl<'a> Walk<'a> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0, open: None }
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'a [u8] {
        &self.text[self.at..]
    }

    /// Goes over a part; `None` where the text is none of it.
    pub fn take(&mut self, reading: Reading) -> Option<()> {
        match (reading, &mut self.open) {
            (Reading::No, _) => return None,
            (Reading::Done(used), _) => self.at += used,
            (Reading::Open(part), Some(open)) => open.append(part),
            (Reading::Open(part), None) => {
                self.open = Some(Open { keep: self.at + part.keep, ..part });
                self.at = self.text.len();
            }
        }
        Some(())
    }

    /// Goes over a text that must come.
    pub fn expect(&mut self, text: &str) -> Option<()> {
        self.take(literal(text, self.rest()))
    }

    /// Whether the text goes on with this, as far as it goes, and does not end here.
    pub fn begins(&self, text: &str) -> bool {
        !self.rest().is_empty() && literal(text, self.rest()) != Reading::No
    }

    /// Goes over an end that may come; where the text ends here, it does come.
    pub fn may_end(&mut self, end: &str) -> bool {
        let free = self.rest().is_empty();
        let ended = self.expect(end).is_some();
        if let Some(open) = self.open.as_mut().filter(|_| ended && free) {
            open.forced = false;
        }
        ended
    }

    /// What is known at the end.
    pub fn reading(self) -> Reading {
        self.open.map_or(Reading::Done(self.at), Reading::Open)
    }
}

impl Open {
    /// A part that follows and of which nothing is written yet.
    fn append(&mut self, part: Open) {
        // An alternative that is sure to come is as good as open: a token may reach into it.
        if let Some(mut choosing) = part.choosing.filter(|_| self.forced && self.choosing.is_none()) {
            for (_, rest) in &mut choosing.alternatives {
                rest.splice(0..0, self.closing.bytes());
            }
            self.choosing = Some(choosing);
        }
        self.closing.push_str(&part.closing);
        self.forced &= part.forced;
    }
}

fn literal(wanted: &str, text: &[u8]) -> Reading {
    literals(&[wanted.to_owned()], text, "")
}

/// One of several texts. Where it is not settled which, the first that fits ends it.
pub(super) fn literals(texts: &[String], text: &[u8], path: &str) -> Reading {
    if let Some(whole) = texts.iter().find(|whole| text.starts_with(whole.as_bytes())) {
        return Reading::Done(whole.len());
    }
    let fitting: Vec<&String> = texts.iter().filter(|whole| whole.as_bytes().starts_with(text)).collect();
    let Some(first) = fitting.first() else { return Reading::No };
    let closing = first[text.len()..].to_owned();
    let alternatives = fitting.iter().filter_map(|whole| {
        let name: String = serde_json::from_str(whole).ok()?;
        Some((name, whole.as_bytes()[text.len()..].to_vec()))
    });
    let alternatives: Vec<_> = alternatives.collect();
    let choosing = (!alternatives.is_empty()).then(|| Choosing { path: path.to_owned(), alternatives });
    Reading::Open(Open { keep: text.len(), closing, forced: fitting.len() == 1, choosing })
}

/// A string of at least so many characters. What is half-written at its end is dropped.
pub(super) fn string(least: usize, text: &[u8]) -> Reading {
    let open = |keep: usize, closing: String| Reading::Open(Open { keep, closing, forced: false, choosing: None });
    let filled = |count: usize| ".".repeat(least.saturating_sub(count)) + "\"";
    if text.is_empty() {
        return open(0, format!("\"{}", filled(0)));
    }
    if text[0] != b'"' {
        return Reading::No;
    }
    let (mut at, mut count) = (1, 0);
    while at < text.len() && text[at] != b'"' {
        let Some(length) = character(&text[at..]) else { break };
        (at, count) = (at + length, count + 1);
    }
    if text.get(at) == Some(&b'"') { Reading::Done(at + 1) } else { open(at, filled(count)) }
}

/// The bytes of the first character as JSON writes it; `None` for half of one.
fn character(text: &[u8]) -> Option<usize> {
    let length = match (text[0], text.get(1)) {
        (b'\\', Some(b'u')) => 6,
        (b'\\', _) => 2,
        (0xf0.., _) => 4,
        (0xe0.., _) => 3,
        (0xc0.., _) => 2,
        _ => 1,
    };
    (length <= text.len()).then_some(length)
}

/// The first shape that the text is whole in; else the shortest ending, of which `null` counts as the shortest:
/// what was never begun is then left out.
pub(super) fn either(readings: impl Iterator<Item = Reading>) -> Reading {
    let mut open: Vec<Open> = Vec::new();
    for reading in readings {
        match reading {
            Reading::No => {}
            Reading::Done(_) => return reading,
            Reading::Open(found) => open.push(found),
        }
    }
    let forced = open.len() == 1 && open[0].forced;
    let choosing = merged(open.iter().filter_map(|open| open.choosing.as_ref()));
    let shortest = open.into_iter().min_by_key(|open| (open.closing != "null", open.closing.len()));
    shortest.map_or(Reading::No, |open| Reading::Open(Open { forced, choosing, ..open }))
}

/// The alternatives of all shapes at the place that the first of them speaks of.
fn merged<'a>(choices: impl Iterator<Item = &'a Choosing>) -> Option<Choosing> {
    choices.cloned().reduce(|mut all, other| {
        let new = other.alternatives.into_iter().filter(|_| all.path == other.path);
        let new: Vec<_> = new.filter(|alternative| !all.alternatives.contains(alternative)).collect();
        all.alternatives.extend(new);
        all
    })
}
