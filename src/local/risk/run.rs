//! Rows of numbers through a session.

use std::time::{Duration, Instant};

use ort::session::{RunOptions, Session};
use ort::value::Tensor;

use crate::confine::{Allowed, confined};
use crate::local::runtime::run_until;

/// Rows in one run: more are cut into several.
const BATCH: usize = 4096;

/// How long all runs over some rows may take; milliseconds are usual.
const TIME: Duration = Duration::from_secs(20);

/// Rows for one input of a graph that has two; the other one gets a row of zeros.
pub(super) struct Rows<'r> {
    pub input: &'r str,
    pub all: &'r [Vec<f32>],
    pub width: usize,
    pub other: &'r str,
    pub other_width: usize,
}

/// Holds what a session asks for against what it will be given.
pub(super) fn check(session: &Session, features: usize, lines: usize) -> Result<(), String> {
    for (name, width) in [("features", features), ("lines", lines)] {
        let input = session.inputs().iter().find(|input| input.name() == name);
        let shape = input.ok_or_else(|| format!("it has no input `{name}`"))?.dtype().tensor_shape();
        match shape.map(|shape| shape.to_vec()).as_deref() {
            Some([_, given]) if usize::try_from(*given).is_ok_and(|given| given == width) => {}
            _ => return Err(format!("its input `{name}` does not take rows of {width} numbers")),
        }
    }
    let has = |name: &str| session.outputs().iter().any(|output| output.name() == name);
    match ["risk", "line_scores"].into_iter().find(|name| !has(name)) {
        Some(missing) => Err(format!("it has no output `{missing}`")),
        None => Ok(()),
    }
}

/// One number a row, on a confined thread. A model that does not come to an end in time is an error.
pub(super) fn run(session: &mut Session, rows: &Rows<'_>, output: &str) -> Result<Vec<f32>, String> {
    let start = Instant::now();
    let late = || start.elapsed() >= TIME;
    let run = || run_until(late, |options| batches(session, rows, output, options));
    match confined(&Allowed::nothing(), run) {
        Ok(Some(numbers)) => Ok(numbers),
        Ok(None) => Err(format!("it was stopped after {} s", TIME.as_secs())),
        Err(error) => Err(error.message().to_owned()),
    }
}

fn batches(session: &mut Session, rows: &Rows<'_>, output: &str, options: &RunOptions) -> ort::Result<Vec<f32>> {
    let mut numbers = Vec::with_capacity(rows.all.len());
    for batch in rows.all.chunks(BATCH) {
        let tensor = |count: usize, width: usize, values: Vec<f32>| Tensor::from_array(([count, width], values));
        let own = tensor(batch.len(), rows.width, batch.concat())?;
        let other = tensor(1, rows.other_width, vec![0.0; rows.other_width])?;
        let inputs = ort::inputs![rows.input => own, rows.other => other];
        let outputs = session.run_with_options(inputs, options)?;
        let (_, values) = outputs[output].try_extract_tensor::<f32>()?;
        if values.len() != batch.len() {
            let odd = format!("{} rows went in, {} numbers came out", batch.len(), values.len());
            return Err(ort::Error::new(odd));
        }
        numbers.extend_from_slice(values);
    }
    Ok(numbers)
}
