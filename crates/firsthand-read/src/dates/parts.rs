//! A line as dates see it: days, months, years, whole dates, times of day, weekdays, other words.
//!
//! In: a line, and whether its numbers put the day or the month first. Out: its parts, and the date
//! that begins at one of them. Formats: names of months in the languages of [`months`], ISO 8601,
//! `4.3.2031`, `4/3/31`, `4-Mar-2031`, `2031年3月4日`, `2031. 3. 4.`, `20310304T1600Z`.
//!
//! Known gaps: years of other eras and calendars; digits that aren't ASCII.

use super::order::Order;
use crate::months;
use jiff::civil::Date;

/// A part of a line as dates see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// The name of a month.
    Month(i8),
    /// A number that may be a day.
    Day(i8),
    /// A number that may be a year.
    Year(i16),
    /// A date in one word.
    Whole(Date),
    /// A date in one word, of which nobody can tell whether the day comes first.
    Either,
    /// A time of day, as written.
    Time(String),
    /// The name of a weekday.
    Weekday,
    /// Anything else, in lower case.
    Word(String),
}

/// Longest date line in words, two dates with labels and zones.
pub(crate) const MOST_WORDS: usize = 26;

/// First and last year of a page on the web; a number outside is a product or a route.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2100;

/// Two figures up to this are years of this century, from [`OLDEST_SHORT`] of the last.
const NEWEST_SHORT: i16 = 49;

/// The first year that pages write with two figures: the web is no older.
const OLDEST_SHORT: i16 = 90;

/// Parts of a line; reads at most twice [`MOST_WORDS`] words.
pub(crate) fn parts(raw: &str, order: Order) -> Vec<Part> {
    parts_while(raw, order, |_| true)
}

/// The parts of a line up to the first word behind which `go_on` no longer holds for one of its parts.
pub(crate) fn parts_while(raw: &str, order: Order, go_on: impl Fn(&Part) -> bool) -> Vec<Part> {
    let mut found = Vec::new();
    // "a.m." and "p.m." are one word to a reader.
    for word in raw.split(|c: char| c.is_whitespace() || "|·•⋅,()[]—–;@、，".contains(c)) {
        let word = word.trim_matches(|c: char| ".:-−/".contains(c));
        if word.is_empty() {
            continue;
        }
        if found.len() > MOST_WORDS * 2 {
            break;
        }
        let before = found.len();
        part(word, order, &mut found);
        if !found[before..].iter().all(&go_on) {
            break;
        }
    }
    found
}

fn part(word: &str, order: Order, found: &mut Vec<Part>) {
    let lower = word.to_lowercase();
    if !lower.starts_with(|c: char| c.is_ascii_digit()) {
        // "December 20, 2023" sometimes loses its space before the name of the month: not read.
        let short: String = lower.chars().filter(|c| *c != '.').collect();
        let core = short.trim_end_matches([':', '：']);
        if let Some(date) = named(&lower, order) {
            found.push(Part::Whole(date));
            return;
        }
        found.push(match (months::month(core), months::is_weekday(core)) {
            (Some(month), _) => Part::Month(month),
            (_, true) => Part::Weekday,
            _ => Part::Word(core.to_owned()),
        });
        return;
    }
    if let Some((day, time)) = lower.split_once('t').filter(|(day, _)| matches!(day.len(), 8 | 10))
        && let Some(date) = iso(day).or_else(|| compact(day))
        && time.starts_with(|c: char| c.is_ascii_digit())
    {
        found.push(Part::Whole(date));
        found.push(Part::Time(time.to_owned()));
        return;
    }
    if let Some(date) = iso(&lower).or_else(|| eastern(&lower)).or_else(|| named(&lower, order)) {
        found.push(Part::Whole(date));
        return;
    }
    if let Some(part) = slashed(&lower, order) {
        found.push(part);
        return;
    }
    let clock = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let hours = clock.split([':', '.', 'h']).map(|part| part.parse::<u8>().ok()).collect::<Option<Vec<u8>>>();
    if let Some(hours) =
        hours.filter(|hours| hours.len() >= 2 && hours[0] < 25 && hours[1..].iter().all(|part| *part < 60))
    {
        found.push(Part::Time(clock.to_owned()));
        if hours.len() >= 2 && clock.len() < lower.len() {
            found.push(Part::Word(lower[clock.len()..].replace('.', "")));
        }
        return;
    }
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    let (number, suffix) = lower.split_at(digits);
    const ORDINALS: &[&str] =
        &["", "st", "nd", "rd", "th", "er", "e", "º", "ª", "°", "de", "ste", "日", "일", "г", "-го"];
    let ordinal = ORDINALS.contains(&suffix);
    // "Mar 042031": two boxes that stand side by side.
    if let (6, "", Ok(day), Ok(year)) =
        (digits, suffix, number[..2.min(digits)].parse::<i8>(), number[2.min(digits)..].parse::<i16>())
        && (1..=31).contains(&day)
        && YEARS.contains(&year)
    {
        found.push(Part::Day(day));
        found.push(Part::Year(year));
        return;
    }
    match number.parse::<i16>() {
        Ok(hour) if matches!(suffix, "am" | "pm") && hour <= 12 => found.push(Part::Time(lower)),
        Ok(hour) if matches!(suffix, "h" | "uhr") && hour <= 24 => found.push(Part::Time(lower)),
        Ok(year)
            if number.len() == 4
                && YEARS.contains(&year)
                && (ordinal || suffix == "年" || suffix == "년") =>
        {
            found.push(Part::Year(year))
        }
        Ok(month) if matches!(suffix, "月" | "월") && (1..=12).contains(&month) => {
            found.push(Part::Month(month as i8))
        }
        Ok(day) if ordinal && number.len() <= 2 && (1..=31).contains(&day) => {
            found.push(Part::Day(day as i8))
        }
        _ => {
            // "22.januar", "4march": the name of a month stuck to the day.
            let name = suffix.trim_start_matches(['.', '-']);
            match (number.parse::<i8>(), months::month(name)) {
                (Ok(day), Some(month)) if (1..=31).contains(&day) && name.chars().count() >= 3 => {
                    found.push(Part::Day(day));
                    found.push(Part::Month(month));
                }
                _ => found.push(Part::Word(lower)),
            }
        }
    }
}

/// The date that begins at part `at`, and the part after it.
pub(crate) fn date_at(parts: &[Part], at: usize, order: Order) -> Option<(Date, usize)> {
    let day_month = |month: i8, day: i8, year: i16| civil(year, i16::from(month), i16::from(day));
    match &parts[at..] {
        [Part::Whole(date), ..] => Some((*date, at + 1)),
        [Part::Month(month), Part::Day(day), Part::Year(year), ..]
        | [Part::Day(day), Part::Month(month), Part::Year(year), ..]
        | [Part::Year(year), Part::Month(month), Part::Day(day), ..] => {
            Some((day_month(*month, *day, *year)?, at + 3))
        }
        // "March 4 at 16:00, 2031" doesn't happen; "4 de marzo de 2031" and "4th of March 2031" do.
        [Part::Day(day), Part::Word(joint), Part::Month(month), rest @ ..] if months::is_joint(joint) => {
            let year = rest
                .iter()
                .take(2)
                .find_map(|part| if let Part::Year(year) = part { Some(*year) } else { None })?;
            Some((day_month(*month, *day, year)?, at + 4))
        }
        // "4 marzo de 2031", "4 март 2031" with a word between.
        [Part::Day(day), Part::Month(month), Part::Word(joint), Part::Year(year), ..]
            if months::is_joint(joint) =>
        {
            Some((day_month(*month, *day, *year)?, at + 4))
        }
        // "24 نيسان / أبريل 2031": the month by both of its Arabic names.
        [Part::Day(day), Part::Month(month), Part::Month(again), Part::Year(year), ..] if month == again => {
            Some((day_month(*month, *day, *year)?, at + 4))
        }
        // "2031. 3. 4." and "26 | 01 | 2031".
        [Part::Year(year), Part::Day(month), Part::Day(day), ..] => {
            Some((day_month(*month, *day, *year)?, at + 3))
        }
        [Part::Day(first), Part::Day(second), Part::Year(year), ..] if parts.len() <= 8 => {
            match numbers(i16::from(*first), i16::from(*second), *year, false, order)? {
                Part::Whole(date) => Some((date, at + 3)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `2031-03-04`, `2031/03/04`, `2031.03.04`.
pub(crate) fn iso(word: &str) -> Option<Date> {
    let mut pieces = word.split(['-', '/', '.']);
    let (year, month, day) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if year.len() != 4 || month.len() > 2 || day.len() > 2 || pieces.next().is_some() {
        return None;
    }
    civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `20310304`.
pub(crate) fn compact(word: &str) -> Option<Date> {
    if word.len() != 8 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| word.get(from..to)?.parse::<i16>().ok();
    civil(number(0, 4)?, number(4, 6)?, number(6, 8)?)
}

/// `04.03.2031` (day first wherever dots are used), `23/03/2031`, `3/4/31`.
fn slashed(word: &str, order: Order) -> Option<Part> {
    let mark = word.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut pieces = word.split(mark);
    let (first, second, year) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some() || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (first, second, mut number): (i16, i16, i16) =
        (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    match year.len() {
        4 => {}
        // "1-2-31" is a score or a product as often as a date.
        2 if mark != '-' && number <= NEWEST_SHORT => number += 2000,
        2 if mark != '-' && number >= OLDEST_SHORT => number += 1900,
        _ => return None,
    }
    numbers(first, second, number, mark == '.', order)
}

fn numbers(first: i16, second: i16, year: i16, dots: bool, order: Order) -> Option<Part> {
    let day_first = civil(year, second, first);
    let month_first = civil(year, first, second);
    match (day_first, month_first) {
        (Some(date), _) if dots || first == second => Some(Part::Whole(date)),
        (Some(date), None) | (None, Some(date)) => Some(Part::Whole(date)),
        (Some(date), Some(other)) => Some(match order {
            Order::DayFirst => Part::Whole(date),
            Order::MonthFirst => Part::Whole(other),
            Order::Unknown => Part::Either,
        }),
        (None, None) => None,
    }
}

/// `4-mar-2031`, `mar-4-2031`, `2031-mar-4`, `4/mar/31`.
fn named(word: &str, order: Order) -> Option<Date> {
    if word.len() < 8 || word.len() > 40 {
        return None;
    }
    let mut pieces = word.split(['-', '/', '.', ' ']).filter(|piece| !piece.is_empty());
    let three = [pieces.next()?, pieces.next()?, pieces.next()?];
    if pieces.next().is_some() || !three.iter().any(|piece| piece.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let at = three.iter().position(|piece| months::month(piece).is_some())?;
    let month = i16::from(months::month(three[at])?);
    let mut others = (0..3).filter(|i| *i != at).map(|i| three[i]);
    let (first, second) = (others.next()?, others.next()?);
    let (day, year) = if first.len() == 4 { (second, first) } else { (first, second) };
    let year = match (year.len(), year.parse::<i16>().ok()?) {
        (4, year) => year,
        (2, year) if at == 1 && order != Order::MonthFirst && year <= NEWEST_SHORT => year + 2000,
        _ => return None,
    };
    civil(year, month, day.parse().ok()?)
}

/// `2031年3月4日`, `2031년3월4일`.
fn eastern(word: &str) -> Option<Date> {
    let mut pieces = word.split(['年', '月', '日', '년', '월', '일']);
    let (year, month, day) = (pieces.next()?, pieces.next()?, pieces.next()?);
    civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A day between 1970 and 2100 that the calendar has.
pub(crate) fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
