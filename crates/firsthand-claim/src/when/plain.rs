//! Calendar dates of a language of which only the tables of words are known: "Freitag, 12. Mai 2023",
//! "3. März", "im Mai 2020", "12.5.2023", "gestern" is none of them.
//!
//! In: a page cut with the words of the language. Out: days, months and years as [`Found`], read in the
//! order day, month, year. Nothing is known of tense, so what states no year is the nearest.
//!
//! Known gaps: all that English has beyond calendar dates.

use super::lexicon::{Is, Page, Unit};
use super::numeric;
use super::sense::{Found, InYear, Sense, Which};
use firsthand_text::TokenKind;

/// Years that a number of four figures behind a month or the word for "year" may mean.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;

/// The date that begins at `i`.
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    match page.is(i) {
        Is::Weekday(weekday, _) => {
            let at = i + 1 + usize::from(page.low(i + 1) == ",");
            // "Freitag, dem 12. Mai"
            let at = at + usize::from(page.is(at) == Is::Opens);
            match day(page, at) {
                Some(Found { end, sense: Sense::Day { year, month, day, .. }, .. }) => {
                    Some(Found::new(end, Sense::Day { year, month, day, weekday: Some(weekday) }))
                }
                _ => page.at(i).capital.then(|| Found::new(i + 1, Sense::Weekday(weekday, Which::Bare))),
            }
        }
        Is::Digits(..) => numeric::read(page, i).or_else(|| day(page, i)),
        Is::Month(month, _) if page.at(i).capital => {
            let (year, end) = year(page, past_stop(page, i + 1));
            let end = if year == InYear::Open { i + 1 } else { end };
            Some(Found::new(end, Sense::Month { year, month, which: Which::Bare }))
        }
        Is::Unit(Unit::Year, _) => match year(page, i + 1) {
            (InYear::Given(year), end) => Some(Found::new(end, Sense::Year(year))),
            _ => None,
        },
        _ if page.at(i).kind == TokenKind::Number => numeric::read(page, i),
        _ => None,
    }
}

/// "12. Mai 2023", "12 mai 2023".
fn day(page: &Page, i: usize) -> Option<Found> {
    let Is::Digits(day @ 1..=31, 1..=2) = page.is(i) else { return None };
    let at = past_stop(page, i + 1);
    let Is::Month(month, _) = page.is(at) else { return None };
    let (year, end) = year(page, past_stop(page, at + 1));
    let end = if year == InYear::Open { at + 1 } else { end };
    Some(Found::new(end, Sense::Day { year, month, day: day as i8, weekday: None }))
}

fn year(page: &Page, i: usize) -> (InYear, usize) {
    match page.is(i) {
        Is::Digits(year, 4) if YEARS.contains(&year) => (InYear::Given(year as i16), i + 1),
        _ => (InYear::Open, i),
    }
}

/// Past a full stop that hangs on the token before.
fn past_stop(page: &Page, i: usize) -> usize {
    i + usize::from(page.low(i) == "." && page.at(i).glued)
}

#[cfg(test)]
mod tests {
    use crate::{Language, times_in};

    fn check(text: &str, want: &str) {
        let found = times_in(Language::German, text, "2023-05-17".parse().ok());
        let told: Vec<String> =
            found.iter().map(|when| format!("{} {}", when.span.of(text), when.value)).collect();
        assert_eq!(told.join("; "), want, "{text}");
    }

    #[test]
    fn german() {
        check("am Freitag, 12. Mai 2023, im Rathaus", "Freitag, 12. Mai 2023 2023-05-12");
        check("Am 3. März trafen sie sich.", "3. März 2023-03-03");
        check("im Oktober 2021 und im Jahr 1998", "Oktober 2021 2021-10; Jahr 1998 1998");
        check("bis zum 31.10.2022", "31.10.2022 2022-10-31");
        check("Der Jan. kam 20 Tage später.", "Jan 2023-01");
        check("Sie mag den Wind.", "");
    }
}
