//! What the witnesses of a family changed: each place where they differ, with all readings.
//!
//! In: the columns of a family. Out: edits in order of the text. Within a column every reading is
//! lined up with the fullest of the commonest; runs that differ become places, places that meet are
//! one edit. Whole sentences that a witness lacks are cuts, and sentences of its own are additions.
//!
//! Known gaps: a sentence of thousands of words is not compared inside; two witnesses alone don't
//! show whether a clause was added by one or dropped by the other.

use crate::collate::{Column, Place};
use crate::cuts::cuts;
use crate::edit_class::{Favours, Judged, Part, judge};
use crate::moves::{judge_move, moves};
use crate::reading::{Token, common, dateline, line_up};
use crate::stemma::{Change, Edit, EditClass, EditKind, InDispatch, Reading};
use firsthand_text::Span;

/// Words on each side of a change that make it readable.
const AROUND: usize = 3;

/// Equal words between two changes that make them one.
const BETWEEN: usize = 1;

/// Tokens dropped in one from which on a reading has no words for smaller changes among them.
const GAP: usize = 6;

/// Readings of a column compared in choosing the one that all others are held against.
const MOST_FORMS: usize = 12;

/// A family as columns of sentences.
pub(crate) struct Family<'f> {
    pub(crate) texts: &'f [&'f str],
    pub(crate) columns: &'f [Column],
    /// For each member its columns in the order of its text.
    pub(crate) order: &'f [Vec<usize>],
    /// The members that are the dispatch.
    pub(crate) dispatches: &'f [usize],
    /// Names credited, in lower case.
    pub(crate) credited: &'f [String],
}

/// A stretch in which a reading differs from the model.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Tokens of the model.
    model: (usize, usize),
    /// Tokens of the reading.
    own: (usize, usize),
    /// Style, a credit or a date: an edit of its own even close to others.
    alone: bool,
    /// Marks only.
    marks: bool,
    /// Its words stand elsewhere in the other's sentence.
    moved: bool,
}

impl Run {
    /// Whether it drops so much that nothing beside it is compared with what stood there.
    fn gap(&self) -> bool {
        self.own.0 == self.own.1 && self.model.1 - self.model.0 >= GAP
    }
}

/// A reading in which words moved: the stretch that holds both places, in model and reading.
#[derive(Clone, Debug)]
struct Moved {
    model: (usize, usize),
    judged: Judged,
}

/// All edits in order of the text, and how much each member altered: own sentences and edits that go
/// beyond style and in which it stands against the common reading.
///
/// Witnesses are members of the family.
pub(crate) fn edits(family: &Family<'_>) -> (Vec<Edit>, Vec<usize>) {
    let mut altered = vec![0; family.texts.len()];
    let mut found = Vec::new();
    let cuts = cuts(family, &mut altered);
    let mut cuts = cuts.into_iter().peekable();
    for (at, column) in family.columns.iter().enumerate() {
        while let Some((_, cut)) = cuts.next_if(|cut| cut.0 <= at) {
            found.push(cut);
        }
        if let Some(place) = own(column) {
            altered[place.member] += 1;
            // Sentences that one witness adds in a row are one edit.
            let before = at.checked_sub(1).and_then(|at| own(&family.columns[at]));
            let more = before.is_some_and(|before| before.member == place.member);
            match found.last_mut() {
                Some(Edit { class: EditClass::Added, readings, change: Some(change), .. }) if more => {
                    readings.push(Reading { witness: place.member, span: Some(place.span) });
                    change.spans.push(Some(place.span));
                }
                _ => found.push(Edit {
                    class: EditClass::Added,
                    kind: EditKind::Addition,
                    readings: vec![Reading { witness: place.member, span: Some(place.span) }],
                    note: String::new(),
                    change: Some(Change { spans: vec![Some(place.span)] }),
                }),
            }
        } else if column.places.len() > 1 {
            inside(family, column, &mut found, &mut altered);
        }
    }
    found.extend(cuts.map(|cut| cut.1));
    (found, altered)
}

/// The only place of a column that a witness added.
fn own(column: &Column) -> Option<&Place> {
    (column.in_dispatch == Some(InDispatch::No) && column.places.len() == 1).then(|| &column.places[0])
}

/// The edits inside one sentence.
fn inside(family: &Family<'_>, column: &Column, found: &mut Vec<Edit>, altered: &mut [usize]) {
    let starts: Vec<usize> = column.places.iter().map(|place| opening(family, column, place)).collect();
    datelines(family, column, &starts, found);
    let bodies: Vec<Vec<Token>> =
        column.places.iter().zip(&starts).map(|(place, &start)| body(&place.tokens[start..])).collect();
    let bodies: Vec<&[Token]> = bodies.iter().map(Vec::as_slice).collect();
    let model = model(family, column, &bodies);
    let (runs, moved): (Vec<Vec<Run>>, Vec<Vec<Moved>>) = bodies
        .iter()
        .enumerate()
        .map(
            |(at, body)| {
                if at == model { Default::default() } else { runs(bodies[model], body, family.credited) }
            },
        )
        .unzip();
    let part_of = |at: usize, from: usize, to: usize| {
        if at == model { (from, to) } else { across(&runs[at], from, to) }
    };
    for ((from, to), judged, movers) in together(&moved) {
        if judged.0 != EditClass::Style {
            movers.iter().for_each(|&at| altered[column.places[at].member] += 1);
        }
        let parts: Vec<Option<(usize, usize)>> =
            (0..bodies.len()).map(|at| Some(part_of(at, from, to))).collect();
        found.push(written(column, &bodies, &parts, judged));
    }
    for (from, to) in places(&runs) {
        let parts: Vec<Option<(usize, usize)>> = (0..bodies.len())
            .map(|at| {
                // Where a reading moved these words, or lacks all that is around them, it has no say.
                let elsewhere = runs[at].iter().any(|run| {
                    let covers = run.model.0 <= from && to <= run.model.1;
                    let touches = run.model.0 < to && from < run.model.1;
                    (run.moved && touches) || (run.gap() && covers && run.model != (from, to))
                });
                (!elsewhere).then(|| part_of(at, from, to))
            })
            .collect();
        let edit = judged(family, column, &bodies, model, &parts);
        let Some((edit, against)) = edit else { continue };
        if edit.class != EditClass::Style {
            against.iter().for_each(|&member| altered[member] += 1);
        }
        found.push(edit);
    }
}

/// The tokens after a dateline, of which the first word opens the sentence.
fn body(tokens: &[Token]) -> Vec<Token> {
    let mut body = tokens.to_vec();
    if let Some(first) = body.iter_mut().find(|token| !token.mark) {
        first.first = true;
    }
    body
}

/// Tokens of the dateline, when the place is the first that its text shares with others.
fn opening(family: &Family<'_>, column: &Column, place: &Place) -> usize {
    let text = family.texts[place.member];
    let first = family.order[place.member].iter().find(|&&at| family.columns[at].places.len() > 1);
    if first.is_none_or(|&first| !std::ptr::eq(&family.columns[first], column)) {
        return 0;
    }
    dateline(text, &place.tokens).filter(|&count| count < place.tokens.len()).unwrap_or(0)
}

/// One edit for datelines that differ in form.
fn datelines(family: &Family<'_>, column: &Column, starts: &[usize], found: &mut Vec<Edit>) {
    let readings: Vec<Reading> = column
        .places
        .iter()
        .zip(starts)
        .filter(|(_, start)| **start > 0)
        .map(|(place, &start)| Reading {
            witness: place.member,
            span: Some(Span::new(place.tokens[0].span.start, place.tokens[start - 1].span.end)),
        })
        .collect();
    let words = |reading: &Reading| reading.span.map_or("", |span| span.of(family.texts[reading.witness]));
    if readings.len() > 1 && readings.iter().any(|reading| words(reading) != words(&readings[0])) {
        let spans = readings.iter().map(|reading| reading.span).collect();
        found.push(Edit {
            class: EditClass::Style,
            kind: EditKind::Dateline,
            readings,
            note: String::new(),
            change: Some(Change { spans }),
        });
    }
}

/// The reading that the others are held against: the dispatch's; else of those that most others are
/// like, the fullest.
fn model(family: &Family<'_>, column: &Column, bodies: &[&[Token]]) -> usize {
    if let Some(at) = column.places.iter().position(|place| family.dispatches.contains(&place.member)) {
        return at;
    }
    let same =
        |a: &[Token], b: &[Token]| a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.hash == y.hash);
    let mut forms: Vec<(usize, usize)> = Vec::new();
    for (at, body) in bodies.iter().enumerate() {
        match forms.iter().position(|form| same(bodies[form.0], body)) {
            Some(form) => forms[form].1 += 1,
            None if forms.len() < MOST_FORMS => forms.push((at, 1)),
            None => {}
        }
    }
    let key = |form: &(usize, usize)| {
        let alike: u32 =
            forms.iter().map(|other| common(bodies[form.0], bodies[other.0]) * other.1 as u32).sum();
        (form.1, alike, bodies[form.0].len(), std::cmp::Reverse(column.places[form.0].member))
    };
    forms.iter().max_by_key(|form| key(form)).map_or(0, |form| form.0)
}

/// Where `own` differs from `model`. Runs close to each other are one, but style stands alone.
fn runs(model: &[Token], own: &[Token], credited: &[String]) -> (Vec<Run>, Vec<Moved>) {
    let pairs = line_up(model, own);
    let mut found: Vec<Run> = Vec::new();
    let mut push = |model_range: (usize, usize), own_range: (usize, usize)| {
        let alone = stands_alone(model, own, model_range, own_range, credited);
        let marks = model[model_range.0..model_range.1]
            .iter()
            .chain(&own[own_range.0..own_range.1])
            .all(|token| token.mark);
        found.push(Run { model: model_range, own: own_range, alone, marks, moved: false });
    };
    let (mut i, mut j) = (0, 0);
    for &(p, q) in pairs.iter().chain(std::iter::once(&(model.len(), own.len()))) {
        if p > i || q > j {
            push((i, p), (j, q));
        }
        if let (Some(x), Some(y)) = (model.get(p), own.get(q)) {
            let case = x.capital != y.capital || x.capitals != y.capitals;
            if !x.mark && (x.lower != y.lower || (case && !x.first && !y.first)) {
                push((p, p + 1), (q, q + 1));
            }
        }
        (i, j) = (p + 1, q + 1);
    }
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
fn together(moved: &[Vec<Moved>]) -> Vec<((usize, usize), Judged, Vec<usize>)> {
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
fn places(runs: &[Vec<Run>]) -> Vec<(usize, usize)> {
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
fn across(runs: &[Run], from: usize, to: usize) -> (usize, usize) {
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

/// The edit of one place, and the members whose reading stands against the common one.
fn judged(
    family: &Family<'_>,
    column: &Column,
    bodies: &[&[Token]],
    model: usize,
    here: &[Option<(usize, usize)>],
) -> Option<(Edit, Vec<usize>)> {
    let clamp =
        |at: usize, part: (usize, usize)| (part.0.min(bodies[at].len()), part.1.min(bodies[at].len()));
    let parts: Vec<(usize, usize)> =
        here.iter().enumerate().map(|(at, &part)| clamp(at, part.unwrap_or_default())).collect();
    // Those that have a say here.
    let all: Vec<usize> = (0..bodies.len()).filter(|&at| here[at].is_some()).collect();
    let others = |test: &dyn Fn(usize) -> bool| all.iter().filter(|&&at| test(at)).count();
    let words = |at: usize| bodies[at][parts[at].0..parts[at].1].iter().filter(|token| !token.mark).count();
    let same = |a: usize, b: usize| {
        let (x, y) = (&bodies[a][parts[a].0..parts[a].1], &bodies[b][parts[b].0..parts[b].1]);
        x.len() == y.len() && x.iter().zip(y).all(|(one, other)| one.hash == other.hash)
    };
    let held = column.places.iter().any(|place| family.dispatches.contains(&place.member));
    let mut worst: Option<Judged> = None;
    let mut against = Vec::new();
    let like_model = others(&|at| same(at, model));
    for at in all.iter().copied().filter(|&at| at != model) {
        let like = others(&|other| same(other, at));
        // Who has words here: more of them, or none?
        let fuller = others(&|other| words(other) * 2 > words(at) + words(model));
        let favours = if held {
            Favours::First
        } else if words(at) != words(model) && fuller * 2 != all.len() {
            if (words(at) > words(model)) == (fuller * 2 > all.len()) {
                Favours::Second
            } else {
                Favours::First
            }
        } else {
            match like_model.cmp(&like) {
                std::cmp::Ordering::Greater => Favours::First,
                std::cmp::Ordering::Less => Favours::Second,
                std::cmp::Ordering::Equal => Favours::Neither,
            }
        };
        let part = |at: usize| Part { sentence: bodies[at], from: parts[at].0, to: parts[at].1 };
        let raw_same = same(at, model)
            && bodies[at][parts[at].0..parts[at].1]
                .iter()
                .zip(&bodies[model][parts[model].0..parts[model].1])
                .all(|(x, y)| {
                    x.mark
                        || (x.lower == y.lower
                            && ((x.capital == y.capital && x.capitals == y.capitals) || x.first || y.first))
                });
        if raw_same {
            continue;
        }
        let judged = judge(part(model), part(at), favours, family.credited);
        let odd = if favours == Favours::Second { model } else { at };
        if judged.0 != EditClass::Style && !against.contains(&column.places[odd].member) {
            against.push(column.places[odd].member);
        }
        if worst.as_ref().is_none_or(|worst| judged.0 < worst.0) {
            worst = Some(judged);
        }
    }
    Some((written(column, bodies, here, worst?), against))
}

/// An edit with the words of every reading that has a say.
fn written(
    column: &Column,
    bodies: &[&[Token]],
    parts: &[Option<(usize, usize)>],
    (class, kind, note): Judged,
) -> Edit {
    let mut rows: Vec<(usize, Option<Span>, Option<Span>)> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            let part = (*part)?;
            let part = (part.0.min(bodies[at].len()), part.1.min(bodies[at].len()));
            Some((column.places[at].member, around(bodies[at], part), narrow(bodies[at], part)))
        })
        .collect();
    rows.sort_by_key(|row| row.0);
    let readings = rows.iter().map(|row| Reading { witness: row.0, span: row.1 }).collect();
    let change = Some(Change { spans: rows.iter().map(|row| row.2).collect() });
    Edit { class, kind, readings, note, change }
}

/// The changed words with a few on each side.
fn around(body: &[Token], (from, to): (usize, usize)) -> Option<Span> {
    let mut start = from;
    let mut left = AROUND;
    while start > 0 && left > 0 {
        start -= 1;
        left -= usize::from(!body[start].mark);
    }
    let mut end = to;
    let mut right = AROUND;
    while end < body.len() && right > 0 {
        right -= usize::from(!body[end].mark);
        end += 1;
    }
    // A closing mark belongs to the words before it.
    while end < body.len() && end + 2 >= body.len() && body[end].mark {
        end += 1;
    }
    let (first, last) = (body.get(start)?, body.get(end.checked_sub(1)?)?);
    Some(Span::new(first.span.start, last.span.end))
}

/// The changed words alone, or the empty span where they would stand.
fn narrow(body: &[Token], (from, to): (usize, usize)) -> Option<Span> {
    if from < to {
        return Some(Span::new(body[from].span.start, body[to - 1].span.end));
    }
    let at = if from > 0 { body.get(from - 1)?.span.end } else { body.first()?.span.start };
    Some(Span::new(at, at))
}
