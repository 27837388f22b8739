//! Formats of captures, told by content and never by file name.
//!
//! In: a capture's bytes. First what they were sent in comes off (an HTTP message, gzip), then the
//! first format that fits reads them: those of bytes (e-mail), then those of characters.

mod email;
mod feed;
mod html;
pub(crate) mod http;
mod item;
mod json;
mod markdown;
mod newsml;
mod plain;
mod xml;

use crate::{Article, Capture, Notice, Pace, decode};
use std::borrow::Cow;

/// What a capture gave: articles, and notices of the capture as a whole.
type Read = (Vec<Article>, Vec<Notice>);

/// Reads decoded characters as one format.
type Reader = fn(&Capture, String, Vec<Notice>, Pace) -> Read;

/// Tells a format by the characters.
type Fits = fn(&str) -> bool;

/// How a format is told, and who reads it. The first that fits is taken; the last fits anything.
const FORMATS: &[(Fits, Reader)] = &[
    (feed::is_feed, |capture, text, notices, _| feed::read(capture, text, notices)),
    (newsml::is_newsml, |capture, text, notices, _| newsml::read(capture, text, notices)),
    (html::is_html, |capture, text, notices, pace| (html::read(capture, text, notices, pace), Vec::new())),
    (is_other_xml, |capture, text, notices, _| other_xml(capture, text, notices)),
    (markdown::is_markdown, |capture, text, notices, _| (markdown::read(capture, text, notices), Vec::new())),
    (|_| true, |capture, text, notices, _| (plain::read(capture, text, notices), Vec::new())),
];

/// Articles of a capture.
pub(crate) fn read(capture: &Capture, name: &str, pace: Pace) -> Read {
    let mut notices = Vec::new();
    let opened = http::open(&capture.bytes, decode::MOST_BYTES, name, &mut notices);
    let (mut bytes, encoding) = opened.unwrap_or((Cow::Borrowed(capture.bytes.as_slice()), None));
    if http::is_gzip(&bytes) {
        bytes = http::gunzip(bytes, decode::MOST_BYTES, name, &mut notices);
    }
    if email::is_email(&bytes)
        && let Some((articles, more)) = email::read(capture, &bytes)
    {
        notices.extend(more);
        return (articles, notices);
    }
    let (text, more) = match decode::decode(&bytes, name, encoding, capture.url.as_deref()) {
        Ok(decoded) => decoded,
        Err(notice) => {
            notices.push(notice);
            return (Vec::new(), notices);
        }
    };
    notices.extend(more);
    if let Some((articles, more)) = json::read(capture, &text) {
        notices.extend(more);
        return (articles, notices);
    }
    match FORMATS.iter().find(|(fits, _)| fits(&text)) {
        Some((_, read)) => {
            let (articles, more) = read(capture, text, Vec::new(), pace);
            notices.extend(more);
            (articles, notices)
        }
        None => (Vec::new(), notices),
    }
}

/// Whether a text is XML of a kind that isn't known here.
fn is_other_xml(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") && root(text).is_some()
}

/// Data for programs is no article; its text without its tags would be one that nobody wrote.
fn other_xml(capture: &Capture, text: String, mut notices: Vec<Notice>) -> Read {
    let name = capture.called("the capture");
    let kind = root(&text).unwrap_or("");
    let message = format!("{name}: XML of a kind that isn't known (<{kind}>); nothing was read from it.");
    notices.push(Notice { code: "unknown-xml", message, span: None });
    (Vec::new(), notices)
}

/// Whether bytes begin a document whose format they say: a web page, a feed, a news item, a message.
pub(crate) fn recognised(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let lower = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let page = lower.starts_with('<') && (lower.contains("<html") || lower.starts_with("<!doctype html"));
    page || feed::is_feed(&text) || newsml::is_newsml(&text) || email::is_email(head)
}

/// The name of an XML document's first element; `None` for other texts.
fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    for _ in 0..64 {
        if rest.starts_with("<?") {
            rest = rest[rest.find("?>")? + 2..].trim_start();
        } else if rest.starts_with("<!--") {
            rest = rest[rest.find("-->")? + 3..].trim_start();
        } else if rest.starts_with("<!") {
            // A document type may hold declarations of its own in brackets.
            let close = rest.find('>')?;
            let end = match rest.find('[').filter(|&open| open < close) {
                Some(_) => rest.find("]>").map(|at| at + 1)?,
                None => close,
            };
            rest = rest[end + 1..].trim_start();
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| c.is_whitespace() || "/>".contains(c))?;
            return Some(&name[..end]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn first_elements() {
        for (text, expected) in [
            (
                "\u{feff}<?xml version='1.0'?>\n<!-- x > y -->\n<!DOCTYPE rss [<!ENTITY a \"b>\">]>\n<rss version='2.0'>",
                Some("rss"),
            ),
            ("<!DOCTYPE html><HTML>", Some("HTML")),
            ("<feed/>", Some("feed")),
            ("The <feed>", None),
            ("<!--", None),
            ("<", None),
            ("", None),
        ] {
            assert_eq!(root(text), expected, "{text}");
        }
    }
}
