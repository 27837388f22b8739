//! The runs of words in which a reading differs from the model, and the places they make.
//!
//! In: the tokens of both. Out: runs in order, those that moved marked; over all readings, the stretches
//! of the model in which some reading differs.

use crate::edit_class::{Favours, Judged, Part, judge};
use crate::moves::{Ranges, judge_move, moves};
use crate::reading::{Token, line_up};
use crate::stemma::{EditClass, EditKind};

/// Equal words between two changes that make them one.
const BETWEEN: usize = 1;

/// Tokens dropped in one from which on a reading has no words for smaller changes among them.
const GAP: usize = 6;

/// A stretch in which a reading differs from the model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// Tokens of the model.
    pub(crate) model: (usize, usize),
    /// Tokens of the reading.
    pub(crate) own: (usize, usize),
    /// Style, a credit or a date: an edit of its own even close to others.
    alone: bool,
    /// Marks only.
    marks: bool,
    /// Its words stand elsewhere in the other's sentence.
    pub(crate) moved: bool,
}

impl Run {
    /// Whether it drops so much that nothing beside it is compared with what stood there.
    pub(crate) fn gap(&self) -> bool {
        self.own.0 == self.own.1 && self.model.1 - self.model.0 >= GAP
    }
}

/// A reading in which words moved: the stretch that holds both places, in model and reading.
#[derive(Clone, Debug)]
pub(crate) struct Moved {
    model: (usize, usize),
    pub(crate) judged: Judged,
}

/// Where `own` differs from `model`. Runs close to each other are one, but style stands alone.
pub(crate) fn runs(model: &[Token], own: &[Token], credited: &[String]) -> (Vec<Run>, Vec<Moved>) {
    let mut found: Vec<Run> = differences(model, own)
        .into_iter()
        .map(|(a, b)| Run {
            model: a,
            own: b,
            alone: stands_alone(model, own, a, b, credited),
            marks: model[a.0..a.1].iter().chain(&own[b.0..b.1]).all(|token| token.mark),
            moved: false,
        })
        .collect();
    let moved = moved(model, own, &mut found, credited);
    let mut joined: Vec<Run> = Vec::new();
    for run in found {
        match joined.last_mut() {
            Some(last)
                if {
                    let between = model[last.model.1..run.model.0].iter().filter(|token| !token.mark).count();
                    let moved = last.moved || run.moved;
                    !moved
                        && ((!last.alone && !run.alone && between <= BETWEEN)
                            || (last.marks && run.marks && between == 0))
                } =>
            {
                last.model.1 = run.model.1;
                last.own.1 = run.own.1;
            }
            _ => joined.push(run),
        }
    }
    (joined, moved)
}

/// As [`runs`], each difference by itself, and words that moved at both places.
pub(crate) fn single_runs(model: &[Token], own: &[Token]) -> Vec<Run> {
    let differences = differences(model, own).into_iter();
    differences.map(|(model, own)| Run { model, own, alone: false, marks: false, moved: false }).collect()
}

/// The ranges of tokens, in model and reading, that don't agree in words, spelling and case.
fn differences(model: &[Token], own: &[Token]) -> Vec<Ranges> {
    let pairs = line_up(model, own);
    let mut found: Vec<Ranges> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(p, q) in pairs.iter().chain(std::iter::once(&(model.len(), own.len()))) {
        if p > i || q > j {
            found.push(((i, p), (j, q)));
        }
        if let (Some(x), Some(y)) = (model.get(p), own.get(q)) {
            let case = x.capital != y.capital || x.capitals != y.capitals;
            if !x.mark && (x.lower != y.lower || (case && !x.first && !y.first)) {
                found.push(((p, p + 1), (q, q + 1)));
            }
        }
        (i, j) = (p + 1, q + 1);
    }
    found
}

/// Marks the runs whose words moved, and tells what that does.
fn moved(model: &[Token], own: &[Token], runs: &mut [Run], credited: &[String]) -> Vec<Moved> {
    let ranges: Vec<_> = runs.iter().map(|run| (run.model, run.own)).collect();
    let mut found = Vec::new();
    for (dropped, put) in moves(model, own, &ranges) {
        let (a, b) = (ranges[dropped], ranges[put]);
        let wide = |one: (usize, usize), other: (usize, usize)| (one.0.min(other.0), one.1.max(other.1));
        let (wide_model, wide_own) = (wide(a.0, b.0), wide(a.1, b.1));
        let part = |sentence, range: (usize, usize)| Part { sentence, from: range.0, to: range.1 };
        let judged = judge_move(
            part(model, a.0),
            part(own, b.1),
            (part(model, wide_model), part(own, wide_own)),
            credited,
        );
        runs[dropped].moved = true;
        runs[put].moved = true;
        found.push(Moved { model: wide_model, judged });
    }
    found
}

/// Moves over the same stretch are one edit, as grave as the gravest: stretch, what it does, movers.
pub(crate) fn together(moved: &[Vec<Moved>]) -> Vec<((usize, usize), Judged, Vec<usize>)> {
    let mut all: Vec<(usize, &Moved)> =
        moved.iter().enumerate().flat_map(|(at, moves)| moves.iter().map(move |one| (at, one))).collect();
    all.sort_by_key(|(at, one)| (one.model, *at));
    let mut found: Vec<((usize, usize), Judged, Vec<usize>)> = Vec::new();
    for (at, one) in all {
        match found.last_mut() {
            Some((range, judged, movers)) if one.model == *range => {
                if one.judged.0 < judged.0 {
                    *judged = one.judged.clone();
                }
                movers.push(at);
            }
            _ => found.push((one.model, one.judged.clone(), vec![at])),
        }
    }
    found
}

fn stands_alone(
    model: &[Token],
    own: &[Token],
    a: (usize, usize),
    b: (usize, usize),
    credited: &[String],
) -> bool {
    let favours = if a.1 - a.0 > b.1 - b.0 { Favours::Second } else { Favours::First };
    let (class, kind, _) = judge(
        Part { sentence: model, from: a.0, to: a.1 },
        Part { sentence: own, from: b.0, to: b.1 },
        favours,
        credited,
    );
    (class == EditClass::Style && kind != EditKind::SmallWord)
        || matches!(kind, EditKind::AddedCredit | EditKind::AddedDate)
}

/// The stretches of the model in which some reading differs; those that overlap or touch at an
/// insertion are one.
pub(crate) fn places(runs: &[Vec<Run>]) -> Vec<(usize, usize)> {
    // A gap is a place of its own; what others changed among those words stands beside it.
    let (mut gaps, mut all): (Vec<&Run>, Vec<&Run>) =
        runs.iter().flatten().filter(|run| !run.moved).partition(|run| run.gap());
    gaps.retain(|gap| {
        let cut = all.iter().any(|run| {
            let (a, b) = (run.model, gap.model);
            a.0 < b.1 && b.0 < a.1 && (a.0 < b.0 || b.1 < a.1)
        });
        // One that others overlap is judged with them.
        if cut {
            all.push(gap);
        }
        !cut
    });
    let mut all: Vec<(usize, usize)> = all.iter().map(|run| run.model).collect();
    all.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in all {
        match joined.last_mut() {
            Some(last)
                if from < last.1
                    || (from, to) == *last
                    || (from == to && from == last.1 && last.0 == last.1) =>
            {
                last.1 = last.1.max(to)
            }
            _ => joined.push((from, to)),
        }
    }
    joined.extend(gaps.iter().map(|gap| gap.model));
    joined.sort_unstable();
    joined.dedup();
    joined
}

/// The tokens of a reading that stand where the model has `from..to`.
pub(crate) fn across(runs: &[Run], from: usize, to: usize) -> (usize, usize) {
    let start = {
        let before =
            runs.iter().rev().find(|run| run.model.1 < from || (run.model.1 == from && run.model.0 < from));
        before.map_or(from, |run| run.own.1 + (from - run.model.1))
    };
    let last = runs.iter().rev().find(|run| {
        run.model.1 <= to
            && (run.model.0 < to || (from == to && run.model.0 == from) || run.model.1 == run.model.0)
    });
    let end = last.map_or(to, |run| run.own.1 + (to - run.model.1));
    (start, end.max(start))
}
