//! HTTP messages, as crawlers keep them (RFC 9112): what was sent, with its headers.
//!
//! In: bytes that begin with a status line. Out: the body without its transfer encoding and its
//! compression, and the encoding of characters that the server named. Many crawlers keep the headers
//! but store the body already unpacked, so each step is only taken where the bytes bear it out.
//! Compressed bodies that break off give what they hold.

use crate::Notice;
use encoding_rs::Encoding;
use std::borrow::Cow;
use std::io::Read;

/// Longest header that is read.
const LONGEST_HEADER: usize = 256 << 10;

/// Most encodings laid over each other that are taken off; servers send one.
const MOST_LAYERS: usize = 4;

/// A message's header.
#[derive(Debug)]
pub(crate) struct Head {
    /// Three figures.
    pub(crate) status: u16,
    /// Where the body begins.
    pub(crate) body: usize,
    fields: Vec<(String, String)>,
}

impl Head {
    /// The first field of that name (in lower case).
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The header that `bytes` begin with, if they are a response.
pub(crate) fn head(bytes: &[u8]) -> Option<Head> {
    if !bytes.starts_with(b"HTTP/") {
        return None;
    }
    let window = &bytes[..bytes.len().min(LONGEST_HEADER)];
    let (mut at, mut body) = (0, None);
    while let Some(end) = window[at..].iter().position(|&byte| byte == b'\n').map(|end| at + end) {
        let line = &window[at..end];
        at = end + 1;
        if line.is_empty() || line == b"\r" {
            body = Some(at);
            break;
        }
    }
    let body = body?;
    let text = String::from_utf8_lossy(&window[..body]);
    let mut lines = text.lines();
    let status = lines
        .next()?
        .split_whitespace()
        .nth(1)
        .and_then(|status| status.parse().ok())
        .filter(|status| (100..600).contains(status))?;
    let fields = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    Some(Head { status, body, fields })
}

/// A message's body, and the encoding named in its header.
pub(crate) fn open<'b>(
    bytes: &'b [u8],
    most: usize,
    name: &str,
    notices: &mut Vec<Notice>,
) -> Option<(Cow<'b, [u8]>, Option<&'static Encoding>)> {
    let head = head(bytes)?;
    let mut body = Cow::Borrowed(&bytes[head.body..]);
    let lower = |name: &str| head.field(name).unwrap_or("").to_ascii_lowercase();
    if lower("transfer-encoding").contains("chunked")
        && let Some(whole) = without_chunks(&body)
    {
        body = Cow::Owned(whole);
    }
    let named = lower("content-encoding");
    for coding in named.split(',').rev().map(str::trim).take(MOST_LAYERS) {
        body = unpacked(body, coding, most, name, notices);
    }
    let encoding = charset(&lower("content-type")).and_then(|label| Encoding::for_label(label.as_bytes()));
    Some((body, encoding))
}

/// The value of `charset` in a content type.
pub(crate) fn charset(kind: &str) -> Option<&str> {
    let (_, value) = kind.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    Some(value.split(['"', '\'', ';', ' ', ',']).next().unwrap_or(value))
}

/// Joins the chunks of a body; `None` when it isn't in chunks.
fn without_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.iter().take(1024).position(|&byte| byte == b'\n');
        let size = end.and_then(|end| {
            let line = std::str::from_utf8(&rest[..end]).ok()?;
            let figures = line.split(';').next()?.trim();
            let fits = (1..=8).contains(&figures.len());
            fits.then(|| usize::from_str_radix(figures, 16).ok()).flatten().map(|size| (size, end + 1))
        });
        let Some((size, from)) = size else {
            // It ends without a last chunk, or it never was in chunks.
            return (!out.is_empty()).then_some(out);
        };
        if size == 0 {
            return Some(out);
        }
        rest = &rest[from..];
        let held = size.min(rest.len());
        out.extend_from_slice(&rest[..held]);
        rest = &rest[held..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// Takes a compression off, where the body bears it.
fn unpacked<'b>(
    body: Cow<'b, [u8]>,
    coding: &str,
    most: usize,
    name: &str,
    notices: &mut Vec<Notice>,
) -> Cow<'b, [u8]> {
    let limit = most as u64 + 1;
    let found = match coding {
        "gzip" | "x-gzip" if is_gzip(&body) => drain(flate2::bufread::MultiGzDecoder::new(&*body), limit),
        "deflate" => {
            // The standard means zlib; many servers sent bare deflate data.
            let zlib = drain(flate2::bufread::ZlibDecoder::new(&*body), limit);
            if zlib.0.is_empty() { drain(flate2::bufread::DeflateDecoder::new(&*body), limit) } else { zlib }
        }
        "br" => drain(brotli_decompressor::Decompressor::new(&*body, 16 << 10), limit),
        "zstd" => match ruzstd::decoding::StreamingDecoder::new(&*body) {
            Ok(decoder) => drain(decoder, limit),
            Err(_) => return body,
        },
        _ => return body,
    };
    settle(body, found, coding, most, name, notices)
}

/// Whether bytes begin as gzip data.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

/// Unpacks a gzipped page that no container was opened for.
pub(crate) fn gunzip<'b>(
    body: Cow<'b, [u8]>,
    most: usize,
    name: &str,
    notices: &mut Vec<Notice>,
) -> Cow<'b, [u8]> {
    unpacked(body, "gzip", most, name, notices)
}

/// What can be read before the end, a failure or the limit, and whether it failed.
fn drain(data: impl Read, limit: u64) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let failed = data.take(limit).read_to_end(&mut out).is_err();
    (out, failed)
}

fn settle<'b>(
    body: Cow<'b, [u8]>,
    (mut out, failed): (Vec<u8>, bool),
    coding: &str,
    most: usize,
    name: &str,
    notices: &mut Vec<Notice>,
) -> Cow<'b, [u8]> {
    let mut notice = |code: &'static str, message: String| notices.push(Notice { code, message, span: None });
    if out.is_empty() {
        // Not what the header says: most often unpacked already.
        return body;
    }
    if failed {
        notice(
            "damaged-body",
            format!(
                "{name}: its compressed data ({coding}) is damaged or cut off behind {} bytes; the rest is missing.",
                out.len()
            ),
        );
    }
    if out.len() > most {
        out.truncate(most);
        notice(
            "compression-bomb",
            format!(
                "{name}: unpacked ({coding}) it has more than {} MiB; only that much was read.",
                most >> 20
            ),
        );
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write};
    use std::io::Write as _;

    const PAGE: &str = "<p>The dam held, and the weir did not. The dam held, and the weir did not.";

    fn packed(coding: &str) -> Vec<u8> {
        let level = Compression::default();
        match coding {
            "gzip" => {
                let mut encoder = write::GzEncoder::new(Vec::new(), level);
                encoder.write_all(PAGE.as_bytes()).unwrap();
                encoder.finish().unwrap()
            }
            "zlib" => {
                let mut encoder = write::ZlibEncoder::new(Vec::new(), level);
                encoder.write_all(PAGE.as_bytes()).unwrap();
                encoder.finish().unwrap()
            }
            "deflate" => {
                let mut encoder = write::DeflateEncoder::new(Vec::new(), level);
                encoder.write_all(PAGE.as_bytes()).unwrap();
                encoder.finish().unwrap()
            }
            "zstd" => ruzstd::encoding::compress_to_vec(
                PAGE.as_bytes(),
                ruzstd::encoding::CompressionLevel::Fastest,
            ),
            // A stream of one uncompressed piece (RFC 7932): window of 16 bits; not last, length - 1
            // in 16 bits, uncompressed; then an empty last piece.
            "br" => {
                let length = PAGE.len() - 1;
                let bits = (length as u32) << 4 | 1 << 20;
                let mut out = bits.to_le_bytes()[..3].to_vec();
                out.extend_from_slice(PAGE.as_bytes());
                out.push(3);
                out
            }
            _ => PAGE.as_bytes().to_vec(),
        }
    }

    #[track_caller]
    fn check(header: &str, body: &[u8], expected: &str) {
        let message = [b"HTTP/1.1 200 OK\r\n", header.as_bytes(), b"\r\n\r\n", body].concat();
        let mut notices = Vec::new();
        let (found, encoding) = open(&message, 1 << 20, "page", &mut notices).unwrap();
        let codes: Vec<&str> = notices.iter().map(|notice| notice.code).collect();
        let encoding = encoding.map_or("", Encoding::name);
        let text = String::from_utf8_lossy(&found).replace(PAGE, "PAGE");
        assert_eq!(format!("{text}|{encoding}|{}", codes.join(",")), expected, "{header}");
    }

    #[test]
    fn compressed_bodies() {
        check("Content-Encoding: gzip", &packed("gzip"), "PAGE||");
        check("content-encoding:GZIP", &packed("gzip"), "PAGE||");
        check("Content-Encoding: deflate", &packed("zlib"), "PAGE||");
        check("Content-Encoding: deflate", &packed("deflate"), "PAGE||");
        check("Content-Encoding: br", &packed("br"), "PAGE||");
        check("Content-Encoding: zstd", &packed("zstd"), "PAGE||");
        check("Content-Encoding: identity", &packed(""), "PAGE||");
        for coding in ["gzip", "br", "zstd", "deflate"] {
            check(&format!("Content-Encoding: {coding}"), PAGE.as_bytes(), "PAGE||");
        }
    }

    #[test]
    fn damaged_bodies() {
        let gzip = packed("gzip");
        check("Content-Encoding: gzip", &gzip[..gzip.len() - 6], "PAGE||damaged-body");
        let wrong = [&gzip[..gzip.len() - 8], &[0; 8]].concat();
        check("Content-Encoding: gzip", &wrong, "PAGE||damaged-body");
    }

    #[test]
    fn chunked_bodies() {
        check("Transfer-Encoding: chunked", b"4\r\nThe \r\n3;x=y\r\ndam\r\n0\r\n\r\n", "The dam||");
        check("Transfer-Encoding: chunked", b"4\r\nThe \r\n30\r\ndam", "The dam||");
        check("Transfer-Encoding: chunked", b"The dam held.\nfed\n", "The dam held.\nfed\n||");
        check("Transfer-Encoding: chunked", b"ffffffffffffffffffff\r\nx", "ffffffffffffffffffff\r\nx||");
        let gzip = packed("gzip");
        let chunk = [format!("{:X}\r\n", gzip.len()).as_bytes(), &gzip, b"\r\n0\r\n\r\n"].concat();
        check("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", &chunk, "PAGE||");
    }

    #[test]
    fn named_encodings() {
        check("Content-Type: text/html; charset=KOI8-R", b"x", "x|KOI8-R|");
        check("Content-Type: text/html;charset=\"utf-8\"; x", b"x", "x|UTF-8|");
        check("Content-Type: text/html; charset=none", b"x", "x||");
        assert!(head(b"HTTP/1.1 200 OK\r\nA: b\r\n").is_none());
        assert!(head(b"HTTP/2 is a protocol.\n\nIt").is_none());
    }

    #[test]
    fn bombs_are_cut() {
        let mut encoder = write::GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..64 {
            encoder.write_all(&[b'x'; 1 << 20]).unwrap();
        }
        let body = encoder.finish().unwrap();
        let message = [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", &body[..]].concat();
        let mut notices = Vec::new();
        let (found, _) = open(&message, 1 << 20, "page", &mut notices).unwrap();
        assert_eq!((found.len(), notices[0].code), (1 << 20, "compression-bomb"));
    }
}
