//! The HTML page: well formed, self-contained, no link without a target.

use crate::{held_to, sample};
use firsthand_present::{html, stemma_svg};
use std::collections::BTreeSet;

/// Elements that have no end.
const VOID: [&str; 5] = ["meta", "br", "link", "img", "hr"];

/// Attributes as (element, name, value). Panics where tags don't nest or quotes don't pair.
fn attributes(page: &str) -> Vec<(String, String, String)> {
    let mut open: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        assert!(!before.contains('>') || open.last() == Some(&"style"), "a stray > in {before:?}");
        let (tag, after) = tag.split_once('>').expect("a tag that doesn't end");
        rest = after;
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "the wrong element ends");
            continue;
        }
        let name = tag.split(' ').next().unwrap();
        let mut left = &tag[name.len()..];
        while let Some((key, value)) = left.trim_start().split_once("=\"") {
            let (value, more) = value.split_once('"').expect("an attribute that doesn't end");
            found.push((name.to_string(), key.trim().to_string(), value.to_string()));
            left = more;
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

#[test]
fn the_page_is_well_formed_and_whole() {
    let page = html(&sample::record());
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    let attributes = attributes(&page);
    let ids: Vec<&str> =
        attributes.iter().filter(|(_, key, _)| key == "id").map(|(_, _, id)| id.as_str()).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id occurs twice");
    let mut links = 0;
    for (element, key, value) in &attributes {
        if key == "href" {
            let target = value.strip_prefix('#').unwrap_or_else(|| panic!("a link outside: {value}"));
            assert!(distinct.contains(target), "no target for {value}");
            links += 1;
        }
        if key == "aria-labelledby" {
            assert!(value.split(' ').all(|id| distinct.contains(id)), "nothing is named {value}");
        }
        assert!(key != "src" && !key.starts_with("on"), "{element} {key}");
    }
    assert!(links > 30, "only {links} links");
    assert!(!page.contains("<script") && !page.contains("url(http") && !page.contains("@import"));
    assert!(!page.replace("http://www.w3.org/2000/svg", "").contains("http"), "something is loaded");
}

#[test]
fn headings_are_in_order() {
    let page = html(&sample::record());
    let mut last = 0;
    for (at, _) in page.match_indices("<h") {
        if let Some(level) = page.as_bytes().get(at + 2).filter(|byte| byte.is_ascii_digit()) {
            let level = usize::from(level - b'0');
            assert!(level <= last + 1, "h{level} after h{last}");
            last = level;
        }
    }
    assert!(last > 0);
}

#[test]
fn words_of_pages_are_not_markup() {
    let page = html(&sample::record());
    assert!(page.contains("Tessia &amp; Marland to sign &lt;b&gt;Orle&lt;/b&gt; accord"));
    assert!(!page.contains("<b>Orle</b>"));
    assert!(!page.contains("\" onload=\""));
}

#[test]
fn the_picture_of_copies() {
    let record = sample::record();
    let svg = stemma_svg(&record, 0).unwrap();
    attributes(&svg);
    held_to("stemma.svg", &format!("{svg}\n"));
    assert_eq!(stemma_svg(&record, 1), None);
    assert_eq!(stemma_svg(&record, 9), None);
}
