//! The report on a screen: dense, exact, 40 to 100 columns, every quotation with its place.
//!
//! In: a record and a [`Terminal`]. Out: lines without trailing space. Sections with nothing in
//! them are left out, long lists end with what was left out; the JSON holds everything.

mod copies;
mod head;
pub(crate) mod paper;
mod said;
mod why;

pub use why::why;

pub(crate) use copies::{lead, root, tree};
pub(crate) use head::{how_dated, published, range, when};
pub(crate) use said::{parties, side_head};

use crate::view::View;
use firsthand_story::Record;
use paper::{Paper, Style};

/// Lines longer than this are hard to read.
pub(crate) const WIDEST: usize = 100;
/// Quotations beside a column of names need this much.
const NARROWEST: usize = 40;
/// Below this, columns give way to lines under each other.
const COLUMNS: usize = 76;

/// The screen that a report is written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Columns; kept within 40 and 100.
    pub width: usize,
    /// Whether colours may be used (sixteen, by ANSI codes).
    pub colour: bool,
    /// What stands after the command to read the same pages again: "clippings/", "a.txt b.txt",
    /// "--demo". Used in hints of what to type next; empty when it isn't known.
    pub inputs: String,
}

impl Terminal {
    pub(crate) fn paper(&self) -> Paper {
        Paper::new(self.width.clamp(NARROWEST, WIDEST), self.colour)
    }

    /// The command that explains `id`.
    fn ask(&self, id: &str) -> String {
        format!("firsthand why {id} {}", self.pages())
    }

    fn pages(&self) -> &str {
        if self.inputs.is_empty() { "PATH" } else { &self.inputs }
    }

    /// The command that reads the same pages again.
    fn again(&self) -> String {
        match self.inputs.as_str() {
            "--demo" => "firsthand demo".to_string(),
            _ => format!("firsthand read {}", self.pages()),
        }
    }
}

/// The report.
pub fn terminal(record: &Record, terminal: &Terminal) -> String {
    let view = View::new(record);
    let mut paper = terminal.paper();
    head::counts(&view, &mut paper);
    head::threads(&view, &mut paper);
    copies::copies(&view, &mut paper, terminal);
    copies::edits(&view, &mut paper, terminal);
    said::agreements(&view, &mut paper);
    said::conflicts(&view, &mut paper);
    said::relations(&view, &mut paper);
    head::dates(&view, &mut paper);
    head::notices(&view, &mut paper);
    head::next(&view, &mut paper, terminal);
    paper.finish()
}

/// A section's name, with how many, after a blank line.
fn heading(paper: &mut Paper, name: &str, rest: &str) {
    paper.blank();
    let name = paper.paint(Style::Head, name);
    let line = if rest.is_empty() { name } else { format!("{name}{rest}") };
    paper.text(1, 3, &line);
}

/// The line that says what a cut list leaves out.
fn more(paper: &mut Paper, indent: usize, shown: usize, all: usize, what: &str) {
    if all > shown {
        let line = paper.paint(Style::Faint, &format!("… and {} more {what}", all - shown));
        paper.text(indent, indent, &line);
    }
}
