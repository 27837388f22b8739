//! Dates in a page's markup: JSON-LD, `<meta>`, `<time>` and the like, and the address.
//!
//! In: the walked page and its addresses. Out: candidates. What stands in a box of comments, of
//! links to other articles or in the page's frame is left out.

use super::{Candidate, Order, Source};
use crate::FurnitureKind::{Comments, Navigation, Related};
use crate::html::{Linked, Page};
use crate::stated::{in_url, machine};

/// Names of `<meta>` that state publication.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "article:publish_date",
    "article:publicationdate",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "og:release_date",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "published_date",
    "pubdate",
    "pub_date",
    "publication_date",
    "publicationdate",
    "publication-date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.available",
    "dc.date.issued",
    "dc.date.created",
    "dc.date.available",
    "dc.created",
    "dc.issued",
    "dcsext.articlefirstpublished",
    "article.published",
    "article.created",
    "article_date_original",
    "article_publication_date",
    "rnews:datepublished",
    "schema:datepublished",
    "shareaholic:article_published_time",
    "bt:pubdate",
    "originalpublicationdate",
    "vr:published_time",
    "displaydate",
    "published",
    "published_at",
    "published_time",
    "publish_time",
    "date_published",
    "firstpublished",
    "first_published",
    "issued",
    "ptime",
    "gentime",
    "prism.publicationdate",
    "ob_date",
    "mediator_published_time",
    "iso-8601-publish-date",
];

/// Names of `<meta>` of which nobody knows whether page software puts a change there.
const DATES: &[&str] = &[
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.created.date",
    "dc:date",
    "datecreated",
    "created",
    "creation_date",
    "timestamp",
    "date.created",
    "dateposted",
    "pdate",
    "itemdate",
    "article-date",
    "article_date",
    "time",
    "uploaddate",
];

/// Names of `<meta>` that state a change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "article:modified",
    "article:updated",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "last-modified",
    "lastmod",
    "last_modified",
    "revised",
    "modified",
    "modified_time",
    "modified-time",
    "article:updated_time",
    "updated_time",
    "parsely-updated-date",
    "lastmodified",
    "last_updated",
    "updated",
    "iso-8601-modified-date",
];

/// Words in class or itemprop of an element that states publication.
const LABELS: &[&str] = &[
    "publish",
    "pubdate",
    "entry-date",
    "datecreated",
    "posted",
    "post-date",
    "datepublished",
    "dt-published",
    "created",
];

/// Words in class or itemprop of an element that states something else.
const OTHERS: &[&str] = &["comment", "related", "event", "expire", "enddate", "startdate"];

/// Collects the dates of the page's markup; `addresses` are those of the capture and those that the page states.
pub(crate) fn in_markup(page: &Page, linked: &Linked, addresses: &[&str], order: Order) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut add =
        |value: &str, change: bool, source: Source, weight: f32, basis: &str, block: Option<usize>| {
            if let Some((date, time)) = machine(value, order) {
                let basis = basis.to_owned();
                found.push(Candidate { date, time, change, source, weight, basis, span: None, block });
            }
        };
    let weight = if linked.by_article { 6.0 } else { 5.0 };
    if let Some(value) = &linked.published {
        add(value, false, Source::Linked, weight, "JSON-LD datePublished", None);
    } else if let Some(value) = &linked.created {
        add(value, false, Source::Linked, 3.5, "JSON-LD dateCreated", None);
    }
    if let Some(value) = &linked.modified {
        add(value, true, Source::Linked, 6.0, "JSON-LD dateModified", None);
    }
    for (names, change, source, heaviest) in [
        (PUBLISHED, false, Source::Meta, 6.0),
        (DATES, false, Source::MetaDate, 3.0),
        (MODIFIED, true, Source::Meta, 5.5),
    ] {
        for (key, value) in page.metas.iter().take(MOST_METAS) {
            if let Some(rank) = names.iter().position(|name| name == key) {
                // Of two that disagree the name that comes first in the list says more.
                let weight = heaviest - rank as f32 * 0.01;
                add(value, change, source, weight, &format!("<meta> {key}"), None);
            }
        }
    }
    for (value, marks, block) in page.times.iter().take(MOST_TIMES) {
        let kind = page.blocks.get(*block).and_then(|block| block.hint.kind.as_ref()).map(|(kind, _)| *kind);
        let labelled = LABELS.iter().any(|word| marks.contains(word));
        // An article's own footer counts among the page's frame.
        if matches!(kind, Some(Comments | Related)) {
            continue;
        }
        let change = marks.contains("updat") || marks.contains("modif");
        if OTHERS.iter().any(|word| marks.contains(word)) {
            continue;
        }
        let item = marks.ends_with("datepublished");
        let weight = match (item, labelled) {
            _ if kind == Some(Navigation) => {
                if labelled {
                    3.2
                } else {
                    1.0
                }
            }
            (true, _) => 5.0,
            (_, true) => 4.0,
            _ => 2.5,
        };
        // "entry-date updated published" is what page software writes on a page that never changed.
        let change = change && !labelled;
        add(
            value,
            change,
            Source::Time,
            if change { 3.0 } else { weight },
            if item { "itemprop datePublished" } else { "<time>" },
            Some(*block),
        );
    }
    for address in addresses {
        if let Some((date, parted)) = in_url(address) {
            let weight = if parted { 4.0 } else { 3.0 };
            let basis = "date in the address".to_owned();
            found.push(Candidate {
                date,
                time: None,
                change: false,
                source: Source::Address,
                weight,
                basis,
                span: None,
                block: None,
            });
            break;
        }
    }
    for (key, value) in &page.metas {
        // Pictures are filed under the day they came in, mostly the day of publication.
        if matches!(key.as_str(), "og:image" | "twitter:image" | "image")
            && let Some((date, parted)) = in_url(value)
        {
            let weight = if parted { 1.2 } else { 1.0 };
            let basis = "date in the address of the article's picture".to_owned();
            found.push(Candidate {
                date,
                time: None,
                change: false,
                source: Source::State,
                weight,
                basis,
                span: None,
                block: None,
            });
            break;
        }
    }
    found
}

/// Most `<meta>` and `<time>` that are looked at; pages with more list other pages.
const MOST_METAS: usize = 400;
const MOST_TIMES: usize = 200;
