//! Runs the scorer and reads its figures.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Columns of a row's name in the scorer's output.
const NAME: usize = 34;

/// The figures of one run: row, words before the number, number.
#[derive(Debug)]
pub(crate) struct Score(Vec<(String, String, f64)>);

impl Score {
    /// The first figure of that row whose words end so; "" for the row's first.
    pub(crate) fn get(&self, row: &str, figure: &str) -> Option<f64> {
        self.0
            .iter()
            .find(|(name, words, _)| name == row && words.ends_with(figure))
            .map(|(_, _, number)| *number)
    }

    /// Figures that were counted here: row, words before the number, number.
    pub(crate) fn of(figures: Vec<(&str, &str, f64)>) -> Score {
        Score(figures.into_iter().map(|(row, words, figure)| (row.into(), words.into(), figure)).collect())
    }

    /// Adds a figure that the scorer doesn't give.
    pub(crate) fn add(&mut self, row: &str, figure: f64) {
        self.0.push((row.to_string(), String::new(), figure));
    }

    fn parse(output: &str) -> Score {
        let mut figures = Vec::new();
        for line in output.lines() {
            let name: String = line.chars().take(NAME).collect();
            let rest: String = line.chars().skip(NAME).collect();
            let mut words: Vec<&str> = Vec::new();
            for word in rest.split_whitespace() {
                match word.trim_matches(|mark| "(),".contains(mark)).parse() {
                    Ok(number) => {
                        figures.push((name.trim().to_string(), words.join(" "), number));
                        words.clear();
                    }
                    Err(_) => words.push(word),
                }
            }
        }
        Score(figures)
    }
}

pub(crate) fn run(scorer: &Path, stage: &str, truth: &Path, predicted: &Path) -> Result<Score> {
    let output = Command::new("python3")
        .args(["-B".as_ref(), scorer.as_os_str(), stage.as_ref(), truth.as_os_str(), predicted.as_os_str()])
        .env("PYTHONUTF8", "1")
        .output()
        .context("python3 can't be run")?;
    if !output.status.success() {
        bail!("the scorer failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(Score::parse(&String::from_utf8_lossy(&output.stdout)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_run() {
        let score = Score::parse(
            "body lines                         P 0.9000  R 0.8000  F1 0.8471  accuracy 0.9  lines 12\n\
             title right                        0.6840  of 198\n\
             accounts                           ARI 0.9700  right number 0.9510 of stories  mean error 0.054 (counting pages 5.82)\n",
        );
        for (row, figure, expected) in [
            ("body lines", "F1", Some(0.8471)),
            ("body lines", "lines", Some(12.0)),
            ("title right", "", Some(0.684)),
            ("accounts", "ARI", Some(0.97)),
            ("accounts", "right number", Some(0.951)),
            ("accounts", "mean error", Some(0.054)),
            ("accounts", "F1", None),
            ("pairs", "F1", None),
        ] {
            assert_eq!(score.get(row, figure), expected, "{row} {figure}");
        }
    }
}
