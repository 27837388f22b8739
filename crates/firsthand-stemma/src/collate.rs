//! A family's texts sentence by sentence: which sentences are the same, and which stood in the
//! dispatch.
//!
//! In: a stemma with its exemplars, and the texts. Out: its segments in their likely order, who has
//! most of the text and who changed least, the dispatch as far as it can be reconstructed, and the
//! edits. The fullest witness comes first; each further one is held against the segments there are
//! (progressive alignment). A sentence joins the segment with which it has most words in common, in
//! order, whether it was moved, shortened, split in two or run together with its neighbour. A sentence
//! that was met before to the letter is not compared again, so that the work grows with the distinct
//! readings and not with the copies.
//!
//! Known gaps: a sentence rewritten beyond half of its words is an addition; of a text with thousands
//! of sentences only the first are collated.

use crate::edits;
use crate::forms::{Column, Form, Forms, Place, voters};
use crate::headlines::headlines;
use crate::reading::{Token, common, line_up, weight};
use crate::reconstruct::reconstruct;
use crate::standing::{credited, dispatches, doubtful, most_complete, probable};
use crate::stemma::{Certainty, Exemplar, InDispatch, Reading, Segment, Stemma};
use crate::witness::Witness;
use firsthand_text::{Span, sentences};
use std::collections::HashMap;

/// Share of the shorter sentence's weight that has to be common …
const ALIKE: f32 = 0.5;

/// … with at least this share of the longer one's,
const ALIKE_OF_LONGER: f32 = 0.3;

/// or, when one is a part of the other, this share of the shorter one's.
const PART: f32 = 0.75;

/// Weight that two sentences must have in common (three words that say something), unless one is
/// the other's equal.
const LEAST_COMMON: u32 = 24;

/// The same for the sentence that comes next in the other texts too: a short one that is left of a
/// longer.
const LEAST_IN_PLACE: u32 = 14;

/// Segments that a sentence is lined up with: those that share most of its words.
const MOST_TRIED: usize = 6;

/// Readings of one segment that a sentence is lined up with.
const MOST_FORMS: usize = 3;

/// Sentences of one text that are collated; nothing in the news is longer.
const MOST_SENTENCES: usize = 1500;

/// Segments that hold a word from which on it no longer tells where a sentence belongs.
const COMMON_WORD: usize = 400;

/// A word that one segment holds counts so many times for one that many hold.
const RARE: u32 = 16;

/// Most places of rarer words that are gathered when a sentence has no other.
const LAST_RESORT: usize = 3;

/// Fills in the segments and edits of `stemma`, the dispatch, and who has most and changed least.
pub(crate) fn complete(stemma: &mut Stemma, witnesses: &[Witness<'_>]) {
    let texts: Vec<&str> = stemma.witnesses.iter().map(|&witness| witnesses[witness].text).collect();
    let places: HashMap<usize, usize> =
        stemma.witnesses.iter().enumerate().map(|(at, &witness)| (witness, at)).collect();
    let place_of = |witness: usize| places.get(&witness).copied();
    let held = stemma.dispatch.held.and_then(place_of);
    let first = held.or(place_of(stemma.most_complete)).unwrap_or(0);
    let mut forms = Forms::default();
    let mut columns = collate(&texts, first, &mut forms);
    let forms = forms.all();
    let mut parents: Vec<Option<usize>> = vec![None; texts.len()];
    for copying in &stemma.copyings {
        // What is only possible is no reason to take two witnesses for one.
        if let Exemplar::Held(exemplar) = copying.exemplar
            && copying.certainty > Certainty::Possible
            && let Some(copy) = place_of(copying.copy)
        {
            parents[copy] = place_of(exemplar);
        }
    }
    let dispatches = dispatches(stemma, witnesses, held);
    let is_dispatch: Vec<bool> = (0..texts.len()).map(|member| dispatches.contains(&member)).collect();
    let order = in_order(&columns, texts.len());
    for column in &mut columns {
        let certain = if dispatches.is_empty() {
            voters(column, &parents).into_iter().filter(|&votes| votes).count() > 1
        } else {
            column.places.iter().any(|place| is_dispatch[place.member])
        };
        column.in_dispatch = Some(if certain { InDispatch::Certain } else { InDispatch::No });
    }
    if dispatches.is_empty() {
        for at in doubtful(&columns, &order, &parents) {
            columns[at].in_dispatch = Some(InDispatch::Probable);
        }
    }
    let most_complete = most_complete(&columns, &order, forms, &is_dispatch);
    if dispatches.is_empty() {
        for at in probable(&columns, &order, &parents, most_complete) {
            columns[at].in_dispatch = Some(InDispatch::Probable);
        }
    }
    let credited = credited(stemma, witnesses);
    let family = edits::Family {
        texts: &texts,
        forms,
        columns: &columns,
        order: &order,
        dispatches: &is_dispatch,
        parents: &parents,
        credited: &credited,
    };
    let (found, altered) = edits::edits(&family);
    stemma.edits = found;
    stemma.headlines = headlines(stemma, witnesses);
    let named = |member: usize| stemma.witnesses[member];
    stemma.edits.iter_mut().for_each(|edit| {
        edit.readings.iter_mut().for_each(|reading| reading.witness = named(reading.witness));
        edit.note = name_places(&edit.note, &stemma.witnesses);
    });
    stemma.most_complete = named(most_complete);
    let least = (0..texts.len())
        .filter(|&member| !is_dispatch[member])
        .min_by_key(|&member| (altered[member], member));
    stemma.least_altered = named(least.unwrap_or(most_complete));
    let reading = |member: usize, span: Span| Reading { witness: named(member), span: Some(span) };
    stemma.segments = columns
        .iter()
        .map(|column| {
            let text = reconstruct(&family, column);
            Segment {
                in_dispatch: column.in_dispatch.unwrap_or(InDispatch::No),
                readings: column.places.iter().map(|place| reading(place.member, place.span)).collect(),
                text: text.pieces.iter().map(|&(member, span)| reading(member, span)).collect(),
                votes: text.votes,
                of: text.of,
            }
        })
        .collect();
}

/// Turns `{member}` into `{witness}`.
fn name_places(note: &str, witnesses: &[usize]) -> String {
    let mut named = String::with_capacity(note.len());
    for (at, piece) in note.split('{').enumerate() {
        let inside = piece
            .split_once('}')
            .and_then(|(number, rest)| Some((witnesses.get(number.parse::<usize>().ok()?)?, rest)));
        match inside {
            Some((witness, rest)) if at > 0 => named.push_str(&format!("{{{witness}}}{rest}")),
            _ => named.push_str(piece),
        }
    }
    named
}

/// For each member the columns that it has, in the order of its text.
fn in_order(columns: &[Column], members: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<(usize, usize)>> = vec![Vec::new(); members];
    for (at, column) in columns.iter().enumerate() {
        column.places.iter().for_each(|place| found[place.member].push((place.span.start, at)));
    }
    found
        .into_iter()
        .map(|mut places| {
            places.sort_unstable();
            places.into_iter().map(|(_, at)| at).collect()
        })
        .collect()
}

/// Columns under way, and how to find the one where a sentence belongs.
struct Columns<'f, 't> {
    forms: &'f mut Forms<'t>,
    all: Vec<Column>,
    /// Columns by the words of their readings.
    with_word: HashMap<u64, Vec<u32>>,
    /// The column that a wording joined.
    joined: HashMap<usize, usize>,
}

/// Lines up the sentences of all texts, beginning with the member `first`.
fn collate<'t>(texts: &[&'t str], first: usize, forms: &mut Forms<'t>) -> Vec<Column> {
    let mut columns = Columns { forms, all: Vec::new(), with_word: HashMap::new(), joined: HashMap::new() };
    // The column that comes after each, `None` at the end; and the column that comes first.
    let mut after: Vec<Option<usize>> = Vec::new();
    let mut head: Option<usize> = None;
    let members = std::iter::once(first).chain((0..texts.len()).filter(|&member| member != first));
    for member in members {
        let text = texts[member];
        let mut last: Option<usize> = None;
        for span in sentences(text).into_iter().take(MOST_SENTENCES) {
            let form = columns.forms.of(span.of(text));
            if columns.forms.all()[form].tokens.iter().all(|token| token.mark) {
                continue;
            }
            let place = Place { member, span, form };
            // The column that the text goes on with, should it go on as those before it.
            let next = last.map_or(head, |last| after[last]);
            let at = match columns.find(place, last, next) {
                Some(at) => {
                    columns.join(at, place, text);
                    at
                }
                None => {
                    let at = columns.all.len();
                    columns.all.push(Column { places: vec![place], in_dispatch: None });
                    let next = match last {
                        Some(last) => after[last].replace(at),
                        None => head.replace(at),
                    };
                    after.push(next);
                    at
                }
            };
            columns.know(form, at);
            last = Some(at);
        }
    }
    let mut sorted: Vec<Column> = Vec::with_capacity(columns.all.len());
    let mut next = head;
    let mut taken: Vec<Option<Column>> = columns.all.into_iter().map(Some).collect();
    while let Some(at) = next {
        sorted.extend(taken[at].take());
        next = after[at];
    }
    sorted.iter_mut().for_each(|column| column.places.sort_unstable_by_key(|place| place.member));
    unmerge(&mut sorted, texts, forms);
    sorted
}

impl<'t> Columns<'_, 't> {
    /// The place that `member` has in a column; members come one after another.
    fn own(&self, at: usize, member: usize) -> Option<Place> {
        self.all[at].places.last().copied().filter(|place| place.member == member)
    }

    /// Makes the words of a form known to lead to column `at`.
    fn know(&mut self, form: usize, at: usize) {
        if self.joined.insert(form, at) == Some(at) {
            return;
        }
        let tokens = &self.forms.all()[form].tokens;
        let mut words: Vec<u64> = tokens.iter().filter(|token| !token.mark).map(|token| token.hash).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            let there = self.with_word.entry(word).or_default();
            if there.last() != Some(&(at as u32)) {
                there.push(at as u32);
            }
        }
    }

    /// Adds a place; two neighbouring sentences of one member become one place.
    fn join(&mut self, at: usize, place: Place, text: &'t str) {
        let Some(there) = self.own(at, place.member) else {
            self.all[at].places.push(place);
            return;
        };
        let between = Span::new(there.span.end.min(place.span.end), place.span.start);
        if there.span.end > place.span.start || !between.of(text).trim().is_empty() {
            return;
        }
        let span = there.span.cover(place.span);
        let form = self.forms.number(span.of(text), |all| {
            let step = place.span.start - there.span.start;
            let second = all[place.form].tokens.iter().cloned();
            let second = second.map(|token| Token { span: token.span.shift(step), ..token });
            all[there.form].tokens.iter().cloned().chain(second).collect()
        });
        if let Some(last) = self.all[at].places.last_mut() {
            *last = Place { member: place.member, span, form };
        }
    }

    /// The column in which a sentence belongs; `last` is the one that the sentence before it joined,
    /// `next` the one that comes after that.
    fn find(&self, place: Place, last: Option<usize>, next: Option<usize>) -> Option<usize> {
        // To the letter the same as one that was placed.
        if let Some(&at) = self.joined.get(&place.form)
            && self.own(at, place.member).is_none()
        {
            return Some(at);
        }
        let own = &self.forms.all()[place.form];
        // A second sentence of the same text only joins as the other half of a split one.
        let free = |at: usize| last == Some(at) || self.own(at, place.member).is_none();
        self.tried(&own.tokens, free)
            .into_iter()
            .filter_map(|at| {
                let half = self.own(at, place.member);
                let others = self.all[at].places.iter().filter(|other| other.member != place.member);
                let most = others.take(MOST_FORMS).filter_map(|other| {
                    self.alike(own, other, half, if next == Some(at) { LEAST_IN_PLACE } else { LEAST_COMMON })
                });
                most.max().map(|score| (score, at))
            })
            .max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))
            .map(|(_, at)| at)
    }

    /// The columns that share most of the words of a sentence, rare words before common ones.
    fn tried(&self, tokens: &[Token], free: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut lists: Vec<(&[u32], u32)> = tokens
            .iter()
            .filter(|token| !token.mark)
            .filter_map(|token| Some((self.with_word.get(&token.hash)?.as_slice(), token.weight)))
            .collect();
        if lists.iter().any(|(list, _)| list.len() <= COMMON_WORD) {
            lists.retain(|(list, _)| list.len() <= COMMON_WORD);
        } else {
            lists.sort_unstable_by_key(|(list, _)| (list.len(), list.first().copied()));
            lists.truncate(LAST_RESORT);
        }
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for (list, weight) in lists {
            let rarity = weight * RARE / (1 + list.len().ilog2());
            list.iter().for_each(|&at| *shared.entry(at).or_default() += rarity);
        }
        let free = shared.into_iter().filter(|&(at, _)| free(at as usize));
        let mut tried: Vec<(u32, u32)> = free.map(|(at, weight)| (weight, at)).collect();
        tried.sort_unstable_by_key(|&(weight, at)| (std::cmp::Reverse(weight), at));
        tried.into_iter().take(MOST_TRIED).map(|(_, at)| at as usize).collect()
    }

    /// How alike a sentence is to a reading of a column, when it is enough to join it.
    ///
    /// `half` is what its text already has there, `least` the weight that both must have.
    fn alike(&self, own: &Form, other: &Place, half: Option<Place>, least: u32) -> Option<u32> {
        let other = &self.forms.all()[other.form];
        let both = common(&own.tokens, &other.tokens);
        let (less, more) = (own.weight.min(other.weight), own.weight.max(other.weight));
        let of = |weight: u32| both as f32 / weight.max(1) as f32;
        let equal = both == more;
        let enough = (of(less) >= ALIKE && of(more) >= ALIKE_OF_LONGER) || of(less) >= PART;
        let joins = equal || (enough && both >= least);
        if !joins {
            return None;
        }
        // Both halves of a split sentence together must not be more than the whole.
        let fits = half.is_none_or(|half| {
            let taken = common(&self.forms.all()[half.form].tokens, &other.tokens);
            both + taken <= other.weight + other.weight / 10
        });
        fits.then_some(both * 100 / more.max(1) + both)
    }
}

/// Where one witness ran two sentences together, gives each column its part.
fn unmerge<'t>(columns: &mut [Column], texts: &[&'t str], forms: &mut Forms<'t>) {
    for at in 0..columns.len() {
        let Some(model) = columns[at].places.first().map(|place| place.form) else { continue };
        let mut found: Vec<(Place, usize, Place)> = Vec::new();
        for neighbour in [at.wrapping_sub(1), at + 1] {
            let Some(column) = columns.get(neighbour) else { continue };
            // What holds for a wording holds for all that have it.
            let mut known: HashMap<usize, Option<(usize, bool)>> = HashMap::new();
            for place in &column.places {
                let member = place.member;
                if columns[at].of(member).is_some() || found.iter().any(|(own, ..)| own.member == member) {
                    continue;
                }
                // The wording that stands alone there is that of the first member that has another.
                let other = column.places.iter().map(|place| place.form).find(|&form| form != place.form);
                let cut = *known.entry(place.form).or_insert_with(|| {
                    let all = forms.all();
                    run_together(&all[model], &all[place.form], &all[other?])
                });
                let Some((token, tail)) = cut else { continue };
                let (front, back) = halves(place, token, texts[member], forms);
                found.push(if tail { (back, neighbour, front) } else { (front, neighbour, back) });
            }
        }
        for (own, neighbour, rest) in found {
            if let Some(there) = columns[neighbour].places.iter_mut().find(|place| place.member == own.member)
            {
                *there = rest;
            }
            columns[at].places.push(own);
        }
        columns[at].places.sort_unstable_by_key(|place| place.member);
    }
}

/// The token at which `whole` has to be parted for one part to be `model` and the rest `other`, and
/// whether `model` is the latter part.
fn run_together(model: &Form, whole: &Form, other: &Form) -> Option<(usize, bool)> {
    let pairs = line_up(&model.tokens, &whole.tokens);
    let words = pairs.iter().filter(|&&(i, _)| !model.tokens[i].mark);
    let both: u32 = words.map(|&(i, _)| model.tokens[i].weight).sum();
    if both < LEAST_COMMON || (both as f32) < PART * model.weight as f32 {
        return None;
    }
    let (first, last) = (pairs.first()?.1, pairs.last()?.1);
    // It has to be an end of the sentence, and leave the neighbour's own part whole.
    let tail = first > 0 && last + 3 >= whole.tokens.len();
    let front = first < 3 && last + 1 < whole.tokens.len();
    if !tail && !front {
        return None;
    }
    let rest = if tail { &whole.tokens[..first] } else { &whole.tokens[last + 1..] };
    let left = weight(rest);
    let kept = left >= LEAST_COMMON && common(rest, &other.tokens) as f32 >= PART * left as f32;
    kept.then_some((if tail { first } else { last + 1 }, tail))
}

/// The parts of a place before and from a token.
fn halves<'t>(place: &Place, token: usize, text: &'t str, forms: &mut Forms<'t>) -> (Place, Place) {
    let tokens = forms.all()[place.form].tokens.clone();
    let mut half = |tokens: &[Token]| {
        let start = tokens.first().map_or(0, |token| token.span.start);
        let end = tokens.last().map_or(start, |token| token.span.end);
        let span = Span::new(place.span.start + start, place.span.start + end);
        let form = forms.number(span.of(text), |_| {
            let back = |token: &Token| Span::new(token.span.start - start, token.span.end - start);
            tokens.iter().map(|token| Token { span: back(token), ..token.clone() }).collect()
        });
        Place { member: place.member, span, form }
    };
    let at = token.min(tokens.len());
    (half(&tokens[..at]), half(&tokens[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dispatch, trace};

    /// Witnesses as texts, their segments as `members in-dispatch`, then the edits as `class kind`.
    fn check(texts: &[&str], segments: &str, edits: &str) {
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
        let family = &found.families[0];
        let shown: Vec<String> = family
            .segments
            .iter()
            .map(|segment| {
                let members: String =
                    segment.readings.iter().map(|reading| reading.witness.to_string()).collect();
                format!("{members} {}", segment.in_dispatch.as_str())
            })
            .collect();
        assert_eq!(shown.join(", "), segments);
        let shown: Vec<String> = family
            .edits
            .iter()
            .map(|edit| format!("{} {}", edit.class.as_str(), edit.kind.as_str()))
            .collect();
        assert_eq!(shown.join(", "), edits);
    }

    const A: &str =
        "TARN: The county plans to shut the old bridge in March, harbour master Dmitrij Orr said.";
    const B: &str =
        "Divers found cracks in two of its five piers after the autumn flood carried away a barge.";
    const C: &str = "The builders denied that they had used sand from the sea in the mortar of the piers.";
    const D: &str = "Repairs may cost 40 million crowns, which the county does not have this year.";

    #[test]
    fn what_was_cut_and_changed() {
        let whole = [A, B, C, D].join(" ");
        check(
            &[&whole, &[A, B].join(" "), &whole],
            "012 certain, 012 certain, 02 certain, 02 certain",
            "meaning tail-cut",
        );
        check(
            &[&whole, &[A, B, D].join(" "), &whole],
            "012 certain, 012 certain, 02 certain, 012 certain",
            "meaning denial-missing",
        );
        let changed = A.replace("plans to", "will").replace("TARN:", "TARN -").replace("Dmitrij", "Dmitry");
        check(
            &[&whole, &[&changed, B, C, &D.replace("40", "14")].join(" "), &whole],
            "012 certain, 012 certain, 012 certain, 012 certain",
            "style dateline, meaning modality, style name-form, meaning number",
        );
        let own =
            "Ada Lund, who sells eggs beside the bridge, told this paper that she would miss the noise.";
        check(
            &[&whole, &[A, own, B, C, D].join(" "), &whole],
            "012 certain, 1 no, 012 certain, 012 certain, 012 certain",
            "added addition",
        );
    }

    /// Two thousand copies of forty sentences, each with changes of its own, in seconds: the work grows
    /// with the distinct readings. Comparing each copy with each would take an hour.
    #[test]
    fn a_large_family() {
        const COPIES: usize = 2000;
        let parts = ["ba", "do", "fi", "ge", "ku", "lo", "mi", "na", "pe", "ro", "su"];
        let word = |number: usize| {
            format!("{}{}{}r", parts[number % 11], parts[number / 11 % 11], parts[number % 7])
        };
        let sentence = |number: usize| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|at| word(number * 4 + at));
            format!("The {a} of {b} waited by the {c} until a {d} came to the bank.")
        };
        let mut state = 1u64;
        let mut chance = |of: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33).is_multiple_of(of)
        };
        let text = |copy: usize| {
            let mut lines = Vec::new();
            for number in 0..40 {
                let mut line = sentence(number);
                if copy > 0 {
                    if chance(20) {
                        continue;
                    }
                    if chance(10) {
                        line = line.replace("waited", if chance(2) { "had waited" } else { "stood" });
                    }
                    if chance(60) {
                        line = line.replace("to the bank", &format!("to bank {copy}"));
                        lines.push(format!("Reader {copy} wrote to us about the dogs of number {copy}."));
                    }
                }
                lines.push(line);
            }
            lines.join(" ")
        };
        let texts: Vec<String> = (0..COPIES).map(text).collect();
        let witnesses: Vec<Witness<'_>> = texts
            .iter()
            .map(|text| Witness {
                id: "",
                text,
                title: None,
                hand: None,
                published: None,
                credited: Vec::new(),
                is_agency: false,
                address: None,
            })
            .collect();
        let mut stemma = Stemma {
            witnesses: (0..COPIES).collect(),
            dispatch: Dispatch { named: None, held: None, basis: String::new() },
            copyings: Vec::new(),
            most_complete: 0,
            least_altered: 0,
            segments: Vec::new(),
            edits: Vec::new(),
            headlines: Vec::new(),
        };
        let start = std::time::Instant::now();
        complete(&mut stemma, &witnesses);
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
        let certain = |segment: &&Segment| segment.in_dispatch == InDispatch::Certain;
        let dispatch: Vec<&str> = stemma
            .segments
            .iter()
            .filter(certain)
            .flat_map(|segment| &segment.text)
            .filter_map(|piece| Some(piece.span?.of(witnesses[piece.witness].text)))
            .collect();
        let dispatch = dispatch.join(" ");
        let whole = texts[0].split_inclusive(". ").filter(|line| dispatch.contains(line.trim())).count();
        assert_eq!(whole, 40, "{dispatch}");
    }

    #[test]
    fn a_sentence_of_one_between_certain_ones_is_probable_only_where_no_seam_is_closed() {
        let other =
            "Ada Lund, who sells eggs beside the bridge, told this paper that she would miss the noise.";
        check(
            &[&[A, B, C, D].join(" "), &[A, B, other, D].join(" ")],
            "01 certain, 01 certain, 1 no, 0 probable, 01 certain",
            "added addition, meaning denial-missing",
        );
    }
}
