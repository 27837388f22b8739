//! How much work a page may cost.
//!
//! In: a walked page. Out: whether its blocks are judged with all care, in haste, or only the first of
//! them. Work is counted in steps, not in time, so that a page is read alike on every machine. Size and
//! nesting are bounded before: by the bytes that are decoded and by the elements that may be open.

use super::walk::Page;
use crate::FurnitureKind::Other;
use crate::Pace;
use crate::block::{Block, Hint};
use firsthand_text::Span;

/// Steps of one block whatever its text, of which each letter is one more; a step is about a tenth of a
/// microsecond at the usual pace. Counted with a profiler on news pages.
const BLOCK: usize = 200;

/// Elements around a block that make one step.
const ELEMENTS: usize = 4;

/// Most steps at the usual pace: about a fifth of a second. A long read with hundreds of comments has
/// a tenth of it.
const USUAL: usize = 2_000_000;

/// Most steps in haste, which takes half the time.
const HASTY: usize = 4_000_000;

/// What a page's work allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Budget {
    /// All of it at the pace that was asked for.
    Enough,
    /// All of it in haste.
    Hasty,
    /// In haste, and what stands behind the first blocks isn't looked at.
    Cut,
}

/// Counts the work of a page that is to be read at `pace`. A page of too much work loses its last
/// blocks: they become one, which is furniture.
pub(crate) fn budget(page: &mut Page, pace: Pace) -> Budget {
    let mut depths: Vec<usize> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        // An element comes after the one it stands in.
        depths.push(if element.parent < at { depths[element.parent] + 1 } else { 0 });
    }
    let mut steps = page.elements.len();
    let mut kept = page.blocks.len();
    for (i, (block, place)) in page.blocks.iter().zip(&page.places).enumerate() {
        steps += BLOCK + block.span.len() + depths[*place] / ELEMENTS;
        if steps > HASTY {
            kept = i + 1;
            break;
        }
    }
    if kept < page.blocks.len() {
        let start = page.blocks[kept].span.start;
        let end = page.blocks.last().map_or(start, |block| block.span.end);
        page.blocks.truncate(kept);
        page.places.truncate(kept);
        let reason = "stands behind more than is read of one page".to_owned();
        let hint = Hint { kind: Some((Other, reason)), ..Hint::default() };
        page.blocks.push(Block { span: Span::new(start, end), hint });
        page.places.push(0);
        return Budget::Cut;
    }
    if steps > USUAL && pace == Pace::Usual { Budget::Hasty } else { Budget::Enough }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::walk;

    fn check(html: &str, expected: Budget) {
        let mut page = walk(html);
        let blocks = page.blocks.len();
        let text = page.text.clone();
        assert_eq!(budget(&mut page, Pace::Usual), expected);
        assert_eq!(page.text, text);
        assert_eq!(page.blocks.len(), page.places.len());
        assert_eq!(page.blocks.len() < blocks, expected == Budget::Cut);
        assert_eq!(page.blocks.last().map(|block| block.span.end), Some(text.trim_end().len()));
    }

    #[test]
    fn counts() {
        let paragraph = "<p>The ferry runs again from May, said the company that owns it.";
        check(&paragraph.repeat(100), Budget::Enough);
        check(&paragraph.repeat(9_000), Budget::Hasty);
        check(&paragraph.repeat(90_000), Budget::Cut);
        // One block can't be cut.
        check(&format!("<p>{}", "ferry ".repeat(900_000)), Budget::Hasty);
        check(&format!("{}{}", "<div>".repeat(500), paragraph.repeat(7_000)), Budget::Hasty);
    }
}
