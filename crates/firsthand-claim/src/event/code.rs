//! Which of the verbs of a sentence tells what one actor does to another.
//!
//! In: the row of a sentence. Out: the type of the first known verb behind the doer, changed by what
//! stands before it: what one will do for another is a promise (AGREE), what one will do against
//! another a threat (THREATEN), what one does not do for another a refusal (REJECT).
//!
//! Known gaps: no parse; in "A told B that C attacked" the attack is taken for A's where A and B are
//! the actors given.

use super::lookup::{Hit, hits};
use super::{Event, EventType};
use crate::agreement::flat::{Flat, Item, Kind};
use crate::agreement::parties::{group_after, subject_before};
use crate::agreement::verb::{Form, Told, doubt, group};
use crate::{Actor, ActorKind, Modality};
use firsthand_text::Span;

/// The type of what the source of `flat` does to its target.
pub(super) fn event_type(flat: &Flat) -> Option<EventType> {
    let place = |kind: Kind| flat.items.iter().position(|item| item.kind == kind);
    let (source, target) = (place(Kind::Source), place(Kind::Target));
    let hits: Vec<(Hit, usize)> =
        hits(&flat.string).into_iter().filter_map(|hit| Some((hit, flat.item_at(hit.start)?))).collect();
    let verbs = || hits.iter().filter(|(hit, _)| hit.verb);
    let after = |at: usize| verbs().find(move |(_, item)| *item > at);
    let passive = |(_, item): &&(Hit, usize)| group(flat, *item, Form::Past).passive;
    let chosen = match (source, target) {
        // "B was arrested by A": the last passive verb between them.
        (Some(source), Some(target)) if target < source => verbs()
            .filter(|(_, item)| *item > target && *item < source)
            .find(passive)
            .or_else(|| after(source))
            .or_else(|| verbs().find(|(_, item)| *item > target)),
        (Some(source), _) => after(source),
        (None, _) => None,
    };
    let chosen = chosen.or_else(|| verbs().next());
    let noun = || {
        let behind = hits.iter().find(|(hit, item)| !hit.verb && source.is_none_or(|source| *item > source));
        behind.or_else(|| hits.iter().find(|(hit, _)| !hit.verb))
    };
    let (hit, item) = chosen.or_else(noun)?;
    Some(told_as(hit.kind, told(flat, *item)))
}

/// How the verb at `item` is told.
fn told(flat: &Flat, item: usize) -> Told {
    group(flat, item, form_of(flat.word(item))).told
}

/// The form of a verb by its ending; irregular verbs of the lexicon count as past.
fn form_of(word: &str) -> Form {
    const BASES: &[&str] = &[
        "meet", "send", "hold", "give", "fight", "strike", "shoot", "ban", "sue", "deny", "defy", "lend",
        "feed", "withdraw", "seek", "cut", "free", "agree", "let", "hit", "beat", "set", "need", "speed",
        "proceed", "feed",
    ];
    const PASTS: &[&str] = &[
        "met",
        "sent",
        "held",
        "gave",
        "fought",
        "struck",
        "shot",
        "lent",
        "fed",
        "withdrew",
        "sought",
        "spoke",
        "flew",
        "overthrew",
        "overran",
        "froze",
        "broke",
        "took",
        "went",
        "began",
        "undertook",
        "slew",
        "sank",
        "blew",
        "stood",
        "forgave",
        "spent",
        "withdrawn",
        "broken",
        "frozen",
        "given",
        "taken",
        "begun",
        "beaten",
        "withheld",
        "laid",
        "found",
        "overthrown",
        "bound",
        "oversaw",
        "let",
        "hit",
        "cut",
        "set",
        "quit",
        "lent",
        "came",
        "won",
        "threw",
        "kept",
    ];
    if PASTS.contains(&word) {
        Form::Past
    } else if BASES.contains(&word) {
        Form::Base
    } else if word.ends_with("ing") {
        Form::Ing
    } else if word.ends_with("ed") {
        Form::Past
    } else if word.ends_with('s') && !word.ends_with("ss") {
        Form::Third
    } else {
        Form::Base
    }
}

/// The type of an act that is not done but promised, threatened or refused.
fn told_as(kind: EventType, told: Told) -> EventType {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request,
        Retreat, Sanction, Support, Threaten,
    };
    match told {
        Told::Planned | Told::Mandated => match kind {
            Support | Cooperate | Aid | Concede | Retreat => Agree,
            Sanction | Coerce | Assault | Mobilize | Protest => Threaten,
            Agree | Consult | Request | Accuse | Reject | Threaten => kind,
        },
        Told::Threatened => Threaten,
        Told::Undone => match kind {
            Agree | Support | Cooperate | Aid | Concede | Retreat | Consult => Reject,
            other => other,
        },
        _ => kind,
    }
}

/// The events of one sentence: verbs with an actor as subject, or behind "by" after a passive.
pub(super) fn events(flat: &Flat, sentence: Span, actors: &[Actor]) -> Vec<Event> {
    let mut found: Vec<Event> = Vec::new();
    let mut floor = 0;
    for hit in hits(&flat.string) {
        let (Some(item), Some(last)) = (flat.item_at(hit.start), flat.item_at(hit.end.saturating_sub(1)))
        else {
            continue;
        };
        if !hit.verb || item < floor {
            continue;
        }
        let form = form_of(flat.word(item));
        let group = group(flat, item, form);
        let told = doubt(flat, group.start).unwrap_or(group.told);
        let Some(modality) = modality(told) else { continue };
        let (doers, recipients) = if group.passive {
            let done_to = subject(flat, group.start, actors);
            let by = (last + 1..flat.items.len().min(last + BY_REACH)).find(|&at| flat.items[at].is(&["by"]));
            (by.map(|at| who(group_after(flat, at + 1), actors)).unwrap_or_default(), done_to)
        } else {
            (subject(flat, group.start, actors), recipients(flat, item, last, actors))
        };
        // "urged A to withdraw" is no plan of A's; "A, B to sign pact" at the head of a title is.
        let wished = flat.word(group.start) == "to" && flat.items[..group.start].iter().any(verb_like);
        if doers.is_empty() || wished {
            continue;
        }
        floor = last + 1;
        let first = flat.items[group.start].span;
        let verb = first.cover(flat.items[last].span);
        found.push(Event {
            kind: told_as(hit.kind, group.told),
            verb,
            sentence,
            actors: doers,
            recipients,
            modality,
        });
    }
    found
}

/// Whether an item could be a finite verb before an infinitive.
fn verb_like(item: &Item) -> bool {
    const SPEECH: &[&str] =
        &["told", "has", "have", "had", "is", "are", "was", "were", "will", "wants", "calls"];
    item.kind == Kind::Word && (item.word.ends_with("ed") || item.is(SPEECH) || item.word.ends_with("es"))
}

/// How far behind a passive verb its "by" may stand, in items.
const BY_REACH: usize = 8;

/// How far behind a verb the one it is done to may stand, in items.
const RECIPIENT_REACH: usize = 8;

fn modality(told: Told) -> Option<Modality> {
    Some(match told {
        Told::Done | Told::Ongoing | Told::Present => Modality::Happened,
        Told::Reported => Modality::Reported,
        Told::Planned | Told::Mandated | Told::Nearly => Modality::Planned,
        Told::Expected | Told::Wished => Modality::Expected,
        Told::Conditional | Told::Threatened => Modality::Conditional,
        Told::Undone => Modality::Denied,
        Told::Unclear => return None,
    })
}

/// The actors right before the verb group; none when the clause is told as background ("since A attacked").
fn subject(flat: &Flat, start: usize, actors: &[Actor]) -> Vec<usize> {
    let who_clause = start > 0 && flat.items[start - 1].is(&["who", "which"]);
    let end = if who_clause { start - 1 } else { start };
    let end = if who_clause && end > 0 && flat.items[end - 1].is(&[","]) { end - 1 } else { end };
    let Some((first, members)) = subject_before(flat, end) else { return Vec::new() };
    let before = first.checked_sub(1).map(|at| &flat.items[at]);
    // "the capital of A condemned", "an attack on A killed": A is part of another subject.
    let inside = before.is_some_and(|item| {
        item.is(&["since", "of", "on", "in", "against", "for", "with", "from", "at", "near", "to"])
    });
    if inside { Vec::new() } else { who(members, actors) }
}

/// The first group of actors behind the verb, up to the next clause.
fn recipients(flat: &Flat, item: usize, last: usize, actors: &[Actor]) -> Vec<usize> {
    for at in item + 1..flat.items.len().min(last + RECIPIENT_REACH) {
        match flat.items[at].kind {
            Kind::Actor(_) => return who(group_after(flat, at), actors),
            Kind::Mark => return Vec::new(),
            _ if flat.items[at].is(&["said", "says", "while", "who", "which", "after", "because", "but"]) => {
                return Vec::new();
            }
            _ => {}
        }
    }
    Vec::new()
}

/// Without places and without those whom a pronoun left open; each once.
fn who(members: Vec<usize>, actors: &[Actor]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for at in members {
        let acts = actors
            .get(at)
            .is_some_and(|actor| !matches!(actor.kind, ActorKind::Place | ActorKind::Unresolved));
        if acts && !kept.contains(&at) {
            kept.push(at);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::{Actor, ActorKind, EventType, event_type, events};
    use firsthand_text::Span;

    fn place(text: &str, words: &str) -> Option<Span> {
        text.find(words).map(|start| Span::new(start, start + words.len()))
    }

    fn check(text: &str, want: EventType) {
        let found = event_type(text, place(text, "Velmora"), place(text, "Tassia"));
        assert_eq!(found, Some(want), "{text}");
    }

    #[test]
    fn types() {
        check("Velmora accused Tassia of diverting the river.", EventType::Accuse);
        check("Tassia was attacked by Velmora at dawn.", EventType::Assault);
        check("Velmora agreed to release the crew held by Tassia.", EventType::Agree);
        check("Velmora will send food to Tassia.", EventType::Agree);
        check("Velmora sent food to Tassia.", EventType::Aid);
        check("Velmora did not support Tassia in the vote.", EventType::Reject);
        check("Velmora refused to meet the envoy of Tassia.", EventType::Reject);
        check("Velmora urged Tassia to withdraw its troops.", EventType::Request);
        check("Velmora withdrew its troops from Tassia.", EventType::Retreat);
        check("Velmora threatened to attack Tassia.", EventType::Threaten);
        check("Velmora will sanction Tassia.", EventType::Threaten);
        check("Velmora signed a fishing treaty with Tassia.", EventType::Support);
        check("Velmora held talks with Tassia.", EventType::Consult);
        check("Velmora expelled two diplomats of Tassia.", EventType::Sanction);
        check("Velmora lifted a ban on fish from Tassia.", EventType::Concede);
        check("Velmora and Tassia shared information on floods.", EventType::Cooperate);
    }

    #[test]
    fn unknown_and_unmarked() {
        assert_eq!(event_type("The sky over the hills", None, None), None);
        assert_eq!(event_type("", None, Some(Span::new(3, 9))), None);
        assert_eq!(event_type("They accused the mayor", None, None), Some(EventType::Accuse));
    }

    fn check_events(text: &str, want: &[&str]) {
        let actors: Vec<Actor> = ["Velmora", "Tassia"]
            .iter()
            .map(|name| Actor {
                name: (*name).into(),
                kind: ActorKind::Government,
                role: None,
                country: None,
                forms: text.match_indices(name).map(|(at, name)| Span::new(at, at + name.len())).collect(),
            })
            .collect();
        let found: Vec<String> = events(text, &actors)
            .iter()
            .map(|event| {
                let kind = event.kind.as_str();
                let modality = event.modality.as_str();
                format!(
                    "{kind} {:?} {:?} {modality}: {}",
                    event.actors,
                    event.recipients,
                    event.verb.of(text)
                )
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn who_did_it() {
        check_events("Velmora has accused Tassia of theft.", &["ACCUSE [0] [1] happened: has accused"]);
        check_events("Tassia was attacked by Velmora.", &["ASSAULT [0] [1] happened: was attacked"]);
        check_events("Velmora will send food to Tassia.", &["AGREE [0] [1] planned: will send food"]);
        check_events("Velmora did not attack Tassia.", &["ASSAULT [0] [1] denied: did not attack"]);
        check_events("If Velmora attacked, Tassia would fall.", &["ASSAULT [0] [] conditional: attacked"]);
        check_events("Prices rose since Velmora attacked Tassia.", &[]);
        check_events("Prices rose as Orland urged Velmora to attack Tassia.", &[]);
        check_events("A storm attacked the coast of Velmora.", &[]);
    }
}
