//! People, bodies and places named in a text, with role and country, and what later refers to them.

mod acronym;
mod chunk;
mod dateline;
mod evidence;
mod grammar;
mod learn;
mod mention;
mod name;
mod names;
mod resolve;
mod state;
pub(crate) mod table;
pub(crate) mod word;

pub(crate) use dateline::after_dateline;
pub(crate) use grammar::{is_auxiliary, is_finite};

use crate::tag::{NameKind, Tagged};
use firsthand_text::Span;
use mention::What;

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

impl Actor {
    /// Whether it is a place of no state ("Lake Orr"): named, but no one who acts or whose land it is.
    pub fn is_mere_place(&self) -> bool {
        self.kind == ActorKind::Place && self.country.is_none()
    }
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

/// The actors of `text`, by first mention; [`named`] gives their names and offices too. Linear in its length
/// but for the number of names.
///
/// ```
/// use firsthand_claim::{ActorKind, actors};
///
/// let text = "Danish Foreign Minister Helen Orr left Oslo. Ms Orr said no. Oslo denies it.";
/// let found = actors(text);
/// assert_eq!(found[0].name, "Helen Orr");
/// assert_eq!(found[0].role.as_deref(), Some("Foreign Minister"));
/// assert_eq!(found[0].country.as_deref(), Some("DNK"));
/// let forms: Vec<&str> = found[0].forms.iter().map(|form| form.of(text)).collect();
/// assert_eq!(forms, ["Danish Foreign Minister Helen Orr", "Ms Orr"]);
/// // The capital as a place, and as the government that sits there.
/// assert_eq!((found[1].kind, found[1].name.as_str()), (ActorKind::Place, "Oslo"));
/// assert_eq!((found[2].kind, found[2].name.as_str()), (ActorKind::Government, "Norway"));
/// ```
pub fn actors(text: &str) -> Vec<Actor> {
    named(text).actors
}

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, without title or office.
    pub span: Span,
    /// Person, organisation, place, or a place that stands for its government ("Oslo denies").
    pub kind: ActorKind,
    /// Whom it means: place among the actors of the text.
    pub actor: Option<usize>,
}

/// An office that a text says someone holds. With the day of the text it is a dated fact with its
/// source: who was foreign minister of a country then, as that outlet had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Place among the actors of the text.
    pub holder: usize,
    /// The office, without the country, as the text gives it ("Foreign Minister").
    pub role: String,
    /// As [`Actor::country`].
    pub country: Option<String>,
    /// The words that say so.
    pub span: Span,
}

/// Who and what a text names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// By first mention.
    pub actors: Vec<Actor>,
    /// In order, without overlaps.
    pub names: Vec<Name>,
    /// Offices with their holders, in order.
    pub offices: Vec<Office>,
    /// Pronouns and role phrases ("he", "the minister") whose meaning could not be told, in order.
    pub unresolved: Vec<Span>,
}

/// The actors of `text` and each of their names. Linear in its length but for the number of names.
pub fn named(text: &str) -> Named {
    named_in(&Tagged::new(text))
}

/// The same for a text that is tagged already.
pub fn named_in(tagged: &Tagged<'_>) -> Named {
    let words = word::Words::new(tagged.text);
    let mut mentions = mention::mentions(&words);
    let found = names::names(tagged);
    learn::learn(&words, &found, &mut mentions);
    let (actors, unresolved) = resolve::resolve(&words, &mentions);
    let acting: Vec<Span> = mentions
        .iter()
        .filter(|mention| matches!(mention.what, What::State { acts: true, .. }))
        .map(|mention| words.span(mention.words.clone()))
        .collect();
    let mut forms: Vec<(Span, usize)> = actors
        .iter()
        .enumerate()
        .flat_map(|(at, actor)| actor.forms.iter().map(move |form| (*form, at)))
        .collect();
    forms.sort_unstable();
    let names = found.into_iter().map(|(span, kind)| {
        let kind = match kind {
            NameKind::Person => ActorKind::Person,
            NameKind::Organisation => ActorKind::Organisation,
            _ if acting.binary_search(&span).is_ok() && is_free(tagged, span) => ActorKind::Government,
            _ => ActorKind::Place,
        };
        Name { span, kind, actor: meant(&forms, span) }
    });
    let offices = mentions.iter().filter_map(|mention| {
        let What::Person { role: Some(role), country, .. } = &mention.what else { return None };
        let span = words.span(mention.words.clone());
        let holder = meant(&forms, span)?;
        Some(Office { holder, role: role.clone(), country: country.clone(), span })
    });
    Named { names: names.collect(), offices: offices.collect(), unresolved, actors }
}

/// Whether the name at `span` stands by itself: not behind a preposition ("the king of Norway"), not as an
/// owner ("Norway's coast").
fn is_free(tagged: &Tagged<'_>, span: Span) -> bool {
    let first = tagged.words.partition_point(|word| word.start < span.start);
    let next = tagged.words.partition_point(|word| word.start < span.end);
    let before = first.checked_sub(1).map_or("", |at| tagged.words[at].of(tagged.text));
    let after = tagged.words.get(next).map_or("", |word| word.of(tagged.text));
    !table::listed("of in from near at into across around outside inside off via towards", before)
        && !matches!(after, "'s" | "’s")
}

/// The actor whose form holds `span`, the shortest such form.
fn meant(forms: &[(Span, usize)], span: Span) -> Option<usize> {
    let end = forms.partition_point(|form| form.0.start <= span.start);
    // Forms are short: those that begin before the last few can't reach here.
    let near = &forms[end.saturating_sub(8)..end];
    near.iter().filter(|form| form.0.end >= span.end).min_by_key(|form| form.0.len()).map(|form| form.1)
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
