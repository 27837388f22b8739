//! Reads parts of a year: quarters, halves, seasons, fiscal years, and a year with its month behind it.
//!
//! In: a page and a token. Out: what begins there as a [`Found`], or `None`.

use super::dates::{day_number, month_name, needs_capital, year_after};
use super::lexicon::{Is, Page, Unit};
use super::sense::{Found, InYear, Sense, Which};
use super::year::PLAIN_YEARS;

/// "third quarter of 1984", "first half of the year": quarters and halves.
pub(super) fn part_of_year(page: &Page, i: usize) -> Option<Found> {
    let count = match page.is(i) {
        Is::Ordinal(count @ 1..=4) => count as i8,
        Is::Opens if matches!(page.low(i), "last" | "latter" | "later") && page.low(i + 1) == "half" => 2,
        _ => return None,
    };
    let at = page.past_hyphen(i + 1);
    let at = page.past_hyphen(at + usize::from(page.low(at) == "fiscal"));
    let half = page.low(at) == "half" && count <= 2;
    let quarter = page.is(at) == Is::Unit(Unit::Quarter, false);
    let (year, end) = year_of(page, at + 1);
    match () {
        () if quarter => Some(Found::new(end, Sense::Quarter { year, quarter: count })),
        // "the first half" alone is a football match.
        () if half && end > at + 1 => Some(Found::new(end, Sense::Half { year, half: count })),
        () => None,
    }
}

/// "of 1984", "1984", "of last year", "of the year".
fn year_of(page: &Page, i: usize) -> (InYear, usize) {
    if page.low(i) == "of" && page.low(i + 1) == "the" && page.low(i + 2) == "year" {
        return (InYear::Away(0), i + 3);
    }
    if page.low(i) == "," || page.low(i) == "in" { (InYear::Open, i) } else { year_after(page, i) }
}

/// "Q3 2024".
pub(super) fn short_quarter(page: &Page, i: usize) -> Option<Found> {
    let quarter = match page.low(i) {
        "q1" => 1,
        "q2" => 2,
        "q3" => 3,
        "q4" => 4,
        "h1" => 5,
        "h2" => 6,
        _ => return None,
    };
    let (year, end) = year_of(page, i + 1);
    if year == InYear::Open && !matches!(page.before(i), "in" | "during" | "for" | "by" | "since") {
        return None;
    }
    Some(Found::new(end, part_by_number(year, quarter)))
}

/// The quarter 1 to 4, or the half 5 or 6.
fn part_by_number(year: InYear, number: i8) -> Sense {
    if number > 4 { Sense::Half { year, half: number - 4 } } else { Sense::Quarter { year, quarter: number } }
}

/// "1988 third quarter", "1988 summer" (after "the").
pub(super) fn year_with_part(page: &Page, i: usize) -> Option<Found> {
    let Is::Digits(year, 4) = page.is(i) else { return None };
    if !PLAIN_YEARS.contains(&year) {
        return None;
    }
    let year = year as i16;
    if let Some(Found { end, sense: Sense::Quarter { year: InYear::Open, quarter }, .. }) =
        part_of_year(page, i + 1)
    {
        return Some(Found::new(end, Sense::Quarter { year: InYear::Given(year), quarter }));
    }
    let next = i + 1 + usize::from(page.low(i + 1) == ",");
    // "2016 November", but not "in 2016 November 5 was"
    if let Some((month, _, end)) = month_name(page, next)
        && !needs_capital(page, next)
        && day_number(page, end).is_none()
        && !matches!(page.is(end), Is::Digits(..))
        && (next == i + 1 || !page.plain_word(end))
    {
        return Some(Found::new(end, Sense::Month { year: InYear::Given(year), month, which: Which::Bare }));
    }
    let part = page.past_hyphen(i + 1);
    match page.low(part) {
        "q1" => Some(Found::new(part + 1, part_by_number(InYear::Given(year), 1))),
        "q2" => Some(Found::new(part + 1, part_by_number(InYear::Given(year), 2))),
        "q3" => Some(Found::new(part + 1, part_by_number(InYear::Given(year), 3))),
        "q4" => Some(Found::new(part + 1, part_by_number(InYear::Given(year), 4))),
        "h1" => Some(Found::new(part + 1, part_by_number(InYear::Given(year), 5))),
        "h2" => Some(Found::new(part + 1, part_by_number(InYear::Given(year), 6))),
        "fiscal" if page.low(part + 1) == "year" => Some(Found::new(part + 2, Sense::Year(year))),
        "period" if page.before(i) == "the" => Some(Found::new(i + 2, Sense::Year(year))),
        _ => None,
    }
}

/// "fiscal 1989", "fiscal first quarter", "fiscal year 1989".
pub(super) fn fiscal(page: &Page, i: usize) -> Option<Found> {
    let at = page.past_hyphen(i + 1);
    if let Some(found) = part_of_year(page, at) {
        return Some(found);
    }
    let at = at + usize::from(page.low(at) == "year");
    match page.is(at) {
        Is::Digits(year, 4) if PLAIN_YEARS.contains(&year) => {
            Some(Found::new(at + 1, Sense::Year(year as i16)))
        }
        // "FY 24"
        Is::Digits(year, 2) if page.low(i) == "fy" && page.at(i).capital => {
            Some(Found::new(at + 1, Sense::Year(2000 + year as i16)))
        }
        _ => None,
    }
}

/// "summer 1994", "the winter of nineteen ninety-four", "the summer".
pub(super) fn season(page: &Page, i: usize) -> Option<Found> {
    let Is::Season(season) = page.is(i) else { return None };
    let (year, end) = year_of(page, i + 1);
    let found = Found::new(end, Sense::Season { year, season, which: Which::Bare });
    if year != InYear::Open {
        return Some(found);
    }
    // "fall" and "spring" are verbs, springs and falls: only what stands in one.
    let the = i > 1 && page.before(i) == "the";
    let lead = if the { page.low(i - 2) } else { page.before(i) };
    let verbal = matches!(page.low(i), "fall" | "spring");
    let led = matches!(
        lead,
        "in" | "during"
            | "since"
            | "until"
            | "by"
            | "through"
            | "throughout"
            | "into"
            | "over"
            | "early"
            | "late"
    );
    // "the spring offensive"
    let campaign = page.past_hyphen(end);
    if matches!(page.low(campaign), "offensive" | "offensives" | "counteroffensive" | "campaign" | "counter")
        && page.joined(campaign)
        && !page.at(i).capital
    {
        return Some(found);
    }
    let goes_on = page.low(end) == "of" || page.hyphen(end) || page.at(end).capital && page.joined(end);
    (led && (!verbal || the || lead == "early" || lead == "late") && !goes_on && !page.at(i).capital)
        .then_some(found)
}
