//! The words and marks of one sentence, and how two sentences line up.
//!
//! In: a text and a span. Out: tokens that know their place, their folded form and how much they
//! say; the heaviest common subsequence of two of them.

use crate::signature::{Piece, scan};
use firsthand_text::{Span, fold_char, language::en, script::is_unspaced};
use xxhash_rust::xxh3::xxh3_64;

/// A word or mark of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Its place in the whole text.
    pub(crate) span: Span,
    /// The hash of its form in one spelling.
    pub(crate) hash: u64,
    /// Lower case, with one kind of apostrophe, hyphens kept.
    pub(crate) lower: String,
    /// Whether it is a mark.
    pub(crate) mark: bool,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether it has two letters or more, all capitals.
    pub(crate) capitals: bool,
    /// Whether it is the first word of its sentence.
    pub(crate) first: bool,
    /// How a mark is printed, before folding; NUL for words.
    pub(crate) glyph: char,
    /// What it says: eight for a word that says something, less for function words and marks.
    pub(crate) weight: u32,
}

/// What a word weighs in comparing: function words say little, marks nearly nothing.
const CONTENT: u32 = 8;
const FUNCTION: u32 = 2;
const MARK: u32 = 1;

/// A character of a script without spaces: words have two or three.
const CHARACTER: u32 = 3;

/// Cells of the table in which two sentences are lined up; a page of text without a full stop has more.
const MOST_CELLS: usize = 1 << 20;

impl Token {
    /// Whether it is a word with a capital that its place does not explain.
    pub(crate) fn is_name(&self) -> bool {
        !self.mark && self.capital && !self.first && !en::is_function_word(&self.lower)
    }
}

/// The tokens of `text` under `span`.
pub(crate) fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut first = true;
    scan(span.of(text), |at, piece| {
        let at = at.shift(span.start);
        let mut figure = None;
        let (hash, glyph) = match piece {
            Piece::Word(form) => {
                // Digits of other scripts are read as ours.
                if form.starts_with(|char: char| char.is_ascii_digit()) {
                    figure = Some(form.to_owned());
                }
                (xxh3_64(form.as_bytes()), '\0')
            }
            Piece::Mark('\n') => return,
            Piece::Mark(char) => {
                let mut folded = String::new();
                fold_char(char, &mut folded);
                (xxh3_64(folded.as_bytes()), char)
            }
        };
        let mark = glyph != '\0';
        let raw = at.of(text);
        let mut lower = String::with_capacity(raw.len());
        raw.chars().for_each(|char| fold_char(char, &mut lower));
        if let Some(figure) = figure.filter(|_| !lower.starts_with(|char: char| char.is_ascii_digit())) {
            lower = figure;
        }
        let weight = if mark {
            MARK
        } else if raw.starts_with(is_unspaced) {
            CHARACTER
        } else if en::is_function_word(&lower) {
            FUNCTION
        } else {
            CONTENT
        };
        let letters = || raw.chars().filter(|char| char.is_alphabetic());
        let capital = !mark && raw.starts_with(char::is_uppercase);
        let capitals = capital && letters().count() > 1 && letters().all(char::is_uppercase);
        found.push(Token {
            span: at,
            hash,
            lower,
            mark,
            capital,
            capitals,
            first: !mark && std::mem::take(&mut first),
            glyph,
            weight,
        });
        first &= mark;
    });
    join_clocks(&mut found);
    found
}

/// Makes "11:40" one word, the same as "11.40".
fn join_clocks(tokens: &mut Vec<Token>) {
    let digits =
        |token: &Token| token.lower.len() <= 2 && token.lower.bytes().all(|byte| byte.is_ascii_digit());
    let clock = |tokens: &[Token], at: usize| {
        let Some([hour, mark, minute]) = tokens.get(at..at + 3) else { return false };
        mark.lower == ":"
            && digits(hour)
            && digits(minute)
            && minute.lower.len() == 2
            && hour.span.end == mark.span.start
            && mark.span.end == minute.span.start
    };
    if !(0..tokens.len()).any(|at| clock(tokens, at)) {
        return;
    }
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut token = tokens[at].clone();
        if clock(tokens, at) {
            let minute = &tokens[at + 2];
            token.hash = xxh3_64(format!("{}.{}", token.lower, minute.lower).as_bytes());
            token.lower = format!("{}:{}", token.lower, minute.lower);
            token.span = token.span.cover(minute.span);
            at += 2;
        }
        joined.push(token);
        at += 1;
    }
    *tokens = joined;
}

/// The sum of the weights of `tokens`, marks left out.
pub(crate) fn weight(tokens: &[Token]) -> u32 {
    tokens.iter().filter(|token| !token.mark).map(|token| token.weight).sum()
}

/// The heaviest common subsequence, as pairs of places in order; empty when the table would be too
/// large.
pub(crate) fn line_up(a: &[Token], b: &[Token]) -> Vec<(usize, usize)> {
    // What both begin and end with needs no table.
    let head = a.iter().zip(b).take_while(|(x, y)| x.hash == y.hash).count();
    let tail =
        a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x.hash == y.hash).count();
    let (x, y) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let width = y.len() + 1;
    if x.len().saturating_mul(width) <= MOST_CELLS {
        let mut best = vec![0u32; (x.len() + 1) * width];
        for i in (0..x.len()).rev() {
            for j in (0..y.len()).rev() {
                let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
                let take =
                    if x[i].hash == y[j].hash { best[(i + 1) * width + j + 1] + x[i].weight } else { 0 };
                best[i * width + j] = skip.max(take);
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < x.len() && j < y.len() {
            let here = best[i * width + j];
            if x[i].hash == y[j].hash && here == best[(i + 1) * width + j + 1] + x[i].weight {
                pairs.push((head + i, head + j));
                (i, j) = (i + 1, j + 1);
            } else if here == best[(i + 1) * width + j] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    pairs.extend((0..tail).map(|at| (a.len() - tail + at, b.len() - tail + at)));
    pairs
}

/// The weight of the words that line up, marks left out.
pub(crate) fn common(a: &[Token], b: &[Token]) -> u32 {
    line_up(a, b).iter().filter(|&&(at, _)| !a[at].mark).map(|&(at, _)| a[at].weight).sum()
}

/// Tokens of the dateline that opens a text: "TARN:", "TARN, March 4 (Agency) -", "(Agency) -".
///
/// `None` when there is none. The count includes the dash or colon.
pub(crate) fn dateline(text: &str, tokens: &[Token]) -> Option<usize> {
    let opens = tokens.first()?;
    let bracket = opens.lower == "(";
    if !bracket && !opens.capitals {
        return None;
    }
    let mut inside = 0i32;
    let mut closed = false;
    for (at, token) in tokens.iter().enumerate().take(LONGEST_DATELINE) {
        match token.lower.as_str() {
            "(" => inside += 1,
            ")" => {
                inside -= 1;
                closed = true;
            }
            ":" | "-" if inside == 0 && at > 0 && (!bracket || closed) => {
                let dashes = tokens[at..].iter().take_while(|token| token.lower == "-").count().max(1);
                let end = tokens[at + dashes - 1].span.end;
                let space = text[end..].starts_with(char::is_whitespace);
                return space.then_some(at + dashes);
            }
            _ if token.mark => {}
            word => {
                let place =
                    token.capitals || (token.capital && (en::month(token.span.of(text)).is_some() || at > 1));
                let figure = word.starts_with(|char: char| char.is_ascii_digit());
                if !(place || figure || inside > 0) {
                    return None;
                }
            }
        }
    }
    None
}

/// Two places, a date and an agency.
const LONGEST_DATELINE: usize = 14;

#[cfg(test)]
mod tests {
    use super::*;

    fn check_dateline(text: &str, want: &str) {
        let all = tokens(text, Span::new(0, text.len()));
        let found = dateline(text, &all).map_or("", |count| Span::new(0, all[count - 1].span.end).of(text));
        assert_eq!(found, want, "{text:?}");
    }

    #[test]
    fn datelines() {
        check_dateline("TARN: The dam held.", "TARN:");
        check_dateline("TARN, March 4 (Wire) - The dam held.", "TARN, March 4 (Wire) -");
        check_dateline("NEW TARN — The dam held.", "NEW TARN —");
        check_dateline("(Wire) -- The dam held.", "(Wire) --");
        check_dateline("The dam held - for now.", "");
        check_dateline("NATO said on Friday - late - that it would", "");
        check_dateline("", "");
    }

    #[test]
    fn lines_up() {
        let check = |a: &str, b: &str, want: &str| {
            let (x, y) = (tokens(a, Span::new(0, a.len())), tokens(b, Span::new(0, b.len())));
            let found: Vec<&str> = line_up(&x, &y).iter().map(|&(at, _)| x[at].span.of(a)).collect();
            assert_eq!(found.join(" "), want);
        };
        check("The dam held well", "The old dam held", "The dam held");
        check("the of the dam", "dam the of the", "dam");
        check("", "dam", "");
        check("Its “defence” ties", "its \"defense\" ties", "Its “ defence ” ties");
    }
}
