//! Pages that hold no article say what they are, and short articles aren't taken for them.
//!
//! The pages of `corpus/kinds` are built as page software of many makes builds them; `cases.tsv` says
//! what each is. A kind that ends in `?` is known not to be told yet; once it is, the mark goes.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use firsthand_read::{Capture, read};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What the notice says of each kind.
fn wording(kind: &str) -> &'static str {
    match kind {
        "index" | "tag" => "a list of articles",
        "gallery" => "a gallery of pictures or a video",
        "login" => "a page to log in",
        "consent" => "a request for consent",
        "error" => "the page of an error",
        "article" => "",
        other => panic!("{other} is no kind"),
    }
}

#[test]
fn pages_say_what_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/kinds");
    let cases = fs::read_to_string(folder.join("cases.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = case.split('\t').collect();
        let (name, marked, url) = (cells[0], cells[1], cells[2]);
        let kind = marked.trim_end_matches('?');
        *count.entry(kind.to_owned()).or_default() += 1;
        let bytes = fs::read(folder.join(name).with_extension("html")).unwrap();
        for url in [Some(url.to_owned()), None] {
            // Without its address a list may not be told; it must not be told wrong.
            let known = url.is_some();
            let file = Some(name.to_owned());
            let reading = read(&Capture { file, url, captured: None, bytes: bytes.clone() });
            let article = &reading.articles[0];
            let told = article.notices.iter().find(|notice| notice.code == "not-an-article");
            let said = told.map_or("", |notice| notice.message.as_str());
            let right = match wording(kind) {
                "" => told.is_none() && !article.body.is_empty(),
                words => said.contains(words) || !known && told.is_none(),
            };
            if right == marked.ends_with('?') && known || !right && !known {
                wrong.push(format!("{marked} {name} (address known: {known}): {said}"));
            }
            if told.is_some() && !article.body.is_empty() {
                wrong.push(format!("{name}: no article, but a body"));
            }
        }
    }
    for kind in ["index", "tag", "gallery", "login", "consent", "error", "article"] {
        assert!(count.get(kind).is_some_and(|count| *count >= 4), "{kind}: {count:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
