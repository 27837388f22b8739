//! The numbers that describe a block to the model.
//!
//! In: a walked page. Out: for each block the same row of numbers, in the order of [`NAMES`]: its
//! text, the elements it stands in, their classes, its place on the page, and its neighbours.

use super::around::{Around, far_weights, kind_of_tag, near, surroundings, weights_of};
use super::look::{Look, look};
use super::sums::{Sum, Sums, sums};
use super::words::{Weights, words_of};
use crate::html::runs::{RUN, hashes, joined};
use crate::html::walk::Page;
use std::collections::{HashMap, HashSet};

/// Learned weights of words.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Words in classes of the block's own elements and the one around them.
    pub near: Weights,
    /// Words in classes further out.
    pub far: Weights,
    /// Words of the text.
    pub text: Weights,
}

/// What the page's data says of its article.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatedArticle<'p> {
    /// The headline.
    pub title: Option<&'p str>,
    /// The article's text.
    pub body: Option<&'p str>,
    /// What it is about, in a sentence or two.
    pub description: Option<&'p str>,
}

/// Names of the numbers of a row.
pub const NAMES: &[&str] = &[
    "characters",
    "words",
    "stops",
    "colon",
    "begins",
    "linked",
    "links",
    "unlinked",
    "commas",
    "sentences",
    "figures",
    "capitals",
    "capitalised",
    "word-length",
    "strong",
    "marks",
    "quoted",
    "heading",
    "list",
    "kind",
    "dek",
    "tag",
    "inline-tag",
    "text-mean",
    "text-least",
    "text-sum",
    "near-sum",
    "near-least",
    "near-most",
    "far-least",
    "far-most",
    "far-mean",
    "in-article",
    "in-main",
    "in-aside",
    "in-nav",
    "in-header",
    "in-footer",
    "in-form",
    "in-list",
    "in-table",
    "in-figure",
    "in-quotation",
    "depth",
    "in-main-element",
    "steps-to-main",
    "before-main",
    "after-main",
    "parent-is-richest",
    "children-share",
    "parent-share",
    "parent-links",
    "parent-blocks",
    "parent-paragraphs",
    "grand-share",
    "grand-links",
    "grand-blocks",
    "great-share",
    "great-links",
    "own-share",
    "own-blocks",
    "alike-prose",
    "alike-blocks",
    "alike-links",
    "alike-mean",
    "alike-spread",
    "place",
    "chars-before",
    "prose-before",
    "since-title",
    "is-title",
    "repeats",
    "in-stated",
    "in-description",
    "since-prose",
    "until-prose",
    "page-prose",
    "page-blocks",
    "page-links",
    "prev-chars",
    "prev-linked",
    "prev-stops",
    "prev-tag",
    "prev-alike",
    "prev-parent",
    "prev2-chars",
    "prev2-linked",
    "next-chars",
    "next-linked",
    "next-stops",
    "next-tag",
    "next-alike",
    "next-parent",
    "next2-chars",
    "next2-linked",
    "prev-text",
    "next-text",
    "prev-near",
    "next-near",
    "heading-before",
    "heading-text",
    "parent-score",
    "grand-score",
    "in-top",
    "beside-top",
    "top-share",
    "stated-length",
    "stated-found",
];

/// Rows of numbers, one a block.
#[derive(Debug)]
pub struct Rows {
    pub(super) numbers: Vec<f32>,
    pub(super) sums: Sums,
}

impl Rows {
    /// The row of a block.
    pub fn row(&self, block: usize) -> &[f32] {
        self.numbers.get(block * NAMES.len()..(block + 1) * NAMES.len()).unwrap_or_default()
    }
}

/// Describes every block of a page.
pub(crate) fn rows(page: &Page, stated: &StatedArticle, tables: &Tables) -> Rows {
    let sums = sums(page);
    let count = page.blocks.len();
    let looks: Vec<Look> = page.blocks.iter().map(|block| look(block.span.of(&page.text))).collect();
    let text: Vec<[f32; 3]> = text_weights(page, &tables.text);
    let near: Vec<[f32; 3]> =
        (0..count).map(|i| weights_of(page, &near(page, &sums, i), &tables.near)).collect();
    let far = far_weights(page, &tables.far);
    let runs = |text: Option<&str>| -> HashSet<u64> {
        text.map(|text| hashes(text).windows(RUN).map(joined).collect()).unwrap_or_default()
    };
    let (body, description) = (runs(stated.body), runs(stated.description));
    let title = stated.title.map(hashes).unwrap_or_default();
    let words: Vec<Vec<u64>> = page.blocks.iter().map(|block| hashes(block.span.of(&page.text))).collect();
    let found_of_body = if body.is_empty() {
        -1.0
    } else {
        let runs = words.iter().flat_map(|words| words.windows(RUN).map(joined));
        let found: HashSet<u64> = runs.filter(|run| body.contains(run)).collect();
        found.len() as f32 / body.len() as f32
    };
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for words in &words {
        *seen.entry(joined(words)).or_default() += 1;
    }
    let titled = (0..count)
        .filter(|i| !title.is_empty() && words[*i] == title)
        .max_by_key(|i| (page.blocks[*i].hint.heading == 1, usize::MAX - i))
        .or_else(|| (0..count).find(|i| page.blocks[*i].hint.heading == 1));
    let is_prose =
        |i: usize| page.blocks[i].span.len() >= super::sums::PROSE && page.blocks[i].hint.linked < 0.5;
    let mut until = vec![count as f32; count];
    let mut next = None;
    for i in (0..count).rev() {
        until[i] = next.map_or(99.0, |next: usize| (next - i) as f32);
        if is_prose(i) {
            next = Some(i);
        }
    }
    let covered = |runs: &HashSet<u64>, i: usize| -> f32 {
        if runs.is_empty() {
            return -1.0;
        }
        let own = words[i].windows(RUN).count();
        if own == 0 {
            return -0.5;
        }
        words[i].windows(RUN).filter(|run| runs.contains(&joined(run))).count() as f32 / own as f32
    };
    let mut numbers: Vec<f32> = Vec::with_capacity(count * NAMES.len());
    let (mut chars_before, mut prose_before) = (0.0, 0.0);
    let (mut last_prose, mut heading) = (None::<usize>, None::<usize>);
    let mut around: Vec<Option<Around>> = vec![None; page.elements.len()];
    for i in 0..count {
        let (block, look) = (&page.blocks[i], &looks[i]);
        let hint = &block.hint;
        let chars = block.span.len() as f32;
        let holder = sums.holders[i];
        let here = *around[holder].get_or_insert_with(|| surroundings(page, &sums, holder));
        let far = far[holder];
        let parent = page.elements[holder].parent;
        let grand = page.elements[parent].parent;
        let great = page.elements[grand].parent;
        let of = |at: usize| &sums.elements[at];
        let share = |sum: &Sum| if sums.page.prose > 0.0 { sum.prose / sums.page.prose } else { 0.0 };
        let alike = &sums.alike[i];
        let flag = |is: bool| f32::from(u8::from(is));
        let beside = |at: Option<usize>| at.filter(|at| *at < count);
        let (prev, next) = (beside(i.checked_sub(1)), beside(Some(i + 1)));
        let (prev2, next2) = (beside(i.checked_sub(2)), beside(Some(i + 2)));
        let length = |at: Option<usize>| at.map_or(-1.0, |at| (page.blocks[at].span.len() as f32).ln());
        let linked = |at: Option<usize>| at.map_or(-1.0, |at| page.blocks[at].hint.linked);
        let stops = |at: Option<usize>| at.map_or(-1.0, |at| flag(looks[at].stops));
        let tag = |at: Option<usize>| at.map_or(-1.0, |at| kind_of_tag(page.elements[sums.holders[at]].tag));
        let same = |at: Option<usize>| at.map_or(-1.0, |at| flag(sums.kinds[at] == sums.kinds[i]));
        let sibling =
            |at: Option<usize>| at.map_or(-1.0, |at| flag(page.elements[sums.holders[at]].parent == parent));
        let before = numbers.len();
        numbers.extend([
            chars.ln(),
            look.words,
            flag(look.stops),
            flag(look.colon),
            look.begins,
            hint.linked,
            hint.links as f32,
            (hint.unlinked as f32 + 1.0).ln(),
            look.commas,
            look.sentences,
            look.figures,
            look.capitals,
            look.capitalised,
            look.word_length,
            hint.strong,
            look.marks,
            flag(look.quoted),
            f32::from(hint.heading),
            flag(hint.list),
            hint.kind.as_ref().map_or(-1.0, |(kind, _)| f32::from(*kind as u8)),
            flag(hint.dek),
            kind_of_tag(page.elements[holder].tag),
            kind_of_tag(page.elements[page.places[i]].tag),
            text[i][0],
            text[i][1],
            text[i][2],
            near[i][0],
            near[i][1],
            near[i][2],
            far[1],
            far[2],
            far[0],
        ]);
        numbers.extend(here.inside.iter().map(|inside| flag(*inside)));
        numbers.extend([
            here.depth,
            flag(here.to_main.is_some_and(|(_, inside)| inside)),
            here.to_main.map_or(99.0, |(steps, _)| steps),
            flag(i < sums.elements[sums.main].first),
            flag(i >= sums.elements[sums.main].last),
            flag(parent == sums.richest),
            share(&sums.children[parent]),
            share(of(parent)),
            of(parent).link_share(),
            of(parent).blocks,
            of(parent).paragraphs,
            share(of(grand)),
            of(grand).link_share(),
            of(grand).blocks,
            share(of(great)),
            of(great).link_share(),
            share(of(holder)),
            of(holder).blocks,
            share(alike),
            alike.blocks,
            alike.link_share(),
            alike.chars / alike.blocks.max(1.0),
            (alike.last - alike.first) as f32 / alike.blocks.max(1.0),
            i as f32 / count as f32,
            chars_before / sums.page.chars.max(1.0),
            prose_before / sums.page.prose.max(1.0),
            titled.map_or(-99.0, |titled| (i as f32 - titled as f32).max(-98.0)),
            flag(!title.is_empty() && words[i] == title),
            seen.get(&joined(&words[i])).copied().unwrap_or(1) as f32,
            covered(&body, i),
            covered(&description, i),
            last_prose.map_or(99.0, |last| (i - last) as f32),
            until[i],
            (sums.page.prose + 1.0).ln(),
            sums.page.blocks,
            sums.page.link_share(),
            length(prev),
            linked(prev),
            stops(prev),
            tag(prev),
            same(prev),
            sibling(prev),
            length(prev2),
            linked(prev2),
            length(next),
            linked(next),
            stops(next),
            tag(next),
            same(next),
            sibling(next),
            length(next2),
            linked(next2),
            prev.map_or(0.0, |at| text[at][2]),
            next.map_or(0.0, |at| text[at][2]),
            prev.map_or(0.0, |at| near[at][0]),
            next.map_or(0.0, |at| near[at][0]),
            heading.map_or(99.0, |heading| (i - heading) as f32),
            heading.map_or(0.0, |heading| text[heading][2]),
            sums.scores[parent] / sums.scores[sums.top].max(1.0),
            sums.scores[grand] / sums.scores[sums.top].max(1.0),
            flag(of(sums.top).first <= i && i < of(sums.top).last && here.in_top),
            flag(grand == page.elements[sums.top].parent || parent == page.elements[sums.top].parent),
            share(of(sums.top)),
            (body.len() as f32 + 1.0).ln(),
            found_of_body,
        ]);
        debug_assert_eq!(numbers.len() - before, NAMES.len());
        chars_before += chars;
        if is_prose(i) {
            prose_before += chars;
            last_prose = Some(i);
        }
        if hint.heading > 0 {
            heading = Some(i);
        }
    }
    Rows { numbers, sums }
}

/// For each block the mean, the least and the sum of its words' weights.
fn text_weights(page: &Page, weights: &Weights) -> Vec<[f32; 3]> {
    let mut hashes = Vec::new();
    page.blocks
        .iter()
        .map(|block| {
            words_of(block.span.of(&page.text), &mut hashes);
            let (mut sum, mut least, mut known) = (0.0f32, 0.0f32, 0.0f32);
            for hash in &hashes {
                let weight = weights.of(*hash);
                if weight != 0.0 {
                    (sum, least, known) = (sum + weight, least.min(weight), known + 1.0);
                }
            }
            [sum / known.max(1.0), least, sum]
        })
        .collect()
}
