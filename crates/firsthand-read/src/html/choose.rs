//! Chooses the blocks that are the page's main part.
//!
//! In: the walked page, and what an extractor or the page's own data holds to be the article. Out:
//! `hint.chosen` of each block. Blocks are matched by their words (runs of four), since extractors
//! join, split and drop elements.

use super::walk::{Page, walk};
use crate::block::Block;
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use firsthand_text::Folded;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use xxhash_rust::xxh3::xxh3_64;

/// Words of a run. Two blocks that share one are rarely different texts.
const RUN: usize = 4;

/// Share of a block's runs, in tenths, that must be in the main part.
const ENOUGH: usize = 8;

/// Fewest characters of a main part that is worth a choice.
const SHORTEST_MAIN: usize = 140;

/// The main part's blocks of text by an extractor; `None` when it found nothing, `Err` when it failed.
pub(crate) fn extracted(document: Document) -> Result<Option<Vec<String>>, ()> {
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
        let article = readability.parse().ok()?;
        let part = walk(&article.content);
        Some(part.blocks.iter().map(|block| block.span.of(&part.text).to_owned()).collect::<Vec<String>>())
    }));
    result.map_err(|_| ())
}

/// Marks the blocks whose words stand in `main`; `false` when `main` is too short to tell.
pub(crate) fn choose_by_words(page: &mut Page, main: &[String]) -> bool {
    if main.iter().map(String::len).sum::<usize>() < SHORTEST_MAIN {
        return false;
    }
    let mut runs: HashSet<u64> = HashSet::new();
    let mut whole: HashSet<u64> = HashSet::new();
    let mut all: Vec<u64> = Vec::new();
    for block in main {
        let words = hashes(block);
        whole.insert(joined(&words));
        all.extend(words);
    }
    runs.extend(all.windows(RUN).map(joined));
    let text = &page.text;
    let words: Vec<Vec<u64>> = page.blocks.iter().map(|block| hashes(block.span.of(text))).collect();
    let long: Vec<bool> = words
        .iter()
        .map(|words| {
            let own = words.windows(RUN).count();
            own > 0
                && words.windows(RUN).filter(|run| runs.contains(&joined(run))).count() * 10 >= own * ENOUGH
        })
        .collect();
    let (Some(first), Some(last)) = (long.iter().position(|long| *long), long.iter().rposition(|long| *long))
    else {
        return false;
    };
    for (i, block) in page.blocks.iter_mut().enumerate() {
        let short = words[i].len() < RUN && (first..=last).contains(&i) && whole.contains(&joined(&words[i]));
        block.hint.chosen = Some(long[i] || short);
    }
    true
}

/// Share of the page's prose, one in so many, below which a choice has missed the article.
/// Set by hand: so small a part is likely a teaser or a consent form. On labelled pages values from 2
/// to 10 give the same within two tenths of a point.
const TOO_LITTLE: usize = 4;

/// Fewest characters of a block that counts as prose.
const PROSE: usize = 80;

/// Whether what was chosen is a small part of the prose that stands in no furniture.
pub(crate) fn missed(blocks: &[Block]) -> bool {
    let prose =
        |block: &&Block| block.span.len() >= PROSE && block.hint.linked < 0.5 && block.hint.kind.is_none();
    let sum = |chosen: bool| -> usize {
        let counted = blocks.iter().filter(prose).filter(|block| !chosen || block.hint.chosen == Some(true));
        counted.map(|block| block.span.len()).sum()
    };
    sum(true) * TOO_LITTLE < sum(false)
}

/// Marks blocks by their markup alone: paragraphs with few links in no container of furniture.
pub(crate) fn choose_by_markup(blocks: &mut [Block]) {
    for block in blocks {
        block.hint.chosen = (block.hint.linked > 0.5 || block.hint.kind.is_some()).then_some(false);
    }
}

fn hashes(text: &str) -> Vec<u64> {
    let folded = Folded::new(text);
    folded
        .as_str()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| xxh3_64(word.as_bytes()))
        .collect()
}

fn joined(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| {
        hash.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_by_words() {
        let long = "The ferry company said on Monday that it would run the service again next month, after a year without any.";
        let html = format!(
            "<p>Menu of the page here</p><h2>Ships</h2><p>{long}</p><h2>Ships</h2><p>{long} More of it.</p><p>Ships</p>"
        );
        let mut page = walk(&html);
        assert!(choose_by_words(
            &mut page,
            &[long.to_owned(), "Ships".to_owned(), format!("{long} More of it.")]
        ));
        let chosen: Vec<bool> = page.blocks.iter().map(|block| block.hint.chosen == Some(true)).collect();
        assert_eq!(chosen, [false, false, true, true, true, false]);
        assert!(!choose_by_words(&mut page, &["short".to_owned()]));
    }
}
