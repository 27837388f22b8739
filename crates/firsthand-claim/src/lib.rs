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
//! A length counted from an event is a date once the text has dated that event ("a week after the vote").
//! What can't be anchored keeps the "X" of TIMEX3 in its value, and its basis says why after "open: ".
//!
//! Measured with the project's `evals` on labelled data (F1 of values): TimeBank 0.83, half of WikiWars
//! 0.86; about 26 MB of news text for a second of one processor core (example `times_speed`).
//!
//! # Quantities
//!
//! [`quantities`] finds numbers that count or measure, in figures or words, with their range, how exactly they
//! are meant, unit, SI value and what is counted; [`numbers`] gives every number with what it is instead (a
//! score, a flight's number, a house's). Give it the time expressions of the text, so that years are none.
//!
//! ```
//! use firsthand_claim::{Approximation, quantities, times};
//!
//! let text = "In 2021 flight 370 carried some 300 farmers 120 miles; two-thirds left on 3 May.";
//! let found = quantities(text, &times(text, None));
//! let told: Vec<(String, &str)> =
//!     found.iter().map(|one| (one.value.round_dp(2).to_string(), one.unit.as_str())).collect();
//! assert_eq!(told[0], ("300".to_string(), "farmers"));
//! assert_eq!(found[0].approximation, Approximation::About);
//! assert_eq!(found[1].si().map(|(value, _)| value.to_string()).as_deref(), Some("193121.28"));
//! ```
//!
//! # Actors
//!
//! [`actors`] finds people, bodies, governments and places with all that later means them: short names,
//! "the minister", "she", acronyms. [`named`] gives each name by itself too, who holds which office by this
//! text (with its day a dated fact with its source), and what could not be resolved.
//!
//! ```
//! use firsthand_claim::named;
//!
//! let text = "Danish Foreign Minister Helen Orr met the National Harbour Council (NHC). She left. They stayed \
//!     and the director spoke to the NHC.";
//! let found = named(text);
//! assert_eq!(found.offices[0].role, "Foreign Minister");
//! let council = found.actors.iter().find(|actor| actor.name == "National Harbour Council");
//! assert_eq!(council.map(|actor| actor.forms.len()), Some(3));
//! // Nobody is director so far.
//! assert_eq!(found.unresolved.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["director"]);
//! ```

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
pub use attribution::{Act, Attribution, Mode, attributions, by_rules, learned, marked};
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
