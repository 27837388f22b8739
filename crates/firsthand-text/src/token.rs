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
///
/// What lies between two white spaces and is plain ASCII is cut by a table of its own, which a test holds
/// to Annex 29; only the rest goes the long way.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() || bytes[at] == 0x0b {
            at += 1;
            continue;
        }
        let mut end = at;
        let mut plain = true;
        while end < bytes.len() && !(bytes[end].is_ascii_whitespace() || bytes[end] == 0x0b) {
            plain &= bytes[end].is_ascii();
            end += 1;
        }
        if plain {
            ascii(bytes, at, end, &mut found);
        } else {
            // A mark that combines with the spaces before it goes with them.
            let mut from = at;
            if joins_back(text[at..].chars().next()) {
                while from > 0 && bytes[from - 1].is_ascii_whitespace() {
                    from -= 1;
                }
            }
            let pieces = text[from..end].split_word_bound_indices();
            found.extend(pieces.filter_map(|(start, piece)| {
                let kind = kind_of(piece)?;
                Some(Token { span: Span::new(from + start, from + start + piece.len()), kind })
            }));
        }
        at = end;
    }
    found
}

/// Whether a character may combine with the one before it: none of ASCII, of the Latin, Greek and
/// Cyrillic letters, and of the quotation marks and dashes of general punctuation does.
fn joins_back(char: Option<char>) -> bool {
    char.is_some_and(|char| {
        !matches!(
            char,
            '\0'..='\u{7f}'
                | '\u{a1}'..='\u{ac}'
                | '\u{ae}'..='\u{24f}'
                | '\u{391}'..='\u{482}'
                | '\u{2010}'..='\u{2027}'
        )
    })
}

/// Cuts `bytes[at..end]`, ASCII without white space, as Annex 29 does.
fn ascii(bytes: &[u8], mut at: usize, end: usize, found: &mut Vec<Token>) {
    while at < end {
        let start = at;
        let first = bytes[at];
        at += 1;
        if !(first.is_ascii_alphanumeric() || first == b'_') {
            if !first.is_ascii_control() {
                found.push(Token { span: Span::new(start, at), kind: TokenKind::Mark });
            }
            continue;
        }
        let mut letter = first.is_ascii_alphabetic();
        let mut digit = first.is_ascii_digit();
        while at < end {
            let byte = bytes[at];
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                letter |= byte.is_ascii_alphabetic();
                digit |= byte.is_ascii_digit();
                at += 1;
                continue;
            }
            let before = bytes[at - 1];
            let Some(&after) = bytes.get(at + 1).filter(|_| at + 1 < end) else { break };
            let inside_word = matches!(byte, b'.' | b'\'' | b':')
                && before.is_ascii_alphabetic()
                && after.is_ascii_alphabetic();
            let inside_number = matches!(byte, b'.' | b'\'' | b',' | b';')
                && before.is_ascii_digit()
                && after.is_ascii_digit();
            if !inside_word && !inside_number {
                break;
            }
            at += 1;
        }
        let kind = match (letter, digit) {
            (true, _) => TokenKind::Word,
            (false, true) => TokenKind::Number,
            (false, false) => TokenKind::Mark,
        };
        found.push(Token { span: Span::new(start, at), kind });
    }
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
    use proptest::prelude::*;

    fn check(text: &str, want: &str) {
        let found: Vec<&str> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found.join("|"), want);
    }

    /// As Annex 29 has it, piece by piece.
    fn long_way(text: &str) -> Vec<Token> {
        text.split_word_bound_indices()
            .filter_map(|(start, piece)| {
                let kind = kind_of(piece)?;
                Some(Token { span: Span::new(start, start + piece.len()), kind })
            })
            .collect()
    }

    proptest! {
        #[test]
        fn ascii_is_cut_as_by_the_annex(text in "[ -~\t\r\n]{0,30}|[a-z0-9.:;,'_ -]{0,20}") {
            prop_assert_eq!(tokens(&text), long_way(&text));
        }

        #[test]
        fn any_text_is_cut_as_by_the_annex(text in "(\\PC|[a-z0-9.:;,'’“” _-]|\u{301}|\u{200d}|\u{a0}){0,20}") {
            prop_assert_eq!(tokens(&text), long_way(&text));
        }
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
