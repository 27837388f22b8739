//! Who says what in one text.

use super::items::Item;
use firsthand_claim::{actors, attributions};
use serde_json::{Value, json};

/// `{"id", "attributions": [{"source", "cue", "content", …}]}`.
pub(crate) fn line(item: &Item) -> Value {
    let places = item.places();
    let actors = actors(item.text.as_str());
    let found = attributions(item.text.as_str(), &actors);
    let attributions = found.iter().map(|said| {
        json!({
            "source": places.all(&said.source),
            "cue": places.all(&said.cue),
            "content": places.all(&said.content),
            "mode": said.mode.as_str(),
            "act": said.act.as_str(),
            "speaker": said.speaker.and_then(|at| actors.get(at)).map(|actor| &actor.name),
        })
    });
    json!({"id": item.id, "attributions": attributions.collect::<Vec<_>>()})
}
