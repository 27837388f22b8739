//! Finds the main run of prose: the cheapest way through the page between article and furniture.
//!
//! In: the blocks' lines, verdicts and hints. Out: for each block whether it is article. Each block
//! speaks for or against the article by its length and its end; a change from article to furniture
//! or back has a price. So a subheading between paragraphs stays, and a list of teasers after the
//! last one goes (Viterbi decoding). All weights and prices were set by hand, on one scale where 1
//! is a mild sign and 3 a strong one. Other values of [`ENTER`], [`LEAVE`] and [`DOUBTFUL`] moved
//! the result on labelled pages by less than half a point, of [`RETURN`] by up to three; the rest
//! was not tried. Lines that stood on the page before count as any other: holding that against
//! them made the result worse.

use super::{Line, Verdict};
use crate::FurnitureKind::{Appeal, Byline, Comments, Related, Share};
use crate::block::Block;

/// Price of entering the article for the first time, in the unit of [`leaning`].
const ENTER: f32 = 2.0;

/// Price of leaving the article. Every article ends, so it is low.
const LEAVE: f32 = 0.4;

/// Price of coming back: pages interrupt their article seldom, and then for a few lines.
const RETURN: f32 = 3.6;

/// Price of beginning with the article where nothing else made one: a short note must not vanish.
const START: f32 = 0.0;

/// What a doubtful line says against itself.
const DOUBTFUL: f32 = -2.0;

/// Price of leaving it after a heading that opens page furniture ("Most read").
const LEAVE_AFTER_HEADING: f32 = 0.0;

/// Which blocks are article. Blocks that are certainly furniture never are.
pub(crate) fn main_run(blocks: &[Block], lines: &[Line], verdicts: &[Verdict]) -> Vec<bool> {
    let labels = cheapest(blocks, lines, verdicts, ENTER);
    if labels.contains(&true) { labels } else { cheapest(blocks, lines, verdicts, START) }
}

/// The states of a page: above the article, in it, behind or between its parts.
const ABOVE: usize = 0;
const ARTICLE: usize = 1;
const BEHIND: usize = 2;

fn cheapest(blocks: &[Block], lines: &[Line], verdicts: &[Verdict], enter: f32) -> Vec<bool> {
    // Best value of a way that ends in each state, and the state before on that way.
    let mut best = [0.0f32, -enter, f32::NEG_INFINITY];
    let mut before: Vec<[usize; 3]> = Vec::with_capacity(lines.len());
    let mut leave = LEAVE;
    for i in 0..lines.len() {
        let lean = match verdicts[i] {
            Verdict::Furniture(..) => 0.0,
            Verdict::Doubtful(..) => DOUBTFUL + hinted(&blocks[i]),
            Verdict::Open => leaning(&lines[i], &blocks[i]) + hinted(&blocks[i]),
        };
        let ways = [best[ABOVE] - enter, best[ARTICLE], best[BEHIND] - RETURN];
        let into = if ways[1] >= ways[0] && ways[1] >= ways[2] {
            ARTICLE
        } else if ways[0] >= ways[2] {
            ABOVE
        } else {
            BEHIND
        };
        let out = if best[ARTICLE] - leave > best[BEHIND] { ARTICLE } else { BEHIND };
        before.push([ABOVE, into, out]);
        best = [best[ABOVE], ways[into] + lean, (best[ARTICLE] - leave).max(best[BEHIND])];
        let heading = matches!(
            verdicts[i],
            Verdict::Furniture(Related | Comments | Appeal | Share, _) | Verdict::Doubtful(Byline, _)
        );
        leave = if heading { LEAVE_AFTER_HEADING } else { LEAVE };
    }
    let mut state = (0..3).fold(ABOVE, |state, other| if best[other] > best[state] { other } else { state });
    let mut labels = vec![false; lines.len()];
    for i in (0..lines.len()).rev() {
        labels[i] = state == ARTICLE && !matches!(verdicts[i], Verdict::Furniture(..));
        state = before[i][state];
    }
    labels
}

/// How much a line speaks for the article by itself, by its length and end (set by hand).
fn leaning(line: &Line, block: &Block) -> f32 {
    let quoted = line.raw.starts_with(['"', '“', '‘']);
    match (line.words, line.stops) {
        (25.., true) => 3.5,
        (15..=24, true) => 2.2,
        (8..=14, true) => 1.0,
        (4..=7, true) => 0.5,
        (_, true) => 0.1,
        (40.., false) => 2.0,
        (20..=39, false) => 0.5,
        (10..=19, false) => {
            if quoted {
                0.6
            } else {
                -0.4
            }
        }
        (_, false) => {
            if line.raw.starts_with(['•', '·', '▪', '∎', '●']) {
                0.4
            } else if block.hint.heading > 0 || block.hint.list {
                -0.1
            } else {
                -0.5
            }
        }
    }
}

/// What markup adds.
fn hinted(block: &Block) -> f32 {
    let kind = if block.hint.kind.is_some() { -4.0 } else { 0.0 };
    let linked = if block.hint.linked > 0.8 { -2.0 } else { 0.0 };
    kind + linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block;
    use crate::furniture::judge;

    /// Lines that should be article begin with `+`.
    fn check(marked: &str) {
        let text: String = marked.lines().map(|line| format!("{}\n", line.trim_start_matches('+'))).collect();
        let blocks = block::lines(&text);
        let lines: Vec<Line> = blocks.iter().map(|block| Line::new(block.span.of(&text))).collect();
        let verdicts: Vec<Verdict> = lines.iter().map(judge).collect();
        let found = main_run(&blocks, &lines, &verdicts);
        let expected: Vec<bool> =
            marked.lines().filter(|line| !line.is_empty()).map(|line| line.starts_with('+')).collect();
        assert_eq!(found, expected, "{verdicts:?}");
    }

    const PROSE: &str = "+The ferry company said on Monday that it would run the service again from the first week of the coming month.\n";

    #[test]
    fn runs() {
        check(PROSE);
        check(&format!("{PROSE}+What happens next\n{PROSE}"));
        check(&format!("{PROSE}Advertisement\n{PROSE}"));
        check(&format!(
            "Menu item one\nMenu item two\n{PROSE}{PROSE}Most read\nFerry sinks in harbour\nDog finds bone\nComments\n"
        ));
        check(&format!(
            "{PROSE}{PROSE}Other Headline Of The Day\nYet Another One\nAnd a Third One\nAnd a Fourth One\nFifth One\nSixth One\n"
        ));
    }
}
