//! `hybrid_review::fuzz::anchoring` under libFuzzer.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hybrid_review::fuzz::anchoring(bytes));
