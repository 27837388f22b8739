//! What HTML pages need: their visible text by blocks, what their markup says of them, and which
//! blocks are the article.

mod choose;
mod entities;
mod jsonld;
mod marks;
mod metadata;
mod open;
mod tags;
mod title;
mod tokens;
mod walk;

pub(crate) use choose::{choose_by_markup, choose_by_words, extracted, missed};
pub(crate) use jsonld::Linked;
pub(crate) use metadata::told;
pub(crate) use walk::{Page, walk};
