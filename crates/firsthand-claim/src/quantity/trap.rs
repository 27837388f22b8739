//! Tells numbers that count from numbers of names, codes, lists, scores, addresses, ages, times, years and
//! tables of figures.
//!
//! In: tokens and an amount. Out: what it is instead of a quantity, or `None` where it may count.
//!
//! Known gaps: a label that is not on the list and has no capital ("battery 12").

use super::amount::Amount;
use super::lex::{Is, Kind, Toks, is_hyphen};
use super::numeral::NumeralKind;
use super::{Role, measure};
use firsthand_text::language::en;

/// Words before a number that make it a name of something: "Article 5", "flight 370".
const LABELS: &[&str] = &[
    "no",
    "nos",
    "nr",
    "nrs",
    "number",
    "page",
    "pages",
    "phase",
    "chapter",
    "article",
    "articles",
    "section",
    "sections",
    "version",
    "versions",
    "room",
    "flight",
    "line",
    "route",
    "highway",
    "channel",
    "group",
    "type",
    "level",
    "step",
    "part",
    "figure",
    "table",
    "class",
    "grade",
    "round",
    "week",
    "unit",
    "gate",
    "platform",
    "episode",
    "season",
    "resolution",
    "resolutions",
    "model",
    "category",
    "zone",
    "tier",
    "stage",
    "lot",
    "bay",
    "pier",
    "exit",
    "block",
    "apartment",
    "apt",
    "suite",
    "floor",
    "ward",
    "district",
    "precinct",
    "sector",
    "area",
    "interstate",
    "runway",
    "terminal",
    "case",
    "file",
    "order",
    "bill",
    "act",
    "rule",
    "clause",
    "paragraph",
    "para",
    "annex",
    "amendment",
    "proposition",
    "protocol",
    "verse",
    "volume",
    "vol",
    "issue",
    "edition",
    "lap",
    "hole",
    "leg",
    "seat",
    "row",
    "box",
    "reactor",
    "studio",
    "mission",
    "question",
    "item",
    "appendix",
    "exercise",
    "exercises",
    "schedule",
    "form",
    "ticket",
    "bus",
    "tram",
    "train",
    "locker",
    "pump",
    "variant",
    "windows",
    "android",
    "ios",
    "iphone",
    "psalm",
    "pillar",
    "chapters",
    "ext",
    "extension",
    "pp",
    "day",
    "year",
    "quarter",
    "game",
    "match",
    "set",
    "heat",
    "test",
    "option",
    "goal",
    "point",
    "rank",
    "ranked",
    "seed",
    "channels",
    "top",
];

/// What `amount` is when it is no quantity.
pub(super) fn trap(toks: &Toks, amount: &Amount, table: bool) -> Option<Role> {
    let (start, end) = (amount.start, amount.number_end);
    if table {
        return Some(Role::Table);
    }
    let figures = toks.is(start) == Is::Figures;
    let measured = amount.unit.is_some();
    if glued(toks, start, end, measured) {
        return Some(Role::Code);
    }
    // A list number or a footnote mark stands between brackets or opens a line.
    let closes = matches!(toks.low(end), ")" | "]");
    if matches!(toks.back(start, 1), "(" | "[") && closes && toks.at(start).glued && figures && !measured {
        return Some(Role::List);
    }
    if toks.at(start).opens_line && figures && matches!(toks.low(end), "." | ")") && toks.at(end).glued {
        return Some(Role::List);
    }
    if phone(toks, start, end) {
        return Some(Role::Phone);
    }
    if score(toks, amount) {
        return Some(Role::Score);
    }
    if figures && time(toks, start, end) {
        return Some(Role::Time);
    }
    if measured {
        return None;
    }
    if address(toks, start, end) {
        return Some(Role::Address);
    }
    if let Some(role) = named(toks, amount) {
        return Some(role);
    }
    if figures && year(toks, amount) {
        return Some(Role::Time);
    }
    pronoun(toks, start, end).then_some(Role::Pronoun)
}

/// Whether letters or marks are joined to the number so that it is a code: "F-16", "24703L202", "24/7", "#5".
fn glued(toks: &Toks, start: usize, end: usize, measured: bool) -> bool {
    let (first, next) = (toks.at(start), toks.at(end));
    let before = toks.back(start, 1);
    if first.glued && start > 0 {
        let opening = matches!(
            before,
            "(" | "“"
                | "\""
                | "‘"
                | "'"
                | "—"
                | "–"
                | "’"
                | "["
                | ">"
                | "<"
                | "="
                | "~"
                | "$"
                | "≥"
                | "≤"
                | ","
                | ":"
        );
        let dash = matches!(before, "—" | "–");
        let figures = start > 1 && toks.at(start - 2).kind == Kind::Figures && toks.at(start - 1).glued;
        if !opening || dash && figures || before == ":" && figures || before == "," && figures {
            return true;
        }
    }
    if matches!(before, "#" | "@" | "−") && start > 0 {
        return true;
    }
    if measured || !next.glued {
        return false;
    }
    match next.kind {
        // Letters behind figures: "24703L", "737s". A number that is spelled out has no letters behind it.
        Kind::Word => true,
        Kind::Figures => true,
        Kind::Mark => {
            let low = toks.low(end);
            let code = matches!(low, ":" | "/" | "@" | "#" | "_" | "." | "," | "*" | "+" | "^" | "&" | "\\");
            code && toks.at(end + 1).glued && matches!(toks.at(end + 1).kind, Kind::Figures | Kind::Word)
        }
    }
}

/// "call 555 0134", "+1-222-2222".
fn phone(toks: &Toks, start: usize, end: usize) -> bool {
    let groups = toks.is(start) == Is::Figures
        && toks.is(end) == Is::Figures
        && (!toks.at(end).glued && toks.raw(end).len() >= 3 && toks.raw(start).len() >= 3)
        && !toks.raw(end).contains([',', '.']);
    let called = matches!(
        toks.back(start, 1),
        "call" | "tel" | "phone" | "dial" | "fax" | "hotline" | "whatsapp" | "+"
    ) || toks.back(start, 1) == ":"
        && matches!(toks.back(start, 2), "tel" | "phone" | "fax" | "mobile");
    // "555-0134"
    let dashed = is_hyphen(toks.low(end))
        && toks.hyphen(end)
        && toks.is(end + 1) == Is::Figures
        && toks.raw(end + 1).len() >= 4
        && toks.raw(start).len() == 3
        && !toks.raw(end + 1).contains([',', '.']);
    toks.is(start) == Is::Figures && (groups || called || dashed)
}

/// "3-1", "a 5-4 vote": what a dash joins and no range was made of, or what a word of games follows.
fn score(toks: &Toks, amount: &Amount) -> bool {
    let end = amount.number_end;
    let dash = |i: usize| matches!(toks.low(i), "-" | "–" | "‑" | "—");
    let figures = toks.is(amount.start) == Is::Figures;
    if figures && dash(end) && toks.at(end).glued && toks.is(end + 1) == Is::Figures && toks.at(end + 1).glued
    {
        return true;
    }
    let ranged = amount.upper.is_some() && figures;
    let word = toks.low(end);
    ranged
        && matches!(
            word,
            "win"
                | "victory"
                | "loss"
                | "defeat"
                | "lead"
                | "draw"
                | "vote"
                | "ruling"
                | "decision"
                | "score"
                | "record"
                | "margin"
                | "thrashing"
                | "scoreline"
                | "aggregate"
                | "tie"
        )
}

/// "16:00", "5 p.m.", "0600 GMT", "5 o'clock", and days and years with a slash.
fn time(toks: &Toks, start: usize, end: usize) -> bool {
    let clock = match toks.low(end) {
        "p" | "a" => {
            toks.low(end + 1) == "." && toks.low(end + 2) == "m"
                || toks.low(end + 1) == "m" && toks.at(end).glued
        }
        "pm" | "am" | "gmt" | "utc" | "bst" | "cet" | "est" | "edt" | "pst" | "pdt" | "o'clock"
        | "o’clock" | "noon" | "bc" | "ad" | "bce" | "ce" => true,
        "local" => toks.low(end + 1) == "time",
        "hours" => toks.raw(start).len() == 4 && !toks.raw(start).contains([',', '.']),
        _ => false,
    };
    clock || matches!(toks.low(end), ":" | "/") && toks.at(end).glued && toks.is(end + 1) == Is::Figures
}

/// "10 Harbour Street", "PO Box 12".
fn address(toks: &Toks, start: usize, end: usize) -> bool {
    const STREETS: &[&str] = &[
        "street",
        "avenue",
        "road",
        "lane",
        "boulevard",
        "drive",
        "square",
        "st",
        "ave",
        "rd",
        "blvd",
        "close",
        "terrace",
        "crescent",
        "way",
        "place",
        "court",
        "row",
        "quay",
        "highway",
        "parkway",
        "broadway",
    ];
    if toks.is(start) != Is::Figures {
        return false;
    }
    let mut at = end;
    while at < end + 4 && toks.joined(at) && toks.at(at).kind == Kind::Word && toks.at(at).capital {
        if at > end && STREETS.contains(&toks.low(at)) || at == end && toks.low(at) == "broadway" {
            return true;
        }
        at += 1;
    }
    false
}

/// A number of a name or behind a label.
fn named(toks: &Toks, amount: &Amount) -> Option<Role> {
    let start = amount.start;
    // Words of approximation show that something is counted.
    if start == 0 || amount.from < start && toks.is_word(start - 1) {
        return None;
    }
    if !toks.joined(start) {
        return None;
    }
    let low = toks.back(start, 1);
    let before = start.checked_sub(if low == "." { 2 } else { 1 })?;
    let last = toks.at(before);
    if last.kind == Kind::Figures && !is_hyphen(low) {
        return Some(Role::Code);
    }
    let word = toks.low(before);
    if LABELS.contains(&word) && !(word == "no" && low != "." && toks.is(start) != Is::Figures) {
        let verb = matches!(
            word,
            "point" | "order" | "question" | "act" | "test" | "set" | "form" | "exit" | "seat"
        ) && toks.is(start) != Is::Figures;
        // "the group 40 people" doesn't occur; "in year two", "round one" do.
        return (!verb).then_some(Role::Label);
    }
    if is_hyphen(low) && toks.hyphen(start - 1) {
        return Some(Role::Code);
    }
    // A number after a capital belongs to a name, unless the capital is only that of a first word.
    if low != "." && last.capital && last.kind == Kind::Word && !last.possessive {
        let opens = before == 0 || !toks.joined(before);
        let word = en::is_function_word(low)
            || APPROXIMATORS.contains(&low)
            || low.ends_with("ing")
            || low.ends_with("ed");
        let spelled = toks.is(start) != Is::Figures;
        let free = opens && word || spelled && (opens || toks.at(start).capital) || shouted(toks, before);
        return (!free).then_some(Role::Name);
    }
    None
}

/// Words with a capital at the head of a sentence that leave the number after them free.
const APPROXIMATORS: &[&str] = &[
    "some",
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "estimated",
    "over",
    "under",
    "another",
    "least",
    "than",
    "to",
    "at",
    "only",
    "just",
    "these",
    "those",
    "between",
    "among",
    "plus",
    "killed",
    "at",
    "last",
    "first",
    "next",
    "many",
    "few",
    "nearly",
    "today",
    "meanwhile",
    "least",
    "fewer",
];

/// Whether the word at `i` stands in a line of capitals, where a capital says nothing.
fn shouted(toks: &Toks, i: usize) -> bool {
    let loud = |at: usize| {
        let raw = toks.raw(at);
        toks.is_word(at) && raw.len() > 1 && raw.chars().all(char::is_uppercase)
    };
    loud(i) && i > 0 && loud(i - 1) && toks.joined(i)
}

/// A bare number of four figures that can be a year: "in 2019", "the 2024 elections", "1914-18".
fn year(toks: &Toks, amount: &Amount) -> bool {
    let raw = toks.raw(amount.start);
    if raw.len() != 4 || raw.contains(['.', ',']) || !matches!(raw.as_bytes().first(), Some(b'1' | b'2')) {
        return false;
    }
    let Ok(year) = raw.parse::<u32>() else { return false };
    if !(1000..2100).contains(&year) || amount.last().is_some_and(|read| !read.plain) {
        return false;
    }
    let word = toks.back(amount.start, 1);
    let dated = matches!(
        word,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "during"
            | "early"
            | "late"
            | "mid"
            | "before"
            | "after"
            | "circa"
            | "through"
            | "throughout"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
            | "fall"
            | "year"
    );
    if dated && amount.from == amount.start {
        // "by 2000 votes", "in 1200 villages": a round number before a plural.
        return !(year.is_multiple_of(100)
            && toks.plain_word(amount.number_end)
            && super::noun::is_plural(toks.low(amount.number_end)));
    }
    let hedged = amount.from < amount.start;
    !hedged && (1900..2100).contains(&year) && !year.is_multiple_of(50)
}

/// "one" where it counts nothing: "no one", "one of us", "the two".
fn pronoun(toks: &Toks, start: usize, end: usize) -> bool {
    if end != start + 1 || toks.low(start) != "one" {
        return false;
    }
    let before = matches!(
        toks.back(start, 1),
        "no" | "any" | "every" | "each" | "the" | "this" | "that" | "which" | "another" | "some" | "number"
    );
    let after = toks.low(end);
    before
        || !super::noun::is_plural(after)
            && !matches!(
                after,
                "killed" | "dead" | "wounded" | "injured" | "missing" | "percent" | "per" | "%"
            )
}

/// An age at the number that ends at `end`: the token after "years old", "-year-old", "years of age", or
/// `end` itself after "aged". With the unit's code.
pub(super) fn age(toks: &Toks, amount: &Amount) -> Option<(usize, Option<&'static str>)> {
    if amount.last()?.kind == NumeralKind::Ordinal {
        return None;
    }
    let end = amount.number_end;
    if matches!(toks.back(amount.start, 1), "aged" | "age" | "ages") && toks.joined(amount.start) {
        return Some((end, None));
    }
    if matches!(toks.low(end), "yo" | "y.o") {
        return Some((end + 1, Some("year")));
    }
    let at = toks.past_hyphen(end);
    let known = measure::by_word(toks.low(at)).filter(|known| known.dimension == measure::Dimension::Time)?;
    let old = toks.past_hyphen(at + 1);
    if matches!(toks.low(old), "old" | "olds") && toks.joined(old) {
        return Some((old + 1, Some(known.code)));
    }
    (toks.low(at + 1) == "of" && toks.low(at + 2) == "age").then_some((at + 3, Some(known.code)))
}

/// For every token, whether its line is a row of figures: two numbers or more, and fewer words in lower
/// case than numbers. Prices, league tables and box scores come so; sentences don't.
pub(super) fn tables(toks: &Toks) -> Vec<bool> {
    let mut marks = vec![false; toks.toks.len()];
    let mut start = 0;
    while start < toks.toks.len() {
        let (mut numbers, mut words, mut end) = (0, 0, start);
        while end < toks.toks.len() && (end == start || !toks.toks[end].opens_line) {
            let tok = &toks.toks[end];
            match tok.kind {
                Kind::Figures => numbers += 1,
                Kind::Word if !tok.capital => words += 1,
                _ => {}
            }
            end += 1;
        }
        // "5% 7 km" alone is too short to tell; a row has a name before its figures.
        if numbers >= 2 && words < numbers && toks.toks[start].capital {
            marks[start..end].fill(true);
        }
        start = end;
    }
    marks
}
