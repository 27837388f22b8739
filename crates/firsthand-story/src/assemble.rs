//! The way from articles to the record, step by step.

use crate::actor::{Cast, cast, office_changes};
use crate::page::Page;
use crate::pile::{Pile, tidy};
use crate::record::*;
use crate::{GroupItem, agreement, dating, denial, figure, quantity, same, statement, thread, timeline};
use firsthand_read::{Article, Notice};
use firsthand_stemma::{
    EditClass, EditKind, Exemplar, InDispatch, Reading, Segment, Stemma, Tracing, Witness, trace,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the record of `articles`. The result does not depend on their order.
///
/// `notices` are those of captures that gave no article, with the name of the file. `stage` is told
/// the name of each step as it begins ("attributing", "matching", "dating", "joining"). Runs on the
/// current rayon pool; the number of threads does not change the result.
pub fn record(
    articles: Vec<Article>,
    notices: Vec<(Option<String>, Notice)>,
    stage: &(dyn Fn(&'static str) + Sync),
) -> Record {
    record_knowing(articles, notices, false, stage)
}

/// [`record`], where `know` lets pages without a date be dated by general knowledge as well: by who
/// headed which state or government when ([`firsthand_claim::know`]).
pub fn record_knowing(
    mut articles: Vec<Article>,
    mut notices: Vec<(Option<String>, Notice)>,
    know: bool,
    stage: &(dyn Fn(&'static str) + Sync),
) -> Record {
    articles.sort_by(|a, b| (&a.file, &a.id).cmp(&(&b.file, &b.id)));
    // One name, one capture: the same bytes a second time bear no second testimony.
    let mut seen = BTreeSet::new();
    articles.retain(|article| seen.insert(article.id.clone()));
    stage("attributing");
    let mut pages: Vec<Page> = articles.into_par_iter().map(Page::new).collect();
    stage("matching");
    let tracing = {
        let witnesses: Vec<Witness<'_>> = pages.iter().map(Page::witness).collect();
        trace(&witnesses)
    };
    stage("dating");
    let datings = dating::date_pages(&pages, &tracing, know);
    pages.par_iter_mut().zip(&datings).for_each(|(page, dating)| page.anchor_at(dating::anchor(dating)));
    stage("joining");
    let mut pile = Pile::new(pages, &tracing);
    let mut record = join(&mut pile, &tracing, &datings);
    notices.sort_by(|a, b| (&a.0, a.1.code, &a.1.message).cmp(&(&b.0, b.1.code, &b.1.message)));
    record.notices = notices;
    record.documents = pile
        .pages
        .into_iter()
        .zip(datings)
        .map(|(page, published)| Document { article: page.article, published })
        .collect();
    record
}

/// The part of [`record`] that tells who copied whom: documents, accounts, passages and edits, named as
/// there. What the pages say is not read.
pub fn copies(mut articles: Vec<Article>, mut notices: Vec<(Option<String>, Notice)>) -> Record {
    articles.sort_by(|a, b| (&a.file, &a.id).cmp(&(&b.file, &b.id)));
    let mut seen = BTreeSet::new();
    articles.retain(|article| seen.insert(article.id.clone()));
    let pages: Vec<Page> = articles.into_par_iter().map(Page::unread).collect();
    let tracing = {
        let witnesses: Vec<Witness<'_>> = pages.iter().map(Page::witness).collect();
        trace(&witnesses)
    };
    let datings = dating::date_pages(&pages, &tracing, false);
    let pile = Pile::new(pages, &tracing);
    notices.sort_by(|a, b| (&a.0, a.1.code, &a.1.message).cmp(&(&b.0, b.1.code, &b.1.message)));
    let (accounts, passages, edits) =
        (accounts(&pile, &tracing), passages(&pile, &tracing), edits(&pile, &tracing));
    let pages = pile.pages.into_iter().zip(datings);
    let documents = pages.map(|(page, published)| Document { article: page.article, published }).collect();
    Record { documents, accounts, passages, edits, notices, ..Record::default() }
}

fn join(pile: &mut Pile, tracing: &Tracing, datings: &[Dating]) -> Record {
    let cast = cast(pile, datings);
    for (at, page) in pile.pages.iter_mut().enumerate() {
        page.keys = cast.keys(at, &page.claims.actors);
    }
    let said = statement::join(pile, &cast);
    for (statement, said) in said.iter().enumerate() {
        said.places.iter().for_each(|&(at, attribution)| pile.said_on[at].push((statement, attribution)));
    }
    let pile = &*pile;
    let statements = statement::statements(pile, &cast, &said);
    let counted = quantity::join(pile);
    let quantities = quantity::quantities(pile, &counted);
    let (agreements, agreement_documents) = agreement::agreements(pile, &cast, datings, &said, &statements);
    let accounts = accounts(pile, tracing);
    let edits = edits(pile, tracing);
    let (stories, story_of) = stories(pile, datings, &accounts);
    let threads = thread::threads(pile, &stories, &agreements, &agreement_documents);
    let thread_of = thread_of(&stories, &threads, pile.pages.len());
    let speakers: Vec<Option<String>> = statements
        .iter()
        .map(|statement| statement.speaker.as_ref().map(|speaker| speaker.name.clone()))
        .collect();
    let claimed = same::claims(pile, &said);
    let mut claims = same::entries(pile, &said, &claimed, &speakers);
    let mut conflicts = denial::denials(pile, &said, &statements, &edits, &thread_of);
    let claim_of = |statement: usize| claimed.iter().position(|claim| claim.statements.contains(&statement));
    let claim_of: Vec<Option<usize>> = (0..said.len()).map(claim_of).collect();
    let (figures, mut relations) = figure::figures(&figure::Figures {
        pile,
        counted: &counted,
        entries: &quantities,
        statements: &statements,
        claim_of: &claim_of,
        story_of: &story_of,
        thread_of: &thread_of,
    });
    conflicts.extend(figures);
    for (number, conflict) in conflicts.iter_mut().enumerate() {
        conflict.id = format!("x{}", number + 1);
    }
    set_against(&mut claims, &conflicts);
    relations.extend(other_relations(&cast, &edits, &claims));
    Record {
        accounts,
        passages: passages(pile, tracing),
        edits,
        stories,
        threads,
        timeline: timeline::timeline(pile, &cast),
        statements,
        claims,
        conflicts,
        relations,
        quantities,
        agreements,
        actors: cast.entries,
        ..Record::default()
    }
}

/// The account of each document's family, or of the document alone.
fn accounts(pile: &Pile, tracing: &Tracing) -> Vec<Account> {
    pile.accounts
        .iter()
        .enumerate()
        .map(|(number, documents)| {
            let family = tracing
                .families
                .iter()
                .find(|family| family.witnesses.iter().any(|at| documents.contains(at)));
            let id = format!("a{}", number + 1);
            match family {
                Some(family) => family_account(id, documents, family, &other_text(pile, tracing)),
                None => Account {
                    id,
                    documents: documents.clone(),
                    dispatch: alone_dispatch(pile, documents[0]),
                    most_complete: None,
                    least_altered: None,
                    copied_from: Vec::new(),
                    headlines: Vec::new(),
                },
            }
        })
        .collect()
}

/// For each page, the page of another account, published before it, that it shares most text with: it
/// mixes two texts (contamination). With the share of its words.
fn other_text(pile: &Pile, tracing: &Tracing) -> BTreeMap<usize, (usize, f32)> {
    let mut found: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
    for pair in &tracing.pairs {
        let (a, b) = (&pile.pages[pair.a], &pile.pages[pair.b]);
        if a.account == b.account {
            continue;
        }
        for (later, earlier, share) in [(pair.a, pair.b, pair.share_a), (pair.b, pair.a, pair.share_b)] {
            let (day, before) = (pile.pages[later].anchor, pile.pages[earlier].anchor);
            let is_later = matches!((day, before), (Some(day), Some(before)) if day > before);
            let known = found.get(&later).copied();
            let more = known.is_none_or(|(at, known)| share > known || (share == known && earlier < at));
            if is_later && more {
                found.insert(later, (earlier, share));
            }
        }
    }
    found
}

fn family_account(
    id: String,
    documents: &[usize],
    family: &Stemma,
    other_text: &BTreeMap<usize, (usize, f32)>,
) -> Account {
    let mixed = |copy: usize| {
        other_text.get(&copy).map(|(other, share)| {
            let percent = (share * 100.0).round();
            format!("{percent} % of its words also stand in {{{other}}}, which is another account's text")
        })
    };
    Account {
        id,
        documents: documents.to_vec(),
        dispatch: Some(AccountDispatch {
            agency: family.dispatch.named.clone(),
            held: family.dispatch.held,
            basis: family.dispatch.basis.clone(),
        }),
        most_complete: Some(family.most_complete),
        least_altered: Some(family.least_altered),
        copied_from: family
            .copyings
            .iter()
            .map(|copying| CopiedFrom {
                document: copying.copy,
                exemplar: match copying.exemplar {
                    Exemplar::Held(at) => Some(at),
                    Exemplar::Lost => None,
                },
                share: copying.share,
                certainty: copying.certainty,
                why: copying.why.iter().cloned().chain(mixed(copying.copy)).collect(),
            })
            .collect(),
        headlines: family
            .headlines
            .iter()
            .map(|headline| {
                let mut documents = headline.witnesses.clone();
                documents.sort_unstable();
                AccountHeadline { documents, relation: headline.relation.clone() }
            })
            .collect(),
    }
}

/// A page that credits somebody rests on a text that is not here, even when no other page has it.
fn alone_dispatch(pile: &Pile, at: usize) -> Option<AccountDispatch> {
    let article = &pile.pages[at].article;
    let outlet = article.outlet.as_ref().map(|outlet| outlet.name.as_str());
    let credit = article.credits.iter().find(|credit| Some(credit.agency.as_str()) != outlet)?;
    Some(AccountDispatch {
        agency: Some(credit.agency.clone()),
        held: None,
        basis: format!("credited by {{{at}}}: “{}”", credit.exact),
    })
}

fn passages(pile: &Pile, tracing: &Tracing) -> Vec<PassageEntry> {
    let mut found = Vec::new();
    for family in &tracing.families {
        for segment in family.segments.iter().filter(is_common) {
            let evidence = |readings: &[Reading]| -> Vec<Evidence> {
                let places = readings.iter().filter_map(|reading| Some((reading.witness, reading.span?)));
                places.flat_map(|(at, span)| pile.evidence(at, span)).collect()
            };
            found.push(PassageEntry {
                id: format!("p{}", found.len() + 1),
                account: pile.pages[family.witnesses[0]].account,
                in_dispatch: segment.in_dispatch,
                readings: evidence(&segment.readings),
                reconstructed: evidence(&segment.text),
                votes: segment.votes,
                of: segment.of,
            });
        }
    }
    found
}

/// Whether a segment belongs to the common text: two have it, or it is likely to have stood there.
fn is_common(segment: &&Segment) -> bool {
    segment.readings.len() > 1 || segment.in_dispatch != InDispatch::No
}

fn edits(pile: &Pile, tracing: &Tracing) -> Vec<EditEntry> {
    let mut found: Vec<EditEntry> = Vec::new();
    for family in &tracing.families {
        for edit in &family.edits {
            let mut readings = Vec::new();
            let mut absent = BTreeSet::new();
            for reading in &edit.readings {
                match reading.span {
                    Some(span) => readings.extend(pile.evidence(reading.witness, span)),
                    None => {
                        absent.insert(reading.witness);
                    }
                }
            }
            let change = edit.change.iter().flat_map(|change| {
                change
                    .spans
                    .iter()
                    .zip(&edit.readings)
                    .filter_map(|(span, reading)| Some((reading.witness, (*span)?)))
            });
            found.push(EditEntry {
                id: String::new(),
                account: pile.pages[family.witnesses[0]].account,
                class: edit.class,
                kind: edit.kind,
                change: change.flat_map(|(at, span)| pile.evidence(at, span)).collect(),
                absent: absent.into_iter().collect(),
                readings,
                note: edit.note.clone(),
            });
        }
    }
    found.sort_by(|a, b| {
        (a.class, gravity(a.kind), a.account, &a.readings).cmp(&(
            b.class,
            gravity(b.kind),
            b.account,
            &b.readings,
        ))
    });
    for (number, edit) in found.iter_mut().enumerate() {
        edit.id = format!("e{}", number + 1);
    }
    found
}

/// Order within a class: what a reader must know first. A denial that is gone outweighs a word that
/// shows a cut, and that a sentence left out.
fn gravity(kind: EditKind) -> usize {
    const ORDER: [EditKind; 9] = [
        EditKind::DenialMissing,
        EditKind::Negation,
        EditKind::Modality,
        EditKind::OmissionWithLeftover,
        EditKind::Number,
        EditKind::Attribution,
        EditKind::Rewrite,
        EditKind::TailCut,
        EditKind::Omission,
    ];
    ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len())
}

/// The stories in order of date, and the story of each document.
fn stories(pile: &Pile, datings: &[Dating], accounts: &[Account]) -> (Vec<Story>, Vec<usize>) {
    let items: Vec<GroupItem<'_>> = pile
        .pages
        .iter()
        .zip(datings)
        .map(|(page, dating)| GroupItem {
            id: &page.article.id,
            title: page.article.title.as_deref().unwrap_or(""),
            text: page.text(),
            date: dating.earliest.as_deref().and_then(dating::first_day),
            account: Some(page.account),
        })
        .collect();
    let numbers = crate::group(&items);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &number) in numbers.iter().enumerate() {
        members.entry(number).or_default().push(at);
    }
    let day = |at: usize| datings[at].earliest.clone();
    let mut groups: Vec<Vec<usize>> = members.into_values().collect();
    // Undated stories go last; within a day, by first document.
    groups.sort_by_key(|documents| {
        let first = documents.iter().filter_map(|&at| day(at)).min();
        (first.is_none(), first, documents[0])
    });
    let mut story_of = vec![0; pile.pages.len()];
    let mut stories = Vec::new();
    for documents in groups {
        documents.iter().for_each(|&at| story_of[at] = stories.len());
        stories.push(Story {
            id: format!("s{}", stories.len() + 1),
            title: story_title(pile, accounts, &documents),
            date: story_date(datings, &documents),
            accounts: pile.count_accounts(documents.iter().copied()),
            documents,
        });
    }
    (stories, story_of)
}

/// The first day on which a page of the story was published; an interval where only bounds are known.
fn story_date(datings: &[Dating], documents: &[usize]) -> Option<String> {
    let first = documents
        .iter()
        .map(|&at| &datings[at])
        .filter(|dating| dating.earliest.is_some())
        .min_by_key(|dating| &dating.earliest)?;
    let earliest = first.earliest.clone()?;
    match (&first.latest, first.certainty) {
        (Some(latest), DatingCertainty::Bounded) => Some(format!("{earliest}/{latest}")),
        (None, DatingCertainty::Bounded) => Some(format!("{earliest}/..")),
        _ => Some(earliest),
    }
}

/// The headline of the account that most pages carry, from its fullest page that has one; else the
/// first sentence of the text, to the letter.
fn story_title(pile: &Pile, accounts: &[Account], documents: &[usize]) -> String {
    let mut ranked: Vec<usize> = documents.to_vec();
    ranked.sort_by_key(|&at| {
        let account = &accounts[pile.pages[at].account];
        let mates = account.documents.iter().filter(|other| documents.contains(other)).count();
        (std::cmp::Reverse(mates), account.most_complete != Some(at), at)
    });
    let title = ranked.iter().find_map(|&at| pile.pages[at].article.title.clone());
    title.unwrap_or_else(|| {
        let page = &pile.pages[ranked[0]];
        page.sentences.first().map(|sentence| sentence.of(page.text()).to_string()).unwrap_or_default()
    })
}

/// For each document the number of its thread; stories without one count as their own.
fn thread_of(stories: &[Story], threads: &[Thread], documents: usize) -> Vec<usize> {
    let mut of = vec![usize::MAX; documents];
    for (number, story) in stories.iter().enumerate() {
        let thread = threads.iter().position(|thread| thread.stories.contains(&number));
        for &at in &story.documents {
            of[at] = thread.unwrap_or(threads.len() + number);
        }
    }
    of
}

/// Marks claims that stand on different sides of one conflict.
fn set_against(claims: &mut [Claim], conflicts: &[Conflict]) {
    let mut holding: BTreeMap<Evidence, Vec<usize>> = BTreeMap::new();
    for (number, claim) in claims.iter().enumerate() {
        claim.evidence.iter().for_each(|&evidence| holding.entry(evidence).or_default().push(number));
    }
    for conflict in conflicts {
        let of_side = |side: &Side| -> BTreeSet<usize> {
            side.evidence.iter().filter_map(|evidence| holding.get(evidence)).flatten().copied().collect()
        };
        let sides: Vec<BTreeSet<usize>> = conflict.sides.iter().map(of_side).collect();
        for (i, one) in conflict.sides.iter().enumerate() {
            for (j, other) in conflict.sides.iter().enumerate() {
                let denial = conflict.kind == ConflictKind::Denied;
                if i == j || (denial && (one.stance == "denies") == (other.stance == "denies")) {
                    continue;
                }
                for &claim in &sides[i] {
                    claims[claim].against.extend(sides[j].iter().filter(|&&against| against != claim));
                }
            }
        }
    }
    for claim in claims {
        claim.against.sort_unstable();
        claim.against.dedup();
    }
}

/// What only looks like a conflict, beyond figures.
fn other_relations(cast: &Cast, edits: &[EditEntry], claims: &[Claim]) -> Vec<Relation> {
    let mut found = Vec::new();
    for (earlier, later) in office_changes(&cast.entries) {
        let (a, b) = (&cast.entries[earlier], &cast.entries[later]);
        found.push(Relation {
            kind: RelationKind::OfficeChanged,
            between: vec![a.id.clone(), b.id.clone()],
            about: a.role.clone().unwrap_or_default(),
            evidence: tidy(a.forms.iter().take(1).chain(b.forms.iter().take(1)).copied().collect()),
        });
    }
    for edit in edits.iter().filter(|edit| edit.class == EditClass::Framing) {
        found.push(Relation {
            kind: RelationKind::Framing,
            between: vec![edit.id.clone()],
            about: String::new(),
            evidence: edit.readings.clone(),
        });
    }
    for claim in claims.iter().filter(|claim| !claim.own_voice.is_empty() && claim.against.is_empty()) {
        found.push(Relation {
            kind: RelationKind::OwnVoice,
            between: vec![claim.id.clone()],
            about: String::new(),
            evidence: claim.own_voice.clone(),
        });
    }
    found
}
