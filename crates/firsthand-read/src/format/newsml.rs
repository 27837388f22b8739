//! News items of agencies: NewsML-G2 and NITF (IPTC).
//!
//! In: a news item, or a message of several. Out: an article for each that is text. Headline, byline,
//! dates, language and provider are the item's own; the text is its XHTML, NITF or plain content.
//! Items that are withheld or cancelled are named and not read; pictures and packages are counted.
//!
//! Known gaps: NewsML 1.x; partial updates (`partMeta`) are read as one text.

use super::item::{Content, Item, Notices, article, date, member, names, outlet};
use super::xml::{Element, Tree};
use crate::{Article, Capture, Notice};

/// Whether a text is a news item: by its first element.
pub(super) fn is_newsml(text: &str) -> bool {
    let local = super::root(text).map(|name| name.rsplit(':').next().unwrap_or(name));
    matches!(local, Some("newsItem" | "newsMessage" | "nitf" | "packageItem"))
}

/// An article for each item with a text.
pub(super) fn read(capture: &Capture, text: String, notices: Vec<Notice>) -> (Vec<Article>, Vec<Notice>) {
    let mut notices = Notices::of(capture, "the news item", notices);
    let tree = Tree::parse(&text);
    if tree.damaged {
        notices.damaged_xml("news item");
    }
    let Some(root) = tree.root() else { return (Vec::new(), notices.done()) };
    let items: Vec<&Element> = match root.local() {
        "newsItem" | "nitf" => vec![root],
        _ => tree
            .children(root)
            .filter(|child| child.local() == "itemSet")
            .flat_map(|set| tree.children(set))
            .filter(|child| child.local() == "newsItem")
            .collect(),
    };
    let mut articles = Vec::new();
    let mut others = 0;
    for (i, element) in items.iter().enumerate() {
        if let Some(status) = withheld(&tree, element) {
            notices.add("withheld", &format!("news item {} is {status}; it is not read.", i + 1));
            continue;
        }
        let found = if element.local() == "nitf" { nitf(&tree, element) } else { item(&tree, element) };
        match found {
            Some(item) if items.len() == 1 => articles.extend(article(capture, item, Vec::new())),
            Some(item) => articles.extend(member(capture, i + 1, item)),
            None => others += 1,
        }
    }
    if others > 0 || items.is_empty() {
        notices.add("no-page", &format!("{others} of {} news items have no text.", items.len()));
    }
    (articles, notices.done())
}

/// The state of an item that must not be published.
fn withheld(tree: &Tree, element: &Element) -> Option<&'static str> {
    let status = tree.find(element, "pubStatus")?;
    match status.attribute("qcode").or_else(|| status.attribute("uri"))?.rsplit([':', '/']).next()? {
        "canceled" | "cancelled" => Some("cancelled"),
        "withheld" => Some("withheld"),
        _ => None,
    }
}

fn item(tree: &Tree, element: &Element) -> Option<Item> {
    let content = tree.find(element, "contentSet").and_then(|set| content(tree, set))?;
    let empty = Element::default();
    let about = tree.child(element, "itemMeta").unwrap_or(&empty);
    let meta = tree.child(element, "contentMeta").unwrap_or(&empty);
    let text = |within: &Element, name: &str| {
        let found = tree.child(within, name).map(|child| tree.flat(child));
        found.filter(|found| !found.is_empty())
    };
    let mut item = Item::new(content);
    item.title = text(meta, "headline").or_else(|| text(about, "title"));
    item.dek = text(meta, "subheadline");
    item.byline = text(meta, "by").map(|by| names(&by)).unwrap_or_default();
    if item.byline.is_empty() {
        let creators = tree.all(meta, "creator").filter_map(|creator| text(creator, "name"));
        item.byline = creators.flat_map(|name| names(&name)).collect();
    }
    item.language = tree
        .child(meta, "language")
        .and_then(|language| language.attribute("tag"))
        .or_else(|| element.attribute("xml:lang"))
        .and_then(|tag| tag.split('-').next().map(str::to_lowercase));
    item.outlet = tree.child(about, "provider").and_then(|provider| {
        let code = || provider.attribute("literal").map(str::to_owned);
        outlet(&text(provider, "name").or_else(code)?, "provider of the news item")
    });
    item.outlet = item.outlet.or_else(|| outlet(&text(meta, "creditline")?, "credit line of the news item"));
    let dated =
        |within: &Element, name: &str| date(&text(within, name)?, &format!("<{name}> of the news item"));
    item.published = dated(about, "firstCreated")
        .or_else(|| dated(meta, "contentCreated"))
        .or_else(|| dated(about, "versionCreated"));
    item.modified = dated(meta, "contentModified").or_else(|| dated(about, "versionCreated"));
    item.url = tree
        .all(about, "link")
        .filter_map(|link| link.attribute("href"))
        .find(|link| link.starts_with("http"))
        .map(str::to_owned);
    Some(item)
}

/// The text of a content set: the alternatives say the same, so the first that can be read.
fn content(tree: &Tree, set: &Element) -> Option<Content> {
    for child in tree.children(set) {
        let kind = child.attribute("contenttype").unwrap_or("");
        match child.local() {
            "inlineXML" => {
                if let Some(body) = tree.find(child, "body.content") {
                    return Some(Content::Html(of_nitf(tree, body)));
                }
                if let Some(body) = tree.find(child, "body") {
                    return Some(Content::Html(tree.inner(body).to_owned()));
                }
                if !tree.flat(child).is_empty() {
                    return Some(Content::Html(tree.inner(child).to_owned()));
                }
            }
            "inlineData" if kind.contains("html") => return Some(Content::Html(child.text.clone())),
            "inlineData" if kind.is_empty() || kind.starts_with("text/") => {
                return Some(Content::Plain(child.text.clone()));
            }
            _ => {}
        }
    }
    None
}

/// A NITF document by itself.
fn nitf(tree: &Tree, element: &Element) -> Option<Item> {
    let body = tree.find(element, "body.content")?;
    let mut item = Item::new(Content::Html(of_nitf(tree, body)));
    let text = |name: &str| {
        let found = tree.find(element, name).map(|child| tree.flat(child));
        found.filter(|found| !found.is_empty())
    };
    item.title = text("hl1").or_else(|| text("hedline")).or_else(|| text("title"));
    item.dek = text("hl2");
    item.section = tree
        .find(element, "tobject")
        .and_then(|subject| subject.attribute("tobject.type"))
        .map(str::to_owned);
    item.byline = text("byline").map(|by| names(&by)).unwrap_or_default();
    item.outlet = text("distributor").and_then(|name| outlet(&name, "distributor of the news item"));
    let dated = |name: &str| {
        let value = tree.find(element, name)?.attribute("norm")?;
        date(value, &format!("<{name}> of the news item"))
    };
    item.published = dated("date.issue").or_else(|| dated("date.release")).or_else(|| dated("story.date"));
    item.language = element.attribute("xml:lang").map(str::to_owned);
    Some(item)
}

/// NITF's text as HTML: most of its elements are the same; pictures with their captions go.
fn of_nitf(tree: &Tree, body: &Element) -> String {
    let mut out = String::new();
    for child in tree.children(body) {
        let inner = tree.inner(child);
        match child.local() {
            "media" => out.push_str(&format!(
                "<figure><figcaption>{}</figcaption></figure>\n",
                escaped(&tree.flat(child))
            )),
            "hl2" => out.push_str(&format!("<h2>{inner}</h2>\n")),
            "block" => out.push_str(&of_nitf(tree, child)),
            "bq" => out.push_str(&format!("<blockquote>{}</blockquote>\n", of_nitf(tree, child))),
            name @ ("p" | "ul" | "ol" | "table" | "pre") => {
                out.push_str(&format!("<{name}>{inner}</{name}>\n"))
            }
            _ => out.push_str(&format!("<p>{inner}</p>\n")),
        }
    }
    if out.is_empty() { tree.inner(body).to_owned() } else { out }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use crate::{Capture, read};

    const PROSE: &str = "The weir was opened again on Monday, the water office of Orvland said in a note to the farmers who live below it.";

    /// `title | byline | outlet | published | language | paragraphs`, a line each, then the notices.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let bytes = text.replace("PROSE", PROSE).into_bytes();
        let reading = read(&Capture { file: Some("f".into()), url: None, captured: None, bytes });
        let mut found: Vec<String> = reading
            .articles
            .iter()
            .map(|article| {
                let parts = [
                    article.title.clone().unwrap_or_default(),
                    article.byline.join("; "),
                    article.outlet.as_ref().map(|outlet| outlet.name.clone()).unwrap_or_default(),
                    article.published.as_ref().map(|stated| stated.date.to_string()).unwrap_or_default(),
                    article.language.clone().unwrap_or_default(),
                    article.body.len().to_string(),
                ];
                parts.join(" | ")
            })
            .collect();
        found.extend(reading.notices.iter().map(|notice| notice.code.to_owned()));
        assert_eq!(found, expected);
    }

    fn item(status: &str, content: &str) -> String {
        format!(
            "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='tag:1' xml:lang='en'><itemMeta><itemClass qcode='ninat:text'/><provider literal='meridian'><name>Meridian</name></provider><versionCreated>2031-03-05T08:00:00Z</versionCreated><firstCreated>2031-03-04T10:00:00+01:00</firstCreated><pubStatus qcode='stat:{status}'/></itemMeta><contentMeta><headline>Weir opens</headline><by>By Ann Bell</by><language tag='en-GB'/></contentMeta><contentSet>{content}</contentSet></newsItem>"
        )
    }

    #[test]
    fn news_items() {
        let xhtml = "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><p>PROSE</p><p>PROSE More.</p></body></html></inlineXML>";
        let nitf = "<inlineXML contenttype='application/nitf+xml'><nitf><body><body.head><hedline><hl1>x</hl1></hedline></body.head><body.content><media><media-caption>A weir.</media-caption></media><block><p>PROSE</p><p>PROSE More.</p></block></body.content></body></nitf></inlineXML>";
        let plain = "<inlineData contenttype='text/plain'>PROSE\n\nPROSE More.</inlineData>";
        let expected = "Weir opens | Ann Bell | Meridian | 2031-03-04 | en | 2";
        for content in [xhtml, nitf, plain] {
            check(&item("usable", content), &[expected]);
        }
        let message = |items: &str| {
            format!("<?xml version='1.0'?><newsMessage><header/><itemSet>{items}</itemSet></newsMessage>")
        };
        let both =
            [item("usable", xhtml), item("canceled", plain), item("usable", "<remoteContent href='x.jpg'/>")]
                .concat();
        check(&message(&both), &[expected, "withheld", "no-page"]);
    }

    #[test]
    fn nitf_alone() {
        check(
            "<nitf><head><docdata><date.issue norm='20310304T100000Z'/></docdata></head><body><body.head><hedline><hl1>Weir opens</hl1></hedline><byline>By <person>Ann Bell</person></byline><distributor>Meridian</distributor></body.head><body.content><p>PROSE</p><p>PROSE More.</p></body.content></body></nitf>",
            &["Weir opens | Ann Bell | Meridian | 2031-03-04 | en | 2"],
        );
    }
}
