//! What an agreement is said to hold.
//!
//! In: the row of a sentence in which each name is one item. Out: kinds of provision with the words
//! that tell them. Only what the sentence says the agreement includes, pledges, or has a clause on;
//! what was merely talked about is not taken.

use super::ProvisionKind;
use super::flat::{Flat, Kind};
use super::steps::About;
use super::words::is_verb;
use regex::Regex;
use std::sync::LazyLock;

/// A provision in one sentence: its kind, its place in [`Flat::string`], and the agreement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Held {
    pub(crate) kind: ProvisionKind,
    pub(crate) items: (usize, usize),
    pub(crate) about: About,
}

fn regex(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

/// Verbs that say what an agreement holds.
static HOLDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r" (?:include|includes|included|including|contain|contains|contained|containing|cover|covers|covered|covering|provide for|provides for|provided for|providing for|pledge|pledges|pledged|pledging|commit|commits|committed|committing|oblige|obliges|obliged|obliging|bind|binds|require|requires|requiring|bar|bars|barring|ban|bans|banning|prohibit|prohibits|envisage|envisages|guarantee|guarantees|guaranteed|calls for|deepens|confirm|confirms|stipulates|forbids|undertake|undertakes|agree|agreed|promise|promised|has a|with an?|must) ",
    )
});

static KINDS: LazyLock<Vec<(ProvisionKind, Regex)>> = LazyLock::new(|| {
    let field = "(?:(?:closer|close|deeper|wider|broader|greater|stronger|expanded|further|joint|military|defen[cs]e|security|economic|trade|energy|technical|scientific|cultural|maritime|fishing|nuclear|space|police|border|intelligence|political|customs|rail|health|bilateral|military-technical|and) )*";
    [
        (ProvisionKind::Nonaggression, "(?:non-aggression|nonaggression|not to (?:attack|use force|invade)|(?:the )?(?:renunciation|non-use) of force|refrain from (?:the )?(?:use of force|using force|attacking))(?: (?:clause|pact|against (?:one another|each other)))?".to_string()),
        (ProvisionKind::Neutrality, "(?:neutrality|(?:remain|stay) neutral|not to (?:help|aid|assist|support) (?:an |any |the |each other 's )?(?:enemy|enemies|aggressor|attacker|third (?:state|party|country)))".to_string()),
        (ProvisionKind::Consultation, "(?:(?:hold |immediate |to )?consult(?:ations?)? (?:each other|one another|with each other|in a crisis|in (?:the event|case) of|if|when|before)[^,;.]{0,40}|consultation (?:clause|mechanism|duty))".to_string()),
        (ProvisionKind::Offence, "(?:joint (?:attack|attacks|offensive|offensives)(?: [a-z@]+){0,3}|attack [a-z@ ]{1,30}together)".to_string()),
        (ProvisionKind::Defence, "(?:(?:an? )?(?:mutual|collective|joint|common) defen[cs]e(?: (?:clause|clauses|provision|provisions|pact|guarantee|guarantees|commitment|commitments))?|(?:to )?(?:support|help|aid|assist|defend) (?:one another|each other|the other|its ally)(?: militarily)?(?: (?:in the event of|in case of|if|against|when|should)[^,;.]{0,60})?|(?:to )?come to (?:each other 's|one another 's|the other 's|its|their) (?:aid|defen[cs]e|help)(?: [^,;.]{0,60})?|military (?:aid|assistance|help|support) (?:in the event of|in case of|if|should)[^,;.]{0,60}|(?:an )?attack on (?:one|either|any)[^,;.]{0,60})".to_string()),
        (ProvisionKind::Cooperation, format!("{field}(?:co-operation|cooperation|collaboration|partnership|ties)(?: (?:in|on)(?: the field of| the area of| the fields of)? [a-z-]+(?: and [a-z-]+)?)?")),
    ]
    .into_iter()
    .filter_map(|(kind, pattern)| regex(&format!(" (?:{pattern}) ")).map(|regex| (kind, regex)))
    .collect()
});

/// The provisions told in a sentence.
pub(crate) fn provisions(flat: &Flat) -> Vec<Held> {
    let mut found: Vec<Held> = Vec::new();
    let Some(holds) = HOLDS.as_ref() else { return found };
    let mut floor = 0;
    for cue in holds.find_iter(&flat.string) {
        let Some(verb) = flat.item_at(cue.start() + 1) else { continue };
        if verb < floor || negated(flat, verb) {
            continue;
        }
        let Some((about, under)) = holder(flat, verb) else { continue };
        // Promises of people only count where they say "under the treaty".
        let own = matches!(
            flat.word(verb),
            "agree" | "agreed" | "promise" | "promised" | "undertake" | "must" | "pledge" | "pledged"
        );
        if own && !under {
            continue;
        }
        let (from, to) = (cue.end() - 1, clause_end(flat, verb));
        if from >= to {
            continue;
        }
        floor = flat.item_at(to.saturating_sub(1)).unwrap_or(floor);
        held_in(flat, from, to, about, &mut found);
    }
    found
}

fn held_in(flat: &Flat, from: usize, to: usize, about: About, found: &mut Vec<Held>) {
    let segment = &flat.string[from..to];
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (kind, pattern) in KINDS.iter() {
        let Some(hit) = pattern.find(segment) else { continue };
        let range = (hit.start(), hit.end());
        // "mutual defence cooperation clause" is one thing: the more specific kinds come first.
        if taken.iter().any(|old| range.0 < old.1 && old.0 < range.1) {
            continue;
        }
        taken.push(range);
        let first = flat.item_at(from + hit.start() + 1);
        let last = flat.item_at((from + hit.end()).saturating_sub(2));
        if let (Some(first), Some(last)) = (first, last) {
            found.push(Held { kind: *kind, items: (first, last + 1), about });
        }
    }
}

/// The agreement that holds what the verb at `verb` tells, and whether it stands as "under the treaty".
fn holder(flat: &Flat, verb: usize) -> Option<(About, bool)> {
    // "Both pledge to … under that agreement", "Under the pact, both …"
    for at in 0..flat.items.len() {
        if let Kind::Agreement(name) = flat.items[at].kind {
            let under = at > 0 && flat.items[at - 1].is(&["under", "in"]);
            if under && at != verb && !between_clauses(flat, at, verb) {
                return Some((About::Name(name), true));
            }
        }
    }
    if verb > 0 && flat.items[verb - 1].is(&["it"]) {
        return Some((About::Pronoun(verb - 1), false));
    }
    if verb > 1
        && flat.items[verb - 1].is(&["will", "would", "also", "to"])
        && flat.items[verb - 2].is(&["it"])
    {
        return Some((About::Pronoun(verb - 2), false));
    }
    // The nearest name before, if nobody else is the verb's subject.
    let name_at = (0..verb).rev().find(|&at| matches!(flat.items[at].kind, Kind::Agreement(_)))?;
    let Kind::Agreement(name) = flat.items[name_at].kind else { return None };
    let before = &flat.items[verb.saturating_sub(1)];
    let participle = flat.word(verb).ends_with("ing") || flat.word(verb) == "with";
    let direct = name_at + 1 == verb;
    let auxiliary =
        before.is(&["will", "would", "which", "that", "also", "shall", "may", "could", ",", "and"]);
    let someone = flat.items[name_at + 1..verb]
        .iter()
        .any(|item| item.is(&["said", "told", "who", "they", "he", "she", ";"]));
    let subject_is_actor = matches!(before.kind, Kind::Actor(_));
    ((direct || auxiliary || participle) && !someone && !subject_is_actor)
        .then_some((About::Name(name), false))
}

fn between_clauses(flat: &Flat, a: usize, b: usize) -> bool {
    flat.items[a.min(b)..a.max(b)].iter().any(|item| item.is(&[";", "while", "but"]))
}

fn negated(flat: &Flat, verb: usize) -> bool {
    flat.items[verb.saturating_sub(4)..verb]
        .iter()
        .any(|item| item.is(&["not", "never", "no", "nor", "whether", "if"]) || item.word.ends_with("n't"))
}

/// Where, in the row's string, the clause of the verb ends: at speech, another subject after "and", a stop.
fn clause_end(flat: &Flat, verb: usize) -> usize {
    let mut end = flat.string.len();
    let mut at = verb + 1;
    while at < flat.items.len() {
        let item = &flat.items[at];
        let speech = item.is(&["said", "says", "told", "according", ";", "while", "but", "."]);
        let next_clause = item.is(&[",", "and"])
            && flat.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Actor(_)) || next.is(&["the"]))
            && flat.items[at + 1..flat.items.len().min(at + 8)]
                .iter()
                .any(|item| item.is(&["said", "say", "says", "has", "have", "will", "told"]));
        // "…, which included a clause, offers a model"
        let goes_on = item.is(&[","])
            && flat.get(at + 1).is_some_and(|next| next.kind == Kind::Word && is_verb(&next.word));
        if speech || next_clause || goes_on {
            end = flat.string.len().min(start_of(flat, at));
            break;
        }
        at += 1;
    }
    end
}

/// Where the item `at` begins in the row's string.
fn start_of(flat: &Flat, at: usize) -> usize {
    flat.items[..at].iter().map(|item| item.word.len() + 1).sum::<usize>() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::names::names;
    use firsthand_text::Span;

    fn check(text: &str, want: &[&str]) {
        let flat = Flat::new(text, Span::new(0, text.len()), &[]);
        let ranges: Vec<(usize, usize)> = names(&flat).iter().map(|name| (name.start, name.end)).collect();
        let flat = flat.with_names(&ranges);
        let found: Vec<String> = provisions(&flat)
            .iter()
            .map(|held| {
                let span = flat.items[held.items.0].span.cover(flat.items[held.items.1 - 1].span);
                format!("{}: {}", held.kind.as_str(), span.of(text))
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn held() {
        check(
            "The treaty will include wider fishing cooperation.",
            &["cooperation: wider fishing cooperation"],
        );
        check(
            "They signed a pact, including a mutual defence clause.",
            &["defence: a mutual defence clause"],
        );
        check(
            "Under the accord, both states pledged not to attack each other.",
            &["nonaggression: not to attack"],
        );
        check(
            "The pact obliges them to come to each other’s aid if attacked.",
            &["defence: to come to each other’s aid if attacked"],
        );
        check("The treaty contains a consultation clause.", &["consultation: consultation clause"]);
        check("It will confirm closer trade cooperation.", &["cooperation: closer trade cooperation"]);
    }

    #[test]
    fn not_held() {
        check("The leaders discussed cooperation in energy.", &[]);
        check("The treaty does not include a mutual defence clause.", &[]);
        check("They met over the treaty and praised military cooperation.", &[]);
        check("The minister promised closer cooperation.", &[]);
    }
}
