//! What a line classifier sees of each line of a plain text: its shape, its wording by small classes
//! of words, its place in the page, its neighbours, and what the rules say of them.
//!
//! In: the lines, their verdicts, the head, and the run of prose that the rules found. Out: one row
//! of numbers a line. No word of the text goes into it, only counts of the classes listed here.

use super::{Line, Verdict, phrases};
use crate::byline;
use crate::head::Head;
use crate::stated;
use firsthand_text::language::en;
use std::collections::{HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

/// Numbers that describe one line.
pub(crate) const COUNT: usize = OWN + PLACE + BESIDE.len() * NEIGHBOUR + AROUND;

/// Numbers of the line by itself.
const OWN: usize = 48;

/// Numbers of its place in the page.
const PLACE: usize = 21;

/// Lines beside it that are looked at.
const BESIDE: [isize; 4] = [-2, -1, 1, 2];

/// Numbers of each line beside it.
const NEIGHBOUR: usize = 8;

/// Numbers of the lines around it.
const AROUND: usize = 8;

/// Lines to either side that are around it.
const WINDOW: usize = 4;

/// Words from which a line with a stop is a paragraph.
const PARAGRAPH: usize = 15;

/// Words of a text that are compared with others of the page; four in a row are rarely chance.
const RUN: usize = 4;

/// Verbs by which a page asks its reader to do something.
const ASKS: &[&str] = &[
    "subscribe",
    "sign",
    "click",
    "read",
    "watch",
    "follow",
    "join",
    "get",
    "download",
    "share",
    "see",
    "check",
    "learn",
    "support",
    "donate",
    "help",
    "listen",
    "register",
    "contact",
    "visit",
    "try",
    "find",
    "explore",
    "shop",
    "buy",
    "discover",
    "start",
    "enter",
    "keep",
    "stay",
    "view",
    "browse",
    "go",
    "send",
    "log",
    "become",
    "give",
    "consider",
    "request",
    "email",
    "call",
    "tap",
    "scroll",
    "continue",
    "submit",
    "vote",
    "take",
];

/// Words of offers and accounts.
const OFFERS: &[&str] = &[
    "newsletter",
    "newsletters",
    "inbox",
    "subscription",
    "subscribers",
    "subscriber",
    "membership",
    "member",
    "members",
    "account",
    "free",
    "premium",
    "offer",
    "deals",
    "email",
    "app",
    "podcast",
    "donation",
    "gift",
    "advertisement",
    "sponsored",
    "commission",
    "affiliate",
    "links",
    "privacy",
    "policy",
    "terms",
    "cookies",
    "rights",
    "reserved",
    "copyright",
    "login",
    "access",
    "unlimited",
    "content",
    "website",
    "site",
    "page",
];

/// Words of pictures.
const PICTURES: &[&str] = &[
    "photo",
    "photos",
    "image",
    "images",
    "getty",
    "photograph",
    "photographer",
    "picture",
    "pictured",
    "courtesy",
    "credit",
    "illustration",
    "video",
    "caption",
    "file",
    "seen",
    "poses",
    "shown",
    "shows",
];

/// Words that open notes on the text.
const NOTES: &[&str] = &[
    "more",
    "related",
    "also",
    "read",
    "note",
    "correction",
    "editor's",
    "editors",
    "update",
    "updated",
    "this",
    "source",
    "sources",
    "recommended",
    "key",
    "about",
    "by",
    "written",
    "reviewed",
    "provided",
    "originally",
    "published",
    "disclosure",
    "disclaimer",
    "advertisement",
    "follow",
    "contact",
    "here's",
    "file",
];

/// Words of who writes.
const WRITERS: &[&str] = &[
    "reporter",
    "writer",
    "editor",
    "journalist",
    "author",
    "columnist",
    "covers",
    "writes",
    "correspondent",
    "contributor",
    "professor",
    "fellow",
    "senior",
    "staff",
    "freelance",
    "based",
    "twitter",
];

/// One row for each line.
pub(crate) fn features(lines: &[Line], verdicts: &[Verdict], head: &Head, run: &[bool]) -> Vec<[f32; COUNT]> {
    let own: Vec<[f32; OWN]> = lines.iter().zip(verdicts).map(|(line, verdict)| own(line, verdict)).collect();
    let place = places(lines, verdicts, head, run);
    let around = around(lines, verdicts, run);
    (0..lines.len())
        .map(|i| {
            let mut row = [0.0; COUNT];
            row[..OWN].copy_from_slice(&own[i]);
            row[OWN..OWN + PLACE].copy_from_slice(&place[i]);
            let mut at = OWN + PLACE;
            for step in BESIDE {
                if let Some(beside) = i.checked_add_signed(step).filter(|beside| *beside < lines.len()) {
                    let other = [
                        1.0,
                        own[beside][0],
                        own[beside][2],
                        own[beside][9],
                        f32::from(u8::from(matches!(verdicts[beside], Verdict::Furniture(..)))),
                        f32::from(u8::from(run[beside])),
                        own[beside][40],
                        (own[beside][0] - own[i][0]).abs(),
                    ];
                    row[at..at + NEIGHBOUR].copy_from_slice(&other);
                }
                at += NEIGHBOUR;
            }
            row[at..at + AROUND].copy_from_slice(&around[i]);
            row
        })
        .collect()
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn log(count: usize) -> f32 {
    (1.0 + count as f32).ln()
}

/// What a line says by itself.
fn own(line: &Line, verdict: &Verdict) -> [f32; OWN] {
    let raw = line.raw;
    let words: Vec<&str> = raw.split_whitespace().take(MOST_WORDS).collect();
    let count = words.len().max(1) as f32;
    let folded: Vec<&str> = line
        .folded
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .collect();
    let share = |known: &[&str]| folded.iter().filter(|word| known.contains(word)).count() as f32;
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let chars = raw.chars().take(LONGEST).count().max(1) as f32;
    let of = |kind: fn(char) -> bool| raw.chars().take(LONGEST).filter(|c| kind(*c)).count() as f32;
    let letters = of(char::is_alphabetic).max(1.0);
    let first = folded.first().copied().unwrap_or_default();
    let kind = match verdict {
        Verdict::Furniture(kind, _) | Verdict::Doubtful(kind, _) => Some(*kind),
        Verdict::Open => None,
    };
    let inner = raw.trim_end().trim_end_matches(['.', '!', '?', '"', '”', '’']);
    let stops = inner.matches(". ").count() + inner.matches("? ").count() + inner.matches(".” ").count();
    let end = raw.trim_end();
    use crate::FurnitureKind::*;
    [
        log(line.words),
        chars / count,
        yes(line.stops),
        yes(raw.starts_with(char::is_lowercase)),
        yes(raw.starts_with(['"', '“', '‘', '\''])),
        yes(raw.starts_with(['•', '·', '▪', '∎', '●', '*', '-', '–', '—'])),
        yes(end.ends_with(':')),
        yes(end.ends_with('?')),
        yes(end.ends_with(['…']) || end.ends_with("...")),
        words.iter().skip(1).filter(capital).count() as f32 / count,
        of(char::is_uppercase) / letters,
        of(|c| c.is_ascii_digit()) / chars,
        of(|c| c == ',') / count,
        folded.iter().filter(|word| en::is_function_word(word)).count() as f32 / count,
        log(stops),
        share(&["said", "says", "told", "added", "asked", "wrote"]),
        share(&["you", "your", "you're", "yourself", "you'll"]) / count,
        share(&["we", "our", "us", "we're", "we've", "we'll"]) / count,
        share(&["i", "my", "me", "i'm", "i've"]) / count,
        yes(ASKS.contains(&first)),
        share(ASKS) / count,
        share(OFFERS),
        share(PICTURES),
        yes(NOTES.contains(&first)),
        share(WRITERS),
        yes(raw.contains('@')),
        yes(["http", "www.", ".com", ".org", ".net"].iter().any(|part| line.folded.contains(part))),
        yes(raw.starts_with(['(', '[']) && end.ends_with([')', ']', '.'])),
        yes(raw.contains(['|', '·', '»', '›', '→', '▶'])),
        yes(raw.contains(['©', '®', '™'])),
        yes(raw.contains(['<', '>', '{', '}', '='])),
        yes(raw.contains(" / ") || raw.contains(" via ")),
        yes(stated::is_date_line(raw)),
        yes(byline::is_name(raw)),
        yes(line.words <= MOST_NAME && byline::is_byline(raw)),
        yes(first == "file" || first == "photo" || first == "image"),
        folded.iter().filter(|word| word.len() > 4 && word.ends_with("ed")).count() as f32 / count,
        folded.iter().filter(|word| word.len() > 4 && word.ends_with("ing")).count() as f32 / count,
        phrases().appeals.iter().filter(|sign| line.folded.contains(*sign)).count() as f32,
        yes(raw.contains(['$', '€', '£', '%'])),
        match verdict {
            Verdict::Furniture(..) => 2.0,
            Verdict::Doubtful(..) => 1.0,
            Verdict::Open => 0.0,
        },
        yes(matches!(kind, Some(Caption))),
        yes(matches!(kind, Some(Byline | Date | Credit))),
        yes(matches!(kind, Some(Related | Navigation | Share | Comments))),
        yes(matches!(kind, Some(Appeal | Cookies | Form | Other))),
        yes(matches!(kind, Some(Ticker))),
        yes(en::opens_sentence(words.first().copied().unwrap_or_default())),
        yes(raw.contains(['"', '“', '”'])),
    ]
}

/// Words of a line that are counted, and characters.
const MOST_WORDS: usize = 400;
const LONGEST: usize = 3000;

/// Most words of a line that may be a byline.
const MOST_NAME: usize = 22;

/// Where each line stands.
fn places(lines: &[Line], verdicts: &[Verdict], head: &Head, run: &[bool]) -> Vec<[f32; PLACE]> {
    let count = lines.len();
    let prose = |i: usize| {
        lines[i].stops && lines[i].words >= PARAGRAPH && !matches!(verdicts[i], Verdict::Furniture(..))
    };
    let total: usize = lines.iter().map(|line| line.words).sum::<usize>().max(1);
    let paragraphs = (0..count).filter(|i| prose(*i)).count();
    let first = (0..count).find(|i| prose(*i)).unwrap_or(count);
    let last = (0..count).rev().find(|i| prose(*i)).unwrap_or(0);
    let (from, to) =
        (run.iter().position(|is| *is).unwrap_or(count), run.iter().rposition(|is| *is).unwrap_or(0));
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        *seen.entry(line.bare.as_str()).or_default() += 1;
    }
    let words: Vec<Vec<u64>> = lines
        .iter()
        .map(|line| {
            let words = line.folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.take(MOST_WORDS).map(|word| xxh3_64(word.as_bytes())).collect()
        })
        .collect();
    let title: HashSet<u64> = head.title.iter().flat_map(|at| words[*at].iter().copied()).collect();
    let mut runs: HashMap<u64, usize> = HashMap::new();
    let hash = |run: &[u64]| {
        run.iter().fold(0u64, |hash, word| hash.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
    };
    for (at, line) in words.iter().enumerate() {
        for run in line.windows(RUN) {
            // The number of the line, and a mark when another has the run too.
            runs.entry(hash(run))
                .and_modify(|known| {
                    if *known != at {
                        *known = usize::MAX
                    }
                })
                .or_insert(at);
        }
    }
    let (mut before, mut above) = (0, 0);
    (0..count)
        .map(|i| {
            let line = &words[i];
            let own = line.windows(RUN).count();
            let shared = line.windows(RUN).filter(|run| runs.get(&hash(run)) == Some(&usize::MAX)).count();
            let in_title =
                line.iter().filter(|word| title.contains(word)).count() as f32 / line.len().max(1) as f32;
            let signed = |from: usize| (i as f32 - from as f32).clamp(-20.0, 20.0);
            let row = [
                (i as f32).min(30.0),
                ((count - 1 - i) as f32).min(30.0),
                i as f32 / count as f32,
                log(count),
                before as f32 / total as f32,
                (total - before - lines[i].words.min(total - before)) as f32 / total as f32,
                log(total),
                head.title.map_or(-21.0, signed),
                yes(head.title == Some(i)),
                yes(head.dek == Some(i)),
                yes(head.site == Some(i)),
                yes(seen.get(lines[i].bare.as_str()).is_some_and(|times| *times > 1)),
                if head.title == Some(i) { 0.0 } else { in_title },
                shared as f32 / own.max(1) as f32,
                signed(first),
                signed(last),
                (above as f32).min(30.0),
                ((paragraphs - above.min(paragraphs)) as f32).min(30.0),
                yes(run[i]),
                signed(from),
                signed(to),
            ];
            before += lines[i].words;
            above += usize::from(prose(i));
            row
        })
        .collect()
}

/// What the lines around each line are.
fn around(lines: &[Line], verdicts: &[Verdict], run: &[bool]) -> Vec<[f32; AROUND]> {
    let count = lines.len();
    let share = |range: std::ops::Range<usize>, is: &dyn Fn(usize) -> bool| {
        let size = range.len().max(1) as f32;
        range.filter(|i| is(*i)).count() as f32 / size
    };
    let furniture = |i: usize| matches!(verdicts[i], Verdict::Furniture(..));
    let short = |i: usize| lines[i].words < PARAGRAPH;
    let prose = |i: usize| lines[i].stops && lines[i].words >= PARAGRAPH;
    (0..count)
        .map(|i| {
            let (before, after) = (i.saturating_sub(WINDOW)..i, i + 1..(i + 1 + WINDOW).min(count));
            [
                share(before.clone(), &furniture),
                share(after.clone(), &furniture),
                share(before.clone(), &prose),
                share(after.clone(), &prose),
                share(before, &|i| run[i]),
                share(after, &|i| run[i]),
                (0..i).rev().take(20).take_while(|i| short(*i)).count() as f32,
                (i + 1..count).take(20).take_while(|i| short(*i)).count() as f32,
            ]
        })
        .collect()
}
