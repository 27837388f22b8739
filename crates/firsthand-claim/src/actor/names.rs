//! Names of people, organisations and places: candidates, what speaks for each, and one text's memory.
//!
//! In: a tagged text. Out: names in order without overlaps. Points of the same words are added over the
//! text; a surname is what the full name was, initials in brackets what stands before them, the first or
//! last words of a body that body. In a headline, where every word has a capital, only names that the
//! running text has too, names of the tables and those that the tagger is sure of are taken.

use super::chunk::{Chunk, PARTICLES, chunks};
use super::evidence::{BODY, OTHER, PERSON, Points, joined, points, span};
use super::table::listed;
use crate::tag::name::{Context, names_in};
use crate::tag::{NameKind, Tagged, gazetteer};
use firsthand_text::Span;
use std::collections::BTreeMap;

/// Fewest points that make a name.
const ENOUGH: i32 = 3;

/// The names of `text`: place and kind. Linear but for the number of names.
pub(crate) fn names(text: &Tagged<'_>) -> Vec<(Span, NameKind)> {
    let context = Context::new(text);
    let tagged = names_in(&context, text);
    let chunks = chunks(text, &context, &tagged);
    let own: Vec<Points> = chunks.iter().map(|chunk| points(text, &context, &tagged, chunk)).collect();
    let keys: Vec<String> = chunks.iter().map(|chunk| joined(text, chunk)).collect();
    let mut memory: BTreeMap<&str, Points> = BTreeMap::new();
    for (key, points) in keys.iter().zip(&own) {
        let sum = memory.entry(key).or_insert([0; 4]);
        // The strongest sign anywhere; a sign against counts as well.
        sum.iter_mut().zip(points).for_each(|(sum, points)| {
            *sum = if *points < 0 { (*sum).min(0) + points } else { (*sum).max(*points) };
        });
    }
    let first: Vec<Option<usize>> = keys
        .iter()
        .zip(&own)
        .map(|(key, own)| best(&std::array::from_fn(|kind| memory[key.as_str()][kind] + own[kind])))
        .collect();
    let links = links(text, &chunks, &keys, &first);
    let mut found = Vec::new();
    for (at, chunk) in chunks.iter().enumerate() {
        let mut sum = memory[keys[at].as_str()];
        if let Some(link) = links.get(keys[at].as_str()) {
            sum.iter_mut().zip(link).for_each(|(sum, points)| *sum += 2 * points);
        }
        // What stands beside this mention counts twice.
        sum.iter_mut().zip(&own[at]).for_each(|(sum, points)| *sum += points);
        if let Some(kind) = best(&sum) {
            found.push((whole(text, chunk, &links, kind), kind_of(kind)));
        }
    }
    headlines(text, &context, &tagged, &mut found);
    found.sort_by_key(|name| (name.0.start, std::cmp::Reverse(name.0.end)));
    found.dedup_by(|b, a| b.0.start < a.0.end);
    found
}

fn kind_of(kind: usize) -> NameKind {
    match kind {
        PERSON => NameKind::Person,
        BODY => NameKind::Organisation,
        _ => NameKind::Place,
    }
}

/// The kind with the most points, where they are enough and no other has as many.
fn best(points: &Points) -> Option<usize> {
    let top = (0..4).max_by_key(|&kind| (points[kind], std::cmp::Reverse(kind)))?;
    let second = (0..4).filter(|&kind| kind != top).map(|kind| points[kind]).max()?;
    (top != OTHER && points[top] >= ENOUGH && points[top] > second).then_some(top)
}

/// Points for short forms of names that the text has whole.
fn links<'k>(
    text: &Tagged<'_>,
    chunks: &[Chunk],
    keys: &'k [String],
    kinds: &[Option<usize>],
) -> BTreeMap<&'k str, Points> {
    let mut found: BTreeMap<&'k str, Points> = BTreeMap::new();
    let mut add = |key: &'k str, kind: usize, points: i32| {
        let known = found.entry(key).or_insert([0; 4]);
        known[kind] = known[kind].max(points);
    };
    for (at, key) in keys.iter().enumerate() {
        let Some(kind) = kinds[at] else { continue };
        let cuts: Vec<usize> = key.match_indices(' ').map(|(at, _)| at).collect();
        match kind {
            PERSON => {
                // "Orr", "Holm Orr", "de la Orr" of "Ann Holm de la Orr".
                for &cut in &cuts {
                    add(&key[cut + 1..], PERSON, 9);
                }
                if let Some(&cut) = cuts.first() {
                    let family = gazetteer::classes(&key[..cut]) & gazetteer::GIVEN == 0;
                    add(&key[..cut], PERSON, if family { 6 } else { 4 });
                }
            }
            BODY => {
                for &cut in &cuts {
                    let (head, tail) = (&key[..cut], &key[cut + 1..]);
                    for short in [head, tail] {
                        let place = gazetteer::classes(short)
                            & (gazetteer::STATE | gazetteer::PLACE | gazetteer::CAPITAL | gazetteer::PEOPLE);
                        add(short, BODY, if place == 0 { 6 } else { 2 });
                    }
                }
                // "River Council (RC)".
                let next = chunks[at].words.end;
                let bracket = text.words.get(next).is_some_and(|word| word.of(text.text) == "(");
                if bracket
                    && let Some(short) = chunks.get(at + 1).filter(|short| short.words.start == next + 1)
                {
                    let closed =
                        text.words.get(short.words.end).is_some_and(|word| word.of(text.text) == ")");
                    if closed && text.forms[short.words.start].shouted {
                        add(&keys[at + 1], BODY, 12);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// The span of a name: with its small particles where the text has the name with them ("de la Orr").
fn whole(text: &Tagged<'_>, chunk: &Chunk, links: &BTreeMap<&str, Points>, kind: usize) -> Span {
    let mut span = span(text, chunk);
    if kind != PERSON {
        return span;
    }
    let sentence = &text.sentences[chunk.sentence];
    let mut start = chunk.words.start;
    let mut key = joined(text, chunk);
    while start > sentence.start {
        let before = text.words[start - 1].of(text.text);
        let longer = format!("{before} {key}");
        if !listed(PARTICLES, before) || links.get(longer.as_str()).is_none_or(|link| link[PERSON] == 0) {
            break;
        }
        key = longer;
        start -= 1;
        span.start = text.words[start].start;
    }
    span
}

/// Names in headlines.
fn headlines(
    text: &Tagged<'_>,
    context: &Context<'_>,
    tagged: &[(Span, NameKind)],
    found: &mut Vec<(Span, NameKind)>,
) {
    use crate::tag::name::{HEADLINE, SHOUTED};
    let lower = |at: usize| text.words[at].of(text.text).to_lowercase().replace('’', "'");
    let mut known: BTreeMap<String, NameKind> = BTreeMap::new();
    for &(span, kind) in found.iter() {
        let name = span.of(text.text).to_lowercase().replace(['-', '’'], " ");
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if kind == NameKind::Person
            && let Some((_, surname)) = name.rsplit_once(' ')
        {
            known.entry(surname.to_owned()).or_insert(kind);
        }
        known.entry(name).or_insert(kind);
    }
    for sentence in &text.sentences {
        let mode = context.flags(sentence.start) & (HEADLINE | SHOUTED);
        if mode == 0 {
            continue;
        }
        let mut at = sentence.start;
        while at < sentence.end {
            if !text.forms[at].capital {
                at += 1;
                continue;
            }
            let mut name = String::new();
            let mut longest = None;
            for to in at..sentence.end.min(at + 8) {
                let word = lower(to);
                if !matches!(word.as_str(), "-" | "'") {
                    if !name.is_empty() {
                        name.push(' ');
                    }
                    name.push_str(&word);
                }
                let class = gazetteer::classes(&name);
                let place =
                    class & (gazetteer::STATE | gazetteer::CAPITAL) != 0 && class & gazetteer::COMMON == 0;
                let seat = super::table::seat(text.words[at].cover(text.words[to]).of(text.text)).is_some();
                if let Some(&kind) = known.get(&name) {
                    longest = Some((to, kind));
                } else if seat {
                    longest = Some((to, NameKind::Organisation));
                } else if place && (class & gazetteer::PEOPLE == 0 || to == at && word.len() < 4) {
                    longest = Some((to, NameKind::Place));
                }
            }
            if longest.is_none() {
                // "ACROSS NORWAY": a table's name inside says where the name begins.
                let inside = (at + 1..sentence.end.min(at + 3)).any(|at| {
                    text.forms[at].class & (gazetteer::STATE | gazetteer::CAPITAL) != 0
                        && text.forms[at].class & gazetteer::PEOPLE == 0
                });
                let start = text.words[at].start;
                let near = tagged.partition_point(|name| name.0.start < start);
                let name = tagged
                    .get(near)
                    .filter(|name| name.0.start == start && name.1 != NameKind::Other)
                    // In capitals the tagger's word for one word alone is not enough.
                    .filter(|name| mode != SHOUTED || name.0.end > text.words[at].end);
                longest = name.filter(|_| !inside).map(|name| {
                    let to = (at..sentence.end).take_while(|&to| text.words[to].start < name.0.end).last();
                    (to.unwrap_or(at), name.1)
                });
            }
            if let Some((to, kind)) = longest {
                found.push((Span::new(text.words[at].start, text.words[to].end), kind));
                at = to;
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, want: &[&str]) {
        let tagged = Tagged::new(text);
        let found: Vec<String> = names(&tagged)
            .iter()
            .map(|(span, kind)| {
                let letter = match kind {
                    NameKind::Person => 'p',
                    NameKind::Organisation => 'o',
                    _ => 'l',
                };
                format!("{letter} {}", span.of(text))
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn people() {
        check(
            "Danish Foreign Minister Helen Orr-Keld left. Ms Orr-Keld smiled.",
            &["p Helen Orr-Keld", "p Orr-Keld"],
        );
        check(
            "Mayor Ramon de la Brask said no. \"Never,\" de la Brask added.",
            &["p Ramon de la Brask", "p de la Brask"],
        );
        check("Sheikh Omar bin Rashid al-Keld spoke.", &["p Omar bin Rashid al-Keld"]);
        check("The judge fined Anna \"Big\" Keld on Monday.", &["p Anna \"Big\" Keld"]);
    }

    #[test]
    fn bodies() {
        check(
            "The National Harbour Council (NHC) met. NHC officials left.",
            &["o National Harbour Council", "o NHC", "o NHC"],
        );
        check("The University of Cape Town said so.", &["o University of Cape Town"]);
        check("The Russian Defence Ministry denied it.", &["o Russian Defence Ministry"]);
        check("The Chinese Ministry of Works denied it.", &["o Ministry of Works"]);
    }

    #[test]
    fn places() {
        check("BRASK, Norway (Reuters) - It rained.", &["l BRASK", "l Norway", "o Reuters"]);
        check("They met in Dar es Salaam and near Lake Orr.", &["l Dar es Salaam", "l Lake Orr"]);
        check("Sen. Ann Keld, D-Vt., left.", &["p Ann Keld", "l Vt."]);
        check("The ferry HMS Garland sank.", &[]);
    }

    #[test]
    fn headlines() {
        check(
            "OSLO WARNS KELD OVER FISH\n\nMs Ada Keld stayed in Oslo on Monday.",
            &["l OSLO", "p KELD", "p Ada Keld", "l Oslo"],
        );
    }

    #[test]
    fn survives_anything() {
        for text in
            ["", "\0", "’s", "-", "A-", "de la", "O’", "Al-", "“", "& Co", "D-Vt.", "of the Of", "’S ’S"]
        {
            names(&Tagged::new(text));
        }
        for part in ["de la Orr ", "Orr of ", "A-", "The Minister of ", "ORR ", "and Orr & ", "’s Orr"] {
            names(&Tagged::new(&part.repeat(4000)));
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_bounds(text in "([A-Z][a-z]{1,4}[ .,’'-]?|the |of |and |de la |al-|Mr\\. |\n|\"|é|\\(|\\)|[A-Z]{2,4} ){0,40}") {
            let mut last = 0;
            for (span, _) in names(&Tagged::new(&text)) {
                prop_assert!(last <= span.start && span.start < span.end && text.get(span.start..span.end).is_some());
                last = span.end;
            }
        }
    }
}
