//! Reads years, decades and centuries: "in 1648", "480 BC", "nineteen ninety-seven", "the '80s", "20th
//! century".
//!
//! In: a page and a token. Out: what begins there, or `None`. A bare number of four figures is a year only
//! where nothing counts or measures with it.

use super::lexicon::{Is, Page, Unit};
use super::sense::{Found, Sense};
use firsthand_text::TokenKind;

/// Years that a bare number of four figures may mean.
pub(super) const PLAIN_YEARS: std::ops::Range<u32> = 1900..2051;

/// Years that it may mean after a preposition ("in 1648").
const LED_YEARS: std::ops::Range<u32> = 1400..2101;

/// "the year 2000", "the year two thousand".
pub(super) fn led_year(page: &Page, i: usize) -> Option<Found> {
    match page.is(i + 1) {
        Is::Digits(year, 4) if LED_YEARS.contains(&year) => Some(Found::new(i + 2, Sense::Year(year as i16))),
        Is::Count(2) if page.is(i + 2) == Is::Scale(1000.0) => Some(Found::new(i + 3, Sense::Year(2000))),
        _ => None,
    }
}

/// "BC", "B.C.", "BCE", "AD", "CE" at `i`: whether the years count back, and the token after it.
pub(super) fn era(page: &Page, i: usize) -> Option<(bool, usize)> {
    let shout = page.at(i).capital;
    let (back, dotted) = match page.low(i) {
        "bc" | "bce" if shout => (true, false),
        "ad" | "ce" if shout => (false, false),
        "b.c" | "b.c.e" if shout => (true, true),
        "a.d" | "c.e" if shout => (false, true),
        _ => return None,
    };
    let stop = dotted && page.low(i + 1) == "." && page.at(i + 1).glued && page.joined(i + 2);
    Some((back, i + 1 + usize::from(stop)))
}

/// "480 BC", "79 AD".
pub(super) fn year_of_era(page: &Page, i: usize) -> Option<Found> {
    let Is::Digits(year @ 1.., 1..=4) = page.is(i) else { return None };
    let (_, end) = era(page, i + 1)?;
    (!page.at(i).glued || !matches!(page.before(i), "." | ":" | "$"))
        .then(|| Found::new(end, Sense::Year(year as i16)))
}

/// "2000 soldiers": a round number before a plural is a count.
pub(super) fn round_count(page: &Page, i: usize, year: u32) -> bool {
    year.is_multiple_of(50) && page.plain_word(i + 1) && page.joined(i + 1) && plural(page.low(i + 1))
}

/// Whether a word looks like a plural noun.
fn plural(low: &str) -> bool {
    (low.len() > 3 && low.ends_with('s') && !low.ends_with("ss") && !low.ends_with("us"))
        || matches!(low, "people" | "men" | "women" | "children" | "police" | "troops" | "dead")
}

/// "1988" as a year.
pub(super) fn year(page: &Page, i: usize) -> Option<Found> {
    let Is::Digits(year, 4) = page.is(i) else { return None };
    let found = Found::new(i + 1, Sense::Year(year as i16));
    let before = page.before(i);
    // "1985-87", "1990/91": both ends of a range, the first of them here.
    let ranged =
        matches!(page.low(i + 1), "-" | "–" | "—" | "/") && matches!(page.is(i + 2), Is::Digits(_, 2 | 4));
    if page.at(i).glued && i > 0 {
        let opened = matches!(before, "(" | "[" | "“" | "\"" | "‘" | "—" | "–");
        let half = page.hyphen(i - 1)
            && i > 1
            && (matches!(page.low(i - 2), "mid" | "pre" | "post" | "early" | "late")
                || matches!(page.is(i - 2), Is::Digits(_, 4)));
        if !(opened || half || (before == "/" && i > 1 && matches!(page.is(i - 2), Is::Digits(_, 4)))) {
            return None;
        }
    }
    let next = page.low(i + 1);
    let glued_on = page.at(i + 1).glued
        && !matches!(
            next,
            "." | ","
                | ";"
                | ":"
                | "?"
                | "!"
                | ")"
                | "]"
                | "”"
                | "\""
                | "’"
                | "'"
                | "—"
                | "–"
                | "-"
                | "/"
                | "…"
        );
    let measured = matches!(
        next,
        "%" | "percent"
            | "per"
            | "km"
            | "kg"
            | "m"
            | "ft"
            | "feet"
            | "metres"
            | "meters"
            | "miles"
            | "tonnes"
            | "tons"
            | "dollars"
            | "euros"
            | "pounds"
            | "points"
            | "million"
            | "billion"
            | "people"
            | "men"
            | "women"
            | "troops"
            | "soldiers"
            | "times"
            | "euro"
            | "hp"
    ) || matches!(page.is(i + 1), Is::Unit(..));
    let money = matches!(
        before,
        "$" | "£"
            | "€"
            | "#"
            | "no"
            | "nos"
            | "number"
            | "flight"
            | "room"
            | "page"
            | "about"
            | "nearly"
            | "over"
            | "than"
            | "least"
            | "almost"
            | "some"
            | "to"
            | "another"
            | "model"
    ) && !(before == "than" && i > 1 && matches!(page.low(i - 2), "later" | "earlier"))
        && !(before == "to" && (ranged_before(page, i) || PLAIN_YEARS.contains(&year)));
    if glued_on || measured || money || round_count(page, i, year) {
        return None;
    }
    const LEADS: &[&str] = &[
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "before",
        "after",
        "from",
        "through",
        "early",
        "late",
        "mid",
        "of",
        "between",
        "around",
        "circa",
        "for",
        "between",
        "to",
        "throughout",
        "(",
    ];
    if LEADS.contains(&before) || ranged || ranged_before(page, i) {
        return LED_YEARS.contains(&year).then_some(found);
    }
    // A number after a capital belongs to a name ("Vision 2030"), one at the head of a sentence is rarely a year.
    let named =
        i > 1 && page.at(i - 1).capital && page.joined(i) && page.joined(i - 1) && !page.at(i - 1).possessive;
    let known = !named || matches!(page.is(i - 1), Is::Season(_) | Is::Weekday(..));
    let after_number = i > 0 && page.at(i - 1).kind == TokenKind::Number;
    (PLAIN_YEARS.contains(&year) && known && !after_number && before != ":").then_some(found)
}

/// Whether a year and a word of range stand before token `i`: "1985 to 1987".
fn ranged_before(page: &Page, i: usize) -> bool {
    i > 1
        && matches!(page.before(i), "to" | "and" | "or" | "-" | "–")
        && matches!(page.is(i - 2), Is::Digits(year, 4) if LED_YEARS.contains(&year))
}

/// "nineteen ninety-seven", as speech is written down.
pub(super) fn spoken_year(page: &Page, i: usize) -> Option<Found> {
    let (year, end) = spoken(page, i)?;
    Some(Found::new(end, Sense::Year(year)))
}

pub(super) fn spoken(page: &Page, i: usize) -> Option<(i16, usize)> {
    let Is::Count(century @ (18..=20)) = page.is(i) else { return None };
    let at = page.past_hyphen(i + 1);
    let Is::Count(tens @ 10..) = page.is(at) else { return None };
    let years = (century * 100 + tens) as i16;
    let ones = page.past_hyphen(at + 1);
    match page.is(ones) {
        Is::Count(one @ 1..10) if tens >= 20 => Some((years + one as i16, ones + 1)),
        _ => Some((years, at + 1)),
    }
}

/// "two thousand", "two thousand and eighteen".
pub(super) fn thousand(page: &Page, i: usize) -> Option<(i16, usize)> {
    if page.is(i) != Is::Count(2) || page.is(i + 1) != Is::Scale(1000.0) {
        return None;
    }
    let at = i + 2 + usize::from(page.low(i + 2) == "and");
    match page.is(at) {
        Is::Count(tens @ 1..=99) => {
            let ones = page.past_hyphen(at + 1);
            match page.is(ones) {
                Is::Count(one @ 1..10) if tens >= 20 => Some(((2000 + tens + one) as i16, ones + 1)),
                _ => Some(((2000 + tens) as i16, at + 1)),
            }
        }
        _ => Some((2000, i + 2)),
    }
}

/// "nineteen seventies".
pub(super) fn spoken_decade(page: &Page, i: usize) -> Option<Found> {
    let Is::Count(century @ 15..=20) = page.is(i) else { return None };
    let Is::Decade(first, false) = page.is(page.past_hyphen(i + 1)) else { return None };
    Some(Found::new(
        page.past_hyphen(i + 1) + 1,
        Sense::Decade((century * 100) as i16 + first.rem_euclid(100)),
    ))
}

/// "1970's", "70's": decades with an apostrophe, after "the".
pub(super) fn apostrophe_decade(page: &Page, i: usize) -> Option<Found> {
    let first = match page.is(i) {
        Is::Digits(year @ 1000..=2090, 4) => year as i16,
        Is::Digits(year @ 20..=90, 2) => 1900 + year as i16,
        _ => return None,
    };
    let apart = matches!(page.low(i + 1), "'" | "’") && page.low(i + 2) == "s" && page.at(i + 2).glued;
    (apart && page.at(i + 1).glued && first % 10 == 0 && !page.plain_word(i + 3))
        .then(|| Found::new(i + 3, Sense::Decade(first)))
}

/// "20th century".
pub(super) fn century(page: &Page, i: usize) -> Option<Found> {
    let Is::Ordinal(count @ 1..=30) = page.is(i) else { return None };
    let at = page.past_hyphen(i + 1);
    (page.is(at) == Is::Unit(Unit::Century, false))
        .then(|| Found::new(at + 1, Sense::Century(count as i16 - 1)))
}
