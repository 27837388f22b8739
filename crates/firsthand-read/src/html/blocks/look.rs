//! What the text of a block is like, whatever its words mean.
//!
//! In: a text. Out: counts and shares of words, marks, figures and capitals, which are alike in prose
//! of any language that has them.

use std::sync::LazyLock;

/// What the text of a block is like.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) words: f32,
    pub(super) stops: bool,
    pub(super) colon: bool,
    pub(super) begins: f32,
    pub(super) commas: f32,
    pub(super) sentences: f32,
    pub(super) figures: f32,
    pub(super) capitals: f32,
    pub(super) capitalised: f32,
    pub(super) word_length: f32,
    pub(super) marks: f32,
    pub(super) quoted: bool,
}

/// Characters of a text that are looked at; what follows is like what was before.
const LOOK_AT: usize = 2000;

/// What a character is, a bit each.
const WORD: u8 = 1;
const CAPITAL: u8 = 2;
const FIGURE: u8 = 4;
const COMMA: u8 = 8;
const MARK: u8 = 16;
const QUOTE: u8 = 32;
/// Joins what stands around it to one word.
const JOINT: u8 = 64;
/// Ends a sentence before a space.
const END: u8 = 128;

/// [`bits`] of ASCII.
static ASCII: LazyLock<[u8; 128]> =
    LazyLock::new(|| std::array::from_fn(|byte| bits(char::from(byte as u8))));

fn bits(c: char) -> u8 {
    let flag = |is: bool, bit: u8| if is { bit } else { 0 };
    flag(c.is_alphanumeric(), WORD)
        | flag(c.is_uppercase(), CAPITAL)
        | flag(c.is_numeric(), FIGURE)
        | flag(matches!(c, ',' | ';' | '،' | '、' | '，'), COMMA)
        | flag(matches!(c, '|' | '·' | '•' | '»' | '›' | '©' | '@' | '#' | '/' | '→'), MARK)
        | flag(matches!(c, '“' | '”' | '"' | '«' | '»' | '„'), QUOTE)
        | flag(matches!(c, '\'' | '’' | '-'), JOINT)
        | flag(matches!(c, '.' | '!' | '?' | '”' | '"'), END)
}

/// Looks at a text.
pub(super) fn look(text: &str) -> Look {
    let ascii = &*ASCII;
    let mut inside = false;
    let (mut letters, mut seen, mut words, mut capitalised) = (0u32, 0u32, 0u32, 0u32);
    let (mut capitals, mut figures, mut commas, mut marks, mut sentences) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let (mut all, mut before) = (0u8, 0u8);
    let one = |bits: u8, bit: u8| u32::from(bits & bit != 0);
    for c in text.chars().take(LOOK_AT) {
        seen += 1;
        let bits = ascii.get(c as usize).copied().unwrap_or_else(|| bits(c));
        if bits & WORD != 0 {
            letters += 1;
            if !inside {
                words += 1;
                capitalised += one(bits, CAPITAL);
            }
            capitals += one(bits, CAPITAL);
            figures += one(bits, FIGURE);
            inside = true;
        } else {
            inside = inside && bits & JOINT != 0;
            commas += one(bits, COMMA);
            marks += one(bits, MARK);
            sentences += u32::from(c == ' ' && before & END != 0);
            all |= bits;
        }
        before = bits;
    }
    let share = |part: u32, whole: u32| part as f32 / whole.max(1) as f32;
    Look {
        words: words as f32 * (text.len() as f32 / text.len().clamp(1, LOOK_AT) as f32),
        stops: crate::furniture::stops(text),
        colon: text.ends_with(':'),
        begins: text.chars().next().map_or(0.0, beginning),
        commas: share(commas, words),
        sentences: sentences as f32,
        figures: share(figures, seen),
        capitals: share(capitals, seen),
        capitalised: share(capitalised, words),
        word_length: share(letters, words),
        marks: share(marks, words),
        quoted: all & QUOTE != 0,
    }
}

/// What a text begins with, as a number.
fn beginning(c: char) -> f32 {
    match c {
        _ if c.is_lowercase() => 1.0,
        _ if c.is_uppercase() => 2.0,
        _ if c.is_numeric() => 3.0,
        '"' | '“' | '‘' | '\'' | '«' | '„' => 4.0,
        '•' | '-' | '–' | '—' | '*' | '·' => 5.0,
        _ if c.is_alphabetic() => 2.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks() {
        let found = look("“The dam, which broke, has 12 gates.” He left.");
        assert_eq!((found.words, found.stops, found.quoted, found.begins), (9.0, true, true, 4.0));
        assert_eq!((found.commas * 9.0).round(), 2.0);
        let menu = look("Ships | Trade | Letters");
        assert!(menu.marks > 0.6 && menu.capitalised == 1.0 && !menu.stops);
        assert_eq!(look("").words, 0.0);
        assert!((look(&"word ".repeat(5000)).words - 5000.0).abs() < 50.0);
    }
}
