//! Dates that a page prints beside its article.
//!
//! In: the article's parts, told apart. Out: candidates, weighed by where they stand: between
//! headline and body, above the headline, behind the body; and by what else stands in their line.
//! A date alone on its line, or beside an author, is the article's; one among other words is a hint.

use super::{Candidate, Order, Source};
use crate::FurnitureKind::{self, *};
use crate::block::Block;
use crate::furniture::stops;
use crate::stated::{Moment, date_line, is_date_line, leading_date};
use crate::{Article, months};
use firsthand_text::{Folded, Span};

/// Most bytes of a line whose date is the article's.
const LONGEST: usize = 200;

/// Lines above the headline, and behind the body, among which a date may be the article's.
const NEAR: usize = 8;

/// Bytes at the beginning of the first paragraph, and at the end of the last, that may hold its date.
const EDGE: usize = 48;

/// Paragraphs at either end of the article that may hold its date.
const EDGE_PARAGRAPHS: usize = 6;

/// Most bytes of a line in the article that states facts about it.
const LONGEST_FACTS: usize = 100;

/// Where a line stands, seen from the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// So many lines above the headline, or above the body where there is no headline.
    Above(usize),
    /// Between the headline and the first paragraph, so many lines from the nearer of the two.
    Under(usize),
    /// Among the paragraphs.
    Within,
    /// So many lines behind the last paragraph.
    Behind(usize),
}

/// Collects the dates of the lines beside the article; `timed` says whether `<time>` stands there.
pub(crate) fn in_lines(article: &Article, blocks: &[Block], order: Order, timed: bool) -> Vec<Candidate> {
    let text = article.text.as_str();
    let first = article.first_below().unwrap_or(text.len());
    let end = article.body.last().map_or(text.len(), |span| span.end);
    let title = article.title_span.map_or(first, |span| span.start);
    let above = article.furniture.iter().filter(|item| item.span.end <= title).count();
    let between =
        article.furniture.iter().filter(|item| item.span.end > title && item.span.start < first).count();
    let (mut under, mut behind) = (0, 0);
    let mut found = Vec::new();
    if let Some(dek) = article.dek_span.filter(|dek| dek.len() <= LONGEST) {
        line(dek.of(text), dek, Other, Place::Under(0), order, &mut found);
    }
    for (at, item) in article.furniture.iter().enumerate() {
        let place = if article.title_span.is_none() && item.span.end <= first {
            Place::Under(if article.body.is_empty() { at + 1 } else { above - at.min(above) + 1 })
        } else if item.span.end <= title {
            Place::Above(above - at.min(above))
        } else if item.span.start < first {
            under += 1;
            Place::Under(under.min(between + 2 - under.min(between)))
        } else if item.span.start < end {
            Place::Within
        } else {
            behind += 1;
            Place::Behind(behind)
        };
        let raw = item.span.of(text);
        if item.span.len() <= LONGEST && raw.contains(|c: char| c.is_ascii_digit()) {
            // A date alone on its line is told by its words; the box it stands in says whose it is.
            let boxed = blocks
                .binary_search_by_key(&item.span.start, |block| block.span.start)
                .ok()
                .and_then(|at| blocks[at].hint.kind.as_ref());
            let kind = match boxed {
                Some((Related | Comments, _)) => Related,
                _ => item.kind,
            };
            line(raw, item.span, kind, place, order, &mut found);
        }
    }
    // Where several lines between headline and article have a date the first is the article's.
    let beside = |candidate: &Candidate| {
        candidate.span.is_some_and(|span| span.start >= title && span.end <= first) && !candidate.change
    };
    if article.title_span.is_some()
        && let Some(nearest) = found.iter_mut().find(|candidate| beside(candidate))
    {
        nearest.weight += FIRST_LINE;
    }
    if timed || found.iter().any(beside) {
        let above = |candidate: &&mut Candidate| candidate.span.is_some_and(|span| span.end <= title);
        found.iter_mut().filter(above).for_each(|candidate| candidate.weight *= ABOVE_ANOTHER);
    }
    edges(article, text, order, &mut found);
    found
}

/// The dates of one line beside the article.
fn line(raw: &str, span: Span, kind: FurnitureKind, place: Place, order: Order, found: &mut Vec<Candidate>) {
    if matches!(kind, Caption | Ticker | Comments | Cookies) {
        return;
    }
    let mut dates = date_line(raw, order);
    if dates.published.is_none() && dates.modified.is_none() {
        dates.published = leading_date(raw, order).map(|(moment, _)| moment);
    }
    let facts = !stops(raw) && raw.split_whitespace().count() <= MOST_FACTS;
    let pure = is_date_line(raw) || matches!(kind, Date | Byline);
    if let Some(moment) = dates.published {
        let (mut weight, basis) = weight(place, pure, dates.labelled, kind, raw);
        if facts && !pure && matches!(place, Place::Under(_)) {
            weight += 0.5;
        }
        if kind == Related {
            // Another article's, most of the time.
            let most = if matches!(place, Place::Under(_)) { RELATED_UNDER } else { RELATED };
            weight = if dates.labelled || pure { weight.min(most) } else { 0.0 };
        }
        if weight > 0.0 {
            found.push(candidate(moment, false, weight, basis, span));
        }
    }
    if let Some(moment) = dates.modified.filter(|_| kind != Related) {
        let (weight, basis) = weight(place, pure, true, kind, raw);
        if weight > 0.0 {
            found.push(candidate(moment, true, weight.min(5.0), basis, span));
        }
    }
}

/// Most words of a line of facts about the article: author, date, section.
const MOST_FACTS: usize = 12;

/// What a date in a box of comments or links to other articles says; between headline and article
/// such a box may be the article's own, misnamed.
const RELATED: f32 = 1.0;
const RELATED_UNDER: f32 = 2.0;

fn candidate((date, time): Moment, change: bool, weight: f32, basis: &str, span: Span) -> Candidate {
    let basis = basis.to_owned();
    Candidate { date, time, change, source: Source::Line, weight, basis, span: Some(span), block: None }
}

/// What the first date below the headline says more than those that follow.
const FIRST_LINE: f32 = 0.5;

/// Takes from what `<time>` says where it stands behind the article or in it, as in posts of other
/// sites that a page shows. One between headline and article is the article's own; whether there is
/// one is told.
pub(crate) fn place_times(candidates: &mut [Candidate], article: &Article, blocks: &[Block]) -> bool {
    let Some(first) = article.first_below() else { return false };
    let end = article.body.last().map_or(first, |span| span.end);
    let title = article.title_span.unwrap_or(Span::new(first, first));
    let start = |candidate: &Candidate| {
        let of_time = candidate.source == Source::Time;
        candidate.block.filter(|_| of_time).and_then(|at| blocks.get(at)).map(|block| block.span.start)
    };
    let beside = |candidate: &Candidate| {
        start(candidate).is_some_and(|at| (title.end..=first).contains(&at)) && !candidate.change
    };
    let timed = candidates.iter().any(beside);
    for candidate in candidates.iter_mut() {
        let Some(at) = start(candidate) else { continue };
        if at >= end {
            candidate.weight = (candidate.weight - BEHIND).max(0.5);
        } else if at > first {
            candidate.weight = (candidate.weight - WITHIN).max(0.5);
        } else if beside(candidate) {
            candidate.weight = candidate.weight.max(UNDER);
        } else if at < title.start && timed {
            candidate.weight *= ABOVE_ANOTHER;
        }
    }
    timed
}

/// What is taken from `<time>` behind the article, and from one within it.
const BEHIND: f32 = 1.5;
const WITHIN: f32 = 1.0;

/// What `<time>` between headline and article says at least: as much as a date printed there.
const UNDER: f32 = 4.0;

/// What is left of a date above the headline where another stands below it: teasers of other
/// articles and the day of the page's making stand above.
const ABOVE_ANOTHER: f32 = 0.6;

/// What a date in a line says.
fn weight(place: Place, pure: bool, labelled: bool, kind: FurnitureKind, raw: &str) -> (f32, &'static str) {
    let label = if labelled { 1.0 } else { 0.0 };
    let names = || {
        // "Date" and "posted" may stand behind the date.
        let folded = Folded::new(raw);
        folded
            .as_str()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| months::says_published(word) || months::says_update(word))
    };
    match place {
        Place::Under(lines) if pure => {
            (4.0 + label - (lines as f32 * 0.05).min(2.0), "date line beside the article")
        }
        Place::Under(lines) => {
            (3.0 + label - (lines as f32 * 0.05).min(2.0), "line with a date beside the article")
        }
        Place::Above(lines) if lines <= NEAR && (pure || labelled) => {
            // A navigation bar's date is the day on which the page was made, not written.
            let near = 3.5 - lines as f32 * 0.1;
            (near + label, "date line above the headline")
        }
        Place::Above(lines) if pure || lines <= NEAR => (1.0 + label, "line with a date above the headline"),
        Place::Above(_) => (0.0, ""),
        Place::Within if pure => (2.5 + label, "date line within the article"),
        Place::Within => (label * 1.5, "line with a date within the article"),
        Place::Behind(lines) if labelled || names() => {
            (if lines <= NEAR { 3.5 } else { 2.5 }, "date line below the article")
        }
        Place::Behind(lines) if pure && lines <= NEAR && kind != Navigation => {
            (2.5 - lines as f32 * 0.1, "date line below the article")
        }
        Place::Behind(_) => (0.0, ""),
    }
}

/// A date in the headline, before the first words of the first paragraph, or behind the last.
fn edges(article: &Article, text: &str, order: Order, found: &mut Vec<Candidate>) {
    let mut add = |span: Span, weight: f32, basis: &'static str| {
        let raw = span.of(text);
        if raw.contains(|c: char| c.is_ascii_digit())
            && let Some(moment) =
                date_line(raw, order).published.or_else(|| leading_date(raw, order).map(|(moment, _)| moment))
        {
            found.push(candidate(moment, false, weight, basis, span));
        }
    };
    if let Some(dateline) = &article.dateline {
        add(dateline.span, 3.0, "dateline");
    }
    if let Some(title) = article.title_span.filter(|title| title.len() <= LONGEST) {
        add(title, 1.5, "date in the headline");
    }
    let count = article.body.len();
    // Warnings of page software and menus may stand above the headline and be taken for paragraphs.
    let above = article.title_span.map_or(0, |title| {
        let above = article.body.iter().take_while(|paragraph| paragraph.end <= title.start).count();
        if above < count { above } else { 0 }
    });
    let mut opened = false;
    for (at, paragraph) in article.body.iter().skip(above).enumerate() {
        let count = count - above;
        let edge = at < EDGE_PARAGRAPHS || at + EDGE_PARAGRAPHS >= count;
        if !edge {
            continue;
        }
        let raw = paragraph.of(text);
        // A line under the headline may have been taken for the first paragraph.
        let first = !opened;
        opened |= stops(raw);
        if at < EDGE_PARAGRAPHS {
            if let Some((_, length)) = leading_date(raw, order) {
                add(
                    cut(text, paragraph.start, paragraph.start + length),
                    2.5 - at as f32 * 0.1,
                    "date before the first words",
                );
            } else if first {
                let head = cut(text, paragraph.start, paragraph.end.min(paragraph.start + EDGE));
                // "4 March 2031 – The ferry", "North Quay, (4.3.2031). The ferry": the date stands apart.
                let apart = |c: char| matches!(c, '(' | ')' | '–' | '—' | '|' | ':' | '„' | '"' | '“');
                let raw = head.of(text);
                if let Some(stop) = raw.find(apart).or_else(|| raw.find(" - ")) {
                    let close = raw[stop..].find(')').map_or(stop, |close| stop + close);
                    add(cut(text, head.start, head.start + close), 2.5, "date before the first words");
                }
            }
        }
        if raw.len() <= LONGEST_FACTS && !stops(raw) {
            add(
                *paragraph,
                2.0 - at.min(count - 1 - at) as f32 * 0.1,
                "short line with a date in the article",
            );
        }
    }
    if let Some(last) = article.body.last()
        && last.len() <= EDGE
        && is_date_line(last.of(text))
    {
        add(*last, 2.5, "date line at the end of the article");
    }
}

fn cut(text: &str, start: usize, end: usize) -> Span {
    let mut end = end.max(start);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end)
}
