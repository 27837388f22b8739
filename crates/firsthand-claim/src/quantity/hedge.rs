//! Reads how exactly a number is meant: "some", "more than", "up to", "as many as".
//!
//! In: a page and the first token of a number. Out: where the words of approximation begin, and
//! what they say.

use super::Approximation;
use crate::when::lexicon::Page;

/// Where the words of approximation before token `i` begin, and what they say.
pub(super) fn approximated(page: &Page, i: usize) -> (usize, Approximation) {
    use Approximation::{About, Exact, LessThan, MoreThan};
    if i == 0 || !page.joined(i) {
        return (i, Exact);
    }
    let (one, two) = (page.before(i), if i > 1 && page.joined(i - 1) { page.low(i - 2) } else { "" });
    let three = if i > 2 && page.joined(i - 2) { page.low(i - 3) } else { "" };
    match (three, two, one) {
        ("no" | "not", "fewer" | "less", "than") => (i - 3, MoreThan),
        ("no" | "not", "more", "than") => (i - 3, LessThan),
        ("as", "many" | "much" | "few", "as") => (i - 3, LessThan),
        ("in", "excess", "of") | ("a", "minimum", "of") => (i - 3, MoreThan),
        ("a", "maximum", "of") => (i - 3, LessThan),
        ("a", "total", "of") => (i - 3, Exact),
        (_, "more" | "greater" | "higher", "than") | (_, "at", "least") | (_, "upwards", "of") => {
            (i - 2, MoreThan)
        }
        (_, "fewer" | "less" | "lower", "than") | (_, "up", "to") | (_, "at", "most") => (i - 2, LessThan),
        (_, "an", "estimated") | (_, "close", "to") => (i - 2, About),
        (_, _, "over" | "above" | "exceeding" | "beyond") => (i - 1, MoreThan),
        (_, _, "under" | "below") => (i - 1, LessThan),
        (
            _,
            _,
            "some" | "about" | "around" | "nearly" | "almost" | "roughly" | "approximately" | "circa"
            | "estimated",
        ) => (i - 1, About),
        _ => (i, Exact),
    }
}
