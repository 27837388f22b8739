//! Which lines of a plain text are article, by a classifier trained on labelled lines.
//!
//! In: the rows of [`features`]. Out: for each line whether it is article. Two forests of small
//! trees: the first judges each line by its row, the second sees what the first said of the lines
//! around too (stacking). Then the cheapest way through the page is taken, as in [`super::run`], so
//! that a line that could be either goes with its neighbours. `lines.model` holds the trees;
//! `MODEL.md` beside it says what they were trained on.

use super::features::{COUNT, features};
use super::{Line, Verdict};
use crate::head::Head;
use crate::trees::{self, Tree};
use std::sync::LazyLock;

/// Lines to either side whose first judgment the second forest sees.
const WITHIN: isize = 4;

/// Numbers that the second forest sees besides the row.
pub(crate) const MORE: usize = 2 * WITHIN as usize + 6;

/// Price, in log-odds, of a change from article to furniture or back. Chosen on the half of the
/// labelled pages that was trained on.
const CHANGE: f32 = 0.3;

/// Log-odds that are added to what the forests say. Above zero, for a lost paragraph is worse than
/// a line too many.
const LEAN: f32 = 0.0;

static FORESTS: LazyLock<Vec<Vec<Tree>>> = LazyLock::new(|| trees::read(include_bytes!("lines.model")));

/// Which lines are article; `None` when the model holds nothing.
pub(crate) fn classify(lines: &[Line], verdicts: &[Verdict], head: &Head, run: &[bool]) -> Option<Vec<bool>> {
    let [first, second] = FORESTS.as_slice() else { return None };
    let rows: Vec<Vec<f32>> =
        features(lines, verdicts, head, run).into_iter().map(|row| row.to_vec()).collect();
    let odds: Vec<f32> = rows.iter().map(|row| trees::odds(first, row)).collect();
    let odds: Vec<f32> = second_rows(&rows, &odds).iter().map(|row| trees::odds(second, row)).collect();
    Some(cheapest(&odds, CHANGE, LEAN))
}

/// The rows of the second forest: those of the first, and what it said of each line and of those
/// around.
pub(crate) fn second_rows(rows: &[Vec<f32>], odds: &[f32]) -> Vec<Vec<f32>> {
    let likely: Vec<f32> = odds.iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect();
    let count = rows.len();
    let mut sums = vec![0.0f64];
    for likely in &likely {
        sums.push(sums[sums.len() - 1] + f64::from(*likely));
    }
    let mean = |from: usize, to: usize| {
        if from >= to { -1.0 } else { ((sums[to] - sums[from]) / (to - from) as f64) as f32 }
    };
    let strong: Vec<usize> = (0..count).filter(|i| likely[*i] > SURE).collect();
    (0..count)
        .map(|i| {
            let mut row = Vec::with_capacity(COUNT + MORE);
            row.extend_from_slice(&rows[i]);
            for step in (-WITHIN..=WITHIN).filter(|step| *step != 0) {
                let beside = i.checked_add_signed(step).and_then(|at| likely.get(at));
                row.push(beside.copied().unwrap_or(-1.0));
            }
            row.push(likely[i]);
            row.push(mean(0, count));
            row.push(mean(0, i));
            row.push(mean(i + 1, count));
            let before = strong.partition_point(|at| *at < i);
            row.push(before.checked_sub(1).map_or(30.0, |at| (i - strong[at]) as f32).min(30.0));
            let after = strong.partition_point(|at| *at <= i);
            row.push(strong.get(after).map_or(30.0, |at| (at - i) as f32).min(30.0));
            row
        })
        .collect()
}

/// How likely a line is article that others can be measured from.
const SURE: f32 = 0.8;

/// The labels of the highest sum of log-odds, each change paid for (Viterbi decoding). A page of
/// which nothing is likely keeps its likeliest line, for a short note must not vanish.
pub(crate) fn cheapest(odds: &[f32], change: f32, lean: f32) -> Vec<bool> {
    let mut best = [0.0f32, 0.0];
    let mut ways: Vec<[bool; 2]> = Vec::with_capacity(odds.len());
    for odds in odds {
        let stay = [best[0], best[1] - change];
        let enter = [best[0] - change, best[1]];
        ways.push([stay[1] > stay[0], enter[1] >= enter[0]]);
        best = [stay[0].max(stay[1]), enter[0].max(enter[1]) + odds + lean];
    }
    let mut article = best[1] > best[0];
    let mut labels = vec![false; odds.len()];
    for (label, way) in labels.iter_mut().zip(&ways).rev() {
        *label = article;
        article = way[usize::from(article)];
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(odds: &[f32], change: f32, expected: &str) {
        let found: String =
            cheapest(odds, change, 0.0).iter().map(|is| if *is { '+' } else { '-' }).collect();
        assert_eq!(found, expected, "{odds:?}");
    }

    #[test]
    fn goes_with_the_neighbours() {
        check(&[-2.0, 3.0, 2.0, -1.0], 0.0, "-++-");
        check(&[3.0, -0.5, 3.0], 0.5, "+++");
        check(&[3.0, -2.0, 3.0], 0.5, "+-+");
        check(&[-3.0, 0.4, -3.0], 0.5, "---");
        check(&[], 0.5, "");
    }

    #[test]
    fn the_model_fits_the_rows() {
        let [first, second] = FORESTS.as_slice() else { panic!("two forests") };
        let widest = |trees: &[Tree]| {
            trees
                .iter()
                .flat_map(|tree| tree.splits)
                .filter(|split| split.0 != trees::NOTHING)
                .map(|split| split.0)
                .max()
        };
        assert!(widest(first).is_some_and(|column| usize::from(column) < COUNT));
        assert!(widest(second).is_some_and(|column| usize::from(column) < COUNT + MORE));
    }
}
