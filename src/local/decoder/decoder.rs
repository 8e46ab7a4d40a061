//! The decoder: tokens come in, the logits of the last position go out. What a call shares with the call before is
//! not computed again.
//!
//! The kernels for few bits round a run over one token otherwise than a longer one, and all longer ones alike. So
//! that the same tokens have the same logits whatever was asked before, a new prompt reuses only what longer runs
//! computed, and ends with a run over two tokens at least; a call with one more token than the call before continues
//! it by a run over that one.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use half::f16;
use ort::memory::{AllocationDevice, AllocatorType, MemoryInfo, MemoryType};
use ort::session::{IoBinding, Session};
use ort::value::{DynValue, Tensor};

use super::cache::Cache;
use super::error::DecoderError;
use super::graph::Graph;
use super::layout::Layout;
use super::onnx::Onnx;
use super::optimised::Source;
use super::threads;
use crate::config::Device;
use crate::local::generate::{Cancelled, NextToken};
use crate::local::runtime::{Runtime, busy, run_until};
use crate::text::one_line;

/// At most so many tokens in one run: more are no faster, and whoever cancels waits for the run.
const RUN: usize = 256;
/// A graph that computes the logits of every position gets shorter runs, so that they take at most so many numbers.
const LOGITS: usize = 1 << 24;

/// How long a run may go on after it was cancelled: one that ends by itself is of use to the next call.
const GRACE: Duration = Duration::from_secs(10);

/// How a decoder is loaded.
#[derive(Debug, Clone)]
pub struct DecoderOptions {
    /// Where it runs.
    pub device: Device,
    /// The threads of one run; `None` takes as many as there are cores without work.
    pub threads: Option<usize>,
    /// The most tokens of prompt and reply together, if fewer than the model was made for.
    pub context: Option<usize>,
    /// The folder that keeps optimised graphs, so that the next load is faster.
    pub cache: Option<PathBuf>,
}

/// What was computed since a decoder was loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens that were computed.
    pub computed: usize,
    /// Tokens that were asked for and were there already.
    pub reused: usize,
}

/// A language model that was loaded.
#[derive(Debug)]
pub struct Decoder {
    path: PathBuf,
    pub(super) graph: Graph,
    pub(super) session: Session,
    binding: IoBinding,
    pub(super) cache: Cache,
    context: usize,
    pub(super) run: usize,
    threads: usize,
    /// The tokens whose keys and values are cached.
    cached: Vec<u32>,
    /// How many of those, from the first on, runs over several tokens have computed.
    firm: usize,
    /// Of the last position of `cached`; empty where they are not known.
    logits: Vec<f32>,
    usage: Usage,
}

impl Decoder {
    /// Loads one of the ONNX files of a model.
    ///
    /// # Errors
    /// A device that cannot be used, a file that is missing or damaged, or a graph that is no decoder with a cache.
    pub fn load(
        layout: &Layout,
        model: &Path,
        runtime: &Runtime,
        options: &DecoderOptions,
    ) -> Result<Self, DecoderError> {
        let path = model.to_owned();
        let refused = |reason| DecoderError::Runtime { path: path.clone(), reason };
        let device = runtime.device(options.device).map_err(refused)?;
        let onnx = Onnx::read(&path)?;
        let threads = options.threads.unwrap_or_else(threads::fitting);
        let source = Source { runtime, model: &path, onnx: &onnx, device, threads };
        let session = source.open(options.cache.as_deref()).map_err(refused)?;
        let graph = Graph::of(&session, &path, layout, &onnx)?;
        let context = options.context.map_or(layout.context, |wanted| wanted.min(layout.context)).max(1);
        Self::new(path, graph, session, device, Limits { context, threads })
    }

    fn new(
        path: PathBuf,
        graph: Graph,
        session: Session,
        device: Device,
        limits: Limits,
    ) -> Result<Self, DecoderError> {
        let Limits { context, threads } = limits;
        let failed = |error: ort::Error| failure(&path, &error);
        let cache = Cache::new(&graph, &session, device, context, graph.in_place).map_err(failed)?;
        let binding = session.create_binding().map_err(failed)?;
        let run = if graph.keep.is_some() { RUN } else { (LOGITS / graph.vocabulary.max(1)).clamp(2, RUN) };
        let (cached, firm, logits, usage) = (Vec::new(), 0, Vec::new(), Usage::default());
        Ok(Self { path, graph, session, binding, cache, context, run, threads, cached, firm, logits, usage })
    }

    /// The file that was loaded.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The most tokens of prompt and reply together.
    pub fn context(&self) -> usize {
        self.context
    }

    /// The width of the logits.
    pub fn vocabulary(&self) -> usize {
        self.graph.vocabulary
    }

    /// The threads of one run.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// What was computed and what was reused since it was loaded.
    pub fn usage(&self) -> Usage {
        self.usage
    }

    /// The logits after these tokens, one for each token of the vocabulary. What the tokens share, from the first on,
    /// with those of the call before is not computed again. `cancelled` is asked before every run,
    /// and ends one that goes on for long after that.
    ///
    /// # Errors
    /// No tokens, unknown ones, or more than fit; a run that fails or gives no numbers; or that it was cancelled.
    pub fn logits(&mut self, tokens: &[u32], cancelled: Cancelled<'_>) -> Result<&[f32], DecoderError> {
        self.check(tokens)?;
        if tokens == self.cached && !self.logits.is_empty() {
            self.usage.reused += tokens.len();
            return Ok(&self.logits);
        }
        let keep = self.reusable(tokens);
        self.prepare(keep, tokens.len())?;
        self.usage.reused += self.cached.len();
        for length in runs(tokens.len() - self.cached.len(), self.run) {
            // A call that is left in the middle has no logits, so that the next one is not taken to continue it.
            self.logits.clear();
            if cancelled() {
                return Err(DecoderError::Cancelled);
            }
            let start = self.cached.len();
            let computed = self.compute(&tokens[start..start + length], cancelled);
            computed.map_err(|error| failure(&self.path, &error))?.ok_or(DecoderError::Cancelled)?;
        }
        match self.logits.iter().find(|logit| !logit.is_finite()) {
            Some(&value) => {
                self.forget();
                Err(DecoderError::NotFinite { path: self.path.clone(), value })
            }
            None => Ok(&self.logits),
        }
    }

    fn check(&self, tokens: &[u32]) -> Result<(), DecoderError> {
        let (path, vocabulary) = (self.path.clone(), self.graph.vocabulary);
        if tokens.is_empty() {
            return Err(DecoderError::NoTokens { path });
        }
        if tokens.len() > self.context {
            return Err(DecoderError::TooLong { path, tokens: tokens.len(), context: self.context });
        }
        match tokens.iter().find(|token| **token as usize >= vocabulary) {
            Some(&token) => Err(DecoderError::UnknownToken { path, token, vocabulary }),
            None => Ok(()),
        }
    }

    /// How many of the cached tokens a call can reuse.
    fn reusable(&self, tokens: &[u32]) -> usize {
        let common = self.cached.iter().zip(tokens).take_while(|(own, other)| own == other).count();
        let continues = common == self.cached.len() && !self.logits.is_empty();
        if continues { common } else { common.min(self.firm).min(tokens.len().saturating_sub(2)) }
    }

    /// Brings the cache to its first `keep` tokens, with room for `need`.
    fn prepare(&mut self, keep: usize, need: usize) -> Result<(), DecoderError> {
        let had = self.cached.len();
        let kept = self.cache.prepare(&self.graph, &self.session, had, keep, need);
        let kept = kept.map_err(|error| failure(&self.path, &error))?;
        self.cached.truncate(kept);
        self.firm = self.firm.min(kept);
        Ok(())
    }

    pub(super) fn forget(&mut self) {
        self.cached.clear();
        self.logits.clear();
        self.firm = 0;
    }

    /// One run over the tokens that follow those in the cache; `None` where it was ended.
    fn compute(&mut self, tokens: &[u32], cancelled: Cancelled<'_>) -> ort::Result<Option<()>> {
        let (past, all) = (self.cached.len(), self.cached.len() + tokens.len());
        let (graph, binding) = (&self.graph, &mut self.binding);
        binding.bind_input(&graph.tokens, &row(tokens.iter().map(|token| i64::from(*token)))?)?;
        if let Some(mask) = &graph.mask {
            binding.bind_input(mask, &row(std::iter::repeat_n(1, all))?)?;
        }
        if let Some(positions) = &graph.positions {
            binding.bind_input(positions, &row((past..all).map(|place| i64::try_from(place).unwrap_or(i64::MAX)))?)?;
        }
        if let Some((keep, rank)) = &graph.keep {
            binding.bind_input(keep, &Tensor::from_array((vec![1_usize; *rank], vec![1_i64]))?)?;
        }
        self.cache.bind(graph, binding)?;
        let memory = MemoryInfo::new(AllocationDevice::CPU, 0, AllocatorType::Device, MemoryType::Default)?;
        binding.bind_output_to_device(&graph.logits, &memory)?;
        let _busy = busy();
        let mut since = None;
        let over = || cancelled() && since.get_or_insert_with(Instant::now).elapsed() > GRACE;
        let run = run_until(over, |options| self.session.run_binding_with_options(binding, options))?;
        let Some(mut outputs) = run else { return Ok(None) };
        self.cache.take(graph, &mut outputs)?;
        let logits = outputs.get(&graph.logits).ok_or_else(|| ort::Error::new("it gave no logits"))?;
        last_row(logits, graph.vocabulary, &mut self.logits)?;
        if tokens.len() > 1 && self.firm == past {
            self.firm = all;
        }
        self.cached.extend_from_slice(tokens);
        self.usage.computed += tokens.len();
        Ok(Some(()))
    }
}

impl NextToken for Decoder {
    type Error = DecoderError;

    fn logits(&mut self, tokens: &[u32], cancelled: Cancelled<'_>) -> Result<&[f32], DecoderError> {
        Self::logits(self, tokens, cancelled)
    }

    fn context(&self) -> usize {
        self.context
    }
}

/// What a decoder may use.
struct Limits {
    context: usize,
    threads: usize,
}

/// The lengths of the runs over some tokens: as few as can be, about equally long, so that none is over one token
/// unless there is but one.
fn runs(tokens: usize, most: usize) -> impl Iterator<Item = usize> {
    let count = tokens.div_ceil(most);
    (0..count).map(move |run| tokens * (run + 1) / count - tokens * run / count)
}

fn row(numbers: impl Iterator<Item = i64>) -> ort::Result<Tensor<i64>> {
    let numbers: Vec<_> = numbers.collect();
    Tensor::from_array(([1, numbers.len()], numbers))
}

/// The logits of the last position, as 32-bit floats.
fn last_row(value: &DynValue, width: usize, logits: &mut Vec<f32>) -> ort::Result<()> {
    fn last<T>(all: &[T], width: usize) -> ort::Result<&[T]> {
        let odd = || ort::Error::new(format!("it gave {} logits, not {width} for each position", all.len()));
        all.len()
            .checked_sub(width)
            .filter(|_| width > 0 && all.len().is_multiple_of(width))
            .map(|start| &all[start..])
            .ok_or_else(odd)
    }
    logits.clear();
    if let Ok((_, all)) = value.try_extract_tensor::<f16>() {
        logits.extend(last(all, width)?.iter().map(|logit| logit.to_f32()));
    } else {
        logits.extend_from_slice(last(value.try_extract_tensor::<f32>()?.1, width)?);
    }
    Ok(())
}

fn failure(path: &Path, error: &ort::Error) -> DecoderError {
    DecoderError::Failed { path: path.to_owned(), reason: one_line(error.message()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_few_and_none_is_over_a_single_token_unless_there_is_but_one() {
        for tokens in 1..2000 {
            let runs: Vec<_> = runs(tokens, 256).collect();
            assert_eq!(runs.iter().sum::<usize>(), tokens);
            assert_eq!(runs.len(), tokens.div_ceil(256));
            assert!(tokens == 1 || runs.iter().all(|length| (2..=256).contains(length)), "{tokens}: {runs:?}");
        }
        assert_eq!(runs(0, 256).count(), 0);
    }
}
