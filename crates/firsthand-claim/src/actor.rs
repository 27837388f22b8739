//! People, bodies and places named in a text, with role and country, and what later refers to them.

mod dateline;
mod grammar;
mod mention;
mod name;
mod resolve;
mod state;
pub(crate) mod table;
pub(crate) mod word;

pub(crate) use dateline::after_dateline;
pub(crate) use grammar::{is_auxiliary, is_finite};

use firsthand_text::Span;

/// Someone or something that acts or speaks, with all places of one text that mean it.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The fullest name in the text ("Anna Berg"; "the White House" without its article).
    /// For a capital that stands for its government, the country's name ("Norway" for "Oslo denies").
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
    /// A state or its government ("Norway", "Oslo" when it acts).
    Government,
    /// A place as a place ("in Oslo").
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
    let words = word::Words::new(text);
    resolve::resolve(&words, &mention::mentions(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[&str]) {
        let found: Vec<String> = actors(text)
            .iter()
            .map(|actor| {
                let forms: Vec<&str> = actor.forms.iter().map(|form| form.of(text)).collect();
                let role = actor.role.as_deref().unwrap_or("-");
                let country = actor.country.as_deref().unwrap_or("-");
                format!("{} {} | {role} | {country} | {}", actor.kind.as_str(), actor.name, forms.join("; "))
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn people() {
        check(
            "Danish Foreign Minister Helen Orr said it. Ms Orr left. She was glad.",
            &["person Helen Orr | Foreign Minister | DNK | Danish Foreign Minister Helen Orr; Ms Orr; She"],
        );
        check(
            "The director of the Harbour Council, Ann Marlow, spoke. The director left.",
            &[
                "person Ann Marlow | director of the Harbour Council | - | director of the Harbour Council, Ann Marlow; director",
            ],
        );
        check(
            "Tom Keld, the head of the River Agency, said so.",
            &[
                "person Tom Keld | head of the River Agency | - | Tom Keld; head",
                "organisation River Agency | - | - | River Agency",
            ],
        );
        check(
            "US Secretary of State Ann Orr met him.",
            &["person Ann Orr | Secretary of State | USA | US Secretary of State Ann Orr"],
        );
        check(
            "Ann Orr and Tom Keld met. He said no.",
            &["person Ann Orr | - | - | Ann Orr", "person Tom Keld | - | - | Tom Keld; He"],
        );
    }

    #[test]
    fn capitals_act_or_are_places() {
        check("Oslo denies that.", &["government Norway | - | NOR | Oslo"]);
        check("They met in Oslo.", &["place Oslo | - | NOR | Oslo"]);
        check(
            "Oslo and Lisbon have met.",
            &["government Norway | - | NOR | Oslo", "government Portugal | - | PRT | Lisbon"],
        );
        check("They were told to visit Oslo.", &["place Oslo | - | NOR | Oslo"]);
    }

    #[test]
    fn states_that_no_table_knows() {
        check(
            "Velmora's Foreign Minister Helen Orr left. The Velmoran president stayed. Velmora denies it.",
            &[
                "government Velmora | - | Velmora | Velmora; Velmora",
                "person Helen Orr | Foreign Minister | Velmora | Velmora's Foreign Minister Helen Orr",
            ],
        );
    }

    #[test]
    fn offices_are_whole() {
        check(
            "Velmora's ambassador in Brask, Ilva Torn, left. Her Velmoran colleague, Ms Oda Keld, stayed.",
            &[
                "government Velmora | - | Velmora | Velmora",
                "person Ilva Torn | ambassador | Velmora | Velmora's ambassador in Brask, Ilva Torn",
                "person Oda Keld | - | Velmora | Her Velmoran colleague, Ms Oda Keld",
            ],
        );
        check(
            "Velmoran Foreign Minister Ilva Torn left Velmora.",
            &[
                "person Ilva Torn | Foreign Minister | Velmora | Velmoran Foreign Minister Ilva Torn",
                "place Velmora | - | Velmora | Velmora",
            ],
        );
        check(
            "A spokeswoman for the prime minister, Ilva Torn, left.",
            &[
                "person Ilva Torn | spokeswoman for the prime minister | - | spokeswoman for the prime minister, Ilva Torn",
            ],
        );
        check("BRASK, May 3 (Agency) - Nobody came.", &[]);
        check(
            "The port company said so. The company left.",
            &["organisation port company | - | - | port company; company"],
        );
    }

    #[test]
    fn unnamed() {
        check("Two officials said so.", &["unnamed Two officials | - | - | Two officials"]);
        check("It was an official visit and a source of pride.", &[]);
        check(
            "Norwegian officials denied it.",
            &["unnamed Norwegian officials | - | NOR | Norwegian officials"],
        );
    }

    #[test]
    fn survives_anything() {
        for text in
            ["", "\0\0", "’s", "the", "Mr", "President of", "U.S.", "the director of", ", , ,", "A and", "—"]
        {
            actors(text);
        }
        actors(&"The Minister of ".repeat(2000));
        actors(&"a, ".repeat(20000));
    }
}
