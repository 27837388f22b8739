//! One page's article and what the page says of itself.

use super::items::stem;
use firsthand_read::Article;
use serde_json::{Value, json};

/// `{"id", "file", "url", "title", "published", …, "text"}`; `text` is the body.
pub(crate) fn line(article: &Article) -> Value {
    json!({
        "id": stem(article),
        "file": article.file,
        "url": article.url,
        "title": article.title,
        "published": article.published.as_ref().map(|stated| stated.date.to_string()),
        "modified": article.modified.as_ref().map(|stated| stated.date.to_string()),
        "outlet": article.outlet.as_ref().map(|outlet| &outlet.name),
        "byline": article.byline,
        "language": article.language,
        "credits": article.credits.iter().map(|credit| &credit.agency).collect::<Vec<_>>(),
        "text": article.body_text().as_str(),
    })
}
