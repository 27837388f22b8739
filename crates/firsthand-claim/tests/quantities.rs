//! Quantities of our own sentences, marked by hand in `corpus/quantities`: how many are found, and with
//! the right value, approximation, unit and counted words. `UPDATE=1` rewrites `figures.txt` there.

use firsthand_claim::{Quantity, QuantityKind, quantities, times};
use std::fmt::Write as _;
use std::path::Path;

/// A quantity as it is marked.
#[derive(Debug)]
struct Marked {
    start: usize,
    end: usize,
    value: f64,
    upper: Option<f64>,
    approximation: String,
    /// A unit's code, "count" or "share".
    unit: String,
    counted: String,
}

/// A line without its marks, and what they say.
fn unmark(line: &str) -> (String, Vec<Marked>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = after.split_once(']').expect("a closing bracket");
        rest = after;
        let parts: Vec<&str> = inside.split('|').collect();
        let [words, value, approximation, unit, counted] = parts[..] else {
            // A bracket of the text itself.
            _ = write!(text, "[{inside}]");
            continue;
        };
        let (low, high) = value.split_once("..").map_or((value, None), |(low, high)| (low, Some(high)));
        let start = text.len();
        text.push_str(words);
        marks.push(Marked {
            start,
            end: text.len(),
            value: low.parse().expect("a value"),
            upper: high.map(|high| high.parse().expect("a value")),
            approximation: approximation.to_string(),
            unit: unit.to_string(),
            counted: counted.to_string(),
        });
    }
    text.push_str(rest);
    (text, marks)
}

#[derive(Default)]
struct Tally {
    lines: usize,
    marked: usize,
    found: usize,
    matched: usize,
    /// Right words, value, approximation, unit, counted words.
    right: [usize; 5],
    faults: String,
}

const PARTS: [&str; 5] = ["words", "value", "approximation", "unit", "counted"];

impl Tally {
    fn line(&mut self, line: &str) {
        let (text, marks) = unmark(line);
        let found = quantities(&text, &times(&text, None));
        self.lines += 1;
        self.marked += marks.len();
        self.found += found.len();
        let mut taken = vec![false; found.len()];
        for mark in &marks {
            let words = &text[mark.start..mark.end];
            let fits = |at: &usize| {
                !taken[*at] && found[*at].span.start < mark.end && mark.start < found[*at].span.end
            };
            match (0..found.len()).find(fits) {
                Some(at) => {
                    taken[at] = true;
                    self.compare(&text, mark, &found[at]);
                }
                None => _ = writeln!(self.faults, "missed: {words}"),
            }
        }
        for (found, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            _ = writeln!(self.faults, "too much: {}", found.span.of(&text));
        }
    }

    fn compare(&mut self, text: &str, mark: &Marked, found: &Quantity) {
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(1.0);
        let number = |value| f64::try_from(value).unwrap_or(f64::NAN);
        let value = near(mark.value, number(found.value))
            && match (mark.upper, found.upper) {
                (Some(a), Some(b)) => near(a, number(b)),
                (None, None) => true,
                // The open end of "thousands" needn't be marked.
                (None, Some(_)) => mark.approximation == "order-of-magnitude",
                (Some(_), None) => false,
            };
        let unit = match found.kind {
            QuantityKind::Count => "count",
            QuantityKind::Share => "share",
            _ => found.measure.as_ref().map_or("", |unit| unit.code.as_str()),
        };
        let words = &text[mark.start..mark.end];
        let counted = found.counted.map_or("", |counted| counted.of(text));
        let compared = [
            (found.span.of(text).to_string(), words.to_string()),
            (if value { words.to_string() } else { found.value.to_string() }, words.to_string()),
            (found.approximation.as_str().to_string(), mark.approximation.clone()),
            (unit.to_string(), mark.unit.clone()),
            (counted.to_string(), mark.counted.clone()),
        ];
        self.matched += 1;
        for (at, (found, wanted)) in compared.into_iter().enumerate() {
            if found == wanted {
                self.right[at] += 1;
            } else {
                _ = writeln!(self.faults, "{} of \"{words}\": \"{found}\" for \"{wanted}\"", PARTS[at]);
            }
        }
    }

    fn report(&self, name: &str) -> String {
        let share = |part: usize, all: usize| if all == 0 { 0.0 } else { part as f64 / all as f64 };
        let parts = PARTS.iter().zip(self.right);
        let parts: Vec<String> =
            parts.map(|(part, right)| format!("{part} {:.3}", share(right, self.matched))).collect();
        format!(
            "{name}: {} lines, {} quantities; precision {:.3}, recall {:.3}; right of those found: {}\n{}\n",
            self.lines,
            self.marked,
            share(self.matched, self.found),
            share(self.matched, self.marked),
            parts.join(", "),
            self.faults
        )
    }
}

/// The figures are those that were reviewed: a change shows as a difference.
#[test]
fn own_sentences() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/quantities");
    let mut report = String::new();
    for half in ["first", "second"] {
        let text = std::fs::read_to_string(folder.join(format!("{half}.txt"))).expect("the sentences");
        let mut tally = Tally::default();
        text.lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .for_each(|line| tally.line(line));
        report.push_str(&tally.report(half));
        // Below this, rules are broken and not only a sentence.
        assert!(tally.matched * 10 >= tally.marked * 9, "recall\n{report}");
        assert!(tally.matched * 20 >= tally.found * 19, "precision\n{report}");
    }
    let golden = folder.join("figures.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, &report).expect("figures.txt is written");
    }
    let reviewed = std::fs::read_to_string(&golden).unwrap_or_default();
    assert_eq!(report, reviewed, "UPDATE=1 rewrites corpus/quantities/figures.txt; look at the difference");
}
