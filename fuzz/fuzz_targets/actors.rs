//! Names, actors and parts of speech of any text: every place in bounds, on whole characters, in order.

#![no_main]

use firsthand_claim::tag::Tagged;
use firsthand_claim::{ActorKind, named_in};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let tagged = Tagged::new(text);
    assert_eq!(tagged.words.len(), tagged.parts.len());
    let named = named_in(&tagged);
    let mut last = 0;
    for name in &named.names {
        assert!(last <= name.span.start && name.span.start < name.span.end);
        assert!(text.get(name.span.start..name.span.end).is_some());
        assert!(name.actor.is_none_or(|actor| actor < named.actors.len()));
        assert!(!matches!(name.kind, ActorKind::Unnamed | ActorKind::Unresolved));
        last = name.span.end;
    }
    for form in named.actors.iter().flat_map(|actor| &actor.forms).chain(&named.unresolved) {
        assert!(text.get(form.start..form.end).is_some());
    }
    for office in &named.offices {
        assert!(office.holder < named.actors.len());
        assert!(text.get(office.span.start..office.span.end).is_some());
    }
});
