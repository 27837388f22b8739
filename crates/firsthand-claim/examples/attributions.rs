//! Reads JSON lines `{"id", "text"}` and writes `{"id", "attributions": [{"source", "cue", "content"}]}`
//! with offsets in Unicode characters, for measuring against marked texts.

use firsthand_claim::{actors, attributions};
use firsthand_text::{Offsets, Span};
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or("");
        let offsets = Offsets::new(text);
        let spans = |spans: &[Span]| -> Vec<(usize, usize)> {
            spans.iter().map(|span| offsets.span(*span)).collect()
        };
        let found: Vec<Value> = attributions(text, &actors(text))
            .iter()
            .map(|found| json!({"source": spans(&found.source), "cue": spans(&found.cue), "content": spans(&found.content)}))
            .collect();
        writeln!(out, "{}", json!({"id": record["id"], "attributions": found}))?;
    }
    Ok(())
}
