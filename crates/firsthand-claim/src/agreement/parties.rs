//! Who the parties of an agreement are, as one sentence tells it.
//!
//! In: the row of a sentence in which each name is one item, and the items inside each name. Out:
//! indices of actors. Parties stand in the name ("between A and B", "A's treaty with B", "the A-B
//! treaty") or are the subject of its verb ("A and B signed", "a treaty that A and B will sign",
//! "signed by A and B"). Leaders stand for their countries: one actor for each country is kept.

use super::flat::{Flat, Item, Kind};
use crate::{Actor, ActorKind};

/// Those of `items` that can be parties, each country once.
pub(crate) fn parties_among<'i>(items: impl Iterator<Item = &'i Item>, actors: &[Actor]) -> Vec<usize> {
    let mut parties: Vec<usize> = Vec::new();
    let mut listed = false;
    for item in items {
        listed |= item.is(&["between", "with", "among"]);
        let Kind::Actor(at) = item.kind else { continue };
        // "the Geneva treaty" was only made there.
        if !listed && actors.get(at).is_some_and(|actor| actor.kind == ActorKind::Place) {
            continue;
        }
        add(&mut parties, at, actors);
    }
    parties
}

/// Adds `at` unless it can't be a party or its country is there already.
pub(crate) fn add(parties: &mut Vec<usize>, at: usize, actors: &[Actor]) {
    let Some(actor) = actors.get(at) else { return };
    if matches!(actor.kind, ActorKind::Unnamed | ActorKind::Unresolved) {
        return;
    }
    let same = parties.iter().position(|&party| key(&actors[party]) == key(actor));
    match same {
        // The state itself says more than its leader.
        Some(place)
            if actors[parties[place]].kind == ActorKind::Person && actor.kind == ActorKind::Government =>
        {
            parties[place] = at;
        }
        Some(_) => {}
        None => parties.push(at),
    }
}

/// What makes two actors one party: the country, else the name.
pub(crate) fn key(actor: &Actor) -> &str {
    actor.country.as_deref().unwrap_or(&actor.name)
}

/// Nouns between a country and its leader, or before a name: "Tassian leader Q".
const ROLES: &[&str] = &[
    "president",
    "prime",
    "minister",
    "premier",
    "leader",
    "chancellor",
    "foreign",
    "king",
    "queen",
    "emir",
    "sultan",
    "crown",
    "prince",
    "secretary",
    "general",
    "counterpart",
    "ruler",
    "chief",
    "head",
    "of",
    "state",
    "government",
    "governments",
    "envoy",
    "ambassador",
    "trade",
    "defence",
    "defense",
    "finance",
    "mr",
    "ms",
    "mrs",
    "dr",
    "supreme",
    "the",
    "its",
    "his",
    "her",
    "their",
    "both",
    "neighbouring",
    "neighboring",
    "neighbour",
    "rebel",
    "rebels",
    "then",
    "new",
    "then-president",
    "vice",
    "deputy",
    "commander",
    "officials",
    "representatives",
    "from",
];

/// The first item of the group of actors that ends right before item `end`, and the group's actors:
/// "A and B", "A, B and C", "President P and Z leader Q". `None` when no actor stands there.
pub(crate) fn subject_before(flat: &Flat, end: usize) -> Option<(usize, Vec<usize>)> {
    let mut at = end;
    // "A and B both signed", "A and B, …, signed" is not followed.
    while at > 0 && flat.items[at - 1].is(&["both", "jointly", "all", "each"]) {
        at -= 1;
    }
    if at == 0 || !matches!(flat.items[at - 1].kind, Kind::Actor(_)) {
        return None;
    }
    let mut members = Vec::new();
    let mut start = at;
    let mut joined = true;
    while at > 0 && members.len() < MOST_PARTIES {
        let item = &flat.items[at - 1];
        match item.kind {
            Kind::Actor(actor) => {
                // Two actors side by side are one group only over a role, a comma or "and".
                if !joined {
                    break;
                }
                members.push(actor);
                start = at - 1;
                joined = false;
            }
            Kind::Mark if item.is(&[",", "-", "/"]) => joined = true,
            Kind::Word if item.is(&["and"]) || item.is(ROLES) => joined = true,
            _ => break,
        }
        at -= 1;
    }
    members.reverse();
    Some((start, members))
}

/// The group of actors that begins at or right after item `start` (roles and articles may stand
/// before a name): after "by", "between", "with".
pub(crate) fn group_after(flat: &Flat, start: usize) -> Vec<usize> {
    let mut members = Vec::new();
    let mut joined = true;
    for item in flat.items.iter().skip(start).take(4 * MOST_PARTIES) {
        match item.kind {
            Kind::Actor(actor) if joined => {
                members.push(actor);
                joined = false;
            }
            Kind::Mark if item.is(&[",", "-", "/"]) && !members.is_empty() => joined = true,
            Kind::Word if item.is(&["and"]) && !members.is_empty() => joined = true,
            Kind::Word if item.is(ROLES) => joined = true,
            _ => break,
        }
    }
    members
}

/// More parties than this in one sentence are a list of members, which no step is about.
const MOST_PARTIES: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_text::Span;

    fn check(text: &str, verb: &str, want: &[usize]) {
        let names = ["Velmora", "Tassian", "Orsa Lind", "Ivo Marr"];
        let mut found = Vec::new();
        for (at, name) in names.iter().enumerate() {
            found.extend(text.match_indices(name).map(|(i, n)| (Span::new(i, i + n.len()), Kind::Actor(at))));
        }
        let flat = Flat::new(text, Span::new(0, text.len()), &super::super::flat::disjoint(found));
        let end = flat.items.iter().position(|item| item.word == verb).unwrap();
        let group = subject_before(&flat, end).map(|(_, group)| group).unwrap_or_default();
        assert_eq!(group, want, "{text}");
    }

    #[test]
    fn subjects() {
        check("Velmora and Tassian leader Ivo Marr signed it", "signed", &[0, 1, 3]);
        check("President Orsa Lind and Ivo Marr signed it", "signed", &[2, 3]);
        check("Velmora said that Ivo Marr signed it", "signed", &[3]);
        check("It was said that the two signed it", "signed", &[]);
        check("Orsa Lind told Ivo Marr of it, and signed", "signed", &[]);
    }

    #[test]
    fn a_leader_and_his_state_are_one_party() {
        let actor = |name: &str, kind, country: &str| Actor {
            name: name.into(),
            kind,
            role: None,
            country: Some(country.into()),
            forms: Vec::new(),
        };
        let actors = [
            actor("Orsa Lind", ActorKind::Person, "VEL"),
            actor("Velmora", ActorKind::Government, "VEL"),
            actor("two aides", ActorKind::Unnamed, "TAS"),
        ];
        let mut parties = Vec::new();
        for at in 0..4 {
            add(&mut parties, at, &actors);
        }
        assert_eq!(parties, [1]);
    }
}
