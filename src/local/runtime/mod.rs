//! ONNX Runtime: found on this machine, loaded once, and asked for sessions. A path and a device come in; a session
//! that runs a model goes out, or the reason why there is none.

mod deadline;
mod elf;
mod error;
mod in_use;
pub mod install;
mod library;
mod locations;
mod memory;
mod search;

pub(crate) use deadline::run_until;
pub use error::RuntimeError;
pub use locations::{CONFIGURED, LOCATIONS, Location, Surroundings};
pub use search::{Configured, RuntimeOptions, State, Tried};

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLockReadGuard};
use std::time::{Duration, Instant};

use ort::environment::Environment;
use ort::ep::{self, ExecutionProvider, ExecutionProviderDispatch};
use ort::logging::LogLevel;
use ort::session::Session;
use ort::session::builder::SessionBuilder;

use self::deadline::watched;
use self::in_use::InUse;
use crate::config::Device;
use crate::confine::{Allowed, confined};
use crate::text::one_line;

/// The library that this process has loaded; it can load one.
static LOADED: Mutex<Option<Runtime>> = Mutex::new(None);

/// How long a model may take to open.
const OPENING: Duration = Duration::from_mins(10);

/// Held by every thread that is inside the library, and closed when the process ends: the end of a process unloads
/// libraries, and a thread that is inside one then crashes it.
static IN_USE: InUse = InUse::new();

/// ONNX Runtime, loaded. Clones stand for the same.
#[derive(Debug, Clone)]
pub struct Runtime {
    library: PathBuf,
    version: String,
    environment: Environment,
}

impl Runtime {
    /// Finds the library and loads it, unless this process has done so already.
    ///
    /// # Errors
    /// No library, or a configured one that cannot be used.
    pub fn open(options: &RuntimeOptions) -> Result<Self, RuntimeError> {
        search::search(options).1
    }

    /// As [`Runtime::open`], with what was found in each place.
    pub fn search(options: &RuntimeOptions) -> (Vec<Tried>, Result<Self, RuntimeError>) {
        search::search(options)
    }

    /// Loads this library, or returns it where it is the one that is loaded.
    fn load(path: &Path) -> Result<Self, RuntimeError> {
        let _busy = busy();
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runtime) = &*loaded {
            let same = same_file(&runtime.library, path);
            let another = || RuntimeError::AnotherIsLoaded { path: runtime.library.clone() };
            return if same { Ok(runtime.clone()) } else { Err(another()) };
        }
        let opened = library::open(path)?;
        let refused = |reason| RuntimeError::NotLoadable { path: path.to_owned(), reason };
        // Nothing is measured or sent home, whatever the library was built with.
        let builder = ort::init_from(path).map_err(|error| refused(error.to_string()))?.with_telemetry(false);
        let environment = builder.with_name("review").build().map_err(|error| refused(error.to_string()))?;
        // What goes wrong comes back as an error; the library need not print it, too.
        environment.set_log_level(LogLevel::Fatal);
        memory::limit(&environment).map_err(|error| refused(words(error.message())))?;
        let runtime = Self { library: path.to_owned(), version: opened.version, environment };
        Ok(loaded.insert(runtime).clone())
    }

    /// The version, such as `1.30.0`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The file that was loaded.
    pub fn library(&self) -> &Path {
        &self.library
    }

    /// The devices that the library was built for. That one is listed does not say that the machine has it.
    pub fn providers(&self) -> Vec<Device> {
        let offered = [
            (Device::Cpu, ep::CPU::is_available()),
            (Device::Cuda, ep::CUDA::is_available()),
            (Device::Coreml, ep::CoreML::is_available()),
        ];
        offered.into_iter().filter(|(_, there)| matches!(there, Ok(true))).map(|(device, _)| device).collect()
    }

    /// The device that `auto` stands for, or the one that was asked for: whether it starts is found out here.
    ///
    /// # Errors
    /// A device that was asked for by name and cannot be used.
    pub fn device(&self, asked: Device) -> Result<Device, RuntimeError> {
        let _busy = busy();
        if asked != Device::Auto {
            return self.builder(asked, 1).map(|_| asked);
        }
        let faster = self.providers().into_iter().filter(|device| *device != Device::Cpu);
        Ok(faster.into_iter().find(|device| self.builder(*device, 1).is_ok()).unwrap_or(Device::Cpu))
    }

    /// A session on a model in memory. Equal input gives equal output; `threads` work on one operation, for a small
    /// model best one.
    ///
    /// # Errors
    /// A device that was asked for by name and cannot be used, or a model that the library does not accept.
    pub fn session(&self, model: &[u8], device: Device, threads: usize) -> Result<Session, RuntimeError> {
        self.commit(device, threads, &Allowed::nothing(), |builder| builder.commit_from_memory(model))
    }

    /// A session on a small model of a package in a folder, whose weights may lie in files there. It is opened as if by
    /// a stranger: on the processor, with a ceiling on its memory.
    ///
    /// # Errors
    /// As [`Runtime::session`].
    pub fn session_of_package(&self, folder: &Path, model: &Path) -> Result<Session, RuntimeError> {
        let allowed = Allowed { read: vec![folder.to_owned()], ..Allowed::default() };
        self.commit(Device::Cpu, 1, &allowed, |builder| {
            let (key, value) = memory::USED;
            let builder = builder.clone().with_config_entry(key, value);
            builder.map_err(|error| ort::Error::new(error.message()))?.commit_from_file(model)
        })
    }

    /// A session on what `read` commits: for settings beyond those of [`Runtime::session`], which it finds made. On the
    /// processor it is opened, and its own threads run, confined to the files that are allowed.
    ///
    /// # Errors
    /// As [`Runtime::session`], or a model that takes too long.
    pub(crate) fn commit(
        &self,
        asked: Device,
        threads: usize,
        allowed: &Allowed,
        read: impl Fn(&mut SessionBuilder) -> ort::Result<Session> + Sync,
    ) -> Result<Session, RuntimeError> {
        let device = self.device(asked)?;
        let _busy = busy();
        let open = |device| opened(self.builder(device, threads)?, &read);
        // The drivers of another device need files and connections that no list could hold.
        let on = |device| if device == Device::Cpu { confined(allowed, || open(device)) } else { open(device) };
        // A model may have parts that a device does not know; who left the choice to us need not care.
        on(device)
            .or_else(|error| if asked == Device::Auto && device != Device::Cpu { on(Device::Cpu) } else { Err(error) })
    }

    fn builder(&self, device: Device, threads: usize) -> Result<SessionBuilder, RuntimeError> {
        let failed = |reason: String| RuntimeError::Device { device, reason };
        if !self.providers().contains(&device) {
            return Err(failed(format!("{} was built without it", self.library.display())));
        }
        let configured = Session::builder(&self.environment).map_err(|error| failed(words(error.message())))?;
        let configured = configured
            .with_intra_threads(threads)
            .and_then(|builder| builder.with_intra_op_spinning(false))
            .and_then(|builder| builder.with_deterministic_compute(true));
        let configured = configured.map_err(|error| failed(words(error.message())))?;
        configured.with_execution_providers(provider(device)).map_err(|error| failed(words(error.message())))
    }
}

/// The session that `read` commits, unless that takes too long.
fn opened(
    mut builder: SessionBuilder,
    read: &dyn Fn(&mut SessionBuilder) -> ort::Result<Session>,
) -> Result<Session, RuntimeError> {
    let start = Instant::now();
    let canceler = builder.canceler();
    let too_long = || start.elapsed() >= OPENING;
    match watched(too_long, || drop(canceler.cancel()), || read(&mut builder)) {
        (Ok(session), _) => Ok(session),
        (Err(_), true) => Err(RuntimeError::Model(format!("it took more than {} s to open", OPENING.as_secs()))),
        (Err(error), false) => Err(RuntimeError::Model(words(error.message()))),
    }
}

/// What runs a model on a device; it is an error where it does not start, not a silent return to the processor.
fn provider(device: Device) -> Vec<ExecutionProviderDispatch> {
    let provider = match device {
        Device::Auto => return Vec::new(),
        // Named, so that the library does not choose by a policy of its own.
        Device::Cpu => ep::CPU::default().build(),
        Device::Cuda => ep::CUDA::default().build(),
        Device::Coreml => ep::CoreML::default().build(),
    };
    vec![provider.error_on_failure()]
}

/// What the library says of a failure, on one line and without the place in its own source.
fn words(message: &str) -> String {
    let said = message.rsplit("[ONNXRuntimeError] : ").next().unwrap_or(message);
    let said = said.splitn(3, " : ").last().unwrap_or(said);
    one_line(said)
}

/// Keeps the process from ending while it is held. Whoever runs a session on a thread that the program may not wait
/// for holds it meanwhile; it is not held while a session is opened, which takes it itself.
pub fn busy() -> RwLockReadGuard<'static, ()> {
    IN_USE.hold()
}

/// Waits until no thread is inside the library, and lets none in any more: for the end of the process.
pub fn settle() {
    IN_USE.close();
}

fn same_file(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::install::Source;
    use super::*;

    /// The runtime that tests use, in `runtime/` of cargo's target folder; installed where it is missing.
    pub fn runtime() -> Runtime {
        let program = std::env::current_exe().unwrap();
        let deps = program.ancestors().find(|folder| folder.ends_with("deps")).unwrap();
        let folder = deps.ancestors().nth(2).unwrap().join("runtime");
        let library = match locations::libraries_in(&folder).pop() {
            Some(library) => library,
            None => install::install(&folder, Source::Configured, &|_| ()).unwrap().library().to_owned(),
        };
        let configured = Some(Configured { path: library, by: "the test" });
        Runtime::open(&RuntimeOptions { configured, ..RuntimeOptions::default() }).unwrap()
    }

    const TWICE: &[u8] = include_bytes!("../../../tests/data/twice.onnx");

    fn twice(session: &mut Session) -> Vec<f32> {
        let input = ort::value::Tensor::from_array(([2_usize, 2], vec![1.0_f32, 2.0, 3.0, 4.5])).unwrap();
        let outputs = session.run(ort::inputs!["x" => input]).unwrap();
        outputs["y"].try_extract_tensor::<f32>().unwrap().1.to_vec()
    }

    #[test]
    fn a_model_runs_from_memory_and_from_its_file() {
        let runtime = runtime();
        assert_eq!(runtime.version(), install::VERSION);
        assert!(runtime.providers().contains(&Device::Cpu));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
        for device in [Device::Auto, Device::Cpu] {
            let mut session = runtime.session(TWICE, device, 1).unwrap();
            assert_eq!(twice(&mut session), [2.0, 4.0, 6.0, 9.0]);
        }
        let mut session = runtime.session_of_package(&folder, &folder.join("twice.onnx")).unwrap();
        assert_eq!(twice(&mut session), [2.0, 4.0, 6.0, 9.0]);
    }

    #[test]
    fn what_is_no_model_is_an_error() {
        let runtime = runtime();
        for bytes in [&b""[..], b"no model", &TWICE[..TWICE.len() / 2]] {
            assert!(matches!(runtime.session(bytes, Device::Cpu, 1), Err(RuntimeError::Model(_))));
        }
        let none = Path::new("none.onnx");
        assert!(matches!(runtime.session_of_package(none, none), Err(RuntimeError::Model(_))));
    }

    /// A graph of 300 bytes that asks for 64 GiB.
    #[test]
    fn a_model_that_asks_for_too_much_memory_is_an_error() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
        let mut session = runtime().session_of_package(&folder, &folder.join("risk-huge.onnx")).unwrap();
        let tensor = |width: usize| ort::value::Tensor::from_array(([1, width], vec![1.0_f32; width])).unwrap();
        let inputs = ort::inputs!["features" => tensor(2), "lines" => tensor(1)];
        let error = session.run(inputs).map(drop).unwrap_err();
        assert!(error.message().contains("vailable memory of"), "{}", error.message());
    }

    #[test]
    fn a_device_that_was_asked_for_and_is_missing_is_an_error() {
        let runtime = runtime();
        let lacking = [Device::Cuda, Device::Coreml].into_iter().filter(|device| !runtime.providers().contains(device));
        for device in lacking {
            let error = runtime.session(TWICE, device, 1).err().unwrap();
            assert!(matches!(error, RuntimeError::Device { .. }), "{error}");
        }
    }

    #[test]
    fn what_the_library_says_is_told_without_its_source() {
        let raw = "/src/bridge.cc:2043 Provider& Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load x.so: no file\n";
        assert_eq!(words(raw), "Failed to load x.so: no file");
        assert_eq!(words("The model is\nempty"), "The model is empty");
    }

    #[test]
    fn a_second_library_is_refused_and_a_search_returns_the_one_that_is_loaded() {
        let runtime = runtime();
        let folder = tempfile::tempdir().unwrap();
        let other = folder.path().join(runtime.library().file_name().unwrap());
        std::fs::copy(runtime.library(), &other).unwrap();
        let configured = Some(Configured { path: other, by: "the test" });
        let error = Runtime::open(&RuntimeOptions { configured, ..RuntimeOptions::default() }).unwrap_err();
        assert!(matches!(error, RuntimeError::AnotherIsLoaded { .. }), "{error}");
        let found = Runtime::open(&RuntimeOptions::default()).unwrap();
        assert_eq!(found.library(), runtime.library());
    }
}
