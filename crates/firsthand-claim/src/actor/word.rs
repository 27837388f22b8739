//! Words as the rules for names and speech want them, sentence by sentence.
//!
//! In: a text. Out: its words in order with possessives split off ("Iran" + "’s"), hyphenated
//! compounds joined ("president-elect") and the stop of an abbreviation taken in ("U.S.", "Mr."),
//! and for each sentence the range of its words and the number of its paragraph.
//!
//! Known gaps: a plural possessive ("parties’") keeps its apostrophe as a mark of its own, since it
//! can't be told from a closing quotation mark here.

use firsthand_text::{Span, TokenKind, sentences, tokens};
use std::ops::Range;

/// One word, number or mark.
#[derive(Clone, Debug)]
pub(crate) struct Word<'t> {
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    /// Lower case, curly apostrophes straightened, without a last full stop.
    pub(crate) lower: String,
    pub(crate) kind: TokenKind,
}

impl Word<'_> {
    /// Whether it is a word that begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a possessive ending.
    pub(crate) fn is_possessive(&self) -> bool {
        self.lower == "'s"
    }

    /// Whether it is all capitals, of two letters or more ("NATO", "U.S.").
    pub(crate) fn is_acronym(&self) -> bool {
        self.kind == TokenKind::Word
            && self.text.chars().filter(|c| c.is_alphabetic()).count() > 1
            && self.text.chars().all(|c| c.is_uppercase() || c == '.' || c == '-' || c.is_numeric())
    }

    /// Whether it is a word or a number.
    pub(crate) fn is_word(&self) -> bool {
        self.kind != TokenKind::Mark
    }
}

/// A sentence: its words and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) words: Range<usize>,
    /// Counts from 0; a line break between two sentences parts paragraphs.
    pub(crate) paragraph: usize,
}

/// The words of a text and its sentences.
#[derive(Clone, Debug)]
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) all: Vec<Word<'t>>,
    pub(crate) sentences: Vec<Sentence>,
}

impl<'t> Words<'t> {
    /// Cuts `text` into words and sentences. Linear.
    pub(crate) fn new(text: &'t str) -> Words<'t> {
        let all = words(text);
        let mut found = Vec::new();
        let (mut at, mut paragraph, mut last) = (0, 0, 0);
        for span in sentences(text) {
            if text.get(last..span.start).is_some_and(|gap| gap.contains('\n')) && last > 0 {
                paragraph += 1;
            }
            last = span.end;
            let first = at;
            while at < all.len() && all[at].span.start < span.end {
                at += 1;
            }
            for start in (first..at).step_by(LONGEST_SENTENCE) {
                found.push(Sentence { words: start..at.min(start + LONGEST_SENTENCE), paragraph });
            }
        }
        Words { text, all, sentences: found }
    }

    /// The lower-case form of word `at`, `""` past the end.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |word| &word.lower)
    }

    /// The span from word `from` up to word `to`, exclusive.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match (self.all.get(range.start), range.end.checked_sub(1).and_then(|last| self.all.get(last))) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(0, 0),
        }
    }
}

/// Most words of a sentence; a longer one (a list, a page without marks) is cut, so that no rule that
/// looks ahead to its end costs more than this. News has sentences of 150 words at most.
const LONGEST_SENTENCE: usize = 400;

fn words(text: &str) -> Vec<Word<'_>> {
    let tokens = tokens(text);
    let mut out: Vec<Word<'_>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let (mut span, mut kind) = (tokens[at].span, tokens[at].kind);
        at += 1;
        if kind != TokenKind::Mark {
            // Compounds: a hyphen or joint that touches words on both sides.
            while at + 1 < tokens.len()
                && tokens[at].span.start == span.end
                && tokens[at + 1].span.start == tokens[at].span.end
                && tokens[at + 1].kind != TokenKind::Mark
                && matches!(tokens[at].span.of(text), "-" | "‑" | "‐" | "&")
            {
                span = span.cover(tokens[at + 1].span);
                if tokens[at + 1].kind == TokenKind::Word {
                    kind = TokenKind::Word;
                }
                at += 2;
            }
            let dotted =
                at < tokens.len() && tokens[at].span.start == span.end && tokens[at].span.of(text) == ".";
            if kind == TokenKind::Word && dotted && is_abbreviation(span.of(text)) {
                span = span.cover(tokens[at].span);
                at += 1;
            }
        }
        let whole = span.of(text);
        let ending = ["'s", "’s", "'S", "’S"]
            .into_iter()
            .find(|ending| whole.len() > ending.len() && whole.ends_with(ending));
        match ending {
            Some(ending) if kind == TokenKind::Word => {
                let cut = span.end - ending.len();
                out.push(word(text, Span::new(span.start, cut), kind));
                out.push(word(text, Span::new(cut, span.end), TokenKind::Mark));
            }
            _ => out.push(word(text, span, kind)),
        }
    }
    out
}

fn word(text: &str, span: Span, kind: TokenKind) -> Word<'_> {
    let of = span.of(text);
    let lower = of.to_lowercase().replace('’', "'");
    let lower = if lower.len() > 1 { lower.trim_end_matches('.').to_owned() } else { lower };
    Word { span, text: of, lower, kind }
}

/// "U.S", "J", "Mr": words that a full stop belongs to.
fn is_abbreviation(word: &str) -> bool {
    let initials =
        word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    initials
        || firsthand_text::language::en::abbreviation(word)
            == Some(firsthand_text::language::en::Abbreviation::BeforeName)
            && word.chars().count() < 6
            && !matches!(word, "no" | "art")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let words = Words::new(text);
        let found: Vec<&str> = words.all.iter().map(|word| word.text).collect();
        assert_eq!(found.join("|"), want);
    }

    #[test]
    fn splits() {
        check("Velmora’s president-elect left.", "Velmora|’s|president-elect|left|.");
        check("The U.S. said Mr. Orr", "The|U.S.|said|Mr.|Orr");
        check("co-operation - no", "co-operation|-|no");
        check("the parties’ wish", "the|parties|’|wish");
    }

    #[test]
    fn paragraphs() {
        let words = Words::new("One came. Two left.\n\nThree stayed.");
        let found: Vec<usize> = words.sentences.iter().map(|sentence| sentence.paragraph).collect();
        assert_eq!(found, [0, 0, 1]);
    }
}
