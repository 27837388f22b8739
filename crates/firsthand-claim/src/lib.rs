//! What one text says: who says what, when it was or will be, how many, and who is who.
//!
//! [`claims`] is the one way in; each of its parts is public for itself: [`actors`], [`named`],
//! [`attributions`], [`times`], [`quantities`], [`event_type`], [`agreement_mentions`]. Every part
//! of a result is a span of the text given; nothing is paraphrased. A date that can't be anchored
//! stays open, with the clue that it gives. This crate knows nothing of pages, outlets or copies.

mod actor;
mod agreement;
mod attribution;
mod event;
pub mod know;
mod language;
mod quantity;
pub mod tag;
mod when;

pub use actor::{Actor, ActorKind, Name, Named, Office, actors, named, named_in};
pub use agreement::{AgreementMention, Provision, ProvisionKind, Stage, Step, agreement_mentions};
pub use attribution::{Act, Attribution, Mode, attributions};
pub use event::{Event, EventType, event_type, events};
pub use language::Language;
pub use quantity::{
    Approximation, Dimension, Number, Numeral, NumeralKind, Quantity, QuantityKind, Role, Unit, numbers,
    numerals_in, quantities,
};
pub use when::{Clue, Direction, Modality, When, WhenKind, times};

pub use rust_decimal::Decimal;

use jiff::civil::Date;

/// All that one text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// Who occurs, by first mention.
    pub actors: Vec<Actor>,
    /// Who says what, in order.
    pub attributions: Vec<Attribution>,
    /// Time expressions, in order.
    pub times: Vec<When>,
    /// Numbers with what they count, in order.
    pub quantities: Vec<Quantity>,
    /// Who did what to whom, in order.
    pub events: Vec<Event>,
    /// Agreements and their steps, in order.
    pub agreements: Vec<AgreementMention>,
}

/// Reads `text` against `published`, the day it was published where that is known.
pub fn claims(text: &str, published: Option<Date>) -> Claims {
    let actors = actors(text);
    let attributions = attributions(text, &actors);
    let times = times(text, published);
    let quantities = quantities(text, &times);
    let events = events(text, &actors);
    let agreements = agreement_mentions(text, &actors, &times);
    Claims { actors, attributions, times, quantities, events, agreements }
}
