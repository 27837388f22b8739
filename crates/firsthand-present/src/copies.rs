//! A family of copies as a tree: what each page kept of the common text, added and lost.

use crate::edits;
use crate::view::{View, shorten};
use firsthand_stemma::{Certainty, EditClass, EditKind, InDispatch};
use firsthand_story::{Account, EditEntry, Evidence, PassageEntry};
use firsthand_text::{Span, sentences};

/// How much of the last words before a cut is shown, in columns.
const LAST_WORDS: usize = 28;

/// A family of copies, laid out as a tree.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    /// Place of the account in the record.
    pub(crate) account: usize,
    /// Sentences of the common text that certainly stood in the dispatch.
    pub(crate) certain: usize,
    /// The page that is the dispatch; `None` when it is lost.
    pub(crate) root: Option<usize>,
    /// The pages below the root, each after its exemplar.
    pub(crate) members: Vec<Member>,
}

/// A page of a family.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Its place in the record.
    pub(crate) document: usize,
    /// What it was copied from; `None` for the root, whether held or lost.
    pub(crate) exemplar: Option<usize>,
    /// 0 right below the root.
    pub(crate) depth: usize,
    /// Whether it is the last of its siblings, from the root down to itself.
    pub(crate) last: Vec<bool>,
    /// Share of its words that were copied, where it is known.
    pub(crate) share: Option<f32>,
    /// How sure the direction is.
    pub(crate) certainty: Certainty,
    /// Certain sentences of the common text that it has.
    pub(crate) kept: usize,
    /// Probable ones.
    pub(crate) probable: usize,
    /// Sentences of its own.
    pub(crate) added: usize,
    /// Edits that change the meaning in which it stands apart from most.
    pub(crate) changed: usize,
    /// What was cut and put in, in words.
    pub(crate) tags: Vec<String>,
}

/// An edit and its readings, alike ones together.
type Grouped<'r> = (&'r EditEntry, Vec<edits::Group>);

/// The families of two or more pages, by account.
pub(crate) fn families(view: &View<'_>) -> Vec<Family> {
    let accounts = &view.record.accounts;
    let many = accounts.iter().enumerate().filter(|(_, account)| account.documents.len() > 1);
    many.map(|(place, account)| family(view, place, account)).collect()
}

fn family(view: &View<'_>, place: usize, account: &Account) -> Family {
    let root = account.dispatch.as_ref().and_then(|dispatch| dispatch.held);
    let certain = passages(view, place).filter(|p| p.in_dispatch == InDispatch::Certain).count();
    let mut family = Family { account: place, certain, root, members: Vec::new() };
    let edits = view.record.edits.iter().filter(|edit| edit.account == place);
    let grouped: Vec<Grouped<'_>> = edits.map(|edit| (edit, edits::groups(view, edit))).collect();
    let below: Vec<usize> =
        account.documents.iter().copied().filter(|&document| Some(document) != root).collect();
    let exemplar_of = |document: usize| {
        let from = account.copied_from.iter().find(|from| from.document == document)?;
        from.exemplar.filter(|exemplar| Some(*exemplar) != root && below.contains(exemplar))
    };
    // Depth first with a stack, children in order of pages; each page at most once, whatever the
    // record says of who copied whom.
    let mut placed: Vec<usize> = Vec::new();
    let mut stack: Vec<(usize, Vec<bool>)> = Vec::new();
    let top: Vec<usize> = below.iter().copied().filter(|&document| exemplar_of(document).is_none()).collect();
    push_children(&mut stack, &top, &[]);
    while let Some((document, last)) = stack.pop() {
        if placed.contains(&document) {
            continue;
        }
        placed.push(document);
        let children: Vec<usize> =
            below.iter().copied().filter(|&child| exemplar_of(child) == Some(document)).collect();
        push_children(&mut stack, &children, &last);
        let exemplar = exemplar_of(document);
        family.members.push(member(view, place, &grouped, document, exemplar, last));
    }
    for &document in below.iter().filter(|document| !placed.contains(document)) {
        family.members.push(member(view, place, &grouped, document, None, vec![true]));
    }
    family
}

fn push_children(stack: &mut Vec<(usize, Vec<bool>)>, children: &[usize], above: &[bool]) {
    for (i, &child) in children.iter().enumerate().rev() {
        let mut last = above.to_vec();
        last.push(i + 1 == children.len());
        stack.push((child, last));
    }
}

fn passages<'v>(view: &View<'v>, account: usize) -> impl Iterator<Item = &'v PassageEntry> {
    view.record.passages.iter().filter(move |passage| passage.account == account)
}

fn member(
    view: &View<'_>,
    place: usize,
    grouped: &[Grouped<'_>],
    document: usize,
    exemplar: Option<usize>,
    last: Vec<bool>,
) -> Member {
    let account = view.record.accounts.get(place);
    let from = account.and_then(|account| account.copied_from.iter().find(|from| from.document == document));
    let has = |kind: InDispatch| {
        passages(view, place)
            .filter(|p| p.in_dispatch == kind && p.readings.iter().any(|r| r.document == document))
            .count()
    };
    let (kept, probable) = (has(InDispatch::Certain), has(InDispatch::Probable));
    let (changed, tags) = tags(view, place, grouped, document);
    Member {
        document,
        exemplar,
        depth: last.len().saturating_sub(1),
        last,
        share: from.map(|from| from.share),
        certainty: from.map_or(Certainty::Undecided, |from| from.certainty),
        kept,
        probable,
        added: added(view, place, document).len(),
        changed,
        tags,
    }
}

/// The sentences that `document` has and the common text has not.
pub(crate) fn added(view: &View<'_>, account: usize, document: usize) -> Vec<Evidence> {
    let own: Vec<Evidence> = passages(view, account)
        .filter(|passage| passage.in_dispatch == InDispatch::No)
        .flat_map(|passage| passage.readings.iter().copied())
        .filter(|reading| reading.document == document)
        .collect();
    if !own.is_empty() {
        return own;
    }
    let text = view.text(document);
    let additions =
        view.record.edits.iter().filter(|edit| edit.account == account && edit.kind == EditKind::Addition);
    additions
        .flat_map(|edit| edit.readings.iter())
        .filter(|reading| reading.document == document)
        .flat_map(|reading| {
            let found = sentences(reading.span.of(text));
            found.into_iter().map(|sentence: Span| sentence.shift(reading.span.start))
        })
        .map(|span| Evidence { document, span })
        .collect()
}

/// How many edits of meaning set `document` apart, and what was cut and put in.
fn tags(view: &View<'_>, account: usize, grouped: &[Grouped<'_>], document: usize) -> (usize, Vec<String>) {
    let mut changed = 0;
    let mut cuts = 0;
    let mut reworded = 0;
    let (mut end, mut denial, mut date, mut credit) = (None, false, false, false);
    for (edit, groups) in grouped {
        let Some(mine) = groups.iter().position(|group| group.documents.contains(&document)) else {
            continue;
        };
        let lacks = groups.get(mine).is_some_and(|group| group.words.is_empty());
        let most = groups.first().is_some_and(|first| {
            groups.iter().skip(1).all(|group| group.documents.len() < first.documents.len())
        });
        // With one against one nothing tells who changed it.
        let apart = lacks || (mine > 0 && most);
        let meaning = edit.class == EditClass::Meaning;
        changed += usize::from(meaning && apart);
        match edit.kind {
            EditKind::TailCut if lacks => end = last_words(view, account, document),
            EditKind::DenialMissing if lacks => denial = true,
            EditKind::Omission | EditKind::OmissionWithLeftover | EditKind::CutMiddle if apart => cuts += 1,
            EditKind::AddedDate if !lacks && put_in(groups, mine) => date = true,
            EditKind::AddedCredit if !lacks && put_in(groups, mine) => credit = true,
            _ if meaning && apart && !lacks => reworded += 1,
            _ => {}
        }
    }
    let mut tags = Vec::new();
    if let Some(words) = end {
        tags.push(format!("ends after \"{words}\""));
    }
    if cuts > 0 {
        tags.push(crate::words::count(cuts, "cut", "cuts"));
    }
    if reworded > 0 {
        tags.push(format!("{reworded} changed in meaning"));
    }
    if denial {
        tags.push("lacks the denial".to_string());
    }
    match (date, credit) {
        (true, true) => tags.push("date and credit added".to_string()),
        (true, false) => tags.push("date added".to_string()),
        (false, true) => tags.push("credit added".to_string()),
        (false, false) => {}
    }
    (changed, tags)
}

/// Whether the words of group `mine` are more than the others have.
fn put_in(groups: &[edits::Group], mine: usize) -> bool {
    groups.len() > 1 && (mine > 0 || groups.iter().any(|group| group.words.is_empty()))
}

/// The last words that `document` has of the common text.
fn last_words(view: &View<'_>, account: usize, document: usize) -> Option<String> {
    let readings = passages(view, account).filter(|passage| passage.in_dispatch != InDispatch::No);
    let last = readings
        .flat_map(|passage| passage.readings.iter())
        .filter(|reading| reading.document == document)
        .max_by_key(|reading| reading.span.end)?;
    let words = view.quote(*last);
    let mut start = words.len();
    for (at, _) in words.rmatch_indices(' ') {
        if words.len() - at > LAST_WORDS {
            break;
        }
        start = at + 1;
    }
    let tail = words.get(start..).filter(|tail| !tail.is_empty()).unwrap_or(&words);
    Some(shorten(tail, LAST_WORDS))
}
