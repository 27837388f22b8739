//! `collate` and `stemma`: what they make of the sample is kept beside it; other inputs and failures.

use super::support::{Folder, case, firsthand};
use serde_json::{Value, json};

/// Compares with the kept file; `UPDATE=1` keeps what was found instead.
fn check(file: &str, args: &[&str]) -> String {
    let captures = case().join("captures");
    let ran = firsthand(args.iter().map(|arg| (*arg).to_string()).chain([captures.display().to_string()]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    // The folder is another one on every machine.
    let found = ran.out.replace(&format!("{}/", captures.display()), "");
    let path = case().join(file);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{file} differs: UPDATE=1 cargo test --release -p firsthand, and look");
    found
}

#[test]
fn collations_of_the_sample() {
    let meaning = check("collation.txt", &["collate", "-q", "--width", "100"]);
    assert!(meaning.contains("meaning · number") && !meaning.contains("style ·"));
    let all = check("collation-all.txt", &["collate", "-q", "--all", "--width", "100"]);
    assert!(all.contains("style · ") && all.contains("independent"));
    well_formed(&check("collation.xml", &["collate", "-q", "--tei"]));
}

#[test]
fn stemmata_of_the_sample() {
    let trees = check("stemma.txt", &["stemma", "-q", "--width", "100"]);
    assert_eq!(trees.matches("└── ").count(), 2);
    let dot = check("stemma.dot", &["stemma", "-q", "--dot"]);
    assert_eq!(dot.matches('{').count(), dot.matches('}').count());
    well_formed(&check("stemma.svg", &["stemma", "-q", "--svg"]));
}

/// Tags are balanced, names are declared once and every witness that is named is declared.
fn well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag ends");
        assert!(
            !text.contains('>')
                && text.matches('&').count() == text.matches(';').count().min(text.matches('&').count())
        );
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.starts_with('?') && !tag.ends_with('/') {
            open.push(tag.split([' ', '\n']).next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let values = |key: &str| -> Vec<&str> {
        xml.split(&format!("{key}=\"")).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
    };
    let ids = values("xml:id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    for wit in values(" wit").iter().flat_map(|wit| wit.split(' ')) {
        assert!(ids.contains(&wit.trim_start_matches('#')), "{wit}");
    }
}

#[test]
fn the_text_of_any_witness_can_be_read_off_the_json() {
    let captures = case().join("captures");
    let found = firsthand(["collate", "-q", "--all", "--json", &captures.display().to_string()]).json();
    let families = found["families"].as_array().unwrap();
    assert_eq!(families.len(), 2);
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    for passage in families.iter().flat_map(|family| family["passages"].as_array().unwrap()) {
        for reading in passage["readings"].as_array().unwrap() {
            let has = |one: &Value| one["documents"].as_array().unwrap().contains(&reading["document"]);
            let words: String = passage["apparatus"]
                .as_array()
                .unwrap()
                .iter()
                .map(|spot| match spot["words"].as_str() {
                    Some(words) => words,
                    None => {
                        let mut readings = spot["readings"].as_array().unwrap().iter();
                        readings.find(|one| has(one)).unwrap()["words"].as_str().unwrap()
                    }
                })
                .collect();
            assert!(squeeze(&words).contains(&squeeze(reading["exact"].as_str().unwrap())), "{passage}");
        }
        assert!(passage["support"]["witnesses"].as_u64() <= passage["support"]["of"].as_u64());
        assert!(!passage["reconstructed"].as_array().unwrap().is_empty());
    }
}

#[test]
fn lines_of_json_and_failures() {
    let folder = Folder::new();
    let text = "The weir at Tarl was opened again on Monday after three months of repairs, the water office said.\n\n\
        Farmers below it had carried water in tanks since the spring, at their own cost and by night.";
    let copy = text.replace("three", "five");
    let lines = [
        json!({"id": "a", "text": text, "title": "Weir opened", "outlet": "Tarl Post", "published": "2024-05-01"}),
        json!({"id": "b", "text": copy, "title": "Weir opened again"}),
        json!({"id": "b", "text": "Twice."}),
    ];
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let file = folder.put("docs.jsonl", lines.join("\n")).display().to_string();
    let ran = firsthand(["collate", &file]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("meaning · number") && ran.out.contains("five months"), "{}", ran.out);
    assert!(ran.err.contains("the id of another line"), "{}", ran.err);
    assert_eq!(firsthand(["stemma", &file, "-q"]).code, 0);
    let alone = folder.put("one.jsonl", &lines[0]).display().to_string();
    for command in ["collate", "stemma"] {
        let ran = firsthand([command, &alone]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains("no two of these texts"), "{}", ran.err);
        assert_eq!(firsthand([command]).code, 2);
    }
    assert_eq!(firsthand(["collate", &file, "--tei", "--json"]).code, 2);
    assert_eq!(firsthand(["stemma", &file, "--dot", "--svg"]).code, 2);
}
