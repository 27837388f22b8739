//! What stands around a number: its smaller unit, what it is of, in each of what, what befell whom.

use super::amount::Amount;
use super::lex::{Is, Kind, Toks};
use super::noun::{self, Counted};
use super::unit::Measured;
use super::{NumeralKind, QuantityKind, hedge, measure, numeral};
use firsthand_text::Span;
use rust_decimal::Decimal;

/// The token after an amount's words of approximation, without its unit.
pub(super) fn hedged_end(toks: &Toks, amount: &Amount) -> usize {
    hedge::after(toks, amount.number_end).map_or(amount.number_end, |(end, _)| end)
}

/// The words of a unit without the bracket or scale that may stand in it.
pub(super) fn unit_span(toks: &Toks, measured: &Measured) -> Span {
    let end = if measured.from < measured.end { measured.end } else { measured.from + 1 };
    let opens = matches!(toks.low(measured.from), "(" | "[" | "{" | "<");
    let (from, end) = if opens { (measured.from + 1, end - 1) } else { (measured.from, end) };
    let end =
        if measured.times.is_some() && matches!(toks.is(end - 1), Is::Scale(_)) { end - 1 } else { end };
    toks.cover(from, end)
}

/// "5 feet 2 inches", "3 dollars 50 cents", "15 dollars and 50": takes in the smaller part.
pub(super) fn compound(toks: &Toks, amount: &mut Amount) {
    let Some(measured) = &amount.unit else { return };
    let feet = measured.unit.code == "ft";
    let money =
        measured.unit.kind == QuantityKind::Money && !matches!(measured.unit.code.as_str(), "cent" | "penny");
    if amount.upper.is_some() || !(feet || money) || measured.from < amount.number_end {
        return;
    }
    let mut at = amount.end;
    at += usize::from(toks.low(at) == "and");
    if !toks.joined(at) || !matches!(toks.is(at), Is::Figures | Is::Small(_) | Is::Tens(_)) {
        return;
    }
    let Some(small) = numeral::numeral(toks, at, false).filter(|small| small.plain) else { return };
    let (parts, end) = if feet {
        if !matches!(toks.low(small.end), "inches" | "inch" | "in" | "ins") {
            return;
        }
        (12, small.end + 1)
    } else if matches!(toks.low(small.end), "cents" | "cent" | "pence" | "p") {
        (100, small.end + 1)
    } else {
        // "15 dollars 50" at the end of what is said.
        let two = small.value >= Decimal::TEN && toks.at(small.end).kind == Kind::Mark;
        if !two
            || toks.is(amount.number_end - 1) == Is::Figures && toks.low(at) == "and"
            || toks.low(small.end) == "%"
        {
            return;
        }
        (100, small.end)
    };
    let parts = Decimal::from(parts);
    let Some(part) = small.value.checked_div(parts).filter(|_| small.value < parts) else { return };
    if let Some(value) = amount.value.checked_add(part) {
        amount.value = value.normalize();
        amount.end = end;
        if let Some(unit) = &mut amount.unit {
            unit.end = end;
        }
    }
}

/// What a measure or part is of: "tonnes of rice", "a third of the votes", "20 per cent of voters".
pub(super) fn substance(toks: &Toks, end: usize) -> Option<Counted> {
    if toks.low(end) != "of" || !toks.joined(end) {
        return None;
    }
    stuff(toks, past_determiner(toks, end + 1))
}

/// "half the population", "half its troops".
pub(super) fn whole(toks: &Toks, end: usize) -> Option<Counted> {
    let at = past_determiner(toks, end);
    if at > end && toks.low(end - 1) == "half" { stuff(toks, at) } else { None }
}

/// A noun phrase in the plural, or the words of a mass ("crude oil").
fn stuff(toks: &Toks, at: usize) -> Option<Counted> {
    /// "locally grown brown rice" and no clause.
    const MOST_WORDS: usize = 3;
    if let Some(counted) = noun::noun(toks, at) {
        return Some(counted);
    }
    let mut end = at;
    while end < at + MOST_WORDS && toks.joined(end) && toks.is_word(end) && !noun::ends_phrase(toks, end) {
        let low = toks.low(end);
        if end > at && (low.ends_with("ed") || low.ends_with("ing") || toks.at(end - 1).possessive) {
            break;
        }
        end += 1;
    }
    (end > at).then(|| noun::told(toks, at, end, Some(toks.at(end - 1).span)))
}

pub(super) fn past_determiner(toks: &Toks, at: usize) -> usize {
    let all = usize::from(toks.low(at) == "all" && toks.low(at + 1) != "over");
    let determiner = matches!(
        toks.low(at + all),
        "the" | "its" | "their" | "his" | "her" | "our" | "these" | "those" | "a" | "an" | "this" | "that"
    );
    at + all + usize::from(determiner)
}

/// "a day", "per person", "each" behind a quantity that ends at `end`, and the token after it.
pub(super) fn per(toks: &Toks, end: usize) -> Option<(Span, usize)> {
    let at = toks.past_hyphen(end);
    if !toks.joined(at) {
        return None;
    }
    let next = toks.past_hyphen(at + 1);
    let word = match toks.low(at) {
        "per" => toks.is_word(next) && toks.low(next) != "cent",
        "a" | "an" => {
            let time = measure::by_word(toks.low(next)).is_some();
            time || matches!(
                toks.low(next),
                "share"
                    | "head"
                    | "person"
                    | "piece"
                    | "unit"
                    | "vote"
                    | "seat"
                    | "barrel"
                    | "ton"
                    | "tonne"
                    | "litre"
                    | "gallon"
                    | "ounce"
            )
        }
        "each" | "apiece" => return Some((toks.at(at).span, at + 1)),
        _ => false,
    };
    word.then(|| (toks.cover(at, next + 1), next + 1))
}

/// "killed 14", "injuring at least 30", "the death toll rose to 45": what is counted stands before.
pub(super) fn told_before(toks: &Toks, amount: &Amount) -> Option<Counted> {
    /// Words between "toll" and its number: "toll from the quake has risen sharply to".
    const TOLL_BACK: usize = 9;
    const CAUSES: &[&str] = &[
        "killed",
        "killing",
        "kills",
        "wounded",
        "wounding",
        "wounds",
        "injured",
        "injuring",
        "injures",
        "displaced",
        "displacing",
        "hurt",
    ];
    let (from, end) = (amount.from, amount.end);
    let plain =
        amount.last().is_some_and(|last| last.kind == NumeralKind::Cardinal && last.value.is_integer());
    let closes = !toks.joined(end)
        || toks.at(end).kind == Kind::Mark && !toks.hyphen(end)
        || firsthand_text::language::en::is_function_word(toks.low(end)) && toks.low(end) != "of"
        || toks.low(end) == "others";
    if !plain || !closes || from == 0 || !toks.joined(from) || amount.value < Decimal::ONE {
        return None;
    }
    if CAUSES.contains(&toks.back(from, 1)) {
        return Some(Counted { end, ..noun::told(toks, from - 1, from, None) });
    }
    let reached = matches!(
        toks.back(from, 1),
        "to" | "at" | "of" | "reached" | "reaching" | "hit" | "is" | "was" | "passed"
    );
    if !reached {
        return None;
    }
    let toll = (2..=TOLL_BACK.min(from)).map(|back| from - back).find(|&at| toks.low(at) == "toll")?;
    if toks.at(toll).sentence != toks.at(from).sentence {
        return None;
    }
    let first = if toll > 0 && toks.low(toll - 1) == "death" { toll - 1 } else { toll };
    Some(Counted { end, ..noun::told(toks, first, toll + 1, Some(toks.at(toll).span)) })
}
