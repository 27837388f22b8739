//! Whose text it is: credits, and the outlet that furniture names.
//!
//! In: one line and where it stands. Out: agencies and outlets that the line credits for the text,
//! and the outlet that posted it. Credits are told by wording ("With inputs from …", "first
//! appeared on …"), so an agency that nobody has heard of counts too; a name in passing never
//! does. In running text only "As reported by …" and, for known agencies, "according to …" count.
//!
//! Known gaps: wordings are English; `Reporting by Ann Bell` without an outlet credits nobody.

use crate::{Credit, Outlet, agency, byline, furniture};
use firsthand_text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Longest line in bytes that is mined; credits are short, and appeals may be long.
const LONGEST: usize = 2000;

/// A name: words with capitals, joined by small words.
const NAME: &str = r"(?P<name>(?:[Tt]he )?(?:\p{Lu}|dpa\b|e?\p{Lu})[\p{L}\p{N}.&'’-]*(?:[ \u{a0}](?:(?:of|and|the|for|de|du|da|&|in) )?\p{Lu}[\p{L}\p{N}.&'’-]*){0,6})";

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

static IN_FURNITURE: LazyLock<Vec<(Says, Regex)>> = LazyLock::new(|| {
    use Says::*;
    compile(&[
        (
            Posted,
            r"(?i:posted|published|written|reported|filed|prepared|compiled|produced) by (?:an?|the|our) {NAME}",
        ),
        (
            PostedBy,
            r"(?i:put up|posted|published|uploaded|filed|prepared|compiled|produced) (?i:by (?:an?|the|our) )(?:[a-z'’-]+ ){0,3}(?:desk|staff|team|newsroom|editors|bureau) (?:of|at) {NAME}",
        ),
        (More, r"^More from {NAME}\s*:"),
        (Credits, r"^\W*(?i:story )?(?i:sources?)\s*[:：]\s*{NAME}\W*$"),
        (
            Credits,
            r"(?i:(?:first|originally) (?:appeared|published|posted|ran|aired|printed)|appeared first|(?:published|appeared) originally) (?i:in|on|at|by|with) {NAME}",
        ),
        (
            Credits,
            r"(?i:with (?:additional )?(?:agency )?(?:inputs?|files|material|copy) (?:from|by)):? {NAME}",
        ),
        (
            CreditsOutlet,
            r"(?i:with (?:additional )?(?:reporting|information|contributions?) (?:from|by)):? {NAME}",
        ),
        (
            Credits,
            r"(?i:re-?published|reprinted|reposted|reproduced|syndicated) (?i:with (?:the )?permission )?(?i:from|of|by|courtesy of) {NAME}",
        ),
        (
            Credits,
            r"(?i:materials?|text|story|article|content) (?i:(?:is |was |has been )?(?:provided|distributed|supplied|syndicated)) (?i:to [\w ]{1,30} )?(?i:by) {NAME}",
        ),
        (
            Credits,
            r"^\W*(?i:read (?:it|more|the (?:original|full|whole|entire) (?:article|story|report|piece|post|text)|the original)) (?i:at|on|in|from) {NAME}\W*$",
        ),
        (Credits, r"(?i:reporting by) [^.;\n]{2,120} for {NAME}"),
        (CreditsOutlet, r"{NAME} (?i:(?:also )?contributed (?:reporting )?to this)"),
        (
            Owns,
            r"(?:©|\([cC]\)|(?i:copyright))\s*(?:©\s*)?(?:\d{4}\s*(?:[-–]\s*\d{4})?\s*,?\s*)?(?i:by )?{NAME}",
        ),
    ])
});

static AT_THE_END: LazyLock<Vec<(Says, Regex)>> = LazyLock::new(|| {
    compile(&[
        (Says::CreditsOutlet, r"^\W*[—–―-]+\s*{NAME}\W*$"),
        (Says::CreditsOutlet, r"^\(?(?:(?i:by|via|from) )?{NAME}\)?\W*$"),
        (Says::CreditsOutlet, r"(?:^|[.!?”'\x22]\s*)[\(\[]{NAME}[\)\]]\W*$"),
        (Says::CreditsOutlet, r"[.!?”'\x22]\s*[—–]\s*{NAME}\W*$"),
    ])
});

static IN_BODY: LazyLock<Vec<(Says, Regex)>> = LazyLock::new(|| {
    compile(&[(Says::CreditsOutlet, r"(?:^|[.!?”\x22]\s+)As (?:first |earlier )?reported by {NAME}")])
});

static ACCORDING: LazyLock<Vec<(Says, Regex)>> = LazyLock::new(|| {
    compile(&[(
        Says::CreditsOutlet,
        r"\b(?:[Aa]ccording to|[Cc]iting) (?:a report (?:by|from) )?{NAME}(?: news agency)?(?:[,.;]|$)",
    )])
});

fn compile(patterns: &[(Says, &str)]) -> Vec<(Says, Regex)> {
    patterns
        .iter()
        .filter_map(|(says, pattern)| {
            // The wordings are ASCII; folding all of Unicode for them costs most of the building.
            let pattern = pattern.replace("(?i:", "(?i-u:").replace("{NAME}", NAME);
            Some((*says, Regex::new(&pattern).ok()?))
        })
        .collect()
}

/// What one line of furniture says: credits and outlet.
pub(crate) fn in_furniture(text: &str, span: Span) -> (Vec<Credit>, Option<Outlet>) {
    let (mut credits, mut outlet) = (Vec::new(), None);
    for (says, name, exact) in matches(text, span, &IN_FURNITURE) {
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
    matches(text, tail, &AT_THE_END)
        .into_iter()
        .filter_map(|(says, name, exact)| checked(text, says, name, exact))
        .take(1)
        .collect()
}

/// What a paragraph of the body says of the text's origin.
pub(crate) fn in_body(text: &str, span: Span) -> Vec<Credit> {
    let mut found: Vec<Credit> = Vec::new();
    for (says, name, exact) in matches(text, span, &IN_BODY) {
        found.extend(checked(text, says, name, exact));
    }
    for (_, name, exact) in matches(text, span, &ACCORDING) {
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

fn matches(text: &str, span: Span, patterns: &[(Says, Regex)]) -> Vec<(Says, Span, Span)> {
    let line = span.of(text);
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let line = &line[..end];
    let mut found = Vec::new();
    for (says, pattern) in patterns {
        for hit in pattern.captures_iter(line).take(4) {
            if let (Some(whole), Some(name)) = (hit.get(0), hit.name("name")) {
                let exact = Span::new(span.start + whole.start(), span.start + whole.end()).trim(text);
                found.push((*says, Span::new(span.start + name.start(), span.start + name.end()), exact));
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
        let built = [&IN_FURNITURE, &AT_THE_END, &IN_BODY, &ACCORDING].map(|patterns| patterns.len());
        let source = include_str!("credit.rs").split("#[cfg(test)]").next().unwrap_or("");
        assert_eq!(built.iter().sum::<usize>(), source.matches("{NAME}").count() - 1, "{built:?}");
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
