//! Word lists by language: a language is a file of tables, found by its BCP 47 code.

pub mod en;

use crate::words;

/// The language of `text` as a BCP 47 code, as far as the tables here tell: `Some("en")` or `None`.
///
/// A text counts as English when at least one word in seven is among the commonest function words;
/// fewer than five words are too few to say.
pub fn guess(text: &str) -> Option<&'static str> {
    let sample = text.char_indices().nth(4000).map_or(text, |(end, _)| &text[..end]);
    let words = words(sample);
    let known = words.iter().filter(|span| en::is_function_word(&span.of(sample).to_lowercase())).count();
    (words.len() >= 5 && known * 7 >= words.len()).then_some("en")
}

#[cfg(test)]
mod tests {
    #[test]
    fn guesses() {
        assert_eq!(super::guess("The minister said that the dam would hold."), Some("en"));
        assert_eq!(super::guess("Der Minister sagte, der Damm werde halten."), None);
        assert_eq!(super::guess(""), None);
    }
}
