//! Who wrote it: byline lines, and names without "By", job titles and addresses.
//!
//! Known gaps: names of one word are not read; bylines are English.

/// Longest byline in words: three names with their jobs.
const MOST_WORDS: usize = 22;

/// Words of jobs and desks, which are no part of a name.
const JOBS: &[&str] = &[
    "reporter",
    "writer",
    "editor",
    "correspondent",
    "staff",
    "journalist",
    "columnist",
    "contributor",
    "producer",
    "bureau",
    "desk",
    "analyst",
    "chief",
    "senior",
    "special",
    "political",
    "news",
    "digital",
    "national",
    "author",
    "team",
    "reporters",
    "associated",
    "press",
    "agency",
    "agencies",
    "reuters",
    "afp",
    "ap",
    "editorial",
    "board",
    "photographer",
    "freelance",
    "published",
    "updated",
    "posted",
    "min",
    "read",
    "admin",
    "newsroom",
    "web",
    "online",
    "media",
    "service",
    "magazine",
    "fact",
    "checked",
    "reviewed",
    "verified",
    "expert",
    "executive",
    "content",
    "community",
    "contributing",
    "redaktion",
    "redazione",
    "redacción",
    "rédaction",
];

/// Words of jobs that stand behind a name without a comma: "Ann Bell Staff Writer".
const BEHIND: &[&str] = &[
    "staff",
    "senior",
    "chief",
    "political",
    "reporter",
    "writer",
    "editor",
    "correspondent",
    "columnist",
    "journalist",
    "contributor",
    "producer",
    "analyst",
    "photographer",
    "data",
    "founder",
];

/// Whether `raw` is a line that names the author: "By Ann Bell", "By ANN BELL and Jo Orr, staff writers".
pub(crate) fn is_byline(raw: &str) -> bool {
    let Some(rest) = after_by(raw) else { return false };
    if names_desk(rest) {
        return true;
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return false;
    }
    // A sentence that opens with "By" soon has words in lower case and ends with a stop.
    let named =
        words.iter().take(2).all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()));
    let months = words[0].trim_matches(|c: char| !c.is_alphanumeric());
    let dated = firsthand_text::language::en::month(months).is_some() && !raw.starts_with("BY");
    let lower = words
        .iter()
        .filter(|word| {
            word.starts_with(char::is_lowercase)
                && !matches!(
                    **word,
                    "and"
                        | "for"
                        | "de"
                        | "van"
                        | "von"
                        | "der"
                        | "bin"
                        | "al"
                        | "in"
                        | "on"
                        | "at"
                        | "of"
                        | "the"
                )
        })
        .count();
    let weekday = firsthand_text::language::en::weekday(months).is_some();
    named
        && !dated
        && !weekday
        && (!raw.trim_end().ends_with('.') || words.len() <= 4)
        && lower <= words.len() / 3
}

/// `the harbour desk`, `our staff · 4 March`: a part of the newsroom, and no sentence.
fn names_desk(rest: &str) -> bool {
    let desk = rest.split(['·', '|', '•', '/', '–', '—']).next().unwrap_or("").trim();
    let words: Vec<&str> = desk.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    (2..=6).contains(&words.len())
        && matches!(first.to_ascii_lowercase().as_str(), "the" | "our" | "a" | "an")
        && matches!(
            last.to_ascii_lowercase().as_str(),
            "desk"
                | "staff"
                | "team"
                | "newsroom"
                | "correspondent"
                | "correspondents"
                | "reporter"
                | "reporters"
                | "bureau"
        )
        && rest.split_whitespace().count() <= MOST_WORDS
        && !rest.ends_with('.')
}

/// The authors' names in a byline or an author field.
pub(crate) fn names(raw: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let rest = after_by(raw).unwrap_or(raw.trim());
    let rest = rest.get(..before_date(rest)).unwrap_or(rest);
    let rest = before_label(rest).replace('\u{a0}', " ");
    for piece in rest
        .split([',', '|', '/', ';', '·', '•', '–', '—', '(', '<', '&', '\n'])
        .flat_map(|piece| piece.split(" and "))
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split("  "))
    {
        let piece = piece.split(" for ").next().unwrap_or(piece);
        let piece = piece.split(" For ").next().unwrap_or(piece);
        let piece = piece.split(" in ").next().unwrap_or(piece);
        let piece = after_by(piece).unwrap_or(piece).trim().trim_matches([':', '"', '*']).trim();
        let piece = without_job(before_glue(piece.trim_end_matches('.')));
        if is_name(piece) && !found.iter().any(|name| name == piece) {
            found.push(piece.to_owned());
        }
    }
    found
}

/// Where a word of page software or a job is stuck to a name: "Ann BellCity columnist". Names have
/// capitals inside as well ("McNeill", "DeVito"), but behind few letters.
fn before_glue(piece: &str) -> &str {
    let mut run = 0;
    let mut before = ' ';
    for (at, c) in piece.char_indices() {
        if c.is_uppercase() && before.is_lowercase() && run >= SHORTEST_GLUED {
            return &piece[..at];
        }
        run = if c.is_alphabetic() { run + 1 } else { 0 };
        before = c;
    }
    piece
}

/// Fewest letters of a word behind which a capital begins another.
const SHORTEST_GLUED: usize = 5;

/// A name without the job behind it, where no comma parts them.
fn without_job(piece: &str) -> &str {
    let mut rest = piece;
    while let Some((before, last)) = rest.rsplit_once(' ') {
        if !BEHIND.contains(&last.to_lowercase().as_str()) {
            break;
        }
        rest = before.trim_end();
    }
    if rest.split(' ').count() >= 2 { rest } else { piece }
}

/// What stands before the label of a date, which page software glues to the name: "Ann BellPublished".
fn before_label(rest: &str) -> &str {
    let labels = [
        "Published",
        "Updated",
        "Posted",
        "Last updated",
        "Last Updated",
        "Last modified",
        "PUBLISHED",
        "UPDATED",
    ];
    let end = labels.iter().filter_map(|label| rest.find(label)).filter(|at| *at > 0).min();
    rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest)
}

/// Whether words with capitals are a label or a link of page software and no name.
pub(crate) fn is_label(name: &str) -> bool {
    const LABELS: &[&str] = &[
        "written",
        "by",
        "full",
        "bio",
        "last",
        "modified",
        "download",
        "certified",
        "view",
        "read",
        "all",
        "posts",
        "follow",
        "share",
        "print",
        "about",
        "author",
        "meet",
        "more",
        "profile",
        "see",
        "learn",
        "contact",
        "our",
        "your",
        "us",
        "home",
        "article",
        "articles",
        "story",
        "stories",
        "comments",
        "subscribe",
        "newsletter",
        "email",
        "save",
        "listen",
        "watch",
        "get",
        "start",
        "try",
        "free",
        "guide",
        "add",
        "back",
        "next",
        "previous",
        "related",
        "latest",
        "top",
        "best",
        "how",
        "what",
        "why",
        "case",
        "table",
        "sponsored",
        "contents",
        "minutes",
        "minute",
        "specialist",
        "consultant",
        "manager",
        "director",
        "final",
        "verdict",
        "quick",
        "links",
        "frequently",
        "asked",
        "questions",
        "privacy",
        "policy",
        "conditions",
        "lead",
        "reviewer",
        "founder",
        "please",
        "wait",
        "search",
        "options",
        "official",
        "thoughts",
        "configuration",
    ];
    name.split_whitespace().any(|word| LABELS.contains(&word.to_lowercase().as_str()))
}

/// Where the date begins that stands behind a name without a comma: "Ann Bell March 4, 2031".
fn before_date(rest: &str) -> usize {
    let mut at = 0;
    let mut words = rest.split_inclusive(' ').peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let figure = |next: &&str| next.starts_with(|c: char| c.is_ascii_digit());
        if at > 0 && firsthand_text::language::en::month(bare).is_some() && words.peek().is_some_and(figure) {
            return at;
        }
        at += word.len();
    }
    rest.len()
}

/// Whether a line names somebody who checked or edited the text, or took its pictures.
pub(crate) fn is_check(raw: &str) -> bool {
    const CHECKS: &[&str] = &[
        "reviewed",
        "review",
        "edited",
        "editor",
        "fact",
        "fact-checked",
        "medically",
        "updated",
        "photo",
        "photos",
        "photograph",
        "photographs",
        "photography",
        "illustration",
        "illustrations",
        "video",
        "image",
        "translated",
        "checked",
        "verified",
        "curated",
    ];
    let first = raw.split(|c: char| c.is_whitespace() || c == ':').find(|word| !word.is_empty());
    first.is_some_and(|word| CHECKS.contains(&word.to_lowercase().as_str()))
}

/// A name that page data says is a person's, where [`names`] finds none in it: of one word, or in
/// lower case. An account's name ("admin", an address) is none.
pub(crate) fn data_name(raw: &str) -> Option<&str> {
    let raw = after_by(raw).unwrap_or(raw).trim();
    let words: Vec<&str> = raw.split_whitespace().collect();
    let letters = |word: &&str| word.chars().all(|c| c.is_alphabetic() || "'’.-‑".contains(c));
    let job = |word: &&str| JOBS.contains(&word.to_lowercase().trim_matches('.'));
    let fits = (1..=4).contains(&words.len())
        && words.iter().all(letters)
        && !words.iter().any(job)
        && raw.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    // One word in lower case is how an account is named.
    (fits && (words.len() > 1 || raw.starts_with(char::is_uppercase))).then_some(raw)
}

/// Two to four words that begin with capitals, none of a job.
pub(crate) fn is_name(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let particle = |word: &str| {
        matches!(
            word,
            "de" | "da"
                | "di"
                | "du"
                | "van"
                | "von"
                | "der"
                | "den"
                | "al"
                | "el"
                | "bin"
                | "ben"
                | "la"
                | "le"
                | "dos"
                | "del"
                | "ibn"
                | "ter"
        )
    };
    (2..=5).contains(&words.len())
        && piece.len() < 60
        && !words[0].eq_ignore_ascii_case("the")
        && words[0].starts_with(char::is_uppercase)
        && words.iter().all(|word| {
            let letters = word.chars().all(|c| c.is_alphabetic() || "'’.-‑".contains(c));
            letters
                && (word.starts_with(char::is_uppercase) || particle(word) || word.contains(['\'', '’', '-']))
        })
        && !words.iter().any(|word| JOBS.contains(&word.to_lowercase().trim_matches('.')))
}

fn after_by(raw: &str) -> Option<&str> {
    let raw = raw.trim_start_matches(|c: char| c.is_whitespace() || "—–-|•*".contains(c));
    let lower = raw
        .get(..raw.len().min(16))
        .or_else(|| raw.get(..raw.char_indices().nth(10).map_or(raw.len(), |(at, _)| at)))?;
    let lower = lower.to_ascii_lowercase();
    for begin in
        ["written by ", "posted by ", "story by ", "words by ", "text by ", "report by ", "by: ", "by "]
    {
        if lower.starts_with(begin) {
            return raw.get(begin.len()..).map(str::trim);
        }
    }
    // "ByAnn Bell": page software forgot the space.
    if raw.starts_with("By") && raw[2..].starts_with(char::is_uppercase) {
        return Some(&raw[2..]);
    }
    lower.starts_with("by\u{a0}").then(|| raw.get(4..).map(str::trim)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let found = if is_byline(raw) { names(raw).join("; ") } else { "no byline".to_owned() };
        assert_eq!(found, expected, "{raw}");
    }

    #[test]
    fn reads_bylines() {
        check("By Ann Bell", "Ann Bell");
        check("BY ANN BELL", "ANN BELL");
        check("By Ann Bell and Jo van der Orr, Staff Writers", "Ann Bell; Jo van der Orr");
        check("By Ann Bell, Harbour Desk | ann@harbour.example", "Ann Bell");
        check("By Ann Bell | Associated Press", "Ann Bell");
        check("By Edna KeenanCity columnist", "Edna Keenan");
        check("By Ann McNeill and Jo DeVito", "Ann McNeill; Jo DeVito");
        check("By Ann Bell Data Reporter", "Ann Bell");
        check("by Ann Bell - 12/22/23 12:24 PM ET", "Ann Bell");
        check("By the time it ended, the town had no salt left.", "no byline");
        check("By Monday the water had gone.", "no byline");
        check("By March 4", "no byline");
        check("By Our Correspondent", "");
        check("By the Harbour desk · 4 March 2031, 18:05", "");
        check("By the staff of the inn they were well looked after", "no byline");
        check("By Ann Bell in North Harbour", "Ann Bell");
        check("By far the largest dam in the whole of the region", "no byline");
        check("By é", "no byline");
        check("By É", "");
    }
}
