//! What the witnesses of a family changed: each place where they differ, with all readings.
//!
//! In: the columns of a family. Out: edits in order of the text. Within a column every reading is
//! lined up with the fullest of the commonest; runs that differ become places, places that meet are
//! one edit. Whole sentences that a witness lacks are cuts, and sentences of its own are additions.
//!
//! Known gaps: a sentence of thousands of words is not compared inside; two witnesses alone don't
//! show whether a clause was added by one or dropped by the other.

use crate::cuts::cuts;
use crate::edit_class::{Favours, Judged, Part, judge};
use crate::forms::{Column, Form, Place, voters};
use crate::lined::{Lined, Range, variants};
use crate::reading::{Token, dateline};
use crate::runs::{places, together};
use crate::stemma::{Change, Edit, EditClass, EditKind, InDispatch, Reading};
use firsthand_text::Span;
use std::collections::HashMap;

/// Words on each side of a change that make it readable.
const AROUND: usize = 3;

/// A family as columns of sentences.
pub(crate) struct Family<'f> {
    pub(crate) texts: &'f [&'f str],
    pub(crate) forms: &'f [Form],
    pub(crate) columns: &'f [Column],
    /// For each member its columns in the order of its text.
    pub(crate) order: &'f [Vec<usize>],
    /// For each member whether it is the dispatch.
    pub(crate) dispatches: &'f [bool],
    /// For each member the one that it was copied from, as far as that is likely.
    pub(crate) parents: &'f [Option<usize>],
    /// Names credited, in lower case.
    pub(crate) credited: &'f [String],
}

impl Family<'_> {
    /// Which places of a column count as testimony.
    pub(crate) fn voters(&self, column: &Column) -> Vec<bool> {
        voters(column, self.parents)
    }

    /// The tokens of a place.
    pub(crate) fn tokens(&self, place: &Place) -> &[Token] {
        &self.forms[place.form].tokens
    }

    /// The wordings of a column, held against the dispatch's or else the most central one.
    pub(crate) fn lined(&self, column: &Column) -> Lined {
        let starts: Vec<usize> = column.places.iter().map(|place| self.opening(column, place)).collect();
        let variants = variants(&column.places, &starts, &self.voters(column), self.forms);
        let held = variants.iter().position(|variant| self.is_dispatch(&variant.places));
        Lined::new(variants, held, self.credited)
    }

    fn is_dispatch(&self, places: &[Place]) -> bool {
        places.iter().any(|place| self.dispatches[place.member])
    }

    /// Tokens of the dateline, when the place is the first that its text shares with others.
    fn opening(&self, column: &Column, place: &Place) -> usize {
        let tokens = self.tokens(place);
        let Some(count) = dateline(place.span.of(self.texts[place.member]), tokens) else { return 0 };
        let first = self.order[place.member].iter().find(|&&at| self.columns[at].places.len() > 1);
        let is_first = first.is_some_and(|&first| std::ptr::eq(&self.columns[first], column));
        if is_first && count < tokens.len() { count } else { 0 }
    }
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
    datelines(family, column, found);
    let lined = family.lined(column);
    if lined.variants.len() < 2 {
        return;
    }
    let held = family.is_dispatch(&column.places);
    let gaps: Vec<Vec<usize>> = lined
        .runs
        .iter()
        .map(|runs| runs.iter().filter(|run| run.gap() && !run.moved).map(|run| run.own.0).collect())
        .collect();
    let mut count = |variant: usize| {
        lined.variants[variant].places.iter().for_each(|place| altered[place.member] += 1);
    };
    for (place, judged, movers) in together(&lined.moved) {
        if judged.0 != EditClass::Style {
            movers.iter().for_each(|&at| count(at));
        }
        let parts: Vec<Option<Range>> =
            (0..lined.variants.len()).map(|at| Some(lined.part(at, place))).collect();
        found.push(written(&lined, &parts, &gaps, judged));
    }
    marks(&lined, &gaps, found);
    for place in places(&lined.runs) {
        let parts: Vec<Option<Range>> = (0..lined.variants.len()).map(|at| lined.says(at, place)).collect();
        let Some((judged, against)) = judged(&lined, &parts, held, family.credited) else { continue };
        if judged.0 != EditClass::Style {
            against.iter().for_each(|&at| count(at));
        }
        found.push(written(&lined, &parts, &gaps, judged));
    }
}

/// One edit for marks that only look otherwise: curly or straight quotation marks, long or short
/// dashes. It stands at the first of them; who prints one so prints all of them so.
fn marks(lined: &Lined, gaps: &[Vec<usize>], found: &mut Vec<Edit>) {
    let model = &lined.variants[lined.model].tokens;
    let glyph = |at: usize, token: usize| {
        let part = lined.says(at, (token, token + 1))?;
        match lined.tokens(at, part) {
            [own] if own.hash == model[token].hash => Some(own.glyph),
            _ => None,
        }
    };
    let differs = |token: &usize| {
        let own = model[*token].glyph;
        own != '\0' && (0..lined.variants.len()).any(|at| glyph(at, *token).is_some_and(|other| other != own))
    };
    let Some(token) = (0..model.len()).find(differs) else { return };
    let parts: Vec<Option<Range>> = (0..lined.variants.len())
        .map(|at| glyph(at, token).and_then(|_| lined.says(at, (token, token + 1))))
        .collect();
    let quote = model[token].lower == "\"" || model[token].lower == "'";
    let note = if quote { "quotation marks of another style" } else { "another dash" };
    found.push(written(lined, &parts, gaps, (EditClass::Style, EditKind::Punctuation, note.to_owned())));
}

/// One edit for datelines that differ in form.
fn datelines(family: &Family<'_>, column: &Column, found: &mut Vec<Edit>) {
    let readings: Vec<Reading> = column
        .places
        .iter()
        .map(|place| (place, family.opening(column, place)))
        .filter(|(_, start)| *start > 0)
        .map(|(place, start)| {
            let tokens = &family.tokens(place)[..start];
            let span = tokens[0].span.cover(tokens[start - 1].span).shift(place.span.start);
            Reading { witness: place.member, span: Some(span) }
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

/// What the variants make of one place, and which of them stand against the common reading.
///
/// `here` is what each has there, `None` for those without a say; `held` tells whether the model is
/// the dispatch's.
fn judged(
    lined: &Lined,
    here: &[Option<Range>],
    held: bool,
    credited: &[String],
) -> Option<(Judged, Vec<usize>)> {
    let model = lined.model;
    // A reading that nobody has independently still stands for itself.
    let weight = |at: usize| lined.variants[at].votes.max(1);
    let said = |at: usize| here[at].map_or(&[][..], |part| lined.tokens(at, part));
    let forms: Vec<Vec<u64>> =
        (0..here.len()).map(|at| said(at).iter().map(|token| token.hash).collect()).collect();
    let words: Vec<usize> =
        (0..here.len()).map(|at| said(at).iter().filter(|token| !token.mark).count()).collect();
    let mut like: HashMap<&[u64], usize> = HashMap::new();
    let mut by_words: Vec<(usize, usize)> = Vec::new();
    for at in (0..here.len()).filter(|&at| here[at].is_some()) {
        *like.entry(&forms[at]).or_default() += weight(at);
        by_words.push((words[at], weight(at)));
    }
    by_words.sort_unstable();
    let all: usize = by_words.iter().map(|pair| pair.1).sum();
    // How many have more words than half of `twice`.
    let mut fuller: Vec<usize> = by_words.iter().map(|pair| pair.1).collect();
    for at in (1..fuller.len()).rev() {
        fuller[at - 1] += fuller[at];
    }
    let more_than = |twice: usize| {
        let from = by_words.partition_point(|pair| pair.0 * 2 <= twice);
        fuller.get(from).copied().unwrap_or(0)
    };
    let mut worst: Option<Judged> = None;
    let mut against = Vec::new();
    for at in (0..here.len()).filter(|&at| at != model) {
        let Some(own) = here[at] else { continue };
        let (a, b) = (said(model), said(at));
        let same = forms[at] == forms[model]
            && a.iter().zip(b).all(|(x, y)| {
                let case = x.capital == y.capital && x.capitals == y.capitals;
                x.mark || (x.lower == y.lower && (case || x.first || y.first))
            });
        if same {
            continue;
        }
        let fuller = more_than(words[at] + words[model]);
        let favours = if held {
            Favours::First
        } else if words[at] != words[model] && fuller * 2 != all {
            if (words[at] > words[model]) == (fuller * 2 > all) { Favours::Second } else { Favours::First }
        } else {
            match like.get(forms[model].as_slice()).cmp(&like.get(forms[at].as_slice())) {
                std::cmp::Ordering::Greater => Favours::First,
                std::cmp::Ordering::Less => Favours::Second,
                std::cmp::Ordering::Equal => Favours::Neither,
            }
        };
        let of_model = here[model].unwrap_or_default();
        let part = |at: usize, (from, to): Range| Part { sentence: &lined.variants[at].tokens, from, to };
        let judged = judge(part(model, of_model), part(at, own), favours, credited);
        let odd = if favours == Favours::Second { model } else { at };
        if judged.0 != EditClass::Style && !against.contains(&odd) {
            against.push(odd);
        }
        if worst.as_ref().is_none_or(|worst| judged.0 < worst.0) {
            worst = Some(judged);
        }
    }
    Some((worst?, against))
}

/// An edit with the words of every reading that has a say.
fn written(lined: &Lined, parts: &[Option<Range>], gaps: &[Vec<usize>], (class, kind, note): Judged) -> Edit {
    let mut rows: Vec<(usize, Option<Span>, Option<Span>)> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(part) = *part else { continue };
        let variant = &lined.variants[at];
        let (wide, narrow) = (around(&variant.tokens, part, &gaps[at]), narrow(&variant.tokens, part));
        for place in &variant.places {
            let there = |span: Span| span.shift(place.span.start);
            rows.push((place.member, wide.map(there), narrow.map(there)));
        }
    }
    rows.sort_unstable_by_key(|row| row.0);
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
    use crate::forms::Forms;

    /// The edits between a dispatch and the sentences that witnesses made of it.
    fn found(texts: &[&str]) -> Vec<Edit> {
        let mut forms = Forms::default();
        let places = texts
            .iter()
            .enumerate()
            .map(|(member, text)| Place { member, span: Span::new(0, text.len()), form: forms.of(text) })
            .collect();
        let columns = [Column { places, in_dispatch: Some(InDispatch::Certain) }];
        let order = vec![vec![0]; texts.len()];
        let dispatches: Vec<bool> = (0..texts.len()).map(|member| member == 0).collect();
        let family = Family {
            texts,
            forms: forms.all(),
            columns: &columns,
            order: &order,
            dispatches: &dispatches,
            parents: &vec![None; texts.len()],
            credited: &[],
        };
        edits(&family).0
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
