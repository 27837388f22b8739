//! Time expressions of one text.

use super::items::Item;
use firsthand_claim::times;
use serde_json::{Value, json};

/// `{"id", "times": [{"start", "end", "type", "value"}]}`.
pub(crate) fn line(item: &Item) -> Value {
    let places = item.places();
    let found = times(item.text.as_str(), item.day());
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
    json!({"id": item.id, "times": times.collect::<Vec<_>>()})
}
