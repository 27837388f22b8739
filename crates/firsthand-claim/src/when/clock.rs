//! Reads clock times and parts of the day, with the date behind them: "5 p.m. Wednesday", "half past
//! seven", "16:00 GMT", "eight in the morning", "the night of 4 May".
//!
//! In: a page and a token. Out: the time as TIMEX3 writes it after "T", and the token after it.
//!
//! Known gaps: a bare hour ("at 7") is taken only with a half of the day.

use super::lexicon::{Is, Page, Unit, minutes_of};
use super::read::{date, is_day};
use super::sense::{Found, Sense};
use super::zone;

/// "5 p.m.", "16:00", "noon", and the date or part of the day behind it.
pub(super) fn clock(page: &Page, i: usize) -> Option<Found> {
    if let Some((time, end)) = clock_time(page, i, is_led(page, i)) {
        return Some(behind(page, end, time));
    }
    // "12:30 Friday": the day behind it tells a time from a score.
    if matches!(page.is(i), Is::Digits(..))
        && page.low(i + 1) == ":"
        && let Some((time, end)) = clock_time(page, i, true)
    {
        let found = behind(page, end, time);
        return (found.end > end).then_some(found);
    }
    let at = i + usize::from(page.low(i) == "the");
    let at = if matches!(page.low(at), "early" | "late") && at > i { page.past_hyphen(at + 1) } else { at };
    match (page.is(at), page.low(at)) {
        (Is::Part(part), "tonight") => Some(Found::new(at + 1, Sense::DaysAway(0)).at_time(part)),
        (Is::Part(part), "noon" | "midnight" | "midday" | "dawn") if at == i => {
            let led = matches!(
                page.before(i),
                "at" | "by" | "until" | "since" | "before" | "after" | "around" | "from" | "about" | "back"
            );
            let found = behind(page, at + 1, part.to_owned());
            let alone = page.at(at + 1).kind == firsthand_text::TokenKind::Mark || !page.joined(at + 1);
            (led || alone || found.end > at + 1).then_some(found)
        }
        (Is::Part(part), "overnight") if at == i => Some(Found::new(at + 1, Sense::TimeOnly).at_time(part)),
        // "the early morning hours of 5 May", "the night of 4 May"
        (Is::Part(_) | Is::Unit(Unit::Night, _), _) if of_a_day(page, at).is_some() => of_a_day(page, at),
        // "in the afternoon", "by the morning"
        (Is::Part(part), _)
            if at > i && matches!(page.before(i), "in" | "by" | "during" | "into" | "until") =>
        {
            Some(behind(page, at + 1, part.to_owned()))
        }
        _ => None,
    }
}

/// "morning of 5 May", "night of Friday", "morning hours of 5 May".
fn of_a_day(page: &Page, i: usize) -> Option<Found> {
    let part = match page.is(i) {
        Is::Part(part) => part,
        Is::Unit(Unit::Night, false) => "NI",
        _ => return None,
    };
    let next = i + 1 + usize::from(page.low(i + 1) == "hours");
    if page.low(next) != "of" {
        return None;
    }
    let found = behind(page, next, part.to_owned());
    (found.end > next + 1).then_some(found)
}

/// A time with the date that may follow it: "noon Saturday", "5 p.m. on Wednesday".
pub(super) fn behind(page: &Page, end: usize, time: String) -> Found {
    let at = end + usize::from(page.low(end) == ",");
    let at = at + usize::from(matches!(page.low(at), "on" | "of"));
    match date(page, at) {
        // "8 p.m. this evening", "10 p.m. tonight": the hour is the finer one.
        Some(found)
            if is_day(&found.sense)
                && page.joined(at)
                && found.time.as_deref().is_none_or(|part| matches!(part, "MO" | "AF" | "EV" | "NI")) =>
        {
            let time = match &found.time {
                Some(part) if time.len() == 2 => part.clone(),
                part => by_part(time, part.as_deref()),
            };
            Found { time: Some(time), ..found }
        }
        _ => Found::new(end, Sense::TimeOnly).at_time(time),
    }
}

/// The hour of 24 of a time that a part of the day tells: "this afternoon at 4:30".
pub(super) fn by_part(time: String, part: Option<&str>) -> String {
    let hour = time.get(..2).and_then(|hour| hour.parse::<u32>().ok());
    match (hour, part) {
        (Some(hour @ 1..=11), Some("AF" | "EV")) | (Some(hour @ 5..=11), Some("NI")) => {
            format!("{}{}", hour + 12, time.get(2..).unwrap_or(""))
        }
        _ => time,
    }
}

/// Whether the words before `i` announce a clock time.
pub(super) fn is_led(page: &Page, i: usize) -> bool {
    matches!(
        page.before(i),
        "at" | "by"
            | "until"
            | "till"
            | "from"
            | "since"
            | "around"
            | "about"
            | "before"
            | "after"
            | "between"
    )
}

/// A clock time as TIMEX3 writes it, with its zone, and the token after it. `led` is whether the words
/// before announce one: a bare "5:30" may be a score.
pub(super) fn clock_time(page: &Page, i: usize, led: bool) -> Option<(String, usize)> {
    let (time, end) = without_zone(page, i, led)?;
    Some((zone::marked(page, time, end), end))
}

/// A clock time, and the token after its zone.
fn without_zone(page: &Page, i: usize, led: bool) -> Option<(String, usize)> {
    if let Some(told) = past_or_to(page, i) {
        return Some(told);
    }
    let mut second = None;
    let (hour, mut minute, mut end) = match page.is(i) {
        Is::Clock(hour) => {
            let minutes = minutes_of(page.low(i)).unwrap_or(0);
            return Some((format!("{hour:02}:{minutes:02}"), zone::end(page, stop(page, i + 1))));
        }
        Is::Digits(hour, 1..=2) if hour <= 24 => (hour, None, i + 1),
        // "1600 hours", "1140 a.m.", "2130 GMT"
        Is::Digits(both, 3..=4) if both / 100 < 24 && both % 100 < 60 => {
            let named = page.low(i + 1) == "hours" || zone::end(page, i + 1) > i + 1;
            let halved = matches!(page.low(i + 1), "a.m" | "am" | "p.m" | "pm");
            if !named && !halved || page.before(i) == "$" {
                return None;
            }
            (both / 100, Some(both % 100), i + 1)
        }
        Is::Figure(both) if page.low(i).contains('.') && page.low(i).len() <= 5 => {
            // "5.30pm" is two tokens at most: "5.30" and its half of the day.
            let minutes = ((both.fract() * 100.0).round()) as u32;
            let two_figures = page.low(i).split('.').nth(1).is_some_and(|minutes| minutes.len() == 2);
            (both < 24.0 && minutes < 60 && two_figures).then_some(())?;
            (both as u32, Some(minutes), i + 1)
        }
        Is::Count(hour) if hour <= 12 => match spelled_minutes(page, i + 1) {
            Some((minutes, end)) if led || twelve(hour, page.low(end)).is_some() => {
                (hour, Some(minutes), end)
            }
            _ => (hour, None, i + 1),
        },
        _ => return None,
    };
    if page.low(end) == ":" && page.at(end).glued && page.at(end + 1).glued {
        match page.is(end + 1) {
            Is::Digits(minutes, 2) if minutes < 60 && minute.is_none() => {
                minute = Some(minutes);
                end += 2;
            }
            // "7:15pm" comes as "7", ":", "15pm".
            _ => {
                let low = page.low(end + 1);
                let (digits, half) = low.split_at(low.find(|char: char| !char.is_ascii_digit())?);
                let minutes: u32 =
                    digits.parse().ok().filter(|&minutes| minutes < 60 && digits.len() == 2)?;
                let hour = twelve(hour, half)?;
                return Some((format!("{hour:02}:{minutes:02}"), zone::end(page, stop(page, end + 2))));
            }
        }
        if page.low(end) == ":" && page.at(end).glued && page.at(end + 1).glued {
            match page.is(end + 1) {
                Is::Digits(seconds @ 0..60, 2) => {
                    second = Some(seconds);
                    end += 2;
                }
                // "7:15:20pm"
                _ => {
                    let low = page.low(end + 1);
                    let (digits, half) = low.split_at(low.find(|char: char| !char.is_ascii_digit())?);
                    let seconds: u32 = digits.parse().ok().filter(|&s| s < 60 && digits.len() == 2)?;
                    let hour = twelve(hour, half)?;
                    let minute = minute.unwrap_or(0);
                    return Some((
                        format!("{hour:02}:{minute:02}:{seconds:02}"),
                        zone::end(page, stop(page, end + 2)),
                    ));
                }
            }
        }
    }
    let seconds = second.map_or(String::new(), |seconds| format!(":{seconds:02}"));
    let oclock = usize::from(matches!(page.low(end), "o'clock" | "o’clock" | "oclock"));
    if let Some((hour, end)) = halved(page, hour, end + oclock) {
        return Some((format!("{hour:02}:{:02}{seconds}", minute.unwrap_or(0)), zone::end(page, end)));
    }
    if oclock == 1 {
        return Some((format!("{hour:02}:00"), zone::end(page, end + 1)));
    }
    let spelled = matches!(page.is(i), Is::Count(_));
    let zoned = zone::end(page, end);
    let exact = minute.is_some() && matches!(page.is(i), Is::Digits(..)) && hour < 24;
    let number_after = page.low(zoned) == ":" || page.low(zoned) == "%";
    if exact && !number_after && (led || zoned > end || page.low(end) == "hours") {
        return Some((format!("{hour:02}:{:02}{seconds}", minute.unwrap_or(0)), zoned));
    }
    // "seven thirty" after "at"
    (spelled && minute.is_some() && led).then(|| (format!("{hour:02}:{:02}", minute.unwrap_or(0)), zoned))
}

/// The hour of 24 by the half of the day behind it ("p.m.", "in the morning", "at night"), and the
/// token after that.
pub(super) fn halved(page: &Page, hour: u32, end: usize) -> Option<(u32, usize)> {
    if let Some(hour) = twelve(hour, page.low(end)) {
        return Some((hour, stop(page, end + 1)));
    }
    if !(1..=12).contains(&hour) {
        return None;
    }
    let (part, after) = match (page.low(end), page.low(end + 1), page.low(end + 2)) {
        ("in", "the", part) => (part, end + 3),
        ("at", "night", _) => ("night", end + 2),
        _ => return None,
    };
    match part {
        "morning" => Some((hour % 12, after)),
        "afternoon" | "evening" => Some((hour % 12 + 12, after)),
        "night" => Some((if (5..12).contains(&hour) { hour + 12 } else { hour % 12 }, after)),
        _ => None,
    }
}

/// "half past seven", "a quarter to nine", "twenty minutes past eight".
fn past_or_to(page: &Page, i: usize) -> Option<(String, usize)> {
    let a = usize::from(page.low(i) == "a");
    let at = i + a;
    let (minutes, at) = match (page.is(at), page.low(at)) {
        (_, "half") => (30, at + 1),
        (_, "quarter") => (15, at + 1),
        (Is::Count(tens @ 20), _) => match page.is(page.past_hyphen(at + 1)) {
            Is::Count(ones @ 1..10) => (tens + ones, page.past_hyphen(at + 1) + 1),
            _ => (tens, at + 1),
        },
        (Is::Count(minutes @ 1..30) | Is::Digits(minutes @ 1..30, _), _) => (minutes, at + 1),
        _ => return None,
    };
    let word = usize::from(matches!(page.low(at), "minutes" | "min" | "mins"));
    let at = at + word;
    // "five to seven" is a range of counts as often; minutes must be told or led.
    let sure = word == 1 || matches!(page.low(at - 1), "half" | "quarter") || is_led(page, i);
    let past = match page.low(at) {
        "past" if sure || page.low(at - 1) != "half" => true,
        "to" if word == 1 || page.low(at - 1) == "quarter" => false,
        _ => return None,
    };
    let hour = match page.is(at + 1) {
        Is::Count(hour @ 1..=12) | Is::Digits(hour @ 1..=12, _) => hour,
        _ => return None,
    };
    let end = at + 2;
    let end = end + usize::from(matches!(page.low(end), "o'clock" | "o’clock" | "oclock"));
    let (hour, end) = halved(page, hour, end).unwrap_or((hour, end));
    let total = if past { hour * 60 + minutes } else { (hour + 24) * 60 - minutes } % (24 * 60);
    Some((format!("{:02}:{:02}", total / 60, total % 60), end))
}

/// "thirty" and "forty-five" after an hour in words.
fn spelled_minutes(page: &Page, i: usize) -> Option<(u32, usize)> {
    let Is::Count(tens @ 10..=59) = page.is(i) else { return None };
    match page.is(page.past_hyphen(i + 1)) {
        Is::Count(ones @ 1..10) if tens >= 20 => Some((tens + ones, page.past_hyphen(i + 1) + 1)),
        _ => Some((tens, i + 1)),
    }
}

/// The hour of 24 for "p.m." and the like.
fn twelve(hour: u32, half: &str) -> Option<u32> {
    match half {
        "a.m" | "am" if (1..=12).contains(&hour) => Some(hour % 12),
        "p.m" | "pm" if (1..=12).contains(&hour) => Some(hour % 12 + 12),
        "noon" if hour == 12 => Some(12),
        "midnight" if hour == 12 => Some(0),
        _ => None,
    }
}

/// Past the full stop of "p.m.", unless it ends the sentence.
fn stop(page: &Page, i: usize) -> usize {
    if page.low(i) == "." && page.at(i).glued && page.before(i).ends_with(".m") { i + 1 } else { i }
}
