//! Tells furniture from article, block by block.
//!
//! In: the text and its blocks, with what markup says of them. Out: for each block whether it is
//! body, and if not, its kind and the reason. First every block is judged by itself
//! ([`judge`]): wordings that only furniture has, else how much it looks like prose. Then
//! [`main_run`] weighs neighbours against each other, so that a subheading between paragraphs
//! stays and a teaser after the last paragraph goes.

mod beside;
mod classify;
mod features;
mod habits;
mod judge;
mod phrases;
mod run;

pub(crate) use beside::{settle, strokes};
pub(crate) use classify::{cheapest, classify, second_rows};
pub(crate) use features::features;
pub(crate) use habits::masthead;
pub(crate) use judge::{Verdict, judge};
pub(crate) use phrases::phrases;
pub(crate) use run::main_run;

use firsthand_text::folded;

/// One block as the rules see it.
#[derive(Clone, Debug)]
pub(crate) struct Line<'t> {
    /// The words as they stand.
    pub(crate) raw: &'t str,
    /// Folded: lower case, one kind of quotation mark, dash and space.
    pub(crate) folded: String,
    /// Folded without marks at the ends.
    pub(crate) bare: String,
    /// Number of words by white space.
    pub(crate) words: usize,
    /// Whether it ends like a sentence (stop, question mark, closing quotation mark after one …).
    pub(crate) stops: bool,
}

/// Characters that are folded of one line. Rules look at the beginning and the words counted; a
/// longer line is prose whatever its end says.
const LONGEST_LOOK: usize = 6000;

impl<'t> Line<'t> {
    pub(crate) fn new(raw: &'t str) -> Line<'t> {
        let look = raw.char_indices().nth(LONGEST_LOOK).map_or(raw, |(end, _)| &raw[..end]);
        let mut folded = folded(look);
        folded.truncate(folded.trim_end().len());
        if folded.starts_with(' ') {
            folded.remove(0);
        }
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && !"()%$€£".contains(c)).to_owned();
        let (mut words, mut counted) = (0, false);
        for c in raw.chars() {
            if !counted && c.is_alphanumeric() {
                (words, counted) = (words + 1, true);
            } else if c.is_whitespace() {
                counted = false;
            }
        }
        Line { raw, folded, bare, words, stops: stops(raw) }
    }
}

impl<'t> Line<'t> {
    /// A line that nothing is asked of.
    pub(crate) fn unread(raw: &'t str) -> Line<'t> {
        Line { raw, folded: String::new(), bare: String::new(), words: 0, stops: false }
    }
}

/// Whether `raw` ends like a sentence.
pub(crate) fn stops(raw: &str) -> bool {
    let end = raw.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]*".contains(c));
    if end.len() < raw.trim_end().len() && raw.trim_end().ends_with(['”', '"', '’']) {
        // A closing quotation mark after a letter ends a sentence in British style.
        return end.ends_with(|c: char| c.is_alphanumeric() || ".!?…,".contains(c)) && raw.len() > 30;
    }
    end.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}
