//! The trained model, and what it makes of a page.

use super::context;
use super::forest::{Forest, probability};
use super::numbers::{NAMES, StatedArticle, Tables, rows};
use super::words::Weights;
use crate::Pace;
use crate::html::walk::Page;
use std::sync::LazyLock;

/// Weights as the trainer wrote them.
#[derive(Debug, Default)]
struct Model {
    tables: Tables,
    first: Forest,
    second: Forest,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| read(include_str!("weights.tsv")).unwrap_or_default());

/// Sections of the file begin with `# name`.
fn read(file: &str) -> Option<Model> {
    let table = |name: &'static str| -> Option<Weights> {
        let weights: Option<Vec<(u32, f32)>> = section(file, name)
            .map(|line| {
                let (hash, weight) = line.split_once('\t')?;
                Some((u32::from_str_radix(hash, 16).ok()?, weight.parse().ok()?))
            })
            .collect();
        Some(Weights::new(weights?))
    };
    // Trees ask for numbers by place: weights for other rows than these would give nonsense.
    if section(file, "numbers").next() != Some(NAMES.join(" ").as_str()) {
        return None;
    }
    Some(Model {
        tables: Tables { near: table("near")?, far: table("far")?, text: table("text")? },
        first: Forest::read(section(file, "first"))?,
        second: Forest::read(section(file, "second"))?,
    })
}

/// The lines of a section.
fn section<'f>(file: &'f str, name: &'static str) -> impl Iterator<Item = &'f str> {
    file.lines()
        .skip_while(move |line| line.strip_prefix("# ") != Some(name))
        .skip(1)
        .take_while(|line| !line.starts_with('#'))
}

/// The sureness from which blocks together are likeliest to be the article: the best expected F1 is
/// reached where a block is as sure as half of that F1 (Lipton, Elkan and Naryanaswamy 2014). So a page
/// on which the model is sure of nothing still gives what is likeliest.
///
/// `lengths` is how much each block counts.
pub fn threshold(sure: &[f32], lengths: &[f32]) -> f32 {
    let expected: f32 = sure.iter().zip(lengths).map(|(sure, length)| sure * length).sum();
    let mut order: Vec<usize> = (0..sure.len().min(lengths.len())).collect();
    order.sort_by(|left, right| sure[*right].total_cmp(&sure[*left]));
    let (mut right, mut taken, mut best) = (0.0f32, 0.0f32, 0.0f32);
    for at in order {
        right += sure[at] * lengths[at];
        taken += lengths[at];
        best = best.max(2.0 * right / (taken + expected).max(f32::MIN_POSITIVE));
    }
    best / 2.0
}

/// What a page says it is about.
pub(crate) fn description(page: &Page) -> Option<&str> {
    let of = |name: &str| page.metas.iter().find(|(key, value)| key == name && !value.is_empty());
    ["og:description", "description", "twitter:description"]
        .iter()
        .find_map(|name| of(name))
        .map(|(_, value)| value.as_str())
}

/// For each block how sure it is that it is article.
pub(crate) fn article_blocks(page: &Page, stated: &StatedArticle, pace: Pace) -> Vec<f32> {
    let model = &*MODEL;
    let rows = rows(page, stated, &model.tables);
    let blocks = 0..page.blocks.len();
    if pace == Pace::Fast || page.blocks.is_empty() {
        return blocks.map(|i| probability(model.first.hasty_sum(rows.row(i)))).collect();
    }
    let thought: Vec<f32> = blocks.map(|i| probability(model.first.sum(rows.row(i)))).collect();
    let again = context::rows(page, &rows, &thought);
    again.chunks_exact(again.len() / thought.len()).map(|row| probability(model.second.sum(row))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_fit() {
        assert!(read(include_str!("weights.tsv")).is_some());
        assert!(read("# numbers\nother").is_none());
    }

    #[test]
    fn takes_the_likeliest() {
        for (sure, lengths, expected) in [
            (vec![0.9, 0.8, 0.1], vec![1.0, 1.0, 1.0], 2),
            (vec![0.3, 0.25, 0.01], vec![1.0, 1.0, 1.0], 2),
            (vec![1.0, 0.4], vec![9.0, 1.0], 1),
            (vec![], vec![], 0),
        ] {
            let enough = threshold(&sure, &lengths);
            assert_eq!(sure.iter().filter(|sure| **sure >= enough).count(), expected, "{sure:?}");
        }
    }
}
