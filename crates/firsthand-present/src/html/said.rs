//! Agreements, contradictions, what only looks like one, and the timeline.

use super::Report;
use crate::date;
use crate::terminal::{parties, side_head};
use crate::view::{clean, prose};
use crate::words::{self, count};
use maud::{Markup, html as markup};

/// Places linked beside the first for one item.
const PLACES: usize = 5;

impl Report<'_> {
    pub(super) fn agreements(&self) -> Markup {
        markup! {
            @for agreement in &self.view.record.agreements {
                h3 { (clean(&agreement.name)) " " (clean(&parties(agreement))) " " span class="id" { (agreement.id) } }
                @if let Some(status) = &agreement.status { p class="status" { (words::status(status)) @let outcome = words::outcome(status); @if !outcome.is_empty() { " · " (outcome) } } }
                @if !agreement.steps.is_empty() {
                    ol {
                        @for step in &agreement.steps {
                            li {
                                b { (self.day(step.date.as_deref())) " – " (words::step(step)) }
                                @if let Some(by) = &step.by { ", says " (clean(by)) }
                                ": " (self.cites(&step.evidence, PLACES))
                            }
                        }
                    }
                }
                @if !agreement.provisions.is_empty() {
                    h4 { "What it is said to hold" }
                    ul {
                        @for provision in &agreement.provisions {
                            li { b { (provision.kind.as_str()) } " " (self.cites(&provision.evidence, PLACES)) }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn conflicts(&self) -> Markup {
        markup! {
            @for conflict in &self.view.record.conflicts {
                div class="card" {
                    h3 { "⚠ " (clean(&conflict.about)) " " span class="tag" { (conflict.kind.as_str().replace('-', " ")) }
                        " " span class="id" { (conflict.id) } }
                    ul {
                        @for side in &conflict.sides {
                            li {
                                b class=[(side.stance == "denies").then_some("alarm")] { (side_head(&self.view, side)) }
                                ": " (self.cites(&side.evidence, PLACES))
                            }
                        }
                    }
                    @if !conflict.left_out_by.is_empty() {
                        p class="alarm" { "The denial is left out by " (self.view.names_and(&conflict.left_out_by)) "." }
                    }
                }
            }
        }
    }

    pub(super) fn relations(&self) -> Markup {
        markup! {
            ul {
                @for relation in &self.view.record.relations {
                    li {
                        b { (words::relation(relation.kind)) }
                        @let about = prose(&self.view.fill(&relation.about));
                        @if !about.is_empty() { ": " (about) }
                        @for &item in relation.evidence.iter().take(PLACES) { " · " (self.cite(item)) }
                    }
                }
            }
        }
    }

    pub(super) fn timeline(&self) -> Markup {
        markup! {
            p class="soft" { "● happened  ◐ reported  ○ planned  ◌ expected  ◔ deadline  ◇ conditional  ✕ denied" }
            ol {
                @for entry in &self.view.record.timeline {
                    @let (shape, modality) = words::modality(entry.modality);
                    li {
                        span aria-hidden="true" { (shape) } " "
                        b { (date::human(&entry.date)) } " " span class="tag" { (modality) } " "
                        (self.cites(&entry.evidence, PLACES)) " "
                        span class="soft" {
                            (count(entry.accounts, "account", "accounts"))
                            @let basis = prose(&self.view.fill(&entry.basis));
                            @if !basis.is_empty() { "; date: " (basis) }
                        }
                    }
                }
            }
        }
    }
}
