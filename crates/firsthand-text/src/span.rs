//! Half-open byte ranges, and their conversion to character offsets.

/// A half-open range of bytes on character boundaries; it only means something with its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never below `start`.
    pub end: usize,
}

impl Span {
    /// The bytes `start..end`. An `end` below `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// The words under the span, `""` when it lies outside of `text` or cuts a character.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved right by `by` bytes.
    pub fn shift(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// Byte offsets of one text to Unicode character offsets and back.
///
/// Costs one pass to build and at most 256 bytes a look-up.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Characters that begin before byte `256 * i`.
    before: Vec<u32>,
}

const STEP: usize = 256;

impl<'t> Offsets<'t> {
    /// Counts the characters of `text` once.
    pub fn new(text: &'t str) -> Offsets<'t> {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(count);
            count += chunk.iter().filter(|&&byte| starts_char(byte)).count() as u32;
        }
        before.push(count);
        Offsets { text, before }
    }

    /// Characters that begin before byte `byte`; the length in characters when it is past the end.
    pub fn to_char(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STEP;
        let rest = &self.text.as_bytes()[block * STEP..byte];
        self.before[block] as usize + rest.iter().filter(|&&byte| starts_char(byte)).count()
    }

    /// The byte at which character `char` begins; the length in bytes when it is past the end.
    pub fn to_byte(&self, char: usize) -> usize {
        let block = self.before.partition_point(|&count| count as usize <= char).saturating_sub(1);
        let mut left = char - self.before[block] as usize;
        for (at, &byte) in self.text.as_bytes().iter().enumerate().skip(block * STEP) {
            if starts_char(byte) {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// `(start, end)` of `span` in characters.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.to_char(span.start), self.to_char(span.end))
    }
}

fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn trims_and_covers() {
        let text = "  a “b” ";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "a “b”");
        assert_eq!(Span::new(3, 1), Span::new(3, 3));
        assert_eq!(Span::new(1, 2).cover(Span::new(5, 6)), Span::new(1, 6));
        assert_eq!(Span::new(4, 99).of(text), "");
    }

    proptest! {
        #[test]
        fn offsets_go_both_ways(text in "\\PC{0,700}") {
            let offsets = Offsets::new(&text);
            for (char, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.to_char(byte), char);
                prop_assert_eq!(offsets.to_byte(char), byte);
            }
            prop_assert_eq!(offsets.to_char(text.len()), text.chars().count());
            prop_assert_eq!(offsets.to_byte(text.chars().count()), text.len());
        }
    }
}
