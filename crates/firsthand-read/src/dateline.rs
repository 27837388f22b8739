//! Reads the dateline that opens an agency story: `BRUSSELS, March 4 (Reuters) -`.
//!
//! In: the article's paragraphs. Out: place, date and agency, and the span they cover in the first
//! paragraph. The dateline stays part of the body. A place in capitals needs a dash or colon; a
//! place in title case needs a date or an agency too, for "Analysts – the few that …" is no place.
//!
//! Known gaps: places in title case before a bare dash ("Paris – The"); months that aren't English.

use crate::credit::{CAPITAL, LETTER};
use crate::{Dateline, agency};
use firsthand_text::Span;
use firsthand_text::language::en;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Bytes of a paragraph within which a dateline ends.
const WITHIN: usize = 160;

/// Paragraphs that are searched for further speakers in capitals: two speakers make a transcript.
const SPEAKERS_WITHIN: usize = 40;

/// Words in capitals with a colon or dash that are no places.
const NOT_PLACES: &[&str] = &[
    "UPDATE",
    "UPDATED",
    "BREAKING",
    "WATCH",
    "NOTE",
    "EXCLUSIVE",
    "ANALYSIS",
    "OPINION",
    "VIDEO",
    "LIVE",
    "READ",
    "MORE",
    "RELATED",
    "CORRECTION",
    "EDITORIAL",
    "NATO",
    "NASA",
    "FIFA",
    "UEFA",
    "WHO",
    "UN",
    "EU",
    "US",
    "USA",
    "UK",
    "FBI",
    "CIA",
    "OPEC",
    "COVID",
    "QUESTION",
    "ANSWER",
    "WARNING",
    "SPOILER",
    "SPOILERS",
    "TLDR",
    "FACT",
    "CLAIM",
    "PHOTO",
    "PHOTOS",
    "FILE",
    "HOST",
    "LISTEN",
    "INTERVIEW",
    "COMMENT",
    "COMMENTARY",
    "REVIEW",
    "PROFILE",
    "FACTBOX",
    "TIMELINE",
    "EXPLAINER",
    "FEATURE",
    "FOCUS",
    "INSIGHT",
    "WRAPUP",
    "POLL",
    "PRESIDENT",
    "MINISTER",
    "MODERATOR",
    "REPORTER",
    "NARRATOR",
    "ALSO",
    "PLUS",
    "BUT",
    "AND",
    "THE",
    "IMPORTANT",
    "DISCLAIMER",
    "ADVERTISEMENT",
    "SEE",
    "SOURCE",
    "BY",
];

const SEPARATOR: &str = r"(?:\s*\.?\s*(?:--+|[–—―])\s*|\s*\.?\s*-\s+|:\s*[-–—]?\s+)";
const MONTH: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?";
const CAPITALS: &str = r"{UP}[{UP}.'’-]+(?:(?: |/|, ){UP}[{UP}.'’-]*){0,4}";
const TITLED: &str = r"{UP}[{LOW}.'’-]+(?:[ /]{UP}[{LOW}.'’-]+){0,3}";

static AFTER_CAPITALS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(CAPITALS, true));
static AFTER_TITLED: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(TITLED, true));
static AGENCY_ALONE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern("", false));

fn pattern(place: &str, with_place: bool) -> Option<Regex> {
    let date = format!(
        r"(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}})(?:,? (?P<year>[0-9]{{4}}))?|(?P<day2>[0-9]{{1,2}}) (?P<month2>{MONTH})(?:,? (?P<year2>[0-9]{{4}}))?"
    );
    let agency = r"(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,30})/)";
    let tail = r"(?P<tail>,\s+{UP}[{LOW}.'’-]*(?: {UP}[{LOW}.'’-]*){0,2},?)?";
    let whole = if with_place {
        format!(
            r"^(?P<place>{place}){tail}(?:\s*\[[^\]\n]{{2,30}}\])?(?:[,.]?\s+(?:{date}))?(?:[,.]?\s*{agency})?{SEPARATOR}"
        )
    } else {
        format!(r"^(?:{date})?\s*{agency}{SEPARATOR}")
    };
    Regex::new(&whole.replace("{UP}", CAPITAL).replace("{LOW}", LETTER)).ok()
}

/// The dateline of an article whose paragraphs are `body`.
pub(crate) fn dateline(text: &str, body: &[Span]) -> Option<Dateline> {
    let first = body.first()?.trim(text);
    let whole = first.of(text);
    let window = window(whole);
    let may = Opening::of(window);
    let found = try_pattern(&AFTER_CAPITALS, may.capitals, window, first.start, |found| {
        let place = found.name("place")?.as_str();
        let evidence = found.name("agency").or(found.name("slashed")).is_some() || has_date(found);
        let colon = !evidence && found.get(0)?.as_str().contains(':');
        let apart = evidence || found.get(0)?.as_str().ends_with(char::is_whitespace);
        (apart && is_place_in_capitals(place, evidence) && !(colon && is_transcript(text, body)))
            .then_some(())
    })
    .or_else(|| {
        try_pattern(&AFTER_TITLED, may.titled, window, first.start, |found| {
            let agency = found.name("agency").or(found.name("slashed"));
            let opener = en::opens_sentence(found.name("place")?.as_str().split(' ').next()?);
            let month = en::month(found.name("place")?.as_str()).is_some();
            let known = agency.is_some_and(|name| {
                let name = name.as_str();
                agency::named(name).is_some()
                    || agency::sounds_like_outlet(name)
                    || !name.contains(char::is_lowercase)
            });
            ((known || has_date(found)) && !opener && !month).then_some(())
        })
    })
    .or_else(|| {
        try_pattern(&AGENCY_ALONE, may.agency, window, first.start, |found| {
            let name = found.name("agency").or(found.name("slashed"))?.as_str();
            (agency::named(name).is_some() || agency::sounds_like_outlet(name)).then_some(())
        })
    })?;
    // The words behind must open a sentence.
    let behind = text.get(found.span.end..first.end)?.trim_start();
    let opens = behind.starts_with(|c: char| {
        c.is_uppercase() || c.is_numeric() || "\"'“‘«$€£¿¡(".contains(c) || !c.is_ascii() && c.is_alphabetic()
    });
    (opens && behind.split_whitespace().nth(2).is_some()).then_some(found)
}

/// Which of the patterns a paragraph may fit, by its first characters and the marks in it. Most
/// paragraphs fit none, and the patterns take longer to build than a page to read.
#[derive(Clone, Copy, Debug)]
struct Opening {
    capitals: bool,
    titled: bool,
    agency: bool,
}

impl Opening {
    fn of(window: &str) -> Opening {
        let mut chars = window.chars();
        let (first, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
        let apart = window.contains(['-', '–', '—', '―', ':']);
        let named = window.contains(['(', '/']);
        let dated = window.contains(|c: char| c.is_numeric());
        Opening {
            capitals: apart && first.is_uppercase() && (second.is_uppercase() || ".'’-".contains(second)),
            titled: apart && first.is_uppercase() && (named || dated),
            agency: apart && named && (dated || "(/".contains(first) || first.is_whitespace()),
        }
    }
}

fn window(whole: &str) -> &str {
    let mut end = whole.len().min(WITHIN);
    while !whole.is_char_boundary(end) {
        end -= 1;
    }
    &whole[..end]
}

fn try_pattern(
    pattern: &LazyLock<Option<Regex>>,
    may: bool,
    window: &str,
    start: usize,
    holds: impl Fn(&Captures) -> Option<()>,
) -> Option<Dateline> {
    if !may {
        return None;
    }
    let found = pattern.as_ref()?.captures(window)?;
    holds(&found)?;
    let agency = found.name("agency").or(found.name("slashed")).map(|name| name.as_str().trim());
    if agency.is_some_and(|name| !is_agency_name(name)) {
        return None;
    }
    let number = |name: &str| found.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
    let month = found.name("month").or(found.name("month2")).and_then(|name| en::month(name.as_str()));
    let day = number("day").or(number("day2")).filter(|day| (1..=31).contains(day));
    let date = month.zip(day).map(|(month, day)| (number("year").or(number("year2")), month, day as i8));
    let place = found.name("place").map(|place| {
        let tail = found.name("tail").map_or("", |tail| tail.as_str().trim_end_matches(','));
        titled(place.as_str()) + tail
    });
    let end = found.get(0)?.as_str().trim_end().len();
    Some(Dateline { place, date, agency: agency.map(str::to_owned), span: Span::new(start, start + end) })
}

fn has_date(found: &Captures) -> bool {
    found.name("month").or(found.name("month2")).is_some()
}

/// A name as agencies have: capitals or title case, no figures.
fn is_agency_name(name: &str) -> bool {
    let known = agency::named(name).is_some();
    let words: Vec<&str> = name.split_whitespace().collect();
    known
        || words.len() <= 4
            && !name.contains(|c: char| c.is_numeric())
            && words.iter().all(|word| {
                word.starts_with(char::is_uppercase) || matches!(*word, "of" | "and" | "the" | "de")
            })
}

/// Three letters at least, none of the words that open notes; `evidence` is a date or an agency.
fn is_place_in_capitals(place: &str, evidence: bool) -> bool {
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let noted = place.split([' ', '/']).any(|word| NOT_PLACES.contains(&word.trim_matches(',')));
    letters >= if evidence { 3 } else { 4 } && !noted
}

/// Whether another paragraph opens with a name in capitals and a colon, as in an interview.
fn is_transcript(text: &str, body: &[Span]) -> bool {
    body.iter().skip(1).take(SPEAKERS_WITHIN).any(|span| {
        let head = window(span.of(text));
        head.split_once(':').is_some_and(|(name, _)| {
            name.len() < 40
                && name.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !name.contains(char::is_lowercase)
        })
    })
}

/// `KANSAS CITY` to `Kansas City`; a place already in title case stays.
fn titled(place: &str) -> String {
    if place.contains(char::is_lowercase) {
        return place.to_owned();
    }
    let mut out = String::with_capacity(place.len());
    let mut begins = true;
    for c in place.chars() {
        if begins {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        begins = !c.is_alphabetic() && !matches!(c, '\'' | '’' | '.');
        begins |= c == '.' && place.matches('.').count() > 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `place | date | agency | what follows`.
    fn check(text: &str, expected: &str) {
        let found = dateline(text, &[Span::new(0, text.len())]);
        let shown = match &found {
            None => format!("? | ? | ? | {text}"),
            Some(found) => {
                let date = found.date.map(|(year, month, day)| {
                    format!("{}--{month}-{day}", year.map_or(String::new(), |year| year.to_string()))
                });
                let words = |part: &Option<String>| part.clone().unwrap_or("?".into());
                format!(
                    "{} | {} | {} | {}",
                    words(&found.place),
                    words(&date),
                    words(&found.agency),
                    text[found.span.end..].trim_start()
                )
            }
        };
        let expected = if expected == "none" {
            format!("? | ? | ? | {text}")
        } else {
            format!("{expected} The dam has held.")
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn reads_datelines() {
        check("BRUSSELS, March 4 (Reuters) - The dam has held.", "Brussels | --3-4 | Reuters |");
        check("MADRID (AP) — The dam has held.", "Madrid | ? | AP |");
        check("(Reuters) - The dam has held.", "? | ? | Reuters |");
        check("OSLO: The dam has held.", "Oslo | ? | ? |");
        check("OSLO - The dam has held.", "Oslo | ? | ? |");
        check("OSLO – The dam has held.", "Oslo | ? | ? |");
        check("KANSAS CITY, Mo. (AP) — The dam has held.", "Kansas City, Mo. | ? | AP |");
        check("ST. LOUIS — The dam has held.", "St. Louis | ? | ? |");
        check("PARIS, France — The dam has held.", "Paris, France | ? | ? |");
        check(
            "LONDON/PARIS, 4 March 2031 (Reuters) - The dam has held.",
            "London/Paris | 2031--3-4 | Reuters |",
        );
        check("New Delhi [India], March 4 (ANI): The dam has held.", "New Delhi | --3-4 | ANI |");
        check("Seoul, March 4 (Yonhap) -- The dam has held.", "Seoul | --3-4 | Yonhap |");
        check("OSLO, March 4. /TASS/. - The dam has held.", "Oslo | --3-4 | TASS |");
        check("OSLO, March 4, 2031 /PRNewswire/ -- The dam has held.", "Oslo | 2031--3-4 | PRNewswire |");
        check("OSLO (Meridian News) - The dam has held.", "Oslo | ? | Meridian News |");
        check("RIO DE JANEIRO (AFP) – The dam has held.", "Rio De Janeiro | ? | AFP |");
        check("WASHINGTON, D.C. (AP) — The dam has held.", "Washington, D.C. | ? | AP |");
        check("TEL AVIV, Israel (AP) — The dam has held.", "Tel Aviv, Israel | ? | AP |");
        check("(Meridian News Agency) — The dam has held.", "? | ? | Meridian News Agency |");
    }

    #[test]
    fn leaves_the_rest() {
        for text in [
            "May said on Monday that the dam would hold.",
            "UPDATE: The dam has held.",
            "BREAKING - The dam has held.",
            "NATO: The alliance met.",
            "Analysts – the few that were asked – agreed.",
            "The mayor (who is ill) - and her deputy - left.",
            "A-level results are out today.",
            "US-led forces left the town.",
            "IT'S OVER — the dam has held.",
            "(Opinion) - The dam has held.",
            "Bell (Labour) - The mayor has left.",
            "",
            "OSLO:",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn knows_transcripts() {
        let text = "BELL: Good evening to you.\nORR: Good evening to you too.";
        assert_eq!(dateline(text, &[Span::new(0, 26), Span::new(27, text.len())]), None);
    }
}
