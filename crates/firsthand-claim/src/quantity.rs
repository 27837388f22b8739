//! Numbers with what they count.
//!
//! In: a text and its time expressions. Out: each number that counts or measures something, with
//! how exactly it is meant (`number` reads the value, `unit` what follows). A number without
//! anything to count is left out, and so are the numbers of names, lists, scores, addresses and
//! tables of figures: a wrong count is worse than a missing one. A length of time in a plain number
//! counts too ("five hours").
//!
//! Known gaps: a count whose noun stands before it ("killed 14"); "a" as one.

mod free;
mod hedge;
pub(crate) mod number;
mod unit;

use crate::when::lexicon::{Is, Page};
use crate::{When, WhenKind};
use firsthand_text::{Span, TokenKind};
use free::{glued_mark, is_pronoun, stands_free, tables};
use hedge::approximated;
use unit::Counted;

/// A number, what it counts, and how exact it is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words, with approximation and unit: "some 300 farmers".
    pub span: Span,
    /// The number; the least one of an order of magnitude ("thousands": 1000) or range.
    pub value: f64,
    /// The greatest of a range, or of an order of magnitude where it has one.
    pub upper: Option<f64>,
    /// What is counted or measured, as the text has it: "soldiers", "medium-range rockets", "km", "hours".
    pub unit: String,
    /// Where the unit stands.
    pub unit_span: Option<Span>,
    /// How exact.
    pub approximation: Approximation,
}

/// How exactly a number is meant, as the public record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// As it stands.
    Exact,
    /// "some", "about", "nearly".
    About,
    /// "more than", "over", "at least".
    MoreThan,
    /// "fewer than", "up to".
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
            Approximation::MoreThan => "more-than",
            Approximation::LessThan => "less-than",
            Approximation::OrderOfMagnitude => "order-of-magnitude",
        }
    }
}

/// The quantities of `text` in order; what lies in one of `times` is none, but for lengths of time
/// in plain numbers. `times` must be in order.
///
/// Linear in the length of `text`.
pub fn quantities(text: &str, times: &[When]) -> Vec<Quantity> {
    let page = Page::new(text);
    let tables = tables(&page);
    let mut found: Vec<Quantity> = Vec::new();
    let mut times = times.iter().peekable();
    let mut i = 0;
    while i < page.toks.len() {
        let span = page.at(i).span;
        while times.peek().is_some_and(|when| when.span.end <= span.start) {
            times.next();
        }
        let inside = times.peek().filter(|when| when.span.overlaps(span));
        if let Some(when) = inside {
            if when.kind == WhenKind::Duration {
                found.extend(length(&page, i, when.span));
            }
            let end = when.span.end;
            while i < page.toks.len() && page.at(i).span.start < end {
                i += 1;
            }
            continue;
        }
        let barrier = times.peek().map_or(text.len(), |when| when.span.start);
        let read = if tables[i] { None } else { read(&page, i, found.last()) };
        match read.filter(|(quantity, _)| quantity.span.end <= barrier) {
            Some((quantity, end)) => {
                found.push(quantity);
                i = end.max(i + 1);
            }
            None => i = past_number(&page, i),
        }
    }
    found
}

/// Past a number that was turned down, so that its tail isn't read as another.
fn past_number(page: &Page, i: usize) -> usize {
    match number::number(page, i) {
        Some((_, end)) => end.max(i + 1),
        None => i + 1,
    }
}

/// The quantity of a length of time: "nearly five hours" as 5 hours.
fn length(page: &Page, i: usize, span: Span) -> Option<Quantity> {
    let inside = |at: usize| at < page.toks.len() && page.at(at).span.start < span.end;
    let start = (i..i + LOOK_BACK)
        .find(|&at| inside(at) && number::number(page, at).is_some() && !is_article(page, at))?;
    let (value, end) = number::number(page, start)?;
    let (upper, end) = range(page, value, end);
    let at = page.past_hyphen(end);
    let at = (at..at + 2).find(|&at| inside(at) && matches!(page.is(at), Is::Unit(..)))?;
    let (from, approximation) = approximated(page, start);
    let unit = page.at(at).span;
    Some(Quantity {
        span: page.at(from).span.cover(unit),
        value,
        upper,
        unit: unit.of(page.text).to_owned(),
        unit_span: Some(unit),
        approximation,
    })
}

/// How many words may stand before the number of a length: "no more than the next".
const LOOK_BACK: usize = 5;

fn is_article(page: &Page, i: usize) -> bool {
    matches!(page.low(i), "a" | "an")
}

/// The quantity whose number begins at `i`, and the token after it.
fn read(page: &Page, i: usize, before: Option<&Quantity>) -> Option<(Quantity, usize)> {
    money(page, i)
        .or_else(|| order(page, i, before))
        .or_else(|| glued(page, i))
        .or_else(|| counted(page, i, before))
}

/// "$5 million", "€20bn".
fn money(page: &Page, i: usize) -> Option<(Quantity, usize)> {
    let symbol = page.at(i).span.of(page.text);
    if !matches!(symbol, "$" | "€" | "£" | "¥" | "₹" | "₽") || !page.at(i + 1).glued {
        return None;
    }
    // "US$", "C$": the letters are the token before.
    let prefixed =
        i > 0 && page.at(i).glued && matches!(page.before(i), "us" | "c" | "a" | "nz" | "hk" | "s" | "r");
    let from = if prefixed { i - 1 } else { i };
    let (value, end) = match number::number(page, i + 1) {
        Some(found) => found,
        None => {
            let (value, scale) = unit::glued(page.low(i + 1))?;
            let scale = match scale {
                "m" | "mn" => 1e6,
                "bn" => 1e9,
                "tn" => 1e12,
                _ => return None,
            };
            (value * scale, i + 2)
        }
    };
    let (upper, end) = range(page, value, end);
    let (start, approximation) = approximated(page, from);
    let unit = page.cover(from, i + 1);
    Some((
        Quantity {
            span: page.cover(start, end),
            value,
            upper,
            unit: unit.of(page.text).to_owned(),
            unit_span: Some(unit),
            approximation,
        },
        end,
    ))
}

/// "120km".
fn glued(page: &Page, i: usize) -> Option<(Quantity, usize)> {
    let tok = page.at(i);
    if tok.kind != TokenKind::Word || !tok.span.of(page.text).starts_with(|char: char| char.is_ascii_digit())
    {
        return None;
    }
    let (value, unit) = unit::glued(page.low(i))?;
    if matches!(unit, "m" | "bn" | "tn" | "mn") || !stands_free(page, i) {
        return None;
    }
    let (start, approximation) = approximated(page, i);
    let unit_span = Span::new(tok.span.end - unit.len(), tok.span.end);
    Some((
        Quantity {
            span: page.cover(start, i + 1),
            value,
            upper: None,
            unit: unit_span.of(page.text).to_owned(),
            unit_span: Some(unit_span),
            approximation,
        },
        i + 1,
    ))
}

/// "dozens of trucks", "tens of thousands of refugees", "several villages".
fn order(page: &Page, i: usize, before: Option<&Quantity>) -> Option<(Quantity, usize)> {
    let (value, upper, end) = match page.low(i) {
        "dozens" => (12.0, None, i + 1),
        "scores" => (20.0, None, i + 1),
        "tens" if page.low(i + 1) == "of" && page.low(i + 2) == "thousands" => (1e4, Some(99_999.0), i + 3),
        "tens" if page.low(i + 1) == "of" && page.low(i + 2) == "millions" => {
            (1e7, Some(99_999_999.0), i + 3)
        }
        "tens" => (10.0, Some(99.0), i + 1),
        "hundreds" if page.low(i + 1) == "of" && page.low(i + 2) == "thousands" => {
            (1e5, Some(999_999.0), i + 3)
        }
        "hundreds" if page.low(i + 1) == "of" && page.low(i + 2) == "millions" => {
            (1e8, Some(999_999_999.0), i + 3)
        }
        "hundreds" => (100.0, Some(999.0), i + 1),
        "thousands" => (1e3, Some(999_999.0), i + 1),
        "millions" => (1e6, Some(999_999_999.0), i + 1),
        "billions" => (1e9, Some(999_999_999_999.0), i + 1),
        "several" => match page.is(i + 1) {
            Is::Scale(scale) => (scale, Some(scale * 10.0 - 1.0), i + 2),
            _ => (3.0, None, i + 1),
        },
        _ => return None,
    };
    let several = page.low(i) == "several";
    let of = page.low(end) == "of";
    if !of && !several && unit::fate(page, end).is_none() {
        return None;
    }
    let counted = what(page, end, before, i)?;
    let (start, _) = approximated(page, i);
    let quantity = Quantity {
        span: page.at(start).span.cover(page.cover(i, counted.end)),
        value,
        upper,
        unit: counted.unit,
        unit_span: Some(counted.span),
        approximation: Approximation::OrderOfMagnitude,
    };
    Some((quantity, counted.end))
}

/// What a number that ends at `end` counts: a measure, a noun, or those named before ("of whom").
fn what(page: &Page, end: usize, before: Option<&Quantity>, i: usize) -> Option<Counted> {
    if page.low(end) != "of" {
        return unit::measure(page, end).or_else(|| hyphened(page, end).or_else(|| unit::noun(page, end)));
    }
    let at = end + 1;
    if matches!(page.low(at), "whom" | "which" | "them" | "those") {
        let here = Counted {
            unit: page.cover(end, at + 1).of(page.text).to_owned(),
            span: page.cover(end, at + 1),
            end: at + 1,
        };
        // "guests, several of whom": the plural right before. Else those counted before in the sentence.
        let beside = i
            .checked_sub(2)
            .filter(|&at| page.low(i - 1) == "," && page.plain_word(at) && unit::is_plural(page.low(at)));
        let counted_before = before.filter(|before| {
            let tok = page.toks.partition_point(|tok| tok.span.start < before.span.start);
            page.at(tok).sentence == page.at(i).sentence && before.unit_span.is_some()
        });
        let named = match (beside, counted_before) {
            (Some(at), counted)
                if counted.is_none_or(|counted| counted.span.end <= page.at(at).span.start) =>
            {
                Counted { unit: page.at(at).span.of(page.text).to_owned(), ..here }
            }
            (_, Some(before)) => Counted { unit: before.unit.clone(), ..here },
            _ => here,
        };
        return Some(unit::with_fate(page, named));
    }
    let at = at
        + usize::from(matches!(
            page.low(at),
            "the" | "its" | "their" | "his" | "her" | "our" | "these" | "those"
        ));
    unit::noun(page, at)
}

/// "a 120-km range": a measure behind a hyphen.
fn hyphened(page: &Page, end: usize) -> Option<Counted> {
    if page.hyphen(end) { unit::measure(page, end + 1) } else { None }
}

/// A plain number with its unit.
fn counted(page: &Page, i: usize, before: Option<&Quantity>) -> Option<(Quantity, usize)> {
    let (value, end) = number::number(page, i)?;
    if !stands_free(page, i) || is_pronoun(page, i) {
        return None;
    }
    let (upper, mut end) = range(page, value, end);
    let mut more = false;
    if page.low(end) == "+" && page.at(end).glued {
        more = true;
        end += 1;
    } else if page.low(end) == "or" && matches!(page.low(end + 1), "more" | "so") {
        more = page.low(end + 1) == "more";
        end += 2;
    }
    // What is joined to the figures by anything but a hyphen or a measure is no plain number.
    let next = page.at(end);
    if next.glued && matches!(next.kind, TokenKind::Word | TokenKind::Number) || glued_mark(page, end) {
        return None;
    }
    let counted = what(page, end, before, i)?;
    let (start, approximation) = approximated(page, i);
    let approximation = if more { Approximation::MoreThan } else { approximation };
    let quantity = Quantity {
        span: page.at(start).span.cover(page.cover(i, counted.end)),
        value,
        upper,
        unit: counted.unit,
        unit_span: Some(counted.span),
        approximation,
    };
    Some((quantity, counted.end))
}

/// The upper end of a range and the token after it: "10 to 15", "10-15".
fn range(page: &Page, value: f64, end: usize) -> (Option<f64>, usize) {
    let and = page.low(end) == "and" && end > 1 && page.low(end - 2) == "between";
    let joint =
        and || page.low(end) == "to" || (matches!(page.low(end), "-" | "–") && page.at(end + 1).glued);
    let symbol = usize::from(matches!(page.low(end + 1), "$" | "€" | "£"));
    if joint
        && let Some((upper, after)) = number::number(page, end + 1 + symbol)
        && !is_article(page, end + 1)
    {
        // "10 to 15 million" scales both ends.
        if upper > value {
            return (Some(upper), after);
        }
    }
    (None, end)
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
        check("No fewer than six boats sank.", "6 boats more-than");
        check("Up to 30 medium-range rockets were fired.", "30 medium-range rockets less-than");
        check("More than two hundred and fifty farmers marched.", "250 farmers more-than");
        check("Between 10 and 15 buses burned.", "10-15 buses exact");
        check("10-15 ships and tugs left.", "10-15 ships and tugs exact");
        check("The two ministers met.", "2 ministers exact");
        check("100 or more guests came.", "100 guests more-than");
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
        ] {
            for quantity in quantities(text, &crate::times(text, None)) {
                assert!(!quantity.span.of(text).is_empty(), "{text}");
            }
        }
    }
}
