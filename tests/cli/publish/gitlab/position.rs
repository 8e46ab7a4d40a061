//! Which positions the fake GitLab takes.

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::{Value, json};

use super::{Place, State, Version};
use crate::publish::shown::Row;

impl State {
    /// Where a position is: it has the numbers of exactly the sides on which its line is, of commits that are known.
    pub fn place(&self, position: &Value) -> Result<Place, String> {
        let no_code = || ":line_code=>[\"can't be blank\", \"must be a valid line code\"]".to_owned();
        let known = |own: &&Version| {
            let ours = [&own.base, &own.start].map(|start| json!([own.base, start, own.head]));
            ours.contains(&json!([position["base_sha"], position["start_sha"], position["head_sha"]]))
        };
        let version = self.versions.iter().find(known).ok_or_else(no_code)?;
        let path = position["new_path"].as_str().unwrap();
        let of_file = |row: &&Row| {
            let old = position["old_path"] == *row.old_path || row.old_path == "/dev/null";
            (row.path == path && old) || (row.path == "/dev/null" && row.old_path == path)
        };
        let rows: Vec<_> = version.rows.iter().filter(of_file).collect();
        let (old, new) = (position["old_line"].as_u64(), position["new_line"].as_u64());
        let row = rows.iter().find(|row| row.old == old && row.new == new).ok_or_else(no_code)?;
        if self.sealed.iter().any(|own| own == path) {
            return Err(no_code());
        }
        let range = position.get("line_range");
        if range.is_some() && !self.takes_ranges {
            return Err(":position=>[\"must be a valid json schema\"]".to_owned());
        }
        let end = |end: &Value| rows.iter().find(|row| is_end(end, row)).map(|row| row.text.clone());
        let range = range.map(|range| ["start", "end"].map(|name| end(&range[name]).expect("the line is in the diff")));
        Ok(Place { path: path.to_owned(), text: row.text.clone(), range, line: row.new, head: version.head.clone() })
    }
}

/// Whether an end of a range is a row, as the page of the real one looks for it.
fn is_end(end: &Value, row: &Row) -> bool {
    let path = if row.path == "/dev/null" { &row.old_path } else { &row.path };
    let file: String =
        digest(&SHA1_FOR_LEGACY_USE_ONLY, path.as_bytes()).as_ref().iter().copied().map(hexadecimal).collect();
    let kind = if row.old.is_none() { "new" } else { "old" };
    end["line_code"] == format!("{file}_{}_{}", row.at[0], row.at[1])
        && end["type"] == kind
        && (end["old_line"].as_u64(), end["new_line"].as_u64()) == (row.old, row.new)
}

fn hexadecimal(byte: u8) -> String {
    format!("{byte:02x}")
}
