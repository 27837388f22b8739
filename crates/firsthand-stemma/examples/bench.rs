//! Finds the copies in a file of articles and writes them in the form that a scorer reads.
//!
//! `bench docs.jsonl pred.jsonl [full]`: one article a line (`id`, `outlet`, `published`, `title`,
//! `text`); with `full` the sentences and edits are worked out too, for their cost.

#![allow(clippy::print_stdout, missing_docs)]

use firsthand_stemma::{Exemplar, Witness, pairs_and_families, trace};
use firsthand_text::Offsets;
use serde_json::{Value, json};
use std::io::{BufWriter, Write};

/// Names of agencies that the articles credit, as they stand in credit lines.
const AGENCIES: &[(&str, &str)] = &[("Reuters", "Reuters"), ("AFP", "AFP"), ("AP", "Associated Press")];

/// Seconds since 1970 of "2024-11-08T10:45", and how long the last unit given lasts.
fn published(text: &str) -> Option<(i64, i64)> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute) = (number(11, 13).unwrap_or(0), number(14, 16).unwrap_or(0));
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    let at = days * 86_400 + hour * 3600 + minute * 60;
    let lasts = if (hour, minute) == (0, 0) { 86_399 } else { 59 };
    Some((at, at + lasts))
}

/// Agencies named in the dateline, the lead's credit or a short closing line.
fn credits(text: &str) -> Vec<&'static str> {
    let head: String = text.chars().take(120).collect();
    let short_lines = || text.lines().filter(|line| line.len() < 60);
    AGENCIES
        .iter()
        .filter(|(_, written)| {
            [
                format!("({written})"),
                format!("reported by {written}"),
                format!("ccording to {written}"),
                format!("{written} reports"),
            ]
            .iter()
            .any(|pattern| head.contains(pattern.as_str()))
                || short_lines().any(|line| line.contains(written))
        })
        .map(|(name, _)| *name)
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err("bench docs.jsonl pred.jsonl [full]".into());
    };
    let full = args.next().is_some();
    let docs: Vec<Value> =
        std::fs::read_to_string(&from)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let witnesses: Vec<Witness<'_>> = docs
        .iter()
        .map(|doc| {
            let text = doc["text"].as_str().unwrap_or("");
            let hand = doc["outlet"].as_str();
            Witness {
                id: doc["id"].as_str().unwrap_or(""),
                text,
                title: doc["title"].as_str(),
                hand,
                published: doc["published"].as_str().and_then(published),
                credited: credits(text),
                is_agency: AGENCIES.iter().any(|(name, _)| hand == Some(*name)),
                address: None,
            }
        })
        .collect();
    let started = std::time::Instant::now();
    let tracing = if full { trace(&witnesses) } else { pairs_and_families(&witnesses) };
    let edits: usize = tracing.families.iter().map(|family| family.edits.len()).sum();
    println!(
        "{} articles, {} pairs, {} families, {edits} edits in {:.2} s",
        docs.len(),
        tracing.pairs.len(),
        tracing.families.len(),
        started.elapsed().as_secs_f64()
    );
    let offsets: Vec<Offsets<'_>> = witnesses.iter().map(|witness| Offsets::new(witness.text)).collect();
    let mut out = BufWriter::new(std::fs::File::create(&to)?);
    for pair in &tracing.pairs {
        let passages: Vec<Value> = pair
            .passages
            .iter()
            .map(|passage| {
                let (a, b) = (offsets[pair.a].span(passage.a), offsets[pair.b].span(passage.b));
                json!([a.0, a.1, b.0, b.1])
            })
            .collect();
        writeln!(
            out,
            "{}",
            json!({"a": witnesses[pair.a].id, "b": witnesses[pair.b].id, "passages": passages})
        )?;
    }
    let mut account: Vec<usize> = (0..witnesses.len()).collect();
    let mut exemplar: Vec<Value> = vec![Value::Null; witnesses.len()];
    for family in &tracing.families {
        for &member in &family.witnesses {
            account[member] = family.witnesses[0];
        }
        for copying in &family.copyings {
            exemplar[copying.copy] = match copying.exemplar {
                Exemplar::Held(held) => json!(witnesses[held].id),
                Exemplar::Lost => json!("lost"),
            };
        }
    }
    for (at, witness) in witnesses.iter().enumerate() {
        writeln!(
            out,
            "{}",
            json!({"id": witness.id, "account": witnesses[account[at]].id, "exemplar": exemplar[at]})
        )?;
    }
    Ok(())
}
