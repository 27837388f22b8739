//! One page's article and what the page says of itself.

use super::items::stem;
use firsthand_read::Article;
use serde_json::{Value, json};

/// `{"id", "file", "url", "title", "published", …, "notices", "text"}`; `text` is the body, empty
/// where the page holds no article, and then a notice says what it is.
pub(crate) fn line(article: &Article) -> Value {
    json!({
        "id": stem(article),
        "file": article.file,
        "url": article.url,
        "canonical": article.canonical,
        "title": article.title,
        "dek": article.dek,
        "published": article.published.as_ref().map(|stated| stated.date.to_string()),
        "published_time": article.published.as_ref().and_then(|stated| stated.time.as_deref()),
        "published_basis": article.published.as_ref().map(|stated| &stated.basis),
        "published_certainty": article.published.as_ref().map(|stated| stated.certainty.as_str()),
        "modified": article.modified.as_ref().map(|stated| stated.date.to_string()),
        "outlet": article.outlet.as_ref().map(|outlet| &outlet.name),
        "byline": article.byline,
        "section": article.section,
        "language": article.language,
        "credits": article.credits.iter().map(|credit| &credit.agency).collect::<Vec<_>>(),
        "notices": article.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(),
        "text": article.body_text().as_str(),
    })
}
