//! Time expressions of one text.

use super::items::Item;
use firsthand_claim::{Language, time_ranges, times_in};
use serde_json::{Value, json};

/// `{"id", "times": [{"start", "end", "type", "value", …}], "ranges": [{"start", "end", "from", "to"}]}`;
/// "from" and "to" count the expressions of "times" from 0. A line with "language" is read by the tables of that
/// language; both are null where there are none.
pub(crate) fn line(item: &Item) -> Value {
    let places = item.places();
    let language = match item.fields.get("language").and_then(Value::as_str) {
        None => Some(Language::English),
        Some(code) => Language::ALL.into_iter().find(|known| known.code() == code),
    };
    let Some(language) = language else {
        return json!({"id": item.id, "times": null, "ranges": null});
    };
    let found = times_in(language, item.text.as_str(), item.day());
    let times = found.iter().map(|when| {
        let (start, end) = places.one(when.span);
        json!({
            "start": start,
            "end": end,
            "type": when.kind.as_str(),
            "value": when.value,
            "mod": when.modifier,
            "days": when.days.map(|(first, last)| [first.to_string(), last.to_string()]),
            "modality": when.modality.as_str(),
            "basis": when.basis,
        })
    });
    let ranges = time_ranges(item.text.as_str(), &found).into_iter().map(|range| {
        let (start, end) = places.one(range.span);
        json!({"start": start, "end": end, "from": range.from, "to": range.to})
    });
    json!({"id": item.id, "times": times.collect::<Vec<_>>(), "ranges": ranges.collect::<Vec<_>>()})
}
