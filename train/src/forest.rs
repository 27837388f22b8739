//! Fits boosted decision trees: each new tree learns what the ones before got wrong.
//!
//! In: rows of numbers, what each should give (a share in `0.0..=1.0`) and how much it counts. Out: a
//! forest whose sum is the logarithm of the odds. Second-order gradient boosting over binned numbers
//! with logistic loss (Friedman 2001; Chen and Guestrin 2016). One thread, sums in the order of the
//! rows, and a fixed generator of chance: the same data give the same trees.

use firsthand_read::block_training::Forest;

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// How many trees.
    pub(crate) trees: usize,
    /// Most questions on a way through a tree.
    pub(crate) depth: usize,
    /// Share of what a tree says that counts.
    pub(crate) rate: f32,
    /// Pulls answers of few rows towards nothing.
    pub(crate) calm: f32,
    /// Least weight of rows (second derivatives) behind an answer.
    pub(crate) least: f32,
    /// Share of rows and of numbers that one tree sees.
    pub(crate) rows: f32,
    pub(crate) numbers: f32,
}

/// Rows to learn from.
pub(crate) struct Data<'d> {
    /// All rows, one after another.
    pub(crate) numbers: &'d [f32],
    /// Numbers in a row.
    pub(crate) width: usize,
    /// What each row should give.
    pub(crate) truth: &'d [f32],
    /// How much each row counts.
    pub(crate) weight: &'d [f32],
}

/// Most different values of a number that are told apart.
const BINS: usize = 64;

/// A fixed sequence of chance (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// In `0.0..1.0`.
    pub(crate) fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// One number of all rows as places between cuts.
struct Column {
    cuts: Vec<f32>,
    bins: Vec<u8>,
}

fn columns(data: &Data) -> Vec<Column> {
    let rows = data.truth.len();
    (0..data.width)
        .map(|column| {
            let value = |row: usize| data.numbers[row * data.width + column];
            let mut sample: Vec<f32> = (0..rows).step_by((rows / 20_000).max(1)).map(value).collect();
            sample.sort_unstable_by(f32::total_cmp);
            let mut cuts: Vec<f32> = (1..BINS).map(|i| sample[i * (sample.len() - 1) / BINS]).collect();
            // Short values in the weight file, the same in training and in use.
            for cut in &mut cuts {
                *cut = format!("{cut:.4}").parse().unwrap_or(*cut);
            }
            cuts.dedup();
            let bins = (0..rows).map(|row| cuts.partition_point(|cut| *cut < value(row)) as u8).collect();
            Column { cuts, bins }
        })
        .collect()
}

/// A part of the rows, to become a question or an answer.
struct Part {
    rows: Vec<u32>,
    depth: usize,
}

/// Grows a forest.
pub(crate) fn grow(data: &Data, plan: &Plan, seed: u64) -> Forest {
    let columns = columns(data);
    let count = data.truth.len();
    let mut odds = vec![0.0f32; count];
    let mut forest = Forest::default();
    let mut chance = Chance(seed);
    let mut slopes: Vec<(f32, f32)> = vec![(0.0, 0.0); count];
    for _ in 0..plan.trees {
        for row in 0..count {
            let p = 1.0 / (1.0 + (-odds[row]).exp());
            slopes[row] =
                (data.weight[row] * (data.truth[row] - p), data.weight[row] * (p * (1.0 - p)).max(1e-6));
        }
        let seen: Vec<u32> = (0..count as u32).filter(|_| chance.next() < plan.rows).collect();
        let usable: Vec<usize> = (0..columns.len()).filter(|_| chance.next() < plan.numbers).collect();
        let mut tree: Vec<(Option<u16>, f32)> = Vec::new();
        let mut waiting = vec![Part { rows: seen, depth: 0 }];
        // The part on top is grown first, so nodes come in the order that the forest is read in.
        while let Some(part) = waiting.pop() {
            let sum = part.rows.iter().fold((0.0f64, 0.0f64), |sum, row| {
                let slope = slopes[*row as usize];
                (sum.0 + f64::from(slope.0), sum.1 + f64::from(slope.1))
            });
            let cut = if part.depth < plan.depth {
                best(&part.rows, &columns, &usable, &slopes, sum, plan)
            } else {
                None
            };
            match cut {
                Some((column, bin)) => {
                    let bins = &columns[column].bins;
                    let (no, yes): (Vec<u32>, Vec<u32>) =
                        part.rows.iter().partition(|row| bins[**row as usize] <= bin);
                    tree.push((Some(column as u16), columns[column].cuts[usize::from(bin)]));
                    waiting.push(Part { rows: yes, depth: part.depth + 1 });
                    waiting.push(Part { rows: no, depth: part.depth + 1 });
                }
                None => {
                    let answer = sum.0 / (sum.1 + f64::from(plan.calm)) * f64::from(plan.rate);
                    tree.push((None, format!("{answer:.4}").parse().unwrap_or(0.0)));
                }
            }
        }
        let mut one = Forest::default();
        one.add(&tree);
        for (row, odds) in odds.iter_mut().enumerate() {
            *odds += one.sum(&data.numbers[row * data.width..(row + 1) * data.width]);
        }
        forest.add(&tree);
    }
    forest
}

/// The question that parts the rows best: its number, and the last bin that answers no.
fn best(
    rows: &[u32],
    columns: &[Column],
    usable: &[usize],
    slopes: &[(f32, f32)],
    sum: (f64, f64),
    plan: &Plan,
) -> Option<(usize, u8)> {
    let calm = f64::from(plan.calm);
    let worth = |g: f64, h: f64| g * g / (h + calm);
    let whole = worth(sum.0, sum.1);
    let mut found: Option<(f64, usize, u8)> = None;
    for column in usable {
        let Column { cuts, bins } = &columns[*column];
        let mut sums = [(0.0f64, 0.0f64); BINS];
        for row in rows {
            let slope = slopes[*row as usize];
            let sum = &mut sums[usize::from(bins[*row as usize])];
            sum.0 += f64::from(slope.0);
            sum.1 += f64::from(slope.1);
        }
        let mut below = (0.0, 0.0);
        for (bin, part) in sums.iter().enumerate().take(cuts.len()) {
            below = (below.0 + part.0, below.1 + part.1);
            let above = (sum.0 - below.0, sum.1 - below.1);
            if below.1 < f64::from(plan.least) || above.1 < f64::from(plan.least) {
                continue;
            }
            let gain = worth(below.0, below.1) + worth(above.0, above.1) - whole;
            if gain > 1e-6 && found.is_none_or(|(best, ..)| gain > best) {
                found = Some((gain, *column, bin as u8));
            }
        }
    }
    found.map(|(_, column, bin)| (column, bin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_a_rule() {
        // Article when the first number is above 2 or the second above 5; the third is noise.
        let mut chance = Chance(7);
        let (mut numbers, mut truth) = (Vec::new(), Vec::new());
        for _ in 0..2000 {
            let row = [chance.next() * 4.0, chance.next() * 10.0, chance.next()];
            truth.push(if row[0] > 2.0 || row[1] > 5.0 { 1.0 } else { 0.0 });
            numbers.extend(row);
        }
        let weight = vec![1.0; truth.len()];
        let data = Data { numbers: &numbers, width: 3, truth: &truth, weight: &weight };
        let plan = Plan { trees: 30, depth: 3, rate: 0.3, calm: 1.0, least: 1.0, rows: 0.8, numbers: 0.8 };
        let forest = grow(&data, &plan, 1);
        let right = (0..truth.len())
            .filter(|row| (forest.sum(&numbers[row * 3..row * 3 + 3]) > 0.0) == (truth[*row] > 0.5))
            .count();
        assert!(right > 1960, "{right}");
        assert_eq!(forest.write(), grow(&data, &plan, 1).write());
    }
}
