//! What of a family's text stood in the dispatch, and who has most of it.
//!
//! In: columns and exemplars. Out: the members that are the dispatch itself, the sentences that only
//! probably stood in it, and the most complete member. Two witnesses that don't come from each other
//! make a sentence certain; one alone makes it probable only between two that are certain, where no
//! other text shows the seam closed.
//!
//! Known gaps: a sentence that all but one copy cut at the end of the text is taken for its own.

use crate::forms::{Column, Form, voters};
use crate::reading::common;
use crate::stemma::Stemma;
use crate::witness::Witness;
use std::collections::{HashMap, HashSet};

/// Readings of one segment that a sentence is held against.
const MOST_FORMS: usize = 3;

/// Sentences in a row that one witness alone may have between certain ones and still be taken for
/// the dispatch's.
const LONGEST_GAP: usize = 3;

/// The members that are the dispatch: the one held, and other versions by the same hand.
///
/// A text that is only taken for the first is none: what it has alone may be what it added.
pub(crate) fn dispatches(stemma: &Stemma, witnesses: &[Witness<'_>], held: Option<usize>) -> Vec<usize> {
    let Some(held) = held else { return Vec::new() };
    let witness = &witnesses[stemma.witnesses[held]];
    let fold = |name: &str| name.trim().to_lowercase();
    let hand = witness.hand.map(fold);
    let named = |name: &&str| hand.as_deref() == Some(fold(name).as_str());
    let agency = witness.is_agency
        || stemma.witnesses.iter().any(|&other| witnesses[other].credited.iter().any(named));
    if !agency {
        return Vec::new();
    }
    let own = |&member: &usize| {
        member == held || (witness.hand.is_some() && witnesses[stemma.witnesses[member]].hand == witness.hand)
    };
    (0..stemma.witnesses.len()).filter(own).collect()
}

/// The names that the family credits, in lower case.
pub(crate) fn credited(stemma: &Stemma, witnesses: &[Witness<'_>]) -> Vec<String> {
    let mut credited: Vec<String> = stemma
        .witnesses
        .iter()
        .flat_map(|&witness| witnesses[witness].credited.iter().map(|name| name.to_lowercase()))
        .chain(stemma.dispatch.named.iter().map(|name| name.to_lowercase()))
        .filter(|name| !name.trim().is_empty())
        .collect();
    credited.sort();
    credited.dedup();
    credited
}

/// The member with most of the common text; of equals the one that has more of its words, and then
/// the one with fewer sentences of its own.
pub(crate) fn most_complete(
    columns: &[Column],
    order: &[Vec<usize>],
    forms: &[Form],
    is_dispatch: &[bool],
) -> usize {
    // Of each wording, the words that others have too.
    let shared: Vec<HashMap<usize, u32>> = columns
        .iter()
        .map(|column| {
            if !column.common() {
                return HashMap::new();
            }
            let all = column.forms();
            let words = |form: usize| {
                let several = column.places.iter().filter(|place| place.form == form).take(2).count() > 1;
                let others = all.iter().filter(|&&other| other != form || several).take(MOST_FORMS);
                others.map(|&other| common(&forms[form].tokens, &forms[other].tokens)).max().unwrap_or(0)
            };
            all.iter().map(|&form| (form, words(form))).collect()
        })
        .collect();
    let key = |member: usize| {
        let (mut count, mut words, mut own) = (0, 0, 0);
        for &at in &order[member] {
            let Some(place) = columns[at].of(member) else { continue };
            if columns[at].common() {
                count += 1;
                words += shared[at].get(&place.form).copied().unwrap_or(0);
            } else {
                own += 1;
            }
        }
        (count, words, std::cmp::Reverse(own), std::cmp::Reverse(member))
    };
    let all_are = is_dispatch.iter().all(|&is| is);
    let copies = (0..order.len()).filter(|&member| !is_dispatch[member] || all_are);
    copies.max_by_key(|&member| key(member)).unwrap_or(0)
}

/// Certain columns that only two witnesses have, between sentences that at least three others have side
/// by side. What so few have and so many show no gap for is rather an addition that one of the two took
/// from the other.
pub(crate) fn doubtful(columns: &[Column], order: &[Vec<usize>], parents: &[Option<usize>]) -> Vec<usize> {
    let mut seams: HashMap<(usize, usize), usize> = HashMap::new();
    for pair in order.iter().flat_map(|order| order.windows(2)) {
        *seams.entry((pair[0], pair[1])).or_default() += 1;
    }
    let closed = |at: usize, member: usize| {
        let order = &order[member];
        let place = order.iter().position(|&column| column == at)?;
        // A stretch of such sentences has one seam.
        let many = |column: &&usize| columns[**column].places.len() > 2;
        let before = order[..place].iter().rev().find(many)?;
        let after = order[place + 1..].iter().find(many)?;
        seams.get(&(*before, *after)).copied()
    };
    (0..columns.len())
        .filter(|&at| columns[at].common() && columns[at].places.len() == 2)
        .filter(|&at| voters(&columns[at], parents).into_iter().all(|votes| votes))
        .filter(|&at| {
            let mut members = columns[at].places.iter().map(|place| place.member);
            members.any(|member| closed(at, member).is_some_and(|count| count >= CLOSED))
        })
        .collect()
}

/// Witnesses that have to show a seam closed for two to be outweighed.
const CLOSED: usize = 3;

/// Columns that only the most complete witness has (and copies of it), between two certain ones that
/// no other witness has side by side: where a seam is closed elsewhere the sentence may be an insertion.
pub(crate) fn probable(
    columns: &[Column],
    order: &[Vec<usize>],
    parents: &[Option<usize>],
    most_complete: usize,
) -> Vec<usize> {
    let own = &order[most_complete];
    let alone = |column: usize| {
        let column = &columns[column];
        let votes = voters(column, parents);
        let mut voting = column.places.iter().zip(votes).filter(|(_, votes)| *votes);
        voting.next().is_some_and(|(place, _)| place.member == most_complete) && voting.next().is_none()
    };
    let mut closed: HashSet<(usize, usize)> = HashSet::new();
    for (_, order) in order.iter().enumerate().filter(|(member, _)| *member != most_complete) {
        closed.extend(order.windows(2).map(|pair| (pair[0], pair[1])));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < own.len() {
        let end = at + own[at..].iter().take_while(|&&column| !columns[column].common()).count();
        let between = end > at && end - at <= LONGEST_GAP && at > 0 && end < own.len();
        if between
            && own[at..end].iter().all(|&column| alone(column))
            && !closed.contains(&(own[at - 1], own[end]))
        {
            found.extend_from_slice(&own[at..end]);
        }
        at = end.max(at) + 1;
    }
    found
}
