//! How many edits of newsrooms are classed right: `corpus/edits`, our own pairs of sentences.
//!
//! `cargo test --release -p firsthand-stemma --test edits -- --nocapture` prints the figures of both
//! halves, and of the first half each pair that isn't right.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use firsthand_stemma::{Witness, trace};
use std::path::Path;

/// Sentences around the pair, the same in both texts, so that the two are known for copies.
const BEFORE: &str = "Divers had gone down twice in the week before and come up with nothing but mud. ";
const AFTER: &str = " Swallows nest below the arches and come back to them every spring, whoever owns the stone. \
    Buses go round by the upper ford, which adds half an hour to the road to market.";

/// What is held now, a little below what was measured: pairs all right, classes right and kinds right,
/// of the first half and of the second, in thousandths.
const FLOORS: [[u32; 3]; 2] = [[980, 985, 985], [940, 960, 950]];

fn witness<'t>(id: &'t str, text: &'t str) -> Witness<'t> {
    Witness {
        id,
        text,
        title: None,
        hand: Some(if id == "0" { "WireNews" } else { id }),
        published: None,
        credited: vec!["WireNews"],
        is_agency: id == "0",
        address: None,
    }
}

/// The edits that a copy made, as sorted "class/kind".
fn found(dispatch: &str, copy: &str) -> Vec<String> {
    let around = |sentence: &str| {
        // A dateline opens its text.
        let opens = sentence.chars().take_while(|char| char.is_uppercase()).count() > 1;
        format!("{}{sentence}{AFTER}", if opens { "" } else { BEFORE })
    };
    let texts = [around(dispatch), around(copy)];
    let found = trace(&[witness("0", &texts[0]), witness("1", &texts[1])]);
    let edits = found.families.iter().flat_map(|family| &family.edits);
    let mut edits: Vec<String> =
        edits.map(|edit| format!("{}/{}", edit.class.as_str(), edit.kind.as_str())).collect();
    edits.sort();
    // Three words in another spelling are one habit.
    edits.dedup();
    edits
}

/// How many items of `a` are in `b` too, each counted once.
fn common(a: &[&str], b: &[&str]) -> usize {
    let mut left = b.to_vec();
    a.iter()
        .filter(|item| left.iter().position(|other| other == *item).map(|at| left.remove(at)).is_some())
        .count()
}

fn by_class<'e>(edits: &[&'e str]) -> Vec<&'e str> {
    edits.iter().filter_map(|edit| Some(edit.split_once('/')?.0)).collect()
}

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn measure(file: &str, show: bool) -> [u32; 3] {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/edits").join(file);
    let lines = std::fs::read_to_string(path).unwrap();
    let (mut pairs, mut right) = (0, 0);
    // Edits wanted, found, and in both: by class, and by class and kind.
    let (mut want_all, mut found_all, mut classes, mut kinds) = (0, 0, 0, 0);
    for line in lines.lines() {
        let [want, dispatch, copy] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let mut want: Vec<&str> = want.split(' ').filter(|want| *want != "-").collect();
        want.sort();
        want.dedup();
        let found = found(dispatch, copy);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        classes += common(&by_class(&want), &by_class(&found));
        kinds += common(&want, &found);
        want_all += want.len();
        found_all += found.len();
        pairs += 1;
        right += usize::from(want == found);
        if show && want != found {
            println!("want {} found {}\n  {dispatch}\n  {copy}", want.join(" "), found.join(" "));
        }
    }
    let f1 = |both: usize| (2000 * both / (want_all + found_all)) as u32;
    println!(
        "{file}: {pairs} pairs, all edits of a pair right {right}; edits wanted {want_all}, found {found_all}; \
         class right F1 {:.3}, class and kind F1 {:.3}",
        f64::from(f1(classes)) / 1000.0,
        f64::from(f1(kinds)) / 1000.0
    );
    [(1000 * right / pairs) as u32, f1(classes), f1(kinds)]
}

#[test]
fn edits_are_classed() {
    for ((file, floors), show) in ["first.tsv", "second.tsv"].into_iter().zip(FLOORS).zip([true, false]) {
        let figures = measure(file, show);
        for (figure, floor) in figures.into_iter().zip(floors) {
            assert!(figure >= floor, "{file}: {figures:?} below {floors:?}");
        }
    }
}
