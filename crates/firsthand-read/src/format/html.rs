//! HTML pages: walked, and told apart into article and furniture.
//!
//! The text is every visible block of the page, one a line. The main part is what an extractor
//! (the readability algorithm) chose, unless the page's own data states its article's text.
//! Pages that would make a parser or the extractor crawl or overflow are read by simpler means, with a notice.

use crate::assemble::article;
use crate::dates::in_state;
use crate::html::{choose_by_markup, choose_by_words, extracted, missed, told, walk};
use crate::{Article, Capture, Notice};
use dom_query::Document;

/// How far into a text the first tags are looked for.
const SNIFF_WITHIN: usize = 4096;

/// Deepest nesting that is given to the extractor, which calls itself for each level.
const DEEPEST_EXTRACTED: usize = 300;

/// Largest page that is given to the extractor, in bytes; the largest article pages have about 5 MB.
const LARGEST_EXTRACTED: usize = 8 << 20;

/// Whether a text is an HTML page: it opens with a document type or holds tags that only pages have.
pub(super) fn is_html(text: &str) -> bool {
    let mut end = text.len().min(SNIFF_WITHIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].to_ascii_lowercase();
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let opens = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<div",
        "<section",
        "<title",
        "<meta",
        "<p>",
        "<p ",
        "<h1",
        "<table",
        "<script",
        "<center",
        "<span",
        "<style",
    ];
    if opens.iter().any(|tag| start.starts_with(tag)) {
        return true;
    }
    let comment = start.starts_with("<!--") || start.starts_with("<?xml");
    let tags = ["<html", "<head>", "<body", "</p>", "</div>", "</a>", "<br", "<p>", "<p "];
    let found = tags.iter().map(|tag| head.matches(tag).count()).sum::<usize>();
    found >= 3 || comment && head.contains("<html")
}

/// One article a page.
pub(super) fn read(capture: &Capture, source: String, mut notices: Vec<Notice>) -> Vec<Article> {
    let name = capture.file.as_deref().or(capture.url.as_deref()).unwrap_or("the capture");
    let mut notice = |code: &'static str, message: String| {
        notices.push(Notice { code, message: format!("{name}: {message}"), span: None })
    };
    let mut page = walk(&source);
    let (mut told, stated_body) = told(&page, capture.url.as_deref());
    let parts = stated_body.map(|body| body.lines().map(str::to_owned).collect::<Vec<String>>());
    let by_data = parts.is_some_and(|parts| choose_by_data(&mut page, &parts));
    if !by_data {
        let fit = page.depth <= DEEPEST_EXTRACTED && source.len() <= LARGEST_EXTRACTED;
        let main = if fit { extracted(Document::from(source.as_str())) } else { Err(()) };
        match main {
            Ok(Some(main)) if choose_by_words(&mut page, &main) && !missed(&page.blocks) => {}
            Ok(_) => choose_by_markup(&mut page.blocks),
            Err(()) => {
                notice(
                    "extractor-failed",
                    "the main part could not be told by the extractor; it was told by the markup alone."
                        .to_owned(),
                );
                choose_by_markup(&mut page.blocks);
            }
        }
    }
    if !told.dates.iter().any(|date| !date.change && date.weight >= SAYS_IT) {
        told.dates.extend(in_state(&source, told.order));
    }
    vec![article(capture, page.text, &page.blocks, told, notices)]
}

/// Weight from which a date of the markup needs none from the page's scripts.
const SAYS_IT: f32 = 3.0;

/// Fewest characters of a stated body, less is a summary.
const SHORTEST_STATED: usize = 600;

/// Takes the page's own statement of its article's text, when it is long and found on the page.
fn choose_by_data(page: &mut crate::html::Page, parts: &[String]) -> bool {
    if parts.iter().map(String::len).sum::<usize>() < SHORTEST_STATED || !choose_by_words(page, parts) {
        return false;
    }
    let chosen: usize = page
        .blocks
        .iter()
        .filter(|block| block.hint.chosen == Some(true))
        .map(|block| block.span.len())
        .sum();
    let stated: usize = parts.iter().map(String::len).sum();
    chosen * 10 >= stated * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_html() {
        for page in [
            "<!DOCTYPE html><p>x",
            "\n <HTML>",
            "<p>One",
            "<!-- x --><html>",
            "Text with <p>a</p> <p>b</p> and <br>",
        ] {
            assert!(is_html(page), "{page}");
        }
        for text in ["Plain text.", "a < b and c > d", "She wrote <em>.", "", "<3 hearts", "x <br> y"] {
            assert!(!is_html(text), "{text}");
        }
    }
}
