//! Models that play a part.

use super::*;

/// Why a fake fails.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("the fake fails")]
#[diagnostic(help("it is meant to"))]
pub struct Fault;

/// A model that follows a script: it likes best the token that goes on with it, cut as its tokenizer cuts text.
pub struct Script<'t> {
    tokenizer: &'t Tokenizer,
    text: String,
    logits: Vec<f32>,
    /// How often it was asked.
    pub asked: usize,
}

impl<'t> Script<'t> {
    /// A model whose prompt is one token.
    pub fn new(tokenizer: &'t Tokenizer, text: &str) -> Self {
        Self { tokenizer, text: text.to_owned(), logits: vec![0.0; tokenizer.size() + 64], asked: 0 }
    }
}

impl NextToken for Script<'_> {
    type Error = Fault;

    fn logits(&mut self, tokens: &[u32], _: Cancelled<'_>) -> Result<&[f32], Fault> {
        self.asked += 1;
        let written: usize = tokens[1..].iter().map(|token| self.tokenizer.bytes(*token).len()).sum();
        let rest = self.text.as_bytes().get(written..).unwrap_or_default();
        let next = self.tokenizer.env().tokenize_bytes(rest).first().copied();
        self.logits.fill(0.0);
        self.logits[next.unwrap_or(self.tokenizer.ends()[0]) as usize] = 10.0;
        Ok(&self.logits)
    }

    fn context(&self) -> usize {
        10_000
    }
}

/// What a model without sense is bent on.
#[derive(Debug, Clone, Copy)]
pub enum Bent {
    /// Another token every time.
    Nothing,
    /// A few tokens over and over.
    Loop,
    /// One token, which may be padding or a mark.
    One(u32),
    /// Any token from this number on.
    From(u32),
    /// All tokens alike, and none at all.
    Level(f32),
}

/// A model without sense; equal seeds make equal models.
pub struct Noise {
    seed: u64,
    bent: Bent,
    logits: Vec<f32>,
}

impl Noise {
    /// A model that tells apart so many tokens.
    pub fn new(seed: u64, bent: Bent, width: usize) -> Self {
        let mut noise = Self { seed: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, bent, logits: vec![0.0; width] };
        for at in 0..width {
            noise.logits[at] = noise.logit(1000);
        }
        noise
    }

    /// A logit of so many thousandths at most.
    fn logit(&mut self, below: usize) -> f32 {
        f32::from(u16::try_from(self.random(below)).unwrap()) / 1e3
    }

    fn random(&mut self, below: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 20) as usize % below
    }
}

impl NextToken for Noise {
    type Error = Fault;

    fn logits(&mut self, tokens: &[u32], _: Cancelled<'_>) -> Result<&[f32], Fault> {
        let width = self.logits.len();
        match self.bent {
            Bent::Nothing => (0..100).for_each(|_| {
                let (at, logit) = (self.random(width), self.logit(4000));
                self.logits[at] = logit;
            }),
            Bent::Loop => self.logits.swap(tokens.len() % 3, tokens.len() % 5 + 40),
            Bent::One(token) => self.logits[token as usize % width] = 1e9,
            Bent::From(first) => self.logits[first as usize % width..].fill(f32::INFINITY),
            Bent::Level(logit) => self.logits.fill(logit),
        }
        Ok(&self.logits)
    }

    fn context(&self) -> usize {
        10_000
    }
}

/// A model that cannot be run, or whose answers are no numbers.
pub struct Broken(pub Option<Vec<f32>>);

impl NextToken for Broken {
    type Error = Fault;

    fn logits(&mut self, _: &[u32], _: Cancelled<'_>) -> Result<&[f32], Fault> {
        self.0.as_deref().ok_or(Fault)
    }

    fn context(&self) -> usize {
        20
    }
}
