//! What a text says happened on a day, so that later words can count from it: "the vote on 3 May … a week
//! after the vote".
//!
//! In: a page and the tokens of a date, or what stands behind "a week after". Out: the nouns for what
//! happened. Only nouns that name an event count; cities and people are dated by nothing.
//!
//! Known gaps: verbs ("a week after they voted"); names of events; two events of one noun are the last one.

use super::lexicon::{Is, Page};
use crate::actor::table::listed;

/// Nouns that name something that happens at a time, in the singular.
const EVENTS: &str = "vote election referendum poll ballot attack strike raid blast explosion bombing shooting \
    quake earthquake flood storm hurricane cyclone typhoon tornado fire blaze crash accident collision \
    derailment landslide eruption tsunami summit meeting conference visit trip trial hearing verdict ruling \
    arrest inauguration coup protest march rally riot walkout ceasefire truce armistice invasion offensive \
    battle siege massacre assassination murder killing death funeral burial wedding birth launch opening \
    closure merger takeover signing ratification announcement speech interview disaster outbreak evacuation \
    rescue match final tournament festival ceremony debate session resignation dismissal appointment \
    surrender uprising revolution handover incident leak spill outage breach collapse sinking kidnapping \
    robbery escape";

/// The singular of `low` when it is a noun for an event.
fn event(low: &str) -> Option<&str> {
    let single = low.strip_suffix('s').filter(|single| listed(EVENTS, single)).unwrap_or(low);
    listed(EVENTS, single).then_some(single)
}

/// What the date at tokens `start..end` dates: "the vote on 3 May", "the vote was held on 3 May", "the
/// 3 May vote", "Friday's vote".
pub(super) fn dated<'p>(page: &'p Page, start: usize, end: usize) -> Option<&'p str> {
    let joined = |at: usize| at > 0 && page.joined(at);
    if joined(end)
        && (page.at(end.saturating_sub(1)).possessive || matches!(page.before(start), "the" | "a"))
        && let Some(event) = event(page.low(end))
    {
        return Some(event);
    }
    let mut at = start;
    if !(joined(at) && matches!(page.before(at), "on" | "of" | "in" | "at")) {
        return None;
    }
    at -= 1;
    // "was held", "took place"
    if joined(at) && matches!(page.before(at), "held" | "place") {
        at -= 1;
        while joined(at) && matches!(page.before(at), "was" | "were" | "took" | "be" | "been" | "will" | "to")
        {
            at -= 1;
        }
    }
    joined(at).then(|| event(page.before(at)))?
}

/// How many words of a noun phrase are looked through for its event: "the disputed second presidential vote".
const WORDS: usize = 5;

/// The event that the noun phrase at `i` names, with the token after it: "the vote", "last year's
/// disputed vote" is none, since a date stands in it.
pub(super) fn named<'p>(page: &'p Page, i: usize) -> Option<(&'p str, usize)> {
    if !page.joined(i)
        || !matches!(page.low(i), "the" | "a" | "an" | "its" | "their" | "his" | "her" | "that")
    {
        return None;
    }
    let mut found = None;
    for at in i + 1..i + 1 + WORDS {
        if !page.joined(at) || page.is(at) != Is::Nothing || !page.plain_word(at) {
            break;
        }
        match event(page.low(at)) {
            Some(event) => found = Some((event, at + 1)),
            None if found.is_some() => break,
            None => {}
        }
    }
    found
}
