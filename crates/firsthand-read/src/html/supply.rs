//! Supplies the article where a page holds it only as data: in JSON-LD, or in the state that scripts
//! draw the page from.
//!
//! In: a walked page with what the model of blocks chose. Out: the same page, with the article's
//! paragraphs behind what it shows when most of the article isn't shown; the blocks that were chosen
//! are then no longer article, for they stand in the paragraphs again or beside them.

use super::runs::{RUN, hashes, joined};
use super::state::paragraphs;
use super::walk::{Page, walk};
use crate::block::{Block, Hint};
use firsthand_text::Span;
use std::collections::HashSet;

/// Fewest bytes of an article that is worth supplying; less is a summary.
const SHORTEST: usize = 600;

/// The same where the page shows no article at all.
const SHORTEST_ALONE: usize = 240;

/// Most bytes of chosen text with which the page's state is looked through: a page that shows a whole
/// article isn't in doubt.
const LITTLE: usize = 1500;

/// How much longer the data must be than what was chosen, in tenths.
const LONGER: usize = 15;

/// Share of the data's runs of words, in tenths, that the page shows when it shows the article.
const SHOWN: usize = 5;

/// Supplies the article from what JSON-LD states, else from the page's state.
pub(crate) fn supply(page: &mut Page, source: &str, stated: Option<&str>) {
    let chosen: usize =
        page.blocks.iter().filter(|block| is_chosen(block)).map(|block| block.span.len()).sum();
    if chosen >= LITTLE && stated.is_none_or(|stated| stated.len() * 10 < chosen * LONGER) {
        return;
    }
    let stated = stated.map(lines).filter(|lines| is_missing(page, lines, chosen));
    let found = stated.or_else(|| {
        if chosen >= LITTLE {
            return None;
        }
        let states = page.states.iter().filter_map(|(start, end)| paragraphs(source.get(*start..*end)?));
        let fitting = states.filter(|lines| is_missing(page, lines, chosen) && is_about(page, lines));
        fitting.max_by_key(|lines| lines.iter().map(String::len).sum::<usize>())
    });
    let Some(found) = found else { return };
    for block in &mut page.blocks {
        block.hint.article = block.hint.article.map(|(_, sure)| (false, sure));
    }
    for line in found {
        let start = page.text.len();
        page.text.push_str(&line);
        page.text.push('\n');
        let hint = Hint { article: Some((true, 1.0)), unlinked: line.len(), ..Hint::default() };
        page.blocks.push(Block { span: Span::new(start, start + line.len()), hint });
    }
}

fn is_chosen(block: &Block) -> bool {
    block.hint.article.is_some_and(|(chosen, _)| chosen)
}

/// The paragraphs of stated text, which may be HTML.
fn lines(stated: &str) -> Vec<String> {
    if stated.contains("</") {
        let page = walk(stated);
        return page.blocks.iter().map(|block| block.span.of(&page.text).to_owned()).collect();
    }
    stated.lines().map(super::walk::one_line).filter(|line| line.contains(char::is_alphanumeric)).collect()
}

/// Whether the lines are an article that the page doesn't show.
fn is_missing(page: &Page, lines: &[String], chosen: usize) -> bool {
    let length: usize = lines.iter().map(String::len).sum();
    let shortest = if chosen == 0 { SHORTEST_ALONE } else { SHORTEST };
    if length < shortest || length * 10 < chosen * LONGER {
        return false;
    }
    let runs = |text: &str| hashes(text).windows(RUN).map(joined).collect::<Vec<u64>>();
    let shown: HashSet<u64> = page
        .blocks
        .iter()
        .filter(|block| is_chosen(block))
        .flat_map(|block| runs(block.span.of(&page.text)))
        .collect();
    let all: Vec<u64> = lines.iter().flat_map(|line| runs(line)).collect();
    all.iter().filter(|run| shown.contains(run)).count() * 10 < all.len() * SHOWN
}

/// Whether text from a page's state is of this page's article: it has most of the headline's longer
/// words. A state holds other articles too.
fn is_about(page: &Page, lines: &[String]) -> bool {
    let of = |name: &str| page.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let Some(title) = of("og:title").or(page.title.as_deref()) else { return false };
    let long = |text: &str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 4)
            .map(str::to_lowercase)
            .collect()
    };
    let (title, own) = (long(title), long(&lines.join(" ")));
    !title.is_empty() && title.iter().filter(|word| own.contains(*word)).count() * 2 >= title.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The article of a page on which the model chose every block.
    fn check(html: &str, stated: Option<&str>, expected: &[&str]) {
        let mut page = walk(html);
        for block in &mut page.blocks {
            block.hint.article = Some((true, 0.6));
        }
        supply(&mut page, html, stated);
        let found: Vec<&str> = page
            .blocks
            .iter()
            .filter(|block| is_chosen(block))
            .map(|block| block.span.of(&page.text))
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn supplies_what_is_not_shown() {
        let one = "The ferry company said on Monday that it would run the service again from May. ".repeat(5);
        let two =
            "Its captain, who is new to the island, told the council how the harbour is dredged. ".repeat(5);
        let (one, two) = (one.trim(), two.trim());
        check("<p>Log in to read on.", Some(&format!("{one}\n\n{two}")), &[one, two]);
        check(&format!("<p>{one}<p>{two}"), Some(&format!("{one}\n\n{two}")), &[one, two]);
        check("<p>Log in.", Some("A summary."), &["Log in."]);
        let state = format!(
            "<title>Ferry service again from May</title><p>Log in.<script>x={{\"body\":[\"{one}\",\"{two}\"]}}</script>"
        );
        check(&state, None, &[one, two]);
        check(
            &state.replace("Ferry service again from May", "Parliament dissolves itself"),
            None,
            &["Log in."],
        );
    }
}
