//! Dates that a page states of itself: date lines ("Published: 4 March 2031, 16:00"), machine dates
//! ("2031-03-04T16:00:00+02:00") and dates in addresses.
//!
//! In: a line or a value, and which number the page puts first. Out: the dates, each told to be
//! of publication or of a change.

use crate::dates::{MOST_WORDS, Order, Part, civil, compact, date_at, iso, parts, parts_while};
use crate::months;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A day and the time of day as written.
pub(crate) type Moment = (Date, Option<String>);

/// Dates found in one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DateLine {
    /// When it was published: day, time as written.
    pub(crate) published: Option<Moment>,
    /// When it was last changed.
    pub(crate) modified: Option<Moment>,
    /// Whether a word says that the first date is of publication.
    pub(crate) labelled: bool,
}

/// Whether `raw` is a date with its labels and nothing else.
pub(crate) fn is_date_line(raw: &str) -> bool {
    if raw.len() > LONGEST_LINE || !raw.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let fits = |part: &Part| !matches!(part, Part::Word(word) if !months::is_beside(word));
    let parts = parts_while(raw, Order::MonthFirst, fits);
    if parts.is_empty() || parts.len() > MOST_WORDS {
        return false;
    }
    let mut dated = false;
    for part in &parts {
        match part {
            Part::Month(_) | Part::Day(_) | Part::Year(_) | Part::Whole(_) | Part::Either | Part::Time(_) => {
            }
            Part::Weekday => {}
            Part::Word(word) if months::is_beside(word) => {}
            Part::Word(_) => return false,
        }
        dated |= matches!(part, Part::Month(_) | Part::Whole(_) | Part::Weekday);
    }
    let month = parts.iter().any(|part| matches!(part, Part::Month(_)));
    let day = parts.iter().any(|part| matches!(part, Part::Day(_)));
    let whole = parts.iter().any(|part| matches!(part, Part::Whole(_)));
    let time = parts.iter().any(|part| matches!(part, Part::Time(_)));
    let year = parts.iter().any(|part| matches!(part, Part::Year(_)));
    let label =
        matches!(&parts[0], Part::Word(word) if months::says_update(word) || months::says_published(word));
    let short = || raw.split(|c: char| !c.is_alphabetic()).any(months::is_unmistakable);
    dated && (whole || month && day && (year || label || short()) || time && (label || parts.len() > 2))
}

/// Longest line in bytes that can be a date with its labels.
const LONGEST_LINE: usize = 300;

/// Whether a text has what every date with its year has: four figures in a row, or a figure and a
/// mark that parts the date.
fn may_hold_a_date(raw: &str) -> bool {
    let mut run = 0;
    for byte in raw.bytes() {
        if byte.is_ascii_digit() {
            run += 1;
            if run == 4 {
                return true;
            }
        } else if run > 0 && matches!(byte, b'.' | b'/' | b'-') {
            return true;
        } else {
            run = 0;
        }
    }
    false
}

/// The dates in a line that holds dates, possibly among other words (a byline with its date).
pub(crate) fn date_line(raw: &str, order: Order) -> DateLine {
    let mut line = DateLine::default();
    if !may_hold_a_date(raw) {
        return line;
    }
    let parts = parts(raw, order);
    if parts.len() > MOST_WORDS * 2 {
        return line;
    }
    let (mut update, mut labelled) = (false, false);
    let mut i = 0;
    while i < parts.len() {
        if let Part::Word(word) = &parts[i] {
            if months::says_update(word) {
                (update, labelled) = (true, true);
            } else if months::says_published(word) {
                (update, labelled) = (false, true);
            }
        }
        let Some((date, next)) = date_at(&parts, i, order) else {
            i += 1;
            continue;
        };
        let time = time_near(&parts, i, next);
        labelled |=
            !update && line.published.is_none() && closes_with(&parts, next, order, months::says_published);
        // "Last on 4 March 2031 at 16:00 changed": the word may stand behind the only date.
        update |=
            !labelled && line.published.is_none() && closes_with(&parts, next, order, months::closes_update);
        let place = if update { &mut line.modified } else { &mut line.published };
        if place.is_none() {
            *place = Some((date, time));
            line.labelled |= labelled && !update;
        } else if !update
            && !labelled
            && line.modified.is_none()
            && line.published.as_ref().is_some_and(|(first, _)| date > *first)
        {
            line.modified = Some((date, time));
        }
        labelled = false;
        i = next;
    }
    line
}

/// The date that a line begins with, though its words may be stuck to it ("4.3.2031Ships"), and
/// where it ends.
pub(crate) fn leading_date(raw: &str, order: Order) -> Option<(Moment, usize)> {
    let end = raw
        .char_indices()
        .take(12)
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | '/' | '-')))
        .map_or(raw.len().min(12), |(end, _)| end);
    let date = raw.get(..end)?.trim_end_matches(['.', '/', '-']);
    if date.len() < SHORTEST_DATE {
        return None;
    }
    let (day, next) = date_at(&parts(date, order), 0, order)?;
    (next == 1).then_some(((day, None), date.len()))
}

/// Fewest bytes of a date in figures: "4.3.31".
const SHORTEST_DATE: usize = 6;

/// Words behind a date among which one may say that it is of a change.
const LABEL_WITHIN: usize = 6;

/// Whether one of the words behind a date is of this kind, and no other date follows them.
fn closes_with(parts: &[Part], from: usize, order: Order, kind: fn(&str) -> bool) -> bool {
    let said = parts[from..]
        .iter()
        .take(LABEL_WITHIN)
        .position(|part| matches!(part, Part::Word(word) if kind(word)));
    said.is_some_and(|at| (from + at..parts.len()).all(|i| date_at(parts, i, order).is_none()))
}

/// A machine date: `2031-03-04`, `2031-03-04T16:00:00+02:00`, `20310304`, seconds since 1970, or any
/// date in words.
pub(crate) fn machine(value: &str, order: Order) -> Option<Moment> {
    let value = value.trim();
    if value.len() > 80 {
        return None;
    }
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == value.len() {
        return match digits {
            8 => Some((compact(value)?, None)),
            // 202103041600 and 20210304160000.
            12 | 14 if value.starts_with("19") || value.starts_with("20") => {
                Some((compact(&value[..8])?, Some(format!("{}:{}", &value[8..10], &value[10..12]))))
            }
            10 | 13 => {
                let moment = Timestamp::from_second(value[..10].parse().ok()?).ok()?.to_zoned(TimeZone::UTC);
                let date = moment.date();
                Some((
                    civil(date.year(), date.month().into(), date.day().into())?,
                    Some(moment.strftime("%H:%M:%SZ").to_string()),
                ))
            }
            _ => None,
        };
    }
    if let Some(day) = value.get(..10).and_then(iso) {
        let time = value[10..].trim_start_matches(['T', 't', ' ', '+', ',']).trim();
        let time = time.starts_with(|c: char| c.is_ascii_digit()).then(|| time.to_owned());
        return Some((day, time));
    }
    let line = date_line(value, order);
    let (date, time) = line.published.or(line.modified)?;
    // "Tue, 4 Mar 2031 16:00:00 +0200" (RFC 2822).
    let zone = value.rsplit(' ').next().filter(|word| {
        word.len() == 5 && word.starts_with(['+', '-']) && word[1..].bytes().all(|byte| byte.is_ascii_digit())
    });
    Some((date, time.map(|time| time + zone.unwrap_or_default())))
}

/// Whether a time of day is said to be of UTC.
pub(crate) fn is_utc(time: &str) -> bool {
    let time = time.trim().to_ascii_lowercase();
    ["z", "+00:00", "+0000", "+00", " utc", " gmt"].iter().any(|zone| time.ends_with(zone))
}

/// A date in an address, and whether it parts the path as page software does (`/2031/03/04/`)
/// rather than standing in the title's words: `/2031-03-04-dam`, `/20310304/`, `/2031/mar/04/`,
/// `/dam-04-03-2031`.
pub(crate) fn in_url(url: &str) -> Option<(Date, bool)> {
    let path = path(url)?;
    let pieces: Vec<(&str, usize)> = pieces(path);
    for at in 0..pieces.len() {
        if let [(year, from), (month, _), (day, to), ..] = &pieces[at..]
            && year.len() == 4
            && (1..=2).contains(&day.len())
        {
            let month = month.parse::<i16>().ok().or_else(|| months::month(month).map(i16::from));
            if let (Ok(year), Some(month), Ok(day)) = (year.parse(), month, day.parse())
                && let Some(date) = civil(year, month, day)
            {
                let parted = path.as_bytes().get(from + 4) == Some(&b'/')
                    || path.as_bytes().get(to + day_length(*to, path)) == Some(&b'/');
                return Some((date, parted));
            }
        }
        if let [(day, _), (month, _), (year, _), ..] = &pieces[at..]
            && (day.len(), month.len(), year.len()) == (2, 2, 4)
            && let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse())
            && let Some(date) = civil(year, month, day)
        {
            return Some((date, false));
        }
        let (piece, _) = pieces[at];
        if piece.len() == 8 && piece.bytes().all(|byte| byte.is_ascii_digit()) {
            let year_last = || compact(&format!("{}{}{}", &piece[4..], &piece[2..4], &piece[..2]));
            if let Some(date) = compact(piece).or_else(year_last) {
                return Some((date, false));
            }
        }
    }
    None
}

/// Year and month in an address: `/2031/03/`.
pub(crate) fn month_in_url(url: &str) -> Option<(i16, i8)> {
    let path = path(url)?;
    let segments: Vec<&str> = path.split('/').collect();
    segments.windows(2).find_map(|pair| {
        let year: i16 = pair[0].parse().ok().filter(|_| pair[0].len() == 4)?;
        let month: i8 =
            pair[1].parse().ok().filter(|month| (1..=12).contains(month) && pair[1].len() == 2)?;
        civil(year, i16::from(month), 1).map(|_| (year, month))
    })
}

/// The path of an address, without host, query and fragment.
fn path(url: &str) -> Option<&str> {
    let bare = url.split(['?', '#']).next()?;
    match bare.split_once("://") {
        Some((_, rest)) => rest.find('/').map(|at| &rest[at..]),
        None => Some(bare),
    }
}

/// Words of a path and where they begin.
fn pieces(path: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in path.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if !word.is_empty() && found.len() < MOST_PIECES {
            found.push((word, at));
        }
        at += piece.len();
    }
    found
}

/// Words of a path that are looked at.
const MOST_PIECES: usize = 60;

/// Length of the number that begins at `at`.
fn day_length(at: usize, path: &str) -> usize {
    path.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The time of day beside the date at `from..to`: behind it, or right before it.
fn time_near(parts: &[Part], from: usize, to: usize) -> Option<String> {
    let behind = parts[to..]
        .iter()
        .take_while(|part| matches!(part, Part::Time(_) | Part::Word(_) | Part::Weekday))
        .take(3);
    let at = behind.clone().position(|part| matches!(part, Part::Time(_))).map(|at| to + at);
    // Words between the date and a time must not be the label of the next date.
    let at = at.filter(|at| {
        !parts[to..*at].iter().any(|part| matches!(part, Part::Word(word) if months::says_update(word)))
    });
    let at = at.or_else(|| {
        let before = from.checked_sub(1)?;
        matches!(parts[before], Part::Time(_)).then_some(before).or_else(|| {
            let earlier = from.checked_sub(2)?;
            (matches!(parts[earlier], Part::Time(_))
                && matches!(&parts[before], Part::Word(_) | Part::Weekday))
            .then_some(earlier)
        })
    })?;
    let Part::Time(time) = &parts[at] else { return None };
    let mut time = time.clone();
    let known = [
        "am", "pm", "et", "est", "edt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest", "ist", "pkt",
        "jst", "kst", "z",
    ];
    for part in parts[at + 1..].iter().take(2) {
        match part {
            Part::Word(word) if known.contains(&word.as_str()) => {
                time.push(' ');
                time.push_str(&if word.len() == 2 && word.ends_with('m') {
                    word.clone()
                } else {
                    word.to_uppercase()
                });
            }
            _ => break,
        }
    }
    Some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(found: Option<(Date, Option<String>)>) -> String {
        found.map_or("-".to_owned(), |(date, time)| {
            format!("{date} {}", time.unwrap_or_default()).trim_end().to_owned()
        })
    }

    fn check(raw: &str, expected: &str) {
        let line = date_line(raw, Order::Unknown);
        assert_eq!(format!("{} | {}", show(line.published), show(line.modified)), expected, "{raw}");
    }

    #[test]
    fn reads_date_lines() {
        check("Mar 4, 2031 - 16:00", "2031-03-04 16:00 | -");
        check("Mar\u{a0}4, 2031\u{a0}-\u{a0}16:00", "2031-03-04 16:00 | -");
        check("Published: 4 March 2031", "2031-03-04 | -");
        check("Updated: 4 March 2031", "- | 2031-03-04");
        check("Published 4 March 2031, updated 5 March 2031 09:12 GMT", "2031-03-04 | 2031-03-05 09:12 GMT");
        check("Tuesday 4th of March 2031 5:02 p.m. ET", "2031-03-04 5:02 pm ET | -");
        check("MARCH 4, 2031 5PM", "2031-03-04 5pm | -");
        check("23/03/2031 10:00", "2031-03-23 10:00 | -");
        check("04.03.2031", "2031-03-04 | -");
        check("03/04/2031", "- | -");
        check("09:12, 4 March 2031", "2031-03-04 09:12 | -");
        check("by Ann Bell - March 4, 2031", "2031-03-04 | -");
        check("2031-03-04T16:00:00+02:00", "2031-03-04 16:00:00+02:00 | -");
        check("4. März 2031, 16:00 Uhr", "2031-03-04 16:00 | -");
        check("Publicado el 4 de marzo de 2031", "2031-03-04 | -");
        check("Mis à jour le 4 août 2031", "- | 2031-08-04");
        check("2031年3月4日 16:00", "2031-03-04 16:00 | -");
        check("March 31", "- | -");
        check("31 February 2031", "- | -");
    }

    #[test]
    fn knows_date_lines() {
        for line in [
            "March 4, 2031",
            "Tuesday, 4 March 2031 16:00 GMT",
            "Published on March 4, 2031",
            "Updated: Mar 4, 2031 | 09:12",
            "Posted March 4",
            "04/03/2031".replace('4', "3").as_str(),
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in [
            "On March 4, 2031 the dam broke",
            "Room 12",
            "2031",
            "16:00",
            "May",
            "4 March Street",
            "The date",
            "Five 4 Five",
        ] {
            assert!(!is_date_line(line), "{line}");
        }
    }

    #[test]
    fn reads_machine_dates_and_addresses() {
        assert_eq!(show(machine("2031-03-04T16:00:00Z", Order::Unknown)), "2031-03-04 16:00:00Z");
        assert_eq!(show(machine("20310304", Order::Unknown)), "2031-03-04");
        assert_eq!(show(machine("2031-03-04 16:00", Order::Unknown)), "2031-03-04 16:00");
        assert_eq!(show(machine("nonsense é", Order::Unknown)), "-");
        let url = |url: &str| in_url(url).map_or("-".to_owned(), |(date, parted)| format!("{date} {parted}"));
        assert_eq!(url("https://a.example/2031/03/04/dam"), "2031-03-04 true");
        assert_eq!(url("https://a.example/2031/mar/04/dam"), "2031-03-04 true");
        assert_eq!(url("https://a.example/news/2031-03-04-dam"), "2031-03-04 false");
        assert_eq!(url("https://a.example/dam-20310304"), "2031-03-04 false");
        assert_eq!(url("https://a.example/04-03-2031-dam"), "2031-03-04 false");
        assert_eq!(url("https://a.example/04032031-dam"), "2031-03-04 false");
        assert_eq!(url("https://a.example/2031/dam-12"), "-");
        assert_eq!(url("https://2031-03-04.example/dam?day=2031-03-04"), "-");
        assert_eq!(month_in_url("https://a.example/2031/03/dam"), Some((2031, 3)));
        assert_eq!(month_in_url("https://a.example/2031/dam"), None);
    }
}
