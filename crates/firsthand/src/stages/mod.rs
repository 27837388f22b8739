//! Each stage by itself: what goes into it, and its answers as JSON lines.
//!
//! In: JSON lines, or pages that are read first. Out: one JSON object a line. Offsets count Unicode
//! characters of the text given, for pages those of the document's text as `read --json` has it.

mod actors;
mod attributions;
mod copies;
mod events;
mod items;
mod lines;
mod pages;
mod quantities;
mod stories;
mod times;

use crate::input::gather;
use crate::pipeline::{Bare, each_article, guarded, set_habits_aside};
use crate::progress::Progress;
use firsthand_read::container::Fields;
use firsthand_read::{Article, Notice, Pace};
use items::Item;
use rayon::prelude::*;
use serde_json::Value;
use std::path::PathBuf;

/// The stages that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Page to article.
    Pages,
    /// Lines of a text that are article.
    Lines,
    /// Who copied whom.
    Copies,
    /// Which texts tell the same story.
    Stories,
    /// Time expressions.
    Times,
    /// Numbers with what they count.
    Quantities,
    /// Who says what.
    Attributions,
    /// Who did what to whom.
    Events,
    /// Who is named.
    Actors,
}

/// What couldn't be taken, with the name of the file.
pub(crate) type Notices = Vec<(Option<String>, Notice)>;

/// Runs `stage` on what `paths` hold; `print` takes each line of the answer, a JSON object. Pages
/// are printed as they are read; the other stages look at all that was given first.
pub(crate) fn run(
    stage: Stage,
    paths: &[PathBuf],
    fields: &Fields,
    pace: Pace,
    progress: &Progress,
    print: &mut dyn FnMut(Value),
) -> Notices {
    if stage == Stage::Pages {
        let input = gather(paths, fields.clone()).at(pace);
        return each_article(input, Bare::Kept, progress, &mut |article| print(pages::line(&article)));
    }
    let (items, mut notices) = items::load(paths, fields, pace, progress);
    progress.stage("working", items.len());
    let lines = match stage {
        Stage::Pages => Vec::new(),
        Stage::Lines => each(&items, &mut notices, progress, lines::line),
        Stage::Copies => copies::lines(&items, progress),
        Stage::Stories => stories::lines(&items, progress),
        Stage::Times => each(&items, &mut notices, progress, times::line),
        Stage::Quantities => each(&items, &mut notices, progress, quantities::line),
        Stage::Attributions => each(&items, &mut notices, progress, attributions::line),
        Stage::Events => each(&items, &mut notices, progress, events::line),
        Stage::Actors => each(&items, &mut notices, progress, actors::line),
    };
    lines.into_iter().for_each(print);
    notices
}

/// All texts that `paths` name as articles: pages as they are read, lines of JSON as pages of plain text.
pub(crate) fn texts(
    paths: &[PathBuf],
    fields: &Fields,
    pace: Pace,
    progress: &Progress,
) -> (Vec<Article>, Notices) {
    let (items, mut notices) = items::load(paths, fields, pace, progress);
    let mut seen = std::collections::BTreeSet::new();
    let mut articles = Vec::with_capacity(items.len());
    for item in items {
        if item.article.is_none() && !seen.insert(item.id.clone()) {
            let message = format!("\"{}\" is the id of another line; the first is kept", item.id);
            notices.push((item.file, Notice { code: "same-id", message, span: None }));
            continue;
        }
        articles.push(item.into_article());
    }
    (articles, notices)
}

/// The articles of all pages that `paths` name.
fn read_pages(
    paths: &[PathBuf],
    fields: &Fields,
    pace: Pace,
    progress: &Progress,
) -> (Vec<Article>, Notices) {
    let mut articles = Vec::new();
    let input = gather(paths, fields.clone()).at(pace);
    let notices = each_article(input, Bare::Noted, progress, &mut |article| articles.push(article));
    set_habits_aside(&mut articles);
    (articles, notices)
}

/// The answer for each item by itself, in order; a panic costs only the item.
fn each(
    items: &[Item],
    notices: &mut Notices,
    progress: &Progress,
    answer: impl Fn(&Item) -> Value + Sync,
) -> Vec<Value> {
    let answers: Vec<Result<Value, Notice>> = items
        .par_iter()
        .map(|item| {
            let answer = guarded(|| answer(item)).map_err(|fault| Notice {
                code: "panic",
                message: format!(
                    "{}: failed by a fault in Firsthand ({fault}); please report it with the text",
                    item.id
                ),
                span: None,
            });
            progress.step();
            answer
        })
        .collect();
    let mut lines = Vec::with_capacity(answers.len());
    for (answer, item) in answers.into_iter().zip(items) {
        match answer {
            Ok(line) => lines.push(line),
            Err(notice) => notices.push((item.file.clone(), notice)),
        }
    }
    lines
}
