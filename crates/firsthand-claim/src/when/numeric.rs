//! Reads dates in figures: "2024-10-31", "10/31/2024", "31.10.2024", "2024-10-31T16:00Z".
//!
//! In: a page and a token. Out: a day, or only its year where day and month could stand in either
//! order.

use super::calendar;
use super::lexicon::Page;
use super::sense::{Found, Sense};

/// "2024-10-31", "10/31/2024", "31.10.2024".
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    if i > 0
        && page.at(i).glued
        && !matches!(page.before(i), "(" | "[" | "\"" | "“" | "'" | "‘" | "," | ":" | "—" | "–" | "=")
    {
        return None;
    }
    let rest = page.text.get(page.at(i).span.start..)?;
    let (first, bytes) = digits(rest, 0, 4)?;
    let mark = *rest.as_bytes().get(bytes)?;
    if !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let first_length = bytes;
    let (second, bytes) = digits(rest, bytes + 1, 2)?;
    if rest.as_bytes().get(bytes) != Some(&mark) {
        return None;
    }
    let third_from = bytes + 1;
    let (third, bytes) = digits(rest, third_from, 4)?;
    let third_length = bytes - third_from;
    let time = clock_of_iso(&rest[bytes..]);
    let after = bytes + time.as_ref().map_or(0, |(_, length)| *length);
    if rest[after..].starts_with(|char: char| char.is_alphanumeric() || matches!(char, '/' | '-')) {
        return None;
    }
    let sense = match (first_length, third_length) {
        (4, 1..=2) if mark != b'.' => Sense::Full(calendar::date(first as i16, second as i8, third as i8)?),
        (1..=2, 4) if mark != b'-' || first > 12 => by_parts(first, second, third)?,
        (1..=2, 2) if mark == b'/' => {
            by_parts(first, second, if third < 50 { 2000 + third } else { 1900 + third })?
        }
        _ => return None,
    };
    let stop = page.at(i).span.start + after;
    let mut end = i + 1;
    while page.toks.get(end).is_some_and(|tok| tok.span.start < stop) {
        end += 1;
    }
    let found = Found::new(end, sense);
    Some(match time {
        Some((time, _)) => found.at_time(time),
        None => found,
    })
}

/// Day and month in whichever order they can only stand; just the year when both orders do.
fn by_parts(first: u32, second: u32, year: u32) -> Option<Sense> {
    let day = |month: u32, day: u32| {
        calendar::date(year as i16, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
    };
    match (day(first, second), day(second, first)) {
        (Some(one), Some(other)) if one == other => Some(Sense::Full(one)),
        (Some(_), Some(_)) => Some(Sense::Year(year as i16)),
        (Some(one), None) | (None, Some(one)) => Some(Sense::Full(one)),
        (None, None) => None,
    }
}

/// Up to `most` digits of `text` from byte `from`: their value and the byte after them.
fn digits(text: &str, from: usize, most: usize) -> Option<(u32, usize)> {
    let found = text.get(from..)?.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let value = text.get(from..from + found)?.parse().ok()?;
    (!text[from + found..].starts_with(|char: char| char.is_ascii_digit())).then_some((value, from + found))
}

/// "T16:00:05Z" after a date.
fn clock_of_iso(text: &str) -> Option<(String, usize)> {
    let text = text.strip_prefix('T')?;
    let (hour, next) = digits(text, 0, 2)?;
    (text.as_bytes().get(next) == Some(&b':') && hour < 24).then_some(())?;
    let (minute, mut end) = digits(text, next + 1, 2)?;
    if text.as_bytes().get(end) == Some(&b':')
        && let Some((_, after)) = digits(text, end + 1, 2)
    {
        end = after;
    }
    let (zone, end) = zone_of_iso(text, end);
    (minute < 60).then(|| (format!("{hour:02}:{minute:02}{zone}"), end + 1))
}

/// "Z" or "+05:30" at byte `from`, and the byte after it.
fn zone_of_iso(text: &str, from: usize) -> (&str, usize) {
    let rest = &text[from..];
    let length = match rest.as_bytes() {
        [b'Z', ..] => 1,
        [b'+' | b'-', a, b, b':', c, d, ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) => 6,
        _ => 0,
    };
    (&rest[..length], from + length)
}
