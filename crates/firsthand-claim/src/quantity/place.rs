//! Decides what a number is where it stands: a quantity, or one of the things that only look like one.
//!
//! In: the tokens, the time expression beside, and whether the number stands in a table. Out: the number
//! with its role, and the token after it.

use super::amount::{Amount, amount};
use super::counted::{compound, hedged_end, past_determiner, per, substance, told_before, unit_span, whole};
use super::lex::{Is, Toks};
use super::noun::{self, Counted};
use super::unit::{Measured, QuantityKind, unit_after};
use super::vague::vague;
use super::{Approximation, Dimension, Number, Numeral, NumeralKind, Quantity, Role, hedge, numeral, trap};
use crate::{When, WhenKind};
use firsthand_text::Span;
use rust_decimal::Decimal;

/// Where a number is read.
pub(super) struct Place<'a> {
    pub(super) toks: &'a Toks<'a>,
    /// The time expression that ends after the number begins.
    pub(super) when: Option<&'a When>,
    /// Whether it stands in a row of figures.
    pub(super) table: bool,
    /// The quantity before.
    pub(super) before: Option<&'a Quantity>,
}

impl Place<'_> {
    /// The number at `i` with what it is, and the token after it.
    pub(super) fn number(&self, i: usize) -> Option<(Number, usize)> {
        let toks = self.toks;
        let mut amount = amount(toks, i)?;
        compound(toks, &mut amount);
        let (role, end) = self.role(&amount);
        let numerals = amount.numerals.iter().map(|(at, read)| Numeral {
            span: toks.cover(*at, read.end),
            value: read.value,
            kind: read.kind,
        });
        let end = end.max(amount.number_end);
        let span = match &role {
            Role::Quantity(quantity) => quantity.span,
            Role::Age(_) => toks.cover(amount.from, end),
            _ => toks.cover(amount.from, hedged_end(toks, &amount)),
        };
        let number = Number {
            span,
            numerals: numerals.collect(),
            value: amount.value,
            upper: amount.upper,
            approximation: amount.approximation,
            role,
        };
        Some((number, end))
    }

    /// What an amount is, and the token after all of it.
    fn role(&self, amount: &Amount) -> (Role, usize) {
        let toks = self.toks;
        let end = amount.number_end;
        let Some(last) = amount.last() else { return (Role::Bare, end) };
        if last.kind == NumeralKind::Ordinal {
            return (Role::Ordinal, end);
        }
        if let Some((end, unit)) = trap::age(toks, amount) {
            return (Role::Age(unit), end);
        }
        let is = |kind: QuantityKind| amount.unit.as_ref().is_some_and(|unit| unit.unit.kind == kind);
        if let Some(when) = self.when_at(amount.start, end)
            && !is(QuantityKind::Money)
            && !is(QuantityKind::Percentage)
            && (when.kind != WhenKind::Duration || !self.is_length(amount))
        {
            return (Role::Time, end);
        }
        if let Some(role) = trap::trap(toks, amount, self.table) {
            return match noun::person(toks, end).filter(|_| role == Role::Pronoun && self.counts_one(amount))
            {
                Some(counted) => self.quantity(amount, Some(counted), QuantityKind::Count),
                None => (role, end),
            };
        }
        if let Some(measured) = &amount.unit {
            if measured.unit.kind == QuantityKind::Measure(Dimension::Time) && self.is_moment(measured) {
                return (Role::Time, measured.end);
            }
            return self.quantity(amount, substance(toks, amount.end), measured.unit.kind);
        }
        let part = matches!(last.kind, NumeralKind::Share)
            || last.kind == NumeralKind::Fraction && last.value < Decimal::ONE;
        if part {
            let counted = match last.kind {
                NumeralKind::Share => noun::noun(toks, end).or_else(|| substance(toks, end)),
                _ => substance(toks, end).or_else(|| whole(toks, end)),
            };
            return match counted {
                Some(counted) => self.quantity(amount, Some(counted), QuantityKind::Share),
                None => (Role::Bare, end),
            };
        }
        let counted = self.counted(amount.end, amount.start).or_else(|| told_before(toks, amount));
        match counted.filter(|counted| self.is_free(counted.span)) {
            Some(counted) => self.quantity(amount, Some(counted), QuantityKind::Count),
            None => (Role::Bare, end),
        }
    }

    /// The time expression over tokens `from..to`.
    fn when_at(&self, from: usize, to: usize) -> Option<&When> {
        let span = self.toks.cover(from, to);
        self.when.filter(|when| when.span.overlaps(span))
    }

    /// Whether what is counted runs into no time expression: "40 last week".
    fn is_free(&self, counted: Span) -> bool {
        !self.when.is_some_and(|when| when.span.overlaps(counted) && when.kind != WhenKind::Duration)
    }

    /// Whether an amount is a length of time.
    fn is_length(&self, amount: &Amount) -> bool {
        amount.unit.as_ref().is_some_and(|unit| unit.unit.kind == QuantityKind::Measure(Dimension::Time))
    }

    /// Whether a length of time tells when something was: "five years ago".
    fn is_moment(&self, measured: &Measured) -> bool {
        matches!(
            self.toks.low(measured.end),
            "ago" | "earlier" | "later" | "hence" | "beforehand" | "afterwards"
        ) && self.toks.joined(measured.end)
    }

    /// Whether "one" counts a person here: not in "the one man who", "no one person".
    fn counts_one(&self, amount: &Amount) -> bool {
        !matches!(
            self.toks.back(amount.start, 1),
            "no" | "any" | "every" | "each" | "the" | "this" | "that" | "which" | "number"
        )
    }

    /// The quantity of an amount, and the token after it.
    fn quantity(&self, amount: &Amount, counted: Option<Counted>, kind: QuantityKind) -> (Role, usize) {
        let toks = self.toks;
        let number =
            toks.cover(amount.numerals.first().map_or(amount.start, |(at, _)| *at), amount.number_end);
        let whole = toks.cover(amount.from, amount.end);
        let (unit, unit_span) = match (&amount.unit, &counted) {
            (Some(measured), _) => {
                let span = unit_span(toks, measured);
                (span.of(toks.text).split_whitespace().collect::<Vec<_>>().join(" "), Some(span))
            }
            (None, Some(counted)) => (counted.words.clone(), Some(counted.span)),
            (None, None) => (String::new(), None),
        };
        // What a measure is of stands outside of its words; what is counted inside.
        let (span, mut end) = match (&counted, &amount.unit) {
            (Some(counted), None) => (whole.cover(counted.span), counted.end.max(amount.end)),
            _ => (whole, amount.end),
        };
        let per = per(
            toks,
            counted.as_ref().filter(|_| amount.unit.is_none()).map_or(amount.end, |counted| counted.end),
        );
        if let Some((_, after)) = per {
            end = after;
        }
        let quantity = Quantity {
            span,
            number,
            value: amount.value,
            upper: amount.upper,
            approximation: amount.approximation,
            kind,
            measure: amount.unit.as_ref().map(|measured| measured.unit.clone()),
            unit,
            unit_span,
            counted: counted.as_ref().map(|counted| counted.span),
            head: counted.and_then(|counted| counted.head),
            per: per.map(|(span, _)| span),
        };
        (Role::Quantity(Box::new(quantity)), end)
    }

    /// What a number that ends at `end` counts: a noun, or those named before ("of whom"). `start` is
    /// where the number begins.
    fn counted(&self, end: usize, start: usize) -> Option<Counted> {
        let toks = self.toks;
        if toks.hyphen(end) {
            return noun::hyphened(toks, end + 1);
        }
        if toks.low(end) != "of" {
            return noun::noun(toks, end);
        }
        let at = end + 1;
        if matches!(toks.low(at), "whom" | "which" | "them" | "those") {
            return Some(noun::with_fate(toks, self.those(end, start)));
        }
        noun::noun(toks, past_determiner(toks, at))
    }

    /// "guests, several of whom": the plural right before; else those counted before in the sentence.
    fn those(&self, end: usize, start: usize) -> Counted {
        let toks = self.toks;
        let here = noun::told(toks, end, end + 2, None);
        let beside = start
            .checked_sub(2)
            .filter(|&at| toks.low(start - 1) == "," && toks.plain_word(at) && noun::is_plural(toks.low(at)));
        let before = self.before.filter(|before| {
            let tok = toks.toks.partition_point(|tok| tok.span.start < before.span.start);
            toks.at(tok).sentence == toks.at(start).sentence && before.counted.is_some()
        });
        match (beside, before) {
            (Some(at), before) if before.is_none_or(|before| before.span.end <= toks.at(at).span.start) => {
                Counted { words: toks.raw(at).to_owned(), ..here }
            }
            (_, Some(before)) => Counted { words: before.unit.clone(), ..here },
            _ => here,
        }
    }

    /// The vague number at `i` with what it counts, and the token after it.
    pub(super) fn vague(&self, i: usize) -> Option<(Number, usize)> {
        let toks = self.toks;
        if toks.is(i) != Is::Vague && toks.low(i) != "dozens" {
            return None;
        }
        let found = vague(toks, i)?;
        if self.table || self.when_at(i, found.end).is_some() {
            return None;
        }
        let of = toks.low(found.end) == "of";
        if !of && !found.bare && noun::fate(toks, found.end).is_none() {
            return None;
        }
        let start = if toks.back(i, 1) == "a" && toks.joined(i) { i - 1 } else { i };
        let (from, _) = hedge::before(toks, start);
        let read = numeral::Read {
            value: found.value,
            end: found.end,
            kind: NumeralKind::Cardinal,
            scale: Some(found.value),
            plain: false,
        };
        let mut unit = unit_after(toks, found.end + usize::from(of), &read);
        let end = unit.as_ref().map_or(found.end, |unit| unit.end);
        let moment = unit.as_ref().is_some_and(|unit| {
            unit.unit.kind == QuantityKind::Measure(Dimension::Time) && self.is_moment(unit)
        });
        if moment {
            return None;
        }
        let counted = match &unit {
            Some(_) => substance(toks, end),
            None => Some(self.counted(found.end, i)?),
        };
        if counted.as_ref().is_some_and(|counted| !self.is_free(counted.span)) {
            return None;
        }
        let amount = Amount {
            from,
            start,
            end,
            number_end: found.end,
            numerals: vec![(start, read)],
            value: found.value,
            upper: found.upper,
            approximation: Approximation::OrderOfMagnitude,
            unit: unit.take(),
        };
        let kind = amount.unit.as_ref().map_or(QuantityKind::Count, |unit| unit.unit.kind);
        let (role, end) = self.quantity(&amount, counted, kind);
        let Role::Quantity(quantity) = &role else { return None };
        let number = Number {
            span: quantity.span,
            numerals: Vec::new(),
            value: found.value,
            upper: found.upper,
            approximation: Approximation::OrderOfMagnitude,
            role,
        };
        Some((number, end))
    }
}
