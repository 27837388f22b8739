//! Captured bytes to characters.
//!
//! In: bytes of any kind. Out: the decoded string and what was doubtful, or the reason why there is
//! no text. The order of evidence is byte order mark, the pattern of UTF-16, valid UTF-8, what the server
//! sent with it, `<meta charset>`, and last a guess from the bytes and the address. A declaration that
//! the bytes contradict stands behind one that they don't. A byte order mark is the only thing that is
//! taken away.
//!
//! Known gaps: UTF-32, UTF-7 and HZ are not read; UTF-16 of Chinese, Japanese or Korean needs its mark
//! or a declaration.

use crate::Notice;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are read of one capture. A long read is under 1 MB; what is longer is a dump or an
/// attack, and the first part still says what it is.
pub(crate) const MOST_BYTES: usize = 16 << 20;

/// How far into a page a declared encoding counts (the HTML standard asks for 1,024 bytes; real
/// pages put scripts first).
const DECLARATION_WITHIN: usize = 8192;

/// Bytes that the guess looks at; more don't change its answer.
const GUESS_FROM: usize = 1 << 20;

/// Share of NULs, one in so many bytes, from which bytes are no text.
const NULS_ONE_IN: usize = 100;

/// Bad places in a declared encoding, one in so many characters, that are damage rather than a wrong
/// declaration.
const BAD_ONE_IN: usize = 200;

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
///
/// `sent` is the encoding that the server named; `url` helps to guess.
pub(crate) fn decode(
    bytes: &[u8],
    file: &str,
    sent: Option<&'static Encoding>,
    url: Option<&str>,
) -> Result<(String, Vec<Notice>), Notice> {
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
        None => without_mark(bytes, file, sent, url)?,
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

fn without_mark(
    bytes: &[u8],
    file: &str,
    sent: Option<&'static Encoding>,
    url: Option<&str>,
) -> Result<(String, &'static Encoding, bool), Notice> {
    if let Some(encoding) = wide(bytes) {
        let (string, damaged) = encoding.decode_without_bom_handling(bytes);
        return Ok((string.into_owned(), encoding, damaged));
    }
    if let Some(encoding) = sent.filter(|&sent| sent == UTF_16LE || sent == UTF_16BE)
        && (bytes.contains(&0) || std::str::from_utf8(bytes).is_err())
    {
        let (string, damaged) = encoding.decode_without_bom_handling(bytes);
        return Ok((string.into_owned(), encoding, damaged));
    }
    let nuls = memchr::memchr_iter(0, bytes).count();
    if nuls > 0 && nuls * NULS_ONE_IN >= bytes.len() {
        return Err(notice(
            "not-text",
            format!(
                "{file} has {nuls} NULs among {} bytes, so it is no text; nothing was read from it.",
                bytes.len()
            ),
        ));
    }
    let declared = declared(bytes);
    // ISO-2022-JP has no byte beyond ASCII: only its declaration tells it, and its escapes bear it out.
    if [sent, declared].contains(&Some(ISO_2022_JP)) && bytes.contains(&0x1b) {
        let (string, damaged) = ISO_2022_JP.decode_without_bom_handling(bytes);
        return Ok((string.into_owned(), ISO_2022_JP, damaged));
    }
    // A cut inside a character at the length limit must not make the whole file a guess.
    let valid = match std::str::from_utf8(bytes) {
        Ok(string) => return Ok((string.to_owned(), UTF_8, false)),
        Err(error) => error.valid_up_to(),
    };
    if bytes.len() == MOST_BYTES && valid + 4 > bytes.len() {
        return Ok((String::from_utf8_lossy(&bytes[..valid]).into_owned(), UTF_8, false));
    }
    // Mostly valid UTF-8 with a few bad bytes is damaged UTF-8; any other reading garbles every accent.
    if mostly_utf8(bytes) {
        let (string, damaged) = UTF_8.decode_without_bom_handling(bytes);
        return Ok((string.into_owned(), UTF_8, damaged));
    }
    let guess = || {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes[..bytes.len().min(GUESS_FROM)], bytes.len() <= GUESS_FROM);
        let country = url.and_then(country);
        detector.guess(country.as_deref().map(str::as_bytes), Utf8Detection::Deny)
    };
    let mut best: Option<(usize, String, &'static Encoding)> = None;
    // What declares itself UTF-8 and isn't says nothing.
    for encoding in [sent, declared].into_iter().flatten().filter(|&encoding| encoding != UTF_8) {
        let (string, damaged) = encoding.decode_without_bom_handling(bytes);
        let bad = if damaged { string.matches('\u{fffd}').count() } else { 0 };
        if bad == 0 {
            return Ok((string.into_owned(), encoding, false));
        }
        if best.as_ref().is_none_or(|(least, ..)| bad < *least) {
            best = Some((bad, string.into_owned(), encoding));
        }
    }
    let encoding = guess();
    let (string, damaged) = encoding.decode_without_bom_handling(bytes);
    // A page with a few bad bytes is still what it says: a single-byte guess never has bad ones.
    match best {
        Some((bad, string, encoding)) if bad * BAD_ONE_IN <= string.len() => Ok((string, encoding, true)),
        _ => Ok((string.into_owned(), encoding, damaged)),
    }
}

/// The last part of an address's host, which tells the country where it has two letters.
fn country(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let last = host.rsplit('.').next()?.to_ascii_lowercase();
    last.bytes().all(|byte| byte.is_ascii_lowercase()).then_some(last).filter(|last| !last.is_empty())
}

/// UTF-16 without a mark: the high byte of most units, every other byte, is that of one script with
/// spaces and figures of ASCII between. No legacy encoding has control characters so often.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) / 2 * 2];
    if head.len() < 8 {
        return None;
    }
    // Latin, Greek, Cyrillic, Armenian and Hebrew, Arabic, Thai, Latin with two marks.
    let high = |byte: u8| matches!(byte, 0..=6 | 0x0e | 0x1e);
    let count = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| high(**byte)).count();
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let units = head.len() / 2;
    let fits = |this: usize, other: usize| {
        count(this) * 4 >= units * 3 && nuls(this) * 40 >= units && count(other) * 8 < units
    };
    if fits(1, 0) {
        Some(UTF_16LE)
    } else if fits(0, 1) {
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
        let found = match decode(bytes, "page", None, None) {
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

    /// Texts of some length in the languages that an encoding was made for: what it is is told by the
    /// server, by the page, and by nobody.
    #[test]
    fn legacy_encodings() {
        const RUSSIAN: &str = "Плотина у города Тарл вновь открыта, сообщило в понедельник водное ведомство. «Её проверили дважды», — сказала его руководитель.";
        const GREEK: &str = "Το φράγμα στην πόλη άνοιξε ξανά τη Δευτέρα, ανακοίνωσε η υπηρεσία υδάτων. Οι αγρότες περίμεναν τρεις μήνες.";
        const CZECH: &str = "Jez u města byl v pondělí znovu otevřen, oznámil vodní úřad. Zemědělci čekali tři měsíce, než se voda vrátila do příkopů.";
        const TURKISH: &str = "Şehrin yanındaki bent pazartesi günü yeniden açıldı, dedi su dairesi. Çiftçiler üç ay boyunca beklemişti, ığdır ağaçları kurudu.";
        const HEBREW: &str = "הסכר ליד העיר נפתח שוב ביום שני, כך מסר משרד המים. החקלאים חיכו שלושה חודשים.";
        const ARABIC: &str =
            "أعيد فتح السد قرب المدينة يوم الاثنين، حسبما أعلنت هيئة المياه. وانتظر المزارعون ثلاثة أشهر.";
        const FRENCH: &str = "Le barrage a été rouvert lundi, a annoncé l'office des eaux. « Il a été vérifié deux fois », a déclaré sa directrice, inquiète de la sécheresse.";
        const LATVIAN: &str = "Aizsprosts pie pilsētas pirmdien atkal atvērts, paziņoja ūdens pārvalde. Zemnieki gaidīja trīs mēnešus, līdz grāvjos atgriezās ūdens.";
        const VIETNAMESE: &str = "Đập nước gần thành phố đã được mở lại vào thứ Hai, cơ quan thủy lợi cho biết. Nông dân đã chờ ba tháng.";
        const THAI: &str = "เขื่อนใกล้เมืองเปิดอีกครั้งเมื่อวันจันทร์ สำนักงานน้ำกล่าว ชาวนารอมาสามเดือนแล้ว";
        const JAPANESE: &str =
            "町の近くの堰が月曜日に再び開かれたと水道局が発表した。農家は三か月待っていた。";
        const CHINESE: &str = "水务局表示，镇附近的水坝周一重新开放。农民们等了三个月，才等到水流回沟渠。";
        const TAIWANESE: &str = "水務局表示，鎮附近的水壩週一重新開放。農民們等了三個月，才等到水流回溝渠。";
        const KOREAN: &str =
            "마을 근처의 보가 월요일에 다시 열렸다고 수도국이 밝혔다. 농부들은 석 달을 기다렸다.";
        for (label, text, country) in [
            ("windows-1251", RUSSIAN, "ru"),
            ("koi8-r", RUSSIAN, "ru"),
            ("iso-8859-5", RUSSIAN, "ru"),
            ("ibm866", RUSSIAN, "ru"),
            ("windows-1253", GREEK, "gr"),
            ("iso-8859-7", GREEK, "gr"),
            ("windows-1250", CZECH, "cz"),
            ("iso-8859-2", CZECH, "cz"),
            ("windows-1254", TURKISH, "tr"),
            ("windows-1255", HEBREW, "il"),
            ("iso-8859-8-i", HEBREW, "il"),
            ("windows-1256", ARABIC, "eg"),
            ("iso-8859-6", ARABIC, "eg"),
            ("windows-1252", FRENCH, "fr"),
            ("iso-8859-15", FRENCH, "fr"),
            ("windows-1257", LATVIAN, "lv"),
            ("iso-8859-13", LATVIAN, "lv"),
            ("windows-874", THAI, "th"),
            ("shift_jis", JAPANESE, "jp"),
            ("euc-jp", JAPANESE, "jp"),
            ("iso-2022-jp", JAPANESE, "jp"),
            ("gb18030", CHINESE, "cn"),
            ("gbk", CHINESE, "cn"),
            ("big5", TAIWANESE, "tw"),
            ("euc-kr", KOREAN, "kr"),
            ("windows-1258", VIETNAMESE, "vn"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            // Windows-1258 writes tones as characters of their own; what it can't is left out.
            let text: String = text.chars().filter(|c| !encoding.encode(&c.to_string()).2).collect();
            let (bytes, _, unwritten) = encoding.encode(&text);
            assert!(!unwritten && !bytes.is_empty(), "{label}");
            let read = |bytes: &[u8], sent, url: Option<&str>| decode(bytes, "page", sent, url).unwrap().0;
            assert_eq!(read(&bytes, Some(encoding), None), text, "{label} sent");
            let meta = format!("<meta charset=\"{label}\"><p>");
            let page = [meta.as_bytes(), &bytes].concat();
            assert_eq!(read(&page, None, None), format!("{meta}{text}"), "{label} declared");
            // Escapes in pure ASCII aren't guessed, and some are taken for their more frequent kin.
            if !["iso-2022-jp", "iso-8859-2", "iso-8859-15", "windows-1258"].contains(&label) {
                let url = format!("https://tarl.example.{country}/weir");
                assert_eq!(read(&bytes, None, Some(&url)), text, "{label} guessed");
            }
        }
        for (encode, encoding) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], UTF_16LE),
            (u16::to_be_bytes as fn(u16) -> [u8; 2], UTF_16BE),
        ] {
            let bytes = |text: &str| text.encode_utf16().flat_map(encode).collect::<Vec<u8>>();
            for text in [RUSSIAN, GREEK, HEBREW, ARABIC, FRENCH, CZECH, THAI, VIETNAMESE] {
                assert_eq!(decode(&bytes(text), "page", None, None).unwrap().0, text);
            }
            for text in [RUSSIAN, CHINESE, KOREAN] {
                assert_eq!(decode(&bytes(&format!("\u{feff}{text}")), "page", None, None).unwrap().0, text);
                assert_eq!(
                    decode(&bytes(text), "page", Some(encoding), None).unwrap().0,
                    text,
                    "{}",
                    encoding.name()
                );
            }
        }
    }

    #[test]
    fn declarations_that_the_bytes_contradict() {
        let check = |bytes: &[u8], sent: &str, expected: &str| {
            let sent = Encoding::for_label(sent.as_bytes());
            assert_eq!(decode(bytes, "page", sent, None).unwrap().0, expected);
        };
        check("Der Deich hält.".as_bytes(), "iso-8859-1", "Der Deich hält.");
        check(b"<meta charset=utf-8>Der Deich h\xe4lt.", "", "<meta charset=utf-8>Der Deich hält.");
        check(
            b"<meta charset=windows-1251>\xcf\xeb\xee\xf2\xe8\xed\xe0",
            "koi8-r",
            "<meta charset=windows-1251>оКНРХМЮ",
        );
        check(
            b"<meta charset=windows-1251>\xcf\xeb\xee\xf2\xe8\xed\xe0",
            "utf-8",
            "<meta charset=windows-1251>Плотина",
        );
        // A lone surrogate in UTF-16 and in UTF-8 is one bad place.
        check(b"\xff\xfeh\0i\0\x00\xd8!\0", "", "hi\u{fffd}!");
        check("déjà vu à côté de l'été".as_bytes(), "shift_jis", "déjà vu à côté de l'été");
    }

    #[test]
    fn keeps_damaged_utf8() {
        let mut bytes = "déjà vu, ça va, été, où".repeat(3).into_bytes();
        bytes.push(0xff);
        let (string, notices) = decode(&bytes, "page", None, None).unwrap();
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
