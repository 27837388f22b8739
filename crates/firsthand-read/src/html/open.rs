//! The elements that are open at a place of a page, and which of them a tag ends.
//!
//! In: tags in order. Out: how far the stack of open elements shrinks. Follows the tree construction
//! of the HTML standard (section 13.2.6) for what decides where text stands: paragraphs, list items
//! and cells end without a tag of their own, and an end tag that fits nothing is passed over.
//!
//! Known gaps: text between the parts of a table stays where it is written, and formatting that a
//! page forgot to end stops with its block.

use super::tags::{TAGS, Tag};

/// An open element, with what its walker keeps of it.
#[derive(Debug)]
pub(crate) struct Open<T> {
    /// Its name.
    pub(crate) tag: Tag,
    /// What the walker keeps.
    pub(crate) kept: T,
}

/// The open elements, the innermost last.
#[derive(Debug)]
pub(crate) struct Stack<T> {
    open: Vec<Open<T>>,
    counts: [u16; TAGS],
}

/// What an end tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Ends the elements from this place on.
    From(usize),
    /// Ends the one formatting element at this place; those inside it go on.
    Only(usize),
    /// Fits nothing that is open.
    Nothing,
}

/// Deepest nesting that is kept; what is deeper stands in the deepest element. Browsers stop at the
/// same depth, and it bounds the work for each tag.
const DEEPEST: usize = 512;

impl<T> Stack<T> {
    pub(crate) fn new() -> Stack<T> {
        Stack { open: Vec::new(), counts: [0; TAGS] }
    }

    /// Number of open elements.
    pub(crate) fn len(&self) -> usize {
        self.open.len()
    }

    /// Whether another element fits.
    pub(crate) fn is_full(&self) -> bool {
        self.open.len() >= DEEPEST
    }

    /// The innermost element.
    pub(crate) fn last(&self) -> Option<&Open<T>> {
        self.open.last()
    }

    pub(crate) fn push(&mut self, tag: Tag, kept: T) {
        self.counts[tag as usize] += 1;
        self.open.push(Open { tag, kept });
    }

    pub(crate) fn pop(&mut self) -> Option<Open<T>> {
        let open = self.open.pop()?;
        self.counts[open.tag as usize] -= 1;
        Some(open)
    }

    /// Takes out the element at `at`; those inside it stay.
    pub(crate) fn remove(&mut self, at: usize) -> Open<T> {
        let open = self.open.remove(at);
        self.counts[open.tag as usize] -= 1;
        open
    }

    /// The elements from `at` on, to be changed after [`Stack::remove`].
    pub(crate) fn inside_mut(&mut self, at: usize) -> &mut [Open<T>] {
        &mut self.open[at..]
    }

    pub(crate) fn holds(&self, tag: Tag) -> bool {
        self.counts[tag as usize] > 0
    }

    /// Looks outward for `wanted`, not beyond an element that is a `bound`.
    fn find(&self, wanted: impl Fn(Tag) -> bool, bound: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if wanted(open.tag) {
                return Some(at);
            }
            if bound(open.tag) {
                return None;
            }
        }
        None
    }

    /// The number of elements that stay open when `tag` begins.
    pub(crate) fn stay_when_begins(&self, tag: Tag) -> usize {
        use Tag::*;
        let mut stay = self.open.len();
        if (self.holds(Svg) || self.holds(Math)) && (tag.closes_paragraph() || matches!(tag, Body | Tr | Td))
        {
            stay = self.find(|open| matches!(open, Svg | Math), |_| false).unwrap_or(stay);
        }
        if tag.closes_paragraph() && self.holds(P) {
            stay = self
                .find(|open| open == P, |open| open.bounds_scope() || open == Button)
                .unwrap_or(stay)
                .min(stay);
        }
        let found = match tag {
            Li if self.holds(Li) => self.find(|open| open == Li, bounds_item),
            Dd | Dt if self.holds(Dd) || self.holds(Dt) => {
                self.find(|open| matches!(open, Dd | Dt), bounds_item)
            }
            Option | Optgroup if self.holds(Option) => {
                self.last().is_some_and(|open| open.tag == Option).then(|| self.open.len() - 1)
            }
            Td | Th if self.holds(Td) || self.holds(Th) => {
                self.find(|open| matches!(open, Td | Th), |open| matches!(open, Table | Template))
            }
            Tr if self.holds(Tr) => self.find(|open| open == Tr, |open| matches!(open, Table | Template)),
            Tbody | Thead | Tfoot if self.holds(Tbody) || self.holds(Thead) || self.holds(Tfoot) => self
                .find(|open| matches!(open, Tbody | Thead | Tfoot), |open| matches!(open, Table | Template)),
            Button if self.holds(Button) => self.find(|open| open == Button, Tag::bounds_scope),
            Body if self.holds(Head) => self.find(|open| open == Head, |_| false),
            _ if tag.is_heading() => {
                self.last().is_some_and(|open| open.tag.is_heading()).then(|| self.open.len() - 1)
            }
            _ => None,
        };
        found.map_or(stay, |found| found.min(stay))
    }

    /// An open link that a link inside it ends: links don't nest.
    pub(crate) fn link_ended_by_link(&self) -> Ending {
        if self.holds(Tag::A) { self.formatting(Tag::A) } else { Ending::Nothing }
    }

    fn formatting(&self, tag: Tag) -> Ending {
        let Some(at) = self.find(|open| open == tag, Tag::bounds_scope) else { return Ending::Nothing };
        let inside = &self.open[at + 1..];
        if inside.iter().all(|open| open.tag.is_inline()) { Ending::From(at) } else { Ending::Only(at) }
    }

    /// What the end tag of `tag` ends.
    pub(crate) fn ended_by(&self, tag: Tag) -> Ending {
        use Tag::*;
        let found = if tag.is_heading() {
            self.find(Tag::is_heading, Tag::bounds_scope)
        } else if !self.holds(tag) {
            None
        } else if tag.is_formatting() {
            return self.formatting(tag);
        } else {
            match tag {
                // Text behind "</body>" belongs to the page as well.
                Html | Body => None,
                Head => self.last().is_some_and(|open| open.tag == Head).then(|| self.open.len() - 1),
                Table | Td | Th | Tr | Tbody | Thead | Tfoot | Caption => self.find(
                    |open| open == tag,
                    |open| matches!(open, Html | Template) || open == Table && tag != Table,
                ),
                Svg | Math | Object | Template => self.find(|open| open == tag, |_| false),
                P => self.find(|open| open == P, |open| open.bounds_scope() || open == Button),
                Li => self.find(|open| open == Li, |open| open.bounds_scope() || matches!(open, Ul | Ol)),
                _ if tag.is_inline() || tag == Other => {
                    // Elements of the standard that aren't inline hold their ground against these.
                    self.find(|open| open == tag, |open| !open.is_inline() && open != Other)
                }
                _ => self.find(|open| open == tag, Tag::bounds_scope),
            }
        };
        found.map_or(Ending::Nothing, Ending::From)
    }
}

/// Elements that a list item inside them doesn't reach beyond.
fn bounds_item(open: Tag) -> bool {
    use Tag::*;
    !open.is_inline() && !matches!(open, Address | Div | P | Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs tags given as "div p /p"; the names of what is open at the end.
    fn check(tags: &str, expected: &str) {
        let mut stack: Stack<()> = Stack::new();
        for name in tags.split_whitespace() {
            let stay = match name.strip_prefix('/') {
                Some(name) => match stack.ended_by(Tag::of(name.as_bytes())) {
                    Ending::From(at) => at,
                    Ending::Only(at) => {
                        stack.remove(at);
                        stack.len()
                    }
                    Ending::Nothing => stack.len(),
                },
                None => {
                    let tag = Tag::of(name.as_bytes());
                    let stay = stack.stay_when_begins(tag);
                    while stack.len() > stay {
                        stack.pop();
                    }
                    stack.push(tag, ());
                    stack.len()
                }
            };
            while stack.len() > stay {
                stack.pop();
            }
        }
        let open: Vec<&str> = stack.open.iter().map(|open| open.tag.name()).collect();
        assert_eq!(open.join(" "), expected, "{tags}");
    }

    #[test]
    fn ends_what_has_no_end_tag() {
        check("div p p", "div p");
        check("p b div", "div");
        check("ul li p li", "ul li");
        check("ul li ul li", "ul li ul li");
        check("ul li div li", "ul li");
        check("dl dt dd", "dl dd");
        check("table tr td p tr td", "table tr td");
        check("table tr td table tr td", "table tr td table tr td");
        check("table tbody tr td tbody", "table tbody");
        check("h2 h3", "h3");
        check("p table p", "table p");
        check("head body", "body");
        check("p button p", "p button p");
        check("div svg element p", "div p");
    }

    #[test]
    fn ends_what_fits() {
        check("div p b /p", "div");
        check("div span p /span", "div span p");
        check("b p /b", "p");
        check("p b i /b", "p");
        check("div /span /section", "div");
        check("h2 /h3", "");
        check("table tr td /div /table", "");
        check("div table tr td /div", "div table tr td");
        check("html body /body /html", "html body");
        check("ul li ul /li", "ul li ul");
        check("div my-element span /my-element", "div");
    }
}
