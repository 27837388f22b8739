//! Time expressions of any text: spans lie in it, in order; days are a stretch; ranges join neighbours.

#![no_main]

use firsthand_claim::{Language, time_ranges, times_in};

libfuzzer_sys::fuzz_target!(|text: &str| {
    // A day that the text itself chooses, so that every month and leap years come up.
    let seed = text.bytes().fold(0_i16, |sum, byte| sum.wrapping_mul(31).wrapping_add(i16::from(byte)));
    let (month, day) = (1 + (seed % 12).abs() as i8, 1 + (seed % 28).abs() as i8);
    let day = jiff::civil::Date::new(1 + seed.rem_euclid(9999), month, day).ok();
    for language in Language::ALL {
        for published in [None, day] {
            let found = times_in(language, text, published);
            let mut end = 0;
            for when in &found {
                assert!(when.span.start >= end, "{when:?} overlaps what stands before it");
                assert!(
                    text.get(when.span.start..when.span.end).is_some_and(|words| !words.is_empty()),
                    "{when:?}"
                );
                assert!(when.days.is_none_or(|(first, last)| first <= last), "{when:?}");
                assert!(!when.value.is_empty() && !when.basis.is_empty(), "{when:?}");
                end = when.span.end;
            }
            for range in time_ranges(text, &found) {
                assert!(range.from + 1 == range.to && range.to < found.len(), "{range:?}");
                assert!(text.get(range.span.start..range.span.end).is_some(), "{range:?}");
            }
        }
    }
});
