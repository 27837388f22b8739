//! Reads what is counted from a day: "last week", "two years ago", "this summer", "yesterday",
//! "recently", lengths of time and what recurs.
//!
//! In: a page and a token. Out: what begins there as a [`Found`], or `None`.
//!
//! Known gaps: anchors that are events ("two days after the vote") are lengths only.

use super::calendar::duration;
use super::lexicon::{Is, Page, Unit};
use super::sense::{Found, From, InYear, Sense, Which};
use firsthand_text::TokenKind;

/// A deictic expression at `i`: "yesterday", "last week", "that year", "the weekend".
pub(super) fn deictic(page: &Page, i: usize) -> Option<Found> {
    if page.is(i) == Is::Nothing {
        return None;
    }
    // "this coming Friday" is the first one ahead, "next Friday" that of next week.
    let at = i + 1 + usize::from(page.low(i) == "this");
    if matches!(page.low(at - 1), "coming" | "upcoming")
        && let Is::Weekday(day, _) = page.is(at)
        && matches!(page.low(i), "this" | "coming" | "upcoming")
    {
        return Some(Found::new(at + 1, Sense::Weekday(day, Which::This)));
    }
    match page.low(i) {
        "yesterday" => Some(Found::new(i + 1, Sense::DaysAway(-1))),
        "today" => (!inside_name(page, i)).then(|| Found::new(i + 1, Sense::DaysAway(0))),
        "tomorrow" => (!inside_name(page, i)).then(|| Found::new(i + 1, Sense::DaysAway(1))),
        "tonight" => (!inside_name(page, i)).then(|| Found::new(i + 1, Sense::DaysAway(0)).at_time("NI")),
        "last" | "previous" => chosen(page, i + 1, -1, page.low(i) == "previous"),
        "this" => match page.low(i + 1) {
            "past" | "last" => chosen(page, i + 2, -1, false),
            "coming" | "next" | "upcoming" => chosen(page, i + 2, 1, false),
            _ => chosen(page, i + 1, 0, false),
        },
        "next" if page.is(i + 1) == Is::Unit(Unit::Day, false) => in_text(page, i + 1, 1),
        "next" | "coming" | "upcoming" => chosen(page, i + 1, 1, false),
        "past" if page.before(i) == "the" => None,
        "that" => match page.is(i + 1) {
            Is::Part(part) => Some(Found::new(i + 2, Sense::TimeOnly).at_time(part)),
            _ if page.low(i + 1) == "same" => in_text(page, i + 2, 0).or_else(|| told_season(page, i + 2)),
            _ => in_text(page, i + 1, 0).or_else(|| told_season(page, i + 1)),
        },
        "same" => in_text(page, i + 1, 0).or_else(|| told_season(page, i + 1)),
        "the" => match page.low(i + 1) {
            "same" => in_text(page, i + 2, 0).or_else(|| told_season(page, i + 2)),
            "following" | "next" if matches!(page.is(i + 2), Is::Part(_)) => next_part(page, i + 2),
            "following" => in_text(page, i + 2, 1),
            "previous" | "preceding" => in_text(page, i + 2, -1).or_else(|| chosen(page, i + 2, -1, true)),
            "next" | "last" if page.is(i + 2) == Is::Unit(Unit::Day, false) => {
                in_text(page, i + 2, if page.low(i + 1) == "next" { 1 } else { -1 })
            }
            "past" | "last" => past_unit(page, i + 2),
            "next" | "coming" => chosen(page, i + 2, 1, false),
            "current" | "latest" => current(page, i + 1),
            "year" if year_ago(page, i + 1).is_some() => year_ago(page, i + 1),
            "comparable" | "corresponding" => year_ago(page, i + 2),
            "weekend" => Some(Found::new(i + 2, Sense::The(Unit::Weekend))),
            _ => the_unit(page, i),
        },
        "current" => current(page, i),
        "year" => year_ago(page, i),
        _ => None,
    }
}

/// Whether a word is part of a capitalised name: "Nova Today", and not a sentence that opens with "Today".
fn inside_name(page: &Page, i: usize) -> bool {
    let capital = page.at(i).capital;
    let before = i > 0 && page.joined(i) && page.at(i - 1).capital && page.at(i - 1).kind == TokenKind::Word;
    let after = page.joined(i + 1)
        && page.at(i + 1).capital
        && matches!(page.low(i + 1), "show" | "programme" | "program" | "fm" | "tv");
    capital && (before || after)
}

/// "last week", "next Friday", "this summer", "last June", "last night", "this morning".
fn chosen(page: &Page, i: usize, away: i32, in_text_first: bool) -> Option<Found> {
    let which = match away {
        -1 => Which::Last,
        0 => Which::This,
        _ => Which::Next,
    };
    let fiscal = usize::from(page.low(i) == "fiscal");
    match page.is(i + fiscal) {
        Is::Unit(Unit::Night, false) if away <= 0 => {
            Some(Found::new(i + 1, Sense::DaysAway(away)).at_time("NI"))
        }
        // "this second", "last minute", "this day": manners of speaking.
        Is::Unit(Unit::Day | Unit::Hour | Unit::Minute | Unit::Second | Unit::Night, _) => None,
        Is::Unit(unit, false) => {
            if in_text_first {
                return in_text(page, i, i64::from(away));
            }
            // "last year's third quarter"
            if unit == Unit::Year
                && page.at(i + fiscal).possessive
                && let Some(Found { end, sense: Sense::Quarter { quarter, .. }, .. }) =
                    super::dates::read(page, i + fiscal + 1)
            {
                return Some(Found::new(end, Sense::Quarter { year: InYear::Away(away), quarter }));
            }
            Some(Found::new(i + fiscal + 1, Sense::Away(unit, away)))
        }
        Is::Weekday(day, _) => {
            // "this coming Sunday, March eighth"
            if let Some(Found { end, sense: sense @ Sense::Day { .. }, .. }) = super::dates::read(page, i) {
                return Some(Found::new(end, sense));
            }
            Some(Found::new(i + 1, Sense::Weekday(day, which)))
        }
        Is::Month(month, _) if page.at(i).capital || away != 0 => {
            Some(Found::new(i + 1, Sense::Month { year: InYear::Open, month, which }))
        }
        Is::Season(season) => Some(Found::new(i + 1, Sense::Season { year: InYear::Open, season, which })),
        Is::Feast => match super::holiday::read(page, i)? {
            Found { end, sense: Sense::Holiday { rule, year: InYear::Open, .. }, .. } => {
                Some(Found::new(end, Sense::Holiday { rule, year: InYear::Open, which }))
            }
            _ => None,
        },
        Is::Part(part) if away == 0 && !matches!(page.low(i), "tonight" | "overnight") => {
            Some(Found::new(i + 1, Sense::DaysAway(0)).at_time(part))
        }
        _ => None,
    }
}

/// "the past year": the year before, as a date; but "the past few weeks" is a length.
fn past_unit(page: &Page, i: usize) -> Option<Found> {
    match page.is(i) {
        Is::Unit(
            unit @ (Unit::Week
            | Unit::Weekend
            | Unit::Month
            | Unit::Quarter
            | Unit::Year
            | Unit::Decade
            | Unit::Century),
            false,
        ) => Some(Found::new(i + 1, Sense::Away(unit, -1))),
        Is::Weekday(day, _) => Some(Found::new(i + 1, Sense::Weekday(day, Which::Last))),
        Is::Season(season) => {
            Some(Found::new(i + 1, Sense::Season { year: InYear::Open, season, which: Which::Last }))
        }
        _ => None,
    }
}

/// "the following month", "that year", "the same day": counted from what was last dated.
fn in_text(page: &Page, i: usize, away: i64) -> Option<Found> {
    match page.is(i) {
        Is::Unit(Unit::Night, false) => Some(
            Found::new(
                i + 1,
                Sense::Shift { count: away.abs(), unit: Unit::Day, from: From::Text, sign: away.signum() },
            )
            .at_time("NI"),
        ),
        Is::Unit(
            unit @ (Unit::Day
            | Unit::Week
            | Unit::Weekend
            | Unit::Month
            | Unit::Quarter
            | Unit::Year
            | Unit::Decade),
            false,
        ) => Some(Found::new(
            i + 1,
            Sense::Shift { count: away.abs(), unit, from: From::Text, sign: away.signum() },
        )),
        _ => None,
    }
}

/// "the next morning": of the day after the one last dated.
fn next_part(page: &Page, i: usize) -> Option<Found> {
    let Is::Part(part) = page.is(i) else { return None };
    let sense = Sense::Shift { count: 1, unit: Unit::Day, from: From::Text, sign: 1 };
    Some(Found::new(i + 1, sense).at_time(part))
}

/// "that spring".
fn told_season(page: &Page, i: usize) -> Option<Found> {
    let Is::Season(season) = page.is(i) else { return None };
    Some(Found::new(i + 1, Sense::SeasonTold(season)))
}

/// "the current quarter", "the latest fiscal year"; the word "current" alone.
fn current(page: &Page, i: usize) -> Option<Found> {
    let latest = page.low(i) == "latest";
    let at = i + 1 + usize::from(page.low(i + 1) == "fiscal");
    match page.is(at) {
        Is::Nothing if latest && page.low(at) == "period" => {
            Some(Found::new(at + 1, Sense::The(Unit::Quarter)))
        }
        Is::Unit(Unit::Quarter, false) if latest => Some(Found::new(at + 1, Sense::The(Unit::Quarter))),
        Is::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade), false) => {
            Some(Found::new(at + 1, Sense::Away(unit, 0)))
        }
        _ => None,
    }
}

/// "year-ago quarter", "year-earlier period".
fn year_ago(page: &Page, i: usize) -> Option<Found> {
    let at = page.past_hyphen(i + 1);
    if page.low(i) != "year" || at == i + 1 || !matches!(page.low(at), "ago" | "earlier") {
        return None;
    }
    match (page.is(at + 1), page.low(at + 1)) {
        (Is::Unit(Unit::Quarter, false), _) => Some(Found::new(at + 2, Sense::YearAgo(Some(Unit::Quarter)))),
        (_, "period") => Some(Found::new(at + 2, Sense::YearAgo(None))),
        (Is::Ordinal(_), _) => match super::dates::read(page, at + 1)? {
            Found { end, sense: Sense::Quarter { quarter, .. }, .. } => {
                Some(Found::new(end, Sense::Quarter { year: InYear::Away(-1), quarter }))
            }
            _ => None,
        },
        _ => Some(Found::new(at + 1, Sense::YearAgo(None))),
    }
}

/// "in the year", "during the quarter": a unit that the text is about.
fn the_unit(page: &Page, i: usize) -> Option<Found> {
    let Is::Unit(unit, false) = page.is(i + 1) else { return None };
    let before = page.before(i);
    let led = match unit {
        Unit::Year => {
            // "the first nine months of the year"
            let part = before == "of"
                && i > 1
                && (matches!(page.is(i - 2), Is::Unit(..)) || matches!(page.low(i - 2), "half" | "part"));
            part || matches!(before, "during" | "for" | "in" | "throughout")
        }
        Unit::Quarter => matches!(before, "during" | "for" | "in" | "throughout" | "over" | "through"),
        Unit::Month => matches!(before, "during" | "in" | "later"),
        Unit::Week => matches!(before, "during" | "in" | "for" | "later"),
        _ => false,
    };
    let goes_on = page.low(i + 2) == "of"
        || page.hyphen(i + 2)
        || page.low(i + 2) == "that"
        || page.low(i + 2) == "when";
    let possessive = page.at(i + 1).possessive;
    if unit == Unit::Year && matches!(page.low(i + 2), "ended" | "ending") {
        return Some(Found::new(i + 2, Sense::Duration(duration(Some(1.0), unit))));
    }
    (led && !goes_on && !possessive).then(|| Found::new(i + 2, Sense::The(unit)))
}
