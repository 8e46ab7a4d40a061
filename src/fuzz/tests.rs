//! Each function over inputs made from its seeds in `fuzz/seeds`: some hundreds, or as many as `FUZZ_INPUTS` says.

use std::path::Path;

use super::driver::Driver;

/// Runs a function over what is made of its seeds; bytes at random for one that builds its input of choices.
fn run(name: &'static str, function: fn(&[u8]), usual: u64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut seeds = Vec::new();
    if folder.is_dir() {
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        seeds.extend(files.into_iter().map(|path| std::fs::read(path).unwrap()));
    }
    Driver { name, function, seeds, usual }.run();
}

#[test]
fn any_bytes_are_a_diff_whose_lines_add_up_or_an_error() {
    run("diff", super::diff, 2000);
}

#[test]
fn any_text_is_a_configuration_or_an_error_at_its_place_and_no_repository_decides_where_to() {
    run("configuration", super::configuration, 1000);
}

#[test]
fn any_texts_are_a_rule_of_a_project_or_an_error() {
    run("project_rules", super::project_rules, 300);
}

#[test]
fn in_any_code_a_comment_suppresses_what_it_names_alone() {
    run("suppressions", super::suppressions, 60);
}

#[test]
fn any_text_is_a_reply_within_its_limits_or_an_error() {
    run("replies", super::replies, 2000);
}

#[test]
fn any_answer_of_a_server_is_within_its_limits_and_counts_for_what_was_sent() {
    run("providers", super::providers, 2000);
}

#[test]
fn any_bytes_can_be_read_as_what_a_repository_holds() {
    run("readers", super::readers, 1000);
}

#[test]
fn any_quote_is_anchored_where_its_code_is_or_nowhere() {
    run("anchoring", super::anchoring, 3000);
}

#[test]
fn in_any_text_a_planted_secret_is_hidden_and_stays_so() {
    run("redaction", super::redaction, 60);
}

#[test]
fn any_pattern_finds_what_tree_sitter_finds() {
    run("queries", super::queries, 400);
}
