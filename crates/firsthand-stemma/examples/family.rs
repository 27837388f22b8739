//! Prints what became of a text in the files given: who copied whom, sentence by sentence, and edits.
//!
//! `family a.txt b.txt …`: each file is one witness, its name the hand. `file=Agency` says that the
//! file credits an agency; `file@1700000000` when it was published, in seconds since 1970.

#![allow(clippy::print_stdout, missing_docs)]

use firsthand_stemma::{Witness, trace};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut files = Vec::new();
    for arg in &args {
        let (rest, credited) =
            arg.split_once('=').map_or((arg.as_str(), None), |(rest, name)| (rest, Some(name)));
        let (path, time) =
            rest.split_once('@').map_or((rest, None), |(path, time)| (path, time.parse::<i64>().ok()));
        files.push((path, credited, time, std::fs::read_to_string(path)?));
    }
    let witnesses: Vec<Witness<'_>> = files
        .iter()
        .map(|(path, credited, time, text)| Witness {
            id: path,
            text,
            title: None,
            hand: Some(path),
            published: time.map(|time| (time, time)),
            credited: credited.iter().copied().collect(),
            is_agency: false,
            address: None,
        })
        .collect();
    let tracing = trace(&witnesses);
    for pair in &tracing.pairs {
        println!(
            "pair {} {}: {:.2} {:.2}, {} passages",
            pair.a,
            pair.b,
            pair.share_a,
            pair.share_b,
            pair.passages.len()
        );
    }
    for family in &tracing.families {
        println!("\nfamily {:?}\n{:?}", family.witnesses, family.dispatch);
        println!("most complete {}, least altered {}", family.most_complete, family.least_altered);
        for copying in &family.copyings {
            println!("{copying:?}");
        }
        for segment in &family.segments {
            println!("\n[{}]", segment.in_dispatch.as_str());
            for reading in &segment.readings {
                println!(
                    "  {}: {}",
                    reading.witness,
                    reading.span.map_or("-", |span| span.of(witnesses[reading.witness].text))
                );
            }
        }
        for edit in &family.edits {
            println!("\n{} {} {}", edit.class.as_str(), edit.kind.as_str(), edit.note);
            for reading in &edit.readings {
                println!(
                    "  {}: {}",
                    reading.witness,
                    reading.span.map_or("-", |span| span.of(witnesses[reading.witness].text))
                );
            }
        }
    }
    Ok(())
}
