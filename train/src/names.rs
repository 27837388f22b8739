//! Trains the name tagger.
//!
//! In: `tagging/wikigold.conll` (Balasuriya et al. 2009, CC BY 4.0) and `tagging/wnut17-train.conll`
//! (Derczynski et al. 2017, CC BY 4.0), a word and its tag a line; and our own sentences with gaps in
//! `corpus/names/templates.txt`, which invented names and names of our tables fill. Every fifth stretch
//! of the two sets is kept out and measured. Out: `crates/firsthand-claim/models/names/weights.bin`,
//! and its figures on what was not trained on.

use crate::fill::Filler;
use crate::perceptron::{After, Example, Plan, train};
use anyhow::{Context as _, Result, anyhow};
use firsthand_claim::tag::linear::{Linear, file};
use firsthand_claim::tag::{Form, NameKind, Tagged, form, marked, name, speech};
use firsthand_text::Span;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

const PLAN: Plan = Plan { tags: name::TAGS, models: 3, rounds: 8, rarest: 2, step: 0.12, smallest: 2 };

const WEIGHTS: &str = "crates/firsthand-claim/models/names/weights.bin";

/// Sentences that are looked at together, as a text is.
const STRETCH: usize = 12;

/// Every so many stretches one is kept out of training.
const KEPT_OUT: usize = 5;

/// How often the gaps of each of our own sentences are filled.
const FILLINGS: usize = 40;

/// A text with the tag of each word.
struct Text<'t> {
    tagged: Tagged<'t>,
    tags: Vec<u8>,
}

/// A text, the bounds of its sentences, and its names.
type Stretch = (String, Vec<(usize, usize)>, Vec<(Span, NameKind)>);

type Sentences = Vec<Vec<(String, String)>>;

/// Sentences of words and tags.
fn read(path: &Path) -> Result<Sentences> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut found: Sentences = vec![Vec::new()];
    for line in text.lines() {
        match line.split_once([' ', '\t']).filter(|(word, _)| !word.trim().is_empty()) {
            Some((word, tag)) => {
                if let Some(last) = found.last_mut() {
                    last.push((word.to_string(), tag.trim().to_string()));
                }
            }
            None if found.last().is_some_and(|last| !last.is_empty()) => found.push(Vec::new()),
            None => {}
        }
    }
    found.retain(|sentence| !sentence.is_empty());
    Ok(found)
}

fn kind(tag: &str) -> Option<NameKind> {
    match tag.get(2..)? {
        "PER" | "person" => Some(NameKind::Person),
        "ORG" | "corporation" | "group" => Some(NameKind::Organisation),
        "LOC" | "location" => Some(NameKind::Place),
        _ => Some(NameKind::Other),
    }
}

/// A stretch of sentences as a text, and the places of its names.
fn stretch(sentences: &[Vec<(String, String)>]) -> Stretch {
    let mut text = String::new();
    let mut bounds = Vec::new();
    let mut names: Vec<(Span, NameKind)> = Vec::new();
    for sentence in sentences {
        let start = text.len();
        let mut open = false;
        for (word, tag) in sentence {
            if text.len() > start {
                text.push(' ');
            }
            let at = text.len();
            text.push_str(word);
            match (kind(tag).filter(|_| tag != "O"), names.last_mut()) {
                (Some(kind), Some((span, last))) if open && *last == kind && !tag.starts_with("B-") => {
                    span.end = text.len();
                }
                (Some(kind), _) => names.push((Span::new(at, text.len()), kind)),
                _ => {}
            }
            open = tag != "O";
        }
        bounds.push((start, text.len()));
        text.push('\n');
    }
    (text, bounds, names)
}

/// Cuts and tags a text whose sentences are known.
fn tagged<'t>(text: &'t str, bounds: &[(usize, usize)]) -> Tagged<'t> {
    let words = form::cut(text);
    let mut room = String::new();
    let forms: Vec<Form> = words.iter().map(|word| Form::new(word.of(text), &mut room)).collect();
    let mut sentences = Vec::new();
    let mut parts = Vec::new();
    let mut at = 0;
    for &(_, end) in bounds {
        let first = at;
        while at < words.len() && words[at].start < end {
            at += 1;
        }
        parts.extend(speech::parts(&forms[first..at]));
        sentences.push(first..at);
    }
    Tagged { text, words, forms, parts, sentences }
}

/// The tag of each word.
fn tags(tagged: &Tagged<'_>, names: &[(Span, NameKind)]) -> Vec<u8> {
    let mut tags = vec![0; tagged.words.len()];
    let mut at = 0;
    for &(span, kind) in names {
        let mut first = true;
        while at < tags.len() && tagged.words[at].start < span.end {
            if tagged.words[at].end > span.start {
                tags[at] = name::tag_of(kind, first);
                first = false;
            }
            at += 1;
        }
    }
    tags
}

struct Transitions<'a> {
    contexts: Vec<name::Context<'a>>,
    /// Text and words of each sentence.
    sentences: Vec<(usize, std::ops::Range<usize>)>,
}

impl After for Transitions<'_> {
    fn keys(&self, number: usize, at: usize, before: u8, last: u8, each: &mut dyn FnMut(u64)) {
        let (text, words) = &self.sentences[number];
        let context = &self.contexts[*text];
        context.after_keys(words, words.start + at, before, last, &mut |key| each(key));
    }
}

/// Trains, writes the weights and prints the figures.
pub(crate) fn run(bench: &Path) -> Result<()> {
    let folder = bench.join("tagging");
    let mut trained = Vec::new();
    let mut kept: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for name in ["wikigold.conll", "wnut17-train.conll"] {
        for (number, sentences) in read(&folder.join(name))?.chunks(STRETCH).enumerate() {
            let stretch = stretch(sentences);
            if number % KEPT_OUT == 0 {
                kept.entry(name).or_default().push(stretch);
            } else {
                trained.push(stretch);
            }
        }
    }
    trained.extend(own()?);
    let texts: Vec<Text<'_>> = trained
        .iter()
        .map(|(text, bounds, names)| {
            let tagged = tagged(text, bounds);
            Text { tags: tags(&tagged, names), tagged }
        })
        .collect();
    let contexts: Vec<name::Context<'_>> =
        texts.iter().map(|text| name::Context::new(&text.tagged)).collect();
    let sentences: Vec<(usize, std::ops::Range<usize>)> = texts
        .iter()
        .enumerate()
        .flat_map(|(number, text)| text.tagged.sentences.iter().map(move |words| (number, words.clone())))
        .collect();
    let examples: Vec<Example> = sentences
        .iter()
        .map(|(text, words)| {
            let context = &contexts[*text];
            let tags = texts[*text].tags[words.clone()].to_vec();
            let keys = words.clone().map(|at| {
                let mut keys = Vec::new();
                context.token_keys(words, at, &mut |key| keys.push(key));
                keys
            });
            let certain = words
                .clone()
                .map(|at| (context.is_plain(words, at) && tags[at - words.start] == 0).then_some(0));
            Example { keys: keys.collect(), certain: certain.collect(), tags }
        })
        .collect();
    println!("{} sentences", examples.len());
    let rows = train(&examples, &Transitions { contexts, sentences }, &PLAN);
    let bytes = file(&rows).map_err(|why| anyhow!(why))?;
    std::fs::write(WEIGHTS, &bytes).context(WEIGHTS)?;
    println!("{WEIGHTS}: {} features, {} bytes", rows.len(), bytes.len());
    let model = Linear::open(&bytes);
    for (name, texts) in &kept {
        let texts = texts.iter().map(|(text, bounds, names)| (tagged(text, bounds), names.clone()));
        measure(name, texts.collect(), &model);
    }
    ours(&model)
}

/// Figures on our own marked texts.
fn ours(model: &Linear<'_>) -> Result<()> {
    for part in ["dev", "test"] {
        let path = format!("corpus/names/{part}.txt");
        let texts =
            marked::read(&std::fs::read_to_string(&path).context(path)?).map_err(|why| anyhow!(why))?;
        let texts = texts.iter().map(|text| {
            let names = text.names.iter().map(|&(span, kind, _)| (span, kind)).collect();
            (Tagged::new(&text.text), names)
        });
        measure(part, texts.collect(), model);
    }
    Ok(())
}

/// Our own sentences with their gaps filled.
fn own() -> Result<Vec<Stretch>> {
    let path = "corpus/names/templates.txt";
    let templates = std::fs::read_to_string(path).context(path)?;
    let templates: Vec<&str> = templates.lines().filter(|line| !line.is_empty()).collect();
    let mut filler = Filler::new()?;
    let mut found = Vec::new();
    for _ in 0..FILLINGS {
        for part in templates.chunks(4) {
            let file = part.iter().map(|template| filler.fill(template)).collect::<Vec<_>>().join("\n");
            let texts = marked::read(&format!("== own\n{file}")).map_err(|why| anyhow!(why))?;
            for text in texts {
                let mut bounds = Vec::new();
                let mut start = 0;
                for line in text.text.split('\n') {
                    bounds.push((start, start + line.len()));
                    start += line.len() + 1;
                }
                let names = text.names.iter().map(|&(span, kind, _)| (span, kind)).collect();
                found.push((text.text, bounds, names));
            }
        }
    }
    Ok(found)
}

/// Names found, right and wanted, of one kind or all but [`NameKind::Other`].
fn measure(name: &str, texts: Vec<(Tagged<'_>, Vec<(Span, NameKind)>)>, model: &Linear<'_>) {
    let mut counts: BTreeMap<Option<NameKind>, [usize; 3]> = BTreeMap::new();
    let started = Instant::now();
    let mut words = 0;
    for (tagged, wanted) in &texts {
        words += tagged.words.len();
        let found = name::names_by(model, tagged);
        for (at, list) in [(0, &found), (2, wanted)] {
            for (_, kind) in list {
                counts.entry(Some(*kind)).or_default()[at] += 1;
                counts.entry(None).or_default()[at] += usize::from(*kind != NameKind::Other);
            }
        }
        for name in found.iter().filter(|name| wanted.contains(name)) {
            counts.entry(Some(name.1)).or_default()[1] += 1;
            counts.entry(None).or_default()[1] += usize::from(name.1 != NameKind::Other);
        }
    }
    let wall = started.elapsed().as_secs_f64();
    for (kind, [found, right, wanted]) in counts {
        let (p, r) = (right as f64 / found.max(1) as f64, right as f64 / wanted.max(1) as f64);
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        let kind = kind.map_or("p/o/l".to_string(), |kind| format!("{kind:?}"));
        println!("{name} {kind}: P {p:.4} R {r:.4} F1 {f1:.4} of {wanted}");
    }
    println!("{name}: {:.0} words a second", words as f64 / wall);
}
