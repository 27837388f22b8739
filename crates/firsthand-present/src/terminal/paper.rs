//! Lines of a given width: wrapped by display width, with columns, in colour when asked for.

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// How words are set off. Each is one of the sixteen colours or a weight, and none carries meaning
/// alone: what a style says is also said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Section names.
    Head,
    /// Titles and names that matter.
    Strong,
    /// Places and reasons.
    Faint,
    /// Denials, losses.
    Alarm,
    /// Identifiers.
    Id,
}

const RESET: &str = "\u{1b}[0m";

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Head => "\u{1b}[1;36m",
            Style::Strong => "\u{1b}[1m",
            Style::Faint => "\u{1b}[2m",
            Style::Alarm => "\u{1b}[1;31m",
            Style::Id => "\u{1b}[33m",
        }
    }
}

/// Lines written so far.
pub(crate) struct Paper {
    width: usize,
    colour: bool,
    out: String,
}

/// One column of a row.
pub(crate) struct Cell {
    text: String,
    width: usize,
    right: bool,
}

impl Cell {
    /// A column of `width`, its words to the left.
    pub(crate) fn left(text: impl Into<String>, width: usize) -> Cell {
        Cell { text: text.into(), width, right: false }
    }

    /// A column of `width`, its words to the right.
    pub(crate) fn right(text: impl Into<String>, width: usize) -> Cell {
        Cell { text: text.into(), width, right: true }
    }
}

/// Space between columns.
const GAP: usize = 2;

impl Paper {
    pub(crate) fn new(width: usize, colour: bool) -> Paper {
        Paper { width, colour, out: String::new() }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// `text` in `style`, when colour was asked for.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("{}{text}{RESET}", style.code())
        } else {
            text.to_string()
        }
    }

    pub(crate) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A paragraph; lines after the first are indented by `hang`.
    pub(crate) fn text(&mut self, indent: usize, hang: usize, text: &str) {
        let (first, rest) = (" ".repeat(indent), " ".repeat(hang.min(self.width / 2)));
        for line in wrap(text, self.width, &first, &rest) {
            self.line(&line);
        }
    }

    /// Parts set apart by `between`, as many on a line as fit whole.
    pub(crate) fn parts(&mut self, indent: usize, hang: usize, between: &str, parts: &[String]) {
        let mut line = String::new();
        let mut first = true;
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let indent = if first { indent } else { hang };
            let longer = format!("{line}{between}{part}");
            if line.is_empty() {
                line.clone_from(part);
            } else if indent + display_width(&longer) <= self.width {
                line = longer;
            } else {
                self.text(indent, hang, &line);
                first = false;
                line.clone_from(part);
            }
        }
        if !line.is_empty() {
            self.text(if first { indent } else { hang }, hang, &line);
        }
    }

    /// Columns side by side after `indent`; a column that is too long wraps inside its width.
    pub(crate) fn row(&mut self, indent: usize, cells: &[Cell]) {
        let columns: Vec<Vec<String>> =
            cells.iter().map(|cell| wrap(&cell.text, cell.width.max(1), "", "")).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = " ".repeat(indent);
            for (cell, column) in cells.iter().zip(&columns) {
                let part = column.get(at).map_or("", String::as_str);
                let room = cell.width.saturating_sub(display_width(part));
                if cell.right {
                    line.push_str(&" ".repeat(room));
                    line.push_str(part);
                } else {
                    line.push_str(part);
                    line.push_str(&" ".repeat(room));
                }
                line.push_str(&" ".repeat(GAP));
            }
            self.line(&line);
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }
}

/// Lines of at most `width` columns. A style that is open at the end of a line is closed there and
/// opened again on the next, so that columns don't colour each other.
fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(true);
    let mut open: Option<String> = None;
    let mut lines = Vec::new();
    for line in textwrap::wrap(text, options) {
        let before = open.take();
        let mut last = before.clone();
        let mut from = 0;
        while let Some(at) = line.get(from..).and_then(|tail| tail.find('\u{1b}')).map(|at| at + from) {
            let Some(end) = line.get(at..).and_then(|tail| tail.find('m')).map(|end| at + end + 1) else {
                break;
            };
            let code = line.get(at..end).unwrap_or("");
            last = if code == RESET { None } else { Some(code.to_string()) };
            from = end;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let (space, words) = line.split_at(indent);
        let close = if last.is_some() { RESET } else { "" };
        lines.push(format!("{space}{}{words}{close}", before.unwrap_or_default()));
        open = last;
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_columns() {
        let check = |cells: &[Cell], lines: &str| {
            let mut paper = Paper::new(30, false);
            paper.row(1, cells);
            assert_eq!(paper.finish(), lines);
        };
        check(&[Cell::left("a", 3), Cell::right("12", 4), Cell::left("z", 3)], " a      12  z\n");
        check(&[Cell::left("one two three", 7), Cell::right("1", 2)], " one two   1\n three\n");
        check(&[Cell::left("日本語", 8), Cell::left("x", 1)], " 日本語    x\n");
        check(&[Cell::left("", 8)], "\n");
    }

    #[test]
    fn parts_stay_whole() {
        let check = |parts: &[&str], lines: &str| {
            let mut paper = Paper::new(20, false);
            let parts: Vec<String> = parts.iter().map(|part| part.to_string()).collect();
            paper.parts(1, 2, " · ", &parts);
            assert_eq!(paper.finish(), lines);
        };
        check(&["one two", "three four"], " one two\n  three four\n");
        check(&["one", "two", "three", "four five"], " one · two · three\n  four five\n");
        check(&["one", "", "two"], " one · two\n");
        check(&[], "");
    }

    #[test]
    fn styles_stay_in_their_lines() {
        let paper = Paper::new(20, true);
        let painted = paper.paint(Style::Strong, "one two three");
        assert_eq!(wrap(&painted, 8, "", " "), ["\u{1b}[1mone two\u{1b}[0m", " \u{1b}[1mthree\u{1b}[0m"]);
        assert_eq!(Paper::new(20, false).paint(Style::Strong, "one"), "one");
    }
}
