//! Numbers of one text with what they count or measure.

use super::items::{Item, Places};
use firsthand_claim::{Decimal, Language, Number, Numeral, Quantity, Role, numbers, numerals_in, times};
use firsthand_text::Span;
use serde_json::{Map, Value, json};

/// `{"id", "quantities": […], "numbers": […]}`; for a line with "language" its numbers alone, null where
/// there are no tables for the language.
pub(crate) fn line(item: &Item) -> Value {
    let (places, text) = (item.places(), item.text.as_str());
    if let Some(language) = item.fields.get("language").and_then(Value::as_str) {
        let known = Language::ALL.into_iter().find(|known| known.code() == language);
        let found = known.map(|known| numerals_in(text, known));
        let numbers =
            found.map(|found| found.iter().map(|found| numeral(&places, found)).collect::<Vec<_>>());
        return json!({"id": item.id, "numbers": numbers});
    }
    let found = numbers(text, &times(text, item.day()));
    let quantities = found.iter().filter_map(|number| match &number.role {
        Role::Quantity(found) => Some(quantity(&places, text, found)),
        _ => None,
    });
    json!({
        "id": item.id,
        "quantities": quantities.collect::<Vec<_>>(),
        "numbers": found.iter().map(|found| number(&places, found)).collect::<Vec<_>>(),
    })
}

fn quantity(places: &Places, text: &str, found: &Quantity) -> Value {
    let mut line = place(places, found.span);
    line.insert("value".into(), decimal(found.value));
    line.insert("upper".into(), found.upper.map_or(Value::Null, decimal));
    line.insert("approximation".into(), found.approximation.as_str().into());
    line.insert("kind".into(), found.kind.as_str().into());
    line.insert("unit".into(), found.unit.as_str().into());
    line.insert("code".into(), found.measure.as_ref().map(|unit| unit.code.as_str()).into());
    let si = found.si();
    line.insert("si".into(), si.map_or(Value::Null, |(value, _)| decimal(value)));
    line.insert("siUnit".into(), si.map(|(_, unit)| unit).into());
    for (name, span) in [("counted", found.counted), ("head", found.head), ("per", found.per)] {
        let words = span.map(|span| {
            let mut part = place(places, span);
            part.insert("text".into(), span.of(text).into());
            Value::Object(part)
        });
        line.insert(name.into(), words.into());
    }
    Value::Object(line)
}

fn number(places: &Places, found: &Number) -> Value {
    let mut line = place(places, found.span);
    line.insert("value".into(), decimal(found.value));
    line.insert("upper".into(), found.upper.map_or(Value::Null, decimal));
    line.insert("approximation".into(), found.approximation.as_str().into());
    line.insert("role".into(), found.role.as_str().into());
    if let Role::Age(code) = found.role {
        line.insert("code".into(), code.into());
    }
    let numerals = found.numerals.iter().map(|found| numeral(places, found));
    line.insert("numerals".into(), numerals.collect());
    Value::Object(line)
}

fn numeral(places: &Places, found: &Numeral) -> Value {
    let mut line = place(places, found.span);
    line.insert("value".into(), decimal(found.value));
    line.insert("kind".into(), found.kind.as_str().into());
    Value::Object(line)
}

fn place(places: &Places, span: Span) -> Map<String, Value> {
    let (start, end) = places.one(span);
    Map::from_iter([("start".to_string(), start.into()), ("end".to_string(), end.into())])
}

/// A decimal as a JSON number: whole ones that fit into 64 bits exactly, others as the nearest number of
/// 64 bits, which prints the same figures up to fifteen.
fn decimal(value: Decimal) -> Value {
    if value.is_integer()
        && let Ok(whole) = i64::try_from(value)
    {
        return whole.into();
    }
    f64::try_from(value).ok().and_then(serde_json::Number::from_f64).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        for (value, want) in [
            ("0.1", "0.1"),
            ("1500000", "1500000"),
            ("-2.50", "-2.5"),
            ("9007199254740993", "9007199254740993"),
        ] {
            let value: Decimal = value.parse().unwrap();
            assert_eq!(decimal(value).to_string(), want);
        }
    }
}
