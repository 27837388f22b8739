//! What was damaged or unsure, with a stable code.

use firsthand_text::Span;

/// Something a person should know about a capture; never an abort.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Stable, public: "undecodable-bytes", "no-article-found", …
    pub code: &'static str,
    /// What happened, where, and what to do, in one sentence.
    pub message: String,
    /// Place in the article's text, where it has one.
    pub span: Option<Span>,
}
