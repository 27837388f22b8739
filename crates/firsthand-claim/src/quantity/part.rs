//! Reads parts of a whole behind or instead of a number: "two-thirds", "half a million", "and a half", "one in
//! five".
//!
//! In: tokens and the number so far. Out: the number with its part, and the token after it.

use super::lex::{Is, Kind, Toks, is_hyphen};
use super::numeral::{NumeralKind, Read, fraction, in_figures, in_words, in_words_from, part, power_of_ten};
use rust_decimal::Decimal;

/// "two thirds", "five-eighths", "one-fourth": `value` parts of what stands at `end`.
pub(super) fn parts(toks: &Toks, value: Decimal, end: usize) -> Option<Read> {
    let spaced = is_hyphen(toks.low(end)) && !toks.at(end).glued;
    let at = if spaced { end + 1 } else { toks.past_hyphen(end) };
    if !toks.joined(at) || !value.is_integer() {
        return None;
    }
    let below = match toks.is(at) {
        Is::Ordinal(2 | 1, _) => return None,
        // "twenty-first" was taken; what is left is "three twenty-firsts", which nobody writes.
        Is::Ordinal(below, plural) if plural == (value > Decimal::ONE) => Decimal::from(below),
        Is::OrdinalScale(power, plural) if plural == (value > Decimal::ONE) => power_of_ten(power)?,
        Is::Half if value == Decimal::ONE => Decimal::TWO,
        _ => return None,
    };
    let hyphened = at > end;
    if value == Decimal::ONE && !hyphened && toks.is(at) != Is::Half && !ends_part(toks, at) {
        return None;
    }
    Some(fraction(value.checked_div(below)?, at + 1))
}

/// Whether "a third" at its last word is a part and no rank: "a third of", "by a third.", not "a third man".
fn ends_part(toks: &Toks, at: usize) -> bool {
    let next = at + 1;
    !toks.joined(next)
        || toks.at(next).kind == Kind::Mark && !toks.hyphen(next)
        || toks.at(next).possessive
        || firsthand_text::language::en::is_function_word(toks.low(next))
            && !matches!(toks.low(next), "one" | "such" | "other")
}

/// "a third", "a hundredth", "a twenty-fifth" at the word after "a".
pub(super) fn part_of_one(toks: &Toks, at: usize) -> Option<Read> {
    let below = match toks.is(at) {
        Is::Ordinal(2 | 1, _) => return None,
        Is::Ordinal(below, false) => Decimal::from(below),
        Is::OrdinalScale(power, false) => power_of_ten(power)?,
        _ => return None,
    };
    let read = fraction(Decimal::ONE.checked_div(below)?, at + 1);
    match toks.is(at + 1) {
        // "a quarter million"
        Is::Scale(_) if toks.low(at) == "quarter" => continued(toks, read),
        _ if ends_part(toks, at) => continued(toks, read),
        _ => None,
    }
}

/// "half", "a half", "half a million", "half the"; `end` is the token after "half".
pub(super) fn half(toks: &Toks, from: usize, end: usize) -> Option<Read> {
    let read = fraction(Decimal::new(5, 1), end);
    if toks.low(end.saturating_sub(1)) == "halves" {
        return None;
    }
    let at = toks.past_hyphen(end);
    let at = if toks.is(at) == Is::Article { toks.past_hyphen(at + 1) } else { at };
    if matches!(toks.is(at), Is::Scale(_) | Is::Dozen) {
        return continued(toks, Read { end: at, ..read });
    }
    // "half-hour", "first half", "half-time" and the like are no numbers of something.
    let after_word = from > 0 && toks.joined(from) && matches!(toks.is(from - 1), Is::Ordinal(..));
    if toks.hyphen(end)
        || after_word
        || matches!(toks.back(from, 1), "other" | "better" | "the" | "-" | "their")
    {
        return None;
    }
    continued(toks, read)
}

/// "quarter of a million", "quarter million".
pub(super) fn quarter(toks: &Toks, i: usize) -> Option<Read> {
    let read = continued(toks, fraction(Decimal::new(25, 2), i + 1))?;
    (read.end > i + 1).then_some(read)
}

/// A fraction goes on: "two thirds of a million", "three quarters billion", "half a dozen".
pub(super) fn continued(toks: &Toks, read: Read) -> Option<Read> {
    let mut at = toks.past_hyphen(read.end);
    if toks.low(at) == "of" && toks.is(at + 1) == Is::Article {
        at += 2;
    }
    let scale = match toks.is(at) {
        Is::Scale(power) if toks.joined(at) => power_of_ten(power)?,
        Is::Dozen if toks.joined(at) => Decimal::from(12),
        _ => return Some(read),
    };
    let value = read.value.checked_mul(scale)?.round_dp(9).normalize();
    Some(Read { value, end: at + 1, scale: Some(scale), kind: NumeralKind::Cardinal, ..read })
}

/// "and a half", "and three quarters" after a number; a part of `unit`, its last scale or one.
pub(super) fn and_part(toks: &Toks, read: Read, unit: Decimal) -> Option<Read> {
    let hyphened = toks.hyphen(read.end);
    let and = toks.past_hyphen(read.end);
    if toks.is(and) != Is::And {
        return None;
    }
    let at = if hyphened { toks.past_hyphen(and + 1) } else { and + 1 };
    let (part, end) = match toks.is(at) {
        Is::Article => {
            let below = toks.past_hyphen(at + 1);
            match toks.is(below) {
                Is::Half => (Decimal::new(5, 1), below + 1),
                Is::Ordinal(3..=20, false)
                    if hyphened || ends_part(toks, below) || measured(toks, below + 1) =>
                {
                    (one_part(toks, below)?, below + 1)
                }
                // "one billion and a quarter million"
                Is::Ordinal(4, false) if matches!(toks.is(below + 1), Is::Scale(_)) => {
                    (one_part(toks, below)?, below + 1)
                }
                _ => return None,
            }
        }
        Is::Small(above @ 1..=19) => {
            let below = toks.past_hyphen(at + 1);
            match toks.is(below) {
                Is::Half if above == 1 => (Decimal::new(5, 1), below + 1),
                Is::Ordinal(low @ 3..=20, plural) if plural == (above > 1) => {
                    (part_u8(above, low)?, below + 1)
                }
                Is::OrdinalScale(power @ 2..=3, true) if above > 1 => {
                    (Decimal::from(above).checked_div(power_of_ten(power)?)?, below + 1)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    // "one hundred and three quarters" is 100.75, "one million and a half" is a million and a half one.
    let unit = if unit >= Decimal::ONE_THOUSAND { unit } else { Decimal::ONE };
    if let Is::Scale(_) = toks.is(end)
        && unit > Decimal::ONE
    {
        // "one billion and a half million"
        let rest = continued(toks, fraction(part, end))?;
        return Some(Read { value: read.value.checked_add(rest.value)?, end: rest.end, ..read });
    }
    let value = read.value.checked_add(part.checked_mul(unit)?)?;
    let kind = if unit > Decimal::ONE { NumeralKind::Cardinal } else { NumeralKind::Fraction };
    continued(toks, Read { value: value.normalize(), end, kind, plain: false, scale: read.scale })
}

/// "five and a quarter inches": a part whose measure follows.
fn measured(toks: &Toks, i: usize) -> bool {
    const MEASURES: &[&str] = &[
        "inches", "hours", "minutes", "years", "months", "weeks", "days", "times", "miles", "pounds", "feet",
        "tonnes", "points", "percent", "per", "million", "billion", "thousand", "hundred", "cups",
    ];
    MEASURES.contains(&toks.low(i))
}

fn one_part(toks: &Toks, i: usize) -> Option<Decimal> {
    match toks.is(i) {
        Is::Ordinal(below @ 3..=20, false) => part_u8(1, below),
        _ => None,
    }
}

fn part_u8(above: u8, below: u8) -> Option<Decimal> {
    part(above.into(), below.into())
}

/// "one in five", "two out of three".
pub(super) fn share(toks: &Toks, read: Read, i: usize) -> Option<Read> {
    let ten = Decimal::TEN;
    if !read.plain || read.kind != NumeralKind::Cardinal || read.value < Decimal::ONE || read.value > ten {
        return None;
    }
    let out_of = toks.low(read.end) == "out" && toks.low(read.end + 1) == "of";
    let in_ = matches!(toks.low(read.end), "in" | "over") && toks.joined(read.end);
    let at = read.end + if out_of { 2 } else { 1 };
    if !(out_of || in_) || is_hyphen(toks.back(i, 1)) {
        return None;
    }
    let below = match toks.is(at) {
        Is::Figures => in_figures(toks, at, false),
        Is::Small(_) | Is::Tens(_) => in_words(toks, at),
        Is::Article => in_words_from(toks, at + 1, Decimal::ONE).filter(|below| below.value > Decimal::ONE),
        _ => None,
    }?;
    // "one in 2019" is a year; "2 in 14 days" a time; "one over three" is said by mathematicians alone.
    let one = read.value == Decimal::ONE && toks.low(read.end) == "in" && toks.low(i) != "1";
    let round = [3u64, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000];
    let known = round.iter().any(|&round| below.value == Decimal::from(round));
    let last = toks.back(below.end, 1);
    let year = toks.is(below.end - 1) == Is::Figures && last.len() == 4 && below.end == at + 1;
    if below.kind != NumeralKind::Cardinal
        || below.value <= read.value
        || year
        || time_follows(toks, below.end)
    {
        return None;
    }
    let sound = if out_of {
        true
    } else if toks.low(read.end) == "over" {
        read.value == Decimal::ONE && !toks.is_word(below.end)
    } else {
        one || known
    };
    sound.then_some(())?;
    let value = read.value.checked_div(below.value)?;
    Some(Read { value, end: below.end, kind: NumeralKind::Share, scale: None, plain: false })
}

fn time_follows(toks: &Toks, i: usize) -> bool {
    let low = toks.low(toks.past_hyphen(i));
    let one = low.strip_suffix('s').unwrap_or(low);
    matches!(
        one,
        "second"
            | "minute"
            | "hour"
            | "day"
            | "week"
            | "month"
            | "year"
            | "decade"
            | "game"
            | "match"
            | "matche"
    )
}
