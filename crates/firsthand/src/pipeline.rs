//! The whole flow on one page: captures → articles → the record.
//!
//! ```text
//! Capture ─ read ─▶ Article ┐
//! Capture ─ read ─▶ Article ├─ record: copies, dates, statements, claims ─▶ Record
//! Capture ─ read ─▶ Notice  ┘
//! ```
//!
//! Reading one capture never depends on another, so it runs in parallel; what joins the articles is
//! in `firsthand-story`. The result depends neither on the order of the captures nor on the number
//! of threads.

use crate::input::Input;
use crate::progress::Progress;
use firsthand_read::{Article, Capture, Notice, Reading, read};
use firsthand_story::{Record, record};
use rayon::prelude::*;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Makes the record of what `input` holds.
pub(crate) fn run(input: Input, progress: &Progress) -> Record {
    let (articles, notices) = articles(input, progress);
    record(articles, notices, &|stage| progress.stage(stage, 0))
}

/// Reads each capture; what gave no article leaves notices, with the name of its file.
pub(crate) fn articles(input: Input, progress: &Progress) -> (Vec<Article>, Vec<(Option<String>, Notice)>) {
    let Input { captures, mut notices } = input;
    let captures = once_each(captures, &mut notices);
    progress.stage("reading", captures.len());
    let readings: Vec<Reading> = captures
        .par_iter()
        .map(|capture| {
            let reading = guarded(|| read(capture)).unwrap_or_else(|fault| Reading {
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
            reading
        })
        .collect();
    let mut articles = Vec::new();
    for (capture, reading) in captures.into_iter().zip(readings) {
        notices.extend(reading.notices.into_iter().map(|notice| (capture.file.clone(), notice)));
        for article in reading.articles {
            // A page without a word of prose bears no testimony; it must not count as an account.
            if article.body.is_empty() {
                notices.extend(article.notices.into_iter().map(|notice| (article.file.clone(), notice)));
            } else {
                articles.push(article);
            }
        }
    }
    (articles, notices)
}

/// Leaves out captures that are another one byte for byte: a file kept twice is one observation.
fn once_each(captures: Vec<Capture>, notices: &mut Vec<(Option<String>, Notice)>) -> Vec<Capture> {
    let mut first: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut kept = Vec::with_capacity(captures.len());
    for capture in captures {
        match first.get(&capture.id()) {
            Some(other) => {
                let other = other.as_deref().unwrap_or("another capture");
                let message = format!("the same, byte for byte, as {other}; counted once");
                notices.push((capture.file, Notice { code: "same-bytes", message, span: None }));
            }
            None => {
                first.insert(capture.id(), capture.file.clone());
                kept.push(capture);
            }
        }
    }
    kept
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
        let mut notices = Vec::new();
        let kept = once_each(vec![capture("a", "x"), capture("b", "y"), capture("c", "x")], &mut notices);
        let files: Vec<_> = kept.iter().map(|capture| capture.file.as_deref()).collect();
        assert_eq!(files, [Some("a"), Some("b")]);
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].0.as_deref(), Some("c"));
        assert!(notices[0].1.message.contains("as a;"), "{}", notices[0].1.message);
    }

    #[test]
    fn a_panic_becomes_a_message() {
        hush_guarded_panics();
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| -> () { panic!("no {}", 7) }), Err("no 7".to_string()));
    }
}
