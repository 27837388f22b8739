//! Trains the classifier of lines: which lines of an already extracted text are article.
//!
//! In: `lines/truth.jsonl`, pages with a label for each line. Out: `lines.model` beside the rules of
//! furniture, trained on all pages, and the figures of models that were each trained on a part of
//! the outlets and measured on the others. Parts go by the hash of the host, so that no outlet is
//! in both.

use crate::boost::{Options, boost};
use anyhow::{Context as _, Result};
use firsthand_read::training::{decode, line_rows, second_rows};
use firsthand_read::trees::{self, Tree, odds};
use serde_json::Value;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// Where the model goes, below the workspace's root.
const MODEL: &str = "crates/firsthand-read/src/furniture/lines.model";

/// Parts of the training pages; what the first forest says of a part is learnt from the others.
const PARTS: u64 = 5;

/// Chosen among about seven settings by the five folds; others moved F1 by up to 0.007.
const FIRST: Options = Options { trees: 100, rate: 0.05, rows: 70, columns: 20, least: 3.0, pull: 4.0 };
const SECOND: Options = Options { trees: 80, rate: 0.04, rows: 70, columns: 30, least: 4.0, pull: 6.0 };

/// Folds of the outlets.
const FOLDS: u64 = 5;

/// Price of a change of label between neighbours, and what is added to each; those of the reader.
const CHANGE: f32 = 0.3;
const LEAN: f32 = 0.0;

/// One labelled page.
struct Page {
    hash: u64,
    rows: Vec<Vec<f32>>,
    labels: Vec<Option<bool>>,
}

/// Trains and measures.
pub(crate) fn train(bench: &Path) -> Result<()> {
    let pages = read(&bench.join("lines/truth.jsonl"))?;
    for (count, name) in [(2, "halves"), (FOLDS, "folds")] {
        let mut sum = Score::default();
        for part in 0..count {
            // Of folds another bit than of halves, or a fold would lie within a half.
            let hash = |page: &Page| if count == 2 { page.hash } else { page.hash / 3 };
            let (test, train): (Vec<&Page>, Vec<&Page>) =
                pages.iter().partition(|page| hash(page) % count == part);
            let score = measure(&forests(&train), &test);
            if count == 2 {
                println!("half {part}, trained on the other: {}", score.show());
            }
            sum.add(&score);
        }
        println!("{count} {name}, each measured on what it hasn't seen: {}", sum.show());
    }
    let all: Vec<&Page> = pages.iter().collect();
    let forests = forests(&all);
    println!(
        "trained on all, measured on the same (no figure of quality): {}",
        measure(&forests, &all).show()
    );
    std::fs::write(MODEL, trees::write(&forests)).with_context(|| format!("{MODEL} can't be written"))?;
    println!("wrote {MODEL}");
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Page>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    text.lines()
        .map(|line| {
            let page: Value = serde_json::from_str(line)?;
            let labels = page["body"].as_array().context("a page has no labels")?;
            let (at, rows): (Vec<usize>, Vec<Vec<f32>>) =
                line_rows(page["text"].as_str().context("a page has no text")?).into_iter().unzip();
            Ok(Page {
                hash: xxh3_64(host(page["url"].as_str().unwrap_or_default()).as_bytes()),
                labels: at.iter().map(|at| labels.get(*at).and_then(Value::as_bool)).collect(),
                rows,
            })
        })
        .collect()
}

/// The host of an address, without "www.".
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Both forests, trained on some pages.
fn forests(pages: &[&Page]) -> Vec<Vec<Tree>> {
    let first = one(pages.iter().map(|page| (*page, page.rows.as_slice())), &FIRST);
    // What the second forest learns from must be as unsure as what it will see.
    let unseen: Vec<(&Page, Vec<Vec<f32>>)> = (0..PARTS)
        .flat_map(|part| {
            let (out, rest): (Vec<&Page>, Vec<&Page>) =
                pages.iter().partition(|page| page.hash / 2 % PARTS == part);
            let trees = one(rest.iter().map(|page| (*page, page.rows.as_slice())), &FIRST);
            out.into_iter().map(move |page| (page, second(&trees, page))).collect::<Vec<_>>()
        })
        .collect();
    let second = one(unseen.iter().map(|(page, rows)| (*page, rows.as_slice())), &SECOND);
    vec![first, second]
}

fn second(first: &[Tree], page: &Page) -> Vec<Vec<f32>> {
    let odds: Vec<f32> = page.rows.iter().map(|row| odds(first, row)).collect();
    second_rows(&page.rows, &odds)
}

fn one<'p>(pages: impl Iterator<Item = (&'p Page, &'p [Vec<f32>])>, options: &Options) -> Vec<Tree> {
    let (mut rows, mut labels, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (page, page_rows) in pages {
        // A page of many lines isn't worth as much more as it is long.
        let weight = (20.0 / page.rows.len().max(5) as f64).sqrt();
        for (row, label) in page_rows.iter().zip(&page.labels) {
            if let Some(label) = label {
                rows.push(row.clone());
                labels.push(*label);
                weights.push(weight);
            }
        }
    }
    boost(&rows, &labels, &weights, options)
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    perfect: usize,
    pages: usize,
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.perfect += other.perfect;
        self.pages += other.pages;
    }

    fn show(&self) -> String {
        let f1 = 2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64;
        let perfect = 100.0 * self.perfect as f64 / self.pages.max(1) as f64;
        format!(
            "body F1 {f1:.4}, wrong {}, missed {}, pages perfect {perfect:.1} % of {}",
            self.wrong, self.missed, self.pages
        )
    }
}

fn measure(forests: &[Vec<Tree>], pages: &[&Page]) -> Score {
    let mut score = Score::default();
    for page in pages {
        let odds: Vec<f32> = second(&forests[0], page).iter().map(|row| odds(&forests[1], row)).collect();
        let found = decode(&odds, CHANGE, LEAN);
        let (mut wrong, mut missed) = (0, 0);
        for (found, label) in found.iter().zip(&page.labels) {
            match (found, label) {
                (true, Some(true)) => score.right += 1,
                (true, Some(false)) => wrong += 1,
                (false, Some(true)) => missed += 1,
                _ => {}
            }
        }
        score.wrong += wrong;
        score.missed += missed;
        score.perfect += usize::from(wrong + missed == 0);
        score.pages += 1;
    }
    score
}
