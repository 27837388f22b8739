//! The lines of a page, judged: what each says of itself, which is the headline, which are article.
//!
//! In: a text, its blocks, and the headline if markup names it. Out: [`Judged`]. Where markup says
//! nothing of any block, and the text is English, a trained classifier tells article from furniture;
//! else the cheapest run of prose does.

use crate::FurnitureKind::{Byline, Date, Related, TitleRepeated};
use crate::block::{self, Block};
use crate::furniture::{Line, Verdict, classify, features, judge, main_run, settle};
use crate::head::{self, Head};
use firsthand_text::language;
use std::ops::Range;

/// What is known of each block before an article is made of them.
#[derive(Debug)]
pub(crate) struct Judged<'t> {
    /// The blocks as the rules see them.
    pub(crate) lines: Vec<Line<'t>>,
    /// What each says of itself.
    pub(crate) verdicts: Vec<Verdict>,
    /// Headline, dek, name of the site.
    pub(crate) head: Head,
    /// Which are article; headline and dek may be among them.
    pub(crate) labels: Vec<bool>,
}

/// Judges the blocks of a page; of those outside `looked_at` nothing is asked.
pub(crate) fn judged<'t>(
    text: &'t str,
    blocks: &[Block],
    told: Option<&str>,
    looked_at: &Range<usize>,
) -> Judged<'t> {
    let mut judged = by_rules(text, blocks, told, looked_at);
    if blocks.iter().all(|block| block.hint.is_silent())
        && language::guess(text) == Some("en")
        && let Some(labels) = classify(&judged.lines, &judged.verdicts, &judged.head, &judged.labels)
        && labels.contains(&true)
    {
        judged.labels = labels;
    }
    judged
}

/// The blocks that the model of web pages holds to be article, less those that are certainly
/// furniture; `None` where it has nothing to say.
fn by_model(blocks: &[Block], verdicts: &mut [Verdict]) -> Option<Vec<bool>> {
    let labels: Vec<bool> = blocks
        .iter()
        .zip(verdicts.iter())
        .map(|(block, verdict)| Some(block.hint.article?.0 && !matches!(verdict, Verdict::Furniture(..))))
        .collect::<Option<_>>()?;
    let mut labels: Vec<bool> = labels;
    teasers(blocks, verdicts, &mut labels);
    (!labels.is_empty()).then_some(labels)
}

/// Takes teasers of other articles from the article where they follow it under a heading that says so:
/// each is a heading that is a link, and what stands in one box with it.
fn teasers(blocks: &[Block], verdicts: &mut [Verdict], labels: &mut [bool]) {
    let length = |i: usize| if labels[i] { blocks[i].span.len() } else { 0 };
    let all: usize = (0..blocks.len()).map(length).sum();
    // A list of the best of a kind is built like teasers, but then it is most of the article.
    let (mut before, mut half) = (0, 0);
    while half < blocks.len() && before * 2 < all {
        before += length(half);
        half += 1;
    }
    let mut under = false;
    let mut boxed = None;
    for i in half..blocks.len() {
        let hint = &blocks[i].hint;
        if matches!(verdicts[i], Verdict::Furniture(Related, _)) && hint.heading > 0 {
            (under, boxed) = (true, None);
        } else if under && hint.heading > 0 && hint.linked > LINKED {
            boxed = hint.within;
        } else if labels[i] && (boxed.is_none() || hint.within != boxed) {
            (under, boxed) = (false, None);
        }
        if under && labels[i] && boxed.is_some() {
            labels[i] = false;
            verdicts[i] = Verdict::Furniture(Related, "stands under a heading of such lines");
        }
    }
}

/// Share of a heading's letters from which it is a link.
const LINKED: f32 = 0.9;

/// What the model of web pages says of each block, or for other texts what rules alone do.
fn by_rules<'t>(text: &'t str, blocks: &[Block], told: Option<&str>, looked_at: &Range<usize>) -> Judged<'t> {
    let line = |(i, block): (usize, &Block)| {
        if looked_at.contains(&i) {
            Line::new(block.span.of(text))
        } else {
            Line::unread(block.span.of(text))
        }
    };
    let lines: Vec<Line> = blocks.iter().enumerate().map(line).collect();
    let judged = |(i, line): (usize, &Line)| if looked_at.contains(&i) { judge(line) } else { Verdict::Open };
    let mut verdicts: Vec<Verdict> = lines.iter().enumerate().map(judged).collect();
    settle(blocks, &lines, &mut verdicts);
    let head = match told {
        Some(title) => told_head(title, blocks, &lines, &verdicts),
        None => head::head(&lines, &verdicts),
    };
    if let Some(title) = head.title {
        repeated(&lines, &mut verdicts, title, told);
    }
    let labels = by_model(blocks, &mut verdicts).unwrap_or_else(|| main_run(blocks, &lines, &verdicts));
    Judged { lines, verdicts, head, labels }
}

/// For each line of a plain text whether it is article: body, or a line under the headline that the
/// classifier takes for the article's own words.
pub(crate) fn line_labels(text: &str) -> Vec<bool> {
    let blocks = block::lines(text);
    let Judged { head, mut labels, .. } = judged(text, &blocks, None, &(0..blocks.len()));
    for at in [head.title, head.site].into_iter().flatten() {
        labels[at] = false;
    }
    let mut body =
        blocks.iter().zip(&labels).filter(|(_, label)| **label).map(|(block, _)| block.span).peekable();
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let (start, end) = (at, at + line.len());
            at = end + 1;
            while body.peek().is_some_and(|span| span.end <= start) {
                body.next();
            }
            !block::is_blank(line) && body.peek().is_some_and(|span| span.start < end)
        })
        .collect()
}

/// The rows by which a classifier tells the lines of a plain text, and the line that each begins on.
pub(crate) fn rows(text: &str) -> Vec<(usize, Vec<f32>)> {
    let blocks = block::lines(text);
    let Judged { lines, verdicts, head, labels } = by_rules(text, &blocks, None, &(0..blocks.len()));
    let (mut number, mut at) = (0, 0);
    features(&lines, &verdicts, &head, &labels)
        .into_iter()
        .zip(&blocks)
        .map(|(row, block)| {
            number += text[at..block.span.start].matches('\n').count();
            at = block.span.start;
            (number, row.to_vec())
        })
        .collect()
}

/// The headline that markup names, found in the text.
fn told_head(title: &str, blocks: &[Block], lines: &[Line], verdicts: &[Verdict]) -> Head {
    let bare = Line::new(title).bare;
    let same = |i: &usize| !bare.is_empty() && lines[*i].bare == bare;
    let heading = (0..lines.len()).filter(|i| blocks[*i].hint.heading > 0).find(same);
    let title = heading.or_else(|| (0..lines.len()).find(same));
    Head { title, dek: title.and_then(|title| told_dek(title, blocks, lines, verdicts)), site: None }
}

/// Blocks under the headline among which the line under it is looked for.
const DEK_WITHIN: usize = 6;

/// Most words of the line under the headline.
const LONGEST_DEK: usize = 60;

/// The line under the headline: an element is called so, or it stands right between the headline
/// and the author or the date.
fn told_dek(title: usize, blocks: &[Block], lines: &[Line], verdicts: &[Verdict]) -> Option<usize> {
    let end = lines.len().min(title + 1 + DEK_WITHIN);
    let fits = |i: usize| verdicts[i] == Verdict::Open && (2..=LONGEST_DEK).contains(&lines[i].words);
    let prose = |i: usize| verdicts[i] == Verdict::Open && lines[i].stops && lines[i].words >= SHORTEST_LEAD;
    let called = (title + 1..end).find(|i| blocks[*i].hint.dek && fits(*i));
    called.or_else(|| {
        let next = title + 1;
        // A paragraph that the model of pages holds to be article is its first one, boxed for its looks.
        let lede = |i: usize| {
            prose(i) && blocks[i].hint.article.is_some_and(|(chosen, sure)| chosen && sure >= SURE_LEDE)
        };
        let facts = |i: usize| matches!(verdicts[i], Verdict::Furniture(Byline | Date, _));
        (next + 2 < lines.len()
            && fits(next)
            && !lede(next)
            && lines[next].words >= SHORTEST_DEK
            && blocks[next].hint.kind.is_none()
            && facts(next + 1)
            && (next + 2..end).any(prose))
        .then_some(next)
    })
}

/// How sure the model of pages must be of a paragraph right under the headline.
const SURE_LEDE: f32 = 0.5;

/// Fewest words of a line under the headline that nothing calls so.
const SHORTEST_DEK: usize = 6;

/// Words of a first paragraph.
const SHORTEST_LEAD: usize = 16;

/// Marks the headline where it stands once more.
fn repeated(lines: &[Line], verdicts: &mut [Verdict], title: usize, told: Option<&str>) {
    let bare = told.map_or_else(|| lines[title].bare.clone(), |told| Line::new(told).bare);
    for (i, line) in lines.iter().enumerate() {
        if i != title && line.bare == bare && !bare.is_empty() {
            verdicts[i] = Verdict::Furniture(TitleRepeated, "the headline once more");
        }
    }
}
