//! Source, cue and content: who says what (PARC 3.0).

use crate::Actor;
use firsthand_text::Span;

/// One thing said, by one source, in one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the source; several when discontinuous, none when it is not named.
    pub source: Vec<Span>,
    /// The words that attribute ("said", "according to").
    pub cue: Vec<Span>,
    /// What is attributed; several when discontinuous. Without the outer quotation marks.
    pub content: Vec<Span>,
    /// How it is rendered.
    pub mode: Mode,
    /// What kind of act it is.
    pub act: Act,
    /// Words that make it less sure ("reportedly").
    pub hedges: Vec<Span>,
    /// To whom, where it is said ("told state television").
    pub to: Option<Span>,
    /// Who speaks: an index into the actors given; `None` when the source is not named or not resolved.
    pub speaker: Option<usize>,
}

/// How speech is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// In quotation marks throughout.
    Direct,
    /// Without quotation marks.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// What is done by saying it, as the public record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Says that something is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Has not said that it is not so: neither a denial nor a confirmation.
    HasNotDenied,
    /// Would not say whether it is so.
    DeclinesToConfirm,
    /// Did not say ("did not specify", "gave no timeline").
    DoesNotSay,
    /// Says that someone did wrong.
    Accuses,
    /// Says that it is so, of something to one's cost.
    Acknowledges,
    /// Says that one will do it.
    Promises,
    /// Says that someone must do it.
    Demands,
    /// Says what may come.
    Warns,
    /// Says that it is wrong.
    Condemns,
    /// Says that it is good.
    Praises,
    /// Thinks that it will be so.
    Expects,
    /// Asks.
    Asks,
    /// Means to do it.
    Plans,
}

impl Mode {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Direct => "direct",
            Mode::Indirect => "indirect",
            Mode::Mixed => "mixed",
        }
    }
}

impl Act {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Act::Asserts => "asserts",
            Act::Denies => "denies",
            Act::HasNotDenied => "has-not-denied",
            Act::DeclinesToConfirm => "declines-to-confirm",
            Act::DoesNotSay => "does-not-say",
            Act::Accuses => "accuses",
            Act::Acknowledges => "acknowledges",
            Act::Promises => "promises",
            Act::Demands => "demands",
            Act::Warns => "warns",
            Act::Condemns => "condemns",
            Act::Praises => "praises",
            Act::Expects => "expects",
            Act::Asks => "asks",
            Act::Plans => "plans",
        }
    }
}

/// Finds who says what in `text`; `actors` are those of the same text.
pub fn attributions(text: &str, actors: &[Actor]) -> Vec<Attribution> {
    let _ = (text, actors);
    Vec::new()
}
