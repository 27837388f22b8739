//! What is known of the exemplars of a folder's copies.

use crate::load::Texts;
use anyhow::Result;
use firsthand_stemma::Exemplar;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// The exemplar of each copy that has one, by place; empty where the truth isn't at hand. A copy of two
/// texts is left out.
pub(crate) fn exemplars(folder: &Path, texts: &Texts) -> Result<HashMap<usize, Exemplar>> {
    let Ok(truth) = std::fs::read_to_string(folder.join("truth_docs.jsonl")) else {
        return Ok(HashMap::new());
    };
    let place: HashMap<&str, usize> =
        texts.all.iter().enumerate().map(|(at, text)| (text.id.as_str(), at)).collect();
    let mut found = HashMap::new();
    for line in truth.lines() {
        let line: Value = serde_json::from_str(line)?;
        let Some([Value::String(only)]) = line["parents"].as_array().map(Vec::as_slice) else { continue };
        let Some(&copy) = line["id"].as_str().and_then(|id| place.get(id)) else { continue };
        found.insert(copy, place.get(only.as_str()).map_or(Exemplar::Lost, |&at| Exemplar::Held(at)));
    }
    Ok(found)
}
