//! One sentence as a row of items: words, marks, and what was already found in it (actors, times).
//!
//! In: a sentence and the spans found in it. Out: [`Flat`], in which each found span is one item, so
//! that a rule can say "an actor, then 'signed'" without knowing how long a name is. Quotation marks
//! are left out, hyphenated words are one word, and `'s` after a found span is an item of its own.

use crate::{Actor, When};
use firsthand_text::{Folded, Span, TokenKind, tokens};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, a number, or `'s`.
    Word,
    /// A comma, dash, bracket, …
    Mark,
    /// A mention of the actor with this index.
    Actor(usize),
    /// The time expression with this index.
    Time(usize),
    /// The agreement with this index in the row's own list of names.
    Agreement(usize),
    /// The doer given to [`crate::event_type`].
    Source,
    /// The one it is done to, given to [`crate::event_type`].
    Target,
}

/// One item of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// Its place in the whole text.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// Folded words; a placeholder for everything that was found.
    pub(crate) word: String,
}

impl Item {
    fn found(span: Span, kind: Kind) -> Item {
        let word = match kind {
            Kind::Actor(_) => "@p",
            Kind::Time(_) => "@t",
            Kind::Agreement(_) => "@a",
            Kind::Source => "@s",
            Kind::Target => "@g",
            Kind::Word | Kind::Mark => "",
        };
        Item { span, kind, word: word.to_string() }
    }

    /// Whether it is one of `words`.
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        matches!(self.kind, Kind::Word | Kind::Mark) && words.contains(&self.word.as_str())
    }
}

/// A sentence as a row of items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flat {
    /// In order of the text.
    pub(crate) items: Vec<Item>,
    /// The words of all items, each with one space before it; one space at the end.
    pub(crate) string: String,
    /// Where each item's word begins in `string`.
    starts: Vec<usize>,
}

/// Longest sentence that is read, in bytes. News sentences stay under 1,000; what is longer is a
/// table or a broken page, and rules that look left and right in it would find nonsense.
pub(crate) const LONGEST_SENTENCE: usize = 4_000;

/// `sentence`, cut at [`LONGEST_SENTENCE`] bytes.
pub(crate) fn clipped(text: &str, sentence: Span) -> Span {
    let mut end = sentence.end.min(sentence.start + LONGEST_SENTENCE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(sentence.start, end)
}

impl Flat {
    /// The row of `sentence`; `found` must be in order and free of overlaps.
    pub(crate) fn new(text: &str, sentence: Span, found: &[(Span, Kind)]) -> Flat {
        let whole = sentence.of(text);
        let mut items: Vec<Item> = Vec::new();
        let mut next = found.partition_point(|(span, _)| span.end <= sentence.start);
        for token in tokens(whole) {
            let span = token.span.shift(sentence.start);
            while found.get(next).is_some_and(|(mask, _)| mask.end <= span.start) {
                next += 1;
            }
            if let Some(&(mask, kind)) = found.get(next).filter(|(mask, _)| mask.overlaps(span)) {
                if items.last().is_none_or(|last| last.span != mask || last.kind != kind) {
                    items.push(Item::found(mask, kind));
                }
                if span.end > mask.end {
                    push_word(text, Span::new(mask.end, span.end), TokenKind::Word, &mut items);
                }
            } else {
                push_word(text, span, token.kind, &mut items);
            }
        }
        Flat::of(items)
    }

    /// The row of `items`.
    pub(crate) fn of(items: Vec<Item>) -> Flat {
        let mut string = String::from(" ");
        let mut starts = Vec::with_capacity(items.len());
        for item in &items {
            starts.push(string.len());
            string.push_str(&item.word);
            string.push(' ');
        }
        Flat { items, string, starts }
    }

    /// The row in which the items of each range (in order, free of overlaps) are one agreement.
    pub(crate) fn with_names(&self, ranges: &[(usize, usize)]) -> Flat {
        let mut items = Vec::with_capacity(self.items.len());
        let mut at = 0;
        for (name, &(start, end)) in ranges.iter().enumerate() {
            items.extend_from_slice(&self.items[at.min(start)..start]);
            let span = self.items[start].span.cover(self.items[end - 1].span);
            items.push(Item::found(span, Kind::Agreement(name)));
            at = end;
        }
        items.extend_from_slice(&self.items[at..]);
        Flat::of(items)
    }

    /// The index of the item under byte `at` of [`Flat::string`]; `None` in an empty row.
    pub(crate) fn item_at(&self, at: usize) -> Option<usize> {
        self.starts.partition_point(|&start| start <= at).checked_sub(1)
    }

    /// The item at `at`, or `None` past either end.
    pub(crate) fn get(&self, at: usize) -> Option<&Item> {
        self.items.get(at)
    }

    /// The word at `at`, `""` past the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| item.word.as_str())
    }
}

fn push_word(text: &str, span: Span, kind: TokenKind, items: &mut Vec<Item>) {
    let folded = Folded::new(span.of(text));
    let word = folded.as_str().trim();
    if word.is_empty() || word.chars().all(|c| matches!(c, '"' | '\'')) {
        return;
    }
    let mark = kind == TokenKind::Mark;
    const IS: &[&str] =
        &["it's", "that's", "he's", "she's", "what's", "there's", "here's", "who's", "let's", "where's"];
    if let Some(owner) = word.strip_suffix("'s").filter(|owner| !owner.is_empty() && !IS.contains(&word)) {
        let words = span.of(text);
        // The mark may be one or three bytes long; the "s" is one.
        let mark = words.char_indices().rev().nth(1).map_or(words.len(), |(at, _)| at);
        let split = Span::new(span.start + mark, span.end);
        items.push(Item {
            span: Span::new(span.start, split.start),
            kind: Kind::Word,
            word: owner.to_string(),
        });
        items.push(Item { span: split, kind: Kind::Word, word: "'s".to_string() });
        return;
    }
    if let Some(last) = items.last_mut().filter(|last| matches!(last.kind, Kind::Word | Kind::Mark)) {
        let touches = last.span.end == span.start;
        let joins = (mark && word == "-" && last.kind == Kind::Word) || (!mark && last.word.ends_with('-'));
        if touches && joins {
            last.word.push_str(word);
            last.span = last.span.cover(span);
            last.kind = Kind::Word;
            return;
        }
    }
    let kind = if mark { Kind::Mark } else { Kind::Word };
    items.push(Item { span, kind, word: word.to_string() });
}

/// The mentions of `actors` in order, the longest where several overlap, without those that `skip`
/// refuses. Rivers and regions, places of no state, are words like others here.
pub(crate) fn mentions(actors: &[Actor], skip: impl Fn(Span) -> bool) -> Vec<(Span, Kind)> {
    let mut all: Vec<(Span, Kind)> = Vec::new();
    let parties = actors.iter().enumerate();
    for (at, actor) in parties.filter(|(_, actor)| !actor.is_mere_place()) {
        all.extend(
            actor
                .forms
                .iter()
                .filter(|form| !form.is_empty() && !skip(**form))
                .map(|&f| (f, Kind::Actor(at))),
        );
    }
    disjoint(all)
}

/// `actors` and `times` together; a time gives way to a name that it overlaps.
pub(crate) fn with_times(mut found: Vec<(Span, Kind)>, times: &[When]) -> Vec<(Span, Kind)> {
    let free: Vec<(Span, Kind)> = times
        .iter()
        .enumerate()
        .filter(|(_, time)| {
            let near = found.partition_point(|(span, _)| span.end <= time.span.start);
            !time.span.is_empty() && found.get(near).is_none_or(|(span, _)| !span.overlaps(time.span))
        })
        .map(|(at, time)| (time.span, Kind::Time(at)))
        .collect();
    found.extend(free);
    disjoint(found)
}

/// Sorted, and without what overlaps an earlier or, from the same start, a longer one.
pub(crate) fn disjoint(mut all: Vec<(Span, Kind)>) -> Vec<(Span, Kind)> {
    all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    all.retain(|(span, _)| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, found: &[&str], want: &str) {
        let found: Vec<(Span, Kind)> = found
            .iter()
            .map(|words| {
                let start = text.find(words).unwrap();
                (Span::new(start, start + words.len()), Kind::Actor(0))
            })
            .collect();
        let flat = Flat::new(text, Span::new(0, text.len()), &found);
        assert_eq!(flat.string.trim(), want);
        for at in 0..flat.items.len() {
            assert_eq!(flat.item_at(flat.starts[at]), Some(at));
        }
    }

    #[test]
    fn rows() {
        check("Velmora’s “new” cease-fire, signed", &["Velmora"], "@p 's new cease-fire , signed");
        check("The Velmora–Tassia pact", &["Velmora", "Tassia"], "the @p - @p pact");
        check("the Prime Minister Orsa Lind left.", &["Orsa Lind"], "the prime minister @p left .");
        check("", &[], "");
        check("\0 -- ’’ é", &[], "- - é");
    }
}
