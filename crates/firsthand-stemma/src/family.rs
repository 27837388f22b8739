//! Pairs to families: who belongs together.
//!
//! In: the pairs, each with how much the two are alike. Out: families of two or more.
//! Two groups become one only when most of either are linked to at least half of the other: an article
//! made of two dispatches, or a stock paragraph, must not weld two stories into one, as taking
//! connected components would, and however many links it has it is one member.
//!
//! Known gaps: a text from two dispatches is in the family of the one it shares more with.

use crate::signature::mixed;
use std::collections::HashMap;

/// Members looked at of each of two groups. Two large stories told by a few texts in common are asked
/// about as often as one of them grows: so many tell a third from half nearly every time.
const SAMPLE: usize = 24;

/// Groups the witnesses `0..count`.
///
/// `pairs` are `(a, b)` with `a < b`, those that are most alike first: they are joined first. `linked` tells
/// of any two witnesses whether they are a pair (it may know of pairs that are not in `pairs`).
pub(crate) fn families(
    count: usize,
    pairs: &[(u32, u32)],
    mut linked: impl FnMut(u32, u32) -> bool,
) -> Vec<Vec<usize>> {
    let mut group: Vec<u32> = (0..count as u32).collect();
    let mut members: Vec<Vec<u32>> = (0..count as u32).map(|at| vec![at]).collect();
    // Two groups that were refused are asked again only when one of them has grown.
    let mut refused: HashMap<(u32, u32), usize> = HashMap::new();
    for &(a, b) in pairs {
        let (x, y) = (group[a as usize], group[b as usize]);
        if x == y {
            continue;
        }
        let key = (x.min(y), x.max(y));
        let size = members[x as usize].len() + members[y as usize].len();
        if refused.get(&key) == Some(&size) {
            continue;
        }
        if !dense(&members[x as usize], &members[y as usize], &mut linked) {
            refused.insert(key, size);
            continue;
        }
        let (keep, gone) =
            if members[x as usize].len() >= members[y as usize].len() { (x, y) } else { (y, x) };
        let moved = std::mem::take(&mut members[gone as usize]);
        moved.iter().for_each(|&member| group[member as usize] = keep);
        members[keep as usize].extend(moved);
        members[keep as usize].sort_unstable();
    }
    let mut found: Vec<Vec<usize>> = members
        .into_iter()
        .filter(|group| group.len() > 1)
        .map(|group| group.into_iter().map(|at| at as usize).collect())
        .collect();
    found.sort();
    found
}

/// Whether most of either group are linked to at least half of the other, as far as a sample tells.
fn dense(xs: &[u32], ys: &[u32], linked: &mut impl FnMut(u32, u32) -> bool) -> bool {
    let (xs, ys) = (sample(xs), sample(ys));
    let mut of_y = vec![0usize; ys.len()];
    let mut most = 0;
    for (nth, &x) in xs.iter().enumerate() {
        let mut of_x = 0;
        for (count, &y) in of_y.iter_mut().zip(&ys) {
            if linked(x.min(y), x.max(y)) {
                *count += 1;
                of_x += 1;
            }
        }
        most += usize::from(of_x * 2 >= ys.len());
        // The rest can't turn it.
        if (most + xs.len() - nth - 1) * 2 <= xs.len() {
            return false;
        }
    }
    of_y.iter().filter(|&&count| count * 2 >= xs.len()).count() * 2 > ys.len()
}

/// Some members of a large group, drawn as if by lot: even steps would meet few of some kind.
fn sample(group: &[u32]) -> Vec<u32> {
    if group.len() <= SAMPLE {
        return group.to_vec();
    }
    let draw = |at: usize| (mixed((group.len() as u64) << 32 | at as u64) % group.len() as u64) as usize;
    (0..SAMPLE).map(|at| group[draw(at)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: usize, pairs: &[(u32, u32, f32)], want: &[&[usize]]) {
        let linked = |a: u32, b: u32| pairs.iter().any(|pair| (pair.0, pair.1) == (a, b));
        let mut sorted = pairs.to_vec();
        sorted.sort_by(|one, other| other.2.total_cmp(&one.2));
        let sorted: Vec<(u32, u32)> = sorted.iter().map(|pair| (pair.0, pair.1)).collect();
        assert_eq!(families(count, &sorted, linked), want);
    }

    #[test]
    fn groups() {
        check(3, &[], &[]);
        check(3, &[(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.4)], &[&[0, 1, 2]]);
        // A text from two dispatches does not join the two.
        let bridge = [
            (0, 1, 0.9),
            (0, 2, 0.9),
            (1, 2, 0.9),
            (3, 4, 0.9),
            (3, 5, 0.9),
            (4, 5, 0.9),
            (2, 3, 0.5),
            (2, 4, 0.5),
        ];
        check(6, &bridge, &[&[0, 1, 2], &[3, 4, 5]]);
        check(2, &[(0, 1, 0.05)], &[&[0, 1]]);
        // A copy of one dispatch is no copy of another that a text beside it took in.
        check(3, &[(0, 1, 0.9), (1, 2, 0.6)], &[&[0, 1]]);
        let mixed =
            [(0, 1, 0.9), (2, 3, 0.9), (2, 4, 0.9), (3, 4, 0.9), (1, 2, 0.5), (1, 3, 0.5), (1, 4, 0.5)];
        check(5, &mixed, &[&[0, 1], &[2, 3, 4]]);
    }

    #[test]
    fn few_texts_of_both_do_not_weld_large_groups() {
        // Of 32 and 50 texts the first and the 26th of the fifty are of both stories.
        let mut pairs = Vec::new();
        for a in 0..82u32 {
            for b in a + 1..82 {
                if (a < 32) == (b < 32) {
                    pairs.push((a, b, 0.9));
                } else if b == 32 || b == 57 {
                    pairs.push((a, b, 0.5));
                }
            }
        }
        let (one, other): (Vec<usize>, Vec<usize>) = (0..82).partition(|&at| at < 32);
        check(82, &pairs, &[&one, &other]);
    }
}
