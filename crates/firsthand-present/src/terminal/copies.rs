//! Who copied whom, and what the copies changed.

use super::paper::{Cell, Paper, Style};
use super::{COLUMNS, Terminal, heading, more};
use crate::copies::{Family, Member, families};
use crate::edits::{self, groups};
use crate::view::{View, clean, prose, shorten};
use crate::words::{self, count};
use firsthand_stemma::{EditClass, EditKind};
use firsthand_story::{Account, EditEntry};

/// Families drawn; more are counted.
const FAMILIES: usize = 4;
/// Members drawn in a tree; more are counted.
const MEMBERS: usize = 16;
/// Edits of meaning shown one by one.
const EDITS: usize = 10;
/// Edits of framing shown one by one.
const FRAMINGS: usize = 4;
/// Lines that one quotation may take.
const LINES: usize = 2;

/// Each family: whose text, a tree of who has what.
pub(crate) fn copies(view: &View<'_>, paper: &mut Paper, terminal: &Terminal) {
    let mut families = families(view);
    if families.len() > FAMILIES {
        families.sort_by_key(|family| std::cmp::Reverse(family.members.len()));
    }
    if families.is_empty() {
        if view.record.documents.len() > 1 {
            heading(paper, "COPIES", "   no copies among these pages");
        }
        return;
    }
    for (i, family) in families.iter().take(FAMILIES).enumerate() {
        let Some(account) = view.record.accounts.get(family.account) else {
            continue;
        };
        let lead = format!("   {}", lead(view, account));
        if i == 0 {
            heading(paper, "COPIES", &lead);
        } else {
            paper.blank();
            paper.text(1, 3, lead.trim_start());
        }
        paper.blank();
        tree(view, paper, family, account);
        let sure = certainty(family);
        let why = paper.paint(Style::Faint, &format!("why: {}", terminal.ask(&account.id)));
        paper.parts(5, 5, "   ", &[sure, why]);
    }
    more(paper, 1, FAMILIES, families.len(), "families of copies");
}

/// "000, 001 and 002 are one text; credited by 002 only".
pub(crate) fn lead(view: &View<'_>, account: &Account) -> String {
    let few: Vec<usize> = account.documents.iter().copied().take(8).collect();
    let names = match account.documents.len() - few.len() {
        0 => view.names_and(&few),
        rest => format!("{} and {rest} more", view.names(&few)),
    };
    let mut lead = format!("{names} are one text.");
    let credit = account.documents.iter().find_map(|&document| {
        let agency = account.dispatch.as_ref()?.agency.as_deref()?;
        let article = &view.record.documents.get(document)?.article;
        let credit = article.credits.iter().find(|credit| credit.agency.eq_ignore_ascii_case(agency))?;
        Some((document, credit))
    });
    let crediting = |agency: &str| {
        let pages = account.documents.iter().filter_map(|&document| view.record.documents.get(document));
        pages
            .filter(|page| page.article.credits.iter().any(|c| c.agency.eq_ignore_ascii_case(agency)))
            .count()
    };
    match credit {
        Some((document, credit)) => {
            let place = credit.span.map_or_else(
                || view.name(document).to_string(),
                |span| view.place(firsthand_story::Evidence { document, span }),
            );
            let who = match crediting(&credit.agency) {
                1 => format!("Only {} says whose", view.name(document)),
                number => format!("{number} of them say whose"),
            };
            lead.push_str(&format!(" {who}: \"{}\" ({place})", clean(&credit.exact)));
        }
        None => {
            if let Some(dispatch) = &account.dispatch {
                let basis = prose(&view.fill(&dispatch.basis));
                let mut letters = basis.chars();
                if let Some(first) = letters.next() {
                    lead.push_str(&format!(
                        " {}{}.",
                        first.to_uppercase(),
                        letters.as_str().trim_end_matches('.')
                    ));
                }
            }
        }
    }
    lead
}

/// The name of the text at the root.
pub(crate) fn root(view: &View<'_>, family: &Family, account: &Account) -> String {
    let agency = account.dispatch.as_ref().and_then(|dispatch| dispatch.agency.as_deref());
    match (family.root, agency) {
        (Some(document), Some(agency)) => format!("{}, {agency}'s own text", view.name(document)),
        (Some(document), None) => format!("{}, the text the others come from", view.name(document)),
        (None, Some(agency)) => format!("{agency} dispatch, not among these pages"),
        (None, None) => "a common text, not among these pages".to_string(),
    }
}

pub(crate) fn tree(view: &View<'_>, paper: &mut Paper, family: &Family, account: &Account) {
    let root = paper.paint(Style::Strong, &clean(&root(view, family, account)));
    paper.text(5, 7, &root);
    let shown: Vec<&Member> = family.members.iter().take(MEMBERS).collect();
    let names: Vec<String> = shown
        .iter()
        .map(|member| format!("{}{}", branch(&member.last), view.name(member.document)))
        .collect();
    let name = names.iter().map(|name| textwrap::core::display_width(name)).max().unwrap_or(0);
    let lines: Vec<[String; 3]> = shown.iter().enumerate().map(|(i, m)| member(family, m, i == 0)).collect();
    let widest = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| textwrap::core::display_width(cell)).max()
    };
    let (parts, added) = (widest(0).unwrap_or(0), widest(1).unwrap_or(0));
    let used = 5 + name + 2 + parts + 2 + added + 2;
    for (label, [kept, new, tags]) in names.iter().zip(&lines) {
        // Columns only when the last one has room to be read.
        if paper.width() >= COLUMNS && used + 24 <= paper.width() {
            paper.row(
                5,
                &[
                    Cell::left(label.clone(), name),
                    Cell::left(kept.clone(), parts),
                    Cell::left(new.clone(), added),
                    Cell::left(paper.paint(Style::Alarm, tags), paper.width() - used),
                ],
            );
        } else {
            let tags = paper.paint(Style::Alarm, tags);
            paper.parts(5, 9, " · ", &[format!("{label}  {}", kept.trim_start()), new.clone(), tags]);
        }
    }
    more(paper, 5, MEMBERS, family.members.len(), "pages");
}

/// "│   └── ".
fn branch(last: &[bool]) -> String {
    let Some((own, above)) = last.split_last() else {
        return String::new();
    };
    let mut line: String = above.iter().map(|&last| if last { "    " } else { "│   " }).collect();
    line.push_str(if *own { "└── " } else { "├── " });
    line
}

/// What a page kept, what it added, what it cut.
fn member(family: &Family, member: &Member, first: bool) -> [String; 3] {
    let mut kept = match family.certain {
        0 => member.share.map_or(String::new(), |share| format!("{:.0} % taken", share * 100.0)),
        all if first => format!("{:>2} of {all} shared parts", member.kept),
        all => format!("{:>2} of {all}", member.kept),
    };
    if member.probable > 0 {
        kept.push_str(&format!(" (+{} likely)", member.probable));
    }
    let added = match member.added {
        0 => "nothing added".to_string(),
        number => format!("{} added", count(number, "sentence", "sentences")),
    };
    [kept, added, member.tags.join(", ")]
}

/// How sure the tree is, when it says the same of all its branches.
fn certainty(family: &Family) -> String {
    let Some(least) = family.members.iter().map(|member| member.certainty).min() else {
        return String::new();
    };
    let siblings = family.members.len() > 1 && family.members.iter().all(|member| member.exemplar.is_none());
    match (siblings, family.root) {
        (true, None) => format!("siblings rather than a chain: {}", words::certainty(least)),
        _ => format!("who copied whom: {}", words::certainty(least)),
    }
}

/// What the copies changed, gravest first.
pub(crate) fn edits(view: &View<'_>, paper: &mut Paper, terminal: &Terminal) {
    let all = view.record.edits.len();
    let of = |class: EditClass| view.record.edits.iter().filter(move |edit| edit.class == class);
    let meaning = of(EditClass::Meaning).count();
    if meaning > 0 {
        heading(paper, "EDITS THAT CHANGE THE MEANING", &format!(" ({meaning} of {all})"));
        for edit in of(EditClass::Meaning).take(EDITS) {
            one_edit(view, paper, edit);
        }
        more(paper, 2, EDITS, meaning, "edits of meaning");
    } else if all > 0 {
        heading(
            paper,
            "EDITS",
            &format!("   {}; none is seen to change the meaning", count(all, "edit", "edits")),
        );
    }
    let framing = of(EditClass::Framing).count();
    if framing > 0 {
        heading(paper, "EDITS OF FRAMING", &format!(" ({framing} of {all})"));
        for edit in of(EditClass::Framing).take(FRAMINGS) {
            one_edit(view, paper, edit);
        }
        more(paper, 2, FRAMINGS, framing, "edits of framing");
    }
    let _ = terminal;
}

fn one_edit(view: &View<'_>, paper: &mut Paper, edit: &EditEntry) {
    let id = format!("{:<4}", edit.id);
    let hang = 2 + id.len() + 1;
    let room = paper.width() - hang;
    let parts: Vec<String> =
        groups(view, edit).iter().map(|group| group_words(view, paper, edit, group, room)).collect();
    let note = prose(&view.fill(&edit.note));
    let note = if note.is_empty() { words::edit(edit.kind).to_string() } else { note };
    let painted = paper.paint(Style::Id, &id);
    let line = parts.join("  →  ");
    if textwrap::core::display_width(&line) <= room {
        paper.text(2, hang, &format!("{painted} {line}"));
    } else {
        for (i, part) in parts.iter().enumerate() {
            match i {
                0 => paper.text(2, hang + 2, &format!("{painted} {part}")),
                _ => paper.text(hang, hang + 2, &format!("→ {part}")),
            }
        }
    }
    let note = paper.paint(Style::Faint, &note);
    paper.text(hang, hang, &note);
}

/// `000 002  "intend to sign shortly"`.
fn group_words(
    view: &View<'_>,
    paper: &Paper,
    edit: &EditEntry,
    group: &edits::Group,
    room: usize,
) -> String {
    let few: Vec<usize> = group.documents.iter().copied().take(6).collect();
    let names = match group.documents.len() - few.len() {
        0 => view.names(&few),
        rest => format!("{} +{rest}", view.names(&few)),
    };
    let names = paper.paint(Style::Strong, &names);
    match group.words.first() {
        Some(&words) => {
            let quote = shorten(&edits::in_context(view, edit, words), LINES * room - 24);
            format!("{names}  \"{quote}\"")
        }
        None => {
            let lacks = edits::lacking(edit.kind, group.documents.len() == 1);
            let lacks = paper.paint(Style::Alarm, lacks);
            match group.instead.first().filter(|_| edit.kind == EditKind::DenialMissing) {
                Some(&own) => {
                    let quote = shorten(&view.quote(own), LINES * room - 32);
                    format!("{names}  {lacks}, but says: \"{quote}\"")
                }
                None => format!("{names}  {lacks}"),
            }
        }
    }
}
