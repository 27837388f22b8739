//! A web page of any bytes behind an opening tag.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    firsthand_fuzz::read_and_check([b"<html>", bytes].concat());
});
