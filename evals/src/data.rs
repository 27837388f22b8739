//! From a labelled set to what the binary is given and what the scorer compares with.
//!
//! Archives are unpacked once, under the name of their digest. A sample takes each n-th text in
//! order of the file, so it is the same on every machine.

use crate::Places;
use crate::adapt::{self, Line};
use crate::floors::Set;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A set, ready to run.
pub(crate) struct Data {
    /// What the binary is given.
    pub(crate) inputs: Vec<PathBuf>,
    /// What the scorer compares with: a file, for copies a folder.
    pub(crate) truth: PathBuf,
    /// For files made on the way.
    pub(crate) folder: PathBuf,
    /// How many texts.
    pub(crate) texts: usize,
}

/// Checks the digest, unpacks, takes the sample; `None` when the file isn't there.
pub(crate) fn prepare(set: &Set, places: &Places) -> Result<Option<Data>> {
    let file = places.shared.join("bench").join(&set.file);
    if !file.is_file() {
        return Ok(None);
    }
    check(&file, &set.digest)?;
    let folder = places.work.join("runs").join(&set.name);
    fs::create_dir_all(&folder)?;
    let source = if set.file.ends_with(".tar.xz") { unpack(&file, set, places)? } else { file };
    if set.stage == "copies" {
        // Copies are only copies together: no sample.
        let texts = lines(&source.join("docs.jsonl"))?.len();
        return Ok(Some(Data { inputs: vec![source.clone()], truth: source, folder, texts }));
    }
    let truth = if source.is_dir() { source.join("truth.jsonl") } else { source.clone() };
    let kept: Vec<Line> = lines(&truth)?.into_iter().step_by(set.every).collect();
    let texts = kept.len();
    let inputs = match set.stage.as_str() {
        "pages" => kept
            .iter()
            .map(|line| adapt::id(line).map(|id| source.join(format!("{id}.html"))))
            .collect::<Result<_>>()?,
        _ => vec![write(&folder.join("texts.jsonl"), kept.iter().map(adapt::without_answers))?],
    };
    let truth = match &set.with {
        Some((with, digest)) => {
            let with = places.shared.join("bench").join(with);
            check(&with, digest)?;
            with
        }
        None => write(&folder.join("truth.jsonl"), kept.into_iter().map(|line| adapt::truth(set, line)))?,
    };
    Ok(Some(Data { inputs, truth, folder, texts }))
}

/// XXH3 of a file's bytes.
pub(crate) fn digest(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("{}: can't be read", path.display()))?;
    Ok(format!("{:016x}", xxhash_rust::xxh3::xxh3_64(&bytes)))
}

/// Floors mean nothing on other data than they were set on.
pub(crate) fn check(path: &Path, expected: &str) -> Result<()> {
    let found = digest(path)?;
    if found != expected {
        bail!(
            "{}: has the digest {found}, the floors were set on {expected}. Get that file back, or measure anew and set digest and floors together",
            path.display()
        );
    }
    Ok(())
}

/// The folder that the archive holds.
fn unpack(archive: &Path, set: &Set, places: &Places) -> Result<PathBuf> {
    let folder = places.work.join(&set.digest);
    if !folder.is_dir() {
        let part = places.work.join(format!("{}.part", set.digest));
        _ = fs::remove_dir_all(&part);
        fs::create_dir_all(&part)?;
        let status = Command::new("tar").arg("xJf").arg(archive).arg("-C").arg(&part).status();
        if !status.context("tar can't be run")?.success() {
            bail!("{}: tar can't unpack it (it needs xz)", archive.display());
        }
        fs::rename(&part, &folder)?;
    }
    let inner = fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).find(|path| path.is_dir());
    inner.with_context(|| format!("{}: holds no folder", archive.display()))
}

pub(crate) fn lines(path: &Path) -> Result<Vec<Line>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: can't be read", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    // Python writes NaN for a number it doesn't have; JSON has no such word.
    let lines = lines.map(|line| serde_json::from_str(&line.replace(": NaN", ": null")));
    lines.collect::<Result<_, _>>().with_context(|| format!("{}: bad line", path.display()))
}

fn write(path: &Path, lines: impl Iterator<Item = Line>) -> Result<PathBuf> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
    }
    fs::write(path, text)?;
    Ok(path.to_path_buf())
}
