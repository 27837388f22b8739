//! Which witnesses are worth comparing, and which words are too common to be evidence.
//!
//! In: signatures and what is known of each witness. Out: candidate pairs that share seeds, and for
//! each witness the runs that are stock: page furniture, a publisher's own phrases, background that
//! is printed again for weeks. Copies of a dispatch come within days of each other and from many
//! hands; stock text does not. Nothing is dropped: stock runs make no pair, but a passage may run
//! over them.
//!
//! A seed that more than [`CROWD`] witnesses share is compared with a few of them only, so that a
//! dispatch with a thousand copies costs a thousand comparisons per copy kept, not a million.

use crate::signature::Signature;
use crate::witness::Witness;
use rayon::prelude::*;
use std::collections::HashMap;

/// Seconds in a day.
const DAY: f64 = 86_400.0;

/// Days between the quarters of a seed's dates beyond which it is stock. Copies of one dispatch are
/// nearly all out within three days; chosen on synthetic wire copy with damaged times.
const SPREAD: f64 = 5.0;

/// Days between first and last for the few uses by a single hand.
const SPREAD_OF_ONE_HAND: f64 = 3.0;

/// Fewest witnesses whose dates or hands can show that a seed is stock.
const FEW: usize = 4;

/// Where a publisher's fixed lines stand: within so many words of the start or the end.
const EDGE: u32 = 60;

/// Most witnesses of one seed that are all compared with each other.
pub(crate) const CROWD: usize = 200;

/// In a crowd, each is compared with so many: the agencies, then the earliest.
const SPOKESMEN: usize = 8;

/// Seeds that a pair has to share before it is aligned.
const FEWEST_SHARED: u16 = 2;

/// What the guard needs to know of a witness.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// A number for its hand; a witness without one has its own.
    pub(crate) hand: u32,
    /// A number for its address, likewise.
    pub(crate) address: u32,
    /// When it was published, in days; `None` when unknown.
    pub(crate) day: Option<f64>,
    /// Whether others credit its hand.
    pub(crate) is_agency: bool,
}

/// Numbers the hands and addresses of `witnesses`.
pub(crate) fn facts(witnesses: &[&Witness<'_>]) -> Vec<Facts> {
    let mut hands: HashMap<&str, u32> = HashMap::new();
    let mut addresses: HashMap<&str, u32> = HashMap::new();
    let count = witnesses.len() as u32;
    let mut all = Vec::with_capacity(witnesses.len());
    for (at, witness) in witnesses.iter().enumerate() {
        let own = count + at as u32;
        let hand = witness.hand.map_or(own, |hand| number(&mut hands, hand));
        let address = witness.address.map_or(own, |address| number(&mut addresses, address));
        let day = witness.published.map(|(first, last)| (first as f64 / 2.0 + last as f64 / 2.0) / DAY);
        all.push(Facts { hand, address, day, is_agency: witness.is_agency });
    }
    all
}

/// The number of `name`, a new one when it was not seen before.
fn number<'n>(names: &mut HashMap<&'n str, u32>, name: &'n str) -> u32 {
    let next = names.len() as u32;
    *names.entry(name).or_insert(next)
}

/// What the seeds of a collection tell.
pub(crate) struct Index {
    /// For each witness, whether each of its runs is stock.
    pub(crate) stock: Vec<Vec<bool>>,
    /// Pairs worth aligning, lower place first, in order.
    pub(crate) pairs: Vec<(u32, u32)>,
    /// Whether a witness has a seed in a crowd, so that pairs of it may be missing from `pairs`.
    pub(crate) crowded: Vec<bool>,
}

/// Groups the seeds of all witnesses and finds the pairs to align.
pub(crate) fn index(signatures: &[Signature], facts: &[Facts]) -> Index {
    let count = signatures.len();
    let mut postings: Vec<(u64, u32, u32)> = signatures
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, signature)| {
            signature.seeds.iter().map(move |&(hash, word)| (hash, at as u32, word))
        })
        .collect();
    postings.par_sort_unstable();
    postings.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);

    let mut stock_seeds: Vec<u64> = Vec::new();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    while start < postings.len() {
        let hash = postings[start].0;
        let end = start + postings[start..].iter().take_while(|posting| posting.0 == hash).count();
        if end - start > 1 {
            if is_stock(&postings[start..end], signatures, facts) {
                stock_seeds.push(hash);
            } else {
                groups.push((start, end));
            }
        }
        start = end;
    }

    let mut crowded = vec![false; count];
    // For each witness the groups it is in.
    let mut first = vec![0u32; count + 1];
    for &(start, end) in &groups {
        postings[start..end].iter().for_each(|posting| first[posting.1 as usize + 1] += 1);
        if end - start > CROWD {
            postings[start..end].iter().for_each(|posting| crowded[posting.1 as usize] = true);
        }
    }
    for at in 0..count {
        first[at + 1] += first[at];
    }
    let mut fill = first.clone();
    let mut groups_of = vec![0u32; first[count] as usize];
    for (group, &(start, end)) in groups.iter().enumerate() {
        for posting in &postings[start..end] {
            let slot = &mut fill[posting.1 as usize];
            groups_of[*slot as usize] = group as u32;
            *slot += 1;
        }
    }
    let spokesmen: Vec<Vec<u32>> = groups
        .par_iter()
        .map(
            |&(start, end)| {
                if end - start > CROWD { spokesmen(&postings[start..end], facts) } else { Vec::new() }
            },
        )
        .collect();

    let pairs: Vec<(u32, u32)> = (0..count)
        .into_par_iter()
        .map_init(
            || (vec![0u16; count], Vec::<u32>::new()),
            |(shared, touched), at| {
                let me = at as u32;
                let mut meet = |other: u32, touched: &mut Vec<u32>| {
                    let seen = &mut shared[other as usize];
                    if *seen == 0 {
                        touched.push(other);
                    }
                    *seen = seen.saturating_add(1);
                };
                for &group in &groups_of[first[at] as usize..first[at + 1] as usize] {
                    let (start, end) = groups[group as usize];
                    let few = &spokesmen[group as usize];
                    if few.is_empty() {
                        postings[start..end]
                            .iter()
                            .rev()
                            .map(|posting| posting.1)
                            .take_while(|&other| other > me)
                            .for_each(|other| meet(other, touched));
                    } else {
                        // A pair is met at both ends here; the lower end of each is kept below.
                        few.iter().filter(|&&other| other != me).for_each(|&other| meet(other, touched));
                    }
                }
                touched.sort_unstable();
                let found: Vec<(u32, u32)> = touched
                    .iter()
                    .filter(|&&other| shared[other as usize] >= FEWEST_SHARED)
                    .map(|&other| (me.min(other), me.max(other)))
                    .collect();
                touched.drain(..).for_each(|other| shared[other as usize] = 0);
                found
            },
        )
        .flatten_iter()
        .collect();
    let mut pairs = pairs;
    pairs.par_sort_unstable();
    pairs.dedup();

    let stock = signatures.par_iter().map(|signature| stock_runs(signature, &stock_seeds)).collect();
    Index { stock, pairs, crowded }
}

/// Whether the witnesses of one seed show that its words are stock.
fn is_stock(postings: &[(u64, u32, u32)], signatures: &[Signature], facts: &[Facts]) -> bool {
    let of = |posting: &(u64, u32, u32)| facts[posting.1 as usize];
    let count = postings.len();
    let address = of(&postings[0]).address;
    if postings.iter().all(|posting| of(posting).address == address) {
        return false;
    }
    let mut days: Vec<f64> = postings.iter().filter_map(|posting| of(posting).day).collect();
    days.sort_unstable_by(f64::total_cmp);
    let mut hands: Vec<u32> = postings.iter().map(|posting| of(posting).hand).collect();
    hands.sort_unstable();
    let most = hands.chunk_by(|a, b| a == b).map(<[u32]>::len).max().unwrap_or(0);
    let distinct = hands.chunk_by(|a, b| a == b).count();
    if days.len() >= FEW {
        let quarter = days.len() / 4;
        if days[days.len() - 1 - quarter] - days[quarter] > SPREAD {
            return true;
        }
    }
    if count > FEW && most * 2 >= count + 2 && distinct * 3 <= count {
        return true;
    }
    if count <= FEW && distinct == 1 && days.len() >= 2 && days[days.len() - 1] - days[0] > SPREAD_OF_ONE_HAND
    {
        return true;
    }
    // Without dates: one hand's line that always stands at the head, or always at the tail.
    let words = |posting: &(u64, u32, u32)| signatures[posting.1 as usize].words.len() as u32;
    days.len() < 2
        && count > 2
        && distinct == 1
        && (postings.iter().all(|posting| posting.2 < EDGE)
            || postings.iter().all(|posting| posting.2 + EDGE > words(posting)))
}

/// Those of a crowd that all others are compared with: the same ones for every seed of a dispatch.
fn spokesmen(postings: &[(u64, u32, u32)], facts: &[Facts]) -> Vec<u32> {
    let mut all: Vec<u32> = postings.iter().map(|posting| posting.1).collect();
    all.sort_by(|&a, &b| {
        let key = |at: u32| (!facts[at as usize].is_agency, facts[at as usize].day.unwrap_or(f64::MAX), at);
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
    });
    all.truncate(SPOKESMEN);
    all
}

/// A run is stock when the seeds before and after it are.
fn stock_runs(signature: &Signature, stock_seeds: &[u64]) -> Vec<bool> {
    let mut stock = vec![false; signature.runs.len()];
    if stock_seeds.is_empty() {
        return stock;
    }
    let mut before: Option<(bool, usize)> = None;
    for &(hash, at) in &signature.seeds {
        let at = at as usize;
        let is = stock_seeds.binary_search(&hash).is_ok();
        let (from, same) = before.map_or((0, is), |(was, from)| (from, was && is));
        if same {
            stock[from..=at].fill(true);
        } else {
            stock[at] |= is;
        }
        before = Some((is, at));
    }
    if let Some((true, at)) = before {
        stock[at..].fill(true);
    }
    stock
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::signature;

    /// Texts as (hand, day, text); the pairs found.
    fn check(texts: &[(&str, i64, &str)], want: &[(u32, u32)]) {
        let witnesses: Vec<Witness<'_>> = texts
            .iter()
            .map(|&(hand, day, text)| Witness {
                id: "",
                text,
                title: None,
                hand: Some(hand),
                published: (day >= 0).then_some((day * 86_400, day * 86_400)),
                credited: vec![],
                is_agency: false,
                address: None,
            })
            .collect();
        let signatures: Vec<Signature> = witnesses.iter().map(|witness| signature(witness.text)).collect();
        let facts = facts(&witnesses.iter().collect::<Vec<_>>());
        assert_eq!(index(&signatures, &facts).pairs, want);
    }

    const NEWS: &str = "the mayor of the old harbour town opened a bridge that had been closed for eleven years after a flood took its middle arch away";

    #[test]
    fn copies_meet_and_stock_text_does_not() {
        check(
            &[("a", 1, NEWS), ("b", 1, NEWS), ("c", 1, "nothing to do with it at all, this one")],
            &[(0, 1)],
        );
        check(&[("a", 1, NEWS), ("b", 20, NEWS), ("c", 40, NEWS), ("d", 60, NEWS)], &[]);
        check(&[("a", 1, NEWS), ("a", 20, NEWS)], &[]);
        check(&[("a", -1, NEWS), ("a", -1, NEWS), ("a", -1, NEWS)], &[]);
        check(&[("a", -1, NEWS), ("b", -1, NEWS)], &[(0, 1)]);
        check(&[], &[]);
    }

    #[test]
    fn a_crowd_meets_through_spokesmen() {
        let many = CROWD + 50;
        let texts: Vec<(String, i64)> = (0..many).map(|at| (format!("hand {at}"), 1)).collect();
        let texts: Vec<(&str, i64, &str)> =
            texts.iter().map(|(hand, day)| (hand.as_str(), *day, NEWS)).collect();
        let signatures: Vec<Signature> = texts.iter().map(|text| signature(text.2)).collect();
        let facts: Vec<Facts> = (0..many)
            .map(|at| Facts { hand: at as u32, address: at as u32, day: Some(1.0), is_agency: at == 99 })
            .collect();
        let found = index(&signatures, &facts);
        assert!(found.pairs.len() < many * SPOKESMEN);
        for at in 0..many as u32 {
            assert!(at == 99 || found.pairs.contains(&(at.min(99), at.max(99))));
        }
    }
}
