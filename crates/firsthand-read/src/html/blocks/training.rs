//! What a trainer of the block model needs: pages as the reader sees them.

pub use super::context::MORE;
pub use super::forest::{Forest, probability};
pub use super::model::threshold;
pub use super::numbers::{NAMES, Rows, StatedArticle, Tables};
pub use super::words::{Weights, words_of};

use super::around::{far, near};
use super::context;
use super::numbers::rows;
use super::sums::sums;
use crate::html::metadata::told;
use crate::html::walk::{Page, walk};

/// A page with what its data states.
#[derive(Debug)]
pub struct Walked {
    page: Page,
    title: Option<String>,
    body: Option<String>,
    description: Option<String>,
}

impl Walked {
    /// Walks a page.
    pub fn new(source: &str) -> Walked {
        let page = walk(source);
        let (told, body) = told(&page, None);
        let description = super::model::description(&page).map(str::to_owned);
        Walked { title: told.title, body, description, page }
    }

    /// The text of each block.
    pub fn blocks(&self) -> Vec<&str> {
        self.page.blocks.iter().map(|block| block.span.of(&self.page.text)).collect()
    }

    /// Hashes of the class words near each block and further out.
    pub fn class_words(&self) -> Vec<(Vec<u32>, Vec<u32>)> {
        let sums = sums(&self.page);
        let words = |elements: Vec<usize>| -> Vec<u32> {
            let of = |at: usize| self.page.elements[at].words;
            elements.into_iter().flat_map(|at| self.page.words[of(at).0..of(at).1].to_vec()).collect()
        };
        (0..self.page.blocks.len())
            .map(|i| (words(near(&self.page, &sums, i)), words(far(&self.page, sums.holders[i]))))
            .collect()
    }

    /// The numbers of the first look.
    pub fn rows(&self, tables: &Tables) -> Rows {
        let stated = StatedArticle {
            title: self.title.as_deref(),
            body: self.body.as_deref(),
            description: self.description.as_deref(),
        };
        rows(&self.page, &stated, tables)
    }

    /// The numbers of the second look.
    pub fn rows_again(&self, rows: &Rows, thought: &[f32]) -> Vec<f32> {
        context::rows(&self.page, rows, thought)
    }
}
