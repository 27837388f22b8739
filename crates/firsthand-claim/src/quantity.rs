//! Numbers with what they count or measure.
//!
//! In: a text and its time expressions. Out: each number that counts or measures something as a
//! [`Quantity`]: exact value, range, how exactly it is meant, unit, and what is counted; or, by
//! [`numbers`], every number at all with what it is instead (a year, a score, a house number …). A number
//! without anything to count is no quantity: a wrong count is worse than a missing one.
//!
//! The text is cut once (`lex`); where a number may begin, `numeral` reads its value in figures or words,
//! `amount` its range, `hedge` how exactly it is meant, `unit` the measure or currency beside it, `noun`
//! what is counted; `trap` turns down the numbers of names, codes, lists, scores, addresses and tables.
//!
//! Known gaps: "a" as one; the subject as what is counted ("the wounded were 14"); units in other
//! languages than English.

mod amount;
mod currency;
mod figures;
mod hedge;
mod language;
mod lex;
mod measure;
mod noun;
pub(crate) mod number;
mod numeral;
#[cfg(test)]
mod property;
mod trap;
mod unit;
mod vague;

pub use measure::Dimension;
pub use numeral::NumeralKind;
pub use unit::{QuantityKind, Unit};

use crate::{Language, When, WhenKind};
use amount::{Amount, amount, starts};
use firsthand_text::Span;
use language::Numerals;
use lex::{Is, Kind, Toks};
use noun::Counted;
use rust_decimal::Decimal;
use unit::{Measured, unit_after};
use vague::vague;

/// A number, what it counts or measures, and how exactly it is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words, with approximation and unit: "some 300 farmers".
    pub span: Span,
    /// The number alone, or both numbers of a range: "300".
    pub number: Span,
    /// The number, exactly as it is written; the least one of a range or an order of magnitude
    /// ("thousands": 1000). A third is given to 28 figures. Percentages are of a hundred, shares of one.
    pub value: Decimal,
    /// The greatest of a range, or of an order of magnitude where it has one.
    pub upper: Option<Decimal>,
    /// How exactly it is meant.
    pub approximation: Approximation,
    /// Whether it counts, measures, is a part or money.
    pub kind: QuantityKind,
    /// The unit of measurement or currency; `None` for counts and shares.
    pub measure: Option<Unit>,
    /// What is counted or measured with, as the text has it: "soldiers", "medium-range rockets", "km", "US$".
    pub unit: String,
    /// Where the unit stands.
    pub unit_span: Option<Span>,
    /// The noun phrase of what is counted, with what befell it; of measures and parts what they are of ("tonnes of
    /// rice": "rice").
    pub counted: Option<Span>,
    /// The head noun of `counted`.
    pub head: Option<Span>,
    /// In each of what: "a day" of "barrels a day", "per person".
    pub per: Option<Span>,
}

impl Quantity {
    /// The value in SI units and their symbol, see [`Unit::si`].
    pub fn si(&self) -> Option<(Decimal, &'static str)> {
        self.measure.as_ref()?.si(self.value)
    }
}

/// How exactly a number is meant, as the public record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// As it stands.
    Exact,
    /// "some", "about", "nearly".
    About,
    /// "at least", "no fewer than", "or more".
    AtLeast,
    /// "more than", "over".
    MoreThan,
    /// "at most", "up to", "as many as".
    AtMost,
    /// "fewer than", "under".
    LessThan,
    /// "dozens", "thousands", "several".
    OrderOfMagnitude,
}

impl Approximation {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Approximation::Exact => "exact",
            Approximation::About => "about",
            Approximation::AtLeast => "at-least",
            Approximation::MoreThan => "more-than",
            Approximation::AtMost => "at-most",
            Approximation::LessThan => "less-than",
            Approximation::OrderOfMagnitude => "order-of-magnitude",
        }
    }
}

/// A number of a text and what it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its words, with those of approximation.
    pub span: Span,
    /// Each number in it: one, or the two of a range.
    pub numerals: Vec<Numeral>,
    /// Its value, or the least one.
    pub value: Decimal,
    /// The greatest value of a range.
    pub upper: Option<Decimal>,
    /// How exactly it is meant.
    pub approximation: Approximation,
    /// What it is.
    pub role: Role,
}

/// One number in figures or words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Its words: "two hundred and fifty", "1.5 million".
    pub span: Span,
    /// Its value; a third is given to 28 figures.
    pub value: Decimal,
    /// Of what kind it is.
    pub kind: NumeralKind,
}

/// What a number is in its text.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// It counts or measures.
    Quantity(Box<Quantity>),
    /// It says the how-manieth.
    Ordinal,
    /// An age, with the code of its unit where it has one.
    Age(Option<&'static str>),
    /// Part of a date or time.
    Time,
    /// A label's number: "Article 5".
    Label,
    /// Part of a name: "Apollo 11".
    Name,
    /// Joined to letters or marks: "F-16", "24/7".
    Code,
    /// A score: "3-1".
    Score,
    /// A telephone number.
    Phone,
    /// A house number.
    Address,
    /// In a row of figures.
    Table,
    /// The number of a list's line, or a footnote mark.
    List,
    /// "one" for someone or something.
    Pronoun,
    /// Nothing that it counts was found.
    Bare,
}

impl Role {
    /// A word for it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Role::Quantity(_) => "quantity",
            Role::Ordinal => "ordinal",
            Role::Age(_) => "age",
            Role::Time => "time",
            Role::Label => "label",
            Role::Name => "name",
            Role::Code => "code",
            Role::Score => "score",
            Role::Phone => "phone",
            Role::Address => "address",
            Role::Table => "table",
            Role::List => "list",
            Role::Pronoun => "pronoun",
            Role::Bare => "bare",
        }
    }
}

/// The quantities of `text` in order; what lies in one of `times` is none, but for lengths of time
/// in plain numbers. `times` must be in order.
///
/// Linear in the length of `text`.
///
/// ```
/// use firsthand_claim::{Approximation, quantities};
/// let found = quantities("More than 1.5 million people fled 120 miles north; it cost $2bn.", &[]);
/// assert_eq!(found.len(), 3);
/// assert_eq!(found[0].value.to_string(), "1500000");
/// assert_eq!(found[0].approximation, Approximation::MoreThan);
/// assert_eq!(found[0].unit, "people");
/// assert_eq!(found[1].si().map(|(value, unit)| format!("{value} {unit}")).as_deref(), Some("193121.28 m"));
/// assert_eq!(found[2].measure.as_ref().map(|unit| unit.code.as_str()), Some("dollar"));
/// ```
pub fn quantities(text: &str, times: &[When]) -> Vec<Quantity> {
    let mut found = Vec::new();
    read(&Toks::new(text, Numerals::of(Language::English)), times, |number| {
        if let Role::Quantity(quantity) = number.role {
            found.push(*quantity);
        }
    });
    found
}

/// Every number of `text` in order, with what it is there; `times` must be in order.
///
/// Linear in the length of `text`.
///
/// ```
/// use firsthand_claim::numbers;
/// let found = numbers("Flight 370 won 3-1 on its 2nd try at 5 p.m.", &[]);
/// let roles: Vec<&str> = found.iter().map(|number| number.role.as_str()).collect();
/// assert_eq!(roles, ["label", "score", "code", "ordinal", "time"]);
/// ```
pub fn numbers(text: &str, times: &[When]) -> Vec<Number> {
    let mut found = Vec::new();
    read(&Toks::new(text, Numerals::of(Language::English)), times, |number| found.push(number));
    found
}

/// The numbers of a text in any language that there are tables for, without what they count.
///
/// ```
/// use firsthand_claim::{Language, numerals_in};
/// let found = numerals_in("Rund zweihundertfünfzig Menschen, 1,5 Millionen Euro.", Language::German);
/// let values: Vec<String> = found.iter().map(|numeral| numeral.value.to_string()).collect();
/// assert_eq!(values, ["250", "1500000"]);
/// ```
pub fn numerals_in(text: &str, language: Language) -> Vec<Numeral> {
    let toks = Toks::new(text, Numerals::of(language));
    let mut found = Vec::new();
    let mut i = 0;
    while i < toks.toks.len() {
        match numeral::numeral(&toks, i, false).filter(|_| starts(&toks, i)) {
            Some(read) => {
                let span = toks.cover(i, read.end);
                found.push(Numeral { span, value: read.value, kind: read.kind });
                i = read.end.max(i + 1);
            }
            None => i += 1,
        }
    }
    found
}

/// Finds every number of `toks` and gives it to `take` in order.
fn read(toks: &Toks, times: &[When], mut take: impl FnMut(Number)) {
    let tables = trap::tables(toks);
    let mut times = times.iter().peekable();
    let mut before: Option<Quantity> = None;
    let mut i = 0;
    while i < toks.toks.len() {
        if !starts(toks, i) {
            i += 1;
            continue;
        }
        let span = toks.at(i).span;
        while times.peek().is_some_and(|when| when.span.end <= span.start) {
            times.next();
        }
        let when = times.peek().copied();
        let place = Place { toks, when, table: tables[i], before: before.as_ref() };
        match place.vague(i).or_else(|| place.number(i)) {
            Some((number, end)) => {
                if let Role::Quantity(quantity) = &number.role {
                    before = Some((**quantity).clone());
                }
                take(number);
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
}

/// Where a number is read.
struct Place<'a> {
    toks: &'a Toks<'a>,
    /// The time expression that ends after the number begins.
    when: Option<&'a When>,
    /// Whether it stands in a row of figures.
    table: bool,
    /// The quantity before.
    before: Option<&'a Quantity>,
}

impl Place<'_> {
    /// The number at `i` with what it is, and the token after it.
    fn number(&self, i: usize) -> Option<(Number, usize)> {
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
    fn vague(&self, i: usize) -> Option<(Number, usize)> {
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

/// The token after an amount's words of approximation, without its unit.
fn hedged_end(toks: &Toks, amount: &Amount) -> usize {
    hedge::after(toks, amount.number_end).map_or(amount.number_end, |(end, _)| end)
}

/// The words of a unit without the bracket or scale that may stand in it.
fn unit_span(toks: &Toks, measured: &Measured) -> Span {
    let end = if measured.from < measured.end { measured.end } else { measured.from + 1 };
    let opens = matches!(toks.low(measured.from), "(" | "[" | "{" | "<");
    let (from, end) = if opens { (measured.from + 1, end - 1) } else { (measured.from, end) };
    let end =
        if measured.times.is_some() && matches!(toks.is(end - 1), Is::Scale(_)) { end - 1 } else { end };
    toks.cover(from, end)
}

/// "5 feet 2 inches", "3 dollars 50 cents", "15 dollars and 50": takes in the smaller part.
fn compound(toks: &Toks, amount: &mut Amount) {
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
fn substance(toks: &Toks, end: usize) -> Option<Counted> {
    if toks.low(end) != "of" || !toks.joined(end) {
        return None;
    }
    stuff(toks, past_determiner(toks, end + 1))
}

/// "half the population", "half its troops".
fn whole(toks: &Toks, end: usize) -> Option<Counted> {
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

fn past_determiner(toks: &Toks, at: usize) -> usize {
    let all = usize::from(toks.low(at) == "all" && toks.low(at + 1) != "over");
    let determiner = matches!(
        toks.low(at + all),
        "the" | "its" | "their" | "his" | "her" | "our" | "these" | "those" | "a" | "an" | "this" | "that"
    );
    at + all + usize::from(determiner)
}

/// "a day", "per person", "each" behind a quantity that ends at `end`, and the token after it.
fn per(toks: &Toks, end: usize) -> Option<(Span, usize)> {
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
fn told_before(toks: &Toks, amount: &Amount) -> Option<Counted> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// `want`: each quantity as "value-upper unit approximation", parted by "; ".
    fn check(text: &str, want: &str) {
        let times = crate::times(text, None);
        let found: Vec<String> = quantities(text, &times)
            .iter()
            .map(|quantity| {
                let upper = quantity.upper.map_or(String::new(), |upper| format!("-{upper}"));
                format!("{}{upper} {} {}", quantity.value, quantity.unit, quantity.approximation.as_str())
            })
            .collect();
        assert_eq!(found.join("; "), want, "{text}");
    }

    #[test]
    fn counts() {
        check("They sent 40 goats north.", "40 goats exact");
        check("Some 12,500 sailors took part.", "12500 sailors about");
        check("It led to the death of over 90 people.", "90 people more-than");
        check("No fewer than six boats sank.", "6 boats at-least");
        check("Up to 30 medium-range rockets were fired.", "30 medium-range rockets at-most");
        check("More than two hundred and fifty farmers marched.", "250 farmers more-than");
        check("Between 10 and 15 buses burned.", "10-15 buses exact");
        check("10-15 ships and tugs left.", "10-15 ships and tugs exact");
        check("The two ministers met.", "2 ministers exact");
        check("100 or more guests came.", "100 guests at-least");
        check("Two of the captains fled.", "2 captains exact");
    }

    #[test]
    fn orders() {
        check(
            "They bought hundreds of Falcon and Kestrel-type gliders.",
            "100-999 Falcon and Kestrel-type gliders order-of-magnitude",
        );
        check("Tens of thousands of herders fled.", "10000-99999 herders order-of-magnitude");
        check(
            "Several northern clerks and porters dead",
            "3 northern clerks and porters dead order-of-magnitude",
        );
        check(
            "It hired thousands of guards to patrol the valley, dozens of whom have been injured.",
            "1000-999999 guards order-of-magnitude; 12 guards injured order-of-magnitude",
        );
        check("He thanked the cooks, several of whom wept.", "3 cooks order-of-magnitude");
        check("Millions watched.", "");
    }

    #[test]
    fn measures() {
        check("It has a range of 90km.", "90 km exact");
        check("a 300-km road", "300 km exact");
        check("Output fell 3.5%.", "3.5 % exact");
        check("About 20 per cent agreed.", "20 per cent about");
        check("It cost US$6.3 billion.", "6300000000 US$ exact");
        check("Over £20m was lost.", "20000000 £ more-than");
        check("They talked for nearly five hours.", "5 hours about");
        check("A two-day visit", "2 day exact");
    }

    #[test]
    fn fates() {
        check("The blast left 14 dead and 30 wounded.", "14 dead exact; 30 wounded exact");
        check("Nine miners were killed.", "9 miners killed exact");
    }

    #[test]
    fn none() {
        for text in [
            "The Kestrel 737 landed.",
            "Falcon 90 kites are new.",
            "It is Article 5 of the pact.",
            "On 12 May 2021 it ended.",
            "He lives at 10 Harbour Street.",
            "They won 3-1.",
            "It opened at 16:00.",
            "ABCD 51.20 Down by -1.10 (-2.10%)",
            "EFG 41,250 Up 3.30 (0.08%)",
            "The claim was denied.[12]",
            "1. Boil the water.",
            "No one knows which one it was.",
            "The second round is over.",
            "Call 555 0134.",
            "It is on 24/7.",
            "a 34-year-old baker",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn any_input() {
        for text in [
            "",
            "\0",
            "12",
            "$",
            "1-2-3-4",
            "hundreds of",
            "of whom",
            "12 \n\n",
            "½ é 3é 4\u{301}",
            "100 or",
            "$5 to $",
            ".  two-{ios two-thir33,1f(.",
        ] {
            for quantity in quantities(text, &crate::times(text, None)) {
                assert!(!quantity.span.of(text).is_empty(), "{text}");
            }
        }
    }
}
