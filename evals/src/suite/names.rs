//! Names in the project's own texts (`corpus/names`), marked by hand.
//!
//! In: a file of texts with marks, and what `firsthand actors` finds in them. Out: F1 of names whose place
//! and kind are right, for each kind, and for either half of the texts (told by their names' hash).

use crate::floors::Set;
use crate::score::Score;
use crate::{Measured, Places, data};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// A name: first character, the one after the last, and "person", "organisation" or "place".
type Name = (u64, u64, String);

struct Marked {
    id: String,
    text: String,
    names: BTreeSet<Name>,
}

/// Found, right and wanted.
#[derive(Clone, Copy, Default)]
struct Counts {
    found: usize,
    right: usize,
    wanted: usize,
}

impl Counts {
    fn add(&mut self, found: &BTreeSet<Name>, wanted: &BTreeSet<Name>, kind: Option<&str>) {
        let of = |name: &&Name| kind.is_none_or(|kind| name.2 == kind);
        self.found += found.iter().filter(of).count();
        self.wanted += wanted.iter().filter(of).count();
        self.right += found.intersection(wanted).filter(of).count();
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

/// Measures the names of `set`'s file, which lies in the repository.
pub(super) fn measure(set: &Set, places: &Places) -> Result<Measured> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&set.file);
    data::check(&file, &set.digest)?;
    let texts = read(&std::fs::read_to_string(&file)?)?;
    let folder = places.work.join("runs").join(&set.name);
    std::fs::create_dir_all(&folder)?;
    let input = folder.join("texts.jsonl");
    let lines = texts.iter().fold(String::new(), |mut lines, text| {
        _ = writeln!(lines, "{}", json!({"id": text.id, "text": text.text}));
        lines
    });
    std::fs::write(&input, lines)?;
    let started = Instant::now();
    let output = Command::new(&places.firsthand).args(["actors", "--quiet"]).arg(&input).output()?;
    let wall = started.elapsed();
    if !output.status.success() {
        bail!("firsthand actors: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let mut halves = [Counts::default(); 2];
    let mut kinds =
        [("person", Counts::default()), ("organisation", Counts::default()), ("place", Counts::default())];
    let output = String::from_utf8(output.stdout)?;
    if output.lines().count() != texts.len() {
        bail!("{} texts and {} answers", texts.len(), output.lines().count());
    }
    for (line, text) in output.lines().zip(&texts) {
        let line: Value = serde_json::from_str(line)?;
        let found = found(&line).with_context(|| text.id.clone())?;
        let half = (xxhash_rust::xxh3::xxh3_64(text.id.as_bytes()) & 1) as usize;
        halves[half].add(&found, &text.names, None);
        kinds.iter_mut().for_each(|(kind, counts)| counts.add(&found, &text.names, Some(kind)));
    }
    let [one, other] = halves;
    let both = Counts {
        found: one.found + other.found,
        right: one.right + other.right,
        wanted: one.wanted + other.wanted,
    };
    let mut figures = vec![
        ("names", "F1", both.f1()),
        ("names", "first half", one.f1()),
        ("names", "second half", other.f1()),
    ];
    figures.extend(kinds.iter().map(|(kind, counts)| (*kind, "F1", counts.f1())));
    Ok(Measured { score: Score::of(figures), texts: texts.len(), wall })
}

/// The names of an answer; a place that stands for its government is a place.
fn found(line: &Value) -> Result<BTreeSet<Name>> {
    let names = line.get("names").and_then(Value::as_array).context("no names")?;
    names
        .iter()
        .map(|name| {
            let number = |field: &str| name.get(field).and_then(Value::as_u64).context("no place");
            let kind = match name.get("kind").and_then(Value::as_str) {
                Some("government") => "place",
                Some(kind) => kind,
                None => bail!("a name without a kind"),
            };
            Ok((number("start")?, number("end")?, kind.to_owned()))
        })
        .collect()
}

/// Reads a file: a line `== name` opens a text; `[p Ada Quist]` is a person, `o` an organisation, `l` and `g`
/// a place, `m` another name.
fn read(file: &str) -> Result<Vec<Marked>> {
    let mut texts: Vec<Marked> = Vec::new();
    for line in file.lines() {
        if let Some(id) = line.strip_prefix("== ") {
            texts.push(Marked { id: id.trim().to_owned(), text: String::new(), names: BTreeSet::new() });
            continue;
        }
        let Some(text) = texts.last_mut() else { continue };
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('[') {
            let (mark, behind) = after.split_once(']').context("a mark isn't closed")?;
            let (kind, name) = mark.split_once(' ').context("a mark is empty")?;
            text.text.push_str(before);
            let start = text.text.chars().count() as u64;
            text.text.push_str(name);
            let kind = match kind {
                "p" => "person",
                "o" => "organisation",
                "l" | "g" => "place",
                _ => "",
            };
            if !kind.is_empty() {
                text.names.insert((start, start + name.chars().count() as u64, kind.to_owned()));
            }
            rest = behind;
        }
        text.text.push_str(rest);
        text.text.push('\n');
    }
    for text in &mut texts {
        text.text.truncate(text.text.trim_end().len());
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        let texts = read("== a\n[p Åda Quist] left [g Oslo].\n").expect("well formed");
        assert_eq!(texts[0].text, "Åda Quist left Oslo.");
        let wanted = BTreeSet::from([(0, 9, "person".to_owned()), (15, 19, "place".to_owned())]);
        assert_eq!(texts[0].names, wanted);
        let mut counts = Counts::default();
        counts.add(&BTreeSet::from([(0, 9, "person".to_owned())]), &wanted, None);
        assert!((counts.f1() - 2.0 / 3.0).abs() < 1e-9);
    }
}
