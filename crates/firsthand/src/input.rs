//! From paths to captures.
//!
//! In: what the user named, files and folders and `-`. Out: a [`Capture`] for each page, one by one
//! and in order of their paths, and a notice for each file that isn't one. What a file is, its bytes
//! say; its name only says whether a file of a folder that could be anything was meant to be a page.
//! Containers (WARC, WACZ and other ZIPs, gzip, JSON lines) are read as they come, whatever their
//! size. Nothing here stops at a bad file.
//!
//! Known gaps: a ZIP or Parquet file can't come from standard input, since both begin at their end.

use firsthand_read::container::{Fields, Piece, is_zip, recognised, unpack, unpack_zip};
use firsthand_read::{Capture, Notice, Pace};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Cursor, Read as _};
use std::path::{Path, PathBuf};

/// What the named paths hold; nothing of it is opened yet.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// Where pages are, in the order in which they are read.
    sources: Vec<Source>,
    /// What can't be read, with the reason, by path.
    notices: Vec<(Option<String>, Notice)>,
    /// Which fields of documents are what.
    fields: Fields,
    /// How much care a page gets.
    pub(crate) pace: Pace,
}

#[derive(Debug)]
enum Source {
    Held(Capture),
    File(PathBuf, Found),
}

/// Bytes looked at to tell what a file is.
const SNIFFED: usize = 8192;

/// Bytes that are read at once.
const BUFFER: usize = 128 << 10;

impl Input {
    /// Pages that are in memory already.
    pub(crate) fn of(captures: impl IntoIterator<Item = Capture>) -> Input {
        Input { sources: captures.into_iter().map(Source::Held).collect(), ..Input::default() }
    }

    /// The same, its pages to be read at this pace.
    pub(crate) fn at(self, pace: Pace) -> Input {
        Input { pace, ..self }
    }

    /// Hands on each capture, in order of the paths, and each notice.
    pub(crate) fn each(self, take: &mut dyn FnMut(Piece)) {
        for (file, notice) in self.notices {
            take(Piece::Notice(file.unwrap_or_default(), notice));
        }
        for source in self.sources {
            match source {
                Source::Held(capture) => take(Piece::Capture(capture)),
                Source::File(path, found) => {
                    if let Err(notice) = open(&path, found, &self.fields, take) {
                        take(Piece::Notice(name(&path), notice));
                    }
                }
            }
        }
    }
}

/// Finds all files that `paths` name, in order of their paths. `-` is standard input.
///
/// A path named twice, or named and found in a folder, is read once.
pub(crate) fn gather(paths: &[PathBuf], fields: Fields) -> Input {
    let mut notices = Vec::new();
    let mut named = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            named.insert((path.clone(), Found::Named));
        } else {
            match fs::metadata(path) {
                Ok(data) if data.is_dir() => walk(path, &mut named, &mut notices),
                Ok(_) => _ = named.insert((path.clone(), Found::Named)),
                Err(error) => notices.push(unreadable(path, &error)),
            }
        }
    }
    let mut sources: Vec<Source> = Vec::with_capacity(named.len());
    let mut last = None;
    for (path, found) in named {
        if last.as_ref() != Some(&path) {
            last = Some(path.clone());
            sources.push(Source::File(path, found));
        }
    }
    notices.sort_by(|a, b| (&a.0, a.1.code, &a.1.message).cmp(&(&b.0, b.1.code, &b.1.message)));
    Input { sources, notices, fields, pace: Pace::Usual }
}

/// How a file came to be considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Named,
    InFolder,
}

/// What the ending of a file's name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Markdown,
    Unnamed,
    Other,
}

fn kind(path: &Path) -> Kind {
    let Some(extension) = path.extension() else { return Kind::Unnamed };
    match extension.to_string_lossy().to_ascii_lowercase().as_str() {
        "txt" | "text" | "html" | "htm" | "xhtml" | "mht" | "mhtml" | "eml" | "xml" | "rss" | "atom"
        | "json" | "jsonl" | "ndjson" | "warc" | "wacz" | "zip" | "wet" => Kind::Page,
        "md" | "markdown" => Kind::Markdown,
        // "page.html.gz" is what "page.html" is.
        "gz" => path.file_stem().map_or(Kind::Other, |stem| match kind(Path::new(stem)) {
            Kind::Other => Kind::Other,
            _ => Kind::Page,
        }),
        // "003_Talks end. No deal" has no extension, whatever the file system thinks.
        other if other.contains(' ') || other.len() > 8 => Kind::Unnamed,
        _ => Kind::Other,
    }
}

/// Adds the files below `folder`. Hidden files and folders are passed over, and so is a folder that
/// was already seen under another name: links may form a ring.
fn walk(folder: &Path, found: &mut BTreeSet<(PathBuf, Found)>, notices: &mut Vec<(Option<String>, Notice)>) {
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(folder) = todo.pop() {
        if fs::canonicalize(&folder).is_ok_and(|real| !seen.insert(real)) {
            continue;
        }
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                notices.push(unreadable(&folder, &error));
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            match fs::metadata(&path) {
                Ok(data) if data.is_dir() => todo.push(path),
                Ok(data) if data.is_file() => files.push(path),
                Ok(_) => {}
                Err(error) => notices.push(unreadable(&path, &error)),
            }
        }
    }
    // Whoever keeps pages in a folder keeps notes on them there too, and notes quote every page:
    // they would join all of them into one account.
    let has_pages = files.iter().any(|path| kind(path) == Kind::Page);
    for path in files {
        if has_pages && kind(&path) == Kind::Markdown {
            let message =
                "Markdown beside other pages is taken for notes about them; name the file to have it read";
            notices.push((Some(name(&path)), notice("notes-left-out", message.to_string())));
        } else {
            found.insert((path, Found::InFolder));
        }
    }
}

fn open(path: &Path, found: Found, fields: &Fields, take: &mut dyn FnMut(Piece)) -> Result<(), Notice> {
    let file_name = name(path);
    if path.as_os_str() == "-" {
        let failed = |error: std::io::Error| notice("unreadable", cannot_read(&error));
        let mut stdin = std::io::stdin().lock();
        let mut head = Vec::new();
        (&mut stdin).take(SNIFFED as u64).read_to_end(&mut head).map_err(failed)?;
        if is_zip(&head) || is_parquet(&head) {
            let message = "a ZIP archive or Parquet file can't be read from standard input; name the file";
            return Err(notice("not-text", message.to_string()));
        }
        check(&head, Kind::Page, Found::Named)?;
        unpack(&mut Cursor::new(head).chain(stdin), &file_name, fields, take);
        return Ok(());
    }
    let failed = |error: std::io::Error| notice("unreadable", cannot_read(&error));
    let file = fs::File::open(path).map_err(failed)?;
    let mut source = BufReader::with_capacity(BUFFER, file);
    let head = source.fill_buf().map_err(failed)?;
    let head = &head[..head.len().min(SNIFFED)];
    let kind = kind(path);
    // Pages are saved as .php, .aspx and what not: then the bytes must say that it is one.
    if kind == Kind::Other && !is_parquet(head) && !recognised(head) {
        return Err(notice(
            "unknown-kind",
            "not a kind of file that can be read; save it as .txt or .html, or leave it out".to_string(),
        ));
    }
    if is_zip(head) {
        unpack_zip(source.into_inner(), &file_name, fields, take);
    } else if is_parquet(head) {
        parquet(source.into_inner(), &file_name, fields, take)?;
    } else {
        check(head, kind, found)?;
        unpack(&mut source, &file_name, fields, take);
    }
    Ok(())
}

/// Whether bytes begin as a Parquet file.
fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

#[cfg(feature = "arrow")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature it fails")]
fn parquet(file: fs::File, name: &str, fields: &Fields, take: &mut dyn FnMut(Piece)) -> Result<(), Notice> {
    firsthand_read::container::unpack_parquet(file, name, fields, take);
    Ok(())
}

#[cfg(not(feature = "arrow"))]
fn parquet(_: fs::File, _: &str, _: &Fields, _: &mut dyn FnMut(Piece)) -> Result<(), Notice> {
    let message =
        "a Parquet file; this program was built without reading them: cargo build --release --features arrow";
    Err(notice("not-text", message.to_string()))
}

/// Fails with the reason when `head` begins a file that is plainly no text and no container.
fn check(head: &[u8], kind: Kind, found: Found) -> Result<(), Notice> {
    let Some(what) = not_text(head) else { return Ok(()) };
    // A file without an extension in a folder was never said to be a page.
    let code = if kind == Kind::Unnamed && found == Found::InFolder { "unknown-kind" } else { "not-text" };
    Err(notice(code, format!("holds {what}, not text; save the page itself as .html or .txt")))
}

/// What `bytes` hold when it is plainly no text: by their first bytes, or by NUL bytes that no byte
/// order mark explains.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7fELF", "a program"),
        (b"\xfd7zXZ", "xz data"),
        (b"SQLite format 3\0", "a database"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let head = &bytes[..bytes.len().min(SNIFFED)];
    if head.starts_with(b"\x1f\x8b") || head.starts_with(b"WARC/") {
        return None;
    }
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    // A stray NUL is damage that the reader deals with; one in ten bytes is another kind of file.
    let zeros = head.iter().filter(|&&byte| byte == 0).count();
    (!utf16 && zeros * 10 > head.len()).then_some("binary data")
}

fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_string() } else { path.to_string_lossy().into_owned() }
}

fn unreadable(path: &Path, error: &std::io::Error) -> (Option<String>, Notice) {
    (Some(name(path)), notice("unreadable", cannot_read(error)))
}

fn cannot_read(error: &std::io::Error) -> String {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder; check the path".to_string(),
        std::io::ErrorKind::PermissionDenied => {
            "reading it isn't permitted; change its permissions".to_string()
        }
        _ => format!("it can't be read ({error})"),
    };
    format!("{why}; the rest goes on")
}

fn notice(code: &'static str, message: String) -> Notice {
    Notice { code, message, span: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_name() {
        for (path, expected) in [
            ("a.txt", Kind::Page),
            ("a.HTML", Kind::Page),
            ("a.xhtml", Kind::Page),
            ("a.md", Kind::Markdown),
            ("crawl.warc.gz", Kind::Page),
            ("a.gz", Kind::Page),
            ("a", Kind::Unnamed),
            (".txt", Kind::Unnamed),
            ("Talks end. No deal", Kind::Unnamed),
            ("a.png", Kind::Other),
            ("a.tar.gz", Kind::Other),
        ] {
            assert_eq!(kind(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn text_or_not() {
        for (bytes, expected) in [
            (&b"The dam held."[..], None),
            (b"The d\0am held, said the water board on Friday.", None),
            (b"\xff\xfeT\0h\0e\0 \0d\0a\0m\0", None),
            (b"%PDF-1.7 ...", Some("a PDF")),
            (b"\0\0\0\x18ftypmp42", Some("binary data")),
            (b"", None),
        ] {
            assert_eq!(not_text(bytes), expected, "{bytes:?}");
        }
    }
}
