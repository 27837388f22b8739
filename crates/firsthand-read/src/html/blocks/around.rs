//! What the elements around a block are.
//!
//! In: a walked page. Out: which kinds of elements hold a block, how far it is from the page's main
//! part, and what the words of their classes weigh.

use super::sums::Sums;
use super::words::Weights;
use crate::html::tags::Tag;
use crate::html::walk::Page;

/// What stands around an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// In order: article, main, aside, nav, header, footer, form, list, table, figure, quotation.
    pub(super) inside: [bool; 11],
    pub(super) depth: f32,
    /// Steps up to the main element or one that holds it, and whether it is the main element.
    pub(super) to_main: Option<(f32, bool)>,
    /// Whether the element of the greatest score holds it.
    pub(super) in_top: bool,
}

/// Looks outward from an element.
pub(super) fn surroundings(page: &Page, sums: &Sums, holder: usize) -> Around {
    let mut around = Around { inside: [false; 11], depth: 0.0, to_main: None, in_top: false };
    let mut at = holder;
    loop {
        let place = match page.elements[at].tag {
            Tag::Article => Some(0),
            Tag::Main => Some(1),
            Tag::Aside => Some(2),
            Tag::Nav | Tag::Menu => Some(3),
            Tag::Header => Some(4),
            Tag::Footer => Some(5),
            Tag::Form | Tag::Button | Tag::Fieldset | Tag::Label => Some(6),
            Tag::Ul | Tag::Ol | Tag::Dl => Some(7),
            Tag::Table => Some(8),
            Tag::Figure | Tag::Figcaption => Some(9),
            Tag::Blockquote => Some(10),
            _ => None,
        };
        if let Some(place) = place {
            around.inside[place] = true;
        }
        around.in_top |= at == sums.top;
        let main = &sums.elements[sums.main];
        if at == sums.main {
            around.to_main = Some((around.depth, true));
        } else if around.to_main.is_none()
            && at < sums.main
            && sums.elements[at].first <= main.first
            && sums.elements[at].last >= main.last
        {
            around.to_main = Some((around.depth, false));
        }
        let parent = page.elements[at].parent;
        if parent == at {
            return around;
        }
        around.depth += 1.0;
        at = parent;
    }
}

/// Elements by what they are for, as a number.
pub(super) fn kind_of_tag(tag: Tag) -> f32 {
    match tag {
        Tag::P => 0.0,
        Tag::Blockquote | Tag::Q | Tag::Cite => 1.0,
        Tag::Li | Tag::Dd | Tag::Dt => 2.0,
        Tag::H1 => 3.0,
        Tag::H2 => 4.0,
        Tag::H3 => 5.0,
        Tag::H4 | Tag::H5 | Tag::H6 => 6.0,
        Tag::B | Tag::Strong | Tag::Em | Tag::I => 7.0,
        Tag::Pre | Tag::Code => 8.0,
        Tag::Td | Tag::Th | Tag::Tr | Tag::Table => 9.0,
        Tag::Div => 10.0,
        Tag::Section | Tag::Article | Tag::Main => 11.0,
        Tag::Span => 12.0,
        Tag::Figcaption | Tag::Caption | Tag::Figure => 13.0,
        Tag::A => 14.0,
        Tag::Button | Tag::Label | Tag::Form => 15.0,
        Tag::Small | Tag::Time | Tag::Address => 16.0,
        Tag::Other => 17.0,
        _ => 18.0,
    }
}

/// Elements of a block's own: from its first words to the one around its holder.
pub(super) fn near(page: &Page, sums: &Sums, block: usize) -> Vec<usize> {
    let mut at = page.places[block];
    let mut found = vec![at];
    while at != sums.holders[block] {
        at = page.elements[at].parent;
        found.push(at);
    }
    found.push(page.elements[at].parent);
    found
}

/// Elements further out, without those that hold the whole page.
pub(super) fn far(page: &Page, holder: usize) -> Vec<usize> {
    let mut at = page.elements[page.elements[holder].parent].parent;
    let mut found = Vec::new();
    while page.elements[at].parent != at {
        if !matches!(page.elements[at].tag, Tag::Body | Tag::Html) {
            found.push(at);
        }
        at = page.elements[at].parent;
    }
    found
}

/// Mean (or for near ones the sum), least and greatest weight of the words of elements.
pub(super) fn weights_of(page: &Page, elements: &[usize], weights: &Weights) -> [f32; 3] {
    let mut found = [0.0f32; 3];
    for at in elements {
        let words = page.elements[*at].words;
        for word in page.words.get(words.0..words.1).unwrap_or_default() {
            let weight = weights.of(*word);
            found = [found[0] + weight, found[1].min(weight), found[2].max(weight)];
        }
    }
    found
}

/// [`weights_of`] the elements further out ([`far`]), for every element as a holder: what is around an
/// element is summed up once for all that stand in it.
pub(super) fn far_weights(page: &Page, weights: &Weights) -> Vec<[f32; 3]> {
    // An element comes after the one it stands in.
    let mut outward: Vec<[f32; 3]> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let around = outward.get(element.parent).copied().unwrap_or_default();
        if element.parent == at || matches!(element.tag, Tag::Body | Tag::Html) {
            outward.push(around);
            continue;
        }
        let own = weights_of(page, &[at], weights);
        outward.push([around[0] + own[0], around[1].min(own[1]), around[2].max(own[2])]);
    }
    let grand = |at: usize| page.elements[page.elements[at].parent].parent;
    (0..page.elements.len()).map(|holder| outward[grand(holder)]).collect()
}
