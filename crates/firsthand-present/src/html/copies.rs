//! Families of copies with their pictures, and what the copies changed.

use super::Report;
use crate::copies::{Family, families};
use crate::edits::{self, groups};
use crate::terminal::{lead, root};
use crate::view::{clean, prose};
use crate::words;
use firsthand_stemma::{EditClass, EditKind};
use firsthand_story::{Account, EditEntry};
use maud::{Markup, PreEscaped, html as markup};

impl Report<'_> {
    pub(super) fn copies(&self) -> Markup {
        let families = families(&self.view);
        if families.is_empty() {
            return markup! { p { "No copies among these pages." } };
        }
        markup! {
            @for family in &families {
                @if let Some(account) = self.view.record.accounts.get(family.account) {
                    (self.family(family, account))
                }
            }
            (self.passage_map())
        }
    }

    fn family(&self, family: &Family, account: &Account) -> Markup {
        markup! {
            h3 { (clean(&root(&self.view, family, account))) " " span class="id" { (account.id) } }
            p { (lead(&self.view, account)) }
            @if let Some(dispatch) = &account.dispatch {
                @let basis = prose(&self.view.fill(&dispatch.basis));
                @if !basis.is_empty() { p class="soft" { (basis) } }
            }
            @if let Some(svg) = super::stemma::draw(&self.view, family, account) {
                figure {
                    (PreEscaped(svg))
                    figcaption { "Who has the text from where. A dashed frame is a text that is not among these pages; "
                        "a thicker line is a larger share of the page's words. The table says the same." }
                }
            }
            (self.family_table(family, account))
        }
    }

    fn family_table(&self, family: &Family, account: &Account) -> Markup {
        let name = |document: Option<usize>| match document {
            Some(document) => self.view.name(document).to_string(),
            None => "a text not here".to_string(),
        };
        markup! {
            div class="wide" {
                table class="cards" {
                    caption { "What each page kept, added and lost" }
                    thead { tr {
                        th scope="col" { "Page" } th scope="col" { "From" } th scope="col" class="n" { "Share" }
                        th scope="col" { "Shared parts" } th scope="col" { "Added" } th scope="col" { "Changed" }
                        th scope="col" { "Direction" }
                    } }
                    tbody {
                        @for member in &family.members {
                            @let from = account.copied_from.iter().find(|from| from.document == member.document);
                            tr {
                                td data-label="Page" { (self.page_links(&[member.document])) }
                                td data-label="From" { (name(member.exemplar.or(family.root))) }
                                td class="n" data-label="Share" {
                                    @if let Some(share) = member.share { (format!("{:.0} %", share * 100.0)) }
                                }
                                td data-label="Shared parts" {
                                    (member.kept) " of " (family.certain)
                                    @if member.probable > 0 { " and " (member.probable) " likely" }
                                }
                                td data-label="Added" {
                                    @if member.added == 0 { "nothing" } @else { (words::count(member.added, "sentence", "sentences")) }
                                }
                                td data-label="Changed" class=[(!member.tags.is_empty()).then_some("alarm")] {
                                    (member.tags.join(", "))
                                }
                                td data-label="Direction" {
                                    (words::certainty(member.certainty))
                                    @if let Some(from) = from.filter(|from| !from.why.is_empty()) {
                                        details {
                                            summary { "why" }
                                            ul { @for why in &from.why { li { (prose(&self.view.fill(why))) } } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn edits(&self) -> Markup {
        let of = |class: EditClass| -> Vec<&EditEntry> {
            self.view.record.edits.iter().filter(|edit| edit.class == class).collect()
        };
        let all = self.view.record.edits.len();
        let (meaning, framing) = (of(EditClass::Meaning), of(EditClass::Framing));
        markup! {
            h3 { "Edits that change the meaning (" (meaning.len()) " of " (all) ")" }
            @if meaning.is_empty() { p { "None is seen." } }
            @for edit in meaning { (self.edit(edit)) }
            @if !framing.is_empty() {
                h3 { "Edits of framing (" (framing.len()) ")" }
                @for edit in framing { (self.edit(edit)) }
            }
            @for (class, name) in [
                (EditClass::Added, "Words added"),
                (EditClass::Wording, "Other wording"),
                (EditClass::Style, "House style"),
            ] {
                @let edits = of(class);
                @if !edits.is_empty() {
                    details {
                        summary { (name) " (" (edits.len()) ")" }
                        @for edit in edits { (self.edit(edit)) }
                    }
                }
            }
        }
    }

    fn edit(&self, edit: &EditEntry) -> Markup {
        let note = prose(&self.view.fill(&edit.note));
        markup! {
            div class="card" {
                p { span class="id" { (edit.id) } " " span class="tag" { (words::edit(edit.kind)) }
                    @if !note.is_empty() { " " (note) } }
                ul class="reads" {
                    @for group in groups(&self.view, edit) {
                        li {
                            b { (self.view.names(&group.documents)) } " "
                            @if group.words.is_empty() {
                                span class="alarm" { (edits::lacking(edit.kind, group.documents.len() == 1)) }
                                @if edit.kind == EditKind::DenialMissing && !group.instead.is_empty() {
                                    ", but says: " (self.cites(&group.instead, 3))
                                }
                            } @else {
                                @if let Some(&first) = group.words.first() {
                                    q { (edits::in_context(&self.view, edit, first)) }
                                }
                                @for &place in &group.words { " " (self.place(place)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
