//! The sample: what is made of it is kept beside it, and doesn't depend on anything but its pages.

use super::support::{Folder, captures, case, check_evidence, firsthand};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Compares with the kept file; `UPDATE=1` keeps what was found instead.
fn check(file: &str, found: &str) {
    let path = case().join(file);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != found {
        let same = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
        // A page is one long line: what stands around the difference is enough.
        let around = |text: &str| text.chars().skip(same.saturating_sub(60)).take(160).collect::<String>();
        panic!(
            "{} differs after {same} characters:\n  kept  {:?}\n  found {:?}\nIf that is right: UPDATE=1 cargo test --release -p firsthand, and look at the difference.",
            path.display(),
            around(&expected),
            around(found),
        );
    }
}

#[test]
fn record_is_as_kept() {
    let ran = firsthand(["demo", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    check("record.json", &ran.out);
}

#[test]
fn report_is_as_kept() {
    let ran = firsthand(["demo", "--width", "100"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    check("record.txt", &ran.out);
}

/// The README shows what the program prints, not what it printed once.
#[test]
fn readme_shows_the_report() {
    const BEFORE: &str = "$ firsthand demo\n";
    const AFTER: &str = "\n```";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let report = firsthand(["demo", "--width", "100"]).out;
    let (head, rest) = readme.split_once(BEFORE).unwrap();
    let (shown, tail) = rest.split_once(AFTER).unwrap();
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&path, format!("{head}{BEFORE}{}{AFTER}{tail}", report.trim_end())).unwrap();
    } else {
        assert!(
            shown == report.trim_end(),
            "the README shows another report: UPDATE=1 cargo test --release -p firsthand"
        );
    }
}

#[test]
fn page_is_as_kept() {
    let folder = Folder::new();
    let page = folder.0.join("report.html");
    let ran = firsthand(["demo".as_ref(), "--html".as_ref(), page.as_os_str()]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    check("record.html", &std::fs::read_to_string(page).unwrap());
}

#[test]
fn every_quotation_stands_in_its_page() {
    let record = firsthand(["demo", "--json"]).json();
    assert_eq!(record["documents"].as_array().unwrap().len(), captures().len());
    assert!(check_evidence(&record) > 100);
}

#[test]
fn order_of_paths_does_not_matter() {
    let run = |files: &[std::path::PathBuf]| {
        let ran = firsthand(
            ["read", "--json"].iter().map(Path::new).chain(files.iter().map(|file| file.as_path())),
        );
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    let sorted = captures();
    let expected = run(&sorted);
    let mut turned: Vec<_> = sorted.iter().rev().cloned().collect();
    assert!(run(&turned) == expected, "from last to first");
    turned.rotate_left(5);
    turned.swap(0, 3);
    assert!(run(&turned) == expected, "shuffled");
    turned.extend_from_slice(&sorted[..4]);
    assert!(run(&turned) == expected, "some named twice");
    // A folder and its files are the same input.
    turned.push(case().join("captures"));
    assert!(run(&turned) == expected, "files and their folder");
}

#[test]
fn names_of_files_do_not_matter() {
    let folder = Folder::new();
    for (number, file) in captures().iter().rev().enumerate() {
        let extension = file.extension().unwrap().to_string_lossy();
        folder.put(&format!("{number:02}.{extension}"), std::fs::read(file).unwrap());
    }
    let renamed = firsthand([Path::new("read"), Path::new("--json"), &folder.0]).json();
    let usual = firsthand(["demo", "--json"]).json();
    let accounts = |record: &Value| -> BTreeSet<BTreeSet<String>> {
        let accounts = record["accounts"].as_array().unwrap();
        let documents = |account: &Value| account["documents"].as_array().unwrap().clone();
        accounts
            .iter()
            .map(|a| documents(a).iter().map(|d| d.as_str().unwrap().to_string()).collect())
            .collect()
    };
    assert_eq!(accounts(&renamed), accounts(&usual));
    // Not "quantities": a number is joined to the wording of the first page that has it, and which
    // page is first goes by the names.
    for list in
        ["stories", "threads", "timeline", "statements", "claims", "conflicts", "agreements", "actors"]
    {
        assert_eq!(renamed[list].as_array().unwrap().len(), usual[list].as_array().unwrap().len(), "{list}");
    }
}

#[test]
fn number_of_threads_does_not_matter() {
    for output in ["--json", "--width=80"] {
        let one = firsthand(["demo", output, "--threads", "1"]);
        let eight = firsthand(["demo", output, "--threads", "8"]);
        assert_eq!(one.code, 0, "{}", one.err);
        assert!(one.out == eight.out, "{output}");
    }
}

#[test]
fn every_kind_of_item_can_be_explained() {
    let record = firsthand(["demo", "--json"]).json();
    let lists = [
        "accounts",
        "passages",
        "edits",
        "stories",
        "timeline",
        "statements",
        "claims",
        "conflicts",
        "quantities",
        "agreements",
        "actors",
    ];
    let mut explained = 0;
    for list in lists {
        let Some(item) = record[list].get(0) else { continue };
        let id = item["id"].as_str().unwrap();
        let ran = firsthand(["why", id, "--demo"]);
        assert_eq!(ran.code, 0, "{id}: {}", ran.err);
        assert!(ran.out.lines().count() > 1, "{id}: {}", ran.out);
        explained += 1;
    }
    assert!(explained >= 10, "the sample has nearly every kind of item, but only {explained} here");
    let ran = firsthand(["why", "x99999", "--demo"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("x99999") && ran.err.contains("accounts a1"), "{}", ran.err);
}
