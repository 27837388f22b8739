//! Lines by which page software and newsrooms stand around an article, told by their build rather
//! than by one wording: closed discussions, forms, menus on one line, mastheads, notes of a desk.
//!
//! In: one line. Out: what furniture it certainly is. Known gaps: wordings are English.

use super::Line;
use crate::FurnitureKind::{self, *};
use crate::credit::{CAPITAL, LETTER};
use crate::{agency, stated};
use regex::Regex;
use std::sync::LazyLock;

type Kind = Option<(FurnitureKind, &'static str)>;

/// Marks that part the pieces of a menu, a masthead or a line of facts about the page.
const STROKES: &[&str] = &[" | ", " · ", " • ", " / ", " – ", " — ", " - "];

/// Marks that no sentence has; dashes and slashes stand in sentences too.
const MENU_STROKES: &[&str] = &[" | ", " · ", " • "];

/// Most words of one piece of a menu: a headline that it leads to.
const LONGEST_PIECE: usize = 8;

/// Most words of a piece beside a date ("World", "Price 3 crowns").
const LONGEST_LABEL: usize = 5;

/// Most words of a line with a date and its labels.
const LONGEST_FACTS: usize = 16;

/// Most words of a copyright note.
const LONGEST_COPYRIGHT: usize = 40;

/// Kind, most words, reason and pattern (of the folded line).
static HABITS: LazyLock<Vec<(FurnitureKind, usize, &str, Regex)>> = LazyLock::new(|| {
    let desk = "(?:desk|staff|team|newsroom|editors?|correspondents?|reporters?|bureau)";
    [
        (
            Comments,
            12,
            "says that the discussion is closed",
            r"^(?:this )?(?:discussion|conversation|comments?|commenting|responses|replies|thread)\b.{0,40} (?:is|are|has|have)(?: now| been){0,2} (?:switched |turned )?(?:closed|ended|over|off|disabled|locked)(?: (?:for|on|to|at) .{1,40})?\.?$".to_owned(),
        ),
        (
            Comments,
            4,
            "a count of replies",
            r"^(?:(?:\d+|no) (?:repl(?:y|ies)|responses?)|(?:replies|responses) \(?\d+\)?)$".to_owned(),
        ),
        (
            Comments,
            7,
            "asks for a reply",
            r"^(?:write|post|send|add|leave) (?:a|your|us a) (?:reply|response|comment|letter)\b[^.]*$".to_owned(),
        ),
        (
            Form,
            3,
            "a button",
            r"^\[ ?(?:send|submit|reply|post|search|go|ok|cancel|close|log in|sign up|sign in) ?\]$".to_owned(),
        ),
        (
            Form,
            12,
            "asks whether the page was of use",
            r"^(?:was this|did you find this)\b.{0,30}\b(?:useful|helpful|interesting)\b".to_owned(),
        ),
        (Share, 14, "asks to pass it on", r"^pass (?:this|it) (?:on|along|round)(?:$| to |:)".to_owned()),
        (
            Other,
            30,
            "says which desk posted it",
            format!(r"^(?:put up|posted|uploaded|published|filed|placed here) by (?:the|our|an?) (?:[a-z'-]+ ){{0,3}}{desk}\b"),
        ),
        (
            Other,
            25,
            "asks for corrections",
            r"^(?:(?:is )?something wrong with|(?:seen|spotted|noticed|found|see) an? (?:error|mistake|typo))\b.*\?".to_owned(),
        ),
        (
            Credit,
            40,
            "says who reported and who edited",
            r"^\((?:report(?:ed|ing)|written|writing|compiled)\b[^.;]{0,60} by [^;]{3,80}; (?:edit(?:ed|ing)|additional)\b[^;]{0,60} by [^)]{3,80}\)$".to_owned(),
        ),
        (
            Credit,
            40,
            "says who may use the text",
            r"\bfor (?:the )?use (?:of|by) (?:its|our|their)? ?(?:subscribers|clients|members)\b".to_owned(),
        ),
        (
            Appeal,
            9,
            "asks the reader to join",
            r"^become an? (?:friend|member|patron|supporter|subscriber|donor)\b[^.]*$".to_owned(),
        ),
        (Byline, 7, "names the desk that wrote it", format!(r"^(?:from|by) (?:our|the|an?) (?:[a-z'-]+ ){{0,4}}{desk}$")),
    ]
    .into_iter()
    .filter_map(|(kind, most, reason, pattern)| Some((kind, most, reason, Regex::new(&pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")).ok()?)))
    .collect()
});

/// A result of a match, a temperature.
static SCORE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"{LETTER} [0-9]{{1,3}} ?[-–] ?[0-9]{{1,3}} {CAPITAL}")).ok());

/// What the build of a line tells.
pub(super) fn habit(line: &Line) -> Kind {
    let fits = HABITS
        .iter()
        .find(|(_, most, _, pattern)| line.words <= *most && pattern.is_match(line.folded.trim_end()));
    if let Some((kind, _, reason, _)) = fits {
        return Some((*kind, reason));
    }
    label_of_field(line)
        .or_else(|| prices(line))
        .or_else(|| results(line))
        .or_else(|| beside_date(line))
        .or_else(|| copyright(line))
        .or_else(|| menu(line))
}

/// `Your name *`: the star says that the field must be filled in.
fn label_of_field(line: &Line) -> Kind {
    const FIELDS: &[&str] = &[
        "your",
        "name",
        "surname",
        "e-mail",
        "email",
        "mail",
        "phone",
        "telephone",
        "address",
        "comment",
        "message",
        "website",
        "subject",
        "country",
        "city",
        "code",
        "password",
        "reply",
    ];
    let field = || line.bare.split([' ', ',', '(']).any(|word| FIELDS.contains(&word));
    (line.raw.ends_with(" *") && line.words <= 10 && field()).then_some((Form, "names a field of a form"))
}

/// Figures with a decimal point, and words, of a line that may be one of prices.
pub(super) fn quoted(line: &Line) -> Option<(usize, usize)> {
    if line.words > 14 || line.raw.ends_with(['.', '!', '?', ':', '”', '"']) {
        return None;
    }
    let (mut prices, mut words) = (0, 0);
    for word in line.folded.split_whitespace() {
        let core = word.trim_matches(|c: char| "()[]%+-−$€£".contains(c));
        let figures = core.contains(|c: char| c.is_ascii_digit())
            && core.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
        prices += usize::from(figures && core.contains('.'));
        words += usize::from(word.contains(char::is_alphabetic));
    }
    (prices > 0).then_some((prices, words))
}

/// `Copper 4.15  Tin 12.70  Zinc 1.31`.
fn prices(line: &Line) -> Kind {
    let (prices, words) = quoted(line)?;
    // Each price has its name; "4.5 x 6.7 x 7.9 inches" hasn't.
    let names =
        line.raw.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    if names.count() < prices {
        return None;
    }
    (prices >= 3 && words <= prices + 1).then_some((Ticker, "names and prices"))
}

/// Several results or temperatures, and no sentence.
fn results(line: &Line) -> Kind {
    if line.stops || line.words > 60 {
        return None;
    }
    let parted = line.raw.contains(['-', '–']) && line.raw.contains(|c: char| c.is_ascii_digit());
    let scores = || SCORE.iter().flat_map(|pattern| pattern.find_iter(line.raw)).count();
    if parted && scores() >= 2 {
        return Some((Ticker, "results of matches"));
    }
    (line.words <= 30 && line.folded.matches('°').count() >= 2).then_some((Ticker, "temperatures"))
}

/// `4 March 2031 / World`, `Harbour Times | 4 March 2031 | Price 2`.
fn beside_date(line: &Line) -> Kind {
    let pieces = facts(line.raw, line.words)?;
    let by = pieces.iter().any(|piece| super::judge::names_author(piece));
    Some(if by { (Byline, "author and date") } else { (Date, "a date and its labels") })
}

/// The pieces of a line of which at least one is a date and the others are labels.
fn facts(raw: &str, words: usize) -> Option<Vec<&str>> {
    if words > LONGEST_FACTS || raw.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    // A date has a figure, and what stands beside it is parted from it.
    if !raw.contains(|c: char| c.is_ascii_digit()) || !raw.contains(['|', '·', '•', '/', '–', '—', '-'])
    {
        return None;
    }
    let pieces = pieces(raw, STROKES);
    let label = |piece: &&str| {
        let words = piece.split_whitespace().count();
        words <= LONGEST_LABEL || super::judge::names_author(piece) && words <= LONGEST_PIECE
    };
    let dated = pieces.iter().filter(|piece| stated::is_date_line(piece)).count();
    (dated >= 1
        && pieces.len() > dated
        && pieces.iter().all(|piece| stated::is_date_line(piece) || label(piece)))
    .then_some(pieces)
}

/// The outlet's name in a newspaper's masthead: name, date, and a price or a number of the issue; or
/// a name such as only outlets have beside the date.
pub(crate) fn masthead(raw: &str) -> Option<&str> {
    let pieces = facts(raw, raw.split_whitespace().count())?;
    let name = *pieces.first()?;
    let issue = |piece: &&str| {
        let first = piece.split_whitespace().next().unwrap_or_default().to_lowercase();
        ["price", "no", "no.", "vol", "vol.", "volume", "issue", "edition", "number"]
            .contains(&first.as_str())
            && piece.contains(|c: char| c.is_ascii_digit())
    };
    let capitals = name.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "and" | "&" | "de")
    });
    let outlet = pieces.iter().any(issue) || agency::sounds_like_outlet(name);
    (capitals && outlet && !name.contains(|c: char| c.is_numeric()) && agency::named(name).is_none())
        .then_some(name)
}

/// A copyright note behind another sentence or in a row of notes.
fn copyright(line: &Line) -> Kind {
    if line.words > LONGEST_COPYRIGHT {
        return None;
    }
    let signed = line.raw.contains('©');
    if !signed && !line.raw.contains("Copyright ") {
        return None;
    }
    let behind =
        [". Copyright ", "! Copyright ", "? Copyright ", " | Copyright ", "• Copyright ", "· Copyright "];
    // "U.S. Copyright" is an abbreviation and an office.
    let initial =
        |before: &str| before.split([' ', '.']).next_back().is_some_and(|word| word.chars().count() <= 1);
    let noted = behind.iter().filter_map(|mark| line.raw.split_once(mark)).any(|(before, rest)| {
        !initial(before)
            && rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '©' || c == '(')
    });
    (noted || signed).then_some((Credit, "says who holds the copyright"))
}

/// `Rates | Metals | Shipping`, `More from Harbour Times: Ships | Trade`: short pieces, no sentence.
fn menu(line: &Line) -> Kind {
    if !line.raw.contains(['|', '·', '•']) {
        return None;
    }
    let pieces = pieces(line.raw, MENU_STROKES);
    let short = |piece: &&str| {
        (1..=LONGEST_PIECE).contains(&piece.split_whitespace().count()) && !piece.ends_with(['.', '”', '"'])
    };
    // `Length: 2 m | Weight: 4 kg` tells of a thing that the article is about.
    let figures = pieces.iter().filter(|piece| piece.contains(|c: char| c.is_ascii_digit())).count();
    let labelled = pieces.iter().skip(1).any(|piece| piece.contains(':'));
    if pieces.len() < 3 || labelled || figures * 2 > pieces.len() || !pieces.iter().all(short) {
        return None;
    }
    let related = line.folded.starts_with("more ") || line.folded.starts_with("also ");
    Some((if related { Related } else { Navigation }, "short pieces, parted by strokes, and no sentence"))
}

fn pieces<'r>(raw: &'r str, strokes: &[&str]) -> Vec<&'r str> {
    let mut pieces = vec![raw];
    for stroke in strokes {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(stroke)).collect();
    }
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: Option<FurnitureKind>) {
        assert_eq!(habit(&Line::new(raw)).map(|(kind, _)| kind), expected, "{raw}");
    }

    #[test]
    fn knows_habits() {
        check("Comments on this story are now closed.", Some(Comments));
        check("Commenting has been turned off for live pages", Some(Comments));
        check("The talks are over.", None);
        check("3 replies", Some(Comments));
        check("Leave a reply", Some(Comments));
        check("Telephone *", Some(Form));
        check("[ Submit ]", Some(Form));
        check("[Applause]", None);
        check("Did you find this page helpful? Yes / No", Some(Form));
        check("Pass it on: letter · post · link", Some(Share));
        check("Uploaded by the web desk of the Harbour Times.", Some(Other));
        check("Published by the university last year, the study found no harm.", None);
        check("Spotted a mistake? Write to us.", Some(Other));
        check("(Reporting in Oslo by Ann Bell; editing by Jo Orr)", Some(Credit));
        check("This copy is for the use of our clients.", Some(Credit));
        check("Become a supporter of this page", Some(Appeal));
        check("From our own correspondent", Some(Byline));
        check("By the Harbour desk", Some(Byline));
        check("From our house one sees the sea", None);
    }

    #[test]
    fn knows_rows() {
        check("Copper 4.15  Tin 12.70  Zinc 1.31", Some(Ticker));
        check("Rates rose from 1.5 to 2.5 percent", None);
        check("Rovers 2–1 Miners | Albion 0–0 Town", Some(Ticker));
        check("Oslo 4°C · Bergen 7°C rain", Some(Ticker));
        check("The sea was between 14°C and 17°C warm.", None);
        check("4 Mar 2031 / World", Some(Date));
        check("By Ann Bell · 4 March 2031", Some(Byline));
        check("Open all week. Copyright 2031 Harbour Times Co.", Some(Credit));
        check("Ships | Trade | Weather", Some(Navigation));
        check("More from here: Ships | Trade | Weather", Some(Related));
        check("Size: 4.5 x 6.7 x 7.9 inches", None);
        check("A | B", None);
        check("Length: 2 m | Weight: 4 kg | Price: 20", None);
        check("2-4 Players • Ages 8+ • 30 minutes", None);
        check("Boats take 15-30 minutes and trains 2-3 hours to the town", None);
        check("Avoid the star *", None);
        check("A report by the U.S. Copyright Office says so.", None);
    }

    #[test]
    fn reads_mastheads() {
        assert_eq!(masthead("Harbour Times | 4 March 2031 | Price 2"), Some("Harbour Times"));
        assert_eq!(masthead("The Bay · No. 12 · Tuesday 4 March 2031"), Some("The Bay"));
        assert_eq!(masthead("Ann Bell | 4 March 2031"), None);
        assert_eq!(masthead("Ships | Trade | Price 2"), None);
        assert_eq!(masthead("Reuters | 4 March 2031"), None);
    }
}
