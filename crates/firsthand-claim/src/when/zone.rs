//! Reads the names of time zones behind clock times, and writes them as ISO 8601 does: "16:00Z", "05:34+03".
//!
//! In: a page and the token after a clock time. Out: the token after the zone, and the time with the
//! offset from UTC. Zones of North America without "standard" or "daylight" ("ET") take the one that the
//! date has there since 2007; without a date they leave none.
//!
//! Known gaps: zones told by a city ("Baghdad time") or as "local time" are read and give no offset;
//! letters that mean several zones ("IST", "CST" outside of North America) are taken as written below.

use super::calendar;
use super::lexicon::Page;
use jiff::civil::Date;

/// What is known of a zone.
#[derive(Clone, Copy)]
enum Offset {
    /// Minutes from UTC.
    Fixed(i16),
    /// Hours from UTC in winter; one more in summer, by the rule of the United States.
    American(i16),
    /// A name of several zones.
    Unknown,
}

const ZONES: &[(&str, Offset)] = &[
    ("gmt", Offset::Fixed(0)),
    ("utc", Offset::Fixed(0)),
    ("est", Offset::Fixed(-300)),
    ("edt", Offset::Fixed(-240)),
    ("cst", Offset::Fixed(-360)),
    ("cdt", Offset::Fixed(-300)),
    ("mst", Offset::Fixed(-420)),
    ("mdt", Offset::Fixed(-360)),
    ("pst", Offset::Fixed(-480)),
    ("pdt", Offset::Fixed(-420)),
    ("et", Offset::American(-5)),
    ("ct", Offset::American(-6)),
    ("mt", Offset::American(-7)),
    ("pt", Offset::American(-8)),
    ("eastern", Offset::American(-5)),
    ("pacific", Offset::American(-8)),
    ("bst", Offset::Fixed(60)),
    ("wat", Offset::Fixed(60)),
    ("cet", Offset::Fixed(60)),
    ("cest", Offset::Fixed(120)),
    ("cat", Offset::Fixed(120)),
    ("eet", Offset::Fixed(120)),
    ("eest", Offset::Fixed(180)),
    ("eat", Offset::Fixed(180)),
    ("msk", Offset::Fixed(180)),
    ("sgt", Offset::Fixed(480)),
    ("hkt", Offset::Fixed(480)),
    ("jst", Offset::Fixed(540)),
    ("kst", Offset::Fixed(540)),
    ("aest", Offset::Fixed(600)),
    ("aedt", Offset::Fixed(660)),
    ("ist", Offset::Unknown),
];

/// Parts a time from the winter hours of a zone whose summer the date tells.
const SEASONAL: char = '~';

/// Past the name of a time zone at `i`.
pub(super) fn end(page: &Page, i: usize) -> usize {
    if named(page, i).is_some() {
        return i + 1;
    }
    let place = page.low(i) == "local" || page.at(i).capital && page.joined(i);
    if place && page.low(i + 1) == "time" && page.joined(i + 1) { i + 2 } else { i }
}

fn named(page: &Page, i: usize) -> Option<Offset> {
    let zone = || ZONES.iter().find(|(name, _)| *name == page.low(i)).map(|zone| zone.1);
    // "ET" with a capital only: "et al", "the cat".
    if page.at(i).capital { zone() } else { None }
}

/// `time` with the offset of the zone that it ends in at token `end`, if it ends in one.
pub(super) fn marked(page: &Page, time: String, end: usize) -> String {
    match end.checked_sub(1).and_then(|last| named(page, last)) {
        Some(Offset::Fixed(minutes)) => time + &iso(minutes),
        Some(Offset::American(winter)) => format!("{time}{SEASONAL}{winter}"),
        Some(Offset::Unknown) | None => time,
    }
}

/// `time` as it stands in a value, on `day` where that is known.
pub(super) fn written(time: &str, day: Option<Date>) -> String {
    let Some((clock, winter)) = time.split_once(SEASONAL) else { return time.to_owned() };
    let (Some(day), Ok(winter)) = (day, winter.parse::<i16>()) else { return clock.to_owned() };
    let hours = winter + i16::from(is_summer(day).unwrap_or(false));
    format!("{clock}{}", iso(hours * 60))
}

/// Whether `day` lies in the daylight saving time of the United States, from the second Sunday of March to
/// the first of November (Energy Policy Act of 2005).
fn is_summer(day: Date) -> Option<bool> {
    let begins = calendar::weekday_from(calendar::date(day.year(), 3, 8)?, 7)?;
    let ends = calendar::weekday_from(calendar::date(day.year(), 11, 1)?, 7)?;
    Some(begins <= day && day < ends)
}

/// "Z", "+03", "-05", "+05:30".
fn iso(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "Z".to_owned(),
        (hours, 0) => format!("{sign}{hours:02}"),
        (hours, rest) => format!("{sign}{hours:02}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::times;

    fn check(text: &str, want: &str) {
        let found = times(text, "2023-05-17".parse().ok());
        let told: Vec<&str> = found.iter().map(|when| when.value.as_str()).collect();
        assert_eq!(told.join("; "), want, "{text}");
    }

    #[test]
    fn zones() {
        check("It began at 16:00 GMT on Friday.", "2023-05-12T16:00Z");
        check("It began at 5 p.m. EST on Friday.", "2023-05-12T17:00-05");
        check("at 9 a.m. ET on 3 May 2023", "2023-05-03T09:00-04");
        check("at 9 a.m. ET on 3 January 2023", "2023-01-03T09:00-05");
        check("at 9 a.m. local time", "2023-05-17T09:00");
        check("at 9 a.m. Brask time", "2023-05-17T09:00");
        check("every Friday at 5 p.m. ET", "XXXX-WXX-5T17:00");
        check("2022-10-31T16:05:00+05:30 it says", "2022-10-31T16:05+05:30");
    }
}
