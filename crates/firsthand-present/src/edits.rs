//! An edit as groups of pages that read alike: first what most have, then what the others made of it.

use crate::view::{View, clean, documents_of};
use firsthand_stemma::{EditClass, EditKind};
use firsthand_story::{EditEntry, Evidence};
use firsthand_text::{Folded, Span};
use std::collections::BTreeMap;

/// A changed passage shorter than this many bytes is shown with its neighbours, because "not" or
/// "25" alone says nothing.
const TELLS_BY_ITSELF: usize = 10;
/// How many words stand on each side of a passage that is too short to tell.
const NEIGHBOURS: usize = 2;

/// Pages that have the same words, or that all lack them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// The pages, in order.
    pub(crate) documents: Vec<usize>,
    /// The words, one a page; empty when the pages lack them.
    pub(crate) words: Vec<Evidence>,
    /// What pages that lack the words say on the matter, where the record knows.
    pub(crate) instead: Vec<Evidence>,
}

/// The readings of `edit`, alike ones together, the reading of most pages first, absences last.
pub(crate) fn groups(view: &View<'_>, edit: &EditEntry) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for reading in shown(view, edit) {
        let key = match edit.kind {
            // What matters is who goes on, not how: the rest is other edits.
            EditKind::TailCut | EditKind::CutMiddle => String::new(),
            _ => key(edit.class, view.words(reading)),
        };
        let place = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) if group.documents.contains(&reading.document) => {}
            Some(group) => {
                group.documents.push(reading.document);
                group.words.push(reading);
            }
            None => groups.push(Group {
                documents: vec![reading.document],
                words: vec![reading],
                instead: Vec::new(),
            }),
        }
    }
    for group in &mut groups {
        group.documents.sort_unstable();
        group.words.sort_unstable();
    }
    // Stable: of groups of one size the first in order of pages stays first.
    groups.sort_by_key(|group| std::cmp::Reverse(group.documents.len()));
    let mut lacking: Vec<usize> = edit.absent.clone();
    for document in documents_of(&edit.readings) {
        // The page has the sentence, but where others have the changed words it has none.
        if !groups.iter().any(|group| group.documents.contains(&document)) {
            lacking.push(document);
        }
    }
    lacking.sort_unstable();
    lacking.dedup();
    if !lacking.is_empty() {
        let readings = edit.readings.iter().copied();
        let instead = readings.filter(|reading| lacking.contains(&reading.document)).collect();
        groups.push(Group { documents: lacking, words: Vec::new(), instead });
    }
    groups
}

/// The words to show: those that differ where the record knows them, else whole readings. Several
/// changes in one page are covered by one span.
fn shown(view: &View<'_>, edit: &EditEntry) -> Vec<Evidence> {
    let from = if edit.change.is_empty() { &edit.readings } else { &edit.change };
    let mut shown: Vec<Evidence> = Vec::new();
    for &item in from {
        if item.span.is_empty() || edit.absent.contains(&item.document) {
            continue;
        }
        // Additions are shown whole, one after another; everything else is one place a page.
        match shown.iter_mut().find(|known| known.document == item.document) {
            // Of an end cut off the first words tell where; a denial in it tells more.
            Some(known) if edit.kind == EditKind::TailCut => {
                if denies(view.words(item)) && !denies(view.words(*known)) {
                    *known = item;
                }
            }
            Some(known) if edit.kind != EditKind::Addition => known.span = known.span.cover(item.span),
            _ => shown.push(item),
        }
    }
    shown
}

fn denies(words: &str) -> bool {
    let folded = Folded::new(words);
    ["denies", "denied", "deny ", "denying", "rejects", "rejected"]
        .iter()
        .any(|form| folded.as_str().contains(form))
}

fn key(class: EditClass, words: &str) -> String {
    match class {
        // Spelling and quotation marks are the very thing that differs.
        EditClass::Style => clean(words),
        _ => clean(Folded::new(words).as_str()),
    }
}

/// The words of `evidence`, with a few neighbours inside the same sentence when they are too short
/// to be understood.
pub(crate) fn in_context(view: &View<'_>, edit: &EditEntry, evidence: Evidence) -> String {
    let text = view.text(evidence.document);
    let reading = edit
        .readings
        .iter()
        .find(|reading| reading.document == evidence.document && reading.span.contains(evidence.span));
    match reading {
        Some(reading) if evidence.span.len() < TELLS_BY_ITSELF => {
            let wide = widened(text, evidence.span, reading.span);
            let left = if wide.start > reading.span.start { "… " } else { "" };
            let right = if wide.end < reading.span.end { " …" } else { "" };
            format!("{left}{}{right}", clean(wide.of(text)))
        }
        _ => view.quote(evidence),
    }
}

/// `span` with up to [`NEIGHBOURS`] words on each side, not beyond `limit`.
fn widened(text: &str, span: Span, limit: Span) -> Span {
    let before = Span::new(limit.start, span.start);
    let after = Span::new(span.end, limit.end);
    let start = before.of(text).trim_end().rmatch_indices(char::is_whitespace).nth(NEIGHBOURS - 1);
    let end = after.of(text).trim_start().match_indices(char::is_whitespace).nth(NEIGHBOURS - 1);
    let skipped = after.len() - after.of(text).trim_start().len();
    Span::new(
        start.map_or(limit.start, |(at, space)| limit.start + at + space.len()),
        end.map_or(limit.end, |(at, _)| span.end + skipped + at),
    )
}

/// What it means that a page lacks the words, by kind of edit.
pub(crate) fn lacking(kind: EditKind, one: bool) -> &'static str {
    match (kind, one) {
        (EditKind::TailCut, true) => "ends before it",
        (EditKind::TailCut, false) => "end before it",
        (EditKind::DenialMissing, true) => "has no denial",
        (EditKind::DenialMissing, false) => "have no denial",
        (EditKind::Addition | EditKind::AddedDate | EditKind::AddedCredit, true) => "does not have it",
        (EditKind::Addition | EditKind::AddedDate | EditKind::AddedCredit, false) => "do not have it",
        (_, true) => "lacks the words",
        (_, false) => "lack the words",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_changes_get_neighbours() {
        let check = |text: &str, word: &str, wide: &str| {
            let at = text.find(word).unwrap();
            let span = Span::new(at, at + word.len());
            assert_eq!(widened(text, span, Span::new(0, text.len())).of(text), wide);
        };
        check("a b c d e NOT f g h i j", "NOT", "d e NOT f g");
        check("NOT f", "NOT", "NOT f");
        check("x NOT", "NOT", "x NOT");
        check("été à Évian NOT là-bas où il", "NOT", "à Évian NOT là-bas où");
    }
}
