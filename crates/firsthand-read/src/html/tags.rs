//! Names of elements, and what the HTML standard says of each: which hold no text, which close others.

use std::sync::LazyLock;

/// Names the elements that the reader treats apart; all others are [`Tag::Other`].
macro_rules! tags {
    ($($tag:ident $name:literal),* $(,)?) => {
        /// An element's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag { $($tag,)* Other }

        /// Every element that is treated apart.
        const ALL: &[Tag] = &[$(Tag::$tag),*];

        impl Tag {
            /// The name; "element" for one that isn't treated apart.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Tag::$tag => $name,)* Tag::Other => "element" }
            }
        }
    };
}

tags! {
        A "a", Abbr "abbr", Acronym "acronym", Address "address", Area "area", Article "article",
        Aside "aside", Audio "audio", B "b", Base "base", Bdi "bdi", Bdo "bdo", Big "big",
        Blockquote "blockquote", Body "body", Br "br", Button "button", Canvas "canvas", Caption "caption",
        Center "center", Cite "cite", Code "code", Col "col", Data "data", Datalist "datalist", Dd "dd",
        Del "del", Details "details", Dfn "dfn", Dialog "dialog", Dir "dir", Div "div", Dl "dl", Dt "dt",
        Em "em", Embed "embed", Fieldset "fieldset", Figcaption "figcaption", Figure "figure", Font "font",
        Footer "footer", Form "form", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head",
        Header "header", Hgroup "hgroup", Hr "hr", Html "html", I "i", Iframe "iframe", Img "img",
        Input "input", Ins "ins", Kbd "kbd", Label "label", Legend "legend", Li "li", Link "link",
        Main "main", Map "map", Mark "mark", Math "math", Menu "menu", Meta "meta", Nav "nav", Nobr "nobr",
        Noembed "noembed", Noframes "noframes", Noscript "noscript", Object "object", Ol "ol",
        Optgroup "optgroup", Option "option", P "p", Param "param", Picture "picture", Pre "pre", Q "q",
        Rb "rb", Rp "rp", Rt "rt", Ruby "ruby", S "s", Samp "samp", Script "script", Section "section",
        Select "select", Slot "slot", Small "small", Source "source", Span "span", Strike "strike",
        Strong "strong", Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg", Table "table",
        Tbody "tbody", Td "td", Template "template", Textarea "textarea", Tfoot "tfoot", Th "th",
        Thead "thead", Time "time", Title "title", Tr "tr", Track "track", Tt "tt", U "u", Ul "ul",
        Var "var", Video "video", Wbr "wbr", Xmp "xmp",
}

/// Number of different tags, for tables.
pub(crate) const TAGS: usize = Tag::Other as usize + 1;

/// Letters of the longest name that is treated apart.
const LONGEST: usize = 10;

/// Places of the table of names, a power of two with room to spare.
const PLACES: usize = 512;

/// Elements by a hash of their name; a taken place passes on to the next.
static TABLE: LazyLock<[Option<Tag>; PLACES]> = LazyLock::new(|| {
    let mut table = [None; PLACES];
    for tag in ALL {
        let mut at = place(tag.name().as_bytes());
        while table[at].is_some() {
            at = (at + 1) % PLACES;
        }
        table[at] = Some(*tag);
    }
    table
});

/// Where a name in lower case is looked for first.
fn place(name: &[u8]) -> usize {
    let packed = name.iter().fold(name.len() as u64, |packed, byte| packed.rotate_left(7) ^ u64::from(*byte));
    (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize % PLACES
}

impl Tag {
    /// The element of a name in any case.
    pub(crate) fn of(name: &[u8]) -> Tag {
        let mut lower = [0u8; LONGEST];
        if name.len() > LONGEST {
            return Tag::Other;
        }
        for (to, from) in lower.iter_mut().zip(name) {
            *to = from.to_ascii_lowercase();
        }
        let name = &lower[..name.len()];
        let mut at = place(name);
        while let Some(tag) = TABLE[at] {
            if tag.name().as_bytes() == name {
                return tag;
            }
            at = (at + 1) % PLACES;
        }
        Tag::Other
    }

    /// Elements that have no content.
    pub(crate) fn is_void(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr
        )
    }

    /// Elements whose content is characters only, up to their end tag.
    pub(crate) fn is_raw(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Noscript | Iframe | Textarea | Title | Noembed | Noframes | Xmp)
    }

    /// Elements that hold nothing a reader sees as text of the page.
    pub(crate) fn is_skipped(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Template | Svg | Object | Select | Datalist | Canvas | Audio | Video | Map | Math | Dialog
        )
    }

    /// Elements inside a line of text; all others begin a block.
    pub(crate) fn is_inline(self) -> bool {
        use Tag::*;
        self.is_formatting()
            || matches!(
                self,
                Abbr | Acronym
                    | Bdi
                    | Bdo
                    | Cite
                    | Data
                    | Del
                    | Dfn
                    | Img
                    | Ins
                    | Kbd
                    | Label
                    | Mark
                    | Q
                    | Ruby
                    | Rb
                    | Rt
                    | Rp
                    | Samp
                    | Span
                    | Sub
                    | Sup
                    | Time
                    | Var
                    | Wbr
                    | Picture
                    | Source
                    | Track
                    | Input
                    | Meta
                    | Link
                    | Slot
            )
    }

    /// Formatting elements of the standard: their end tag ends them even where blocks have begun inside.
    pub(crate) fn is_formatting(self) -> bool {
        use Tag::*;
        matches!(self, A | B | Big | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U)
    }

    /// Elements that end an open paragraph.
    pub(crate) fn closes_paragraph(self) -> bool {
        use Tag::*;
        self.is_heading()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Center
                    | Details
                    | Dialog
                    | Dir
                    | Div
                    | Dl
                    | Dd
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Header
                    | Hgroup
                    | Hr
                    | Li
                    | Main
                    | Menu
                    | Nav
                    | Ol
                    | P
                    | Section
                    | Summary
                    | Ul
                    | Pre
                    | Form
                    | Table
            )
    }

    /// `h1` to `h6`.
    pub(crate) fn is_heading(self) -> bool {
        (Tag::H1..=Tag::H6).contains(&self)
    }

    /// 1 to 6 for a heading, else 0.
    pub(crate) fn level(self) -> u8 {
        if self.is_heading() { self as u8 - Tag::H1 as u8 + 1 } else { 0 }
    }

    /// Elements that no end tag from inside reaches beyond.
    pub(crate) fn bounds_scope(self) -> bool {
        use Tag::*;
        matches!(self, Caption | Html | Table | Td | Th | Object | Template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names() {
        for (name, tag) in [
            ("p", Tag::P),
            ("P", Tag::P),
            ("FigCaption", Tag::Figcaption),
            ("h6", Tag::H6),
            ("my-widget-is-long", Tag::Other),
            ("h7", Tag::Other),
            ("", Tag::Other),
        ] {
            assert_eq!(Tag::of(name.as_bytes()), tag, "{name}");
        }
        assert_eq!((Tag::H1.level(), Tag::H6.level(), Tag::P.level()), (1, 6, 0));
        assert_eq!(Tag::Figcaption.name(), "figcaption");
    }
}
