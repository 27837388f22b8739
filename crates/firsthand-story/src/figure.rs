//! Figures for the same thing: which cannot both hold, and which are only vaguer or later.

use crate::pile::{Pile, content_words, overlap, stem, tidy};
use crate::quantity::{Counted, compatible, first, head, speaker_of};
use crate::record::{Conflict, ConflictKind, QuantityEntry, Relation, RelationKind, Side, Statement};
use firsthand_claim::{Act, Approximation, Quantity};
use firsthand_text::words;
use std::collections::{BTreeMap, BTreeSet};

/// Words by which a sentence itself says that a figure replaces another.
const REPLACING: [&str; 8] =
    ["rose", "risen", "climbed", "up from", "revised", "earlier", "previously", "updated"];

/// Least share of content words for two sentences to count the same thing; two of them must be neither
/// names nor the unit.
const SAME_COUNT: f32 = 0.3;

/// The same for two figures to be against each other: what is said of the number must be the same but
/// for the number, or two places' damage would be a contradiction.
const SAME_SAYING: f32 = 0.6;

/// The quantities of a pile with who says them and in which claim.
pub(crate) struct Figures<'r> {
    pub(crate) pile: &'r Pile,
    pub(crate) counted: &'r [Counted],
    pub(crate) entries: &'r [QuantityEntry],
    pub(crate) statements: &'r [Statement],
    /// For each statement, its claim.
    pub(crate) claim_of: &'r [Option<usize>],
    /// For each document, its story.
    pub(crate) story_of: &'r [usize],
    /// For each document, its thread.
    pub(crate) thread_of: &'r [usize],
}

/// What two figures for the same thing are to each other.
enum Against {
    Conflict(Conflict),
    Relation(Relation),
}

/// Figures for the same thing: conflicts where they cannot both hold and were told at one time, and
/// relations where one is vaguer or later.
pub(crate) fn figures(figures: &Figures<'_>) -> (Vec<Conflict>, Vec<Relation>) {
    // Only what counts the same thing in the same thread is compared.
    let mut alike: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (number, counted) in figures.counted.iter().enumerate() {
        let unit = &first(figures.pile, counted).unit;
        if !unit.is_empty() {
            let key = (figures.thread_of[counted.places[0].0], head(unit));
            alike.entry(key).or_default().push(number);
        }
    }
    let pairs = alike.values().flat_map(|same| {
        same.iter().enumerate().flat_map(|(at, &i)| same[at + 1..].iter().map(move |&j| (i, j)))
    });
    let (mut conflicts, mut relations) = (Vec::new(), Vec::new());
    for (i, j) in pairs {
        match figures.compare(i, j) {
            Some(Against::Conflict(conflict)) => conflicts.push(conflict),
            Some(Against::Relation(relation)) => relations.push(relation),
            None => {}
        }
    }
    (conflicts, relations)
}

impl Figures<'_> {
    fn compare(&self, i: usize, j: usize) -> Option<Against> {
        let (a, b) = (&self.counted[i], &self.counted[j]);
        let (qa, qb) = (first(self.pile, a), first(self.pile, b));
        let (at_a, at_b) = (a.places[0].0, b.places[0].0);
        let claim = |number: usize| self.entries[number].by.and_then(|by| self.claim_of[by]);
        let one_claim = claim(i).is_some() && claim(i) == claim(j);
        let unit = stem(&head(&qa.unit));
        let common =
            a.words.iter().filter(|word| !word.starts_with('@') && **word != unit && b.words.contains(word));
        let alike = overlap(&a.words, &b.words) >= SAME_COUNT && common.collect::<BTreeSet<_>>().len() >= 2;
        if qa.value == qb.value || !(alike || one_claim) {
            return None;
        }
        if compatible(qa, qb) {
            return Some(Against::Relation(self.relation(RelationKind::LessPrecise, i, j)));
        }
        if [qa, qb].iter().any(|q| q.approximation == Approximation::OrderOfMagnitude) {
            return None;
        }
        let (day_a, day_b) = (self.pile.pages[at_a].anchor, self.pile.pages[at_b].anchor);
        let other_day = matches!((day_a, day_b), (Some(a), Some(b)) if a != b);
        if other_day || self.replaces(at_a, qa) || self.replaces(at_b, qb) {
            let one_account = self.pile.pages[at_a].account == self.pile.pages[at_b].account;
            let told = !one_account || at_a == at_b;
            return told.then(|| Against::Relation(self.relation(RelationKind::Superseded, i, j)));
        }
        let one_time = at_a == at_b || (day_a.is_some() && day_a == day_b);
        let one_story = self.story_of[at_a] == self.story_of[at_b];
        let ((words_a, names_a), (words_b, names_b)) = (self.saying(a), self.saying(b));
        let elsewhere = !names_a.is_subset(&names_b) && !names_b.is_subset(&names_a);
        if !one_time || !one_story || elsewhere || overlap(&words_a, &words_b) < SAME_SAYING {
            return None;
        }
        let who = |number: usize| speaker_of(&self.entries[number], self.statements);
        let (who_a, who_b) = (who(i)?, who(j)?);
        let side = |who: &str, number: usize| Side {
            who: who.into(),
            stance: Act::Asserts.as_str().into(),
            evidence: self.entries[number].evidence.clone(),
        };
        (who_a != who_b).then(|| {
            Against::Conflict(Conflict {
                id: String::new(),
                kind: ConflictKind::IncompatibleFigures,
                about: qa.unit.clone(),
                sides: vec![side(who_a, i), side(who_b, j)],
                left_out_by: Vec::new(),
            })
        })
    }

    fn relation(&self, kind: RelationKind, i: usize, j: usize) -> Relation {
        Relation {
            kind,
            between: vec![self.entries[i].id.clone(), self.entries[j].id.clone()],
            about: first(self.pile, &self.counted[i]).unit.clone(),
            evidence: tidy(
                self.entries[i].evidence.iter().chain(&self.entries[j].evidence).copied().collect(),
            ),
        }
    }

    /// Whether the sentence of a quantity itself says that the figure replaces another.
    fn replaces(&self, at: usize, quantity: &Quantity) -> bool {
        let page = &self.pile.pages[at];
        let sentence = page.sentence_of(quantity.span).of(page.text()).to_lowercase();
        REPLACING.iter().any(|word| sentence.contains(word))
    }

    /// What is said of a number by whoever says it, without the number; and the names in it.
    fn saying(&self, counted: &Counted) -> (Vec<String>, BTreeSet<String>) {
        let (at, number) = counted.places[0];
        let page = &self.pile.pages[at];
        let quantity = page.claims.quantities[number].span;
        let said =
            self.pile.said_on[at].iter().flat_map(|&(_, said)| &page.claims.attributions[said].content);
        let content = said.filter(|content| content.overlaps(quantity)).min_by_key(|content| content.len());
        let Some(content) = content else { return (Vec::new(), BTreeSet::new()) };
        let mut stems = content_words(page, *content);
        stems.retain(|word| !word.starts_with(|first: char| first.is_ascii_digit()));
        let inside = content.of(page.text());
        // The first word has its capital from the sentence.
        let names = words(inside).into_iter().skip(1).map(|word| word.of(inside).to_string());
        (stems, names.filter(|name| name.starts_with(char::is_uppercase)).collect())
    }
}
