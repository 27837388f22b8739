//! Holds the workspace to `ARCHITECTURE.md`: which crate may know which, and that what the page
//! names is there.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Which crates of ours a crate may depend on. Whether two texts are copies is judged without
/// knowing what they claim, or corroboration would argue in a circle: the three crafts (read,
/// stemma, claim) never know each other.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("firsthand-text", &[]),
    ("firsthand-read", &["firsthand-text"]),
    ("firsthand-stemma", &["firsthand-text"]),
    ("firsthand-claim", &["firsthand-text"]),
    ("firsthand-story", &["firsthand-text", "firsthand-read", "firsthand-stemma", "firsthand-claim"]),
    (
        "firsthand-present",
        &["firsthand-text", "firsthand-read", "firsthand-stemma", "firsthand-claim", "firsthand-story"],
    ),
    (
        "firsthand",
        &[
            "firsthand-text",
            "firsthand-read",
            "firsthand-stemma",
            "firsthand-claim",
            "firsthand-story",
            "firsthand-present",
        ],
    ),
];

#[test]
fn crates_know_only_whom_they_may() {
    let allowed: BTreeMap<_, _> = MAY_KNOW.iter().copied().collect();
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let manifest = entry.unwrap().path().join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else { continue };
        let table: toml::Table = text.parse().unwrap();
        let name = table["package"]["name"].as_str().unwrap().to_string();
        let may = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name}: give it a line in MAY_KNOW"));
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(dependencies) = table.get(section).and_then(toml::Value::as_table) else { continue };
            for dependency in dependencies.keys().filter(|dependency| dependency.starts_with("firsthand")) {
                assert!(
                    may.contains(&dependency.as_str()),
                    "{name} must not depend on {dependency} ({section})"
                );
            }
        }
        found.insert(name);
    }
    let listed: BTreeSet<_> = allowed.keys().map(|name| name.to_string()).collect();
    assert_eq!(found, listed, "crates there are, and crates MAY_KNOW lists");
}

#[test]
fn what_the_page_names_is_there() {
    let root = root();
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let named = named(&page);
    assert!(named.len() > 10, "the page names paths and crates: {named:?}");
    let missing: Vec<_> = named.iter().filter(|name| !is_there(&root, name)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what isn't there: {missing:?}");
}

/// The paths and crates that stand in `code` on the page, outside of fenced blocks.
fn named(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            // Every second piece between backticks is code; a table's escaped bar isn't part of it.
            let codes = line.split('`').skip(1).step_by(2);
            found.extend(codes.flat_map(expand).filter(|code| is_crate(code) || is_path(code)));
        }
    }
    found
}

/// `a/{b,c}.rs` → `a/b.rs`, `a/c.rs`.
fn expand(code: &str) -> Vec<String> {
    match (code.find('{'), code.find('}')) {
        (Some(open), Some(close)) if open < close && code.contains('/') => code[open + 1..close]
            .split(',')
            .flat_map(|part| expand(&format!("{}{}{}", &code[..open], part.trim(), &code[close + 1..])))
            .collect(),
        _ => vec![code.to_string()],
    }
}

fn is_crate(code: &str) -> bool {
    code.strip_prefix("firsthand-")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// A name with a slash or a known ending; commands and addresses hold spaces or colons.
fn is_path(code: &str) -> bool {
    const ENDINGS: [&str; 10] =
        [".rs", ".toml", ".md", ".txt", ".json", ".html", ".py", ".tsv", ".yml", ".lock"];
    let path = code.split("::").next().unwrap_or(code);
    let plain = !path.is_empty()
        && !path.contains([' ', ':', '(', '"', '$', '\\'])
        && !path.starts_with(['-', '/', '<', '.']);
    plain
        && (path.contains('/')
            || ENDINGS.iter().any(|ending| path.ends_with(ending) && path.len() > ending.len()))
}

/// Whether a crate or path exists, from the root or from inside a crate; a bare file name anywhere.
/// `<name>` and `*` stand for anything: then the folder above must exist. `file.rs::ITEM` must hold
/// the word.
fn is_there(root: &Path, name: &str) -> bool {
    if is_crate(name) {
        return root.join("crates").join(name).join("Cargo.toml").is_file();
    }
    let (path, item) = name.split_once("::").map_or((name, None), |(path, item)| (path, Some(item)));
    let fixed = match path.find(['<', '*']) {
        Some(open) => path[..open].rfind('/').map_or("", |slash| &path[..slash]),
        None => path.trim_end_matches('/'),
    };
    let found = if fixed.contains('/') || path != fixed {
        let mut bases = vec![root.to_path_buf(), root.join("crates"), root.join("evals")];
        for entry in fs::read_dir(root.join("crates")).unwrap() {
            let folder = entry.unwrap().path();
            bases.extend([folder.join("src"), folder]);
        }
        bases.iter().map(|base| base.join(fixed)).filter(|path| path.exists()).collect()
    } else {
        files_named(root, fixed)
    };
    found
        .iter()
        .any(|path| item.is_none_or(|item| fs::read_to_string(path).is_ok_and(|text| text.contains(item))))
}

/// Files of that name in the repository.
fn files_named(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let (path, file) = (entry.path(), entry.file_name());
        if path.is_dir() && file != "target" && !file.to_string_lossy().starts_with('.') {
            found.extend(files_named(&path, name));
        } else if file == name {
            found.push(path);
        }
    }
    found
}

#[test]
fn names_are_found_on_a_page() {
    let page = "Read `CONVENTIONS.md`, `a/{b,c}.rs` and `x.rs::ITEMS`; run `cargo test`.\n\
        | `firsthand-text` | `Text::new` | `src/<name>.rs` |\n```text\n`not/this`\n```\n`and/that` `--json` `read(..)`";
    let expected =
        ["CONVENTIONS.md", "a/b.rs", "a/c.rs", "and/that", "firsthand-text", "src/<name>.rs", "x.rs::ITEMS"];
    assert_eq!(named(page).iter().map(String::as_str).collect::<Vec<_>>(), expected);
    let root = root();
    for (name, expected) in [
        ("firsthand-text", true),
        ("firsthand-nothing", false),
        ("crates/firsthand/src/pipeline.rs", true),
        ("pipeline.rs", true),
        ("pipeline.rs::run", true),
        ("pipeline.rs::walks", false),
        ("crates/firsthand/src/<name>.rs", true),
        ("crates/no/<name>.rs", false),
        ("no.rs", false),
    ] {
        assert_eq!(is_there(&root, name), expected, "{name}");
    }
}
