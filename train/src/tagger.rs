//! Trains the part-of-speech tagger.
//!
//! In: `tagging/ewt-train.tsv` and `ewt-dev.tsv`, the English Web Treebank of Universal Dependencies
//! (CC BY-SA 4.0): form, part of speech and Penn tag a line, a blank line after each sentence.
//! Out: `crates/firsthand-claim/models/tagger/weights.bin`, and its figures on the sentences that
//! were not trained on.

use crate::perceptron::{After, Example, Plan, train};
use anyhow::{Context as _, Result, anyhow};
use firsthand_claim::tag::linear::{Linear, file};
use firsthand_claim::tag::{Form, Pos, speech};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

const PLAN: Plan = Plan { tags: Pos::COUNT, models: 4, rounds: 8, rarest: 2, step: 0.25, smallest: 2 };

/// A word is certain when it is seen this often …
const OFTEN: u32 = 40;
/// … and at most one in this many of its tokens has another tag.
const ODD_ONE: u32 = 400;

const WEIGHTS: &str = "crates/firsthand-claim/models/tagger/weights.bin";

pub(crate) struct Sentence {
    pub(crate) forms: Vec<Form>,
    pub(crate) tags: Vec<Pos>,
    /// The treebank's Penn tags.
    penn: Vec<String>,
}

/// Reads a file of the treebank.
pub(crate) fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut room = String::new();
    let mut found = Vec::new();
    let mut now = Sentence { forms: Vec::new(), tags: Vec::new(), penn: Vec::new() };
    for line in text.lines().chain([""]) {
        let mut fields = line.split('\t');
        let (Some(form), Some(part), Some(penn)) = (fields.next(), fields.next(), fields.next()) else {
            if !now.forms.is_empty() {
                let next = Sentence { forms: Vec::new(), tags: Vec::new(), penn: Vec::new() };
                found.push(std::mem::replace(&mut now, next));
            }
            continue;
        };
        let tag = Pos::of_treebank(part, penn).ok_or_else(|| anyhow!("{part} is no part of speech"))?;
        now.forms.push(Form::new(form, &mut room));
        now.tags.push(tag);
        now.penn.push(penn.to_string());
    }
    Ok(found)
}

struct Transitions<'a>(&'a [Sentence]);

impl After for Transitions<'_> {
    fn keys(&self, number: usize, at: usize, before: u8, last: u8, each: &mut dyn FnMut(u64)) {
        speech::after_keys(&self.0[number].forms, at, before, last, &mut |key| each(key));
    }
}

/// Trains, writes the weights and prints the figures.
pub(crate) fn run(bench: &Path) -> Result<()> {
    let sentences = read(&bench.join("tagging/ewt-train.tsv"))?;
    let certain = certain(&sentences);
    let examples: Vec<Example> = sentences
        .iter()
        .map(|sentence| Example {
            tags: sentence.tags.iter().map(|tag| tag.number() as u8).collect(),
            keys: (0..sentence.forms.len())
                .map(|at| {
                    let mut keys = Vec::new();
                    speech::token_keys(&sentence.forms, at, &mut |key| keys.push(key));
                    keys
                })
                .collect(),
            certain: sentence
                .forms
                .iter()
                .map(|form| certain.get(&speech::certain_key(form)).copied())
                .collect(),
        })
        .collect();
    let mut rows = train(&examples, &Transitions(&sentences), &PLAN);
    rows.extend(certain.iter().map(|(&key, &tag)| (key, vec![(tag, 127)])));
    let bytes = file(&rows).map_err(|why| anyhow!(why))?;
    std::fs::write(WEIGHTS, &bytes).context(WEIGHTS)?;
    println!("{WEIGHTS}: {} features, {} bytes", rows.len(), bytes.len());
    let model = Linear::open(&bytes);
    for name in ["ewt-train.tsv", "ewt-dev.tsv"] {
        measure(name, &read(&bench.join("tagging").join(name))?, &model);
    }
    Ok(())
}

/// Words that have one tag, by their key.
fn certain(sentences: &[Sentence]) -> BTreeMap<u64, u8> {
    let mut counts: BTreeMap<u64, BTreeMap<u8, u32>> = BTreeMap::new();
    for sentence in sentences {
        for (form, tag) in sentence.forms.iter().zip(&sentence.tags) {
            *counts.entry(speech::certain_key(form)).or_default().entry(tag.number() as u8).or_default() += 1;
        }
    }
    let one = |tags: &BTreeMap<u8, u32>| {
        let all: u32 = tags.values().sum();
        let (&tag, &most) = tags.iter().max_by_key(|(_, count)| **count)?;
        (all >= OFTEN && (all - most) * ODD_ONE <= all).then_some(tag)
    };
    counts.iter().filter_map(|(&key, tags)| Some((key, one(tags)?))).collect()
}

fn measure(name: &str, sentences: &[Sentence], model: &Linear<'_>) {
    let started = Instant::now();
    let found: Vec<Vec<Pos>> =
        sentences.iter().map(|sentence| speech::parts_by(model, &sentence.forms)).collect();
    let wall = started.elapsed().as_secs_f64();
    let (mut all, mut part, mut fine, mut penn) = (0, 0, 0, 0);
    for (sentence, found) in sentences.iter().zip(&found) {
        for (at, tag) in found.iter().enumerate() {
            all += 1;
            part += usize::from(tag.part() == sentence.tags[at].part());
            fine += usize::from(*tag == sentence.tags[at]);
            let mark = matches!(tag.penn(), "." | "SYM" | "FW");
            penn += usize::from(tag.penn() == sentence.penn[at] || (mark && *tag == sentence.tags[at]));
        }
    }
    let share = |n: usize| n as f64 / f64::from(all.max(1) as u32);
    println!(
        "{name}: {all} words, UPOS {:.4}, both {:.4}, Penn {:.4}, {:.0} words a second without cutting",
        share(part),
        share(fine),
        share(penn),
        all as f64 / wall
    );
}
