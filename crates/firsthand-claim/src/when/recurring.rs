//! Reads what recurs ("daily", "every Friday at 5 p.m.", "Mondays") and what is vague ("recently", "soon",
//! "in the near future").
//!
//! In: a page and a token. Out: what begins there as a [`Found`], or `None`.

use super::calendar::duration;
use super::clock::{clock_time, is_led};
use super::lexicon::{Is, Page, Unit};
use super::sense::{Found, Sense};
use crate::quantity::number;

/// What recurs, at `i`: "daily", "every Friday", "Mondays", "each year".
pub(super) fn recurring(page: &Page, i: usize) -> Option<Found> {
    if let Some((time, end)) = clock_time(page, i, is_led(page, i)) {
        // "3pm every day", "9 a.m. on Sundays"
        let at = end + usize::from(page.low(end) == "on");
        let found = recurs(page, at).filter(|_| page.joined(at))?;
        return at_time_of_day(found, &time);
    }
    let found = recurs(page, i)?;
    let at = found.end + usize::from(page.low(found.end) == "at");
    match clock_time(page, at, at > found.end) {
        Some((time, end)) => at_time_of_day(Found { end, ..found }, &time),
        None => Some(found),
    }
}

/// What recurs by day or weekday, with its time.
fn at_time_of_day(found: Found, time: &str) -> Option<Found> {
    let Sense::Set(value) = &found.sense else { return None };
    let day = match value.split('T').next().unwrap_or("") {
        "P1D" | "XXXX-XX-XX" => "XXXX-XX-XX",
        day if day.starts_with("XXXX-WXX-") => day,
        _ => return None,
    };
    Some(Found { sense: Sense::Set(format!("{day}T{}", super::zone::written(time, None))), ..found })
}

/// What recurs, without a time.
fn recurs(page: &Page, i: usize) -> Option<Found> {
    let set = |end, value: &str| Some(Found::new(end, Sense::Set(value.to_owned())));
    match page.is(i) {
        Is::Weekdays(day) => return set(i + 1, &format!("XXXX-WXX-{day}")),
        Is::Weekday(day, false)
            if matches!(page.low(i + 1), "nights" | "mornings" | "evenings" | "afternoons") =>
        {
            let part = match page.low(i + 1) {
                "nights" => "NI",
                "mornings" => "MO",
                "evenings" => "EV",
                _ => "AF",
            };
            return set(i + 2, &format!("XXXX-WXX-{day}T{part}"));
        }
        Is::Opens => {}
        _ => return None,
    }
    // "The Daily Mail", "the Weekly Standard"
    let named = page.at(i).capital
        && (page.at(i + 1).capital && page.joined(i + 1)
            || i > 0 && page.at(i - 1).capital && page.joined(i));
    let adverb = match page.low(i) {
        "daily" => Some("XXXX-XX-XX"),
        "nightly" => Some("XXXX-XX-XXTNI"),
        "weekly" => Some("XXXX-WXX"),
        "fortnightly" | "biweekly" => Some("P2W"),
        "monthly" => Some("XXXX-XX"),
        "yearly" | "annually" => Some("XXXX"),
        "hourly" => Some("PT1H"),
        _ => None,
    };
    if let Some(value) = adverb {
        return if named { None } else { set(i + 1, value) };
    }
    // "200 attacks per week"
    if page.low(i) == "per" {
        return match page.is(i + 1) {
            Is::Unit(
                unit @ (Unit::Day | Unit::Night | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year),
                false,
            ) => set(i + 2, &duration(Some(1.0), unit)),
            _ => None,
        };
    }
    if !matches!(page.low(i), "every" | "each") {
        return None;
    }
    let other = usize::from(page.low(i + 1) == "other");
    match page.is(i + 1 + other) {
        Is::Weekday(day, _) => set(i + 2 + other, &format!("XXXX-WXX-{day}")),
        Is::Month(month, _) if page.at(i + 1 + other).capital => {
            set(i + 2 + other, &format!("XXXX-{month:02}"))
        }
        Is::Season(season) if other == 0 => set(i + 2, &format!("XXXX-{season}")),
        Is::Part(part) => set(i + 2 + other, &format!("XXXX-XX-XXT{part}")),
        Is::Unit(Unit::Night, false) => set(i + 2 + other, "XXXX-XX-XXTNI"),
        Is::Unit(unit, false) => set(i + 2 + other, &duration(Some(1.0 + other as f64), unit)),
        _ => {
            let (count, end) = number::number(page, i + 1)?;
            match page.is(end) {
                Is::Unit(unit, _) => set(end + 1, &duration(Some(count), unit)),
                _ => None,
            }
        }
    }
}

/// PAST_REF, PRESENT_REF and FUTURE_REF words at `i`.
pub(super) fn reference(page: &Page, i: usize) -> Option<Found> {
    let found = |end, value| Some(Found::new(end, Sense::Reference(value)));
    let plural_unit = |at: usize| {
        matches!(
            page.is(at),
            Is::Unit(
                Unit::Day
                    | Unit::Week
                    | Unit::Weekend
                    | Unit::Month
                    | Unit::Quarter
                    | Unit::Year
                    | Unit::Decade,
                true
            )
        )
    };
    if page.is(i) != Is::Opens {
        return None;
    }
    let next = page.low(i + 1);
    match page.low(i) {
        "now" | "nowadays" | "presently" => {
            // "NOW" in capitals is an organisation as often as not.
            let shout = page.at(i).span.of(page.text) == "NOW";
            (!shout).then(|| Found::new(i + 1, Sense::Reference("PRESENT_REF")))
        }
        "currently" => found(i + 1, "PRESENT_REF"),
        "current" if page.plain_word(i) => found(i + 1, "PRESENT_REF"),
        "right" if next == "now" => found(i + 2, "PRESENT_REF"),
        "these" if next == "days" => found(i + 2, "PRESENT_REF"),
        "at" if matches!(next, "present") => found(i + 2, "PRESENT_REF"),
        "at" if next == "the" && page.low(i + 2) == "moment" && page.low(i + 3) != "of" => {
            found(i + 3, "PRESENT_REF")
        }
        "recently" | "lately" => found(i + 1, "PAST_REF"),
        "recent" | "past" if plural_unit(i + 1) => found(i + 2, "PAST_REF"),
        "coming" | "future" if plural_unit(i + 1) => found(i + 2, "FUTURE_REF"),
        "soon" => {
            // "as soon as", "sooner", "no sooner", "soon after the vote": relative to what follows.
            let bound = page.before(i) == "as"
                || next == "as"
                || matches!(next, "after" | "afterwards" | "afterward" | "became");
            (!bound).then(|| Found::new(i + 1, Sense::Reference("FUTURE_REF")))
        }
        "shortly" => {
            let bound = matches!(next, "after" | "before" | "afterwards" | "afterward" | "thereafter");
            (!bound).then(|| Found::new(i + 1, Sense::Reference("FUTURE_REF")))
        }
        "the" => match (next, page.low(i + 2)) {
            ("near" | "foreseeable" | "immediate" | "distant" | "not-too-distant", "future") => {
                found(i + 3, "FUTURE_REF")
            }
            ("near" | "short", "term") if !page.hyphen(i + 2) => found(i + 3, "FUTURE_REF"),
            ("coming" | "next", _) if plural_unit(i + 2) => found(i + 3, "FUTURE_REF"),
            ("past" | "recent", _) if plural_unit(i + 2) => found(i + 3, "PAST_REF"),
            ("future", follows)
                if matches!(page.before(i), "in" | "for" | "into")
                    && follows != "of"
                    && !page.at(i + 1).possessive =>
            {
                found(i + 2, "FUTURE_REF")
            }
            ("past", _)
                if matches!(page.before(i), "in" | "from")
                    && !matches!(page.is(i + 2), Is::Unit(..) | Is::Count(_) | Is::Digits(..)) =>
            {
                found(i + 2, "PAST_REF")
            }
            _ => None,
        },
        "future" if page.before(i) == "in" && page.plain_word(i) && !page.plain_word(i + 1) => {
            found(i + 1, "FUTURE_REF")
        }
        _ => None,
    }
}
