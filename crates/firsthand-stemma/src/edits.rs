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
use crate::reading::{Token, common, dateline};
use crate::runs::{Moved, Run, across, places, runs, together};
use crate::stemma::{Change, Edit, EditClass, EditKind, InDispatch, Reading};
use firsthand_text::Span;

/// Words on each side of a change that make it readable.
const AROUND: usize = 3;

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
    let gaps: Vec<Vec<usize>> = runs
        .iter()
        .map(|runs| runs.iter().filter(|run| run.gap() && !run.moved).map(|run| run.own.0).collect())
        .collect();
    let part_of = |at: usize, from: usize, to: usize| {
        if at == model { (from, to) } else { across(&runs[at], from, to) }
    };
    for ((from, to), judged, movers) in together(&moved) {
        if judged.0 != EditClass::Style {
            movers.iter().for_each(|&at| altered[column.places[at].member] += 1);
        }
        let parts: Vec<Option<(usize, usize)>> =
            (0..bodies.len()).map(|at| Some(part_of(at, from, to))).collect();
        found.push(written(column, &bodies, &parts, &gaps, judged));
    }
    for (from, to) in places(&runs) {
        let parts: Vec<Option<(usize, usize)>> = (0..bodies.len())
            .map(|at| {
                // Where a reading moved these words, or lacks all that is around them, it has no say.
                let elsewhere = runs[at].iter().any(|run| {
                    let covers = run.model.0 <= from && to <= run.model.1;
                    let touches = run.model.0 <= to && from <= run.model.1;
                    (run.moved && touches) || (run.gap() && covers && run.model != (from, to))
                });
                (!elsewhere).then(|| part_of(at, from, to))
            })
            .collect();
        let edit = judged(family, column, &bodies, model, &parts, &gaps);
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

/// The edit of one place, and the members whose reading stands against the common one.
fn judged(
    family: &Family<'_>,
    column: &Column,
    bodies: &[&[Token]],
    model: usize,
    here: &[Option<(usize, usize)>],
    gaps: &[Vec<usize>],
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
    Some((written(column, bodies, here, gaps, worst?), against))
}

/// An edit with the words of every reading that has a say.
fn written(
    column: &Column,
    bodies: &[&[Token]],
    parts: &[Option<(usize, usize)>],
    gaps: &[Vec<usize>],
    (class, kind, note): Judged,
) -> Edit {
    let mut rows: Vec<(usize, Option<Span>, Option<Span>)> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            let part = (*part)?;
            let part = (part.0.min(bodies[at].len()), part.1.min(bodies[at].len()));
            Some((column.places[at].member, around(bodies[at], part, &gaps[at]), narrow(bodies[at], part)))
        })
        .collect();
    rows.sort_by_key(|row| row.0);
    let readings = rows.iter().map(|row| Reading { witness: row.0, span: row.1 }).collect();
    let change = Some(Change { spans: rows.iter().map(|row| row.2).collect() });
    Edit { class, kind, readings, note, change }
}

/// The changed words with a few on each side.
fn around(body: &[Token], (from, to): (usize, usize), gaps: &[usize]) -> Option<Span> {
    // What follows a gap belongs to another place.
    let stops = |at: usize| from < to && gaps.contains(&at);
    let mut start = from;
    let mut left = AROUND;
    while start > 0 && left > 0 && !stops(start) {
        start -= 1;
        left -= usize::from(!body[start].mark);
    }
    let mut end = to;
    let mut right = AROUND;
    while end < body.len() && right > 0 && !stops(end) {
        right -= usize::from(!body[end].mark);
        end += 1;
    }
    // A closing mark belongs to the words before it.
    while end < body.len() && end + 2 >= body.len() && body[end].mark && !stops(end) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tokens;

    /// The edits between a dispatch and the sentence that a witness made of it, as "class/kind".
    fn found(texts: &[&str]) -> Vec<Edit> {
        let places = texts
            .iter()
            .enumerate()
            .map(|(member, text)| {
                let span = Span::new(0, text.len());
                Place { member, span, tokens: tokens(text, span) }
            })
            .collect();
        let columns = [Column { places, in_dispatch: Some(InDispatch::Certain) }];
        let order = vec![vec![0]; texts.len()];
        edits(&Family { texts, columns: &columns, order: &order, dispatches: &[0], credited: &[] }).0
    }

    fn check(dispatch: &str, copy: &str, want: &str) {
        let edits = found(&[dispatch, copy]);
        let mut words: Vec<String> =
            edits.iter().map(|edit| format!("{}/{}", edit.class.as_str(), edit.kind.as_str())).collect();
        words.sort_unstable();
        assert_eq!(words.join(" "), want, "{dispatch} | {copy}");
    }

    #[test]
    fn words_that_moved() {
        check("They met on 3 May in the old mill.", "They met on May 3 in the old mill.", "style/word-order");
        check("Boats left the Lake Tarn port.", "Boats left the Tarn Lake port.", "style/word-order");
        check(
            "A vote on the new canal will be put off by the miners' strike, the mayor said.",
            "The striking miners will put off a vote on the new canal, the mayor said.",
            "wording/rewrite",
        );
        check(
            "Police in Tarn blamed Orrin for the loss of the boats.",
            "Police in Orrin blamed Tarn for the loss of the boats.",
            "meaning/rewrite",
        );
        check("The mill closed and the ferry stopped.", "The mill closed.", "wording/omission");
    }

    #[test]
    fn measures_and_numbers() {
        check("The mill is 16 kilometres away.", "The mill is 16 km away.", "style/spelling");
        check("The mill is 16 kilometres away.", "The mill is ten miles away.", "wording/rewrite");
        check("The mill is 16 kilometres away.", "The mill is 30 miles away.", "meaning/number");
        check("It ships 200 tonnes of rye.", "It ships 300 tonnes of rye.", "meaning/number");
        check("It has a crane and 12 boats, they say.", "It has a crane, they say.", "meaning/omission");
        check("It has a crane, they say.", "It has a crane and 12 boats, they say.", "added/addition");
        check("It rang at 9.15 on the dot.", "It rang at 9:15 on the dot.", "style/spelling");
        check(
            "She called by telephone at 9.15 on the dot.",
            "She called by phone at 9:15 on the dot.",
            "style/spelling wording/rewrite",
        );
    }

    #[test]
    fn names() {
        check(
            "It shut when a fire at Orrin's Velm works hurt six people there.",
            "It shut when hot winds over the Tarn plain hurt six people there.",
            "meaning/rewrite",
        );
        check("They ship it to Tarn by night.", "They ship it to Velm by night.", "meaning/rewrite");
        check("They met Orrin there at noon.", "They met the mayor there at noon.", "wording/rewrite");
        check("The works of Orrinia shut at noon.", "The Orrinian works shut at noon.", "wording/rewrite");
        check("They sailed on Friday at noon.", "They sailed in May at noon.", "wording/rewrite");
    }

    #[test]
    fn small_words() {
        check("It opened on Tuesday at noon.", "It opened Tuesday at noon.", "style/small-word");
        check("She said that it held well.", "She said it held well.", "style/small-word");
        check("She said it did not hold.", "She said it did hold.", "meaning/negation");
        check("They like it and", "They like it", "style/punctuation");
    }

    #[test]
    fn a_gap_has_no_say_in_what_it_lacks() {
        let edits = found(&[
            "It sold rye to Tarn and Velm, the old and distrusted towns by the lake, until the war.",
            "It sold rye to Tarn and Velm, the old and mistrusted towns by the lake, until the war.",
            "It sold rye to Tarn until the war.",
        ]);
        let of = |kind: EditKind| edits.iter().find(|edit| edit.kind == kind).unwrap();
        assert_eq!(of(EditKind::Rewrite).readings.len(), 2);
        assert_eq!(of(EditKind::Omission).readings.len(), 3);
    }
}
