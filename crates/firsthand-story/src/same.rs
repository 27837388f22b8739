//! Do two texts say the same? Frames (who did what) and the claims that they make.
//!
//! A frame is an actor, the verb that follows it, and the words after that. Two frames say the same
//! when actor and verb agree (verbs of one meaning count as one: "supplied", "provided"), when both or
//! neither are negated, done or to come, and they share at least two more words, one of them no name.
//! Who suffers a deed ("was supplied") is no actor of it. That is strict on purpose: a missed sameness
//! shows as two claims, a wrong one as a false confirmation.

use crate::page::Page;
use crate::pile::{Pile, content_words, tidy};
use crate::record::{Claim, Evidence};
use crate::statement::{Said, cover};
use firsthand_claim::{Act, ActorKind, Mode};
use firsthand_text::{Span, words};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeSet, HashMap};

/// Someone doing something, as one clause of a page tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    /// Who, as [`Page::key`] names it.
    pub(crate) subject: String,
    /// What is done: the stem of the verb, or the name of its group of one meaning.
    pub(crate) verb: String,
    /// Whether it is said not to be done.
    pub(crate) negated: bool,
    /// Whether it was done, will be, or only may be.
    pub(crate) mood: Mood,
    /// Content words of the clause after the verb.
    pub(crate) rest: Vec<String>,
    /// From the actor to the end of the clause.
    pub(crate) span: Span,
}

/// How a clause tells what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// As a fact, past or present.
    Done,
    /// As coming.
    ToCome,
    /// As possible, or as a duty.
    Maybe,
}

/// Verbs of one meaning, by stem. General English; only groups whose members are interchanged freely
/// in news copy.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "transfer",
        &[
            "suppli", "provid", "deliv", "deliveri", "send", "sent", "give", "gave", "given", "transfer",
            "ship", "furnish", "sell", "sold", "export", "arm",
        ],
    ),
    ("attack", &["attack", "strike", "struck", "hit", "shell", "bomb", "bombard", "raid"]),
    ("kill", &["kill", "slain", "slay"]),
    ("divert", &["divert", "withhold", "withheld"]),
    ("open", &["open", "reopen"]),
    ("close", &["close", "shut", "block"]),
    ("begin", &["begin", "began", "begun", "start", "launch"]),
    ("build", &["build", "built", "construct"]),
    ("take", &["seiz", "captur", "occupi"]),
    ("leave", &["leav", "left", "withdraw", "withdrew", "quit"]),
    ("break", &["break", "broke", "broken", "violat", "breach"]),
];

/// Words between an actor and its verb.
const BETWEEN: &[&str] = &[
    "has", "have", "had", "is", "are", "was", "were", "be", "been", "being", "will", "would", "may", "might",
    "could", "can", "should", "must", "not", "never", "also", "since", "then", "now", "still", "again",
    "already", "both", "did", "does", "do", "to", "who", "which",
];

/// The group of one meaning that `word` belongs to, else its stem.
pub(crate) fn verb_meaning(word: &str) -> String {
    let stem = Stemmer::create(Algorithm::English).stem(&word.to_lowercase()).into_owned();
    GROUPS
        .iter()
        .find(|(_, stems)| stems.contains(&stem.as_str()))
        .map_or(stem, |(name, _)| (*name).to_string())
}

/// Whether `word` is in one of the groups of verbs.
pub(crate) fn is_known_verb(word: &str) -> bool {
    let meaning = verb_meaning(word);
    GROUPS.iter().any(|(name, _)| *name == meaning)
}

/// The frames of `span` of a page, in order: one for each actor that a verb follows.
pub(crate) fn frames(page: &Page, span: Span) -> Vec<Frame> {
    let text = page.text();
    let inside = span.of(text);
    let words: Vec<Span> = words(inside).into_iter().map(|word| word.shift(span.start)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(actor) = page.actor_at(words[at]) else {
            at += 1;
            continue;
        };
        let start = words[at].start;
        while at < words.len() && page.actor_at(words[at]) == Some(actor) {
            at += 1;
        }
        if matches!(page.actor(actor).kind, ActorKind::Place | ActorKind::Unresolved) {
            continue;
        }
        let mut verb = at;
        while verb < words.len() {
            let lower = words[verb].of(text).to_lowercase();
            if !BETWEEN.contains(&lower.as_str()) && !lower.ends_with("ly") {
                break;
            }
            verb += 1;
        }
        let Some(&verb_span) = words.get(verb) else { break };
        let gap = &text[words[at.max(1) - 1].end..verb_span.start];
        let word = verb_span.of(text);
        if gap.contains([',', ';', ':', '.', '“', '"', '(']) || !looks_like_verb(word, verb > at) {
            continue;
        }
        let between: Vec<String> = words[at..verb].iter().map(|word| word.of(text).to_lowercase()).collect();
        let any = |list: &[&str]| between.iter().any(|word| list.contains(&word.as_str()));
        // "was supplied" is done to him; "is supplying" he does.
        if any(&["is", "are", "was", "were", "be", "been", "being"]) && !word.to_lowercase().ends_with("ing")
        {
            continue;
        }
        let mood = match () {
            () if any(&["would", "may", "might", "could", "can", "should", "must"]) => Mood::Maybe,
            () if any(&["will", "to"]) => Mood::ToCome,
            () => Mood::Done,
        };
        let end = clause_end(text, verb_span.end, span.end);
        found.push(Frame {
            negated: any(&["not", "never"]),
            mood,
            subject: page.key(actor).to_string(),
            verb: verb_meaning(word),
            rest: content_words(page, Span::new(verb_span.end, end)),
            span: Span::new(start, end),
        });
    }
    found
}

/// A clause ends at a semicolon, a dash or the end of the sentence; commas may stand inside.
fn clause_end(text: &str, from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    rest.find([';', '—']).or_else(|| rest.find(" – ")).map_or(end, |at| from + at)
}

fn looks_like_verb(word: &str, after_auxiliary: bool) -> bool {
    let lower = word.to_lowercase();
    let is_word = lower.chars().all(char::is_alphabetic) && word.starts_with(char::is_lowercase);
    is_word && (after_auxiliary || lower.ends_with("ed") || lower.ends_with('s') || is_known_verb(&lower))
}

/// Whether two frames say the same.
pub(crate) fn same_frame(a: &Frame, b: &Frame) -> bool {
    if a.subject != b.subject || a.verb != b.verb || a.negated != b.negated || a.mood != b.mood {
        return false;
    }
    let (a, b): (BTreeSet<&String>, BTreeSet<&String>) = (a.rest.iter().collect(), b.rest.iter().collect());
    let common: Vec<_> = a.intersection(&b).collect();
    common.len() >= 2 && common.iter().any(|word| !word.starts_with('@'))
}

/// A claim at work.
#[derive(Debug)]
pub(crate) struct Claimed {
    /// Places in the joined statements.
    pub(crate) statements: Vec<usize>,
    /// Sentences that say it in the page's own voice, by page.
    pub(crate) own_voice: Vec<(usize, Span)>,
    /// What it says, clause by clause.
    pub(crate) frames: Vec<Frame>,
    /// Whether it says that something is not so.
    pub(crate) denial: bool,
}

/// Joins statements, and sentences without a source, into claims, in order of first place.
///
/// A sentence without a source is only kept where it says what somebody is quoted with.
pub(crate) fn claims(pile: &Pile, all: &[Said]) -> Vec<Claimed> {
    let mut found: Vec<Claimed> = Vec::new();
    let mut known = Deeds::default();
    for (number, said) in all.iter().enumerate() {
        let (at, first) = said.places[0];
        let act = pile.pages[at].claims.attributions[first].act;
        if !makes_claim(act) {
            continue;
        }
        let frames: Vec<Frame> = said
            .places
            .iter()
            .filter_map(|&(at, number)| {
                let page = &pile.pages[at];
                Some(frames(page, cover(&page.claims.attributions[number].content)?))
            })
            .flatten()
            .collect();
        let denial = act == Act::Denies;
        let same = known
            .candidates(&frames)
            .into_iter()
            .find(|&claim| found[claim].denial == denial && agree(&found[claim].frames, &frames));
        known.insert(same.unwrap_or(found.len()), &frames);
        match same {
            Some(same) => {
                found[same].statements.push(number);
                found[same].frames.extend(frames);
            }
            None => found.push(Claimed { statements: vec![number], own_voice: Vec::new(), frames, denial }),
        }
    }
    for (at, page) in pile.pages.iter().enumerate() {
        for &sentence in &page.sentences {
            for frame in frames(page, sentence) {
                if page.is_quoted(frame.span) {
                    continue;
                }
                let same = known.candidates(std::slice::from_ref(&frame)).into_iter().find(|&claim| {
                    !found[claim].denial && found[claim].frames.iter().any(|known| same_frame(known, &frame))
                });
                if let Some(claim) = same
                    && !found[claim].own_voice.contains(&(at, sentence))
                {
                    found[claim].own_voice.push((at, sentence));
                }
            }
        }
    }
    found
}

/// Claims by doer and verb.
#[derive(Debug, Default)]
struct Deeds(HashMap<(String, String), Vec<usize>>);

impl Deeds {
    /// Claims with a frame of the same doer and verb as one of `frames`, in order.
    fn candidates(&self, frames: &[Frame]) -> BTreeSet<usize> {
        let deeds = frames.iter().map(|frame| (frame.subject.clone(), frame.verb.clone()));
        deeds.filter_map(|deed| self.0.get(&deed)).flatten().copied().collect()
    }

    fn insert(&mut self, claim: usize, frames: &[Frame]) {
        for frame in frames {
            let claims = self.0.entry((frame.subject.clone(), frame.verb.clone())).or_default();
            if claims.last() != Some(&claim) {
                claims.push(claim);
            }
        }
    }
}

fn agree(a: &[Frame], b: &[Frame]) -> bool {
    a.iter().any(|a| b.iter().any(|b| same_frame(a, b)))
}

/// Whether an act says that something is, was or will be so.
fn makes_claim(act: Act) -> bool {
    !matches!(act, Act::DoesNotSay | Act::DeclinesToConfirm | Act::HasNotDenied | Act::Asks)
}

/// The claims as the record has them, in order of the joined ones.
pub(crate) fn entries(
    pile: &Pile,
    all: &[Said],
    claims: &[Claimed],
    speakers: &[Option<String>],
) -> Vec<Claim> {
    claims
        .iter()
        .enumerate()
        .map(|(number, claim)| {
            let mut content = Vec::new();
            let mut pages = BTreeSet::new();
            let mut clearest: Option<(bool, usize, Evidence)> = None;
            for &statement in &claim.statements {
                for &(at, attribution) in &all[statement].places {
                    let page = &pile.pages[at];
                    let attribution = &page.claims.attributions[attribution];
                    pages.insert(at);
                    for &span in &attribution.content {
                        for evidence in page.evidence(at, span) {
                            // The clearest words are a direct quotation's, and the longest of those.
                            let rank = (attribution.mode == Mode::Direct, evidence.span.len());
                            if clearest.is_none_or(|(direct, len, _)| rank > (direct, len)) {
                                clearest = Some((rank.0, rank.1, evidence));
                            }
                            content.push(evidence);
                        }
                    }
                    content.extend(attribution.source.iter().flat_map(|&span| page.evidence(at, span)));
                }
            }
            pages.extend(claim.own_voice.iter().map(|place| place.0));
            let own_voice: Vec<Evidence> =
                claim.own_voice.iter().flat_map(|&(at, span)| pile.evidence(at, span)).collect();
            content.extend(own_voice.iter().copied());
            let accounts = pile.count_accounts(pages.iter().copied());
            Claim {
                id: format!("c{}", number + 1),
                statements: claim.statements.clone(),
                own_voice: tidy(own_voice),
                pages: pages.len(),
                accounts,
                origins: origins(claim, speakers, accounts),
                against: Vec::new(),
                clearest: clearest
                    .map_or(Evidence { document: 0, span: Span::new(0, 0) }, |(_, _, evidence)| evidence),
                evidence: tidy(content),
            }
        })
        .collect()
}

/// Least and most original sources: at least one when anybody is named, at most one for each name
/// (or account, where fewer).
fn origins(claim: &Claimed, speakers: &[Option<String>], accounts: usize) -> (usize, usize) {
    let names: BTreeSet<&String> =
        claim.statements.iter().filter_map(|&statement| speakers[statement].as_ref()).collect();
    let most = names.len().max(1).min(accounts.max(1));
    (usize::from(accounts > 0), most)
}
