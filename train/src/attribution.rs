//! Trains the model of who says what.
//!
//! In: `attributions/polnear-train.jsonl` (PolNeAR 1.0: source, cue and content as spans of
//! characters). Out: `crates/firsthand-claim/models/attribution/weights.bin`. The rules of
//! `firsthand-claim` are among the features, so it is trained again when they change.

use crate::crf::{Crf, Example, Links, Pair};
use anyhow::{Context as _, Result};
use firsthand_claim::learned::{LINKS, ROWS, Role, Run, Seen, TAGS, file, follows, link_keys, near, runs};
use firsthand_claim::{Attribution, actors, by_rules};
use serde_json::Value;
use std::ops::Range;
use std::path::Path;

const WEIGHTS: &str = "crates/firsthand-claim/models/attribution/weights.bin";

/// How often all paragraphs are read; more fit the training texts and not the others.
const ROUNDS: usize = 4;

/// How many taggers are averaged.
const MODELS: u64 = 4;

/// How often all pairs of runs are read.
const LINK_ROUNDS: usize = 4;

/// A marked text.
struct Marked {
    text: String,
    /// For each attribution the bytes of source, cue and content.
    attributions: Vec<[Vec<Range<usize>>; 3]>,
}

/// A text as it is learnt from.
struct Lesson<'t> {
    seen: Seen<'t>,
    /// The right tag of each word.
    tags: Vec<u8>,
    /// The attributions that each word belongs to.
    of: Vec<Vec<u32>>,
}

pub(crate) fn run(bench: &Path) -> Result<()> {
    let marked = read(&bench.join("attributions/polnear-train.jsonl"))?;
    let lessons: Vec<Lesson<'_>> = marked.iter().map(lesson).collect();
    println!("{} texts, {} words", lessons.len(), lessons.iter().map(|l| l.tags.len()).sum::<usize>());
    let examples: Vec<Vec<Example>> = lessons.iter().map(examples).collect();
    // The linker learns from what a tagger makes of texts that it was not trained on.
    let mut pairs: Vec<Pair> = Vec::new();
    for lesson in lessons.iter().step_by(2) {
        links(lesson, &lesson.tags, &mut pairs);
    }
    for half in 0..2 {
        let others = examples.iter().enumerate().filter(|(number, _)| number % 2 != half);
        let tagger = Crf::train(&others.flat_map(|(_, examples)| examples).collect::<Vec<_>>(), ROUNDS, 0);
        for (number, lesson) in lessons.iter().enumerate().filter(|(number, _)| number % 2 == half) {
            let tags: Vec<u8> =
                examples[number].iter().flat_map(|example| tagger.tag(example).tags).collect();
            links(lesson, &tags, &mut pairs);
        }
    }
    println!("{} pairs of runs", pairs.len());
    let linker = Links::train(&pairs, LINK_ROUNDS);
    let tagger = Crf::train_mean(&examples.iter().flatten().collect::<Vec<_>>(), ROUNDS, MODELS);
    let bytes = file(&tagger.after(), tagger.rows(), linker.weights());
    println!("{WEIGHTS}: {} bytes", bytes.len());
    std::fs::write(WEIGHTS, bytes).with_context(|| WEIGHTS.to_string())
}

fn read(path: &Path) -> Result<Vec<Marked>> {
    let all = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    all.lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line)?;
            let text = value["text"].as_str().context("a text")?.to_string();
            let bytes: Vec<usize> = text.char_indices().map(|at| at.0).chain([text.len()]).collect();
            let spans = |value: &Value| -> Vec<Range<usize>> {
                let place = |value: &Value| bytes.get(value.as_u64()? as usize).copied();
                let span = |pair: &Value| Some(place(&pair[0])?..place(&pair[1])?);
                value.as_array().into_iter().flatten().filter_map(span).collect()
            };
            let attributions = value["attributions"].as_array().context("attributions")?;
            let attributions = attributions
                .iter()
                .map(|said| ["source", "cue", "content"].map(|role| spans(&said[role])))
                .collect();
            Ok(Marked { text, attributions })
        })
        .collect()
}

fn lesson(marked: &Marked) -> Lesson<'_> {
    let known = actors(&marked.text);
    let rules: Vec<Attribution> = by_rules(&marked.text, &known);
    let seen = Seen::new(&marked.text, &known, &rules);
    let words = seen.words();
    let mut tags = vec![0u8; words.len()];
    let mut of = vec![Vec::new(); words.len()];
    for (number, said) in marked.attributions.iter().enumerate() {
        for (role, spans) in Role::ALL.into_iter().zip(said) {
            for span in spans {
                let first = words.partition_point(|word| word.end <= span.start);
                let covered = words[first..].iter().take_while(|word| word.start < span.end).count();
                for (nth, at) in (first..first + covered).enumerate() {
                    if tags[at] == 0 {
                        tags[at] = role.begin() + u8::from(nth > 0);
                    }
                    if Role::of(tags[at]) == Some(role) {
                        of[at].push(number as u32);
                    }
                }
            }
        }
    }
    Lesson { seen, tags, of }
}

/// The paragraphs of a text with their features.
fn examples(lesson: &Lesson<'_>) -> Vec<Example> {
    let paragraphs = lesson.seen.paragraphs().iter();
    paragraphs
        .map(|paragraph| {
            let mut tags = lesson.tags[paragraph.clone()].to_vec();
            let mut last = TAGS;
            for tag in &mut tags {
                // What another role interrupts begins anew.
                if !follows(last, usize::from(*tag)) {
                    *tag -= 1;
                }
                last = usize::from(*tag);
            }
            let keys = paragraph
                .clone()
                .map(|at| {
                    let mut keys = Vec::with_capacity(96);
                    lesson.seen.keys(paragraph, at, &mut |key| keys.push((key & ((1 << ROWS) - 1)) as u32));
                    keys
                })
                .collect();
            Example { keys, tags }
        })
        .collect()
}

/// The pairs of runs that `tags` make, with whether they belong together.
fn links(lesson: &Lesson<'_>, tags: &[u8], pairs: &mut Vec<Pair>) {
    for paragraph in lesson.seen.paragraphs() {
        let all = runs(&tags[paragraph.clone()], paragraph.start);
        for cue in 0..all.len() {
            if all[cue].role != Role::Cue {
                continue;
            }
            for other in near(&all, cue).filter(|&other| all[other].role != Role::Cue) {
                let (mine, theirs) = (attributions(lesson, &all[cue]), attributions(lesson, &all[other]));
                let mut keys = Vec::with_capacity(48);
                link_keys(&lesson.seen, &all, cue, other, &mut |key| {
                    keys.push((key & ((1 << LINKS) - 1)) as u32);
                });
                pairs.push(Pair { keys, together: mine.iter().any(|number| theirs.contains(number)) });
            }
        }
    }
}

/// The attributions that have words of this run in its role.
fn attributions(lesson: &Lesson<'_>, run: &Run) -> Vec<u32> {
    let own = run.words.clone().filter(|&at| Role::of(lesson.tags[at]) == Some(run.role));
    own.flat_map(|at| lesson.of[at].iter().copied()).collect()
}
