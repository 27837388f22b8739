//! Claims, statements, numbers and actors, a table each.

use super::Report;
use crate::date;
use crate::view::clean;
use crate::words;
use firsthand_story::{Claim, Statement};
use maud::{Markup, html as markup};

/// Places linked beside the first for one item.
const PLACES: usize = 3;
/// Forms of a name linked.
const FORMS: usize = 6;
/// Who says it, when nobody is named.
const NOBODY: &str = "a source without a name";

impl Report<'_> {
    pub(super) fn claims(&self) -> Markup {
        let claims = self.view.record.claims.iter().map(|claim| {
            let (least, most) = claim.origins;
            let origins = if least == most { least.to_string() } else { format!("{least}–{most}") };
            markup! {
                tr {
                    td data-label="" { span class="id" { (claim.id) } }
                    td data-label="Clearest words" {
                        (self.cite(claim.clearest))
                        @for &own in claim.own_voice.iter().take(PLACES) {
                            br; span class="tag" { "told as fact" } " " (self.cite(own))
                        }
                    }
                    td data-label="By" { (clean(&self.speakers(claim).join(", "))) }
                    td class="n" data-label="Pages" { (claim.pages) }
                    td class="n" data-label="Accounts" { (claim.accounts) }
                    td class="n" data-label="Origins" { (origins) }
                    td data-label="Against it" {
                        @for against in claim.against.iter().filter_map(|&at| self.view.record.claims.get(at)) {
                            span class="alarm" { "⚠ " (against.id) } " "
                        }
                    }
                }
            }
        });
        table(
            "What is said, in how many pages, independent accounts and original sources",
            &[
                ("", false),
                ("Clearest words", false),
                ("By", false),
                ("Pages", true),
                ("Accounts", true),
                ("Origins", true),
                ("Against it", false),
            ],
            claims,
        )
    }

    fn speakers(&self, claim: &Claim) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for statement in claim.statements.iter().filter_map(|&at| self.view.record.statements.get(at)) {
            let name = speaker(statement);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    pub(super) fn statements(&self) -> Markup {
        let rows = self.view.record.statements.iter().map(|statement| {
            let role = statement.speaker.as_ref().and_then(|speaker| speaker.role.as_deref());
            let day = statement.date.as_deref().map(date::human).unwrap_or_default();
            markup! {
                tr {
                    td data-label="" { span class="id" { (statement.id) } }
                    td data-label="Speaker" { b { (clean(speaker(statement))) }
                        @if let Some(role) = role { br; span class="soft" { (clean(role)) } } }
                    td data-label="Act" { (words::act(statement.act))
                        @for &hedge in &statement.hedge { br; span class="tag" { (self.view.quote(hedge)) } } }
                    td data-label="Words" { (self.cites(&statement.evidence, PLACES)) }
                    td data-label="Said" { (day) }
                    td class="n" data-label="Pages" { (self.page_count(&statement.evidence)) }
                    td class="n" data-label="Accounts" { (statement.accounts) }
                }
            }
        });
        table(
            "Who says what",
            &[
                ("", false),
                ("Speaker", false),
                ("Act", false),
                ("Words", false),
                ("Said", false),
                ("Pages", true),
                ("Accounts", true),
            ],
            rows,
        )
    }

    pub(super) fn numbers(&self) -> Markup {
        let rows = self.view.record.quantities.iter().map(|entry| {
            let by = entry.by.and_then(|at| self.view.record.statements.get(at));
            markup! {
                tr {
                    td data-label="" { span class="id" { (entry.id) } }
                    td data-label="Number" { b { (clean(&words::quantity(entry))) } }
                    td data-label="Words" { (self.cites(&entry.evidence, PLACES)) }
                    td data-label="By" { @if let Some(by) = by { (clean(speaker(by))) " (" (by.id) ")" } @else { "no source named" } }
                }
            }
        });
        table(
            "Numbers and what they count",
            &[("", false), ("Number", false), ("Words", false), ("By", false)],
            rows,
        )
    }

    pub(super) fn actors(&self) -> Markup {
        let rows = self.view.record.actors.iter().map(|actor| {
            let seen = match (&actor.from, &actor.to) {
                (Some(from), Some(to)) => date::between(from, to),
                (Some(day), None) | (None, Some(day)) => date::human(day),
                (None, None) => String::new(),
            };
            let facts = [actor.role.as_deref(), actor.country.as_deref()];
            let facts: Vec<String> = facts.into_iter().flatten().map(clean).collect();
            markup! {
                tr {
                    td data-label="" { span class="id" { (actor.id) } }
                    td data-label="Name" { b { (clean(&actor.name)) } }
                    td data-label="Kind" { (actor.kind.as_str()) }
                    td data-label="Role and country" { (facts.join(", ")) }
                    td data-label="In this role" { (seen) }
                    td data-label="Named here" { (self.cites(&actor.forms, FORMS)) }
                }
            }
        });
        table(
            "People, bodies and governments",
            &[
                ("", false),
                ("Name", false),
                ("Kind", false),
                ("Role and country", false),
                ("In this role", false),
                ("Named here", false),
            ],
            rows,
        )
    }
}

fn speaker(statement: &Statement) -> &str {
    statement.speaker.as_ref().map_or(NOBODY, |speaker| speaker.name.as_str())
}

/// A table that becomes a list of cards on a narrow screen. Columns are (name, whether numbers).
fn table(caption: &str, columns: &[(&str, bool)], rows: impl Iterator<Item = Markup>) -> Markup {
    markup! {
        div class="wide" {
            table class="cards" {
                caption { (caption) }
                thead { tr {
                    @for (name, number) in columns {
                        @if name.is_empty() { td {} }
                        @else { th scope="col" class=[number.then_some("n")] { (name) } }
                    }
                } }
                tbody { @for row in rows { (row) } }
            }
        }
    }
}
