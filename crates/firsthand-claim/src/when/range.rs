//! Joins two time expressions that are the ends of one: "from 2019 to 2022", "between 3 and 5 May".
//!
//! In: a text and its expressions. Out: which two of them belong together, and the span of both with the
//! words that join them. The values stay those of the two, as TIMEX3 has it.

use super::{When, WhenKind};
use firsthand_text::Span;

/// Two time expressions that are the ends of one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeRange {
    /// Both, what parts them, and "from" or "between" before them.
    pub span: Span,
    /// Index of the first end among the expressions.
    pub from: usize,
    /// Index of the last.
    pub to: usize,
}

/// The ranges among `times`, the expressions of `text` in their order.
///
/// Linear in the number of expressions. Two dates are joined by "to", "until", "through" or a dash between
/// them, or by "and" after "between"; a length or what recurs is no end.
pub fn time_ranges(text: &str, times: &[When]) -> Vec<TimeRange> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at + 1 < times.len() {
        match joined(text, &times[at], &times[at + 1]) {
            Some(span) => {
                ranges.push(TimeRange { span, from: at, to: at + 1 });
                at += 2;
            }
            None => at += 1,
        }
    }
    ranges
}

fn joined(text: &str, one: &When, other: &When) -> Option<Span> {
    let is_end = |when: &When| matches!(when.kind, WhenKind::Date | WhenKind::Time);
    if !is_end(one) || !is_end(other) {
        return None;
    }
    /// Longer than any words that join.
    const LONGEST: usize = 24;
    let gap = text.get(one.span.end..other.span.start).filter(|gap| gap.len() <= LONGEST)?;
    let gap = gap.trim_matches(|char: char| char.is_whitespace() || char == ',').to_ascii_lowercase();
    let mut words = gap.split_whitespace();
    let joint = words.next()?;
    // "from 3 May to the 5th of June", "until late on Friday"
    if !words.all(|word| matches!(word, "the" | "on" | "at" | "about" | "around" | "in" | "sometime")) {
        return None;
    }
    let before = text.get(..one.span.start)?.trim_end();
    let word = &before[before
        .rfind(|char: char| !char.is_ascii_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    let led = |leads: &[&str]| leads.iter().any(|lead| word.eq_ignore_ascii_case(lead));
    let fits = match joint {
        "to" | "until" | "till" | "through" | "thru" | "-" | "–" | "—" => true,
        "and" => led(&["between"]),
        _ => false,
    };
    let start = if led(&["from", "between"]) { before.len() - word.len() } else { one.span.start };
    fits.then(|| Span::new(start, other.span.end))
}

#[cfg(test)]
mod tests {
    use super::super::times;
    use super::*;

    /// `want`: the words of each range, parted by "; ".
    fn check(text: &str, want: &str) {
        let found = times(text, "2023-05-17".parse().ok());
        let ranges = time_ranges(text, &found);
        let told: Vec<&str> = ranges.iter().map(|range| range.span.of(text)).collect();
        assert_eq!(told.join("; "), want, "{text}");
    }

    #[test]
    fn ranges() {
        check("It rose from 2019 to 2022.", "from 2019 to 2022");
        check("between 3 and 5 May", "between 3 and 5 May");
        check("open 3-5 p.m. on Friday", "3-5 p.m. on Friday");
        check("the war of 1914-18", "1914-18");
        check("April 6-7, 1915", "April 6-7, 1915");
        check("on 3 and 5 May", "");
        check("Friday, and then on Sunday", "");
        check("for two to three weeks", "");
    }
}
