//! Containers of pages from the command line.

use super::support::{Folder, command, firsthand, ran};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;

const TEXT: &str = "The weir at Tarl was opened again on Monday, the water office of Orvland said. \
    “It has been inspected twice,” said Lena Marsk, who heads the office.";

fn record(number: usize) -> String {
    let body = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Weir {number}</title><h1>Weir {number}</h1><p>{TEXT}</p><p>Farmers had waited {number} months for the water to come back into their ditches.</p></html>"
    );
    let length = body.len();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarl.example/{number}/weir-{number}.html\r\nWARC-Date: 2031-03-04T10:00:00Z\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
    )
}

fn pages(args: &[&Path]) -> Vec<Value> {
    let ran = firsthand([Path::new("pages")].iter().chain(args));
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_crawl_is_a_pile() {
    let folder = Folder::new();
    let crawl = folder.put("crawl.warc", (1..=30).map(record).collect::<String>());
    let found = pages(&[&crawl]);
    assert_eq!(found.len(), 30);
    assert_eq!(found[6]["id"], "0007-weir-7");
    assert_eq!(found[6]["url"], "https://tarl.example/7/weir-7.html");
    assert_eq!(found[6]["title"], "Weir 7");
    // The same from standard input, and whatever the file is called.
    let stdin = std::fs::File::open(&crawl).unwrap();
    let piped = ran(command().args(["pages", "-"]).stdin(Stdio::from(stdin)));
    assert_eq!(piped.out.lines().count(), 30, "{}", piped.err);
    let named = folder.put("crawl.bin", std::fs::read(&crawl).unwrap());
    assert_eq!(pages(&[&named]).len(), 30);
}

#[test]
fn a_damaged_crawl_gives_what_it_holds() {
    let folder = Folder::new();
    let crawl: String = (1..=5).map(record).collect();
    let crawl = crawl.replacen("Content-Length: ", "Content-Length: 9", 2);
    let file = folder.put("crawl.warc", &crawl[..crawl.len() - 50]);
    let ran = firsthand([Path::new("pages"), &file]);
    assert_eq!(ran.out.lines().count(), 5, "{}", ran.err);
    assert!(ran.err.contains("crawl.warc: record 1: it says to be longer than it is"), "{}", ran.err);
    assert!(ran.err.contains("the file ends within it"), "{}", ran.err);
}

#[test]
fn documents_with_fields_of_any_name() {
    let folder = Folder::new();
    let lines: Vec<String> = (1..=3)
        .map(|number| {
            json!({"id": format!("d.{number}"), "words": {"all": format!("{TEXT} It was time {number}.")}, "head": format!("Weir {number}"), "date": "2031-03-04"})
                .to_string()
        })
        .collect();
    let file = folder.put("corpus.jsonl", lines.join("\n"));
    let ran = firsthand([Path::new("pages"), &file]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("--fields text=NAME"), "{}", ran.err);
    let found = pages(&[&file, Path::new("--fields=text=words.all,title=head")]);
    let ids: Vec<_> = found.iter().map(|page| page["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["d.1", "d.2", "d.3"]);
    assert_eq!(found[2]["title"], "Weir 3");
    assert_eq!(found[2]["published"], "2031-03-04");
    let read =
        firsthand([Path::new("read"), Path::new("--json"), Path::new("--fields=text=words.all"), &file]);
    assert_eq!(read.json()["documents"].as_array().unwrap().len(), 3, "{}", read.err);
    let wrong = firsthand([Path::new("read"), Path::new("--fields=body=x"), &file]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("no name of a field"), "{}", wrong.err);
}

#[test]
fn data_is_no_article() {
    let folder = Folder::new();
    folder.put("map.xml", format!("<?xml version='1.0'?><urlset><url><loc>{TEXT}</loc></url></urlset>"));
    folder.put("data.json", json!({"a": [1, 2], "b": TEXT}).to_string());
    folder.put("table.csv", format!("a;b\n{TEXT};{TEXT}\n"));
    folder.put(
        "page.php",
        format!("<!doctype html><html><h1>Weir</h1><p>{TEXT}</p><p>{TEXT} More.</p></html>"),
    );
    let ran = firsthand([Path::new("pages"), &folder.0]);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.out.contains("page.php"));
    for words in ["map.xml: XML of a kind", "no field with a text", "table.csv: not a kind of file"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}
