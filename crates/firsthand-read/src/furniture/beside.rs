//! What a block is by what stands beside it: lines of a ticker, links under a label, a box of
//! advertising, a row of links, the line that signs off.
//!
//! In: blocks, lines and the verdicts of each by itself. Out: some open verdicts become furniture.

use super::habits::quoted;
use super::{Line, Verdict};
use crate::FurnitureKind::{Credit, Navigation, Other, Related, Ticker};
use crate::block::Block;

/// Fewest links of a row of them; a sentence may be one link.
const ROW: usize = 2;

/// First words of a label over links that lead elsewhere; "Sources:" and the like belong to the article.
const LEADS: &[&str] =
    &["also", "other", "elsewhere", "related", "earlier", "previously", "latest", "further", "read", "see"];

/// Most words of a label over links.
const LONGEST_LABEL: usize = 6;

/// Most bytes in a box of advertising; a larger box under the word holds the article.
const LARGEST_AD: usize = 300;

/// Words from which a line with a stop is a paragraph.
const PARAGRAPH: usize = 12;

/// Most words of one name in a line that signs off.
const LONGEST_NAME: usize = 4;

/// Judges blocks by their neighbours.
pub(crate) fn settle(blocks: &[Block], lines: &[Line], verdicts: &mut [Verdict]) {
    tickers(lines, verdicts);
    links(blocks, lines, verdicts);
    advertising(blocks, lines, verdicts);
    signed_off(lines, verdicts);
}

/// A line of prices right above or below a line of a ticker is of the same ticker.
fn tickers(lines: &[Line], verdicts: &mut [Verdict]) {
    let ticker = |verdict: &Verdict| matches!(verdict, Verdict::Furniture(Ticker, _));
    let mut mark = |i: usize, beside: usize| {
        let priced = quoted(&lines[i]).is_some_and(|(prices, words)| words <= prices * 4);
        if ticker(&verdicts[beside]) && !ticker(&verdicts[i]) && priced {
            verdicts[i] = Verdict::Furniture(Ticker, "prices, among the lines of a ticker");
        }
    };
    (1..lines.len()).for_each(|i| mark(i, i - 1));
    (1..lines.len()).rev().for_each(|i| mark(i - 1, i));
}

/// Rows of links, and labels with nothing but links under them.
fn links(blocks: &[Block], lines: &[Line], verdicts: &mut [Verdict]) {
    let only_links = |i: usize| {
        let hint = &blocks[i].hint;
        hint.links > 0 && hint.unlinked == 0 && !lines[i].stops && hint.heading == 0
    };
    for i in 0..lines.len() {
        if verdicts[i] == Verdict::Open && only_links(i) && blocks[i].hint.links >= ROW {
            verdicts[i] = Verdict::Furniture(Navigation, "a row of links");
        }
    }
    let mut under = false;
    for i in 0..lines.len() {
        let first = lines[i].bare.split(' ').next().unwrap_or_default();
        let label = lines[i].raw.ends_with(':') && lines[i].words <= LONGEST_LABEL && LEADS.contains(&first);
        if label && i + 1 < lines.len() && only_links(i + 1) && verdicts[i] == Verdict::Open {
            verdicts[i] = Verdict::Furniture(Related, "a label with links under it");
            under = true;
        } else if under && only_links(i) {
            if verdicts[i] == Verdict::Open {
                verdicts[i] = Verdict::Furniture(Related, "a link under a label");
            }
        } else {
            under = false;
        }
    }
}

/// A small box whose first line says that it is advertising.
fn advertising(blocks: &[Block], lines: &[Line], verdicts: &mut [Verdict]) {
    let mut i = 0;
    while i < lines.len() {
        let within = blocks[i].hint.within;
        let end = (i + 1..lines.len()).find(|j| blocks[*j].hint.within != within).unwrap_or(lines.len());
        let said = matches!(verdicts[i], Verdict::Furniture(Other, _)) && lines[i].bare.starts_with("advert");
        let length: usize = blocks[i..end].iter().map(|block| block.span.len()).sum();
        if within.is_some() && said && length <= LARGEST_AD {
            for verdict in &mut verdicts[i + 1..end] {
                *verdict = Verdict::Furniture(Other, "stands in a box of advertising");
            }
        }
        i = end;
    }
}

/// `Agency / Outlet` behind the last paragraph.
fn signed_off(lines: &[Line], verdicts: &mut [Verdict]) {
    let prose = |i: &usize| lines[*i].stops && lines[*i].words >= PARAGRAPH && verdicts[*i] == Verdict::Open;
    let Some(last) = (0..lines.len()).rev().find(prose) else { return };
    for i in last + 1..lines.len().min(last + 4) {
        if verdicts[i] == Verdict::Open && strokes(lines[i].raw).is_some() {
            verdicts[i] =
                Verdict::Furniture(Credit, "two names, parted by a stroke, behind the last paragraph");
        }
    }
}

/// The two names of a line that signs off.
pub(crate) fn strokes(raw: &str) -> Option<(&str, &str)> {
    let (left, right) = raw.trim().trim_matches(['(', ')', '[', ']']).split_once('/')?;
    let name = |part: &str| {
        (1..=LONGEST_NAME).contains(&part.split_whitespace().count())
            && !part.contains(|c: char| c.is_numeric() || "/|.:,".contains(c))
            && part
                .split_whitespace()
                .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "&"))
    };
    (name(left) && name(right)).then(|| (left.trim(), right.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::judge;
    use crate::html::walk;

    /// Lines of `html` that are certainly furniture, joined by a bar.
    fn check(html: &str, expected: &str) {
        let page = walk(html);
        let lines: Vec<Line> = page.blocks.iter().map(|block| Line::new(block.span.of(&page.text))).collect();
        let mut verdicts: Vec<Verdict> = lines.iter().map(judge).collect();
        settle(&page.blocks, &lines, &mut verdicts);
        let found: Vec<&str> = (0..lines.len())
            .filter(|i| matches!(verdicts[*i], Verdict::Furniture(..)))
            .map(|i| lines[i].raw)
            .collect();
        assert_eq!(found.join("|"), expected, "{html}");
    }

    const PROSE: &str =
        "<p>The ferry company said on Monday that it would run the service again next month.</p>";

    #[test]
    fn judges_by_neighbours() {
        check(
            "<p>TIN 12.70 -0.31 (-2.4%)<p>ZINC 1.31 unchanged<p>Ferry to run",
            "TIN 12.70 -0.31 (-2.4%)|ZINC 1.31 unchanged",
        );
        check("<p>ZINC 1.31 unchanged", "");
        check(
            "<b>Elsewhere:</b><br><a href=a>Dog finds bone</a><br><a href=b>Snow in June</a><br>End",
            "Elsewhere:|Dog finds bone|Snow in June",
        );
        check("<p><a href=a>One page</a> <a href=b>Another page</a></p>", "One page Another page");
        check("<p><a href=a>The whole report is here</a></p>", "");
        let boxed =
            format!("<div>{PROSE}<table><tr><td>Advertisement<br>Buy our boats.</table>{PROSE}</div>");
        check(&boxed, "Advertisement|Buy our boats.");
        check(&format!("{PROSE}<p>Meridian / Radio Harbour</p>"), "Meridian / Radio Harbour");
        check(&format!("<p>Meridian / Radio Harbour</p>{PROSE}"), "");
    }
}
