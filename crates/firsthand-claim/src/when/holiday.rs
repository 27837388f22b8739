//! Holidays whose date follows from a rule: "Easter Monday", "Thanksgiving Day 2019", "last Christmas".
//!
//! In: a page and a token, or a rule and a year. Out: the holiday that begins there, or its day. The rules
//! are a table of the language, with its sources.
//!
//! Known gaps: holidays of lunar calendars; those whose day another country keeps on another day have
//! the day of the country that most English news means ("Mother's Day").

use super::calendar::{self, shift};
use super::dates;
use super::lexicon::{Is, Page, Unit};
use super::sense::{Found, Sense, Which};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How a holiday's day follows from its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// Month and day.
    Fixed(i8, i8),
    /// Days from Easter Sunday, Western or Orthodox.
    Easter(bool, i64),
    /// Month, which one (-1: the last), weekday, days after it.
    Nth(i8, i8, i8, i64),
    /// Month and day, the weekday before it, days after that.
    Before(i8, i8, i8, i64),
}

/// A name: its words in lower case, and its rule.
struct Name {
    words: Vec<&'static str>,
    rule: usize,
}

struct Table {
    rules: Vec<Rule>,
    /// By first word, longest first.
    names: HashMap<&'static str, Vec<Name>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { rules: Vec::new(), names: HashMap::new() };
    for line in include_str!("../../data/en/holidays.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((rule, names)) = line.split_once('\t') else { continue };
        let Some(rule) = parse(rule) else { continue };
        for name in names.split('|') {
            let words: Vec<&str> = name.split(' ').collect();
            let Some(&first) = words.first() else { continue };
            table.names.entry(first).or_default().push(Name { words, rule: table.rules.len() });
        }
        table.rules.push(rule);
    }
    for names in table.names.values_mut() {
        names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    table
});

fn parse(text: &str) -> Option<Rule> {
    let signed = |text: &str| -> Option<i64> { text.strip_prefix('+').unwrap_or(text).parse().ok() };
    if let Some(days) = text.strip_prefix("easter") {
        return Some(Rule::Easter(false, signed(days)?));
    }
    if let Some(days) = text.strip_prefix("orthodox") {
        return Some(Rule::Easter(true, signed(days)?));
    }
    let (text, after) = match text.split_once('+') {
        Some((text, after)) => (text, after.parse().ok()?),
        None => (text, 0),
    };
    if let Some((day, weekday)) = text.split_once('<') {
        let (month, day) = day.split_once('-')?;
        return Some(Rule::Before(month.parse().ok()?, day.parse().ok()?, weekday.parse().ok()?, after));
    }
    if let Some((month, day)) = text.split_once('-').filter(|_| !text.contains(' ')) {
        return Some(Rule::Fixed(month.parse().ok()?, day.parse().ok()?));
    }
    let mut parts = text.split(' ').map(|part| part.parse().ok());
    Some(Rule::Nth(parts.next()??, parts.next()??, parts.next()??, after))
}

/// First words of holidays' names, for the lexicon.
pub(crate) fn first_words() -> impl Iterator<Item = &'static str> {
    TABLE.names.keys().copied()
}

/// The day of holiday `rule` in `year`.
pub(super) fn day(rule: usize, year: i16) -> Option<Date> {
    match *TABLE.rules.get(rule)? {
        Rule::Fixed(month, day) => calendar::date(year, month, day),
        Rule::Easter(false, days) => shift(easter(year)?, days, Unit::Day),
        Rule::Easter(true, days) => shift(orthodox_easter(year)?, days, Unit::Day),
        Rule::Nth(month, nth, weekday, days) => {
            let first = calendar::date(year, month, 1)?;
            let day = if nth < 0 {
                calendar::weekday_until(first.last_of_month(), weekday)?
            } else {
                shift(calendar::weekday_from(first, weekday)?, i64::from(nth - 1), Unit::Week)?
            };
            shift(day, days, Unit::Day)
        }
        Rule::Before(month, day, weekday, days) => {
            let before = shift(calendar::date(year, month, day)?, -1, Unit::Day)?;
            shift(calendar::weekday_until(before, weekday)?, days, Unit::Day)
        }
    }
}

/// Easter Sunday of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    calendar::date(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// Orthodox Easter Sunday, as a day of the Gregorian calendar.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = calendar::date(year, (n / 31) as i8, (n % 31 + 1) as i8)?;
    shift(julian, i64::from(y / 100 - y / 400 - 2), Unit::Day)
}

/// The holiday whose name begins at `i`.
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    let (rule, end) = named(page, i)?;
    // "the Easter Rising", "Christmas Island", "Labor Day Parade Committee": a name goes on; but
    // "Easter Sunday" was read whole, and a year may follow.
    let goes_on = page.at(end).capital && page.joined(end) && !page.at(end - 1).possessive;
    let lone = end == i + 1;
    if goes_on && lone || !page.at(i).capital && page.low(i) == "epiphany" {
        return None;
    }
    let (year, end) = dates::year_after(page, end);
    Some(Found::new(end, Sense::Holiday { rule, year, which: Which::Bare }))
}

/// The longest name at `i`: its rule and the token after it.
fn named(page: &Page, i: usize) -> Option<(usize, usize)> {
    if !matches!(page.is(i), Is::Feast | Is::Month(..)) {
        return None;
    }
    let mut first = page.low(i).to_owned();
    if page.at(i).possessive {
        first.push_str("'s");
    }
    let names = TABLE.names.get(first.as_str()).or_else(|| TABLE.names.get(page.low(i)))?;
    names.iter().find_map(|name| {
        let mut at = i;
        for (place, word) in name.words.iter().enumerate() {
            let (bare, possessive) = match word.strip_suffix("'s") {
                Some(bare) => (bare, true),
                None => (*word, false),
            };
            let bare = bare.trim_end_matches(['\'', '.']);
            let last = place + 1 == name.words.len();
            if page.low(at).trim_end_matches(['\'', '’', '.']) != bare
                || !(last || page.at(at).possessive == possessive)
            {
                return None;
            }
            at += 1;
            // "Presidents' Day" and "St. George's Day" have a mark of their own between the words.
            if !last && matches!(page.low(at), "'" | "’" | ".") && page.at(at).glued {
                at += 1;
            }
        }
        Some((name.rule, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, year: i16, want: &str) {
        let page = Page::new(name);
        let rule = named(&page, 0).map(|(rule, _)| rule);
        let found = rule.and_then(|rule| day(rule, year)).map(calendar::day_value);
        assert_eq!(found.as_deref(), Some(want), "{name} {year}");
    }

    #[test]
    fn rules() {
        check("Easter Sunday", 2024, "2024-03-31");
        check("Easter Sunday", 2025, "2025-04-20");
        check("Orthodox Easter", 2024, "2024-05-05");
        check("Good Friday", 2023, "2023-04-07");
        check("Thanksgiving", 2024, "2024-11-28");
        check("Black Friday", 2024, "2024-11-29");
        check("Memorial Day", 2024, "2024-05-27");
        check("Victoria Day", 2024, "2024-05-20");
        check("Remembrance Sunday", 2024, "2024-11-10");
        check("New Year’s Eve", 2024, "2024-12-31");
        check("Presidents’ Day", 2024, "2024-02-19");
        check("St. Patrick's Day", 2024, "2024-03-17");
        check("Martin Luther King Jr. Day", 2024, "2024-01-15");
    }

    #[test]
    fn every_line_is_read() {
        let lines =
            include_str!("../../data/en/holidays.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(TABLE.rules.len(), lines);
        assert!((0..lines).all(|rule| day(rule, 2024).is_some()));
    }
}
