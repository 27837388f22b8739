//! Reading is total: any bytes give a reading whose spans hold together, in good time.

use firsthand_read::{Article, Capture, Reading, line_labels, read};
use firsthand_text::Span;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn capture(bytes: Vec<u8>) -> Capture {
    Capture { file: Some("page".into()), url: None, captured: None, bytes }
}

/// All spans of an article with what they are.
fn spans(article: &Article) -> Vec<Span> {
    let mut spans: Vec<Span> = article.body.clone();
    spans.extend(article.furniture.iter().map(|item| item.span));
    spans.extend(article.title_span);
    spans.extend(article.dek_span);
    spans
}

/// Spans lie in the text, on character boundaries; parts don't overlap; nothing vanishes.
fn holds_together(reading: &Reading) {
    for article in &reading.articles {
        let text = article.text.as_str();
        let mut parts = spans(article);
        parts.sort();
        for span in &parts {
            assert!(!span.is_empty() && !span.of(text).is_empty(), "{span:?} in {text:?}");
        }
        for pair in parts.windows(2) {
            assert!(!pair[0].overlaps(pair[1]), "{pair:?} in {text:?}");
        }
        for line in lines(text) {
            assert!(
                parts.iter().any(|part| part.contains(line)),
                "{:?} vanished from {text:?}",
                line.of(text)
            );
        }
        let found = article.credits.iter().filter_map(|credit| credit.span.map(|span| (span, &credit.exact)));
        for (span, exact) in found {
            assert_eq!(span.of(text), exact);
        }
        let stated = article.published.iter().chain(&article.modified).filter_map(|stated| stated.span);
        let outlet = article.outlet.iter().filter_map(|outlet| outlet.span);
        for span in stated.chain(outlet).chain(article.dateline.iter().map(|dateline| dateline.span)) {
            assert!(!span.of(text).is_empty());
        }
    }
}

/// Spans of the lines that hold a letter or figure.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        if line.chars().any(char::is_alphanumeric) {
            found.push(span);
        }
        at += line.len() + 1;
    }
    found
}

/// Text made of what pages are made of.
fn page() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("The ferry company said on Monday that it would run the service again next month.\n".to_owned()),
        Just("OSLO, March 4 (Meridian News) - The dam has held, the mayor of the town said.\n".to_owned()),
        Just("Comments\n".to_owned()),
        Just("By Ann Bell\n".to_owned()),
        Just("March\u{a0}4, 2031 - 16:00\r\n".to_owned()),
        Just("Source: Harbour Times\n".to_owned()),
        Just("Share this story\n".to_owned()),
        Just("<p>".to_owned()),
        Just("</div><div class='share'>".to_owned()),
        Just("<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":".to_owned()),
        Just("ACME 12.5 ▲ 0.3 (2.1%)\n".to_owned()),
        Just("© 2031 ".to_owned()),
        Just("“".to_owned()),
        Just("\n\n".to_owned()),
        "\\PC{0,40}",
        any::<String>(),
    ];
    prop::collection::vec(part, 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        holds_together(&read(&capture(bytes)));
    }

    #[test]
    fn any_page(page in page()) {
        holds_together(&read(&capture(page.into_bytes())));
    }

    #[test]
    fn any_html(page in page()) {
        let html = format!("<html><body>{page}");
        holds_together(&read(&capture(html.into_bytes())));
    }

    #[test]
    fn labels_each_line(page in page()) {
        prop_assert_eq!(line_labels(&page).len(), page.split('\n').count());
    }

    #[test]
    fn plain_text_stays_to_the_letter(text in "[a-zA-Z “”.,\u{a0}é\r\n]{1,300}") {
        for article in read(&capture(text.clone().into_bytes())).articles {
            prop_assert_eq!(article.text.as_str(), text.as_str());
        }
    }
}

/// Longest time for a hostile input of a megabyte or so; unoptimised builds are some ten times slower.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 12 });

#[test]
fn hostile_pages() {
    let pages = [
        "<div>".repeat(200_000),
        "<b>".repeat(200_000) + &"<p>x".repeat(1000),
        "<p>".repeat(200_000),
        "<a href=x><b><i>".repeat(50_000),
        "<ul><li>".repeat(100_000),
        "<table><tr><td>".repeat(50_000),
        "<".repeat(1_000_000),
        "\"".repeat(1_000_000),
        "“ ".repeat(400_000),
        "a ".repeat(1_000_000),
        "A".repeat(2_000_000),
        "A. ".repeat(600_000),
        "By A ".repeat(300_000),
        "\n".repeat(1_000_000),
        "x\n".repeat(300_000),
        "A Line Of Its Own\n".repeat(60_000),
        "( ".repeat(500_000),
        "— Source: ".repeat(100_000),
        "<!--".repeat(200_000),
        "&amp;".repeat(200_000),
        format!("<html><body>{}", "<p class='a b c'>text of a paragraph here.</p>".repeat(20_000)),
        format!("<html><body>{}", "<div><p>text</p>".repeat(290)),
        format!("<script type='application/ld+json'>{}", "[".repeat(300_000)),
        format!("<html><span itemprop=author>{}", "<span itemprop=author>".repeat(800)),
    ];
    for page in pages {
        let begin = Instant::now();
        let head: String = page.chars().take(30).collect();
        holds_once(&read(&capture(page.into_bytes())));
        assert!(begin.elapsed() < PATIENCE, "{head} took {:?}", begin.elapsed());
    }
}

/// As [`holds_together`] without the quadratic search for lost lines.
fn holds_once(reading: &Reading) {
    for article in &reading.articles {
        let mut parts = spans(article);
        parts.sort();
        assert!(parts.windows(2).all(|pair| !pair[0].overlaps(pair[1])));
        assert!(parts.iter().all(|span| !span.of(article.text.as_str()).is_empty()));
    }
}
