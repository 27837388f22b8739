//! From captured bytes to articles: what is the text, what is page furniture, what does the page
//! say of itself (headline, byline, dateline, dates, outlet, credits).
//!
//! [`read`] is the one way in. It is total: any bytes give a [`Reading`]; damage becomes a
//! [`Notice`]. Nothing a page holds vanishes: what is not body is kept as [`Furniture`] with its
//! kind, and is mined for outlet, credits and dates before it is set aside.

mod agency;
mod article;
mod assemble;
mod block;
mod byline;
mod capture;
pub mod container;
mod credit;
mod dateline;
mod dates;
mod decode;
mod format;
mod furniture;
mod head;
mod html;
mod judged;
mod months;
mod notice;
mod stated;
pub mod training;
pub mod trees;

pub use article::{Article, Certainty, Credit, Dateline, Furniture, FurnitureKind, Outlet, Stated};
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

/// Reads one capture. Total: any bytes give a reading.
///
/// The format is told by content, not by the file's name: HTML, plain text, Markdown, RSS, Atom and
/// JSON Feed, e-mail, NewsML-G2, NITF and ninjs, JSON documents; any of them as an HTTP message or
/// gzipped. Codes of notices: "empty", "not-text", "too-large", "undecodable-bytes",
/// "no-article-found", "extractor-failed", "damaged-body", "compression-bomb",
/// "damaged-xml", "only-teasers", "damaged-json", "no-page",
/// "no-text-field", "unknown-xml", "withheld".
pub fn read(capture: &Capture) -> Reading {
    let name = capture.file.as_deref().or(capture.url.as_deref()).unwrap_or("the capture");
    let (mut articles, notices) = format::read(capture, name);
    for article in &mut articles {
        if article.body.is_empty() {
            let message =
                format!("{name}: no paragraph of prose was found; all its text is kept as furniture.");
            article.notices.push(Notice { code: "no-article-found", message, span: None });
        }
    }
    Reading { articles, notices }
}

/// For each line of `text.split('\n')`, whether it is part of the article.
///
/// `text` is read as plain text, whatever it holds; this is what [`read`] decides, line by line, but
/// for the line under the headline: [`read`] keeps it apart ([`Article::dek`]), here it counts as
/// article where the classifier takes it for the article's own words.
pub fn line_labels(text: &str) -> Vec<bool> {
    judged::line_labels(text)
}
