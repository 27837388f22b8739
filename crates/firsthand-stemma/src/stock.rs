//! Which words are too common to be evidence of copying.
//!
//! In: signatures and what is known of each text. Out: the seeds that are stock: page furniture, a
//! publisher's own phrases, background that is printed again for weeks. Copies of a dispatch come
//! within days of each other and from many hands; stock text does not. Nothing is dropped: stock
//! words make no pair, but a passage may run over them, and what two texts share of them is kept
//! and marked ([`crate::Pair::boilerplate`]).

use crate::seeds::seeds;
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

/// What the guard needs to know of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// A number for its hand; a witness without one has its own.
    pub(crate) hand: u32,
    /// A number for its address, likewise.
    pub(crate) address: u32,
    /// When it was published, in days; `None` when unknown.
    pub(crate) day: Option<f64>,
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
        all.push(Facts { hand, address, day: witness.published.map(day) });
    }
    all
}

/// The middle of a range of seconds, in days.
pub(crate) fn day((first, last): (i64, i64)) -> f64 {
    (first as f64 / 2.0 + last as f64 / 2.0) / DAY
}

/// The number of `name`, a new one when it was not seen before.
fn number<'n>(names: &mut HashMap<&'n str, u32>, name: &'n str) -> u32 {
    let next = names.len() as u32;
    *names.entry(name).or_insert(next)
}

/// The seeds of a collection that are stock.
#[derive(Default)]
pub(crate) struct Stock {
    /// Leading bits of their hashes, in order.
    seeds: Vec<u64>,
    /// Bits of a hash that are not kept.
    shift: u32,
}

/// Where one text has a seed.
#[derive(Clone, Copy)]
pub(crate) struct Use {
    /// What is known of the text.
    pub(crate) facts: Facts,
    /// Whether it stands near the start, and near the end.
    pub(crate) edges: (bool, bool),
}

/// Bits of a posting for the two edges.
const EDGES: u32 = 2;

impl Stock {
    /// Finds the stock seeds of `signatures`.
    pub(crate) fn new(signatures: &[Signature], facts: &[Facts]) -> Stock {
        // A posting is one number: leading bits of the hash, the text, its edges. Few enough texts
        // leave enough bits that different seeds hardly ever meet.
        let bits = usize::BITS - signatures.len().leading_zeros();
        let shift = bits + EDGES;
        let mut postings: Vec<u64> = signatures
            .par_iter()
            .enumerate()
            .flat_map_iter(|(at, signature)| {
                let mut found = Vec::new();
                seeds(signature, |hash, word| {
                    let (head, tail) = edges(word, signature);
                    let rest = (at as u64) << EDGES | u64::from(head) << 1 | u64::from(tail);
                    found.push(hash >> shift << shift | rest);
                });
                found
            })
            .collect();
        postings.par_sort_unstable();
        postings.dedup_by_key(|posting| *posting >> EDGES);
        let mut seeds = Vec::new();
        let mut uses = Vec::new();
        for group in postings.chunk_by(|a, b| a >> shift == b >> shift).filter(|group| group.len() > 1) {
            uses.clear();
            uses.extend(group.iter().map(|posting| {
                let at = (posting >> EDGES & ((1 << bits) - 1)) as usize;
                Use { facts: facts[at], edges: (posting & 2 != 0, posting & 1 != 0) }
            }));
            if is_stock(&uses) {
                seeds.push(group[0] >> shift);
            }
        }
        Stock { seeds, shift }
    }

    /// Which seeds of a text are stock, to the words that are.
    pub(crate) fn ranges(&self, signature: &Signature) -> Vec<(u32, u32)> {
        if self.seeds.is_empty() {
            return Vec::new();
        }
        ranges(signature, |hash| self.seeds.binary_search(&(hash >> self.shift)).is_ok())
    }
}

/// Whether a word stands near the start of its text, and near the end.
pub(crate) fn edges(word: u32, signature: &Signature) -> (bool, bool) {
    (word < EDGE, word + EDGE > signature.len() as u32)
}

/// Whether those who use one seed show that its words are stock.
pub(crate) fn is_stock(uses: &[Use]) -> bool {
    let count = uses.len();
    let mut days = [0.0; FEW];
    // Two texts of different hands need no more than a look.
    if count == 2 && uses[0].facts.hand != uses[1].facts.hand {
        return false;
    }
    if uses.iter().all(|one| one.facts.address == uses[0].facts.address) {
        return false;
    }
    let mut many;
    let dated = uses.iter().filter_map(|one| one.facts.day);
    let days: &mut [f64] = if count <= FEW {
        let mut filled = 0;
        for (slot, day) in days.iter_mut().zip(dated) {
            *slot = day;
            filled += 1;
        }
        &mut days[..filled]
    } else {
        many = dated.collect::<Vec<f64>>();
        &mut many
    };
    days.sort_unstable_by(f64::total_cmp);
    let mut hands: Vec<u32> = uses.iter().map(|one| one.facts.hand).collect();
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
    days.len() < 2
        && count > 2
        && distinct == 1
        && (uses.iter().all(|one| one.edges.0) || uses.iter().all(|one| one.edges.1))
}

/// The words of a text that are stock: those of a run are when the seeds before and after it are.
pub(crate) fn ranges(signature: &Signature, is: impl Fn(u64) -> bool) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut add = |from: u32, to: u32| match found.last_mut() {
        Some(last) if last.1 >= from => last.1 = last.1.max(to),
        _ => found.push((from, to)),
    };
    let mut before: Option<(bool, u32)> = None;
    seeds(signature, |hash, at| {
        let is = is(hash);
        let (from, same) = before.map_or((0, is), |(was, from)| (from, was && is));
        if same {
            add(from, at + 1);
        } else if is {
            add(at, at + 1);
        }
        before = Some((is, at));
    });
    if let Some((true, at)) = before {
        add(at, signature.len() as u32);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::signature;

    const NEWS: &str = "the mayor of the old harbour town opened a bridge that had been closed for eleven years after a flood took its middle arch away";

    /// Texts as (hand, day, text); how many words of the first are stock.
    fn check(texts: &[(&str, i64, &str)], want: u32) {
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
        let found = Stock::new(&signatures, &facts).ranges(&signatures[0]);
        assert_eq!(found.iter().map(|range| range.1 - range.0).sum::<u32>(), want, "{texts:?}");
    }

    #[test]
    fn stock_words() {
        check(&[("a", 1, NEWS), ("b", 1, NEWS), ("c", 1, "nothing to do with it at all, this one")], 0);
        check(&[("a", 1, NEWS), ("b", 20, NEWS), ("c", 40, NEWS), ("d", 60, NEWS)], 25);
        check(&[("a", 1, NEWS), ("b", 2, NEWS), ("c", 2, NEWS), ("d", 3, NEWS)], 0);
        check(&[("a", 1, NEWS), ("a", 20, NEWS)], 25);
        check(&[("a", 1, NEWS), ("b", 20, NEWS)], 0);
        check(&[("a", -1, NEWS), ("a", -1, NEWS), ("a", -1, NEWS)], 25);
        check(&[("a", -1, NEWS), ("b", -1, NEWS)], 0);
        check(&[("a", -1, "")], 0);
    }

    #[test]
    fn stock_words_beside_news() {
        let line = "sign up for our letter and have the best of the week brought to your door each friday";
        let with = |news: &str| format!("{news} {line}");
        let others = ["a ship ran aground", "two cooks won a prize", "the rain will last", "a bank was sold"]
            .map(with);
        let first = with(NEWS);
        let mut texts: Vec<(&str, i64, &str)> = vec![("a", 1, &first)];
        texts.extend(others.iter().enumerate().map(|(at, text)| ("a", at as i64 * 9, text.as_str())));
        check(&texts, 18);
    }
}
