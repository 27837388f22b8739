//! Actors of single pages joined into actors of the pile.
//!
//! Governments are one by country; people by last name, when first names agree as far as they are
//! given (spelling variants such as "Yusuf" and "Yousef" do); organisations by name.

use crate::pile::{Pile, tidy};
use crate::record::{ActorEntry, Dating};
use firsthand_claim::{Actor, ActorKind};
use firsthand_text::unaccented;
use std::collections::{BTreeMap, BTreeSet};

/// The actors of the pile, and for each page the place of its actors among them.
pub(crate) struct Cast {
    pub(crate) entries: Vec<ActorEntry>,
    /// `of[page][actor]`: place in `entries`; `None` for places and unresolved mentions.
    pub(crate) of: Vec<Vec<Option<usize>>>,
}

impl Cast {
    /// The state that `country` (a code or a name, as a page gives it) means: the name of its
    /// government where a page names that, else `country` itself.
    pub(crate) fn state(&self, country: &str) -> String {
        let found = self.entries.iter().filter(|entry| entry.kind == ActorKind::Government).find(|entry| {
            entry.country.as_deref() == Some(country) || entry.name.eq_ignore_ascii_case(country)
        });
        found.map_or_else(|| country.to_string(), |entry| entry.name.clone())
    }

    /// For each actor of page `at`, whom it means, the same on every page: "@" and the place in the cast,
    /// or "@" and the name in lower case for what is not in it.
    pub(crate) fn keys(&self, at: usize, actors: &[Actor]) -> Vec<String> {
        let of = self.of[at].iter().zip(actors);
        of.map(|(entry, actor)| match entry {
            Some(entry) => format!("@{entry}"),
            None => format!("@{}", actor.name.to_lowercase()),
        })
        .collect()
    }
}

/// Joins the actors of all pages.
pub(crate) fn cast(pile: &Pile, datings: &[Dating]) -> Cast {
    let mut entries: Vec<ActorEntry> = Vec::new();
    let mut days: Vec<BTreeSet<String>> = Vec::new();
    let mut of: Vec<Vec<Option<usize>>> = Vec::new();
    let capitals = capitals(pile);
    let mut known: BTreeMap<(ActorKind, String), BTreeSet<usize>> = BTreeMap::new();
    for (at, page) in pile.pages.iter().enumerate() {
        let mut mine = Vec::with_capacity(page.claims.actors.len());
        for actor in &page.claims.actors {
            if matches!(actor.kind, ActorKind::Place | ActorKind::Unresolved | ActorKind::Unnamed) {
                mine.push(None);
                continue;
            }
            let renamed = capitals.get(&actor.name).filter(|_| actor.kind == ActorKind::Government);
            let actor = &match renamed {
                Some(state) => Actor { name: state.clone(), ..actor.clone() },
                None => actor.clone(),
            };
            let key = (actor.kind, lookup(actor));
            let by_country = actor.country.clone().map(|country| (actor.kind, country.to_lowercase()));
            let listed =
                known.get(&key).into_iter().chain(by_country.as_ref().and_then(|key| known.get(key)));
            let candidates: BTreeSet<usize> = listed.flatten().copied().collect();
            let found = candidates.into_iter().find(|&entry| is_same(&entries[entry], actor));
            let entry = found.unwrap_or_else(|| {
                entries.push(ActorEntry {
                    id: String::new(),
                    name: actor.name.clone(),
                    kind: actor.kind,
                    role: actor.role.clone(),
                    country: actor.country.clone(),
                    from: None,
                    to: None,
                    forms: Vec::new(),
                });
                days.push(BTreeSet::new());
                entries.len() - 1
            });
            known.entry(key).or_default().insert(entry);
            if let Some(key) = by_country.filter(|_| actor.kind == ActorKind::Government) {
                known.entry(key).or_default().insert(entry);
            }
            let joined = &mut entries[entry];
            if actor.name.chars().count() > joined.name.chars().count() && actor.kind == ActorKind::Person {
                joined.name.clone_from(&actor.name);
            }
            joined.role = joined.role.take().or_else(|| actor.role.clone());
            joined.country = joined.country.take().or_else(|| actor.country.clone());
            let mut seen = BTreeSet::new();
            for &form in &actor.forms {
                if seen.insert(form.of(page.text())) {
                    joined.forms.extend(page.evidence(at, form));
                }
            }
            if let Some(day) = datings[at].earliest.as_deref().filter(|_| actor.role.is_some()) {
                days[entry].insert(day.trim_end_matches('~').to_string());
            }
            mine.push(Some(entry));
        }
        of.push(mine);
    }
    for (number, (entry, days)) in entries.iter_mut().zip(days).enumerate() {
        entry.id = format!("k{}", number + 1);
        entry.from = days.first().cloned();
        entry.to = days.last().cloned();
        entry.forms = tidy(std::mem::take(&mut entry.forms));
    }
    Cast { entries, of }
}

/// The key that actors who may be the same have in common.
fn lookup(actor: &Actor) -> String {
    match actor.kind {
        ActorKind::Person => last_name(&actor.name),
        _ => actor.name.to_lowercase(),
    }
}

fn last_name(name: &str) -> String {
    unaccented(name.rsplit(' ').next().unwrap_or(name)).to_lowercase()
}

/// Names that some page uses for the government of a state ("the Kelmarian capital, Tarven"; "Tarven
/// denies"), so that pages that use the name without saying so are understood too.
fn capitals(pile: &Pile) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for page in &pile.pages {
        for actor in page.claims.actors.iter().filter(|actor| actor.kind == ActorKind::Government) {
            for form in actor.forms.iter().map(|form| form.of(page.text())) {
                let plain = form.starts_with(char::is_uppercase) && form.chars().all(char::is_alphabetic);
                if plain && form != actor.name {
                    found.entry(form.to_string()).or_insert_with(|| actor.name.clone());
                }
            }
        }
    }
    found
}

fn is_same(entry: &ActorEntry, actor: &Actor) -> bool {
    if entry.kind != actor.kind {
        return false;
    }
    match actor.kind {
        ActorKind::Person => same_person(&entry.name, &actor.name),
        ActorKind::Government => {
            entry.name.eq_ignore_ascii_case(&actor.name)
                || (entry.country.is_some() && entry.country == actor.country)
        }
        _ => entry.name.eq_ignore_ascii_case(&actor.name),
    }
}

/// Whether two names are one person's: the same last name, and first names that don't exclude each
/// other (missing, an initial, or at most two letters apart).
pub(crate) fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (unaccented(a).to_lowercase(), unaccented(b).to_lowercase());
    let split = |name: &str| -> (String, String) {
        match name.rsplit_once(' ') {
            Some((first, last)) => (first.to_string(), last.to_string()),
            None => (String::new(), name.to_string()),
        }
    };
    let ((first_a, last_a), (first_b, last_b)) = (split(&a), split(&b));
    if last_a != last_b {
        return false;
    }
    let initial = |short: &str, long: &str| {
        short.trim_end_matches('.').chars().count() == 1 && long.starts_with(short.trim_end_matches('.'))
    };
    first_a.is_empty()
        || first_b.is_empty()
        || initial(&first_a, &first_b)
        || initial(&first_b, &first_a)
        || distance(&first_a, &first_b) <= 2
}

/// Letters to change, add or take away between two words (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, char) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(char != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// People who hold the same office of the same country on different pages, as pairs of places in the
/// cast, earlier first.
pub(crate) fn office_changes(entries: &[ActorEntry]) -> Vec<(usize, usize)> {
    let mut by_office: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let (Some(role), Some(country), ActorKind::Person) = (&entry.role, &entry.country, entry.kind) else {
            continue;
        };
        const OFFICES: [&str; 5] = ["president", "prime minister", "foreign minister", "king", "chancellor"];
        if OFFICES.contains(&role.to_lowercase().as_str()) {
            by_office.entry((role.to_lowercase(), country.clone())).or_default().push(at);
        }
    }
    let mut changes = Vec::new();
    for mut holders in by_office.into_values() {
        holders.sort_by(|a, b| (&entries[*a].from, *a).cmp(&(&entries[*b].from, *b)));
        changes.extend(holders.windows(2).map(|pair| (pair[0], pair[1])));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people() {
        let check = |a: &str, b: &str, want: bool| assert_eq!(same_person(a, b), want, "{a} / {b}");
        check("Jovan Torlik", "Jevan Torlik", true);
        check("J. Torlik", "Jovan Torlik", true);
        check("Torlik", "Jovan Torlik", true);
        check("Selka Dorrin", "Selka Dorrín", true);
        check("Maria Torlik", "Jovan Torlik", false);
        check("Jovan Torlik", "Jovan Orban", false);
    }
}
