//! One block judged by itself: what furniture it certainly is, or how much it looks like prose.

use super::Line;
use super::habits::habit;
use super::phrases::phrases;
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
        .or_else(|| habit(line))
        .or_else(|| caption(line))
        .or_else(|| dated(line))
        .or_else(|| counts(line))
        .or_else(|| social(line))
        .or_else(|| appeal(line))
        .or_else(|| cookies(line));
    if let Some((kind, reason)) = kind {
        return Verdict::Furniture(kind, reason);
    }
    if phrases().is_section(&line.bare) {
        return Verdict::Doubtful(Navigation, "name of a section, alone on its line");
    }
    if job(line) {
        return Verdict::Doubtful(Byline, "names a job in a newsroom");
    }
    if biography(line) {
        return Verdict::Doubtful(Byline, "says who the author is");
    }
    Verdict::Open
}

/// Whether a piece of a line names the author or the desk.
pub(super) fn names_author(piece: &str) -> bool {
    byline::is_byline(piece)
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
    let phrases = phrases();
    if line.words <= LONGEST_WHOLE
        && let Some(kind) = phrases.whole(without_bullet(&line.bare))
    {
        return Some((kind, "a line that page software prints"));
    }
    let begins = line.folded.trim_start_matches(|c: char| "•*-|> ".contains(c));
    // A sentence may open with such words ("Share prices rose …"); a label has its colon.
    let sentence = line.stops && line.words > 6 && !begins.contains(':');
    let kind =
        phrases.beginning(begins, line.words).find(|kind| !(sentence && matches!(kind, Share | Related)));
    if let Some(kind) = kind {
        return Some((kind, "begins like a line that page software or the newsroom adds"));
    }
    if let Some(kind) = phrases.part(line) {
        return Some((kind, "holds words that page software or the newsroom adds"));
    }
    label(line)
        .or_else(|| address(line))
        .or_else(|| byline::is_byline(line.raw).then_some((Byline, "names the author")))
}

/// `MORE STORIES: …`, `More from …`: a label in capitals that sends the reader elsewhere.
fn label(line: &Line) -> Kind {
    let related = "leads to another article";
    if let Some((label, _)) = line.raw.split_once(':')
        && label.len() < 30
        && !label.contains(char::is_lowercase)
    {
        let words = ["READ", "WATCH", "MORE", "LISTEN", "RELATED", "SEE", "READING"];
        if label.split(' ').any(|word| words.contains(&word)) {
            return Some((Related, related));
        }
    }
    let titled = line
        .raw
        .split_whitespace()
        .skip(1)
        .all(|word| word.len() < 4 || word.starts_with(|c: char| !c.is_lowercase()));
    (line.folded.starts_with("more ") && line.words <= 6 && line.words > 1 && !line.stops && titled)
        .then_some((Related, related))
}

/// Where to write to the author, and whose post on another site is shown here.
fn address(line: &Line) -> Kind {
    if line.words > 45 || !line.raw.contains('@') {
        return None;
    }
    let asks = ["contact", "email", "e-mail", "reach", "follow", "tips", "send", "write to"]
        .iter()
        .any(|word| line.folded.contains(word));
    let mail = line.folded.split(' ').any(|word| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    });
    if mail && asks && line.words <= 30 {
        return Some((Other, "an address to write to"));
    }
    let handle = line.folded.contains("(@")
        || line.folded.split(' ').next_back().is_some_and(|word| word.starts_with('@') && word.len() > 2);
    (handle && (line.words <= 8 || line.raw.starts_with(['—', '–', '-']) && line.words <= 14))
        .then_some((Other, "whose post on another site is shown"))
}

fn caption(line: &Line) -> Kind {
    if line.words > 70 {
        return None;
    }
    // All that says where somebody stands is in brackets.
    let brackets = line.folded.contains('(');
    let placed = || phrases().in_picture.iter().filter(|word| line.folded.contains(*word)).count();
    // "Smith (R) and Jones (D)" are parties: it takes left and right, or left alone.
    let sides = brackets && (line.folded.contains("(l)") || placed() >= 2 && !line.folded.contains("(d)"));
    if sides {
        return Some((Caption, "says who stands where in a picture"));
    }
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
    if line.folded.contains([':', '/'])
        && line.folded.rsplit(' ').take(7).any(|word| credit(&word))
        && !line.folded.ends_with(':')
    {
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
    let named = || line.bare.split(|c: char| !c.is_alphanumeric()).any(|word| known.contains(&word));
    (line.words <= 24 && named() && words.all(|word| phrases().is_social(word)))
        .then_some((Share, "names of places to share to"))
}

/// Prose that asks the reader for something: money, an address, membership.
fn appeal(line: &Line) -> Kind {
    if line.words < 6 {
        return None;
    }
    let (mut asked, mut asking) = (false, false);
    for word in line.folded.split(|c: char| !c.is_alphanumeric()) {
        asked |= matches!(word, "you" | "your");
        asking |= matches!(word, "we" | "our" | "us");
    }
    let said = || ["\"", " said ", " says ", " told "].iter().any(|word| line.folded.contains(word));
    if !(asked || asking) || said() {
        return None;
    }
    let signs = phrases().appeals.iter().filter(|sign| line.folded.contains(*sign)).count();
    let enough = if asked && asking { APPEAL_SIGNS } else { APPEAL_SIGNS + 1 };
    (signs >= enough).then_some((Appeal, "asks the reader to join, give or subscribe"))
}

fn cookies(line: &Line) -> Kind {
    if line.folded.contains(" said ") {
        return None;
    }
    // Dialogues after the IAB's framework speak of partners, devices and data, often without the word. So
    // does news of privacy, but not in the first person.
    let ours = line.folded.contains("we and our ");
    let framework = ours && line.folded.contains("partners") && line.folded.contains("consent");
    if !(line.folded.contains("cookie") || framework) {
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
    let of_dialogues = ["partners", "personal data", "device", "advertising"];
    let signs = signs.iter().chain(of_dialogues.iter().filter(|_| ours));
    (signs.filter(|sign| line.folded.contains(**sign)).count() >= 3)
        .then_some((Cookies, "asks for consent to cookies"))
}

/// `Jane Doe is a reporter for …`, `Jane has covered …`.
fn biography(line: &Line) -> bool {
    if line.words > 90 || line.words < 4 || line.raw.starts_with(['"', '“', '‘', '\'']) {
        return false;
    }
    let raw: Vec<&str> = line.raw.split_whitespace().take(20).collect();
    let named = raw.iter().take_while(|word| word.starts_with(char::is_uppercase)).count();
    let opener = firsthand_text::language::en::opens_sentence(raw[0]);
    let Some(verb) = raw.get(named).filter(|_| (1..=6).contains(&named) && !opener) else { return false };
    let after = raw.iter().skip(named + 1).take(if named == 1 { 7 } else { 10 });
    let words = || {
        after
            .clone()
            .map(|word| word.to_lowercase())
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_owned())
    };
    let writer = words().any(|word| phrases().is_writer(&word));
    match *verb {
        "is" | "was" => writer,
        "has" | "joined" => {
            words().next().is_some_and(|word| {
                matches!(word.as_str(), "covered" | "written" | "been" | "reported" | "the")
            }) && (writer || words().any(|word| matches!(word.as_str(), "covered" | "writing" | "covering")))
        }
        "covers" | "writes" | "reports" => {
            words().any(|word| matches!(word.as_str(), "for" | "about" | "on" | "at"))
                && !line.folded.contains(" said")
        }
        _ => false,
    }
}

/// `Senior Editor, Harbour Times`: a job and nothing else.
fn job(line: &Line) -> bool {
    line.words <= 9
        && !line.stops
        && line.folded.split(|c: char| !c.is_alphanumeric()).any(|word| phrases().is_writer(word))
        && line.raw.split_whitespace().all(|word| {
            !word.starts_with(char::is_lowercase)
                || matches!(word, "of" | "and" | "for" | "at" | "the" | "in")
        })
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
        check(
            "We and our 30 partners store cookies on a device and process personal data for advertising.",
            Some(Cookies),
        );
        check(
            "With your permission we and our partners may scan your device. You may consent.",
            Some(Cookies),
        );
        check(
            "The firm gave personal data to partners for advertising without consent, the fine says.",
            None,
        );
        check("Cookies on a device help advertising firms and their partners gather personal data.", None);
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
