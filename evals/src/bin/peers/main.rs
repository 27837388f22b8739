//! Holds the copies stage against its peers in one run: what is found, and how fast.
//!
//! ```text
//! cargo run --release -p evals --features peers --bin peers -- FOLDER…   d10000 of the labelled data, unpacked
//!     --python FILE    a Python that has rensa (pip install rensa==0.5.0)
//! ```
//!
//! In: folders with `docs.jsonl` and `truth_pairs.tsv`. Out: for each peer and setting, precision, recall
//! of strong and partial copies as `score.py` counts them, megabytes of text per second of processor time
//! on one thread. All get runs of five folded words and say which pairs are copies; this stage also says
//! which passages, families and exemplars, and its time has all of that in it.
//!
//! Peers: gaoya (MIT; MinHash with bands, as a library) and rensa (MIT; the same from Python, whose own
//! work on words is counted, as its users pay it). Both find documents that are alike as a whole (Jaccard);
//! 0.5 is what their pages start from, 0.2 the least that either can be asked for with sense.

#[path = "../copies/load.rs"]
#[allow(dead_code, reason = "the copies program uses more of it")]
mod load;
#[path = "../copies/measure.rs"]
#[allow(dead_code, reason = "the copies program uses more of it")]
mod measure;

use anyhow::{Context, Result};
use firsthand_stemma::{Witness, compare};
use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32, calculate_minhash_params};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use xxhash_rust::xxh3::xxh3_64;

/// Likenesses from which the peers take two documents for copies.
const LIKENESS: [f64; 2] = [0.5, 0.2];

/// Hashes that a peer keeps of a document.
const HASHES: usize = 128;

type Pairs = HashSet<(String, String)>;

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn main() -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().context("one thread")?;
    let mut python = "python3".to_owned();
    let mut folders = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--python" => python = arguments.next().context("which Python?")?,
            _ => folders.push(argument),
        }
    }
    for folder in &folders {
        let folder = Path::new(folder);
        let texts = load::load(folder, false)?;
        let witnesses = texts.witnesses();
        let truth = truth(folder)?;
        let megabytes = witnesses.iter().map(|witness| witness.text.len()).sum::<usize>() as f64 / 1e6;
        println!("{}: {} texts, {megabytes:.1} MB", folder.display(), witnesses.len());
        println!(
            "{:<28} {:>8} {:>9} {:>10} {:>8} {:>9}",
            "", "P", "R strong", "R partial", "CPU-s", "MB/CPU-s"
        );
        let row = |name: &str, found: &Pairs, spent: f64| {
            let (p, strong, partial) = figures(found, &truth);
            println!(
                "{name:<28} {p:>8.4} {strong:>9.4} {partial:>10.4} {spent:>8.2} {:>9.1}",
                megabytes / spent
            );
        };
        let (found, spent) = firsthand(&witnesses);
        row("firsthand", &found, spent);
        for likeness in LIKENESS {
            let (found, spent) = gaoya(&witnesses, likeness);
            row(&format!("gaoya, likeness {likeness}"), &found, spent);
        }
        match rensa(&python, &witnesses) {
            Ok(rows) => {
                for (likeness, (found, spent)) in LIKENESS.iter().zip(rows) {
                    row(&format!("rensa, likeness {likeness}"), &found, spent);
                }
            }
            Err(why) => println!("rensa was not run: {why:#}"),
        }
    }
    Ok(())
}

/// All pairs of the truth and how much they share.
fn truth(folder: &Path) -> Result<HashMap<(String, String), String>> {
    let file = folder.join("truth_pairs.tsv");
    let lines = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    Ok(lines
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (a, b) = (fields.next()?, fields.next()?);
            Some((ordered(a, b), fields.next_back()?.to_owned()))
        })
        .collect())
}

fn ordered(a: &str, b: &str) -> (String, String) {
    (a.min(b).to_owned(), a.max(b).to_owned())
}

/// Precision, recall of strong and of partial copies. A single shared sentence is neither asked for nor wrong.
fn figures(found: &Pairs, truth: &HashMap<(String, String), String>) -> (f64, f64, f64) {
    let kind = |pair: &(String, String)| truth.get(pair).map(String::as_str);
    let judged = found.iter().filter(|pair| kind(pair) != Some("single")).count();
    let right = found.iter().filter(|pair| matches!(kind(pair), Some("strong" | "partial"))).count();
    let recall = |wanted: &str| {
        let all = truth.iter().filter(|pair| pair.1 == wanted);
        let (hits, count) =
            all.fold((0, 0), |sum, pair| (sum.0 + usize::from(found.contains(pair.0)), sum.1 + 1));
        hits as f64 / f64::from(count.max(1))
    };
    (right as f64 / judged.max(1) as f64, recall("strong"), recall("partial"))
}

fn firsthand(witnesses: &[Witness<'_>]) -> (Pairs, f64) {
    let started = measure::processor_seconds();
    let comparison = compare(witnesses);
    let families = comparison.families();
    let found: Vec<_> = comparison.pairs().map(|pair| (pair.a, pair.b)).collect();
    let spent = measure::processor_seconds() - started;
    drop(families);
    (found.into_iter().map(|(a, b)| ordered(witnesses[a].id, witnesses[b].id)).collect(), spent)
}

/// Runs of five words in lower case, hashed.
fn runs(text: &str) -> Vec<u64> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut joined = String::new();
    let run = |run: &[&str]| {
        joined.clear();
        for word in run {
            joined.push_str(word);
            joined.push(' ');
        }
        xxh3_64(joined.as_bytes())
    };
    if words.len() < 5 { vec![xxh3_64(lower.as_bytes())] } else { words.windows(5).map(run).collect() }
}

fn gaoya(witnesses: &[Witness<'_>], likeness: f64) -> (Pairs, f64) {
    let started = measure::processor_seconds();
    let (bands, width) = calculate_minhash_params(likeness, HASHES);
    let hasher = MinHasher32::new(bands * width);
    let mut index: MinHashIndex<u32, usize> = MinHashIndex::new(bands, width, likeness);
    let hashes: Vec<Vec<u32>> =
        witnesses.iter().map(|witness| hasher.create_signature(runs(witness.text).iter())).collect();
    for (at, hash) in hashes.iter().enumerate() {
        index.insert(at, hash.clone());
    }
    let mut found = Vec::new();
    for (at, hash) in hashes.iter().enumerate() {
        found
            .extend(index.query_owned(hash).into_iter().filter(|&other| at < other).map(|other| (at, other)));
    }
    let spent = measure::processor_seconds() - started;
    (found.into_iter().map(|(a, b)| ordered(witnesses[a].id, witnesses[b].id)).collect(), spent)
}

/// For each likeness what rensa finds and the time that it says it took.
fn rensa(python: &str, witnesses: &[Witness<'_>]) -> Result<Vec<(Pairs, f64)>> {
    let folder = std::env::temp_dir().join(format!("peers-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let (script, texts) = (folder.join("rensa_pairs.py"), folder.join("texts.jsonl"));
    std::fs::write(&script, include_str!("rensa.py"))?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(&texts)?);
    for witness in witnesses {
        writeln!(out, "{}", json!({"id": witness.id, "text": witness.text}))?;
    }
    out.flush()?;
    let done = Command::new(python)
        .arg(&script)
        .arg(&texts)
        .args(LIKENESS.map(|likeness| likeness.to_string()))
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .with_context(|| format!("{python} can't be run"))?;
    std::fs::remove_dir_all(&folder)?;
    let said = String::from_utf8_lossy(&done.stderr);
    anyhow::ensure!(done.status.success(), "{}", said.lines().last().unwrap_or("it failed"));
    String::from_utf8_lossy(&done.stdout)
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line)?;
            let pairs = line["pairs"].as_array().context("no pairs")?;
            let id = |pair: &Value, at: usize| pair[at].as_str().unwrap_or_default().to_owned();
            let found = pairs.iter().map(|pair| ordered(&id(pair, 0), &id(pair, 1))).collect();
            Ok((found, line["seconds"].as_f64().unwrap_or(0.0)))
        })
        .collect()
}
