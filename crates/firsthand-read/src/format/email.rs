//! Newsletters: one e-mail (RFC 5322, MIME).
//!
//! In: a message as a mail program saves it. Out: one article of its HTML part, or of its plain text
//! where it has no other; subject, sender and date are the message's own.
//!
//! Known gaps: mailboxes of many messages; a newsletter of several articles is one article.

use super::item::{Content, Item, article, date, outlet};
use crate::{Article, Capture, Notice};
use mail_parser::{Message, MessageParser, PartType};

/// Bytes that are looked at to tell a message.
const HEAD: usize = 64 << 10;

/// Whether bytes begin with the header of a message: fields that only mail has, and a sender or a
/// subject.
pub(super) fn is_email(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Mail programs put a line of their own before the header ("From ann@tarl.example Tue …").
    let mut lines = head.split(|&byte| byte == b'\n').peekable();
    if lines.peek().is_some_and(|line| line.starts_with(b"From ") && line.contains(&b'@')) {
        lines.next();
    }
    let (mut of_mail, mut of_letters, mut seen) = (false, false, 0);
    for line in lines {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if seen == 0 {
                return false;
            }
            continue;
        }
        let Some(colon) = line.iter().position(|&byte| byte == b':') else { return false };
        let name = line[..colon].to_ascii_lowercase();
        if name.is_empty()
            || !name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        {
            return false;
        }
        seen += 1;
        of_mail |= matches!(
            name.as_slice(),
            b"mime-version"
                | b"received"
                | b"message-id"
                | b"return-path"
                | b"delivered-to"
                | b"content-transfer-encoding"
                | b"dkim-signature"
                | b"list-unsubscribe"
        );
        of_letters |= matches!(name.as_slice(), b"from" | b"subject");
    }
    of_mail && of_letters
}

/// One article of a message; `None` when it can't be taken apart.
pub(super) fn read(capture: &Capture, bytes: &[u8]) -> Option<(Vec<Article>, Vec<Notice>)> {
    let message = MessageParser::default().parse(bytes)?;
    let Some(content) = content(&message) else {
        let name = capture.called("the message");
        let message = format!("{name}: the message has no text, only attachments.");
        return Some((Vec::new(), vec![Notice { code: "no-page", message, span: None }]));
    };
    let mut item = Item::new(content);
    // A page that a browser saved as a message (MHTML) has the browser for its sender, and the date is
    // that of saving.
    let saved = message.header("Snapshot-Content-Location").and_then(|header| header.as_text());
    if let Some(address) = saved {
        item.url = Some(address.trim().to_owned());
        return Some((article(capture, item, Vec::new()), Vec::new()));
    }
    item.title = message.subject().map(one_line).filter(|subject| !subject.is_empty());
    let sender = message.from().and_then(|from| from.first());
    item.outlet = sender
        .and_then(|sender| sender.name())
        .and_then(|name| outlet(&one_line(name), "sender of the e-mail"));
    item.published = message.date().and_then(|at| date(&at.to_rfc3339(), "date of the e-mail"));
    Some((article(capture, item, Vec::new()), Vec::new()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The HTML of a message, or else its text.
fn content(message: &Message) -> Option<Content> {
    let mut plain: Option<&str> = None;
    for id in message.html_body.iter().chain(&message.text_body) {
        match message.part(*id).map(|part| &part.body) {
            Some(PartType::Html(html)) if !html.trim().is_empty() => {
                return Some(Content::Html(html.to_string()));
            }
            Some(PartType::Text(text)) if plain.is_none() && !text.trim().is_empty() => plain = Some(text),
            _ => {}
        }
    }
    plain.map(|text| Content::Plain(text.replace("\r\n", "\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read as read_capture;

    const HEADER: &str = "Return-Path: <desk@tarl.example>\r\nFrom: =?utf-8?q?Tarl_C=C3=B4urier?= <desk@tarl.example>\r\nSubject: Weir\r\n opens again\r\nDate: Tue, 4 Mar 2031 10:00:00 +0100\r\nMIME-Version: 1.0\r\n";
    const PROSE: &str = "The weir at Caf\u{e9} Tarl was opened again on Monday, the water office of Orvland said in a note to the farmers who live below it.";

    /// Paragraphs of the body, and that the header was read.
    #[track_caller]
    fn check(body: &[u8], expected: &[&str]) {
        let bytes = [HEADER.as_bytes(), body].concat();
        assert!(is_email(&bytes));
        let reading = read_capture(&Capture { file: Some("f".into()), url: None, captured: None, bytes });
        let article = &reading.articles[0];
        let found: Vec<String> = article.body_text().as_str().split("\n\n").map(one_line).collect();
        assert_eq!(found, expected);
        assert_eq!(article.title.as_deref(), Some("Weir opens again"));
        assert_eq!(article.outlet.as_ref().map(|outlet| outlet.name.as_str()), Some("Tarl Côurier"));
        assert_eq!(
            article.published.as_ref().map(|stated| stated.date.to_string()).as_deref(),
            Some("2031-03-04")
        );
    }

    #[test]
    fn messages() {
        let quoted = PROSE.replace('é', "=E9").replace("Monday", "Mon=\r\nday");
        let more = format!("{PROSE} More.");
        let plain = format!(
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n\r\n{quoted} More.\r\n"
        );
        check(plain.as_bytes(), &[PROSE, &more]);
        let html = format!("<p>{quoted}</p><p>{quoted} More.</p>");
        let both = format!(
            "Content-Type: multipart/alternative; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nRead it in a browser.\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{html}\r\n--x--\r\n"
        );
        check(both.as_bytes(), &[PROSE, &more]);
        // "<p>Caf\u{e9}" … in UTF-8, base64.
        let utf8 = format!("<p>{PROSE}</p><p>{PROSE} More.</p>");
        let packed = format!(
            "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(utf8.as_bytes())
        );
        check(packed.as_bytes(), &[PROSE, &more]);
    }

    #[test]
    fn pages_that_a_browser_saved() {
        let page = format!(
            "From: <Saved by Tarl>\r\nSnapshot-Content-Location: https://tarl.example/weir\r\nSubject: Weir - Tarl Courier\r\nDate: Tue, 4 Mar 2031 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Weir opens again</h1><p>{PROSE}</p><p>{PROSE} More.</p></body></html>\r\n--x--\r\n"
        );
        let reading =
            read_capture(&Capture { file: None, url: None, captured: None, bytes: page.into_bytes() });
        let article = &reading.articles[0];
        assert_eq!(article.url.as_deref(), Some("https://tarl.example/weir"));
        assert_eq!(article.title.as_deref(), Some("Weir opens again"));
        assert_eq!((article.body.len(), &article.published, &article.outlet), (2, &None, &None));
    }

    fn base64(bytes: &[u8]) -> String {
        const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let number =
                chunk.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
            for i in 0..4 {
                let sign = SIGNS[(number >> (18 - 6 * i) & 63) as usize] as char;
                out.push(if i <= chunk.len() { sign } else { '=' });
            }
            if out.len().is_multiple_of(76) {
                out.push_str("\r\n");
            }
        }
        out
    }

    #[test]
    fn tells_messages() {
        for (text, expected) in [
            ("From: a@b\r\nMIME-Version: 1.0\r\n\r\nx", true),
            ("From ann@tarl.example Tue Mar 4\nMessage-ID: <1>\nSubject: x\n\nx", true),
            ("From: Ann Bell\nSubject: the weir\n\nIt opened.", false),
            ("Received: with thanks\nThe weir opened.", false),
            ("The weir opened.", false),
            (" x: y\nFrom: a\nReceived: b", false),
            ("", false),
        ] {
            assert_eq!(is_email(text.as_bytes()), expected, "{text}");
        }
    }
}
