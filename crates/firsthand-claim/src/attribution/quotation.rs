//! Pairs quotation marks, paragraph by paragraph.
//!
//! In: a text and the spans of its paragraphs. Out: quotations in order, outermost only. What stands
//! around a mark decides whether it opens or closes, its type only where that leaves a doubt, so that
//! wrongly typed pairs (”so”) and straight marks come out right. A quotation without an end is closed
//! at the end of its paragraph; where the next paragraph opens with a mark, it goes on there.
//!
//! Known gaps: single marks as outer quotation are taken only when both are found; an apostrophe after
//! a plural inside of them closes too early.

use firsthand_text::Span;

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With its marks.
    pub(crate) span: Span,
    /// Without them.
    pub(crate) inner: Span,
    /// No closing mark before the end of the paragraph.
    pub(crate) open_ended: bool,
    /// Goes on from an open-ended quotation of the paragraph before.
    pub(crate) continues: bool,
    pub(crate) paragraph: usize,
}

/// The quotations of `text` in order. Linear.
pub(crate) fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for (paragraph, span) in paragraphs.iter().enumerate() {
        let first = found.len();
        pair(text, *span, paragraph, &mut found);
        let open_before =
            first > 0 && found[first - 1].open_ended && found[first - 1].paragraph + 1 == paragraph;
        let goes_on = paragraphs
            .get(paragraph + 1)
            .is_some_and(|next| next.of(text).starts_with(['"', '“', '”', '„', '«']));
        if let Some(last) = found[first..].last_mut()
            && last.open_ended
            && !goes_on
            && let Some(end) = left_out(last.inner.of(text))
        {
            last.inner.end = last.inner.start + end;
            last.span.end = last.inner.end;
            last.open_ended = false;
        }
        if open_before
            && let Some(quotation) = found.get_mut(first)
            && quotation.span.start == span.start
        {
            quotation.continues = true;
        }
    }
    found
}

#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    double: bool,
    opens: bool,
    closes: bool,
}

fn pair(text: &str, paragraph: Span, number: usize, found: &mut Vec<Quotation>) {
    let mut open: Option<Mark> = None;
    let mut single: Option<Mark> = None;
    let mut push = |open: Mark, close: Option<Mark>| {
        let end = close.map_or(paragraph.end, |close| close.span.end);
        let inner = Span::new(open.span.end, close.map_or(paragraph.end, |close| close.span.start));
        let span = Span::new(open.span.start, end);
        found.push(Quotation {
            span,
            inner,
            open_ended: close.is_none(),
            continues: false,
            paragraph: number,
        });
    };
    for mark in marks(text, paragraph) {
        if mark.double {
            match open {
                None if mark.opens => {
                    single = None;
                    open = Some(mark);
                }
                Some(begin) if mark.closes => {
                    push(begin, Some(mark));
                    open = None;
                }
                // A second opening: the first was never closed, or this one is nested; the outer stays.
                _ => {}
            }
        } else if open.is_none() {
            match single {
                Some(begin) if mark.closes => {
                    push(begin, Some(mark));
                    single = None;
                }
                None if mark.opens => single = Some(mark),
                _ => {}
            }
        }
    }
    if let Some(begin) = open {
        push(begin, None);
    }
}

/// Where the closing mark of an open-ended quotation was left out: at the comma before "she said".
/// `None` when no such words follow.
fn left_out(inner: &str) -> Option<usize> {
    const SAYS: [&str; 4] = ["said", "says", "told", "added"];
    inner.match_indices([',', '?', '!']).find_map(|(at, mark)| {
        let rest = &inner[at + mark.len()..];
        let mut words = rest.split_whitespace().take(LONGEST_SPEAKER);
        let first = words.next()?;
        // ", said Ann Orr", ", she said", ", Ann Orr said".
        let said = SAYS.contains(&first.trim_end_matches(['.', ',', ':']))
            || ((first.starts_with(char::is_uppercase) || ["he", "she", "they"].contains(&first))
                && first != "I"
                && words
                    .take_while(|word| !word.contains([';', '“', '"']))
                    .any(|word| SAYS.contains(&word.trim_end_matches(['.', ',', ':']))));
        let end = if mark == "," { at } else { at + mark.len() };
        said.then_some(end)
    })
}

/// Most words from a comma to the verb of speech behind it.
const LONGEST_SPEAKER: usize = 4;

/// The quotation marks of a paragraph; apostrophes inside of words are none.
fn marks(text: &str, paragraph: Span) -> impl Iterator<Item = Mark> + '_ {
    let inside = paragraph.of(text);
    let mut skip = 0;
    inside.char_indices().filter_map(move |(at, char)| {
        if at < skip {
            return None;
        }
        let mut len = char.len_utf8();
        let mut double = matches!(char, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″');
        let is_single = matches!(char, '\'' | '‘' | '’' | '`' | '‚');
        if is_single && inside[at + len..].starts_with(char) {
            // Two single marks typed for one double mark.
            len *= 2;
            skip = at + len;
            double = true;
        }
        if !double && !is_single {
            return None;
        }
        let before = inside[..at].chars().next_back();
        let after = inside[at + len..].chars().next();
        let left = before.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/') || (is_mark(c) && c != char)
        });
        let right = after.is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '—' | '–' | '-' | '/' | '\u{2026}'
                )
                || is_mark(c)
        });
        let (opens, closes) = match (left, right) {
            (true, false) => (true, false),
            (false, true) => (false, true),
            _ => match char {
                '“' | '„' | '‘' | '«' | '`' => (true, false),
                '”' | '’' | '»' => (false, double || right),
                _ => (double || left, double || right),
            },
        };
        // An apostrophe inside a word, or before a decade.
        if !double && !left && !right {
            return None;
        }
        if !double && char == '’' && left && after.is_some_and(|c| c.is_numeric() || c.is_lowercase()) {
            return None;
        }
        let start = paragraph.start + at;
        Some(Mark { span: Span::new(start, start + len), double, opens, closes })
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '\'' | '‘' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraphs: &[&str], want: &[&str]) {
        let text = paragraphs.join("\n");
        let mut at = 0;
        let mut spans = Vec::new();
        for paragraph in paragraphs {
            spans.push(Span::new(at, at + paragraph.len()));
            at += paragraph.len() + 1;
        }
        let found: Vec<String> = quotations(&text, &spans)
            .iter()
            .map(|q| {
                format!(
                    "{}{}{}",
                    if q.continues { "…" } else { "" },
                    q.inner.of(&text),
                    if q.open_ended { "…" } else { "" }
                )
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn pairs() {
        check(&["“Yes,” she said. “No.”"], &["Yes,", "No."]);
        check(&["\"Yes,\" she said. \"No.\""], &["Yes,", "No."]);
        check(&["a ”wide” road"], &["wide"]);
        check(&["«Yes», she said"], &["Yes"]);
        check(&["''Yes,'' she said"], &["Yes,"]);
        check(&["“The ‘old’ road,” he said"], &["The ‘old’ road,"]);
        check(&["the ‘old’ road’s end"], &["old"]);
        check(&["It’s the boats’ fault"], &[]);
        check(&["“wide”—and “long”"], &["wide", "long"]);
        check(&["“One.", "“Two,” he said."], &["One.…", "…Two,"]);
        check(&["a stray ” mark", "“Two.”"], &["Two."]);
        check(&["\"\"\"", "“"], &["", "…"]);
        check(&["“It fell, said Ann Orr. The road is shut."], &["It fell"]);
        check(&["\"Did it fall? she said."], &["Did it fall?"]);
        check(&["“It fell, said Ann Orr.", "“We ran.”"], &["It fell, said Ann Orr.…", "…We ran."]);
        check(&["“It fell, and he ran."], &["It fell, and he ran.…"]);
    }
}
