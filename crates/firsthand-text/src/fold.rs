//! The form used for comparing: case, quotation marks, dashes, spaces and compatibility forms.
//!
//! Two spellings that a reader would call the same fold to the same string. Every byte of the
//! folded string knows the character it came from.

use crate::Span;
use unicode_normalization::UnicodeNormalization;

/// A folded text and the way back to the original characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    string: String,
    /// For each byte of `string`, the original byte at which its character began; one more at the end.
    from: Vec<u32>,
}

impl Folded {
    /// Folds `text`: NFKC character by character, lower case, one kind of quotation mark, dash and
    /// space; runs of white space become one space; soft hyphens and zero-width marks vanish.
    ///
    /// Linear. Texts over 4 GiB are cut at that length.
    pub fn new(text: &str) -> Folded {
        let mut string = String::with_capacity(text.len());
        let mut from = Vec::with_capacity(text.len() + 1);
        for (at, char) in text.char_indices().take_while(|(at, _)| *at < u32::MAX as usize) {
            let before = string.len();
            fold_char(char, &mut string);
            if &string[before..] == " " && string[..before].ends_with(' ') {
                string.truncate(before);
            }
            from.resize(string.len(), at as u32);
        }
        from.push(text.len().min(u32::MAX as usize) as u32);
        Folded { string, from }
    }

    /// The folded characters.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The original characters under `span` of the folded string.
    pub fn original(&self, span: Span) -> Span {
        let at = |byte: usize| self.from[byte.min(self.from.len() - 1)] as usize;
        Span::new(at(span.start), at(span.end))
    }
}

/// [`Folded`] without the way back: the same characters, for a third of the work.
pub fn folded(text: &str) -> String {
    let mut bytes: Vec<u8> = Vec::with_capacity(text.len());
    let mut several = String::new();
    let mut rest = text;
    while let Some(&first) = rest.as_bytes().first() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        for byte in rest[..ascii].bytes() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => space(&mut bytes),
                b'`' => bytes.push(b'\''),
                _ => bytes.push(byte.to_ascii_lowercase()),
            }
        }
        rest = &rest[ascii..];
        if first.is_ascii() {
            continue;
        }
        let Some(char) = rest.chars().next() else { break };
        several.clear();
        fold_char(char, &mut several);
        if several == " " {
            space(&mut bytes);
        } else {
            bytes.extend_from_slice(several.as_bytes());
        }
        rest = &rest[char.len_utf8()..];
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Adds a space, unless one is there.
fn space(bytes: &mut Vec<u8>) {
    if bytes.last() != Some(&b' ') {
        bytes.push(b' ');
    }
}

/// Appends the folded form of one character: nothing, one character or several.
#[inline]
pub fn fold_char(char: char, out: &mut String) {
    if char.is_ascii() {
        match char {
            '`' => out.push('\''),
            '\t' | '\n' | '\r' | '\x0b' | '\x0c' => out.push(' '),
            _ => out.push(char.to_ascii_lowercase()),
        }
        return;
    }
    match char {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => {}
        '‘' | '’' | '‚' | '‛' | '´' | 'ʼ' | '‹' | '›' | '′' => out.push('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' => out.push('"'),
        '‐'..='―' | '−' | '﹘' | '－' => out.push('-'),
        _ if char.is_whitespace() => out.push(' '),
        _ => {
            for folded in std::iter::once(char).nfkc() {
                if folded.is_whitespace() {
                    out.push(' ');
                } else {
                    out.extend(folded.to_lowercase());
                }
            }
        }
    }
}

/// `text` without accents, for comparing names that outlets print with and without them.
pub fn unaccented(text: &str) -> String {
    text.nfd().filter(|char| !unicode_normalization::char::is_combining_mark(*char)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, want: &str) {
        assert_eq!(Folded::new(text).as_str(), want);
    }

    #[test]
    fn folds() {
        check("“Don’t” — ok", "\"don't\" - ok");
        check("co\u{ad}operation ﬁne Ⅷ", "cooperation fine viii");
        check("a\u{a0} \n b", "a b");
        check("İ", "i̇");
    }

    #[test]
    fn accents() {
        assert_eq!(unaccented("Dorrín Łužić"), "Dorrin Łuzic");
    }

    #[test]
    fn knows_the_way_back() {
        let text = "A “ﬁne” day";
        let folded = Folded::new(text);
        let at = folded.as_str().find("fine").unwrap();
        assert_eq!(folded.original(Span::new(at, at + 4)).of(text), "ﬁne");
    }

    proptest! {
        #[test]
        fn spans_stay_on_characters(text in "\\PC{0,80}") {
            let folded = Folded::new(&text);
            let mut last = 0;
            for (at, _) in folded.as_str().char_indices() {
                let span = folded.original(Span::new(at, folded.as_str().len()));
                prop_assert!(text.is_char_boundary(span.start) && span.start >= last);
                last = span.start;
            }
        }

        #[test]
        fn both_ways_of_folding_are_one(text in "[a-z`“”’—\u{a0}\u{ad}\t ﬁİ]{0,40}") {
            let both = Folded::new(&text);
            prop_assert_eq!(folded(&text), both.as_str());
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[a-zA-Z“”’—\u{a0} ]{0,40}") {
            let once = Folded::new(&text);
            let twice = Folded::new(once.as_str());
            prop_assert_eq!(once.as_str(), twice.as_str());
        }
    }
}
