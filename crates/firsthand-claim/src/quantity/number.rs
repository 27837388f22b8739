//! Reads one number, in figures or words, at a token.
//!
//! In: a page and a token. Out: the value and the token after it. "two hundred and fifty",
//! "twenty-five", "2 1/2", "1.5 million", "half a million". Looks no further than
//! [`MOST_WORDS`] tokens, so that a page of number words costs no more than any other.

use crate::when::lexicon::{Is, Page};

/// Longest number in words: "nine hundred and ninety-nine thousand nine hundred and ninety-nine".
const MOST_WORDS: usize = 12;

/// The number at `i` and the token after it. "a" and "an" are none by themselves, but "a hundred" is.
pub(crate) fn number(page: &Page, i: usize) -> Option<(f64, usize)> {
    match page.is(i) {
        Is::Digits(value, _) => Some(scaled(page, fraction(page, f64::from(value), i + 1))),
        Is::Figure(value) => Some(scaled(page, fraction(page, value, i + 1))),
        Is::Count(_) => words(page, i),
        Is::Opens if matches!(page.low(i), "a" | "an") => match page.is(i + 1) {
            Is::Scale(scale) => Some(words_after(page, i + 2, scale)),
            _ => None,
        },
        Is::Opens if page.low(i) == "half" && matches!(page.low(i + 1), "a" | "an") => match page.is(i + 2) {
            Is::Scale(scale) => Some((scale / 2.0, i + 3)),
            _ => None,
        },
        _ => None,
    }
}

/// "2 1/2".
fn fraction(page: &Page, value: f64, next: usize) -> (f64, usize) {
    if let (Is::Digits(above, 1), Is::Digits(below, 1)) = (page.is(next), page.is(next + 2))
        && page.low(next + 1) == "/"
        && page.at(next + 1).glued
        && page.at(next + 2).glued
        && !page.at(next).glued
        && above < below
    {
        return (value + f64::from(above) / f64::from(below), next + 3);
    }
    (value, next)
}

/// "1.5 million", "3 hundred thousand", and "6m" is left to whoever knows the currency.
fn scaled(page: &Page, (mut value, mut next): (f64, usize)) -> (f64, usize) {
    for _ in 0..2 {
        let at = page.past_hyphen(next);
        let Is::Scale(scale) = page.is(at) else { break };
        value *= scale;
        next = at + 1;
    }
    (value, next)
}

fn words(page: &Page, i: usize) -> Option<(f64, usize)> {
    let Is::Count(first) = page.is(i) else { return None };
    let (value, mut next) = below_hundred(page, first, i + 1);
    let mut value = f64::from(value);
    // "two point five"
    if page.low(next) == "point"
        && let Is::Count(tenths) = page.is(next + 1)
        && tenths < 10
    {
        value += f64::from(tenths) / 10.0;
        next += 2;
    }
    match page.is(page.past_hyphen(next)) {
        Is::Scale(scale) => Some(words_after(page, page.past_hyphen(next) + 1, value * scale)),
        _ => Some((value, next)),
    }
}

/// "twenty-five": a ten with a one after it.
fn below_hundred(page: &Page, first: u32, next: usize) -> (u32, usize) {
    let at = page.past_hyphen(next);
    match page.is(at) {
        Is::Count(ones) if first >= 20 && ones < 10 => (first + ones, at + 1),
        _ => (first, next),
    }
}

/// What follows "two hundred": "and fifty", "thousand", "thirty-one".
fn words_after(page: &Page, mut next: usize, so_far: f64) -> (f64, usize) {
    // `done` holds the thousands and millions that are closed, `open` the group under way.
    let (mut done, mut open) = if so_far >= 1e3 { (so_far, 0.0) } else { (0.0, so_far) };
    let last = next + MOST_WORDS;
    while next < last {
        let at = if page.low(next) == "and" { next + 1 } else { page.past_hyphen(next) };
        match page.is(at) {
            // "two hundred and fifty", but not "two thousand and two hundred and two".
            Is::Count(first) if open == 0.0 || open % 100.0 == 0.0 => {
                let (value, end) = below_hundred(page, first, at + 1);
                open += f64::from(value);
                next = end;
            }
            Is::Scale(scale) if at == next && open > 0.0 => {
                open *= scale;
                if open >= 1e3 {
                    done += open;
                    open = 0.0;
                }
                next = at + 1;
            }
            _ => break,
        }
    }
    (done + open, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: Option<(f64, usize)>) {
        assert_eq!(number(&Page::new(text), 0), want, "{text}");
    }

    #[test]
    fn numbers() {
        check("ten goats", Some((10.0, 1)));
        check("twenty-five goats", Some((25.0, 3)));
        check("two hundred and fifty goats", Some((250.0, 4)));
        check("a hundred goats", Some((100.0, 2)));
        check("1.5 million goats", Some((1.5e6, 2)));
        check("three hundred thousand goats", Some((300_000.0, 3)));
        check("one million two hundred thousand", Some((1.2e6, 5)));
        check("2 1/2 years", Some((2.5, 4)));
        check("10,000", Some((10_000.0, 1)));
        check("half a million", Some((500_000.0, 3)));
        check("a goat", None);
    }

    #[test]
    fn long_runs_end() {
        let text = "hundred ".repeat(10_000);
        let run = format!("a {text}");
        assert!(number(&Page::new(&run), 0).is_some_and(|(_, next)| next < 20));
    }
}
