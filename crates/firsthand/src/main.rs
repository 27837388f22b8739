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
use cli::{Cli, Command, Look, Output, Paths, Run};
use firsthand_present::Terminal;
use firsthand_read::Notice;
use firsthand_story::Record;
use input::Input;
use progress::Progress;
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
            let (given, typed) = (input.fields.clone().unwrap_or_default(), again(&input));
            on_threads(&run, || report(input::gather(&input.paths, given), &typed, &output, &run))
        }
        Command::Demo { output, run } => on_threads(&run, || report(demo::input(), DEMO, &output, &run)),
        Command::Why { id, paths, fields, demo, look, run } => on_threads(&run, || {
            if demo {
                why(&id, demo::input(), DEMO, &look, &run)
            } else {
                let input = Paths { paths, fields };
                let typed = again(&input);
                let given = input.fields.unwrap_or_default();
                why(&id, input::gather(&input.paths, given), &typed, &look, &run)
            }
        }),
        Command::Collate { input, all, json, tei, look, run } => on_threads(&run, || {
            copies(&input, &run, |record| {
                if tei {
                    firsthand_present::tei(record)
                } else if json {
                    firsthand_present::collation_json(record, all)
                } else {
                    firsthand_present::collation(record, &terminal(&look, &again(&input)), all)
                }
            })
        }),
        Command::Stemma { input, dot, svg, look, run } => on_threads(&run, || {
            copies(&input, &run, |record| {
                if dot {
                    firsthand_present::dot(record)
                } else if svg {
                    firsthand_present::stemmata_svg(record)
                } else {
                    firsthand_present::stemmata(record, &terminal(&look, &again(&input)))
                }
            })
        }),
        Command::Pages(stage) => alone(stages::Stage::Pages, &stage),
        Command::Lines(stage) => alone(stages::Stage::Lines, &stage),
        Command::Copies(stage) => alone(stages::Stage::Copies, &stage),
        Command::Stories(stage) => alone(stages::Stage::Stories, &stage),
        Command::Times(stage) => alone(stages::Stage::Times, &stage),
        Command::Quantities(stage) => alone(stages::Stage::Quantities, &stage),
        Command::Attributions(stage) => alone(stages::Stage::Attributions, &stage),
        Command::Actors(stage) => alone(stages::Stage::Actors, &stage),
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

/// `collate` and `stemma`: what `show` makes of who copied whom.
fn copies(input: &Paths, run: &Run, show_copies: impl Fn(&Record) -> String) -> Result<ExitCode> {
    let mut progress = Progress::start(run.quiet);
    let fields = input.fields.clone().unwrap_or_default();
    let (articles, notices) = stages::texts(&input.paths, &fields, run.pace(), &progress);
    progress.stage("matching", 0);
    let record = firsthand_story::copies(articles, notices);
    progress.finish();
    if !run.quiet {
        show(&record.notices);
    }
    if !record.accounts.iter().any(|account| account.documents.len() > 1) {
        complain("nothing to collate: no two of these texts are copies of one");
        return Ok(ExitCode::from(NOTHING));
    }
    output::print(&show_copies(&record))?;
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

/// The input as it would be typed again.
fn again(input: &Paths) -> String {
    let fields = input.fields.as_ref().map(|fields| format!("--fields={fields}"));
    let paths = input.paths.iter().map(|path| path.to_string_lossy().into_owned());
    let typed = fields.into_iter().chain(paths).map(|path| {
        let plain = path.chars().all(|char| char.is_alphanumeric() || "/._-+,@%=:".contains(char));
        if plain && !path.is_empty() { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
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
    let record = pipeline::run(input.at(run.pace()), run.know, &progress);
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
        let fields = args.input.fields.clone().unwrap_or_default();
        let mut out = output::Lines::start();
        let notices =
            stages::run(stage, &args.input.paths, &fields, args.run.pace(), &progress, &mut |line| {
                out.print(&line.to_string())
            });
        progress.finish();
        if !args.run.quiet {
            show(&notices);
        }
        Ok(ExitCode::from(if out.finish()? == 0 { NOTHING } else { 0 }))
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
