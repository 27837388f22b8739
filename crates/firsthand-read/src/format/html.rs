//! HTML pages: walked, and told apart into article and furniture.
//!
//! The text is every visible block of the page, one a line. Which blocks are the article is told by a
//! model trained on labelled pages. Where the page holds its article only as data, the data's paragraphs
//! follow. A page that holds no article says what it is instead.

use crate::assemble::article;
use crate::block::Block;
use crate::dates::in_state;
use crate::html::{
    Budget, StatedArticle, article_blocks, budget, description, instead_of_article, supply, threshold, told,
    walk,
};
use crate::{Article, Capture, Notice, Pace};

/// How far into a text the first tags are looked for.
const SNIFF_WITHIN: usize = 4096;

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

/// Fewest bytes of a block that is a paragraph.
const PROSE: usize = 60;

/// One article a page.
pub(super) fn read(capture: &Capture, source: String, mut notices: Vec<Notice>, pace: Pace) -> Vec<Article> {
    let mut page = walk(&source);
    let name = capture.called("the capture");
    let within = budget(&mut page, pace);
    let pace = if within == Budget::Enough { pace } else { Pace::Fast };
    if within != Budget::Enough {
        let done = match within {
            Budget::Cut => "only its beginning was told apart, in haste; the rest is kept as furniture",
            _ => "its parts were told apart in haste",
        };
        let message = format!(
            "{name}: the page has more parts than a page of news; {done}. Split it if it holds several articles."
        );
        notices.push(Notice { code: "over-budget", message, span: None });
    }
    let (mut told, stated_body) = told(&page, capture.url.as_deref());
    let stated = StatedArticle {
        title: told.title.as_deref(),
        body: stated_body.as_deref(),
        description: description(&page),
    };
    let sure = article_blocks(&page, &stated, pace);
    let lengths: Vec<f32> = page.blocks.iter().map(|block| block.span.len() as f32).collect();
    let enough = threshold(&sure, &lengths);
    let mut chosen: Vec<bool> = sure.iter().map(|sure| *sure >= enough).collect();
    // Headlines and links without a paragraph are a list.
    let prose = |block: &Block| block.span.len() >= PROSE && block.hint.linked < 0.5;
    if !page.blocks.iter().zip(&chosen).any(|(block, chosen)| *chosen && prose(block)) {
        chosen.fill(false);
    }
    // Items that are nothing but links, behind the last paragraph, lead elsewhere.
    let leads_away = |block: &Block| block.hint.list && block.hint.links > 0 && block.hint.unlinked == 0;
    while let Some(last) =
        chosen.iter().rposition(|chosen| *chosen).filter(|&at| leads_away(&page.blocks[at]))
    {
        chosen[last] = false;
    }
    let instead = instead_of_article(&page, &chosen, capture.url.as_deref());
    for ((block, sure), chosen) in page.blocks.iter_mut().zip(sure).zip(chosen) {
        block.hint.article = Some((chosen && instead.is_none(), sure));
    }
    match instead {
        Some(instead) => {
            let message = format!(
                "{name}: looks like {instead}, not like an article; all its text is kept as furniture. Capture the article itself."
            );
            notices.push(Notice { code: "not-an-article", message, span: None });
        }
        None => supply(&mut page, &source, stated_body.as_deref()),
    }
    told.brief = pace == Pace::Fast;
    if !told.dates.iter().any(|date| !date.change && date.weight >= SAYS_IT) {
        told.dates.extend(in_state(&source, told.order));
    }
    vec![article(capture, page.text, &page.blocks, told, notices)]
}

/// Weight from which a date of the markup needs none from the page's scripts.
const SAYS_IT: f32 = 3.0;

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
