//! WARC: what a crawler fetched (ISO 28500, versions 0.17 to 1.1).
//!
//! In: records one behind the other. Out: a capture for each response, resource and conversion that
//! may be a page: the message as it was sent, with its headers, so that its encoding and its
//! compression are known later. Pictures, scripts, redirects, errors, requests and what was seen
//! before (revisit) are counted and passed over. A record of a wrong length costs at most itself:
//! reading goes on with the next line that begins a record.
//!
//! Known gaps: segments that continue a record (WARC-Segment-Number) are passed over.

use super::tail::Tail;
use super::{LARGEST_MEMBER, Piece, member, told};
use crate::Capture;
use crate::format::http;
use std::collections::BTreeMap;
use std::io::{BufRead, ErrorKind, Read as _};

/// Whether bytes begin as a WARC file.
pub(super) fn is_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

/// Longest line of a record's header.
const LONGEST_LINE: u64 = 64 << 10;

/// Most lines of a record's header.
const MOST_LINES: usize = 1000;

/// Bytes of a message that are read to tell what is in it.
const HEAD: usize = 64 << 10;

/// Damaged records that are told one by one.
const MOST_NOTICES: usize = 20;

/// Hands on the pages of all records.
pub(super) fn unpack(source: &mut dyn BufRead, name: &str, each: &mut dyn FnMut(Piece)) {
    let mut reader =
        Reader { source: Tail::new(source), name, number: 0, passed: BTreeMap::new(), damaged: 0, found: 0 };
    while reader.record(each) {}
    let Reader { passed, damaged, found, .. } = reader;
    if damaged > MOST_NOTICES {
        each(told(name, "damaged-record", format!("{damaged} damaged records in all")));
    }
    if !passed.is_empty() {
        let kinds: Vec<String> = passed.iter().map(|(what, count)| format!("{count} {what}")).collect();
        let code = if found == 0 { "no-page" } else { "passed-over" };
        each(told(name, code, format!("{found} pages; passed over: {}", kinds.join(", "))));
    }
}

struct Reader<'s> {
    source: Tail<'s>,
    name: &'s str,
    number: usize,
    passed: BTreeMap<&'static str, usize>,
    damaged: usize,
    found: usize,
}

/// A record's named fields, in lower case.
type Header = Vec<(String, String)>;

fn field<'h>(header: &'h Header, name: &str) -> Option<&'h str> {
    header.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Why a record could not be read to its end.
enum Cut {
    /// The data behind it is another's.
    Damaged,
    /// There is no more.
    End,
}

impl Reader<'_> {
    /// Reads one record; `false` at the end.
    fn record(&mut self, each: &mut dyn FnMut(Piece)) -> bool {
        let header = match self.header() {
            Ok(Some(header)) => header,
            Ok(None) => return false,
            Err(Cut::Damaged) => {
                self.number += 1;
                self.damage(each, "its header is damaged");
                return true;
            }
            Err(Cut::End) => {
                self.number += 1;
                self.damage(each, "the file ends in its header");
                return false;
            }
        };
        self.number += 1;
        let Some(length) = field(&header, "content-length").and_then(|length| length.trim().parse().ok())
        else {
            self.damage(each, "it doesn't say how long it is");
            return true;
        };
        match unwanted(&header) {
            Some(what) => {
                *self.passed.entry(what).or_default() += 1;
                self.skip(length, each)
            }
            None => self.page(&header, length, each),
        }
    }

    /// The next record's fields; `None` at the end of the file.
    fn header(&mut self) -> Result<Option<Header>, Cut> {
        let mut passed = 0u64;
        loop {
            let line = match self.line() {
                Ok(line) => line,
                Err(Cut::Damaged) => continue,
                Err(Cut::End) => return Ok(None),
            };
            let version = line.starts_with(b"WARC/") && line.len() < 20;
            if version && passed > 0 {
                // What was passed over belonged to a damaged record; begin with this one.
                self.source.give_back(line);
                return Err(Cut::Damaged);
            }
            if version {
                break;
            }
            passed += u64::from(line.iter().any(|byte| !byte.is_ascii_whitespace()));
        }
        let mut header: Header = Vec::new();
        for _ in 0..MOST_LINES {
            let line = self.line()?;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end_matches(['\r', '\n']);
            if text.is_empty() {
                return Ok(Some(header));
            }
            match (text.split_once(':'), header.last_mut()) {
                // RFC 822 folds long fields.
                (_, Some((_, value))) if text.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (Some((name, value)), _) => {
                    header.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => {
                    self.source.give_back(line);
                    return Err(Cut::Damaged);
                }
            }
        }
        Err(Cut::Damaged)
    }

    /// One line with its end, or its first bytes when it is longer than any line of a header.
    fn line(&mut self) -> Result<Vec<u8>, Cut> {
        let mut line = Vec::new();
        match (&mut self.source).take(LONGEST_LINE).read_until(b'\n', &mut line) {
            Ok(0) => Err(Cut::End),
            Ok(_) => Ok(line),
            Err(error) => Err(cut(&error)),
        }
    }

    fn page(&mut self, header: &Header, length: u64, each: &mut dyn FnMut(Piece)) -> bool {
        let kept = length.min(LARGEST_MEMBER as u64);
        // First what tells whether it is a page at all.
        let (mut bytes, mut end) = self.take(Vec::new(), kept.min(HEAD as u64));
        let kind = field(header, "content-type").unwrap_or("");
        let is_message = field(header, "warc-type").is_some_and(|kind| kind.eq_ignore_ascii_case("response"));
        let address = field(header, "warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned());
        if let Some(what) = no_page(&bytes, kind, is_message, address.as_deref()) {
            *self.passed.entry(what).or_default() += 1;
            return match end {
                None => self.skip(length - bytes.len() as u64, each),
                Some(end) => self.ended(end, each),
            };
        }
        if end.is_none() && (bytes.len() as u64) < kept {
            (bytes, end) = self.take(bytes, kept);
        }
        let more = if let Some(at) = swallowed(&bytes) {
            let rest = bytes.split_off(at);
            self.source.give_back(rest);
            self.damage(each, "it says to be longer than it is");
            true
        } else if let Some(end) = end {
            self.ended(end, each)
        } else if length > kept {
            let message = format!("it has {length} bytes; only the first {kept} were read");
            each(told(&member(self.name, self.number, address.as_deref()), "too-large", message));
            self.skip(length - kept, each)
        } else {
            true
        };
        if !is_message && kind.to_ascii_lowercase().contains("charset=") {
            // A resource's encoding is told beside it; as a message it takes it along.
            bytes.splice(0..0, format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n").into_bytes());
        }
        let captured = field(header, "warc-date").and_then(|date| date.parse().ok());
        let file = Some(member(self.name, self.number, address.as_deref()));
        self.found += 1;
        each(Piece::Capture(Capture { file, url: address, captured, bytes }));
        more
    }

    /// Reads until `bytes` has `length`; with the reason when it ended before.
    fn take(&mut self, mut bytes: Vec<u8>, length: u64) -> (Vec<u8>, Option<Cut>) {
        while (bytes.len() as u64) < length {
            let missing = (length - bytes.len() as u64) as usize;
            match self.source.fill_buf() {
                Ok([]) => return (bytes, Some(Cut::End)),
                Ok(ready) => {
                    let count = ready.len().min(missing);
                    bytes.extend_from_slice(&ready[..count]);
                    self.source.consume(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return (bytes, Some(cut(&error))),
            }
        }
        (bytes, None)
    }

    /// Passes over `length` bytes, unless they hold the beginning of another record.
    fn skip(&mut self, mut length: u64, each: &mut dyn FnMut(Piece)) -> bool {
        while length > 0 {
            let (mut bytes, end) = self.take(Vec::new(), length.min(HEAD as u64));
            length -= bytes.len() as u64;
            if let Some(at) = swallowed(&bytes) {
                let rest = bytes.split_off(at);
                self.source.give_back(rest);
                self.damage(each, "it says to be longer than it is");
                return true;
            }
            if let Some(end) = end {
                return self.ended(end, each);
            }
        }
        true
    }

    fn ended(&mut self, end: Cut, each: &mut dyn FnMut(Piece)) -> bool {
        match end {
            Cut::Damaged => self.damage(each, "its data breaks off"),
            Cut::End => self.damage(each, "the file ends within it"),
        }
        matches!(end, Cut::Damaged)
    }

    fn damage(&mut self, each: &mut dyn FnMut(Piece), what: &str) {
        self.damaged += 1;
        if self.damaged <= MOST_NOTICES {
            let message = format!("record {}: {what}; the rest goes on", self.number);
            each(told(self.name, "damaged-record", message));
        }
    }
}

fn cut(error: &std::io::Error) -> Cut {
    // Damaged gzip data fails once and then goes on; anything else would fail for ever.
    if error.kind() == ErrorKind::InvalidData { Cut::Damaged } else { Cut::End }
}

/// Where another record begins inside of `bytes`: the length that was given is wrong.
fn swallowed(bytes: &[u8]) -> Option<usize> {
    const BEGIN: &[u8] = b"\nWARC/1.";
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|&byte| byte == b'\n').map(|at| from + at) {
        let rest = &bytes[at..];
        // A page may quote the line, but not with a field of a record right below it.
        if rest.starts_with(BEGIN)
            && let Some(line) = rest[1..].iter().position(|&byte| byte == b'\n')
            && (8..=11).contains(&line)
            && rest[line + 2..].starts_with(b"WARC-")
        {
            return Some(at + 1);
        }
        from = at + 1;
    }
    None
}

/// Why a record holds no page, by its fields.
fn unwanted(header: &Header) -> Option<&'static str> {
    let kind = field(header, "warc-type").unwrap_or("").to_ascii_lowercase();
    let segment = field(header, "warc-segment-number").is_some_and(|number| number.trim() != "1");
    let address = field(header, "warc-target-uri").unwrap_or("").trim_start_matches('<');
    let fetched = address.is_empty() || address.starts_with("http") || address.starts_with("file:");
    match kind.as_str() {
        "response" | "resource" | "conversion" if segment => Some("continued records"),
        "response" | "resource" | "conversion" if fetched => None,
        "response" | "resource" | "conversion" => Some("records that aren't web pages"),
        "request" | "metadata" | "warcinfo" => Some("notes of the crawler"),
        "revisit" => Some("pages unchanged since a capture before (revisit)"),
        _ => Some("records of other kinds"),
    }
}

/// Why a message is no page, by its status and by what it says of its content.
fn no_page(head: &[u8], kind: &str, is_message: bool, address: Option<&str>) -> Option<&'static str> {
    let message = if is_message { http::head(head) } else { None };
    let (body, kind) = match &message {
        Some(message) => {
            if !(200..300).contains(&message.status) {
                return Some("redirects and errors");
            }
            (&head[message.body..], message.field("content-type").unwrap_or(""))
        }
        None if is_message => (head, ""),
        None => (head, kind),
    };
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let path = address.unwrap_or("").split(['?', '#']).next().unwrap_or("");
    if body.is_empty() {
        return Some("empty answers");
    }
    match kind.as_str() {
        "text/plain" if path.ends_with("/robots.txt") => Some("files for crawlers"),
        "text/html"
        | "application/xhtml+xml"
        | "text/plain"
        | "text/markdown"
        | "message/rfc822"
        | "application/rss+xml"
        | "application/atom+xml"
        | "application/feed+json"
        | "application/rdf+xml"
        | "application/http" => None,
        "text/xml" | "application/xml" => {
            let map = contains(body, b"<urlset") || contains(body, b"<sitemapindex");
            map.then_some("files for crawlers")
        }
        "application/json" => (!contains(body, b"jsonfeed.org/version")).then_some("data for scripts"),
        "" | "application/octet-stream" | "unknown/unknown" | "application/unknown" => {
            // What is packed can't be told before it is unpacked.
            let packed = message.as_ref().is_some_and(|message| {
                message
                    .field("content-encoding")
                    .is_some_and(|coding| !coding.eq_ignore_ascii_case("identity"))
            });
            if packed {
                return None;
            }
            let text = body.iter().take(512).all(|&byte| byte >= 0x20 || byte.is_ascii_whitespace());
            (!text).then_some("pictures, scripts and other files")
        }
        // Servers name pages wrongly too.
        _ if crate::format::recognised(&body[..body.len().min(4096)]) => None,
        _ => Some("pictures, scripts and other files"),
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).take(4096).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use crate::container::Fields;
    use crate::container::tests::shown;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;

    fn record(kind: &str, address: &str, content: &str) -> String {
        let length = content.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n"
        )
    }

    fn page(address: &str, text: &str) -> String {
        record("response", address, &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{text}"))
    }

    fn packed(records: &[String]) -> Vec<u8> {
        let mut out = Vec::new();
        for record in records {
            let mut encoder = GzEncoder::new(&mut out, Compression::default());
            encoder.write_all(record.as_bytes()).unwrap();
            encoder.finish().unwrap();
        }
        out
    }

    /// Captures and notices with the messages' heads cut off.
    #[track_caller]
    fn check(bytes: &[u8], expected: &[&str]) {
        let found =
            shown(bytes, &Fields::default()).replace("HTTP/1.1 200 OK\\Content-Type: text/html\\\\", "~");
        assert_eq!(found.split('\n').collect::<Vec<_>>(), expected);
    }

    #[test]
    fn pages_of_a_crawl() {
        let crawl = [
            record("warcinfo", "", "software: x"),
            record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n"),
            page("https://a.example/one.html", "<p>One"),
            record("response", "https://a.example/2", "HTTP/1.1 301 Moved\r\nLocation: /3\r\n\r\n"),
            record(
                "response",
                "https://a.example/p",
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{1}PNG",
            ),
            record("response", "dns:a.example", "1 2 3"),
            page("<https://a.example/two>", "<p>Two"),
        ];
        let expected = [
            "f!/0003-one|https://a.example/one.html|~<p>One",
            "f!/0007-two|https://a.example/two|~<p>Two",
            "!f|passed-over",
        ];
        check(crawl.concat().as_bytes(), &expected);
        check(&packed(&crawl), &expected);
        // Some tools compress the whole file at once.
        check(&packed(&[crawl.concat()]), &expected);
    }

    #[test]
    fn resources_keep_their_encoding() {
        let resource = record("resource", "https://a.example/one", "caf")
            .replace("application/http; msgtype=response", "text/plain; charset=koi8-r");
        check(
            resource.as_bytes(),
            &[
                "f!/0001-one|https://a.example/one|HTTP/1.1 200 OK\\Content-Type: text/plain; charset=koi8-r\\\\caf",
            ],
        );
    }

    #[test]
    fn wrong_lengths_cost_one_record() {
        let [one, two, three] =
            ["one", "two", "three"].map(|name| page(&format!("https://a.example/{name}"), name));
        let length = "Content-Length: 47";
        assert!(one.contains(length));
        for (wrong, text) in [
            ("Content-Length: 97", "~one\\\\"),
            ("Content-Length: 9800", "~one\\\\"),
            ("Content-Length: 46", "~on"),
        ] {
            let crawl = [one.replace(length, wrong), two.clone(), three.clone()].concat();
            let first = format!("f!/0001-one|https://a.example/one|{text}");
            let found = shown(crawl.as_bytes(), &Fields::default())
                .replace("HTTP/1.1 200 OK\\Content-Type: text/html\\\\", "~");
            let pages: Vec<&str> = found.split('\n').filter(|line| !line.starts_with('!')).collect();
            assert_eq!(pages[0].trim_end_matches('\\'), first.trim_end_matches('\\'), "{wrong}");
            assert!(pages[1].contains("/two|~two") && pages[2].contains("/three|~three"), "{wrong}: {found}");
            assert!(found.contains("!f|damaged-record"), "{wrong}: {found}");
        }
        for wrong in ["Content-Length: x", "Content-Length: -1", "Length: 47"] {
            let crawl = [one.replace(length, wrong), two.clone()].concat();
            let found = shown(crawl.as_bytes(), &Fields::default());
            assert!(found.contains("/two|"), "{wrong}: {found}");
        }
    }

    #[test]
    fn damaged_members_cost_one_record() {
        let pages =
            ["one", "two", "three"].map(|name| packed(&[page(&format!("https://a.example/{name}"), name)]));
        let cut = [&pages[0][..pages[0].len() - 20], &pages[1][..], &pages[2][..]].concat();
        let found = shown(&cut, &Fields::default());
        assert!(found.contains("/two|") && found.contains("/three|"), "{found}");
        assert!(found.contains("damaged-gzip") && found.contains("damaged-record"), "{found}");
        let whole = pages.concat();
        let found = shown(&whole[..whole.len() - 15], &Fields::default());
        assert!(found.contains("/one|") && found.contains("/two|"), "{found}");
        assert!(found.contains("damaged-gzip") && found.contains("damaged-record"), "{found}");
    }
}
