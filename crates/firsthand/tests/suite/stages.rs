//! Stages by themselves: JSON lines in, JSON lines out.

use super::support::{Folder, case, firsthand};
use serde_json::{Value, json};
use std::path::Path;

fn lines(stage: &str, path: &Path) -> (Vec<Value>, String) {
    let ran = firsthand([Path::new(stage), path]);
    assert_eq!(ran.code, 0, "{stage}: {}", ran.err);
    (ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), ran.err)
}

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    let folder = Folder::new();
    let good =
        json!({"id": "a", "text": "The weir held, Lena Marsk said on 3 March 2021.", "dct": "2021-03-04"});
    let file = folder.put(
        "texts.jsonl",
        format!("{good}\n{{\"id\": \"b\"\n\n[]\n{}\n", good.to_string().replace("\"a\"", "\"c\"")),
    );
    for stage in ["lines", "copies", "stories", "times", "quantities", "attributions", "events"] {
        let (lines, err) = lines(stage, &file);
        let ids: Vec<_> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
        assert_eq!(ids, ["a", "c"], "{stage}");
        for place in ["texts.jsonl: line 2: ", "texts.jsonl: line 4: is no JSON object"] {
            assert!(err.contains(place), "{stage}: {err}");
        }
    }
}

#[test]
fn offsets_count_characters() {
    let folder = Folder::new();
    let text = "Weather – a fine day. “Höher geht’s nicht,” said Lena Marsk on 3 March 2021.";
    let file = folder.put("texts.jsonl", json!({"id": "a", "text": text, "dct": "2021-03-04"}).to_string());
    let slice = |start: &Value, end: &Value| -> String {
        let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
        text.chars().skip(start).take(end - start).collect()
    };
    let (times, _) = lines("times", &file);
    let when = &times[0]["times"][0];
    assert_eq!(slice(&when["start"], &when["end"]), "3 March 2021");
    assert_eq!((&when["type"], &when["value"]), (&json!("DATE"), &json!("2021-03-03")));
    let (numbers, _) = lines("quantities", &file);
    let roles: Vec<&Value> =
        numbers[0]["numbers"].as_array().unwrap().iter().map(|number| &number["role"]).collect();
    assert_eq!(roles, ["time", "time"]);
    let (said, _) = lines("attributions", &file);
    let said = &said[0]["attributions"][0];
    assert_eq!(slice(&said["source"][0][0], &said["source"][0][1]), "Lena Marsk");
    assert_eq!(slice(&said["cue"][0][0], &said["cue"][0][1]), "said");
    assert!(slice(&said["content"][0][0], &said["content"][0][1]).starts_with("Höher geht’s nicht"));
}

#[test]
fn quantities_are_exact_and_sourced() {
    let folder = Folder::new();
    let text = "Höchst – more than 1.1 million litres of crude oil, US$20 a barrel, leaked 40 km from Article 7’s weir.";
    let german = json!({"id": "b", "text": "Rund 1,5 Millionen Menschen", "language": "de"});
    let unknown = json!({"id": "c", "text": "1 2 3", "language": "xx"});
    let file = folder.put(
        "texts.jsonl",
        format!("{}\n{german}\n{unknown}", json!({"id": "a", "text": text, "dct": "2021-03-04"})),
    );
    let (lines, _) = lines("quantities", &file);
    let found = lines[0]["quantities"].as_array().unwrap();
    let of = |name: &str| found.iter().map(|quantity| quantity[name].clone()).collect::<Vec<_>>();
    assert_eq!(of("value"), [json!(1_100_000), json!(20), json!(40)]);
    assert_eq!(of("kind"), ["volume", "money", "length"]);
    assert_eq!(of("code"), ["L", "USD", "km"]);
    assert_eq!(of("approximation"), ["more-than", "exact", "exact"]);
    assert_eq!((&found[0]["si"], &found[0]["siUnit"]), (&json!(1100), &json!("m3")));
    assert_eq!(
        (&found[0]["counted"]["text"], &found[1]["per"]["text"]),
        (&json!("crude oil"), &json!("a barrel"))
    );
    let (start, end) =
        (found[0]["start"].as_u64().unwrap() as usize, found[0]["end"].as_u64().unwrap() as usize);
    assert_eq!(
        text.chars().skip(start).take(end - start).collect::<String>(),
        "more than 1.1 million litres"
    );
    assert_eq!(lines[0]["numbers"][3]["role"], "label");
    assert_eq!(lines[1]["numbers"][0]["value"], 1_500_000);
    assert_eq!(lines[2]["numbers"], Value::Null);
}

#[test]
fn stages_take_pages() {
    let captures = case().join("captures");
    let (pages, _) = lines("pages", &captures);
    let ids: Vec<_> = pages.iter().map(|page| page["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 12);
    assert!(ids.contains(&"05-hadrel-courier-sennet-ford"));
    assert!(pages.iter().all(|page| !page["text"].as_str().unwrap().is_empty()));
    for stage in ["lines", "stories", "times", "quantities", "attributions", "events"] {
        let (lines, _) = lines(stage, &captures);
        assert_eq!(lines.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), ids, "{stage}");
    }
    let (copies, _) = lines("copies", &captures);
    let (pairs, accounts): (Vec<_>, Vec<_>) = copies.iter().partition(|line| line.get("a").is_some());
    assert!(pairs.len() > 3 && accounts.len() == 12);
}

#[test]
fn texts_that_are_copies_are_one_account() {
    let folder = Folder::new();
    let text = "The weir at Tarl was opened again on Monday after three months of repairs, the water office said. \
        Farmers below it had carried water in tanks since the spring, at their own cost and by night. \
        A second lock will follow before the winter if the council of the valley pays for its gates.";
    let other = "Nine horses were led out of a burning stable in Osk early on Sunday by two boys from a riding school. \
        The roof fell in minutes later. What set it alight isn't known, and the owner was travelling abroad.";
    let docs = [("a", text), ("b", text), ("c", other)]
        .map(|(id, text)| json!({"id": id, "text": text}).to_string());
    folder.put("docs.jsonl", docs.join("\n"));
    let (lines, _) = lines("copies", &folder.0);
    let account =
        |id: &str| lines.iter().find(|line| line["id"] == id).map(|line| line["account"].clone()).unwrap();
    assert_eq!(account("a"), account("b"));
    assert_ne!(account("a"), account("c"));
    let pair = lines.iter().find(|line| line.get("a").is_some()).unwrap();
    assert_eq!((&pair["a"], &pair["b"]), (&json!("a"), &json!("b")));
}

#[test]
fn actors_of_an_event_may_be_given() {
    let folder = Folder::new();
    let given = json!({"id": "a", "text": "Orvland condemned Brenn for the raid.", "source": "Orvland", "target": "Brenn"});
    let file = folder.put("texts.jsonl", given.to_string());
    let (lines, _) = lines("events", &file);
    assert_eq!(lines, [json!({"id": "a", "event": "ACCUSE"})]);
}
