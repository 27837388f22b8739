//! Agreements between states and organisations as one text tells of them: names, parties,
//! provisions, and steps on the life cycle of the Vienna Convention on the Law of Treaties.
//!
//! In: a text with its actors and times. Out: [`AgreementMention`]s. Sentence by sentence, the words
//! that name an agreement are found ([`names`]), then what is said of it: steps ([`steps`]),
//! provisions ([`provisions`]) and parties ([`parties`]); [`chain`] ties "the deal" to what was spoken
//! of before. A step that is denied, conditional or merely possible gives no step; above all nothing
//! counts as signed that the text doesn't tell as done.
//!
//! Known gaps: plurals ("a number of agreements"); a second agreement after "and" has no verb; English
//! only; sentences are read up to [`flat::LONGEST_SENTENCE`].

mod acts;
mod chain;
mod dating;
pub(crate) mod flat;
mod names;
pub(crate) mod parties;
mod phrases;
mod provisions;
mod steps;
pub(crate) mod verb;
mod words;

use self::chain::{Chains, Place, is_generic};
use self::flat::{Flat, Item, Kind};
use self::names::{Class, Name};
use self::steps::{About, Found, Said, Sentence};
use crate::{Actor, ActorKind, Modality, When};
use firsthand_text::{Folded, Span, sentences};

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
///
/// Linear in the length of `text` but for sorting what was found in it.
pub fn agreement_mentions(text: &str, actors: &[Actor], times: &[When]) -> Vec<AgreementMention> {
    let found = flat::with_times(flat::mentions(actors, |form| names_agreement(form.of(text))), times);
    let mut mentions = Vec::new();
    let mut chains = Chains::default();
    for (number, sentence) in sentences(text).into_iter().enumerate() {
        let read = flat::clipped(text, sentence);
        let words = Flat::new(text, read, &found);
        let names = names::names(&words);
        if names.is_empty() && !chains.near(number) {
            continue;
        }
        let headline = number < HEADLINES && !sentence.of(text).ends_with(['.', '!', '?', '”', '"']);
        let reading =
            Reading { text, actors, times, sentence, number, headline, words: &words, names: &names };
        reading.mentions(&mut chains, &mut mentions);
    }
    mentions
}

/// How many sentences at the head of a text may be headlines.
const HEADLINES: usize = 2;

/// Whether the name of an actor is really the name of an agreement ("the Velmora Accord").
fn names_agreement(form: &str) -> bool {
    form.split_whitespace().last().is_some_and(|last| names::is_head(Folded::new(last).as_str()))
}

/// One sentence with all that is known of it.
struct Reading<'r> {
    text: &'r str,
    actors: &'r [Actor],
    times: &'r [When],
    sentence: Span,
    number: usize,
    headline: bool,
    words: &'r Flat,
    names: &'r [Name],
}

impl Reading<'_> {
    fn mentions(&self, chains: &mut Chains, mentions: &mut Vec<AgreementMention>) {
        let ranges: Vec<(usize, usize)> = self.names.iter().map(|name| (name.start, name.end)).collect();
        let flat = self.words.with_names(&ranges);
        let said: Vec<Said> = self.names.iter().map(|name| self.said(name)).collect();
        let sentence = Sentence { flat: &flat, times: self.times, headline: self.headline, names: &said };
        let steps = steps::steps(&sentence);
        let held = provisions::provisions(&flat);
        // Names and those pronouns of which something is told, in order.
        let mut places: Vec<(usize, About)> = Vec::new();
        for (at, item) in flat.items.iter().enumerate() {
            let about = match item.kind {
                Kind::Agreement(name) => About::Name(name),
                _ => About::Pronoun(at),
            };
            let told =
                steps.iter().any(|step| step.about == about) || held.iter().any(|held| held.about == about);
            if told || matches!(about, About::Name(_)) {
                places.push((at, about));
            }
        }
        for (at, about) in places {
            let steps: Vec<&Found> = steps.iter().filter(|step| step.about == about).collect();
            let held = held.iter().filter(|held| held.about == about);
            let provisions = held
                .filter_map(|held| {
                    Some(Provision { kind: held.kind, span: quoted(self.text, span(&flat, held.items)?) })
                })
                .collect();
            let mut mention = AgreementMention {
                name: quoted(self.text, flat.items[at].span),
                sentence: self.sentence,
                parties: self.parties(about, &steps),
                same_as: None,
                steps: self.steps(&flat, &steps),
                provisions,
            };
            match about {
                About::Pronoun(_) => {
                    let Some(same) = chains.pronoun(self.number) else { continue };
                    mention.parties.clear();
                    mention.same_as = Some(same);
                    let place = Place { mention: mentions.len(), same_as: Some(same), sentence: self.number };
                    chains.add(place, Class::Treaty, Vec::new(), &[], self.actors);
                }
                About::Name(index) => {
                    let name = &self.names[index];
                    let words = self.subject_words(name);
                    let head = self.words.word(name.head);
                    mention.same_as =
                        chains.resolve(name, head, &words, &mention.parties, self.actors, self.number);
                    // A proper name is another agreement unless it was called so before.
                    if self.is_proper(name) && !chains.called(mention.same_as, &words) {
                        mention.same_as = None;
                    }
                    if mention.same_as.is_none() && !self.stands_alone(name, &mention) {
                        continue;
                    }
                    let place =
                        Place { mention: mentions.len(), same_as: mention.same_as, sentence: self.number };
                    chains.add(place, name.class, words, &mention.parties, self.actors);
                }
            }
            mentions.push(mention);
        }
    }

    fn said(&self, name: &Name) -> Said {
        let says = |words: &[&str]| self.items(name).iter().any(|item| item.is(words));
        Said {
            draft: says(&["draft", "preliminary", "outline", "provisional"]),
            indefinite: name.opening != names::Opening::Definite,
            none: says(&["no", "neither"]),
        }
    }

    fn items(&self, name: &Name) -> &[Item] {
        &self.words.items[name.start..name.end]
    }

    /// The words of a name that say what the agreement is on, and the place it is called after.
    fn subject_words(&self, name: &Name) -> Vec<String> {
        let place = |item: &Item| match item.kind {
            Kind::Actor(at) => self.actors.get(at).is_some_and(|actor| actor.kind == ActorKind::Place),
            _ => false,
        };
        let head = self.words.word(name.head);
        let mut words = Vec::new();
        for (at, item) in self.items(name).iter().enumerate() {
            if place(item) && name.start + at < name.head {
                words.push(Folded::new(item.span.of(self.text)).as_str().to_string());
            } else if item.kind == Kind::Word
                && !is_generic(&item.word)
                && (item.word != head || name.class == Class::CeaseFire)
            {
                words.push(item.word.clone());
            }
        }
        words
    }

    /// Whether the head is written as part of a proper name: "the Sarn Agreement".
    fn is_proper(&self, name: &Name) -> bool {
        let head = &self.words.items[name.head];
        name.head > name.start && head.span.of(self.text).starts_with(char::is_uppercase)
    }

    /// Those in the name, then those who sign or take other steps.
    fn parties(&self, about: About, steps: &[&Found]) -> Vec<usize> {
        let About::Name(index) = about else { return Vec::new() };
        let mut found = parties::parties_among(self.items(&self.names[index]).iter(), self.actors);
        for step in steps {
            let binding = matches!(
                step.stage,
                Stage::Signed
                    | Stage::Initialled
                    | Stage::SigningScheduled
                    | Stage::Ratified
                    | Stage::Withdrawn
            );
            let making = matches!(step.stage, Stage::InPreparation | Stage::TextReady | Stage::Negotiating);
            // One who proposes or drafts may be a mediator or a ministry.
            if found.len() < 2 && (binding || step.by.len() > 1 || found.len() == 1 && making) {
                for &actor in &step.by {
                    parties::add(&mut found, actor, self.actors);
                }
            }
        }
        found
    }

    /// Whether a mention that continues nothing is worth keeping: a contract or charter must have a
    /// state or body among its parties, "the document" nothing.
    fn stands_alone(&self, name: &Name, mention: &AgreementMention) -> bool {
        let public = mention.parties.iter().filter_map(|&at| self.actors.get(at)).any(|actor| {
            matches!(actor.kind, ActorKind::Government | ActorKind::Organisation) || actor.country.is_some()
        });
        match name.class {
            Class::Treaty | Class::CeaseFire => true,
            Class::Loose => public,
            Class::Referring => false,
        }
    }

    fn steps(&self, flat: &Flat, found: &[&Found]) -> Vec<Step> {
        let mut steps = Vec::new();
        for step in found {
            let Some(span) = span(flat, step.items).map(|span| quoted(self.text, span)) else { continue };
            let mut by: Vec<usize> = Vec::new();
            if matches!(step.stage, Stage::Ratified | Stage::Withdrawn | Stage::Suspended | Stage::Terminated)
            {
                step.by.iter().for_each(|&actor| parties::add(&mut by, actor, self.actors));
            }
            let one =
                |party| Step { stage: step.stage, span, when: step.when, modality: step.modality, party };
            if by.is_empty() || (by.len() > 1 && step.stage != Stage::Ratified) {
                steps.push(one(None));
            } else {
                steps.extend(by.into_iter().map(|party| one(Some(party))));
            }
        }
        steps
    }
}

fn span(flat: &Flat, (start, end): (usize, usize)) -> Option<Span> {
    let first = flat.get(start)?;
    let last = flat.get(end.checked_sub(1)?)?;
    Some(first.span.cover(last.span))
}

/// `span` with the quotation mark right before or after it whose partner lies inside.
fn quoted(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let (mut start, mut end) = (span.start, span.end);
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let odd = |mark: char| inner.matches(mark).count() % 2 == 1;
    for (open, close) in [('“', '”'), ('‘', '’'), ('"', '"'), ('«', '»')] {
        let (opens, closes) = (inner.matches(open).count(), inner.matches(close).count());
        let unpaired = if open == close { odd(open) } else { opens != closes };
        if unpaired && before == Some(open) && (open == close || closes > opens) {
            start -= open.len_utf8();
        } else if unpaired && after == Some(close) && (open == close || opens > closes) {
            end += close.len_utf8();
        }
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests;
