//! Quotations that a name is written under: “…” — Ann Orr.
//!
//! In: a reading and what was found in it. Out: those quotations too. The name stands alone behind a
//! dash, on the line of the closing mark or on the next, and is all that the line holds.

use super::quotation::Quotation;
use super::reading::Reading;
use super::{Attribution, Mode, speakers};
use crate::{Act, Actor};
use firsthand_text::Span;

/// Most words of a signature: a name with an office or a place.
const LONGEST_NAME: usize = 10;

/// Most bytes of a line that can be a signature.
const LONGEST_LINE: usize = 120;

pub(super) fn add(reading: &Reading<'_>, actors: &[Actor], found: &mut Vec<Attribution>) {
    for quotation in &reading.quotations {
        let held = |said: &Attribution| said.content.iter().any(|part| part.overlaps(quotation.inner));
        let Some((dash, name)) = signature(reading.words.text, quotation) else { continue };
        if found.iter().any(held) {
            continue;
        }
        let all = &reading.words.all;
        let first = all.partition_point(|word| word.span.end <= name.start);
        let len = all[first..].iter().take_while(|word| word.span.start < name.end).count();
        let (speaker, joint) = speakers(reading, actors, &(first..first + len));
        found.push(Attribution {
            source: vec![name],
            cue: vec![dash],
            content: vec![quotation.inner.trim(reading.words.text)],
            mode: Mode::Direct,
            act: Act::Asserts,
            hedges: Vec::new(),
            to: None,
            speaker,
            joint,
        });
    }
    found.sort_by_key(|said| said.cue.first().copied());
}

/// The dash and the name behind a quotation.
fn signature(text: &str, quotation: &Quotation) -> Option<(Span, Span)> {
    if quotation.open_ended || quotation.inner.of(text).split_whitespace().nth(1).is_none() {
        return None;
    }
    let rest = text.get(quotation.span.end..)?;
    let before = rest.len() - rest.trim_start().len();
    if rest[..before].matches('\n').count() > 1 {
        return None;
    }
    let rest = &rest[before..];
    let dash = rest.find(|char| !matches!(char, '―' | '—' | '–' | '-'))?;
    let line = rest.lines().next()?;
    let name = line.get(dash..)?.trim();
    let fits = dash > 0
        && line.len() <= LONGEST_LINE
        && name.split_whitespace().count() <= LONGEST_NAME
        && name.starts_with(char::is_uppercase)
        && !name.trim_end_matches('.').ends_with(['!', '?', ':', ',', ';'])
        && !name.contains(['“', '”', '"'])
        && names(name);
    if !fits {
        return None;
    }
    let start = quotation.span.end + before;
    let name_start = start + line[dash..].find(name)? + dash;
    let name = name.trim_end_matches('.');
    Some((Span::new(start, start + dash), Span::new(name_start, name_start + name.len())))
}

/// Whether the first part, up to a comma, is a name and no clause: capitals and small joining words.
fn names(line: &str) -> bool {
    let first = line.split([',', '(']).next().unwrap_or("");
    first.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase)
            || [
                "de", "da", "di", "la", "le", "van", "von", "der", "den", "al", "el", "bin", "ibn", "of",
                "the",
            ]
            .contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use crate::{actors, attributions};

    fn check(text: &str, want: &[&str]) {
        let found: Vec<String> = attributions(text, &actors(text))
            .iter()
            .map(|said| {
                let join = |spans: &[firsthand_text::Span]| {
                    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
                };
                format!("{} | {} | {}", join(&said.source), join(&said.cue), join(&said.content))
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn signatures() {
        check("“The dam will hold.” — Ann Orr", &["Ann Orr | — | The dam will hold."]);
        check(
            "“The dam will hold.”\n― Ann Orr, mayor of Brask.\nMore.",
            &["Ann Orr, mayor of Brask | ― | The dam will hold."],
        );
        check("\"The dam will hold.\" - Ludwig van Orr", &["Ludwig van Orr | - | The dam will hold."]);
        check("“The dam will hold.” — a line that nobody signed", &[]);
        check("The “dam” — Brask has three", &[]);
        check("“The dam” — Brask has three of that name, and they hold", &[]);
    }
}
