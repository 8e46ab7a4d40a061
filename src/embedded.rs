//! The data that is part of the program, by its path in the source tree.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The text of a file, by its path in the source tree.
pub(crate) fn text(path: &str) -> Option<&'static str> {
    FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok().map(|index| FILES[index].1)
}

/// The bytes of a model, by its path in the source tree.
pub(crate) fn bytes(path: &str) -> Option<&'static [u8]> {
    BINARIES.binary_search_by(|(name, _)| (*name).cmp(path)).ok().map(|index| BINARIES[index].1)
}

/// The texts beneath a folder (which ends in `/`), by path.
pub(crate) fn under(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().copied().filter(move |(name, _)| name.starts_with(folder))
}
