//! What the text of a block is like, whatever its words mean.
//!
//! In: a text. Out: counts and shares of words, marks, figures and capitals, which are alike in prose
//! of any language that has them.

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

/// Looks at a text.
pub(super) fn look(text: &str) -> Look {
    let mut look =
        Look { stops: crate::furniture::stops(text), colon: text.ends_with(':'), ..Look::default() };
    let (mut letters, mut seen, mut inside, mut words, mut capitalised) = (0.0f32, 0.0f32, false, 0.0, 0.0);
    let mut before = ' ';
    for (i, c) in text.chars().take(LOOK_AT).enumerate() {
        seen += 1.0;
        if i == 0 {
            look.begins = match c {
                _ if c.is_lowercase() => 1.0,
                _ if c.is_uppercase() => 2.0,
                _ if c.is_numeric() => 3.0,
                '"' | '“' | '‘' | '\'' | '«' | '„' => 4.0,
                '•' | '-' | '–' | '—' | '*' | '·' => 5.0,
                _ if c.is_alphabetic() => 2.0,
                _ => 0.0,
            };
        }
        if c.is_alphanumeric() {
            letters += 1.0;
            if !inside {
                words += 1.0;
                capitalised += f32::from(u8::from(c.is_uppercase()));
            }
            look.capitals += f32::from(u8::from(c.is_uppercase()));
            look.figures += f32::from(u8::from(c.is_numeric()));
            inside = true;
        } else {
            inside = inside && matches!(c, '\'' | '’' | '-');
            look.commas += f32::from(u8::from(matches!(c, ',' | ';' | '،' | '、' | '，')));
            look.sentences += f32::from(u8::from(c == ' ' && matches!(before, '.' | '!' | '?' | '”' | '"')));
            look.marks +=
                f32::from(u8::from(matches!(c, '|' | '·' | '•' | '»' | '›' | '©' | '@' | '#' | '/' | '→')));
            look.quoted |= matches!(c, '“' | '”' | '"' | '«' | '»' | '„');
        }
        before = c;
    }
    let per_word = |sum: f32| sum / f32::max(words, 1.0);
    look.commas = per_word(look.commas);
    look.marks = per_word(look.marks);
    look.capitalised = per_word(capitalised);
    look.word_length = per_word(letters);
    look.figures /= seen.max(1.0);
    look.capitals /= seen.max(1.0);
    look.words = words * (text.len() as f32 / text.len().clamp(1, LOOK_AT) as f32);
    look
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
