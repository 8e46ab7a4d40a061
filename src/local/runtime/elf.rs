//! Whether a file is a whole shared library for this machine. The loader of Linux maps a file that was cut short
//! without a word, and the process dies of a bus error when it reads beyond the end; so it is looked at first.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// ELF's number of the processor that the program was built for.
const MACHINE: u16 = if cfg!(target_arch = "x86_64") {
    62
} else if cfg!(target_arch = "aarch64") {
    183
} else {
    0 // not checked
};

/// ELF's number for a shared library, which `e_type` holds.
const SHARED: u16 = 3;

/// Why a file cannot be loaded, in words; nothing is said of what the loader itself refuses with an error.
///
/// # Errors
/// A file that is unreadable, no library, of another machine, or cut short.
pub(super) fn check(path: &Path) -> Result<(), String> {
    let metadata = path.metadata().map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("it is not a file".into()); // a pipe would keep whoever opens it waiting
    }
    let (mut file, length) = (File::open(path).map_err(|error| error.to_string())?, metadata.len());
    if cfg!(target_os = "linux") { elf(&mut file, length) } else { Ok(()) }
}

fn elf(file: &mut (impl Read + Seek), length: u64) -> Result<(), String> {
    let mut header = [0; 64];
    let whole = file.read_exact(&mut header).is_ok();
    if !whole || !header.starts_with(b"\x7fELF\x02\x01") {
        return Err("it is not a shared library for 64-bit Linux".into());
    }
    let machine = u16_at(&header, 18);
    if MACHINE != 0 && machine != MACHINE {
        return Err(format!("it was built for another processor (ELF machine {machine}, not {MACHINE})"));
    }
    if u16_at(&header, 16) != SHARED {
        return Err("it is an ELF file, but not a shared library".into());
    }
    let sections = table_end(u64_at(&header, 40), u16_at(&header, 58), u16_at(&header, 60));
    let segments = segments_end(file, &header, length);
    if sections > length || segments > length {
        return Err("it was cut short".into());
    }
    Ok(())
}

/// Where the last segment that is loaded ends in the file; too far where the table itself is cut off.
fn segments_end(file: &mut (impl Read + Seek), header: &[u8; 64], length: u64) -> u64 {
    let (start, size, count) = (u64_at(header, 32), u16_at(header, 54), u16_at(header, 56));
    let entry = usize::from(size);
    if entry < 56 || table_end(start, size, count) > length || file.seek(SeekFrom::Start(start)).is_err() {
        return u64::MAX;
    }
    let mut table = vec![0; entry * usize::from(count)];
    if file.read_exact(&mut table).is_err() {
        return u64::MAX;
    }
    let loaded = table.chunks_exact(entry).filter(|segment| segment.starts_with(&[1, 0, 0, 0]));
    loaded.map(|segment| u64_at(segment, 8).saturating_add(u64_at(segment, 32))).max().unwrap_or(u64::MAX)
}

fn table_end(start: u64, entry: u16, count: u16) -> u64 {
    start.saturating_add(u64::from(entry) * u64::from(count))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest file that passes: a header, one segment that is loaded, and an empty table of sections.
    fn library() -> Vec<u8> {
        let mut bytes = vec![0; 64 + 56 + 100];
        bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
        for (at, value) in [(16, SHARED), (18, MACHINE), (54, 56), (56, 1), (58, 64), (60, 0)] {
            bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
        }
        for (at, value) in [(32, 64_u64), (40, 220), (64 + 8, 120), (64 + 32, 100)] {
            bytes[at..at + 8].copy_from_slice(&value.to_le_bytes());
        }
        bytes[64] = 1;
        bytes
    }

    fn checked(bytes: &[u8]) -> Result<(), String> {
        elf(&mut std::io::Cursor::new(bytes), bytes.len() as u64)
    }

    #[test]
    fn a_whole_library_passes() {
        assert_eq!(checked(&library()), Ok(()));
    }

    #[test]
    fn a_file_that_was_cut_short_at_any_byte_is_refused() {
        let whole = library();
        for length in 0..whole.len() {
            assert!(checked(&whole[..length]).is_err(), "{length} bytes passed");
        }
    }

    #[test]
    fn another_processor_another_kind_and_a_text_are_told_apart() {
        let (mut processor, mut program) = (library(), library());
        processor[18] ^= 1;
        program[16] = 2;
        let cases = [(processor, "another processor"), (program, "not a shared library"), (b"text".to_vec(), "64-bit")];
        for (bytes, part) in cases {
            let reason = checked(&bytes).unwrap_err();
            assert!(reason.contains(part), "{reason}");
        }
    }
}
