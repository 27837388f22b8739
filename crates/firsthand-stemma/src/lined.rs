//! The readings of one sentence, each wording once, held against one of them.
//!
//! In: a column of a family, or plain sentences. Out: the distinct wordings with who has them, the
//! one that the others are held against (the model), and for each the runs of words in which it
//! differs from the model. Edits, the reconstructed dispatch and the apparatus are read off this.
//!
//! Known gaps: words that two readings share against the model are lined up only as far as they stand
//! at the same place of the model.

use crate::forms::{Form, Place};
use crate::reading::{Token, common};
use crate::runs::{Moved, Run, across, runs, single_runs};
use std::collections::HashMap;

/// Wordings compared in choosing the model.
const MOST_FORMS: usize = 12;

/// One wording and who has it.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// Its tokens without the dateline; spans count from the first byte of the sentence.
    pub(crate) tokens: Vec<Token>,
    /// Where it stands, in order of members.
    pub(crate) places: Vec<Place>,
    /// How many of those count as independent testimony.
    pub(crate) votes: usize,
}

/// A stretch of a variant, as a half-open range of its tokens.
pub(crate) type Range = (usize, usize);

/// The wordings of a sentence and how they differ from the model.
pub(crate) struct Lined {
    pub(crate) variants: Vec<Variant>,
    /// The variant that the others are held against.
    pub(crate) model: usize,
    pub(crate) runs: Vec<Vec<Run>>,
    pub(crate) moved: Vec<Vec<Moved>>,
}

/// Gathers the places of a sentence by wording, in order of the first member. `starts` are the tokens
/// of the dateline at each place, `votes` whether it counts as testimony.
pub(crate) fn variants(places: &[Place], starts: &[usize], votes: &[bool], forms: &[Form]) -> Vec<Variant> {
    let mut found: Vec<Variant> = Vec::new();
    let mut known: HashMap<(usize, usize), usize> = HashMap::new();
    for ((&place, &start), &votes) in places.iter().zip(starts).zip(votes) {
        let at = *known.entry((place.form, start)).or_insert_with(|| {
            found.push(Variant {
                tokens: body(&forms[place.form].tokens, start),
                places: Vec::new(),
                votes: 0,
            });
            found.len() - 1
        });
        found[at].places.push(place);
        found[at].votes += usize::from(votes);
    }
    found
}

/// The tokens after a dateline, of which the first word opens the sentence.
fn body(tokens: &[Token], start: usize) -> Vec<Token> {
    let mut body = tokens.get(start..).unwrap_or_default().to_vec();
    if let Some(first) = body.iter_mut().find(|token| !token.mark) {
        first.first = true;
    }
    body
}

impl Lined {
    /// Holds `variants` against `model`, or without one against that which most others are like.
    pub(crate) fn new(variants: Vec<Variant>, model: Option<usize>, credited: &[String]) -> Lined {
        let model = model.unwrap_or_else(|| central(&variants));
        let (runs, moved) = variants
            .iter()
            .enumerate()
            .map(|(at, variant)| {
                if at == model {
                    Default::default()
                } else {
                    runs(&variants[model].tokens, &variant.tokens, credited)
                }
            })
            .unzip();
        Lined { variants, model, runs, moved }
    }

    /// Holds `variants` against the most central one, each difference by itself.
    pub(crate) fn word_by_word(variants: Vec<Variant>) -> Lined {
        let model = central(&variants);
        let tokens = |at: usize| variants[at].tokens.as_slice();
        let runs: Vec<Vec<Run>> = (0..variants.len())
            .map(|at| if at == model { Vec::new() } else { single_runs(tokens(model), tokens(at)) })
            .collect();
        let moved = vec![Vec::new(); variants.len()];
        Lined { variants, model, runs, moved }
    }

    /// The tokens of a variant that stand where the model has `from..to`.
    pub(crate) fn part(&self, at: usize, (from, to): Range) -> Range {
        let count = self.variants[at].tokens.len();
        let (from, to) = if at == self.model { (from, to) } else { across(&self.runs[at], from, to) };
        (from.min(count), to.min(count))
    }

    /// The part of a variant at a place, or `None` where it moved these words, or lacks all that is
    /// around them: then it has no say.
    pub(crate) fn says(&self, at: usize, place: Range) -> Option<Range> {
        let (from, to) = place;
        let elsewhere = self.runs[at].iter().any(|run| {
            let covers = run.model.0 <= from && to <= run.model.1;
            let touches = run.model.0 <= to && from <= run.model.1;
            (run.moved && touches) || (run.gap() && covers && run.model != place)
        });
        (!elsewhere).then(|| self.part(at, place))
    }

    pub(crate) fn tokens(&self, at: usize, (from, to): Range) -> &[Token] {
        &self.variants[at].tokens[from..to.max(from)]
    }
}

/// Of the wordings that most have, the one that is most like the others, then the fullest.
fn central(variants: &[Variant]) -> usize {
    let few = &variants[..variants.len().min(MOST_FORMS)];
    // Wordings that differ only in what no comparing sees are one.
    let same = |a: &Variant, b: &Variant| {
        a.tokens.len() == b.tokens.len() && a.tokens.iter().zip(&b.tokens).all(|(x, y)| x.hash == y.hash)
    };
    let mut kinds: Vec<(usize, usize)> = Vec::new();
    for (at, variant) in few.iter().enumerate() {
        match kinds.iter().position(|kind| same(&few[kind.0], variant)) {
            Some(kind) => kinds[kind].1 += variant.votes,
            None => kinds.push((at, variant.votes)),
        }
    }
    let key = |kind: &(usize, usize)| {
        let alike: u64 = kinds
            .iter()
            .map(|other| u64::from(common(&few[kind.0].tokens, &few[other.0].tokens)) * other.1.max(1) as u64)
            .sum();
        (kind.1, alike, few[kind.0].tokens.len(), std::cmp::Reverse(kind.0))
    };
    kinds.iter().max_by_key(|kind| key(kind)).map_or(0, |kind| kind.0)
}
