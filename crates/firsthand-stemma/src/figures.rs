//! Numbers in a sentence: their values, and how exact they are said to be.
//!
//! In: tokens of a sentence. Out: values in thousandths, dates apart, and the words that move them.
//! Words and figures of English, digits of any script, and Chinese figures one by one.
//!
//! Known gaps: 三十四 counts as three numbers; number words of other languages are words.

use crate::lexicon::is_month;
use crate::reading::Token;

/// The values of the numbers in `tokens`, sorted; dates ("31 October", "2022") apart.
pub(crate) fn numbers(tokens: &[Token]) -> Numbers {
    let mut values: Vec<u128> = Vec::new();
    let mut dates: Vec<u128> = Vec::new();
    let mut running: Option<u128> = None;
    for (at, token) in tokens.iter().enumerate() {
        if let Some(scale) = scale(&token.lower)
            && let Some(value) = running.take()
        {
            values.push(value.saturating_mul(scale));
            continue;
        }
        values.extend(running.take());
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", |token| token.lower.as_str());
        let Some(value) = value(&token.lower).or_else(|| fraction(&token.lower, before)) else { continue };
        let month = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(is_month);
        let year = token.lower.len() == 4 && matches!(value / THOUSANDTHS, 1900..=2100);
        if year || month(at.checked_sub(1)) || month(Some(at + 1)) {
            dates.push(value);
        } else {
            running = Some(value);
        }
    }
    values.extend(running);
    values.sort_unstable();
    dates.sort_unstable();
    Numbers { values, dates }
}

/// What [`numbers`] finds, in thousandths.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub(crate) values: Vec<u128>,
    pub(crate) dates: Vec<u128>,
}

/// Numbers are compared in thousandths, so that "3.5" has a whole value.
const THOUSANDTHS: u128 = 1000;

/// "half"; "a third", "two thirds": a third without a number before it is a place in a row.
fn fraction(word: &str, before: &str) -> Option<u128> {
    let counted = matches!(before, "a" | "one" | "two" | "three" | "-");
    match word {
        "half" => Some(500),
        "third" | "thirds" if counted => Some(333),
        "quarter" | "quarters" if counted => Some(250),
        "fifth" | "fifths" if counted => Some(200),
        "tenth" | "tenths" if counted => Some(100),
        _ => None,
    }
}

/// Chinese and Japanese figures, one by one: enough to see that one changed. 一 is in too many words.
fn han(word: &str) -> Option<u128> {
    const FIGURES: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let value = match word {
        "两" | "兩" => 2,
        "十" => 10,
        "百" => 100,
        "千" => 1000,
        "万" | "萬" => 10_000,
        "亿" | "億" => 100_000_000,
        "一" => return None,
        _ => FIGURES.iter().position(|figure| *figure == word)?,
    };
    Some(value as u128)
}

pub(crate) fn value(word: &str) -> Option<u128> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    // "one" is mostly a pronoun.
    if let Some(at) = WORDS.iter().position(|name| *name == word) {
        return (at != 1).then_some(at as u128 * THOUSANDTHS);
    }
    if let Some(at) = TENS.iter().position(|name| *name == word) {
        return Some((at as u128 * 10 + 30) * THOUSANDTHS);
    }
    let quantity = match word {
        "dozens" => Some(12),
        "hundreds" => Some(100),
        "thousands" => Some(1000),
        "millions" => Some(1_000_000),
        _ => None,
    };
    // Vague quantities differ from the plain number.
    if let Some(quantity) = quantity {
        return Some(quantity * THOUSANDTHS + 1);
    }
    if let Some(value) = han(word) {
        return Some(value * THOUSANDTHS);
    }
    let digits: String = word
        .chars()
        .filter(|char| *char != ',')
        // "11:40" is "11.40".
        .map(|char| if char == ':' { '.' } else { char })
        .take_while(|char| char.is_ascii_digit() || *char == '.')
        .collect();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    if whole.is_empty() || whole.len() > 24 {
        return None;
    }
    let part: u128 = format!("{:0<3.3}", part).parse().unwrap_or(0);
    Some(whole.parse::<u128>().ok()?.saturating_mul(THOUSANDTHS) + part)
}

/// The number that begins at a token, with its scale, and the token after it.
pub(crate) fn number_at(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let first = tokens.get(at)?;
    let value = value(&first.lower)?;
    let scale = tokens.get(at + 1).and_then(|token| scale(&token.lower));
    let figure = value.saturating_mul(scale.unwrap_or(1)) as f64 / THOUSANDTHS as f64;
    Some((figure, at + 1 + usize::from(scale.is_some())))
}

/// Words that call a figure rounded.
pub(crate) fn says_about(word: &str) -> bool {
    matches!(word, "about" | "around" | "approximately" | "roughly" | "some" | "nearly" | "almost")
}

/// Where a part has to begin for the number to be seen whose scale ("million") it begins with.
pub(crate) fn figure_start(tokens: &[Token], from: usize) -> usize {
    let before = from.checked_sub(1).and_then(|at| tokens.get(at));
    from - usize::from(before.is_some_and(|token| value(&token.lower).is_some()))
}

/// Whether a token is a scale: "million".
pub(crate) fn is_scale(token: Option<&Token>) -> bool {
    token.is_some_and(|token| scale(&token.lower).is_some())
}

fn scale(word: &str) -> Option<u128> {
    match word {
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" | "m" | "mln" => Some(1_000_000),
        "billion" | "bn" | "bln" => Some(1_000_000_000),
        "trillion" => Some(1_000_000_000_000),
        _ => None,
    }
}

/// Where a number is said to lie from the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bound {
    About,
    AtLeast,
    AtMost,
}

/// Words before a number that move it, in `tokens[from..to]`; a number has to follow within two words.
pub(crate) fn bounds(tokens: &[Token], from: usize, to: usize) -> Vec<Bound> {
    let mut found = Vec::new();
    for at in from..to.min(tokens.len()) {
        let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
        let bound = match (tokens[at].lower.as_str(), next) {
            (word, _) if says_about(word) => Bound::About,
            ("over" | "above", _) | ("more", "than") | ("at", "least") => Bound::AtLeast,
            ("under" | "below", _) | ("less" | "fewer", "than") | ("at", "most") | ("up", "to") => {
                Bound::AtMost
            }
            _ => continue,
        };
        let words = |step: usize| tokens.get(at + step).is_some_and(|token| value(&token.lower).is_some());
        if words(1) || words(2) {
            found.push(bound);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tokens;
    use firsthand_text::Span;

    fn of(text: &str) -> Vec<Token> {
        tokens(text, Span::new(0, text.len()))
    }

    #[test]
    fn values() {
        let check = |text: &str, values: &[u128], dates: &[u128]| {
            assert_eq!(
                numbers(&of(text)),
                Numbers { values: values.to_vec(), dates: dates.to_vec() },
                "{text:?}"
            );
        };
        check("some 10,000 men and two boats", &[2_000, 10_000_000], &[]);
        check("3.5 million or one", &[3_500_000_000], &[]);
        check("on 31 October 2022", &[], &[31_000, 2_022_000]);
        check("thousands", &[1_000_001], &[]);
        check("half of it, a third of them, the third man", &[333, 500], &[]);
        check("三人 ٣٤", &[3_000, 34_000], &[]);
        check("99999999999999999999999999999999999 km", &[], &[]);
    }

    #[test]
    fn words_that_move_a_number() {
        let all = of("more than 20 and some people");
        assert_eq!(bounds(&all, 0, all.len()), [Bound::AtLeast]);
    }
}
