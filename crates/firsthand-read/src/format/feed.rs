//! RSS (0.9 to 2.0), RDF and Atom: the items that carry their full text.
//!
//! In: a feed. Out: an article for each item with a text of some length; for the others one notice
//! that counts them: a teaser is no article, and taking it for one would count a page that nobody
//! has read. Title, address, date and author are the feed's own.

use super::item::{Content, Item, Notices, date, member, names, outlet};
use super::xml::{Element, Tree, text_of};
use crate::{Article, Capture, Notice};

/// Fewest characters of text that make a description an article; teasers have up to 400.
const SHORTEST_DESCRIPTION: usize = 600;

/// Fewest characters of a content element, which is said to be the whole text.
const SHORTEST_CONTENT: usize = 120;

/// Whether a text is a feed: by its first element.
pub(super) fn is_feed(text: &str) -> bool {
    let name = super::root(text);
    matches!(name, Some("rss" | "feed" | "atom:feed"))
        || name == Some("rdf:RDF") && text.contains("purl.org/rss/")
}

/// An article for each item with its text.
pub(super) fn read(capture: &Capture, text: String, notices: Vec<Notice>) -> (Vec<Article>, Vec<Notice>) {
    let mut notices = Notices::of(capture, "the feed", notices);
    let tree = Tree::parse(&text);
    if tree.damaged {
        notices.damaged_xml("feed");
    }
    let Some(root) = tree.root() else { return (Vec::new(), notices.done()) };
    let head = tree.child(root, "channel").unwrap_or(root);
    let mut articles = Vec::new();
    let (mut number, mut teasers) = (0, 0);
    // RSS has its items in the channel, RDF beside it, Atom in the root.
    let beside = (!std::ptr::eq(head, root)).then_some(root);
    let items = tree.children(head).chain(beside.into_iter().flat_map(|root| tree.children(root)));
    for element in items.filter(|child| child.is("item") || child.is("entry")) {
        number += 1;
        match item(&tree, head, element) {
            Some(item) => articles.extend(member(capture, number, item)),
            None => teasers += 1,
        }
    }
    notices.teasers(teasers, number);
    if number == 0 {
        notices.add("no-page", "the feed has no items.");
    }
    (articles, notices.done())
}

fn item(tree: &Tree, head: &Element, element: &Element) -> Option<Item> {
    let text = |name: &str| {
        let found = tree.child(element, name).map(|child| tree.flat(child));
        found.map(|found| text_of(&found)).filter(|found| !found.is_empty())
    };
    let mut item = Item::new(content(tree, element)?);
    item.title = text("title");
    item.url = link(tree, element);
    item.published = ["published", "pubDate", "issued", "dc:date", "dcterms:created", "dcterms:issued"]
        .iter()
        .find_map(|name| date(&text(name)?, &format!("<{name}> of the feed")));
    item.modified = ["updated", "atom:updated", "dcterms:modified", "modified"]
        .iter()
        .find_map(|name| date(&text(name)?, &format!("<{name}> of the feed")));
    let authors = tree.all(element, "author").filter_map(|author| {
        let name = tree.child(author, "name").unwrap_or(author);
        Some(text_of(&tree.flat(name))).filter(|name| !name.is_empty())
    });
    let creators = tree.all(element, "dc:creator").map(|creator| text_of(&tree.flat(creator)));
    item.byline = creators.chain(authors).flat_map(|author| names(&author)).collect();
    item.byline.dedup();
    let source = tree.child(element, "source").map(|source| tree.child(source, "title").unwrap_or(source));
    item.outlet = source
        .and_then(|source| outlet(&text_of(&tree.flat(source)), "source that the feed names"))
        .or_else(|| outlet(&text_of(&tree.flat(tree.child(head, "title")?)), "title of the feed"));
    item.language = tree
        .child(head, "language")
        .or_else(|| tree.child(head, "dc:language"))
        .map(|language| language.text.trim().to_owned())
        .or_else(|| head.attribute("xml:lang").map(str::to_owned))
        .and_then(|language| language.split(['-', '_']).next().map(str::to_lowercase))
        .filter(|language| (2..=3).contains(&language.len()));
    // Several categories are keywords.
    let mut categories = tree.all(element, "category").map(|category| {
        let term = category.attribute("label").or_else(|| category.attribute("term")).map(str::to_owned);
        term.unwrap_or_else(|| text_of(&tree.flat(category)))
    });
    item.section = categories.next().filter(|name| !name.is_empty() && categories.next().is_none());
    Some(item)
}

/// The item's text, if it has more than a teaser.
fn content(tree: &Tree, element: &Element) -> Option<Content> {
    let long = |marked: &str, least: usize| text_of(marked).chars().count() >= least;
    for name in ["content:encoded", "content", "xhtml:body", "body"] {
        let Some(child) = tree.child(element, name) else { continue };
        let found = match child.attribute("type") {
            Some("xhtml" | "application/xhtml+xml") => Content::Html(tree.inner(child).to_owned()),
            Some("text" | "text/plain") => Content::Plain(child.text.clone()),
            _ if child.text.trim().is_empty() => Content::Html(tree.inner(child).to_owned()),
            _ => marked(&child.text),
        };
        let (Content::Html(text) | Content::Plain(text)) = &found;
        if long(text, SHORTEST_CONTENT) {
            return Some(found);
        }
    }
    ["description", "summary"]
        .iter()
        .filter_map(|name| tree.child(element, name))
        .find(|child| long(&child.text, SHORTEST_DESCRIPTION))
        .map(|child| marked(&child.text))
}

fn marked(text: &str) -> Content {
    if text.contains("</") || text.contains("<p>") || text.contains("<br") {
        Content::Html(text.to_owned())
    } else {
        Content::Plain(text_lines(text))
    }
}

/// Entities resolved, line by line.
fn text_lines(text: &str) -> String {
    text.lines().map(text_of).collect::<Vec<_>>().join("\n")
}

/// The address of the item's own page.
fn link(tree: &Tree, element: &Element) -> Option<String> {
    let atom = tree.all(element, "link").filter_map(|link| {
        let own = link.attribute("rel").is_none_or(|rel| rel == "alternate");
        link.attribute("href").filter(|_| own)
    });
    let rss = ["feedburner:origLink", "link", "guid", "id"]
        .into_iter()
        .filter_map(|name| tree.child(element, name).map(|child| child.text.trim()));
    let about = element.attribute("rdf:about");
    atom.chain(rss).chain(about).find(|link| link.starts_with("http")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::{Capture, read};

    const LONG: &str = "<p>The weir was opened again on Monday, the water office said in a note to the farmers below it.</p><p>“It has been inspected twice,” said Lena Marsk, who heads the office and had shut it in winter.</p>";

    /// `file | url | title | byline | outlet | published | paragraphs`, a line each, then the notices.
    #[track_caller]
    fn check(feed: &str, expected: &[&str]) {
        let bytes = feed.replace("LONG", LONG).into_bytes();
        let reading = read(&Capture { file: Some("f".into()), url: None, captured: None, bytes });
        let mut found: Vec<String> = reading
            .articles
            .iter()
            .map(|article| {
                let parts = [
                    article.file.clone().unwrap_or_default(),
                    article.url.clone().unwrap_or_default(),
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
    fn rss() {
        check(
            "<?xml version='1.0'?><rss version='2.0' xmlns:content='c'><channel><title>Tarl Courier</title><link>https://tarl.example/</link><language>en-GB</language>\
             <item><title>Weir &amp;amp; dam</title><link>https://tarl.example/weir.html</link><pubDate>Tue, 04 Mar 2031 10:00:00 +0100</pubDate><dc:creator>Ann Bell</dc:creator><media:content url='x'><media:title>No</media:title></media:content><content:encoded><![CDATA[LONG]]></content:encoded></item>\
             <item><title>Dog finds bone</title><link>https://tarl.example/dog</link><description>A short word on it.</description></item></channel></rss>",
            &[
                "f!/0001-weir | https://tarl.example/weir.html | Weir & dam | Ann Bell | Tarl Courier | 2031-03-04 | 2",
                "only-teasers",
            ],
        );
    }

    #[test]
    fn atom() {
        check(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Tarl Courier</title><entry><title type='html'>Weir &lt;i&gt;opens&lt;/i&gt;</title><link rel='self' href='https://tarl.example/x'/><link href='https://tarl.example/weir'/><published>2031-03-04T10:00:00Z</published><updated>2031-03-05T10:00:00Z</updated><author><name>Ann Bell</name><email>a@tarl.example</email></author><content type='xhtml'><div xmlns='x'>LONG</div></content></entry></feed>",
            &[
                "f!/0001-weir | https://tarl.example/weir | Weir opens | Ann Bell | Tarl Courier | 2031-03-04 | 2",
            ],
        );
    }

    #[test]
    fn rdf_and_damage() {
        check(
            "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>Tarl Courier</title></channel><item rdf:about='https://tarl.example/weir'><title>Weir opens</title><dc:date>2031-03-04</dc:date><content:encoded><![CDATA[LONG]]></content:encoded></item><item><title>Cut",
            &[
                "f!/0001-weir | https://tarl.example/weir | Weir opens |  | Tarl Courier | 2031-03-04 | 2",
                "damaged-xml",
                "only-teasers",
            ],
        );
    }
}
