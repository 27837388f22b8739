//! All readings of one passage word by word: a critical apparatus in parallel segmentation.
//!
//! In: the words of each witness for one passage. Out: spots in order, each with the words that every
//! witness has there; witnesses agree to the letter or they don't. The spots of one witness in a row
//! are its whole text but for the white space between them.
//!
//! Known gaps: words that moved stand at both places, once with and once without words.

use crate::forms::{Forms, Place};
use crate::lined::{Lined, Range, variants};
use crate::runs::Run;
use firsthand_text::Span;

/// A stretch of a passage and what each witness has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The words of each reading, in the order given; empty where a reading has none.
    pub spans: Vec<Span>,
    /// Whether all have the same words to the letter.
    pub agree: bool,
}

/// Lines up the readings of one passage, all of them at once. The reading that most others are like is
/// the one that they are held against; the result names none of them.
///
/// Spans count bytes of each reading. Nothing for no readings.
pub fn apparatus(readings: &[&str]) -> Vec<Spot> {
    let mut forms = Forms::default();
    let places: Vec<Place> = readings
        .iter()
        .enumerate()
        .map(|(member, text)| Place { member, span: Span::new(0, text.len()), form: forms.of(text) })
        .collect();
    let (starts, votes) = (vec![0; places.len()], vec![true; places.len()]);
    let variants = variants(&places, &starts, &votes, forms.all());
    if variants.is_empty() {
        return Vec::new();
    }
    let lined = Lined::word_by_word(variants);
    let mut variant_of = vec![0; readings.len()];
    for (at, variant) in lined.variants.iter().enumerate() {
        variant.places.iter().for_each(|place| variant_of[place.member] = at);
    }
    let mut spots = Spots { lined: &lined, readings, variant_of, found: Vec::new() };
    let mut done = vec![0; lined.variants.len()];
    let end = lined.variants[lined.model].tokens.len();
    for (from, to) in stretches(&lined.runs) {
        spots.common(&mut done, from);
        spots.differing(&mut done, to);
    }
    spots.common(&mut done, end);
    // What is left of a reading has no counterpart.
    spots.differing(&mut done, end);
    spots.found
}

/// The stretches of the model in which some reading differs, as half-open ranges without overlap.
fn stretches(runs: &[Vec<Run>]) -> Vec<Range> {
    let mut all: Vec<Range> = runs.iter().flatten().map(|run| run.model).collect();
    all.sort_unstable();
    let mut joined: Vec<Range> = Vec::new();
    for (from, to) in all {
        match joined.last_mut() {
            // What is put in beside a change can't be told from it.
            Some(last) if from < last.1 || (from == last.1 && (from == to || last.0 == last.1)) => {
                last.1 = last.1.max(to);
            }
            _ => joined.push((from, to)),
        }
    }
    joined
}

struct Spots<'l> {
    lined: &'l Lined,
    readings: &'l [&'l str],
    variant_of: Vec<usize>,
    found: Vec<Spot>,
}

impl Spots<'_> {
    /// The token of a variant where the model has `to`, all of its words before that included.
    fn until(&self, variant: usize, to: usize) -> usize {
        let (lined, count) = (self.lined, self.lined.variants[variant].tokens.len());
        if variant == lined.model {
            return to.min(count);
        }
        if to == lined.variants[lined.model].tokens.len() {
            return count;
        }
        let before = lined.runs[variant].iter().rev().find(|run| run.model.1 <= to);
        before.map_or(to, |run| run.own.1 + (to - run.model.1)).min(count)
    }

    /// Everything up to `to` of the model, where no reading has other words: only the form differs.
    fn common(&mut self, done: &mut [usize], to: usize) {
        let model = self.lined.model;
        while done[model] < to {
            let next: Vec<Range> = done.iter().map(|&at| (at, at + 1)).collect();
            done.iter_mut().for_each(|at| *at += 1);
            self.push(&next);
        }
    }

    fn differing(&mut self, done: &mut [usize], to: usize) {
        let ends: Vec<usize> = (0..done.len()).map(|variant| self.until(variant, to)).collect();
        let next: Vec<Range> = done.iter().zip(&ends).map(|(&from, &end)| (from, end.max(from))).collect();
        if next.iter().any(|(from, end)| from < end) {
            self.push(&next);
        }
        for (at, range) in done.iter_mut().zip(&next) {
            *at = range.1;
        }
    }

    /// Adds a spot, to the last one when in both all agree.
    fn push(&mut self, ranges: &[Range]) {
        let span = |variant: usize| -> Option<Span> {
            let (from, to) = ranges[variant];
            let tokens = self.lined.variants[variant].tokens.get(from..to)?;
            Some(tokens.first()?.span.cover(tokens.last()?.span))
        };
        let before = |reading: usize| self.found.last().map_or(0, |spot: &Spot| spot.spans[reading].end);
        let spans: Vec<Span> = self
            .variant_of
            .iter()
            .enumerate()
            .map(|(reading, &variant)| span(variant).unwrap_or(Span::new(before(reading), before(reading))))
            .collect();
        let words = |reading: usize, span: Span| span.of(self.readings[reading]);
        let same = |spans: &[Span]| {
            let first = spans.first().map_or("", |&span| words(0, span));
            spans.iter().enumerate().all(|(reading, &span)| words(reading, span) == first)
        };
        let agree = same(&spans);
        if agree && let Some(last) = self.found.last_mut().filter(|last| last.agree) {
            let joined: Vec<Span> = last.spans.iter().zip(&spans).map(|(a, b)| a.cover(*b)).collect();
            if same(&joined) {
                last.spans = joined;
                return;
            }
        }
        self.found.push(Spot { spans, agree });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Spots as "common" or "[one|other|…]".
    fn check(readings: &[&str], want: &str) {
        let spots = whole(readings);
        let shown: Vec<String> = spots
            .iter()
            .map(|spot| {
                let words: Vec<&str> =
                    spot.spans.iter().zip(readings).map(|(span, text)| span.of(text)).collect();
                if spot.agree { words[0].to_owned() } else { format!("[{}]", words.join("|")) }
            })
            .collect();
        assert_eq!(shown.join(" "), want);
    }

    /// The spots of each reading have all its words once, in order.
    fn whole(readings: &[&str]) -> Vec<Spot> {
        let spots = apparatus(readings);
        for (at, text) in readings.iter().enumerate() {
            let squeeze = |text: &str| -> String {
                text.chars().filter(|char| !char.is_whitespace() && !char.is_control()).collect()
            };
            let words: String = spots.iter().map(|spot| spot.spans[at].of(text)).collect();
            assert_eq!(squeeze(&words), squeeze(text));
            assert!(spots.windows(2).all(|pair| pair[0].spans[at].end <= pair[1].spans[at].start));
        }
        spots
    }

    #[test]
    fn all_readings_at_once() {
        check(&[], "");
        check(&["The dam held."], "The dam held.");
        check(&["The dam held.", "The old dam held."], "The [|old] dam held.");
        check(
            &["The dam held on Friday.", "The big dam held Friday.", "The old dam broke on Friday."],
            "The [|big|old] dam [held on|held|broke on] Friday.",
        );
        check(&["“It held”", "\"It held\""], "[“|\"] It held [”|\"]");
        check(&["It was not the dam.", "It was the dam.", "It was the dam."], "It was [not||] the dam.");
        check(&["水位在下降", "水位下降"], "水位 [在|] 下降");
    }

    proptest! {
        #[test]
        fn every_word_stands_once(readings in prop::collection::vec("[ab .“大é]{0,12}( [ab.] [cd]){0,6}", 0..5)) {
            let readings: Vec<&str> = readings.iter().map(String::as_str).collect();
            whole(&readings);
        }
    }
}
