//! Who did what to whom in one text.

use super::items::Item;
use firsthand_claim::{actors, event_type, events};
use firsthand_text::Span;
use serde_json::{Value, json};

/// `{"id", "event"}` for a text whose actors are given, else `{"id", "events": […]}`.
pub(crate) fn line(item: &Item) -> Value {
    let text = item.text.as_str();
    if item.fields.contains_key("source") || item.fields.contains_key("target") {
        let source = place(text, item.fields.get("source"));
        let target = place(text, item.fields.get("target"));
        let event = event_type(text, source, target);
        return json!({"id": item.id, "event": event.map(|event| event.as_str())});
    }
    let places = item.places();
    let actors = actors(text);
    let names = |them: &[usize]| -> Vec<&str> {
        them.iter().filter_map(|&at| actors.get(at)).map(|actor| actor.name.as_str()).collect()
    };
    let found = events(text, &actors);
    let events = found.iter().map(|event| {
        json!({
            "event": event.kind.as_str(),
            "verb": places.all(&[event.verb]),
            "sentence": places.all(&[event.sentence]),
            "actors": names(&event.actors),
            "recipients": names(&event.recipients),
            "modality": event.modality.as_str(),
        })
    });
    json!({"id": item.id, "events": events.collect::<Vec<_>>()})
}

/// Where the words of an actor stand. They are given as a string, or as a list of `{"actorText"}`
/// as PLOVER's own records have it; the first counts.
fn place(text: &str, actor: Option<&Value>) -> Option<Span> {
    let words = match actor? {
        Value::String(words) => words.as_str(),
        Value::Array(list) => list.first()?.get("actorText")?.as_str()?,
        _ => return None,
    };
    let start = (!words.is_empty()).then(|| text.find(words))??;
    Some(Span::new(start, start + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_actors() {
        let text = "Orvland asked Brenn for aid.";
        for (actor, expected) in [
            (json!("Brenn"), Some(Span::new(14, 19))),
            (json!([{"actorText": "Orvland", "code": "ORV"}]), Some(Span::new(0, 7))),
            (json!("Kessel"), None),
            (json!(""), None),
            (json!([]), None),
            (json!(3), None),
        ] {
            assert_eq!(place(text, Some(&actor)), expected, "{actor}");
        }
        assert_eq!(place(text, None), None);
    }
}
