//! Puts mentions together: who is meant by a surname, a role or a pronoun.
//!
//! In: the mentions of one text in order. Out: actors by first mention. A short form goes to the last
//! compatible person; what fits no one, or two equally well, is left out.
//!
//! Known gaps: "they" and "it" are not resolved; two people of one surname are parted only by their
//! given names and titles.

use super::mention::{Mention, What};
use super::table::Gender;
use super::word::Words;
use crate::{Actor, ActorKind};
use firsthand_text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

struct Entry {
    actor: Actor,
    /// Words of the fullest name.
    name: Vec<String>,
    gender: Option<Gender>,
}

/// A person's mention, for what later refers to it.
#[derive(Clone, Copy)]
struct Last {
    entry: usize,
    sentence: usize,
    subject: bool,
}

/// The actors that `mentions` name, by first mention.
/// Places of role phrases and pronouns whose meaning can't be told are given beside them.
pub(crate) fn resolve(words: &Words<'_>, mentions: &[Mention]) -> (Vec<Actor>, Vec<Span>) {
    let mut unresolved = Vec::new();
    let mut people = People::default();
    for mention in mentions {
        if let What::Person { name, role, country, gender, sure: true } = &mention.what {
            people.add(words, name, role.as_deref(), country.as_deref(), *gender);
        }
    }
    let mut others: BTreeMap<(ActorKind, String), Actor> = BTreeMap::new();
    for mention in mentions {
        let span = words.span(mention.words.clone());
        match &mention.what {
            What::Person { name, gender, .. } => {
                if let Some(entry) = people.find(&name_words(words, name), *gender) {
                    people.mention(entry, span, mention);
                }
            }
            What::RoleOnly { head, country } => match people.by_role(head, country.as_deref(), mention) {
                Some(entry) => people.mention(entry, span, mention),
                None => unresolved.push(span),
            },
            What::Pronoun { gender } => {
                if let Some(entry) = people.by_pronoun(words, *gender, mention) {
                    // Who was "she" is not "he" later.
                    people.entries[entry].gender.get_or_insert(*gender);
                    people.mention(entry, span, mention);
                } else {
                    unresolved.push(span);
                }
            }
            What::Body { country } => {
                let name = squeeze(span.of(words.text));
                add(&mut others, ActorKind::Organisation, &name.to_uppercase(), &name, country.clone(), span);
            }
            What::BodyOnly => {
                // "the company": the only one so far whose name ends so.
                let ending = format!(" {}", squeeze(span.of(words.text)).to_uppercase());
                let mut fits = others
                    .iter_mut()
                    .filter(|((kind, key), _)| *kind == ActorKind::Organisation && key.ends_with(&ending));
                if let (Some((_, actor)), None) = (fits.next(), fits.next()) {
                    actor.forms.push(span);
                }
            }
            What::State { name, country, acts, capital } => {
                let kind = if *acts || !*capital { ActorKind::Government } else { ActorKind::Place };
                add(&mut others, kind, name, name, country.clone(), span);
            }
            What::Unnamed { country } => {
                let name = squeeze(span.of(words.text));
                add(&mut others, ActorKind::Unnamed, &name.to_lowercase(), &name, country.clone(), span);
            }
        }
    }
    let acting: BTreeSet<Span> = mentions
        .iter()
        .filter(|mention| matches!(mention.what, What::State { acts: true, .. }))
        .map(|mention| words.span(mention.words.clone()))
        .collect();
    let mut actors: Vec<Actor> =
        people.entries.into_iter().map(|entry| entry.actor).filter(|actor| !actor.forms.is_empty()).collect();
    for (_, mut actor) in others {
        // A state that is never more than the place of something is a place.
        if actor.kind == ActorKind::Government && !actor.forms.iter().any(|form| acting.contains(form)) {
            actor.kind = ActorKind::Place;
        }
        actors.push(actor);
    }
    for actor in &mut actors {
        actor.forms.sort_unstable();
        actor.forms.dedup();
    }
    super::acronym::join(words.text, &mut actors);
    actors.sort_by(|a, b| a.forms.first().cmp(&b.forms.first()).then_with(|| a.name.cmp(&b.name)));
    (actors, unresolved)
}

fn add(
    others: &mut BTreeMap<(ActorKind, String), Actor>,
    kind: ActorKind,
    key: &str,
    name: &str,
    country: Option<String>,
    span: Span,
) {
    let actor = others.entry((kind, key.to_owned())).or_insert_with(|| Actor {
        name: name.to_owned(),
        kind,
        role: None,
        country: country.clone(),
        forms: Vec::new(),
    });
    if actor.country.is_none() {
        actor.country = country;
    }
    actor.forms.push(span);
}

#[derive(Default)]
struct People {
    entries: Vec<Entry>,
    /// Entries by each word of their names that a short form may use.
    by_name: BTreeMap<String, Vec<usize>>,
    last: Vec<Last>,
}

impl People {
    fn add(
        &mut self,
        words: &Words<'_>,
        name: &Range<usize>,
        role: Option<&str>,
        country: Option<&str>,
        gender: Option<Gender>,
    ) {
        let parts = name_words(words, name);
        let known = self.find(&parts, gender);
        let entry = known.unwrap_or_else(|| {
            let name = parts.join(" ");
            let actor = Actor { name, kind: ActorKind::Person, role: None, country: None, forms: Vec::new() };
            self.entries.push(Entry { actor, name: parts.clone(), gender: None });
            self.entries.len() - 1
        });
        for part in parts.first().into_iter().chain(parts.last()) {
            let list = self.by_name.entry(part.clone()).or_default();
            if !list.contains(&entry) {
                list.push(entry);
            }
        }
        let found = &mut self.entries[entry];
        if parts.len() > found.name.len() {
            found.actor.name = parts.join(" ");
            found.name = parts;
        }
        if found.actor.role.is_none() {
            found.actor.role = role.map(str::to_owned);
        }
        if found.actor.country.is_none() {
            found.actor.country = country.map(str::to_owned);
        }
        found.gender = found.gender.or(gender);
    }

    /// The person whom `parts` names: by surname, and by given name where both have one. Of several
    /// the one mentioned last.
    fn find(&self, parts: &[String], gender: Option<Gender>) -> Option<usize> {
        let surname = parts.last()?;
        let list = self.by_name.get(surname)?;
        let fits = |&&entry: &&usize| {
            let person = &self.entries[entry];
            let clash = matches!((person.gender, gender), (Some(a), Some(b)) if a != b && a != Gender::Either && b != Gender::Either);
            let same = if parts.len() == 1 {
                // A surname, or the family name that comes first ("Kim").
                person.name.last() == Some(surname)
                    || (person.name.len() > 1
                        && super::table::given(surname).is_none_or(|g| g == Gender::Either))
            } else if person.name.len() == 1 {
                person.name.last() == Some(surname)
            } else {
                let initial = |name: &[String]| name.first().and_then(|first| first.chars().next());
                person.name.last() == Some(surname) && initial(&person.name) == initial(parts)
            };
            same && !clash
        };
        let candidates: Vec<usize> = list.iter().filter(fits).copied().collect();
        match candidates.as_slice() {
            [] => None,
            [one] => Some(*one),
            many => self
                .last
                .iter()
                .rev()
                .map(|last| last.entry)
                .find(|entry| many.contains(entry))
                .or(many.first().copied()),
        }
    }

    fn mention(&mut self, entry: usize, span: Span, mention: &Mention) {
        self.entries[entry].actor.forms.push(span);
        self.last.push(Last { entry, sentence: mention.sentence, subject: mention.subject });
    }

    /// The last person before whose role ends in `head`, of the same country where both are known.
    fn by_role(&self, head: &str, country: Option<&str>, mention: &Mention) -> Option<usize> {
        let near = self.last.iter().rev().take(FARTHEST_ROLE).map(|last| last.entry);
        let mut found = near.filter(|&entry| {
            let actor = &self.entries[entry].actor;
            let Some(role) = &actor.role else { return false };
            let role = role.to_lowercase();
            let same = role.split_whitespace().any(|word| word == head)
                || (matches!(head, "official" | "diplomat")
                    && role.split_whitespace().any(|word| OFFICES.contains(&word)));
            let country = match (country, actor.country.as_deref()) {
                (Some(a), Some(b)) => a == b,
                (Some(_), None) => false,
                _ => true,
            };
            same && country
        });
        let _ = mention;
        found.next()
    }

    /// The person that "he" or "she" means: in this sentence or those shortly before, the last subject
    /// of that gender, or the only person.
    fn by_pronoun(&self, words: &Words<'_>, gender: Gender, mention: &Mention) -> Option<usize> {
        let paragraph = words.sentences[mention.sentence].paragraph;
        let fits = |last: &&Last| {
            let person = self.entries[last.entry].gender;
            person.is_none_or(|person| person == gender || person == Gender::Either)
                && words.sentences[last.sentence].paragraph + 1 >= paragraph
                && last.sentence + FARTHEST_SENTENCE >= mention.sentence
        };
        let mut near = self.last.iter().rev().take(FARTHEST_ROLE).filter(fits).peekable();
        let first = near.peek().map(|last| last.sentence)?;
        let mut here: Vec<Last> = Vec::new();
        while let Some(last) = near.next_if(|last| last.sentence == first) {
            here.push(*last);
        }
        if let Some(subject) = here.iter().find(|last| last.subject) {
            return Some(subject.entry);
        }
        let mut entries: Vec<usize> = here.iter().map(|last| last.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        match entries.as_slice() {
            [one] => Some(*one),
            // Two people, neither of them a subject: not to be told.
            _ => None,
        }
    }
}

/// How many mentions back a role or pronoun is looked up; farther ones are no longer in mind.
const FARTHEST_ROLE: usize = 60;

/// How many sentences back a pronoun reaches.
const FARTHEST_SENTENCE: usize = 4;

/// Roles whose holder is later called "the official".
const OFFICES: &[&str] = &[
    "minister",
    "director",
    "head",
    "deputy",
    "secretary",
    "ambassador",
    "envoy",
    "official",
    "spokesman",
    "spokeswoman",
    "chief",
    "commissioner",
    "diplomat",
    "undersecretary",
    "adviser",
    "coordinator",
    "administrator",
    "representative",
];

fn name_words(words: &Words<'_>, name: &Range<usize>) -> Vec<String> {
    words.all[name.clone()].iter().filter(|word| word.is_word()).map(|word| word.text.to_owned()).collect()
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
