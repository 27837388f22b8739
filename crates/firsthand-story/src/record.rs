//! The record of a pile of coverage: what is said, by whom, since when, in how many accounts.
//!
//! The types follow the public record field by field, but point at documents by their place in
//! [`Record::documents`] and at words by byte spans; `firsthand-present` owns the public layout.
//! Every item that says something about the world carries its [`Evidence`].

use firsthand_claim::{Act, ActorKind, Approximation, EventType, Modality, Mode, ProvisionKind, Stage};
use firsthand_read::{Article, Notice};
use firsthand_stemma::{Certainty, EditClass, EditKind, HeadlineRelation, InDispatch};
use firsthand_text::Span;

/// Words of one document: a place in [`Record::documents`] and a span of that document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Place of the document in the record.
    pub document: usize,
    /// The words, as bytes of the document's text.
    pub span: Span,
}

/// Everything that a pile of pages gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The pages, by file name and then by id.
    pub documents: Vec<Document>,
    /// Texts that are one testimony, by first document.
    pub accounts: Vec<Account>,
    /// The common text of families, segment by segment.
    pub passages: Vec<PassageEntry>,
    /// What copies changed, gravest first.
    pub edits: Vec<EditEntry>,
    /// Texts about one event, by date.
    pub stories: Vec<Story>,
    /// Stories that follow from one another.
    pub threads: Vec<Thread>,
    /// Dated events, by date.
    pub timeline: Vec<TimelineEntry>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Statements that say the same, and what the pages say in their own voice.
    pub claims: Vec<Claim>,
    /// Claims that cannot both hold.
    pub conflicts: Vec<Conflict>,
    /// What only looks like a conflict, named for what it is.
    pub relations: Vec<Relation>,
    /// Numbers with what they count.
    pub quantities: Vec<QuantityEntry>,
    /// Agreements and their steps.
    pub agreements: Vec<Agreement>,
    /// Who occurs.
    pub actors: Vec<ActorEntry>,
    /// What was damaged or unsure, beyond single documents.
    pub notices: Vec<(Option<String>, Notice)>,
}

/// One page and what was made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The page as it was read.
    pub article: Article,
    /// When it was published, as far as can be told.
    pub published: Dating,
}

/// A date of publication with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Dating {
    /// First day possible, as EDTF; `None` when open.
    pub earliest: Option<String>,
    /// Last day possible, as EDTF; `None` when open.
    pub latest: Option<String>,
    /// How it was reached, in words; documents as `{0}`.
    pub basis: String,
    /// The steps of the reasoning, in order; documents as `{0}`.
    pub steps: Vec<(String, Vec<Evidence>)>,
    /// What kind of knowledge it is.
    pub certainty: DatingCertainty,
}

/// What kind of knowledge a date of publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DatingCertainty {
    /// The page states it.
    Stated,
    /// Worked out by the calendar from what the page says.
    WorkedOut,
    /// A copy of the same text is dated.
    ThroughCopies,
    /// Only bounds are known.
    Bounded,
    /// Nothing is known.
    Unknown,
}

impl DatingCertainty {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            DatingCertainty::Stated => "stated",
            DatingCertainty::WorkedOut => "worked-out",
            DatingCertainty::ThroughCopies => "through-copies",
            DatingCertainty::Bounded => "bounded",
            DatingCertainty::Unknown => "unknown",
        }
    }
}

/// Texts that are one testimony: a family of copies, or a text alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// "a1", …
    pub id: String,
    /// Its documents, in order.
    pub documents: Vec<usize>,
    /// The text they come from; `None` for a text alone that credits nobody.
    pub dispatch: Option<AccountDispatch>,
    /// The document that holds most of the common text.
    pub most_complete: Option<usize>,
    /// The document that added and changed least.
    pub least_altered: Option<usize>,
    /// Who took it from where.
    pub copied_from: Vec<CopiedFrom>,
    /// The headlines of a family, each distinct one once: first the dispatch's, or the commonest.
    pub headlines: Vec<AccountHeadline>,
}

/// A headline and the documents that have it to the letter.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountHeadline {
    /// The documents, in order.
    pub documents: Vec<usize>,
    /// What it is to the first one.
    pub relation: HeadlineRelation,
}

/// The text that an account comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountDispatch {
    /// Whose it is, when a page says so.
    pub agency: Option<String>,
    /// The document that is it; `None` when it is not among these pages.
    pub held: Option<usize>,
    /// Why, in words; documents as `{0}`.
    pub basis: String,
}

/// A document and what it was taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct CopiedFrom {
    /// The copy.
    pub document: usize,
    /// The exemplar; `None` when it is lost.
    pub exemplar: Option<usize>,
    /// Share of the copy's words that were taken, in `0.0..=1.0`.
    pub share: f32,
    /// How sure.
    pub certainty: Certainty,
    /// The evidence in words; documents as `{0}`.
    pub why: Vec<String>,
}

/// One sentence of a family's common text, as each document has it.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageEntry {
    /// "p1", …
    pub id: String,
    /// The account it belongs to, as a place in [`Record::accounts`].
    pub account: usize,
    /// Whether it stood in the dispatch.
    pub in_dispatch: InDispatch,
    /// The documents that have it.
    pub readings: Vec<Evidence>,
    /// The sentence as it is likely to have stood in the dispatch, in pieces, each to the letter from
    /// a document that has the words that most independent documents support.
    pub reconstructed: Vec<Evidence>,
    /// Independent documents that support its least supported words …
    pub votes: usize,
    /// … of so many that have the sentence; copies of copies are none.
    pub of: usize,
}

/// A place where copies differ.
#[derive(Clone, Debug, PartialEq)]
pub struct EditEntry {
    /// "e1", …
    pub id: String,
    /// The account it belongs to, as a place in [`Record::accounts`].
    pub account: usize,
    /// How much it matters.
    pub class: EditClass,
    /// What was done.
    pub kind: EditKind,
    /// Documents that have words here.
    pub readings: Vec<Evidence>,
    /// Documents that lack them.
    pub absent: Vec<usize>,
    /// The very words that differ, where they are narrower than the readings.
    pub change: Vec<Evidence>,
    /// What it does, in words; documents as `{0}`.
    pub note: String,
}

/// The articles about one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// "s1", …
    pub id: String,
    /// The headline of its fullest account, to the letter, or the first words of its text.
    pub title: String,
    /// EDTF, when known.
    pub date: Option<String>,
    /// Its documents.
    pub documents: Vec<usize>,
    /// How many independent accounts.
    pub accounts: usize,
}

/// Stories that follow from one another.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// "t1", …
    pub id: String,
    /// The name of the agreement it is about, or its latest story's title.
    pub title: String,
    /// Places in [`Record::stories`], by date.
    pub stories: Vec<usize>,
    /// Why they are linked.
    pub why: Vec<String>,
}

/// A dated event.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEntry {
    /// "v1", …
    pub id: String,
    /// EDTF.
    pub date: String,
    /// Whether it happened.
    pub modality: Modality,
    /// PLOVER type with actors and recipients (places in [`Record::actors`]), where known.
    pub event: Option<(EventType, Vec<usize>, Vec<usize>)>,
    /// How the date was reached.
    pub basis: String,
    /// The sentence in each document that tells it, clearest first.
    pub evidence: Vec<Evidence>,
    /// The words that date it.
    pub time_evidence: Vec<Evidence>,
    /// How many independent accounts tell it.
    pub accounts: usize,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest name, or the words that describe an unnamed source.
    pub name: String,
    /// Role, as the pages give it.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3 or a name.
    pub country: Option<String>,
    /// What the speaker is.
    pub kind: ActorKind,
    /// Place in [`Record::actors`].
    pub actor: Option<usize>,
}

/// One thing said, wherever it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// "q1", …
    pub id: String,
    /// Who speaks; `None` when nobody is named.
    pub speaker: Option<Speaker>,
    /// How it is rendered.
    pub mode: Mode,
    /// What kind of act.
    pub act: Act,
    /// Words that make it less sure.
    pub hedge: Vec<Evidence>,
    /// To whom.
    pub to: Option<Evidence>,
    /// The words that attribute, in the first place.
    pub cue: String,
    /// When it was said, EDTF, where known.
    pub date: Option<String>,
    /// The content, one or more a place.
    pub evidence: Vec<Evidence>,
    /// The words that name the source.
    pub source_evidence: Vec<Evidence>,
    /// How many independent accounts carry it.
    pub accounts: usize,
}

/// Statements that say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// "c1", …
    pub id: String,
    /// Places in [`Record::statements`].
    pub statements: Vec<usize>,
    /// Where pages say it in their own voice.
    pub own_voice: Vec<Evidence>,
    /// How many pages carry it.
    pub pages: usize,
    /// How many independent accounts carry it.
    pub accounts: usize,
    /// How many original sources, least and most.
    pub origins: (usize, usize),
    /// Claims against it, as places in [`Record::claims`].
    pub against: Vec<usize>,
    /// The clearest quotation.
    pub clearest: Evidence,
    /// All places.
    pub evidence: Vec<Evidence>,
}

/// Claims that cannot both hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// "x1", …
    pub id: String,
    /// Why they are against each other.
    pub kind: ConflictKind,
    /// What it is about: words of the pages, to the letter.
    pub about: String,
    /// The sides.
    pub sides: Vec<Side>,
    /// Copies that lack a denial which a sibling carries.
    pub left_out_by: Vec<usize>,
}

/// Why claims are against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// Said by one, denied by another.
    Denied,
    /// Two figures for the same thing at the same time.
    IncompatibleFigures,
    /// Two dates for the same event.
    IncompatibleDates,
}

impl ConflictKind {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            ConflictKind::Denied => "denied",
            ConflictKind::IncompatibleFigures => "incompatible-figures",
            ConflictKind::IncompatibleDates => "incompatible-dates",
        }
    }
}

/// One side of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Who: a speaker's name, or "`{0}` in its own voice".
    pub who: String,
    /// "denies", "accuses", "asserts", "declines-to-confirm", "told-as-fact".
    pub stance: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Two claims that only look as if they were against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What it is.
    pub kind: RelationKind,
    /// The claims or other items, by id.
    pub between: Vec<String>,
    /// What it is about, in words of the pages.
    pub about: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// What only looks like a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// The same, said with less precision.
    LessPrecise,
    /// A later figure replaces an earlier one.
    Superseded,
    /// A date passed and another was named.
    Slipped,
    /// Other words for the same.
    Framing,
    /// Told as fact by one, attributed by another.
    OwnVoice,
    /// Another person holds the office.
    OfficeChanged,
}

impl RelationKind {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            RelationKind::LessPrecise => "less-precise",
            RelationKind::Superseded => "superseded",
            RelationKind::Slipped => "slipped",
            RelationKind::Framing => "framing",
            RelationKind::OwnVoice => "own-voice",
            RelationKind::OfficeChanged => "office-changed",
        }
    }
}

/// A number with what it counts, wherever it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityEntry {
    /// "n1", …
    pub id: String,
    /// The number.
    pub value: f64,
    /// The greatest, of a range or order of magnitude.
    pub upper: Option<f64>,
    /// What is counted.
    pub unit: String,
    /// How exact.
    pub approximation: Approximation,
    /// Who says so, as a place in [`Record::statements`].
    pub by: Option<usize>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// An agreement and how it went on.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// "g1", …
    pub id: String,
    /// Its fullest name, to the letter.
    pub name: String,
    /// Its parties' names.
    pub parties: Vec<String>,
    /// What it is said to hold.
    pub provisions: Vec<AgreementProvision>,
    /// Its steps, by date.
    pub steps: Vec<AgreementStep>,
    /// Where it stands at the end of these pages.
    pub status: Option<AgreementStatus>,
}

/// Something an agreement is said to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementProvision {
    /// What kind.
    pub kind: ProvisionKind,
    /// Who says so, as a place in [`Record::statements`].
    pub by: Option<usize>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A step in the life of an agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementStep {
    /// EDTF, where known: the day of the step, for a scheduled signing the day of the announcement.
    pub date: Option<String>,
    /// The day it is due, EDTF, for a scheduled signing.
    pub due: Option<String>,
    /// Which step.
    pub stage: Stage,
    /// The party that took it, where only one did.
    pub party: Option<String>,
    /// Who says so; `None` when the pages tell it in their own voice.
    pub by: Option<String>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Where an agreement stands.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementStatus {
    /// The latest step told.
    pub stage: Stage,
    /// The day that is told of, EDTF.
    pub as_of: Option<String>,
    /// The day something is due, EDTF.
    pub due: Option<String>,
    /// Whether what was due is confirmed by these pages.
    pub confirmed: bool,
}

/// Who occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorEntry {
    /// "k1", …
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Role, as the pages give it.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3 or a name.
    pub country: Option<String>,
    /// First day on which the pages give this role, EDTF.
    pub from: Option<String>,
    /// Last such day, EDTF.
    pub to: Option<String>,
    /// Every form of the name, once for each document and wording.
    pub forms: Vec<Evidence>,
}
