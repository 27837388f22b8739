//! The whole flow on one page: captures → articles → the record.
//!
//! ```text
//! Capture ─ read ─▶ Article ┐
//! Capture ─ read ─▶ Article ├─ record: copies, dates, statements, claims ─▶ Record
//! Capture ─ read ─▶ Notice  ┘
//! ```
//!
//! Captures come one by one, from containers of any size, and are read in batches: reading one never
//! depends on another, so it runs in parallel. What only all of them together tell, an outlet's habits, is
//! taken out behind it. What joins the articles is in `firsthand-story`. The result depends neither on
//! the order of the captures nor on the number of threads.

use crate::input::Input;
use crate::progress::Progress;
use firsthand_read::container::Piece;
use firsthand_read::memory::Memory;
use firsthand_read::{Article, Capture, Notice, Pace, Reading, read_at};
use firsthand_story::{Record, record_knowing};
use rayon::prelude::*;
use std::cell::Cell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Makes the record of what `input` holds; `know` lets general knowledge date pages that state no date.
pub(crate) fn run(input: Input, know: bool, progress: &Progress) -> Record {
    let mut articles = Vec::new();
    let notices = each_article(input, Bare::Noted, progress, &mut |article| articles.push(article));
    set_habits_aside(&mut articles);
    record_knowing(articles, notices, know, &|stage| progress.stage(stage, 0))
}

/// Takes what an outlet prints on many of its pages out of the bodies of its articles: the one thing
/// about a page that only the whole pile tells.
pub(crate) fn set_habits_aside(articles: &mut [Article]) {
    let mut memory = Memory::default();
    articles.iter().for_each(|article| memory.note(article));
    let habits = memory.habits(articles);
    articles.par_iter_mut().for_each(|article| habits.settle(article));
}

/// Bytes of captures that are read in parallel before the next are fetched. The articles of one such
/// batch are all that is in memory, unless whoever takes them keeps them.
const BATCH: usize = 16 << 20;

/// What becomes of a page without a word of prose. Its notices are handed on in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bare {
    /// It is handed on like any other: what it says of itself is asked for.
    Kept,
    /// Only its notices are: it bears no testimony and must not count as an account.
    Noted,
}

/// Reads each capture and hands on its articles, in order; what gave no article leaves notices, with
/// the name of its file.
pub(crate) fn each_article(
    input: Input,
    bare: Bare,
    progress: &Progress,
    take: &mut dyn FnMut(Article),
) -> Vec<(Option<String>, Notice)> {
    progress.stage("reading", 0);
    let mut notices = Vec::new();
    let mut seen = Seen::default();
    let mut batch: Vec<Capture> = Vec::new();
    let mut size = 0;
    let pace = input.pace;
    input.each(&mut |piece| match piece {
        Piece::Notice(file, notice) => notices.push((Some(file), notice)),
        Piece::Capture(capture) => match seen.again(&capture) {
            Some(notice) => notices.push((capture.file, notice)),
            None => {
                size += capture.bytes.len();
                batch.push(capture);
                if size >= BATCH {
                    read_all(std::mem::take(&mut batch), (pace, bare), progress, &mut notices, take);
                    size = 0;
                }
            }
        },
    });
    read_all(batch, (pace, bare), progress, &mut notices, take);
    notices
}

/// Reads captures in parallel and hands on their articles in order.
fn read_all(
    captures: Vec<Capture>,
    (pace, bare): (Pace, Bare),
    progress: &Progress,
    notices: &mut Vec<(Option<String>, Notice)>,
    take: &mut dyn FnMut(Article),
) {
    let readings: Vec<(Option<String>, Reading)> = captures
        .into_par_iter()
        .map(|capture| {
            let reading = guarded(|| read_at(&capture, pace)).unwrap_or_else(|fault| Reading {
                articles: Vec::new(),
                notices: vec![Notice {
                    code: "panic",
                    message: format!(
                        "reading it failed by a fault in Firsthand ({fault}); the rest goes on. Please report it with the page"
                    ),
                    span: None,
                }],
            });
            progress.step();
            (capture.file, reading)
        })
        .collect();
    for (file, reading) in readings {
        notices.extend(reading.notices.into_iter().map(|notice| (file.clone(), notice)));
        for article in reading.articles {
            if article.body.is_empty() {
                let found = article.notices.iter().cloned();
                notices.extend(found.map(|notice| (article.file.clone(), notice)));
            }
            if bare == Bare::Kept || !article.body.is_empty() {
                take(article);
            }
        }
    }
}

/// Captures that were read, by their names.
#[derive(Default)]
struct Seen(HashMap<String, Option<String>>);

impl Seen {
    /// Notes a capture; says so when it is another one byte for byte: a file kept twice is one
    /// observation.
    fn again(&mut self, capture: &Capture) -> Option<Notice> {
        match self.0.entry(capture.id()) {
            Entry::Occupied(other) => {
                let other = other.get().as_deref().unwrap_or("another capture");
                let message = format!("the same, byte for byte, as {other}; counted once");
                Some(Notice { code: "same-bytes", message, span: None })
            }
            Entry::Vacant(place) => {
                place.insert(capture.file.clone());
                None
            }
        }
    }
}

thread_local! {
    /// Whether a panic of this thread is caught and reported elsewhere.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic in it, which is a fault of ours, becomes `Err` with its message, so that one
/// page can't stop a night's run.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|payload| {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        text.unwrap_or("no message").to_string()
    })
}

/// Keeps panics that are caught by [`guarded`] from writing to standard error on their own.
pub(crate) fn hush_guarded_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            usual(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capture(file: &str, bytes: &str) -> Capture {
        Capture { file: Some(file.to_string()), url: None, captured: None, bytes: bytes.as_bytes().to_vec() }
    }

    #[test]
    fn the_same_bytes_count_once() {
        let mut seen = Seen::default();
        assert_eq!(seen.again(&capture("a", "x")), None);
        assert_eq!(seen.again(&capture("b", "y")), None);
        let notice = seen.again(&capture("c", "x")).unwrap();
        assert!(notice.message.contains("as a;"), "{}", notice.message);
    }

    /// What one page can't tell: a paragraph that an outlet prints under all its articles.
    #[test]
    fn habits_of_an_outlet_are_set_aside() {
        const HABIT: &str = "Our reporters are out in the valley on every day of the week, and what they find is read in all the houses along the river.";
        let page = |outlet: &str, n: usize, thing: &str| {
            let paragraph = |i: usize| {
                format!(
                    "<p>The {thing} has {i} gates, and the council said on Monday that each of them would be mended before the winter comes, at a cost of {i} million crowns.</p>"
                )
            };
            let body: String = (n * 10..n * 10 + 6).map(paragraph).collect();
            let html = format!(
                "<html><head><title>The {thing} is to be mended</title></head><body><h1>The {thing} is to be mended</h1><article>{body}<p>{HABIT}</p></article></body></html>"
            );
            Capture { url: Some(format!("https://{outlet}.example/{n}")), ..capture("page.html", &html) }
        };
        let things = ["dam", "bridge", "school", "station"];
        let pile = |outlets: [&str; 4]| -> Vec<Article> {
            let pages = (0..4).map(|n| page(outlets[n], n, things[n]));
            let mut articles = Vec::new();
            each_article(Input::of(pages), Bare::Noted, &Progress::start(true), &mut |article| {
                articles.push(article)
            });
            articles
        };
        let has = |article: &Article| article.body_text().as_str().contains(HABIT);
        let mut one = pile(["quay"; 4]);
        assert!(one.iter().all(has), "the pages themselves don't tell");
        set_habits_aside(&mut one);
        for article in &one {
            assert!(!has(article));
            let last = article.furniture.iter().find(|item| item.span.of(article.text.as_str()) == HABIT);
            assert_eq!(last.map(|item| item.reason.as_str()), Some("stands on 4 pages of this outlet"));
        }
        let mut several = pile(["quay", "weir", "quay", "quay"]);
        set_habits_aside(&mut several);
        assert!(several.iter().all(has), "two outlets print it: an agency's");
    }

    #[test]
    fn a_panic_becomes_a_message() {
        hush_guarded_panics();
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| -> () { panic!("no {}", 7) }), Err("no 7".to_string()));
    }
}
