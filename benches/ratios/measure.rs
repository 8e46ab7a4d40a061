//! What a piece of work costs: wall time, CPU time of all threads, and peak memory. Work is a child process, or a
//! function of this one.

use std::io::{self, Read as _, Seek as _};
use std::mem::MaybeUninit;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// What one run cost. CPU time is that of user and system together.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Milliseconds until it was done.
    pub wall: f64,
    /// Milliseconds of all processors.
    pub cpu: f64,
    /// Megabytes of memory at the peak; of a child at least what this process held when it started the child.
    pub memory: f64,
}

/// Something whose cost is measured. An error says why it could not be.
pub type Subject = Box<dyn FnMut() -> Result<Cost, String>>;

/// A program that reports what it finds: it succeeds with 0 or 1.
pub fn program(mut command: Command) -> Subject {
    Box::new(move || run(&mut command))
}

/// Work of this process, on this thread.
pub fn work(mut work: impl FnMut() + 'static) -> Subject {
    Box::new(move || {
        let start = Instant::now();
        let before = thread_time();
        work();
        Ok(Cost { wall: ms(start.elapsed()), cpu: ms(thread_time().saturating_sub(before)), memory: 0.0 })
    })
}

/// Runs the subjects in turns, after a round that does not count, and returns the costs of each.
pub fn interleaved(rounds: usize, subjects: &mut [Subject]) -> Result<Vec<Vec<Cost>>, String> {
    let mut costs = vec![Vec::with_capacity(rounds); subjects.len()];
    for round in 0..=rounds {
        for (subject, costs) in subjects.iter_mut().zip(&mut costs) {
            let cost = subject()?;
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    Ok(costs)
}

/// The middle of some figures.
pub fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<_> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    if figures.len() % 2 == 1 { figures[middle] } else { f64::midpoint(figures[middle - 1], figures[middle]) }
}

/// Runs a program once, without its output.
pub fn run(command: &mut Command) -> Result<Cost, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut errors = tempfile::tempfile().map_err(|error| error.to_string())?;
    let copy = errors.try_clone().map_err(|error| error.to_string())?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(copy);
    let start = Instant::now();
    let child = command.spawn().map_err(|error| format!("{name}: {error}"))?;
    let (status, usage) = wait(&child).map_err(|error| format!("{name}: {error}"))?;
    let wall = ms(start.elapsed());
    if !(libc::WIFEXITED(status) && libc::WEXITSTATUS(status) <= 1) {
        let mut said = String::new();
        let read = errors.rewind().and_then(|()| errors.read_to_string(&mut said));
        read.map_err(|error| error.to_string())?;
        return Err(format!("{name} failed with the status {status:#06x}: {}", said.trim()));
    }
    Ok(Cost { wall, cpu: ms(time(usage.ru_utime) + time(usage.ru_stime)), memory: megabytes(usage.ru_maxrss) })
}

/// Waits for a child, and returns its status and what it used. The standard library keeps the latter to itself.
#[allow(unsafe_code)]
fn wait(child: &Child) -> io::Result<(libc::c_int, libc::rusage)> {
    let process = libc::pid_t::try_from(child.id()).expect("it came from a pid_t");
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    loop {
        // SAFETY: both pointers lead to memory of the right type that outlives the call.
        if unsafe { libc::wait4(process, &raw mut status, 0, usage.as_mut_ptr()) } == process {
            // SAFETY: the call succeeded, and has filled it in; zeros are valid, too.
            return Ok((status, unsafe { usage.assume_init() }));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).expect("less than a second"))
}

fn time(time: libc::timeval) -> Duration {
    let micros = u64::try_from(time.tv_usec).expect("less than a second");
    Duration::from_secs(time.tv_sec.unsigned_abs()) + Duration::from_micros(micros)
}

/// From the unit of the system: kilobytes, on macOS bytes.
#[allow(clippy::cast_precision_loss)] // far below 2^52
fn megabytes(resident: libc::c_long) -> f64 {
    resident as f64 / if cfg!(target_os = "macos") { 1e6 } else { 1e3 }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
