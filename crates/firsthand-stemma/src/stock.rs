//! Which words are too common to be evidence of copying.
//!
//! In: signatures and what is known of each text. Out: the seeds that are stock: page furniture, a
//! publisher's own phrases, background that is printed again for weeks. Copies of a dispatch come
//! within days of each other and from many hands; stock text does not. Nothing is dropped: stock
//! words make no pair, but a passage may run over them, and what two texts share of them is kept
//! and marked ([`crate::Pair::boilerplate`]).

use crate::uses::{Uses, key, unpacked};
use crate::witness::Witness;
use xxhash_rust::xxh3::xxh3_64;

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
    /// The hash of its hand; a witness without one has its own.
    pub(crate) hand: u64,
    /// The hash of its address, likewise.
    pub(crate) address: u64,
    /// When it was published, in days; `None` when unknown.
    pub(crate) day: Option<f64>,
}

/// What is known of the `at`-th text.
pub(crate) fn facts(at: usize, witness: &Witness<'_>) -> Facts {
    // Too high for a hash to meet it but by a chance of one in so many.
    let own = u64::MAX - at as u64;
    let hash = |name: Option<&str>| name.map_or(own, |name| xxh3_64(name.as_bytes()));
    Facts { hand: hash(witness.hand), address: hash(witness.address), day: witness.published.map(day) }
}

/// The middle of a range of seconds, in days.
pub(crate) fn day((first, last): (i64, i64)) -> f64 {
    (first as f64 / 2.0 + last as f64 / 2.0) / DAY
}

/// The seeds of a collection that are stock.
#[derive(Default)]
pub(crate) struct Stock {
    /// Their keys ([`crate::uses::key`]), in order.
    seeds: Vec<u64>,
    /// A bit for the leading bits of each key: most seeds are not stock, and most of those are told by
    /// a look here.
    some: Vec<u64>,
    /// Bits of a key that don't choose its bit.
    shift: u32,
}

/// Bits of the filter for each stock seed: one seed in this many is looked up in vain.
const FILTER: usize = 16;

/// Where one text has a seed.
#[derive(Clone, Copy)]
pub(crate) struct Use {
    /// What is known of the text.
    pub(crate) facts: Facts,
    /// Whether it stands near the start, and near the end.
    pub(crate) edges: (bool, bool),
}

impl Stock {
    /// Finds the stock seeds among `uses`, which has to be settled.
    pub(crate) fn new(uses: &Uses, facts: &[Facts]) -> Stock {
        let mut seeds = Vec::new();
        let mut of_one = Vec::new();
        for (key, group) in uses.groups() {
            of_one.clear();
            of_one.extend(group.iter().filter_map(|&posting| used(posting, facts)));
            if is_stock(&of_one) {
                seeds.push(key);
            }
        }
        let bits = (seeds.len() * FILTER).next_power_of_two().max(64);
        let shift = u64::BITS - bits.trailing_zeros();
        let mut some = vec![0; bits / 64];
        for key in &seeds {
            let bit = (key >> shift) as usize;
            some[bit / 64] |= 1 << (bit % 64);
        }
        Stock { seeds, some, shift }
    }

    fn has(&self, hash: u64) -> bool {
        let key = key(hash);
        let bit = (key >> self.shift) as usize;
        self.some.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
            && self.seeds.binary_search(&key).is_ok()
    }

    /// The words of a text that are stock, by its seeds; `words` is how many it has.
    pub(crate) fn ranges(&self, seeds: &[(u64, u32)], words: usize) -> Vec<(u32, u32)> {
        if self.seeds.is_empty() {
            return Vec::new();
        }
        ranges(seeds, words, |hash, _| self.has(hash))
    }
}

/// What a posting says; `None` when the text is not known.
pub(crate) fn used(posting: u64, facts: &[Facts]) -> Option<Use> {
    let (text, edges) = unpacked(posting);
    facts.get(text).map(|&facts| Use { facts, edges })
}

/// Whether a word stands near the start of a text of so many words, and near the end.
pub(crate) fn edges(word: u32, words: usize) -> (bool, bool) {
    (word < EDGE, word as usize + EDGE as usize > words)
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
    let mut hands: Vec<u64> = uses.iter().map(|one| one.facts.hand).collect();
    hands.sort_unstable();
    let most = hands.chunk_by(|a, b| a == b).map(<[u64]>::len).max().unwrap_or(0);
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
pub(crate) fn ranges(
    seeds: &[(u64, u32)],
    words: usize,
    mut is: impl FnMut(u64, u32) -> bool,
) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut add = |from: u32, to: u32| match found.last_mut() {
        Some(last) if last.1 >= from => last.1 = last.1.max(to),
        _ => found.push((from, to)),
    };
    let mut before: Option<(bool, u32)> = None;
    for &(hash, at) in seeds {
        let is = is(hash, at);
        let (from, same) = before.map_or((0, is), |(was, from)| (from, was && is));
        if same {
            add(from, at + 1);
        } else if is {
            add(at, at + 1);
        }
        before = Some((is, at));
    }
    if let Some((true, at)) = before {
        add(at, words as u32);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds::seeds_of;
    use crate::signature::{Signature, signature};

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
        let facts: Vec<Facts> =
            witnesses.iter().enumerate().map(|(at, witness)| facts(at, witness)).collect();
        let mut uses = Uses::default();
        uses.add_all(&signatures);
        let first = &signatures[0];
        let found = Stock::new(&uses, &facts).ranges(&seeds_of(first), first.len());
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
