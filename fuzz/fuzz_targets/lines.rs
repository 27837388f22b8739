//! Plain text of any lines: each line gets one label, and the reading holds together.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    assert_eq!(firsthand_read::line_labels(text).len(), text.split('\n').count());
    firsthand_fuzz::read_and_check(text.as_bytes().to_vec());
});
