//! Where results go: standard output, and files that are replaced whole or not at all.

use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::io::{BufWriter, ErrorKind, IsTerminal, Stdout, Write};
use std::path::Path;

/// Widest lines of a printed report: longer ones tire the eye, however wide the window.
const WIDEST: usize = 100;
/// Narrowest lines that are laid out; a narrower terminal breaks them itself.
const NARROWEST: usize = 40;

/// Prints `text`. A reader that went away (`| head`) has what it wanted: no error.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("standard output can't be written"),
    }
}

/// Standard output for lines that come one by one.
pub(crate) struct Lines {
    out: BufWriter<Stdout>,
    count: usize,
    failed: Option<std::io::Error>,
}

impl Lines {
    pub(crate) fn start() -> Lines {
        Lines { out: BufWriter::new(std::io::stdout()), count: 0, failed: None }
    }

    /// Prints a line. After a failure nothing more is printed.
    pub(crate) fn print(&mut self, line: &str) {
        self.count += 1;
        if self.failed.is_none() {
            self.failed = writeln!(self.out, "{line}").err();
        }
    }

    /// How many lines there were. A reader that went away has what it wanted: no error.
    pub(crate) fn finish(mut self) -> Result<usize> {
        let result = self.failed.take().map_or_else(|| self.out.flush(), Err);
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(self.count),
            result => result.map(|()| self.count).context("standard output can't be written"),
        }
    }
}

/// Puts `bytes` into `path`: all of them, or the file stays as it was.
///
/// They are written to a new file in the same folder, which then takes the name.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    if path.is_dir() {
        bail!("{}: is a folder; name a file to write", path.display());
    }
    let Some(name) = path.file_name() else { bail!("{}: is no file name", path.display()) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut other = OsString::from(".");
    other.push(name);
    other.push(format!(".{}.part", std::process::id()));
    let part = folder.join(other);
    let written = std::fs::File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    written
        .inspect_err(|_| _ = std::fs::remove_file(&part))
        .map_err(|error| anyhow::anyhow!("{}: can't be written: {}", path.display(), cause(&error)))
}

fn cause(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "its folder doesn't exist; make it first".to_string(),
        ErrorKind::PermissionDenied => "writing there isn't permitted; choose another folder".to_string(),
        ErrorKind::StorageFull => "the disk is full; nothing was changed".to_string(),
        _ => error.to_string(),
    }
}

/// Columns to lay a report out in: `asked`, else the terminal's, else 100; 100 at most.
pub(crate) fn width(asked: Option<u16>) -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let asked = asked.map(usize::from);
    let found = asked
        .or(stated)
        .or_else(|| console::Term::stdout().size_checked().map(|(_, columns)| columns.into()));
    found.unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
}

/// Whether to print colour: on a terminal, unless asked not to (<https://no-color.org>).
pub(crate) fn color(no_color: bool) -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !no_color && !unwanted && !dumb && std::io::stdout().is_terminal()
}
