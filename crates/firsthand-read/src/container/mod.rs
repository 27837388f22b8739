//! From containers to captures: WARC, gzip, JSON lines and lists, ZIP (WACZ among them), and
//! Parquet where the feature `arrow` is on.
//!
//! In: anything that can be read, told by its first bytes and never by its name. Out: captures, one
//! by one, and notices for what was damaged or left out. Only the capture at hand is in memory, so a
//! container may be of any size. What isn't a container is handed on as one capture.
//!
//! A member is named after its container: `crawl.warc.gz!/0017-river-pact`.
//!
//! Known gaps: TAR, mbox and 7-Zip aren't opened; WARC files that are compressed as one zstd stream
//! with a dictionary of their own aren't either.

mod fields;
mod gzip;
mod json;
mod name;
#[cfg(feature = "arrow")]
mod parquet;
mod tail;
mod warc;
mod zip;

pub use fields::Fields;
#[cfg(feature = "arrow")]
pub use parquet::unpack_parquet;
pub use zip::{is_zip, unpack_zip};

use crate::{Capture, Notice};
use std::io::{BufRead, Read as _};
use tail::Tail;

pub(crate) use fields::{known, text};
pub(crate) use json::parse as parse_json;
pub(crate) use name::member;

/// What a container gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A member that may be a page.
    Capture(Capture),
    /// What was damaged or left out, with the name of the file or member.
    Notice(String, Notice),
}

/// Most bytes that are kept of one member. The largest article pages have about 5 MB; a record of
/// more is a film or a dump, and the container it lies in may be of any size.
pub const LARGEST_MEMBER: usize = 24 << 20;

/// Most bytes of a file that is no container.
pub const LARGEST_FILE: usize = 64 << 20;

/// How deep containers in containers are opened: a ZIP that holds a gzipped WARC needs three.
const DEEPEST: usize = 4;

/// Hands each capture of `source` to `each`, in the order of the source.
///
/// `name` is the file's. `fields` tells which fields of JSON lines are what. Total: damage becomes a
/// notice, and what follows it is read. Codes of notices: "unreadable", "too-large", "empty-file",
/// "damaged-gzip", "damaged-record", "bad-line", "compression-bomb", "not-text", "no-page".
pub fn unpack(source: &mut dyn BufRead, name: &str, fields: &Fields, each: &mut dyn FnMut(Piece)) {
    stream(source, name, fields, DEEPEST, each);
}

/// Whether bytes that begin a file say by themselves that it is a page or a container of pages,
/// whatever its name is. Plain text and JSON say nothing.
pub fn recognised(head: &[u8]) -> bool {
    warc::is_warc(head) || crate::format::recognised(head)
}

/// As [`unpack`], for what may lie in another container.
fn stream(
    source: &mut dyn BufRead,
    name: &str,
    fields: &Fields,
    deepest: usize,
    each: &mut dyn FnMut(Piece),
) {
    let mut source = Tail::new(source);
    let head = source.peek(PEEKED);
    let source = &mut source;
    if gzip::is_gzip(&head) && deepest > 0 {
        let mut members = gzip::Members::new(source, name);
        stream(&mut members, name, fields, deepest - 1, each);
        for notice in members.finish() {
            each(Piece::Notice(name.to_owned(), notice));
        }
    } else if warc::is_warc(&head) {
        warc::unpack(source, name, each);
    } else if json::may_be_json(&head) {
        json::unpack(source, name, fields, each);
    } else {
        whole(source, name, each);
    }
}

/// Bytes that tell what a source is.
const PEEKED: usize = 512;

/// A source that is one page.
fn whole(source: &mut dyn BufRead, name: &str, each: &mut dyn FnMut(Piece)) {
    let mut bytes = Vec::new();
    let result = source.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes);
    if let Err(error) = result
        && bytes.is_empty()
    {
        return each(unreadable(name, &error));
    }
    page(bytes, name, each);
}

/// Hands on a page's bytes, or says why they are none.
fn page(mut bytes: Vec<u8>, name: &str, each: &mut dyn FnMut(Piece)) {
    if bytes.len() > LARGEST_FILE {
        bytes.truncate(LARGEST_FILE);
        let message = format!(
            "more than {} MiB, too large for a page; only its beginning was read, cut it up",
            LARGEST_FILE >> 20
        );
        each(told(name, "too-large", message));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return each(told(name, "empty-file", "empty; save the page again".to_owned()));
    }
    each(Piece::Capture(Capture { file: Some(name.to_owned()), url: None, captured: None, bytes }));
}

fn told(name: &str, code: &'static str, message: String) -> Piece {
    Piece::Notice(name.to_owned(), Notice { code, message, span: None })
}

fn unreadable(name: &str, error: &std::io::Error) -> Piece {
    told(name, "unreadable", format!("it can't be read ({error}); the rest goes on"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::io::BufReader;

    /// The captures as `file|url|bytes`, the notices as `!file|code`, a line each.
    pub(crate) fn shown(bytes: &[u8], fields: &Fields) -> String {
        let mut lines = Vec::new();
        // A small buffer, so that everything lies across its ends somewhere.
        unpack(&mut BufReader::with_capacity(64, bytes), "f", fields, &mut |piece| lines.push(line(piece)));
        lines.join("\n")
    }

    pub(crate) fn line(piece: Piece) -> String {
        match piece {
            Piece::Capture(capture) => format!(
                "{}|{}|{}",
                capture.file.unwrap_or_default(),
                capture.url.unwrap_or_default(),
                String::from_utf8_lossy(&capture.bytes).replace("\r\n", "\\").replace('\n', "\\")
            ),
            Piece::Notice(file, notice) => format!("!{file}|{}", notice.code),
        }
    }

    #[test]
    fn a_page_is_one_capture() {
        let plain = |bytes: &[u8]| shown(bytes, &Fields::default());
        assert_eq!(plain(b"The dam held."), "f||The dam held.");
        assert_eq!(plain(b" \n"), "!f|empty-file");
        assert_eq!(plain(b""), "!f|empty-file");
    }
}
