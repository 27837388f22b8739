//! Whole sentences that a witness lacks: its end cut off, its middle cut out, a denial left out.
//!
//! In: the columns of a family. Out: an edit for each cut, with the column it belongs before; one cut
//! made by several witnesses is one edit. Only sentences that stood in the common text can be missing;
//! a denial that probably stood there is named too, with the doubt in its note.
//!
//! Known gaps: a sentence that was rewritten beyond recognition counts as missing. In a family of more
//! than a hundred witnesses an edit names only the first hundred that have what is missing.

use crate::edits::Family;
use crate::figures::numbers;
use crate::forms::Place;
use crate::lexicon::{Attributes, attribution, denies, negations};
use crate::reading::Token;
use crate::stemma::{Change, Edit, EditClass, EditKind, InDispatch, Reading};
use firsthand_text::Span;
use std::collections::BTreeMap;

/// Words of the last sentence that show where a tail was cut.
const LAST_WORDS: usize = 8;

/// Content words that a witness's own sentence shares with a denial it lacks to be named beside it.
const ABOUT_DENIAL: usize = 2;

/// Witnesses named as having a sentence that others lack.
const MOST_NAMED: usize = 100;

/// Witnesses named in a note.
const MOST_IN_NOTE: usize = 4;

/// What was cut, in the order in which edits of one place are told: the column that it belongs before,
/// the kind, the columns that are missing, and for a denial the witness that has its own say on it.
type Key = (usize, EditKind, Vec<usize>, Option<usize>);

/// Whole sentences that members lack, each edit with the column it belongs before. Counts them in
/// `altered`.
pub(crate) fn cuts(family: &Family<'_>, altered: &mut [usize]) -> Vec<(usize, Edit)> {
    let columns = family.columns;
    let carried: Vec<usize> = (0..columns.len())
        .filter(|&at| columns[at].common() || columns[at].in_dispatch == Some(InDispatch::Probable))
        .collect();
    let denials: Vec<bool> = (0..columns.len()).map(|at| denial(family, at)).collect();
    let mut found: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (member, altered) in altered.iter_mut().enumerate() {
        if family.dispatches[member] {
            continue;
        }
        let mut mine = family.order[member].clone();
        mine.sort_unstable();
        let common: Vec<usize> = mine.iter().copied().filter(|&at| columns[at].common()).collect();
        let (Some(&first), Some(&last)) = (common.first(), common.last()) else { continue };
        let missing: Vec<usize> =
            carried.iter().copied().filter(|at| mine.binary_search(at).is_err()).collect();
        let mut cut = |key: Key| {
            *altered += 1;
            found.entry(key).or_default().push(member);
        };
        // The tail: everything after the last common sentence that it has.
        let tail: Vec<usize> = missing.iter().copied().filter(|&at| at > last).collect();
        if tail.iter().any(|&at| columns[at].common()) {
            cut((columns.len(), EditKind::TailCut, tail, None));
        }
        // The middle: stretches of missing sentences between those that it has.
        let middle = missing.iter().copied().filter(|&at| first < at && at < last);
        let mut stretches: Vec<Vec<usize>> = Vec::new();
        for at in middle.clone().filter(|&at| columns[at].common()) {
            let after = mine.partition_point(|&own| own < at);
            match stretches.last_mut() {
                Some(stretch) if mine.partition_point(|&own| own < stretch[0]) == after => stretch.push(at),
                _ => stretches.push(vec![at]),
            }
        }
        for mut stretch in stretches {
            let before = stretch[0];
            stretch.retain(|&at| !denials[at]);
            if !stretch.is_empty() {
                cut((before, EditKind::CutMiddle, stretch, None));
            }
        }
        for at in middle.filter(|&at| denials[at]) {
            let own = (!told(family, member, at).is_empty()).then_some(member);
            cut((at, EditKind::DenialMissing, vec![at], own));
        }
    }
    found
        .into_iter()
        .map(|((before, kind, columns, own), members)| {
            let edit = match kind {
                EditKind::TailCut => tail_cut(family, &members, &columns),
                EditKind::CutMiddle => middle_cut(family, &members, &columns),
                _ => denial_missing(family, &members, columns[0], own),
            };
            (before, edit)
        })
        .collect()
}

/// Whether the sentence denies, as its first witness has it.
fn denial(family: &Family<'_>, at: usize) -> bool {
    first_tokens(family, at).is_some_and(denies)
}

fn first_tokens<'f>(family: &'f Family<'_>, at: usize) -> Option<&'f [Token]> {
    family.columns[at].places.first().map(|place| family.tokens(place))
}

/// The readings of whole columns: of each, every member that has it.
fn sentences_of(family: &Family<'_>, columns: &[usize]) -> Vec<Reading> {
    let of = |&at: &usize| family.columns[at].places.iter().take(MOST_NAMED);
    columns
        .iter()
        .flat_map(of)
        .map(|place| Reading { witness: place.member, span: Some(place.span) })
        .collect()
}

/// The change is the words that are missing; where they are not, nothing stands.
fn cut(class: EditClass, kind: EditKind, missing: Vec<Reading>, of_cut: Vec<Reading>, note: String) -> Edit {
    let spans = missing.iter().map(|reading| reading.span).chain(of_cut.iter().map(|_| None));
    let mut rows: Vec<(Reading, Option<Span>)> = missing.iter().chain(&of_cut).copied().zip(spans).collect();
    rows.sort_by_key(|(reading, _)| (reading.witness, reading.span));
    let (readings, spans) = rows.into_iter().unzip();
    Edit { class, kind, readings, note, change: Some(Change { spans }) }
}

/// "{1} leaves", "{1} and {4} leave", "{1}, {2}, {3}, {4} and 12 more leave".
fn who(members: &[usize], one: &str, several: &str) -> String {
    let named: Vec<String> =
        members.iter().take(MOST_IN_NOTE).map(|member| format!("{{{member}}}")).collect();
    let more = members.len() - named.len();
    match (named.split_last(), more) {
        (Some((only, [])), 0) => format!("{only} {one}"),
        (Some((last, rest)), 0) => format!("{} and {last} {several}", rest.join(", ")),
        _ => format!("{} and {more} more {several}", named.join(", ")),
    }
}

fn tail_cut(family: &Family<'_>, members: &[usize], columns: &[usize]) -> Edit {
    // The last words that a member has of the common text before the cut.
    let end = |member: usize| -> Option<Span> {
        let own = family.order[member].iter().copied();
        let last = own.filter(|&at| family.columns[at].common()).max()?;
        let place = family.columns[last].of(member)?;
        let words: Vec<&Token> = family.tokens(place).iter().filter(|token| !token.mark).collect();
        let from = words.get(words.len().saturating_sub(LAST_WORDS))?;
        Some(Span::new(place.span.start + from.span.start, place.span.end))
    };
    // A witness that has a denial of its own may have it from another text; nothing can be said of it.
    let denies_itself = |member: usize| {
        let mut own = family.order[member].iter().filter_map(|&at| family.columns[at].of(member));
        own.any(|place| denies(family.tokens(place)))
    };
    let without: Vec<usize> = match columns.iter().any(|&at| denial(family, at)) {
        true => members.iter().copied().filter(|&member| !denies_itself(member)).collect(),
        false => Vec::new(),
    };
    let note = match without.is_empty() {
        true => String::new(),
        false => format!("{} out a denial with the end", who(&without, "leaves", "leave")),
    };
    let of_cut = members.iter().map(|&member| Reading { witness: member, span: end(member) }).collect();
    cut(EditClass::Meaning, EditKind::TailCut, sentences_of(family, columns), of_cut, note)
}

fn middle_cut(family: &Family<'_>, members: &[usize], columns: &[usize]) -> Edit {
    let grave = columns.iter().filter_map(|&at| first_tokens(family, at)).any(|tokens| {
        tokens.iter().any(Token::is_name)
            || !numbers(tokens).values.is_empty()
            || negations(tokens) > 0
            || attribution(tokens) > Attributes::Perhaps
    });
    let class = if grave { EditClass::Meaning } else { EditClass::Wording };
    let of_cut = members.iter().map(|&member| Reading { witness: member, span: None }).collect();
    cut(class, EditKind::CutMiddle, sentences_of(family, columns), of_cut, String::new())
}

/// What the member says of the matter of a denial, in sentences of its own.
fn told(family: &Family<'_>, member: usize, denial: usize) -> Vec<Reading> {
    let content = |tokens: &[Token]| -> Vec<u64> {
        let mut words: Vec<u64> =
            tokens.iter().filter(|token| !token.mark && token.weight > 2).map(|token| token.hash).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let denied = first_tokens(family, denial).map(content).unwrap_or_default();
    let about = |place: &&Place| {
        let own = content(family.tokens(place));
        own.iter().filter(|word| denied.binary_search(word).is_ok()).count() >= ABOUT_DENIAL
    };
    family.order[member]
        .iter()
        .filter(|&&own| family.columns[own].places.len() == 1)
        .filter_map(|&own| family.columns[own].of(member))
        .filter(about)
        .map(|place| Reading { witness: member, span: Some(place.span) })
        .collect()
}

fn denial_missing(family: &Family<'_>, members: &[usize], at: usize, own: Option<usize>) -> Edit {
    let sure = family.columns[at].common();
    let mut note = if sure {
        format!("{} out the denial", who(members, "leaves", "leave"))
    } else {
        let lack = who(members, "lacks", "lack");
        format!("{lack} the denial; whether the common text had it is only probable")
    };
    let mut of_cut = Vec::new();
    if let Some(member) = own {
        note.push_str(", but has sentences of its own on the matter");
        of_cut = told(family, member, at);
    }
    if of_cut.is_empty() {
        of_cut = members.iter().map(|&member| Reading { witness: member, span: None }).collect();
    }
    cut(EditClass::Meaning, EditKind::DenialMissing, sentences_of(family, &[at]), of_cut, note)
}

#[cfg(test)]
mod tests {
    use crate::{Witness, trace};

    const A: &str =
        "The county plans to shut the old bridge at Tarn in March, harbour master Dmitrij Orr said.";
    const B: &str =
        "Divers found cracks in two of its five piers after the autumn flood carried away a barge.";
    const C: &str = "The builders denied that they had used sand from the sea in the mortar of the piers.";
    const D: &str = "Repairs may cost 40 million crowns, which the county does not have this year.";
    const E: &str = "Swallows nest below the arches and come back to them every spring.";
    const OWN: &str =
        "Sand from the sea lies in every yard of the town, says our reader, and in the piers too.";

    /// A dispatch that is held and its copies; the cuts as `class kind [who has words] {who lacks them} note`.
    fn check(dispatch: &[&str], copies: &[&[&str]], want: &[&str]) {
        let texts: Vec<String> =
            std::iter::once(dispatch).chain(copies.iter().copied()).map(|parts| parts.join(" ")).collect();
        let ids: Vec<String> = (0..texts.len()).map(|at| at.to_string()).collect();
        let witnesses: Vec<Witness<'_>> = texts
            .iter()
            .zip(&ids)
            .map(|(text, id)| Witness {
                id,
                text,
                title: None,
                hand: Some(if id == "0" { "WireNews" } else { id }),
                published: None,
                credited: vec!["WireNews"],
                is_agency: id == "0",
                address: None,
            })
            .collect();
        let found = trace(&witnesses);
        let shown: Vec<String> = found.families[0]
            .edits
            .iter()
            .map(|edit| {
                let change = edit.change.as_ref().unwrap();
                let who = |has: bool| -> String {
                    let mut who: Vec<String> = edit
                        .readings
                        .iter()
                        .zip(&change.spans)
                        .filter(|(_, span)| span.is_some() == has)
                        .map(|(reading, _)| reading.witness.to_string())
                        .collect();
                    who.dedup();
                    who.concat()
                };
                let (class, kind) = (edit.class.as_str(), edit.kind.as_str());
                format!("{class} {kind} [{}] {{{}}} {}", who(true), who(false), edit.note).trim().to_owned()
            })
            .collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn tails() {
        check(&[A, B, C, D], &[&[A, B, C, D]], &[]);
        check(&[A, B, D], &[&[A, B]], &["meaning tail-cut [0] {1}"]);
        check(
            &[A, B, E, D],
            &[&[A, B], &[A, B], &[A, B, E]],
            &["meaning tail-cut [03] {12}", "meaning tail-cut [0] {3}"],
        );
        check(
            &[A, B, C, D],
            &[&[A, B], &[A, B, C, D], &[A, B]],
            &["meaning tail-cut [02] {13} {1} and {3} leave out a denial with the end"],
        );
    }

    #[test]
    fn middles() {
        check(&[A, B, E, D], &[&[A, B, D]], &["wording cut-middle [0] {1}"]);
        check(&[A, B, D, E], &[&[A, B, E], &[A, B, E]], &["meaning cut-middle [0] {12}"]);
        // A sentence of its own between parts the stretch.
        check(&[A, B, E, D], &[&[A, OWN, D]], &["added addition [1] {}", "meaning cut-middle [0] {1}"]);
    }

    #[test]
    fn denials() {
        check(
            &[A, B, C, D],
            &[&[A, B, D], &[A, B, D]],
            &["meaning denial-missing [0] {12} {1} and {2} leave out the denial"],
        );
        check(
            &[A, B, C, D],
            &[&[A, B, OWN, D]],
            &[
                "added addition [1] {}",
                "meaning denial-missing [0] {1} {1} leaves out the denial, but has sentences of its own on the matter",
            ],
        );
        check(
            &[A, B, C, E, D],
            &[&[A, B, D]],
            &["wording cut-middle [0] {1}", "meaning denial-missing [0] {1} {1} leaves out the denial"],
        );
    }
}
