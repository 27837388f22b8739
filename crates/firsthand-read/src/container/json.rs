//! JSON lines and JSON lists of documents.
//!
//! In: an object a line, or one list of objects. Out: a capture for each, named by its "id" or its
//! number. A line that is no JSON costs only itself. What begins like JSON and is none, or is one
//! object over several lines, is handed on whole.

use super::fields::{known, text};
use super::name::called;
use super::{Fields, LARGEST_FILE, LARGEST_MEMBER, Piece, page, told, unreadable};
use crate::{Capture, container::member};
use serde_json::Value;
use std::io::{BufRead, ErrorKind, Read as _};

/// Bad lines that are told one by one.
const MOST_NOTICES: usize = 20;

/// Whether bytes begin as JSON may.
pub(super) fn may_be_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'{' | b'['))
}

/// Hands on each document.
pub(super) fn unpack(source: &mut dyn BufRead, name: &str, fields: &Fields, each: &mut dyn FnMut(Piece)) {
    let mut lines = Lines { source, number: 0 };
    let first = loop {
        match lines.next() {
            Line::Read(line) if line.iter().all(u8::is_ascii_whitespace) => {}
            Line::Read(line) => break line,
            Line::TooLong => {
                // Not a line of a collection: whatever it is, its beginning says.
                return each(told(
                    name,
                    "too-large",
                    format!("its first line has more than {} MiB; cut it up", LARGEST_MEMBER >> 20),
                ));
            }
            Line::Failed(error) => return each(unreadable(name, &error)),
            Line::End => return each(told(name, "empty-file", "empty; save the page again".to_owned())),
        }
    };
    let first = first.strip_prefix(b"\xef\xbb\xbf").map_or(first.clone(), <[u8]>::to_vec);
    if !matches!(parse(&first), Ok(Value::Object(_))) {
        return all(first, &mut lines, name, fields, each);
    }
    let mut bad = 0;
    let mut held = Some((lines.number, first));
    loop {
        let line = match lines.next() {
            Line::Read(line) if line.iter().all(u8::is_ascii_whitespace) => continue,
            Line::Read(line) => line,
            Line::TooLong => {
                let message =
                    format!("line {}: more than {} MiB; it is left out", lines.number, LARGEST_MEMBER >> 20);
                each(told(name, "too-large", message));
                continue;
            }
            // Damage of the gzip data around it is told there.
            Line::Failed(error) if error.kind() == ErrorKind::InvalidData => continue,
            Line::Failed(error) => {
                each(unreadable(name, &error));
                break;
            }
            Line::End => break,
        };
        if let Some((number, line)) = held.take() {
            document(line, Some(number), name, fields, &mut bad, each);
        }
        document(line, Some(lines.number), name, fields, &mut bad, each);
    }
    // A file of one line is that document.
    if let Some((_, line)) = held {
        document(line, None, name, fields, &mut bad, each);
    }
    if bad > MOST_NOTICES {
        each(told(name, "bad-line", format!("{bad} lines in all are no JSON objects")));
    }
}

/// A JSON value. Halves of surrogate pairs, which some programs write where a text was cut, stand as
/// U+FFFD.
pub(crate) fn parse(bytes: &[u8]) -> serde_json::Result<Value> {
    serde_json::from_slice(bytes).or_else(|error| match without_halves(bytes) {
        Some(whole) => serde_json::from_slice(&whole),
        None => Err(error),
    })
}

/// The bytes with each escaped half of a pair replaced; `None` when there is none.
fn without_halves(bytes: &[u8]) -> Option<Vec<u8>> {
    let code = |at: usize| {
        let figures = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u32::from_str_radix(std::str::from_utf8(figures).ok()?, 16).ok()
    };
    let mut out = bytes.to_vec();
    let mut found = false;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        let length = match code(at) {
            Some(0xd800..=0xdbff) if matches!(code(at + 6), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                out[at + 2..at + 6].copy_from_slice(b"fffd");
                found = true;
                6
            }
            _ => 2,
        };
        at += length;
    }
    found.then_some(out)
}

/// One document; `number` is `None` when the file holds nothing else.
fn document(
    line: Vec<u8>,
    number: Option<usize>,
    name: &str,
    fields: &Fields,
    bad: &mut usize,
    each: &mut dyn FnMut(Piece),
) {
    let at = number.unwrap_or(1);
    let why = match parse(&line) {
        Ok(value @ Value::Object(_)) => return object(value, Some(line), number, name, fields, each),
        Ok(_) => "is no JSON object".to_owned(),
        Err(error) => error.to_string(),
    };
    *bad += 1;
    if *bad <= MOST_NOTICES {
        each(told(name, "bad-line", format!("line {at}: {why}; the line is left out, the rest goes on")));
    }
}

/// Hands on one object. `line` is how it stands in the source.
pub(super) fn object(
    mut value: Value,
    line: Option<Vec<u8>>,
    number: Option<usize>,
    name: &str,
    fields: &Fields,
    each: &mut dyn FnMut(Piece),
) {
    let bytes = match line.filter(|_| fields.are_usual()) {
        Some(line) => line,
        None => {
            fields.rename(&mut value);
            value.to_string().into_bytes()
        }
    };
    let url = known(&value, "url").and_then(text).filter(|url| url.contains("://"));
    let captured = known(&value, "captured").and_then(text).and_then(|at| at.parse().ok());
    let file = match (number, known(&value, "id").and_then(text)) {
        (None, _) => name.to_owned(),
        (Some(_), Some(id)) => called(name, &id),
        (Some(number), None) => member(name, number, url.as_deref()),
    };
    each(Piece::Capture(Capture { file: Some(file), url, captured, bytes }));
}

/// A list of documents, or one page that begins like JSON.
fn all(first: Vec<u8>, lines: &mut Lines, name: &str, fields: &Fields, each: &mut dyn FnMut(Piece)) {
    let mut bytes = first;
    let room = (LARGEST_FILE + 1).saturating_sub(bytes.len()) as u64;
    // What could be read before a failure is still a page.
    _ = (&mut *lines.source).take(room).read_to_end(&mut bytes);
    if bytes.len() > LARGEST_FILE {
        return page(bytes, name, each);
    }
    match parse(&bytes) {
        Ok(Value::Array(items)) if items.iter().any(Value::is_object) => {
            for (i, item) in items.into_iter().enumerate() {
                if item.is_object() {
                    object(item, None, Some(i + 1), name, fields, each);
                }
            }
        }
        Ok(value @ Value::Object(_)) if !fields.are_usual() => object(value, None, None, name, fields, each),
        _ => page(bytes, name, each),
    }
}

struct Lines<'s> {
    source: &'s mut dyn BufRead,
    number: usize,
}

enum Line {
    Read(Vec<u8>),
    /// It was passed over.
    TooLong,
    Failed(std::io::Error),
    End,
}

impl Lines<'_> {
    fn next(&mut self) -> Line {
        let mut line = Vec::new();
        self.number += 1;
        match (&mut *self.source).take(LARGEST_MEMBER as u64 + 1).read_until(b'\n', &mut line) {
            Ok(0) => Line::End,
            Ok(_) if line.len() > LARGEST_MEMBER => self.pass(),
            Ok(_) => Line::Read(line),
            Err(error) => Line::Failed(error),
        }
    }

    /// Passes over the rest of a line.
    fn pass(&mut self) -> Line {
        loop {
            let (count, ended) = match self.source.fill_buf() {
                Ok([]) => return Line::TooLong,
                Ok(ready) => match ready.iter().position(|&byte| byte == b'\n') {
                    Some(at) => (at + 1, true),
                    None => (ready.len(), false),
                },
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Line::Failed(error),
            };
            self.source.consume(count);
            if ended {
                return Line::TooLong;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::container::Fields;
    use crate::container::tests::shown;

    #[track_caller]
    fn check(text: &str, fields: &str, expected: &[&str]) {
        let found = shown(text.as_bytes(), &Fields::parse(fields).unwrap());
        assert_eq!(found.split('\n').collect::<Vec<_>>(), expected);
    }

    #[test]
    fn documents_a_line() {
        check(
            "{\"id\": \"a/b\", \"text\": \"x\"}\n\n{\"text\": \"y\", \"url\": \"https://a.example/one\"}\n",
            "",
            &[
                "f!/a_b||{\"id\": \"a/b\", \"text\": \"x\"}\\",
                "f!/0003-one|https://a.example/one|{\"text\": \"y\", \"url\": \"https://a.example/one\"}\\",
            ],
        );
        check("{\"text\": \"x\"}", "", &["f||{\"text\": \"x\"}"]);
        check("{\"b\": \"x\"}", "text=b", &["f||{\"b\":\"x\",\"text\":\"x\"}"]);
        check(
            "{\"text\": \"x\"}\n{\"text\": \n[1]\n{\"text\": \"y\"}",
            "",
            &["f!/0001||{\"text\": \"x\"}\\", "!f|bad-line", "!f|bad-line", "f!/0004||{\"text\": \"y\"}"],
        );
    }

    #[test]
    fn lists_and_what_is_none() {
        check(
            "[{\"b\": \"x\"},\n {\"b\": \"y\"}]",
            "text=b",
            &["f!/0001||{\"b\":\"x\",\"text\":\"x\"}", "f!/0002||{\"b\":\"y\",\"text\":\"y\"}"],
        );
        check("{\n \"b\": \"x\"\n}", "text=b", &["f||{\"b\":\"x\",\"text\":\"x\"}"]);
        check("{\n \"text\": \"x\"\n}", "", &["f||{\\ \"text\": \"x\"\\}"]);
        check("[Picture: the dam]\nIt held.", "", &["f||[Picture: the dam]\\It held."]);
        check("{ it held", "", &["f||{ it held"]);
    }
}
