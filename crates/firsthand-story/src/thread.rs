//! Which stories follow from one another.
//!
//! A story is linked to earlier ones by a shared agreement, or by names of people and bodies that both
//! tell of, however long ago. Links are only added.

use crate::dating::names;
use crate::pile::Pile;
use crate::record::{Agreement, Story, Thread};
use std::collections::{BTreeMap, BTreeSet};

/// Shared names that link two stories without a shared agreement. Two people meet in many stories; three
/// that are named together twice are a thread.
const NAMES: usize = 3;
/// A name is rare when no more stories than this have it, or one in [`RARE_SHARE`] of them.
const RARE: usize = 6;
/// See [`RARE`].
const RARE_SHARE: usize = 50;

/// The threads of two and more stories; `stories` are in order of date.
pub(crate) fn threads(
    pile: &Pile,
    stories: &[Story],
    agreements: &[Agreement],
    agreement_documents: &[BTreeSet<usize>],
) -> Vec<Thread> {
    let mut of: Vec<usize> = (0..stories.len()).collect();
    let mut why: Vec<(usize, String, Option<usize>)> = Vec::new();
    for (earlier, later, agreement, reason) in links(pile, stories, agreements, agreement_documents) {
        let (from, to) = (of[later], of[earlier]);
        of.iter_mut().filter(|root| **root == from).for_each(|root| *root = to);
        why.push((later, reason, agreement));
    }
    let roots: BTreeSet<usize> = of.iter().copied().collect();
    let mut threads: Vec<Thread> = Vec::new();
    for root in roots {
        let members: Vec<usize> = (0..stories.len()).filter(|&story| of[story] == root).collect();
        if members.len() < 2 {
            continue;
        }
        let links = why.iter().filter(|(story, _, _)| members.contains(story));
        let agreement = links.clone().filter_map(|(_, _, agreement)| *agreement).min();
        let latest = &stories[*members.last().unwrap_or(&0)];
        threads.push(Thread {
            id: format!("t{}", threads.len() + 1),
            title: agreement.map_or_else(|| latest.title.clone(), |at| agreements[at].name.clone()),
            stories: members.clone(),
            why: links.map(|(_, reason, _)| reason.clone()).collect(),
        });
    }
    threads
}

type Link = (usize, usize, Option<usize>, String);

/// Pairs of stories, earlier and later, with the agreement they share, if any, and the reason in words.
fn links(
    pile: &Pile,
    stories: &[Story],
    agreements: &[Agreement],
    agreement_documents: &[BTreeSet<usize>],
) -> Vec<Link> {
    let mut story_of = vec![0; pile.pages.len()];
    for (number, story) in stories.iter().enumerate() {
        story.documents.iter().for_each(|&at| story_of[at] = number);
    }
    let mut found: BTreeMap<(usize, usize), (Option<usize>, String)> = BTreeMap::new();
    for (number, documents) in agreement_documents.iter().enumerate() {
        let telling: BTreeSet<usize> = documents.iter().map(|&at| story_of[at]).collect();
        // Each story is linked to the one before it; that makes one thread of them all.
        for (&earlier, &later) in telling.iter().zip(telling.iter().skip(1)) {
            let (a, b) = (&stories[earlier].id, &stories[later].id);
            let reason = format!("{a} and {b} tell of one agreement: {}", agreements[number].name);
            found.entry((earlier, later)).or_insert((Some(number), reason));
        }
    }
    let mut stories_with: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, page) in pile.pages.iter().enumerate() {
        for name in names(page) {
            stories_with.entry(name).or_default().insert(story_of[at]);
        }
    }
    let mut shared: BTreeMap<(usize, usize), Vec<&String>> = BTreeMap::new();
    for (name, with) in
        stories_with.iter().filter(|(_, with)| with.len() <= RARE.max(stories.len() / RARE_SHARE))
    {
        for &earlier in with {
            for &later in with.range(earlier + 1..) {
                shared.entry((earlier, later)).or_default().push(name);
            }
        }
    }
    for ((earlier, later), names) in shared.into_iter().filter(|(_, names)| names.len() >= NAMES) {
        let names = names.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let (a, b) = (&stories[earlier].id, &stories[later].id);
        found.entry((earlier, later)).or_insert((None, format!("{a} and {b} share rare names: {names}")));
    }
    found
        .into_iter()
        .map(|((earlier, later), (agreement, reason))| (earlier, later, agreement, reason))
        .collect()
}
