//! Words as the taggers see them: cut as in treebanks, each by the hashes of its parts.
//!
//! In: a text. Out: tokens in order ("doesn’t" is "does" + "n’t", "Oslo’s" is "Oslo" + "’s", "U.S." is
//! one, parts of a compound and its hyphens stand alone), as the English treebanks of Universal
//! Dependencies have them. Known gaps: "cannot" and "gonna" stay whole.

use super::linear::hash;
use firsthand_text::{Span, TokenKind, tokens};

/// What a tagger knows of a word: hashes of its form and parts of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// As written.
    pub exact: u64,
    /// In lower case, curly apostrophes straightened.
    pub lower: u64,
    /// The first one to three letters in lower case.
    pub prefix: [u64; 3],
    /// The last one to four letters in lower case.
    pub suffix: [u64; 4],
    /// Classes of letters: capitals, small letters, digits, other; runs of one class are one.
    pub shape: u64,
    /// What the table of names knows of it, for words with a capital.
    pub class: u32,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it has two letters or more and all are capitals.
    pub shouted: bool,
}

impl Form {
    /// Reads `word`; `lower` is room to work in.
    pub fn new(word: &str, lower: &mut String) -> Form {
        lower.clear();
        let mut shape = [0u8; 8];
        let (mut len, mut letters, mut capitals) = (0, 0, 0);
        for char in word.chars() {
            let class = if char.is_lowercase() {
                letters += 1;
                b'x'
            } else if char.is_uppercase() {
                letters += 1;
                capitals += 1;
                b'X'
            } else if char.is_numeric() {
                b'd'
            } else if char.is_alphabetic() {
                letters += 1;
                b'a'
            } else {
                b'-'
            };
            if len < shape.len() && (len == 0 || shape[len - 1] != class) {
                shape[len] = class;
                len += 1;
            }
            match char {
                'A'..='Z' => lower.push(char.to_ascii_lowercase()),
                '’' => lower.push('\''),
                '“' | '”' => lower.push('"'),
                '–' | '—' => lower.push('-'),
                _ if class == b'd' => lower.push('0'),
                _ if char.is_ascii() || class != b'X' => lower.push(char),
                _ => lower.extend(char.to_lowercase()),
            }
        }
        let mut form = Form {
            exact: hash(word.as_bytes()),
            lower: hash(lower.as_bytes()),
            shape: hash(&shape[..len]),
            capital: shape[0] == b'X',
            shouted: capitals > 1 && capitals == letters,
            ..Form::default()
        };
        if form.capital {
            form.class = super::gazetteer::classes(lower.trim_end_matches('.'));
            if !form.shouted {
                form.class &= !super::gazetteer::KNOWN_ACRONYM;
            }
        }
        let mut ends = lower.char_indices().skip(1).map(|(at, _)| at);
        for slot in &mut form.prefix {
            let end = ends.next().unwrap_or(lower.len());
            *slot = hash(&lower.as_bytes()[..end]);
        }
        let mut starts = lower.char_indices().rev().map(|(at, _)| at);
        for slot in &mut form.suffix {
            let start = starts.next().unwrap_or(0);
            *slot = hash(&lower.as_bytes()[start..]);
        }
        form
    }
}

/// The spans of the treebank words of `text` in order. Linear.
pub fn cut(text: &str) -> Vec<Span> {
    let tokens = tokens(text);
    let mut found: Vec<Span> = Vec::with_capacity(tokens.len() + tokens.len() / 8);
    for (at, token) in tokens.iter().enumerate() {
        let of = token.span.of(text);
        // The stop of "U.S." and "Mr." goes with the word.
        if of == "." && found.last().is_some_and(|last| last.end == token.span.start) {
            let spaced = text[token.span.end..].chars().next().is_none_or(|next| next != '.');
            if let Some(last) = found.last_mut()
                && at > 0
                && spaced
                && tokens[at - 1].kind == TokenKind::Word
                && is_abbreviation(last.of(text))
            {
                last.end = token.span.end;
                continue;
            }
        }
        if token.kind == TokenKind::Word
            && let Some(ending) = ending(of)
        {
            let cut = token.span.end - ending;
            found.push(Span::new(token.span.start, cut));
            found.push(Span::new(cut, token.span.end));
            continue;
        }
        found.push(token.span);
    }
    found
}

/// Bytes of the part of a contraction that is a word of its own; `None` for other words.
fn ending(word: &str) -> Option<usize> {
    let apostrophe = word.rfind(['\'', '’'])?;
    let after = word[apostrophe..].chars().skip(1);
    let mut letters = [' '; 2];
    for (at, char) in after.enumerate() {
        *letters.get_mut(at)? = char.to_ascii_lowercase();
    }
    let start = match letters {
        ['s' | 'd' | 'm', ' '] | ['r' | 'v', 'e'] | ['l', 'l'] => apostrophe,
        ['t', ' '] => word[..apostrophe].strip_suffix(['n', 'N'])?.len(),
        _ => return None,
    };
    (start > 0).then(|| word.len() - start)
}

/// "U.S", "J", "Mr": words that a full stop belongs to.
fn is_abbreviation(word: &str) -> bool {
    use firsthand_text::language::en::{Abbreviation, abbreviation};
    let initials =
        word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    initials
        || STATES.contains(&word)
        || (word.chars().count() < 6 && abbreviation(word) == Some(Abbreviation::BeforeName))
}

/// Short forms of states of the United States, which newspapers write with a stop.
const STATES: &[&str] = &[
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md",
    "Mich", "Minn", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash",
    "Wis", "Wyo",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let found: Vec<&str> = cut(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found.join("|"), want);
    }

    #[test]
    fn cuts() {
        check("She doesn’t know Oslo's mayor.", "She|does|n’t|know|Oslo|'s|mayor|.");
        check("We've, they’ll, I'm, he'd, CAN'T", "We|'ve|,|they|’ll|,|I|'m|,|he|'d|,|CA|N'T");
        check("The U.S. and Mr. Orr.", "The|U.S.|and|Mr.|Orr|.");
        check("Orr, D-Vt., left.", "Orr|,|D|-|Vt.|,|left|.");
        check("ice-free", "ice|-|free");
        check("'s rock'n'roll O'Dell", "'|s|rock'n'roll|O'Dell");
        check("", "");
    }

    #[test]
    fn forms() {
        let mut room = String::new();
        let mut form = |word: &str| Form::new(word, &mut room);
        assert_eq!(form("Ships").lower, form("SHIPS").lower);
        assert_eq!(form("Ships").suffix[0], form("s").suffix[0]);
        assert_ne!(form("Ships").exact, form("ships").exact);
        assert_eq!(form("Ödön").shape, form("Abba").shape);
        assert_eq!(form("1984").lower, form("2025").lower);
        assert!(form("NATO").shouted && !form("A").shouted && form("Nato").capital);
        form("");
    }
}
