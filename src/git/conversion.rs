//! What git would store for the files of the working tree, by the attributes and the configuration that convert content:
//! line endings, keywords, encodings and filters.

use encoding_rs::Encoding;
use ring::digest;

use super::delta::{Content, Delta, Entry, Status};
use super::eol::{self, Endings};
use super::id::ObjectId;
use super::worktree::WorkTree;
use crate::digest::sha256_of;

/// The attributes that convert content, in the order of [`Attributes`].
pub(super) const NAMES: [&str; 6] = ["filter", "text", "crlf", "eol", "ident", "working-tree-encoding"];

/// More bytes than these are not converted.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The values of [`NAMES`] for a file: `set`, `unset` or a text; `None` for what is unspecified.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attributes(pub [Option<String>; 6]);

impl Attributes {
    fn value(&self, name: &str) -> Option<&str> {
        let at = NAMES.iter().position(|own| *own == name)?;
        self.0[at].as_deref()
    }

    /// The value of an attribute that is neither set nor unset.
    fn text(&self, name: &str) -> Option<&str> {
        self.value(name).filter(|value| !["set", "unset"].contains(value))
    }
}

/// What has to be known of a repository to convert its files.
pub(super) trait Converter {
    /// The attributes of files, in their order.
    fn attributes(&self, paths: &[&[u8]]) -> Vec<Attributes>;

    /// Whether files that are listed as changed were compared by their bytes, and not only by when they were written.
    fn has_compared(&self) -> bool;

    /// Whether `core.autocrlf` is `true` or `input`.
    fn autocrlf(&self) -> bool;

    /// What the index holds of a file.
    fn indexed(&self, path: &[u8]) -> Option<Vec<u8>>;

    /// Whether the configuration has a filter of this name that changes what is stored.
    fn has_filter(&self, name: &str) -> bool;

    /// What git stores for a file that its filters change.
    ///
    /// # Errors
    /// A sentence that says why that cannot be told.
    fn filtered(&self, filter: &str, path: &[u8]) -> Result<Vec<u8>, String>;
}

/// Compares the files of a working tree as git would store them: those that are the same are taken out, those that git
/// stores in another form get it.
pub(super) fn settle(mut deltas: Vec<Delta>, tree: &WorkTree, converter: &dyn Converter) -> Vec<Delta> {
    let open: Vec<usize> = (0..deltas.len()).filter(|&index| is_open(&deltas[index])).collect();
    let paths: Vec<&[u8]> = open.iter().map(|&index| deltas[index].path()).collect();
    let attributes = if paths.is_empty() { Vec::new() } else { converter.attributes(&paths) };
    let mut same = vec![false; deltas.len()];
    for (&index, attributes) in open.iter().zip(&attributes) {
        let delta = &mut deltas[index];
        match stored(delta.path(), attributes, tree, converter) {
            Ok(stored) => {
                same[index] = stored.is_what(delta);
                stored.note(delta);
            }
            Err(reason) => delta.unknown = Some(reason),
        }
    }
    let mut same = same.into_iter();
    deltas.retain(|_| !same.next().unwrap_or_default());
    deltas
}

/// Whether a file of the working tree is compared with one that git has stored.
fn is_open(delta: &Delta) -> bool {
    let is_compared = delta.unknown.is_none() && !matches!(delta.status, Status::Conflicted | Status::Deleted);
    let new = delta.new.as_ref().filter(|new| new.is_file() && new.content == Content::Worktree);
    is_compared && new.is_some() && delta.old.as_ref().is_some_and(Entry::is_file)
}

/// What git would store for a file.
enum Stored {
    /// As it is, with its content; `None` where that is too much to be read here.
    AsIs(Option<Vec<u8>>),
    Normalized(Vec<u8>),
    Filtered(Vec<u8>),
}

impl Stored {
    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::AsIs(bytes) => bytes.as_deref(),
            Self::Normalized(bytes) | Self::Filtered(bytes) => Some(bytes),
        }
    }

    /// Whether it is what git has stored already, under the same name and mode.
    fn is_what(&self, delta: &Delta) -> bool {
        let (Some(bytes), Some(old), Some(new)) = (self.bytes(), &delta.old, &delta.new) else { return false };
        let Content::Blob(id) = old.content else { return false };
        let is_unmoved = delta.status == Status::Modified && old.mode == new.mode && old.path == new.path;
        is_unmoved && blob_id(bytes, id) == Some(id)
    }

    fn note(self, delta: &mut Delta) {
        let Some(new) = &mut delta.new else { return };
        match self {
            Self::AsIs(_) => {}
            Self::Normalized(bytes) => new.content = Content::Normalized(bytes),
            Self::Filtered(bytes) => new.content = Content::Filtered(bytes),
        }
    }
}

fn stored(path: &[u8], attributes: &Attributes, tree: &WorkTree, converter: &dyn Converter) -> Result<Stored, String> {
    let [text, crlf, eol] = ["text", "crlf", "eol"].map(|name| attributes.value(name));
    let endings = Endings::new(text, crlf, eol, converter.autocrlf());
    let with_keywords = attributes.value("ident") == Some("set");
    let is_converted = attributes.text("filter").or(attributes.text("working-tree-encoding")).is_some();
    if converter.has_compared() && endings == Endings::Kept && !with_keywords && !is_converted {
        return Ok(Stored::AsIs(None));
    }
    let Some(bytes) = tree.read(path, MOST_BYTES)? else { return Ok(Stored::AsIs(None)) };
    match attributes.text("filter") {
        Some("lfs") if converter.has_filter("lfs") => return Ok(Stored::Filtered(lfs_pointer(bytes))),
        Some(filter) if converter.has_filter(filter) => {
            return converter.filtered(filter, path).map(Stored::Filtered);
        }
        _ => {}
    }
    let is_plain = |label: &&str| !["utf-8", "utf8"].contains(&&*label.to_ascii_lowercase());
    if let Some(label) = attributes.text("working-tree-encoding").filter(is_plain) {
        return Ok(Stored::Filtered(decoded(&bytes, label)?));
    }
    let normalized = eol::normalized(&bytes, endings, || converter.indexed(path));
    let keywords = with_keywords.then(|| without_keywords(normalized.as_deref().unwrap_or(&bytes))).flatten();
    Ok(match keywords.or(normalized) {
        Some(stored) => Stored::Normalized(stored),
        None => Stored::AsIs(Some(bytes)),
    })
}

/// The name of a blob, by the hash that another name was made with.
fn blob_id(bytes: &[u8], like: ObjectId) -> Option<ObjectId> {
    let algorithm = match like.as_bytes().len() {
        20 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        _ => &digest::SHA256,
    };
    let mut hash = digest::Context::new(algorithm);
    hash.update(format!("blob {}\0", bytes.len()).as_bytes());
    hash.update(bytes);
    ObjectId::from_bytes(hash.finish().as_ref())
}

/// How a pointer of Git LFS begins.
const LFS_VERSION: &str = "version https://git-lfs.github.com/spec/v1\n";

/// Whether a text is what Git LFS stores in the place of a file.
pub fn is_lfs_pointer(text: &str) -> bool {
    text.len() < 1024 && text.starts_with(LFS_VERSION) && text.contains("\noid sha256:")
}

/// What Git LFS stores for a file: a pointer to it, or the file itself where it is one already or empty.
fn lfs_pointer(bytes: Vec<u8>) -> Vec<u8> {
    if bytes.is_empty() || bytes.starts_with(LFS_VERSION.as_bytes()) {
        return bytes;
    }
    let hash = sha256_of(&*bytes).expect("bytes in memory can be read");
    format!("{LFS_VERSION}oid sha256:{hash}\nsize {}\n", bytes.len()).into_bytes()
}

/// What a file in another encoding is stored as: UTF-8.
fn decoded(bytes: &[u8], label: &str) -> Result<Vec<u8>, String> {
    let wide = label.to_ascii_uppercase().replace("-BOM", "");
    let encoding = Encoding::for_label(wide.as_bytes());
    let encoding = encoding.ok_or_else(|| format!("its working-tree-encoding `{label}` is unsupported"))?;
    let (text, _, has_errors) = encoding.decode(bytes);
    if has_errors {
        return Err(format!("it is not in its working-tree-encoding `{label}`"));
    }
    Ok(text.into_owned().into_bytes())
}

/// Keywords as git stores them, `$Id$`; `None` where no keyword is filled in.
fn without_keywords(bytes: &[u8]) -> Option<Vec<u8>> {
    const OPEN: &[u8] = b"$Id:";
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(start) = memchr::memmem::find(rest, OPEN) {
        let (before, value) = (&rest[..start], &rest[start + OPEN.len()..]);
        text.extend_from_slice(before);
        match memchr::memchr2(b'$', b'\n', value) {
            Some(end) if value[end] == b'$' => {
                text.extend_from_slice(b"$Id$");
                rest = &value[end + 1..];
            }
            _ => {
                text.extend_from_slice(OPEN);
                rest = value;
            }
        }
    }
    text.extend_from_slice(rest);
    (text != bytes).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_named_as_git_names_it() {
        let (one, two) = (
            "ce013625030ba8dba906f756967f9e9ca394464a",
            "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4",
        );
        for name in [one, two] {
            let id = ObjectId::from_hex(name).unwrap();
            assert_eq!(blob_id(b"hello\n", id), Some(id));
        }
    }

    #[test]
    fn keywords_are_stored_empty_and_end_on_their_line() {
        assert_eq!(without_keywords(b"a $Id: 12 $ b $Id: $\n").unwrap(), b"a $Id$ b $Id$\n");
        assert_eq!(without_keywords(b"a $Id$ $Id: b\n$ c"), None);
    }

    #[test]
    fn lfs_stores_a_pointer_and_leaves_pointers_and_empty_files_as_they_are() {
        let pointer = lfs_pointer(b"hello\n".to_vec());
        let expected = "version https://git-lfs.github.com/spec/v1\n\
            oid sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\nsize 6\n";
        assert_eq!(String::from_utf8(pointer.clone()).unwrap(), expected);
        assert!(is_lfs_pointer(expected) && !is_lfs_pointer("version https://git-lfs.github.com/spec/v1\nx = 1\n"));
        assert_eq!(lfs_pointer(pointer.clone()), pointer);
        assert_eq!(lfs_pointer(Vec::new()), b"");
    }

    #[test]
    fn an_encoding_is_read_with_and_without_its_mark() {
        assert_eq!(decoded(b"\xff\xfea\0\n\0", "UTF-16LE-BOM").unwrap(), b"a\n");
        assert_eq!(decoded(b"\xfe\xff\0a\0\n", "UTF-16").unwrap(), b"a\n");
        assert_eq!(decoded(b"a\0\n\0", "UTF-16LE").unwrap(), b"a\n");
        assert!(decoded(b"a", "EBCDIC").is_err());
    }
}
