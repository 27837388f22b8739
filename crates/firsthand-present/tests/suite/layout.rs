//! The public JSON: its keys, its references, and that every quotation stands in its page.

use crate::{held_to, sample};
use firsthand_present::{FORMATS, json};
use firsthand_story::Record;
use serde_json::Value;

/// Keys of each kind of item, in order, as `docs/record.md` has them.
const KEYS: &[(&str, &str)] = &[
    (
        "",
        "firsthand documents accounts passages edits stories threads timeline statements claims conflicts relations quantities agreements actors notices",
    ),
    (
        "/documents/0",
        "id file url canonical title dek byline section language dateline outlet published modified credits text body furniture notices",
    ),
    ("/documents/0/published", "earliest latest basis certainty steps"),
    ("/documents/0/body/0", "document start end exact"),
    ("/documents/0/credits/0", "agency document start end exact"),
    ("/documents/0/furniture/0", "kind document start end exact reason"),
    ("/documents/2/outlet", "name basis evidence"),
    ("/documents/2/notices/0", "code message start end"),
    ("/accounts/0", "id documents dispatch most_complete least_altered copied_from headlines"),
    ("/accounts/0/headlines/0", "title documents relation class kind note"),
    ("/accounts/0/dispatch", "agency held document basis"),
    ("/accounts/0/copied_from/0", "document exemplar share certainty why"),
    ("/passages/0", "id account in_dispatch readings reconstructed support"),
    ("/passages/0/support", "witnesses of"),
    ("/edits/1", "id account class kind readings change note"),
    ("/edits/1/readings/1", "document absent"),
    ("/stories/0", "id title date documents accounts"),
    ("/threads/0", "id title stories why"),
    ("/timeline/0", "id date modality event basis evidence time_evidence accounts"),
    ("/timeline/0/event", "type mode context actors recipients"),
    ("/statements/0", "id speaker mode act hedge to cue date evidence source_evidence accounts"),
    ("/statements/0/speaker", "name role country kind actor"),
    ("/claims/0", "id statements by own_voice pages accounts origins against text evidence"),
    ("/conflicts/0", "id kind about sides left_out_by"),
    ("/conflicts/0/sides/0", "who stance evidence"),
    ("/relations/0", "kind between about evidence"),
    ("/quantities/0", "id value upper unit approximation by evidence"),
    ("/agreements/0", "id name parties provisions steps status"),
    ("/agreements/0/provisions/0", "kind by evidence"),
    ("/agreements/0/steps/0", "date due stage party by evidence"),
    ("/agreements/0/status", "stage as_of due confirmed"),
    ("/actors/0", "id name kind role country from to forms"),
    ("/notices/0", "file code message start end"),
];

#[test]
fn keys_are_those_documented() {
    let value: Value = serde_json::from_str(&json(&sample::record())).unwrap();
    for (path, keys) in KEYS {
        let item = value.pointer(path).unwrap_or_else(|| panic!("nothing at {path}"));
        let found: Vec<&str> = item.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(found.join(" "), *keys, "keys of {path}");
    }
}

#[test]
fn values_are_written_as_documented() {
    let value: Value = serde_json::from_str(&json(&sample::record())).unwrap();
    let check = |path: &str, written: &str| {
        assert_eq!(value.pointer(path).map(Value::to_string).as_deref(), Some(written), "{path}");
    };
    check("/firsthand", "\"record/1\"");
    check("/quantities/0/value", "4000");
    check("/accounts/0/copied_from/0/share", "0.93");
    check("/accounts/0/copied_from/0/exemplar", "\"lost\"");
    check("/accounts/0/dispatch/basis", "\"credited by north_a only\"");
    check("/edits/0/note", "\"a plan becomes a fact in north_b\"");
    check("/edits/1/readings/1", "{\"document\":\"id-north_b.txt\",\"absent\":true}");
    check("/claims/0/against", "[\"c2\"]");
    check("/claims/1/by", "[\"Marland's water board\"]");
    check("/threads/0/stories", "[\"s1\",\"s2\"]");
    check("/statements/3/speaker", "null");
    check("/timeline/0/event/actors", "[\"Ada Quist\"]");
}

/// Every `exact` is the slice of its document's text by characters.
fn check_evidence(value: &Value, texts: &[(String, Vec<char>)], found: &mut usize) {
    match value {
        Value::Object(map) => {
            if let (Some(exact), Some(start), Some(end)) =
                (map.get("exact"), map.get("start"), map.get("end"))
            {
                let id = map.get("document").and_then(Value::as_str).unwrap();
                let (_, text) = texts.iter().find(|(known, _)| known == id).unwrap();
                let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
                let slice: String = text[start..end].iter().collect();
                assert_eq!(Some(slice.as_str()), exact.as_str());
                *found += 1;
            }
            map.values().for_each(|value| check_evidence(value, texts, found));
        }
        Value::Array(list) => list.iter().for_each(|value| check_evidence(value, texts, found)),
        _ => {}
    }
}

#[test]
fn every_quotation_stands_in_its_page() {
    let value: Value = serde_json::from_str(&json(&sample::record())).unwrap();
    let documents = value["documents"].as_array().unwrap();
    let texts: Vec<(String, Vec<char>)> = documents
        .iter()
        .map(|page| {
            (page["id"].as_str().unwrap().to_string(), page["text"].as_str().unwrap().chars().collect())
        })
        .collect();
    let mut found = 0;
    check_evidence(&value, &texts, &mut found);
    assert!(found > 40, "only {found} pieces of evidence");
}

#[test]
fn the_whole_record() {
    held_to("record.json", &json(&sample::record()));
}

#[test]
fn an_empty_record_has_every_list() {
    let out = json(&Record::default());
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value.as_object().unwrap().len(), 16);
    assert!(out.ends_with("}\n"));
}

#[test]
fn formats_have_names_of_their_own() {
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
    for format in FORMATS {
        assert!((format.write)(&sample::record()).ends_with('\n'), "{}", format.name);
    }
}
