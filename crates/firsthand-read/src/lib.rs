//! From captured bytes to articles: what is the text, what is page furniture, what does the page
//! say of itself (headline, byline, dateline, dates, outlet, credits).
//!
//! [`read`] is the one way in. It is total: any bytes give a [`Reading`]; damage becomes a
//! [`Notice`]. Nothing a page holds vanishes: what is not body is kept as [`Furniture`] with its
//! kind, and is mined for outlet, credits and dates before it is set aside.

mod agency;
mod article;
mod assemble;
mod authors;
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
pub mod memory;
mod months;
mod notice;
mod stated;
mod tables;
pub mod training;
pub mod trees;

pub use article::{Article, Certainty, Credit, Dateline, Furniture, FurnitureKind, Outlet, Stated};
pub use capture::Capture;
pub use notice::Notice;

#[doc(hidden)]
pub use html::blocks::training as block_training;

/// What one capture gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// One article a page; none when nothing could be read, and then a notice says why.
    pub articles: Vec<Article>,
    /// What was damaged or unsure, for the capture as a whole.
    pub notices: Vec<Notice>,
}

/// How much care a page gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// Everything is looked at.
    #[default]
    Usual,
    /// Web pages are read in about two thirds of the time: their blocks are judged once instead of twice, and
    /// furniture far from the article isn't mined for credits, outlet and dates.
    Fast,
}

/// Reads one capture. Total: any bytes give a reading.
///
/// The format is told by content, not by the file's name: HTML, plain text, Markdown, RSS, Atom and
/// JSON Feed, e-mail, NewsML-G2, NITF and ninjs, JSON documents; any of them as an HTTP message or
/// gzipped. Codes of notices: "empty", "not-text", "too-large", "undecodable-bytes",
/// "no-article-found", "damaged-body", "compression-bomb",
/// "damaged-xml", "not-an-article", "only-teasers", "damaged-json", "no-page",
/// "no-text-field", "unknown-xml", "withheld", "over-budget".
pub fn read(capture: &Capture) -> Reading {
    read_at(capture, Pace::Usual)
}

/// [`read`] at a pace of choice.
pub fn read_at(capture: &Capture, pace: Pace) -> Reading {
    let name = capture.called("the capture");
    let (mut articles, notices) = format::read(capture, name, pace);
    for article in &mut articles {
        if article.body.is_empty() && !article.notices.iter().any(|notice| notice.code == "not-an-article") {
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
