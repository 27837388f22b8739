//! A feed of any bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    firsthand_fuzz::read_and_check(bytes.to_vec());
});
