//! Which texts are about one event.
//!
//! Texts come in order of time and join the nearest story or open one: cosine of stemmed words
//! weighted by how rare they are in what was read so far, names and headlines counting more, damped
//! by the days since the story's last text. Copies enter as one. The order in which items are given
//! does not matter.
//!
//! Based on single-pass clustering as in FastStream (arXiv 2101.08595). Known gaps: one threshold
//! for each length of text; a story that pauses for more than [`SILENCE`] days is two.

use crate::GroupItem;
use crate::page::day_number;
use firsthand_text::{language, words};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days without a text after which a story is over.
const SILENCE: i64 = 8;
/// Days in which likeness counts half.
const HALF_LIFE: f32 = 6.0;
/// How much more a capitalised word weighs: a stand-in for names.
const NAME_WEIGHT: f32 = 1.6;
/// How often the words of a headline count.
const TITLE_WEIGHT: f32 = 2.0;
/// Bytes of text that are looked at: an event is told in the opening.
const OPENING: usize = 1_600;

/// Words of a text by which stories are looked up: the ones that fewest stories hold.
const LOOKED_UP: usize = 24;
/// Latest stories that are looked at for each of them.
const RECENT: usize = 400;

/// Least cosine to join a story, by the number of different words of a text (short ones share more by
/// chance) and by whether it is dated (time then rules out what words alone would join). Swept in
/// steps of .04 on the development halves of AllSides (headlines; headline and lead), UCI news
/// (dated headlines) and ECB+ (full text).
fn threshold(terms: usize, dated: bool) -> f32 {
    match (terms, dated) {
        (0..=14, true) => 0.15,
        (0..=14, false) => 0.33,
        (15..=70, _) => 0.40,
        _ => 0.27,
    }
}

struct Cluster {
    sum: HashMap<u32, f32>,
    norm: f32,
    last: Option<i64>,
    account: Vec<usize>,
}

/// For each of `items`, the number of its story.
pub(crate) fn group(items: &[GroupItem<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&at| (items[at].date.map_or(i64::MAX, day_number), items[at].id));
    let stemmer = Stemmer::create(Algorithm::English);
    let mut names: HashMap<String, u32> = HashMap::new();
    let mut seen: Vec<f32> = Vec::new();
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut holding: Vec<Vec<u32>> = Vec::new();
    let mut by_account: BTreeMap<usize, usize> = BTreeMap::new();
    let mut story = vec![0; items.len()];
    let mut read = 0.0f32;
    for at in order {
        let item = &items[at];
        let terms = terms(item, &stemmer, &mut names);
        seen.resize(names.len(), 0.0);
        holding.resize_with(names.len(), Vec::new);
        read += 1.0;
        for &(term, _) in &terms {
            seen[term as usize] += 1.0;
        }
        let mut vector: Vec<(u32, f32)> = terms
            .iter()
            .map(|&(term, weight)| (term, weight * (1.0 + (1.0 + read) / (0.5 + seen[term as usize])).ln()))
            .collect();
        let norm = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1e-9);
        vector.iter_mut().for_each(|(_, weight)| *weight /= norm);
        let day = item.date.map(day_number);
        let copied = item.account.and_then(|account| by_account.get(&account).copied());
        let nearest = copied
            .or_else(|| nearest(&vector, day, &clusters, &holding, threshold(terms.len(), day.is_some())));
        let cluster = nearest.unwrap_or_else(|| {
            clusters.push(Cluster { sum: HashMap::new(), norm: 0.0, last: None, account: Vec::new() });
            clusters.len() - 1
        });
        story[at] = cluster;
        if let Some(account) = item.account {
            by_account.insert(account, cluster);
            // A copy adds nothing to what the story is about.
            if clusters[cluster].account.contains(&account) {
                clusters[cluster].last = clusters[cluster].last.max(day);
                continue;
            }
            clusters[cluster].account.push(account);
        }
        let known = &mut clusters[cluster];
        for &(term, weight) in &vector {
            let sum = known.sum.entry(term).or_insert_with(|| {
                holding[term as usize].push(cluster as u32);
                0.0
            });
            known.norm += 2.0 * *sum * weight + weight * weight;
            *sum += weight;
        }
        known.last = known.last.max(day);
    }
    story
}

fn nearest(
    vector: &[(u32, f32)],
    day: Option<i64>,
    clusters: &[Cluster],
    holding: &[Vec<u32>],
    threshold: f32,
) -> Option<usize> {
    let mut candidates: BTreeSet<u32> = BTreeSet::new();
    // Words that many stories hold find no story; the rarest words of a text do.
    let mut rare: Vec<&(u32, f32)> =
        vector.iter().filter(|(term, _)| !holding[*term as usize].is_empty()).collect();
    rare.sort_by_key(|(term, _)| (holding[*term as usize].len(), *term));
    for (term, _) in rare.into_iter().take(LOOKED_UP) {
        candidates.extend(holding[*term as usize].iter().rev().take(RECENT));
    }
    let mut best: Option<(f32, usize)> = None;
    for cluster in candidates {
        let known = &clusters[cluster as usize];
        let gap = match (day, known.last) {
            (Some(day), Some(last)) => (day - last).abs(),
            _ => 0,
        };
        if gap > SILENCE {
            continue;
        }
        let dot: f32 =
            vector.iter().filter_map(|(term, weight)| known.sum.get(term).map(|sum| sum * weight)).sum();
        let score = dot / known.norm.sqrt().max(1e-9) * 0.5f32.powf(gap as f32 / HALF_LIFE * 0.5);
        if score >= threshold && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, cluster as usize));
        }
    }
    best.map(|(_, cluster)| cluster)
}

/// The terms of an item with their weights before rarity, sorted by number.
fn terms(item: &GroupItem<'_>, stemmer: &Stemmer, names: &mut HashMap<String, u32>) -> Vec<(u32, f32)> {
    let mut counts: BTreeMap<String, (f32, bool)> = BTreeMap::new();
    let mut end = item.text.len().min(OPENING);
    while !item.text.is_char_boundary(end) {
        end -= 1;
    }
    for (text, weight) in [(item.title, TITLE_WEIGHT), (&item.text[..end], 1.0)] {
        for span in words(text) {
            let word = span.of(text);
            let lower = word.to_lowercase();
            let bare = lower.trim_end_matches("'s").trim_end_matches("’s");
            if language::en::is_function_word(bare) || bare.chars().count() < 2 {
                continue;
            }
            let count = counts.entry(stemmer.stem(bare).into_owned()).or_insert((0.0, false));
            count.0 += weight;
            count.1 |= word.starts_with(char::is_uppercase);
        }
    }
    let mut found: Vec<(u32, f32)> = counts
        .into_iter()
        .map(|(term, (count, capital))| {
            let next = names.len() as u32;
            let number = *names.entry(term).or_insert(next);
            (number, (1.0 + count.ln()) * if capital { NAME_WEIGHT } else { 1.0 })
        })
        .collect();
    found.sort_unstable_by_key(|(term, _)| *term);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn item<'t>(id: &'t str, title: &'t str, day: i8) -> GroupItem<'t> {
        GroupItem { id, title, text: "", date: Some(date(2023, 5, day)), account: None }
    }

    #[test]
    fn one_event_is_one_story_and_another_month_is_another() {
        let items = [
            item("a", "Dam at Sorrel Gap bursts after night of rain", 2),
            item("b", "Sorrel Gap dam bursts, hundreds leave homes", 2),
            item("c", "Parliament in Tarven votes on fishing quotas", 2),
            GroupItem {
                date: Some(date(2023, 9, 2)),
                ..item("d", "Dam at Sorrel Gap bursts after night of rain", 2)
            },
        ];
        let found = group(&items);
        assert_eq!(found[0], found[1]);
        assert_ne!(found[0], found[2]);
        assert_ne!(found[0], found[3]);
        let turned: Vec<_> = items.iter().rev().cloned().collect();
        let mut again = group(&turned);
        again.reverse();
        assert_eq!(found, again);
    }

    #[test]
    fn copies_are_one_story_whatever_their_words() {
        let mut items = [item("a", "Dam bursts", 2), item("b", "Flood toll rises", 9)];
        items.iter_mut().for_each(|item| item.account = Some(7));
        assert_eq!(group(&items), [0, 0]);
    }
}
