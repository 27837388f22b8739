//! Sentences as they are printed, each wording once, and where the witnesses have them.
//!
//! In: sentences of texts. Out: numbered forms with their tokens, and the columns in which witnesses'
//! places are gathered. What is worked out of a form holds for all that have it to the letter.

use crate::reading::{Token, tokens, weight};
use crate::stemma::InDispatch;
use firsthand_text::Span;
use std::collections::HashMap;

/// One wording of a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// Its tokens; spans count from the first byte of the sentence.
    pub(crate) tokens: Vec<Token>,
    /// What its words weigh.
    pub(crate) weight: u32,
}

/// All wordings of a family's sentences.
#[derive(Debug, Default)]
pub(crate) struct Forms<'t> {
    all: Vec<Form>,
    by_text: HashMap<&'t str, usize>,
}

impl<'t> Forms<'t> {
    /// The number of the form `text`; `make` gives its tokens when it is new.
    pub(crate) fn number(&mut self, text: &'t str, make: impl FnOnce(&[Form]) -> Vec<Token>) -> usize {
        if let Some(&known) = self.by_text.get(text) {
            return known;
        }
        let tokens = make(&self.all);
        self.by_text.insert(text, self.all.len());
        self.all.push(Form { weight: weight(&tokens), tokens });
        self.all.len() - 1
    }

    /// The number of a sentence.
    pub(crate) fn of(&mut self, text: &'t str) -> usize {
        self.number(text, |_| tokens(text, Span::new(0, text.len())))
    }

    pub(crate) fn all(&self) -> &[Form] {
        &self.all
    }
}

/// A sentence, or part of one, that a witness has in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Place of the witness in the family.
    pub(crate) member: usize,
    /// Where it stands in the text of the witness.
    pub(crate) span: Span,
    /// Its wording.
    pub(crate) form: usize,
}

/// One sentence of the common text and its readings, in order of members once all are in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    pub(crate) places: Vec<Place>,
    pub(crate) in_dispatch: Option<InDispatch>,
}

impl Column {
    /// What `member` has here; only once the places are in order.
    pub(crate) fn of(&self, member: usize) -> Option<&Place> {
        self.places.binary_search_by_key(&member, |place| place.member).ok().map(|at| &self.places[at])
    }

    pub(crate) fn common(&self) -> bool {
        self.in_dispatch == Some(InDispatch::Certain)
    }

    /// The wordings, each once, in order of the first member that has it.
    pub(crate) fn forms(&self) -> Vec<usize> {
        let mut seen: Vec<(usize, usize)> =
            self.places.iter().enumerate().map(|(at, place)| (place.form, at)).collect();
        seen.sort_unstable();
        seen.dedup_by_key(|pair| pair.0);
        seen.sort_unstable_by_key(|pair| pair.1);
        seen.into_iter().map(|pair| pair.0).collect()
    }
}

/// Which members' readings count as testimony in a column: those that come from no other member that
/// has the sentence too (*eliminatio codicum descriptorum*).
///
/// `parents` holds for each member the member that it was copied from, as far as that is likely.
pub(crate) fn voters(column: &Column, parents: &[Option<usize>]) -> Vec<bool> {
    column
        .places
        .iter()
        .map(|place| {
            let mut at = place.member;
            // A stemma has no cycle; the count only guards against one.
            for _ in 0..parents.len() {
                let Some(Some(parent)) = parents.get(at).copied() else { return true };
                if column.of(parent).is_some() {
                    return false;
                }
                at = parent;
            }
            true
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_copies_have_no_vote() {
        let place = |member: usize| Place { member, span: Span::new(0, 1), form: 0 };
        let column = Column { places: [0, 1, 3, 4].map(place).to_vec(), in_dispatch: None };
        // 1 comes from 0; 4 from 2, which lacks the sentence, which comes from 0; 3 from nobody.
        let parents = [None, Some(0), Some(0), None, Some(2)];
        assert_eq!(voters(&column, &parents), [true, false, true, false]);
        assert_eq!(voters(&column, &[None; 5]), [true; 4]);
    }

    #[test]
    fn a_wording_has_one_number() {
        let mut forms = Forms::default();
        let (a, b) = (forms.of("The dam held."), forms.of("The dam broke."));
        assert_eq!((a, b, forms.of("The dam held.")), (0, 1, 0));
        let place = |member: usize, form: usize| Place { member, span: Span::new(0, 1), form };
        let column = Column { places: vec![place(0, b), place(1, a), place(2, b)], in_dispatch: None };
        assert_eq!(column.forms(), [b, a]);
        assert!(column.of(3).is_none());
    }
}
