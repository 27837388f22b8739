//! Test suites of a peer: cases that say what is to be found in a sentence.
//!
//! In: a file of cases as Recognizers-Text keeps them (one JSON object a line with "spec", "Input",
//! "Results" and sometimes "Context"), and `recognizers.toml`, which lists what is left out and why.
//! Out: the share of the cases left that the binary handles as they say, in all and on either half.
//! Which half a case is in is told by its number's hash, so that rules can be made on one and measured
//! on the other. Cases that fail are listed in `failed.jsonl` of the run's folder.

mod datetime;
mod names;
mod number;
mod unit;

use crate::floors::Set;
use crate::score::Score;
use crate::{Measured, Places, data};
use anyhow::{Context, Result, bail};
use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// One case.
#[derive(Debug)]
pub(crate) struct Case {
    /// Number of its line, from 1.
    pub(crate) number: usize,
    /// The file of the suite that it is from.
    pub(crate) spec: String,
    /// The sentence.
    pub(crate) input: String,
    /// "YYYY-MM-DDThh:mm:ss": when the sentence was said.
    pub(crate) reference: Option<String>,
    /// What is to be found, in order.
    pub(crate) results: Vec<Expected>,
    /// Whether even the suite's own main port leaves it out.
    skipped: bool,
}

/// One thing to be found.
#[derive(Debug)]
pub(crate) struct Expected {
    /// First character and the one after the last, counted in characters.
    pub(crate) place: (usize, usize),
    /// The words, in the suite's spelling.
    pub(crate) text: String,
    /// Its type without the name of the model: "daterange", "currency".
    pub(crate) kind: String,
    /// "Resolution" or "Value" as it stands; null where only the place counts.
    pub(crate) value: Value,
}

/// Tells whether what the binary printed for a case (its line, by command) is what the case says.
type Judge = fn(&Case, &BTreeMap<String, Map<String, Value>>) -> bool;

/// A suite: its name in `floors.toml`, the commands of the binary that it needs, who judges.
const SUITES: &[(&str, &[&str], Judge)] = &[
    ("datetime", &["times"], datetime::holds),
    ("number", &["quantities"], number::holds),
    ("unit", &["quantities"], unit::holds),
];

/// A kind of case that is left out.
struct Outside {
    suite: String,
    specs: Vec<String>,
    input: Option<Regex>,
    expected: Option<Regex>,
}

/// Runs the suite `set` names; `None` when the file isn't there.
pub(crate) fn measure(set: &Set, suite: &str, places: &Places) -> Result<Option<Measured>> {
    if suite == "names" {
        return names::measure(set, places).map(Some);
    }
    let file = places.shared.join("bench").join(&set.file);
    if !file.is_file() {
        return Ok(None);
    }
    data::check(&file, &set.digest)?;
    let (_, commands, holds) =
        SUITES.iter().find(|(name, ..)| *name == suite).with_context(|| format!("no suite \"{suite}\""))?;
    let folder = places.work.join("runs").join(&set.name);
    std::fs::create_dir_all(&folder)?;
    let outside = outside(&Path::new(env!("CARGO_MANIFEST_DIR")).join("recognizers.toml"))?;
    let all = cases(&file)?;
    let total = all.len();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    let cases: Vec<Case> = all
        .into_iter()
        .filter(|case| {
            let reason = left_out_for(case, suite, &outside);
            if let Some(reason) = &reason {
                *left_out.entry(reason.clone()).or_default() += 1;
            }
            reason.is_none()
        })
        .collect();
    let texts: String = cases.iter().fold(String::new(), |mut texts, case| {
        let day = case.reference.as_deref().and_then(|moment| moment.get(..10));
        let line =
            json!({"id": case.number.to_string(), "text": case.input, "published": day.map(str::to_owned)});
        _ = writeln!(texts, "{line}");
        texts
    });
    let input = folder.join("texts.jsonl");
    std::fs::write(&input, texts)?;
    let started = Instant::now();
    let mut found: BTreeMap<usize, BTreeMap<String, Map<String, Value>>> = BTreeMap::new();
    for command in *commands {
        let output = Command::new(&places.firsthand).args([command, "--quiet"]).arg(&input).output()?;
        if !output.status.success() {
            bail!("firsthand {command}: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        for line in String::from_utf8(output.stdout)?.lines() {
            let line: Map<String, Value> = serde_json::from_str(line)?;
            let number = line.get("id").and_then(Value::as_str).context("a line has no \"id\"")?.parse()?;
            found.entry(number).or_default().insert((*command).to_string(), line);
        }
    }
    let wall = started.elapsed();
    let mut failed = String::new();
    let mut counts = [(0usize, 0usize); 2];
    let nothing = BTreeMap::new();
    for case in &cases {
        let lines = found.get(&case.number).unwrap_or(&nothing);
        let held = holds(case, lines);
        let half = half(case.number);
        counts[half].0 += usize::from(held);
        counts[half].1 += 1;
        if !held {
            let wanted: Vec<Value> =
                case.results.iter().map(|want| json!([want.text, want.kind, want.value])).collect();
            let line = json!({"number": case.number, "half": half, "spec": case.spec, "input": case.input,
                "reference": case.reference, "wanted": wanted, "found": lines.values().collect::<Vec<_>>()});
            _ = writeln!(failed, "{line}");
        }
    }
    std::fs::write(folder.join("failed.jsonl"), failed)?;
    std::fs::write(folder.join("left-out.json"), serde_json::to_string_pretty(&json!(left_out))?)?;
    let share = |(held, all): (usize, usize)| if all == 0 { 0.0 } else { held as f64 / all as f64 };
    let both = (counts[0].0 + counts[1].0, counts[0].1 + counts[1].1);
    let score = Score::of(vec![
        ("cases", "", share(both)),
        ("cases", "first half", share(counts[0])),
        ("cases", "second half", share(counts[1])),
        ("cases", "left in", share((cases.len(), total))),
    ]);
    Ok(Some(Measured { score, texts: cases.len(), wall }))
}

/// 0 or 1 by the hash of a case's number.
fn half(number: usize) -> usize {
    (xxhash_rust::xxh3::xxh3_64(number.to_string().as_bytes()) & 1) as usize
}

/// The reason of the first rule that leaves `case` out.
fn left_out_for(case: &Case, suite: &str, outside: &[(Outside, String)]) -> Option<String> {
    if case.skipped {
        return Some("the suite's own main port does not support it".to_string());
    }
    let results = case.results.iter().fold(String::new(), |mut all, want| {
        _ = writeln!(all, "{} {} {}", want.kind, want.text, want.value);
        all
    });
    let fits = |rule: &Outside| {
        rule.suite == suite
            && (rule.specs.is_empty() || rule.specs.contains(&case.spec))
            && rule.input.as_ref().is_none_or(|pattern| pattern.is_match(&case.input))
            && rule.expected.as_ref().is_none_or(|pattern| pattern.is_match(&results))
    };
    outside.iter().find(|(rule, _)| fits(rule)).map(|(_, reason)| reason.clone())
}

/// Reads the rules on what is left out, with their reasons.
fn outside(path: &Path) -> Result<Vec<(Outside, String)>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: can't be read", path.display()))?;
    let table: toml::Table = text.parse().with_context(|| path.display().to_string())?;
    let rules = table.get("outside").and_then(toml::Value::as_array).context("no [[outside]]")?;
    rules
        .iter()
        .map(|rule| {
            let word = |name: &str| rule.get(name).and_then(toml::Value::as_str);
            let pattern = |name: &str| {
                word(name).map(|p| RegexBuilder::new(p).case_insensitive(true).build()).transpose()
            };
            let specs = word("specs").unwrap_or("").split_whitespace().map(str::to_owned).collect();
            let suite = word("suite").context("a rule has no suite")?.to_owned();
            let rule = Outside { suite, specs, input: pattern("input")?, expected: pattern("expected")? };
            let reason = table_reason(word("reason"))?;
            Ok((rule, reason))
        })
        .collect()
}

fn table_reason(reason: Option<&str>) -> Result<String> {
    reason.map(str::to_owned).context("a rule gives no reason")
}

/// Reads a file of cases.
pub(crate) fn cases(path: &Path) -> Result<Vec<Case>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: can't be read", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| case(at + 1, line).with_context(|| format!("line {}", at + 1))).collect()
}

fn case(number: usize, line: &str) -> Result<Case> {
    let line: Value = serde_json::from_str(line)?;
    let word = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let results = line["Results"].as_array().map_or(&[][..], Vec::as_slice).iter().map(|result| {
        let start = result["Start"].as_u64().unwrap_or(0) as usize;
        let length = result["Length"].as_u64().map(|length| start + length as usize);
        let end = length.or(result["End"].as_u64().map(|end| end as usize + 1)).unwrap_or(start);
        let kind = result["TypeName"].as_str().or(result["Type"].as_str()).unwrap_or("");
        let kind = kind.rsplit('.').next().unwrap_or("").to_owned();
        let value = if result["Resolution"].is_null() { &result["Value"] } else { &result["Resolution"] };
        Expected { place: (start, end), text: word(&result["Text"]), kind, value: value.clone() }
    });
    Ok(Case {
        number,
        spec: word(&line["spec"]),
        input: word(&line["Input"]),
        reference: line["Context"]["ReferenceDateTime"].as_str().map(str::to_owned),
        results: results.collect(),
        skipped: ["NotSupported", "NotSupportedByDesign"]
            .iter()
            .any(|name| line[*name].as_str().is_some_and(|ports| ports.to_lowercase().contains("dotnet"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_either_form() {
        let parsed = case(7, r#"{"spec": "AExtractor", "Input": "On 3 May", "Results": [{"Text": "3 May", "Type": "date", "Start": 3, "Length": 5}]}"#).unwrap();
        assert_eq!((parsed.results[0].place, parsed.results[0].kind.as_str()), ((3, 8), "date"));
        let parsed = case(8, r#"{"spec": "AModel", "Input": "On 3 May", "NotSupported": "Java, DotNet", "Results": [{"Text": "3 may", "TypeName": "datetimeV2.date", "Start": 3, "End": 7, "Resolution": {"values": []}}]}"#).unwrap();
        assert_eq!((parsed.results[0].place, parsed.results[0].kind.as_str()), ((3, 8), "date"));
        assert!(parsed.skipped);
    }

    #[test]
    fn rules_can_be_read() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("recognizers.toml");
        let rules = outside(&path).unwrap();
        assert!(rules.iter().all(|(rule, reason)| !reason.is_empty()
            && SUITES.iter().any(|(suite, ..)| *suite == rule.suite)
            && (!rule.specs.is_empty() || rule.input.is_some() || rule.expected.is_some())));
    }
}
