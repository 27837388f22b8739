//! Prints what the reader makes of labelled pages, one JSON object a line, for scoring.
//!
//! `bench pages [--fast] FOLDER` reads `<id>.html` of a folder; `bench speed FOLDER` times it at both
//! paces, pages in memory, in CPU time where the system tells it, and names the slowest; `bench lines FILE` reads lines of
//! `{"id", "text"}`; `bench show FILE` prints one page with the label of each part.

#![allow(clippy::print_stdout)]

use firsthand_read::{Capture, Pace, line_labels, read, read_at};
use serde_json::{Value, json};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["pages", folder] => pages(folder, Pace::Usual),
        ["pages", "--fast", folder] => pages(folder, Pace::Fast),
        ["speed", folder] => speed(folder),
        ["lines", file] => lines(file),
        ["show", file] => show(file),
        _ => Err(io::Error::other(
            "usage: bench pages [--fast] FOLDER | speed FOLDER | lines FILE | show FILE",
        )),
    }
}

fn capture(path: &str) -> io::Result<Capture> {
    Ok(Capture { file: Some(path.to_owned()), url: None, captured: None, bytes: fs::read(path)? })
}

fn pages(folder: &str, pace: Pace) -> io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    files.sort();
    for path in files {
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let reading = read_at(&capture(&path.to_string_lossy())?, pace);
        let Some(article) = reading.articles.first() else { continue };
        let text: Vec<&str> = article.body.iter().map(|span| span.of(article.text.as_str())).collect();
        let published = article.published.as_ref().map(|stated| stated.date.to_string());
        let basis = article.published.as_ref().map(|stated| stated.basis.clone());
        println!(
            "{}",
            json!({"id": id, "text": text.join("\n"), "title": article.title, "published": published, "basis": basis})
        );
    }
    Ok(())
}

fn speed(folder: &str) -> io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    files.sort();
    let captures: Vec<Capture> =
        files.iter().map(|path| capture(&path.to_string_lossy())).collect::<io::Result<_>>()?;
    let Some(first) = captures.first() else { return Ok(()) };
    for pace in [Pace::Usual, Pace::Fast] {
        // Tables are made at the first page.
        read_at(first, pace);
        let begin = worked();
        let mut slowest = (Duration::ZERO, None);
        for capture in &captures {
            let begin = worked();
            read_at(capture, pace);
            let took = worked().saturating_sub(begin);
            if took > slowest.0 {
                slowest = (took, capture.file.clone());
            }
        }
        let took = worked().saturating_sub(begin);
        println!(
            "{pace:?}: {} pages in {took:.2?}, {:.0} a second; slowest {:.1?} {}",
            captures.len(),
            captures.len() as f64 / took.as_secs_f64(),
            slowest.0,
            slowest.1.unwrap_or_default()
        );
    }
    Ok(())
}

/// CPU time of this thread as Linux counts it; elsewhere the time that has gone by.
fn worked() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let schedule = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

fn lines(file: &str) -> io::Result<()> {
    for line in fs::read_to_string(file)?.lines() {
        let page: Value = serde_json::from_str(line)?;
        let labels = line_labels(page["text"].as_str().unwrap_or_default());
        println!("{}", json!({"id": page["id"], "body": labels}));
    }
    Ok(())
}

fn show(file: &str) -> io::Result<()> {
    let reading = read(&capture(file)?);
    for notice in &reading.notices {
        println!("notice {} {}", notice.code, notice.message);
    }
    for article in &reading.articles {
        let text = article.text.as_str();
        let mut parts: Vec<(usize, String)> =
            article.body.iter().map(|span| (span.start, format!("+ {}", span.of(text)))).collect();
        parts.extend(article.furniture.iter().map(|item| {
            (item.span.start, format!("- [{}: {}] {}", item.kind.as_str(), item.reason, item.span.of(text)))
        }));
        parts.extend(article.title_span.map(|span| (span.start, format!("T {}", span.of(text)))));
        parts.extend(article.dek_span.map(|span| (span.start, format!("D {}", span.of(text)))));
        parts.sort();
        for (_, part) in parts {
            println!("{}", part.chars().take(200).collect::<String>());
        }
        println!(
            "title {:?}\nbyline {:?}\noutlet {:?}\npublished {:?}\nmodified {:?}",
            article.title, article.byline, article.outlet, article.published, article.modified
        );
        println!(
            "dateline {:?}\ncredits {:?}\nlanguage {:?}\nurl {:?}\nnotices {:?}",
            article.dateline, article.credits, article.language, article.url, article.notices
        );
    }
    Ok(())
}
