//! Who copied whom: passages shared by texts, families of copies, the text they come from, and what
//! each copy changed.
//!
//! [`trace`] is the one way in. It takes [`Witness`]es and knows nothing of pages or outlets. It
//! never fails, and the same set of witnesses gives the same answer in any order and on any number
//! of threads. [`pairs_and_families`] is its cheap first part: all but the texts' sentences and edits.
//!
//! [`Index`] takes articles one at a time and finds the same.
//!
//! The steps, each in a file of its own: [`signature()`], where words were met first (`stock`, `loci`),
//! who is compared with whom (`texts`), what makes a pair (`judge`), `family`, who copied whom
//! (`evidence`, `tree`), sentence by sentence (`collate`), what was left out (`cuts`) and changed
//! (`edits`, `edit_class`).

mod align;
mod apparatus;
mod arrival;
mod collate;
mod cuts;
mod edit_class;
mod edits;
mod evidence;
mod family;
mod figures;
mod forms;
mod framing;
mod headlines;
mod index;
mod judge;
mod lexicon;
mod lined;
mod loci;
mod measure;
mod moves;
mod names;
mod odds;
mod pairs;
mod reading;
mod reconstruct;
mod runs;
mod seeds;
mod signature;
mod spelling;
mod standing;
mod stemma;
mod stock;
mod texts;
mod tree;
mod uses;
mod variants;
mod witness;

pub use align::align;
pub use apparatus::{Spot, apparatus};
pub use index::{Index, Match};
pub use odds::{Possible, SIGNS, Signs};
pub use signature::{Signature, signature};
pub use stemma::{
    Certainty, Change, Copying, Dispatch, Edit, EditClass, EditKind, Exemplar, Headline, HeadlineRelation,
    InDispatch, Pair, Passage, Reading, Segment, Stemma, Tracing,
};
pub use witness::Witness;

use rayon::prelude::*;

/// Finds the copies among `witnesses` and what became of their common text.
///
/// Witnesses are named by their place in the slice. The result does not depend on their order but
/// for those names.
pub fn trace(witnesses: &[Witness<'_>]) -> Tracing {
    let mut tracing = pairs_and_families(witnesses);
    tracing.families.par_iter_mut().for_each(|stemma| collate::complete(stemma, witnesses));
    tracing
}

/// As [`trace`], without the sentences and edits of each family: `segments`, `edits` and `headlines` are empty, and
/// `most_complete` and `least_altered` go by the share of words that are in passages.
pub fn pairs_and_families(witnesses: &[Witness<'_>]) -> Tracing {
    let comparison = compare(witnesses);
    Tracing { pairs: comparison.pairs().collect(), families: comparison.families() }
}

/// Compares `witnesses` and holds what was found in little room: for collections whose pairs, a
/// million of them, should not all lie in memory.
pub fn compare<'w, 't>(witnesses: &'w [Witness<'t>]) -> Comparison<'w, 't> {
    Comparison { collection: pairs::compare(witnesses) }
}

/// What comparing witnesses found. Asking for pairs works their passages out anew.
pub struct Comparison<'w, 't> {
    collection: pairs::Collection<'w, 't>,
}

impl Comparison<'_, '_> {
    /// The pairs, as in [`Tracing::pairs`] and in that order.
    pub fn pairs(&self) -> impl ParallelIterator<Item = Pair> + '_ {
        self.collection.told()
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.collection.count()
    }

    /// For each copy of each family, in order, the texts that it may have been taken from and what speaks
    /// for them.
    pub fn possible_exemplars(&self) -> Vec<Possible> {
        let families = self.collection.families();
        let mut found: Vec<Possible> =
            families.par_iter().flat_map_iter(|members| tree::possible(&self.collection, members)).collect();
        found.iter_mut().for_each(|possible| self.collection.name_possible_by_place(possible));
        found
    }

    /// The families, as [`pairs_and_families`] tells them.
    pub fn families(&self) -> Vec<Stemma> {
        let families = self.collection.families();
        let mut stemmas: Vec<Stemma> =
            families.par_iter().map(|members| tree::stemma_of(&self.collection, members)).collect();
        stemmas.iter_mut().for_each(|stemma| self.collection.name_by_place(stemma));
        stemmas
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn witness<'t>(id: &'t str, text: &'t str) -> Witness<'t> {
        Witness {
            id,
            text,
            title: None,
            hand: Some(id),
            published: None,
            credited: Vec::new(),
            is_agency: false,
            address: None,
        }
    }

    const SENTENCES: [&str; 9] = [
        "The ferry to the island of Tarn will run again from Monday, the harbour master said.",
        "It had been laid up since a storm in March tore away the landing stage.",
        "“We have 40 cars waiting,” said Ada Lund, who runs the only shop on the island.",
        "The county denied that the repair had been put off to save money.",
        "Repairs cost 2.5 million crowns, more than twice what the council had planned.",
        "A second boat may be hired for the summer.",
        "Fishermen from Orrin brought food across in the first weeks.",
        "The government of the region plans to close the smaller pier.",
        "NO. \"12\" (see) 3,5 — ; !!",
    ];

    /// A text of some sentences in some order, some of them changed.
    fn text(picks: &[(usize, usize)]) -> String {
        let changed = |at: usize, how: usize| {
            let sentence = SENTENCES[at % SENTENCES.len()];
            match how {
                1 => sentence.replace("The ", "the "),
                2 => sentence.replace(" will ", " could ").replace("40", "14"),
                3 => sentence.split(' ').take(6).collect::<Vec<_>>().join(" "),
                4 => format!("TARN - {sentence}"),
                _ => sentence.to_owned(),
            }
        };
        picks.iter().map(|&(at, how)| changed(at, how)).collect::<Vec<_>>().join(" ")
    }

    /// What must hold of any answer.
    fn check(witnesses: &[Witness<'_>]) -> Tracing {
        let tracing = trace(witnesses);
        let inside = |witness: usize, span: firsthand_text::Span| {
            witnesses[witness].text.get(span.start..span.end).is_some()
        };
        for pair in &tracing.pairs {
            assert!(witnesses[pair.a].id <= witnesses[pair.b].id);
            assert!((0.0..=1.0).contains(&pair.share_a) && (0.0..=1.0).contains(&pair.share_b));
            assert!(
                pair.passages.iter().all(|passage| inside(pair.a, passage.a) && inside(pair.b, passage.b))
            );
        }
        for family in &tracing.families {
            assert!(family.witnesses.len() > 1);
            for copying in &family.copyings {
                let mut at = copying.copy;
                let mut steps = 0;
                while let Some(Exemplar::Held(next)) =
                    family.copyings.iter().find(|copying| copying.copy == at).map(|copying| copying.exemplar)
                {
                    at = next;
                    steps += 1;
                    assert!(steps <= family.copyings.len(), "a cycle");
                }
            }
            for segment in &family.segments {
                assert!(!segment.text.is_empty() && 0 < segment.votes && segment.votes <= segment.of);
                assert!(segment.of <= segment.readings.len());
                let has = |witness: usize| segment.readings.iter().any(|reading| reading.witness == witness);
                assert!(segment.text.iter().all(|piece| has(piece.witness) && piece.span.is_some()));
            }
            let readings =
                family.segments.iter().flat_map(|segment| segment.readings.iter().chain(&segment.text));
            for reading in readings.chain(family.edits.iter().flat_map(|edit| &edit.readings)) {
                assert!(family.witnesses.contains(&reading.witness));
                assert!(reading.span.is_none_or(|span| inside(reading.witness, span)));
            }
            let mut titled: Vec<usize> =
                family.headlines.iter().flat_map(|headline| headline.witnesses.iter().copied()).collect();
            titled.sort_unstable();
            let mut want = family.witnesses.clone();
            want.retain(|&witness| witnesses[witness].title.is_some());
            want.sort_unstable();
            assert_eq!(titled, want);
            for edit in &family.edits {
                assert!(edit.readings.iter().any(|reading| reading.span.is_some()));
                let Some(change) = &edit.change else { continue };
                assert_eq!(change.spans.len(), edit.readings.len());
                for (reading, span) in edit.readings.iter().zip(&change.spans) {
                    assert!(span.is_none_or(|span| inside(reading.witness, span)));
                }
            }
        }
        tracing
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(check(&[]), Tracing::default());
        assert_eq!(check(&[witness("a", SENTENCES[0])]), Tracing::default());
        let odd = ["", "\0\0 \u{301}", "\"\"\"((((“““", "per per cent %", "…"].map(|text| witness("x", text));
        check(&odd);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]
        #[test]
        fn order_of_arrival_makes_no_difference(
            picks in prop::collection::vec(prop::collection::vec((0usize..9, 0usize..6), 0..10), 0..6),
            times in prop::collection::vec(prop::option::of(0i64..4), 6),
            credits in prop::collection::vec(any::<bool>(), 6),
        ) {
            let texts: Vec<String> = picks.iter().map(|picks| text(picks)).collect();
            let ids: Vec<String> = (0..texts.len()).map(|at| format!("w{at}")).collect();
            let mut witnesses: Vec<Witness<'_>> = texts.iter().zip(&ids).map(|(text, id)| witness(id, text)).collect();
            for (at, witness) in witnesses.iter_mut().enumerate() {
                witness.title = picks[at].first().map(|&(sentence, _)| &SENTENCES[sentence][..18]);
                witness.published = times[at].map(|day| (day * 86_400, day * 86_400 + 60));
                if credits[at] {
                    witness.credited.push("w0");
                }
            }
            let there = check(&witnesses);
            let last = witnesses.len().saturating_sub(1);
            witnesses.reverse();
            let mut back = check(&witnesses);
            let turn = |witness: &mut usize| *witness = last - *witness;
            for pair in &mut back.pairs {
                turn(&mut pair.a);
                turn(&mut pair.b);
            }
            prop_assert_eq!(&there.pairs, &back.pairs);
            prop_assert_eq!(there.families.len(), back.families.len());
            for (one, other) in there.families.iter().zip(&mut back.families) {
                other.witnesses.iter_mut().for_each(turn);
                prop_assert_eq!(&one.witnesses, &other.witnesses);
                turn(&mut other.most_complete);
                turn(&mut other.least_altered);
                prop_assert_eq!((one.most_complete, one.least_altered), (other.most_complete, other.least_altered));
                for segment in &mut other.segments {
                    let pieces = segment.readings.iter_mut().chain(&mut segment.text);
                    pieces.for_each(|reading| turn(&mut reading.witness));
                }
                prop_assert_eq!(&one.segments, &other.segments);
                other.headlines.iter_mut().flat_map(|headline| &mut headline.witnesses).for_each(turn);
                prop_assert_eq!(&one.headlines, &other.headlines);
                for edit in &mut other.edits {
                    edit.readings.iter_mut().for_each(|reading| turn(&mut reading.witness));
                    edit.note.clear();
                }
                let mut edits = one.edits.clone();
                edits.iter_mut().for_each(|edit| edit.note.clear());
                prop_assert_eq!(&edits, &other.edits);
                for copying in &mut other.copyings {
                    turn(&mut copying.copy);
                    if let Exemplar::Held(held) = &mut copying.exemplar {
                        turn(held);
                    }
                    copying.why.clear();
                }
                let mut copyings = one.copyings.clone();
                copyings.iter_mut().for_each(|copying| copying.why.clear());
                prop_assert_eq!(&copyings, &other.copyings);
            }
        }
    }
}
