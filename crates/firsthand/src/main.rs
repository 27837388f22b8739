//! The command line: flags in, a record out, and the exit code. It holds nothing of interest; start
//! with `pipeline.rs`.

mod cli;
mod demo;
mod input;
mod output;
mod pipeline;
mod progress;
mod stages;

use anyhow::{Context, Result, bail};
use clap::Parser;
use cli::{Cli, Command, Look, Output, Run};
use firsthand_present::Terminal;
use firsthand_read::Notice;
use firsthand_story::Record;
use input::Input;
use progress::Progress;
use std::path::PathBuf;
use std::process::ExitCode;

/// No readable article: nothing to report.
const NOTHING: u8 = 1;
/// It didn't work.
const FAILED: u8 = 2;

/// Stack of each thread. Pages can nest elements a hundred thousand deep; memory is only taken when
/// it is used.
const STACK: usize = 256 << 20;

/// How the sample is named where pages are.
const DEMO: &str = "--demo";

/// Most notices of one kind that are printed; the record holds them all.
const SHOWN: usize = 20;

fn main() -> ExitCode {
    pipeline::hush_guarded_panics();
    let cli = Cli::parse();
    match pipeline::guarded(|| run(cli)) {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => {
            complain(&format!("{error:#}"));
            ExitCode::from(FAILED)
        }
        Err(fault) => {
            complain(&format!(
                "a fault in Firsthand ({fault}). Please report it with the pages that show it"
            ));
            ExitCode::from(FAILED)
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Read { input, output, run } => {
            on_threads(&run, || report(input::gather(&input.paths), &again(&input.paths), &output, &run))
        }
        Command::Demo { output, run } => on_threads(&run, || report(demo::input(), DEMO, &output, &run)),
        Command::Why { id, paths, demo, look, run } => on_threads(&run, || {
            if demo {
                why(&id, demo::input(), DEMO, &look, &run)
            } else {
                why(&id, input::gather(&paths), &again(&paths), &look, &run)
            }
        }),
        Command::Pages(stage) => alone(stages::Stage::Pages, &stage),
        Command::Lines(stage) => alone(stages::Stage::Lines, &stage),
        Command::Copies(stage) => alone(stages::Stage::Copies, &stage),
        Command::Stories(stage) => alone(stages::Stage::Stories, &stage),
        Command::Times(stage) => alone(stages::Stage::Times, &stage),
        Command::Attributions(stage) => alone(stages::Stage::Attributions, &stage),
        Command::Events(stage) => alone(stages::Stage::Events, &stage),
    }
}

/// Runs `work` on as many threads as asked; all parallel work of a run shares them.
fn on_threads<T: Send>(run: &Run, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(run.threads.unwrap_or(0).into())
        .stack_size(STACK)
        .build()
        .context("threads can't be started; try --threads 1")?
        // A panic in a worker is carried to this thread, past the guard's hush.
        .install(|| {
            pipeline::guarded(work).unwrap_or_else(|fault| {
                bail!("a fault in Firsthand ({fault}). Please report it with the pages that show it")
            })
        })
}

/// `read` and `demo`.
fn report(input: Input, again: &str, output: &Output, run: &Run) -> Result<ExitCode> {
    let record = record_of(input, run);
    if let Some(path) = &output.html {
        output::replace(path, firsthand_present::html(&record).as_bytes())?;
        if !run.quiet {
            complain(&format!("report written to {}", path.display()));
        }
    }
    if output.json {
        output::print(&firsthand_present::json(&record))?;
    } else if output.html.is_none() && !record.documents.is_empty() {
        output::print(&firsthand_present::terminal(&record, &terminal(&output.look, again)))?;
    }
    if record.documents.is_empty() {
        complain("nothing to report: no readable article in what was given");
        return Ok(ExitCode::from(NOTHING));
    }
    Ok(ExitCode::SUCCESS)
}

fn why(id: &str, input: Input, again: &str, look: &Look, run: &Run) -> Result<ExitCode> {
    let record = record_of(input, run);
    let Some(reasons) = firsthand_present::why(&record, id, &terminal(look, again)) else {
        bail!("{id}: nothing in this record has that name; {}", names(&record));
    };
    output::print(&reasons)?;
    Ok(ExitCode::SUCCESS)
}

fn terminal(look: &Look, again: &str) -> Terminal {
    Terminal {
        width: output::width(look.width),
        colour: output::color(look.no_color),
        inputs: again.to_string(),
    }
}

/// `paths` as they would be typed again.
fn again(paths: &[PathBuf]) -> String {
    let typed = paths.iter().map(|path| {
        let path = path.to_string_lossy();
        let plain = path.chars().all(|char| char.is_alphanumeric() || "/._-+,@%=:".contains(char));
        if plain && !path.is_empty() {
            path.into_owned()
        } else {
            format!("'{}'", path.replace('\'', r"'\''"))
        }
    });
    typed.collect::<Vec<_>>().join(" ")
}

/// Which names a record has, for whoever mistyped one.
fn names(record: &Record) -> String {
    let kinds = [
        ("accounts a", record.accounts.len()),
        ("passages p", record.passages.len()),
        ("edits e", record.edits.len()),
        ("stories s", record.stories.len()),
        ("threads t", record.threads.len()),
        ("timeline v", record.timeline.len()),
        ("statements q", record.statements.len()),
        ("claims c", record.claims.len()),
        ("conflicts x", record.conflicts.len()),
        ("numbers n", record.quantities.len()),
        ("agreements g", record.agreements.len()),
        ("people and bodies k", record.actors.len()),
    ];
    let some: Vec<String> = kinds
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| {
            format!("{kind}1{}", if *count > 1 { format!("–{count}") } else { String::new() })
        })
        .collect();
    if some.is_empty() { "it has none".to_string() } else { format!("there are {}", some.join(", ")) }
}

fn record_of(input: Input, run: &Run) -> Record {
    let mut progress = Progress::start(run.quiet);
    let record = pipeline::run(input, &progress);
    progress.finish();
    if !run.quiet {
        show(&record.notices);
    }
    record
}

/// A stage by itself.
fn alone(stage: stages::Stage, args: &cli::Stage) -> Result<ExitCode> {
    on_threads(&args.run, || {
        let mut progress = Progress::start(args.run.quiet);
        let answer = stages::run(stage, &args.paths, &progress);
        progress.finish();
        if !args.run.quiet {
            show(&answer.notices);
        }
        let mut text = String::new();
        for line in &answer.lines {
            text.push_str(&line.to_string());
            text.push('\n');
        }
        output::print(&text)?;
        Ok(ExitCode::from(if answer.lines.is_empty() { NOTHING } else { 0 }))
    })
}

/// Names what couldn't be read, a line each; of many of one kind the first.
fn show(notices: &[(Option<String>, Notice)]) {
    let mut shown: Vec<(&str, usize)> = Vec::new();
    for (file, notice) in notices {
        let count = match shown.iter().position(|(code, _)| *code == notice.code) {
            Some(at) => &mut shown[at].1,
            None => {
                shown.push((notice.code, 0));
                &mut shown.last_mut().expect("one was just pushed").1
            }
        };
        *count += 1;
        if *count <= SHOWN {
            let file = file.as_deref().unwrap_or("?");
            let named = notice.message.starts_with(file);
            complain(&if named { notice.message.clone() } else { format!("{file}: {}", notice.message) });
        }
    }
    for (code, count) in shown.into_iter().filter(|(_, count)| *count > SHOWN) {
        complain(&format!("and {} more of the kind \"{code}\"; --json lists all", count - SHOWN));
    }
}

/// One line on standard error.
fn complain(message: &str) {
    use std::io::Write as _;
    // Nobody is left to tell when standard error is closed.
    _ = writeln!(std::io::stderr(), "firsthand: {message}");
}
