//! Reads a number with its currency, its range and how exactly it is meant.
//!
//! In: tokens and the first token of a number. Out: an [`Amount`]: lower and upper value, approximation,
//! every number in it, and the unit beside it. "between $5 and $10 million", "10-15", "5% to 7%",
//! "more than 40 but fewer than 50", "two or three".
//!
//! Known gaps: a range whose parts have different units ("800 g to 1 kg").

use super::Approximation;
use super::hedge;
use super::lex::{Is, Kind, Toks, is_hyphen};
use super::numeral::{NumeralKind, Read, numeral};
use super::unit::{Measured, currency_before, unit_after};
use rust_decimal::Decimal;

/// A number or range at work.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// First token, with words of approximation and currency.
    pub(super) from: usize,
    /// First token of the number or its currency.
    pub(super) start: usize,
    /// Token after the number, its unit and words of approximation.
    pub(super) end: usize,
    /// Token after the last number.
    pub(super) number_end: usize,
    /// The numbers: first token, and what was read.
    pub(super) numerals: Vec<(usize, Read)>,
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) approximation: Approximation,
    pub(super) unit: Option<Measured>,
}

impl Amount {
    /// The last number read.
    pub(super) fn last(&self) -> Option<&Read> {
        self.numerals.last().map(|(_, read)| read)
    }
}

/// Tokens that words of currency before a number may take: "U.S. $".
const MOST_CURRENCY: usize = 5;

/// The amount whose number begins at `i`.
pub(super) fn amount(toks: &Toks, i: usize) -> Option<Amount> {
    let mut amount = single(toks, i)?;
    ranged(toks, &mut amount);
    bounded(toks, &mut amount);
    Some(amount)
}

/// One number with its unit and approximation.
fn single(toks: &Toks, i: usize) -> Option<Amount> {
    let before = (1..=MOST_CURRENCY.min(i))
        .rev()
        .filter(|back| toks.joined(i) || *back == 0)
        .find_map(|back| currency_before(toks, i - back).filter(|unit| unit.end == i));
    let mut read = numeral(toks, i, before.is_some())?;
    if read.kind == NumeralKind::Ordinal && before.is_some() {
        return None;
    }
    let start = before.as_ref().map_or(i, |unit| unit.from);
    let number_end = read.end;
    let after =
        if before.is_none() && read.kind != NumeralKind::Ordinal { with_unit(toks, &read) } else { None };
    if let Some(times) = after.as_ref().and_then(|unit| unit.times) {
        read.value = read.value.checked_mul(times)?;
    }
    let mut end = after.as_ref().map_or(number_end, |unit| unit.end);
    // "$10 dollars"
    if let Some(unit) = &before
        && let Some(again) = with_unit(toks, &read)
        && unit.unit.kind == again.unit.kind
        && toks.is_word(again.from)
    {
        end = again.end;
    }
    let (from, mut approximation) = hedge::before(toks, start);
    // "five hundred or more", and behind the unit "5 km or so".
    for at in [number_end, end] {
        if let Some((later, found)) = hedge::after(toks, at) {
            end = end.max(later);
            if matches!(approximation, Approximation::Exact | Approximation::About) {
                approximation = found;
            }
        }
    }
    let value = read.value;
    let unit = before.or(after);
    Some(Amount {
        from,
        start,
        end,
        number_end,
        numerals: vec![(i, read)],
        value,
        upper: None,
        approximation,
        unit,
    })
}

/// The unit behind a number, with or without a hyphen between.
fn with_unit(toks: &Toks, read: &Read) -> Option<Measured> {
    let hyphen = toks.hyphen(read.end);
    unit_after(toks, toks.past_hyphen(read.end), read).filter(|unit| {
        // "5-m" and "12-percent" but not "5-%".
        !hyphen || toks.is_word(unit.from)
    })
}

/// Makes `amount` a range when one follows.
fn ranged(toks: &Toks, amount: &mut Amount) {
    let Some(first) = amount.last().copied() else { return };
    let ordinal = first.kind == NumeralKind::Ordinal;
    let the = usize::from(ordinal && toks.back(amount.from, 1) == "the");
    let between = toks.back(amount.from, 1 + the) == "between" && toks.joined(amount.from);
    let from = toks.back(amount.from, 1) == "from" && toks.joined(amount.from);
    let (unit_end, end) =
        (amount.unit.as_ref().map_or(amount.number_end, |unit| unit.end), amount.number_end);
    for joint in [end, unit_end.max(end)] {
        if !toks.joined(joint) {
            continue;
        }
        let Some(at) = past_joint(toks, joint, between) else { continue };
        let at = at + usize::from(toks.low(at) == "the" && between);
        let Some(second_at) = number_start(toks, at) else { continue };
        let Some(second) = single(toks, second_at) else { continue };
        if second.start != at && !is_hedge_of_range(&second, at) {
            continue;
        }
        let Some(&(_, last)) = second.numerals.first() else { continue };
        if (last.kind == NumeralKind::Ordinal) != ordinal
            || ordinal && !between
            || last.kind == NumeralKind::Share
        {
            continue;
        }
        let (Some(value), Some(unit)) = (scaled(&first, &last), one_unit(amount, &second)) else { continue };
        let word = toks.low(joint);
        let dashed = is_dash(word);
        if second.value <= value || dashed && !may_dash(toks, joint, amount, &second) {
            continue;
        }
        // "two or three": neighbours, or it is a choice of things.
        let near = value + Decimal::ONE == second.value && last.plain
            || first.scale.is_some() && first.scale == last.scale;
        if word == "or" && !near {
            continue;
        }
        // "rose from 200 to 300": two values, not one between them.
        if from && word == "to" && changes(toks, amount.from - 1) {
            return;
        }
        amount.numerals.extend(second.numerals);
        amount.value = value;
        amount.upper = Some(second.value);
        amount.unit = unit;
        amount.number_end = second.number_end;
        amount.end = second.end;
        if amount.approximation == Approximation::Exact {
            amount.approximation = second.approximation;
        }
        if between || from && word != "and" {
            amount.from -= 1 + the;
        }
        return;
    }
}

/// "from 10 to about 15".
fn is_hedge_of_range(second: &Amount, at: usize) -> bool {
    second.from == at && matches!(second.approximation, Approximation::About | Approximation::Exact)
}

/// The token after what joins the two numbers of a range at `i`.
fn past_joint(toks: &Toks, i: usize, between: bool) -> Option<usize> {
    let low = toks.low(i);
    let plain = matches!(low, "to" | "through" | "~" | "or") || low == "and" && between;
    if plain {
        return Some(i + 1);
    }
    if !is_dash(low) {
        return None;
    }
    // "10- to 15-year"
    if toks.low(i + 1) == "to" && !toks.at(i + 1).glued {
        return Some(i + 2);
    }
    (toks.at(i).glued == toks.at(i + 1).glued).then_some(i + 1)
}

fn is_dash(mark: &str) -> bool {
    is_hyphen(mark) || matches!(mark, "–" | "—" | "−")
}

/// Whether a dash at `joint` joins a range: both in figures, and no score, year or code.
fn may_dash(toks: &Toks, joint: usize, amount: &Amount, second: &Amount) -> bool {
    let (Some((at, _)), Some((next, _))) = (amount.numerals.first(), second.numerals.first()) else {
        return false;
    };
    let figures = toks.is(*at) == Is::Figures && toks.is(*next) == Is::Figures;
    let words =
        !figures && toks.is(*at) != Is::Figures && toks.is(*next) != Is::Figures && toks.at(joint).glued;
    let more = is_dash(toks.low(second.number_end)) && toks.at(second.number_end + 1).kind == Kind::Figures;
    let code =
        toks.raw(*next).starts_with('0') && toks.raw(*next).len() > 1 && !toks.raw(*next).contains('.');
    // "1914-18", "5-4 vote" are turned down by the caller, who sees what follows.
    (figures || words) && !more && !code
}

/// The lower value of a range, by the scale of the upper one where that is meant: "5 to 6 million".
fn scaled(first: &Read, last: &Read) -> Option<Decimal> {
    let Some(scale) = last.scale.filter(|_| first.scale.is_none()) else { return Some(first.value) };
    let unscaled = last.value.checked_div(scale)?;
    if first.value < unscaled { first.value.checked_mul(scale) } else { Some(first.value) }
}

/// The unit of a range: of either part, or of both when it is the same.
fn one_unit(first: &Amount, second: &Amount) -> Option<Option<Measured>> {
    match (&first.unit, &second.unit) {
        (None, other) => Some(other.clone()),
        (one, None) => Some(one.clone()),
        (Some(one), Some(other)) => {
            let money = one.unit.kind == other.unit.kind && one.from <= first.start;
            (one.unit.code == other.unit.code || money).then(|| Some(one.clone()))
        }
    }
}

/// The number at `at` or behind the words of approximation and currency there.
fn number_start(toks: &Toks, at: usize) -> Option<usize> {
    (at..at + 4).find(|&i| starts(toks, i)).filter(|&i| i == at || toks.joined(i))
}

/// Whether a number may begin at `i`.
pub(super) fn starts(toks: &Toks, i: usize) -> bool {
    match toks.is(i) {
        Is::Nothing => {
            toks.at(i).kind == Kind::Mark
                && is_dash(toks.low(i))
                && matches!(toks.is(i + 1), Is::Figures)
                && toks.at(i + 1).glued
        }
        Is::And | Is::Point => false,
        _ => true,
    }
}

/// Whether a verb of change stands before "from" at `i`: "rose from", "cut the number from".
fn changes(toks: &Toks, i: usize) -> bool {
    const CHANGES: &[&str] = &[
        "rose",
        "rise",
        "rises",
        "rising",
        "risen",
        "fell",
        "fall",
        "falls",
        "falling",
        "fallen",
        "increased",
        "increase",
        "increasing",
        "decreased",
        "decrease",
        "grew",
        "grow",
        "grown",
        "growing",
        "dropped",
        "drop",
        "cut",
        "cutting",
        "raised",
        "raise",
        "raising",
        "lowered",
        "lower",
        "reduced",
        "reduce",
        "jumped",
        "jump",
        "slipped",
        "slid",
        "climbed",
        "climb",
        "soared",
        "surged",
        "plunged",
        "tumbled",
        "up",
        "down",
        "went",
        "gone",
        "go",
        "widened",
        "narrowed",
        "shrank",
        "shrunk",
        "doubled",
        "tripled",
        "expanded",
        "changed",
        "revised",
        "upgraded",
        "moved",
        "declined",
        "dipped",
        "edged",
        "eased",
        "swelled",
        "quadrupled",
        "halved",
    ];
    (1..=6).any(|back| toks.joined(i + 1 - back.min(i)) && CHANGES.contains(&toks.back(i, back)))
}

/// "more than 40 but fewer than 50": makes `amount` a range when the other bound follows.
fn bounded(toks: &Toks, amount: &mut Amount) {
    use Approximation::{AtLeast, AtMost, LessThan, MoreThan};
    let side = |approximation| match approximation {
        AtLeast | MoreThan => Some(false),
        AtMost | LessThan => Some(true),
        _ => None,
    };
    let Some(above) = side(amount.approximation).filter(|_| amount.upper.is_none()) else { return };
    let mut at = amount.end;
    at += usize::from(toks.low(at) == ",");
    at += usize::from(matches!(toks.low(at), "and" | "but"));
    if at == amount.end || !toks.joined(at) {
        return;
    }
    let candidates = (at + 1..at + 7).filter(|&i| starts(toks, i)).filter_map(|i| single(toks, i));
    let Some(second) =
        candidates.into_iter().find(|second| second.from == at && side(second.approximation) == Some(!above))
    else {
        return;
    };
    let (low, high) = if above { (second.value, amount.value) } else { (amount.value, second.value) };
    let Some(unit) = one_unit(amount, &second).filter(|_| low < high) else { return };
    amount.value = low;
    amount.upper = Some(high);
    amount.unit = unit;
    amount.numerals.extend(second.numerals);
    (amount.number_end, amount.end) = (second.number_end, second.end);
    amount.approximation = Approximation::Exact;
}
