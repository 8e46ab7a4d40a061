//! Runs a function over inputs that are made from seeds, the same on every machine. With `FUZZ_INPUTS` (`make fuzz`)
//! there are as many, the largest and the slowest are told, and one that takes too long or too much memory ends the
//! process and is written to a file.
#![allow(clippy::print_stderr)]

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::mutation::{Mutator, Random};

/// One input may take so much time of the processor, and the process so much memory.
const LONGEST: Duration = Duration::from_secs(1);
const MOST_KILOBYTES: u64 = 300 * 1024;

/// The input that is running.
struct Running {
    since: Duration,
    number: u64,
    input: Vec<u8>,
}

/// A function over inputs, by its name.
pub(super) struct Driver {
    pub name: &'static str,
    pub function: fn(&[u8]),
    /// Texts that inputs are made from; bytes at random where there are none.
    pub seeds: Vec<Vec<u8>>,
    /// How many inputs there are without `FUZZ_INPUTS`: what a second or two is enough for.
    pub usual: u64,
}

impl Driver {
    /// Runs the seeds and what is made of them.
    pub fn run(&self) {
        // The first makes what is made once.
        (self.function)(&[]);
        for seed in &self.seeds {
            (self.function)(seed);
        }
        let asked = std::env::var("FUZZ_INPUTS").ok().map(|text| text.parse().expect("FUZZ_INPUTS is a number"));
        match asked {
            None => self.run_inputs(self.usual, |_, _| {}),
            Some(count) => self.run_watched(count),
        }
    }

    /// Runs so many inputs; `begun` is told of each before.
    fn run_inputs(&self, count: u64, mut begun: impl FnMut(u64, &[u8])) {
        let mutator = Mutator::new(&self.seeds);
        for number in first()..first() + count {
            let input = mutator.input(&mut Random::new(number));
            begun(number, &input);
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| (self.function)(&input))) {
                self.keep("panic", number, &input);
                resume_unwind(panic);
            }
        }
    }

    fn run_watched(&self, count: u64) {
        let begin = spent();
        let running = Arc::new(Mutex::new(None));
        self.watch(Arc::clone(&running));
        let mut slowest = (Duration::ZERO, 0);
        let mut last: Option<(Duration, u64)> = None;
        let mut time = |now: Duration, next: u64| {
            if let Some((since, number)) = last.replace((now, next)) {
                slowest = slowest.max((now.saturating_sub(since), number));
            }
        };
        self.run_inputs(count, |number, input| {
            let since = spent();
            time(since, number);
            let own = Running { since, number, input: input.to_vec() };
            *running.lock().unwrap_or_else(PoisonError::into_inner) = Some(own);
        });
        time(spent(), 0);
        running.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (longest, number) = slowest;
        let seconds = spent().saturating_sub(begin).as_secs_f64();
        let memory = peak().map_or_else(|| "not measured".to_owned(), |peak| format!("{} MB", peak / 1024));
        eprintln!(
            "{}: {count} inputs in {seconds:.0} s; slowest {:.1} ms (input {number}); peak memory {memory}",
            self.name,
            longest.as_secs_f64() * 1000.0,
        );
    }

    /// Looks at the running input from another thread, and ends the process where it takes too much.
    fn watch(&self, running: Arc<Mutex<Option<Running>>>) {
        let name = self.name;
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_millis(20));
                let running = running.lock().unwrap_or_else(PoisonError::into_inner);
                let Some(running) = running.as_ref() else { continue };
                let wrong = if spent().saturating_sub(running.since) > LONGEST {
                    "a hang"
                } else if peak().is_some_and(|peak| peak > MOST_KILOBYTES) {
                    "too much memory"
                } else {
                    continue;
                };
                keep(name, wrong, running.number, &running.input);
                std::process::abort();
            }
        });
    }

    fn keep(&self, wrong: &str, number: u64, input: &[u8]) {
        keep(self.name, wrong, number, input);
    }
}

/// The number of the first input, to go on from an earlier run.
fn first() -> u64 {
    std::env::var("FUZZ_FIRST").ok().and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Writes an input to a file and says where.
fn keep(name: &str, wrong: &str, number: u64, input: &[u8]) {
    let path: PathBuf = std::env::temp_dir().join(format!("fuzz-{name}-{number}"));
    let kept = std::fs::write(&path, input);
    eprintln!("{name}: {wrong} at input {number}, which is in {} ({kept:?})", path.display());
}

/// The time of the processor that the process has used: a machine that is busy with others makes no input slow.
#[cfg(unix)]
fn spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("it is no negative time")
}

/// The time since the first call.
#[cfg(not(unix))]
fn spent() -> Duration {
    static FIRST: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    FIRST.elapsed()
}

/// The most memory that the process had, in kilobytes; `None` where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
