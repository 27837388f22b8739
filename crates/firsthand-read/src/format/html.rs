//! HTML pages: parsed, walked, and told apart into article and furniture.
//!
//! The text is every visible block of the page, one a line. The main part is what an extractor
//! (the readability algorithm) chose, unless the page's own data states its article's text.
//! Pages that would make a parser or the extractor crawl or overflow are read by simpler means, with a notice.

use crate::assemble::{Told, article};
use crate::html::{choose_by_markup, choose_by_words, extracted, missed, told, walk};
use crate::{Article, Capture, Notice, Stated, block, stated};
use dom_query::Document;

/// How far into a text the first tags are looked for.
const SNIFF_WITHIN: usize = 4096;

/// Deepest nesting that is given to the parser: its tree is built in time proportional to depth
/// for each closing tag. Real pages stay under 100.
const DEEPEST_PARSED: usize = 1000;

/// Deepest nesting that is given to the extractor, which calls itself for each level.
const DEEPEST_EXTRACTED: usize = 300;

/// Largest page that is given to the extractor, in bytes; the largest article pages have about 5 MB.
const LARGEST_EXTRACTED: usize = 8 << 20;

/// Largest page that is parsed at all.
const LARGEST_PARSED: usize = 24 << 20;

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
    let deep = nesting(&source) > DEEPEST_PARSED;
    if deep || source.len() > LARGEST_PARSED {
        let (code, why) = if deep {
            ("nested-too-deep", "elements are nested too deep")
        } else {
            ("too-large", "the page is too large")
        };
        notice(
            code,
            format!("{why} to be parsed; the tags were cut out and the rest was read as plain text."),
        );
        let text = without_tags(&source);
        let blocks = block::lines(&text);
        return vec![article(capture, text, &blocks, Told::default(), notices)];
    }
    let document = Document::from(source.as_str());
    let mut page = walk(&document);
    let (mut told, stated_body) = told(&page, capture.url.as_deref());
    let parts = stated_body.map(|body| body.lines().map(str::to_owned).collect::<Vec<String>>());
    let by_data = parts.is_some_and(|parts| choose_by_data(&mut page, &parts));
    if !by_data {
        let fit = page.depth <= DEEPEST_EXTRACTED && source.len() <= LARGEST_EXTRACTED;
        let main = if fit { extracted(document) } else { Err(()) };
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
    let modified = told.modified.take();
    let mut article = article(capture, page.text, &page.blocks, told, notices);
    article.modified = modified.or(article.modified);
    if article.published.is_none()
        && let Some(date) = article.url.as_deref().and_then(stated::in_url)
    {
        article.published =
            Some(Stated { date, time: None, basis: "date in the address".to_owned(), span: None });
    }
    vec![article]
}

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

/// Deepest nesting by the tags as they stand, those that need no closing tag left out.
fn nesting(source: &str) -> usize {
    const LOOSE: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
        "p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot", "path", "param",
        "rect", "circle", "use", "g", "svg", "!doctype", "!--", "stop", "polygon", "line", "ellipse",
        "polyline",
    ];
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closing = rest.starts_with('/');
        let tag = rest.trim_start_matches('/');
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let length = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
        let name = tag[..length].to_ascii_lowercase();
        if LOOSE.contains(&name.as_str()) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
        if !closing && matches!(name.as_str(), "script" | "style") {
            let end = format!("</{name}");
            rest = rest.find(&end).map_or("", |at| &rest[at..]);
        }
    }
    deepest
}

/// The text between the tags, a line where a tag stood.
fn without_tags(source: &str) -> String {
    let mut out = String::with_capacity(source.len() / 2);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let lower: String = rest.chars().take(8).collect::<String>().to_ascii_lowercase();
        let skipped = ["script", "style"].iter().find(|name| lower[1..].starts_with(**name));
        let end = match skipped {
            Some(name) => rest[1..].find(&format!("</{name}")).map(|at| at + 1),
            None => rest.find('>').map(|at| at + 1),
        };
        out.push('\n');
        rest = end.map_or("", |end| &rest[end.max(1)..]);
    }
    out.push_str(rest);
    out
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

    #[test]
    fn measures_nesting() {
        assert_eq!(nesting("<div><p><p><p><b>x</b></div>"), 2);
        assert_eq!(nesting("<script>if (a <b) '<div><div><div>'</script>"), 1);
        assert_eq!(nesting(&"<div>".repeat(5000)), 5000);
        assert_eq!(nesting("<é<"), 0);
    }

    #[test]
    fn cuts_tags() {
        assert_eq!(without_tags("a<b>c</b>d<script>no</script>e<"), "a\nc\nd\n\ne\n");
        assert_eq!(without_tags("<"), "\n");
        assert_eq!(without_tags("<é"), "\n");
    }
}
