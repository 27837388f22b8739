//! Measures who-copied-whom by itself, on folders of synthetic wire copy.
//!
//! ```text
//! cargo run --release -p evals --features copies --bin copies -- FOLDER…
//!     --predict FILE   write what was found, for score.py
//!     --plain          don't read the texts for credits: for pairs and speed, not for who copied whom
//!     --fit            fit the weights of the signs that exemplars are told by, and print them
//! ```
//!
//! In: folders with `docs.jsonl` (and `truth_docs.jsonl` for reliability). Out: for each, megabytes of
//! text per second of processor time on one thread (signatures, candidates, pairs with their passages,
//! families and stemmas; not the reading of pages and JSON), the highest memory, and a table of stated
//! certainty against the share that is right.

mod fit;
mod load;
#[allow(dead_code, reason = "the other programs that measure use more of it")]
mod measure;
mod reliability;
mod truth;

use anyhow::{Context, Result};
use firsthand_stemma::{Comparison, Exemplar, Stemma, Witness, compare};
use load::{Texts, load};
use rayon::prelude::*;
use std::io::Write as _;
use std::path::PathBuf;

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn main() -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().context("one thread")?;
    let mut predict: Option<PathBuf> = None;
    let mut plain = false;
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut fits: Option<Vec<fit::Case>> = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--plain" => plain = true,
            "--predict" => predict = arguments.next().map(PathBuf::from),
            "--fit" => fits = Some(Vec::new()),
            _ => folders.push(argument.into()),
        }
    }
    for folder in &folders {
        let texts = load(folder, plain)?;
        let witnesses: Vec<Witness<'_>> = texts.witnesses();
        let megabytes = witnesses.iter().map(|witness| witness.text.len()).sum::<usize>() as f64 / 1e6;
        let started = measure::processor_seconds();
        let before = measure::memory();
        let comparison = compare(&witnesses);
        let compared = measure::processor_seconds() - started;
        let families = comparison.families();
        let joined = measure::processor_seconds() - started;
        let (pairs, passages) = comparison
            .pairs()
            .map(|pair| (1usize, pair.passages.len()))
            .reduce(|| (0, 0), |one, other| (one.0 + other.0, one.1 + other.1));
        let spent = measure::processor_seconds() - started;
        println!(
            "{}: {} texts, {megabytes:.1} MB, {pairs} pairs, {passages} passages, {} families in {spent:.2} CPU-s \
             (compared {compared:.2}, with families {joined:.2}): {:.1} MB/CPU-s; most memory {:.0} MB, {:.0} MB of it before",
            folder.display(),
            witnesses.len(),
            families.len(),
            megabytes / spent,
            measure::most_memory() / 1e6,
            before / 1e6,
        );
        let truth = truth::exemplars(folder, &texts)?;
        reliability::table(&truth, &families);
        if let Some(cases) = &mut fits {
            cases.extend(fit::cases(&truth, comparison.possible_exemplars()));
        }
        if let Some(file) = &predict {
            write(file, &texts, &comparison, &families)?;
        }
    }
    if let Some(cases) = fits {
        fit::fit(&cases);
    }
    Ok(())
}

/// As `firsthand copies` prints it.
fn write(file: &PathBuf, texts: &Texts, comparison: &Comparison<'_, '_>, families: &[Stemma]) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    for pair in comparison.pairs().collect::<Vec<_>>() {
        let (a, b) = (&texts.all[pair.a], &texts.all[pair.b]);
        let passages: Vec<[usize; 4]> = pair
            .passages
            .iter()
            .map(|passage| {
                let (x, y) = (a.characters(passage.a), b.characters(passage.b));
                [x.0, x.1, y.0, y.1]
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({"a": a.id, "b": b.id, "passages": passages}))?;
    }
    let mut account: Vec<&str> = texts.all.iter().map(|text| text.id.as_str()).collect();
    let mut exemplar = vec![serde_json::Value::Null; account.len()];
    for family in families {
        let name = family.witnesses.iter().map(|&at| texts.all[at].id.as_str()).min().unwrap_or_default();
        family.witnesses.iter().for_each(|&at| account[at] = name);
        for copying in &family.copyings {
            exemplar[copying.copy] = match copying.exemplar {
                Exemplar::Held(at) => texts.all[at].id.as_str().into(),
                Exemplar::Lost => "lost".into(),
            };
        }
    }
    for ((text, account), exemplar) in texts.all.iter().zip(account).zip(exemplar) {
        writeln!(out, "{}", serde_json::json!({"id": text.id, "account": account, "exemplar": exemplar}))?;
    }
    Ok(())
}
