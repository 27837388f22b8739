//! What the copies of each family changed, reading beside reading, and who copied whom, on a terminal.
//!
//! In: a record and a [`Terminal`]. Out: lines without trailing space. Each family begins with whose
//! text it is; headlines first, then edits in order of the text, each with the words of every group of
//! pages that read alike. With everything asked for, each sentence of the dispatch stands above what
//! became of it, with how sure it is and how many independent pages have its words.

use crate::copies::{Family, families};
use crate::edits::{self, groups};
use crate::terminal::paper::{Paper, Style};
use crate::terminal::{Terminal, lead, tree};
use crate::view::{View, clean, prose, shorten};
use crate::words::{self, count};
use firsthand_stemma::{EditClass, EditKind, HeadlineRelation, InDispatch};
use firsthand_story::{Account, EditEntry, Evidence, PassageEntry, Record};

/// Pages named before an edit's words; more are counted.
const NAMED: usize = 8;
/// Columns that the names may take.
const NAMES: usize = 28;

/// The variants of all families of `record`: those of meaning, or all with each sentence.
pub fn collation(record: &Record, terminal: &Terminal, all: bool) -> String {
    let view = View::new(record);
    let mut paper = terminal.paper();
    for (number, family) in families(&view).iter().enumerate() {
        let Some(account) = record.accounts.get(family.account) else { continue };
        if number > 0 {
            paper.blank();
        }
        title(&view, &mut paper, account);
        headlines(&view, &mut paper, account, all);
        if all {
            sentences(&view, &mut paper, family.account);
        } else {
            meaning(&view, &mut paper, family.account);
        }
    }
    paper.finish()
}

/// Who copied whom in each family of `record`, as trees.
pub fn stemmata(record: &Record, terminal: &Terminal) -> String {
    let view = View::new(record);
    let mut paper = terminal.paper();
    for (number, family) in families(&view).iter().enumerate() {
        let Some(account) = record.accounts.get(family.account) else { continue };
        if number > 0 {
            paper.blank();
        }
        title(&view, &mut paper, account);
        paper.blank();
        tree(&view, &mut paper, family, account);
        paper.blank();
        reasons(&view, &mut paper, family, account);
    }
    paper.finish()
}

fn title(view: &View<'_>, paper: &mut Paper, account: &Account) {
    let id = paper.paint(Style::Strong, &account.id.to_uppercase());
    paper.text(1, 3, &format!("{id}   {}", lead(view, account)));
}

/// Why each page is where it is, in the tree's order.
fn reasons(view: &View<'_>, paper: &mut Paper, family: &Family, account: &Account) {
    for member in &family.members {
        let Some(from) = account.copied_from.iter().find(|from| from.document == member.document) else {
            continue;
        };
        let why: Vec<String> = from.why.iter().map(|why| prose(&view.fill(why))).collect();
        let name = paper.paint(Style::Strong, view.name(member.document));
        let line = format!("{name}  {}: {}", words::certainty(from.certainty), why.join("; "));
        paper.text(5, 7, &line);
    }
}

fn headlines(view: &View<'_>, paper: &mut Paper, account: &Account, all: bool) {
    let shown = |relation: &HeadlineRelation| {
        all || match relation {
            HeadlineRelation::Common | HeadlineRelation::Own => true,
            HeadlineRelation::Form { class, .. } => *class == EditClass::Meaning,
        }
    };
    if account.headlines.len() < 2 || !account.headlines.iter().skip(1).any(|one| shown(&one.relation)) {
        return;
    }
    paper.blank();
    paper.text(1, 3, &paper.paint(Style::Strong, "HEADLINES"));
    for headline in account.headlines.iter().filter(|headline| shown(&headline.relation)) {
        let page = headline.documents.first().and_then(|&at| view.record.documents.get(at));
        let title = page.and_then(|page| page.article.title.as_deref()).unwrap_or_default();
        let what = match &headline.relation {
            HeadlineRelation::Common => String::new(),
            HeadlineRelation::Own => "its own".to_string(),
            HeadlineRelation::Form { class, kind, note } => {
                let note = prose(&view.fill(note));
                format!(
                    "{}: {}",
                    class.as_str(),
                    if note.is_empty() { words::edit(*kind).to_string() } else { note }
                )
            }
        };
        row(view, paper, 3, &headline.documents, &format!("\"{}\"", clean(title)));
        if !what.is_empty() {
            let what = paper.paint(Style::Faint, &what);
            paper.text(5, 5, &what);
        }
    }
}

fn of_account<'r>(view: &View<'r>, account: usize) -> (Vec<&'r PassageEntry>, Vec<(usize, &'r EditEntry)>) {
    let passages: Vec<&PassageEntry> =
        view.record.passages.iter().filter(|passage| passage.account == account).collect();
    let mut edits: Vec<(usize, &EditEntry)> = view
        .record
        .edits
        .iter()
        .filter(|edit| edit.account == account)
        .map(|edit| (place(&passages, edit), edit))
        .collect();
    edits.sort_by_key(|(place, edit)| {
        (*place, edit.class, edit.change.first().or(edit.readings.first()).copied())
    });
    (passages, edits)
}

/// The passage that an edit stands in, as a number among those of its family; behind the one before it
/// when it is in none.
fn place(passages: &[&PassageEntry], edit: &EditEntry) -> usize {
    let inside = |evidence: &Evidence| {
        passages.iter().position(|passage| {
            let mut readings = passage.readings.iter();
            readings
                .any(|reading| reading.document == evidence.document && reading.span.overlaps(evidence.span))
        })
    };
    let before = |evidence: &Evidence| {
        passages.iter().rposition(|passage| {
            let mut readings = passage.readings.iter();
            readings.any(|reading| {
                reading.document == evidence.document && reading.span.end <= evidence.span.start
            })
        })
    };
    let mut readings = edit.readings.iter();
    readings.find_map(inside).or_else(|| edit.readings.first().and_then(before)).unwrap_or(0)
}

fn meaning(view: &View<'_>, paper: &mut Paper, account: usize) {
    let (_, edits) = of_account(view, account);
    let total = edits.len();
    let meaning: Vec<&EditEntry> =
        edits.into_iter().map(|(_, edit)| edit).filter(|edit| edit.class == EditClass::Meaning).collect();
    paper.blank();
    let found = match meaning.len() {
        0 => "none is seen to change the meaning".to_string(),
        some => format!("{some} of meaning"),
    };
    let rest = total - meaning.len();
    let rest = if rest > 0 { format!("; --all shows {rest} more") } else { String::new() };
    let head = paper.paint(Style::Strong, "VARIANTS");
    paper.text(1, 3, &format!("{head}   {}, {found}{rest}", count(total, "edit", "edits")));
    for edit in meaning {
        one(view, paper, edit, 3);
    }
}

fn sentences(view: &View<'_>, paper: &mut Paper, account: usize) {
    let (passages, edits) = of_account(view, account);
    paper.blank();
    paper.text(1, 3, &paper.paint(Style::Strong, "SENTENCES"));
    for (number, passage) in passages.iter().enumerate() {
        paper.blank();
        let sure = match passage.in_dispatch {
            InDispatch::Certain => "certain",
            InDispatch::Probable => "probable",
            InDispatch::No => "not the dispatch's",
        };
        let support = format!("{sure}, {} of {} independent", passage.votes, passage.of);
        let id = paper.paint(Style::Id, &passage.id);
        let support = paper.paint(Style::Faint, &support);
        paper.text(1, 3, &format!("{id}  {} {support}", reconstructed(view, passage)));
        for (_, edit) in edits.iter().filter(|(place, _)| *place == number) {
            one(view, paper, edit, 5);
        }
    }
}

/// The sentence of the dispatch, its pieces joined; marks that end close up to the word before.
pub(crate) fn reconstructed(view: &View<'_>, passage: &PassageEntry) -> String {
    let mut text = String::new();
    let mut last: Option<Evidence> = None;
    for &piece in &passage.reconstructed {
        let words = view.quote(piece);
        let closes = words.starts_with(['.', ',', ';', ':', '!', '?', '”', '’', ')', '。', '、', '，']);
        let opens = text.ends_with(['“', '‘', '(', '«', '「']);
        let unspaced = words.starts_with(firsthand_text::script::is_unspaced)
            && text.ends_with(firsthand_text::script::is_unspaced);
        if !text.is_empty() && !closes && !opens && !unspaced {
            text.push(' ');
        }
        text.push_str(&words);
        last = Some(piece);
    }
    if last.is_some() { text } else { "…".to_string() }
}

/// An edit: what it is, then a row for each group of pages that read alike.
fn one(view: &View<'_>, paper: &mut Paper, edit: &EditEntry, indent: usize) {
    let note = prose(&view.fill(&edit.note));
    let what = match (edit.class, note.is_empty()) {
        (class, true) => format!("{} · {}", class.as_str(), words::edit(edit.kind)),
        (class, false) => format!("{} · {}: {note}", class.as_str(), words::edit(edit.kind)),
    };
    let id = paper.paint(Style::Id, &edit.id);
    let what = paper.paint(Style::Faint, &what);
    paper.text(indent, indent + 2, &format!("{id}  {what}"));
    for group in groups(view, edit) {
        let words = match group.words.first() {
            Some(&words) => {
                format!("\"{}\"", shorten(&edits::in_context(view, edit, words), paper.width() * 3))
            }
            None => {
                let lacks = paper.paint(Style::Alarm, edits::lacking(edit.kind, group.documents.len() == 1));
                match group.instead.first().filter(|_| edit.kind == EditKind::DenialMissing) {
                    Some(&own) => format!("{lacks}, but says: \"{}\"", view.quote(own)),
                    None => lacks,
                }
            }
        };
        row(view, paper, indent + 2, &group.documents, &words);
    }
}

/// Pages on the left, their words on the right.
fn row(view: &View<'_>, paper: &mut Paper, indent: usize, documents: &[usize], words: &str) {
    let few: Vec<usize> = documents.iter().copied().take(NAMED).collect();
    let names = match documents.len() - few.len() {
        0 => view.names(&few),
        rest => format!("{} +{rest}", view.names(&few)),
    };
    let wide = textwrap::core::display_width(&names);
    let names = paper.paint(Style::Strong, &names);
    if wide <= NAMES {
        let pad = " ".repeat(NAMES.min(12).saturating_sub(wide));
        paper.text(indent, indent + wide + pad.len() + 2, &format!("{names}{pad}  {words}"));
    } else {
        paper.text(indent, indent + 2, &names);
        paper.text(indent + 4, indent + 4, words);
    }
}
