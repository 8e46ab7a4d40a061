//! Where a comment is, as GitLab is told.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::digest;
use crate::publish::job::Change;
use crate::publish::place::{Place, Spot};

/// What GitLab compares: one version of a merge request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Version {
    /// Where the branches part.
    #[serde(rename = "base_sha")]
    pub base: String,
    /// The branch that it is meant for.
    #[serde(rename = "start_sha")]
    pub start: String,
    /// The newest commit.
    #[serde(rename = "head_sha")]
    pub head: String,
}

impl Version {
    /// The comparison that was reviewed. GitLab need not know it as a version: it looks for the lines in its newest one.
    pub fn of(change: &Change) -> Self {
        Self { base: change.base.clone(), start: change.base.clone(), head: change.head.clone() }
    }
}

/// The line under which a comment stands: added lines go by their new number, removed ones by their old, others by both.
pub(super) fn position(place: &Place, version: &Version) -> Value {
    let Version { base, start, head } = version;
    let position = json!({
        "position_type": "text",
        "base_sha": base,
        "start_sha": start,
        "head_sha": head,
        "old_path": place.old_path,
        "new_path": place.new_path,
    });
    numbered(position, place.last)
}

/// All lines of a comment on several; `None` for a comment on one.
pub(super) fn line_range(place: &Place) -> Option<Value> {
    let file = digest::sha1(&place.new_path);
    let end = |spot: Spot| {
        let [old, new] = spot.at;
        let side = if spot.old.is_none() { "new" } else { "old" };
        numbered(json!({"line_code": format!("{file}_{old}_{new}"), "type": side}), spot)
    };
    (place.first != place.last).then(|| json!({"start": end(place.first), "end": end(place.last)}))
}

fn numbered(mut object: Value, spot: Spot) -> Value {
    for (name, line) in [("old_line", spot.old), ("new_line", spot.new)] {
        if let Some(line) = line {
            object[name] = json!(line);
        }
    }
    object
}
