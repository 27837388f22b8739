//! The golden pages: each holds one trap, and beside it how it is to be read.
//!
//! `UPDATE=1 cargo test --release -p firsthand-read` keeps what was found instead; the difference is
//! the review. A case whose `origin.toml` has a line `gap = "…"` is kept as it ought to be read: it
//! is known that it isn't yet. It isn't rewritten; once it is read so, the line goes.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use firsthand_read::{Article, Capture, Stated, read};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/pages")
}

/// Most characters of furniture that are kept.
const LONGEST: usize = 90;

fn stated(stated: &Option<Stated>) -> String {
    match stated {
        Some(stated) => format!("{} {}", stated.date, stated.time.as_deref().unwrap_or("")).trim().to_owned(),
        None => String::new(),
    }
}

/// How a page was read, for a person to look at.
fn shown(article: &Article) -> String {
    let text = article.text.as_str();
    let outlet = article.outlet.as_ref().map(|outlet| outlet.name.as_str()).unwrap_or("");
    let credits: Vec<&str> = article.credits.iter().map(|credit| credit.agency.as_str()).collect();
    let mut out = String::new();
    let mut line =
        |name: &str, value: &str| writeln!(out, "{}", format!("{name} {value}").trim_end()).unwrap();
    line("title:", article.title.as_deref().unwrap_or(""));
    line("outlet:", outlet);
    line("byline:", &article.byline.join("; "));
    line("published:", &stated(&article.published));
    line("modified:", &stated(&article.modified));
    line("credits:", &credits.join("; "));
    line("\nbody", "");
    for span in &article.body {
        line(" ", &span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
    }
    line("\nfurniture", "");
    for item in &article.furniture {
        let words = item.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = words.chars().take(LONGEST).collect();
        line(&format!("  {}:", item.kind.as_str()), &cut);
    }
    out
}

#[test]
fn golden_pages_are_read_as_kept() {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(cases.len() >= 25, "{} cases", cases.len());
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_name().unwrap().to_string_lossy();
        let origin = fs::read_to_string(case.join("origin.toml")).unwrap();
        assert!(origin.contains("author = ") && origin.contains("licence = "), "{name}: origin.toml");
        let gap = origin.lines().any(|line| line.starts_with("gap = "));
        let page = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
        let page = page.into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "page")).unwrap();
        let file = page.file_name().map(|file| file.to_string_lossy().into_owned());
        let bytes = fs::read(&page).unwrap();
        let reading = read(&Capture { file, url: None, captured: None, bytes });
        let mut found: String = reading.articles.iter().map(shown).collect::<Vec<_>>().join("\n----\n\n");
        found.push_str("\nnotices\n");
        let notices = reading.articles.iter().flat_map(|article| &article.notices).chain(&reading.notices);
        for notice in notices {
            writeln!(found, "  {}", notice.code).unwrap();
        }
        let kept = case.join("reading.txt");
        if update && !gap {
            fs::write(&kept, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&kept).unwrap_or_default();
        if update && expected == found {
            let whole: String = origin
                .lines()
                .filter(|line| !line.starts_with("gap = "))
                .map(|line| format!("{line}\n"))
                .collect();
            fs::write(case.join("origin.toml"), whole).unwrap();
            continue;
        }
        match (expected == found, gap) {
            (true, true) => {
                wrong.push(format!("{name}: is read as it ought to be now: take `gap` away, or UPDATE=1"))
            }
            (false, false) => {
                let at =
                    expected.lines().zip(found.lines()).position(|(kept, found)| kept != found).unwrap_or(0);
                let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
                wrong.push(format!("{name}: kept  {}\n{name}: found {}", line(&expected), line(&found)));
            }
            _ => {}
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nIf that is right: UPDATE=1, and look at the difference.",
        wrong.join("\n")
    );
}
