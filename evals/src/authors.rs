//! Whether a page's authors are right; the scorer doesn't look at them.
//!
//! In: the truth's field "author" and what the binary printed as "byline". Out: the share of the pages
//! with a known author on which both name the same people. Names are parted at commas, strokes,
//! semicolons, "&" and "and"; case, accents, marks and degrees ("Ph.D.") don't matter, order neither.
//! An organisation that the truth names as author counts as missed where a person is named or nobody.

use anyhow::Result;
use firsthand_text::{Folded, unaccented};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Degrees and titles that stand behind a name.
const DEGREES: &[&str] = &[
    "phd", "md", "mba", "jr", "sr", "esq", "rn", "rd", "rdn", "ms", "msc", "bs", "bsc", "ma", "ba", "jd",
    "edd", "dds", "dvm", "cpa", "cfp", "cepf", "pharmd", "lcsw", "mph",
];

/// The share in `0.0..=1.0`; `None` where the truth knows no author.
pub(crate) fn right(truth: &Path, predicted: &str) -> Result<Option<f64>> {
    let mut answers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in predicted.lines() {
        let line: Value = serde_json::from_str(line)?;
        let Some(id) = line["id"].as_str() else { continue };
        let byline = line["byline"].as_array().into_iter().flatten().filter_map(Value::as_str);
        answers.entry(id.to_string()).or_insert_with(|| byline.flat_map(names).collect());
    }
    let (mut right, mut all) = (0usize, 0usize);
    for line in std::fs::read_to_string(truth)?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let known: BTreeSet<String> = names(line["author"].as_str().unwrap_or("")).into_iter().collect();
        if known.is_empty() {
            continue;
        }
        all += 1;
        let answer = line["id"].as_str().and_then(|id| answers.get(id));
        right += usize::from(answer.is_some_and(|answer| *answer == known));
    }
    Ok((all > 0).then(|| right as f64 / all as f64))
}

/// The names in a list of authors, without what doesn't matter.
fn names(list: &str) -> Vec<String> {
    let parts = list.split([',', ';', '|', '/', '&']).flat_map(|part| part.split(" and "));
    let bare = |part: &str| -> String {
        let words = part.split_whitespace().filter(|word| {
            let letters: String = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
            !DEGREES.contains(&letters.as_str())
        });
        let joined = words.collect::<Vec<_>>().join(" ");
        let folded = Folded::new(&unaccented(&joined));
        let words = folded.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    parts.map(bare).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn parts_names() {
        for (list, expected) in [
            ("Ann Bell", vec!["ann bell"]),
            ("ANN BÉLL, Ph.D., and Jo Orr", vec!["ann bell", "jo orr"]),
            ("Ann Bell & Jo O’Orr, MD", vec!["ann bell", "jo o orr"]),
            ("", vec![]),
        ] {
            assert_eq!(names(list), expected, "{list}");
        }
    }
}
