//! What a page's JSON-LD says of its article, however oddly it is written.
//!
//! In: the scripts' text. Out: headline, dates, authors, publisher, body. Lists, `@graph`, nested
//! objects, text where an object should be, numbers for text and comments around the JSON are all taken. Broken
//! JSON is repaired where line breaks or trailing commas broke it; else nothing is read.

use serde_json::Value;

/// What was found; the first article that states a thing wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Linked {
    pub(super) headline: Option<String>,
    pub(crate) published: Option<String>,
    /// Whether an article states that date, rather than the page around it.
    pub(crate) by_article: bool,
    pub(crate) created: Option<String>,
    pub(crate) modified: Option<String>,
    pub(super) authors: Vec<String>,
    /// Of `authors`, those of which it is said that they are a person.
    pub(super) people: Vec<String>,
    /// Section of the article, and the last step of the way to it.
    pub(super) section: Option<String>,
    pub(super) crumb: Option<String>,
    /// Address of the article's own page.
    pub(super) address: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) body: Option<String>,
    pub(super) language: Option<String>,
}

/// Deepest nesting that is followed.
const DEEPEST: usize = 12;

/// Most objects that are looked at.
const MOST: usize = 4000;

/// Reads all scripts.
pub(super) fn linked(scripts: &[String]) -> Linked {
    let mut found = Linked::default();
    let mut organisation = None;
    for script in scripts {
        let Some(value) = parse(script) else {
            salvage(script, &mut found);
            continue;
        };
        let mut seen = 0;
        let mut stack = vec![(&value, 0)];
        while let Some((value, depth)) = stack.pop() {
            seen += 1;
            if depth > DEEPEST || seen > MOST {
                continue;
            }
            match value {
                Value::Array(items) => stack.extend(items.iter().rev().map(|item| (item, depth + 1))),
                Value::Object(object) => {
                    if is_article(value) {
                        read(value, &mut found);
                    } else if has_type(value, &["Organization", "NewsMediaOrganization", "WebSite"])
                        && organisation.is_none()
                    {
                        organisation = names(value.get("name")).into_iter().next();
                    } else if has_type(value, &["BreadcrumbList"]) && found.crumb.is_none() {
                        found.crumb = crumb(value);
                        continue;
                    }
                    for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                        if let Some(inner) =
                            object.get(key).filter(|inner| inner.is_array() || inner.is_object())
                        {
                            stack.push((inner, depth + 1));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found.publisher = found.publisher.or(organisation);
    found
}

fn parse(script: &str) -> Option<Value> {
    let core = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let core = core
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("]]>")
        .trim_end_matches("//")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(core).ok().or_else(|| serde_json::from_str(&repaired(core)).ok())
}

/// Reads the dates off a script that is no JSON; what else it says can't be told from its parts.
fn salvage(script: &str, found: &mut Linked) {
    let value = |key: &str| {
        let rest =
            script.split_once(key)?.1.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let value = rest.split('"').next()?;
        (!value.is_empty() && value.len() <= LONGEST_DATE).then(|| value.to_owned())
    };
    found.published = found.published.take().or_else(|| value("\"datePublished\""));
    found.modified = found.modified.take().or_else(|| value("\"dateModified\""));
}

/// Longest value that is a date.
const LONGEST_DATE: usize = 60;

/// Line breaks inside strings become spaces, commas before a closing bracket go.
fn repaired(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if quoted && c.is_control() {
            out.push(' ');
            continue;
        }
        if !quoted && matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

fn has_type(value: &Value, types: &[&str]) -> bool {
    match value.get("@type") {
        Some(Value::String(name)) => types.contains(&name.as_str()),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(|name| types.contains(&name)),
        _ => false,
    }
}

fn is_article(value: &Value) -> bool {
    let kind = |name: &str| {
        name.ends_with("Article")
            || name.ends_with("Posting")
            || matches!(
                name,
                "Report"
                    | "LiveBlogPosting"
                    | "Review"
                    | "Recipe"
                    | "WebPage"
                    | "ItemPage"
                    | "Blog"
                    | "CreativeWork"
            )
    };
    match value.get("@type") {
        Some(Value::String(name)) => kind(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(kind),
        _ => false,
    }
}

fn read(value: &Value, found: &mut Linked) {
    // A page's own name is no headline; "WebPage" only gives dates and language.
    let page = has_type(value, &["WebPage", "ItemPage", "Blog", "CreativeWork"]);
    let take = |key: &str| value.get(key).and_then(text);
    if !page {
        found.headline = found.headline.take().or_else(|| take("headline").or_else(|| take("name")));
        found.body = found.body.take().or_else(|| take("articleBody"));
        if found.authors.is_empty() {
            found.authors = authors(value.get("author"), &mut found.people);
        }
        found.section = found.section.take().or_else(|| take("articleSection"));
        let own = || take("mainEntityOfPage").or_else(|| address_of(value.get("mainEntityOfPage")?));
        let address = own().or_else(|| take("url")).filter(|address| address.starts_with("http"));
        found.address = found.address.take().or(address);
    }
    if let Some(published) =
        take("datePublished").filter(|_| found.published.is_none() || !page && !found.by_article)
    {
        (found.published, found.by_article) = (Some(published), !page);
    }
    found.created = found.created.take().or_else(|| take("dateCreated"));
    found.modified = found.modified.take().or_else(|| take("dateModified"));
    found.publisher = found.publisher.take().or_else(|| names(value.get("publisher")).into_iter().next());
    found.language = found.language.take().or_else(|| take("inLanguage"));
}

/// Text of a value that should be text.
fn text(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(string) => string.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            return items.iter().find_map(|item| if item.is_array() { None } else { text(item) });
        }
        Value::Object(object) => {
            object.get("@value").or_else(|| object.get("name"))?.as_str()?.trim().to_owned()
        }
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}

/// The address that an object names itself by.
fn address_of(value: &Value) -> Option<String> {
    value.get("@id").or_else(|| value.get("url")).and_then(text)
}

/// The authors that aren't said to be organisations; those that are said to be people go to `people`
/// as well.
fn authors(value: Option<&Value>, people: &mut Vec<String>) -> Vec<String> {
    let items: Vec<&Value> = match value {
        None => return Vec::new(),
        Some(Value::Array(items)) => items.iter().take(20).collect(),
        Some(one) => vec![one],
    };
    let mut found = Vec::new();
    for item in items {
        let names = names(Some(item));
        if has_type(item, &["Organization", "NewsMediaOrganization", "Corporation"]) {
            // An agency that is named as the author is credited.
            found.extend(names.into_iter().filter(|name| crate::agency::named(name).is_some()));
            continue;
        }
        // The pieces of a graph point at a person by an address that says so.
        let pointed = || {
            item.get("@id")
                .and_then(Value::as_str)
                .is_some_and(|id| id.to_ascii_lowercase().contains("/person/"))
        };
        if has_type(item, &["Person"]) || pointed() {
            people.extend(names.iter().cloned());
        }
        found.extend(names);
    }
    found
}

/// The last step of the way to the article that isn't the article: ["Home", "World", "Dam holds"]
/// stands in "World". The first is the site.
fn crumb(value: &Value) -> Option<String> {
    let items = value.get("itemListElement")?.as_array()?;
    let step = |item: &Value| {
        item.get("name").and_then(text).or_else(|| item.get("item")?.get("name").and_then(text))
    };
    let steps: Vec<String> = items.iter().take(12).filter_map(step).collect();
    let last = steps.len().checked_sub(2).filter(|last| *last >= 1)?;
    steps.into_iter().nth(last)
}

/// Names of people or organisations, written as text, object or a list of these.
fn names(value: Option<&Value>) -> Vec<String> {
    let items: Vec<&Value> = match value {
        None => return Vec::new(),
        Some(Value::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
    };
    items
        .into_iter()
        .take(20)
        .filter_map(|item| match item {
            Value::String(name) => Some(name.trim().to_owned()),
            Value::Object(object) => object.get("name").and_then(text),
            _ => None,
        })
        .filter(|name| !name.is_empty() && name.len() < 200 && !name.starts_with("http"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expected: &str) {
        let found = linked(&[script.to_owned()]);
        let shown = [
            found.headline.unwrap_or_default(),
            found.published.unwrap_or_default(),
            found.authors.join("; "),
            found.publisher.unwrap_or_default(),
        ];
        assert_eq!(shown.join(" | "), expected, "{script}");
    }

    #[test]
    fn reads_odd_json() {
        check(
            r#"{"@type":"NewsArticle","headline":"Dam holds","datePublished":"2031-03-04","author":{"name":"Ann Bell"},"publisher":{"name":"Harbour Times"}}"#,
            "Dam holds | 2031-03-04 | Ann Bell | Harbour Times",
        );
        check(
            r#"[{"@graph":[{"@type":["Article","X"],"headline":["Dam holds"],"author":["Ann Bell",{"name":["Jo Orr"]}]},{"@type":"Organization","name":"Harbour Times"}]}]"#,
            "Dam holds |  | Ann Bell; Jo Orr | Harbour Times",
        );
        check("<!-- {\"@type\":\"Article\",\"headline\":\"Dam\nholds\",} -->", "Dam holds |  |  | ");
        check(r#"{"@type":"Article","headline":12,"datePublished":20310304}"#, "12 | 20310304 |  | ");
        check(r#"{"@type":"Article","headline":"#, " |  |  | ");
        check(r#"{"@type":"Product","name":"Ship"}"#, " |  |  | ");
        check("", " |  |  | ");
        check(r#"{"@type":"Article",{"datePublished" : "2031-03-04","#, " | 2031-03-04 |  | ");
        check(
            r#"[{"@type":"WebPage","datePublished":"2031-03-09"},{"@type":"Article","datePublished":"2031-03-04"}]"#,
            " | 2031-03-04 |  | ",
        );
    }
}
