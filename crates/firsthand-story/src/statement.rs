//! Who said what, across pages: one thing said is one statement, wherever it is printed.
//!
//! Two attributions are one statement when the same source says them and they stand in the same
//! place of copied text; or, in texts that are not copies, when their words are nearly the same. A "not"
//! that only one of them has makes them two, and so does a figure unless a copy changed it.

use crate::actor::Cast;
use crate::page::Page;
use crate::pile::{Likeness, Pile, content_words, hinges, overlap, tidy};
use crate::record::{Speaker, Statement};
use firsthand_claim::{ActorKind, Attribution, Mode, WhenKind};
use firsthand_text::Span;

/// A statement at work: where it stands, by page and attribution.
#[derive(Debug)]
pub(crate) struct Said {
    /// Pages and their attributions, in order.
    pub(crate) places: Vec<(usize, usize)>,
    /// Content words of the first place.
    words: Vec<String>,
    place: Option<usize>,
}

/// Least share of content words for two renderings in one place of copied text (it may be reworded).
const SAME_IN_COPIES: f32 = 0.5;
/// The same for texts that are not copies: only a repeated quotation is one statement.
const SAME_ELSEWHERE: f32 = 0.8;
/// Fewest content words for that: "completely unacceptable" may be said by anyone at any time.
const WORDS_ELSEWHERE: usize = 5;

/// Fewest content words for one page to say the same again: "it" is denied of many things.
const WORDS_AGAIN: usize = 3;

/// Joins the attributions of all pages.
pub(crate) fn join(pile: &Pile, cast: &Cast) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    let mut known = Likeness::default();
    for (at, page) in pile.pages.iter().enumerate() {
        for (number, attribution) in page.claims.attributions.iter().enumerate() {
            let Some(content) = cover(&attribution.content) else { continue };
            let words = content_words(page, content);
            let place = pile.place(at, content);
            let same = known.candidates(place, &words).into_iter().find(|&candidate| {
                let said = &found[candidate];
                let (other_at, other) = said.places[0];
                let other_page = &pile.pages[other_at];
                let theirs = &other_page.claims.attributions[other];
                let on_this_page = said.places.iter().any(|place| place.0 == at);
                if theirs.act != attribution.act
                    || !same_source(cast, (at, page, attribution), (other_at, other_page, theirs))
                {
                    return false;
                }
                if on_this_page {
                    // A page says one thing twice only word for word.
                    return words == said.words && words.len() >= WORDS_AGAIN;
                }
                let alike = overlap(&words, &said.words);
                let (mine, theirs) = (
                    hinges(content.of(page.text())),
                    cover(&theirs.content).map(|span| hinges(span.of(other_page.text()))).unwrap_or_default(),
                );
                if other_page.account == page.account && place.is_some() && place == said.place {
                    // A figure that a copy changed is an edit of one statement.
                    alike >= SAME_IN_COPIES && mine.0 == theirs.0
                } else {
                    alike >= SAME_ELSEWHERE
                        && mine == theirs
                        && words.len().min(said.words.len()) >= WORDS_ELSEWHERE
                }
            });
            match same {
                Some(same) => found[same].places.push((at, number)),
                None => {
                    known.insert(found.len(), place, &words);
                    found.push(Said { places: vec![(at, number)], words, place });
                }
            }
        }
    }
    found
}

type Placed<'p> = (usize, &'p Page, &'p Attribution);

fn same_source(cast: &Cast, a: Placed<'_>, b: Placed<'_>) -> bool {
    let speaker =
        |(at, _, attribution): &Placed<'_>| attribution.speaker.and_then(|speaker| cast.of[*at][speaker]);
    match (speaker(&a), speaker(&b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => {
            let words = |(_, page, attribution): &Placed<'_>| {
                cover(&attribution.source).map(|span| content_words(page, span)).unwrap_or_default()
            };
            let (a, b) = (words(&a), words(&b));
            (a.is_empty() && b.is_empty()) || overlap(&a, &b) >= SAME_ELSEWHERE
        }
        _ => false,
    }
}

/// The statements as the record has them, in order of the joined ones.
pub(crate) fn statements(pile: &Pile, cast: &Cast, joined: &[Said]) -> Vec<Statement> {
    joined.iter().enumerate().map(|(number, said)| statement(pile, cast, number, said)).collect()
}

fn statement(pile: &Pile, cast: &Cast, number: usize, said: &Said) -> Statement {
    let mut evidence = Vec::new();
    let mut source_evidence = Vec::new();
    let mut hedge = Vec::new();
    let mut mode = Mode::Indirect;
    for &(at, attribution) in &said.places {
        let page = &pile.pages[at];
        let attribution = &page.claims.attributions[attribution];
        evidence.extend(attribution.content.iter().flat_map(|&span| page.evidence(at, span)));
        source_evidence.extend(attribution.source.iter().flat_map(|&span| page.evidence(at, span)));
        hedge.extend(attribution.hedges.iter().flat_map(|&span| page.evidence(at, span)));
        mode = match (mode, attribution.mode) {
            (_, Mode::Direct) | (Mode::Direct, _) => Mode::Direct,
            (_, Mode::Mixed) | (Mode::Mixed, _) => Mode::Mixed,
            _ => Mode::Indirect,
        };
    }
    let (at, first) = said.places[0];
    let page = &pile.pages[at];
    let first = &page.claims.attributions[first];
    Statement {
        id: format!("q{}", number + 1),
        speaker: said.places.iter().find_map(|&(at, number)| speaker(pile, cast, at, number)),
        mode,
        act: first.act,
        hedge: tidy(hedge),
        to: first.to.and_then(|span| page.evidence(at, span).into_iter().next()),
        cue: first.cue.iter().map(|span| span.of(page.text())).collect::<Vec<_>>().join(" … "),
        date: said.places.iter().find_map(|&(at, number)| day_said(&pile.pages[at], number)),
        evidence: tidy(evidence),
        source_evidence: tidy(source_evidence),
        accounts: pile.count_accounts(said.places.iter().map(|place| place.0)),
    }
}

/// Who speaks in one attribution.
fn speaker(pile: &Pile, cast: &Cast, at: usize, number: usize) -> Option<Speaker> {
    let page = &pile.pages[at];
    let attribution = &page.claims.attributions[number];
    let words = cover(&attribution.source).map(|span| span.of(page.text()).trim().to_string());
    let Some(local) = attribution.speaker else {
        let name = words.filter(|words| !words.is_empty())?;
        return Some(Speaker { name, role: None, country: None, kind: ActorKind::Unresolved, actor: None });
    };
    let actor = page.actor(local);
    let known = cast.of[at][local].map(|entry| &cast.entries[entry]);
    // "The US and NATO" are two; the words say so, the first of them is the actor.
    let several =
        words.as_deref().is_some_and(|words| words.contains(" and ")) && actor.kind != ActorKind::Person;
    Some(Speaker {
        name: match (several, &words) {
            (true, Some(words)) => words.clone(),
            _ => known.map_or_else(|| actor.name.clone(), |entry| entry.name.clone()),
        },
        role: actor.role.clone().or_else(|| known.and_then(|entry| entry.role.clone())),
        country: actor.country.clone().or_else(|| known.and_then(|entry| entry.country.clone())),
        kind: actor.kind,
        actor: cast.of[at][local],
    })
}

/// The day that stands beside the cue of an attribution ("said on Thursday"), as EDTF.
fn day_said(page: &Page, number: usize) -> Option<String> {
    let attribution = &page.claims.attributions[number];
    let cue = cover(&attribution.cue)?;
    let sentence = page.sentence_of(cue);
    page.claims
        .times
        .iter()
        .filter(|when| when.kind == WhenKind::Date && sentence.contains(when.span))
        .filter(|when| !attribution.content.iter().any(|content| content.overlaps(when.span)))
        .filter(|when| when.span.start >= cue.end && when.span.start - cue.end <= NEAR_CUE)
        .find_map(|when| when.days.map(|(first, last)| crate::timeline::edtf(first, last)))
}

/// Bytes between a cue and the day that dates it: "told reporters in the capital on Thursday".
const NEAR_CUE: usize = 40;

/// The smallest span over all of `spans`.
pub(crate) fn cover(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::cover)
}
