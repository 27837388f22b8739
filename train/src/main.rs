//! Trains the small models that Firsthand ships, one subcommand each.
//!
//! In: labelled data in the folder given by `--bench` (default `../shared/bench`).
//! Out: a weight file and the figures that its `MODEL.md` states, on data that was not trained on.
//! The same data give the same bytes.
#![allow(clippy::print_stdout, reason = "a command that reports to whoever trains")]

mod attribution;
mod blocks;
mod boost;
mod crf;
mod fill;
mod forest;
mod lines;
mod names;
mod pages;
mod perceptron;
mod tagger;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

/// Name on the command line, what it trains, and the function that does it: labelled data in, files
/// written below the current folder (the workspace root).
type Trainer = (&'static str, &'static str, fn(&Path) -> Result<()>);

/// Every model that can be trained again.
const TRAINERS: &[Trainer] = &[
    ("blocks", "which blocks of a web page are its article", blocks::train),
    ("lines", "which lines of a plain text are article", lines::train),
    ("tagger", "parts of speech, from the English Web Treebank", tagger::run),
    ("names", "names of people, bodies and places, from WikiGold, WNUT 17 and our own sentences", names::run),
    ("attribution", "who says what, from PolNeAR", attribution::run),
];

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why:#}");
            ExitCode::from(2)
        }
    }
}

fn run(mut args: Vec<String>) -> Result<()> {
    let mut bench = PathBuf::from("../shared/bench");
    if let Some(at) = args.iter().position(|a| a == "--bench") {
        args.remove(at);
        anyhow::ensure!(at < args.len(), "--bench needs a folder");
        bench = PathBuf::from(args.remove(at));
    }
    let [name] = args.as_slice() else {
        let names: Vec<String> =
            TRAINERS.iter().map(|(name, what, _)| format!("  {name:<10} {what}")).collect();
        bail!("usage: cargo run --release -p train -- NAME [--bench DIR]\n{}", names.join("\n"));
    };
    let Some((_, _, train)) = TRAINERS.iter().find(|(known, _, _)| known == name) else {
        bail!("no model is called {name:?}");
    };
    if !bench.is_dir() {
        bail!("no labelled data in {}: give the folder with --bench DIR", bench.display());
    }
    train(&bench).with_context(|| format!("training {name}"))
}
