//! Work in the library that is ended from outside. A model may hold a loop without end: the library looks between two
//! operations, also inside of loops, whether it should stop.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use ort::session::RunOptions;

/// How often it is asked whether the work is over.
const POLL: Duration = Duration::from_millis(20);

/// Runs a session until `over` says that it is; `None` where the run was ended for that. One operation is not
/// interrupted.
///
/// # Errors
/// What the library says of a run that failed by itself.
pub(crate) fn run_until<T>(
    over: impl FnMut() -> bool + Send,
    run: impl FnOnce(&RunOptions) -> ort::Result<T>,
) -> ort::Result<Option<T>> {
    let options = RunOptions::new()?;
    match watched(over, || drop(options.terminate()), || run(&options)) {
        (Ok(result), _) => Ok(Some(result)),
        (Err(_), true) => Ok(None),
        (Err(error), false) => Err(error),
    }
}

/// Does work, and calls `stop` from another thread once it is over; whether that was called.
pub(super) fn watched<T>(
    mut over: impl FnMut() -> bool + Send,
    stop: impl FnOnce() + Send,
    work: impl FnOnce() -> T,
) -> (T, bool) {
    let (done, waiting) = channel::<()>();
    thread::scope(|scope| {
        let watch = scope.spawn(move || {
            while waiting.recv_timeout(POLL) == Err(RecvTimeoutError::Timeout) {
                if over() {
                    stop();
                    return true;
                }
            }
            false
        });
        let result = work();
        drop(done);
        (result, watch.join().expect("it does not panic"))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Instant;

    use ort::session::Session;
    use ort::value::Tensor;

    use super::*;
    use crate::config::Device;
    use crate::local::runtime::tests::runtime;

    const ENDLESS: &[u8] = include_bytes!("../../../tests/data/risk-endless.onnx");
    const FAIR: &[u8] = include_bytes!("../../../tests/data/risk-fair.onnx");

    fn risk(session: &mut Session, options: &RunOptions) -> ort::Result<f32> {
        let features = Tensor::from_array(([1_usize, 2], vec![1.0_f32, 1.0]))?;
        let lines = Tensor::from_array(([1_usize, 1], vec![0.0_f32]))?;
        let outputs = session.run_with_options(ort::inputs!["features" => features, "lines" => lines], options)?;
        Ok(outputs["risk"].try_extract_tensor::<f32>()?.1[0])
    }

    #[test]
    fn a_loop_without_end_is_ended_and_another_run_is_left_alone() {
        let mut endless = runtime().session(ENDLESS, Device::Cpu, 1).unwrap();
        let mut fair = runtime().session(FAIR, Device::Cpu, 1).unwrap();
        let start = Instant::now();
        let over = || start.elapsed() > Duration::from_millis(100);
        assert_eq!(run_until(over, |options| risk(&mut endless, options)).unwrap(), None);
        assert_eq!(run_until(|| false, |options| risk(&mut fair, options)).unwrap(), Some(0.5));
    }

    #[test]
    fn work_is_told_to_stop_once_it_is_over_and_not_before() {
        let told = AtomicBool::new(false);
        let wait = || {
            while !told.load(Ordering::SeqCst) {
                thread::yield_now();
            }
        };
        assert!(watched(|| true, || told.store(true, Ordering::SeqCst), wait).1);
        assert_eq!(watched(|| true, || (), || 1), (1, false), "it was done before anybody looked");
    }
}
