//! What a library says of its own version, asked for before anything else of it is used.
#![allow(unsafe_code)] // calling into a library cannot be made safe; the rest of the program does it through ort

use std::ffi::{CStr, c_char};
use std::path::Path;

use libloading::Library;

use super::elf;
use super::error::RuntimeError;

/// The start of `OrtApiBase`, the one struct that ONNX Runtime keeps the same in all versions.
#[repr(C)]
struct ApiBase {
    get_api: unsafe extern "C" fn(u32) -> *const std::ffi::c_void,
    version: unsafe extern "C" fn() -> *const c_char,
}

/// A library that is loaded and is ONNX Runtime; it stays loaded as long as this lives.
#[derive(Debug)]
pub(super) struct Opened {
    pub version: String,
    _library: Library,
}

/// Loads a library and reads its version.
///
/// # Errors
/// A file that cannot be loaded, is not ONNX Runtime, or is too old.
pub(super) fn open(path: &Path) -> Result<Opened, RuntimeError> {
    let refused = |reason| RuntimeError::NotLoadable { path: path.to_owned(), reason };
    elf::check(path).map_err(refused)?;
    // SAFETY: the initialisers of the library run. The file is one that the user named, or one of the name of ONNX
    // Runtime in a folder that only the user or the system's owner fills; never one of the repository.
    let library = unsafe { Library::new(path) }.map_err(|error| refused(loader_words(&error)))?;
    let version = version(&library).ok_or_else(|| RuntimeError::NotTheRuntime { path: path.to_owned() })?;
    if !new_enough(&version) {
        return Err(RuntimeError::TooOld { path: path.to_owned(), version });
    }
    Ok(Opened { version, _library: library })
}

fn version(library: &Library) -> Option<String> {
    // SAFETY: every version of ONNX Runtime exports this function with this type, and no other library has the name.
    let base = unsafe { library.get::<unsafe extern "C" fn() -> *const ApiBase>(b"OrtGetApiBase") }.ok()?;
    // SAFETY: it takes nothing and returns a constant that lives as long as the library, or null.
    let base = unsafe { base().as_ref() }?;
    // SAFETY: as above; the text ends with a zero byte.
    let text = unsafe { (base.version)().as_ref().map(|text| CStr::from_ptr(text)) }?;
    text.to_str().ok().map(str::to_owned)
}

/// Whether a version has the functions that this program was built for.
fn new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (parts.next(), parts.next()) >= (Some(1), Some(ort::MINOR_VERSION))
}

/// What the loader of the system says, which libloading keeps one level down.
fn loader_words(error: &libloading::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (version, enough) in [("1.24.0", true), ("1.30.0", true), ("1.9.1", false), ("1.23.2", false), ("?", false)]
        {
            assert_eq!(new_enough(version), enough, "{version}");
        }
    }

    #[test]
    fn what_is_no_library_is_refused_with_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("libonnxruntime.so");
        std::fs::write(&text, "not a library").unwrap();
        assert!(matches!(open(&text), Err(RuntimeError::NotLoadable { .. })));
        assert!(matches!(open(&folder.path().join("none.so")), Err(RuntimeError::NotLoadable { .. })));
        assert!(matches!(open(folder.path()), Err(RuntimeError::NotLoadable { .. })));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn another_library_is_not_the_runtime() {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let libc = maps.lines().filter_map(|line| line.split_whitespace().nth(5)).find(|path| path.contains("libc.so"));
        let path = Path::new(libc.unwrap());
        assert_eq!(open(path).unwrap_err(), RuntimeError::NotTheRuntime { path: path.to_owned() });
    }
}
