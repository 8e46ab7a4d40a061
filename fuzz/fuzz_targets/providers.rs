//! `hybrid_review::fuzz::providers` under libFuzzer.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hybrid_review::fuzz::providers(bytes));
