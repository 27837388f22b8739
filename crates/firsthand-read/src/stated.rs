//! Dates that a page states of itself: date lines ("Published: 4 March 2031, 16:00"), machine dates
//! ("2031-03-04T16:00:00+02:00") and dates in addresses.
//!
//! Known gaps: `3/4/2031` is read only when one number is over 12 or both
//! are equal, for nobody knows whether its author puts the day first.

use crate::{Stated, months};
use firsthand_text::Span;
use jiff::civil::Date;

/// Dates found in one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DateLine {
    /// When it was published: day, time as written.
    pub(crate) published: Option<(Date, Option<String>)>,
    /// When it was last changed.
    pub(crate) modified: Option<(Date, Option<String>)>,
}

/// Longest date line in words, two dates with labels and zones.
const MOST_WORDS: usize = 26;

/// Whether `raw` is a date with its labels and nothing else.
pub(crate) fn is_date_line(raw: &str) -> bool {
    let parts = parts(raw);
    if parts.is_empty() || parts.len() > MOST_WORDS {
        return false;
    }
    let mut dated = false;
    for part in &parts {
        match part {
            Part::Month(_) | Part::Day(_) | Part::Year(_) | Part::Whole(_) | Part::Time(_) => {}
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
    let label =
        matches!(&parts[0], Part::Word(word) if months::says_update(word) || months::says_published(word));
    dated && (whole || month && day || time && (label || parts.len() > 2))
}

/// The dates in a line that holds dates, possibly among other words (a byline with its date).
pub(crate) fn date_line(raw: &str) -> DateLine {
    let parts = parts(raw);
    let mut line = DateLine::default();
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
        let Some((date, next)) = date_at(&parts, i) else {
            i += 1;
            continue;
        };
        let time = time_near(&parts, i, next);
        let place = if update { &mut line.modified } else { &mut line.published };
        if place.is_none() {
            *place = Some((date, time));
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

/// What the date line at `span` of the page states: publication and last change.
pub(crate) fn stated(raw: &str, basis: &str, span: Option<Span>) -> (Option<Stated>, Option<Stated>) {
    let line = date_line(raw);
    let make = |found: Option<(Date, Option<String>)>| {
        found.map(|(date, time)| Stated { date, time, basis: basis.to_owned(), span })
    };
    (make(line.published), make(line.modified))
}

/// A machine date: `2031-03-04`, `2031-03-04T16:00:00+02:00`, `20310304`, or any date in words.
pub(crate) fn machine(value: &str) -> Option<(Date, Option<String>)> {
    let value = value.trim();
    if value.len() > 80 {
        return None;
    }
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 && value.len() == 8 {
        let number = |from: usize, to: usize| value.get(from..to)?.parse::<i16>().ok();
        return Some((civil(number(0, 4)?, number(4, 6)?, number(6, 8)?)?, None));
    }
    if let Some(day) = value.get(..10).and_then(iso) {
        let time = value[10..].trim_start_matches(['T', 't', ' ']).trim();
        let time = time.starts_with(|c: char| c.is_ascii_digit()).then(|| time.to_owned());
        return Some((day, time));
    }
    let line = date_line(value);
    line.published.or(line.modified)
}

/// A date in an address: `/2031/03/04/`, `/2031-03-04-`, `/20310304/`, `/2031/mar/04/`.
pub(crate) fn in_url(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let pieces: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    for at in 0..pieces.len() {
        if let [year, month, day, ..] = &pieces[at..]
            && year.len() == 4
            && (1..=2).contains(&day.len())
        {
            let month = month.parse::<i16>().ok().or_else(|| months::month(month).map(i16::from));
            if let (Ok(year), Some(month), Ok(day)) = (year.parse(), month, day.parse())
                && let Some(date) = civil(year, month, day)
            {
                return Some(date);
            }
        }
        if pieces[at].len() == 8 && pieces[at].bytes().all(|byte| byte.is_ascii_digit()) {
            let found = machine(pieces[at]).map(|(date, _)| date);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// A part of a line as dates see it.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Month(i8),
    Day(i8),
    Year(i16),
    Whole(Date),
    Time(String),
    Weekday,
    Word(String),
}

fn parts(raw: &str) -> Vec<Part> {
    let mut found = Vec::new();
    // "a.m." and "p.m." are one word to a reader.
    for word in raw.split(|c: char| c.is_whitespace() || "|·•,()[]—–;@".contains(c)) {
        let word = word.trim_matches(|c: char| ".:-−/".contains(c));
        if word.is_empty() {
            continue;
        }
        if found.len() > MOST_WORDS * 2 {
            break;
        }
        part(word, &mut found);
    }
    found
}

fn part(word: &str, found: &mut Vec<Part>) {
    let lower = word.to_lowercase();
    if !lower.starts_with(|c: char| c.is_ascii_digit()) {
        // "December 20, 2023" sometimes loses its space before the name of the month: not read.
        let short: String = lower.chars().filter(|c| *c != '.').collect();
        found.push(match (months::month(&short), months::is_weekday(&short)) {
            (Some(month), _) => Part::Month(month),
            (_, true) => Part::Weekday,
            _ => Part::Word(short),
        });
        return;
    }
    if let Some((day, time)) =
        lower.split_once('t').filter(|(day, time)| day.len() == 10 && time.contains(':'))
        && let Some(date) = iso(day)
    {
        found.push(Part::Whole(date));
        found.push(Part::Time(time.to_owned()));
        return;
    }
    if let Some(date) = iso(&lower).or_else(|| slashed(&lower)).or_else(|| eastern(&lower)) {
        found.push(Part::Whole(date));
        return;
    }
    let clock = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let hours = clock.split([':', '.']).map(|part| part.parse::<u8>().ok()).collect::<Option<Vec<u8>>>();
    if let Some(hours) =
        hours.filter(|hours| hours.len() >= 2 && hours[0] < 25 && hours[1..].iter().all(|part| *part < 60))
    {
        found.push(Part::Time(clock.to_owned()));
        if hours.len() >= 2 && clock.len() < lower.len() {
            found.push(Part::Word(lower[clock.len()..].replace('.', "")));
        }
        return;
    }
    let number = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = matches!(&lower[number.len()..], "" | "st" | "nd" | "rd" | "th");
    let meridian = matches!(&lower[number.len()..], "am" | "pm");
    match number.parse::<i16>() {
        Ok(hour) if meridian && hour <= 12 => found.push(Part::Time(lower)),
        Ok(year) if ordinal && number.len() == 4 && (1900..=2100).contains(&year) => {
            found.push(Part::Year(year))
        }
        Ok(day) if ordinal && number.len() <= 2 && (1..=31).contains(&day) => {
            found.push(Part::Day(day as i8))
        }
        _ => found.push(Part::Word(lower)),
    }
}

/// The date that begins at part `at`, and the part after it.
fn date_at(parts: &[Part], at: usize) -> Option<(Date, usize)> {
    let day_month = |month: i8, day: i8, year: i16| civil(year, i16::from(month), i16::from(day));
    match &parts[at..] {
        [Part::Whole(date), ..] => Some((*date, at + 1)),
        [Part::Month(month), Part::Day(day), Part::Year(year), ..] => {
            Some((day_month(*month, *day, *year)?, at + 3))
        }
        [Part::Day(day), Part::Month(month), Part::Year(year), ..] => {
            Some((day_month(*month, *day, *year)?, at + 3))
        }
        [Part::Year(year), Part::Month(month), Part::Day(day), ..] => {
            Some((day_month(*month, *day, *year)?, at + 3))
        }
        // "March 4 16:00 2031" doesn't happen; "March 4 at 16:00, 2031" neither.
        // "4 de marzo de 2031".
        [Part::Day(day), Part::Word(joint), Part::Month(month), rest @ ..] if months::is_joint(joint) => {
            let year = rest
                .iter()
                .take(2)
                .find_map(|part| if let Part::Year(year) = part { Some(*year) } else { None })?;
            Some((day_month(*month, *day, year)?, at + 4))
        }
        _ => None,
    }
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

/// `2031-03-04`, `2031/03/04`, `2031.03.04`.
fn iso(word: &str) -> Option<Date> {
    let pieces: Vec<&str> = word.split(['-', '/', '.']).collect();
    match pieces.as_slice() {
        [year, month, day] if year.len() == 4 => {
            civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

/// `04.03.2031` (day first wherever dots are used), `23/03/2031` when it can be read one way only.
fn slashed(word: &str) -> Option<Date> {
    let dots = word.contains('.');
    let pieces: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [first, second, year] = pieces.as_slice() else { return None };
    if year.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (first, second, year): (i16, i16, i16) =
        (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    if dots || first > 12 || first == second {
        civil(year, second, first)
    } else if second > 12 {
        civil(year, first, second)
    } else {
        None
    }
}

/// `2031年3月4日`, `2031년3월4일`.
fn eastern(word: &str) -> Option<Date> {
    let mut pieces = word.split(['年', '月', '日', '년', '월', '일']);
    let (year, month, day) = (pieces.next()?, pieces.next()?, pieces.next()?);
    civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    // News on the web; a number outside is a product or a route.
    if !(1970..=2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
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
        let line = date_line(raw);
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
        assert_eq!(show(machine("2031-03-04T16:00:00Z")), "2031-03-04 16:00:00Z");
        assert_eq!(show(machine("20310304")), "2031-03-04");
        assert_eq!(show(machine("2031-03-04 16:00")), "2031-03-04 16:00");
        assert_eq!(show(machine("nonsense é")), "-");
        assert_eq!(in_url("https://a.example/2031/03/04/dam"), Date::new(2031, 3, 4).ok());
        assert_eq!(in_url("https://a.example/2031/mar/04/dam"), Date::new(2031, 3, 4).ok());
        assert_eq!(in_url("https://a.example/dam-20310304"), Date::new(2031, 3, 4).ok());
        assert_eq!(in_url("https://a.example/2031/dam-12"), None);
    }
}
