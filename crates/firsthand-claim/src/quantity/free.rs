//! Tells numbers that count from numbers of names, lists, scores, addresses and tables of figures.
//!
//! In: a page and the first token of a number. Out: whether it may count anything.
//!
//! Known gaps: a label that is not on the list ("Battery 12").

use crate::when::lexicon::{Is, Page};
use firsthand_text::language::en;
use firsthand_text::{Span, TokenKind};

/// Whether the number at `i` stands for itself: not part of a name, a code, a list or an amount with a sign.
pub(super) fn stands_free(page: &Page, i: usize) -> bool {
    const LABELS: &[&str] = &[
        "no",
        "nos",
        "number",
        "page",
        "pages",
        "phase",
        "chapter",
        "article",
        "section",
        "aged",
        "age",
        "version",
        "room",
        "flight",
        "line",
        "route",
        "highway",
        "channel",
        "day",
        "group",
        "type",
        "level",
        "step",
        "part",
        "figure",
        "table",
        "class",
        "grade",
        "round",
        "week",
        "year",
        "unit",
        "gate",
        "platform",
        "episode",
        "season",
        "resolution",
        "model",
    ];
    if i == 0 {
        return true;
    }
    let last = page.at(i - 1);
    let low = page.before(i);
    let same = page.joined(i);
    if page.at(i).glued && !matches!(low, "(" | "“" | "\"" | "‘" | "'" | "—" | "–" | "’") {
        return false;
    }
    // A list number or a footnote mark stands between brackets.
    if matches!(low, "(" | "[") && matches!(page.low(i + 1), ")" | "]")
        || matches!(low, "-" | "−" | "+" | "#" | "@" | "[")
    {
        return false;
    }
    if !same {
        return !(matches!(page.low(i + 1), "." | ")") && page.at(i + 1).glued);
    }
    if last.kind == TokenKind::Number || LABELS.contains(&low) {
        return false;
    }
    // A number after a capital belongs to a name, unless the capital is only that of a first word.
    if last.capital && last.kind == TokenKind::Word {
        let opens = i == 1 || !page.joined(i - 1);
        return opens && (en::is_function_word(low) || APPROXIMATORS.contains(&low))
            || is_spelled(page, i) && (opens || shouts(page, i));
    }
    true
}

fn is_spelled(page: &Page, i: usize) -> bool {
    matches!(page.is(i), Is::Count(_) | Is::Opens)
}

/// Whether the number word itself has a capital, as in a headline: it is then a word like its neighbours.
fn shouts(page: &Page, i: usize) -> bool {
    page.at(i).capital
}

const APPROXIMATORS: &[&str] = &[
    "some",
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "estimated",
    "over",
    "under",
    "another",
    "least",
    "than",
    "to",
    "at",
    "only",
    "just",
    "these",
    "those",
    "between",
    "among",
    "nearly",
];

/// "one" where it counts nothing: "no one", "one of us", "one must".
pub(super) fn is_pronoun(page: &Page, i: usize) -> bool {
    if page.low(i) != "one" {
        return false;
    }
    let before = matches!(
        page.before(i),
        "no" | "any" | "every" | "each" | "the" | "this" | "that" | "which" | "another" | "some" | "number"
    );
    before
        || !matches!(
            page.low(i + 1),
            "killed"
                | "dead"
                | "wounded"
                | "injured"
                | "missing"
                | "million"
                | "hundred"
                | "thousand"
                | "percent"
                | "per"
        )
}

/// ":", "/" or "." glued between figures: scores, times, versions, numbers of roads.
pub(super) fn glued_mark(page: &Page, i: usize) -> bool {
    matches!(page.low(i), ":" | "/" | "." | "," | "-" | "–" | "@" | "#" | "_")
        && page.at(i).glued
        && page.at(i + 1).glued
        && page.at(i + 1).kind == TokenKind::Number
}

/// For every token, whether its line is a row of figures: two numbers or more, and fewer words in lower
/// case than numbers. Prices, league tables and box scores come so; sentences don't.
pub(super) fn tables(page: &Page) -> Vec<bool> {
    let mut marks = vec![false; page.toks.len()];
    let mut start = 0;
    while start < page.toks.len() {
        let mut end = start + 1;
        while end < page.toks.len() && !line_breaks(page, end) {
            end += 1;
        }
        let numbers = (start..end).filter(|&i| page.at(i).kind == TokenKind::Number).count();
        let words = (start..end).filter(|&i| page.plain_word(i)).count();
        if numbers >= 2 && words < numbers {
            marks[start..end].fill(true);
        }
        start = end;
    }
    marks
}

/// Whether a line ends before token `i`.
fn line_breaks(page: &Page, i: usize) -> bool {
    Span::new(page.at(i - 1).span.end, page.at(i).span.start).of(page.text).contains('\n')
}
