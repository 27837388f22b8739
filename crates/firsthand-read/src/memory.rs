//! What an outlet prints on many of its pages is furniture, whatever a single page makes of it.
//!
//! In: the articles of a pile, each read by itself. Out: for each outlet the blocks that recur in the
//! bodies of its articles ([`Memory`], [`Habits`]); a body loses them to its furniture, with that
//! reason. Every page of the pile makes it sharper. What it knows depends on the set of articles, not
//! on their order.
//!
//! What recurs isn't always furniture, and a lost paragraph is worse than a line too many:
//!
//! - revisions of one address are one page, and pages that share much of their bodies are one article
//!   (a copy in another section, a live page captured twice): what recurs only among them proves nothing;
//! - what other outlets print too is an agency's copy or its background, and stays;
//! - a paragraph that doesn't speak to the reader may be the newsroom's own background to a running
//!   story: it must recur in most of the outlet's articles;
//! - a body never loses its only paragraph, nor a first paragraph that is nobody else's first (a teaser
//!   on other pages).
//!
//! Known gaps: outlets are told by the host of the address, else by name; an outlet with two hosts is
//! two. Words that speak to the reader are English.

use crate::{Article, Furniture, FurnitureKind};
use firsthand_text::{Span, folded};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use xxhash_rust::xxh3::xxh3_64;

/// Fewest articles of an outlet, each different from the others, in which a block recurs.
const FEWEST: usize = 3;

/// Fewest such articles for a paragraph that doesn't speak to the reader, and the share of the
/// outlet's articles in tenths.
const FEWEST_PARAGRAPHS: usize = 5;
const MOST_ARTICLES: usize = 6;

/// Share of the smaller body, one in so many, from which two pages that have it in common are one
/// article.
const SAME_ARTICLE: usize = 3;

/// Pages with a block that are compared with each other; more don't change the answer.
const COMPARED: usize = 64;

/// Fewest words of a block with a stop that is a paragraph.
const PARAGRAPH: usize = 12;

/// Most words of a block that may be furniture.
const LONGEST: usize = 120;

/// Words that speak to the reader, or of the page itself.
const TO_THE_READER: &[&str] = &[
    "you",
    "your",
    "our",
    "us",
    "we",
    "subscribe",
    "newsletter",
    "newsletters",
    "inbox",
    "download",
    "app",
    "follow",
    "click",
    "tap",
    "copyright",
    "©",
    "cookies",
    "donate",
    "subscribers",
    "email",
];

/// The blocks of an outlet's bodies, while the pile is being read.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Outlet, address, and the blocks of its body with their lengths, first ones apart.
    outlets: BTreeMap<String, BTreeMap<String, Page>>,
}

/// The body of one page, all its revisions together.
#[derive(Clone, Debug, Default)]
struct Page {
    /// Length in bytes of each block, by its hash.
    blocks: BTreeMap<u64, usize>,
    /// Hashes of first paragraphs.
    first: BTreeSet<u64>,
}

/// What is known of outlets when the pile is read.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// By outlet, hashes of the blocks that are furniture, with the number of pages that have each.
    outlets: BTreeMap<String, BTreeMap<u64, Habit>>,
}

#[derive(Clone, Copy, Debug)]
struct Habit {
    pages: usize,
    /// Pages that begin with it.
    first_of: usize,
}

impl Memory {
    /// Notes the body of an article.
    pub fn note(&mut self, article: &Article) {
        let Some(outlet) = outlet(article) else { return };
        let page = self.outlets.entry(outlet).or_default().entry(address(article)).or_default();
        for (i, span) in article.body.iter().enumerate() {
            let hash = block(article, *span);
            page.blocks.insert(hash, span.len());
            if i == 0 {
                page.first.insert(hash);
            }
        }
    }

    /// What the pages that were noted tell of their outlets.
    pub fn habits(&self, articles: &[Article]) -> Habits {
        let recurring = self.recurring();
        let mut habits = Habits::default();
        for article in articles {
            let Some(name) = outlet(article) else { continue };
            let Some(candidates) = recurring.get(name.as_str()) else { continue };
            let text = article.text.as_str();
            for span in &article.body {
                let hash = block(article, *span);
                let Some(found) = candidates.get(&hash) else { continue };
                let known = habits.outlets.entry(name.clone()).or_default();
                if !known.contains_key(&hash) && is_furniture(span.of(text), found) {
                    known.insert(hash, Habit { pages: found.pages, first_of: found.first_of });
                }
            }
        }
        habits
    }

    /// By outlet, the blocks that recur in different articles of it and of no other outlet.
    fn recurring(&self) -> BTreeMap<&str, HashMap<u64, Recurring>> {
        let mut outlets_of: HashMap<u64, (usize, bool)> = HashMap::new();
        for (number, pages) in self.outlets.values().enumerate() {
            for hash in pages.values().flat_map(|page| page.blocks.keys()) {
                let (first, several) = outlets_of.entry(*hash).or_insert((number, false));
                *several |= *first != number;
            }
        }
        let mut found = BTreeMap::new();
        for (name, pages) in &self.outlets {
            let pages: Vec<&Page> = pages.values().collect();
            if pages.len() < FEWEST {
                continue;
            }
            let mut pages_of: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
            for (at, page) in pages.iter().enumerate() {
                for hash in page.blocks.keys() {
                    pages_of.entry(*hash).or_default().push(at);
                }
            }
            let all = different(&pages, &(0..pages.len()).collect::<Vec<_>>());
            let recurring: HashMap<u64, Recurring> = pages_of
                .into_iter()
                .filter(|(hash, of)| {
                    of.len() >= FEWEST && outlets_of.get(hash).is_some_and(|(_, several)| !several)
                })
                .filter_map(|(hash, of)| {
                    let articles = different(&pages, &of);
                    let first_of = of.iter().filter(|at| pages[**at].first.contains(&hash)).count();
                    (articles >= FEWEST)
                        .then_some((hash, Recurring { pages: of.len(), first_of, articles, all }))
                })
                .collect();
            found.insert(name.as_str(), recurring);
        }
        found
    }
}

/// A block that recurs.
#[derive(Clone, Copy, Debug)]
struct Recurring {
    /// Pages that have it.
    pages: usize,
    /// Pages that begin with it.
    first_of: usize,
    /// Different articles that have it, and different articles of the outlet; both of at most
    /// [`COMPARED`] pages.
    articles: usize,
    all: usize,
}

/// How many different articles are among pages: of each group that shares much of its bodies one counts.
fn different(pages: &[&Page], of: &[usize]) -> usize {
    let mut apart: Vec<&Page> = Vec::new();
    for at in of.iter().take(COMPARED) {
        if apart.iter().all(|other| !is_same_article(pages[*at], other)) {
            apart.push(pages[*at]);
        }
    }
    apart.len()
}

fn is_same_article(left: &Page, right: &Page) -> bool {
    let length = |page: &Page| page.blocks.values().sum::<usize>();
    let (small, large) = if left.blocks.len() <= right.blocks.len() { (left, right) } else { (right, left) };
    let shared: usize = small
        .blocks
        .iter()
        .filter(|(hash, _)| large.blocks.contains_key(hash))
        .map(|(_, length)| length)
        .sum();
    shared * SAME_ARTICLE >= length(left).min(length(right))
}

/// Whether a block that recurs is furniture, by what it says.
fn is_furniture(raw: &str, found: &Recurring) -> bool {
    let words = raw.split_whitespace().count();
    if words > LONGEST {
        return false;
    }
    let folded = folded(raw);
    let paragraph = words >= PARAGRAPH && crate::furniture::stops(raw);
    let quoted = folded.contains('"');
    let speaks =
        folded.split(|c: char| !(c.is_alphanumeric() || c == '©')).any(|word| TO_THE_READER.contains(&word));
    if !paragraph || speaks && !quoted {
        return true;
    }
    found.articles >= FEWEST_PARAGRAPHS && found.articles * 10 >= found.all * MOST_ARTICLES
}

impl Habits {
    /// Moves what the article's outlet prints on many pages from its body to its furniture.
    pub fn settle(&self, article: &mut Article) {
        let Some(known) = outlet(article).and_then(|outlet| self.outlets.get(&outlet)) else { return };
        let verdicts: Vec<Option<Habit>> = article
            .body
            .iter()
            .enumerate()
            .map(|(i, span)| {
                let habit = known.get(&block(article, *span)).copied()?;
                // The teaser on other pages is this article's own first paragraph.
                (i > 0 || habit.first_of > 1).then_some(habit)
            })
            .collect();
        if verdicts.iter().all(Option::is_some) || verdicts.iter().all(Option::is_none) {
            return;
        }
        let body = std::mem::take(&mut article.body);
        for (span, verdict) in body.into_iter().zip(verdicts) {
            match verdict {
                None => article.body.push(span),
                Some(habit) => {
                    let reason = format!("stands on {} pages of this outlet", habit.pages);
                    article.furniture.push(Furniture { kind: FurnitureKind::Other, span, reason });
                }
            }
        }
        article.furniture.sort_by_key(|item| item.span.start);
    }
}

/// Who published an article: the host of its address, else its outlet's name.
fn outlet(article: &Article) -> Option<String> {
    let host = article.url.as_deref().and_then(|url| {
        let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?.to_ascii_lowercase();
        let bare = ["www.", "m.", "amp."].iter().find_map(|prefix| host.strip_prefix(prefix));
        Some(bare.unwrap_or(&host).to_owned()).filter(|host| !host.is_empty())
    });
    host.or_else(|| Some(folded(&article.outlet.as_ref()?.name)))
}

/// One address for all captures of a page; the capture's name where it has none.
fn address(article: &Article) -> String {
    let Some(url) = article.url.as_deref() else { return article.id.clone() };
    let bare = url.split('#').next().unwrap_or(url).trim_end_matches('/');
    bare.split_once("://").map_or(bare, |(_, rest)| rest).to_owned()
}

/// A block by its words.
fn block(article: &Article, span: Span) -> u64 {
    xxh3_64(folded(span.of(article.text.as_str())).trim().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Capture, read};

    /// An article at an address whose body is these lines.
    fn article(url: &str, lines: &[String]) -> Article {
        let text = lines.join("\n");
        let capture = Capture {
            file: None,
            url: Some(url.to_owned()),
            captured: None,
            bytes: b"A line of text.".to_vec(),
        };
        let mut article = read(&capture).articles.remove(0);
        let mut at = 0;
        article.body.clear();
        article.furniture.clear();
        for line in lines {
            article.body.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        article.text = firsthand_text::Text::new(text);
        article
    }

    /// Paragraphs that no other article has.
    fn own(name: &str, count: usize) -> Vec<String> {
        (0..count)
            .map(|i| format!("The {name} of the town has {i} gates, and the council said on Monday that each would be mended before the winter comes."))
            .collect()
    }

    fn with(mut lines: Vec<String>, more: &[&str]) -> Vec<String> {
        lines.extend(more.iter().map(|line| (*line).to_owned()));
        lines
    }

    /// How many blocks each article loses to furniture; the same in any order.
    fn check(pile: &[Article], expected: &[usize]) {
        let lost = |pile: &[Article]| -> Vec<(String, usize)> {
            let mut memory = Memory::default();
            pile.iter().for_each(|article| memory.note(article));
            let habits = memory.habits(pile);
            let mut pile = pile.to_vec();
            pile.iter_mut().for_each(|article| habits.settle(article));
            pile.iter()
                .map(|article| (article.url.clone().unwrap_or_default(), article.furniture.len()))
                .collect()
        };
        let found = lost(pile);
        assert_eq!(found.iter().map(|(_, lost)| *lost).collect::<Vec<_>>(), expected);
        let mut turned: Vec<Article> = pile.to_vec();
        turned.reverse();
        let mut again = lost(&turned);
        again.reverse();
        assert_eq!(again, found);
    }

    const APPEAL: &str = "Reporting like this takes weeks, and it is paid for by people like you who give what they can each month.";
    const BACKGROUND: &str = "The dam above the town broke in the spring of last year after a week of rain, and nobody was hurt then.";

    fn at(n: usize) -> String {
        format!("https://www.quay.example/news/{n}")
    }

    #[test]
    fn what_recurs_is_furniture() {
        let names = ["dam", "bridge", "school", "station"];
        let pile: Vec<Article> =
            (0..4).map(|n| article(&at(n), &with(own(names[n], 6), &[APPEAL, "More of the day"]))).collect();
        check(&pile, &[2, 2, 2, 2]);
        // Two pages prove nothing, nor does another outlet's.
        check(&pile[..2], &[0, 0]);
        let mut other = pile[..3].to_vec();
        other[2] = article("https://other.example/3", &with(own("school", 6), &[APPEAL]));
        check(&other, &[0, 0, 0]);
    }

    #[test]
    fn copies_and_revisions_prove_nothing() {
        let copies: Vec<Article> = (0..4).map(|n| article(&at(n), &with(own("dam", 6), &[APPEAL]))).collect();
        check(&copies, &[0, 0, 0, 0]);
        let revisions: Vec<Article> =
            (0..4).map(|n| article(&at(1), &with(own(["a", "b", "c", "d"][n], 6), &[APPEAL]))).collect();
        check(&revisions, &[0, 0, 0, 0]);
    }

    #[test]
    fn copy_that_outlets_share_stays() {
        let mut pile: Vec<Article> = (0..5)
            .map(|n| {
                article(
                    &at(n),
                    &with(own(["dam", "bridge", "school", "station", "port"][n], 6), &[BACKGROUND]),
                )
            })
            .collect();
        check(&pile, &[1, 1, 1, 1, 1]);
        pile.push(article("https://other.example/1", &with(own("mill", 6), &[BACKGROUND])));
        check(&pile, &[0, 0, 0, 0, 0, 0]);
        // An outlet's own background, on some of its pages.
        pile.pop();
        pile.extend(
            (5..10).map(|n| article(&at(n), &own(["mill", "park", "pier", "pool", "hall"][n - 5], 6))),
        );
        check(&pile, &[0; 10]);
    }

    #[test]
    fn an_articles_own_first_paragraph_stays() {
        let lead = "Our ferry runs again";
        let mut pile: Vec<Article> =
            (0..3).map(|n| article(&at(n), &with(own(["dam", "bridge", "school"][n], 6), &[lead]))).collect();
        let lines: Vec<String> = [vec![lead.to_owned()], own("ferry", 6)].concat();
        pile.push(article(&at(3), &lines));
        check(&pile, &[1, 1, 1, 0]);
        check(&[article(&at(1), &[APPEAL.to_owned()])], &[0]);
    }
}
