//! The names of files as diffs write them: quoted, prefixed, followed by a time, two on a line.

/// The old and the new name in one place of a patch; none stands for `/dev/null`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::diff) struct Names {
    pub(in crate::diff) old: Option<String>,
    pub(in crate::diff) new: Option<String>,
}

/// First letters of the names that git writes by default, with `diff.mnemonicPrefix` and with `--no-index`.
const PREFIXES: &[u8] = b"abciow12";

impl Names {
    fn of(old: &[u8], new: &[u8]) -> Self {
        Self { old: of_file(old), new: of_file(new) }
    }

    /// The names after `--- ` and `+++ `, as they are written.
    pub(super) fn of_headers(old: &[u8], new: &[u8]) -> Self {
        Self::of(old, new)
    }

    /// Drops `a/` and `b/`, or other letters of git's that differ between the sides. A name alone loses only
    /// the letter of its side, as nothing tells another prefix from a folder.
    pub(super) fn without_letters(&self) -> Self {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => match (prefix(old), prefix(new)) {
                (Some(one), Some(other)) if one != other => {
                    Self { old: Some(old[2..].into()), new: Some(new[2..].into()) }
                }
                _ => self.clone(),
            },
            (old, new) => Self {
                old: old.as_ref().map(|name| name.strip_prefix("a/").unwrap_or(name).into()),
                new: new.as_ref().map(|name| name.strip_prefix("b/").unwrap_or(name).into()),
            },
        }
    }

    /// Drops what git wrote before the names of one file, whatever its prefixes are: what the sides have in common is the
    /// path.
    pub(super) fn without_prefixes(&self) -> Self {
        let path = self.old.as_deref().zip(self.new.as_deref()).and_then(|(old, new)| common_path(old, new));
        match path {
            Some(path) => Self { old: Some(path.into()), new: Some(path.into()) },
            None => self.without_letters(),
        }
    }
}

/// The path that two names end in, each behind nothing or whole folders; `None` where there is none.
pub(super) fn common_path<'n>(old: &'n str, new: &'n str) -> Option<&'n str> {
    let tail = common_tail(old, new);
    if tail.len() == old.len() || tail.len() == new.len() {
        return Some(tail).filter(|tail| !tail.is_empty());
    }
    tail.split_once('/').map(|(_, path)| path).filter(|path| !path.is_empty())
}

/// The longest text that both end in.
pub(crate) fn common_tail<'n>(one: &str, other: &'n str) -> &'n str {
    let same = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other);
    let length: usize = same.map(|(character, _)| character.len_utf8()).sum();
    &other[other.len() - length..]
}

/// The names on a `diff --git` line, as they are written. Where neither is quoted, those of the lines below tell where the
/// first ends; without them both are of one file, and the same but for their prefixes. `None` where nothing tells.
pub(super) fn git_pair(text: &[u8], below: Option<&Names>) -> Option<Names> {
    if text.starts_with(b"\"") {
        let (_, length) = unquote(text)?;
        return Some(Names::of(&text[..length], text[length..].strip_prefix(b" ")?));
    }
    if text.ends_with(b"\"") {
        let (old, _) = split(text, b" \"")?;
        return Some(Names::of(old, &text[old.len() + 1..]));
    }
    let line = String::from_utf8_lossy(text);
    let names = |old: &str, new: &str| Names { old: Some(old.to_owned()), new: Some(new.to_owned()) };
    if let Some(new) = below.and_then(|below| below.new.as_deref())
        && let Some(old) = line.strip_suffix(new).and_then(|line| line.strip_suffix(' '))
    {
        return Some(names(old, new));
    }
    if let Some(old) = below.and_then(|below| below.old.as_deref())
        && let Some(new) = line.strip_prefix(old).and_then(|line| line.strip_prefix(' '))
    {
        return Some(names(old, new));
    }
    let splits: Vec<_> = line.match_indices(' ').map(|(at, _)| (&line[..at], &line[at + 1..])).collect();
    let in_middle = splits.iter().find(|(old, new)| old.len() == new.len() && is_one_file(old, new));
    let elsewhere = || splits.iter().find(|(old, new)| is_behind_folders(old, new));
    // With one space there is one way to split, also where a side has no prefix.
    let alone = || splits.first().filter(|(old, new)| splits.len() == 1 && common_path(old, new).is_some());
    in_middle.or_else(elsewhere).or_else(alone).map(|(old, new)| names(old, new))
}

/// Whether names are equal, or the same but for their first folders.
fn is_one_file(old: &str, new: &str) -> bool {
    old == new || rest_of(old).is_some() && rest_of(old) == rest_of(new)
}

/// A name without its first folder.
fn rest_of(name: &str) -> Option<&str> {
    name.split_once('/').map(|(_, rest)| rest)
}

/// Whether names are the same behind folders on both sides.
fn is_behind_folders(old: &str, new: &str) -> bool {
    common_path(old, new).is_some_and(|path| path.len() < old.len().min(new.len()))
}

/// The names of `Binary files OLD and NEW differ`; none for any other line.
pub(super) fn binary(line: &[u8]) -> Option<Names> {
    let pair = line.strip_prefix(b"Binary files ")?.strip_suffix(b" differ")?;
    let (old, new) = if let Some(new) = pair.strip_prefix(b"/dev/null and ") {
        (&b"/dev/null"[..], new)
    } else if let Some(old) = pair.strip_suffix(b" and /dev/null") {
        (old, &b"/dev/null"[..])
    } else {
        halves(pair, b" and ").or_else(|| split(pair, b" and "))?
    };
    Some(Names::of_headers(old, new))
}

/// A name, unquoted and without the time that may follow a tab; none for `/dev/null`.
pub(super) fn of_file(text: &[u8]) -> Option<String> {
    let name = match unquote(text) {
        Some((name, _)) => String::from_utf8_lossy(&name).into_owned(),
        None => String::from_utf8_lossy(split(text, b"\t").map_or(text, |(name, _)| name)).into_owned(),
    };
    (name != "/dev/null").then_some(name)
}

/// True where the text after the name says that there is no such file: the time 0 of `diff -N`, or svn's words.
pub(super) fn is_absent(text: &[u8]) -> bool {
    let said: [&[u8]; 4] = [b"1970-01-01 ", b"1969-12-31 ", b"(nonexistent)", b"(revision 0)"];
    split(text, b"\t").is_some_and(|(_, note)| said.iter().any(|said| note.starts_with(said)))
}

fn prefix(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [letter, b'/', _, ..] if PREFIXES.contains(letter) => Some(*letter),
        _ => None,
    }
}

/// The parts around a separator that stands exactly in the middle.
fn halves<'a>(text: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let middle = text.len().checked_sub(separator.len())? / 2;
    let new = text[middle..].strip_prefix(separator)?;
    (new.len() == middle).then_some((&text[..middle], new))
}

/// The parts around the first separator.
fn split<'a>(text: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = text.windows(separator.len()).position(|window| window == separator)?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// Reads git's quotes with the escapes of C; gives the bytes meant and the length of what was read.
fn unquote(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut name = Vec::new();
    let mut at = text.starts_with(b"\"").then_some(1)?;
    loop {
        match text.get(at)? {
            b'"' => return Some((name, at + 1)),
            b'\\' => {
                let (byte, length) = escape(&text[at + 1..])?;
                name.push(byte);
                at += 1 + length;
            }
            &byte => {
                name.push(byte);
                at += 1;
            }
        }
    }
}

/// The byte of an escape, without its backslash, and the length of the escape.
fn escape(text: &[u8]) -> Option<(u8, usize)> {
    let byte = match text {
        [high @ b'0'..=b'3', middle @ b'0'..=b'7', low @ b'0'..=b'7', ..] => {
            return Some(((high - b'0') << 6 | (middle - b'0') << 3 | (low - b'0'), 3));
        }
        [b'a', ..] => 0x07,
        [b'b', ..] => 0x08,
        [b't', ..] => b'\t',
        [b'n', ..] => b'\n',
        [b'v', ..] => 0x0b,
        [b'f', ..] => 0x0c,
        [b'r', ..] => b'\r',
        [byte @ (b'"' | b'\\'), ..] => *byte,
        _ => return None,
    };
    Some((byte, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(old: &str, new: &str) -> Names {
        Names { old: Some(old.into()), new: Some(new.into()) }
    }

    #[test]
    fn quoted_names_are_unescaped() {
        assert_eq!(of_file(br#""a/\303\244\t\"\\.py""#).as_deref(), Some("a/ä\t\"\\.py"));
        assert_eq!(of_file(b"\"not closed").as_deref(), Some("\"not closed"));
        assert_eq!(of_file(br#""bad \q escape""#).as_deref(), Some(r#""bad \q escape""#));
    }

    #[test]
    fn a_git_line_is_split_where_both_names_agree() {
        let cases: [(&[u8], Names); 13] = [
            (b"a/q x/q b/q x/q", names("q x/q", "q x/q")),
            (b"a/x b/x", names("x", "x")),
            (b"a/x b/y z b/x b/y z", names("x b/y z", "x b/y z")),
            (b"src/x src/x", names("src/x", "src/x")),
            (b"a/x a/x", names("a/x", "a/x")),
            (b"i/x w/x", names("x", "x")),
            (b"old/x new/x", names("x", "x")),
            (br#""a/\303\244" "b/\303\244""#, names("ä", "ä")),
            (br#"a/q "b/q""#, names("q", "q")),
            (b"src/x b/src/x", names("src/x", "src/x")),
            (b"old/src/x.py newer/src/x.py", names("src/x.py", "src/x.py")),
            (b"x/y/src/m n.py z/src/m n.py", names("src/m n.py", "src/m n.py")),
            (b"x1/src/m.py y1/src/m.py", names("src/m.py", "src/m.py")),
        ];
        for (text, expected) in cases {
            let found = git_pair(text, None).map(|names| names.without_prefixes());
            assert_eq!(found, Some(expected), "{}", String::from_utf8_lossy(text));
        }
        assert_eq!(git_pair(b"a/x b/longer", None), None);
        assert_eq!(git_pair(b"", None), None);
    }

    #[test]
    fn the_lines_below_tell_where_a_name_with_spaces_ends() {
        let below = Names { old: None, new: Some("b/m n.py".into()) };
        assert_eq!(git_pair(b"m n.py b/m n.py", Some(&below)), Some(names("m n.py", "b/m n.py")));
        let below = Names { old: Some("m n.py".into()), new: None };
        assert_eq!(git_pair(b"m n.py b/m n.py", Some(&below)), Some(names("m n.py", "b/m n.py")));
    }

    #[test]
    fn only_prefixes_that_differ_are_dropped() {
        let cases = [
            ("a/x", "b/x", names("x", "x")),
            ("c/x", "i/x", names("x", "x")),
            ("o/x", "w/x", names("x", "x")),
            ("a/x", "a/x", names("a/x", "a/x")),
            ("old/x", "new/x", names("old/x", "new/x")),
            ("x.orig", "x", names("x.orig", "x")),
        ];
        for (old, new, expected) in cases {
            assert_eq!(Names::of_headers(old.as_bytes(), new.as_bytes()).without_letters(), expected);
        }
        let alone = |new: &[u8]| Names::of_headers(b"/dev/null", new).without_letters();
        assert_eq!(alone(b"b/x"), Names { old: None, new: Some("x".into()) });
        assert_eq!(alone(b"w/x"), Names { old: None, new: Some("w/x".into()) });
    }

    #[test]
    fn a_line_about_binary_files_names_both() {
        let found = |line: &[u8]| binary(line).map(|names| names.without_letters());
        let expected = names("you and me", "you and me");
        assert_eq!(found(b"Binary files a/you and me and b/you and me differ"), Some(expected));
        assert_eq!(found(b"Binary files one and other differ"), Some(names("one", "other")));
        let gone = Names { old: Some("x".into()), new: None };
        assert_eq!(found(b"Binary files a/x and /dev/null differ"), Some(gone));
        assert_eq!(binary(b"Binary files differ"), None);
    }
}
