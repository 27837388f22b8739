//! Reads what is counted from a day: "last week", "two years ago", "this summer", "yesterday",
//! "recently", lengths of time and what recurs.
//!
//! In: a page and a token. Out: what begins there as a [`Found`], or `None`.
//!
//! Known gaps: anchors that are events ("two days after the vote") are lengths only.

use super::calendar::duration;
use super::lexicon::{Is, Page, Unit};
use super::sense::{Found, From, InYear, Sense, Which};
use crate::quantity::number;
use firsthand_text::TokenKind;

/// A deictic expression at `i`: "yesterday", "last week", "that year", "the weekend".
pub(super) fn deictic(page: &Page, i: usize) -> Option<Found> {
    if page.is(i) == Is::Nothing {
        return None;
    }
    match page.low(i) {
        "yesterday" => Some(Found::new(i + 1, Sense::DaysAway(-1))),
        "today" => (!inside_name(page, i)).then(|| Found::new(i + 1, Sense::DaysAway(0))),
        "tomorrow" => (!inside_name(page, i)).then(|| Found::new(i + 1, Sense::DaysAway(1))),
        "tonight" => (!inside_name(page, i)).then(|| Found::new(i + 1, Sense::DaysAway(0)).at_time("NI")),
        "last" | "previous" => chosen(page, i + 1, -1, page.low(i) == "previous"),
        "this" => match page.low(i + 1) {
            "past" | "last" => chosen(page, i + 2, -1, false),
            "coming" | "next" => chosen(page, i + 2, 1, false),
            _ => chosen(page, i + 1, 0, false),
        },
        "next" | "coming" => chosen(page, i + 1, 1, false),
        "past" if page.before(i) == "the" => None,
        "that" => match page.is(i + 1) {
            Is::Part(part) => Some(Found::new(i + 2, Sense::TimeOnly).at_time(part)),
            _ => in_text(page, i + 1, 0),
        },
        "same" => in_text(page, i + 1, 0),
        "the" => match page.low(i + 1) {
            "same" => in_text(page, i + 2, 0),
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
        Unit::Year => matches!(before, "during" | "for" | "in" | "throughout"),
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

/// A length of time at `i`, and what hangs on to it: "two years", "two years ago", "a year earlier".
pub(super) fn length(page: &Page, i: usize) -> Option<Found> {
    let (lead, modifier) = approximation(page, i);
    let (count, unit, end, determined) = counted_unit(page, lead)?;
    let plain = |sense| Found { end, sense, time: None, modifier };
    if determined {
        return Some(plain(Sense::Duration(duration(count, unit))));
    }
    // "23-year-old", and "two years old": an age of someone or something.
    let old = page.low(page.past_hyphen(end));
    if matches!(old, "old" | "olds") || page.hyphen(end) && matches!(old, "ago" | "earlier") {
        return None;
    }
    // "a night-time raid", but "a year-long strike" lasts.
    if count == Some(1.0) && page.hyphen(end) && matches!(page.low(i), "a" | "an") && old != "long" {
        return None;
    }
    // "three-quarters of the crop", "a quarter of it"
    if unit == Unit::Quarter && (count == Some(1.0) || page.hyphen(end - 2) || page.low(end) == "of") {
        return None;
    }
    let end_or_so = if page.low(end) == "or" && page.low(end + 1) == "so" { end + 2 } else { end };
    let tail = page.low(end_or_so);
    let away = match tail {
        "ago" => Some((From::Publication, -1)),
        "earlier" | "before" | "previously" => Some((From::Text, -1)),
        "later" | "afterward" | "afterwards" => Some((From::Text, 1)),
        "from" if matches!(page.low(end_or_so + 1), "now" | "today") => Some((From::Publication, 1)),
        "hence" => Some((From::Publication, 1)),
        _ => None,
    };
    if let Some((from, sign)) = away
        && !(tail == "before" && page.joined(end_or_so + 1) && page.at(end_or_so + 1).kind == TokenKind::Word)
        && !page.hyphen(end.saturating_sub(2))
    {
        let end = end_or_so + 1 + usize::from(tail == "from");
        let sense = match count {
            _ if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) => {
                Sense::Duration(duration(count, unit))
            }
            Some(count) if count.fract() == 0.0 && count < 1e6 => {
                Sense::Shift { count: count as i64, unit, from, sign }
            }
            None | Some(_) if from == From::Publication => {
                Sense::Reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" })
            }
            None | Some(_) => Sense::Duration(duration(count, unit)),
        };
        return Some(Found { end, sense, time: None, modifier });
    }
    if per_unit(page, i, count, unit) {
        return Some(plain(Sense::Set(duration(Some(1.0), unit))));
    }
    // A bare unit in the plural is a length only after a word that measures: "within weeks".
    if lead == i && matches!(page.is(i), Is::Unit(..)) && !measured(page, i) {
        return None;
    }
    Some(plain(Sense::Duration(duration(count, unit))))
}

/// Whether "a week" is a rate: "three times a week", "5 percent a year", "fifty tonnes a day".
fn per_unit(page: &Page, i: usize, count: Option<f64>, unit: Unit) -> bool {
    const COUNTED: &[&str] = &[
        "times", "once", "twice", "thrice", "%", "percent", "cents", "dollars", "euros", "pounds", "million",
        "billion", "barrels", "tonnes", "tons", "hours", "days", "nights",
    ];
    let one = matches!(page.low(i), "a" | "an")
        && count == Some(1.0)
        && !matches!(unit, Unit::Second | Unit::Minute);
    let number_before = i > 0 && matches!(page.is(i - 1), Is::Figure(_) | Is::Digits(..) | Is::Scale(_));
    let counted_noun = i > 1
        && page.joined(i)
        && page.low(i - 1).ends_with('s')
        && matches!(page.is(i - 2), Is::Figure(_) | Is::Digits(..) | Is::Scale(_) | Is::Count(_));
    one && (COUNTED.contains(&page.before(i)) || number_before || counted_noun)
}

fn measured(page: &Page, i: usize) -> bool {
    matches!(
        page.before(i),
        "within" | "for" | "after" | "in" | "over" | "took" | "lasted" | "take" | "last" | "spent"
    ) || matches!(page.low(i + 1), "before" | "after" | "later" | "ago" | "earlier" | "of")
        && matches!(page.low(i + 1), "before" | "after" | "later" | "ago" | "earlier")
}

/// "more than", "at least", "about" before a length, and the TIMEX3 modifier for it.
fn approximation(page: &Page, i: usize) -> (usize, Option<&'static str>) {
    if page.is(i) != Is::Opens {
        return (i, None);
    }
    match (page.low(i), page.low(i + 1)) {
        ("about" | "around" | "nearly" | "almost" | "approximately" | "roughly", _) => {
            (i + 1, Some("APPROX"))
        }
        ("more", "than") => (i + 2, Some("MORE_THAN")),
        ("over", _) if !matches!(page.low(i + 1), "the" | "a" | "an") || page.before(i) == "just" => {
            (i + 1, Some("MORE_THAN"))
        }
        ("less" | "fewer", "than") | ("just", "under") => (i + 2, Some("LESS_THAN")),
        ("under", _) => (i + 1, Some("LESS_THAN")),
        ("at", "least") => (i + 2, Some("EQUAL_OR_MORE")),
        ("up", "to") => (i + 2, Some("EQUAL_OR_LESS")),
        _ => (i, None),
    }
}

/// A count and a unit: count (`None` when vague), unit, token after, whether "the" or "past" fixes it.
fn counted_unit(page: &Page, i: usize) -> Option<(Option<f64>, Unit, usize, bool)> {
    let mut at = i;
    let mut determined = false;
    // "the next two years", "at least the past 18 months"
    if matches!(page.low(at), "the" | "these" | "those" | "its" | "his" | "her" | "their" | "our")
        && page.is(at) == Is::Opens
    {
        at += 1;
        determined = true;
    }
    let ordered = matches!(
        page.low(at),
        "past"
            | "last"
            | "next"
            | "first"
            | "coming"
            | "following"
            | "previous"
            | "latest"
            | "recent"
            | "final"
    );
    if ordered {
        at += 1;
        determined = true;
    }
    let mut vague = false;
    let count = match page.low(at) {
        "few" | "several" | "many" => {
            at += 1;
            vague = true;
            None
        }
        "couple" => {
            at += 1 + usize::from(page.low(at + 1) == "of");
            Some(2.0)
        }
        "a" | "an" if !determined || ordered => match page.low(at + 1) {
            "few" => {
                at += 2;
                vague = true;
                None
            }
            "couple" => {
                at += 2 + usize::from(page.low(at + 2) == "of");
                Some(2.0)
            }
            _ => match number::number(page, at) {
                Some((count, end)) => {
                    at = end;
                    Some(count)
                }
                None => {
                    at += 1;
                    Some(1.0)
                }
            },
        },
        "half" if matches!(page.low(at + 1), "a" | "an") && matches!(page.is(at + 2), Is::Unit(..)) => {
            at += 2;
            Some(0.5)
        }
        _ => match number::number(page, at) {
            Some((count, end)) => {
                at = end;
                Some(count)
            }
            // "weeks" alone
            None if !determined && matches!(page.is(at), Is::Unit(_, true)) && i == at => None,
            None => return None,
        },
    };
    if determined && count.is_none() && !vague {
        return None;
    }
    // "two to three weeks": the lower end is the value.
    if count.is_some()
        && (matches!(page.low(at), "to" | "or") || page.hyphen(at) || page.low(at) == "–")
        && let Some((_, end)) = number::number(page, at + 1)
    {
        at = end;
    }
    // "a year and a half" is read behind; "two and a half years" here.
    let mut count = count;
    if page.low(at) == "and" && matches!(page.low(at + 1), "a") && page.low(at + 2) == "half" {
        count = count.map(|count| count + 0.5);
        at += 3;
    }
    const ADJECTIVES: &[&str] = &[
        "more",
        "full",
        "consecutive",
        "straight",
        "long",
        "whole",
        "additional",
        "extra",
        "solid",
        "further",
        "other",
        "trading",
        "business",
        "working",
        "calendar",
        "fiscal",
        "short",
        "further",
        "good",
    ];
    let at = page.past_hyphen(at);
    let at = at + usize::from(ADJECTIVES.contains(&page.low(at)));
    let unit = match page.is(at) {
        Is::Unit(unit, _) => unit,
        Is::Ordinal(2)
            if count.is_some() && page.low(at) == "second" && page.low(i) != "a" && page.hyphen(at - 1) =>
        {
            Unit::Second
        }
        _ => return None,
    };
    let mut end = at + 1;
    if page.low(end) == "and" && matches!(page.low(end + 1), "a") && page.low(end + 2) == "half" {
        count = count.map(|count| count + 0.5);
        end += 3;
    }
    Some((count, unit, end, determined))
}

/// What recurs, at `i`: "daily", "every Friday", "Mondays", "each year".
pub(super) fn recurring(page: &Page, i: usize) -> Option<Found> {
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
