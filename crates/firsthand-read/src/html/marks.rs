//! What the names, classes and ids of elements say of what stands in them.
//!
//! In: an element's name and the values of the attributes that page software and newsrooms name parts by.
//! Out: the kind of furniture they tell, with the word that tells it, and the words' hashes for the
//! block model.

use super::tags::Tag;
use crate::FurnitureKind::{self, *};
use std::sync::LazyLock;

/// Words of classes and ids by the furniture they name; of several, the first kind in this order holds.
const WORDS: &[(FurnitureKind, &[&str])] = &[
    (Comments, &["comment", "comments", "disqus", "respond", "commentlist", "responses", "replies"]),
    (Share, &["share", "sharing", "social", "sharedaddy", "addtoany", "shares", "sharebar"]),
    (Cookies, &["cookie", "cookies", "consent", "gdpr", "onetrust"]),
    (
        Related,
        &[
            "related",
            "recommended",
            "recommendations",
            "trending",
            "popular",
            "outbrain",
            "taboola",
            "sidebar",
            "promo",
            "teaser",
            "readmore",
            "recirc",
            "recirculation",
            "yarpp",
            "jp",
        ],
    ),
    (
        Appeal,
        &[
            "newsletter",
            "subscribe",
            "subscription",
            "donate",
            "donation",
            "paywall",
            "signup",
            "membership",
            "appeal",
            "fundraising",
            "give",
            "giving",
        ],
    ),
    (Ticker, &["weather", "ticker", "tickers", "scores", "scoreboard", "stocks"]),
    (Caption, &["caption", "figcaption", "captions"]),
    (Other, &["ad", "ads", "advert", "advertisement", "advertising", "sponsor", "sponsored", "disclaimer"]),
    (
        Navigation,
        &[
            "nav",
            "navigation",
            "menu",
            "breadcrumb",
            "breadcrumbs",
            "footer",
            "masthead",
            "logo",
            "navbar",
            "pagination",
            "tags",
            "topics",
            "skip",
            "toolbar",
        ],
    ),
    (Byline, &["byline", "author", "authors", "bio", "writer"]),
    (Date, &["date", "dateline", "timestamp", "pubdate", "published"]),
];

/// [`WORDS`] by hash: the place of the kind, and the word.
static KINDS: LazyLock<Vec<(u32, usize, &'static str)>> = LazyLock::new(|| {
    let mut kinds: Vec<(u32, usize, &'static str)> = WORDS
        .iter()
        .enumerate()
        .flat_map(|(at, (_, words))| words.iter().map(move |word| (hash(word.as_bytes()), at, *word)))
        .collect();
    kinds.sort_unstable();
    kinds
});

/// What an element's own name says.
pub(crate) fn kind_of_tag(tag: Tag) -> Option<FurnitureKind> {
    match tag {
        Tag::Nav | Tag::Menu | Tag::Footer => Some(Navigation),
        Tag::Aside => Some(Related),
        Tag::Figcaption | Tag::Caption => Some(Caption),
        Tag::Address => Some(Byline),
        Tag::Button | Tag::Form | Tag::Fieldset => Some(Form),
        _ => None,
    }
}

/// The kind that the words of a class and id tell, and the word.
pub(crate) fn kind_of_words(words: &[u32]) -> Option<(FurnitureKind, &'static str)> {
    let found = words.iter().filter_map(|word| {
        let at = KINDS.partition_point(|(hash, ..)| hash < word);
        KINDS.get(at).filter(|(hash, ..)| hash == word).map(|(_, kind, name)| (*kind, *name))
    });
    found.min_by_key(|(kind, _)| *kind).map(|(kind, name)| (WORDS[kind].0, name))
}

/// Bytes of the longest word that is kept; a longer one is a machine's.
const LONGEST_WORD: usize = 24;

/// Adds the hashes of the words of a class or id: runs of letters and figures in lower case.
pub(crate) fn add_words(value: &str, words: &mut Vec<u32>) {
    for run in value.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()) {
        if (1..=LONGEST_WORD).contains(&run.len()) {
            words.push(hash(run));
        }
    }
}

/// Adds the hashes of the parts of words that are written together ("articleBody": article, body);
/// figures part words too and are left out.
pub(crate) fn add_parts(value: &str, words: &mut Vec<u32>) {
    for run in value.as_bytes().split(|byte| !byte.is_ascii_alphabetic()) {
        let mut start = 0;
        for at in 1..run.len() {
            if run[at].is_ascii_uppercase() && run[at - 1].is_ascii_lowercase() {
                if (2..=LONGEST_WORD).contains(&(at - start)) {
                    words.push(hash(&run[start..at]));
                }
                start = at;
            }
        }
        if (2..=LONGEST_WORD).contains(&(run.len() - start)) {
            words.push(hash(&run[start..]));
        }
    }
}

/// FNV-1a of the word in lower case.
pub(crate) fn hash(word: &[u8]) -> u32 {
    word.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds() {
        for (marks, expected) in [
            ("article-body", None),
            ("Post-Comments wide", Some((Comments, "comments"))),
            ("nav share", Some((Share, "share"))),
            ("wp-caption-text", Some((Caption, "caption"))),
            ("", None),
        ] {
            let mut words = Vec::new();
            add_words(marks, &mut words);
            assert_eq!(kind_of_words(&words), expected, "{marks}");
        }
    }

    #[test]
    fn parts_words() {
        let mut parts = Vec::new();
        add_parts("articleBody col-12 RSSFeed x", &mut parts);
        let expected: Vec<u32> =
            ["article", "body", "col", "rssfeed"].map(|word| hash(word.as_bytes())).to_vec();
        assert_eq!(parts, expected);
    }
}
