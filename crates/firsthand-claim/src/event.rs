//! Who did what to whom: PLOVER types (PLOVER codebook, draft 0.8, 2021).
//!
//! In: a text, with its actors for [`events`], with doer and recipient marked for [`event_type`]. Out:
//! the type told by the first known verb behind the doer ([`lexicon`]), as promised, threatened or
//! refused where the words before it say so ([`code`]).
//!
//! Known gaps: English only; no parse, so a verb of another clause may be taken; a verb that is not in
//! the lexicon gives no event.

mod code;
mod lexicon;
mod lookup;

use crate::agreement::flat::{self, Flat, Kind};
use crate::{Actor, Modality};
use firsthand_text::{Span, sentences};

/// Something done by one actor to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What was done.
    pub kind: EventType,
    /// The verb phrase.
    pub verb: Span,
    /// The sentence.
    pub sentence: Span,
    /// Indices into the actors given.
    pub actors: Vec<usize>,
    /// Indices into the actors given.
    pub recipients: Vec<usize>,
    /// Whether it happened.
    pub modality: Modality,
}

/// The sixteen PLOVER event types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words are PLOVER's own, defined in its codebook")]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventType {
    /// PLOVER's word: "AGREE".
    pub fn as_str(self) -> &'static str {
        match self {
            EventType::Agree => "AGREE",
            EventType::Consult => "CONSULT",
            EventType::Support => "SUPPORT",
            EventType::Concede => "CONCEDE",
            EventType::Cooperate => "COOPERATE",
            EventType::Aid => "AID",
            EventType::Retreat => "RETREAT",
            EventType::Request => "REQUEST",
            EventType::Accuse => "ACCUSE",
            EventType::Reject => "REJECT",
            EventType::Threaten => "THREATEN",
            EventType::Protest => "PROTEST",
            EventType::Sanction => "SANCTION",
            EventType::Mobilize => "MOBILIZE",
            EventType::Coerce => "COERCE",
            EventType::Assault => "ASSAULT",
        }
    }
}

/// The event type of what `source` does to `target` in `text`; `None` when nothing is known.
/// The spans may be given or not.
pub fn event_type(text: &str, source: Option<Span>, target: Option<Span>) -> Option<EventType> {
    let mut found = Vec::new();
    found.extend(source.filter(|span| !span.of(text).is_empty()).map(|span| (span, Kind::Source)));
    found.extend(target.filter(|span| !span.of(text).is_empty()).map(|span| (span, Kind::Target)));
    let whole = flat::clipped(text, Span::new(0, text.len()));
    code::event_type(&Flat::new(text, whole, &flat::disjoint(found)))
}

/// The events of `text`, in order: sentences in which a known verb has an actor.
///
/// Linear in the length of `text` but for sorting what was found in it.
pub fn events(text: &str, actors: &[Actor]) -> Vec<Event> {
    let found = flat::mentions(actors, |_| false);
    let mut events = Vec::new();
    for sentence in sentences(text) {
        let flat = Flat::new(text, flat::clipped(text, sentence), &found);
        if flat.items.iter().any(|item| matches!(item.kind, Kind::Actor(_))) {
            events.extend(code::events(&flat, sentence, actors));
        }
    }
    events
}
