//! Prints the time expressions of JSON lines {"id", "dct", "text"} as {"id", "times"}, with
//! character offsets, for scoring.

use firsthand_text::Offsets;
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let page: Value = serde_json::from_str(&line?)?;
        let text = page["text"].as_str().unwrap_or("");
        let published = page["dct"].as_str().and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
        let offsets = Offsets::new(text);
        let times: Vec<Value> = firsthand_claim::times(text, published)
            .iter()
            .map(|when| {
                let (start, end) = offsets.span(when.span);
                json!({"start": start, "end": end, "type": when.kind.as_str(), "value": when.value})
            })
            .collect();
        writeln!(out, "{}", json!({"id": page["id"], "times": times}))?;
    }
    Ok(())
}
