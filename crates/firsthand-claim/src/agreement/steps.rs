//! The steps that one sentence tells of the agreements named in it.
//!
//! In: the row of a sentence in which each name is one item. Out: [`Found`] steps, each with the words
//! that tell it, the agreement it is about and who took it. A step needs a verb of [`super::acts`]
//! whose object or passive subject is the agreement, or one of a few fixed phrases; the words around
//! the verb decide whether it was done ([`super::verb`]).
//!
//! Known gaps: of "a treaty and a trade deal" only the first is the object of "signed".

use super::acts::{Act, Setting, act_at, stage};
use super::dating::{date_of, names_day_or_month};
use super::flat::{Flat, Kind};
use super::parties::{group_after, subject_before};
use super::verb::{Form, Told, doubt, group};
use super::{Stage, phrases};
use crate::{Modality, When};

/// A step as it stands in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) stage: Stage,
    pub(crate) modality: Modality,
    /// Its items, from the first to one past the last.
    pub(crate) items: (usize, usize),
    pub(crate) about: About,
    /// Index into the times.
    pub(crate) when: Option<usize>,
    /// Actors that took it.
    pub(crate) by: Vec<usize>,
}

/// What a step is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// The name at this place in the row's list.
    Name(usize),
    /// A pronoun, by its item.
    Pronoun(usize),
}

/// What the steps of a sentence need to know of it.
pub(crate) struct Sentence<'s> {
    pub(crate) flat: &'s Flat,
    pub(crate) times: &'s [When],
    /// A title: no full stop, before all other sentences.
    pub(crate) headline: bool,
    /// What the words of each name say.
    pub(crate) names: &'s [Said],
}

/// What the words of a name say that bears on its steps.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Said {
    /// "draft", "preliminary"
    pub(crate) draft: bool,
    /// "a treaty", not "the treaty"
    pub(crate) indefinite: bool,
    /// "no treaty"
    pub(crate) none: bool,
}

/// The steps of a sentence, in order.
pub(crate) fn steps(sentence: &Sentence) -> Vec<Found> {
    let flat = sentence.flat;
    // A question tells nothing.
    if flat.items.last().is_some_and(|item| item.is(&["?"])) {
        return Vec::new();
    }
    let mut found: Vec<Found> = (0..flat.items.len()).filter_map(|at| step_at(sentence, at)).collect();
    found.extend(phrases::steps(sentence));
    found.sort_by_key(|step| (step.items.0, step.items.1));
    // Two rules may tell the same stage of the same agreement in overlapping words: keep the longer.
    let mut kept: Vec<Found> = Vec::new();
    for step in found {
        let twin = kept.iter_mut().find(|old| {
            old.about == step.about
                && old.stage == step.stage
                && step.items.0 < old.items.1
                && old.items.0 < step.items.1
        });
        match twin {
            Some(old) => {
                old.items = (old.items.0.min(step.items.0), old.items.1.max(step.items.1));
                old.when = old.when.or(step.when);
            }
            None => kept.push(step),
        }
    }
    kept
}

/// Where the agreement stands, seen from a verb.
struct Object {
    about: About,
    /// One past the last item that belongs to the verb and its object.
    end: usize,
    final_text: bool,
    draft: bool,
}

fn step_at(sentence: &Sentence, at: usize) -> Option<Found> {
    let flat = sentence.flat;
    let (act, form, length) = act_at(flat, at)?;
    let group = group(flat, at, form);
    let after = at + length;
    let mut told = group.told;
    let mut subject_first = group.passive || act.by_itself();
    let object = if act.by_itself() {
        (!group.passive).then(|| subject(flat, group.start)).flatten().map(|about| plain(about, after))?
    } else if group.passive {
        plain(subject(flat, group.start)?, after)
    } else if let Some(about) = reduced_passive(flat, at, form, group.bare) {
        subject_first = true;
        if caused(flat, at) {
            told = Told::Wished;
        }
        plain(about, after)
    } else {
        object_behind(flat, after, act).or_else(|| relative_object(flat, group.start, after))?
    };
    if let Some(doubt) = doubt(flat, group.start) {
        told = doubt;
    }
    let by = doers(flat, group.start, after, subject_first && !act.by_itself());
    // A past tense needs someone who did it: "the signed treaty", "signed copies of the treaty".
    if !subject_first
        && matches!(told, Told::Done)
        && group.bare
        && by.is_empty()
        && !has_other_subject(flat, group.start)
    {
        return None;
    }
    let end = object.end.max(after);
    let when = date_of(flat, group.start, end, sentence.times);
    let dated = when.and_then(|index| sentence.times.get(index)).is_some_and(names_day_or_month);
    let said = match object.about {
        About::Name(name) => sentence.names.get(name).copied().unwrap_or_default(),
        About::Pronoun(_) => Said::default(),
    };
    if said.none {
        return None;
    }
    let headline = sentence.headline && !by.is_empty();
    let setting = Setting {
        final_text: object.final_text,
        draft: said.draft || object.draft,
        dated,
        headline,
        indefinite: said.indefinite,
    };
    let (stage, modality) = stage(act, told, setting)?;
    let (first, last) = (group.start, extended(flat, stage, end));
    // A coming step is only dated by the day that was set for it.
    let fits = modality == Modality::Happened || modality == Modality::Reported || dated;
    let when = when.filter(|_| fits && !(stage == Stage::InPreparation && modality != Modality::Happened));
    Some(Found { stage, modality, items: (first, last), about: object.about, when, by })
}

fn plain(about: About, end: usize) -> Object {
    Object { about, end, final_text: false, draft: false }
}

/// The agreement right behind a verb: "signed and sealed the treaty", "working on the final version of it".
fn object_behind(flat: &Flat, from: usize, act: Act) -> Option<Object> {
    const CLOSE: &[&str] =
        &["and", "sealed", "the", "a", "final", "version", "text", "of", "both", "draft", "its", "their"];
    const WIDE: &[&str] = &[
        "wording",
        "terms",
        "details",
        "signing",
        "signature",
        "ratification",
        "conclusion",
        "in",
        "principle",
        "upon",
        "participation",
        "part",
        "parts",
        "work",
        "on",
        "for",
        "to",
        "preparing",
        "drafting",
        "last",
        "an",
        "new",
        "quick",
        "outline",
        "begin",
        "start",
    ];
    let mut final_text = false;
    let mut draft = false;
    for at in from..flat.items.len().min(from + 8) {
        let item = &flat.items[at];
        match item.kind {
            Kind::Agreement(name) => {
                return Some(Object { about: About::Name(name), end: at + 1, final_text, draft });
            }
            Kind::Word if item.is(&["it"]) => {
                return Some(Object { about: About::Pronoun(at), end: at + 1, final_text, draft });
            }
            Kind::Word
                if item.is(CLOSE) || (act != Act::Sign && item.is(WIDE)) || item.word.ends_with("ly") =>
            {
                final_text |= item.is(&["final"]);
                draft |= item.is(&["draft", "outline"]);
            }
            _ => return None,
        }
    }
    None
}

/// "the treaty that Velmora and Tassia intend to sign": the agreement before the verb's subject.
fn relative_object(flat: &Flat, start: usize, after: usize) -> Option<Object> {
    const NEXT: &[&str] = &[
        "in", "on", "at", "by", "last", "this", "before", "after", "and", "but", "will", "would", "is",
        "was", "has", "had", "are", "were", "includes", "included", "covers", "contains", "provides", "soon",
        "shortly", "during", "together", "later", "earlier", "next", "with", "bore", "bears",
    ];
    let closed = flat.get(after).is_none_or(|next| {
        !matches!(next.kind, Kind::Word | Kind::Actor(_) | Kind::Agreement(_)) || next.is(NEXT)
    });
    let first = relative_subject(flat, start)?;
    let mut at = first;
    if at > 0 && flat.items[at - 1].is(&["that", "which"]) {
        at -= 1;
    }
    if at > 0 && flat.items[at - 1].is(&[","]) && at < first {
        at -= 1;
    }
    match flat.items[at.checked_sub(1)?].kind {
        Kind::Agreement(name) if closed => Some(plain(About::Name(name), after)),
        _ => None,
    }
}

/// The first item of the group of people before a verb: actors, "they", "the two countries".
fn relative_subject(flat: &Flat, start: usize) -> Option<usize> {
    const PEOPLE: &[&str] = &[
        "they",
        "he",
        "she",
        "we",
        "countries",
        "sides",
        "neighbours",
        "leaders",
        "governments",
        "parties",
        "states",
        "nations",
    ];
    const BEFORE: &[&str] = &["the", "two", "both", "three", "four", "its", "their"];
    if let Some((first, _)) = subject_before(flat, start) {
        return Some(first);
    }
    let mut at = start.checked_sub(1).filter(|&at| flat.items[at].is(PEOPLE))?;
    while at > 0 && flat.items[at - 1].is(BEFORE) {
        at -= 1;
    }
    Some(at)
}

/// "the treaty signed in May": a participle right behind the name.
fn reduced_passive(flat: &Flat, at: usize, form: Form, bare: bool) -> Option<About> {
    const NEXT: &[&str] = &[
        "by", "in", "on", "at", "with", "between", "last", "this", "during", "after", "earlier", "under",
        ",", "late", "early", "here", "there",
    ];
    if !bare || !matches!(form, Form::Past | Form::Participle) {
        return None;
    }
    let behind = flat.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Time(_)) || next.is(NEXT));
    let back = if at > 0 && flat.items[at - 1].is(&[","]) { 2 } else { 1 };
    match flat.items[at.checked_sub(back)?].kind {
        Kind::Agreement(name) if behind => Some(About::Name(name)),
        _ => None,
    }
}

/// "wants the treaty signed by May": someone wishes the participle at `at` to come true.
fn caused(flat: &Flat, at: usize) -> bool {
    const CAUSES: &[&str] = &[
        "want", "wants", "wanted", "get", "gets", "getting", "see", "seeing", "have", "having", "need",
        "needs", "needed", "like", "keep", "wish", "wishes", "expect", "expects", "demanded", "seeing",
        "getting", "with",
    ];
    flat.items[at.saturating_sub(4)..at].iter().any(|item| item.is(CAUSES))
}

/// The agreement that a passive or intransitive verb group beginning at `start` is said of.
pub(super) fn subject(flat: &Flat, start: usize) -> Option<About> {
    const PART: &[&str] =
        &["signing", "signature", "text", "draft", "ratification", "talks", "wording", "terms"];
    let left = start.checked_sub(1)?;
    let item = &flat.items[left];
    if let Kind::Agreement(name) = item.kind {
        return Some(About::Name(name));
    }
    if item.is(&["it"]) {
        return Some(About::Pronoun(left));
    }
    if item.is(PART) {
        return name_at(flat, left.checked_sub(1)?);
    }
    if item.is(&["that", "which"]) {
        let before = left.checked_sub(1)?;
        let before = if flat.items[before].is(&[","]) { before.checked_sub(1)? } else { before };
        return name_at(flat, before);
    }
    if item.is(&["but", "and", ","]) {
        return continued(flat, left).or_else(|| parenthesis(flat, left));
    }
    // "The treaty in its present form was suspended": a phrase with a preposition.
    let from = left.saturating_sub(PHRASE);
    let name = (from..left).rev().find(|&at| matches!(flat.items[at].kind, Kind::Agreement(_)))?;
    let phrase = &flat.items[name + 1..start];
    let opens =
        phrase.first().is_some_and(|first| first.is(&["in", "with", "of", "for", "under", "from", "on"]));
    let simple = phrase.iter().all(|item| {
        !matches!(item.kind, Kind::Mark)
            && !item.is(AUXILIARIES)
            && !item.is(&["and", "that", "which", "who", "said", "says"])
            && !item.word.ends_with("ed")
            && (item.kind != Kind::Word || act_free(item.word.as_str()))
    });
    if opens && simple { name_at(flat, name) } else { None }
}

/// Longest phrase between a subject and its verb, in items.
const PHRASE: usize = 8;
const AUXILIARIES: &[&str] =
    &["is", "are", "was", "were", "has", "have", "had", "will", "would", "be", "been", "may", "could"];

fn act_free(word: &str) -> bool {
    !matches!(word, "to" | "if" | "when" | "while" | "because")
}

fn name_at(flat: &Flat, at: usize) -> Option<About> {
    match flat.items.get(at)?.kind {
        Kind::Agreement(name) => Some(About::Name(name)),
        Kind::Word if flat.items[at].is(&["it"]) => Some(About::Pronoun(at)),
        _ => None,
    }
}

/// "the project had been ready, but has since been delayed": the subject of the clause before, an
/// agreement that has a verb of its own.
fn continued(flat: &Flat, left: usize) -> Option<About> {
    let mut clause = left;
    while clause > 0 && flat.items[clause].is(&["but", "and", ","]) {
        clause -= 1;
    }
    for at in (0..clause).rev() {
        let followed = flat.get(at + 1).is_some_and(|next| next.is(AUXILIARIES));
        if followed && !flat.items[at].is(AUXILIARIES) && !flat.items[at].is(&["already", "also", "not"]) {
            return name_at(flat, at);
        }
        if flat.items[at].is(&[";", "."]) {
            return None;
        }
    }
    None
}

/// "The treaty, three years in the making, was signed": the name before a phrase in commas.
fn parenthesis(flat: &Flat, left: usize) -> Option<About> {
    let open = (left.saturating_sub(15)..left).rev().find(|&at| flat.items[at].is(&[","]))?;
    let inner = &flat.items[open + 1..left];
    let clause = inner.iter().any(|item| item.is(AUXILIARIES))
        && !inner.first().is_some_and(|first| first.is(&["which", "that"]));
    let name = open.checked_sub(1).filter(|_| !clause && !inner.is_empty())?;
    name_at(flat, name)
}

/// Who did it: the subject of an active verb, those behind "by" or "between" after a passive one.
fn doers(flat: &Flat, start: usize, after: usize, subject_first: bool) -> Vec<usize> {
    if subject_first {
        let by = (after..flat.items.len().min(after + 6)).find(|&at| flat.items[at].is(&["by", "between"]));
        return by.map(|at| group_after(flat, at + 1)).unwrap_or_default();
    }
    // "who agreed to develop it"
    let who = start > 0 && flat.items[start - 1].is(&["who", "which", "that"]);
    let mut end = if who { start - 1 } else { start };
    if who && end > 0 && flat.items[end - 1].is(&[","]) {
        end -= 1;
    }
    subject_before(flat, end).map(|(_, members)| members).unwrap_or_default()
}

/// Whether someone who is no actor stands before the verb: "the two signed", "both ministers signed".
fn has_other_subject(flat: &Flat, start: usize) -> bool {
    let Some(item) = start.checked_sub(1).and_then(|left| flat.get(left)) else { return false };
    match item.kind {
        Kind::Word => !item.is(&[
            "of", "the", "a", "an", "in", "on", "with", "for", "to", "by", "as", "and", "or", "from", "than",
            "at",
        ]),
        Kind::Actor(_) => true,
        _ => false,
    }
}

/// One past the last item that tells the step: causes of a delay and "for signing" belong to it.
fn extended(flat: &Flat, stage: Stage, end: usize) -> usize {
    if flat.word(end) == "for" && matches!(flat.word(end + 1), "signing" | "signature" | "ratification") {
        return end + 2;
    }
    if stage != Stage::Delayed {
        return end;
    }
    const CAUSES: &[&str] = &[
        "due",
        "because",
        "owing",
        "over",
        "amid",
        "after",
        "by",
        "for",
        "until",
        "following",
        "as",
        "indefinitely",
        "again",
        "to",
    ];
    let mut at = end;
    while let Some(item) = flat.get(at) {
        let opens = at > end || item.is(CAUSES) || matches!(item.kind, Kind::Time(_));
        let closes =
            matches!(item.kind, Kind::Mark) || item.is(&["but", "while", "who", "which", "said", "says"]);
        if !opens || closes {
            break;
        }
        at += 1;
    }
    at
}
