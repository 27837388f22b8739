//! Parts of speech and names in English text, by small linear models that come with the program.
//!
//! In: a text. Out: its words as treebanks cut them, each with its part of speech. The text is cut
//! into sentences and words once, and what later stages ask of the words is kept with them.

pub mod chain;
pub mod form;
pub mod gazetteer;
pub mod linear;
pub mod marked;
pub mod name;
pub mod speech;

pub use form::Form;
pub use name::NameKind;
pub use speech::{Part, Pos};

use firsthand_text::{Span, sentences};
use std::ops::Range;

/// A text with its words and their parts of speech.
#[derive(Clone, Debug)]
pub struct Tagged<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words and marks in order.
    pub words: Vec<Span>,
    /// What the taggers know of each.
    pub forms: Vec<Form>,
    /// The part of speech of each.
    pub parts: Vec<Pos>,
    /// The words of each sentence, in order and without gaps.
    pub sentences: Vec<Range<usize>>,
}

/// Most words that are tagged together; a longer sentence (a list, a page without marks) is cut.
const LONGEST: usize = 400;

impl<'t> Tagged<'t> {
    /// Cuts and tags `text`. Linear.
    pub fn new(text: &'t str) -> Tagged<'t> {
        let words = form::cut(text);
        let mut room = String::new();
        let forms: Vec<Form> = words.iter().map(|word| Form::new(word.of(text), &mut room)).collect();
        let mut parts = Vec::with_capacity(words.len());
        let mut cuts = Vec::new();
        let mut at = 0;
        for sentence in sentences(text) {
            let first = at;
            while at < words.len() && words[at].start < sentence.end {
                at += 1;
            }
            for start in (first..at).step_by(LONGEST) {
                let range = start..at.min(start + LONGEST);
                parts.extend(speech::parts(&forms[range.clone()]));
                cuts.push(range);
            }
        }
        // What no sentence holds (marks that nothing follows) has the tag of a mark.
        while parts.len() < words.len() {
            let first = parts.len();
            parts.extend(speech::parts(&forms[first..first + 1]));
            cuts.push(first..first + 1);
        }
        Tagged { text, words, forms, parts, sentences: cuts }
    }
}
