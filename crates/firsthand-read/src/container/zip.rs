//! ZIP archives, WACZ among them.
//!
//! In: a ZIP that can be read from any place. Out: the captures of its members. Where it holds WARC
//! files (as a WACZ does, whose other members are indexes of them) only those are read; else every
//! member that may be a page or a container. Office documents and books are no collections of pages.
//!
//! Known gaps: members that are encrypted or packed by other means than deflate or zstd are named
//! and left out; a ZIP in a ZIP isn't opened.

use super::{DEEPEST, Fields, LARGEST_FILE, Piece, stream, told};
use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder};
use std::io::{BufReader, Read, Result, Seek};

/// Whether bytes begin as a ZIP archive.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Most members that are looked at.
const MOST_MEMBERS: usize = 1_000_000;

/// Most bytes unpacked of one archive for each byte it has; overlapping members make bombs.
const MOST_GROWTH: u64 = 200;

/// Bytes that may be unpacked whatever the archive's size.
const FREE_GROWTH: u64 = 256 << 20;

/// Endings of names that are worth opening in an archive without WARC files. The name only saves the
/// unpacking of pictures; what a member is, its bytes say.
const ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "xml", "rss", "atom", "json", "jsonl", "ndjson",
    "eml", "gz", "warc",
];

/// What is known of a member from the archive's index.
struct Member {
    name: String,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
}

/// Hands on each capture of the archive. Codes of notices, beside those of [`super::unpack`]:
/// "damaged-zip", "left-out".
pub fn unpack_zip<R: Read + Seek>(source: R, name: &str, fields: &Fields, each: &mut dyn FnMut(Piece)) {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = match ZipArchive::from_seekable(source, &mut buffer) {
        Ok(archive) => archive,
        Err(error) => return each(damaged(name, &format!("its index can't be read ({error})"))),
    };
    let size = archive.end_offset();
    let mut members: Vec<Member> = Vec::new();
    let mut entries = archive.entries(&mut buffer);
    loop {
        match entries.next_entry() {
            Ok(Some(entry)) if members.len() < MOST_MEMBERS => {
                if !entry.is_dir() {
                    members.push(Member {
                        name: String::from_utf8_lossy(entry.file_path().as_ref()).into_owned(),
                        place: entry.wayfinder(),
                        method: entry.compression_method(),
                    });
                }
            }
            Ok(_) => break,
            Err(error) => {
                each(damaged(name, &format!("its index is damaged ({error}); what it names before is read")));
                break;
            }
        }
    }
    if members.iter().any(|member| member.name == "[Content_Types].xml" || member.name == "mimetype") {
        let message = "an office document or a book, not text; save it as text or HTML".to_owned();
        return each(told(name, "not-text", message));
    }
    let warc = |member: &Member| member.name.ends_with(".warc") || member.name.ends_with(".warc.gz");
    let only_warc = members.iter().any(warc);
    let mut left_out = 0;
    let mut room = FREE_GROWTH.max(size.saturating_mul(MOST_GROWTH));
    for member in &members {
        let ending = member.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let file = member.name.rsplit('/').next().unwrap_or("");
        let wanted = if only_warc { warc(member) } else { ENDINGS.contains(&ending.as_str()) };
        if !wanted || file.starts_with('.') || member.name.starts_with("__MACOSX/") {
            left_out += 1;
            continue;
        }
        let inner = format!("{name}!/{}", member.name);
        let entry = match archive.get_entry(member.place) {
            Ok(entry) => entry,
            Err(error) => {
                each(damaged(&inner, &error.to_string()));
                continue;
            }
        };
        let raw = entry.reader();
        let data: Box<dyn Read + '_> = match member.method {
            CompressionMethod::STORE => Box::new(raw),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(raw)),
            _ => {
                left_out += 1;
                let message = "packed in a way that isn't read; pack the archive anew".to_owned();
                each(told(&inner, "left-out", message));
                continue;
            }
        };
        let mut limited = Limited { data, room: &mut room, exceeded: false };
        stream(&mut BufReader::new(&mut limited), &inner, fields, DEEPEST - 1, each);
        if limited.exceeded {
            let message =
                format!("its data grows more than {MOST_GROWTH} times when it is unpacked; stopped");
            return each(told(name, "compression-bomb", message));
        }
    }
    if left_out > 0 {
        each(told(name, "passed-over", format!("{left_out} members that hold no pages were passed over")));
    }
}

fn damaged(name: &str, what: &str) -> Piece {
    told(name, "damaged-zip", format!("{what}; copy the file again if it matters"))
}

/// Data with a bound that all members share.
struct Limited<'d> {
    data: Box<dyn Read + 'd>,
    room: &'d mut u64,
    exceeded: bool,
}

impl Read for Limited<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.data.read(into)?;
        if count as u64 > *self.room {
            self.exceeded = true;
            return Ok(0);
        }
        *self.room -= count as u64;
        Ok(count)
    }
}

const _: () = assert!(FREE_GROWTH > LARGEST_FILE as u64, "one page fits");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::tests::line;
    use std::io::{Cursor, Write as _};

    fn packed(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut out = Vec::new();
        let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
        for (name, bytes) in members {
            let (mut entry, config) = archive.new_file(name).compression_method(method).start().unwrap();
            if method == CompressionMethod::DEFLATE {
                let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
                let mut writer = config.wrap(encoder);
                writer.write_all(bytes).unwrap();
                let (encoder, descriptor) = writer.finish().unwrap();
                encoder.finish().unwrap();
                entry.finish(descriptor).unwrap();
            } else {
                let mut writer = config.wrap(&mut entry);
                writer.write_all(bytes).unwrap();
                let (_, descriptor) = writer.finish().unwrap();
                entry.finish(descriptor).unwrap();
            }
        }
        archive.finish().unwrap();
        out
    }

    fn shown(bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        unpack_zip(Cursor::new(bytes), "f", &Fields::default(), &mut |piece| lines.push(line(piece)));
        lines
    }

    const WARC: &str = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/one\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<p>One\r\n\r\n";

    #[test]
    fn archives_of_pages_and_of_crawls() {
        for method in [CompressionMethod::STORE, CompressionMethod::DEFLATE] {
            let pages = packed(
                &[
                    ("a/one.html", b"<p>One"),
                    ("two.png", b"\x89PNG"),
                    ("a/b.jsonl", b"{\"text\": 1}\n{\"id\": 2}"),
                ],
                method,
            );
            assert_eq!(
                shown(&pages),
                [
                    "f!/a/one.html||<p>One",
                    "f!/a/b.jsonl!/0001||{\"text\": 1}\\",
                    "f!/a/b.jsonl!/2||{\"id\": 2}",
                    "!f|passed-over"
                ]
            );
            let crawl =
                packed(&[("pages/pages.jsonl", b"{}"), ("archive/data.warc", WARC.as_bytes())], method);
            assert_eq!(
                shown(&crawl),
                ["f!/archive/data.warc!/0001-one|https://a.example/one|<p>One", "!f|passed-over"]
            );
            let office = packed(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")], method);
            assert_eq!(shown(&office), ["!f|not-text"]);
        }
    }

    #[test]
    fn damaged_archives() {
        let whole = packed(&[("one.html", b"<p>One"), ("two.html", b"<p>Two")], CompressionMethod::DEFLATE);
        assert_eq!(shown(&whole[..whole.len() / 2]), ["!f|damaged-zip"]);
        assert_eq!(shown(b"PK\x03\x04"), ["!f|damaged-zip"]);
        // A member whose data was overwritten costs only itself.
        let mut spoilt = whole.clone();
        spoilt[40..44].fill(0xff);
        let lines = shown(&spoilt);
        assert!(lines.iter().any(|line| line.ends_with("<p>Two")), "{lines:?}");
    }

    #[test]
    fn a_bomb_is_stopped() {
        let zeros = vec![b'0'; 4 << 20];
        let one = packed(&[("one.txt", &zeros)], CompressionMethod::DEFLATE);
        assert!(one.len() < 8192, "{}", one.len());
        assert_eq!(shown(&one).len(), 1);
    }
}
