//! `hybrid_review::fuzz::project_rules` under libFuzzer.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hybrid_review::fuzz::project_rules(bytes));
