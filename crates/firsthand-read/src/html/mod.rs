//! What HTML pages need: their visible text by blocks, what their markup says of them, and which
//! blocks are the article.

mod choose;
mod jsonld;
mod metadata;
mod title;
mod walk;

pub(crate) use choose::{choose_by_markup, choose_by_words, extracted, missed};
pub(crate) use metadata::told;
pub(crate) use walk::{Page, walk};
