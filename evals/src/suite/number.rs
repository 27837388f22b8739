//! Judges numbers against a case of the suite.
//!
//! The suite has a model for numbers, ranges, ordinals and percentages; the binary gives every number
//! with its range and role at once, so each model is compared with the part that it speaks of. Where the
//! suite's convention differs in form only it is bridged here: a number glued to the letters of a unit is
//! none for its number model; whether the ends of a range belong to it is only compared where one end
//! is open; fractions are compared to fifteen figures, as the suite has them.

use super::{Case, Expected};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What was found, in the suite's form: place and value.
type Found = Vec<((usize, usize), String)>;

/// Whether the numbers found are those of the case.
pub(super) fn holds(case: &Case, lines: &BTreeMap<String, Map<String, Value>>) -> bool {
    let Some(line) = lines.get("quantities") else { return false };
    let spec = case.spec.as_str();
    let found = if spec.starts_with("NumberRange") {
        ranges(line)
    } else if spec.starts_with("Ordinal") {
        numerals(case, line, true)
    } else if spec.starts_with("Percent") {
        percentages(line)
    } else {
        numerals(case, line, false)
    };
    let range = spec.starts_with("NumberRange");
    found.len() == case.results.len()
        && case
            .results
            .iter()
            .zip(&found)
            .all(|(want, (place, value))| same_place(case, want, *place) && same_value(range, want, value))
}

fn list<'v>(line: &'v Map<String, Value>, name: &str) -> &'v [Value] {
    line.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
}

fn place(value: &Value) -> (usize, usize) {
    (value["start"].as_u64().unwrap_or(0) as usize, value["end"].as_u64().unwrap_or(0) as usize)
}

/// The numbers, or the ordinals.
fn numerals(case: &Case, line: &Map<String, Value>, ordinals: bool) -> Found {
    let chars: Vec<char> = case.input.chars().collect();
    let numbers = list(line, "numbers").iter().filter(|number| number["role"] != "pronoun");
    numbers
        .flat_map(|number| number["numerals"].as_array().map_or(&[][..], Vec::as_slice))
        .filter(|numeral| (numeral["kind"] == "ordinal") == ordinals)
        .map(|numeral| (place(numeral), numeral["value"].to_string()))
        .filter(|((_, end), _)| !chars.get(*end).is_some_and(|next| next.is_alphabetic()))
        .collect()
}

fn percentages(line: &Map<String, Value>) -> Found {
    let quantities = list(line, "quantities").iter().filter(|quantity| quantity["kind"] == "percentage");
    quantities.map(|quantity| (place(quantity), format!("{}%", quantity["value"]))).collect()
}

fn ranges(line: &Map<String, Value>) -> Found {
    list(line, "numbers")
        .iter()
        .filter_map(|number| {
            let value = &number["value"];
            let interval = match (number["approximation"].as_str()?, &number["upper"]) {
                (_, upper) if !upper.is_null() => format!("[{value},{upper}]"),
                ("at-least", _) => format!("[{value},)"),
                ("more-than", _) => format!("({value},)"),
                ("at-most", _) => format!("(,{value}]"),
                ("less-than", _) => format!("(,{value})"),
                _ => return None,
            };
            Some((place(number), interval))
        })
        .collect()
}

/// The same words, but for a unit behind a number, "about" before a range and the like.
fn same_place(case: &Case, want: &Expected, place: (usize, usize)) -> bool {
    if want.place == place {
        return true;
    }
    let words = |from: usize, to: usize| -> String {
        case.input.chars().skip(from.min(to)).take(to.saturating_sub(from)).collect()
    };
    // Words of approximation and what is counted belong to our span, not to the suite's.
    let free = case.spec.starts_with("NumberRange") || case.spec.starts_with("Percent");
    let (a, b) = (want.place, place);
    let lead = words(b.0, a.0);
    let about = |word: &str| {
        matches!(word, "about" | "around" | "some" | "nearly" | "almost" | "just" | "over" | "than")
    };
    free && b.0 <= a.0 && b.1 >= a.1 && lead.to_lowercase().split_whitespace().all(about)
}

fn same_value(range: bool, want: &Expected, value: &str) -> bool {
    let Some(wanted) = want.value["value"].as_str() else { return want.value["value"].is_null() };
    if !range {
        return same_number(wanted.trim_end_matches('%'), value.trim_end_matches('%'));
    }
    let parts = |interval: &str| -> Option<(bool, String, String, bool)> {
        let inside = interval.get(1..interval.len() - 1)?;
        let (low, high) = inside.split_once(',')?;
        Some((interval.starts_with('['), low.to_string(), high.to_string(), interval.ends_with(']')))
    };
    let (Some(a), Some(b)) = (parts(wanted), parts(value)) else { return false };
    let bounded = !a.1.is_empty() && !a.2.is_empty();
    let ends = bounded || a.0 == b.0 && a.3 == b.3;
    let same = |a: &str, b: &str| a.is_empty() && b.is_empty() || same_number(a, b);
    ends && same(&a.1, &b.1) && same(&a.2, &b.2)
}

/// Whether two numbers agree to fifteen figures.
pub(super) fn same_number(wanted: &str, found: &str) -> bool {
    match (wanted.parse::<f64>(), found.parse::<f64>()) {
        (Ok(wanted), Ok(found)) => (wanted - found).abs() <= 1e-14 * wanted.abs().max(1e-300),
        _ => false,
    }
}
