//! What scripts other than Latin need before words can be compared.
//!
//! In: characters. Out: whether a script puts spaces between words, which marks belong to the letter
//! before them, and one letter for those that newsrooms exchange freely: Arabic alef with and without
//! hamza, Hebrew and Arabic with and without vowel points, Cyrillic ё and е, Greek with and without
//! accents, digits of any script.
//!
//! Known gaps: Turkish dotless i, and letters that one language keeps apart and another does not.

use crate::fold_char;
use unicode_normalization::char::{compose, is_combining_mark};

/// Whether `char` is a letter or mark of a script that puts no space between words: Han, kana, Thai,
/// Lao, Khmer, Burmese. Their digits are not.
pub fn is_unspaced(char: char) -> bool {
    char >= '\u{e00}'
        && !char.is_numeric()
        && matches!(char, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// Whether `char` is of a script whose sentences end in a space, if in anything: Thai and Lao.
pub(crate) fn ends_in_space(char: char) -> bool {
    matches!(char, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{eb9}' | '\u{ebb}'..='\u{ece}')
}

/// Whether `char` stands on, under or within the letter before it (a combining mark), or is an
/// invisible joiner: it belongs to the word that it follows.
pub fn is_attached(char: char) -> bool {
    !char.is_ascii()
        && (matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
            || is_combining_mark(char))
}

/// Appends `char` to a word in the form that is compared: as [`fold_char`], and one letter for those
/// that are exchanged freely. An accent that follows its letter is joined to it.
pub fn fold_letter(char: char, out: &mut String) {
    if char.is_ascii() {
        return fold_char(char, out);
    }
    if let Some(digit) = digit(char) {
        out.push(digit);
        return;
    }
    if ('\u{300}'..='\u{36f}').contains(&char) {
        // Greek drops its accents as capitals do; other letters keep theirs.
        if let Some(last) = out.pop() {
            out.push(compose(last, char).map_or(last, plain));
        }
        return;
    }
    let start = out.len();
    fold_char(char, out);
    if out[start..].chars().any(|char| is_dropped(char) || plain(char) != char) {
        let plain: String = out[start..].chars().filter(|&char| !is_dropped(char)).map(plain).collect();
        out.truncate(start);
        out.push_str(&plain);
    }
}

/// Vowel points, cantillation, tatweel and nukta: printed or not as the house likes.
fn is_dropped(char: char) -> bool {
    matches!(char, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}')
}

/// One letter for several.
fn plain(char: char) -> char {
    match char {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' | 'ہ' | 'ە' => 'ه',
        'ک' => 'ك',
        'ё' => 'е',
        'ς' => 'σ',
        'ά' | 'ἀ' | 'ἁ' | 'ὰ' | 'ᾶ' => 'α',
        'έ' | 'ἐ' | 'ἑ' | 'ὲ' => 'ε',
        'ή' | 'ἠ' | 'ἡ' | 'ὴ' | 'ῆ' => 'η',
        'ί' | 'ϊ' | 'ΐ' | 'ἰ' | 'ἱ' | 'ὶ' | 'ῖ' => 'ι',
        'ό' | 'ὀ' | 'ὁ' | 'ὸ' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' | 'ὐ' | 'ὑ' | 'ὺ' | 'ῦ' => 'υ',
        'ώ' | 'ὠ' | 'ὡ' | 'ὼ' | 'ῶ' => 'ω',
        'ँ' => 'ं',
        other => other,
    }
}

/// The ASCII digit of a digit of another script.
fn digit(char: char) -> Option<char> {
    const ZEROS: [char; 14] = [
        '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
        '\u{ce6}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}',
    ];
    let zero = ZEROS.into_iter().rev().find(|&zero| zero <= char)?;
    let value = char as u32 - zero as u32;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let mut folded = String::new();
        text.chars().for_each(|char| fold_letter(char, &mut folded));
        assert_eq!(folded, want, "{text:?}");
    }

    #[test]
    fn letters_that_are_exchanged() {
        check("أحمد", "احمد");
        check("مُحَمَّد", "محمد");
        check("مدرسة", "مدرسه");
        check("שָׁלוֹם", "שלום");
        check("Ещё", "еще");
        check("Ποταμός", "ποταμοσ");
        check("ΠΟΤΑΜΟΣ", "ποταμοσ");
        check("٣٤۵६๗", "34567");
        check("ज़मीन", "जमीन");
        check("e\u{301}t\u{e9}", "été");
        check("Zoë", "zoë");
        check("ＡＢ１", "ab1");
    }

    #[test]
    fn marks_belong_to_letters() {
        for char in ['\u{301}', '\u{e49}', '\u{94d}', '\u{200c}', '\u{651}'] {
            assert!(is_attached(char), "{char:?}");
        }
        for char in ['a', 'ก', '-', 'é', '中'] {
            assert!(!is_attached(char), "{char:?}");
        }
        assert!(is_unspaced('中') && is_unspaced('ก') && is_unspaced('の') && !is_unspaced('한'));
    }
}
