//! What the names of a text teach the rules for phrases.
//!
//! In: mentions that the rules found, and names with their kinds. Out: the mentions, corrected where the
//! rules were in doubt and the names are not: two capitals that are a person's name are a person
//! without title, role or verb of speech too; a "person" without any of these that is a body's name is a
//! body. Names that the rules have no phrase for become mentions. What the rules are sure of is left alone.

use super::dateline::after_dateline;
use super::grammar::is_subject;
use super::mention::{Mention, What};
use super::table;
use super::word::Words;
use crate::tag::{NameKind, gazetteer};
use firsthand_text::Span;
use std::ops::Range;

/// Corrects `mentions` by `names`, both in order, and adds what is missing.
pub(crate) fn learn(words: &Words<'_>, names: &[(Span, NameKind)], mentions: &mut Vec<Mention>) {
    for mention in mentions.iter_mut() {
        let What::Person { name, sure, country, .. } = &mut mention.what else { continue };
        if *sure {
            continue;
        }
        let span = words.span(name.clone());
        let at = names.partition_point(|known| known.0.end <= span.start);
        let Some((_, kind)) = names.get(at).filter(|known| known.0 == span) else { continue };
        match kind {
            // A name of one word may be anyone's.
            NameKind::Person if name.len() > 1 => *sure = true,
            NameKind::Organisation if is_body(words, name.clone()) => {
                mention.what = What::Body { country: country.take() };
            }
            NameKind::Place => {
                // The state in "Norway's western Orr region" is a phrase of its own.
                let name = name.clone();
                mention.what = place(words, name.clone());
                mention.words = name;
            }
            _ => {}
        }
    }
    let mut missing = Vec::new();
    let mut mere: Vec<usize> = Vec::new();
    let mut next = 0;
    for (span, kind) in names {
        let Some(range) = range(words, *span) else { continue };
        while mentions.get(next).is_some_and(|mention| mention.words.end <= range.start) {
            next += 1;
        }
        // Phrases that begin before the last that ends before this may still reach here; they are few.
        let from = next.saturating_sub(NEAR);
        let near = mentions[from..].iter().zip(from..);
        let near = near.take_while(|(mention, _)| mention.words.start < range.end);
        let met: Vec<usize> =
            near.filter(|(mention, _)| mention.words.end > range.start).map(|(_, at)| at).collect();
        // What the name is more than: a capital word that may be a person, the state in a body's name.
        let less = |&at: &usize| {
            let mention: &Mention = &mentions[at];
            mention.words.len() < range.len()
                && match mention.what {
                    What::Person { sure, .. } => !sure,
                    What::State { .. } => *kind == NameKind::Organisation,
                    _ => false,
                }
        };
        if met.iter().all(less)
            && let Some(mention) = mention(words, range.clone(), *kind)
        {
            missing.push(mention);
            let persons = met.into_iter().filter(|&at| matches!(mentions[at].what, What::Person { .. }));
            mere.extend(persons);
        }
    }
    mere.sort_unstable();
    mere.dedup();
    let mut at = 0;
    mentions.retain(|_| {
        at += 1;
        mere.binary_search(&(at - 1)).is_err()
    });
    if !missing.is_empty() {
        mentions.append(&mut missing);
        mentions.sort_by_key(|mention| (mention.words.start, mention.words.end));
    }
}

/// Whether more than the tagger says that a name is a body's: a word that bodies are named with, or a table.
/// Rivers and towns that no table knows pass for bodies too easily.
fn is_body(words: &Words<'_>, range: Range<usize>) -> bool {
    let name = words.span(range.clone()).of(words.text).to_lowercase();
    gazetteer::classes(&name) & (gazetteer::KNOWN_BODY | gazetteer::KNOWN_ACRONYM) != 0
        || range.len() > 1 && range.clone().any(|at| table::is_body(words.lower(at)))
}

fn place(words: &Words<'_>, range: Range<usize>) -> What {
    let name = words.span(range).of(words.text).to_owned();
    What::State { name, country: None, acts: false, capital: true }
}

/// How many phrases back may reach over those behind them: a state inside an office inside a name.
const NEAR: usize = 4;

/// The words of `span`, where it begins and ends with words.
fn range(words: &Words<'_>, span: Span) -> Option<Range<usize>> {
    let start = words.all.partition_point(|word| word.span.start < span.start);
    let end = words.all.partition_point(|word| word.span.start < span.end);
    (start < end && words.all[start].span.start == span.start && words.all[end - 1].span.end == span.end)
        .then_some(start..end)
}

/// A name that stands in no phrase of the rules.
fn mention(words: &Words<'_>, range: Range<usize>, kind: NameKind) -> Option<Mention> {
    let number = words.sentences.partition_point(|sentence| sentence.words.end <= range.start);
    let sentence = words.sentences.get(number).filter(|sentence| sentence.words.end >= range.end)?;
    // A dateline says where the text was written, not who is in it.
    if range.start < after_dateline(words, sentence, number) {
        return None;
    }
    let what = match kind {
        NameKind::Person => What::Person {
            name: range.clone(),
            role: None,
            country: None,
            gender: None,
            // A name of one word may be anyone's: it only refers to a fuller one.
            sure: range.len() > 1,
        },
        NameKind::Organisation if is_body(words, range.clone()) => What::Body { country: None },
        NameKind::Place => place(words, range.clone()),
        NameKind::Organisation | NameKind::Other => return None,
    };
    let subject = is_subject(words, &range, sentence);
    Some(Mention { words: range, sentence: number, what, subject })
}

#[cfg(test)]
mod tests {
    use crate::{ActorKind, named};

    fn check(text: &str, want: &[(ActorKind, &str)]) {
        let actors = named(text).actors;
        let found: Vec<(ActorKind, &str)> =
            actors.iter().map(|actor| (actor.kind, actor.name.as_str())).collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn names_without_titles() {
        check("Helen Orr crossed the river.", &[(ActorKind::Person, "Helen Orr")]);
        check(
            "The prize went to Samira Haddad-Orr. She smiled.",
            &[(ActorKind::Person, "Samira Haddad-Orr")],
        );
    }

    #[test]
    fn names_of_no_phrase() {
        check(
            "They met in Dar es Salaam and near Lake Orr.",
            &[(ActorKind::Place, "Dar es Salaam"), (ActorKind::Place, "Lake Orr")],
        );
        check(
            "The University of Cape Town said so.",
            &[(ActorKind::Organisation, "University of Cape Town")],
        );
    }
}
