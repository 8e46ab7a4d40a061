//! Files of a model that may be missing. A path comes in; what the file holds goes out, or nothing where it is not
//! there.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use super::error::GenerateError;

/// The bytes of a file; `None` where there is no such file.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn bytes(path: &Path) -> Result<Option<Vec<u8>>, GenerateError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(GenerateError::Unreadable { path: path.to_owned(), reason: error.to_string() }),
    }
}

/// The JSON of a file; `None` where there is no such file.
///
/// # Errors
/// A file that cannot be read or is no JSON.
pub(super) fn json(path: &Path) -> Result<Option<Value>, GenerateError> {
    let not_json =
        |error: serde_json::Error| GenerateError::NotJson { path: path.to_owned(), reason: error.to_string() };
    bytes(path)?.map(|bytes| serde_json::from_slice(&bytes).map_err(not_json)).transpose()
}

/// The text of a file; `None` where there is no such file.
///
/// # Errors
/// A file that cannot be read or is no UTF-8.
pub(super) fn text(path: &Path) -> Result<Option<String>, GenerateError> {
    let not_text = |_| GenerateError::Unreadable { path: path.to_owned(), reason: "it is no UTF-8".to_owned() };
    bytes(path)?.map(|bytes| String::from_utf8(bytes).map_err(not_text)).transpose()
}
