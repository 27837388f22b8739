//! Whole sentences that a witness lacks: its end cut off, its middle cut out, a denial left out.
//!
//! In: the columns of a family. Out: an edit for each cut, with the column it belongs before. Only
//! sentences that stood in the common text can be missing; a denial that probably stood there is
//! named too, with the doubt in its note.
//!
//! Known gaps: a sentence that was rewritten beyond recognition counts as missing.

use crate::edits::Family;
use crate::lexicon::{Attributes, attribution, denies, negations, numbers};
use crate::reading::Token;
use crate::stemma::{Change, Edit, EditClass, EditKind, InDispatch, Reading};
use firsthand_text::Span;

/// Words of the last sentence that show where a tail was cut.
const LAST_WORDS: usize = 8;

/// Content words that a witness's own sentence shares with a denial it lacks to be named beside it.
const ABOUT_DENIAL: usize = 2;

/// Whole sentences that a member lacks, each edit with the column it belongs before.
pub(crate) fn cuts(family: &Family<'_>, altered: &mut [usize]) -> Vec<(usize, Edit)> {
    let mut found: Vec<(usize, Edit)> = Vec::new();
    for (member, altered) in altered.iter_mut().enumerate() {
        if family.dispatches.contains(&member) {
            continue;
        }
        let has: Vec<bool> = family.columns.iter().map(|column| column.of(member).is_some()).collect();
        let (Some(first), Some(last)) = (
            has.iter().zip(family.columns).position(|(has, column)| *has && column.common()),
            has.iter().zip(family.columns).rposition(|(has, column)| *has && column.common()),
        ) else {
            continue;
        };
        let lacks = |at: usize| !has[at] && family.columns[at].common();
        // The tail: everything after the last common sentence that it has.
        let tail: Vec<usize> = (last + 1..family.columns.len()).filter(|&at| lacks(at)).collect();
        if !tail.is_empty() {
            *altered += 1;
            let probable = (last + 1..family.columns.len())
                .filter(|&at| !has[at] && family.columns[at].in_dispatch == Some(InDispatch::Probable));
            let mut all: Vec<usize> = tail.iter().copied().chain(probable).collect();
            all.sort_unstable();
            found.push((family.columns.len(), tail_cut(family, member, last, &all)));
        }
        // The middle: stretches of missing sentences between those that it has.
        let mut at = first;
        while at < last {
            if !lacks(at) {
                at += 1;
                continue;
            }
            let end = (at..=last).take_while(|&next| !has[next]).last().map_or(at + 1, |end| end + 1);
            let missing: Vec<usize> =
                (at..end).filter(|&next| lacks(next) && !denial(family, next)).collect();
            if !missing.is_empty() {
                *altered += 1;
                found.push((at, middle_cut(family, member, &missing)));
            }
            at = end;
        }
        for (at, &has) in has.iter().enumerate().take(last).skip(first) {
            let carried =
                family.columns[at].common() || family.columns[at].in_dispatch == Some(InDispatch::Probable);
            if !has && carried && denial(family, at) {
                *altered += 1;
                found.push((at, denial_missing(family, member, at)));
            }
        }
    }
    found.sort_by_key(|cut| cut.0);
    // One cut made by several is one edit.
    let mut joined: Vec<(usize, Edit)> = Vec::new();
    for (at, edit) in found {
        let same = joined.iter_mut().find(|(other_at, other)| {
            *other_at == at
                && other.kind == edit.kind
                && edit.kind != EditKind::DenialMissing
                && with_words(other) == with_words(&edit)
        });
        match same {
            Some((_, other)) => {
                let spans = edit.change.map(|change| change.spans).unwrap_or_default();
                for (reading, span) in edit.readings.into_iter().zip(spans) {
                    if !other.readings.contains(&reading) {
                        other.readings.push(reading);
                        other.change.iter_mut().for_each(|change| change.spans.push(span));
                    }
                }
            }
            None => joined.push((at, edit)),
        }
    }
    for (_, edit) in &mut joined {
        let Some(change) = &mut edit.change else { continue };
        let mut rows: Vec<(Reading, Option<Span>)> =
            edit.readings.drain(..).zip(change.spans.drain(..)).collect();
        rows.sort_by_key(|(reading, _)| (reading.witness, reading.span));
        (edit.readings, change.spans) = rows.into_iter().unzip();
    }
    joined
}

/// The readings that hold what others lack.
fn with_words(edit: &Edit) -> Vec<Span> {
    let mut spans: Vec<Span> =
        edit.change.iter().flat_map(|change| change.spans.iter().flatten().copied()).collect();
    spans.sort_unstable();
    spans
}

fn denial(family: &Family<'_>, at: usize) -> bool {
    let places = &family.columns[at].places;
    places.first().is_some_and(|place| denies(&place.tokens))
}

/// The readings of whole columns: of each, every member that has it.
fn sentences_of(family: &Family<'_>, columns: &[usize]) -> Vec<Reading> {
    columns
        .iter()
        .flat_map(|&at| {
            family.columns[at]
                .places
                .iter()
                .map(|place| Reading { witness: place.member, span: Some(place.span) })
        })
        .collect()
}

fn cut(class: EditClass, kind: EditKind, missing: Vec<Reading>, of_cut: Vec<Reading>, note: String) -> Edit {
    // The change is the words that are missing; where they are not, nothing stands.
    let spans = missing.iter().map(|reading| reading.span).chain(of_cut.iter().map(|_| None)).collect();
    Edit {
        class,
        kind,
        readings: missing.into_iter().chain(of_cut).collect(),
        note,
        change: Some(Change { spans }),
    }
}

fn tail_cut(family: &Family<'_>, member: usize, last: usize, columns: &[usize]) -> Edit {
    let end = family.columns[last].of(member).and_then(|place| {
        let words: Vec<&Token> = place.tokens.iter().filter(|token| !token.mark).collect();
        let from = words.get(words.len().saturating_sub(LAST_WORDS))?;
        Some(Span::new(from.span.start, place.span.end))
    });
    // A witness that has a denial of its own may have it from another text; nothing can be said of it.
    let own = |&at: &usize| family.columns[at].of(member).is_some_and(|place| denies(&place.tokens));
    let left_out = columns.iter().any(|&at| denial(family, at)) && !family.order[member].iter().any(own);
    let note =
        if left_out { format!("{{{member}}} leaves out a denial with the end") } else { String::new() };
    cut(
        EditClass::Meaning,
        EditKind::TailCut,
        sentences_of(family, columns),
        vec![Reading { witness: member, span: end }],
        note,
    )
}

fn middle_cut(family: &Family<'_>, member: usize, columns: &[usize]) -> Edit {
    let grave = columns.iter().any(|&at| {
        family.columns[at].places.first().is_some_and(|place| {
            let tokens = &place.tokens;
            tokens.iter().any(Token::is_name)
                || !numbers(tokens).values.is_empty()
                || negations(tokens) > 0
                || attribution(tokens) > Attributes::Perhaps
        })
    });
    let class = if grave { EditClass::Meaning } else { EditClass::Wording };
    cut(
        class,
        EditKind::CutMiddle,
        sentences_of(family, columns),
        vec![Reading { witness: member, span: None }],
        String::new(),
    )
}

fn denial_missing(family: &Family<'_>, member: usize, at: usize) -> Edit {
    let content = |tokens: &[Token]| -> Vec<u64> {
        let mut words: Vec<u64> =
            tokens.iter().filter(|token| !token.mark && token.weight() > 2).map(|token| token.hash).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let denied = family.columns[at].places.first().map(|place| content(&place.tokens)).unwrap_or_default();
    // What the member says of the matter in sentences of its own.
    let told: Vec<Reading> = family.order[member]
        .iter()
        .filter(|&&own| family.columns[own].places.len() == 1)
        .filter_map(|&own| family.columns[own].of(member))
        .filter(|place| {
            content(&place.tokens).iter().filter(|word| denied.binary_search(word).is_ok()).count()
                >= ABOUT_DENIAL
        })
        .map(|place| Reading { witness: member, span: Some(place.span) })
        .collect();
    let sure = family.columns[at].common();
    let mut note = if sure {
        format!("{{{member}}} leaves out the denial")
    } else {
        format!("{{{member}}} lacks the denial; whether the common text had it is only probable")
    };
    if !told.is_empty() {
        note.push_str(", but has sentences of its own on the matter");
    }
    let of_cut = if told.is_empty() { vec![Reading { witness: member, span: None }] } else { told };
    cut(EditClass::Meaning, EditKind::DenialMissing, sentences_of(family, &[at]), of_cut, note)
}
