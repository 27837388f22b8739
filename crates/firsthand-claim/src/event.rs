//! Who did what to whom: PLOVER types (PLOVER codebook, draft 0.8, 2021).

use crate::{Actor, Modality};
use firsthand_text::Span;

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
    let _ = (text, source, target);
    None
}

/// The events of `text`, in order: sentences in which a known verb has an actor.
pub fn events(text: &str, actors: &[Actor]) -> Vec<Event> {
    let _ = (text, actors);
    Vec::new()
}
