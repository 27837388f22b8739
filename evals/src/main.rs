//! The quality gate: measures each stage against labelled data and holds it to `floors.toml`.
//!
//! ```text
//! cargo run --release -p evals               all
//! cargo run --release -p evals times copies  only stages or data sets of these names
//! ```
//!
//! In: the binary as users run it, and the labelled data beside the repository. Out: one table with
//! each figure, the figure to beat and the floor. Exit code 1 when a figure lies below its floor, a
//! rule that must hold doesn't, or data isn't the data that the floors were set on. Where the data or
//! Python is missing it says so and passes.

mod adapt;
mod authors;
mod data;
mod floors;
mod score;
mod seeds;
mod suite;

use anyhow::{Context, Result, bail};
use floors::{Floors, Set};
use score::Score;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Where things are.
struct Places {
    /// The labelled data; not part of the repository.
    shared: PathBuf,
    /// What is unpacked and made here; can be deleted at any time.
    work: PathBuf,
    /// The binary to measure.
    firsthand: PathBuf,
}

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn main() -> ExitCode {
    match run() {
        Ok(failures) if failures.is_empty() => ExitCode::SUCCESS,
        Ok(failures) => {
            println!("\n{} didn't hold:", if failures.len() == 1 { "One thing" } else { "These" });
            failures.iter().for_each(|failure| println!("  {failure}"));
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("evals: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn run() -> Result<Vec<String>> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let shared = root.join("../shared");
    if !shared.join("bench").is_dir() {
        println!("evals: skipped, there is no labelled data in {}", shared.display());
        return Ok(Vec::new());
    }
    if !Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success()) {
        println!("evals: skipped, the scorer needs python3 and there is none");
        return Ok(Vec::new());
    }
    let floors = Floors::read(&root.join("evals/floors.toml"))?;
    let firsthand = build(&root)?;
    let work = firsthand.parent().and_then(Path::parent).context("the target folder")?.join("bench");
    let places = Places { shared: shared.canonicalize()?, work, firsthand };

    let is_wanted =
        |names: &[&str]| wanted.is_empty() || names.iter().any(|name| wanted.iter().any(|word| word == name));
    let mut failures = Vec::new();
    println!(
        "{:<13} {:<19} {:<36} {:>6}  {:>6}  {:>6}  to beat: whose",
        "stage", "data", "measure", "figure", "beat", "floor"
    );
    for set in floors.sets.iter().filter(|set| is_wanted(&[&set.stage, &set.name])) {
        match measure(set, &places) {
            Ok(Some(measured)) => table(set, &measured, &mut failures),
            Ok(None) => {
                println!("{:<13} {:<19} skipped: not in {}", set.stage, set.name, places.shared.display())
            }
            Err(error) => {
                println!("{:<13} {:<19} FAILED: {error:#}", set.stage, set.name);
                failures.push(format!("{} {}: {error:#}", set.stage, set.name));
            }
        }
    }
    if is_wanted(&["seeds"]) {
        seeds::check(&floors.seeds, &places, &mut failures)?;
    }
    Ok(failures)
}

/// What one set gave.
struct Measured {
    score: Score,
    texts: usize,
    wall: Duration,
}

/// Builds the binary, beside this one, and tells where it is.
fn build(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(["build", "--quiet", "-p", "firsthand"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    if !command.status().context("cargo can't be run")?.success() {
        bail!("firsthand can't be built");
    }
    let binary =
        std::env::current_exe()?.with_file_name(format!("firsthand{}", std::env::consts::EXE_SUFFIX));
    if !binary.is_file() {
        bail!("{}: isn't there after building it", binary.display());
    }
    Ok(binary)
}

/// `None` when the data isn't at hand.
fn measure(set: &Set, places: &Places) -> Result<Option<Measured>> {
    if let Some(suite) = &set.suite {
        return suite::measure(set, suite, places);
    }
    let Some(data) = data::prepare(set, places)? else { return Ok(None) };
    let started = Instant::now();
    let output = Command::new(&places.firsthand)
        .args([set.command(), "--quiet"])
        .args(&data.inputs)
        .output()
        .context("firsthand can't be run")?;
    let wall = started.elapsed();
    if !output.status.success() {
        bail!("firsthand {}: {}", set.command(), String::from_utf8_lossy(&output.stderr).trim());
    }
    let predicted = adapt::predictions(set, &data, &String::from_utf8(output.stdout)?)?;
    let file = data.folder.join("predicted.jsonl");
    std::fs::write(&file, &predicted)?;
    let mut score = score::run(&places.shared.join("bench/score.py"), set.scorer(), &data.truth, &file)?;
    if set.stage == "pages"
        && let Some(share) = authors::right(&data.truth, &predicted)?
    {
        score.add("authors right", share);
    }
    Ok(Some(Measured { score, texts: data.texts, wall }))
}

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn table(set: &Set, measured: &Measured, failures: &mut Vec<String>) {
    for figure in &set.figures {
        let name = format!("{} {}", figure.row, figure.figure);
        let Some(found) = measured.score.get(&figure.row, &figure.figure) else {
            failures.push(format!("{} {}: the scorer gives no \"{name}\"", set.stage, set.name));
            continue;
        };
        let beat = figure.beat.map_or("–".to_string(), |beat| format!("{beat:.4}"));
        let held = found >= figure.floor;
        println!(
            "{:<13} {:<19} {:<36} {found:>6.4}  {beat:>6}  {:>6.4}  {}{}",
            set.stage,
            set.name,
            name.trim(),
            figure.floor,
            figure.who,
            if held { "" } else { "   BELOW ITS FLOOR" },
        );
        if !held {
            failures.push(format!(
                "{} {}, {}: {found:.4} is below its floor {:.4}",
                set.stage,
                set.name,
                name.trim(),
                figure.floor
            ));
        }
    }
    let sample = if set.every > 1 { format!(", each {}th", set.every) } else { String::new() };
    println!(
        "{:<13} {:<19} {} texts{sample} in {:.1} s{}",
        "",
        "",
        measured.texts,
        measured.wall.as_secs_f64(),
        set.note()
    );
}
