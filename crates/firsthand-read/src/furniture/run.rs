//! Finds the main run of prose: the cheapest way through the page between article and furniture.
//!
//! In: the blocks' lines, verdicts and hints. Out: for each block whether it is article. Each block
//! speaks for or against the article by its length and its end (log odds, from how often such lines are
//! article on pages that an extractor left imperfect); a change from article to furniture or back has a price. So a
//! subheading between paragraphs stays, and a list of teasers after the last one goes
//! (Viterbi decoding of two states).

use super::{Line, Verdict};
use crate::FurnitureKind::{Appeal, Byline, Comments, Related, Share};
use crate::block::Block;
use std::collections::HashSet;

/// Price of a change between article and furniture, in the unit of [`leaning`].
/// Swept 0.5 to 4 over the line and page sets with the bench example; flat between 1.5 and 2.5.
const CHANGE: f32 = 2.0;

/// Price of beginning with the article where nothing else made one: a short note must not vanish.
const START: f32 = 0.0;

/// What a line says against itself that stood on the page before: teasers and pull quotes repeat.
const REPEATED: f32 = -1.0;

/// Price of leaving the article after a heading that opens page furniture ("Most read").
const CHANGE_AFTER_HEADING: f32 = 0.3;

/// Price of coming back into the article there.
const RETURN_AFTER_HEADING: f32 = 2.5;

/// Which blocks are article. Blocks that are certainly furniture never are.
pub(crate) fn main_run(blocks: &[Block], lines: &[Line], verdicts: &[Verdict]) -> Vec<bool> {
    let labels = cheapest(blocks, lines, verdicts, CHANGE);
    if labels.contains(&true) { labels } else { cheapest(blocks, lines, verdicts, START) }
}

fn cheapest(blocks: &[Block], lines: &[Line], verdicts: &[Verdict], start: f32) -> Vec<bool> {
    let mut seen: HashSet<&str> = HashSet::new();
    let again: Vec<bool> = lines.iter().map(|line| !seen.insert(line.bare.as_str())).collect();
    // Best value of ending in (furniture, article), and whether the best way there came from article.
    let mut best = (0.0f32, -start);
    let mut came: Vec<(bool, bool)> = Vec::with_capacity(lines.len());
    let (mut leave, mut enter) = (CHANGE, CHANGE);
    for i in 0..lines.len() {
        let lean = match verdicts[i] {
            Verdict::Furniture(..) => 0.0,
            Verdict::Doubtful(..) => -2.0 + hinted(&blocks[i]),
            Verdict::Open => {
                let twice = if again[i] { REPEATED } else { 0.0 };
                leaning(&lines[i], &blocks[i]) + twice + hinted(&blocks[i])
            }
        };
        let from_article = best.1 - leave > best.0;
        let stay_article = best.1 >= best.0 - enter;
        came.push((from_article, stay_article));
        let furniture = if from_article { best.1 - leave } else { best.0 };
        let article = if stay_article { best.1 } else { best.0 - enter };
        best = (furniture, article + lean);
        let heading = matches!(
            verdicts[i],
            Verdict::Furniture(Related | Comments | Appeal | Share, _) | Verdict::Doubtful(Byline, _)
        );
        (leave, enter) =
            if heading { (CHANGE_AFTER_HEADING, RETURN_AFTER_HEADING) } else { (CHANGE, CHANGE) };
    }
    let mut article = best.1 > best.0;
    let mut labels = vec![false; lines.len()];
    for i in (0..lines.len()).rev() {
        labels[i] = article && !matches!(verdicts[i], Verdict::Furniture(..));
        article = if article { came[i].1 } else { came[i].0 };
    }
    labels
}

/// How much a line speaks for the article by itself: log odds by length and end.
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
            if block.hint.heading > 0 || block.hint.list || line.raw.starts_with(['•', '-', '–', '·']) {
                -0.1
            } else {
                -0.5
            }
        }
    }
}

/// What markup adds.
fn hinted(block: &Block) -> f32 {
    let chosen = match block.hint.chosen {
        Some(true) => 2.5,
        Some(false) => -3.0,
        None => 0.0,
    };
    let kind = if block.hint.kind.is_some() { -4.0 } else { 0.0 };
    let linked = if block.hint.linked > 0.8 { -2.0 } else { 0.0 };
    chosen + kind + linked
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
