//! Labelled pages, and which of a page's blocks their truth says are article.
//!
//! In: archives of HTML pages with the article's text of each. Out: pages, labels by block, and
//! precision and recall by word 4-grams as the scorer of the labelled data counts them.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A page with what is known of it.
pub(crate) struct Labelled {
    pub(crate) set: &'static str,
    /// Hash of the site's name.
    pub(crate) site_hash: u64,
    pub(crate) html: String,
    truth: Vec<String>,
    truth_text: String,
}

/// Reads the pages of a set.
pub(crate) fn labelled(bench: &Path, set: &'static str) -> Result<Vec<Labelled>> {
    let folder = unpacked(&bench.join("pages").join(format!("{set}.tar.xz")), set)?;
    let mut pages = Vec::new();
    for line in std::fs::read_to_string(folder.join("truth.jsonl"))?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let id = line["id"].as_str().context("a page without a name")?.to_owned();
        let url = line["url"].as_str().unwrap_or_default();
        let host = url.split("://").last().unwrap_or_default().split('/').next().unwrap_or_default();
        let site = host.trim_start_matches("www.");
        let text = line["text"].as_str().unwrap_or_default().to_owned();
        let html = String::from_utf8_lossy(&std::fs::read(folder.join(format!("{id}.html")))?).into_owned();
        let site_hash = xxhash_rust::xxh3::xxh3_64(site.as_bytes());
        pages.push(Labelled { set, site_hash, html, truth: words(&text), truth_text: text });
    }
    Ok(pages)
}

/// The folder in an archive, unpacked beside this program.
fn unpacked(archive: &Path, set: &str) -> Result<PathBuf> {
    let beside = std::env::current_exe()?.parent().context("this program's folder")?.join("train-data");
    let folder = beside.join(set);
    if !folder.is_dir() {
        std::fs::create_dir_all(&beside)?;
        let status = Command::new("tar").arg("xJf").arg(archive).arg("-C").arg(&beside).status();
        if !status.context("tar can't be run")?.success() {
            bail!("{}: tar can't unpack it", archive.display());
        }
    }
    Ok(folder)
}

/// Words as the scorer has them: runs of letters, figures and underscores.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words of a run.
const RUN: usize = 4;

fn runs(words: &[String]) -> HashMap<&[String], usize> {
    let mut runs = HashMap::new();
    if !words.is_empty() {
        for run in words.windows(RUN.min(words.len())) {
            *runs.entry(run).or_default() += 1;
        }
    }
    runs
}

/// Places in the truth that are tried for a block; text that recurs more often is a refrain.
const PLACES: usize = 4;

/// Share of a block's runs in the truth from which it is looked for there.
const FOUND: f32 = 0.25;

impl Labelled {
    /// Precision and recall of a text.
    pub(crate) fn score(&self, text: &str) -> (f64, f64) {
        let own = words(text);
        let (gold, found) = (runs(&self.truth), runs(&own));
        let hits: usize =
            found.iter().map(|(run, count)| (*count).min(gold.get(run).copied().unwrap_or(0))).sum();
        let sum = |runs: &HashMap<&[String], usize>| runs.values().sum::<usize>() as f64;
        let p =
            if found.is_empty() { f64::from(u8::from(gold.is_empty())) } else { hits as f64 / sum(&found) };
        let r = if gold.is_empty() { 1.0 } else { hits as f64 / sum(&gold) };
        (p, r)
    }

    /// For each block the share of it that is article, and how much it counts: its words against
    /// those of the page's article, so that each page counts alike.
    pub(crate) fn label(&self, blocks: &[&str]) -> (Vec<f32>, Vec<f32>) {
        let own: Vec<Vec<String>> = blocks.iter().map(|block| words(block)).collect();
        let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
        for (at, run) in self.truth.windows(RUN).enumerate() {
            places.entry(run).or_default().push(at);
        }
        let mut shares = vec![0.0f32; blocks.len()];
        // Candidates of a chain: block, place in the truth, runs found there.
        let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
        for (i, words) in own.iter().enumerate() {
            let all = words.windows(RUN).count();
            if all == 0 {
                continue;
            }
            let found: Vec<(usize, &Vec<usize>)> =
                words.windows(RUN).enumerate().filter_map(|(at, run)| Some((at, places.get(run)?))).collect();
            shares[i] = found.len() as f32 / all as f32;
            if shares[i] >= FOUND {
                let (offset, first) = &found[0];
                for place in first.iter().take(PLACES) {
                    candidates.push((i, place.saturating_sub(*offset), found.len()));
                }
            }
        }
        let chain = chain(&candidates);
        let mut covered = vec![false; self.truth.len() + 1];
        for (block, place) in &chain {
            let end = (place + own[*block].len()).min(self.truth.len());
            covered[*place..end].iter_mut().for_each(|covered| *covered = true);
        }
        for (block, place, _) in &candidates {
            if chain.contains_key(block) {
                continue;
            }
            // The same words stand in the chain already: a teaser, a pulled quotation, a second copy.
            let end = (place + own[*block].len()).min(self.truth.len());
            let twice = covered[*place..end].iter().filter(|covered| **covered).count();
            if twice * 2 > end - place {
                shares[*block] = 0.0;
            }
        }
        self.label_short(&own, &chain, &mut shares);
        let total = self.truth.len() as f32 + 100.0;
        let weight = own.iter().map(|words| ((words.len() as f32 + 1.5) / total).min(0.5)).collect();
        (shares, weight)
    }

    /// Blocks of less words than a run: article where the truth has them between their neighbours.
    fn label_short(&self, own: &[Vec<String>], chain: &HashMap<usize, usize>, shares: &mut [f32]) {
        let lines: Vec<Vec<String>> = self.truth_text.lines().map(words).collect();
        let mut end_before = 0usize;
        let mut starts_after: Vec<usize> = vec![self.truth.len(); own.len()];
        let mut next = self.truth.len();
        for i in (0..own.len()).rev() {
            starts_after[i] = next;
            if let Some(place) = chain.get(&i) {
                next = *place;
            }
        }
        for (i, words) in own.iter().enumerate() {
            if let Some(place) = chain.get(&i) {
                end_before = place + words.len();
            } else if (1..RUN).contains(&words.len()) && !chain.is_empty() {
                let from = end_before.min(self.truth.len());
                let to = starts_after[i].max(from).min(self.truth.len());
                let gap = &self.truth[from..to];
                if gap.len() <= 60
                    && gap.windows(words.len()).any(|other| other == words)
                    && lines.contains(words)
                {
                    shares[i] = 1.0;
                }
            }
        }
    }
}

/// The heaviest chain of blocks whose places in the truth go up: block to place.
fn chain(candidates: &[(usize, usize, usize)]) -> HashMap<usize, usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (n, (block, place, weight)) in candidates.iter().enumerate() {
        let mut found = (*weight, None);
        for (before, (other, other_place, _)) in candidates[..n].iter().enumerate() {
            if other < block && other_place < place && best[before].0 + weight > found.0 {
                found = (best[before].0 + weight, Some(before));
            }
        }
        best.push(found);
    }
    let mut chain = HashMap::new();
    let mut at = (0..best.len()).max_by_key(|n| (best[*n].0, usize::MAX - n));
    while let Some(n) = at {
        chain.insert(candidates[n].0, candidates[n].1);
        at = best[n].1;
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_blocks() {
        let text =
            "The ferry runs again from the first of May.\n\nWhat next\n\nIts captain is new to the island.";
        let page = Labelled {
            set: "x",
            site_hash: 0,
            html: String::new(),
            truth: words(text),
            truth_text: text.to_owned(),
        };
        let blocks = [
            "The ferry runs again from the first of",
            "Ships",
            "The ferry runs again from the first of May.",
            "What next",
            "Its captain is new to the island.",
            "What next",
        ];
        let (shares, _) = page.label(&blocks);
        assert_eq!(shares, [0.0, 0.0, 1.0, 1.0, 1.0, 0.0]);
        assert_eq!(page.score(text), (1.0, 1.0));
    }
}
