//! Walks a parsed page once: its visible text by blocks, and the elements that metadata is read from.
//!
//! In: a parsed document. Out: the text with one block a line, the blocks with what the elements
//! around them say, and the raw material of metadata. Scripts, styles and what is hidden are left
//! out. The walk keeps its own stack, so depth costs memory and nothing else.
//!
//! Known gaps: what a style sheet hides is taken for visible.

use crate::FurnitureKind::{self, *};
use crate::block::{Block, Hint};
use dom_query::{Document, NodeRef};
use firsthand_text::Span;

/// A page as it was walked.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Visible text, one block a line.
    pub(crate) text: String,
    /// The blocks of `text`.
    pub(crate) blocks: Vec<Block>,
    /// `<meta>`: name, property or itemprop in lower case, and content.
    pub(crate) metas: Vec<(String, String)>,
    /// Text of JSON-LD scripts.
    pub(crate) scripts: Vec<String>,
    /// `<title>`.
    pub(crate) title: Option<String>,
    /// `<time>` and `itemprop=datePublished`: value, class and itemprop in lower case, number of the block it stands in.
    pub(crate) times: Vec<(String, String, usize)>,
    /// `<link rel=canonical>`.
    pub(crate) canonical: Option<String>,
    /// `<html lang>`.
    pub(crate) language: Option<String>,
    /// Texts of elements that name the author (`rel=author`, `itemprop=author`, class "byline").
    pub(crate) authors: Vec<String>,
    /// Deepest nesting of elements.
    pub(crate) depth: usize,
}

/// An element whose name, class or id tells what stands in it.
#[derive(Debug)]
struct Container {
    kind: FurnitureKind,
    reason: String,
    parent: Option<usize>,
    /// Characters of prose in it.
    prose: usize,
}

/// Share of a page's prose, one in so many, from which a container is no furniture whatever its
/// class says: themes put "has-comments" or "share" on the element around the article.
const TOO_MUCH_PROSE: usize = 3;

/// Fewest characters of a block that counts as prose.
const PROSE: usize = 80;

/// Size of type (of `<font size>`, 3 is usual) from which a line stands out as a heading does.
const LARGE_TYPE: u8 = 4;

/// Words in classes of the line under the headline.
const DEKS: &[&str] = &["standfirst", "dek", "deck", "subtitle", "subheadline", "strapline"];

/// Share of a page's prose, in tenths, from which a cell of a table holds the article.
const MOST_PROSE: usize = 8;

/// Most characters of an author element; a longer one is a biography.
const LONGEST_AUTHOR: usize = 120;

/// Bytes of JSON-LD kept, and how many scripts.
const LARGEST_SCRIPT: usize = 2 << 20;

/// Elements that hold no visible text.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "datalist", "textarea",
    "canvas", "audio", "video", "map", "math", "embed", "dialog",
];

/// Elements inside a line of text; all others begin a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source", "track",
    "input", "meta", "link", "slot",
];

/// State of the walk.
#[derive(Default)]
struct Walker {
    page: Page,
    containers: Vec<Container>,
    /// Container of each block.
    within: Vec<Option<usize>>,
    line: String,
    linked: usize,
    links: usize,
    unlinked: usize,
    strong: usize,
    /// Whether an inline element has just ended, with no text since.
    ended: bool,
    /// Whether another inline element has begun right behind it.
    apart: bool,
    boxes: usize,
    /// Parent of each cell of a table.
    cells: Vec<Option<usize>>,
    /// Cell of each block.
    in_cell: Vec<Option<usize>>,
    now: Now,
}

/// What the elements around the present place say.
#[derive(Clone, Copy, Default)]
struct Now {
    container: Option<usize>,
    heading: u8,
    list: bool,
    link: bool,
    strong: bool,
    dek: bool,
    within: Option<usize>,
    cell: Option<usize>,
}

/// Walks a page.
pub(crate) fn walk(document: &Document) -> Page {
    let mut walker = Walker::default();
    let mut stack: Vec<(NodeRef, Now, Option<bool>, usize)> =
        vec![(document.root(), Now::default(), None, 0)];
    while let Some((node, now, leaving, depth)) = stack.pop() {
        if let Some(block) = leaving {
            if block {
                walker.flush();
            }
            walker.ended = !block && node.is_element();
            walker.now = now;
            continue;
        }
        walker.now = now;
        walker.page.depth = walker.page.depth.max(depth);
        if node.is_text() {
            walker.text(&node.text());
            continue;
        }
        let mut inner = now;
        let mut block = true;
        if node.is_element() {
            let name = node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
            if !walker.enter(&node, &name, &mut inner) {
                continue;
            }
            block = !INLINE.contains(&name.as_str());
            if block {
                walker.flush();
            }
        } else if !(node.is_document() || node.is_fragment()) {
            continue;
        }
        stack.push((node, now, Some(block), depth));
        for child in node.children_it(true) {
            stack.push((child, inner, None, depth + 1));
        }
    }
    walker.flush();
    walker.finish()
}

impl Walker {
    /// Notes what an element says; `false` when nothing in it is to be seen.
    fn enter(&mut self, node: &NodeRef, name: &str, now: &mut Now) -> bool {
        let attribute = |key: &str| node.attr(key).map(|value| value.to_string());
        match name {
            "script"
                if attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                let script = node.text();
                if script.len() <= LARGEST_SCRIPT && self.page.scripts.len() < 64 {
                    self.page.scripts.push(script.to_string());
                }
                return false;
            }
            "title" => {
                if self.page.title.is_none() {
                    self.page.title = Some(one_line(&node.text())).filter(|title| !title.is_empty());
                }
                return false;
            }
            "meta" => {
                let key = attribute("property")
                    .or_else(|| attribute("name"))
                    .or_else(|| attribute("itemprop"))
                    .or_else(|| attribute("http-equiv"));
                if let (Some(key), Some(content)) = (key, attribute("content"))
                    && content.len() < 4000
                {
                    self.page.metas.push((key.trim().to_ascii_lowercase(), content.trim().to_owned()));
                }
                return false;
            }
            "link" => {
                if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
                    && self.page.canonical.is_none()
                {
                    self.page.canonical = attribute("href").filter(|href| href.starts_with("http"));
                }
                return false;
            }
            "html" => self.page.language = attribute("lang").or_else(|| attribute("xml:lang")),
            "br" | "hr" => {
                self.flush();
                return false;
            }
            name if SKIPPED.contains(&name) => return false,
            _ => {}
        }
        let style = attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        // Some pages hide all of themselves until a script has run, or stream their article in a
        // hidden element ("S:1") which a script puts in its place; readers see both.
        let shown_later = matches!(name, "html" | "body" | "main" | "article")
            || attribute("id").is_some_and(|id| id.starts_with("S:"));
        let hidden =
            node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden");
        if hidden && !shown_later {
            return false;
        }
        let marks =
            format!("{} {}", attribute("class").unwrap_or_default(), attribute("id").unwrap_or_default())
                .to_ascii_lowercase();
        let item = attribute("itemprop").unwrap_or_default().to_ascii_lowercase();
        if name == "time" || item == "datepublished" {
            let value = attribute("datetime")
                .or_else(|| attribute("content"))
                .unwrap_or_else(|| one_line(&node.text()));
            self.page.times.push((value, format!("{marks} {item}"), self.page.blocks.len()));
        }
        let author = item == "author"
            || attribute("rel").is_some_and(|rel| rel == "author")
            || marks.split([' ', '-', '_']).any(|word| word == "byline");
        if author && self.page.authors.len() < 8 {
            let text = one_line(&node.text());
            if text.len() <= LONGEST_AUTHOR && !text.is_empty() {
                self.page.authors.push(text);
            }
        }
        self.apart |= self.ended && matches!(name, "a" | "span");
        match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => now.heading = level - b'0',
            b"li" | b"dd" | b"dt" => now.list = true,
            b"a" => {
                now.link = true;
                self.links += 1;
            }
            b"b" | b"strong" => now.strong = true,
            b"font" => {
                let large = attribute("size").and_then(|size| size.trim().parse::<u8>().ok());
                now.strong |= large.is_some_and(|size| size >= LARGE_TYPE);
            }
            b"td" | b"th" => {
                self.cells.push(now.cell);
                now.cell = Some(self.cells.len() - 1);
            }
            _ => {}
        }
        if matches!(name, "div" | "section" | "aside" | "table" | "td" | "th" | "article" | "main") {
            self.boxes += 1;
            now.within = Some(self.boxes);
        }
        now.dek |= marks.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| DEKS.contains(&word));
        if let Some((kind, reason)) = furniture(name, &marks) {
            self.containers.push(Container { kind, reason, parent: now.container, prose: 0 });
            now.container = Some(self.containers.len() - 1);
        }
        true
    }

    fn text(&mut self, text: &str) {
        let before = self.line.len();
        // Two elements side by side without a space ("Share", "Save") are two words for the eye.
        let joined = self.apart
            && self.line.ends_with(|c: char| c.is_lowercase() || c.is_numeric())
            && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            && !(self.line.ends_with(char::is_numeric) && text.starts_with(char::is_numeric));
        if joined {
            self.line.push(' ');
        }
        (self.ended, self.apart) = (false, false);
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
            } else {
                self.line.push(c);
            }
        }
        if self.now.link {
            self.linked += self.line.len().saturating_sub(before);
        } else {
            self.unlinked += text.chars().filter(|c| c.is_alphanumeric()).count();
        }
        if self.now.strong {
            self.strong += self.line.len().saturating_sub(before);
        }
    }

    fn flush(&mut self) {
        let line = self.line.trim();
        if !crate::block::is_blank(line) {
            let start = self.page.text.len();
            self.page.text.push_str(line);
            let span = Span::new(start, start + line.len());
            let share = |part: usize| (part as f32 / line.len().max(1) as f32).min(1.0);
            let hint = Hint {
                heading: self.now.heading,
                list: self.now.list,
                linked: share(self.linked),
                links: self.links,
                unlinked: self.unlinked,
                strong: share(self.strong),
                within: self.now.within,
                dek: self.now.dek,
                ..Hint::default()
            };
            self.page.text.push('\n');
            self.page.blocks.push(Block { span, hint });
            self.within.push(self.now.container);
            self.in_cell.push(self.now.cell);
        }
        self.line.clear();
        (self.linked, self.links, self.unlinked, self.strong) = (0, 0, 0, 0);
        (self.ended, self.apart) = (false, false);
    }

    /// Gives each block the kind of the nearest container that isn't the article itself.
    fn finish(mut self) -> Page {
        let prose = |block: &Block| {
            if block.span.len() >= PROSE && block.hint.linked < 0.5 { block.span.len() } else { 0 }
        };
        let total: usize = self.page.blocks.iter().map(prose).sum();
        // Sums flow upwards in reverse order: a container comes after its parent.
        for (block, within) in self.page.blocks.iter().zip(&self.within) {
            if let Some(at) = within {
                self.containers[*at].prose += prose(block);
            }
        }
        for at in (0..self.containers.len()).rev() {
            if let Some(parent) = self.containers[at].parent {
                let below = self.containers[at].prose;
                self.containers[parent].prose += below;
            }
        }
        // The kind that holds at each container, from the outside in.
        let mut holds: Vec<Option<usize>> = Vec::with_capacity(self.containers.len());
        for (at, container) in self.containers.iter().enumerate() {
            let above = container.parent.and_then(|parent| holds[parent]);
            let main = container.prose * TOO_MUCH_PROSE > total && container.prose > 0;
            holds.push(if main { above } else { Some(at) });
        }
        for (block, within) in self.page.blocks.iter_mut().zip(&self.within) {
            if let Some(at) = within.and_then(|at| holds[at]) {
                let container = &self.containers[at];
                block.hint.kind = Some((container.kind, container.reason.clone()));
            }
        }
        self.layout();
        self.page
    }

    /// On a page laid out as a table, cells without prose beside the article's cell are furniture.
    fn layout(&mut self) {
        let prose = |block: &Block| {
            if block.span.len() >= PROSE && block.hint.linked < 0.5 { block.span.len() } else { 0 }
        };
        let mut sums = vec![0usize; self.cells.len()];
        for (block, cell) in self.page.blocks.iter().zip(&self.in_cell) {
            if let Some(cell) = cell {
                sums[*cell] += prose(block);
            }
        }
        for at in (0..sums.len()).rev() {
            if let Some(parent) = self.cells[at] {
                sums[parent] += sums[at];
            }
        }
        let total: usize = self.page.blocks.iter().map(prose).sum();
        // The innermost of those that hold the article comes last, for a cell comes after its parent.
        let main = sums.iter().rposition(|sum| *sum > 0 && sum * 10 >= total * MOST_PROSE);
        let Some(main) = main else { return };
        let mut inside = vec![false; sums.len()];
        for at in main..sums.len() {
            inside[at] = at == main || self.cells[at].is_some_and(|parent| inside[parent]);
        }
        for (block, cell) in self.page.blocks.iter_mut().zip(&self.in_cell) {
            if cell.is_some_and(|cell| !inside[cell] && sums[cell] == 0) && block.hint.kind.is_none() {
                let reason = "stands in another cell of the page's layout than the article".to_owned();
                block.hint.kind = Some((Navigation, reason));
            }
        }
    }
}

/// What an element's name, class and id say of the text in it.
fn furniture(name: &str, marks: &str) -> Option<(FurnitureKind, String)> {
    let element = match name {
        "nav" | "menu" => Some(Navigation),
        "footer" => Some(Navigation),
        "aside" => Some(Related),
        "figcaption" | "caption" => Some(Caption),
        "address" => Some(Byline),
        "button" | "form" | "fieldset" => Some(Form),
        _ => None,
    };
    if let Some(kind) = element {
        return Some((kind, format!("stands in <{name}>")));
    }
    if matches!(name, "html" | "body" | "main" | "article") || name.starts_with('h') && name.len() == 2 {
        return None;
    }
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
        (
            Other,
            &["ad", "ads", "advert", "advertisement", "advertising", "sponsor", "sponsored", "disclaimer"],
        ),
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
    let words: Vec<&str> = marks.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    WORDS.iter().find_map(|(kind, known)| {
        let word = words.iter().find(|word| known.contains(*word))?;
        Some((*kind, format!("stands in an element of class or id \"{word}\"")))
    })
}

/// Text on one line, without white space at the ends.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(walk(&Document::from(html)).text.trim_end().replace('\n', "|"), expected, "{html}");
    }

    #[test]
    fn walks() {
        check("<p>One <b>two</b> three<p>Four", "One two three|Four");
        check("<div>One<p>Two</p>Three</div>", "One|Two|Three");
        check("One<br>Two<br><br>Three", "One|Two|Three");
        check("<ul><li>One<li><a href=x>Two</a></ul>", "One|Two");
        check("<p>A&amp;B <script>no</script><style>no</style><span hidden>no</span>C", "A&B C");
        check("<p style='display: none'>no<p>yes", "yes");
        check("<body style='visibility: hidden'><div hidden id='S:0'>yes</div><div hidden>no</div>", "yes");
        check("<table><tr><td>One<td>Two</table>", "One|Two");
        check("", "");
        check("<title>no</title><p>  \n ", "");
    }

    #[test]
    fn parts_words_and_cells() {
        check("<div><span>Share</span><span>Save</span><span>12</span></div>", "Share Save 12");
        check("<p><a>Ships</a><a>Trade</a>, <span>W</span>ords, <b>Mc</b>Bell", "Ships Trade, Words, McBell");
        let long = "A sentence about the harbour and its ferry that goes on for long enough to count as prose here. ";
        let html = format!(
            "<table><tr><td>Tides<td><p>{long}<p>{long}<table><tr><td>Inner</table><td>On air</table>"
        );
        let page = walk(&Document::from(html.as_str()));
        let out: Vec<bool> = page.blocks.iter().map(|block| block.hint.kind.is_some()).collect();
        assert_eq!(out, [true, false, false, false, true]);
    }

    #[test]
    fn tells_containers() {
        let long = "A sentence about the harbour and its ferry that goes on for long enough to count as prose here. ".repeat(3);
        let html = format!(
            "<div class='share'><p>{long}</p><p>{long}</p><div class='comments'><p>First</p></div><figcaption>Ship</figcaption></div>"
        );
        let page = walk(&Document::from(html.as_str()));
        let kinds: Vec<Option<FurnitureKind>> =
            page.blocks.iter().map(|block| block.hint.kind.as_ref().map(|kind| kind.0)).collect();
        assert_eq!(kinds, [None, None, Some(Comments), Some(Caption)]);
    }
}
