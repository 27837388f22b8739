//! Whose text it is: credits, and the outlet that furniture names.
//!
//! In: one line and where it stands. Out: agencies and outlets that the line credits for the text,
//! and the outlet that posted it. Credits are told by wording ("With inputs from …", "first
//! appeared on …"), so an agency that nobody has heard of counts too; a name in passing never
//! does. In running text only "As reported by …" and, for known agencies, "according to …" count.
//!
//! Known gaps: wordings are English; `Reporting by Ann Bell` without an outlet credits nobody.

use crate::{Credit, Outlet, agency, byline, furniture};
use aho_corasick::AhoCorasick;
use firsthand_text::Span;
use regex::Regex;
use std::sync::{LazyLock, OnceLock};

/// Longest line in bytes that is mined; credits are short, and appeals may be long.
const LONGEST: usize = 2000;

/// Capitals of the scripts that have them and letters of these scripts, as classes of a pattern. The
/// classes of all scripts take ten times as long to build, and nothing here is in other scripts.
pub(crate) const CAPITAL: &str = r"[\p{Lu}&&[\x00-\x{17f}\x{386}-\x{3ab}\x{400}-\x{42f}]]";
pub(crate) const LETTER: &str = r"[A-Za-zÀ-ÖØ-öø-\x{24f}\x{370}-\x{52f}\x{1e00}-\x{1eff}]";

/// A name: words with capitals, joined by small words.
const NAME: &str = r"(?P<name>(?:[Tt]he )?(?:dpa(?-u:\b)|e?{UP})[{LOW}0-9.&'’-]*(?:[ \u{a0}](?:(?:of|and|the|for|de|du|da|&|in) )?{UP}[{LOW}0-9.&'’-]*){0,6})";

/// What a wording says of the name in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// The text is theirs.
    Credits,
    /// The text is theirs, if the name is an agency's or an outlet's (it may be a person's).
    CreditsOutlet,
    /// They posted it here; the name has a role behind it.
    Posted,
    /// They posted it here; the name is the outlet's.
    PostedBy,
    /// More of theirs is offered.
    More,
    /// They hold the copyright: an agency is credited, anyone else is the outlet.
    Owns,
}

/// A wording, built when the first line comes that has what it needs: most lines have none of it, and
/// building all of them takes longer than reading a page.
#[derive(Debug)]
struct Wording {
    says: Says,
    /// One of these stands in every line that the pattern fits; ASCII, in any case.
    needs: &'static [&'static str],
    pattern: &'static str,
    built: OnceLock<Option<Regex>>,
}

const fn wording(says: Says, needs: &'static [&'static str], pattern: &'static str) -> Wording {
    Wording { says, needs, pattern, built: OnceLock::new() }
}

impl Wording {
    fn regex(&self) -> Option<&Regex> {
        // The wordings are ASCII; folding all of Unicode for them costs most of the building.
        let build = || {
            let pattern = self.pattern.replace("(?i:", "(?i-u:").replace("{NAME}", NAME);
            let pattern = pattern.replace(r"\W", "[^{LOW}0-9_]");
            Regex::new(&pattern.replace("{UP}", CAPITAL).replace("{LOW}", LETTER)).ok()
        };
        self.built.get_or_init(build).as_ref()
    }
}

/// Verbs before "by" end so.
const BY: &[&str] = &["ed by", "ten by", "up by"];

static IN_FURNITURE: [Wording; 19] = [
    wording(
        Says::Posted,
        BY,
        r"(?i:posted|published|written|reported|filed|prepared|compiled|produced) by (?:an?|the|our) {NAME}",
    ),
    wording(
        Says::PostedBy,
        BY,
        r"(?i:put up|posted|published|uploaded|filed|prepared|compiled|produced) (?i:by (?:an?|the|our) )(?:[a-z'’-]+ ){0,3}(?:desk|staff|team|newsroom|editors|bureau) (?:of|at) {NAME}",
    ),
    wording(Says::More, &["more from"], r"^More from {NAME}\s*:"),
    wording(Says::Credits, &["source"], r"^\W*(?i:story )?(?i:sources?)\s*[:：]\s*{NAME}\W*$"),
    wording(
        Says::Credits,
        &["first", "originally"],
        r"(?i:(?:first|originally) (?:appeared|published|posted|ran|aired|printed)|appeared first|(?:published|appeared) originally) (?i:in|on|at|by|with) {NAME}",
    ),
    wording(
        Says::Credits,
        &["input", "file", "material", "copy"],
        r"(?i:with (?:additional )?(?:agency )?(?:inputs?|files|material|copy) (?:from|by)):? {NAME}",
    ),
    wording(
        Says::CreditsOutlet,
        &["reporting", "information", "contribution"],
        r"(?i:with (?:additional )?(?:reporting|information|contributions?) (?:from|by)):? {NAME}",
    ),
    wording(
        Says::Credits,
        &["published", "reprinted", "reposted", "reproduced", "syndicated"],
        r"(?i:re-?published|reprinted|reposted|reproduced|syndicated) (?i:with (?:the )?permission )?(?i:from|of|by|courtesy of) {NAME}",
    ),
    wording(
        Says::Credits,
        &["provided", "distributed", "supplied", "syndicated"],
        r"(?i:materials?|text|story|article|content) (?i:(?:is |was |has been )?(?:provided|distributed|supplied|syndicated)) (?i:to [A-Za-z0-9_ ]{1,30} )?(?i:by) {NAME}",
    ),
    wording(
        Says::Credits,
        &["read "],
        r"^\W*(?i:read (?:it|more|the (?:original|full|whole|entire) (?:article|story|report|piece|post|text)|the original)) (?i:at|on|in|from) {NAME}\W*$",
    ),
    wording(Says::Credits, &["reporting by"], r"(?i:reporting by) [^.;\n]{2,120} for {NAME}"),
    wording(
        Says::CreditsOutlet,
        &["contributed"],
        r"{NAME} (?i:(?:also )?contributed (?:reporting )?to this)",
    ),
    wording(
        Says::CreditsOutlet,
        &["contributed"],
        r"{NAME} (?i:(?:staff )?(?:writers?|reporters?|correspondents?)) [^.;\n]{2,80} (?i:contributed)",
    ),
    wording(
        Says::CreditsOutlet,
        &["includes", "contains", "uses"],
        r"(?i:(?:includes|contains|uses) (?:information|material|reporting|copy) (?:from|by)) {NAME}",
    ),
    wording(
        Says::CreditsOutlet,
        &["used"],
        r"(?i:(?:information|material|reporting|files|copy) from) {NAME} (?i:(?:was|were) used)",
    ),
    wording(
        Says::CreditsOutlet,
        &["story", "report", "text", "article", "copy"],
        r"^\W*(?i:(?:this )?(?:story|report|text|article|copy) (?:is )?(?:from|courtesy of)) {NAME}\W*$",
    ),
    // The same in other languages of Europe, where a line says nothing else.
    wording(
        Says::CreditsOutlet,
        &["quelle", "fonte", "fuente", "bron", "zdroj", "kaynak", "сточник", "джерело"],
        r"^\W*(?iu:quellen?|fonte|fuente|bron|zdroj|kaynak|Источник|источник|Джерело|джерело)\s*[:：]\s*{NAME}\W*$",
    ),
    wording(
        Says::CreditsOutlet,
        &["mit material", "mit informationen", "avec", "con ", "com informa", "по материалам"],
        r"^\W*(?iu:mit (?:material|informationen) (?:von|der|des)|avec(?: l')?|con informaci(?:o|ó)n de|com informa(?:c|ç)(?:o|õ)es d[ae]|[Пп]о материалам) ?{NAME}\W*$",
    ),
    wording(
        Says::Owns,
        &["©", "(c)", "copyright"],
        r"(?:©|\([cC]\)|(?i:copyright))\s*(?:©\s*)?(?:[0-9]{4}\s*(?:[-–]\s*[0-9]{4})?\s*,?\s*)?(?i:by )?{NAME}",
    ),
];

static AT_THE_END: [Wording; 4] = [
    wording(Says::CreditsOutlet, &[], r"^\W*[—–―-]+\s*{NAME}\W*$"),
    wording(Says::CreditsOutlet, &[], r"^\(?(?:(?i:by|via|from) )?{NAME}\)?\W*$"),
    wording(Says::CreditsOutlet, &[], r"(?:^|[.!?”'\x22]\s*)[\(\[]{NAME}[\)\]]\W*$"),
    wording(Says::CreditsOutlet, &[], r"[.!?”'\x22]\s*[—–]\s*{NAME}\W*$"),
];

static IN_BODY: [Wording; 1] = [wording(
    Says::CreditsOutlet,
    &["reported by"],
    r"(?:^|[.!?”\x22]\s+)As (?:first |earlier )?reported by {NAME}",
)];

static ACCORDING: [Wording; 1] = [wording(
    Says::CreditsOutlet,
    &["according to", "citing"],
    r"(?-u:\b)(?:[Aa]ccording to|[Cc]iting) (?:a report (?:by|from) )?{NAME}(?: news agency)?(?:[,.;]|$)",
)];

/// Finds what wordings need, and says which of them need it.
#[derive(Debug)]
struct Needs {
    finder: Option<AhoCorasick>,
    /// For each word that is found a bit for each wording.
    of: Vec<u32>,
}

impl Needs {
    fn new(wordings: &[&Wording]) -> Needs {
        let mut words: Vec<(&str, u32)> = Vec::new();
        for (at, wording) in wordings.iter().enumerate() {
            words.extend(wording.needs.iter().map(|need| (*need, 1 << at)));
        }
        let finder =
            AhoCorasick::builder().ascii_case_insensitive(true).build(words.iter().map(|(word, _)| word));
        Needs { finder: finder.ok(), of: words.into_iter().map(|(_, bit)| bit).collect() }
    }

    /// A bit for each wording that finds what it needs.
    fn met(&self, line: &str) -> u32 {
        // Whether there is any is told faster than which.
        let finder = self.finder.iter().filter(|finder| finder.is_match(line));
        let hits = finder.flat_map(|finder| finder.find_overlapping_iter(line));
        hits.fold(0, |met, hit| met | self.of[hit.pattern().as_usize()])
    }
}

/// What furniture needs, and behind it what the body needs.
static FURNITURE_NEEDS: LazyLock<Needs> =
    LazyLock::new(|| Needs::new(&IN_FURNITURE.iter().collect::<Vec<_>>()));
static BODY_NEEDS: LazyLock<Needs> = LazyLock::new(|| Needs::new(&[&IN_BODY[0], &ACCORDING[0]]));

/// Whether a text ends with a name, as each of [`AT_THE_END`] needs: its last word has a capital, or is
/// the lower-case name of an agency.
fn ends_with_name(tail: &str) -> bool {
    let bare = tail.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let start = bare.rfind(|c: char| c.is_whitespace() || "([—–―".contains(c));
    let word =
        start.and_then(|at| bare[at..].chars().next().map(|c| &bare[at + c.len_utf8()..])).unwrap_or(bare);
    word.contains(char::is_uppercase) || word.contains("dpa")
}

/// What one line of furniture says: credits and outlet.
pub(crate) fn in_furniture(text: &str, span: Span) -> (Vec<Credit>, Option<Outlet>) {
    let (mut credits, mut outlet) = (Vec::new(), None);
    let line = head(text, span);
    let met = FURNITURE_NEEDS.met(line);
    for (says, name, exact) in matches(text, span, line, &IN_FURNITURE, met) {
        match says {
            Says::Posted => {
                if let Some(name) = without_role(name.of(text)) {
                    let basis = "posting note beside the article".to_owned();
                    outlet = outlet.or(Some(Outlet { name, basis, span: Some(exact) }));
                }
            }
            Says::PostedBy => {
                let name = clean(name.of(text));
                if is_outlet_name(&name) && agency::named(&name).is_none() {
                    let basis = "posting note beside the article".to_owned();
                    outlet = outlet.or(Some(Outlet { name, basis, span: Some(exact) }));
                }
            }
            Says::More => {
                // A section or an author may be offered too; a name with "&" or "of" is neither.
                let name = clean(name.of(text));
                let joined = [" & ", " of ", " and "].iter().any(|joint| name.contains(joint));
                let outlets = agency::sounds_like_outlet(&name) || joined && !byline::is_name(&name);
                let section = furniture::phrases().is_section(&name.to_lowercase());
                if outlets && !section && agency::named(&name).is_none() {
                    let basis = "\"More from\" line beside the article".to_owned();
                    outlet = outlet.or(Some(Outlet { name, basis, span: Some(exact) }));
                }
            }
            Says::Owns => {
                let name = clean(name.of(text));
                if agency::named(&name).is_some() {
                    credits.push(credit(text, name, exact));
                } else if is_outlet_name(&name) {
                    let basis = "copyright line".to_owned();
                    outlet = outlet.or(Some(Outlet { name, basis, span: Some(exact) }));
                }
            }
            Says::Credits | Says::CreditsOutlet => credits.extend(checked(text, says, name, exact)),
        }
    }
    (credits, outlet)
}

/// What a last paragraph, or a line right behind it, credits: `(AFP)`, `— Meridian News`.
pub(crate) fn at_the_end(text: &str, span: Span) -> Vec<Credit> {
    let tail = tail(text, span);
    let line = head(text, tail);
    let met = if ends_with_name(line) { u32::MAX } else { 0 };
    matches(text, tail, line, &AT_THE_END, met)
        .into_iter()
        .filter_map(|(says, name, exact)| checked(text, says, name, exact))
        .take(1)
        .collect()
}

/// What a paragraph of the body says of the text's origin.
pub(crate) fn in_body(text: &str, span: Span) -> Vec<Credit> {
    let mut found: Vec<Credit> = Vec::new();
    let line = head(text, span);
    let met = BODY_NEEDS.met(line);
    for (says, name, exact) in matches(text, span, line, &IN_BODY, met) {
        found.extend(checked(text, says, name, exact));
    }
    for (_, name, exact) in matches(text, span, line, &ACCORDING, met >> 1) {
        let name = clean(name.of(text));
        if agency::in_prose(&name).is_some() {
            found.push(credit(text, name, exact));
        }
    }
    found
}

/// A credit for a name that stands alone where credits stand.
pub(crate) fn alone(text: &str, span: Span) -> Option<Credit> {
    let name = clean(span.of(text));
    is_outlet_name(&name).then(|| credit(text, name, span))
}

/// The names of those who reported, in a line that also says who edited.
pub(crate) fn reporters(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['(', '[']);
    let (first, rest) = line.split_once(';')?;
    let begins =
        ["Reported ", "Reporting ", "Written ", "Writing "].iter().any(|word| first.starts_with(word));
    (begins && rest.to_lowercase().contains("edit"))
        .then(|| first.split_once(" by ").map(|(_, names)| names.trim()))?
}

/// The credit that a name in a dateline makes.
pub(crate) fn of_dateline(text: &str, name: &str, span: Span) -> Credit {
    credit(text, name.to_owned(), span)
}

/// The last sentence or so of a paragraph.
fn tail(text: &str, span: Span) -> Span {
    let mut start = span.end.saturating_sub(120).max(span.start);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    Span::new(start, span.end)
}

/// The part of a line that is mined.
fn head(text: &str, span: Span) -> &str {
    let line = span.of(text);
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[..end]
}

/// What those of the wordings say of a line that are in `met`, which has a bit for each.
fn matches(text: &str, span: Span, line: &str, wordings: &[Wording], met: u32) -> Vec<(Says, Span, Span)> {
    let mut found = Vec::new();
    let met = wordings.iter().enumerate().filter(|(at, _)| met & (1 << at) != 0);
    for (_, wording) in met {
        let Some(pattern) = wording.regex() else { continue };
        for hit in pattern.captures_iter(line).take(4) {
            if let (Some(whole), Some(name)) = (hit.get(0), hit.name("name")) {
                let exact = Span::new(span.start + whole.start(), span.start + whole.end()).trim(text);
                let name = Span::new(span.start + name.start(), span.start + name.end());
                found.push((wording.says, name, exact));
            }
        }
    }
    found
}

fn checked(text: &str, says: Says, name: Span, exact: Span) -> Option<Credit> {
    let name = clean(name.of(text));
    let known = agency::named(&name).is_some();
    let generic = ["Agencies", "Agency", "Wire", "Wires", "News Agencies", "Staff", "Staff Reports", "The"]
        .contains(&name.as_str());
    let fits = match says {
        Says::Credits => known || is_outlet_name(&name),
        _ => known || agency::sounds_like_outlet(&name),
    };
    (fits && !generic).then(|| credit(text, name, exact))
}

fn credit(text: &str, name: String, exact: Span) -> Credit {
    let is_agency = agency::named(&name).is_some();
    Credit { agency: name, is_agency, exact: exact.of(text).to_owned(), span: Some(exact) }
}

/// A name without article, possessive and closing marks.
fn clean(name: &str) -> String {
    let mut name =
        name.trim().trim_matches(|c: char| "\"'“”‘’(),;:*".contains(c)).trim_end_matches('.').trim();
    name = name.strip_prefix("The ").or(name.strip_prefix("the ")).unwrap_or(name);
    for possessive in ["'s", "’s"] {
        name = name.strip_suffix(possessive).unwrap_or(name);
    }
    let name = name.split(" All Rights").next().unwrap_or(name).split(". ").next().unwrap_or(name);
    name.trim_end_matches('.').trim().to_owned()
}

/// Whether a name may be an outlet's: not a person's by its first name, not a word of page software.
fn is_outlet_name(name: &str) -> bool {
    const SOFTWARE: &[&str] = &[
        "All",
        "This",
        "The",
        "Page",
        "Read",
        "More",
        "Home",
        "Share",
        "Related",
        "Comments",
        "Tags",
        "Getty Images",
        "Advertisement",
    ];
    let first = name.split(' ').next().unwrap_or("").to_lowercase();
    let person = byline::is_name(name)
        && furniture::phrases().is_given_name(&first)
        && !agency::sounds_like_outlet(name);
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && name.len() <= 60
        && !SOFTWARE.contains(&name)
        && !person
}

/// `Harbour Times Correspondent` to `Harbour Times`; `None` when no role is named or nothing is left.
fn without_role(name: &str) -> Option<String> {
    const ROLES: &[&str] = &[
        "Correspondent",
        "Correspondents",
        "Staff",
        "Desk",
        "Reporter",
        "Reporters",
        "Bureau",
        "Newsroom",
        "Web",
        "News",
        "Editorial",
        "Team",
        "Writer",
        "Editor",
        "Editors",
        "Special",
        "Contributor",
        "Board",
    ];
    let name = clean(name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let before = words.len();
    let mut first = true;
    while let Some(last) = words.last() {
        // "News" and "Web" belong to the role only before "Desk" and the like.
        let role =
            ROLES.contains(last) && !(first && matches!(*last, "News" | "Web" | "Special" | "Editorial"));
        let keep = matches!(*last, "News")
            && words.len() <= 2
            && before - words.len() >= 1
            && !name.ends_with("Desk");
        if !role || keep {
            break;
        }
        words.pop();
        first = false;
    }
    (!words.is_empty() && words.len() < before).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_sound() {
        for wording in IN_FURNITURE.iter().chain(&AT_THE_END).chain(&IN_BODY).chain(&ACCORDING) {
            assert!(wording.regex().is_some(), "{}", wording.pattern);
        }
    }

    fn names(credits: &[Credit]) -> String {
        credits
            .iter()
            .map(|credit| format!("{}{}", credit.agency, if credit.is_agency { "*" } else { "" }))
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn furniture(text: &str, credits: &str, outlet: &str) {
        let (found, named) = in_furniture(text, Span::new(0, text.len()));
        assert_eq!(
            (names(&found).as_str(), named.map_or("".into(), |outlet| outlet.name)),
            (credits, outlet.to_owned()),
            "{text}"
        );
    }

    #[test]
    fn mines_furniture() {
        furniture("This story was filed by a Harbour Times Correspondent.", "", "Harbour Times");
        furniture("Posted by our Harbour Desk", "", "Harbour");
        furniture("This report was written by the Staff", "", "");
        furniture("Uploaded by the web desk of the Harbour Times. Write to us.", "", "Harbour Times");
        furniture("More from Salt & Tide: Ships | Trade", "", "Salt & Tide");
        furniture("More from Ann Bell: Ships | Trade", "", "");
        furniture("More from Arts & Culture: Ships | Trade", "", "");
        furniture("Source: Meridian Press", "Meridian Press", "");
        furniture("Source: Reuters", "Reuters*", "");
        furniture("This article first appeared in the Harbour Times.", "Harbour Times", "");
        furniture("The post Dam holds appeared first on Harbour Times.", "Harbour Times", "");
        furniture("(With inputs from PTI)", "PTI*", "");
        furniture("With inputs from agencies", "", "");
        furniture("With reporting by Ann Bell", "", "");
        furniture("Reporting by Ann Bell and Jo Orr; editing by Sam Hill", "", "");
        furniture("The Associated Press contributed to this report.", "Associated Press*", "");
        furniture("Ann Bell contributed to this report.", "", "");
        furniture("Copyright 2031 The Associated Press. All rights reserved.", "Associated Press*", "");
        furniture("© 2031 Harbour Times. All Rights Reserved.", "", "Harbour Times");
        furniture("© AFP", "AFP*", "");
        furniture("Read it at Harbour Times", "Harbour Times", "");
        furniture("This report includes material from Reuters.", "Reuters*", "");
        furniture("Information from the Associated Press was used in this report.", "Associated Press*", "");
        furniture(
            "Associated Press writers Ann Bell in Oslo and Jo Orr contributed.",
            "Associated Press*",
            "",
        );
        furniture("Harbour writer Ann Bell contributed.", "", "");
        furniture("Story courtesy of Meridian News.", "Meridian News", "");
        furniture("Quelle: dpa", "dpa*", "");
        furniture("Quelle: Ann Bell", "", "");
        furniture("(avec AFP)", "AFP*", "");
        furniture("Con información de EFE", "EFE*", "");
        furniture("Mit Material von dpa", "dpa*", "");
        furniture("Com informações da Reuters", "Reuters*", "");
        furniture("Источник: ТАСС", "ТАСС*", "");
        furniture("Concert: an evening with AFP and friends", "", "");
        furniture("Support our reporting on Reuters and other agencies!", "", "");
    }

    #[test]
    fn reads_the_body() {
        let check = |text: &str, expected: &str| {
            assert_eq!(names(&in_body(text, Span::new(0, text.len()))), expected, "{text}")
        };
        check("As reported by Reuters, the dam held.", "Reuters*");
        check("As reported by the Meridian News Agency, the dam held.", "Meridian News Agency");
        check("As reported by Ann Bell, the dam held.", "");
        check("The dam held, according to TASS.", "TASS*");
        check("The dam held, according to Ann Bell.", "");
        check("The dam held, the Meridian News Agency reported.", "");
        check("A Reuters reporter saw the dam, and Reuters has offices there.", "");
        check("According to a Reuters poll, the dam is liked.", "");
    }

    #[test]
    fn reads_reporters() {
        assert_eq!(reporters("(Reported in Oslo by Ann Bell; edited by Jo Orr)"), Some("Ann Bell"));
        assert_eq!(
            reporters("Reporting by Ann Bell and Jo Orr; Editing by Sam Hill"),
            Some("Ann Bell and Jo Orr")
        );
        assert_eq!(reporters("Reporting by Ann Bell"), None);
    }

    #[test]
    fn reads_the_end() {
        let check = |text: &str, expected: &str| {
            assert_eq!(names(&at_the_end(text, Span::new(0, text.len()))), expected, "{text}")
        };
        check("The dam held. (AFP)", "AFP*");
        check("The dam held. — Meridian News", "Meridian News");
        check("— Reuters", "Reuters*");
        check("Reuters", "Reuters*");
        check("— Ann Bell", "");
        check("The dam held, said Bell (Labour).", "");
        check("He works for Reuters.", "");
    }
}
