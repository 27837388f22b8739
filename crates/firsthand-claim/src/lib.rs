//! What one text says: who says what, when it was or will be, how many, and who is who.
//!
//! [`claims`] is the one way in; each of its parts is public for itself: [`actors`], [`named`],
//! [`attributions`], [`times`], [`quantities`], [`event_type`], [`agreement_mentions`]. Every part
//! of a result is a span of the text given; nothing is paraphrased. A date that can't be anchored
//! stays open, with the clue that it gives. This crate knows nothing of pages, outlets or copies.
//!
//! # Time expressions
//!
//! [`times`] finds what a text says of time and gives it a TIMEX3 value (TimeML 1.2.1): calendar dates in
//! every written order, weekdays, parts of the day, clock times, months, quarters, seasons, decades,
//! centuries, years BC, lengths, what recurs, offsets, holidays with a rule, and vague references. Each is
//! a [`When`]: its span, its [`WhenKind`], the value, the first and last day that it may mean, whether it
//! has happened or is planned ([`Modality`]), and how its value was reached, in words.
//! [`time_ranges`] tells which two are the ends of one range.
//!
//! A date is anchored at the day of publication, at what the text dated before ("a year later", "the same
//! day"), or, in a text that tells of years long past, at where its story stands. The verb that governs
//! it tells the way: "will sign on Friday" is the next Friday, "signed on Friday" the last.
//!
//! ```
//! use firsthand_claim::{time_ranges, times};
//!
//! let text = "The strike ran from 3 to 5 May; talks resume on Easter Monday 2024 at 10 a.m.";
//! let found = times(text, "2023-05-17".parse().ok());
//! let values: Vec<&str> = found.iter().map(|when| when.value.as_str()).collect();
//! assert_eq!(values, ["2023-05-03", "2023-05-05", "2024-04-01T10:00"]);
//! assert_eq!(time_ranges(text, &found)[0].span.of(text), "from 3 to 5 May");
//! ```
//!
//! Measured with the project's `evals` on labelled data (F1 of values): TimeBank 0.83, half of WikiWars
//! 0.83; about 26 MB of news text for a second of one processor core (example `times_speed`).

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
pub use attribution::{Act, Attribution, Mode, attributions, by_rules, learned};
pub use event::{Event, EventType, event_type, events};
pub use language::Language;
pub use quantity::{
    Approximation, Dimension, Number, Numeral, NumeralKind, Quantity, QuantityKind, Role, Unit, numbers,
    numerals_in, quantities,
};
pub use when::{Clue, Direction, Modality, TimeRange, When, WhenKind, time_ranges, times, times_in};

pub use rust_decimal::Decimal;

use jiff::civil::Date;
use tag::Tagged;

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
    let tagged = Tagged::new(text);
    let actors = named_in(&tagged).actors;
    let attributions = attribution::attributions_in(&tagged, &actors);
    let events = events(text, &actors);
    let mut claims = Claims { actors, attributions, events, ..Claims::default() };
    claims.count_from(text, published);
    claims
}

impl Claims {
    /// Reads anew what depends on the day of publication; `text` is the one that these are the claims of.
    pub fn count_from(&mut self, text: &str, published: Option<Date>) {
        self.times = times(text, published);
        self.quantities = quantities(text, &self.times);
        self.agreements = agreement_mentions(text, &self.actors, &self.times);
    }
}
