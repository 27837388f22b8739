//! From paths to captures.
//!
//! In: what the user named, files and folders and `-`. Out: a [`Capture`] for each page, in order of
//! their paths, and a notice for each file that isn't one. Nothing here stops at a bad file.
//!
//! Known gaps: archives (WARC, ZIP) and feeds aren't opened.

use firsthand_read::{Capture, Notice};
use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What the named paths hold.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// One for each page, by path.
    pub(crate) captures: Vec<Capture>,
    /// Files that aren't pages or can't be read, with the reason, by path.
    pub(crate) notices: Vec<(Option<String>, Notice)>,
}

/// Largest file taken for a page. The largest real pages have a few megabytes; a video or a disk
/// image that is called `.txt` shouldn't fill the memory.
const LARGEST: u64 = 64 << 20;

/// Bytes looked at to tell text from other files.
const SNIFFED: usize = 8192;

/// Reads all pages that `paths` name, in order of their paths. `-` is standard input.
///
/// A path named twice, or named and found in a folder, is read once.
pub(crate) fn gather(paths: &[PathBuf]) -> Input {
    let mut input = Input::default();
    let mut named = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            named.insert((path.clone(), Found::Named));
        } else {
            match fs::metadata(path) {
                Ok(data) if data.is_dir() => walk(path, &mut named, &mut input.notices),
                Ok(_) => _ = named.insert((path.clone(), Found::Named)),
                Err(error) => input.notices.push(unreadable(path, &error)),
            }
        }
    }
    let mut last = None;
    for (path, found) in named {
        if last.as_ref() == Some(&path) {
            continue;
        }
        match open(&path, found) {
            Ok(capture) => input.captures.push(capture),
            Err(notice) => input.notices.push((Some(name(&path)), notice)),
        }
        last = Some(path);
    }
    input.notices.sort_by(|a, b| (&a.0, a.1.code, &a.1.message).cmp(&(&b.0, b.1.code, &b.1.message)));
    input
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
        "txt" | "text" | "html" | "htm" | "xhtml" => Kind::Page,
        "md" => Kind::Markdown,
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

fn open(path: &Path, found: Found) -> Result<Capture, Notice> {
    let stdin = path.as_os_str() == "-";
    let kind = if stdin { Kind::Page } else { kind(path) };
    if kind == Kind::Other {
        return Err(notice(
            "unknown-kind",
            "not a kind of file that can be read; save it as .txt or .html, or leave it out".to_string(),
        ));
    }
    let failed = |error: std::io::Error| notice("unreadable", cannot_read(&error));
    let mut bytes = Vec::new();
    let size = if stdin {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    }
    .map_err(failed)?;
    if size as u64 > LARGEST {
        return Err(notice(
            "too-large",
            format!("more than {} MiB, too large for a page; cut it up", LARGEST >> 20),
        ));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(notice("empty-file", "empty; save the page again".to_string()));
    }
    if let Some(what) = not_text(&bytes) {
        // A file without an extension in a folder was never said to be a page.
        let code =
            if kind == Kind::Unnamed && found == Found::InFolder { "unknown-kind" } else { "not-text" };
        return Err(notice(code, format!("holds {what}, not text; save the page itself as .html or .txt")));
    }
    Ok(Capture { file: Some(name(path)), url: None, captured: None, bytes })
}

/// What `bytes` hold when it is plainly no text: by their first bytes, or by NUL bytes that no byte
/// order mark explains.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "gzip data"),
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
