//! Joins an acronym with its long form: "the National Harbour Council (NHC) … the NHC".
//!
//! In: the bodies of a text. Out: the same with short forms among the forms of the long name. A bracket
//! right behind the long form says which; without one, the only body whose initials they are.
//!
//! Known gaps: acronyms made of syllables ("Interpol"), and those that leave out a capital word.

use crate::{Actor, ActorKind};
use firsthand_text::Span;
use std::collections::BTreeMap;

/// Joins acronyms among `actors`, which are those of `text`. Linear in the number of forms.
pub(crate) fn join(text: &str, actors: &mut Vec<Actor>) {
    let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
    let mut initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, actor) in actors.iter().enumerate() {
        if actor.kind == ActorKind::Organisation && actor.name.contains(' ') {
            ends.extend(actor.forms.iter().map(|form| (form.end, at)));
            initials.entry(initials_of(&actor.name)).or_default().push(at);
        }
    }
    let mut into: Vec<(usize, usize)> = Vec::new();
    for (at, short) in actors.iter().enumerate() {
        if short.kind != ActorKind::Organisation || !is_acronym(&short.name) {
            continue;
        }
        let bracketed = short.forms.iter().find_map(|own| {
            let before = text.get(..own.start)?.strip_suffix('(')?.trim_end();
            let closed = text.get(own.end..)?.starts_with(')');
            ends.get(&before.len()).copied().filter(|_| closed)
        });
        let by_initials = || match initials.get(&short.name.replace('.', "")).map(Vec::as_slice) {
            Some(&[only]) => Some(only),
            _ => None,
        };
        into.extend(bracketed.or_else(by_initials).map(|long| (at, long)));
    }
    for (short, long) in into {
        let forms: Vec<Span> = std::mem::take(&mut actors[short].forms);
        let country = actors[short].country.take();
        let held = &mut actors[long];
        held.forms.extend(forms);
        held.forms.sort_unstable();
        held.country = held.country.take().or(country);
    }
    actors.retain(|actor| !actor.forms.is_empty());
}

/// Two to six capital letters, with or without full stops.
fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|char| char.is_alphabetic()).count();
    (2..=6).contains(&letters) && name.chars().all(|char| char.is_uppercase() || char == '.')
}

/// The first letters of the capital words of a name.
fn initials_of(name: &str) -> String {
    let words = name.split([' ', '-']).filter_map(|word| word.chars().next());
    words.filter(|first| first.is_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{ActorKind, actors};

    /// `want`: the bodies, each with its forms.
    fn check(text: &str, want: &[&str]) {
        let found: Vec<String> = actors(text)
            .iter()
            .filter(|actor| actor.kind == ActorKind::Organisation)
            .map(|actor| {
                let forms: Vec<&str> = actor.forms.iter().map(|form| form.of(text)).collect();
                format!("{}: {}", actor.name, forms.join("; "))
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn acronyms() {
        check(
            "The National Harbour Council (NHC) met. The NHC said no.",
            &["National Harbour Council: National Harbour Council; NHC; NHC"],
        );
        check(
            "The National Harbour Council met on Friday. The NHC said no.",
            &["National Harbour Council: National Harbour Council; NHC"],
        );
        check(
            "The National Harbour Council met the Norwegian Housing Commission. The NHC said no.",
            &[
                "National Harbour Council: National Harbour Council",
                "Norwegian Housing Commission: Norwegian Housing Commission",
                "NHC: NHC",
            ],
        );
    }
}
