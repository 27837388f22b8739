//! Which fields of a JSON line (or column of Parquet) are what.
//!
//! In: `text=body,title=headline,url=meta.link`. Out: documents whose fields have the names that
//! [`crate::read`] knows.

use serde_json::Value;
use std::fmt;

/// Names that a document's fields may be given, each with the names it is found under unasked: those
/// of widespread corpora and tools.
pub(super) const KNOWN: &[(&str, &[&str])] = &[
    ("id", &["_id", "uid", "guid", "doc_id", "docid"]),
    (
        "text",
        &[
            "body",
            "content",
            "maintext",
            "article_text",
            "full_text",
            "fulltext",
            "article",
            "document",
            "plain_text",
            "raw_content",
            "content_text",
            "body_text",
        ],
    ),
    ("html", &["raw_html", "body_html", "content_html", "html_content"]),
    ("title", &["headline", "title_text", "headline_text", "article_title"]),
    (
        "url",
        &[
            "link",
            "source_url",
            "canonical_url",
            "uri",
            "web_url",
            "webUrl",
            "permalink",
            "warc-target-uri",
            "href",
        ],
    ),
    (
        "published",
        &[
            "dct",
            "date",
            "date_published",
            "published_at",
            "publishedAt",
            "publication_date",
            "publish_date",
            "date_publish",
            "pub_date",
            "pubDate",
            "datePublished",
            "webPublicationDate",
            "published_date",
            "timestamp",
        ],
    ),
    ("modified", &["date_modified", "updated_at", "updated", "dateModified", "modified_at", "date_modify"]),
    (
        "captured",
        &["date_download", "crawled_at", "crawl_date", "warc-date", "date_download_utc", "fetched_at"],
    ),
    (
        "outlet",
        &[
            "publisher",
            "source",
            "site",
            "site_name",
            "sitename",
            "domain",
            "source_domain",
            "newspaper",
            "publication",
            "source-hostname",
        ],
    ),
    ("byline", &["author", "authors", "by", "creator"]),
    ("dek", &["standfirst", "subtitle", "subheadline"]),
    ("language", &["lang", "language_code"]),
    ("section", &["section_name", "sectionName", "category", "articleSection"]),
];

/// Field names given by the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Known name, path of the field.
    given: Vec<(&'static str, String)>,
}

impl Fields {
    /// Reads `name=path,…`; a path goes into objects with dots. `Err` says what is wrong with it.
    pub fn parse(given: &str) -> Result<Fields, String> {
        let mut fields = Fields::default();
        for part in given.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let Some((name, path)) = part.split_once('=').map(|(name, path)| (name.trim(), path.trim()))
            else {
                return Err(format!("\"{part}\" has no \"=\"; write text=body,title=headline"));
            };
            let Some((name, _)) = KNOWN.iter().find(|(known, _)| *known == name) else {
                let known: Vec<&str> = KNOWN.iter().map(|(known, _)| *known).collect();
                return Err(format!("\"{name}\" is no name of a field; there are {}", known.join(", ")));
            };
            if path.is_empty() {
                return Err(format!("\"{part}\" names no field"));
            }
            fields.given.retain(|(known, _)| known != name);
            fields.given.push((name, path.to_owned()));
        }
        Ok(fields)
    }

    /// Whether all names are the usual ones.
    pub(super) fn are_usual(&self) -> bool {
        self.given.is_empty()
    }

    /// Gives `document` the known names. What stands under a known name but wasn't asked for there
    /// goes.
    pub fn rename(&self, document: &mut Value) {
        let found: Vec<(&str, Value)> = self
            .given
            .iter()
            .map(|(name, path)| (*name, at(document, path).cloned().unwrap_or(Value::Null)))
            .collect();
        if let Value::Object(object) = document {
            for (name, value) in found {
                object.insert(name.to_owned(), value);
            }
        }
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.given.iter().map(|(name, path)| format!("{name}={path}")).collect();
        f.write_str(&parts.join(","))
    }
}

/// The value at a path of names with dots; a name that holds a dot itself is tried first.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let step = |name: &str| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        _ => value.get(name),
    };
    step(path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        at(step(first)?, rest)
    })
}

/// A document's field by its known name or by one of those it is often found under.
pub(crate) fn known<'v>(document: &'v Value, name: &str) -> Option<&'v Value> {
    let others = KNOWN.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, others)| others);
    // A field that was renamed to nothing isn't looked for elsewhere.
    if let Some(value) = document.get(name) {
        return Some(value).filter(|value| !value.is_null());
    }
    others.iter().find_map(|other| document.get(other).filter(|value| !value.is_null()))
}

/// The same as text: a string, a number, the first name of a list or object.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.iter().find_map(text),
        Value::Object(_) => {
            ["name", "title", "value", "$oid", "$date"].iter().find_map(|name| value.get(name).and_then(text))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_are_renamed() {
        let check = |given: &str, document: Value, expected: Value| {
            let mut document = document;
            Fields::parse(given).unwrap().rename(&mut document);
            assert_eq!(document, expected, "{given}");
        };
        check("text=b", json!({"b": "x"}), json!({"b": "x", "text": "x"}));
        check(
            "text = m.b , title=m.h.0",
            json!({"m": {"b": "x", "h": ["t"]}}),
            json!({"m": {"b": "x", "h": ["t"]}, "text": "x", "title": "t"}),
        );
        check("text=a.b", json!({"a.b": 1}), json!({"a.b": 1, "text": 1}));
        check("title=no", json!({"title": "t"}), json!({"title": null}));
        check("text=b", json!([1]), json!([1]));
    }

    #[test]
    fn mistakes_are_told() {
        for (given, words) in
            [("text", "has no \"=\""), ("txt=a", "\"txt\" is no name"), ("text=", "names no field")]
        {
            let why = Fields::parse(given).unwrap_err();
            assert!(why.contains(words), "{given}: {why}");
        }
        assert!(Fields::parse(" ,").unwrap().are_usual());
    }

    #[test]
    fn known_names_are_found() {
        let check = |document: Value, name: &str, expected: Option<&str>| {
            assert_eq!(known(&document, name).and_then(text).as_deref(), expected, "{document}");
        };
        check(json!({"body": "b", "text": "t"}), "text", Some("t"));
        check(json!({"body": "b"}), "text", Some("b"));
        check(json!({"body": "b", "text": null}), "text", None);
        check(json!({"authors": [{"name": "Ann Bell"}]}), "byline", Some("Ann Bell"));
        check(json!({"_id": {"$oid": "7f"}}), "id", Some("7f"));
        check(json!({"id": 7}), "id", Some("7"));
    }
}
