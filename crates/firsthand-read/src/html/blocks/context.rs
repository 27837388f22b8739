//! The numbers that describe a block to the model's second look: what was thought of it and of what
//! stands around it.

use super::numbers::{NAMES, Rows};
use crate::html::walk::Page;

/// Names of the numbers that are added to a row.
pub const MORE: &[&str] = &[
    "p",
    "p-prev",
    "p-prev2",
    "p-prev3",
    "p-next",
    "p-next2",
    "p-next3",
    "p-before",
    "p-behind",
    "p-parent",
    "p-grand",
    "p-alike",
    "p-share-before",
    "p-since-sure",
    "p-until-sure",
    "p-page",
    "p-most",
    "p-run",
];

/// From this sureness a block counts as surely article.
const SURE: f32 = 0.75;

/// How fast what stands further off counts for less, a step.
const FADE: f32 = 0.7;

/// Rows with what was thought at first, one a block, each as long as [`NAMES`] and [`MORE`].
pub(crate) fn rows(page: &Page, first: &Rows, thought: &[f32]) -> Vec<f32> {
    let count = thought.len();
    let length = |i: usize| page.blocks[i].span.len() as f32;
    let sums = &first.sums;
    let mut by_parent: Vec<(f32, f32)> = vec![(0.0, 0.0); page.elements.len()];
    let mut by_grand = by_parent.clone();
    let mut alike: std::collections::HashMap<u64, (f32, f32)> = std::collections::HashMap::new();
    let add = |sum: &mut (f32, f32), i: usize| {
        sum.0 += thought[i] * length(i);
        sum.1 += length(i);
    };
    let parent = |i: usize| page.elements[sums.holders[i]].parent;
    let grand = |i: usize| page.elements[parent(i)].parent;
    for i in 0..count {
        add(&mut by_parent[parent(i)], i);
        add(&mut by_grand[grand(i)], i);
        add(alike.entry(sums.kinds[i]).or_default(), i);
    }
    let mean = |sum: (f32, f32)| if sum.1 > 0.0 { sum.0 / sum.1 } else { 0.0 };
    let total: f32 = (0..count).map(|i| thought[i] * length(i)).sum();
    let all: f32 = (0..count).map(length).sum();
    let most = thought.iter().copied().fold(0.0, f32::max);
    // From below: what stands behind each block, fading.
    let mut behind = vec![0.0; count];
    let mut until = vec![99.0f32; count];
    let (mut faded, mut steps) = (0.0f32, 99.0f32);
    for i in (0..count).rev() {
        behind[i] = faded;
        until[i] = steps;
        faded = faded * FADE + thought[i] * (1.0 - FADE);
        steps = if thought[i] >= SURE { 1.0 } else { (steps + 1.0).min(99.0) };
    }
    let mut out = Vec::with_capacity(count * (NAMES.len() + MORE.len()));
    let (mut faded, mut steps, mut before, mut run) = (0.0f32, 99.0f32, 0.0f32, 0.0f32);
    for i in 0..count {
        let at =
            |step: isize| i.checked_add_signed(step).and_then(|at| thought.get(at)).copied().unwrap_or(-1.0);
        out.extend_from_slice(first.row(i));
        out.extend([
            thought[i],
            at(-1),
            at(-2),
            at(-3),
            at(1),
            at(2),
            at(3),
            faded,
            behind[i],
            mean(by_parent[parent(i)]),
            mean(by_grand[grand(i)]),
            mean(alike.get(&sums.kinds[i]).copied().unwrap_or_default()),
            if total > 0.0 { before / total } else { 0.0 },
            steps,
            until[i],
            if all > 0.0 { total / all } else { 0.0 },
            most,
            run,
        ]);
        faded = faded * FADE + thought[i] * (1.0 - FADE);
        steps = if thought[i] >= SURE { 1.0 } else { (steps + 1.0).min(99.0) };
        before += thought[i] * length(i);
        run = if thought[i] >= 0.5 { run + 1.0 } else { 0.0 };
    }
    out
}
