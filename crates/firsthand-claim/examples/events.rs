//! Reads JSON lines and prints what event each holds.
//!
//! `events FILE [--plv]` with lines `{"id", "text", "source", "target"}` prints `{"id", "event"}`; with
//! `--plv` the types CONCEDE and RETREAT are both called YIELD. `events --agreements FILE …` prints the
//! agreements of plain-text files, for reading by eye.

use firsthand_claim::{EventType, actors, agreement_mentions, event_type, times};
use firsthand_text::Span;
use serde_json::{Value, json};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let files = arguments.iter().filter(|argument| !argument.starts_with("--"));
    let mut out = std::io::stdout().lock();
    for file in files {
        let content = std::fs::read_to_string(file)?;
        if arguments.iter().any(|argument| argument == "--agreements") {
            agreements(&content, file, &mut out)?;
            continue;
        }
        let plv = arguments.iter().any(|argument| argument == "--plv");
        for line in content.lines().filter(|line| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line)?;
            let text = row["text"].as_str().unwrap_or("");
            let kind = event_type(text, span(text, &row["source"]), span(text, &row["target"]));
            let name = match kind {
                Some(EventType::Concede | EventType::Retreat) if plv => Some("YIELD"),
                kind => kind.map(EventType::as_str),
            };
            writeln!(out, "{}", json!({"id": row["id"], "event": name}))?;
        }
    }
    Ok(())
}

/// Where the words of an actor stand: a string, or a list whose first entry has an `actorText`.
fn span(text: &str, actor: &Value) -> Option<Span> {
    let words =
        actor.as_str().or_else(|| actor[0]["actorText"].as_str()).filter(|words| !words.is_empty())?;
    let start = text.find(words)?;
    Some(Span::new(start, start + words.len()))
}

fn agreements(text: &str, file: &str, out: &mut impl Write) -> std::io::Result<()> {
    let (actors, times) = (actors(text), times(text, None));
    writeln!(out, "== {file}")?;
    for (number, mention) in agreement_mentions(text, &actors, &times).iter().enumerate() {
        let parties: Vec<&str> = mention.parties.iter().map(|&at| actors[at].name.as_str()).collect();
        writeln!(out, "{number}. {:?} {parties:?} same_as {:?}", mention.name.of(text), mention.same_as)?;
        for step in &mention.steps {
            let when = step.when.map(|at| times[at].span.of(text));
            writeln!(
                out,
                "     {} {} {when:?}: {:?}",
                step.stage.as_str(),
                step.modality.as_str(),
                step.span.of(text)
            )?;
        }
        for held in &mention.provisions {
            writeln!(out, "     holds {}: {:?}", held.kind.as_str(), held.span.of(text))?;
        }
    }
    Ok(())
}
