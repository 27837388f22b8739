//! `floors.toml`: which data, which figures, and how low they may be.

use anyhow::{Context, Result};
use std::path::Path;
use toml::{Table, Value};

/// The whole file.
#[derive(Debug)]
pub(crate) struct Floors {
    pub(crate) sets: Vec<Set>,
    pub(crate) seeds: Seeds,
}

/// One set of labelled data.
#[derive(Debug)]
pub(crate) struct Set {
    /// The stage measured, as it is called in the table.
    pub(crate) stage: String,
    pub(crate) name: String,
    /// Below the folder of labelled data.
    pub(crate) file: String,
    /// XXH3 (64 bit, hexadecimal) of `file`.
    pub(crate) digest: String,
    /// Another file that the set needs, with its digest.
    pub(crate) with: Option<(String, String)>,
    /// The test suite of a peer that this is, judged here and not by the scorer.
    pub(crate) suite: Option<String>,
    /// Only each n-th text is taken, to keep the run short.
    pub(crate) every: usize,
    pub(crate) figures: Vec<Figure>,
    note: Option<String>,
}

/// One figure of the scorer's output.
#[derive(Debug)]
pub(crate) struct Figure {
    /// How the scorer's line begins.
    pub(crate) row: String,
    /// The words before the number; "" for the first.
    pub(crate) figure: String,
    pub(crate) floor: f64,
    pub(crate) beat: Option<f64>,
    /// Whose figure it is to beat.
    pub(crate) who: String,
}

/// The pages with a record made by hand.
#[derive(Debug)]
pub(crate) struct Seeds {
    pub(crate) digest: String,
    /// Fewest rules that hold.
    pub(crate) held: usize,
    /// Words of rules that must hold.
    pub(crate) must: Vec<String>,
}

impl Set {
    /// The command of the binary.
    pub(crate) fn command(&self) -> &str {
        if self.stage == "dates" { "times" } else { &self.stage }
    }

    /// The scorer's name for the stage.
    pub(crate) fn scorer(&self) -> &str {
        &self.stage
    }

    pub(crate) fn note(&self) -> String {
        self.note.as_deref().map(|note| format!("; {note}")).unwrap_or_default()
    }
}

impl Floors {
    pub(crate) fn read(path: &Path) -> Result<Floors> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{}: can't be read", path.display()))?;
        Floors::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Floors> {
        let table: Table = text.parse()?;
        let sets = table.get("set").and_then(Value::as_array).context("no [[set]]")?;
        let sets = sets.iter().map(set).collect::<Result<Vec<_>>>()?;
        let seeds = table.get("seeds").context("no [seeds]")?;
        let must = seeds.get("must").and_then(Value::as_array).context("seeds: no must")?;
        let seeds = Seeds {
            digest: string(seeds, "digest")?,
            held: seeds.get("held").and_then(Value::as_integer).context("seeds: no held")?.try_into()?,
            must: must.iter().filter_map(Value::as_str).map(str::to_string).collect(),
        };
        Ok(Floors { sets, seeds })
    }
}

fn set(value: &Value) -> Result<Set> {
    let name = string(value, "name")?;
    let figures =
        value.get("figures").and_then(Value::as_array).with_context(|| format!("{name}: no figures"))?;
    let with = value
        .get("with")
        .map(|with| Ok::<_, anyhow::Error>((string(with, "file")?, string(with, "digest")?)));
    Ok(Set {
        stage: string(value, "stage")?,
        file: string(value, "file")?,
        digest: string(value, "digest")?,
        with: with.transpose()?,
        suite: value.get("suite").and_then(Value::as_str).map(str::to_string),
        every: value.get("every").and_then(Value::as_integer).map_or(Ok(1), usize::try_from)?.max(1),
        figures: figures.iter().map(figure).collect::<Result<_>>().with_context(|| name.clone())?,
        note: value.get("note").and_then(Value::as_str).map(str::to_string),
        name,
    })
}

fn figure(value: &Value) -> Result<Figure> {
    let number = |name: &str| {
        value.get(name).and_then(|value| value.as_float().or(value.as_integer().map(|i| i as f64)))
    };
    Ok(Figure {
        row: string(value, "row")?,
        figure: string(value, "figure").unwrap_or_default(),
        floor: number("floor").context("a figure has no floor")?,
        beat: number("beat"),
        who: string(value, "who").unwrap_or_default(),
    })
}

fn string(value: &Value, name: &str) -> Result<String> {
    value.get(name).and_then(Value::as_str).map(str::to_string).with_context(|| format!("no \"{name}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_complete() {
        let floors = Floors::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("floors.toml")).unwrap();
        assert!(floors.sets.len() > 10 && floors.seeds.must.len() > 5);
        for set in &floors.sets {
            assert!(set.digest.len() == 16 && !set.figures.is_empty(), "{}", set.name);
            for figure in &set.figures {
                assert!((0.0..=1.0).contains(&figure.floor), "{} {}", set.name, figure.row);
                assert_eq!(
                    figure.beat.is_some(),
                    !figure.who.is_empty(),
                    "{} {}: whose?",
                    set.name,
                    figure.row
                );
            }
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        for (text, expected) in [
            ("", "no [[set]]"),
            ("[[set]]\nname = 'a'\nfigures = []\n", "no \"stage\""),
            (
                "[[set]]\nname = 'a'\nstage = 's'\nfile = 'f'\ndigest = 'd'\nfigures = [{row = 'r'}]",
                "a: a figure has no floor",
            ),
        ] {
            assert_eq!(format!("{:#}", Floors::parse(text).unwrap_err()), expected);
        }
    }
}
