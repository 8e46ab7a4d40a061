//! Checks of any text.

mod added_file;
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
    ("any/action-not-pinned", Check::Scan(workflow::moving_actions)),
    ("any/bidirectional-character", Check::Scan(characters::bidirectional)),
    ("any/environment-file", Check::Change(added_file::environment)),
    ("any/generated-file-added", Check::Change(added_file::generated)),
    ("any/invisible-character", Check::Scan(characters::invisible)),
    ("any/large-file", Check::Change(added_file::large)),
    ("any/merge-conflict-marker", Check::Scan(merge_conflict::scan)),
    ("any/path-addresses-model", Check::Change(addresses_model::path)),
    ("any/private-key", Check::Scan(secret::private_keys)),
    ("any/pull-request-target-checkout", Check::Scan(workflow::untrusted_checkouts)),
    ("any/script-injection-in-workflow", Check::Scan(workflow::injections)),
    ("any/secret", Check::Scan(secret::secrets)),
    ("any/text-addresses-model", Check::Scan(addresses_model::scan)),
];
