//! Reads calendar dates: days, months, years, quarters, seasons, decades, centuries, weekdays.
//!
//! In: a page and a token. Out: what begins there as a [`Found`], or `None`. Names that look like
//! dates ("May said", "Sunday Times", "2000 soldiers") are turned down by the words around them.
//!
//! Known gaps: years before 1000 and years BC.

use super::lexicon::{Is, Page, Unit};
use super::numeric;
use super::sense::{Found, InYear, Sense, Which};
use firsthand_text::TokenKind;

/// Years that a bare number of four figures may mean.
const PLAIN_YEARS: std::ops::Range<u32> = 1900..2051;

/// Years that it may mean after a preposition ("in 1648").
const LED_YEARS: std::ops::Range<u32> = 1400..2101;

/// The date that begins at `i`.
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    match page.is(i) {
        Is::Month(..) => month_first(page, i),
        Is::Weekday(..) => weekday(page, i),
        Is::Digits(..) => numeric::read(page, i)
            .or_else(|| day_first(page, i))
            .or_else(|| year_with_part(page, i))
            .or_else(|| year(page, i)),
        Is::Ordinal(_) => day_first(page, i).or_else(|| century(page, i)).or_else(|| part_of_year(page, i)),
        Is::Decade(first, full) => {
            let led = full || page.before(i) == "the" || matches!(page.before(i), "'" | "’" | "‘");
            led.then(|| Found::new(i + 1, Sense::Decade(first)))
        }
        Is::Season(_) => season(page, i),
        Is::Count(_) => spoken_year(page, i),
        Is::Opens => match page.low(i) {
            "the" => after_the(page, i),
            "fiscal" => fiscal(page, i),
            _ => None,
        },
        Is::Unit(Unit::Year, false) => led_year(page, i),
        Is::Nothing if matches!(page.low(i), "'" | "’" | "‘") => match page.is(i + 1) {
            Is::Decade(first, _) if page.at(i + 1).glued => Some(Found::new(i + 2, Sense::Decade(first))),
            _ => None,
        },
        Is::Nothing if page.at(i).kind == TokenKind::Number => numeric::read(page, i),
        Is::Nothing => short_quarter(page, i),
        _ => None,
    }
}

/// "the 31st of October", "the summer of 1994", "the third quarter", "the '80s".
fn after_the(page: &Page, i: usize) -> Option<Found> {
    match page.is(i + 1) {
        Is::Ordinal(_) => {
            day_first(page, i + 1).or_else(|| part_of_year(page, i + 1)).or_else(|| century(page, i + 1))
        }
        Is::Decade(..) => read(page, i + 1),
        Is::Season(_) => season(page, i + 1),
        Is::Digits(..) => year_with_part(page, i + 1),
        Is::Opens if page.low(i + 1) == "fiscal" => fiscal(page, i + 1),
        Is::Unit(Unit::Year, false) => led_year(page, i + 1),
        Is::Opens if page.low(i + 1) == "last" => part_of_year(page, i + 1),
        Is::Nothing if matches!(page.low(i + 1), "'" | "’" | "‘") => read(page, i + 1),
        _ => None,
    }
}

/// "the year 2000", "the year two thousand".
fn led_year(page: &Page, i: usize) -> Option<Found> {
    match page.is(i + 1) {
        Is::Digits(year, 4) if LED_YEARS.contains(&year) => Some(Found::new(i + 2, Sense::Year(year as i16))),
        Is::Count(2) if page.is(i + 2) == Is::Scale(1000.0) => Some(Found::new(i + 3, Sense::Year(2000))),
        _ => None,
    }
}

/// A day's number, 1 to 31, and the token after it.
fn day_number(page: &Page, i: usize) -> Option<(i8, usize)> {
    match page.is(i) {
        Is::Digits(day, 1..=2) | Is::Ordinal(day) if (1..=31).contains(&day) => Some((day as i8, i + 1)),
        _ => None,
    }
}

/// A month's number, and the token after it and its full stop.
fn month_name(page: &Page, i: usize) -> Option<(i8, bool, usize)> {
    let Is::Month(month, short) = page.is(i) else { return None };
    let stop = short && page.low(i + 1) == "." && page.at(i + 1).glued;
    Some((month, short, i + 1 + usize::from(stop)))
}

/// Whether the month's name is also a verb or an adjective when it has no capital.
fn needs_capital(page: &Page, i: usize) -> bool {
    matches!(page.low(i), "may" | "march" | "mar" | "august") && !page.at(i).capital
}

/// "October 31, 2024", "October 2024", "October last year", "October".
fn month_first(page: &Page, i: usize) -> Option<Found> {
    let (month, short, next) = month_name(page, i)?;
    if needs_capital(page, i) {
        return None;
    }
    let the = usize::from(page.low(next) == "the");
    if let Some((day, end)) = day_number(page, next + the)
        && !counted(page, end)
        && !(page.low(end) == ":" && page.at(end).glued && page.at(end + 1).glued)
    {
        let (year, end) = year_after(page, end);
        return Some(Found::new(end, Sense::Day { year, month, day, weekday: None }));
    }
    let (year, end) = year_after(page, next);
    if year != InYear::Open {
        return Some(Found::new(end, Sense::Month { year, month, which: Which::Bare }));
    }
    // Only now does the full stop of a short form count as its own: "in Sept."
    let end = if page.joined(next) || next == i + 1 { next } else { i + 1 };
    month_alone(page, i, short).then(|| Found::new(end, Sense::Month { year, month, which: Which::Bare }))
}

/// Whether a month's name with nothing of a date behind it is a month, and not a person or a verb.
fn month_alone(page: &Page, i: usize, short: bool) -> bool {
    const LEADS: &[&str] = &[
        "in", "since", "until", "till", "by", "from", "through", "during", "last", "next", "this", "early",
        "late", "mid", "every", "each", "of", "before", "after", "for", "between", "past", "coming",
        "previous",
    ];
    let before = page.before(i);
    let led = LEADS.contains(&before) || (before == "-" && i > 1 && page.low(i - 2) == "mid");
    let verb_or_name = matches!(page.low(i), "may" | "march" | "mar" | "august" | "april" | "june") || short;
    let name_follows = page.at(i + 1).capital && page.joined(i + 1) && !page.at(i).possessive;
    let name_before = i > 1
        && page.joined(i)
        && page.at(i - 1).capital
        && page.joined(i - 1)
        && page.at(i - 1).kind == TokenKind::Word;
    if led {
        // "by May Fielding", "for June Carver": a name goes on where a month would not.
        return !(name_follows
            && matches!(before, "by" | "for" | "of" | "from" | "after" | "before")
            && verb_or_name);
    }
    if name_before || matches!(page.low(i), "may" | "march") || short {
        return page.before(i) == "and" && i > 1 && matches!(page.is(i - 2), Is::Month(..));
    }
    !(name_follows && verb_or_name)
}

/// Whether what stands at `i` makes the number before it a count: "June 30 percent", "30 people".
fn counted(page: &Page, i: usize) -> bool {
    matches!(page.low(i), "%" | "percent" | "per" | "people" | "million" | "billion" | "pc")
        || (page.hyphen(i) && matches!(page.is(i + 1), Is::Unit(..)))
        || (matches!(page.is(i), Is::Unit(..)))
        || (page.low(i) == "."
            && page.at(i).glued
            && page.at(i + 1).glued
            && page.at(i + 1).kind == TokenKind::Number)
}

/// The year after a day or month: ", 2024", " 2024", "of 2024", "last year".
fn year_after(page: &Page, i: usize) -> (InYear, usize) {
    let at = i + usize::from(matches!(page.low(i), "," | "of" | "in"));
    if let Is::Digits(year, 4) = page.is(at)
        && (1000..2200).contains(&year)
        && !(page.at(at).glued)
        && !(at > i && round_count(page, at, year))
    {
        return (InYear::Given(year as i16), at + 1);
    }
    if let Some((year, end)) = spoken(page, at) {
        return (InYear::Given(year), end);
    }
    let away = match page.low(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return (InYear::Open, i),
    };
    if page.low(at + 1) == "year" && !matches!(page.low(i), "in" | ",") {
        return (InYear::Away(away), at + 2);
    }
    (InYear::Open, i)
}

/// "2000 soldiers": a round number before a plural is a count.
fn round_count(page: &Page, i: usize, year: u32) -> bool {
    year.is_multiple_of(50) && page.plain_word(i + 1) && page.joined(i + 1) && plural(page.low(i + 1))
}

/// Whether a word looks like a plural noun.
fn plural(low: &str) -> bool {
    (low.len() > 3 && low.ends_with('s') && !low.ends_with("ss") && !low.ends_with("us"))
        || matches!(low, "people" | "men" | "women" | "children" | "police" | "troops" | "dead")
}

/// "31 October 2024", "the 31st of October".
fn day_first(page: &Page, i: usize) -> Option<Found> {
    let (day, next) = day_number(page, i)?;
    let next = if page.low(next) == "of" && matches!(page.is(i), Is::Ordinal(_)) { next + 1 } else { next };
    let (month, short, end) = month_name(page, next)?;
    // "at 5 May said", and a number that ends a sentence before a month.
    if needs_capital(page, next)
        || !page.joined(next)
        || (i > 0 && page.at(i).glued && page.before(i) != "(" && quoted(page, i))
    {
        return None;
    }
    // "31 Sept." with a full stop that may also end the sentence.
    let (year, after) = year_after(page, end);
    let end = if after > end || !short || page.joined(end) { after } else { next + 1 };
    Some(Found::new(end, Sense::Day { year, month, day, weekday: None }))
}

/// Whether token `i` hangs on to a mark other than an opening one.
fn quoted(page: &Page, i: usize) -> bool {
    !matches!(page.before(i), "“" | "\"" | "‘" | "'" | "[" | "—" | "–" | ",")
}

/// "Friday", "Thursday 31 October", "Fri., Nov. 1".
fn weekday(page: &Page, i: usize) -> Option<Found> {
    let Is::Weekday(weekday, short) = page.is(i) else { return None };
    let next = i + 1 + usize::from(short && page.low(i + 1) == "." && page.at(i + 1).glued);
    let at = next + usize::from(page.low(next) == ",");
    let at = at + usize::from(page.low(at) == "the");
    let dated = match page.is(at) {
        Is::Month(..) => month_first(page, at),
        Is::Digits(..) | Is::Ordinal(_) => day_first(page, at),
        _ => None,
    };
    if let Some(Found { end, sense: Sense::Day { year, month, day, .. }, .. }) = dated {
        return Some(Found::new(end, Sense::Day { year, month, day, weekday: Some(weekday) }));
    }
    weekday_is_meant(page, i, short).then(|| Found::new(i + 1, Sense::Weekday(weekday, Which::Bare)))
}

/// Whether a weekday's name is the day and not a part of another name.
fn weekday_is_meant(page: &Page, i: usize, short: bool) -> bool {
    const PAPERS: &[&str] = &[
        "times",
        "telegraph",
        "mail",
        "post",
        "express",
        "mirror",
        "herald",
        "star",
        "sun",
        "independent",
        "tribune",
        "review",
        "journal",
        "world",
        "people",
        "gazette",
        "chronicle",
        "age",
        "business",
        "mass",
        "school",
        "league",
        "ticket",
        "magazine",
    ];
    const FEASTS: &[&str] = &[
        "black", "bloody", "good", "super", "cyber", "ash", "palm", "easter", "holy", "shrove", "maundy",
        "giving", "whit",
    ];
    let named = page.at(i).capital && page.at(i + 1).capital && PAPERS.contains(&page.low(i + 1));
    let feast = page.at(i).capital && i > 0 && page.at(i - 1).capital && FEASTS.contains(&page.before(i));
    if named || feast {
        return false;
    }
    if short {
        // "Sun", "Sat", "Mon" and "Wed" are words and names too.
        let led = matches!(page.before(i), "on" | "this" | "next" | "last" | "until" | "till" | "by");
        return page.at(i).capital && led && !page.at(i + 1).capital;
    }
    true
}

/// "1988" as a year.
fn year(page: &Page, i: usize) -> Option<Found> {
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
    ) && !(before == "to" && (ranged_before(page, i) || PLAIN_YEARS.contains(&year)));
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
    let named = i > 0 && page.at(i - 1).capital && page.joined(i) && i > 1 && page.joined(i - 1);
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
fn spoken_year(page: &Page, i: usize) -> Option<Found> {
    let (year, end) = spoken(page, i)?;
    Some(Found::new(end, Sense::Year(year)))
}

fn spoken(page: &Page, i: usize) -> Option<(i16, usize)> {
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

/// "20th century".
fn century(page: &Page, i: usize) -> Option<Found> {
    let Is::Ordinal(count @ 1..=30) = page.is(i) else { return None };
    let at = page.past_hyphen(i + 1);
    (page.is(at) == Is::Unit(Unit::Century, false))
        .then(|| Found::new(at + 1, Sense::Century(count as i16 - 1)))
}

/// "third quarter of 1984", "first half of the year": quarters and halves.
fn part_of_year(page: &Page, i: usize) -> Option<Found> {
    let count = match page.is(i) {
        Is::Ordinal(count @ 1..=4) => count as i8,
        Is::Opens if page.low(i) == "last" && page.low(i + 1) == "half" => 2,
        _ => return None,
    };
    let at = page.past_hyphen(i + 1);
    let at = page.past_hyphen(at + usize::from(page.low(at) == "fiscal"));
    let half = page.low(at) == "half" && count <= 2;
    let quarter = page.is(at) == Is::Unit(Unit::Quarter, false);
    let (year, end) = year_of(page, at + 1);
    match () {
        () if quarter => Some(Found::new(end, Sense::Quarter { year, quarter: count })),
        // "the first half" alone is a football match.
        () if half && end > at + 1 => Some(Found::new(end, Sense::Half { year, half: count })),
        () => None,
    }
}

/// "of 1984", "1984", "of last year", "of the year".
fn year_of(page: &Page, i: usize) -> (InYear, usize) {
    if page.low(i) == "of" && page.low(i + 1) == "the" && page.low(i + 2) == "year" {
        return (InYear::Away(0), i + 3);
    }
    if page.low(i) == "," || page.low(i) == "in" { (InYear::Open, i) } else { year_after(page, i) }
}

/// "Q3 2024".
fn short_quarter(page: &Page, i: usize) -> Option<Found> {
    let quarter = match page.low(i) {
        "q1" => 1,
        "q2" => 2,
        "q3" => 3,
        "q4" => 4,
        _ => return None,
    };
    let (year, end) = year_of(page, i + 1);
    (year != InYear::Open || page.before(i) == "in")
        .then(|| Found::new(end, Sense::Quarter { year, quarter }))
}

/// "1988 third quarter", "1988 summer" (after "the").
fn year_with_part(page: &Page, i: usize) -> Option<Found> {
    let Is::Digits(year, 4) = page.is(i) else { return None };
    if !PLAIN_YEARS.contains(&year) {
        return None;
    }
    let year = year as i16;
    if let Some(Found { end, sense: Sense::Quarter { year: InYear::Open, quarter }, .. }) =
        part_of_year(page, i + 1)
    {
        return Some(Found::new(end, Sense::Quarter { year: InYear::Given(year), quarter }));
    }
    match page.low(i + 1) {
        "period" if page.before(i) == "the" => Some(Found::new(i + 2, Sense::Year(year))),
        _ => None,
    }
}

/// "fiscal 1989", "fiscal first quarter", "fiscal year 1989".
fn fiscal(page: &Page, i: usize) -> Option<Found> {
    let at = page.past_hyphen(i + 1);
    if let Some(found) = part_of_year(page, at) {
        return Some(found);
    }
    let at = at + usize::from(page.low(at) == "year");
    match page.is(at) {
        Is::Digits(year, 4) if PLAIN_YEARS.contains(&year) => {
            Some(Found::new(at + 1, Sense::Year(year as i16)))
        }
        _ => None,
    }
}

/// "summer 1994", "the winter of nineteen ninety-four", "the summer".
fn season(page: &Page, i: usize) -> Option<Found> {
    let Is::Season(season) = page.is(i) else { return None };
    let (year, end) = year_of(page, i + 1);
    let found = Found::new(end, Sense::Season { year, season, which: Which::Bare });
    if year != InYear::Open {
        return Some(found);
    }
    // "fall" and "spring" are verbs, springs and falls: only what stands in one.
    let the = i > 1 && page.before(i) == "the";
    let lead = if the { page.low(i - 2) } else { page.before(i) };
    let verbal = matches!(page.low(i), "fall" | "spring");
    let led = matches!(
        lead,
        "in" | "during"
            | "since"
            | "until"
            | "by"
            | "through"
            | "throughout"
            | "into"
            | "over"
            | "early"
            | "late"
    );
    let goes_on = page.low(end) == "of" || page.hyphen(end) || page.at(end).capital && page.joined(end);
    (led && (!verbal || the || lead == "early" || lead == "late") && !goes_on && !page.at(i).capital)
        .then_some(found)
}
