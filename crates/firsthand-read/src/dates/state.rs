//! Dates in what scripts of a page hold, for pages that say them nowhere else.
//!
//! In: the page as it came. Out: candidates. Only the first date behind a name that means
//! publication is taken: what follows belongs to other articles as often as not.

use super::{Candidate, Order, Source};
use crate::stated::machine;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Names in page state that mean publication, in lower case, without separators between words.
const KEYS: &[&str] = &[
    "datepublished",
    "publisheddate",
    "publishdate",
    "publishedat",
    "published_at",
    "publish_date",
    "published_date",
    "date_published",
    "pubdate",
    "pub_date",
    "publicationdate",
    "publication_date",
    "publishedtime",
    "publish_time",
    "publishtime",
    "firstpublished",
    "first_published",
    "firstpublishdate",
    "article_publication_date",
    "publisheddatetime",
    "displaydate",
    "date_gmt",
    // Trackback's description of an entry, in a comment of the page.
    "dc:date",
];

/// Keys as one automaton; `None` when it can't be built, which doesn't happen with words.
static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(KEYS).ok());

/// Bytes behind a name within which its value begins.
const VALUE_WITHIN: usize = 8;

/// Longest value.
const LONGEST_VALUE: usize = 40;

/// Names that are looked at.
const MOST: usize = 64;

/// The first date behind a name that means publication.
pub(crate) fn in_state(source: &str, order: Order) -> Option<Candidate> {
    let finder = FINDER.as_ref()?;
    for hit in finder.find_iter(source).take(MOST) {
        let Some(rest) = source.get(hit.end()..) else { continue };
        let Some(open) = rest.char_indices().take(VALUE_WITHIN).find(|(_, c)| matches!(c, ':' | '=')) else {
            continue;
        };
        let value = rest[open.0 + 1..].trim_start_matches(|c: char| c.is_whitespace() || "\"'\\".contains(c));
        let end = value
            .char_indices()
            .take(LONGEST_VALUE)
            .find(|(_, c)| matches!(c, '"' | '\'' | ',' | '}' | '<' | '\\'))
            .map(|(end, _)| end);
        let Some(end) = end else { continue };
        if let Some((date, time)) = machine(&value[..end].replace("\\/", "/"), order) {
            let basis = format!("\"{}\" in a script of the page", &source[hit.start()..hit.end()]);
            return Some(Candidate {
                date,
                time,
                change: false,
                source: Source::State,
                weight: 2.0,
                basis,
                span: None,
                block: None,
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let found = in_state(source, Order::Unknown);
        let shown = found
            .map_or("-".to_owned(), |found| format!("{} {}", found.date, found.time.unwrap_or_default()));
        assert_eq!(shown.trim_end(), expected, "{source}");
    }

    #[test]
    fn reads_state() {
        check(r#"{"publishedAt":"2031-03-04T16:00:00Z","x":1}"#, "2031-03-04 16:00:00Z");
        check(r#"{\"publishDate\": \"2031-03-04\"}"#, "2031-03-04");
        check("var pubdate = '20310304';", "2031-03-04");
        check("\"datePublished\":\"soon\",\"pub_date\":1930406400}", "2031-03-04 16:00:00Z");
        check("publishDate", "-");
        check("publishDate é: é", "-");
        check("", "-");
    }
}
