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
mod answer;
mod counted;
mod currency;
mod figures;
mod hedge;
mod language;
mod lex;
mod measure;
mod noun;
pub(crate) mod number;
mod numeral;
mod part;
mod place;
#[cfg(test)]
mod property;
mod run;
mod trap;
mod unit;
mod vague;

pub use answer::{Approximation, Number, Numeral, Quantity, Role};
pub use measure::Dimension;
pub use numeral::NumeralKind;
pub use unit::{QuantityKind, Unit};

use crate::{Language, When};
use amount::starts;
use language::Numerals;
use lex::Toks;
use place::Place;

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
