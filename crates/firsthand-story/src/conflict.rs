//! What stands against what: accusation and denial, figures that cannot both hold; and what only
//! looks like it.
//!
//! A denial is cut into the things it denies ("the missiles or … thousands of drones"). A statement or
//! an own-voice clause stands against one of them when it says of the one who denies that he did
//! it: same doer, verb of the same meaning, same thing. A false contradiction is the worst error
//! here, so anything less is left out.

use crate::page::Page;
use crate::pile::{Pile, content_words, overlap, tidy};
use crate::quantity::{Counted, compatible, first, head, speaker_of};
use crate::record::{
    Conflict, ConflictKind, EditEntry, Evidence, QuantityEntry, Relation, RelationKind, Side, Statement,
};
use crate::same::{Frame, frames, is_attributed, is_known_verb, verb_meaning};
use crate::statement::{Said, cover};
use firsthand_claim::{Act, Approximation};
use firsthand_stemma::EditKind;
use firsthand_text::{Span, words};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;

/// One thing that somebody denies.
#[derive(Debug)]
struct Denied {
    statement: usize,
    who: String,
    verb: Option<String>,
    /// Stem of the thing's head noun.
    thing: String,
    about: String,
    place: (usize, Span),
}

/// Finds denials and what stands against them.
pub(crate) fn denials(
    pile: &Pile,
    all: &[Said],
    statements: &[Statement],
    edits: &[EditEntry],
) -> Vec<Conflict> {
    let mut found: Vec<(Denied, Conflict)> = Vec::new();
    for denied in things_denied(pile, all) {
        let mut sides = against(pile, all, statements, &denied);
        if sides.is_empty() {
            continue;
        }
        sides.push(Side {
            who: statements[denied.statement].speaker.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
            stance: Act::Denies.as_str().into(),
            evidence: statements[denied.statement].evidence.clone(),
        });
        sides.extend(silent(pile, all, statements, &denied));
        if let Some((_, known)) =
            found.iter_mut().find(|(known, _)| known.who == denied.who && known.thing == denied.thing)
        {
            for side in sides {
                match known
                    .sides
                    .iter_mut()
                    .find(|other| other.who == side.who && other.stance == side.stance)
                {
                    Some(other) => {
                        other.evidence.extend(side.evidence);
                        other.evidence = tidy(std::mem::take(&mut other.evidence));
                    }
                    None => known.sides.push(side),
                }
            }
            continue;
        }
        let sentence = pile.pages[denied.place.0].sentence_of(denied.place.1);
        let denial = pile.evidence(denied.place.0, sentence);
        let left_out_by = edits
            .iter()
            .filter(|edit| edit.kind == EditKind::DenialMissing || edit.kind == EditKind::TailCut)
            .filter(|edit| edit.readings.iter().any(|reading| touches(*reading, &denial)))
            .flat_map(|edit| edit.absent.iter().copied())
            .collect::<BTreeSet<_>>();
        let conflict = Conflict {
            id: String::new(),
            kind: ConflictKind::Denied,
            about: denied.about.clone(),
            sides,
            left_out_by: left_out_by.into_iter().collect(),
        };
        found.push((denied, conflict));
    }
    found.into_iter().map(|(_, conflict)| conflict).collect()
}

fn touches(reading: Evidence, others: &[Evidence]) -> bool {
    others.iter().any(|other| other.document == reading.document && other.span.overlaps(reading.span))
}

/// All denials, thing by thing.
fn things_denied(pile: &Pile, all: &[Said]) -> Vec<Denied> {
    let mut found = Vec::new();
    for (statement, said) in all.iter().enumerate() {
        let (at, number) = said.places[0];
        let page = &pile.pages[at];
        let attribution = &page.claims.attributions[number];
        let (Act::Denies, Some(speaker), Some(content)) =
            (attribution.act, attribution.speaker, cover(&attribution.content))
        else {
            continue;
        };
        let who = page.key(speaker).to_string();
        let mut verb = None;
        for part in parts(page.text(), content) {
            let (first_verb, thing) = verb_and_thing(page, part);
            verb = first_verb.or(verb);
            if let Some((thing, about)) = thing {
                found.push(Denied {
                    statement,
                    who: who.clone(),
                    verb: verb.clone(),
                    thing,
                    about,
                    place: (at, part),
                });
            }
        }
    }
    found
}

/// The parts of what is denied that "or" and "and" join, each cut where it is explained ("that …").
fn parts(text: &str, content: Span) -> Vec<Span> {
    let inside = content.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    let body = inside.strip_prefix("that ").map_or(0, |rest| inside.len() - rest.len());
    start += body;
    let mut explained = inside.len();
    for relative in [" that ", " which ", " who ", ", "] {
        if let Some(at) = inside[start..].find(relative) {
            explained = explained.min(start + at);
        }
    }
    let kept = &inside[..explained];
    while start < kept.len() {
        let rest = &kept[start..];
        let next =
            [" or ", " and "].iter().filter_map(|joint| rest.find(joint).map(|at| (at, joint.len()))).min();
        let (end, skip) = next.map_or((rest.len(), 0), |(at, len)| (at, len));
        found.push(Span::new(content.start + start, content.start + start + end));
        start += end + skip.max(1);
    }
    found
}

/// The first known verb of `part`, and its head noun with the words to show.
fn verb_and_thing(page: &Page, part: Span) -> (Option<String>, Option<(String, String)>) {
    let text = page.text();
    let inside = part.of(text);
    let stemmer = Stemmer::create(Algorithm::English);
    let all: Vec<Span> = words(inside).into_iter().map(|word| word.shift(part.start)).collect();
    let verb = all.iter().map(|word| word.of(text)).find(|word| is_known_verb(word)).map(verb_meaning);
    // The thing is the last plain noun before a further preposition: "the missiles", "thousands of
    // drones", "water from the reservoir".
    const CUTS: [&str; 11] =
        ["to", "from", "for", "into", "at", "by", "against", "during", "after", "before", "in"];
    const AROUND: [&str; 8] = ["the", "a", "an", "any", "its", "their", "his", "her"];
    let from = all.iter().position(|word| is_known_verb(word.of(text))).map_or(0, |at| at + 1);
    let mut noun: Option<Span> = None;
    let mut begin: Option<usize> = None;
    for word in &all[from..] {
        let lower = word.of(text).to_lowercase();
        if noun.is_some() && CUTS.contains(&lower.as_str()) {
            break;
        }
        if lower == "with"
            || lower == "of"
            || AROUND.contains(&lower.as_str())
            || page.actor_at(*word).is_some()
        {
            if noun.is_none() && lower != "with" && page.actor_at(*word).is_none() {
                begin = begin.or(Some(word.start));
            }
            continue;
        }
        begin = begin.or(Some(word.start));
        noun = Some(*word);
    }
    let thing = noun.map(|noun| {
        let about = Span::new(begin.unwrap_or(noun.start), noun.end).of(text);
        (stemmer.stem(&noun.of(text).to_lowercase()).into_owned(), about.to_string())
    });
    (verb, thing)
}

/// Who says that the denier did it.
fn against(pile: &Pile, all: &[Said], statements: &[Statement], denied: &Denied) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    for (number, said) in all.iter().enumerate() {
        let (at, attribution) = said.places[0];
        let act = pile.pages[at].claims.attributions[attribution].act;
        let stance = match act {
            Act::Accuses => "accuses",
            Act::Asserts | Act::Warns | Act::Condemns | Act::Acknowledges => act.as_str(),
            _ => continue,
        };
        let holds = said.places.iter().any(|&(at, number)| says_it(&pile.pages[at], number, denied));
        let Some(speaker) = statements[number].speaker.as_ref().filter(|_| holds) else { continue };
        sides.push(Side {
            who: speaker.name.clone(),
            stance: stance.into(),
            evidence: statements[number].evidence.clone(),
        });
    }
    if sides.is_empty() && !own_voice_sides(pile, denied).iter().any(|_| true) {
        return sides;
    }
    sides.extend(own_voice_sides(pile, denied));
    sides
}

/// Whether attribution `number` of `page` says that the denier did the thing.
fn says_it(page: &Page, number: usize, denied: &Denied) -> bool {
    let attribution = &page.claims.attributions[number];
    let Some(content) = cover(&attribution.content) else { return false };
    if attribution.speaker.is_some_and(|speaker| page.key(speaker) == denied.who) {
        return false;
    }
    let told = content_words(page, content);
    if !told.contains(&denied.thing) {
        return false;
    }
    if frames(page, content).iter().any(|frame| fits(frame, denied)) {
        return true;
    }
    // "accused X of delivering …": the accused stands between cue and content, the verb leads.
    attribution.act == Act::Accuses && accused(page, number).contains(&denied.who) && {
        let verbs: Vec<String> = words(content.of(page.text()))
            .iter()
            .map(|word| verb_meaning(word.of(content.of(page.text()))))
            .collect();
        denied.verb.as_ref().is_none_or(|verb| verbs.contains(verb))
    }
}

/// Whom an accusation is against: the actors of its sentence that are not its source and stand
/// outside of its content, or at its start.
fn accused(page: &Page, number: usize) -> BTreeSet<String> {
    let attribution = &page.claims.attributions[number];
    let Some(content) = cover(&attribution.content) else { return BTreeSet::new() };
    let sentence = page.sentence_of(content);
    let opening = Span::new(content.start, content.start + 1);
    page.claims
        .actors
        .iter()
        .enumerate()
        .filter(|(at, _)| attribution.speaker != Some(*at))
        .filter(|(_, actor)| {
            actor.forms.iter().any(|form| {
                sentence.contains(*form)
                    && !attribution.source.iter().any(|source| source.overlaps(*form))
                    && (!content.overlaps(*form) || form.overlaps(opening))
            })
        })
        .map(|(at, _)| page.key(at).to_string())
        .collect()
}

fn fits(frame: &Frame, denied: &Denied) -> bool {
    frame.subject == denied.who
        && denied.verb.as_ref().is_none_or(|verb| *verb == frame.verb)
        && frame.rest.contains(&denied.thing)
}

/// Clauses that tell it as fact, by page. Only where the verb is known: a clause that merely holds the
/// same noun is no claim.
fn own_voice_sides(pile: &Pile, denied: &Denied) -> Vec<Side> {
    let mut sides = Vec::new();
    if denied.verb.is_none() {
        return sides;
    }
    for (at, page) in pile.pages.iter().enumerate() {
        let mut evidence = Vec::new();
        for &sentence in &page.sentences {
            for frame in frames(page, sentence) {
                if fits(&frame, denied)
                    && !is_attributed(page, frame.span)
                    && !is_negated(frame.span.of(page.text()))
                {
                    evidence.extend(page.evidence(at, frame.span));
                }
            }
        }
        if !evidence.is_empty() {
            sides.push(Side {
                who: format!("{{{at}}} in its own voice"),
                stance: "told-as-fact".into(),
                evidence: tidy(evidence),
            });
        }
    }
    sides
}

fn is_negated(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    [" not ", " never ", "n't ", "n’t ", " denie", " deny"].iter().any(|mark| lower.contains(mark))
}

/// Who would neither confirm nor deny the same thing.
fn silent(pile: &Pile, all: &[Said], statements: &[Statement], denied: &Denied) -> Vec<Side> {
    let mut sides = Vec::new();
    for (number, said) in all.iter().enumerate() {
        let (at, attribution) = said.places[0];
        let page = &pile.pages[at];
        let attribution = &page.claims.attributions[attribution];
        if !matches!(attribution.act, Act::DeclinesToConfirm | Act::HasNotDenied) {
            continue;
        }
        let Some(content) = cover(&attribution.content) else { continue };
        if content_words(page, content).contains(&denied.thing)
            && let Some(speaker) = &statements[number].speaker
        {
            sides.push(Side {
                who: speaker.name.clone(),
                stance: attribution.act.as_str().into(),
                evidence: statements[number].evidence.clone(),
            });
        }
    }
    sides
}

/// Words by which a sentence itself says that a figure replaces another.
const REPLACING: [&str; 8] =
    ["rose", "risen", "climbed", "up from", "revised", "earlier", "previously", "updated"];

/// Least share of content words for two sentences to count the same thing.
const SAME_COUNT: f32 = 0.3;

/// The quantities of a pile with who says them and in which claim.
pub(crate) struct Figures<'r> {
    pub(crate) counted: &'r [Counted],
    pub(crate) entries: &'r [QuantityEntry],
    pub(crate) statements: &'r [Statement],
    /// For each statement, its claim.
    pub(crate) claim_of: &'r [Option<usize>],
}

/// Figures for the same thing: conflicts where they cannot both hold and were told at one time, and
/// relations where one is vaguer or later.
pub(crate) fn figures(
    pile: &Pile,
    figures: &Figures<'_>,
    story_of: &[usize],
    thread_of: &[usize],
) -> (Vec<Conflict>, Vec<Relation>) {
    let (mut conflicts, mut relations) = (Vec::new(), Vec::new());
    let Figures { counted, entries, statements, claim_of } = *figures;
    let claim = |number: usize| entries[number].by.and_then(|by| claim_of[by]);
    for (i, a) in counted.iter().enumerate() {
        for (j, b) in counted.iter().enumerate().skip(i + 1) {
            let (qa, qb) = (first(pile, a), first(pile, b));
            let (at_a, at_b) = (a.places[0].0, b.places[0].0);
            if qa.unit.is_empty()
                || head(&qa.unit) != head(&qb.unit)
                || qa.value == qb.value
                || thread_of[at_a] != thread_of[at_b]
                || (overlap(&a.words, &b.words) < SAME_COUNT && !(claim(i).is_some() && claim(i) == claim(j)))
            {
                continue;
            }
            let evidence = tidy(entries[i].evidence.iter().chain(&entries[j].evidence).copied().collect());
            let relation = |kind| Relation {
                kind,
                between: vec![entries[i].id.clone(), entries[j].id.clone()],
                about: qa.unit.clone(),
                evidence: evidence.clone(),
            };
            let vague = [qa, qb].iter().any(|q| q.approximation == Approximation::OrderOfMagnitude);
            if compatible(qa, qb) {
                relations.push(relation(RelationKind::LessPrecise));
                continue;
            }
            if vague {
                continue;
            }
            let (day_a, day_b) = (pile.pages[at_a].anchor, pile.pages[at_b].anchor);
            let said_to_replace = [(at_a, a, qa), (at_b, b, qb)].iter().any(|(at, _, quantity)| {
                let page = &pile.pages[*at];
                let sentence = page.sentence_of(quantity.span).of(page.text()).to_lowercase();
                REPLACING.iter().any(|word| sentence.contains(word))
            });
            let one_account = pile.pages[at_a].account == pile.pages[at_b].account;
            if said_to_replace || matches!((day_a, day_b), (Some(a), Some(b)) if a != b) {
                if !one_account || at_a == at_b {
                    relations.push(relation(RelationKind::Superseded));
                }
                continue;
            }
            let (Some(who_a), Some(who_b)) =
                (speaker_of(&entries[i], statements), speaker_of(&entries[j], statements))
            else {
                continue;
            };
            if who_a != who_b && story_of[at_a] == story_of[at_b] {
                let side = |who: &str, entry: &QuantityEntry| Side {
                    who: who.into(),
                    stance: Act::Asserts.as_str().into(),
                    evidence: entry.evidence.clone(),
                };
                conflicts.push(Conflict {
                    id: String::new(),
                    kind: ConflictKind::IncompatibleFigures,
                    about: qa.unit.clone(),
                    sides: vec![side(who_a, &entries[i]), side(who_b, &entries[j])],
                    left_out_by: Vec::new(),
                });
            }
        }
    }
    (conflicts, relations)
}
