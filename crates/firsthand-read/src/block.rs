//! The units that pages are judged by: a line or paragraph of plain text, a block element of HTML.

use crate::FurnitureKind;
use firsthand_text::Span;

/// A run of text that is either article or furniture, never both.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its place, without white space at the ends.
    pub(crate) span: Span,
    /// What the page's markup says of it.
    pub(crate) hint: Hint,
}

/// What markup says of a block; all silent for plain text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hint {
    /// Kind by the element it stands in (navigation, footer, comments …), with the reason in words.
    pub(crate) kind: Option<(FurnitureKind, String)>,
    /// Heading level, 0 for none.
    pub(crate) heading: u8,
    /// Whether it is an item of a list.
    pub(crate) list: bool,
    /// Whether the model of web pages holds it to be article, and how sure it is that it is, in
    /// `0.0..=1.0`; `None` for other text.
    pub(crate) article: Option<(bool, f32)>,
    /// Share of its characters that are links, in `0.0..=1.0`.
    pub(crate) linked: f32,
    /// Letters and figures in it that are no link.
    pub(crate) unlinked: usize,
    /// Number of links in it.
    pub(crate) links: usize,
    /// Share of its characters that are bold or in large type, in `0.0..=1.0`.
    pub(crate) strong: f32,
    /// The innermost box (division, section, cell of a table) that holds it.
    pub(crate) within: Option<usize>,
    /// Whether an element's class calls it the line under the headline.
    pub(crate) dek: bool,
}

impl Hint {
    /// Whether markup says nothing that tells article from furniture.
    pub(crate) fn is_silent(&self) -> bool {
        self.kind.is_none() && self.heading == 0 && self.article.is_none() && self.links == 0 && !self.list
    }
}

/// Most characters of a line in hard-wrapped text. Terminals and mailers wrap at 64 to 80.
const WRAPPED_AT_MOST: usize = 100;

/// Fewest characters of a line that was wrapped rather than ended.
const WRAPPED_AT_LEAST: usize = 40;

/// Fewest wrapped lines that make a text a hard-wrapped one; less may be verse or a list.
const FEWEST_WRAPPED: usize = 4;

/// The blocks of a plain text: its non-blank lines, joined where the text is hard-wrapped.
pub(crate) fn lines(text: &str) -> Vec<Block> {
    let mut found: Vec<(Span, bool)> = Vec::new();
    let (mut at, mut gap) = (0, true);
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len() + 1;
        if is_blank(span.of(text)) {
            gap = true;
        } else {
            found.push((span, gap));
            gap = false;
        }
    }
    let wrapped = is_wrapped(text, &found);
    let mut blocks: Vec<Block> = Vec::new();
    for (i, (span, gap)) in found.iter().enumerate() {
        match blocks.last_mut() {
            Some(last) if wrapped && !gap && continues(text, found[i - 1].0, *span) => {
                last.span = last.span.cover(*span);
            }
            _ => blocks.push(Block { span: *span, hint: Hint::default() }),
        }
    }
    blocks
}

/// White space and invisible characters only.
pub(crate) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
    })
}

/// Whether lines were broken at a fixed width: most lines that are followed by another without a
/// blank between are of middle length and don't end a sentence, and no line is long.
fn is_wrapped(text: &str, lines: &[(Span, bool)]) -> bool {
    let length = |span: Span| span.of(text).chars().count();
    let (mut followed, mut wrapped) = (0usize, 0usize);
    for pair in lines.windows(2) {
        if !pair[1].1 {
            followed += 1;
            let long = length(pair[0].0);
            wrapped += usize::from(
                (WRAPPED_AT_LEAST..=WRAPPED_AT_MOST).contains(&long)
                    && !pair[0].0.of(text).ends_with(['.', ':', '!', '?']),
            );
        }
    }
    let too_long = lines.iter().filter(|(span, _)| length(*span) > WRAPPED_AT_MOST).count();
    wrapped >= FEWEST_WRAPPED && wrapped * 10 >= followed * 6 && too_long * 20 <= lines.len()
}

/// Whether `next` goes on with the paragraph of `line`: the line is full, and the next one is not
/// the start of a list item.
fn continues(text: &str, line: Span, next: Span) -> bool {
    let full = line.of(text).chars().count() >= WRAPPED_AT_LEAST;
    full && !next.of(text).starts_with(['•', '*', '–', '—', '·'])
}

#[cfg(test)]
mod tests {
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = super::lines(text).iter().map(|block| block.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn splits_lines() {
        check("", &[]);
        check("One.\r\n\r\n Two. \nThree", &["One.", "Two.", "Three"]);
        check("A\n\u{200b}\nB", &["A", "B"]);
    }

    #[test]
    fn joins_wrapped_lines() {
        let text = "The ferry was late again on Tuesday because of the\nheavy wind that has blown over the strait since the\nbeginning of the month, the harbour office has said\nin a short note to passengers and to the island's\nshops.\n\nNobody was hurt and the goods that were on board the\nvessel had come to no harm.";
        assert_eq!(super::lines(text).len(), 2);
    }
}
