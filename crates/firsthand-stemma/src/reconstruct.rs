//! One sentence of the dispatch, as far as its copies allow.
//!
//! In: a column of a family. Out: the words that most independent witnesses support, as pieces of
//! witnesses' texts, each to the letter, and how many support the least supported of them. A witness
//! that comes from another one that has the sentence is no testimony of its own (*eliminatio codicum
//! descriptorum*); where the dispatch is held its words stand as they are.
//!
//! Known gaps: of two readings with equally many witnesses that of the model stays; words that moved
//! stay where the model has them; datelines are left to the page.

use crate::edits::Family;
use crate::forms::Column;
use crate::lined::{Lined, Range};
use crate::runs::places;
use firsthand_text::Span;
use std::collections::HashMap;

/// A reconstructed sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reconstructed {
    /// Its words in order, as (member, span of the member's text).
    pub(crate) pieces: Vec<(usize, Span)>,
    /// Independent witnesses for its least supported words …
    pub(crate) votes: usize,
    /// … of so many that have the sentence.
    pub(crate) of: usize,
}

/// Reconstructs the sentence of `column` as it stood in the dispatch.
pub(crate) fn reconstruct(family: &Family<'_>, column: &Column) -> Reconstructed {
    let voting = family.voters(column);
    let of = voting.iter().filter(|&&votes| votes).count();
    let held = column.places.iter().find(|place| family.dispatches[place.member]);
    if let Some(place) = held.or(column.places.first().filter(|_| column.places.len() == 1)) {
        let pieces = vec![(place.member, place.span)];
        return Reconstructed { pieces, votes: of.max(1), of: of.max(1) };
    }
    let lined = family.lined(column);
    let model = lined.model;
    let mut pieces: Vec<(usize, Range)> = Vec::new();
    let mut votes = of;
    let mut done = 0;
    for place in places(&lined.runs) {
        if place.0 < done {
            continue;
        }
        let Some((winner, part, support)) = winner(&lined, place) else { continue };
        votes = votes.min(support);
        if winner != model {
            pieces.push((model, (done, place.0)));
            pieces.push((winner, part));
            done = place.1;
        }
    }
    pieces.push((model, (done, lined.variants[model].tokens.len())));
    let span = |(variant, range): (usize, Range)| {
        let tokens = lined.tokens(variant, range);
        let (first, last) = (tokens.first()?, tokens.last()?);
        let place = lined.variants[variant].places.first()?;
        Some((place.member, first.span.cover(last.span).shift(place.span.start)))
    };
    let mut joined: Vec<(usize, Span)> = Vec::new();
    for (member, span) in pieces.into_iter().filter_map(span) {
        match joined.last_mut() {
            Some((last, there))
                if *last == member && there.end <= span.start && near(there.end, span.start) =>
            {
                *there = there.cover(span);
            }
            _ => joined.push((member, span)),
        }
    }
    Reconstructed { pieces: joined, votes, of }
}

/// Whether nothing but a space lies between two pieces of one text.
fn near(end: usize, start: usize) -> bool {
    start - end <= 1
}

/// The reading of a place that most witnesses have: the variant, its part, and its votes. `None` when
/// no variant has a say.
fn winner(lined: &Lined, place: Range) -> Option<(usize, Range, usize)> {
    let mut readings: Vec<(usize, Range, usize)> = Vec::new();
    let mut known: HashMap<Vec<&str>, usize> = HashMap::new();
    // The model comes first: of equals the first stays.
    let others = (0..lined.variants.len()).filter(|&at| at != lined.model);
    for at in std::iter::once(lined.model).chain(others) {
        let Some(part) = lined.says(at, place) else { continue };
        let words = lined.tokens(at, part).iter().map(|token| token.lower.as_str()).collect();
        let number = *known.entry(words).or_insert_with(|| {
            readings.push((at, part, 0));
            readings.len() - 1
        });
        readings[number].2 += lined.variants[at].votes;
    }
    let most = readings.iter().map(|reading| reading.2).max()?;
    readings.into_iter().find(|reading| reading.2 == most)
}

#[cfg(test)]
mod tests {
    use crate::{Witness, trace};

    /// Lost dispatch: the first sentence of the family as reconstructed, and its support.
    fn check(texts: &[&str], want: &str, votes: usize, of: usize) {
        const REST: &str = " Divers found cracks in two of its five piers after the autumn flood carried away a barge. \
            Buses now go round by the upper ford, which adds half an hour to the road to market.";
        let texts: Vec<String> = texts.iter().map(|text| format!("{text}{REST}")).collect();
        let ids: Vec<String> = (0..texts.len()).map(|at| at.to_string()).collect();
        let witnesses: Vec<Witness<'_>> = texts
            .iter()
            .zip(&ids)
            .map(|(text, id)| Witness {
                id,
                text,
                title: None,
                hand: Some(id),
                published: None,
                credited: vec!["WireNews"],
                is_agency: false,
                address: None,
            })
            .collect();
        let found = trace(&witnesses);
        let segment = &found.families[0].segments[0];
        let words: Vec<&str> = segment
            .text
            .iter()
            .filter_map(|piece| Some(piece.span?.of(witnesses[piece.witness].text)))
            .collect();
        assert_eq!(words.join("|"), want);
        assert_eq!((segment.votes, segment.of), (votes, of), "{want}");
    }

    #[test]
    fn each_place_goes_to_most_witnesses() {
        let one =
            "The county plans to shut the old bridge at Tarn in March, the harbour master said on Friday.";
        check(&[one, one, one], one, 3, 3);
        check(&[one, &one.replace("March", "May"), one], one, 2, 3);
        // Each copy changed something else.
        check(
            &[&one.replace("plans to", "will"), &one.replace("old ", ""), &one.replace("Friday", "Monday")],
            "The county plans to shut the old bridge at Tarn in March, the harbour master said on|Friday|.",
            2,
            3,
        );
        check(&[one, &one.replace("March", "May")], one, 1, 2);
    }
}
