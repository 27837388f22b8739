//! How much text of which kind stands in each element of a page.
//!
//! In: a walked page. Out: sums over each element with all it holds, and over blocks that stand in
//! elements of the same names and classes.

use crate::html::walk::Page;
use std::collections::HashMap;

/// What stands in an element, or in blocks of one kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// Bytes of text.
    pub(super) chars: f32,
    /// Bytes of it in links.
    pub(super) linked: f32,
    /// Bytes in blocks that look like prose.
    pub(super) prose: f32,
    /// Such blocks.
    pub(super) paragraphs: f32,
    /// All blocks.
    pub(super) blocks: f32,
    /// Place of the first block.
    pub(super) first: usize,
    /// Place behind the last block.
    pub(super) last: usize,
}

impl Sum {
    fn add(&mut self, other: &Sum) {
        if other.blocks == 0.0 {
            return;
        }
        if self.blocks == 0.0 {
            (self.first, self.last) = (other.first, other.last);
        }
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.chars += other.chars;
        self.linked += other.linked;
        self.prose += other.prose;
        self.paragraphs += other.paragraphs;
        self.blocks += other.blocks;
    }

    /// Share of links.
    pub(super) fn link_share(&self) -> f32 {
        if self.chars > 0.0 { self.linked / self.chars } else { 0.0 }
    }
}

/// Sums of a page.
#[derive(Debug)]
pub(super) struct Sums {
    /// Of each element, with all it holds.
    pub(super) elements: Vec<Sum>,
    /// Of each element, its own children that are one block.
    pub(super) children: Vec<Sum>,
    /// For each block, of all blocks of its kind.
    pub(super) alike: Vec<Sum>,
    /// For each block, the hash of its kind.
    pub(super) kinds: Vec<u64>,
    /// For each block, the innermost element around it that is no part of a line.
    pub(super) holders: Vec<usize>,
    /// The innermost element that holds most of the page's prose.
    pub(super) main: usize,
    /// The element with the most prose directly in it.
    pub(super) richest: usize,
    /// Of each element, how much prose stands in or closely below it, less for links: the measure by
    /// which the readability algorithm ranks.
    pub(super) scores: Vec<f32>,
    /// The element of the greatest score.
    pub(super) top: usize,
    /// All of the page.
    pub(super) page: Sum,
}

/// Fewest bytes of a block that gives its surroundings a score.
const SCORED: usize = 25;

/// Fewest bytes of a block that looks like prose.
pub(crate) const PROSE: usize = 80;

/// Share of the page's prose, in tenths, that its main element holds.
const MOST: f32 = 0.6;

/// Sums up a page.
pub(super) fn sums(page: &Page) -> Sums {
    let count = page.elements.len();
    let mut elements = vec![Sum::default(); count];
    let mut children = vec![Sum::default(); count];
    let mut alike: HashMap<u64, Sum> = HashMap::new();
    let (mut kinds, mut holders) = (Vec::new(), Vec::new());
    for (i, (block, place)) in page.blocks.iter().zip(&page.places).enumerate() {
        let mut holder = *place;
        while page.elements[holder].tag.is_inline() {
            holder = page.elements[holder].parent;
        }
        let chars = block.span.len() as f32;
        let prose = block.span.len() >= PROSE && block.hint.linked < 0.5;
        let sum = Sum {
            chars,
            linked: chars * block.hint.linked,
            prose: if prose { chars } else { 0.0 },
            paragraphs: f32::from(u8::from(prose)),
            blocks: 1.0,
            first: i,
            last: i + 1,
        };
        elements[holder].add(&sum);
        children[page.elements[holder].parent].add(&sum);
        let kind = kind(page, holder);
        alike.entry(kind).or_default().add(&sum);
        kinds.push(kind);
        holders.push(holder);
    }
    // An element comes after the one it stands in.
    for at in (1..count).rev() {
        let below = elements[at];
        elements[page.elements[at].parent].add(&below);
    }
    let mut scores = vec![0.0f32; count];
    for (block, holder) in page.blocks.iter().zip(&holders) {
        if block.span.len() < SCORED {
            continue;
        }
        let text = block.span.of(&page.text);
        let commas = text.bytes().take(2000).filter(|byte| *byte == b',').count() as f32;
        let score = (1.0 + commas + (text.len() as f32 / 100.0).min(3.0)) * (1.0 - block.hint.linked);
        let mut at = *holder;
        for share in [1.0, 0.5, 0.17] {
            at = page.elements[at].parent;
            scores[at] += score * share;
        }
    }
    let mut top = 0;
    for at in 0..count {
        scores[at] *= 1.0 - elements[at].link_share();
        if scores[at] > scores[top] {
            top = at;
        }
    }
    let all = elements.first().copied().unwrap_or_default();
    let main = elements.iter().rposition(|sum| sum.prose > 0.0 && sum.prose >= all.prose * MOST).unwrap_or(0);
    let mut richest = 0;
    for (at, sum) in children.iter().enumerate() {
        if sum.prose > children[richest].prose {
            richest = at;
        }
    }
    let alike = kinds.iter().map(|kind| alike.get(kind).copied().unwrap_or_default()).collect();
    Sums { elements, children, alike, kinds, holders, main, richest, scores, top, page: all }
}

/// Names and classes of an element and the one around it, as a hash.
fn kind(page: &Page, holder: usize) -> u64 {
    let mut hash = 0u64;
    let mut at = holder;
    for _ in 0..2 {
        let element = &page.elements[at];
        hash = mixed(hash, element.tag as u64 + 1);
        for word in page.words.get(element.words.0..element.words.1).unwrap_or_default() {
            hash = mixed(hash, u64::from(*word));
        }
        at = element.parent;
    }
    hash
}

fn mixed(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
