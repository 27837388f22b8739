//! Figures for the same thing: which cannot both hold, and which are only vaguer or later.

use crate::pile::{Pile, overlap, tidy};
use crate::quantity::{Counted, compatible, first, head, speaker_of};
use crate::record::{Conflict, ConflictKind, QuantityEntry, Relation, RelationKind, Side, Statement};
use firsthand_claim::{Act, Approximation};
use std::collections::BTreeMap;

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
    // Only what counts the same thing in the same thread is compared.
    let mut alike: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (number, known) in counted.iter().enumerate().filter(|(_, known)| !first(pile, known).unit.is_empty())
    {
        let key = (thread_of[known.places[0].0], head(&first(pile, known).unit));
        alike.entry(key).or_default().push(number);
    }
    let pairs = alike.values().flat_map(|same| {
        same.iter().enumerate().flat_map(|(at, &i)| same[at + 1..].iter().map(move |&j| (i, j)))
    });
    {
        for (i, j) in pairs {
            let (a, b) = (&counted[i], &counted[j]);
            let (qa, qb) = (first(pile, a), first(pile, b));
            let (at_a, at_b) = (a.places[0].0, b.places[0].0);
            if qa.value == qb.value
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
