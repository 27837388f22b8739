//! JSON: JSON Feed (1.x), ninjs (IPTC, 1 to 3), and documents of corpora.
//!
//! In: one object. Out: an article for each item of a feed; else one, of the object's text. What the
//! fields of a document are called is told in `container/fields.rs`.

use super::item::{Content, Item, Notices, article, date, member, names, outlet};
use crate::container::{known, parse_json, text as text_value};
use crate::{Article, Capture, Notice};
use serde_json::Value;

/// Fewest characters of a summary that make it an article; teasers have less.
const SHORTEST_SUMMARY: usize = 600;

/// Field names that are told when an object has no text.
const MOST_NAMES: usize = 12;

/// Reads an object; `None` when the text is none.
pub(super) fn read(capture: &Capture, text: &str) -> Option<(Vec<Article>, Vec<Notice>)> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let inside = text.strip_prefix('{')?.trim_start();
    let value = match parse_json(text.as_bytes()) {
        Ok(value) => value,
        // What begins like an object was meant to be one; its text isn't told from its names.
        Err(error) if inside.starts_with('"') && inside.contains("\":") => {
            let name = capture.called("the document");
            let message =
                format!("{name}: the JSON is damaged or cut off ({error}); nothing was read from it.");
            return Some((Vec::new(), vec![Notice { code: "damaged-json", message, span: None }]));
        }
        Err(_) => return None,
    };
    let is_feed = value["version"].as_str().is_some_and(|version| version.contains("jsonfeed.org"))
        && value["items"].is_array();
    if is_feed {
        return Some(feed(capture, &value));
    }
    let name = capture.called("the document");
    let told = |code: &'static str, message: String| {
        (Vec::new(), vec![Notice { code, message: format!("{name}: {message}"), span: None }])
    };
    let is_ninjs =
        value.get("pubstatus").is_some() || value.get("headlines").is_some() || value.get("bodies").is_some();
    if is_ninjs && let Some(status @ ("canceled" | "withheld" | "cancelled")) = value["pubstatus"].as_str() {
        return Some(told("withheld", format!("the news item is {status}; it is not read.")));
    }
    let item = if is_ninjs { ninjs(&value) } else { document(&value) };
    match item {
        Some(item) => Some((article(capture, item, Vec::new()), Vec::new())),
        None => {
            let fields: Vec<&str> = value.as_object()?.keys().map(String::as_str).take(MOST_NAMES).collect();
            Some(told(
                "no-text-field",
                format!(
                    "no field with a text is known; it has {}. Say which: --fields text=NAME.",
                    fields.join(", ")
                ),
            ))
        }
    }
}

fn string(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A document of a corpus.
fn document(value: &Value) -> Option<Item> {
    let field = |name: &str| known(value, name).and_then(text_value);
    let html = known(value, "html").and_then(Value::as_str).filter(|html| !html.trim().is_empty());
    let content = match (html, known(value, "text")) {
        (Some(html), _) => Content::Html(html.to_owned()),
        (None, Some(Value::String(text))) => of_text(text),
        // Paragraphs as a list.
        (None, Some(Value::Array(items))) => {
            let lines: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Content::Plain(lines.join("\n\n"))
        }
        _ => return None,
    };
    Some(described(value, content, &field))
}

fn of_text(text: &str) -> Content {
    if super::html::is_html(text) { Content::Html(text.to_owned()) } else { Content::Plain(text.to_owned()) }
}

/// What a document says of its text.
fn described(value: &Value, content: Content, field: &dyn Fn(&str) -> Option<String>) -> Item {
    let dated = |name: &str| date(&field(name)?, &format!("field \"{name}\""));
    let mut item = Item::new(content);
    item.title = field("title").map(|title| title.trim().to_owned());
    item.dek = field("dek");
    item.url = field("url").filter(|url| url.contains("://"));
    item.outlet = field("outlet").and_then(|name| outlet(&name, "field \"outlet\""));
    item.byline = match known(value, "byline") {
        Some(Value::Array(all)) => all.iter().filter_map(text_value).flat_map(|name| names(&name)).collect(),
        Some(one) => text_value(one).map(|name| names(&name)).unwrap_or_default(),
        None => Vec::new(),
    };
    item.language =
        field("language").filter(|code| (2..=3).contains(&code.len())).map(|code| code.to_lowercase());
    item.section = field("section").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    item.published = dated("published");
    item.modified = dated("modified");
    item
}

/// An agency's item.
fn ninjs(value: &Value) -> Option<Item> {
    let html = string(value, "body_html").or_else(|| string(value, "body_xhtml"));
    let bodies = value["bodies"].as_array();
    let body = |kind: &str| {
        let fits = |body: &&Value| string(body, "contenttype").is_some_and(|found| found.contains(kind));
        bodies?.iter().find(fits).and_then(|body| string(body, "value"))
    };
    let content =
        match (html.or_else(|| body("html")), string(value, "body_text").or_else(|| body("text/plain"))) {
            (Some(html), _) => Content::Html(html),
            (None, Some(text)) => Content::Plain(text),
            (None, None) => of_text(&string(bodies?.first()?, "value")?),
        };
    let mut item = Item::new(content);
    let main = |list: &Value, name: &str| {
        let all = list.as_array()?;
        let main = all.iter().find(|entry| entry["role"].as_str() == Some("main")).or_else(|| all.first());
        main.and_then(|entry| string(entry, name))
    };
    item.title = string(value, "headline").or_else(|| main(&value["headlines"], "value"));
    item.byline =
        string(value, "byline").or_else(|| string(value, "by")).map(|by| names(&by)).unwrap_or_default();
    if item.byline.is_empty()
        && let Some(people) = value["person"].as_array().or_else(|| value["people"].as_array())
    {
        let wrote = |person: &&Value| matches!(person["rel"].as_str(), Some("author" | "creator" | "byline"));
        item.byline = people.iter().filter(wrote).filter_map(|person| string(person, "name")).collect();
    }
    item.outlet = string(value, "provider")
        .or_else(|| string(value, "copyrightholder"))
        .or_else(|| string(value, "copyrightHolder"))
        .or_else(|| string(value, "source"))
        .and_then(|name| outlet(&name, "provider of the news item"));
    item.language = string(value, "language").and_then(|tag| tag.split('-').next().map(str::to_lowercase));
    let dated = |names: &[&str]| {
        names.iter().find_map(|name| date(&string(value, name)?, &format!("{name} of the news item")))
    };
    item.published = dated(&[
        "firstcreated",
        "firstCreated",
        "contentcreated",
        "contentCreated",
        "versioncreated",
        "versionCreated",
    ]);
    item.modified = dated(&["versioncreated", "versionCreated"]);
    item.url = string(value, "uri").or_else(|| string(value, "url")).filter(|url| url.starts_with("http"));
    Some(item)
}

/// The items of a JSON Feed.
fn feed(capture: &Capture, value: &Value) -> (Vec<Article>, Vec<Notice>) {
    let items = value["items"].as_array().map_or(&[][..], Vec::as_slice);
    let mut articles = Vec::new();
    let mut teasers = 0;
    for (i, entry) in items.iter().enumerate() {
        let long = |text: &String| text.chars().count() >= SHORTEST_SUMMARY;
        let content = string(entry, "content_html")
            .map(Content::Html)
            .or_else(|| string(entry, "content_text").map(Content::Plain))
            .or_else(|| string(entry, "summary").filter(long).map(Content::Plain));
        let Some(content) = content else {
            teasers += 1;
            continue;
        };
        let mut item = Item::new(content);
        item.title = string(entry, "title");
        item.url = string(entry, "url").or_else(|| string(entry, "external_url"));
        let authors =
            ["authors", "author"].iter().find_map(|name| entry.get(name).or_else(|| value.get(name)));
        item.byline = match authors {
            Some(Value::Array(all)) => all.iter().filter_map(|author| string(author, "name")).collect(),
            Some(one) => string(one, "name").into_iter().collect(),
            None => Vec::new(),
        };
        item.outlet = string(value, "title").and_then(|name| outlet(&name, "title of the feed"));
        let language = string(entry, "language").or_else(|| string(value, "language"));
        item.language = language.and_then(|tag| tag.split('-').next().map(str::to_lowercase));
        item.published =
            string(entry, "date_published").and_then(|at| date(&at, "date_published of the feed"));
        item.modified = string(entry, "date_modified").and_then(|at| date(&at, "date_modified of the feed"));
        articles.extend(member(capture, i + 1, item));
    }
    let mut notices = Notices::of(capture, "the feed", Vec::new());
    notices.teasers(teasers, items.len());
    (articles, notices.done())
}

#[cfg(test)]
mod tests {
    use crate::{Capture, read};
    use serde_json::json;

    const PROSE: &str = "The weir was opened again on Monday, the water office of Orvland said in a note to the farmers who live below it.";

    #[track_caller]
    fn check(value: serde_json::Value, expected: &[&str]) {
        let bytes = value.to_string().replace("PROSE", PROSE).into_bytes();
        let reading = read(&Capture { file: Some("f".into()), url: None, captured: None, bytes });
        let mut found: Vec<String> = reading
            .articles
            .iter()
            .map(|article| {
                let parts = [
                    article.file.clone().unwrap_or_default(),
                    article.title.clone().unwrap_or_default(),
                    article.byline.join("; "),
                    article.outlet.as_ref().map(|outlet| outlet.name.clone()).unwrap_or_default(),
                    article.published.as_ref().map(|stated| stated.date.to_string()).unwrap_or_default(),
                    article.body.len().to_string(),
                ];
                parts.join(" | ")
            })
            .collect();
        found.extend(reading.notices.iter().map(|notice| notice.code.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn json_feed() {
        check(
            json!({"version": "https://jsonfeed.org/version/1.1", "title": "Tarl Courier", "items": [
                {"id": "1", "url": "https://tarl.example/weir", "title": "Weir opens", "date_published": "2031-03-04T10:00:00Z", "authors": [{"name": "Ann Bell"}], "content_html": "<p>PROSE</p><p>PROSE More.</p>"},
                {"id": "2", "title": "Dog", "summary": "A dog."},
                {"id": "3", "title": "Boats", "content_text": "PROSE\n\nPROSE More."}]}),
            &[
                "f!/0001-weir | Weir opens | Ann Bell | Tarl Courier | 2031-03-04 | 2",
                "f!/0003 | Boats |  | Tarl Courier |  | 2",
                "only-teasers",
            ],
        );
    }

    #[test]
    fn news_items() {
        check(
            json!({"uri": "tag:1", "pubstatus": "usable", "headline": "Weir opens", "byline": "By Ann Bell", "provider": "Meridian", "versioncreated": "2031-03-04T10:00:00Z", "body_html": "<p>PROSE</p><p>PROSE More.</p>"}),
            &["f | Weir opens | Ann Bell | Meridian | 2031-03-04 | 2"],
        );
        check(
            json!({"uri": "tag:1", "standard": {"name": "ninjs"}, "headlines": [{"role": "short", "value": "Weir"}, {"role": "main", "value": "Weir opens"}], "firstCreated": "2031-03-04T10:00:00Z", "bodies": [{"role": "main", "contenttype": "text/plain", "value": "PROSE\n\nPROSE More."}]}),
            &["f | Weir opens |  |  | 2031-03-04 | 2"],
        );
        check(json!({"pubstatus": "canceled", "headline": "x", "body_text": "PROSE"}), &["withheld"]);
    }

    #[test]
    fn documents() {
        check(
            json!({"maintext": "PROSE\n\nPROSE More.", "title": "Weir opens", "authors": ["Ann Bell", "Lee Orr"], "date_publish": "2031-03-04 10:00:00", "source_domain": "tarl.example"}),
            &["f | Weir opens | Ann Bell; Lee Orr | tarl.example | 2031-03-04 | 2"],
        );
        check(json!({"text": ["PROSE", "PROSE More."]}), &["f |  |  |  |  | 2"]);
        check(
            json!({"html": "<p>PROSE</p><p>PROSE More.</p>", "title": "Weir opens"}),
            &["f | Weir opens |  |  |  | 2"],
        );
        check(json!({"a": 1, "b": "x"}), &["no-text-field"]);
    }
}
