//! The words of a text with what each can mean in a time expression or a number.
//!
//! In: a text. Out: a [`Page`], its tokens with their class, sentence and lower-case form, on which
//! the readers of dates and numbers look ahead and back by index without ever leaving bounds.
//!
//! Known gaps: lower-casing is of ASCII only, which is enough for English.

use crate::language::Lexicon;
use firsthand_text::{Span, TokenKind, sentences, tokens};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// What a token can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Is {
    Nothing,
    /// A month by name; whether the name is short ("Oct").
    Month(i8, bool),
    /// A weekday by name; whether the name is short ("Fri").
    Weekday(i8, bool),
    /// "Mondays".
    Weekdays(i8),
    /// A unit of time; whether in the plural.
    Unit(Unit, bool),
    /// TIMEX3 season code.
    Season(&'static str),
    /// TIMEX3 part of the day.
    Part(&'static str),
    /// A number word up to ninety.
    Count(u32),
    /// "hundred", "million", …
    Scale(f64),
    /// Digits only, of this many figures.
    Digits(u32, u8),
    /// "1.5" or "10,000".
    Figure(f64),
    /// "third", "21st".
    Ordinal(u32),
    /// "1980s", "80s": first year, whether the century was given.
    Decade(i16, bool),
    /// "FY2024", "FY24": the year whose number it bears.
    Fiscal(i16),
    /// "5pm": hour of 24.
    Clock(i8),
    /// A word that the name of a holiday begins with, and that means nothing else here.
    Feast,
    /// A word that may open a time expression and is told by its lower-case form.
    Opens,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tok {
    /// Its place, without a possessive ending.
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    pub(crate) is: Is,
    /// Starts with a capital letter.
    pub(crate) capital: bool,
    /// No white space before.
    pub(crate) glued: bool,
    /// Ended in "'s".
    pub(crate) possessive: bool,
    /// Number of its sentence.
    pub(crate) sentence: u32,
}

const NONE: Tok = Tok {
    span: Span { start: 0, end: 0 },
    kind: TokenKind::Mark,
    is: Is::Nothing,
    capital: false,
    glued: false,
    possessive: false,
    sentence: u32::MAX,
};

/// A text as tokens.
pub(crate) struct Page<'t> {
    pub(crate) text: &'t str,
    lower: String,
    pub(crate) toks: Vec<Tok>,
}

impl<'t> Page<'t> {
    /// Reads `text`, which is English, once; linear.
    #[cfg(test)]
    pub(crate) fn new(text: &'t str) -> Page<'t> {
        Page::of(text, crate::language::Language::English.lexicon())
    }

    /// Reads `text` once with the words of a language; linear.
    pub(crate) fn of(text: &'t str, lexicon: &Lexicon) -> Page<'t> {
        let lower = text.to_ascii_lowercase();
        let mut sentence_ends = sentences(text).into_iter().map(|span| span.end).peekable();
        let mut toks = Vec::with_capacity(text.len() / 5);
        let mut sentence = 0;
        let mut end = 0;
        for token in tokens(text) {
            let whole = token.span.of(text);
            let bare = whole.strip_suffix("'s").or_else(|| whole.strip_suffix("’s")).unwrap_or(whole);
            let span = Span::new(token.span.start, token.span.start + bare.len());
            while sentence_ends.peek().is_some_and(|&end| end <= span.start) {
                sentence_ends.next();
                sentence += 1;
            }
            toks.push(Tok {
                span,
                kind: token.kind,
                is: class(span.of(&lower), token.kind, lexicon),
                capital: bare.starts_with(char::is_uppercase),
                glued: token.span.start == end && end > 0,
                possessive: bare.len() < whole.len(),
                sentence,
            });
            end = token.span.end;
        }
        Page { text, lower, toks }
    }

    /// Token `i`; an empty one outside of the text.
    pub(crate) fn at(&self, i: usize) -> &Tok {
        self.toks.get(i).unwrap_or(&NONE)
    }

    /// What token `i` can mean.
    pub(crate) fn is(&self, i: usize) -> Is {
        self.at(i).is
    }

    /// Token `i` in lower case, "" outside of the text.
    pub(crate) fn low(&self, i: usize) -> &str {
        self.at(i).span.of(&self.lower)
    }

    /// The token before `i` in lower case.
    pub(crate) fn before(&self, i: usize) -> &str {
        if i == 0 { "" } else { self.low(i - 1) }
    }

    /// Whether tokens `i` and `i - 1` lie in the same sentence.
    pub(crate) fn joined(&self, i: usize) -> bool {
        i > 0 && i < self.toks.len() && self.at(i).sentence == self.at(i - 1).sentence
    }

    /// Whether `i` is a hyphen with no space around.
    pub(crate) fn hyphen(&self, i: usize) -> bool {
        matches!(self.low(i), "-" | "‐" | "‑") && self.at(i).glued && self.at(i + 1).glued
    }

    /// `i`, or the token after a hyphen at `i`.
    pub(crate) fn past_hyphen(&self, i: usize) -> usize {
        if self.hyphen(i) { i + 1 } else { i }
    }

    /// Whether `i` is a word of letters, in lower case.
    pub(crate) fn plain_word(&self, i: usize) -> bool {
        let tok = self.at(i);
        tok.kind == TokenKind::Word && !tok.capital
    }

    /// The span of tokens `from..to`.
    pub(crate) fn cover(&self, from: usize, to: usize) -> Span {
        self.at(from).span.cover(self.at(to.saturating_sub(1).max(from)).span)
    }
}

/// The longest word in the table; longer ones are not looked up.
const LONGEST: usize = 14;

fn class(low: &str, kind: TokenKind, lexicon: &Lexicon) -> Is {
    if low.len() > LONGEST {
        return Is::Nothing;
    }
    match kind {
        TokenKind::Mark => Is::Nothing,
        TokenKind::Number => figure(low),
        TokenKind::Word if low.starts_with(|char: char| char.is_ascii_digit()) => digits_and_letters(low),
        TokenKind::Word => match low.strip_prefix("fy2") {
            Some(rest) => fiscal(rest),
            None => lexicon.get(low),
        },
    }
}

/// What stands behind "FY2": "024", "4".
fn fiscal(rest: &str) -> Is {
    match (rest.len(), rest.parse::<i16>()) {
        (3, Ok(year @ 0..100)) => Is::Fiscal(2000 + year),
        (1, Ok(year)) => Is::Fiscal(2020 + year),
        _ => Is::Nothing,
    }
}

fn figure(low: &str) -> Is {
    if low.bytes().all(|byte| byte.is_ascii_digit()) {
        return low.parse().map_or(Is::Nothing, |value| Is::Digits(value, low.len() as u8));
    }
    // A comma parts thousands only: groups of three after it.
    let (whole, fraction) = low.split_once('.').map_or((low, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let good_first =
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) || !whole.contains(','));
    if !good_first || groups.any(|group| group.len() != 3) || fraction.is_some_and(|f| f.contains([',', '.']))
    {
        return Is::Nothing;
    }
    low.replace(',', "").parse().map_or(Is::Nothing, Is::Figure)
}

/// The minutes of "8.30pm".
pub(crate) fn minutes_of(low: &str) -> Option<u32> {
    let (_, rest) = low.split_once('.')?;
    rest.get(..2)?.parse().ok().filter(|minutes| *minutes < 60)
}

/// "21st", "1980s", "5pm", "8.30pm".
fn digits_and_letters(low: &str) -> Is {
    let split = low.find(|char: char| !char.is_ascii_digit()).unwrap_or(low.len());
    let (digits, letters) = low.split_at(split);
    // "8.30pm": the reader of clock times looks at the minutes again.
    let letters = match letters.strip_prefix('.').and_then(|rest| rest.get(2..)) {
        Some(half @ ("am" | "pm" | "a.m" | "p.m")) if minutes_of(low).is_some() => half,
        _ => letters,
    };
    let Ok(value) = digits.parse::<u32>() else { return Is::Nothing };
    match letters {
        "st" | "nd" | "rd" | "th" if value > 0 => Is::Ordinal(value),
        "s" if digits.len() == 4 && value % 10 == 0 && (1000..2100).contains(&value) => {
            Is::Decade(value as i16, true)
        }
        "s" if digits.len() == 2 && value % 10 == 0 && value >= 20 => Is::Decade(1900 + value as i16, false),
        "am" | "a.m" | "pm" | "p.m" if (1..=12).contains(&value) && digits.len() <= 2 => {
            Is::Clock((value % 12) as i8 + if letters.starts_with('p') { 12 } else { 0 })
        }
        _ => Is::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[Is]) {
        let page = Page::new(text);
        let found: Vec<Is> = page.toks.iter().map(|tok| tok.is).collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn classes() {
        check("Oct 31", &[Is::Month(10, true), Is::Digits(31, 2)]);
        check("Friday’s", &[Is::Weekday(5, false)]);
        check("10,000 3.5 1,23", &[Is::Figure(10_000.0), Is::Figure(3.5), Is::Nothing]);
        check("21st 1980s 5pm", &[Is::Ordinal(21), Is::Decade(1980, true), Is::Clock(17)]);
        check("third weeks million", &[Is::Ordinal(3), Is::Unit(Unit::Week, true), Is::Scale(1e6)]);
        check("ox 99999999999999999", &[Is::Nothing, Is::Nothing]);
    }

    #[test]
    fn bounds() {
        let page = Page::new("It ended. She left.");
        assert_eq!(page.low(99), "");
        assert_eq!(page.before(0), "");
        assert!(page.joined(1) && !page.joined(0) && !page.joined(99));
    }
}
