//! Input that was made to break a reader: it ends soon, in little memory, with a notice.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use firsthand_read::container::{Fields, Piece, is_zip, unpack, unpack_zip};
use firsthand_read::{Capture, Pace, read, read_at};
use flate2::{Compression, write::GzEncoder};
use std::io::{BufReader, Cursor, Read, Write as _};
use std::time::{Duration, Instant};

/// Longest time for one input; unoptimised builds and busy machines are slower.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 240 } else { 120 });

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Opens `source` and reads all it holds; the codes of all notices, and the number of articles.
fn opened(mut source: impl Read) -> (Vec<&'static str>, usize) {
    let begin = Instant::now();
    let (mut codes, mut articles) = (Vec::new(), 0);
    let mut take = |piece| match piece {
        Piece::Notice(_, notice) => codes.push(notice.code),
        Piece::Capture(capture) => {
            let reading = read(&capture);
            codes.extend(reading.notices.iter().map(|notice| notice.code));
            articles += reading.articles.len();
        }
    };
    let mut head = vec![0; 4];
    let length = source.read(&mut head).unwrap();
    head.truncate(length);
    if is_zip(&head) {
        source.read_to_end(&mut head).unwrap();
        unpack_zip(Cursor::new(head), "f", &Fields::default(), &mut take);
    } else {
        unpack(&mut BufReader::new(Cursor::new(head).chain(source)), "f", &Fields::default(), &mut take);
    }
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
    codes.sort();
    codes.dedup();
    (codes, articles)
}

#[track_caller]
fn check(source: impl Read, code: &str) {
    let (codes, _) = opened(source);
    assert!(codes.contains(&code), "{code}: {codes:?}");
}

const PROSE: &str = "The weir was opened again on Monday, the water office of Orvland said in a note to the farmers who live below it. ";

#[test]
fn one_line_of_200_megabytes() {
    let line = || std::io::repeat(b'a').take(200 << 20);
    check(line(), "too-large");
    check(Cursor::new("{\"text\": \"").chain(line()), "too-large");
    check(Cursor::new("[\"").chain(line()), "too-large");
    check(Cursor::new("<html><p>").chain(line()), "too-large");
    check(Cursor::new("<rss><channel><item><title>").chain(line()), "too-large");
    check(Cursor::new("From: a@b\nMIME-Version: 1.0\n\n").chain(line()), "too-large");
    check(Cursor::new("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ").chain(line()), "damaged-record");
    let record =
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 209715200\r\n\r\n";
    check(Cursor::new(record).chain(line()), "too-large");
    let prose = PROSE.repeat((200 << 20) / PROSE.len());
    check(prose.as_bytes(), "too-large");
}

#[test]
fn compression_bombs() {
    // Zeros in zeros: a gigabyte in a megabyte.
    let block = packed(&vec![b' '; 64 << 20]);
    let bomb: Vec<u8> = block.repeat(16);
    assert!(bomb.len() < 2 << 20);
    check(bomb.as_slice(), "too-large");
    let film = packed(
        b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: video/mp4\r\nContent-Length: 99999999999\r\n\r\n",
    );
    check([film, bomb.clone()].concat().as_slice(), "compression-bomb");
    // A bomb in a bomb is opened as deep as real archives go and no deeper.
    let mut nested = packed(&bomb);
    for _ in 0..8 {
        nested = packed(&nested);
    }
    let (codes, articles) = opened(nested.as_slice());
    assert!(articles == 0 && !codes.is_empty(), "{codes:?}");
    let page = [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"[..], &block]
        .concat();
    let record = [
        format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: {}\r\n\r\n", page.len()).as_bytes(),
        &page,
    ]
    .concat();
    assert_eq!(opened(record.as_slice()), (vec!["compression-bomb", "empty"], 0));
    let two =
        [&b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\n\r\n"[..], &packed(&packed(&bomb))]
            .concat();
    let capture = Capture { file: None, url: None, captured: None, bytes: two };
    assert!(read(&capture).articles.is_empty());
}

#[test]
fn entity_and_nesting_bombs() {
    let mut entities = "<!DOCTYPE rss [<!ENTITY a0 \"aaaaaaaaaaaaaaaa\">".to_owned();
    for i in 1..30 {
        let inner = format!("&a{};", i - 1).repeat(16);
        entities.push_str(&format!("<!ENTITY a{i} \"{inner}\">"));
    }
    let item = "<item><title>&a29;</title><description>&a29;</description></item>";
    for page in [
        format!("{entities}]><rss><channel>{item}</channel></rss>"),
        format!("<rss><channel>{}", "<item>".repeat(200_000)),
        format!("<feed>{}", "<entry><content type='xhtml'>".repeat(100_000)),
        format!("<newsMessage>{}", "<itemSet><newsItem>".repeat(100_000)),
        format!("<nitf><body.content>{}", "<block>".repeat(200_000)),
        format!("<rss><channel>{}", "<item><title>x</title></item>".repeat(100_000)),
        format!("{{\"text\": {}", "[".repeat(1_000_000)),
        "[".repeat(1_000_000),
        "{\"a\":".repeat(500_000),
        format!("# A\n\n{}", "> ".repeat(200_000)),
        format!("# A\n\n# B\n\n{}", "* ".repeat(100_000)),
        format!("# A\n\n# B\n\n{}", "[".repeat(500_000)),
        format!("# A\n\n# B\n\n{}", "**a ".repeat(200_000)),
        format!("# A\n\n# B\n\n{}", "`".repeat(500_000)),
        format!("# A\n\n# B\n\n{}", "![a](".repeat(200_000)),
        format!(
            "MIME-Version: 1.0\nFrom: a\nContent-Type: multipart/mixed; boundary=a\n\n{}",
            "--a\nContent-Type: multipart/mixed; boundary=a\n\n".repeat(50_000)
        ),
        format!("MIME-Version: 1.0\nFrom: {}\n\nx", "a <".repeat(300_000)),
        format!("MIME-Version: 1.0\nSubject: {}\n\nx", "=?utf-8?q?a?= ".repeat(100_000)),
        "WARC/1.0\r\n".repeat(100_000),
        "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n".repeat(20_000),
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\n".repeat(20_000),
        "\x1f\u{8b}\u{8}\0".repeat(200_000),
    ] {
        opened(page.as_bytes());
    }
    // Beginnings of gzip members one behind the other, and none behind them.
    opened([0x1f, 0x8b, 8, 0].repeat(500_000).as_slice());
    opened([&packed(b"x")[..12], &[0x1f, 0x8b, 8, 0].repeat(500_000)].concat().as_slice());
}

/// A page of too many parts is read as in haste, and says so.
#[test]
fn pages_over_their_budget() {
    let page = |paragraphs: usize| {
        let mut page =
            "<html><head><title>The weir is open</title></head><body><h1>The weir is open</h1><article>"
                .to_owned();
        for i in 0..paragraphs {
            page.push_str(&format!("<p>{PROSE}It was the {i}th note of the year.</p>"));
        }
        page + "</article></body></html>"
    };
    let read = |page: &str, pace: Pace| {
        let capture = Capture { file: None, url: None, captured: None, bytes: page.as_bytes().to_vec() };
        let begin = Instant::now();
        let reading = read_at(&capture, pace);
        assert!(begin.elapsed() < PATIENCE);
        let article = reading.articles.into_iter().next().unwrap();
        let over = article.notices.iter().any(|notice| notice.code == "over-budget");
        (article, over)
    };
    let small = page(100);
    assert!(!read(&small, Pace::Usual).1);
    let large = page(8_000);
    let (usual, over) = read(&large, Pace::Usual);
    let (fast, fast_over) = read(&large, Pace::Fast);
    assert!(over && !fast_over && !usual.body.is_empty());
    assert_eq!(usual.body, fast.body);
    let huge = page(80_000);
    let (usual, over) = read(&huge, Pace::Usual);
    assert!(over && !usual.body.is_empty());
    // What isn't told apart is kept.
    assert_eq!(usual.furniture.last().unwrap().span.end, usual.text.as_str().trim_end().len());
    // So is a page of the deepest nesting.
    let (_, over) =
        read(&format!("{}{}", "<div>".repeat(100_000), "<div>a</div>".repeat(200_000)), Pace::Usual);
    assert!(over);
}

#[test]
fn nuls_and_surrogates() {
    let count = |bytes: &[u8]| {
        let capture = Capture { file: None, url: None, captured: None, bytes: bytes.to_vec() };
        read(&capture).articles.iter().map(|article| article.body.len()).sum::<usize>()
    };
    let page = format!("Weir opens\n\n{PROSE}\n\n{PROSE}More.\n");
    assert_eq!(count(page.as_bytes()), 2);
    assert_eq!(count(page.replacen("Monday", "Mon\0day", 2).as_bytes()), 2);
    // Surrogates that some programs write into UTF-8, alone and in pairs.
    let lone = [page.as_bytes(), b"\xed\xa0\x80 \xed\xa0\xbd\xed\xb8\x80\n"].concat();
    assert_eq!(count(&lone), 2);
    let json = format!(r#"{{"text": "{}", "title": "\ud83d \ude00 x"}}"#, page.replace('\n', "\\n"));
    let whole = json.replace(r"\ud83d \ude00", r"\ud83d\ude00");
    assert_eq!(count(whole.as_bytes()), 2);
    assert_eq!(count(json.as_bytes()), 2);
    assert_eq!(count(&json.as_bytes()[..json.len() - 2]), 0, "damaged JSON is no article");
    let wide: Vec<u8> = page.encode_utf16().chain([0xd800, 10]).flat_map(u16::to_le_bytes).collect();
    assert_eq!(count(&[&b"\xff\xfe"[..], &wide].concat()), 2);
    assert_eq!(count(&vec![0; 1 << 20]), 0);
}
