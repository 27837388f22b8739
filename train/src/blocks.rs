//! Trains the model that tells which blocks of a web page are its article.
//!
//! In: labelled pages (`pages/aed.tar.xz`, `pages/wcxb_dev.tar.xz`: HTML and the article's text).
//! Out: `crates/firsthand-read/src/html/blocks/weights.tsv`, and figures on pages that the weights
//! behind them were not trained on. Pages are parted by the hash of their site's name, so no site is
//! on both sides.

use crate::forest::{Data, Plan, grow};
use crate::pages::{Labelled, labelled};
use anyhow::Result;
use firsthand_read::block_training::{
    Forest, MORE, NAMES, Rows, Tables, Walked, Weights, probability, threshold, words_of,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where the weights go.
const WEIGHTS: &str = "crates/firsthand-read/src/html/blocks/weights.tsv";

/// Parts for the first judgments that the second look is trained on, and for weights of words.
const PARTS: u64 = 4;

const FIRST: Plan =
    Plan { trees: 80, depth: 5, rate: 0.12, calm: 0.02, least: 0.01, rows: 0.7, numbers: 0.5 };
const SECOND: Plan =
    Plan { trees: 60, depth: 4, rate: 0.12, calm: 0.02, least: 0.01, rows: 0.7, numbers: 0.5 };

/// Fewest sites that must have a word for it to be kept: near, far, and of the text.
const FEWEST_SITES: [usize; 3] = [4, 4, 8];

/// How much a word of few pages is held back.
const HELD_BACK: f32 = 3.0;

/// A page ready to be learned from.
struct Page {
    labelled: Labelled,
    walked: Walked,
    /// For each block the share of it that is article, and how much it counts.
    truth: Vec<f32>,
    weight: Vec<f32>,
    /// Hashes of words: near, far, text.
    words: Vec<[BTreeSet<u32>; 3]>,
}

/// The model as it is used.
struct Model {
    tables: Tables,
    written: [BTreeMap<u32, f32>; 3],
    first: Forest,
    second: Forest,
}

/// Trains, reports and writes.
pub(crate) fn train(bench: &Path) -> Result<()> {
    let mut pages = Vec::new();
    for set in ["aed", "wcxb_dev"] {
        for labelled in labelled(bench, set)? {
            pages.push(Page::new(labelled));
        }
    }
    println!("{} pages, {} blocks", pages.len(), pages.iter().map(|page| page.truth.len()).sum::<usize>());
    let all: Vec<&Page> = pages.iter().collect();
    let oracle: Vec<Vec<f32>> = pages.iter().map(|page| page.truth.clone()).collect();
    report("blocks chosen by their labels", &pages, &oracle);
    for (parts, name) in [(2, "trained on the other half"), (5, "trained on four fifths")] {
        let sure = unseen(&pages, parts);
        for (look, what) in ["first look", "both looks"].iter().enumerate() {
            let judged: Vec<Vec<f32>> = sure.iter().map(|both| both[look].clone()).collect();
            report(&format!("{what}, {name}"), &pages, &judged);
        }
    }
    let model = fit(&all);
    std::fs::write(WEIGHTS, model.write())?;
    println!("wrote {WEIGHTS}");
    Ok(())
}

/// How sure the first and the second look are of each block, by models trained on the pages of other
/// sites: all but one of `parts` parts.
fn unseen(pages: &[Page], parts: u64) -> Vec<[Vec<f32>; 2]> {
    let mut sure: Vec<[Vec<f32>; 2]> = pages.iter().map(|_| [Vec::new(), Vec::new()]).collect();
    for part in 0..parts {
        let (tested, trained): (Vec<usize>, Vec<usize>) =
            (0..pages.len()).partition(|i| pages[*i].labelled.site_hash % parts == part);
        let model = fit(&trained.iter().map(|i| &pages[*i]).collect::<Vec<_>>());
        for i in tested {
            sure[i] = model.judge(&pages[i]);
        }
    }
    sure
}

/// Precision and recall as the scorer of the labelled data has them: means over pages.
fn report(name: &str, pages: &[Page], sure: &[Vec<f32>]) {
    let mut line = format!("{name:<38}");
    for set in ["aed", "wcxb_dev"] {
        for half in [None, Some(0), Some(1)] {
            let (mut ps, mut rs, mut n) = (0.0, 0.0, 0.0);
            for (page, sure) in pages.iter().zip(sure) {
                if page.labelled.set != set || half.is_some_and(|half| page.labelled.site_hash % 2 != half) {
                    continue;
                }
                let (p, r) = page.labelled.score(&page.chosen(sure));
                (ps, rs, n) = (ps + p, rs + r, n + 1.0);
            }
            let (p, r) = (ps / n, rs / n);
            let f = 2.0 * p * r / (p + r);
            line.push_str(&match half {
                None => format!("  {set} P {p:.4} R {r:.4} F {f:.4}"),
                Some(_) => format!(" {f:.4}"),
            });
        }
    }
    println!("{line}");
}

impl Page {
    fn new(labelled: Labelled) -> Page {
        let walked = Walked::new(&labelled.html);
        let blocks = walked.blocks();
        let (truth, weight) = labelled.label(&blocks);
        let mut hashes = Vec::new();
        let words = walked
            .class_words()
            .into_iter()
            .zip(&blocks)
            .map(|((near, far), block)| {
                words_of(block, &mut hashes);
                [near.into_iter().collect(), far.into_iter().collect(), hashes.iter().copied().collect()]
            })
            .collect();
        Page { labelled, walked, truth, weight, words }
    }

    /// The text of the blocks that are chosen at this sureness.
    fn chosen(&self, sure: &[f32]) -> String {
        let blocks = self.walked.blocks();
        let lengths: Vec<f32> = blocks.iter().map(|block| block.len() as f32).collect();
        let enough = threshold(sure, &lengths);
        let chosen = blocks.iter().zip(sure).filter(|(_, sure)| **sure >= enough);
        chosen.map(|(block, _)| *block).collect::<Vec<_>>().join("\n")
    }
}

/// Weights of words: logarithm of the odds that what has the word is article, over pages.
fn weigh(pages: &[&Page], which: usize) -> BTreeMap<u32, f32> {
    let mut counts: BTreeMap<u32, (f32, f32, BTreeSet<u64>)> = BTreeMap::new();
    let (mut article, mut rest) = (0.0f32, 0.0f32);
    for page in pages {
        let mut own: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
        for (i, words) in page.words.iter().enumerate() {
            for word in &words[which] {
                let sum = own.entry(*word).or_default();
                sum.0 += page.truth[i] * page.weight[i];
                sum.1 += (1.0 - page.truth[i]) * page.weight[i];
            }
        }
        for (word, (yes, no)) in own {
            let sum = counts.entry(word).or_default();
            let share = yes / (yes + no).max(1e-9);
            sum.0 += share;
            sum.1 += 1.0 - share;
            sum.2.insert(page.labelled.site_hash);
            article += share;
            rest += 1.0 - share;
        }
    }
    let usual = article / (article + rest).max(1.0);
    let kept = counts.into_iter().filter(|(_, (.., sites))| sites.len() >= FEWEST_SITES[which]);
    kept.filter_map(|(word, (yes, no, _))| {
        let odds = (yes + HELD_BACK * usual) / (no + HELD_BACK * (1.0 - usual));
        let weight = (odds * (1.0 - usual) / usual).ln();
        let weight: f32 = format!("{weight:.2}").parse().ok()?;
        (weight.abs() >= 0.3).then_some((word, weight))
    })
    .collect()
}

fn tables(written: &[BTreeMap<u32, f32>; 3]) -> Tables {
    let table = |which: usize| Weights::new(written[which].iter().map(|(hash, weight)| (*hash, *weight)));
    Tables { near: table(0), far: table(1), text: table(2) }
}

fn weights(pages: &[&Page]) -> [BTreeMap<u32, f32>; 3] {
    [0, 1, 2].map(|which| weigh(pages, which))
}

/// Rows of many pages, one after another.
#[derive(Default)]
struct Many {
    numbers: Vec<f32>,
    truth: Vec<f32>,
    weight: Vec<f32>,
}

impl Many {
    fn add(&mut self, page: &Page, numbers: &[f32]) {
        self.numbers.extend_from_slice(numbers);
        self.truth.extend_from_slice(&page.truth);
        self.weight.extend_from_slice(&page.weight);
    }

    fn grow(&self, width: usize, plan: &Plan, seed: u64) -> Forest {
        grow(&Data { numbers: &self.numbers, width, truth: &self.truth, weight: &self.weight }, plan, seed)
    }
}

fn flat(rows: &Rows, page: &Page) -> Vec<f32> {
    (0..page.truth.len()).flat_map(|i| rows.row(i).to_vec()).collect()
}

/// Fits all there is on these pages. What the second look is told of the first, and the first of the
/// weights of words, comes from models that have not seen the page, as it will be in use.
fn fit(pages: &[&Page]) -> Model {
    let part = |page: &Page| page.labelled.site_hash / 2 % PARTS;
    let mut rows: Vec<Option<Rows>> = pages.iter().map(|_| None).collect();
    for fold in 0..PARTS {
        let others: Vec<&Page> = pages.iter().copied().filter(|page| part(page) != fold).collect();
        let tables = tables(&weights(&others));
        for (i, page) in pages.iter().enumerate().filter(|(_, page)| part(page) == fold) {
            rows[i] = Some(page.walked.rows(&tables));
        }
    }
    let rows: Vec<Rows> = rows.into_iter().flatten().collect();
    let mut second = Many::default();
    let mut thoughts: Vec<Vec<f32>> = vec![Vec::new(); pages.len()];
    for fold in 0..PARTS {
        let mut many = Many::default();
        for (page, rows) in pages.iter().zip(&rows).filter(|(page, _)| part(page) != fold) {
            many.add(page, &flat(rows, page));
        }
        let forest = many.grow(NAMES.len(), &FIRST, fold);
        for (i, (page, rows)) in
            pages.iter().zip(&rows).enumerate().filter(|(_, (page, _))| part(page) == fold)
        {
            let thought = think(&forest, rows, page);
            second.add(page, &page.walked.rows_again(rows, &thought));
            doubt(&mut second, &thought);
            thoughts[i] = thought;
        }
    }
    let mut many = Many::default();
    for ((page, rows), thought) in pages.iter().zip(&rows).zip(&thoughts) {
        many.add(page, &flat(rows, page));
        doubt(&mut many, thought);
    }
    let first = many.grow(NAMES.len(), &FIRST, 99);
    let second = second.grow(NAMES.len() + MORE.len(), &SECOND, 100);
    let written = weights(pages);
    Model { tables: tables(&written), written, first, second }
}

/// How far a label must be from what a model of other pages thinks to be doubted, and how much of a
/// doubted label counts. The truth of some pages breaks off in the middle of the article.
const DOUBTED: f32 = 0.9;
const DOUBT: f32 = 0.25;

/// Lets doubted labels of the page that was added last count for less.
fn doubt(many: &mut Many, thought: &[f32]) {
    let start = many.truth.len() - thought.len();
    for (i, thought) in thought.iter().enumerate() {
        if (many.truth[start + i] - thought).abs() > DOUBTED {
            many.weight[start + i] *= DOUBT;
        }
    }
}

fn think(forest: &Forest, rows: &Rows, page: &Page) -> Vec<f32> {
    (0..page.truth.len()).map(|i| probability(forest.sum(rows.row(i)))).collect()
}

impl Model {
    /// How sure both looks are of each block.
    fn judge(&self, page: &Page) -> [Vec<f32>; 2] {
        let rows = page.walked.rows(&self.tables);
        let thought = think(&self.first, &rows, page);
        let again = page.walked.rows_again(&rows, &thought);
        let width = NAMES.len() + MORE.len();
        let sure = again.chunks_exact(width).map(|row| probability(self.second.sum(row))).collect();
        [thought, sure]
    }

    /// The weight file.
    fn write(&self) -> String {
        let mut out = format!("# numbers\n{}\n", NAMES.join(" "));
        for (name, table) in ["near", "far", "text"].iter().zip(&self.written) {
            out.push_str(&format!("# {name}\n"));
            for (hash, weight) in table {
                out.push_str(&format!("{hash:x}\t{weight}\n"));
            }
        }
        out.push_str(&format!("# first\n{}# second\n{}", self.first.write(), self.second.write()));
        out
    }
}
