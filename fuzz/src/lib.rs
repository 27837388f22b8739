//! What must hold of any reading, whatever the bytes were.

use firsthand_read::{Capture, Reading, read};
use firsthand_text::Span;

/// Reads `bytes` as one capture and checks the reading.
pub fn read_and_check(bytes: Vec<u8>) {
    check(&read(&Capture { file: Some("page".to_owned()), url: None, captured: None, bytes }));
}

/// Spans lie in the text, on character boundaries, and no two parts of a page overlap.
pub fn check(reading: &Reading) {
    for article in &reading.articles {
        let text = article.text.as_str();
        let mut parts: Vec<Span> = article.body.clone();
        parts.extend(article.furniture.iter().map(|item| item.span));
        parts.extend(article.title_span);
        parts.extend(article.dek_span);
        parts.sort();
        for span in &parts {
            assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?}");
        }
        for pair in parts.windows(2) {
            assert!(!pair[0].overlaps(pair[1]), "{pair:?} overlap in {text:?}");
        }
        for credit in &article.credits {
            if let Some(span) = credit.span {
                assert_eq!(text.get(span.start..span.end), Some(credit.exact.as_str()));
            }
        }
        let stated = article.published.iter().chain(&article.modified).filter_map(|stated| stated.span);
        let named = article.outlet.iter().filter_map(|outlet| outlet.span);
        let datelines = article.dateline.iter().map(|dateline| dateline.span);
        for span in stated.chain(named).chain(datelines) {
            assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?}");
        }
        // The way from the body back to the page holds for each of its bytes.
        let body = article.body_text();
        assert_eq!(body.as_str().is_empty(), article.body.is_empty());
    }
}
