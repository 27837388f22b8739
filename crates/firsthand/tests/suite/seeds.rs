//! Real pages that aren't part of the repository: run where they are at hand.

use super::support::{check_evidence, firsthand, root};
use std::path::{Path, PathBuf};

/// The pages, or nothing, said plainly.
fn seeds() -> Vec<PathBuf> {
    let folder = root().join("../shared/seeds");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    if files.is_empty() {
        eprintln!("skipped: no pages in {}", folder.display());
    }
    files
}

#[test]
fn every_quotation_stands_in_its_file() {
    let files = seeds();
    if files.is_empty() {
        return;
    }
    let ran = firsthand(["read", "--json"].iter().map(Path::new).chain(files.iter().map(PathBuf::as_path)));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record = ran.json();
    assert!(check_evidence(&record) > 50);
    for document in record["documents"].as_array().unwrap() {
        let file = std::fs::read_to_string(document["file"].as_str().unwrap()).unwrap();
        if let Some(text) = document["text"].as_str() {
            assert_eq!(text, file, "the text of a plain file is the file");
        }
    }
}

#[test]
fn order_and_threads_do_not_matter() {
    let files = seeds();
    if files.is_empty() {
        return;
    }
    let run = |threads: &str, files: Vec<PathBuf>| {
        let flags = ["read", "--json", "--threads", threads].map(PathBuf::from);
        firsthand(flags.iter().chain(&files)).out
    };
    let turned = files.iter().rev().cloned().collect();
    assert!(run("1", files) == run("8", turned));
}
