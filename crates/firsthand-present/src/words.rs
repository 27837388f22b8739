//! The words in which the layouts speak of stages, acts, shapes and counts: one table for all.

use firsthand_claim::{Act, Approximation, Modality, Stage};
use firsthand_read::Notice;
use firsthand_stemma::{Certainty, EditKind};
use firsthand_story::{AgreementStatus, AgreementStep, DatingCertainty, QuantityEntry, RelationKind};

use crate::date;

/// "1 page", "5 pages", "1,204 pages".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(&number.to_string()), if number == 1 { one } else { many })
}

/// Digits in groups of three.
pub(crate) fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A stage as it reads in a list of steps.
pub(crate) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Proposed => "proposed",
        Stage::Mandated => "mandated",
        Stage::Negotiating => "being negotiated",
        Stage::InPreparation => "in preparation",
        Stage::TextReady => "text ready or nearly",
        Stage::Delayed => "delayed",
        Stage::Initialled => "initialled",
        Stage::SigningScheduled => "signing announced",
        Stage::Signed => "signed",
        Stage::Ratified => "ratified",
        Stage::InForce => "in force",
        Stage::Suspended => "suspended",
        Stage::Terminated => "ended",
        Stage::Withdrawn => "a party left",
    }
}

/// "signing announced for 17 Jan", with the year where it isn't the step's own.
pub(crate) fn step(step: &AgreementStep) -> String {
    let mut words = stage(step.stage).to_string();
    if let Some(due) = &step.due {
        let day = date::human(due);
        let year = step.date.as_deref().and_then(|date| date.get(..4)).filter(|year| due.starts_with(year));
        // The year stands beside it already.
        let day = year.and_then(|year| day.strip_suffix(year)).unwrap_or(&day);
        words.push_str(&format!(" for {}", day.trim_end()));
    }
    if let Some(party) = &step.party {
        words.push_str(&format!(" by {party}"));
    }
    words
}

/// "status on 13 Jan 2025: signing announced for Fri 17 Jan 2025".
pub(crate) fn status(status: &AgreementStatus) -> String {
    let mut words = "status".to_string();
    if let Some(day) = &status.as_of {
        words.push_str(&format!(" on {}", date::human(day)));
    }
    words.push_str(&format!(": {}", stage(status.stage)));
    if let Some(due) = &status.due {
        words.push_str(&format!(" for {}", date::with_weekday(due)));
    }
    words
}

/// Whether the pages tell what became of what was due.
pub(crate) fn outcome(status: &AgreementStatus) -> &'static str {
    match (&status.due, status.confirmed) {
        (None, _) => "",
        (Some(_), true) => "confirmed by these pages",
        (Some(_), false) => "outcome not in these pages",
    }
}

/// An act as a verb with its speaker before it.
pub(crate) fn act(act: Act) -> &'static str {
    match act {
        Act::Asserts => "says",
        Act::Denies => "denies",
        Act::HasNotDenied => "has not denied",
        Act::DeclinesToConfirm => "will not confirm",
        Act::DoesNotSay => "does not say",
        Act::Accuses => "accuses",
        Act::Acknowledges => "acknowledges",
        Act::Promises => "promises",
        Act::Demands => "demands",
        Act::Warns => "warns",
        Act::Condemns => "condemns",
        Act::Praises => "praises",
        Act::Expects => "expects",
        Act::Asks => "asks",
        Act::Plans => "plans",
    }
}

/// A stance of a side in a conflict, to stand before the side's name, which may be one or many.
pub(crate) fn stance(stance: &str) -> String {
    match stance {
        "told-as-fact" => "told as fact by".to_string(),
        "asserts" => "said by".to_string(),
        "accuses" => "accusation by".to_string(),
        "denies" => "DENIED by".to_string(),
        "acknowledges" => "acknowledged by".to_string(),
        "declines-to-confirm" => "not confirmed by".to_string(),
        "has-not-denied" => "not denied by".to_string(),
        other => format!("{}:", other.replace('-', " ")),
    }
}

/// How an event stands, with a shape that says the same without colour.
pub(crate) fn modality(modality: Modality) -> (&'static str, &'static str) {
    match modality.as_str() {
        "happened" => ("●", "happened"),
        "planned" => ("○", "planned"),
        "expected" => ("◌", "expected"),
        "deadline" => ("◔", "deadline"),
        "denied" => ("✕", "denied"),
        "conditional" => ("◇", "conditional"),
        "reported" => ("◐", "reported"),
        other => ("·", other),
    }
}

/// What only looks like a contradiction, in words.
pub(crate) fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::LessPrecise => "less precise",
        RelationKind::Superseded => "a later figure",
        RelationKind::Slipped => "the date slipped",
        RelationKind::Framing => "other words for the same",
        RelationKind::OwnVoice => "told as fact by one, attributed by another",
        RelationKind::OfficeChanged => "the office changed hands",
    }
}

/// What was done to the text, in words.
pub(crate) fn edit(kind: EditKind) -> &'static str {
    match kind {
        EditKind::OmissionWithLeftover => "cut, with a word left over",
        EditKind::Omission => "words cut",
        EditKind::CutMiddle => "cut from the middle",
        EditKind::TailCut => "end cut off",
        EditKind::DenialMissing => "denial missing",
        EditKind::AddedDate => "date added",
        EditKind::AddedCredit => "credit added",
        EditKind::NameForm => "form of a name",
        EditKind::WordOrder => "order of words",
        EditKind::SmallWord => "small word",
        other => other.as_str(),
    }
}

/// How a date of publication is known.
pub(crate) fn dating(certainty: DatingCertainty) -> &'static str {
    match certainty {
        DatingCertainty::Stated => "stated",
        DatingCertainty::WorkedOut => "worked out",
        DatingCertainty::ThroughCopies => "through a copy",
        DatingCertainty::Bounded => "bounds only",
        DatingCertainty::Unknown => "unknown",
    }
}

/// How sure a direction of copying is.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Undecided => "undecided",
        other => other.as_str(),
    }
}

/// "about 10,000 soldiers", "1,000 or more soldiers".
pub(crate) fn quantity(entry: &QuantityEntry) -> String {
    let value = number(entry.value);
    let figure = match (entry.upper, entry.approximation) {
        (Some(upper), _) => format!("{value}–{}", number(upper)),
        (None, Approximation::Exact) => value,
        (None, Approximation::About) => format!("about {value}"),
        (None, Approximation::AtLeast) => format!("at least {value}"),
        (None, Approximation::AtMost) => format!("up to {value}"),
        (None, Approximation::MoreThan) => format!("more than {value}"),
        (None, Approximation::LessThan) => format!("less than {value}"),
        (None, Approximation::OrderOfMagnitude) => format!("{value} or more"),
    };
    if entry.unit.is_empty() { figure } else { format!("{figure} {}", entry.unit) }
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        let digits = grouped(&format!("{:.0}", value.abs()));
        if value < 0.0 { format!("−{digits}") } else { digits }
    } else {
        value.to_string()
    }
}

/// Damage and doubt in one line.
pub(crate) fn notice(file: Option<&str>, notice: &Notice) -> String {
    match file {
        Some(file) => format!("{file}: {}", notice.message),
        None => notice.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        assert_eq!(count(1, "page", "pages"), "1 page");
        assert_eq!(count(0, "page", "pages"), "0 pages");
        assert_eq!(count(1204, "page", "pages"), "1,204 pages");
        assert_eq!(count(1_204_331, "page", "pages"), "1,204,331 pages");
    }

    #[test]
    fn quantities() {
        let check = |value: f64, upper: Option<f64>, approximation: Approximation, words: &str| {
            let unit = "crates".to_string();
            let id = "n1".to_string();
            let entry =
                QuantityEntry { id, value, upper, unit, approximation, by: None, evidence: Vec::new() };
            assert_eq!(quantity(&entry), words);
        };
        check(10_000.0, None, Approximation::About, "about 10,000 crates");
        check(1000.0, Some(9999.0), Approximation::OrderOfMagnitude, "1,000–9,999 crates");
        check(2.5, None, Approximation::Exact, "2.5 crates");
        check(-3.0, None, Approximation::Exact, "−3 crates");
    }
}
