//! What HTML pages need: their visible text by blocks, what their markup says of them, and which
//! blocks are the article.

pub(crate) mod blocks;
mod budget;
mod entities;
mod jsonld;
mod kind;
mod marks;
mod metadata;
mod open;
mod runs;
mod state;
mod supply;
mod tags;
mod title;
mod tokens;
mod walk;
mod words;

pub(crate) use blocks::{StatedArticle, article_blocks, description, threshold};
pub(crate) use budget::{Budget, budget};
pub(crate) use jsonld::Linked;
pub(crate) use kind::instead_of_article;
pub(crate) use metadata::told;
pub(crate) use supply::supply;
pub(crate) use walk::{Page, walk};
