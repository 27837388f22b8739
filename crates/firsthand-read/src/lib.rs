//! From captured bytes to articles: what is the text, what is page furniture, what does the page
//! say of itself (headline, byline, dateline, dates, outlet, credits).
//!
//! [`read`] is the one way in. It is total: any bytes give a [`Reading`]; damage becomes a
//! [`Notice`]. Nothing a page holds vanishes: what is not body is kept as [`Furniture`] with its
//! kind, and is mined for outlet, credits and dates before it is set aside.

mod article;
mod capture;
mod notice;

pub use article::{Article, Credit, Dateline, Furniture, FurnitureKind, Outlet, Stated};
pub use capture::Capture;
pub use notice::Notice;

/// What one capture gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// One article a page; none when nothing could be read, and then a notice says why.
    pub articles: Vec<Article>,
    /// What was damaged or unsure, for the capture as a whole.
    pub notices: Vec<Notice>,
}
