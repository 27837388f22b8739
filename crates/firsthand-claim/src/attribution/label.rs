//! Speakers named before or after a colon: "Police: “Stay at home”", "No tax rise: minister".
//!
//! In: a reading and what was found in it. Out: what such lines say, too. A line counts when nothing
//! but the speaker stands on the one side: any speaker where a quotation follows, and in a heading
//! (the first paragraph, without an end mark) only a bare role ("minister", "police"), since a name
//! or a place before a colon is as often the topic.

use super::reading::Reading;
use super::{Attribution, Mode, mode, speakers};
use crate::actor::table::{is_head, source_plural};
use crate::{Act, Actor};
use std::ops::Range;

/// Most words of the speaker in a line with a quotation.
const LONGEST_SPEAKER: usize = 12;

/// Most words of the speaker in a heading.
const LONGEST_ROLE: usize = 3;

/// Fewest words of what a heading says.
const FEWEST_WORDS: usize = 3;

pub(super) fn add(reading: &Reading<'_>, actors: &[Actor], found: &mut Vec<Attribution>) {
    let mut last = None;
    for (number, sentence) in reading.words.sentences.iter().enumerate() {
        let opens = last != Some(sentence.paragraph);
        last = Some(sentence.paragraph);
        if !opens {
            continue;
        }
        let alone =
            reading.words.sentences.get(number + 1).is_none_or(|next| next.paragraph > sentence.paragraph);
        let heading = sentence.paragraph == 0 && alone;
        let Some((source, cue, content)) = line(reading, sentence.words.clone(), heading) else { continue };
        let span = reading.words.span(content);
        let taken = |said: &Attribution| said.content.iter().chain(&said.cue).any(|part| part.overlaps(span));
        if found.iter().any(taken) {
            continue;
        }
        let quotation = reading.quotations.iter().find(|quotation| quotation.inner.overlaps(span));
        let whole = quotation.filter(|quotation| quotation.inner.start <= span.start);
        let content = vec![whole.map_or(span, |quotation| quotation.inner).trim(reading.words.text)];
        let (speaker, joint) = speakers(reading, actors, &source);
        found.push(Attribution {
            source: vec![reading.words.span(source)],
            cue: vec![reading.words.span(cue..cue + 1)],
            mode: if content.is_empty() { Mode::Indirect } else { mode(reading, &content) },
            content,
            act: Act::Asserts,
            hedges: Vec::new(),
            to: None,
            speaker,
            joint,
        });
    }
    found.sort_by_key(|said| said.cue.first().copied());
}

/// Source, cue and content of a line.
fn line(
    reading: &Reading<'_>,
    words: Range<usize>,
    heading: bool,
) -> Option<(Range<usize>, usize, Range<usize>)> {
    let colon = words.clone().take(LONGEST_SPEAKER + 1).find(|&at| reading.lower(at) == ":");
    let bare = |part: &Range<usize>| {
        part.end.checked_sub(1).filter(|&end| end >= part.start).is_some_and(|end| {
            part.len() <= LONGEST_ROLE
                && part.clone().all(|at| reading.words.all[at].is_word())
                && (is_head(reading.lower(end)) || source_plural(reading.lower(end)))
        })
    };
    if let Some(colon) = colon.filter(|&colon| colon > words.start && colon + 1 < words.end) {
        let source = words.start..colon;
        let mut first = colon + 1;
        while first < words.end && !reading.words.all[first].is_word() && reading.inside[first].is_none() {
            first += 1;
        }
        let plain = source.clone().all(|at| reading.inside[at].is_none());
        let quoted = first > colon + 1 && first < words.end && reading.inside[first].is_some();
        // "Police: “…”": the quotation opens right behind the colon.
        let clause = speaks(reading, &source) || reading.holds_clause(source.start, source.end);
        if quoted && plain && reading.is_speaker(&source) && !clause {
            let last = (first..words.end).rev().find(|&at| reading.inside[at] == reading.inside[first])?;
            return Some((source, colon, first..last + 1));
        }
        let said = first..words.end;
        if heading && plain && bare(&source) && said.len() >= FEWEST_WORDS && !ends(reading, &words) {
            return Some((source, colon, said));
        }
    }
    // "Crossing to stay shut until June: governor".
    let last = words
        .clone()
        .rev()
        .take(LONGEST_ROLE + 1)
        .find(|&at| matches!(reading.lower(at), ":" | "–" | "—" | "-"))?;
    let source = last + 1..words.end;
    let lower = source.clone().all(|at| !reading.words.all[at].is_capital());
    let said = words.start..last;
    (heading && lower && bare(&source) && said.len() >= FEWEST_WORDS).then_some((source, last, said))
}

/// Whether a verb of speech stands there: the other rules read it.
fn speaks(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|at| {
        !reading.words.all[at].is_capital()
            && super::cue::verb(reading.lower(at)).is_some_and(|(verb, _)| verb.speaks())
    })
}

/// Whether the line ends as a sentence does.
fn ends(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    words.end.checked_sub(1).is_some_and(|last| matches!(reading.lower(last), "." | "!"))
}

#[cfg(test)]
mod tests {
    use crate::{actors, attributions};

    fn check(text: &str, want: &[&str]) {
        let join = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        let found: Vec<String> = attributions(text, &actors(text))
            .iter()
            .map(|said| format!("{} | {} | {}", join(&said.source), join(&said.cue), join(&said.content)))
            .collect();
        assert_eq!(found, want, "{text}");
    }

    use firsthand_text::Span;

    #[test]
    fn labels() {
        check(
            "Road shut\n\nEyewitness Paul Adeo: \"The roof simply folded.\"",
            &["Eyewitness Paul Adeo | : | The roof simply folded."],
        );
        check(
            "Minister: no tax rise before the vote\n\nIt rained.",
            &["Minister | : | no tax rise before the vote"],
        );
        check(
            "Crossing to stay shut until June: governor\n\nIt rained.",
            &["governor | : | Crossing to stay shut until June"],
        );
        // A topic, a list, a time: no speakers.
        check("Kessia: army takes town\n\nIt rained.", &[]);
        check("Three things we learnt: rain, wind and snow\n\nIt rained.", &[]);
        check("The facts: “Dam” is an old word.\n\nIt rained.", &[]);
    }
}
