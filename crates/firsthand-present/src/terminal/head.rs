//! The first lines: how many pages and accounts, what the thread is, its chapters; and the last:
//! how pages were dated, what else there is, what to type next.

use super::paper::{Cell, Paper, Style};
use super::{COLUMNS, Terminal, heading, more};
use crate::date;
use crate::view::{View, clean, prose, shorten};
use crate::words::{self, count};
use firsthand_story::{Dating, DatingCertainty, Story};
use std::collections::BTreeSet;

/// A screen holds about this many chapters beside the rest; the JSON has all.
const CHAPTERS: usize = 12;
/// Threads beyond these are counted.
const THREADS: usize = 4;
/// Pages whose dating is told one by one.
const DATES: usize = 12;
/// Notices shown one by one.
const NOTICES: usize = 8;
/// Bounds of a page's date that lie further apart, in years, don't tell when the coverage is from.
const WIDEST_BOUNDS: i32 = 1;
/// Columns for the names of a chapter's pages.
const NAMES: usize = 18;

/// "5 pages   3 independent accounts   1 story thread   3 chapters   2024 – 13 Jan 2025".
pub(crate) fn counts(view: &View<'_>, paper: &mut Paper) {
    let record = view.record;
    let mut parts = vec![
        count(record.documents.len(), "page", "pages"),
        count(record.accounts.len(), "independent account", "independent accounts"),
    ];
    if !record.threads.is_empty() {
        parts.push(count(record.threads.len(), "story thread", "story threads"));
        let in_threads: BTreeSet<usize> =
            record.threads.iter().flat_map(|t| t.stories.iter().copied()).collect();
        parts.push(count(in_threads.len(), "chapter", "chapters"));
        let others = record.stories.len().saturating_sub(in_threads.len());
        if others > 0 {
            parts.push(count(others, "other story", "other stories"));
        }
    } else if !record.stories.is_empty() {
        parts.push(count(record.stories.len(), "story", "stories"));
    }
    let mut painted: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(i, part)| if i < 2 { paper.paint(Style::Strong, part) } else { part.clone() })
        .collect();
    painted.extend(range(view));
    paper.parts(1, 1, "   ", &painted);
}

/// From the first day to the last that the pages are about, as far as their dates go.
pub(crate) fn range(view: &View<'_>) -> Option<String> {
    let mut days: Vec<&str> = Vec::new();
    for story in &view.record.stories {
        let dated = story.date.as_deref().map(|date| date.split_once('/').unwrap_or((date, date)));
        let pages = story.documents.iter().filter_map(|&document| view.record.documents.get(document));
        let published = pages.filter_map(|page| {
            Some((page.published.earliest.as_deref()?, page.published.latest.as_deref()?))
        });
        // One bound alone ("after 1986") says nothing of when this was; its year can't be read.
        let bounds = dated.map_or_else(|| published.collect::<Vec<_>>(), |dated| vec![dated]);
        let near =
            |(from, to): &(&str, &str)| years_between(from, to).is_some_and(|years| years <= WIDEST_BOUNDS);
        days.extend(bounds.into_iter().filter(near).flat_map(|(from, to)| [from, to]));
    }
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    Some(date::between(first, last))
}

fn years_between(from: &str, to: &str) -> Option<i32> {
    let year = |edtf: &str| edtf.get(..4)?.parse::<i32>().ok();
    Some(year(to)? - year(from)?)
}

/// Each thread with its status and chapters, then the stories that stand alone.
pub(crate) fn threads(view: &View<'_>, paper: &mut Paper) {
    let record = view.record;
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut threads: Vec<_> = record.threads.iter().collect();
    threads.sort_by_key(|thread| std::cmp::Reverse(thread.stories.len()));
    for thread in threads.iter().take(THREADS) {
        paper.blank();
        let title = paper.paint(Style::Strong, &clean(&thread.title));
        paper.text(1, 1, &title);
        let agreement = record.agreements.iter().find(|agreement| agreement.name == thread.title);
        if let Some(status) = agreement.and_then(|agreement| agreement.status.as_ref()) {
            paper.parts(1, 3, " · ", &[words::status(status), words::outcome(status).to_string()]);
        }
        let stories: Vec<&Story> =
            thread.stories.iter().filter_map(|&story| record.stories.get(story)).collect();
        told.extend(thread.stories.iter().copied());
        chapters(view, paper, "CHAPTERS", &stories);
    }
    let hidden: Vec<_> = threads.iter().skip(THREADS).collect();
    told.extend(hidden.iter().flat_map(|thread| thread.stories.iter().copied()));
    more(paper, 1, 0, hidden.len(), "threads");
    let mut alone: Vec<&Story> = record
        .stories
        .iter()
        .enumerate()
        .filter(|(i, _)| !told.contains(i))
        .map(|(_, story)| story)
        .collect();
    if alone.len() > CHAPTERS {
        // Too many to be read in order: those that most tell of come first.
        alone.sort_by_key(|story| std::cmp::Reverse((story.accounts, story.documents.len())));
    }
    if !alone.is_empty() {
        let name = match (record.threads.is_empty(), alone.len()) {
            (true, 1) => "STORY",
            (true, _) => "STORIES",
            (false, _) => "OTHER STORIES",
        };
        chapters(view, paper, name, &alone);
    }
}

fn chapters(view: &View<'_>, paper: &mut Paper, name: &str, stories: &[&Story]) {
    let when: Vec<String> = stories.iter().map(|story| when(view, story)).collect();
    let widest = when.iter().map(|when| textwrap::core::display_width(when)).max().unwrap_or(0).min(22);
    if paper.width() < COLUMNS {
        heading(paper, name, "");
        for (i, (story, when)) in stories.iter().zip(&when).take(CHAPTERS).enumerate() {
            let title = paper.paint(Style::Strong, &clean(&story.title));
            paper.text(2, 5, &format!("{}  {when}  {title}", i + 1));
            let line = format!(
                "{}, {}  [{}]",
                count(story.documents.len(), "page", "pages"),
                count(story.accounts, "account", "accounts"),
                names(view, story)
            );
            paper.text(5, 5, &line);
        }
    } else {
        let which: Vec<String> = stories.iter().map(|story| format!("[{}]", names(view, story))).collect();
        let list =
            which.iter().map(|list| textwrap::core::display_width(list)).max().unwrap_or(0).min(NAMES + 2);
        let title = paper.width().saturating_sub(2 + 2 + 2 + widest + 2 + 2 + 5 + 2 + 8 + 2 + list);
        paper.blank();
        let label = paper.paint(Style::Head, name);
        let faint = |words: &str| paper.paint(Style::Faint, words);
        let (pages, accounts) = (faint("pages"), faint("accounts"));
        paper.row(
            1,
            &[Cell::left(label, 5 + widest + 2 + title), Cell::right(pages, 5), Cell::right(accounts, 8)],
        );
        for (i, ((story, when), which)) in stories.iter().zip(&when).zip(&which).take(CHAPTERS).enumerate() {
            paper.row(
                2,
                &[
                    Cell::right((i + 1).to_string(), 2),
                    Cell::left(when.clone(), widest),
                    Cell::left(paper.paint(Style::Strong, &clean(&story.title)), title),
                    Cell::right(story.documents.len().to_string(), 5),
                    Cell::right(story.accounts.to_string(), 8),
                    Cell::left(which.clone(), list),
                ],
            );
        }
    }
    more(paper, 3, CHAPTERS, stories.len(), "chapters");
}

/// The story's day, or what is known of it.
pub(crate) fn when(view: &View<'_>, story: &Story) -> String {
    if let Some(date) = &story.date {
        return date::coarse(date);
    }
    let published = story.documents.first().and_then(|&document| view.record.documents.get(document));
    match published.map(|document| (&document.published.earliest, &document.published.latest)) {
        Some((Some(from), Some(to))) => date::coarse_between(from, to),
        Some((Some(from), None)) => format!("since {}", date::human(from)),
        Some((None, Some(to))) => format!("until {}", date::human(to)),
        _ => "undated".to_string(),
    }
}

/// As many names as fit in [`NAMES`] columns, one at least, and how many more there are.
fn names(view: &View<'_>, story: &Story) -> String {
    let all = story.documents.len();
    let line = |shown: usize| {
        let names = view.names(story.documents.get(..shown).unwrap_or_default());
        if shown < all { format!("{names} +{}", all - shown) } else { names }
    };
    let fits = |shown: &usize| textwrap::core::display_width(&line(*shown)) <= NAMES;
    line((1..=all.min(NAMES)).rev().find(fits).unwrap_or(all.min(1)))
}

/// How each page was dated; pages dated alike share a line.
pub(crate) fn dates(view: &View<'_>, paper: &mut Paper) {
    let mut lines: Vec<(Vec<usize>, String, String)> = Vec::new();
    for (i, document) in view.record.documents.iter().enumerate() {
        let dating = &document.published;
        let when = published(dating);
        let why = how_dated(view, dating);
        match lines.iter_mut().find(|(_, w, y)| *w == when && *y == why) {
            Some((documents, _, _)) => documents.push(i),
            None => lines.push((vec![i], when, why)),
        }
        if lines.len() > DATES {
            break;
        }
    }
    if lines.is_empty() {
        return;
    }
    heading(paper, "DATES", "");
    let shown: usize = lines.iter().take(DATES).map(|(documents, _, _)| documents.len()).sum();
    for (documents, when, why) in lines.iter().take(DATES) {
        let few: Vec<usize> = documents.iter().copied().take(6).collect();
        let names = match documents.len() - few.len() {
            0 => view.names(&few),
            rest => format!("{} +{rest}", view.names(&few)),
        };
        let why = paper.paint(Style::Faint, why);
        paper.text(2, 6, &format!("{names}  {when}  {why}"));
    }
    more(paper, 2, shown, view.record.documents.len(), "pages");
}

/// "stated: date line under the headline"; the basis alone where it says as much.
pub(crate) fn how_dated(view: &View<'_>, dating: &Dating) -> String {
    let basis = prose(&view.fill(&dating.basis));
    let how = words::dating(dating.certainty);
    let says_so = how.split(' ').next().is_some_and(|word| basis.starts_with(word));
    match dating.certainty {
        _ if basis.is_empty() => how.to_string(),
        DatingCertainty::Unknown => basis,
        _ if says_so => basis,
        _ => format!("{how}: {basis}"),
    }
}

/// "13–17 Jan 2025", "until 31 Oct 2024", "undated".
pub(crate) fn published(dating: &Dating) -> String {
    match (&dating.earliest, &dating.latest) {
        (Some(from), Some(to)) => date::between(from, to),
        (Some(from), None) => format!("since {}", date::human(from)),
        (None, Some(to)) => format!("until {}", date::human(to)),
        (None, None) => "undated".to_string(),
    }
}

/// What was damaged or could not be read, a line each.
pub(crate) fn notices(view: &View<'_>, paper: &mut Paper) {
    let mut lines: Vec<String> = Vec::new();
    for (file, notice) in &view.record.notices {
        lines.push(clean(&words::notice(file.as_deref(), notice)));
    }
    for (i, document) in view.record.documents.iter().enumerate() {
        for notice in &document.article.notices {
            lines.push(format!("{}: {}", view.name(i), clean(&notice.message)));
        }
    }
    if lines.is_empty() {
        return;
    }
    heading(paper, "NOTICES", "");
    for line in lines.iter().take(NOTICES) {
        let line = shorten(line, 2 * paper.width() - 8);
        paper.text(2, 4, &line);
    }
    more(paper, 2, NOTICES, lines.len(), "notices");
}

/// What else there is, and what to type next.
pub(crate) fn next(view: &View<'_>, paper: &mut Paper, terminal: &Terminal) {
    let record = view.record;
    let speakers: BTreeSet<&str> =
        record.statements.iter().filter_map(|s| s.speaker.as_ref()).map(|s| s.name.as_str()).collect();
    let mut parts = Vec::new();
    if !record.statements.is_empty() {
        let by = count(speakers.len(), "source", "sources");
        parts.push(format!("{} by {by}", count(record.statements.len(), "statement", "statements")));
    }
    for (number, one, many) in [
        (record.quantities.len(), "number", "numbers"),
        (record.timeline.len(), "dated event", "dated events"),
    ] {
        if number > 0 {
            parts.push(count(number, one, many));
        }
    }
    paper.blank();
    if !parts.is_empty() {
        paper.parts(1, 1, " · ", &parts);
    }
    if record.documents.is_empty() {
        return;
    }
    let example = record.edits.first().map(|edit| edit.id.as_str());
    let example = example.or(record.conflicts.first().map(|conflict| conflict.id.as_str()));
    let example = example.or(record.accounts.first().map(|account| account.id.as_str())).unwrap_or("a1");
    let again = terminal.again();
    for (what, command) in [
        ("Reasons", terminal.ask(example)),
        ("Pass on", format!("{again} --html report.html")),
        ("All data", format!("{again} --json")),
    ] {
        let what = paper.paint(Style::Faint, &format!("{what:<8}"));
        paper.text(1, 10, &format!("{what}  {command}"));
    }
}
