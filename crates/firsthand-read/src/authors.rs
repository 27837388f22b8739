//! Who wrote an article, by its page's data and by what it shows beside the article.
//!
//! In: names that markup gave, the article's furniture with its kinds. Out: people. The line that a
//! page shows its readers stands before what it tells machines where both name somebody: page
//! software fills in the newspaper, or one author of three. An organisation is no author; an agency
//! behind a person's name is credited.
//!
//! Known gaps: one person under two spellings is two; names of one word are only taken from data
//! that says they are a person's.

use crate::FurnitureKind::{Byline, Comments, Date, Navigation};
use crate::{Article, Furniture, agency, byline, furniture};
use firsthand_text::{Folded, Span};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Lines above the first paragraph, where there is no headline, among which the author's may be.
const ABOVE: usize = 8;

/// Lines behind the article among which the author's may be.
const BEHIND: usize = 6;

/// Most names in an author's element of which none begins with a given name that is known.
const MOST_UNKNOWN: usize = 3;

/// Most bytes of a line that names the author; a longer one tells of him.
const LONGEST: usize = 160;

/// The people who wrote the article: `told` is whom markup names.
pub(crate) fn authors(article: &Article, told: &[String]) -> Vec<String> {
    let told: Vec<String> = told.to_vec();
    let shown = shown(article);
    if shown.names.is_empty() {
        return told;
    }
    let known = |name: &String| told.iter().any(|other| same(other, name));
    let held = |name: &String| shown.names.iter().any(|other| same(other, name));
    // A line that says "by" names them all; a name alone may be of one of several boxes.
    if told.is_empty() || told.iter().all(held) && shown.said || shown.said && !shown.names.iter().any(known)
    {
        shown.names
    } else {
        told
    }
}

/// The names beside the article, and whether a line says that they wrote it.
#[derive(Default)]
struct Shown {
    names: Vec<String>,
    said: bool,
}

fn shown(article: &Article) -> Shown {
    let text = article.text.as_str();
    let first = article.first_below().unwrap_or(text.len());
    let end = article.body.last().map_or(text.len(), |span| span.end);
    let above = article.furniture.iter().take_while(|item| item.span.end <= first).count();
    let from = match article.title_span.filter(|title| title.end <= first) {
        Some(title) => article.furniture.iter().take_while(|item| item.span.end <= title.start).count(),
        None => above.saturating_sub(ABOVE),
    };
    let beside = article.furniture.get(from..above).unwrap_or_default();
    let mut found = Shown::default();
    for item in beside {
        if !matches!(item.kind, Byline | Date) {
            // What says "by" further down is of another box.
            if found.said {
                break;
            }
            continue;
        }
        let raw = item.span.of(text);
        let said = byline::is_byline(raw);
        if found.said && !said {
            continue;
        }
        let mut names = named(article, item);
        if !said {
            guessed(&mut names, item, article);
            match (found.names.iter().any(|name| given(name)), names.iter().any(|name| given(name))) {
                (true, false) => continue,
                (false, true) => found.names.clear(),
                // Of several boxes the first is the author's.
                (false, false) if !found.names.is_empty() => continue,
                _ => {}
            }
        }
        for name in names {
            if said && !found.said {
                // What stood alone above was another box.
                found.names.retain(|known| same(known, &name));
                found.said = true;
            }
            if !found.names.iter().any(|known| same(known, &name)) {
                found.names.push(name);
            }
        }
    }
    if found.names.is_empty() {
        // A teaser above the line may have been taken for the first paragraph.
        let within = article.furniture[above..].iter().take_while(|item| item.span.start < end);
        let mut said = within.filter(|item| byline::is_byline(item.span.of(text)));
        found.names = said.next().map(|item| named(article, item)).unwrap_or_default();
        found.said = !found.names.is_empty();
    }
    if found.names.is_empty() {
        // Behind the first comment stand the names of those who comment.
        let behind = article.furniture.iter().filter(|item| item.span.start >= end);
        let behind = behind.take_while(|item| item.kind != Comments).take(BEHIND);
        let said = |item: &&Furniture| item.kind == Byline || byline::is_byline(item.span.of(text));
        let mut names = behind.filter(said).flat_map(|item| {
            let mut names = named(article, item);
            guessed(&mut names, item, article);
            names
        });
        // Two different people behind the article are two boxes, or it is a list of teasers.
        if let Some(one) = names.next()
            && names.all(|other| same(&other, &one))
        {
            found.names.push(one);
        }
    }
    found
}

/// Leaves of the names in a line that doesn't say "by" those that are likely to be a person's: in an
/// element that page software calls the author's names that are no label; elsewhere names that begin
/// with a given name, or that the page tells of once more, for sections and places are written alike.
fn guessed(names: &mut Vec<String>, item: &Furniture, article: &Article) {
    names.retain(|name| !byline::is_label(name));
    if !names.iter().any(|name| given(name)) {
        if item.kind == Byline && item.reason.starts_with("stands in") {
            names.truncate(MOST_UNKNOWN);
        } else {
            names.retain(|name| is_told_of(name, item, article));
        }
    }
}

/// Whether another element that is called the author's has the name, or a line behind the article
/// begins to tell of it: "Orvin Quill is …".
fn is_told_of(name: &str, item: &Furniture, article: &Article) -> bool {
    const VERBS: &[&str] = &["is", "was", "has", "writes", "covers", "reports", "works", "joined", "lives"];
    let text = article.text.as_str();
    let tells = |line: &str| {
        let verb = line.trim_start().strip_prefix(name).and_then(|rest| rest.split_whitespace().next());
        verb.is_some_and(|verb| VERBS.contains(&verb))
    };
    let end = article.body.last().map_or(0, |span| span.end);
    let last = article.body.iter().rev().take(BEHIND).any(|span| tells(span.of(text)));
    last || article.furniture.iter().filter(|other| other.span != item.span).any(|other| {
        let line = other.span.of(text);
        let called = other.kind == Byline && other.reason.starts_with("stands in") && line.contains(name);
        called || other.span.start >= end && tells(line)
    })
}

/// Given names besides those that tell outlets from people in credits.
static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("given.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

fn given(name: &str) -> bool {
    let first = first_word(name);
    furniture::phrases().is_given_name(&first) || GIVEN.contains(first.as_str())
}

/// The people whom a line beside the article names.
fn named(article: &Article, item: &Furniture) -> Vec<String> {
    let raw = item.span.of(article.text.as_str());
    if raw.len() > LONGEST || byline::is_check(raw) {
        return Vec::new();
    }
    let names = byline::names(raw).into_iter().enumerate();
    // Links of page software follow the name on its line.
    let fits = |(at, name): &(usize, String)| {
        (*at == 0 || !byline::is_label(name)) && !is_organisation(name, article)
    };
    names.filter(fits).map(|(_, name)| name).collect()
}

/// The agencies that a line of authors names behind them: "By Ann Bell, PA".
pub(crate) fn agencies(text: &str, span: Span) -> Vec<Span> {
    let raw = span.of(text);
    if raw.len() > LONGEST || !byline::is_byline(raw) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = span.start;
    for piece in raw.split_inclusive([',', '|', '/', '(', ')', '·', '•', '–', '—']) {
        let here = Span::new(at, at + piece.len()).trim(text);
        at += piece.len();
        let bare = piece.trim_end_matches([',', '|', '/', '(', ')', '·', '•', '–', '—']);
        let bare = bare.trim();
        let start = here.start + here.of(text).find(bare).unwrap_or(0);
        if agency::named(bare).is_some() {
            found.push(Span::new(start, start + bare.len()));
        }
    }
    found
}

/// Whether a name is the outlet's, an agency's, or sounds like a paper's.
fn is_organisation(name: &str, article: &Article) -> bool {
    // A site of one person bears the person's name.
    let person = byline::is_name(name) && given(name);
    let outlet = !person && article.outlet.as_ref().is_some_and(|outlet| same(&outlet.name, name));
    outlet || agency::named(name).is_some() || agency::sounds_like_outlet(name)
}

fn first_word(name: &str) -> String {
    name.split(' ').next().unwrap_or("").to_lowercase()
}

/// Whether two names are one but for case, marks and an article.
pub(crate) fn same(left: &str, right: &str) -> bool {
    let letters = |name: &str| -> String {
        let folded = Folded::new(name);
        let bare = folded.as_str();
        bare.strip_prefix("the ").unwrap_or(bare).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let left = letters(left);
    !left.is_empty() && left == letters(right)
}

/// Whether a line is of the outlet's name alone, which page software prints where authors stand.
pub(crate) fn settle(article: &mut Article) {
    let Some(outlet) = article.outlet.as_ref().map(|outlet| outlet.name.clone()) else { return };
    let text = article.text.as_str().to_owned();
    let own = |item: &&mut Furniture| item.kind == Byline && same(item.span.of(&text), &outlet);
    for item in article.furniture.iter_mut().filter(own) {
        item.kind = Navigation;
        item.reason = "the outlet's name, alone on its line".into();
    }
}

#[cfg(test)]
mod tests {
    use crate::{Capture, read};

    const PROSE: &str = "The ferry company said on Monday that it would run the service again from the first week of next month.";

    /// Names and credits of a page with this head and these lines under the headline and below the text.
    fn check(head: &str, under: &str, below: &str, expected: &str) {
        let html = format!(
            "<html lang=en><head>{head}</head><body><h1>Ferry to run again in spring</h1>{under}<p>{PROSE}</p><p>{PROSE} More.</p>{below}</body></html>"
        );
        let bytes = html.clone().into_bytes();
        let article = &read(&Capture { file: None, url: None, captured: None, bytes }).articles[0];
        let credits: Vec<&str> = article.credits.iter().map(|credit| credit.agency.as_str()).collect();
        assert_eq!(format!("{} | {}", article.byline.join("; "), credits.join("; ")), expected, "{html}");
    }

    fn data(author: &str) -> String {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Ferry to run again in spring\",\"author\":{author},\"publisher\":{{\"name\":\"Quay Bay\"}}}}</script>"
        )
    }

    #[test]
    fn reads_shown_authors() {
        check("", "<p class=byline>By Ann Bell</p>", "", "Ann Bell | ");
        check("", "<div class=author>Ann Bell</div>", "", "Ann Bell | ");
        check("", "<p>Written by Ann Bell and Jo Orr</p>", "", "Ann Bell; Jo Orr | ");
        check("", "<p>Ann Bell | 4 March 2031</p>", "", "Ann Bell | ");
        check("", "<p>By Ann Bell March 4, 2031</p>", "", "Ann Bell | ");
        check(
            "",
            "<div class=author>Written By</div><div class=author>Ann Bell</div><div class=author>Certified Diver</div>",
            "",
            "Ann Bell | ",
        );
        check("", "<div class=author>Ann BellPublished: 4 March 2031</div>", "", "Ann Bell | ");
        check("", "<p>By Ann Bell For Quay Online</p><p>Ships</p><p>By Jo Orr</p>", "", "Ann Bell | ");
        check("", "<p>By A. J. Neal &nbsp;&nbsp; Print This</p>", "", "A. J. Neal | ");
        check("", "<p>Reviewed by Ann Bell</p>", "", " | ");
        check("", "<p>North Quay | 4 March 2031</p>", "", " | ");
        check("", "<p>North Quay</p>", "", " | ");
        check(
            "",
            "<p>Orvin Quill | 4 March 2031</p>",
            "<p>Orvin Quill is a writer in Oslo.</p>",
            "Orvin Quill | ",
        );
        check("", "<div class=author>Orvin Quill</div>", "", "Orvin Quill | ");
        check("", "<div class=author>Final Verdict</div>", "", " | ");
        check("", "", "<p class=author>Ann Bell</p>", "Ann Bell | ");
        check("", "", "<p class=author>Ann Bell</p><p class=author>Jo Orr</p>", " | ");
        check("", "<p>By Ann Bell, PA</p>", "", "Ann Bell | PA");
        check("", "<p>By Ann Bell | Associated Press</p>", "", "Ann Bell | Associated Press");
        check("", "<p class=byline>By the Harbour Herald</p>", "", " | ");
    }

    #[test]
    fn weighs_data_and_display() {
        let ann = data(r#"{"@type":"Person","name":"Ann Bell"}"#);
        check(&ann, "", "", "Ann Bell | ");
        check(&ann, "<p>By Ann Bell and Jo Orr</p>", "", "Ann Bell; Jo Orr | ");
        check(&ann, "<p>By Jo Orr</p>", "", "Jo Orr | ");
        check(&ann, "<p class=author>Jo Orr</p>", "", "Ann Bell | ");
        check(&data(r#"{"@type":"Organization","name":"Quay Bay"}"#), "<p>By Jo Orr</p>", "", "Jo Orr | ");
        check(&data(r#"{"@type":"Organization","name":"Upper Quay"}"#), "", "", " | ");
        check(&data(r#""Quay Bay""#), "", "", " | ");
        check(&data(r#"{"@type":"Person","name":"ann bell"}"#), "", "", "ann bell | ");
        check(&data(r#"{"@type":"Person","name":"Bellina"}"#), "", "", "Bellina | ");
        check(&data(r#"{"@type":"Person","name":"admin"}"#), "", "", " | ");
        check(&data(r#"{"@type":"Person","name":"Ann Bell Quay Bay"}"#), "", "", "Ann Bell | ");
    }
}
