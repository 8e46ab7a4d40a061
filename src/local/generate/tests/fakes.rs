//! Models that play a part.
use super::*;

/// Why a fake fails.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("the fake fails")]
#[diagnostic(help("it is meant to"))]
pub struct Fault;

/// A model that follows a script: it likes best the token that goes on with it, in the canonical cut where it can.
pub struct Script<'t> {
    pub tokenizer: &'t Tokenizer,
    pub text: String,
    pub prompt: usize,
    pub asked: usize,
    logits: Vec<f32>,
}

impl<'t> Script<'t> {
    pub fn new(tokenizer: &'t Tokenizer, text: &str) -> Self {
        let logits = vec![0.0; tokenizer.size() + 64];
        Self { tokenizer, text: text.to_owned(), prompt: 1, asked: 0, logits }
    }
}

impl NextToken for Script<'_> {
    type Error = Fault;

    fn logits(&mut self, tokens: &[u32], _: Cancelled<'_>) -> Result<&[f32], Fault> {
        self.asked += 1;
        let written: usize = tokens[self.prompt..].iter().map(|token| self.tokenizer.bytes(*token).len()).sum();
        let rest = self.text.as_bytes().get(written..).unwrap_or_default();
        let next = self.tokenizer.env().tokenize_bytes(rest).first().copied();
        self.logits.fill(0.0);
        self.logits[next.unwrap_or(self.tokenizer.ends()[0]) as usize] = 10.0;
        Ok(&self.logits)
    }

    fn context(&self) -> usize {
        100_000
    }
}

/// A model without sense.
pub struct Noise {
    pub seed: u64,
    pub bent: Bent,
    logits: Vec<f32>,
}

/// What a model without sense is bent on.
#[derive(Debug, Clone, Copy)]
pub enum Bent {
    Nothing,
    Loop,
    One(u32),
    Marks,
}

impl Noise {
    pub fn new(seed: u64, bent: Bent, width: usize) -> Self {
        Self { seed: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, bent, logits: vec![0.0; width] }
    }

    fn next(&mut self) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed
    }
}

impl NextToken for Noise {
    type Error = Fault;

    fn logits(&mut self, tokens: &[u32], _: Cancelled<'_>) -> Result<&[f32], Fault> {
        let last = *tokens.last().unwrap() as usize;
        let width = self.logits.len();
        if matches!(self.bent, Bent::Nothing) || self.logits[0] == 0.0 {
            for at in 0..width {
                self.logits[at] = 1.0 + (self.next() >> 40) as f32 / 1e6;
            }
        }
        match self.bent {
            Bent::Nothing => {}
            Bent::Loop => self.logits.rotate_right(last % 3),
            Bent::One(token) => self.logits[token as usize] = 1e9,
            Bent::Marks => self.logits[..17].fill(1e9),
        }
        Ok(&self.logits)
    }

    fn context(&self) -> usize {
        100_000
    }
}
