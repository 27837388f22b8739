//! XML as a tree: names, attributes, text, and where each element's inside stands in the source.
//!
//! In: XML of any kind, however damaged. Out: what could be read of it. Built without recursion;
//! entities that the document declares itself are not expanded (they make bombs), those of HTML are.
//!
//! Known gaps: name spaces are told by their usual prefixes.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// Elements that are kept; a feed has a few thousand.
const MOST_ELEMENTS: usize = 400_000;

/// Deepest nesting that is kept; what lies deeper is part of the text of its parent's source only.
const DEEPEST: usize = 200;

/// One element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Prefix and name, as written.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Text right in it, with that of CDATA.
    pub(super) text: String,
    children: Vec<usize>,
    /// What stands between its tags.
    inner: Range<usize>,
}

/// A document.
#[derive(Debug)]
pub(super) struct Tree<'s> {
    source: &'s str,
    elements: Vec<Element>,
    /// Whether it breaks off or is too large.
    pub(super) damaged: bool,
}

impl<'s> Tree<'s> {
    pub(super) fn parse(source: &'s str) -> Tree<'s> {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut tree = Tree { source, elements: vec![Element::default()], damaged: false };
        let mut open = vec![0usize];
        let mut deeper = 0usize;
        loop {
            let before = reader.buffer_position() as usize;
            let event = reader.read_event();
            let after = reader.buffer_position() as usize;
            let top = open.last().copied().unwrap_or(0);
            match event {
                Ok(Event::Start(tag)) => {
                    if open.len() > DEEPEST || tree.elements.len() >= MOST_ELEMENTS {
                        tree.damaged = true;
                        deeper += 1;
                        continue;
                    }
                    let element = element(&tag, after..source.len());
                    open.push(tree.add(top, element));
                }
                Ok(Event::Empty(tag)) if tree.elements.len() < MOST_ELEMENTS => {
                    let element = element(&tag, after..after);
                    tree.add(top, element);
                }
                Ok(Event::End(_)) if deeper > 0 => deeper -= 1,
                Ok(Event::End(tag)) => {
                    // An end tag without its element closes nothing.
                    let name = tag.name();
                    let Some(at) = open
                        .iter()
                        .rposition(|&i| tree.elements[i].name == name.as_ref())
                        .filter(|&at| at > 0)
                    else {
                        continue;
                    };
                    for closed in open.drain(at..) {
                        tree.elements[closed].inner.end = before;
                    }
                }
                Ok(Event::Text(text)) => tree.elements[top].text.push_str(&text),
                Ok(Event::CData(text)) => tree.elements[top].text.push_str(&text),
                Ok(Event::GeneralRef(name)) => {
                    let text = &mut tree.elements[top].text;
                    match entity(&name) {
                        Some(c) => text.push(c),
                        None => text.extend(["&", &name, ";"]),
                    }
                }
                Ok(Event::Eof) => {
                    tree.damaged |= open.len() > 1;
                    break;
                }
                Ok(_) => {}
                Err(_) => {
                    tree.damaged = true;
                    for closed in open.drain(1..) {
                        tree.elements[closed].inner.end = before.max(tree.elements[closed].inner.start);
                    }
                    break;
                }
            }
        }
        tree
    }

    fn add(&mut self, parent: usize, element: Element) -> usize {
        let at = self.elements.len();
        self.elements.push(element);
        self.elements[parent].children.push(at);
        at
    }

    /// The first element of the document.
    pub(super) fn root(&self) -> Option<&Element> {
        self.elements[0].children.first().map(|&at| &self.elements[at])
    }

    pub(super) fn children<'t>(&'t self, element: &'t Element) -> impl Iterator<Item = &'t Element> {
        element.children.iter().map(|&at| &self.elements[at])
    }

    /// Children by one of the names; a name without a prefix means none or a usual one.
    pub(super) fn all<'t>(
        &'t self,
        element: &'t Element,
        name: &'t str,
    ) -> impl Iterator<Item = &'t Element> {
        self.children(element).filter(move |child| child.is(name))
    }

    /// The first child of that name.
    pub(super) fn child<'t>(&'t self, element: &'t Element, name: &'t str) -> Option<&'t Element> {
        self.children(element).find(|child| child.is(name))
    }

    /// The first element of that name inside of `element`, in order of the document.
    pub(super) fn find<'t>(&'t self, element: &'t Element, name: &str) -> Option<&'t Element> {
        let mut stack: Vec<&Element> = vec![element];
        while let Some(element) = stack.pop() {
            if element.is(name) {
                return Some(element);
            }
            stack.extend(element.children.iter().rev().map(|&at| &self.elements[at]));
        }
        None
    }

    /// What stands between an element's tags, as written.
    pub(super) fn inner(&self, element: &Element) -> &'s str {
        self.source.get(element.inner.clone()).unwrap_or("")
    }

    /// An element's text with that of the elements in it, on one line.
    pub(super) fn flat(&self, element: &Element) -> String {
        let mut out = String::new();
        let mut stack = vec![element];
        while let Some(element) = stack.pop() {
            out.push_str(&element.text);
            out.push(' ');
            stack.extend(element.children.iter().rev().map(|&at| &self.elements[at]));
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Element {
    /// Whether it has that name, with its prefix or with one that feeds use for their own elements.
    pub(super) fn is(&self, name: &str) -> bool {
        let own = self.name == name;
        own || self.name.split_once(':').is_some_and(|(prefix, local)| {
            local == name
                && matches!(
                    prefix,
                    "atom" | "rss" | "a10" | "rdf" | "n" | "nar" | "newsml" | "nitf" | "xhtml" | "h" | "html"
                )
        })
    }

    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or("")
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn element(tag: &quick_xml::events::BytesStart, inner: Range<usize>) -> Element {
    let mut attributes = tag.html_attributes();
    let attributes = attributes.with_checks(false).filter_map(Result::ok);
    Element {
        attributes: attributes
            .map(|attribute| (attribute.key.as_ref().to_owned(), text_of(&attribute.value)))
            .collect(),
        name: tag.name().as_ref().to_owned(),
        inner,
        ..Element::default()
    }
}

/// Text with its entities resolved and its tags cut out, on one line: a title that is marked up.
pub(super) fn text_of(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let mut rest = marked;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest.starts_with('<')
            && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if tag && let Some(end) = rest.find('>') {
            rest = &rest[end + 1..];
            continue;
        }
        if rest.starts_with('&')
            && let Some(end) = rest.bytes().take(12).position(|byte| byte == b';')
            && let Some(c) = entity(&rest[1..end])
        {
            out.push(c);
            rest = &rest[end + 1..];
            continue;
        }
        out.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The character of an entity: by number, of XML, or one of HTML's that feeds use undeclared.
fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(figures) => u32::from_str_radix(figures, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|&c| c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "middot" => '·',
        "bull" => '•',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "euro" => '€',
        "pound" => '£',
        "deg" => '°',
        "aacute" => 'á',
        "eacute" => 'é',
        "egrave" => 'è',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        "ccedil" => 'ç',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name(text)[children]`.
    fn shown(tree: &Tree, element: &Element) -> String {
        let children: Vec<String> = tree.children(element).map(|child| shown(tree, child)).collect();
        format!("{}({})[{}]", element.name, element.text.trim(), children.join(" "))
    }

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let tree = Tree::parse(source);
        let found = tree.root().map(|root| shown(&tree, root)).unwrap_or_default();
        assert_eq!(format!("{found}{}", if tree.damaged { "!" } else { "" }), expected, "{source}");
    }

    #[test]
    fn trees() {
        check(
            "<?xml version='1.0'?><a x='1'><b>one &amp; two</b><c/><![CDATA[<p>]]></a>",
            "a(<p>)[b(one & two)[] c()[]]",
        );
        check("<a>&eacute;&unknown;&#233;&#x41;</a>", "a(é&unknown;éA)[]");
        check("<a><b>one</a>", "a()[b(one)[]]");
        check("<a><b>one</b></c></a>", "a()[b(one)[]]");
        check("<a><b>cut of", "a()[b(cut of)[]]!");
        check("<a>one & two</a>", "a(one & two)[]");
        check("", "");
        check("<!DOCTYPE a [<!ENTITY b \"cccc\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>", "a(&d;)[]");
    }

    #[test]
    fn nothing_grows_without_bound() {
        for source in [
            "<a>".repeat(100_000),
            "<a/>".repeat(500_000),
            "<a ".repeat(100_000),
            "&a;".repeat(100_000),
            "</a>".repeat(100_000),
        ] {
            let tree = Tree::parse(&source);
            assert!(tree.elements.len() <= MOST_ELEMENTS + 1);
        }
    }

    #[test]
    fn insides_stand_as_written() {
        let tree = Tree::parse("<a><b><p>One <i>two</i></p></b></a>");
        let b = tree.find(tree.root().unwrap(), "b").unwrap();
        assert_eq!(tree.inner(b), "<p>One <i>two</i></p>");
        assert_eq!(tree.flat(b), "One two");
    }

    #[test]
    fn marked_titles() {
        for (marked, expected) in [
            ("Weir &amp; dam", "Weir & dam"),
            ("<b>Weir</b> opens", "Weir opens"),
            ("1 < 2 & 3", "1 < 2 & 3"),
            ("&#8216;We had no boats&#8217;\n", "‘We had no boats’"),
            ("a &é; b <", "a &é; b <"),
        ] {
            assert_eq!(text_of(marked), expected);
        }
    }
}
