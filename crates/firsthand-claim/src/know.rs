//! General knowledge: who headed which state or government when.
//!
//! In: `data/leaders.tsv`, dated facts with their source named there. Out: [`Term`]s, by state or by
//! surname. Nothing here is used unless a caller asks for it: what a text says by itself comes first.
//!
//! Known gaps: from 2014 on only; nobody who served wholly between April 2017 and November 2020; one
//! spelling of each name, without accents; heads of state and of government, no ministers.

use jiff::civil::Date;
use std::sync::LazyLock;

/// One person's time in one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// ISO 3166-1 alpha-3 code of the state.
    pub country: &'static str,
    /// "President", "Prime Minister", "King", …
    pub title: &'static str,
    /// "Angela Merkel": given names as the source has them, no accents.
    pub name: &'static str,
    /// "Merkel".
    pub surname: &'static str,
    /// First day that it may have begun: the day, or the first day of the month or year that is known.
    pub since: Date,
    /// Last day on which the source was seen to name the holder; it lasted at least until then.
    pub seen: Date,
    /// First day of the next holder; it was over by then. `None` when no next one is known.
    pub next: Option<Date>,
}

impl Term {
    /// Whether the office was surely held on `day`.
    pub fn held_on(&self, day: Date) -> bool {
        self.since <= day && day <= self.seen
    }

    /// Whether the office may have been held on `day`: not before it began nor after the next began.
    pub fn may_be_held_on(&self, day: Date) -> bool {
        self.since <= day && self.next.is_none_or(|next| day <= next)
    }
}

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    include_str!("../data/leaders.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(term)
        .collect()
});

fn term(line: &'static str) -> Option<Term> {
    let mut parts = line.split('\t');
    Some(Term {
        country: parts.next()?,
        title: parts.next()?,
        since: first_day(parts.next()?)?,
        seen: first_day(parts.next()?)?,
        next: match parts.next()? {
            "" => None,
            day => Some(first_day(day)?),
        },
        name: parts.next()?,
        surname: parts.next()?,
    })
}

/// The first day of "2014", "2014-07" or "2014-07-03".
fn first_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Ok(1), str::parse).ok()?;
    let day = parts.next().map_or(Ok(1), str::parse).ok()?;
    Date::new(year, month, day).ok()
}

/// All terms, by state, title and first day.
pub fn terms() -> &'static [Term] {
    &TERMS
}

/// Terms of state `country` (ISO 3166-1 alpha-3), in order of title and first day.
pub fn terms_of(country: &str) -> impl Iterator<Item = &'static Term> {
    let from = TERMS.partition_point(|term| term.country < country);
    TERMS[from..].iter().take_while(move |term| term.country == country)
}

/// Terms of people with that surname, whatever the case of its letters.
///
/// Linear in the table; meant for names that a text gives with an office.
pub fn terms_by_surname(surname: &str) -> impl Iterator<Item = &'static Term> {
    TERMS.iter().filter(move |term| term.surname.eq_ignore_ascii_case(surname))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `want`: whether the holder is sure, and whether possible, on `day`.
    fn check(surname: &str, country: &str, day: &str, want: (bool, bool)) {
        let day = day.parse().unwrap();
        let found: Vec<&Term> = terms_by_surname(surname).filter(|term| term.country == country).collect();
        assert!(!found.is_empty(), "{surname}");
        let sure = found.iter().any(|term| term.held_on(day));
        let possible = found.iter().any(|term| term.may_be_held_on(day));
        assert_eq!((sure, possible), want, "{surname} {day}");
    }

    #[test]
    fn brackets() {
        check("merkel", "DEU", "2015-01-01", (true, true));
        check("Merkel", "DEU", "2022-01-01", (false, false));
        // Succeeded at some time between 2017-03 and 2019-07: possible, not sure.
        check("May", "GBR", "2018-01-01", (false, true));
    }

    #[test]
    fn the_table_is_whole() {
        let rows = include_str!("../data/leaders.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(terms().len(), rows, "each line can be read");
        assert!(terms().is_sorted_by_key(|term| (term.country, term.title)));
        for term in terms() {
            assert!(term.country.len() == 3 && !term.surname.is_empty(), "{term:?}");
            assert!(term.since <= term.seen && term.next.is_none_or(|next| term.since < next), "{term:?}");
        }
        assert!(terms_of("CHE").count() > 1 && terms_of("ZZZ").count() == 0);
    }
}
