//! What must hold of any numbers and any text: printed numbers parse back, spans lie in their text, and the
//! work is in proportion to the length of the text.

use super::language::Numerals;
use super::lex::Toks;
use super::{Role, numbers, numerals_in, read};
use crate::{Decimal, Language, times};
use proptest::prelude::*;

const ONES: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `number` below a million million in English words, with "and" and hyphens or without.
fn spelled(number: u64, and: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut left = number;
    for (scale, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")] {
        if left >= scale {
            words.push(below_thousand(left / scale, and));
            words.push(name.to_string());
            left %= scale;
        }
    }
    if left > 0 {
        if and && left < 100 && !words.is_empty() {
            words.push("and".to_string());
        }
        words.push(below_thousand(left, and));
    }
    words.join(" ")
}

fn below_thousand(number: u64, and: bool) -> String {
    let (hundreds, rest) = ((number / 100) as usize, (number % 100) as usize);
    let joint = if and { "-" } else { " " };
    let low = match rest {
        0..20 => ONES[rest].to_string(),
        _ if rest.is_multiple_of(10) => TENS[rest / 10].to_string(),
        _ => format!("{}{joint}{}", TENS[rest / 10], ONES[rest % 10]),
    };
    match (hundreds, rest) {
        (0, _) => low,
        (_, 0) => format!("{} hundred", ONES[hundreds]),
        _ if and => format!("{} hundred and {low}", ONES[hundreds]),
        _ => format!("{} hundred {low}", ONES[hundreds]),
    }
}

/// `number` below a million in German words.
fn german(number: u64) -> String {
    const ONES: [&str; 20] = [
        "",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ];
    const TENS: [&str; 10] =
        ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
    let low = |rest: usize| match rest {
        0..20 => ONES[rest].to_string(),
        _ if rest.is_multiple_of(10) => TENS[rest / 10].to_string(),
        _ => format!("{}und{}", ONES[rest % 10], TENS[rest / 10]),
    };
    let thousand = |number: usize| match number / 100 {
        0 => low(number),
        hundreds => format!("{}hundert{}", ONES[hundreds], low(number % 100)),
    };
    match (number / 1000) as usize {
        0 => thousand(number as usize),
        thousands => format!("{}tausend{}", thousand(thousands), thousand((number % 1000) as usize)),
    }
}

/// "1234567" as "1,234,567".
fn grouped(number: u64) -> String {
    let plain = number.to_string();
    let mut grouped = String::new();
    for (at, figure) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(figure);
    }
    grouped
}

/// The one number of `text`, which is all of it.
fn only(text: &str, language: Language) -> Option<Decimal> {
    match &numerals_in(text, language)[..] {
        [one] if one.span.of(text) == text => Some(one.value),
        _ => None,
    }
}

proptest! {
    #[test]
    fn printed_numbers_parse_back(number in 1u64..1_000_000_000_000) {
        let value = Some(Decimal::from(number));
        prop_assert_eq!(only(&spelled(number, true), Language::English), value, "{}", spelled(number, true));
        prop_assert_eq!(only(&spelled(number, false), Language::English), value, "{}", spelled(number, false));
        prop_assert_eq!(only(&grouped(number), Language::English), value);
        prop_assert_eq!(only(&number.to_string(), Language::English), value);
    }

    #[test]
    fn small_printed_numbers_parse_back(number in 1u64..1_000_000) {
        let value = Some(Decimal::from(number));
        prop_assert_eq!(only(&spelled(number, true), Language::English), value, "{}", spelled(number, true));
        // "ein" alone is an article.
        if number > 1 {
            prop_assert_eq!(only(&german(number), Language::German), value, "{}", german(number));
        }
    }

    #[test]
    fn decimals_are_exact(mantissa in 0i64..1_000_000_000_000, scale in 0u32..8) {
        let value = Decimal::new(mantissa, scale);
        prop_assert_eq!(only(&value.to_string(), Language::English), Some(value));
    }

    #[test]
    fn spans_lie_in_their_text(text in "[\\PC0-9 ,.$%/-]{0,80}( (hundred|dozens|of|and|a|half|third|to|more than|km|million|€|one|men))*[\\PC\n]{0,40}") {
        sound(&text);
    }
}

/// Whether everything found in `text` lies in it, in order, and holds figures that make sense.
fn sound(text: &str) {
    let mut last = 0;
    for number in numbers(text, &times(text, None)) {
        let mut spans = vec![number.span];
        spans.extend(number.numerals.iter().map(|numeral| numeral.span));
        if let Role::Quantity(quantity) = &number.role {
            spans.extend([quantity.span, quantity.number]);
            spans.extend(
                [quantity.unit_span, quantity.counted, quantity.head, quantity.per].into_iter().flatten(),
            );
            assert!(quantity.upper.is_none_or(|upper| upper > quantity.value), "{text}");
        }
        for span in spans {
            assert!(!span.of(text).is_empty(), "{text}");
        }
        assert!(number.span.start >= last || number.span.end > last, "{text}");
        last = number.span.start;
    }
}

#[test]
fn work_is_in_proportion() {
    /// Looks at tokens for each token, at most: a number of many readings costs some hundreds.
    const MOST_LOOKS: usize = 1500;
    let units = [
        "the ",
        "1 ",
        "12",
        "one ",
        "hundred ",
        "a ",
        "half ",
        "and ",
        "one hundred and ",
        "dozens of ",
        "$",
        "$5 ",
        "1-",
        "1 to ",
        "between ",
        "more than ",
        "third ",
        "5 km ",
        "1/2 ",
        "- ",
        "(1) ",
        "9 a 9 b ",
        "million of ",
        "one in ",
        "of whom ",
        "several ",
        "1,",
        "½",
        "more than 5 and less than ",
        "toll 5 to ",
        "20 Northern ",
        "20 dark ",
        "U.S. $",
        "5 years ",
        "é",
        "\n",
        "1 234 ",
    ];
    for unit in units {
        let text = unit.repeat(60_000 / unit.len());
        let toks = Toks::new(&text, Numerals::of(Language::English));
        read(&toks, &[], |_| {});
        let (looks, all) = (toks.looks.get(), toks.toks.len().max(1));
        assert!(looks <= all * MOST_LOOKS, "{unit:?}: {} looks a token", looks / all);
    }
}
