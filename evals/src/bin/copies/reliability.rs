//! How far a stated certainty can be trusted: of the copies whose exemplar is stated with it, how many
//! are right.

use crate::load::Texts;
use anyhow::Result;
use firsthand_stemma::{Exemplar, Stemma};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Prints the table; says nothing where the truth isn't at hand.
#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
pub(crate) fn table(folder: &Path, texts: &Texts, families: &[Stemma]) -> Result<()> {
    let Ok(truth) = std::fs::read_to_string(folder.join("truth_docs.jsonl")) else { return Ok(()) };
    let seen: BTreeSet<&str> = texts.all.iter().map(|text| text.id.as_str()).collect();
    let mut exemplar: HashMap<String, Option<String>> = HashMap::new();
    for line in truth.lines() {
        let line: Value = serde_json::from_str(line)?;
        let Some([Value::String(only)]) = line["parents"].as_array().map(Vec::as_slice) else { continue };
        let id = line["id"].as_str().unwrap_or_default().to_string();
        exemplar.insert(id, seen.contains(only.as_str()).then(|| only.clone()));
    }
    let mut rows: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for copying in families.iter().flat_map(|family| &family.copyings) {
        let Some(truth) = exemplar.get(&texts.all[copying.copy].id) else { continue };
        let (what, right) = match copying.exemplar {
            Exemplar::Held(at) => ("held", truth.as_deref() == Some(texts.all[at].id.as_str())),
            Exemplar::Lost => ("lost", truth.is_none()),
        };
        let row = rows.entry((what, copying.certainty.as_str())).or_default();
        row.0 += usize::from(right);
        row.1 += 1;
    }
    for ((what, certainty), (right, all)) in rows {
        println!("  {what} {certainty:<10} right {:.3} of {all}", right as f64 / all as f64);
    }
    Ok(())
}
