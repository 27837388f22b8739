//! Reads lengths of time, and what is counted by one: "two years", "two and a half years ago", "an hour
//! and 30 minutes", "a week later", "in three weeks".
//!
//! In: a page and a token. Out: what begins there as a [`Found`], or `None`.

use super::calendar::duration;
use super::compose;
use super::event;
use super::lexicon::{Is, Page, Unit};
use super::sense::{Found, From, Sense};
use crate::quantity::number;
use firsthand_text::TokenKind;

/// A length of time at `i`, and what hangs on to it: "two years", "two years ago", "a year earlier".
pub(super) fn length(page: &Page, i: usize) -> Option<Found> {
    if page.is(i) == Is::Opens
        && let Some(found) = entire(page, i)
    {
        return Some(found);
    }
    let (lead, modifier) = approximation(page, i);
    let (count, unit, end, determined) = counted_unit(page, lead)?;
    let plain = |sense| Found { end, sense, time: None, modifier, bc: false, follows: false, fiscal: false };
    if determined {
        return Some(plain(Sense::Duration(duration(count, unit))));
    }
    let next = page.past_hyphen(end);
    let old = page.low(next);
    // "23-year-old", "two years old": an age is a length.
    if matches!(old, "old" | "olds") && page.joined(next) && lead == i && count.is_some() {
        return Some(Found::new(next + 1, Sense::Duration(duration(count, unit))));
    }
    if matches!(old, "old" | "olds") || page.hyphen(end) && matches!(old, "ago" | "earlier") {
        return None;
    }
    // "a night-time raid", but "a year-long strike" lasts.
    if count == Some(1.0) && page.hyphen(end) && matches!(page.low(i), "a" | "an") && old != "long" {
        return None;
    }
    // "three-quarters of the crop", "a quarter of it"
    if unit == Unit::Quarter
        && (count == Some(1.0) || (end > 1 && page.hyphen(end - 2)) || page.low(end) == "of")
    {
        return None;
    }
    if let Some(found) = several(page, i, count, unit, end) {
        return Some(Found { modifier, ..found });
    }
    let end_or_so = if page.low(end) == "or" && page.low(end + 1) == "so" { end + 2 } else { end };
    let tail = page.low(end_or_so);
    let away = match tail {
        "ago" => Some((From::Publication, -1)),
        "earlier" | "before" | "previously" => Some((From::Text, -1)),
        "later" | "afterward" | "afterwards" => Some((From::Text, 1)),
        "from" if matches!(page.low(end_or_so + 1), "now" | "today") => Some((From::Publication, 1)),
        "hence" => Some((From::Publication, 1)),
        "in" if page.low(end_or_so + 1) == "the" && page.low(end_or_so + 2) == "future" => {
            Some((From::Publication, 1))
        }
        _ => None,
    };
    if let Some((from, sign)) = away
        && !(tail == "before" && page.joined(end_or_so + 1) && page.at(end_or_so + 1).kind == TokenKind::Word)
        && !page.hyphen(end.saturating_sub(2))
    {
        let end = end_or_so
            + match tail {
                "from" => 2,
                "in" => 3,
                _ => 1,
            };
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
            None => Sense::Reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }),
            Some(_) => Sense::Duration(duration(count, unit)),
        };
        return Some(Found { end, sense, time: None, modifier, bc: false, follows: false, fiscal: false });
    }
    if let Some(found) = from_event(page, count, unit, end_or_so) {
        return Some(Found { modifier, ..found });
    }
    if per_unit(page, i, count, unit) {
        return Some(plain(Sense::Set(duration(Some(1.0), unit))));
    }
    if page.before(i) == "in"
        && let Some(count) = count.filter(|count| count.fract() == 0.0 && *count < 1e6)
        && !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
        && !page.hyphen(end)
        && !(end > 1 && page.hyphen(end - 2))
    {
        return Some(plain(compose::ahead(count, unit)));
    }
    // A bare unit in the plural is a length only after a word that measures: "within weeks".
    if lead == i && matches!(page.is(i), Is::Unit(..)) && !measured(page, i) {
        return None;
    }
    Some(plain(Sense::Duration(duration(count, unit))))
}

/// "a week after the vote", whose length ends before `end`.
fn from_event(page: &Page, count: Option<f64>, unit: Unit, end: usize) -> Option<Found> {
    let sign = match page.low(end) {
        "after" | "following" => 1,
        "before" => -1,
        _ => return None,
    };
    let count = count.filter(|count| count.fract() == 0.0 && *count < 1e6)?;
    let (event, reach) = event::named(page, end + 1).filter(|_| unit >= Unit::Day)?;
    let length = duration(Some(count), unit);
    let sense = Sense::Event { count: sign * count as i64, unit, event: event.to_owned(), reach, length };
    Some(Found::new(end, sense))
}

/// "two years, one month and three days ago", "an hour and 30 minutes": lengths of several units, each
/// smaller than the one before.
fn several(page: &Page, i: usize, count: Option<f64>, unit: Unit, end: usize) -> Option<Found> {
    let whole = |count: f64| (count.fract() == 0.0 && count < 1e6).then_some(count as i64);
    if page.hyphen(end) || (end > 1 && page.hyphen(end - 2)) {
        return None;
    }
    let mut parts = vec![(whole(count?)?, unit)];
    let mut at = end;
    loop {
        let next = at + usize::from(page.low(at) == ",");
        let next = next + usize::from(page.low(next) == "and");
        let Some((count, after)) = number::number(page, next) else { break };
        let (Some(count), Is::Unit(unit, _)) = (whole(count), page.is(after)) else { break };
        if parts.last().is_none_or(|(_, last)| *last <= unit) || !page.joined(next) {
            break;
        }
        parts.push((count, unit));
        at = after + 1;
    }
    if parts.len() < 2 || i == at {
        return None;
    }
    let away = match page.low(at) {
        "ago" => Some((From::Publication, -1)),
        "earlier" => Some((From::Text, -1)),
        "later" => Some((From::Text, 1)),
        _ => None,
    };
    if let Some((from, sign)) = away
        && parts.iter().all(|(_, unit)| *unit >= Unit::Day)
    {
        return Some(Found::new(at + 1, Sense::Shifts { parts, from, sign }));
    }
    let mut value = String::from("P");
    let mut clock = false;
    for (count, unit) in parts {
        let told = duration(Some(count as f64), unit);
        let digits = told.trim_start_matches("PT").trim_start_matches('P');
        if told.starts_with("PT") && !clock {
            clock = true;
            value.push('T');
        }
        value.push_str(digits);
    }
    Some(Found::new(at, Sense::Duration(value)))
}

/// "all day", "the whole week", "another hour", "half a year" without its article.
fn entire(page: &Page, i: usize) -> Option<Found> {
    let lead = page.low(i);
    let at = page.past_hyphen(i + 1);
    let Is::Unit(unit, false) = page.is(at) else { return None };
    let of_length = matches!(
        unit,
        Unit::Hour
            | Unit::Day
            | Unit::Night
            | Unit::Weekend
            | Unit::Week
            | Unit::Month
            | Unit::Year
            | Unit::Decade
    );
    let count = match lead {
        "all" | "whole" | "another" => 1.0,
        "full" if page.before(i) != "the" => 1.0,
        "half" if matches!(unit, Unit::Year | Unit::Hour | Unit::Day) => 0.5,
        _ => return None,
    };
    (of_length && page.low(at + 1) != "of" && !page.at(at).possessive)
        .then(|| Found::new(at + 1, Sense::Duration(duration(Some(count), unit))))
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
pub(super) fn approximation(page: &Page, i: usize) -> (usize, Option<&'static str>) {
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
        "next",
        "coming",
        "upcoming",
        "past",
        "previous",
        "following",
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
