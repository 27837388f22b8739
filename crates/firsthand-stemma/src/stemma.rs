//! What [`crate::trace`] finds: pairs with their passages, and a stemma for each family.

use firsthand_text::Span;

/// All that was found among a set of witnesses, in a fixed order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Tracing {
    /// Every pair that shares text beyond a quotation or a stock line, `a` before `b` by witness id.
    pub pairs: Vec<Pair>,
    /// One stemma for each family of two or more witnesses.
    pub families: Vec<Stemma>,
}

/// Two witnesses and the passages they share.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Place of the one in the slice given.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// What they share, in order of `a`.
    pub passages: Vec<Passage>,
    /// What they share that is an outlet's furniture or stock background: no evidence of copying, and
    /// not counted in the shares.
    pub boilerplate: Vec<Passage>,
    /// Share of the words of `a` that lie in passages, in `0.0..=1.0`.
    pub share_a: f32,
    /// Share of the words of `b` that lie in passages, in `0.0..=1.0`.
    pub share_b: f32,
}

/// A pair of spans with the same content, verbatim or lightly rewritten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// Span of the text of witness `a`.
    pub a: Span,
    /// Span of the text of witness `b`.
    pub b: Span,
}

/// A family of copies: who copied whom, from what, and what became of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Stemma {
    /// The witnesses, ordered by id.
    pub witnesses: Vec<usize>,
    /// The text they come from.
    pub dispatch: Dispatch,
    /// One for each witness that is not itself the dispatch, in order of `witnesses`. Acyclic.
    pub copyings: Vec<Copying>,
    /// The witness that holds most of the common text.
    pub most_complete: usize,
    /// The witness that added and changed least.
    pub least_altered: usize,
    /// The common text, sentence by sentence, in its likely order.
    pub segments: Vec<Segment>,
    /// What the witnesses changed.
    pub edits: Vec<Edit>,
    /// The headlines, each distinct one once: first the dispatch's, or the one that most have.
    pub headlines: Vec<Headline>,
}

/// A headline and who has it to the letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// The witnesses, in order of the family.
    pub witnesses: Vec<usize>,
    /// What it is to the first one.
    pub relation: HeadlineRelation,
}

/// What a headline is to the dispatch's, or to the one that most witnesses have.
#[derive(Clone, Debug, PartialEq)]
pub enum HeadlineRelation {
    /// It is that one.
    Common,
    /// Another form of it.
    Form {
        /// How much the gravest change matters.
        class: EditClass,
        /// What that change is.
        kind: EditKind,
        /// What it does, in words, where there is more to say.
        note: String,
    },
    /// One of its own.
    Own,
}

impl HeadlineRelation {
    /// The word in the public record.
    pub fn as_str(&self) -> &'static str {
        match self {
            HeadlineRelation::Common => "common",
            HeadlineRelation::Form { .. } => "form",
            HeadlineRelation::Own => "own",
        }
    }
}

/// The root of a stemma: held by one witness, or lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispatch {
    /// Whose text it is, when a witness says so.
    pub named: Option<String>,
    /// The witness that is the dispatch; `None` when it is lost.
    pub held: Option<usize>,
    /// Why, in words; witnesses as `{0}`, `{3}` (their place in the slice).
    pub basis: String,
}

/// Where a witness took its text from.
#[derive(Clone, Debug, PartialEq)]
pub struct Copying {
    /// The witness that copied.
    pub copy: usize,
    /// What it copied.
    pub exemplar: Exemplar,
    /// Share of the copy's words that lie in passages with the exemplar (with the family's common
    /// text when that is lost), in `0.0..=1.0`.
    pub share: f32,
    /// How sure the direction is.
    pub certainty: Certainty,
    /// The evidence, strongest first; witnesses as `{0}`.
    pub why: Vec<String>,
}

/// What was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemplar {
    /// Another witness.
    Held(usize),
    /// A text that is not among the witnesses.
    Lost,
}

/// How sure it is that a text was copied from the one named and no other. On synthetic wire copy whose
/// sources are known (sets that nothing was fitted on) so many of what is stated with each word are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Only the best of several: one in three.
    Undecided,
    /// Two in three.
    Possible,
    /// Nine in ten.
    Likely,
    /// At least 97 of a hundred. That nobody holds the text copied is never more than likely.
    Certain,
}

/// One sentence of the common text, as each witness has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Whether it stood in the dispatch.
    pub in_dispatch: InDispatch,
    /// The witnesses that have it, in order of the family.
    pub readings: Vec<Reading>,
    /// The sentence as it is likely to have stood in the dispatch: pieces of witnesses' texts in
    /// order, each with the words that most independent witnesses support. One piece where one
    /// witness has them all; what a witness has alone is its own.
    pub text: Vec<Reading>,
    /// Independent witnesses (copies of copies are none) that support the least supported words of
    /// `text` …
    pub votes: usize,
    /// … of so many that have the sentence.
    pub of: usize,
}

/// Whether a sentence stood in the text that the family comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InDispatch {
    /// Two witnesses that don't copy each other have it, or the dispatch is held and has it.
    Certain,
    /// One has it, between two that are certain.
    Probable,
    /// A witness's own.
    No,
}

/// What one witness has in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The witness.
    pub witness: usize,
    /// Its words; `None` when it lacks them.
    pub span: Option<Span>,
}

/// A place where witnesses of a family differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// How much it matters.
    pub class: EditClass,
    /// What was done.
    pub kind: EditKind,
    /// Every witness concerned; at least one has words.
    pub readings: Vec<Reading>,
    /// What it does, in words, where there is more to say than class and kind; witnesses as `{0}`.
    pub note: String,
    /// The words that differ, as (reading of most witnesses, other reading), for a short line.
    pub change: Option<Change>,
}

/// The words that differ in an edit, narrower than its readings.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where the words stand (or would stand) in each reading, in order of `Edit::readings`.
    pub spans: Vec<Option<Span>>,
}

/// How much an edit matters, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditClass {
    /// What is said to be so is no longer the same: modality, number, negation, attribution, an
    /// omission that matters.
    Meaning,
    /// The same fact in loaded or other words.
    Framing,
    /// Words that the common text does not have.
    Added,
    /// Reworded, and as far as can be told nothing more.
    Wording,
    /// Spelling, name form, honorific, quotation marks, case.
    Style,
}

/// What was done in an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EditKind {
    /// "defence" / "defense".
    Spelling,
    /// "Yusuf" / "Yousef".
    NameForm,
    /// "Mr".
    Honorific,
    /// Quotation marks, dashes, punctuation.
    Punctuation,
    /// "NATO" / "Nato".
    Case,
    /// "PLACE:" / "PLACE -".
    Dateline,
    /// "18 January" / "January 18": the same words in another order.
    WordOrder,
    /// "on Monday" / "Monday": a word that says nothing comes or goes.
    SmallWord,
    /// "have exchanged" / "exchange".
    Tense,
    /// Other words.
    Rewrite,
    /// "plans to" / "will"; a hedge added or removed.
    Modality,
    /// A number changed.
    Number,
    /// "not" added or removed.
    Negation,
    /// Who says so changed, or was dropped.
    Attribution,
    /// Words left out inside a sentence.
    Omission,
    /// Words left out, with a word left over that shows the cut.
    OmissionWithLeftover,
    /// Sentences left out in the middle.
    CutMiddle,
    /// The end left out.
    TailCut,
    /// A denial that others carry is missing.
    DenialMissing,
    /// Words or sentences added.
    Addition,
    /// A date made explicit.
    AddedDate,
    /// A credit inserted.
    AddedCredit,
}

impl EditClass {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            EditClass::Meaning => "meaning",
            EditClass::Framing => "framing",
            EditClass::Added => "added",
            EditClass::Wording => "wording",
            EditClass::Style => "style",
        }
    }
}

impl EditKind {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            EditKind::Spelling => "spelling",
            EditKind::NameForm => "name-form",
            EditKind::Honorific => "honorific",
            EditKind::Punctuation => "punctuation",
            EditKind::Case => "case",
            EditKind::Dateline => "dateline",
            EditKind::WordOrder => "word-order",
            EditKind::SmallWord => "small-word",
            EditKind::Tense => "tense",
            EditKind::Rewrite => "rewrite",
            EditKind::Modality => "modality",
            EditKind::Number => "number",
            EditKind::Negation => "negation",
            EditKind::Attribution => "attribution",
            EditKind::Omission => "omission",
            EditKind::OmissionWithLeftover => "omission-with-leftover",
            EditKind::CutMiddle => "cut-middle",
            EditKind::TailCut => "tail-cut",
            EditKind::DenialMissing => "denial-missing",
            EditKind::Addition => "addition",
            EditKind::AddedDate => "added-date",
            EditKind::AddedCredit => "added-credit",
        }
    }
}

impl Certainty {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Undecided => "undecided",
            Certainty::Possible => "possible",
            Certainty::Likely => "likely",
            Certainty::Certain => "certain",
        }
    }
}

impl InDispatch {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            InDispatch::Certain => "certain",
            InDispatch::Probable => "probable",
            InDispatch::No => "no",
        }
    }
}
