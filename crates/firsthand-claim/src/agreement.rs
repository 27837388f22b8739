//! Agreements between states and organisations as one text tells of them: names, parties,
//! provisions, and steps on the life cycle of the Vienna Convention on the Law of Treaties.

use crate::{Actor, Modality, When};
use firsthand_text::Span;

/// One place of a text that speaks of an agreement, with what it says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementMention {
    /// The words that name it: "a comprehensive new treaty", "the deal".
    pub name: Span,
    /// The sentence.
    pub sentence: Span,
    /// Parties named with it, as indices into the actors given; empty when it says "the deal".
    pub parties: Vec<usize>,
    /// Which mention of the same text it continues, where it names no parties itself ("the deal").
    pub same_as: Option<usize>,
    /// Steps told in this sentence.
    pub steps: Vec<Step>,
    /// What it is said to hold.
    pub provisions: Vec<Provision>,
}

/// A step in the life of an agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// The words that tell it.
    pub span: Span,
    /// The time expression that dates it, as an index into the times given; `None` when it is told as
    /// of now.
    pub when: Option<usize>,
    /// Whether it happened.
    pub modality: Modality,
    /// The party that took it, where only one did (ratification), as an index into the actors given.
    pub party: Option<usize>,
}

/// Stages in the life of an agreement, in order (Vienna Convention 1969, articles 9 to 16, 24, 54 to 57).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Someone wants one.
    Proposed,
    /// Leaders agreed or ordered to draw one up.
    Mandated,
    /// Talks are held.
    Negotiating,
    /// The text is being worked on or prepared for signing.
    InPreparation,
    /// The text is final or nearly so.
    TextReady,
    /// Put off, with or without a cause.
    Delayed,
    /// Initialled.
    Initialled,
    /// A day for signing is set.
    SigningScheduled,
    /// Signed.
    Signed,
    /// Ratified by a party.
    Ratified,
    /// In force.
    InForce,
    /// Suspended.
    Suspended,
    /// Ended.
    Terminated,
    /// A party left.
    Withdrawn,
}

impl Stage {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Proposed => "proposed",
            Stage::Mandated => "mandated",
            Stage::Negotiating => "negotiating",
            Stage::InPreparation => "in-preparation",
            Stage::TextReady => "text-ready",
            Stage::Delayed => "delayed",
            Stage::Initialled => "initialled",
            Stage::SigningScheduled => "signing-scheduled",
            Stage::Signed => "signed",
            Stage::Ratified => "ratified",
            Stage::InForce => "in-force",
            Stage::Suspended => "suspended",
            Stage::Terminated => "terminated",
            Stage::Withdrawn => "withdrawn",
        }
    }
}

/// Something an agreement is said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provision {
    /// What kind.
    pub kind: ProvisionKind,
    /// The words that tell it.
    pub span: Span,
}

/// Kinds of provision: the five obligations of ATOP 5.1, and cooperation otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProvisionKind {
    /// Help when attacked ("mutual defence").
    Defence,
    /// Joint attack.
    Offence,
    /// No help to an enemy.
    Neutrality,
    /// No use of force against each other.
    Nonaggression,
    /// Talks in a crisis.
    Consultation,
    /// Working together in a field.
    Cooperation,
}

impl ProvisionKind {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            ProvisionKind::Defence => "defence",
            ProvisionKind::Offence => "offence",
            ProvisionKind::Neutrality => "neutrality",
            ProvisionKind::Nonaggression => "nonaggression",
            ProvisionKind::Consultation => "consultation",
            ProvisionKind::Cooperation => "cooperation",
        }
    }
}

/// The agreements of `text`, in order of mention; `actors` and `times` are those of the same text.
pub fn agreement_mentions(text: &str, actors: &[Actor], times: &[When]) -> Vec<AgreementMention> {
    let _ = (text, actors, times);
    Vec::new()
}
