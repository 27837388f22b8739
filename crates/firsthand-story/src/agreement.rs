//! Agreements across pages: one agreement under its many names, and its steps in order.
//!
//! Places that speak of an agreement are joined by parties and kind. Places where the same parties
//! signed one before the other steps began belong to an older agreement and are kept apart. Contested
//! steps stand side by side; nothing is signed that no page tells as signed.

use crate::actor::Cast;
use crate::dating::first_day;
use crate::pile::{Pile, content_words, tidy};
use crate::quantity::said_by;
use crate::record::{
    Agreement, AgreementProvision, AgreementStatus, AgreementStep, Dating, DatingCertainty, Evidence,
    Statement,
};
use crate::statement::Said;
use crate::timeline::edtf;
use firsthand_claim::{Actor, ActorKind, AgreementMention, Modality, Stage, Step};
use std::collections::{BTreeMap, BTreeSet};

/// What makes mentions one agreement: the parties, and whether it is a truce.
type Key = (BTreeSet<String>, bool);

/// Mentions of one agreement: pages and their mentions, chain by chain. A chain is what one page calls
/// by the same name or "it".
type Chain = Vec<(usize, usize)>;

/// The agreements of the pile, and the documents that speak of each.
pub(crate) fn agreements(
    pile: &Pile,
    cast: &Cast,
    datings: &[Dating],
    said: &[Said],
    statements: &[Statement],
) -> (Vec<Agreement>, Vec<BTreeSet<usize>>) {
    let mut groups: BTreeMap<Key, Vec<Chain>> = BTreeMap::new();
    let mut unnamed: Vec<Chain> = Vec::new();
    for (at, page) in pile.pages.iter().enumerate() {
        let mentions = &page.claims.agreements;
        let mut chains: BTreeMap<usize, Chain> = BTreeMap::new();
        for number in 0..mentions.len() {
            chains.entry(root(mentions, number)).or_default().push((at, number));
        }
        for chain in chains.into_values() {
            let parties: BTreeSet<String> = chain
                .iter()
                .flat_map(|&(_, number)| &mentions[number].parties)
                .filter_map(|&actor| party(cast, at, actor, page.actor(actor)))
                .collect();
            if parties.len() < 2 {
                unnamed.push(chain);
                continue;
            }
            let truce = chain.iter().any(|&(_, number)| is_truce(mentions[number].name.of(page.text())));
            groups.entry((parties, truce)).or_default().push(chain);
        }
    }
    let named: Vec<(Key, BTreeSet<String>)> =
        groups.iter().map(|(key, chains)| (key.clone(), subjects(pile, chains))).collect();
    for chain in unnamed {
        if let Some(key) = only_agreement(pile, cast, &named, &chain) {
            groups.entry(key).or_default().push(chain);
        }
    }
    let mut found = Vec::new();
    for ((parties, _), chains) in groups {
        for chains in part_older(pile, chains) {
            let documents: BTreeSet<usize> = chains.iter().flatten().map(|place| place.0).collect();
            let parties: Vec<String> = parties.iter().cloned().collect();
            let agreement = agreement(pile, datings, said, statements, parties, &chains);
            found.push((agreement, documents));
        }
    }
    // What is told of most comes first.
    found.sort_by_key(|(agreement, documents)| {
        (
            std::cmp::Reverse(documents.len()),
            std::cmp::Reverse(agreement.steps.len()),
            agreement.parties.clone(),
        )
    });
    let mut result = (Vec::new(), Vec::new());
    for (number, (mut agreement, documents)) in found.into_iter().enumerate() {
        agreement.id = format!("g{}", number + 1);
        result.0.push(agreement);
        result.1.push(documents);
    }
    result
}

/// The first mention of the chain that `number` continues.
fn root(mentions: &[AgreementMention], number: usize) -> usize {
    let mut at = number;
    while let Some(earlier) = mentions[at].same_as.filter(|&earlier| earlier < at) {
        at = earlier;
    }
    at
}

/// What the names of an agreement say it is about: content words but for those that any agreement is
/// called by.
fn subjects(pile: &Pile, chains: &[Chain]) -> BTreeSet<String> {
    const ANY: [&str; 22] = [
        "agreement",
        "treati",
        "accord",
        "pact",
        "deal",
        "truce",
        "ceasefir",
        "contract",
        "memorandum",
        "understand",
        "text",
        "document",
        "project",
        "draft",
        "new",
        "comprehens",
        "final",
        "await",
        "long",
        "histor",
        "peac",
        "joint",
    ];
    let mut found = BTreeSet::new();
    for &(at, number) in chains.iter().flatten() {
        let page = &pile.pages[at];
        found.extend(content_words(page, page.claims.agreements[number].name));
    }
    found.retain(|word| !word.starts_with('@') && !ANY.contains(&word.as_str()));
    found
}

/// A name without parties ("the river agreement") means the one agreement of the pile that is about the
/// same and whose parties the page names; none when there are several.
fn only_agreement(pile: &Pile, cast: &Cast, named: &[(Key, BTreeSet<String>)], chain: &Chain) -> Option<Key> {
    let at = chain.first()?.0;
    let actors = pile.pages[at].claims.actors.iter().enumerate();
    let states: BTreeSet<String> =
        actors.filter_map(|(local, actor)| party(cast, at, local, actor)).collect();
    let about = subjects(pile, std::slice::from_ref(chain));
    let mut fitting = named
        .iter()
        .filter(|((parties, _), subjects)| parties.is_subset(&states) && !subjects.is_disjoint(&about));
    match (fitting.next(), fitting.next()) {
        (Some((key, _)), None) => Some(key.clone()),
        _ => None,
    }
}

/// The state or organisation that an actor stands for as a party, by its name.
fn party(cast: &Cast, at: usize, local: usize, actor: &Actor) -> Option<String> {
    let known = cast.of[at][local].map(|entry| &cast.entries[entry]);
    let country = actor.country.as_deref().or_else(|| known?.country.as_deref());
    match actor.kind {
        ActorKind::Government | ActorKind::Place | ActorKind::Organisation => Some(country.map_or_else(
            || known.map_or_else(|| actor.name.clone(), |entry| entry.name.clone()),
            |country| cast.state(country),
        )),
        ActorKind::Person => country.map(|country| cast.state(country)),
        ActorKind::Unnamed | ActorKind::Unresolved => None,
    }
}

fn is_truce(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["ceasefire", "cease-fire", "truce", "armistice"].iter().any(|word| lower.contains(word))
}

/// Parts chains whose agreement was signed, on a known day, before steps that lead to signing in other
/// chains: that was an older one.
fn part_older(pile: &Pile, chains: Vec<Chain>) -> Vec<Vec<Chain>> {
    let signed = |chain: &Chain| {
        steps_of(pile, chain)
            .filter(|(_, step)| matches!(step.stage, Stage::Signed | Stage::InForce | Stage::Ratified))
            .filter_map(|(at, step)| pile.pages[at].claims.times[step.when?].days)
            .map(|days| days.1)
            .min()
    };
    let leading = |chain: &Chain| {
        steps_of(pile, chain)
            .filter(|(_, step)| step.stage < Stage::Signed)
            .filter_map(|(at, step)| {
                match step.when.and_then(|when| pile.pages[at].claims.times[when].days) {
                    Some((first, _)) => Some(first),
                    None => pile.pages[at].anchor,
                }
            })
            .max()
    };
    let last = chains.iter().filter_map(leading).max();
    let (older, main): (Vec<Chain>, Vec<Chain>) =
        chains.into_iter().partition(|chain| matches!((signed(chain), last), (Some(signed), Some(last)) if signed < last && leading(chain).is_none()));
    [main, older].into_iter().filter(|chains| !chains.is_empty()).collect()
}

fn steps_of<'p>(pile: &'p Pile, chain: &'p Chain) -> impl Iterator<Item = (usize, &'p Step)> {
    chain.iter().flat_map(move |&(at, number)| {
        pile.pages[at].claims.agreements[number].steps.iter().map(move |step| (at, step))
    })
}

fn agreement(
    pile: &Pile,
    datings: &[Dating],
    said: &[Said],
    statements: &[Statement],
    parties: Vec<String>,
    chains: &[Chain],
) -> Agreement {
    let mut steps: Vec<AgreementStep> = Vec::new();
    let mut provisions: Vec<AgreementProvision> = Vec::new();
    for &(at, number) in chains.iter().flatten() {
        let page = &pile.pages[at];
        let mention = &page.claims.agreements[number];
        for step in &mention.steps {
            let Some(entry) = step_entry(pile, datings, said, statements, at, step) else { continue };
            let same = steps.iter_mut().find(|known| {
                known.stage == entry.stage
                    && known.date == entry.date
                    && known.due == entry.due
                    && known.party == entry.party
                    && (known.by == entry.by || known.by.is_none() || entry.by.is_none())
            });
            match same {
                Some(known) => {
                    known.by = known.by.take().or(entry.by);
                    known.evidence.extend(entry.evidence);
                    known.evidence = tidy(std::mem::take(&mut known.evidence));
                }
                None => steps.push(entry),
            }
        }
        for provision in &mention.provisions {
            let evidence = page.evidence(at, provision.span);
            let by = said_by(pile, at, provision.span);
            let same = provisions.iter_mut().find(|known| {
                known.kind == provision.kind
                    && (known.by == by || same_place(pile, &known.evidence, at, provision.span))
            });
            match same {
                Some(known) => known.evidence.extend(evidence),
                None => provisions.push(AgreementProvision { kind: provision.kind, by, evidence }),
            }
        }
    }
    steps.sort_by_key(order);
    let status = status(pile, datings, chains, &steps);
    Agreement { id: String::new(), name: name(pile, chains), parties, provisions, steps, status }
}

fn same_place(pile: &Pile, known: &[Evidence], at: usize, span: firsthand_text::Span) -> bool {
    let place = pile.place(at, span);
    place.is_some()
        && known.iter().any(|evidence| {
            let page = &pile.pages[evidence.document];
            page.account == pile.pages[at].account
                && page.sentences.iter().any(|sentence| {
                    pile.place(evidence.document, *sentence) == place
                        && page.body.origin(*sentence).iter().any(|origin| origin.overlaps(evidence.span))
                })
        })
}

fn order(step: &AgreementStep) -> (Option<jiff::civil::Date>, Stage, Vec<Evidence>) {
    (step.date.as_deref().and_then(first_day), step.stage, step.evidence.clone())
}

fn step_entry(
    pile: &Pile,
    datings: &[Dating],
    said: &[Said],
    statements: &[Statement],
    at: usize,
    step: &Step,
) -> Option<AgreementStep> {
    if matches!(step.modality, Modality::Denied | Modality::Conditional) {
        return None;
    }
    let to_come = matches!(step.modality, Modality::Planned | Modality::Expected | Modality::Deadline);
    if to_come && step.stage >= Stage::Signed {
        return None;
    }
    let page = &pile.pages[at];
    let by = said_by(pile, at, step.span).filter(|&by| holds(pile, &said[by], at, step.span));
    let stated =
        step.when.and_then(|when| page.claims.times[when].days).map(|(first, last)| edtf(first, last));
    let told = by.and_then(|by| statements[by].date.clone()).or_else(|| day_of(&datings[at]));
    let (date, due) = match step.stage {
        Stage::SigningScheduled => (told, stated),
        _ => (stated.or(told), None),
    };
    Some(AgreementStep {
        date,
        due,
        stage: step.stage,
        party: step.party.map(|actor| page.actor(actor).name.clone()),
        by: by.and_then(|by| statements[by].speaker.as_ref()).map(|speaker| speaker.name.clone()),
        evidence: page.evidence(at, step.span),
    })
}

/// Whether `span` begins within what is said, not at its cue ("agreed to draft it" is the deed itself).
fn holds(pile: &Pile, said: &Said, at: usize, span: firsthand_text::Span) -> bool {
    said.places.iter().filter(|place| place.0 == at).any(|&(at, number)| {
        let content = &pile.pages[at].claims.attributions[number].content;
        content.iter().any(|content| content.start <= span.start && span.start < content.end)
    })
}

/// The day of a page as EDTF, an interval where only bounds are known.
fn day_of(dating: &Dating) -> Option<String> {
    match (dating.certainty, &dating.earliest, &dating.latest) {
        (DatingCertainty::Bounded, Some(first), Some(last)) => Some(format!("{first}/{last}")),
        (DatingCertainty::Bounded, Some(first), None) => Some(format!("{first}/..")),
        (DatingCertainty::Bounded, None, Some(last)) => Some(format!("../{last}")),
        (_, Some(first), _) => Some(first.trim_end_matches('~').to_string()),
        _ => None,
    }
}

/// The latest step that is told, by the day of the telling.
fn status(
    pile: &Pile,
    datings: &[Dating],
    chains: &[Chain],
    steps: &[AgreementStep],
) -> Option<AgreementStatus> {
    let told_on = |step: &AgreementStep| {
        step.evidence.iter().filter_map(|evidence| pile.pages[evidence.document].anchor).max()
    };
    let last = steps
        .iter()
        .max_by_key(|step| (told_on(step), step.date.as_deref().and_then(first_day), step.stage))?;
    let as_of = chains
        .iter()
        .flatten()
        .filter_map(|&(at, _)| datings[at].earliest.as_deref().filter(|_| pile.pages[at].anchor.is_some()))
        .max()
        .map(str::to_string);
    let due = (last.stage == Stage::SigningScheduled).then(|| last.due.clone()).flatten();
    Some(AgreementStatus { stage: last.stage, as_of, due, confirmed: last.stage >= Stage::Signed })
}

/// The fullest name: the longest that says what it is about, but no whole clause.
fn name(pile: &Pile, chains: &[Chain]) -> String {
    const LONGEST: usize = 90;
    let names = chains.iter().flatten().map(|&(at, number)| {
        let page = &pile.pages[at];
        page.claims.agreements[number].name.of(page.text())
    });
    let names: BTreeSet<&str> = names.filter(|name| name.len() <= LONGEST && !name.contains('\n')).collect();
    let fullest = names
        .iter()
        .copied()
        .max_by_key(|name| (name.len(), std::cmp::Reverse(*name)))
        .unwrap_or("agreement");
    fullest.to_string()
}
