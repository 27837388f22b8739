//! What is said, by whom, and what follows from it: the second half of the public record.

use super::{Writer, each};
use firsthand_story::{
    ActorEntry, Agreement, Claim, Conflict, QuantityEntry, Relation, Statement, TimelineEntry,
};
use serde_json::{Value, json};

/// Whole numbers up to here are written without a fraction; beyond it, a double no longer counts
/// in ones.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Writer<'_> {
    pub(super) fn event(&self, entry: &TimelineEntry) -> Value {
        let names = |places: &[usize]| {
            let actors = places.iter().filter_map(|&actor| self.view.record.actors.get(actor));
            each(actors, |actor| json!(actor.country.as_ref().unwrap_or(&actor.name)))
        };
        json!({
            "id": entry.id,
            "date": entry.date,
            "modality": entry.modality.as_str(),
            "event": entry.event.as_ref().map(|(kind, actors, recipients)| json!({
                "type": kind.as_str(),
                "mode": null,
                "context": [],
                "actors": names(actors),
                "recipients": names(recipients),
            })),
            "basis": self.view.fill(&entry.basis),
            "evidence": self.list(&entry.evidence),
            "time_evidence": self.list(&entry.time_evidence),
            "accounts": entry.accounts,
        })
    }

    pub(super) fn statement(&self, statement: &Statement) -> Value {
        json!({
            "id": statement.id,
            "speaker": statement.speaker.as_ref().map(|speaker| json!({
                "name": speaker.name,
                "role": speaker.role,
                "country": speaker.country,
                "kind": speaker.kind.as_str(),
                "actor": speaker.actor.and_then(|actor| self.view.record.actors.get(actor)).map(|actor| &actor.id),
            })),
            "mode": statement.mode.as_str(),
            "act": statement.act.as_str(),
            "hedge": each(&statement.hedge, |&hedge| json!(self.view.words(hedge))),
            "to": statement.to.map(|to| self.evidence(to)),
            "cue": statement.cue,
            "date": statement.date,
            "evidence": self.list(&statement.evidence),
            "source_evidence": self.list(&statement.source_evidence),
            "accounts": statement.accounts,
        })
    }

    pub(super) fn claim(&self, claim: &Claim) -> Value {
        let record = self.view.record;
        let statements: Vec<&Statement> =
            claim.statements.iter().filter_map(|&at| record.statements.get(at)).collect();
        let mut by: Vec<&str> = Vec::new();
        for name in
            statements.iter().filter_map(|statement| statement.speaker.as_ref()).map(|s| s.name.as_str())
        {
            if !by.contains(&name) {
                by.push(name);
            }
        }
        let (least, most) = claim.origins;
        json!({
            "id": claim.id,
            "statements": each(statements, |statement| json!(statement.id)),
            "by": by,
            "own_voice": self.list(&claim.own_voice),
            "pages": claim.pages,
            "accounts": claim.accounts,
            "origins": [least, most],
            "against": each(claim.against.iter().filter_map(|&at| record.claims.get(at)), |other| json!(other.id)),
            "text": self.view.words(claim.clearest),
            "evidence": self.list(&claim.evidence),
        })
    }

    pub(super) fn conflict(&self, conflict: &Conflict) -> Value {
        json!({
            "id": conflict.id,
            "kind": conflict.kind.as_str(),
            "about": conflict.about,
            "sides": each(&conflict.sides, |side| json!({
                "who": self.view.fill(&side.who),
                "stance": side.stance,
                "evidence": self.list(&side.evidence),
            })),
            "left_out_by": self.ids(&conflict.left_out_by),
        })
    }

    pub(super) fn relation(&self, relation: &Relation) -> Value {
        json!({
            "kind": relation.kind.as_str(),
            "between": relation.between,
            "about": self.view.fill(&relation.about),
            "evidence": self.list(&relation.evidence),
        })
    }

    pub(super) fn quantity(&self, entry: &QuantityEntry) -> Value {
        json!({
            "id": entry.id,
            "value": number(entry.value),
            "upper": entry.upper.map(number),
            "unit": entry.unit,
            "approximation": entry.approximation.as_str(),
            "by": self.statement_id(entry.by),
            "evidence": self.list(&entry.evidence),
        })
    }

    pub(super) fn agreement(&self, agreement: &Agreement) -> Value {
        json!({
            "id": agreement.id,
            "name": agreement.name,
            "parties": agreement.parties,
            "provisions": each(&agreement.provisions, |provision| json!({
                "kind": provision.kind.as_str(),
                "by": self.statement_id(provision.by),
                "evidence": self.list(&provision.evidence),
            })),
            "steps": each(&agreement.steps, |step| json!({
                "date": step.date,
                "due": step.due,
                "stage": step.stage.as_str(),
                "party": step.party,
                "by": step.by,
                "evidence": self.list(&step.evidence),
            })),
            "status": agreement.status.as_ref().map(|status| json!({
                "stage": status.stage.as_str(),
                "as_of": status.as_of,
                "due": status.due,
                "confirmed": status.confirmed,
            })),
        })
    }

    pub(super) fn actor(&self, actor: &ActorEntry) -> Value {
        json!({
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind.as_str(),
            "role": actor.role,
            "country": actor.country,
            "from": actor.from,
            "to": actor.to,
            "forms": self.list(&actor.forms),
        })
    }

    fn statement_id(&self, statement: Option<usize>) -> Option<&str> {
        self.view.record.statements.get(statement?).map(|statement| statement.id.as_str())
    }
}

/// 10000 rather than 10000.0; `null` for what is no number.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() <= LARGEST_WHOLE { json!(value as i64) } else { json!(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        let check = |value: f64, written: &str| assert_eq!(number(value).to_string(), written);
        check(10_000.0, "10000");
        check(2.5, "2.5");
        check(-0.0, "0");
        check(f64::INFINITY, "null");
        check(f64::NAN, "null");
        check(1e300, "1e+300");
    }
}
