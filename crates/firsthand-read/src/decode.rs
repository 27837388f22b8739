//! Captured bytes to characters.
//!
//! In: bytes of any kind. Out: the decoded string and what was doubtful, or the reason why there is
//! no text. The order of evidence is byte order mark, valid UTF-8, `<meta charset>`, and last a guess from the
//! bytes. A byte order mark is the only thing that is taken away.
//!
//! Known gaps: the encoding that a server declared is not known here; UTF-32 is not read.

use crate::Notice;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are read of one capture. A long read is under 1 MB; what is longer is a dump or an
/// attack, and the first part still says what it is.
pub(crate) const MOST_BYTES: usize = 64 << 20;

/// How far into a page a declared encoding counts (the HTML standard asks for 1,024 bytes; real
/// pages put scripts first).
const DECLARATION_WITHIN: usize = 8192;

/// Bytes that the guess looks at; more don't change its answer.
const GUESS_FROM: usize = 1 << 20;

/// Share of NULs, one in so many bytes, from which bytes are no text.
const NULS_ONE_IN: usize = 100;

/// First bytes of what is often saved under the name of a page.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a RIFF file (picture, sound or film)"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "an Ogg sound or film"),
    (b"ID3", "an MP3 sound"),
];

/// Decodes `bytes`; `Err` with the reason when they are no text.
pub(crate) fn decode(bytes: &[u8], file: &str) -> Result<(String, Vec<Notice>), Notice> {
    let mut notices = Vec::new();
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(notice(
            "not-text",
            format!("{file} is {what}, not text; save the page itself as HTML or text."),
        ));
    }
    let mut bytes = bytes;
    if bytes.len() > MOST_BYTES {
        notices.push(notice(
            "too-large",
            format!(
                "{file} has {} bytes; only the first {MOST_BYTES} were read. Split it if the rest matters.",
                bytes.len()
            ),
        ));
        bytes = &bytes[..MOST_BYTES];
    }
    let (string, how, damaged) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            let (string, damaged) = encoding.decode_without_bom_handling(&bytes[length..]);
            (string.into_owned(), encoding, damaged)
        }
        None => without_mark(bytes, file)?,
    };
    if string.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}').is_empty() {
        return Err(notice("empty", format!("{file} holds no text; nothing was read from it.")));
    }
    if damaged {
        let marks = string.matches('\u{fffd}').count();
        notices.push(notice(
            "undecodable-bytes",
            format!(
                "{file}: {marks} places could not be read as {}; each stands as U+FFFD. Capture the page again if it matters.",
                how.name()
            ),
        ));
    }
    Ok((string, notices))
}

fn without_mark(bytes: &[u8], file: &str) -> Result<(String, &'static Encoding, bool), Notice> {
    if let Some(encoding) = wide(bytes) {
        let (string, damaged) = encoding.decode_without_bom_handling(bytes);
        return Ok((string.into_owned(), encoding, damaged));
    }
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    if nuls > 0 && nuls * NULS_ONE_IN >= bytes.len() {
        return Err(notice(
            "not-text",
            format!(
                "{file} has {nuls} NULs among {} bytes, so it is no text; nothing was read from it.",
                bytes.len()
            ),
        ));
    }
    // A cut inside a character at the length limit must not make the whole file a guess.
    let valid = match std::str::from_utf8(bytes) {
        Ok(string) => return Ok((string.to_owned(), UTF_8, false)),
        Err(error) => error.valid_up_to(),
    };
    if bytes.len() == MOST_BYTES && valid + 4 > bytes.len() {
        return Ok((String::from_utf8_lossy(&bytes[..valid]).into_owned(), UTF_8, false));
    }
    let mut encoding = declared(bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes[..bytes.len().min(GUESS_FROM)], bytes.len() <= GUESS_FROM);
        detector.guess(None, Utf8Detection::Allow)
    });
    // Mostly valid UTF-8 with a few bad bytes is damaged UTF-8; any other reading garbles every accent.
    if mostly_utf8(bytes) {
        encoding = UTF_8;
    }
    let (string, damaged) = encoding.decode_without_bom_handling(bytes);
    Ok((string.into_owned(), encoding, damaged))
}

/// UTF-16 without a mark: every other byte of the beginning is NUL.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let most = head.len() / 2 * 3 / 4;
    if head.len() < 8 {
        None
    } else if odd > most && even * 8 < odd {
        Some(UTF_16LE)
    } else if even > most && odd * 8 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding in `<meta charset=…>`, `<meta … content="…; charset=…">` or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_WITHIN)]).to_ascii_lowercase();
    if !head.contains('<') {
        return None;
    }
    let mut rest = head.as_str();
    while let Some(at) =
        rest.find("charset").map(|at| at + 7).or_else(|| rest.find("encoding").map(|at| at + 8))
    {
        rest = &rest[at..];
        let value = rest.trim_start();
        if let Some(value) = value.strip_prefix('=') {
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value
                .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
                .unwrap_or(value.len());
            let found = Encoding::for_label(&value.as_bytes()[..end]);
            // A page that can be searched for "charset" byte by byte is not UTF-16, whatever it says.
            return found.map(|found| if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found });
        }
    }
    None
}

/// Whether nine in ten of the bytes beyond ASCII are part of valid UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0x80).count();
        bad += chunk.invalid().len();
    }
    good >= bad * 9 && good > 0
}

fn notice(code: &'static str, message: String) -> Notice {
    Notice { code, message, span: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Ok(text)` or the code; notices after a bar.
    fn check(bytes: &[u8], expected: &str) {
        let found = match decode(bytes, "page") {
            Ok((string, notices)) => {
                let codes: Vec<&str> = notices.iter().map(|notice| notice.code).collect();
                format!("{string}|{}", codes.join(","))
            }
            Err(notice) => notice.code.to_owned(),
        };
        assert_eq!(found, expected, "{bytes:?}");
    }

    #[test]
    fn decodes() {
        check(b"plain\r\nlines ", "plain\r\nlines |");
        check("\u{feff}\u{feff}twice".as_bytes(), "\u{feff}twice|");
        check(b"\xff\xfeh\0i\0", "hi|");
        check(b"h\0e\0l\0l\0o\0 \0y\0o\0u\0", "hello you|");
        check(b"\0h\0e\0l\0l\0o\0 \0y\0o\0u", "hello you|");
        check(b"<meta charset=windows-1252>caf\xe9 \x93q\x94", "<meta charset=windows-1252>café “q”|");
        check(
            b"<meta http-equiv=x content='text/html; charset=iso-8859-2'>\xb1",
            "<meta http-equiv=x content='text/html; charset=iso-8859-2'>ą|",
        );
        check(b"<?xml version='1.0' encoding='koi8-r'?>\xc1", "<?xml version='1.0' encoding='koi8-r'?>а|");
        check(b"Le caf\xe9 est ferm\xe9 \xe0 cause de l'\xe9t\xe9.", "Le café est fermé à cause de l'été.|");
        check("déjà vu à côté été naïf\u{e9}".as_bytes(), "déjà vu à côté été naïfé|");
    }

    #[test]
    fn keeps_damaged_utf8() {
        let mut bytes = "déjà vu, ça va, été, où".repeat(3).into_bytes();
        bytes.push(0xff);
        let (string, notices) = decode(&bytes, "page").unwrap();
        assert!(string.starts_with("déjà vu") && string.ends_with('\u{fffd}'));
        assert_eq!(notices[0].code, "undecodable-bytes");
    }

    #[test]
    fn refuses() {
        check(b"", "empty");
        check(b" \n\t", "empty");
        check(b"\xef\xbb\xbf", "empty");
        check(b"%PDF-1.7 stuff", "not-text");
        check(b"PK\x03\x04rest", "not-text");
        check(b"\x89PNG\r\n\x1a\n", "not-text");
        check(b"ab\0\x01\x02\0cd", "not-text");
    }
}
