//! Five real pages with a record made by hand: how many of its rules hold, and that those hold
//! whose breach would be a wrong claim.

use crate::Places;
use crate::data::digest;
use crate::floors::Seeds;
use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::Instant;

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
pub(crate) fn check(seeds: &Seeds, places: &Places, failures: &mut Vec<String>) -> Result<()> {
    let folder = places.shared.join("seeds");
    let check = folder.join("check.py");
    if !check.is_file() {
        println!("{:<13} skipped: not in {}", "seeds", places.shared.display());
        return Ok(());
    }
    let found = digest(&folder.join("expected.json"))?;
    if found != seeds.digest {
        failures.push(format!(
            "seeds: expected.json has the digest {found}, the floor was set on {}; check the rules and set both together",
            seeds.digest
        ));
    }
    let started = Instant::now();
    let output = Command::new(&places.firsthand).args(["read", "--json", "--quiet"]).arg(&folder).output()?;
    let wall = started.elapsed();
    if !output.status.success() {
        bail!("seeds: firsthand read: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let record = places.work.join("runs/seeds.json");
    std::fs::create_dir_all(record.parent().context("a folder")?)?;
    std::fs::write(&record, &output.stdout)?;
    let output =
        Command::new("python3").arg("-B").arg(&check).arg(&record).env("PYTHONUTF8", "1").output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let rules: Vec<(bool, &str)> = text.lines().filter_map(rule).collect();
    if rules.is_empty() {
        bail!("seeds: the check failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let held = rules.iter().filter(|(ok, _)| *ok).count();
    println!(
        "{:<13} {:<19} rules that hold: {held} of {}, floor {}; read in {:.2} s",
        "seeds",
        "",
        rules.len(),
        seeds.held,
        wall.as_secs_f64()
    );
    for (_, label) in rules.iter().filter(|(ok, _)| !ok) {
        println!("{:<33} missing: {label}", "");
    }
    if held < seeds.held {
        failures.push(format!("seeds: {held} rules hold, the floor is {}", seeds.held));
    }
    for words in &seeds.must {
        let mut matching = rules.iter().filter(|(_, label)| label.contains(words.as_str())).peekable();
        if matching.peek().is_none() {
            failures.push(format!("seeds: no rule has the words \"{words}\""));
        }
        failures
            .extend(matching.filter(|(ok, _)| !ok).map(|(_, label)| format!("seeds: must hold: {label}")));
    }
    Ok(())
}

/// `ok    label` or `MISS  label   [what was found]`.
fn rule(line: &str) -> Option<(bool, &str)> {
    let (ok, rest) = match line.strip_prefix("ok ") {
        Some(rest) => (true, rest),
        None => (false, line.strip_prefix("MISS ")?),
    };
    Some((ok, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        for (line, expected) in [
            ("ok    three stories", Some((true, "three stories"))),
            ("MISS  three stories   [[]]", Some((false, "three stories   [[]]"))),
            ("12 of 60", None),
        ] {
            assert_eq!(rule(line), expected);
        }
    }
}
