//! A family's texts sentence by sentence: which sentences are the same, and which stood in the
//! dispatch.
//!
//! In: a stemma with its exemplars, and the texts. Out: its segments in their likely order, who has
//! most of the text and who changed least, and the edits. The fullest witness comes first; each
//! further one is held against the segments there are (progressive alignment). A sentence joins the
//! segment with which it has most words in common, in order, whether it was moved, shortened, split
//! in two or run together with its neighbour.
//!
//! Known gaps: a sentence rewritten beyond half of its words is an addition; headlines are not
//! collated; of a text with thousands of sentences only the first are.

use crate::edits;
use crate::reading::{Token, common, line_up, tokens, weight};
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

/// Segments that a sentence is lined up with: those that share most of its words.
const MOST_TRIED: usize = 6;

/// Readings of one segment that a sentence is lined up with.
const MOST_FORMS: usize = 3;

/// Sentences of one text that are collated; nothing in the news is longer.
const MOST_SENTENCES: usize = 1500;

/// Sentences in a row that one witness alone may have between certain ones and still be taken for
/// the dispatch's.
const LONGEST_GAP: usize = 3;

/// A sentence, or part of one, in a segment.
#[derive(Clone)]
pub(crate) struct Place {
    /// Place of the witness in the family.
    pub(crate) member: usize,
    pub(crate) span: Span,
    pub(crate) tokens: Vec<Token>,
}

/// One sentence of the common text and its readings by member.
#[derive(Default)]
pub(crate) struct Column {
    pub(crate) places: Vec<Place>,
    pub(crate) in_dispatch: Option<InDispatch>,
}

impl Column {
    pub(crate) fn of(&self, member: usize) -> Option<&Place> {
        self.places.iter().find(|place| place.member == member)
    }

    pub(crate) fn common(&self) -> bool {
        self.in_dispatch == Some(InDispatch::Certain)
    }
}

/// Fills in the segments and edits of `stemma`, and who has most and changed least.
pub(crate) fn complete(stemma: &mut Stemma, witnesses: &[Witness<'_>]) {
    let texts: Vec<&str> = stemma.witnesses.iter().map(|&witness| witnesses[witness].text).collect();
    let place_of = |witness: usize| stemma.witnesses.iter().position(|&other| other == witness);
    let held = stemma.dispatch.held.and_then(place_of);
    let mut columns = collate(&texts, held.or(place_of(stemma.most_complete)).unwrap_or(0));
    let parents: Vec<Option<usize>> = stemma
        .witnesses
        .iter()
        .map(|&witness| {
            let copying = stemma.copyings.iter().find(|copying| copying.copy == witness)?;
            match copying.exemplar {
                // What is only possible is no reason to take two witnesses for one.
                Exemplar::Held(exemplar) if copying.certainty > Certainty::Possible => place_of(exemplar),
                _ => None,
            }
        })
        .collect();
    // An agency's versions are all the dispatch. A text that is only taken for the first is not: what
    // it has alone may be what it added.
    let agency = |member: usize| {
        let witness = &witnesses[stemma.witnesses[member]];
        let named = |name: &&str| {
            witness.hand.is_some_and(|hand| hand.trim().to_lowercase() == name.trim().to_lowercase())
        };
        witness.is_agency
            || stemma.witnesses.iter().any(|&other| witnesses[other].credited.iter().any(&named))
    };
    let dispatches: Vec<usize> = match held.filter(|&held| agency(held)) {
        Some(held) => (0..texts.len())
            .filter(|&member| {
                let hand = witnesses[stemma.witnesses[member]].hand;
                member == held || (hand.is_some() && hand == witnesses[stemma.witnesses[held]].hand)
            })
            .collect(),
        None => Vec::new(),
    };
    let order: Vec<Vec<usize>> = (0..texts.len()).map(|member| in_order(&columns, member)).collect();
    for column in &mut columns {
        let certain = if dispatches.is_empty() {
            independent(column, &parents)
        } else {
            dispatches.iter().any(|&member| column.of(member).is_some())
        };
        column.in_dispatch = Some(if certain { InDispatch::Certain } else { InDispatch::No });
    }
    let most_complete = most_complete(&columns, texts.len(), &dispatches);
    if dispatches.is_empty() {
        for at in probable(&columns, &order, most_complete) {
            columns[at].in_dispatch = Some(InDispatch::Probable);
        }
    }
    let mut credited: Vec<String> = stemma
        .witnesses
        .iter()
        .flat_map(|&witness| witnesses[witness].credited.iter().map(|name| name.to_lowercase()))
        .chain(stemma.dispatch.named.iter().map(|name| name.to_lowercase()))
        .filter(|name| !name.trim().is_empty())
        .collect();
    credited.sort();
    credited.dedup();
    let family = edits::Family {
        texts: &texts,
        columns: &columns,
        order: &order,
        dispatches: &dispatches,
        credited: &credited,
    };
    let (found, altered) = edits::edits(&family);
    stemma.edits = found;
    let named = |member: usize| stemma.witnesses[member];
    stemma.edits.iter_mut().for_each(|edit| {
        edit.readings.iter_mut().for_each(|reading| reading.witness = named(reading.witness));
        edit.note = name_places(&edit.note, &stemma.witnesses);
    });
    stemma.most_complete = named(most_complete);
    let least = (0..texts.len())
        .filter(|member| !dispatches.contains(member))
        .min_by_key(|&member| (altered[member], member));
    stemma.least_altered = named(least.unwrap_or(most_complete));
    stemma.segments = columns
        .iter()
        .map(|column| Segment {
            in_dispatch: column.in_dispatch.unwrap_or(InDispatch::No),
            readings: (0..texts.len())
                .filter_map(|member| column.of(member))
                .map(|place| Reading { witness: named(place.member), span: Some(place.span) })
                .collect(),
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

/// The columns that `member` has, in the order of its text.
fn in_order(columns: &[Column], member: usize) -> Vec<usize> {
    let mut found: Vec<(usize, usize)> = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((column.of(member)?.span.start, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// Lines up the sentences of all texts, beginning with the member `first`.
fn collate(texts: &[&str], first: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    // The column that comes after each, `None` at the end; and the column that comes first.
    let mut after: Vec<Option<usize>> = Vec::new();
    let mut head: Option<usize> = None;
    let mut with_word: HashMap<u64, Vec<u32>> = HashMap::new();
    let members = std::iter::once(first).chain((0..texts.len()).filter(|&member| member != first));
    for member in members {
        let mut last: Option<usize> = None;
        for span in sentences(texts[member]).into_iter().take(MOST_SENTENCES) {
            let tokens = tokens(texts[member], span);
            if tokens.iter().all(|token| token.mark) {
                continue;
            }
            let place = Place { member, span, tokens };
            let at = match best(&place, &columns, &with_word, last) {
                Some(at) => {
                    join(&mut columns[at], place.clone(), texts[member]);
                    at
                }
                None => {
                    let at = columns.len();
                    columns.push(Column { places: vec![place.clone()], in_dispatch: None });
                    let next = match last {
                        Some(last) => after[last].replace(at),
                        None => head.replace(at),
                    };
                    after.push(next);
                    at
                }
            };
            let mut words: Vec<u64> =
                place.tokens.iter().filter(|token| !token.mark).map(|token| token.hash).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                let there = with_word.entry(word).or_default();
                if there.last() != Some(&(at as u32)) {
                    there.push(at as u32);
                }
            }
            last = Some(at);
        }
    }
    let mut sorted: Vec<Column> = Vec::with_capacity(columns.len());
    let mut next = head;
    let mut taken: Vec<Option<Column>> = columns.into_iter().map(Some).collect();
    while let Some(at) = next {
        sorted.extend(taken[at].take());
        next = after[at];
    }
    unmerge(&mut sorted, texts);
    sorted
}

/// Adds a place; two neighbouring sentences of one member become one place.
fn join(column: &mut Column, place: Place, text: &str) {
    match column.places.iter_mut().find(|other| other.member == place.member) {
        Some(there) => {
            let between = Span::new(there.span.end.min(place.span.end), place.span.start);
            if there.span.end <= place.span.start && between.of(text).trim().is_empty() {
                there.span = there.span.cover(place.span);
                there.tokens.extend(place.tokens);
            }
        }
        None => column.places.push(place),
    }
}

/// The column in which a sentence belongs.
fn best(
    place: &Place,
    columns: &[Column],
    with_word: &HashMap<u64, Vec<u32>>,
    last: Option<usize>,
) -> Option<usize> {
    let mut shared: HashMap<u32, u32> = HashMap::new();
    for token in place.tokens.iter().filter(|token| !token.mark) {
        let there = with_word.get(&token.hash).map_or(&[][..], Vec::as_slice);
        there.iter().for_each(|&at| *shared.entry(at).or_default() += token.weight());
    }
    let mut tried: Vec<(u32, u32)> = shared.into_iter().map(|(at, weight)| (weight, at)).collect();
    tried.sort_unstable_by_key(|&(weight, at)| (std::cmp::Reverse(weight), at));
    let own = weight(&place.tokens);
    tried
        .iter()
        .take(MOST_TRIED)
        .filter_map(|&(_, at)| {
            let column = &columns[at as usize];
            // A second sentence of the same text only joins as the other half of a split one.
            let split = column.of(place.member).is_some();
            if split && last != Some(at as usize) {
                return None;
            }
            let others = column.places.iter().filter(|other| other.member != place.member);
            let most = others.take(MOST_FORMS).filter_map(|other| {
                let other_weight = weight(&other.tokens);
                let both = common(&place.tokens, &other.tokens);
                let taken = if split {
                    column.of(place.member).map_or(0, |half| common(&half.tokens, &other.tokens))
                } else {
                    0
                };
                let (less, more) = (own.min(other_weight), own.max(other_weight));
                let of = |weight: u32| both as f32 / weight.max(1) as f32;
                let equal = both == more;
                let enough = (of(less) >= ALIKE && of(more) >= ALIKE_OF_LONGER) || of(less) >= PART;
                // Both halves of a split sentence together must not be more than the whole.
                let fits = !split || both + taken <= other_weight + other_weight / 10;
                (fits && (equal || (enough && both >= LEAST_COMMON)))
                    .then_some(both * 100 / more.max(1) + both)
            });
            most.max().map(|score| (score, at))
        })
        .max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))
        .map(|(_, at)| at as usize)
}

/// Where one witness ran two sentences together, gives each column its part.
fn unmerge(columns: &mut [Column], texts: &[&str]) {
    for at in 0..columns.len() {
        for member in 0..texts.len() {
            if columns[at].of(member).is_some() {
                continue;
            }
            let Some(model) = columns[at].places.first().cloned() else { continue };
            for neighbour in [at.wrapping_sub(1), at + 1] {
                let Some((whole, part)) = columns.get(neighbour).and_then(|column| {
                    let whole = column.of(member)?;
                    let pairs = line_up(&model.tokens, &whole.tokens);
                    let both: u32 = pairs
                        .iter()
                        .filter(|&&(i, _)| !model.tokens[i].mark)
                        .map(|&(i, _)| model.tokens[i].weight())
                        .sum();
                    let enough = both >= LEAST_COMMON && both as f32 >= PART * weight(&model.tokens) as f32;
                    let (first, last) = (pairs.first()?.1, pairs.last()?.1);
                    // It has to be an end of the sentence, and leave the neighbour's own part whole.
                    let tail = first > 0 && last + 3 >= whole.tokens.len();
                    let front = first < 3 && last + 1 < whole.tokens.len();
                    let rest = if tail { &whole.tokens[..first] } else { &whole.tokens[last + 1..] };
                    let others: Vec<&Place> =
                        column.places.iter().filter(|place| place.member != member).take(1).collect();
                    let kept = others.first().is_some_and(|other| {
                        common(rest, &other.tokens) as f32 >= PART * weight(rest) as f32
                            && weight(rest) >= LEAST_COMMON
                    });
                    (enough && kept && (tail || front)).then(|| {
                        (whole.tokens.clone(), if tail { (first, whole.tokens.len()) } else { (0, last + 1) })
                    })
                }) else {
                    continue;
                };
                let place = |tokens: &[Token]| {
                    let span = Span::new(
                        tokens.first().map_or(0, |token| token.span.start),
                        tokens.last().map_or(0, |token| token.span.end),
                    );
                    Place { member, span, tokens: tokens.to_vec() }
                };
                let rest = if part.0 > 0 { place(&whole[..part.0]) } else { place(&whole[part.1..]) };
                columns[at].places.push(place(&whole[part.0..part.1]));
                if let Some(there) = columns[neighbour].places.iter_mut().find(|place| place.member == member)
                {
                    *there = rest;
                }
                break;
            }
        }
    }
}

/// Whether two witnesses of which neither comes from the other have it.
fn independent(column: &Column, parents: &[Option<usize>]) -> bool {
    let comes_from = |mut copy: usize, other: usize| {
        for _ in 0..parents.len() {
            match parents[copy] {
                Some(parent) if parent == other => return true,
                Some(parent) => copy = parent,
                None => return false,
            }
        }
        false
    };
    let members: Vec<usize> = column.places.iter().map(|place| place.member).take(12).collect();
    members
        .iter()
        .enumerate()
        .any(|(at, &a)| members[..at].iter().any(|&b| !comes_from(a, b) && !comes_from(b, a)))
}

/// The member with most of the common text; of equals the one that has more of its words, and then
/// the one with fewer sentences of its own.
fn most_complete(columns: &[Column], members: usize, dispatches: &[usize]) -> usize {
    let key = |member: usize| {
        let mut count = 0;
        let mut words = 0;
        let mut own = 0;
        for column in columns {
            let Some(place) = column.of(member) else { continue };
            if column.common() {
                count += 1;
                words += column
                    .places
                    .iter()
                    .filter(|other| other.member != member)
                    .take(MOST_FORMS)
                    .map(|other| common(&place.tokens, &other.tokens))
                    .max()
                    .unwrap_or(0);
            } else {
                own += 1;
            }
        }
        (count, words, std::cmp::Reverse(own), std::cmp::Reverse(member))
    };
    let copies = (0..members).filter(|member| !dispatches.contains(member) || dispatches.len() == members);
    copies.max_by_key(|&member| key(member)).unwrap_or(0)
}

/// Columns that only the most complete witness has, between two certain ones that no other witness
/// has side by side: where a seam is closed elsewhere the sentence may be an insertion.
fn probable(columns: &[Column], order: &[Vec<usize>], most_complete: usize) -> Vec<usize> {
    let own = &order[most_complete];
    let mut found = Vec::new();
    let mut at = 0;
    while at < own.len() {
        let end = at + own[at..].iter().take_while(|&&column| !columns[column].common()).count();
        let alone = end > at && end - at <= LONGEST_GAP && at > 0 && end < own.len();
        if alone && own[at..end].iter().all(|&column| columns[column].places.len() == 1) {
            let (before, after) = (own[at - 1], own[end]);
            let closed = order.iter().enumerate().any(|(member, order)| {
                member != most_complete && order.windows(2).any(|pair| pair == [before, after])
            });
            if !closed {
                found.extend_from_slice(&own[at..end]);
            }
        }
        at = end.max(at) + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{Witness, trace};

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
