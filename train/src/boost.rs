//! Gradient boosting of small trees for two classes.
//!
//! In: rows of numbers, labels, weights. Out: trees whose answers add up to log-odds. Second order
//! boosting (Friedman 2001; Chen and Guestrin 2016) over quantile bins, with a share of rows and
//! columns for each tree. The draw is a fixed sequence, so the same rows give the same trees.

use firsthand_read::trees::{LEAVES, NOTHING, SPLITS, Tree};

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// Number of trees.
    pub(crate) trees: usize,
    /// Share of each answer that is kept.
    pub(crate) rate: f64,
    /// Share of the rows that each tree sees, and of the columns, of 100.
    pub(crate) rows: u64,
    pub(crate) columns: u64,
    /// Least sum of second derivatives in a leaf.
    pub(crate) least: f64,
    /// Pull of answers towards zero.
    pub(crate) pull: f64,
}

/// Most thresholds of a column.
const BINS: usize = 48;

/// Grows trees.
pub(crate) fn boost(rows: &[Vec<f32>], labels: &[bool], weights: &[f64], options: &Options) -> Vec<Tree> {
    let width = rows.first().map_or(0, Vec::len);
    let thresholds: Vec<Vec<f32>> = (0..width).map(|column| thresholds(rows, column)).collect();
    let binned: Vec<Vec<u8>> = (0..width)
        .map(|column| {
            rows.iter()
                .map(|row| thresholds[column].partition_point(|cut| *cut < row[column]) as u8)
                .collect()
        })
        .collect();
    let positive: f64 =
        labels.iter().zip(weights).filter(|(label, _)| **label).map(|(_, weight)| weight).sum();
    let total: f64 = weights.iter().sum();
    let bias = (positive / (total - positive)).ln();
    let mut odds = vec![bias; rows.len()];
    let mut trees = vec![constant(bias as f32)];
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    for _ in 0..options.trees {
        let slopes: Vec<(f64, f64)> = odds
            .iter()
            .zip(labels)
            .zip(weights)
            .map(|((odds, label), weight)| {
                let likely = 1.0 / (1.0 + (-odds).exp());
                let kept = if draw.below(100) < options.rows { *weight } else { 0.0 };
                (kept * (likely - f64::from(u8::from(*label))), kept * likely * (1.0 - likely))
            })
            .collect();
        let columns: Vec<usize> = (0..width).filter(|_| draw.below(100) < options.columns).collect();
        let tree = grow(&binned, &thresholds, &slopes, &columns, options);
        for (odds, row) in odds.iter_mut().zip(rows) {
            *odds += f64::from(tree.answer(row));
        }
        trees.push(tree);
    }
    trees
}

fn constant(bias: f32) -> Tree {
    Tree { splits: [(NOTHING, 0.0); SPLITS], leaves: [bias; LEAVES] }
}

/// Values between which the column's numbers are parted evenly.
fn thresholds(rows: &[Vec<f32>], column: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|row| row[column]).collect();
    values.sort_by(f32::total_cmp);
    let mut cuts: Vec<f32> =
        (1..=BINS).filter_map(|at| values.get(at * values.len() / (BINS + 1)).copied()).collect();
    cuts.dedup();
    // The highest value parts nothing.
    cuts.retain(|cut| values.last().is_some_and(|last| cut < last));
    cuts
}

fn grow(
    binned: &[Vec<u8>],
    thresholds: &[Vec<f32>],
    slopes: &[(f64, f64)],
    columns: &[usize],
    options: &Options,
) -> Tree {
    let mut tree = constant(0.0);
    let mut node = vec![0usize; slopes.len()];
    let mut first = 0;
    while first < SPLITS {
        let nodes = first + 1;
        let mut best: Vec<(f64, u8, u8)> = vec![(0.0, NOTHING, 0); nodes];
        let mut sums = vec![(0.0, 0.0); nodes];
        for (at, slope) in node.iter().zip(slopes) {
            sums[*at].0 += slope.0;
            sums[*at].1 += slope.1;
        }
        let score = |(g, h): (f64, f64)| g * g / (h + options.pull);
        for &column in columns {
            let size = thresholds[column].len() + 1;
            let mut bins = vec![(0.0, 0.0); nodes * size];
            for ((at, bin), slope) in node.iter().zip(&binned[column]).zip(slopes) {
                let place = &mut bins[at * size + usize::from(*bin)];
                place.0 += slope.0;
                place.1 += slope.1;
            }
            for at in 0..nodes {
                let mut left = (0.0, 0.0);
                for bin in 0..size - 1 {
                    left.0 += bins[at * size + bin].0;
                    left.1 += bins[at * size + bin].1;
                    let right = (sums[at].0 - left.0, sums[at].1 - left.1);
                    if left.1 < options.least || right.1 < options.least {
                        continue;
                    }
                    let gain = score(left) + score(right) - score(sums[at]);
                    if gain > best[at].0 + 1e-9 {
                        best[at] = (gain, column as u8, bin as u8);
                    }
                }
            }
        }
        for (at, (_, column, bin)) in best.iter().enumerate() {
            if *column != NOTHING {
                tree.splits[first + at] = (*column, thresholds[usize::from(*column)][usize::from(*bin)]);
            }
        }
        for (row, at) in node.iter_mut().enumerate() {
            let (_, column, bin) = best[*at];
            let right = column != NOTHING && binned[usize::from(column)][row] > bin;
            *at = 2 * *at + usize::from(right);
        }
        first = 2 * first + 1;
    }
    let mut sums = vec![(0.0, 0.0); LEAVES];
    for (at, slope) in node.iter().zip(slopes) {
        sums[*at].0 += slope.0;
        sums[*at].1 += slope.1;
    }
    for (leaf, (g, h)) in tree.leaves.iter_mut().zip(sums) {
        *leaf = (-options.rate * g / (h + options.pull)) as f32;
    }
    tree
}

/// A fixed sequence of numbers (xorshift, Marsaglia 2003).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}
