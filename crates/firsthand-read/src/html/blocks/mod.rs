//! Tells the blocks of a page that are its article: a model trained on labelled pages.
//!
//! In: a walked page and what its data states of the article. Out: for each block how sure it is that
//! it is article, in `0.0..=1.0`. First each block is judged by its text, the elements around it, what
//! stands beside it and what the page has more of the like ([`numbers`]); then all are judged again
//! with the first judgment of their neighbours ([`context`]). `MODEL.md` beside the weights says
//! what they were trained on.

mod around;
mod context;
mod forest;
mod look;
mod model;
mod numbers;
mod sums;
pub mod training;
mod words;

pub(crate) use model::{article_blocks, description, threshold};
pub(crate) use numbers::StatedArticle;
pub(crate) use sums::PROSE;
