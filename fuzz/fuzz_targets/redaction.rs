//! `hybrid_review::fuzz::redaction` under libFuzzer.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hybrid_review::fuzz::redaction(bytes));
