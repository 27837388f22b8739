//! One block judged by itself: what furniture it certainly is, or how much it looks like prose.

use super::Line;
use super::phrases::{APPEALS, BEGINS, HOLDS, IN_PICTURE, SECTIONS, SOCIAL, WHOLE, WRITERS};
use crate::FurnitureKind::{self, *};
use crate::byline;
use crate::stated;

/// What a block is, as far as it says itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// Furniture wherever it stands.
    Furniture(FurnitureKind, &'static str),
    /// Furniture of this kind unless the neighbours speak for the article.
    Doubtful(FurnitureKind, &'static str),
    /// May be article; the neighbours decide.
    Open,
}

/// Most words of a whole-line wording.
const LONGEST_WHOLE: usize = 8;

/// Fewest signs of an appeal in one block. Two happen in reports on subscriptions and donations.
const APPEAL_SIGNS: usize = 3;

/// Judges one block.
pub(crate) fn judge(line: &Line) -> Verdict {
    let kind = marks_only(line)
        .or_else(|| ticker(line))
        .or_else(|| wording(line))
        .or_else(|| caption(line))
        .or_else(|| dated(line))
        .or_else(|| counts(line))
        .or_else(|| social(line))
        .or_else(|| appeal(line))
        .or_else(|| cookies(line));
    if let Some((kind, reason)) = kind {
        return Verdict::Furniture(kind, reason);
    }
    if SECTIONS.contains(&line.bare.as_str()) {
        return Verdict::Doubtful(Navigation, "name of a section, alone on its line");
    }
    if biography(line) {
        return Verdict::Doubtful(Byline, "says who the author is");
    }
    Verdict::Open
}

type Kind = Option<(FurnitureKind, &'static str)>;

fn marks_only(line: &Line) -> Kind {
    if line.raw.contains(char::is_alphabetic) {
        return None;
    }
    if !line.raw.contains(char::is_numeric) {
        let form = line.raw.chars().all(|c| c == '*' || c.is_whitespace());
        return Some(if form { (Form, "a form's mark") } else { (Other, "no words") });
    }
    (line.words <= 2 && line.raw.len() < 8).then_some((Other, "a number alone on its line"))
}

/// A name, a price and a change: `ACME 12.50 ▲ 0.3 (2.1%)`.
fn ticker(line: &Line) -> Kind {
    if line.stops || line.words > 10 {
        return None;
    }
    let mut numbers = 0;
    let mut changes = line.raw.contains(['▲', '▼', '△', '▽', '↑', '↓']);
    let mut letters = 0;
    for word in line.folded.split(' ') {
        let core = word.trim_matches(|c: char| "()[]%+-−".contains(c));
        let digits = core.chars().any(|c| c.is_ascii_digit());
        let numeric = digits && core.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
        numbers += usize::from(numeric);
        letters += usize::from(!digits && word.contains(char::is_alphabetic));
        changes |= numeric
            && (word.ends_with('%') || word.ends_with("%)") || word.starts_with(['+', '-', '−']))
            && core.contains('.');
    }
    let named = line.raw.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    (changes && named && numbers >= 2 && letters <= 4).then_some((Ticker, "a name, a price and its change"))
}

fn wording(line: &Line) -> Kind {
    if line.words <= LONGEST_WHOLE {
        let bare = without_bullet(&line.bare);
        for (kind, phrases) in WHOLE {
            if phrases.contains(&bare) {
                return Some((*kind, "a line that page software prints"));
            }
        }
    }
    let begins = line.folded.trim_start_matches(|c: char| "•*-|> ".contains(c));
    for (kind, most, phrases) in BEGINS {
        if line.words <= *most && phrases.iter().any(|phrase| begins.starts_with(phrase)) {
            // A sentence may open with such words ("Share prices rose …", "Copyright is …").
            let sentence =
                line.stops && line.words > 6 && matches!(kind, Share | Related) && !begins.contains(':');
            if !sentence {
                return Some((*kind, "begins like a line that page software or the newsroom adds"));
            }
        }
    }
    for (kind, most, phrases) in HOLDS {
        if line.words <= *most && phrases.iter().any(|phrase| line.folded.contains(phrase)) {
            return Some((*kind, "holds words that page software or the newsroom adds"));
        }
    }
    byline::is_byline(line.raw).then_some((Byline, "names the author"))
}

fn caption(line: &Line) -> Kind {
    if line.words > 70 {
        return None;
    }
    let placed = IN_PICTURE.iter().filter(|word| line.folded.contains(*word)).count();
    // "Smith (R) and Jones (D)" are parties: it takes left and right, or left alone.
    let sides = line.folded.contains("(l)") || (placed >= 2 && !line.folded.contains("(d)"));
    if sides {
        return Some((Caption, "says who stands where in a picture"));
    }
    let tail: Vec<&str> = line.folded.rsplit(' ').take(7).collect();
    let credit = |word: &&str| {
        matches!(
            *word,
            "photo:"
                | "photos:"
                | "image:"
                | "picture:"
                | "credit:"
                | "photo/"
                | "photograph:"
                | "pic:"
                | "photo:-"
                | "source:"
        )
    };
    if tail.iter().any(credit) && !line.folded.ends_with(':') {
        return Some((Caption, "ends with a picture's credit"));
    }
    let short = line.words <= 6 && !line.stops;
    (short && (line.folded.contains("getty") || line.folded.ends_with(" photo") && line.folded.contains('/')))
        .then_some((Caption, "a picture's credit"))
}

fn dated(line: &Line) -> Kind {
    stated::is_date_line(line.raw).then_some((Date, "a date and nothing else"))
}

/// `12 comments`, `6 min read`, `1 of 9`, `3 shares`, `2 hours ago`.
fn counts(line: &Line) -> Kind {
    if line.words > 5 {
        return None;
    }
    let bare = line.bare.trim_matches(|c: char| "()".contains(c));
    let words: Vec<&str> = bare.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.chars().next().is_some_and(|c| c.is_ascii_digit());
    match words.as_slice() {
        [n, "comment" | "comments", ..] | ["comments" | "comment", n] if number(n) => {
            Some((Comments, "a count of comments"))
        }
        [n, "share" | "shares" | "views" | "reads" | "likes" | "retweets"] if number(n) => {
            Some((Share, "a count of shares or readers"))
        }
        [n, "min" | "mins" | "minute" | "minutes", "read" | "reading", ..] if number(n) => {
            Some((Other, "how long it takes to read"))
        }
        ["reading", "time", ..] | ["read", "time", ..] | ["estimated", "read", ..] => {
            Some((Other, "how long it takes to read"))
        }
        [n, "of", m] if number(n) && number(m) => Some((Caption, "the number of a picture")),
        [.., _, "ago"] => Some((Date, "how long ago it was published")),
        _ => None,
    }
}

/// Only names of places to share to.
fn social(line: &Line) -> Kind {
    let mut words =
        line.bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek()?;
    let known = [
        "facebook",
        "twitter",
        "whatsapp",
        "email",
        "linkedin",
        "reddit",
        "telegram",
        "pinterest",
        "share",
        "tweet",
        "instagram",
    ];
    let named = line.bare.split(|c: char| !c.is_alphanumeric()).any(|word| known.contains(&word));
    (named && line.words <= 24 && words.all(|word| SOCIAL.contains(&word)))
        .then_some((Share, "names of places to share to"))
}

/// Prose that asks the reader for something: money, an address, membership.
fn appeal(line: &Line) -> Kind {
    let said = ["\"", " said ", " says ", " told "].iter().any(|word| line.folded.contains(word));
    if said || line.words < 6 {
        return None;
    }
    let holds = |word: &str| line.folded.split(|c: char| !c.is_alphanumeric()).any(|other| other == word);
    let asked = holds("you") || holds("your");
    let asking = holds("we") || holds("our") || holds("us");
    let signs = APPEALS.iter().filter(|sign| line.folded.contains(*sign)).count();
    let enough = if asked && asking { APPEAL_SIGNS } else { APPEAL_SIGNS + 1 };
    ((asked || asking) && signs >= enough).then_some((Appeal, "asks the reader to join, give or subscribe"))
}

fn cookies(line: &Line) -> Kind {
    if !line.folded.contains("cookie") || line.folded.contains(" said ") {
        return None;
    }
    let signs = [
        "we use",
        "this website",
        "this site",
        "our site",
        "our website",
        "your experience",
        "you",
        "our ",
        "consent",
        "opt-out",
        "opt out",
        "accept",
        "by continuing",
        "by clicking",
        "preferences",
        "personali",
        "privacy policy",
        "browser",
    ];
    (signs.iter().filter(|sign| line.folded.contains(*sign)).count() >= 3)
        .then_some((Cookies, "asks for consent to cookies"))
}

/// `Jane Doe is a reporter for …`, `Jane has covered …`.
fn biography(line: &Line) -> bool {
    if line.words > 90 || line.raw.starts_with(['"', '“', '‘', '\'']) {
        return false;
    }
    let mut words = line.folded.split(' ');
    let named = line.raw.split_whitespace().take(2).all(|word| word.starts_with(char::is_uppercase));
    let head: Vec<&str> = words.by_ref().take(9).collect();
    let verb = head
        .iter()
        .skip(1)
        .position(|word| matches!(*word, "is" | "covers" | "writes" | "joined" | "has" | "was" | "reports"));
    let Some(verb) = verb.filter(|_| named) else { return false };
    let after = line
        .folded
        .split(' ')
        .skip(verb + 2)
        .take(10)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'));
    let strong = matches!(head.get(verb + 1), Some(&"covers" | &"writes"));
    let writer = after.clone().any(|word| WRITERS.contains(&word) || word == "covered");
    let article =
        line.folded.split(' ').skip(verb + 2).take(2).any(|word| matches!(word, "a" | "an" | "the"))
            || line.folded.contains("'s ")
            || matches!(head.get(verb + 1), Some(&"has" | &"joined" | &"covers" | &"writes"));
    article && (writer || strong && line.folded.contains(" for "))
}

fn without_bullet(bare: &str) -> &str {
    bare.trim_start_matches(|c: char| c.is_ascii_digit() || ". )".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: Option<FurnitureKind>) {
        let found = match judge(&Line::new(raw)) {
            Verdict::Furniture(kind, _) | Verdict::Doubtful(kind, _) => Some(kind),
            Verdict::Open => None,
        };
        assert_eq!(found, expected, "{raw}");
    }

    #[test]
    fn knows_furniture() {
        check("ACME 12.50 Up ▲ 0.31 (2.54%)", Some(Ticker));
        check("Index 100 9,812 -12.4 (-0.13%)", Some(Ticker));
        check("*", Some(Form));
        check("|", Some(Other));
        check("Comments (12)", Some(Comments));
        check("0 comments", Some(Comments));
        check("Leave a Reply", Some(Comments));
        check("Share this story with your friends:", Some(Share));
        check("Facebook Twitter WhatsApp", Some(Share));
        check("We use cookies to improve your visit. By clicking you consent.", Some(Cookies));
        check("Read more: Ferry to run again", Some(Related));
        check("Recommended for you", Some(Related));
        check("Mayor Ann Bell (L) and her deputy (R) at the pier.", Some(Caption));
        check("A ferry at sea. Photo: Jo Bell", Some(Caption));
        check("(Photo by Jo Bell/Getty Images)", Some(Caption));
        check("By Ann Bell", Some(Byline));
        check("Published: 4 March 2031, 16:00", Some(Date));
        check("March\u{a0}4,\u{a0}2031\u{a0}-\u{a0}09:12", Some(Date));
        check("6 min read", Some(Other));
        check("ADVERTISEMENT", Some(Other));
        check("Source: Meridian Press", Some(Credit));
        check("This article first appeared in the Harbour Times.", Some(Credit));
        check("Business", Some(Navigation));
        check("Skip to main content", Some(Navigation));
        check("Ann Bell is a reporter for the Harbour Times.", Some(Byline));
        check(
            "If you like our reporting, join our community: for a few coins a month you can become a patron.",
            Some(Appeal),
        );
    }

    #[test]
    fn leaves_prose_alone() {
        for prose in [
            "Share prices rose for a third day as investors shrugged off the warning.",
            "The court said that cookies, the small files that browsers keep, are personal data.",
            "“We ask you to support our soldiers and donate,” the minister said.",
            "More from the dam than the engineers had planned was lost in the first week.",
            "The index closed at 9,812, up 1.2 percent.",
            "Watch your step, the mayor told the crowd.",
            "Senator Bell (R) and Senator Orr (D) backed the bill.",
            "Reuters reported on Monday that the plant would close.",
            "By March the town had run out of salt, and the council turned to sand.",
            "In 2030",
            "What comes next for the harbour",
        ] {
            check(prose, None);
        }
    }
}
