//! Measures the growing index: what one more article costs, and a story of very many copies.
//!
//! ```text
//! cargo run --release -p evals --features copies --bin index -- [ARTICLES]      1,000,000 if not said
//! cargo run --release -p evals --features copies --bin index -- --story COPIES  one dispatch, so many copies
//! cargo run --release -p evals --features copies --bin index -- --seeds FOLDER  how often seeds recur in real text
//! ```
//!
//! In: nothing but a seed; the articles are made as they are needed ([`wire`]). Out: for each size of the
//! index, processor time of one more article (looked up and put in) over the next few thousand, the
//! longest of them, memory, and how many of the matches are right; or accounts, pairs, time and memory of the
//! batch on a pile with one very large story. One thread.

#[path = "../copies/measure.rs"]
#[allow(dead_code, reason = "the copies program uses more of it")]
mod measure;
mod wire;

use anyhow::{Context, Result};
use firsthand_stemma::{Index, Witness, compare};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use wire::{Article, OUTLETS, Wire};

/// Articles that are compared with, beside none: what a reader is shown, and enough to name a story.
const MOST: usize = 64;

/// Articles that are measured at each size.
const MEASURED: usize = 4000;

/// Where the articles' times begin.
const START: i64 = 1_700_000_000;

fn main() -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().context("one thread")?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number =
        |at: usize| arguments.get(at).and_then(|argument| argument.replace([',', '_'], "").parse().ok());
    match arguments.first().map(String::as_str) {
        Some("--story") => story(number(1).unwrap_or(10_000)),
        Some("--seeds") => recurrence(Path::new(arguments.get(1).context("which folder?")?))?,
        _ => grow(number(0).unwrap_or(1_000_000)),
    }
    Ok(())
}

fn witness<'t>(article: &'t Article, hands: &'t [String]) -> Witness<'t> {
    let at = START + article.at;
    Witness {
        id: &article.id,
        text: &article.text,
        title: None,
        hand: Some(&hands[article.outlet]),
        published: Some((at, at)),
        credited: Vec::new(),
        is_agency: article.outlet == OUTLETS,
        address: None,
    }
}

fn hands() -> Vec<String> {
    (0..=OUTLETS).map(|outlet| format!("outlet {outlet}")).collect()
}

/// Grows an index and measures it on the way.
#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn grow(size: usize) {
    let hands = hands();
    let mut wire = Wire::new(1);
    let mut index = Index::default();
    let mut dispatch: HashMap<String, usize> = HashMap::new();
    let mut bytes = 0;
    let stops: Vec<usize> = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000]
        .into_iter()
        .filter(|&stop| stop < size)
        .chain([size])
        .collect();
    println!(
        "articles     MB text  insert µs  look-up µs  slowest ms  memory MB  right of matched  found of copies"
    );
    let mut filled = 0.0;
    for stop in stops {
        while index.len() + MEASURED < stop {
            let article = wire.next();
            bytes += article.text.len();
            let started = measure::thread_seconds();
            index.insert(&witness(&article, &hands));
            filled += measure::thread_seconds() - started;
            dispatch.insert(article.id, article.dispatch);
        }
        let next: Vec<Article> = (0..MEASURED).map(|_| wire.next()).collect();
        let (mut looked, mut put, mut slowest) = (0.0, 0.0, 0.0f64);
        let (mut right, mut matched, mut found, mut copies) = (0, 0, 0, 0);
        for article in &next {
            let witness = witness(article, &hands);
            let started = measure::thread_seconds();
            let matches = index.look_up(&witness, MOST);
            let between = measure::thread_seconds();
            index.insert(&witness);
            let ended = measure::thread_seconds();
            looked += between - started;
            put += ended - between;
            slowest = slowest.max(ended - started);
            let of = |id: &String| dispatch.get(id) == Some(&article.dispatch);
            right += matches.iter().filter(|one| of(&one.id)).count();
            matched += matches.len();
            copies += usize::from(article.outlet < OUTLETS);
            found += usize::from(article.outlet < OUTLETS && matches.iter().any(|one| of(&one.id)));
            dispatch.insert(article.id.clone(), article.dispatch);
            bytes += article.text.len();
        }
        let each = 1e6 / MEASURED as f64;
        println!(
            "{:>9} {:>10.1} {:>10.1} {:>11.1} {:>11.2} {:>10.0} {:>17.4} {:>16.4}",
            index.len(),
            bytes as f64 / 1e6,
            put * each,
            looked * each,
            slowest * 1e3,
            measure::memory() / 1e6,
            right as f64 / matched.max(1) as f64,
            found as f64 / copies.max(1) as f64,
        );
    }
    println!("all others put in: {:.1} µs each on average", filled * 1e6 / index.len() as f64);
}

/// A pile in which one dispatch has very many copies.
#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn story(copies: usize) {
    let hands = hands();
    let mut wire = Wire::new(2);
    let mut articles: Vec<Article> = (0..10_000).map(|_| wire.next()).collect();
    let large = wire.dispatch();
    let number = large.dispatch;
    articles.push(large);
    articles.extend((0..copies).map(|_| wire.copy_of_newest()));
    let witnesses: Vec<Witness<'_>> = articles.iter().map(|article| witness(article, &hands)).collect();
    let megabytes = witnesses.iter().map(|witness| witness.text.len()).sum::<usize>() as f64 / 1e6;
    let before = measure::memory();
    let started = measure::processor_seconds();
    let comparison = compare(&witnesses);
    let compared = measure::processor_seconds() - started;
    let families = comparison.families();
    let spent = measure::processor_seconds() - started;
    let pairs = comparison.count();
    let of_story: HashSet<usize> =
        (0..articles.len()).filter(|&at| articles[at].dispatch == number).collect();
    let holding: Vec<(usize, usize)> = families
        .iter()
        .map(|family| {
            let of = family.witnesses.iter().filter(|at| of_story.contains(at)).count();
            (of, family.witnesses.len())
        })
        .filter(|family| family.0 > 0)
        .collect();
    println!(
        "{} texts, {megabytes:.1} MB, one dispatch with {copies} copies: {} families hold {} of its {} texts, the largest {} (of {} in it); \
         {pairs} pairs; compared in {compared:.2} CPU-s, with families {spent:.2}: {:.1} MB/CPU-s; memory {:.0} MB, {:.0} MB of it before",
        articles.len(),
        holding.len(),
        holding.iter().map(|family| family.0).sum::<usize>(),
        of_story.len(),
        holding.iter().map(|family| family.0).max().unwrap_or(0),
        holding.iter().max().map_or(0, |family| family.1),
        megabytes / spent,
        measure::most_memory() / 1e6,
        before / 1e6,
    );
}

/// How often runs of five words recur among texts that are not copies of each other: here, and in real
/// dispatches.
#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn recurrence(folder: &Path) -> Result<()> {
    let file = folder.join("docs.jsonl");
    let lines = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let mut real: Vec<String> = Vec::new();
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let update = line["title"].as_str().unwrap_or_default().starts_with("UPDATE");
        if line["outlet"] == "Reuters" && !update {
            real.push(line["text"].as_str().unwrap_or_default().to_owned());
        }
    }
    let mut wire = Wire::new(3);
    let made: Vec<String> = real.iter().map(|_| wire.dispatch().text).collect();
    for (name, texts) in [("real", &real), ("made", &made)] {
        let mut uses: HashMap<Vec<&str>, HashSet<usize>> = HashMap::new();
        for (at, text) in texts.iter().enumerate() {
            let words: Vec<&str> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            for run in words.windows(5) {
                uses.entry(run.to_vec()).or_default().insert(at);
            }
        }
        let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut all, mut most) = (0, 0);
        for texts in uses.values() {
            let count = texts.len();
            let row = match count {
                1 => "in 1 text",
                2 => "in 2",
                3..=9 => "in 3 to 9",
                _ => "in more",
            };
            *shares.entry(row).or_default() += count;
            all += count;
            most = most.max(count);
        }
        let words =
            texts.iter().map(|text| text.split_whitespace().count()).sum::<usize>() / texts.len().max(1);
        let shares: Vec<String> = shares
            .iter()
            .map(|(row, count)| format!("{row} {:.2} %", *count as f64 * 100.0 / all as f64))
            .collect();
        println!(
            "{name}: {} texts of {words} words; of runs of five words {}; one in {most}",
            texts.len(),
            shares.join(", ")
        );
    }
    Ok(())
}
