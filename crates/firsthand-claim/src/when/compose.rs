//! Reads a date that is told by another one: "the first Friday of July", "Tuesday next week", "two
//! days after Christmas", "the week of 4 May", "the day before yesterday", "the rest of the year".
//!
//! In: a page and a token. Out: what begins there as a [`Found`] with a [`Sense`] that holds the other
//! date's. The other date is read once and never itself composed, so work stays linear.

use super::calendar::duration;
use super::dates;
use super::lexicon::{Is, Page, Unit};
use super::read::date;
use super::sense::{Found, From, Part, Sense};
use crate::quantity::number;

/// The composed date at `i`.
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    match page.is(i) {
        Is::Weekday(..) => in_week(page, i),
        Is::Count(_) | Is::Digits(..) | Is::Ordinal(_) => counted(page, i).or_else(|| part(page, i)),
        Is::Unit(..) => week_of(page, i).or_else(|| around(page, i)),
        Is::Opens => part(page, i)
            .or_else(|| rest(page, i))
            .or_else(|| week_of(page, i))
            .or_else(|| counted(page, i))
            .or_else(|| around(page, i))
            .or_else(|| week_day(page, i)),
        _ => None,
    }
}

/// "the first Friday of July", "last week of 2015", "the second half of next month" is no such part.
fn part(page: &Page, i: usize) -> Option<Found> {
    let at = i + usize::from(page.low(i) == "the");
    let nth = match (page.is(at), page.low(at)) {
        (Is::Ordinal(nth @ 1..=53), _) => nth as i8,
        (_, "last" | "final") => -1,
        (Is::Count(_), _) => dates::day_number(page, at)?.0,
        _ => return None,
    };
    let at = if matches!(page.is(at), Is::Count(_)) { dates::day_number(page, at)?.1 - 1 } else { at };
    let part = match page.is(at + 1) {
        _ if page.low(at + 1) == "of" => Part::Unit(Unit::Day),
        Is::Weekday(day, _) => Part::Weekday(day),
        Is::Unit(Unit::Week, false) => Part::Unit(Unit::Week),
        Is::Unit(Unit::Weekend, false) => Part::Unit(Unit::Weekend),
        Is::Unit(Unit::Day, false) => Part::Unit(Unit::Day),
        Is::Unit(Unit::Month, false) => Part::Unit(Unit::Month),
        _ => return None,
    };
    // "the 20th of next month"
    if nth > 0
        && page.low(at + 1) == "of"
        && matches!(page.low(at + 2), "next" | "this" | "last")
        && page.is(at + 3) == Is::Unit(Unit::Month, false)
    {
        let (base, end) = base(page, at + 2)?;
        return Some(Found::new(
            end,
            Sense::PartOf { nth, part: Part::Unit(Unit::Day), base: Box::new(base) },
        ));
    }
    // "the third week of next year", "the third week next year"
    let bare = usize::from(!matches!(page.low(at + 2), "next" | "this" | "last"));
    if page.low(at + 1) == "of" || bare == 1 && !matches!(page.low(at + 2), "of" | "in") {
        return None;
    }
    let (base, end) = base(page, at + 2 + bare)?;
    let longer = !matches!(
        base,
        Sense::Day { .. } | Sense::Full(_) | Sense::Weekday(..) | Sense::DaysAway(_) | Sense::Reference(_)
    );
    longer.then(|| Found::new(end, Sense::PartOf { nth, part, base: Box::new(base) }))
}

/// "Tuesday next week", "Friday of last week".
fn in_week(page: &Page, i: usize) -> Option<Found> {
    let Is::Weekday(day, short) = page.is(i) else { return None };
    let next = i + 1 + usize::from(short && page.low(i + 1) == "." && page.at(i + 1).glued);
    let at = next + usize::from(matches!(page.low(next), "of" | "," | "in"));
    if !matches!(page.low(at), "next" | "this" | "last" | "the") {
        return None;
    }
    let Found {
        end,
        sense: sense @ (Sense::Away(Unit::Week, _) | Sense::Shift { unit: Unit::Week, .. }),
        ..
    } = date(page, at)?
    else {
        return None;
    };
    Some(Found::new(end, Sense::PartOf { nth: 1, part: Part::Weekday(day), base: Box::new(sense) }))
}

/// "next week on Tuesday", "this week Friday".
fn week_day(page: &Page, i: usize) -> Option<Found> {
    if !matches!(page.low(i), "next" | "this" | "last") || page.is(i + 1) != Is::Unit(Unit::Week, false) {
        return None;
    }
    let Found { end, sense: sense @ Sense::Away(Unit::Week, _), .. } = date(page, i)? else { return None };
    let at = end + usize::from(matches!(page.low(end), "on" | ","));
    let Is::Weekday(day, _) = page.is(at) else { return None };
    (!page.at(end - 1).possessive && page.joined(at)).then(|| {
        Found::new(at + 1, Sense::PartOf { nth: 1, part: Part::Weekday(day), base: Box::new(sense) })
    })
}

/// "the week of 4 May", "the week beginning Monday", "week ending 12 June".
fn week_of(page: &Page, i: usize) -> Option<Found> {
    let at = i + usize::from(page.low(i) == "the");
    let Is::Unit(unit @ (Unit::Week | Unit::Weekend), false) = page.is(at) else { return None };
    if !matches!(page.low(at + 1), "of" | "beginning" | "starting" | "commencing" | "ending" | "ended") {
        return None;
    }
    let at = at + 2 + usize::from(page.low(at + 2) == "on");
    let (base, end) = base(page, at)?;
    let day = matches!(base, Sense::Day { .. } | Sense::Full(_) | Sense::Weekday(..) | Sense::Holiday { .. });
    day.then(|| Found::new(end, Sense::Around(unit, Box::new(base))))
}

/// "the rest of the week", "the remainder of this year".
fn rest(page: &Page, i: usize) -> Option<Found> {
    let at = i + usize::from(page.low(i) == "the");
    if !matches!(page.low(at), "rest" | "remainder") || page.low(at + 1) != "of" {
        return None;
    }
    let of = page.low(at + 2);
    let found = match (of, page.is(at + 3)) {
        (
            "the",
            Is::Unit(
                unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade),
                false,
            ),
        ) => Found::new(at + 4, Sense::Away(unit, 0)),
        _ if matches!(
            page.is(at + 2),
            Is::Unit(Unit::Day | Unit::Week | Unit::Month | Unit::Year, false)
        ) =>
        {
            let Is::Unit(unit, _) = page.is(at + 2) else { return None };
            Found::new(at + 3, Sense::Away(unit, 0))
        }
        _ => date(page, at + 2)?,
    };
    matches!(
        found.sense,
        Sense::Away(..) | Sense::Year(_) | Sense::Month { .. } | Sense::Season { .. } | Sense::Decade(_)
    )
    .then(|| found.modified("END"))
}

/// "two days after Christmas", "a week from Friday", "three weeks before 4 May".
fn counted(page: &Page, i: usize) -> Option<Found> {
    let (i, modifier) = super::length::approximation(page, i);
    let (count, at) = match page.low(i) {
        "a" | "an" => match page.low(i + 1) {
            "couple" => (2.0, i + 2 + usize::from(page.low(i + 2) == "of")),
            _ => (1.0, i + 1),
        },
        _ => number::number(page, i)?,
    };
    let Is::Unit(unit @ (Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year), _) =
        page.is(at)
    else {
        return None;
    };
    let sign = match page.low(at + 1) {
        "after" | "from" => 1,
        "before" => -1,
        _ => return None,
    };
    if count.fract() != 0.0 || count >= 1e6 {
        return None;
    }
    let (base, end) = base(page, at + 2)?;
    anchors(&base).then(|| Found {
        modifier,
        ..Found::new(end, Sense::Offset { count: sign * count as i64, unit, base: Box::new(base) })
    })
}

/// "the day after tomorrow", "the week after next", "the year before last".
fn around(page: &Page, i: usize) -> Option<Found> {
    let at = i + usize::from(page.low(i) == "the");
    let Is::Unit(
        unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year),
        false,
    ) = page.is(at)
    else {
        return None;
    };
    let sign = match page.low(at + 1) {
        "after" => 1,
        "before" => -1,
        _ => return None,
    };
    if unit != Unit::Day {
        let away = match (page.low(at + 2), sign) {
            ("next", 1) => 2,
            ("last", -1) => -2,
            _ => return None,
        };
        return Some(Found::new(at + 3, Sense::Away(unit, away)));
    }
    let end_of_clause = page.at(at + 2).kind == firsthand_text::TokenKind::Mark;
    if let Some((base, end)) = base(page, at + 2)
        && anchors(&base)
    {
        return Some(Found::new(end, Sense::Offset { count: sign, unit, base: Box::new(base) }));
    }
    // "the day after the vote"
    if let Some((event, reach)) = super::event::named(page, at + 2) {
        let sense = Sense::Event { count: sign, unit, event: event.to_owned(), reach, length: String::new() };
        return Some(Found::new(at + 1, sense));
    }
    // "The day before, he had left."
    (end_of_clause && at > i)
        .then(|| Found::new(at + 2, Sense::Shift { count: 1, unit, from: From::Text, sign }))
}

/// Whether a date can be counted from.
fn anchors(sense: &Sense) -> bool {
    match sense {
        Sense::Day { .. }
        | Sense::Full(_)
        | Sense::DaysAway(_)
        | Sense::Holiday { .. }
        | Sense::DayOfMonth(_)
        | Sense::Weekday(..) => true,
        Sense::Reference(value) => *value == "PRESENT_REF",
        _ => false,
    }
}

/// The date at `i` that another is told by, and the token after it.
fn base(page: &Page, i: usize) -> Option<(Sense, usize)> {
    if !page.joined(i) {
        return None;
    }
    if page.low(i) == "now" {
        return Some((Sense::DaysAway(0), i + 1));
    }
    if let (
        "the",
        Is::Unit(unit @ (Unit::Month | Unit::Year | Unit::Quarter | Unit::Week | Unit::Decade), false),
    ) = (page.low(i), page.is(i + 1))
    {
        return Some((Sense::The(unit), i + 2));
    }
    let found = date(page, i)?;
    (found.time.is_none()).then_some((found.sense, found.end))
}

/// "in three weeks" as a length, and as a day once the tense looks ahead.
pub(super) fn ahead(count: f64, unit: Unit) -> Sense {
    Sense::Ahead { count: count as i64, unit, length: duration(Some(count), unit) }
}

/// "the 21st": a day of the month the text speaks of.
pub(super) fn day_of_month(page: &Page, i: usize) -> Option<Found> {
    if page.low(i) != "the"
        || !matches!(page.before(i), "on" | "by" | "until" | "since" | "before" | "after" | "for")
    {
        return None;
    }
    let Is::Ordinal(day @ 1..=31) = page.is(i + 1) else { return None };
    let figures = page.low(i + 1).starts_with(|char: char| char.is_ascii_digit());
    let next = page.at(i + 2);
    let ends = next.kind == firsthand_text::TokenKind::Mark && page.low(i + 2) != "-" || !page.joined(i + 2);
    (figures && ends).then(|| Found::new(i + 2, Sense::DayOfMonth(day as i8)))
}
