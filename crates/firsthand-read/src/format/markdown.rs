//! Markdown (CommonMark), as writers keep their texts and as many extractors print a page.
//!
//! In: text with marks that plain text doesn't have: headings, links, a head of fields. Out: one
//! article, read as the page that the marks describe.
//!
//! Known gaps: extensions (footnotes, tables as HTML) are read as text.

use super::item::{Content, Item, article, date, names, outlet};
use crate::{Article, Capture, Notice};
use pulldown_cmark::{Options, Parser, html::push_html};

/// Bytes that are looked at to tell Markdown.
const SNIFFED: usize = 16 << 10;

/// Largest text that is parsed as Markdown; its parser is linear, what reads the result less so.
const LARGEST: usize = 4 << 20;

/// Whether a text is Markdown: a head of fields, or at least two marks that plain text seldom has.
pub(super) fn is_markdown(text: &str) -> bool {
    if text.len() > LARGEST {
        return false;
    }
    if head(text).is_some() {
        return true;
    }
    let mut end = text.len().min(SNIFFED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (mut headings, mut links, mut other) = (0, 0, 0);
    for line in text[..end].lines() {
        let marks = line.bytes().take_while(|&byte| byte == b'#').count();
        if (1..=6).contains(&marks) && line[marks..].starts_with(' ') && line[marks..].trim().len() > 2 {
            headings += 1;
        }
        links += line.matches("](http").count() + line.matches("](/").count();
        other += usize::from(line.matches("**").count() >= 2) + usize::from(line.starts_with("> "));
    }
    links >= 2 || headings >= 2 || headings == 1 && links + other >= 1 || links == 1 && other >= 1
}

/// One article.
pub(super) fn read(capture: &Capture, text: String, notices: Vec<Notice>) -> Vec<Article> {
    let (fields, from) = head(&text).unwrap_or_default();
    let marked = &text[from..];
    let mut html = String::with_capacity(marked.len() + marked.len() / 4);
    push_html(&mut html, Parser::new_ext(marked, Options::ENABLE_STRIKETHROUGH));
    let mut item = Item::new(Content::Html(html));
    let field = |names: &[&str]| {
        let found = fields.iter().find(|(name, _)| names.contains(&name.as_str()));
        found.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
    };
    let heading = marked
        .lines()
        .find_map(|line| line.strip_prefix("# "))
        .map(|line| line.trim().trim_end_matches('#').trim());
    item.title = field(&["title", "headline"]);
    item.url = field(&["url", "source", "link", "canonical", "url source"]).filter(|url| url.contains("://"));
    item.published = field(&["date", "published", "published time", "pubdate"])
        .and_then(|value| date(&value, "date in the head of the file"));
    item.byline = field(&["author", "authors", "byline"]).map(|value| names(&value)).unwrap_or_default();
    item.outlet = field(&["outlet", "publisher", "site", "sitename", "hostname"])
        .and_then(|name| outlet(&name, "head of the file"));
    let stands = item.title.is_none();
    let mut articles = article(capture, item, notices);
    if stands && let Some(heading) = heading {
        for article in &mut articles {
            article.title = article.title.take().or_else(|| Some(heading.to_owned()));
        }
    }
    articles
}

/// Fields with their values, and where the text begins behind them.
type Head = (Vec<(String, String)>, usize);

/// The fields that a file begins with: between lines of `---`, or up to "Markdown Content:" as page
/// readers print them.
fn head(text: &str) -> Option<Head> {
    const MOST_LINES: usize = 60;
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let fenced = text[start..].starts_with("---\n") || text[start..].starts_with("---\r\n");
    if !fenced && !text[start..].starts_with("Title: ") {
        return None;
    }
    let mut fields = Vec::new();
    let mut at = start;
    for (i, line) in text[start..].split_inclusive('\n').take(MOST_LINES).enumerate() {
        at += line.len();
        let line = line.trim_end();
        let ends =
            if fenced { i > 0 && (line == "---" || line == "...") } else { line == "Markdown Content:" };
        if ends {
            return (!fields.is_empty()).then_some((fields, at));
        }
        if let Some((name, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'']);
            fields.push((name.trim().to_lowercase(), value.to_owned()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The weir was opened again on Monday, the water office of Orvland said in a note to the farmers who live below it.";

    /// `title | byline | published | url`, and the body.
    #[track_caller]
    fn check(text: &str, expected: &str, body: &str) {
        let text = text.replace("PROSE", PROSE);
        assert!(is_markdown(&text), "{text}");
        let capture = Capture { file: None, url: None, captured: None, bytes: text.clone().into_bytes() };
        let article = &crate::read(&capture).articles[0];
        let found = [
            article.title.clone().unwrap_or_default(),
            article.byline.join("; "),
            article.published.as_ref().map(|stated| stated.date.to_string()).unwrap_or_default(),
            article.url.clone().unwrap_or_default(),
        ];
        assert_eq!(found.join(" | "), expected, "{text}");
        assert_eq!(article.body_text().as_str().replace('\n', "~"), body.replace("PROSE", PROSE));
    }

    #[test]
    fn texts() {
        check(
            "---\ntitle: \"Weir opens: again\"\ndate: 2031-03-04\nauthor: Ann Bell\nurl: https://tarl.example/weir\n---\n\nPROSE\n\nPROSE [More](https://tarl.example/more).\n",
            "Weir opens: again | Ann Bell | 2031-03-04 | https://tarl.example/weir",
            "PROSE~~PROSE More.",
        );
        check(
            "# Weir opens again\n\n**PROSE**\nIt went\non.\n\n> PROSE\n",
            "Weir opens again |  |  | ",
            "PROSE It went on.~~PROSE",
        );
        check(
            "Title: Weir opens\n\nURL Source: https://tarl.example/weir\n\nMarkdown Content:\nPROSE\n\nPROSE More.\n",
            "Weir opens |  |  | https://tarl.example/weir",
            "PROSE~~PROSE More.",
        );
    }

    #[test]
    fn tells_markdown() {
        for text in [
            "Title: a song\nBy Ann Bell\n\nIt is long.",
            "# 1 seed wins\n\nThe cup went to Tarl.",
            "He wrote [sic] (http://x) and *so* on.",
            "---\nThe weir opened.\n---",
            "#weir #dam",
            "",
        ] {
            assert!(!is_markdown(text), "{text}");
        }
    }
}
