//! Any text: its numbers and quantities lie in it, in order, and a range is one.

#![no_main]

use firsthand_claim::{Language, Role, numbers, numerals_in, quantities};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let found = numbers(text, &[]);
    let mut count = 0;
    let mut last = 0;
    for number in &found {
        assert!(!number.span.of(text).is_empty() && number.span.end > last);
        last = number.span.end;
        for numeral in &number.numerals {
            assert!(!numeral.span.of(text).is_empty());
        }
        if let Role::Quantity(quantity) = &number.role {
            count += 1;
            assert!(quantity.upper.is_none_or(|upper| upper > quantity.value));
            let parts =
                [Some(quantity.number), quantity.unit_span, quantity.counted, quantity.head, quantity.per];
            assert!(parts.into_iter().flatten().all(|span| !span.of(text).is_empty()));
            _ = quantity.si();
        }
    }
    assert_eq!(quantities(text, &[]).len(), count);
    for language in Language::ALL {
        assert!(numerals_in(text, language).iter().all(|numeral| !numeral.span.of(text).is_empty()));
    }
});
