//! Each format is told by its content: under a name that says something else, and under none.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use firsthand_read::container::{Fields, Piece, is_zip, unpack, unpack_zip};
use firsthand_read::read;
use flate2::{Compression, write::GzEncoder};
use std::io::{BufReader, Cursor, Write as _};

const ONE: &str = "The weir was opened again on Monday, the water office of Orvland said in a note to the farmers who live below it.";
const TWO: &str = "“It has been inspected twice, and both times it held,” said Lena Marsk, who heads the office and had shut it.";

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A ZIP archive of one stored file (APPNOTE 6.3.10, 4.3.7 to 4.3.16).
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let (sum, size) = (crc.sum().to_le_bytes(), (bytes.len() as u32).to_le_bytes());
    let length = (name.len() as u16).to_le_bytes();
    let about: Vec<u8> =
        [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sum, &size, &size, &length, &[0, 0]].concat();
    let local = [b"PK\x03\x04", about.as_slice(), name.as_bytes(), bytes].concat();
    let central = [b"PK\x01\x02\x14\x00", about.as_slice(), &[0; 14], name.as_bytes()].concat();
    let end = [
        &b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..],
        &(central.len() as u32).to_le_bytes(),
        &(local.len() as u32).to_le_bytes(),
        &[0, 0],
    ]
    .concat();
    [local, central, end].concat()
}

/// Reads `bytes` as a file of that name; the paragraphs of all articles.
fn paragraphs(bytes: &[u8], name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut take = |piece| {
        if let Piece::Capture(capture) = piece {
            for article in read(&capture).articles {
                let text = article.text.as_str();
                let line = |span: &firsthand_text::Span| {
                    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
                };
                found.extend(article.body.iter().map(line));
            }
        }
    };
    if is_zip(bytes) {
        unpack_zip(Cursor::new(bytes.to_vec()), name, &Fields::default(), &mut take);
    } else {
        unpack(&mut BufReader::new(bytes), name, &Fields::default(), &mut take);
    }
    found
}

#[test]
fn formats_are_told_by_content() {
    let page =
        format!("<!doctype html><html><body><h1>Weir opens again</h1><p>{ONE}</p><p>{TWO}</p></body></html>");
    let marked = format!("<p>{ONE}</p><p>{TWO}</p>");
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n";
    let body = packed(page.as_bytes());
    let (first, second) = body.split_at(body.len() / 2);
    let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    let chunked = [chunked.as_bytes(), &chunk(first), &chunk(second), b"0\r\n\r\n"].concat();
    let record = |kind: &str, media: &str, bytes: &[u8]| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://tarl.example/weir\r\nWARC-Date: 2031-03-04T10:00:00Z\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            bytes.len()
        );
        [head.as_bytes(), bytes, b"\r\n\r\n"].concat()
    };
    let response = record("response", "application/http; msgtype=response", &chunked);
    let resource = record("resource", "text/html", page.as_bytes());
    let line = format!("{}\n", serde_json::json!({"id": "a", "body": format!("{ONE}\n\n{TWO}")}));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("HTML", page.clone().into_bytes()),
        ("plain text", format!("Weir opens again\n\n{ONE}\n\n{TWO}\n").into_bytes()),
        ("Markdown", format!("# Weir opens again\n\n{ONE}\n\n**{TWO}**\n\n[More](https://tarl.example)\n").into_bytes()),
        ("RSS", format!("<?xml version='1.0'?><rss version='2.0'><channel><title>Tarl</title><item><title>Weir</title><content:encoded><![CDATA[{marked}]]></content:encoded></item></channel></rss>").into_bytes()),
        ("Atom", format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Weir</title><content type='xhtml'><div>{marked}</div></content></entry></feed>").into_bytes()),
        ("JSON Feed", serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": marked}]}).to_string().into_bytes()),
        ("HTTP answer", answer.into_bytes()),
        ("chunked and gzipped HTTP answer", chunked),
        ("WARC response", response.clone()),
        ("WARC resource", resource.clone()),
        ("WARC.gz", [packed(&record("warcinfo", "application/warc-fields", b"software: x\r\n")), packed(&response)].concat()),
        ("WACZ", zipped("archive/data.warc.gz", &packed(&response))),
        ("ZIP", zipped("weir.html", page.as_bytes())),
        ("gzipped page", packed(page.as_bytes())),
        ("JSON lines", line.clone().into_bytes()),
        ("gzipped JSON lines", packed(line.as_bytes())),
        ("JSON list", format!("[{}]", line.trim()).into_bytes()),
        ("e-mail", format!("From: Tarl <desk@tarl.example>\r\nSubject: Weir\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{marked}").into_bytes()),
        ("NewsML-G2", format!("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineXML contenttype='application/xhtml+xml'><html><body>{marked}</body></html></inlineXML></contentSet></newsItem>").into_bytes()),
        ("NITF", format!("<nitf><body><body.head><hedline><hl1>Weir</hl1></hedline></body.head><body.content>{marked}</body.content></body></nitf>").into_bytes()),
        ("ninjs", serde_json::json!({"uri": "tag:1", "pubstatus": "usable", "headline": "Weir", "body_html": marked}).to_string().into_bytes()),
        ("UTF-16", page.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for (format, bytes) in cases {
        for name in ["page.html", "photo.jpg", "crawl.warc.gz", "notes", "data.json", "x.zip"] {
            assert_eq!(paragraphs(&bytes, name), [ONE, TWO], "{format} as {name}");
        }
    }
    // What is no text is none whatever it is called.
    for bytes in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x7fELF\x02\x01\x01\0\0\0",
        b"GIF89a\x01\0\x01\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        b"",
        b"\0\0\0\0",
    ] {
        assert_eq!(paragraphs(bytes, "page.html"), [""; 0]);
    }
}
