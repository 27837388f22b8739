//! Plain text, as extractors and readers leave it: the article with remains of its page.

use crate::assemble::{Told, article};
use crate::{Article, Capture, Notice, block};

/// One article a text. `Article.text` is the whole text to the letter.
pub(super) fn read(capture: &Capture, text: String, notices: Vec<Notice>) -> Vec<Article> {
    let blocks = block::lines(&text);
    vec![article(capture, text, &blocks, Told::default(), notices)]
}
