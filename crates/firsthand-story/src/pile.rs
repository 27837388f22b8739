//! All pages of one pile with what joins them: accounts, and places of copies that are one text.

use crate::page::Page;
use crate::record::Evidence;
use firsthand_stemma::Tracing;
use firsthand_text::{Span, words};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The pages at work and how they hang together.
#[derive(Debug)]
pub(crate) struct Pile {
    pub(crate) pages: Vec<Page>,
    /// Documents of each account, in order.
    pub(crate) accounts: Vec<Vec<usize>>,
    /// For each page, the statements that stand on it, with their attributions there.
    pub(crate) said_on: Vec<Vec<(usize, usize)>>,
    /// For each page, the spans of its body that are a place of a family's common text, with the
    /// place's number.
    places: Vec<Vec<(Span, usize)>>,
}

impl Pile {
    /// Joins `pages` by the families of `tracing`; sets each page's account.
    pub(crate) fn new(mut pages: Vec<Page>, tracing: &Tracing) -> Pile {
        let mut family_of: Vec<Option<usize>> = vec![None; pages.len()];
        for (number, family) in tracing.families.iter().enumerate() {
            for &at in &family.witnesses {
                family_of[at] = family_of[at].or(Some(number));
            }
        }
        let mut accounts: Vec<Vec<usize>> = Vec::new();
        let mut of_family: BTreeMap<usize, usize> = BTreeMap::new();
        let mut of_address: BTreeMap<String, usize> = BTreeMap::new();
        for (at, page) in pages.iter_mut().enumerate() {
            // A later state of one address is the same outlet's text, however much it changed.
            let known = family_of[at]
                .and_then(|family| of_family.get(&family))
                .or_else(|| page.article.url.as_ref().and_then(|url| of_address.get(url)))
                .copied();
            let account = known.unwrap_or_else(|| {
                accounts.push(Vec::new());
                accounts.len() - 1
            });
            if let Some(family) = family_of[at] {
                of_family.entry(family).or_insert(account);
            }
            if let Some(url) = &page.article.url {
                of_address.entry(url.clone()).or_insert(account);
            }
            accounts[account].push(at);
            page.account = account;
        }
        let mut places: Vec<Vec<(Span, usize)>> = vec![Vec::new(); pages.len()];
        let segments = tracing.families.iter().flat_map(|family| &family.segments);
        for (number, segment) in segments.enumerate() {
            for reading in &segment.readings {
                if let Some(span) = reading.span {
                    places[reading.witness].push((span, number));
                }
            }
        }
        let said_on = vec![Vec::new(); pages.len()];
        Pile { pages, accounts, said_on, places }
    }

    /// The place of the common text that most of `span` of that page lies in.
    pub(crate) fn place(&self, page: usize, span: Span) -> Option<usize> {
        let shared = |other: Span| other.end.min(span.end).saturating_sub(other.start.max(span.start));
        self.places[page]
            .iter()
            .filter(|(other, _)| other.overlaps(span))
            .max_by_key(|(other, number)| (shared(*other), std::cmp::Reverse(*number)))
            .map(|(_, number)| *number)
    }

    /// How many independent accounts `documents` belong to.
    pub(crate) fn count_accounts(&self, documents: impl IntoIterator<Item = usize>) -> usize {
        documents.into_iter().map(|at| self.pages[at].account).collect::<BTreeSet<_>>().len()
    }

    /// `span` of page `at` as evidence.
    pub(crate) fn evidence(&self, at: usize, span: Span) -> Vec<Evidence> {
        self.pages[at].evidence(at, span)
    }
}

/// Sorts and removes doubles.
pub(crate) fn tidy(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort_unstable();
    evidence.dedup();
    evidence
}

/// The words of a text that carry content, for telling whether two texts say the same: stems in
/// lower case, names replaced by whom they mean, function words left out.
pub(crate) fn content_words(page: &Page, span: Span) -> Vec<String> {
    let text = page.text();
    let stemmer = Stemmer::create(Algorithm::English);
    let mut found = Vec::new();
    let inside = span.of(text);
    let mut last_actor = None;
    for word in words(inside) {
        let place = word.shift(span.start);
        if let Some(actor) = page.actor_at(place) {
            if last_actor != Some(actor) {
                found.push(page.key(actor).to_string());
            }
            last_actor = Some(actor);
            continue;
        }
        last_actor = None;
        let lower = word.of(inside).to_lowercase();
        let bare = lower.trim_end_matches("'s").trim_end_matches("’s");
        if !firsthand_text::language::en::is_function_word(bare) && bare.chars().count() > 1 {
            found.push(stemmer.stem(bare).into_owned());
        }
    }
    found
}

/// What must agree for two texts to say the same, however alike their words: how often they negate,
/// and their figures.
pub(crate) fn hinges(text: &str) -> (usize, BTreeSet<String>) {
    const NEGATIONS: [&str; 9] =
        ["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot"];
    let (mut negations, mut figures) = (0, BTreeSet::new());
    for word in words(text).into_iter().map(|word| word.of(text).to_lowercase()) {
        if NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t") {
            negations += 1;
        } else if word.starts_with(|first: char| first.is_ascii_digit()) {
            figures.insert(word);
        }
    }
    (negations, figures)
}

/// The stem of an English word in lower case (Porter 2).
pub(crate) fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

/// Share of the items of the shorter list that the longer one has too, each counted once; 0 when one
/// is empty.
pub(crate) fn overlap(a: &[String], b: &[String]) -> f32 {
    let (a, b): (BTreeSet<&String>, BTreeSet<&String>) = (a.iter().collect(), b.iter().collect());
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(&b).count() as f32 / least as f32 }
}

/// Finds earlier items that share a place of copied text or rare words with a new one, so that joining
/// costs what is alike and not what is there.
#[derive(Debug, Default)]
pub(crate) struct Likeness {
    by_place: HashMap<usize, Vec<usize>>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Likeness {
    /// Words by which an item is looked up: the rarest ones so far.
    const LOOKED_UP: usize = 6;
    /// A word that more items hold than this tells nothing.
    const COMMON: usize = 250;

    /// Earlier items at the same place, or with one of the rarest of `words`; in order.
    pub(crate) fn candidates(&self, place: Option<usize>, words: &[String]) -> Vec<usize> {
        let mut lists: Vec<(&String, &Vec<usize>)> =
            words.iter().filter_map(|word| self.by_word.get_key_value(word)).collect();
        lists.sort_by_key(|(word, list)| (list.len(), *word));
        lists.dedup_by_key(|(word, _)| *word);
        let rare = lists.into_iter().take(Self::LOOKED_UP).filter(|(_, list)| list.len() <= Self::COMMON);
        let mut found: Vec<usize> = rare.flat_map(|(_, list)| list.iter().copied()).collect();
        found.extend(place.and_then(|place| self.by_place.get(&place)).into_iter().flatten());
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Makes item `number` known.
    pub(crate) fn insert(&mut self, number: usize, place: Option<usize>, words: &[String]) {
        if let Some(place) = place {
            self.by_place.entry(place).or_default().push(number);
        }
        for word in words.iter().collect::<BTreeSet<_>>() {
            self.by_word.entry(word.clone()).or_default().push(number);
        }
    }
}
