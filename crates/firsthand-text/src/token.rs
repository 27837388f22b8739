//! Words, numbers and marks by Unicode Annex 29.
//!
//! A word keeps its apostrophes ("Iran’s") and a number its separators ("10,000", "3.5"); a hyphen
//! stands alone ("co", "-", "operation"). White space is no token.

use crate::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Holds a letter.
    Word,
    /// Holds a digit and no letter.
    Number,
    /// Anything else that is not white space.
    Mark,
}

/// One word, number or mark and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text given.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn is_word(self) -> bool {
        self.kind != TokenKind::Mark
    }
}

/// The tokens of `text` in order. Linear in its length.
pub fn tokens(text: &str) -> Vec<Token> {
    text.split_word_bound_indices()
        .filter_map(|(start, piece)| {
            let kind = kind_of(piece)?;
            Some(Token { span: Span::new(start, start + piece.len()), kind })
        })
        .collect()
}

/// The spans of the words and numbers of `text` in order.
pub fn words(text: &str) -> Vec<Span> {
    tokens(text).into_iter().filter(|token| token.is_word()).map(|token| token.span).collect()
}

/// `None` for white space.
fn kind_of(piece: &str) -> Option<TokenKind> {
    let mut kind = None;
    for char in piece.chars() {
        if char.is_alphabetic() {
            return Some(TokenKind::Word);
        } else if char.is_numeric() {
            kind = Some(TokenKind::Number);
        } else if kind.is_none() && !char.is_whitespace() && !char.is_control() {
            kind = Some(TokenKind::Mark);
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let found: Vec<&str> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found.join("|"), want);
    }

    #[test]
    fn splits() {
        check("Iran’s co-operation", "Iran’s|co|-|operation");
        check("some 10,000 (3.5%)", "some|10,000|(|3.5|%|)");
        check(" \n\u{a0}\t", "");
        check("“Yes,” he said.", "“|Yes|,|”|he|said|.");
        assert_eq!(words("a – 1").len(), 2);
    }
}
