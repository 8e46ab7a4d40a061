//! Checks of any text.

mod addresses_model;
mod characters;
mod folded;
mod home_path;
mod merge_conflict;
mod paths;
mod secret;
mod workflow;

use super::Check;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("any/absolute-home-path", Check::Scan(home_path::scan)),
    ("any/bidirectional-character", Check::Scan(characters::bidirectional)),
    ("any/invisible-character", Check::Scan(characters::invisible)),
    ("any/merge-conflict-marker", Check::Scan(merge_conflict::scan)),
    ("any/path-addresses-model", Check::Change(addresses_model::path)),
    ("any/private-key", Check::Scan(secret::private_keys)),
    ("any/script-injection-in-workflow", Check::Scan(workflow::injections)),
    ("any/secret", Check::Scan(secret::secrets)),
    ("any/text-addresses-model", Check::Scan(addresses_model::scan)),
];
