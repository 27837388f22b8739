//! Accusation and denial: who denies what, and who says that he did it.
//!
//! A denial is cut into the things it denies ("the missiles or … thousands of drones"). A statement or
//! an own-voice clause stands against one of them when it says of the one who denies that he did
//! it: same doer, verb of the same meaning, same thing. A false contradiction is the worst error
//! here, so anything less is left out.

use crate::page::Page;
use crate::pile::{Pile, content_words, tidy};
use crate::record::{Conflict, ConflictKind, EditEntry, Evidence, Side, Statement};
use crate::same::{Frame, Mood, frames, is_known_verb, verb_meaning};
use crate::statement::{Said, cover};
use firsthand_claim::Act;
use firsthand_stemma::EditKind;
use firsthand_text::{Span, words};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// For "denies it" and "denies the charge": the statement that it answers.
    answers: Option<usize>,
}

/// What is denied: the thread, who denies, the verb and the thing.
type Matter = (usize, String, Option<String>, String);

/// Finds denials and what stands against them.
pub(crate) fn denials(
    pile: &Pile,
    all: &[Said],
    statements: &[Statement],
    edits: &[EditEntry],
    thread_of: &[usize],
) -> Vec<Conflict> {
    let mut found: Vec<(Denied, Conflict)> = Vec::new();
    let mut scopes: BTreeMap<usize, Scope> = BTreeMap::new();
    let mut known_sides: BTreeMap<Matter, (Vec<Side>, Vec<Side>)> = BTreeMap::new();
    for denied in things_denied(pile, all) {
        // What another thread tells is another matter, however alike the words.
        let thread = thread_of[denied.place.0];
        let scope = scopes.entry(thread).or_insert_with(|| Scope::of(pile, thread_of, thread));
        // The same thing denied twice is answered once.
        let key = (thread, denied.who.clone(), denied.verb.clone(), denied.thing.clone());
        let again = known_sides.contains_key(&key) && denied.answers.is_none();
        let (accusing, silent) = known_sides.entry(key).or_insert_with(|| {
            let accusing = against(pile, all, statements, scope, &denied);
            (accusing, silent(pile, all, statements, scope, &denied))
        });
        let mut sides: Vec<Side> = match denied.answers {
            Some(accusation) => accusing_side(statements, accusation).into_iter().collect(),
            None => accusing.clone(),
        };
        if sides.is_empty() {
            continue;
        }
        let accuses = |sides: &[Side]| -> BTreeSet<String> {
            sides
                .iter()
                .filter(|side| side.stance == Act::Accuses.as_str())
                .map(|side| side.who.clone())
                .collect()
        };
        let accusers = accuses(&sides);
        sides.push(Side {
            who: statements[denied.statement].speaker.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
            stance: Act::Denies.as_str().into(),
            // "it" says nothing by itself; its sentence does.
            evidence: match denied.answers {
                Some(_) => {
                    let page = &pile.pages[denied.place.0];
                    page.evidence(denied.place.0, page.sentence_of(denied.place.1))
                }
                None => statements[denied.statement].evidence.clone(),
            },
        });
        sides.extend(silent.iter().cloned());
        // "Denies it" belongs to the quarrel of the same two that is known already.
        let same = found.iter_mut().find(|(known, conflict)| {
            let anaphoric = known.answers.is_some() || denied.answers.is_some();
            known.who == denied.who
                && (known.thing == denied.thing
                    || (anaphoric && !accuses(&conflict.sides).is_disjoint(&accusers)))
        });
        if let Some((_, known)) = same {
            // Those who say it are there already when the very same was denied before.
            let fresh = |side: &Side| !again || side.stance == Act::Denies.as_str();
            for side in sides.into_iter().filter(fresh) {
                match known
                    .sides
                    .iter_mut()
                    .find(|other| other.who == side.who && other.stance == side.stance)
                {
                    Some(other) => {
                        other.evidence.extend(side.evidence);
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
            .flat_map(lacking)
            // It may have the denial in other words, or from another text.
            .filter(|at| !statements[denied.statement].evidence.iter().any(|place| place.document == *at))
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
    for (_, conflict) in &mut found {
        for side in &mut conflict.sides {
            side.evidence = tidy(std::mem::take(&mut side.evidence));
        }
    }
    found.into_iter().map(|(_, conflict)| conflict).collect()
}

/// The documents that lack what others have in an edit, whatever they say instead.
fn lacking(edit: &EditEntry) -> BTreeSet<usize> {
    let documents = |places: &[Evidence]| places.iter().map(|place| place.document).collect::<BTreeSet<_>>();
    let has = documents(&edit.change);
    let concerned = edit.absent.iter().copied().chain(documents(&edit.readings));
    concerned.filter(|at| !has.contains(at)).collect()
}

/// What is told in one thread, by the words that it is told in.
struct Scope {
    /// Statements with the word in their content.
    statements: HashMap<String, BTreeSet<usize>>,
    /// Sentences with the word, by page.
    sentences: HashMap<String, Vec<(usize, Span)>>,
}

impl Scope {
    fn of(pile: &Pile, thread_of: &[usize], thread: usize) -> Scope {
        let mut scope = Scope { statements: HashMap::new(), sentences: HashMap::new() };
        for at in (0..pile.pages.len()).filter(|&at| thread_of[at] == thread) {
            let page = &pile.pages[at];
            for &(statement, number) in &pile.said_on[at] {
                let content = cover(&page.claims.attributions[number].content);
                for word in content.map(|content| content_words(page, content)).unwrap_or_default() {
                    scope.statements.entry(word).or_default().insert(statement);
                }
            }
            for &sentence in &page.sentences {
                for word in content_words(page, sentence).into_iter().collect::<BTreeSet<_>>() {
                    scope.sentences.entry(word).or_default().push((at, sentence));
                }
            }
        }
        scope
    }

    fn telling_of(&self, thing: &str) -> impl Iterator<Item = usize> + '_ {
        self.statements.get(thing).into_iter().flatten().copied()
    }
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
        if is_anaphor(content.of(page.text())) {
            let answers = answered(pile, (at, number), &who);
            let accusation = answers.and_then(|accusation| {
                let &(at, number) = all[accusation].places.iter().find(|place| place.0 == at)?;
                let page = &pile.pages[at];
                let content = cover(&page.claims.attributions[number].content)?;
                Some((accusation, verb_and_thing(page, without_accused(page, number, content))))
            });
            if let Some((accusation, (verb, Some((thing, about))))) = accusation {
                let answers = Some(accusation);
                found.push(Denied { statement, who, verb, thing, about, place: (at, content), answers });
            }
            continue;
        }
        let mut verb = None;
        for part in parts(page.text(), content) {
            let (first_verb, thing) = verb_and_thing(page, part);
            verb = first_verb.or(verb);
            if let Some((thing, about)) = thing {
                let (who, verb) = (who.clone(), verb.clone());
                found.push(Denied { statement, who, verb, thing, about, place: (at, part), answers: None });
            }
        }
    }
    found
}

/// "it", "the charge": a denial that points back.
fn is_anaphor(content: &str) -> bool {
    const BACK: [&str; 16] = [
        "it",
        "this",
        "that",
        "them",
        "charge",
        "charges",
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "claim",
        "claims",
        "report",
        "reports",
        "the",
        "these",
    ];
    let mut words = words(content).into_iter().map(|word| word.of(content).to_lowercase());
    words.all(|word| BACK.contains(&word.as_str()))
}

/// Sentences between an accusation and "denies it".
const NEAR: usize = 2;

/// The last accusation before a denial that points back, on the same page, by somebody else; it must
/// name the denier as the accused, or nobody that is known.
fn answered(pile: &Pile, denial: (usize, usize), who: &str) -> Option<usize> {
    let page = &pile.pages[denial.0];
    let start = |number: usize| cover(&page.claims.attributions[number].cue).map(|cue| cue.start);
    let denied_at = start(denial.1)?;
    let mut found: Option<(usize, usize)> = None;
    for &(statement, number) in &pile.said_on[denial.0] {
        let attribution = &page.claims.attributions[number];
        let Some(at) = start(number).filter(|&at| at < denied_at) else { continue };
        let upto = |byte: usize| page.sentences.partition_point(|sentence| sentence.start <= byte);
        if attribution.act != Act::Accuses || upto(denied_at) - upto(at) > NEAR {
            continue;
        }
        let accused = accused(page, number);
        if attribution.speaker.is_none_or(|speaker| page.key(speaker) != who)
            && (accused.is_empty() || accused.contains(who))
            && found.is_none_or(|(known, _)| known < at)
        {
            found = Some((at, statement));
        }
    }
    found.map(|(_, statement)| statement)
}

/// What an accusation says was done: its content from the word after "of" or "that", where the accused
/// stands before.
fn without_accused(page: &Page, number: usize, content: Span) -> Span {
    let inside = content.of(page.text());
    let accused_first = page.actor_at(Span::new(content.start, content.start + 1)).is_some()
        && page.claims.attributions[number].act == Act::Accuses;
    let skip = if accused_first { inside.find(" of ").map_or(0, |at| at + 4) } else { 0 };
    Span::new(content.start + skip, content.end)
}

fn accusing_side(statements: &[Statement], accusation: usize) -> Option<Side> {
    let statement = &statements[accusation];
    let who = statement.speaker.as_ref()?.name.clone();
    Some(Side { who, stance: Act::Accuses.as_str().into(), evidence: statement.evidence.clone() })
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
    let verb_at = all.iter().position(|word| is_known_verb(word.of(text)));
    // "any gate was opened without notice": the thing stands before the verb.
    const PASSIVE: [&str; 6] = ["was", "were", "is", "are", "been", "being"];
    let passive = verb_at
        .and_then(|at| at.checked_sub(1))
        .filter(|&at| at > 0 && PASSIVE.contains(&all[at].of(text).to_lowercase().as_str()));
    let (from, to) = match passive {
        Some(auxiliary) => (0, auxiliary),
        None => (verb_at.map_or(0, |at| at + 1), all.len()),
    };
    let mut noun: Option<Span> = None;
    let mut begin: Option<usize> = None;
    for word in &all[from..to] {
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
fn against(pile: &Pile, all: &[Said], statements: &[Statement], scope: &Scope, denied: &Denied) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    for number in scope.telling_of(&denied.thing) {
        let said = &all[number];
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
    sides.extend(own_voice_sides(pile, scope, denied));
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
    page.actors_in(sentence)
        .filter(|(_, actor)| attribution.speaker != Some(*actor))
        .filter(|(form, _)| !attribution.source.iter().any(|source| source.overlaps(*form)))
        .filter(|(form, _)| !content.overlaps(*form) || form.overlaps(opening))
        .map(|(_, actor)| page.key(actor).to_string())
        .collect()
}

fn fits(frame: &Frame, denied: &Denied) -> bool {
    frame.subject == denied.who
        && !frame.negated
        && frame.mood != Mood::Maybe
        && denied.verb.as_ref().is_none_or(|verb| *verb == frame.verb)
        && frame.rest.contains(&denied.thing)
}

/// Clauses that tell it as fact, by page. Only where the verb is known: a clause that merely holds the
/// same noun is no claim.
fn own_voice_sides(pile: &Pile, scope: &Scope, denied: &Denied) -> Vec<Side> {
    let mut sides = Vec::new();
    if denied.verb.is_none() {
        return sides;
    }
    let mut told: BTreeMap<usize, Vec<Evidence>> = BTreeMap::new();
    for &(at, sentence) in scope.sentences.get(&denied.thing).into_iter().flatten() {
        let page = &pile.pages[at];
        for frame in frames(page, sentence) {
            if fits(&frame, denied) && !page.is_quoted(frame.span) && !is_negated(frame.span.of(page.text()))
            {
                told.entry(at).or_default().extend(page.evidence(at, frame.span));
            }
        }
    }
    sides.extend(told.into_iter().map(|(at, evidence)| Side {
        who: format!("{{{at}}} in its own voice"),
        stance: "told-as-fact".into(),
        evidence: tidy(evidence),
    }));
    sides
}

fn is_negated(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    [" not ", " never ", "n't ", "n’t ", " denie", " deny"].iter().any(|mark| lower.contains(mark))
}

/// Who would neither confirm nor deny the same thing.
fn silent(pile: &Pile, all: &[Said], statements: &[Statement], scope: &Scope, denied: &Denied) -> Vec<Side> {
    let mut sides = Vec::new();
    for number in scope.telling_of(&denied.thing) {
        let (at, attribution) = all[number].places[0];
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
