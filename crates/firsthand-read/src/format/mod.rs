//! Formats of captures, told by content and never by file name.

mod html;
mod plain;

use crate::{Article, Capture, Notice};

/// Reads decoded characters as one format.
type Reader = fn(&Capture, String, Vec<Notice>) -> Vec<Article>;

/// Tells a format by the characters.
type Fits = fn(&str) -> bool;

/// How a format is told, and who reads it. The first that fits is taken; the last fits anything.
const FORMATS: &[(Fits, Reader)] = &[(html::is_html, html::read), (|_| true, plain::read)];

/// Articles of a decoded capture.
pub(crate) fn read(capture: &Capture, text: String, notices: Vec<Notice>) -> Vec<Article> {
    match FORMATS.iter().find(|(fits, _)| fits(&text)) {
        Some((_, read)) => read(capture, text, notices),
        None => Vec::new(),
    }
}
