//! One measure in two units: "ten miles" and "16 km".
//!
//! In: two readings of one place, with their sentences. Out: whether all that differs is how a unit is
//! written, or the unit and, within rounding, not the measure.
//!
//! Known gaps: "m", which is also a million, and units of money, which change their worth, are not read.

use crate::edit_class::Part;
use crate::figures::{number_at, says_about};
use crate::reading::Token;

/// How two ways of giving a measure differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measured {
    /// "14 km", "14 kilometres".
    Written,
    /// "16 km", "ten miles".
    Converted,
}

/// Reports round what they convert to whole units, and mostly to two figures.
const ROUNDING: f64 = 0.06;

/// Degrees Celsius that a converted temperature may be off.
const DEGREES: f64 = 1.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Temperature,
    Speed,
}

use Dimension::{Area, Length, Mass, Speed, Temperature, Volume};

/// Units as (words, dimension, in metres, hectares, litres, kilograms, km/h); a row is one unit.
const UNITS: &[(&[&str], Dimension, f64)] = &[
    (&["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"], Length, 1000.0),
    (&["metre", "metres", "meter", "meters"], Length, 1.0),
    (&["cm", "centimetre", "centimetres", "centimeter", "centimeters"], Length, 0.01),
    (&["mm", "millimetre", "millimetres", "millimeter", "millimeters"], Length, 0.001),
    (&["mile", "miles"], Length, 1609.344),
    (&["yard", "yards", "yd"], Length, 0.9144),
    (&["foot", "feet", "ft"], Length, 0.3048),
    (&["inch", "inches"], Length, 0.0254),
    (&["hectare", "hectares", "ha"], Area, 1.0),
    (&["acre", "acres"], Area, 0.404_686),
    (&["litre", "litres", "liter", "liters"], Volume, 1.0),
    (&["gallon", "gallons"], Volume, 3.785),
    (&["pint", "pints"], Volume, 0.5683),
    (&["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"], Mass, 1.0),
    (&["gram", "grams", "gramme", "grammes"], Mass, 0.001),
    (&["pound", "pounds", "lb", "lbs"], Mass, 0.453_592),
    (&["ounce", "ounces", "oz"], Mass, 0.028_35),
    (&["tonne", "tonnes"], Mass, 1000.0),
    (&["ton", "tons"], Mass, 907.185),
    (&["celsius", "centigrade", "c"], Temperature, 1.0),
    (&["fahrenheit", "f"], Temperature, 2.0),
    (&["kph", "kmh", "km/h"], Speed, 1.0),
    (&["mph"], Speed, 1.609_344),
];

/// A figure with its unit and the tokens it takes.
#[derive(Clone, Copy, Debug)]
struct Measure {
    figure: f64,
    unit: usize,
    from: usize,
    to: usize,
}

impl Measure {
    fn same(self, other: Measure) -> Option<Measured> {
        let (one, two) = (UNITS[self.unit], UNITS[other.unit]);
        if self.unit == other.unit {
            return (self.figure == other.figure).then_some(Measured::Written);
        }
        let close = match (one.1, two.1) {
            (Temperature, Temperature) => (celsius(self) - celsius(other)).abs() <= DEGREES,
            (a, b) if a == b => {
                let (x, y) = (self.figure * one.2, other.figure * two.2);
                (x - y).abs() <= ROUNDING * x.max(y)
            }
            _ => false,
        };
        close.then_some(Measured::Converted)
    }
}

fn celsius(measure: Measure) -> f64 {
    if UNITS[measure.unit].2 > 1.0 { (measure.figure - 32.0) / 1.8 } else { measure.figure }
}

/// The measures of which some token lies in the part.
fn measures(part: Part<'_>) -> Vec<Measure> {
    let tokens = part.sentence;
    let mut found: Vec<Measure> = Vec::new();
    // A figure with its scale and unit is five tokens at most: "3", "million", "°", "C".
    let mut at = part.from.saturating_sub(5);
    while at < part.to {
        let next = number_at(tokens, at).and_then(|(figure, mut next)| {
            while tokens.get(next).is_some_and(|token| {
                matches!(token.lower.as_str(), "°" | "º" | "-" | "degree" | "degrees") && next < at + 5
            }) {
                next += 1;
            }
            let word = tokens.get(next).map(|token| token.lower.as_str())?;
            let degrees = tokens[at..next]
                .iter()
                .any(|token| matches!(token.lower.as_str(), "°" | "º" | "degree" | "degrees"));
            let unit = UNITS.iter().position(|unit| unit.0.contains(&word))?;
            ((UNITS[unit].1 == Temperature) == degrees).then_some((figure, unit, next + 1))
        });
        match next {
            Some((figure, unit, to)) => {
                if to > part.from {
                    found.push(Measure { figure, unit, from: at, to });
                }
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the two give the same measures, one by one, and at least one of them in another way.
fn pairs(x: &[Measure], y: &[Measure]) -> Option<Measured> {
    if x.is_empty() || x.len() != y.len() {
        return None;
    }
    let mut all = Measured::Written;
    for (one, other) in x.iter().zip(y) {
        if one.same(*other)? == Measured::Converted {
            all = Measured::Converted;
        }
    }
    Some(all)
}

/// How the measures differ when nothing else does.
pub(crate) fn only_measures(a: Part<'_>, b: Part<'_>) -> Option<Measured> {
    let (x, y) = (measures(a), measures(b));
    let how = pairs(&x, &y)?;
    (rest(a, &x, how) == rest(b, &y, how)).then_some(how)
}

/// Whether the measures are the same and no other number stands in either.
pub(crate) fn same_measures(a: Part<'_>, b: Part<'_>) -> bool {
    let (x, y) = (measures(a), measures(b));
    let numbers = |part: Part<'_>, all: &[Measure]| {
        (part.from..part.to).any(|at| {
            !all.iter().any(|one| (one.from..one.to).contains(&at)) && number_at(part.sentence, at).is_some()
        })
    };
    pairs(&x, &y).is_some() && !numbers(a, &x) && !numbers(b, &y)
}

/// The words beside the measures; a converted figure may be called rounded.
fn rest(part: Part<'_>, all: &[Measure], how: Measured) -> Vec<u64> {
    let inside = |at: usize| all.iter().any(|one| (one.from..one.to).contains(&at));
    let rounds = |token: &Token| how == Measured::Converted && says_about(&token.lower);
    (part.from..part.to)
        .filter(|&at| !inside(at) && !part.sentence[at].mark && !rounds(&part.sentence[at]))
        .map(|at| part.sentence[at].hash)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tokens;
    use firsthand_text::Span;

    fn check(a: &str, b: &str, want: Option<Measured>) {
        let all = |text: &str| tokens(text, Span::new(0, text.len()));
        let (x, y) = (all(a), all(b));
        let found = only_measures(
            Part { sentence: &x, from: 0, to: x.len() },
            Part { sentence: &y, from: 0, to: y.len() },
        );
        assert_eq!(found, want, "{a} | {b}");
    }

    #[test]
    fn units() {
        check("16 kilometres", "16 km", Some(Measured::Written));
        check("16 km", "ten miles", Some(Measured::Converted));
        check("16 km", "about 10 miles", Some(Measured::Converted));
        check("16 km", "20 miles", None);
        check("16 km", "18 km", None);
        check("100 kg", "220 pounds", Some(Measured::Converted));
        check("5 tonnes", "5 kilometres", None);
        check("30°C", "86°F", Some(Measured::Converted));
        check("30°C", "80°F", None);
        check("two million litres", "528,000 gallons", Some(Measured::Converted));
        check("40 hectares of rye", "100 acres of rye", Some(Measured::Converted));
        check("40 hectares of rye", "100 acres of oats", None);
    }
}
