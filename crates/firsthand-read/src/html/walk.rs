//! Walks a page once, from its source: its visible text by blocks, and the elements that metadata is
//! read from.
//!
//! In: the source of a page. Out: the text with one block a line, the blocks with what the elements
//! around them say, those elements, and the raw material of metadata. Scripts, styles and what is
//! hidden are left out. There is no document tree: a stack of open elements is all that is kept, so
//! the walk is linear in the source and any nesting is read.
//!
//! Known gaps: what a style sheet hides is taken for visible.

use super::entities::{self, decoded};
use super::marks::{add_parts, add_words, hash, kind_of_tag, kind_of_words};
use super::open::{Ending, Stack};
use super::tags::Tag;
use super::tokens::{Token, Tokens};
use crate::FurnitureKind::{self, *};
use crate::block::{Block, Hint};
use firsthand_text::Span;
use std::sync::LazyLock;

/// A page as it was walked.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Visible text, one block a line.
    pub(crate) text: String,
    /// The blocks of `text`.
    pub(crate) blocks: Vec<Block>,
    /// For each block the element that its first words stand in, a place in `elements`.
    pub(crate) places: Vec<usize>,
    /// The elements that are to be seen; each comes after the one it stands in.
    pub(crate) elements: Vec<Element>,
    /// Hashes of the words in classes, ids and the like, by [`Element::words`].
    pub(crate) words: Vec<u32>,
    /// `<meta>`: name, property or itemprop in lower case, and content.
    pub(crate) metas: Vec<(String, String)>,
    /// Text of JSON-LD scripts.
    pub(crate) scripts: Vec<String>,
    /// Where in the source scripts stand that hold the page's state as JSON: start and end.
    pub(crate) states: Vec<(usize, usize)>,
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
    /// Whether a form asks for a password.
    pub(crate) asks_password: bool,
}

/// An element of the page.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) tag: Tag,
    /// The element it stands in; its own place for the outermost.
    pub(crate) parent: usize,
    /// Its words in [`Page::words`].
    pub(crate) words: (usize, usize),
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

/// Most authors and dates that are kept of a page.
const MOST_AUTHORS: usize = 8;

/// Most characters kept of an element whose whole text is wanted.
const LONGEST_TEXT: usize = 600;

/// Bytes of JSON-LD kept.
const LARGEST_SCRIPT: usize = 2 << 20;

/// Most scripts kept.
const MOST_SCRIPTS: usize = 64;

/// Fewest bytes of a script that may hold the article.
const SMALLEST_STATE: usize = 700;

/// Attributes "data-…" that newer page software names its parts by.
const NAMING: &[&str] =
    &["testid", "test-id", "component", "component-name", "module", "type", "role", "qa", "block", "name"];

/// Longest value of an attribute that names a part; a longer one is data.
const LONGEST_NAMING: usize = 400;

/// [`DEKS`] by hash.
static DEK_WORDS: LazyLock<Vec<u32>> =
    LazyLock::new(|| DEKS.iter().map(|word| hash(word.as_bytes())).collect());

/// "byline" by hash.
static BYLINE_WORD: LazyLock<u32> = LazyLock::new(|| hash(b"byline"));

/// State of the walk.
#[derive(Default)]
struct Walker {
    page: Page,
    containers: Vec<Container>,
    /// Container of each block.
    within: Vec<Option<usize>>,
    line: String,
    /// Element of the first words of `line`.
    place: usize,
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
    /// Elements whose text is being collected: how many elements are open around it, what for, and
    /// the text so far.
    wanted: Vec<(usize, Wanted, String)>,
    /// Text with its references resolved; kept for its memory.
    resolved: String,
    now: Now,
}

/// What an element's text is collected for.
#[derive(Clone, Copy, Debug)]
enum Wanted {
    Author,
    /// The value of this one of [`Page::times`].
    Time(usize),
}

/// What the elements around the present place say.
#[derive(Clone, Copy, Default, Debug)]
struct Now {
    element: usize,
    container: Option<usize>,
    heading: u8,
    list: bool,
    link: bool,
    strong: bool,
    dek: bool,
    hidden: bool,
    within: Option<usize>,
    cell: Option<usize>,
}

/// Walks a page.
pub(crate) fn walk(source: &str) -> Page {
    let mut walker = Walker::default();
    walker.page.elements.push(Element { tag: Tag::Other, parent: 0, words: (0, 0) });
    let mut stack: Stack<Now> = Stack::new();
    let mut tokens = Tokens::new(source);
    let mut raw = Tag::Other;
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) if !walker.now.hidden => walker.source_text(text),
            Token::Text(_) => {}
            Token::Raw(text, at) => walker.raw(raw, text, at),
            Token::Start { tag, .. } if tag.is_raw() => {
                raw = walker.before_raw(tag, &tokens.attributes);
            }
            Token::Start { tag, closed } => {
                let stay = stack.stay_when_begins(tag);
                walker.leave(&mut stack, stay);
                if tag == Tag::A {
                    let ending = stack.link_ended_by_link();
                    walker.end(&mut stack, ending);
                }
                walker.start(&mut stack, tag, closed, &tokens.attributes);
            }
            Token::End(Tag::Br) => walker.flush(),
            Token::End(tag) => {
                if tag == Tag::P && !walker.now.hidden {
                    walker.flush();
                }
                let ending = stack.ended_by(tag);
                walker.end(&mut stack, ending);
            }
        }
    }
    walker.leave(&mut stack, 0);
    walker.flush();
    walker.finish()
}

/// The value of an attribute, references resolved.
fn attribute(attributes: &[(&str, &str)], name: &str) -> Option<String> {
    plain(attributes, name).map(|value| decoded(value).into_owned())
}

/// The value of an attribute as it stands.
fn plain<'s>(attributes: &[(&str, &'s str)], name: &str) -> Option<&'s str> {
    attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
}

impl Walker {
    /// Ends elements until `stay` are left open.
    fn leave(&mut self, stack: &mut Stack<Now>, stay: usize) {
        while stack.len() > stay {
            let Some(open) = stack.pop() else { return };
            let block = !open.tag.is_inline();
            if block && !open.kept.hidden {
                self.flush();
            }
            self.ended = !block;
            while self.wanted.last().is_some_and(|(depth, ..)| *depth > stack.len()) {
                if let Some((_, wanted, text)) = self.wanted.pop() {
                    self.collected(wanted, &text);
                }
            }
            self.now = stack.last().map_or_else(Now::default, |open| open.kept);
        }
    }

    fn end(&mut self, stack: &mut Stack<Now>, ending: Ending) {
        match ending {
            Ending::Nothing => {}
            Ending::From(at) => self.leave(stack, at),
            Ending::Only(at) => {
                let removed = stack.remove(at);
                // What formatting gave to the elements inside it ends with it.
                for open in stack.inside_mut(at) {
                    open.kept.link &= removed.tag != Tag::A;
                    open.kept.strong &= !matches!(removed.tag, Tag::B | Tag::Strong | Tag::Font);
                }
                self.now = stack.last().map_or_else(Now::default, |open| open.kept);
            }
        }
    }

    fn collected(&mut self, wanted: Wanted, text: &str) {
        let text = one_line(text);
        match wanted {
            Wanted::Author if text.len() <= LONGEST_AUTHOR && !text.is_empty() => {
                if self.page.authors.len() < MOST_AUTHORS {
                    self.page.authors.push(text);
                }
            }
            Wanted::Author => {}
            Wanted::Time(at) => {
                if let Some((value, ..)) = self.page.times.get_mut(at) {
                    *value = text;
                }
            }
        }
    }

    /// What the content of an element of characters only is for; [`Tag::Other`] for nothing.
    fn before_raw(&mut self, tag: Tag, attributes: &[(&str, &str)]) -> Tag {
        if tag != Tag::Script {
            return tag;
        }
        let kind = plain(attributes, "type").unwrap_or_default().to_ascii_lowercase();
        if kind.contains("ld+json") {
            Tag::Link
        } else if kind.is_empty() || kind.contains("json") || kind.contains("javascript") {
            Tag::Script
        } else {
            Tag::Other
        }
    }

    fn raw(&mut self, purpose: Tag, text: &str, at: usize) {
        match purpose {
            Tag::Title if self.page.title.is_none() && !self.now.hidden => {
                self.page.title = Some(one_line(&decoded(text))).filter(|title| !title.is_empty());
            }
            // JSON-LD.
            Tag::Link if text.len() <= LARGEST_SCRIPT && self.page.scripts.len() < MOST_SCRIPTS => {
                self.page.scripts.push(text.to_owned());
            }
            Tag::Script if text.len() >= SMALLEST_STATE && self.page.states.len() < MOST_SCRIPTS => {
                self.page.states.push((at, at + text.len()));
            }
            _ => {}
        }
    }

    /// Begins an element.
    fn start(&mut self, stack: &mut Stack<Now>, tag: Tag, closed: bool, attributes: &[(&str, &str)]) {
        let value = |name: &str| attribute(attributes, name);
        match tag {
            Tag::Meta => return self.meta(attributes),
            Tag::Link => {
                if plain(attributes, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
                    && self.page.canonical.is_none()
                {
                    self.page.canonical = value("href").filter(|href| href.starts_with("http"));
                }
                return;
            }
            Tag::Html if self.page.language.is_none() => {
                self.page.language = value("lang").or_else(|| value("xml:lang"));
            }
            Tag::Br | Tag::Hr => {
                if !self.now.hidden {
                    self.flush();
                }
                return;
            }
            Tag::Input => {
                let kind = plain(attributes, "type").unwrap_or_default();
                self.page.asks_password |= kind.eq_ignore_ascii_case("password");
            }
            // Begun twice, these are one.
            Tag::Html | Tag::Body if stack.holds(tag) => return,
            _ => {}
        }
        if tag.is_void() || stack.is_full() {
            if !tag.is_inline() && !self.now.hidden {
                self.flush();
            }
            return;
        }
        if self.now.hidden || tag.is_skipped() {
            let foreign =
                stack.holds(Tag::Svg) || stack.holds(Tag::Math) || matches!(tag, Tag::Svg | Tag::Math);
            if !(closed && foreign) {
                stack.push(tag, Now { hidden: true, ..self.now });
                self.now.hidden = true;
            }
            return;
        }
        let mut inner = self.enter(tag, attributes, stack.len());
        if !tag.is_inline() {
            self.flush();
        }
        inner.element = self.page.elements.len() - 1;
        stack.push(tag, inner);
        self.now = inner;
    }

    fn meta(&mut self, attributes: &[(&str, &str)]) {
        let key =
            ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| plain(attributes, name));
        if let (Some(key), Some(content)) = (key, plain(attributes, "content"))
            && content.len() < 4000
        {
            let content = decoded(content).trim().to_owned();
            self.page.metas.push((decoded(key).trim().to_ascii_lowercase(), content));
        }
    }

    /// Notes what an element says, and adds it to the page's elements.
    fn enter(&mut self, tag: Tag, attributes: &[(&str, &str)], open: usize) -> Now {
        let mut now = self.now;
        let first_word = self.page.words.len();
        let (mut style, mut class, mut id, mut item, mut rel) = ("", "", "", "", "");
        let mut hidden = false;
        for (name, value) in attributes {
            match name.len() {
                2 if name.eq_ignore_ascii_case("id") => id = value,
                3 if name.eq_ignore_ascii_case("rel") => rel = value,
                5 if name.eq_ignore_ascii_case("class") => class = value,
                5 if name.eq_ignore_ascii_case("style") => style = value,
                6 if name.eq_ignore_ascii_case("hidden") => hidden = true,
                8 if name.eq_ignore_ascii_case("itemprop") => item = value,
                _ => {}
            }
        }
        add_words(class, &mut self.page.words);
        add_words(id, &mut self.page.words);
        let marks = first_word..self.page.words.len();
        let kind = kind_of_words(&self.page.words[marks.clone()]);
        now.dek |= DEK_WORDS.iter().any(|dek| self.page.words[marks.clone()].contains(dek));
        let byline = self.page.words[marks].contains(&*BYLINE_WORD);
        // The block model sees words in parts, and what newer page software names its parts by.
        self.page.words.truncate(first_word);
        for (name, value) in attributes {
            let named = matches!(*name, "class" | "id" | "itemprop" | "role" | "name" | "rel" | "aria-label")
                || name.starts_with("data-") && NAMING.contains(&&name[5..]);
            if named && value.len() <= LONGEST_NAMING {
                add_parts(value, &mut self.page.words);
            }
        }
        // Some pages hide all of themselves until a script has run, or stream their article in a
        // hidden element ("S:1") which a script puts in its place, or hide paragraphs until it is
        // known that the reader has subscribed; readers see all of these.
        let shown_later = matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article)
            || id.starts_with("S:")
            || class.starts_with("subscriber");
        if !style.is_empty() {
            let style = style.to_ascii_lowercase().replace(' ', "");
            hidden |= style.contains("display:none") || style.contains("visibility:hidden");
        }
        now.hidden |= hidden && !shown_later;
        let words = (first_word, self.page.words.len());
        self.page.elements.push(Element { tag, parent: self.now.element, words });
        if now.hidden {
            return now;
        }
        let item_is = |name: &str| item.eq_ignore_ascii_case(name);
        if tag == Tag::Time || item_is("datepublished") {
            let stated = attribute(attributes, "datetime").or_else(|| attribute(attributes, "content"));
            let marks = format!("{class} {id} {item}").to_ascii_lowercase();
            if stated.is_none() {
                self.wanted.push((open + 1, Wanted::Time(self.page.times.len()), String::new()));
            }
            self.page.times.push((stated.unwrap_or_default(), marks, self.page.blocks.len()));
        }
        if (byline || item_is("author") || rel.eq_ignore_ascii_case("author"))
            && self.page.authors.len() < MOST_AUTHORS
        {
            self.wanted.push((open + 1, Wanted::Author, String::new()));
        }
        self.apart |= self.ended && matches!(tag, Tag::A | Tag::Span);
        match tag {
            Tag::Li | Tag::Dd | Tag::Dt => now.list = true,
            Tag::A => {
                now.link = true;
                self.links += 1;
            }
            Tag::B | Tag::Strong => now.strong = true,
            Tag::Font => {
                let large = plain(attributes, "size").and_then(|size| size.trim().parse::<u8>().ok());
                now.strong |= large.is_some_and(|size| size >= LARGE_TYPE);
            }
            Tag::Td | Tag::Th => {
                self.cells.push(now.cell);
                now.cell = Some(self.cells.len() - 1);
            }
            _ if tag.is_heading() => now.heading = tag.level(),
            _ => {}
        }
        if matches!(
            tag,
            Tag::Div | Tag::Section | Tag::Aside | Tag::Table | Tag::Td | Tag::Th | Tag::Article | Tag::Main
        ) {
            self.boxes += 1;
            now.within = Some(self.boxes);
        }
        let told = match kind_of_tag(tag) {
            Some(kind) => Some((kind, format!("stands in <{}>", tag.name()))),
            None if matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article) || tag.is_heading() => {
                None
            }
            None => {
                kind.map(|(kind, word)| (kind, format!("stands in an element of class or id \"{word}\"")))
            }
        };
        if let Some((kind, reason)) = told {
            self.containers.push(Container { kind, reason, parent: now.container, prose: 0 });
            now.container = Some(self.containers.len() - 1);
        }
        now
    }

    /// Adds text as it stands in the source.
    fn source_text(&mut self, text: &str) {
        if !text.contains('&') {
            return self.text(text);
        }
        let mut resolved = std::mem::take(&mut self.resolved);
        resolved.clear();
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            resolved.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = match entities::reference(rest) {
                Some((meant, length)) => {
                    meant.push_to(&mut resolved);
                    length
                }
                None => {
                    resolved.push('&');
                    1
                }
            };
            rest = &rest[length..];
        }
        resolved.push_str(rest);
        self.text(&resolved);
        self.resolved = resolved;
    }

    fn text(&mut self, text: &str) {
        let before = self.line.len();
        if before == 0 {
            self.place = self.now.element;
        }
        for (_, _, wanted) in &mut self.wanted {
            if wanted.len() < LONGEST_TEXT {
                wanted.push_str(text);
            }
        }
        // Two elements side by side without a space ("Share", "Save") are two words for the eye.
        let joined = self.apart
            && self.line.ends_with(|c: char| c.is_lowercase() || c.is_numeric())
            && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            && !(self.line.ends_with(char::is_numeric) && text.starts_with(char::is_numeric));
        if joined {
            self.line.push(' ');
        }
        (self.ended, self.apart) = (false, false);
        let bytes = text.as_bytes();
        let (mut at, mut start) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            let (blank, length) = if byte.is_ascii() {
                (matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c), 1)
            } else {
                let c = text[at..].chars().next().unwrap_or(' ');
                (c.is_whitespace() && c != '\u{a0}', c.len_utf8())
            };
            if blank {
                self.line.push_str(&text[start..at]);
                if !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
                start = at + length;
            }
            at += length;
        }
        self.line.push_str(&text[start..]);
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
            self.page.places.push(self.place);
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

/// Text on one line, without white space at the ends.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(walk(html).text.trim_end().replace('\n', "|"), expected, "{html}");
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
        let page = walk(&html);
        let out: Vec<bool> = page.blocks.iter().map(|block| block.hint.kind.is_some()).collect();
        assert_eq!(out, [true, false, false, false, true]);
    }

    #[test]
    fn tells_containers() {
        let long = "A sentence about the harbour and its ferry that goes on for long enough to count as prose here. ".repeat(3);
        let html = format!(
            "<div class='share'><p>{long}</p><p>{long}</p><div class='comments'><p>First</p></div><figcaption>Ship</figcaption></div>"
        );
        let page = walk(&html);
        let kinds: Vec<Option<FurnitureKind>> =
            page.blocks.iter().map(|block| block.hint.kind.as_ref().map(|kind| kind.0)).collect();
        assert_eq!(kinds, [None, None, Some(Comments), Some(Caption)]);
    }
}
