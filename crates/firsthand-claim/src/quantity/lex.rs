//! Cuts a text into words, figures and marks, each with what it can mean in a number.
//!
//! In: a text and its language. Out: [`Toks`], on which the readers look ahead and back by index
//! without ever leaving bounds. Unlike the tokens of `firsthand-text`, figures are parted from the
//! letters behind them ("120km", "5bn", "21st"), and keep the marks inside ("1,234.5").
//!
//! Known gaps: figures of other scripts than Latin are marks.

use super::currency;
use super::language::Numerals;
use firsthand_text::Span;

/// What a token can mean in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// Nothing.
    Nothing,
    /// Figures: "1,234.5".
    Figures,
    /// A number word below twenty.
    Small(u8),
    /// "twenty" … "ninety".
    Tens(u8),
    /// A number in one word: "zweihundertdrei".
    Joined(u64),
    /// A power of ten: "hundred", "million", "crore".
    Scale(u8),
    /// "dozen".
    Dozen,
    /// "half".
    Half,
    /// "third"; whether in the plural.
    Ordinal(u8, bool),
    /// "hundredth", a power of ten; whether in the plural.
    OrdinalScale(u8, bool),
    /// "½".
    Vulgar(u8, u8),
    /// "a".
    Article,
    /// "and".
    And,
    /// "point".
    Point,
    /// "minus".
    Minus,
    /// "hundreds", "several".
    Vague,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Begins with a letter.
    Word,
    /// Begins with a figure, or a full stop and a figure.
    Figures,
    /// One other character.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    /// Its place, without a possessive ending.
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) is: Is,
    /// Starts with a capital letter.
    pub(super) capital: bool,
    /// No white space before.
    pub(super) glued: bool,
    /// Ended in "'s".
    pub(super) possessive: bool,
    /// First of its line.
    pub(super) opens_line: bool,
    /// Number of its sentence, roughly: a full stop before a capital ends one, and so does a blank line.
    pub(super) sentence: u32,
}

const NONE: Tok = Tok {
    span: Span { start: 0, end: 0 },
    kind: Kind::Mark,
    is: Is::Nothing,
    capital: false,
    glued: false,
    possessive: false,
    opens_line: false,
    sentence: u32::MAX,
};

/// A text as tokens.
pub(super) struct Toks<'t> {
    pub(super) text: &'t str,
    lower: String,
    pub(super) toks: Vec<Tok>,
    /// Whether "1,5" is one and a half.
    pub(super) decimal_comma: bool,
    /// How often a token was looked at; tests hold it to the length of the text.
    #[cfg(test)]
    pub(super) looks: std::cell::Cell<usize>,
}

/// Words longer than this are no number words; German ones are held to their own bound.
const LONGEST: usize = 96;

impl<'t> Toks<'t> {
    /// Reads `text` once; linear.
    pub(super) fn new(text: &'t str, language: &Numerals) -> Toks<'t> {
        let lower = if text.is_ascii() { text.to_ascii_lowercase() } else { lower(text) };
        let toks = Lexer::new(text, &lower, language).run();
        Toks {
            text,
            lower,
            toks,
            decimal_comma: language.decimal_comma,
            #[cfg(test)]
            looks: std::cell::Cell::new(0),
        }
    }

    /// Token `i`; an empty one outside of the text.
    pub(super) fn at(&self, i: usize) -> &Tok {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.toks.get(i).unwrap_or(&NONE)
    }

    /// What token `i` can mean.
    pub(super) fn is(&self, i: usize) -> Is {
        self.at(i).is
    }

    /// Token `i` in lower case, "" outside of the text.
    pub(super) fn low(&self, i: usize) -> &str {
        self.at(i).span.of(&self.lower)
    }

    /// Token `i` as it stands.
    pub(super) fn raw(&self, i: usize) -> &'t str {
        self.at(i).span.of(self.text)
    }

    /// The token `back` tokens before `i` in lower case.
    pub(super) fn back(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |at| self.low(at))
    }

    /// Whether tokens `i` and `i - 1` lie in the same sentence.
    pub(super) fn joined(&self, i: usize) -> bool {
        i > 0 && i < self.toks.len() && self.at(i).sentence == self.at(i - 1).sentence
    }

    /// Whether `i` is a hyphen with no space around.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        self.at(i).glued && self.at(i + 1).glued && is_hyphen(self.low(i))
    }

    /// `i`, or the token after a hyphen at `i`.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        if self.hyphen(i) { i + 1 } else { i }
    }

    /// Whether `i` is a word.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.at(i).kind == Kind::Word && i < self.toks.len()
    }

    /// Whether `i` is a word that doesn't start with a capital.
    pub(super) fn plain_word(&self, i: usize) -> bool {
        self.is_word(i) && !self.at(i).capital
    }

    /// The span of tokens `from..to`.
    pub(super) fn cover(&self, from: usize, to: usize) -> Span {
        self.at(from).span.cover(self.at(to.saturating_sub(1).max(from)).span)
    }
}

/// Whether a mark is a hyphen.
pub(super) fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑")
}

/// Lower case, character by character, for those whose length doesn't change by it.
fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for char in text.chars() {
        let mut low = char.to_lowercase();
        match (low.next(), low.next()) {
            (Some(one), None) if one.len_utf8() == char.len_utf8() => lower.push(one),
            _ => lower.push(char),
        }
    }
    lower
}

struct Lexer<'a> {
    text: &'a str,
    lower: &'a str,
    language: &'a Numerals,
    toks: Vec<Tok>,
    sentence: u32,
    /// First letters and lengths that number words have.
    lengths: [u64; 26],
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str, lower: &'a str, language: &'a Numerals) -> Lexer<'a> {
        let mut lengths = [0u64; 26];
        for word in language.words.keys() {
            let first = word.as_bytes().first().copied().unwrap_or(0);
            if first.is_ascii_lowercase() && word.len() < 64 {
                lengths[usize::from(first - b'a')] |= 1 << word.len();
            }
        }
        let toks = Vec::with_capacity(text.len() / 5);
        Lexer { text, lower, language, toks, sentence: 0, lengths }
    }

    fn run(mut self) -> Vec<Tok> {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        // What was seen since the last token: nothing, white space, a line's end, a blank line.
        let (mut glued, mut newlines) = (false, 0u32);
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == b'\n' {
                newlines += 1;
            }
            if byte.is_ascii_whitespace() || byte.is_ascii_control() {
                glued = false;
                at += 1;
                continue;
            }
            let char = if byte.is_ascii() { char::from(byte) } else { char_at(self.text, at) };
            if char.is_whitespace() || matches!(char, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}') {
                glued &= !char.is_whitespace();
                at += char.len_utf8();
                continue;
            }
            let (end, kind) = self.piece(at, char);
            self.push(at, end, kind, glued, newlines);
            (glued, newlines) = (true, 0);
            at = end;
        }
        self.toks
    }

    /// The end of the token at `at`.
    fn piece(&self, at: usize, char: char) -> (usize, Kind) {
        let bytes = self.text.as_bytes();
        let figure = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if char.is_ascii_digit() || char == '.' && figure(at + 1) && !self.after_word(at) {
            let mut end = at + 1;
            while figure(end) || bytes.get(end).is_some_and(|b| matches!(b, b'.' | b',')) && figure(end + 1) {
                end += 1;
            }
            return (end, Kind::Figures);
        }
        if !char.is_alphabetic() {
            return (at + char.len_utf8(), Kind::Mark);
        }
        let mut end = at + char.len_utf8();
        while let Some(&byte) = bytes.get(end) {
            if byte.is_ascii_alphabetic() {
                end += 1;
            } else if byte.is_ascii_digit() {
                // "USD115", "Rs200": the amount is a token by itself.
                if end - at <= 4 && currency::is_prefix(&self.text[at..end]) {
                    break;
                }
                end += 1;
            } else if byte == b'\'' {
                if !bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic) {
                    break;
                }
                end += 1;
            } else if !byte.is_ascii() {
                let char = char_at(self.text, end);
                let joins = char.is_alphanumeric() && !is_vulgar(char)
                    || char == '’' && bytes.get(end + 3).is_some_and(u8::is_ascii_alphabetic)
                    || ('\u{300}'..'\u{370}').contains(&char);
                if !joins {
                    break;
                }
                end += char.len_utf8();
            } else {
                break;
            }
        }
        (end, Kind::Word)
    }

    /// Whether a letter or figure ends right before `at`.
    fn after_word(&self, at: usize) -> bool {
        at > 0
            && (self.text.as_bytes()[at - 1].is_ascii_alphanumeric()
                || !self.text.as_bytes()[at - 1].is_ascii())
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, glued: bool, newlines: u32) {
        let whole = &self.text[start..end];
        let capital = kind == Kind::Word
            && match whole.as_bytes()[0] {
                byte if byte.is_ascii() => byte.is_ascii_uppercase(),
                _ => whole.starts_with(char::is_uppercase),
            };
        let (mut span, mut possessive) = (Span::new(start, end), false);
        if kind == Kind::Word && whole.len() > 2 && whole.ends_with(['s', 'S']) {
            let bare = whole[..whole.len() - 1]
                .strip_suffix('\'')
                .or_else(|| whole[..whole.len() - 1].strip_suffix('’'));
            if let Some(bare) = bare {
                span.end = start + bare.len();
                possessive = true;
            }
        }
        if newlines > 1 || !glued && self.ended(capital || kind != Kind::Word) {
            self.sentence += 1;
        }
        let is = match kind {
            Kind::Figures => Is::Figures,
            Kind::Word => self.class(span),
            Kind::Mark => vulgar(whole),
        };
        let opens_line = newlines > 0 || self.toks.is_empty();
        self.toks.push(Tok {
            span,
            kind,
            is,
            capital,
            glued: glued && !self.toks.is_empty(),
            possessive,
            opens_line,
            sentence: self.sentence,
        });
    }

    /// Whether the last token ends a sentence, if what follows may open one.
    fn ended(&self, may_open: bool) -> bool {
        let Some(last) = self.toks.last().filter(|_| may_open) else { return false };
        match last.span.of(self.text) {
            "!" | "?" => true,
            "." => {
                // "U.S. $5", "Mr. 5", "no. 5": one letter or a title before the full stop.
                let before = self.toks.len().checked_sub(2).map(|at| &self.toks[at]);
                before.is_none_or(|before| {
                    before.kind != Kind::Word
                        || before.span.len() > 1 && !is_short(before.span.of(self.lower))
                })
            }
            "\"" | "”" | ")" => {
                let before = self.toks.len().checked_sub(2).map(|at| &self.toks[at]);
                before.is_some_and(|before| matches!(before.span.of(self.text), "." | "!" | "?"))
            }
            _ => false,
        }
    }

    fn class(&self, span: Span) -> Is {
        let low = span.of(self.lower);
        if low.len() > LONGEST {
            return Is::Nothing;
        }
        let first = low.as_bytes()[0];
        let may = first.is_ascii_lowercase()
            && self.lengths[usize::from(first - b'a')] >> low.len().min(63) & 1 == 1;
        if may && let Some(&is) = self.language.words.get(low) {
            return is;
        }
        match self.language.joined(low) {
            Some(value) => Is::Joined(value),
            None => Is::Nothing,
        }
    }
}

/// Abbreviations that a number or name follows.
fn is_short(low: &str) -> bool {
    matches!(
        low,
        "no" | "nos"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "gen"
            | "lt"
            | "col"
            | "rs"
            | "vs"
            | "approx"
            | "ca"
            | "st"
            | "art"
            | "sec"
            | "est"
            | "sq"
            | "cu"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}

fn char_at(text: &str, at: usize) -> char {
    text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\u{fffd}')
}

fn is_vulgar(char: char) -> bool {
    VULGAR.iter().any(|(mark, ..)| *mark == char)
}

fn vulgar(mark: &str) -> Is {
    let Some(char) = mark.chars().next().filter(|char| !char.is_ascii()) else { return Is::Nothing };
    match VULGAR.iter().find(|(known, ..)| *known == char) {
        Some(&(_, above, below)) => Is::Vulgar(above, below),
        None => Is::Nothing,
    }
}

const VULGAR: &[(char, u8, u8)] = &[
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn check(text: &str, want: &str) {
        let toks = Toks::new(text, Numerals::of(Language::English));
        let found: Vec<&str> = (0..toks.toks.len()).map(|i| toks.raw(i)).collect();
        assert_eq!(found.join("|"), want, "{text}");
    }

    #[test]
    fn cuts() {
        check("some 10,000 men (3.5%)", "some|10,000|men|(|3.5|%|)");
        check("120km, 5bn. 21st", "120|km|,|5|bn|.|21|st");
        check("F16 USD115 Rs200", "F16|USD|115|Rs|200");
        check("Brenn’s 2½", "Brenn|2|½");
        check("no .5 v.5", "no|.5|v|.|5");
        check("\0é3 \u{a0}", "é3");
    }

    #[test]
    fn sentences() {
        let toks = Toks::new(
            "He left. Nine stayed. No. 5 won 3.5 mm. of U.S. Dollars\n\nSix",
            Numerals::of(Language::English),
        );
        let found: Vec<u32> = toks.toks.iter().map(|tok| tok.sentence).collect();
        assert_eq!(found, [0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3]);
    }
}
