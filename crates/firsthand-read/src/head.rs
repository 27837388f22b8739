//! What stands above the body of a plain text: site name, headline, the line under it.
//!
//! In: the blocks and their verdicts. Out: which block is the headline, which the dek, which names
//! the site. A headline is a short line that doesn't end like a sentence, above the first paragraph;
//! a headline that stands twice is certain. A page whose first line of prose comes first has none.
//!
//! Known gaps: a headline that is a whole sentence with a stop is read as the lead; two decks keep
//! only the first.

use crate::FurnitureKind::{Byline, Date, TitleRepeated};
use crate::furniture::{Line, Verdict};

/// What was found above the body, as positions of blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The headline.
    pub(crate) title: Option<usize>,
    /// The line under the headline.
    pub(crate) dek: Option<usize>,
    /// A short line above the headline that isn't a section's name.
    pub(crate) site: Option<usize>,
}

/// Words of a line that is a paragraph when it also ends like a sentence.
const PARAGRAPH: usize = 16;

/// Most words of a headline.
const LONGEST_TITLE: usize = 32;

/// Words from which a line is a headline rather than a label.
const FULL_TITLE: usize = 5;

/// Most words of a site's name.
const LONGEST_SITE: usize = 6;

/// Fewest words of a dek without a final stop; shorter lines are names and labels.
const SHORTEST_DEK: usize = 6;

/// Lines above the first paragraph that are looked at; more is a menu.
const WITHIN: usize = 60;

/// Reads the head of a page.
pub(crate) fn head(lines: &[Line], verdicts: &[Verdict]) -> Head {
    let prose = |i: usize| lines[i].stops && lines[i].words >= PARAGRAPH && verdicts[i] == Verdict::Open;
    let first = (0..lines.len()).find(|i| prose(*i)).unwrap_or(lines.len());
    let candidates: Vec<usize> =
        (0..first.min(lines.len())).filter(|i| is_candidate(&lines[*i], &verdicts[*i])).collect();
    let candidates = &candidates[candidates.len().saturating_sub(WITHIN)..];
    let Some(title) = choose(lines, candidates, first) else { return Head::default() };
    let site = candidates.first().copied().filter(|site| {
        // Only the very first line of the page names the site; a section's name is Doubtful.
        *site < title && *site == 0 && verdicts[*site] == Verdict::Open && is_site(&lines[*site])
    });
    Head { title: Some(title), dek: dek(lines, verdicts, title), site }
}

fn is_candidate(line: &Line, verdict: &Verdict) -> bool {
    let open = !matches!(verdict, Verdict::Furniture(..));
    let sentence = line.folded.ends_with('.') && !line.folded.ends_with("..") && line.words > 8;
    // A name has more letters than figures; a line of prices hasn't.
    let letters = line.raw.chars().filter(|c| c.is_alphabetic()).count();
    let figures = line.raw.chars().filter(char::is_ascii_digit).count();
    open && !sentence
        && !is_catchline(line.raw)
        && letters > figures
        && line.words <= LONGEST_TITLE
        && line.words >= 1
        && line.raw.starts_with(|c: char| !c.is_lowercase() || c.is_numeric())
}

/// The headline among the candidates above the paragraph `first`.
fn choose(lines: &[Line], candidates: &[usize], first: usize) -> Option<usize> {
    // Printed twice, near the top: page software repeats the headline above the text.
    let twice = candidates.iter().find(|i| {
        lines[**i].words >= FULL_TITLE - 1
            && lines.iter().take(first + 2).skip(**i + 1).any(|other| other.bare == lines[**i].bare)
    });
    twice
        .or_else(|| {
            candidates
                .iter()
                .find(|i| lines[**i].words >= FULL_TITLE || lines[**i].words >= 3 && !is_site(&lines[**i]))
        })
        .or_else(|| candidates.iter().find(|i| lines[**i].words >= 3))
        .or_else(|| candidates.first().filter(|i| candidates.len() == 1 && lines[**i].words >= 2))
        .copied()
}

/// The line by which an agency's desk files its copy: page, catchword in capitals, state of the copy
/// ("1 WEIR Latest"). It was never printed.
fn is_catchline(raw: &str) -> bool {
    let mut words = raw.split_whitespace();
    let page = words.next().is_some_and(|word| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()));
    let capitals =
        |word: &str| word.len() >= 3 && word.chars().all(|c| c.is_uppercase() || "-/&".contains(c));
    page && words.next().is_some_and(capitals) && words.count() <= 3
}

/// A name: few words, each with a capital but the small ones.
fn is_site(line: &Line) -> bool {
    if is_catchline(line.raw) {
        return false;
    }
    let small = ["of", "the", "and", "for", "in", "on", "to", "a", "&", "|", "-", "–"];
    line.words <= LONGEST_SITE
        && !line.raw.ends_with([':', '.', '!', '?', '”', '"', '’'])
        && !line.raw.starts_with(['“', '"', '‘', '\''])
        && line.raw.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || small.contains(&word)
        })
}

fn dek(lines: &[Line], verdicts: &[Verdict], title: usize) -> Option<usize> {
    let next = title + 1;
    let line = lines.get(next)?;
    if verdicts[next] != Verdict::Open || line.bare == lines[title].bare || line.words < SHORTEST_DEK {
        return None;
    }
    // Between the headline and the date, byline or headline once more, nothing else stands.
    let behind = lines.get(next + 1)?;
    let closes = matches!(verdicts[next + 1], Verdict::Furniture(Date | Byline | TitleRepeated, _))
        || behind.bare == lines[title].bare;
    let prose_follows = || {
        (next + 1..lines.len())
            .any(|i| verdicts[i] == Verdict::Open && lines[i].words >= PARAGRAPH && lines[i].stops)
    };
    let unfinished = !line.stops && behind.words > line.words / 2;
    ((closes || unfinished) && prose_follows()).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::judge;

    const PROSE: &str = "The ferry company said on Monday that it would run the service again from the first week of next month.";

    fn check(page: &str, site: &str, title: &str, dek: &str) {
        let page = page.replace("PROSE", PROSE);
        let lines: Vec<Line> = page.lines().filter(|line| !line.is_empty()).map(Line::new).collect();
        let verdicts: Vec<Verdict> = lines.iter().map(judge).collect();
        let found = head(&lines, &verdicts);
        let show = |at: Option<usize>| at.map_or("", |at| lines[at].raw).to_owned();
        assert_eq!([show(found.site), show(found.title), show(found.dek)], [site, title, dek], "{page}");
    }

    #[test]
    fn reads_heads() {
        check("PROSE\nPROSE", "", "", "");
        check("Ferry to run again next month\nPROSE", "", "Ferry to run again next month", "");
        check(
            "Harbour Times\nFerry to run again next month\nPROSE",
            "Harbour Times",
            "Ferry to run again next month",
            "",
        );
        check("Business\nFerry to run again next month\nPROSE", "", "Ferry to run again next month", "");
        check(
            "Ferry to run again\nThe company has found a new captain for its old ship\nPROSE\nPROSE",
            "",
            "Ferry to run again",
            "The company has found a new captain for its old ship",
        );
        check("Ferry to run again\nPROSE\nMarch 4, 2031\nPROSE\nPROSE", "", "Ferry to run again", PROSE);
        check("Ferry to run again\nPROSE\nPROSE\nPROSE", "", "Ferry to run again", "");
        check(
            "Harbour News of Today\nShips\nFerry to run again\nMarch 4, 2031\nFerry to run again\nPROSE",
            "Harbour News of Today",
            "Ferry to run again",
            "",
        );
        check("ACME 12.50 Up ▲ 0.31 (2.54%)\nOSLO: PROSE", "", "", "");
        check("", "", "", "");
    }
}
