//! Which stories follow from one another.
//!
//! A story is linked to earlier ones by a shared agreement, or by names of people and bodies that both
//! tell of, however long ago. Links are only added.

use crate::dating::common_names;
use crate::pile::Pile;
use crate::record::{Agreement, Story, Thread};
use std::collections::BTreeSet;

/// Shared names of people and bodies that link two stories without a shared agreement. Two people meet
/// in many stories; three with two of them the same as before are a thread.
const NAMES: usize = 3;

/// The threads of two and more stories; `stories` are in order of date.
pub(crate) fn threads(
    pile: &Pile,
    stories: &[Story],
    agreements: &[Agreement],
    agreement_documents: &[BTreeSet<usize>],
) -> Vec<Thread> {
    let mut of: Vec<usize> = (0..stories.len()).collect();
    let mut why: Vec<(usize, String, Option<usize>)> = Vec::new();
    for later in 0..stories.len() {
        for earlier in 0..later {
            let (a, b) = (&stories[earlier].documents, &stories[later].documents);
            let agreement = agreement_documents.iter().position(|documents| {
                a.iter().any(|at| documents.contains(at)) && b.iter().any(|at| documents.contains(at))
            });
            let reason = match agreement {
                Some(agreement) => Some(format!(
                    "{} and {} tell of one agreement: {}",
                    stories[earlier].id, stories[later].id, agreements[agreement].name
                )),
                None => {
                    let names: BTreeSet<String> = a
                        .iter()
                        .flat_map(|&a| b.iter().map(move |&b| (a, b)))
                        .flat_map(|(a, b)| common_names(&pile.pages[a], &pile.pages[b]))
                        .collect();
                    (names.len() >= NAMES).then(|| {
                        let names = names.into_iter().collect::<Vec<_>>().join(", ");
                        format!("{} and {} share rare names: {names}", stories[earlier].id, stories[later].id)
                    })
                }
            };
            if let Some(reason) = reason {
                let (from, to) = (of[later], of[earlier]);
                of.iter_mut().filter(|root| **root == from).for_each(|root| *root = to);
                why.push((later, reason, agreement));
            }
        }
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
