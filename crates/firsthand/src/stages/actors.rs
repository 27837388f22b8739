//! People, bodies, governments and places of one text.

use super::items::Item;
use firsthand_claim::named;
use serde_json::{Value, json};

/// `{"id", "actors": […], "names": […], "offices": […], "unresolved": […]}`.
pub(crate) fn line(item: &Item) -> Value {
    let places = item.places();
    let named = named(item.text.as_str());
    let actors = named.actors.iter().map(|actor| {
        json!({
            "name": actor.name,
            "kind": actor.kind.as_str(),
            "role": actor.role,
            "country": actor.country,
            "forms": places.all(&actor.forms),
        })
    });
    let names = named.names.iter().map(|name| {
        let (start, end) = places.one(name.span);
        json!({"start": start, "end": end, "kind": name.kind.as_str(), "actor": name.actor})
    });
    let offices = named.offices.iter().map(|office| {
        let (start, end) = places.one(office.span);
        json!({
            "holder": office.holder,
            "role": office.role,
            "country": office.country,
            "date": item.day().map(|day| day.to_string()),
            "start": start,
            "end": end,
        })
    });
    json!({
        "id": item.id,
        "actors": actors.collect::<Vec<_>>(),
        "names": names.collect::<Vec<_>>(),
        "offices": offices.collect::<Vec<_>>(),
        "unresolved": places.all(&named.unresolved),
    })
}
