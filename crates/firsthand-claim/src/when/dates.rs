//! Reads calendar dates: days, months, years, quarters, seasons, decades, centuries, weekdays.
//!
//! In: a page and a token. Out: what begins there as a [`Found`], or `None`. Names that look like
//! dates ("May said", "Sunday Times", "2000 soldiers") are turned down by the words around them.
//!
//! Known gaps: years before 1000 and years BC.

use super::lexicon::{Is, Page, Unit};
use super::numeric;
use super::quarter::{fiscal, part_of_year, season, short_quarter, year_with_part};
use super::sense::{Found, InYear, Sense, Which};
use super::year::{
    apostrophe_decade, century, era, led_year, round_count, spoken, spoken_decade, spoken_year, thousand,
    year, year_of_era,
};
use firsthand_text::TokenKind;

/// The date that begins at `i`.
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    match page.is(i) {
        Is::Month(..) => month_first(page, i),
        Is::Weekday(..) => weekday(page, i),
        Is::Digits(..) => numeric::read(page, i)
            .or_else(|| year_of_era(page, i))
            .or_else(|| day_first(page, i))
            .or_else(|| year_with_part(page, i))
            .or_else(|| year(page, i)),
        Is::Ordinal(_) => day_first(page, i).or_else(|| century(page, i)).or_else(|| part_of_year(page, i)),
        Is::Fiscal(year) => Some(Found::new(i + 1, Sense::Year(year))),
        Is::Decade(first, full) => {
            let led = full || page.before(i) == "the" || matches!(page.before(i), "'" | "’" | "‘");
            led.then(|| Found::new(i + 1, Sense::Decade(first)))
        }
        Is::Season(_) => season(page, i),
        Is::Count(_) => {
            spoken_year(page, i).or_else(|| day_first(page, i)).or_else(|| spoken_decade(page, i))
        }
        Is::Opens => match page.low(i) {
            "the" => after_the(page, i),
            "fiscal" | "fy" => fiscal(page, i),
            "q1" | "q2" | "q3" | "q4" | "h1" | "h2" => short_quarter(page, i),
            _ => None,
        },
        Is::Unit(Unit::Year, false) => led_year(page, i),
        Is::Nothing if matches!(page.low(i), "'" | "’" | "‘") => match page.is(i + 1) {
            Is::Decade(first, _) if page.at(i + 1).glued => Some(Found::new(i + 2, Sense::Decade(first))),
            _ => None,
        },
        Is::Nothing if page.at(i).kind == TokenKind::Number => numeric::read(page, i),
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
        Is::Digits(..) => apostrophe_decade(page, i + 1).or_else(|| year_with_part(page, i + 1)),
        Is::Count(_) => spoken_decade(page, i + 1).or_else(|| day_first(page, i + 1)),
        Is::Opens if page.low(i + 1) == "fiscal" => fiscal(page, i + 1),
        Is::Unit(Unit::Year, false) => led_year(page, i + 1),
        Is::Opens if matches!(page.low(i + 1), "last" | "latter" | "later") => part_of_year(page, i + 1),
        Is::Nothing if matches!(page.low(i + 1), "'" | "’" | "‘") => read(page, i + 1),
        _ => None,
    }
}

/// A day's number, 1 to 31, and the token after it.
pub(super) fn day_number(page: &Page, i: usize) -> Option<(i8, usize)> {
    match page.is(i) {
        Is::Digits(day, 1..=2) | Is::Ordinal(day) if (1..=31).contains(&day) => Some((day as i8, i + 1)),
        // "twenty-first"
        Is::Count(tens @ (20 | 30)) => match page.is(page.past_hyphen(i + 1)) {
            Is::Ordinal(ones @ 1..=9) if tens + ones <= 31 => {
                Some(((tens + ones) as i8, page.past_hyphen(i + 1) + 1))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A month's number, and the token after it and its full stop.
pub(super) fn month_name(page: &Page, i: usize) -> Option<(i8, bool, usize)> {
    let Is::Month(month, short) = page.is(i) else { return None };
    let stop = short && page.low(i + 1) == "." && page.at(i + 1).glued;
    Some((month, short, i + 1 + usize::from(stop)))
}

/// Whether the month's name is also a verb or an adjective when it has no capital.
pub(super) fn needs_capital(page: &Page, i: usize) -> bool {
    // "between august and october"
    let beside = |at: usize| matches!(page.is(at), Is::Month(..)) && !matches!(page.low(at), "may" | "march");
    if page.low(i) == "august" && (beside(i + 2) || i > 1 && beside(i - 2)) {
        return false;
    }
    matches!(page.low(i), "may" | "march" | "mar" | "august") && !page.at(i).capital
}

/// "October 31, 2024", "October 2024", "October last year", "October".
fn month_first(page: &Page, i: usize) -> Option<Found> {
    let (month, short, next) = month_name(page, i)?;
    // "May the 5th", but not "late May the Second Fleet"
    let the = usize::from(page.low(next) == "the" && !page.at(next + 1).capital);
    // "may the eleventh" and "may 11th" can be nothing else, "may 5" can.
    if needs_capital(page, i)
        && !matches!(page.is(next + the), Is::Ordinal(3..))
        && !day_number(page, next + the).is_some_and(|(_, end)| matches!(page.is(end - 1), Is::Ordinal(_)))
    {
        return None;
    }
    // "May twenty-one", as speech is written down.
    if let Is::Count(tens @ 1..=31) = page.is(next) {
        let ones = page.past_hyphen(next + 1);
        let (day, end) = match page.is(ones) {
            Is::Count(one @ 1..10) if tens == 20 || tens == 30 => (tens + one, ones + 1),
            _ => (tens, next + 1),
        };
        let (year, after) = year_after(page, end);
        let bare = matches!(page.is(page.past_hyphen(end)), Is::Count(_) | Is::Scale(_) | Is::Ordinal(_))
            || page.plain_word(end);
        let sure = page.at(i).capital || !short;
        if (1..=31).contains(&day) && (year != InYear::Open || !bare && sure) {
            return Some(Found::new(after, Sense::Day { year, month, day: day as i8, weekday: None }));
        }
    }
    if let Some((day, end)) = day_number(page, next + the)
        && !counted(page, end)
        && !(page.low(end) == ":" && page.at(end).glued && page.at(end + 1).glued)
    {
        let (year, end) = year_after(page, end);
        return Some(Found::new(end, Sense::Day { year, month, day, weekday: None }));
    }
    if page.hyphen(next)
        && let Is::Digits(year @ 1900..=2100, 4) = page.is(next + 1)
    {
        let sense = Sense::Month { year: InYear::Given(year as i16), month, which: Which::Bare };
        return Some(Found::new(next + 2, sense));
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
    let joins =
        |word: &str| matches!(word, "to" | "and" | "until" | "till" | "through" | "-" | "–" | "or" | "/");
    let paired = joins(before) && i > 1 && matches!(page.is(i - 2), Is::Month(..))
        || joins(page.low(i + 1)) && matches!(page.is(i + 2), Is::Month(..)) && before != "and";
    if paired && !short {
        return true;
    }
    // "a March operation", "the October vote": May, April and the like are people too.
    let person = matches!(page.low(i), "may" | "april" | "june" | "august");
    if matches!(before, "a" | "an" | "the" | "that")
        && !short
        && !person
        && page.plain_word(i + 1)
        && page.joined(i + 1)
    {
        return !firsthand_text::language::en::is_function_word(page.low(i + 1));
    }
    let led = LEADS.contains(&before) || paired || (before == "-" && i > 1 && page.low(i - 2) == "mid");
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
pub(super) fn counted(page: &Page, i: usize) -> bool {
    matches!(page.low(i), "%" | "percent" | "per" | "people" | "million" | "billion" | "pc")
        || (page.hyphen(i) && matches!(page.is(i + 1), Is::Unit(..)))
        || (matches!(page.is(i), Is::Unit(..)))
        || (page.low(i) == "."
            && page.at(i).glued
            && page.at(i + 1).glued
            && page.at(i + 1).kind == TokenKind::Number)
}

/// The year after a day or month: ", 2024", " 2024", "of 2024", "last year".
pub(super) fn year_after(page: &Page, i: usize) -> (InYear, usize) {
    let at = i + usize::from(matches!(page.low(i), "," | "of" | "in"));
    if let Is::Digits(year, 1..=4) = page.is(at)
        && let Some((_, end)) = era(page, at + 1)
    {
        return (InYear::Given(year as i16), end);
    }
    if let Is::Digits(year, 4) = page.is(at)
        && (1000..2200).contains(&year)
        && !(page.at(at).glued)
        && !(at > i && round_count(page, at, year))
    {
        return (InYear::Given(year as i16), at + 1);
    }
    if let Some((year, end)) = spoken(page, at).or_else(|| thousand(page, at)) {
        return (InYear::Given(year), end);
    }
    if page.low(i) == "of" && matches!(page.low(i + 1), "the" | "that") {
        let same = usize::from(page.low(i + 2) == "same");
        if page.low(i + 2 + same) == "year" && (same == 1 || page.low(i + 1) == "that") {
            return (InYear::Told, i + 3 + same);
        }
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

/// "31 October 2024", "the 31st of October".
fn day_first(page: &Page, i: usize) -> Option<Found> {
    let (day, next) = day_number(page, i)?;
    let of = page.low(next) == "of";
    // "31 October", "the 31st of October", "05-Aug-2016"
    let next = if of { next + 1 } else { page.past_hyphen(next) };
    let (month, short, end) = month_name(page, next)?;
    let end = if page.hyphen(next - 1)
        && matches!(page.is(end + 1), Is::Digits(1000..=2200, 4))
        && page.hyphen(end)
    {
        end + 1
    } else {
        end
    };
    // "at 5 May said", and a number that ends a sentence before a month.
    if needs_capital(page, next) && !(of && matches!(page.is(i), Is::Ordinal(_)))
        || !page.joined(next)
        || (i > 0 && page.at(i).glued && page.before(i) != "(" && quoted(page, i) && !second_of_two(page, i))
    {
        return None;
    }
    // "31 Sept." with a full stop that may also end the sentence.
    let (year, after) = match page.is(end) {
        Is::Digits(year @ 1000..=2200, 4) if page.hyphen(end - 1) => (InYear::Given(year as i16), end + 1),
        _ => year_after(page, end),
    };
    let end = if after > end || !short || page.joined(end) { after } else { next + 1 };
    Some(Found::new(end, Sense::Day { year, month, day, weekday: None }))
}

/// "6-7 February", "27 May-3 June": the day after a dash that a day or a month stands before.
fn second_of_two(page: &Page, i: usize) -> bool {
    i > 1
        && matches!(page.before(i), "-" | "/")
        && matches!(page.is(i - 2), Is::Month(..) | Is::Ordinal(_) | Is::Digits(1..=31, 1..=2))
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
    if let Some((day, end)) = day_number(page, at)
        && matches!(page.is(end - 1), Is::Ordinal(_))
        && (at > next && page.low(at - 1) == "the"
            || page.low(at).starts_with(|char: char| char.is_ascii_digit()) && !page.plain_word(end))
        // "Friday, the fourth decline in a row"
        && (page.low(at).starts_with(|char: char| char.is_ascii_digit()) || page.low(next) != "," && (!page.plain_word(end) || page.low(end) == "at"))
        && page.low(end) != "of"
        && !(page.plain_word(end) && matches!(page.is(end), Is::Unit(..)))
    {
        return Some(Found::new(end, Sense::WeekdayDay(weekday, day)));
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
