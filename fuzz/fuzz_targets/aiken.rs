#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| qbank_fuzz::aiken(data));
