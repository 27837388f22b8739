//! Agreements of invented states, from the words to the steps.

use super::*;
use proptest::prelude::*;

/// Velmora, Tassia and Orland are states; Lind leads Velmora, Marr Tassia.
pub(super) fn people(text: &str) -> Vec<Actor> {
    let rows: [(&[&str], ActorKind, &str); 6] = [
        (&["Velmoran", "Velmora", "Sarn"], ActorKind::Government, "VEL"),
        (&["Tassian", "Tassia"], ActorKind::Government, "TAS"),
        (&["Orland"], ActorKind::Government, "ORL"),
        (&["Orsa Lind", "Lind"], ActorKind::Person, "VEL"),
        (&["Ivo Marr", "Marr"], ActorKind::Person, "TAS"),
        (&["the rebels"], ActorKind::Organisation, ""),
    ];
    rows.iter()
        .map(|(names, kind, country)| Actor {
            name: names[names.len() - 1].to_string(),
            kind: *kind,
            role: None,
            country: (!country.is_empty()).then(|| country.to_string()),
            forms: names
                .iter()
                .flat_map(|name| text.match_indices(name).map(|(i, n)| Span::new(i, i + n.len())))
                .collect(),
        })
        .collect()
}

fn calendar(text: &str) -> Vec<When> {
    crate::times(text, jiff::civil::Date::new(2021, 4, 14).ok())
}

/// Each mention as `name [parties] =same: stage@date/modality, …; provisions`.
fn check(text: &str, want: &[&str]) {
    let (actors, times) = (people(text), calendar(text));
    let found: Vec<String> = agreement_mentions(text, &actors, &times)
        .iter()
        .map(|mention| {
            let parties: Vec<&str> =
                mention.parties.iter().map(|&at| actors[at].country.as_deref().unwrap_or("?")).collect();
            let steps: Vec<String> = mention
                .steps
                .iter()
                .map(|step| {
                    let when =
                        step.when.map(|at| format!("@{}", times[at].span.of(text))).unwrap_or_default();
                    let party = step
                        .party
                        .map(|at| format!("({})", actors[at].country.as_deref().unwrap_or("?")))
                        .unwrap_or_default();
                    let modality =
                        if step.modality == Modality::Happened { "" } else { step.modality.as_str() };
                    let slash = if modality.is_empty() { "" } else { "/" };
                    format!("{}{party}{when}{slash}{modality}", step.stage.as_str())
                })
                .collect();
            let same = mention.same_as.map(|at| format!(" ={at}")).unwrap_or_default();
            let held: Vec<&str> = mention.provisions.iter().map(|held| held.kind.as_str()).collect();
            let held = if held.is_empty() { String::new() } else { format!("; {}", held.join(" ")) };
            format!("{} [{}]{same}: {}{held}", mention.name.of(text), parties.join(" "), steps.join(", "))
        })
        .collect();
    assert_eq!(found, want, "{text}");
}

#[test]
fn signed() {
    check(
        "Velmora and Tassia signed a treaty on river tolls on Monday.",
        &["a treaty on river tolls [VEL TAS]: signed@Monday"],
    );
    check(
        "President Orsa Lind and Tassian leader Ivo Marr signed a fishing pact in June.",
        &["a fishing pact [VEL TAS]: signed@June"],
    );
    check(
        "The grain deal between Velmora and Orland was signed on Friday in Sarn.",
        &["The grain deal between Velmora and Orland [VEL ORL]: signed@Friday"],
    );
    check(
        "The truce signed by Velmora and the rebels last year has held.",
        &["The truce [VEL ?]: signed@last year"],
    );
    check(
        "Ties warmed last year when Lind signed a contract with Orland.",
        &["a contract with Orland [ORL VEL]: signed@last year"],
    );
    check("Velmora has signed the treaty, Lind said on Monday.", &["the treaty [VEL]: signed"]);
    check("Velmora, Tassia sign river treaty", &["river treaty [VEL TAS]: signed"]);
    check(
        "Velmora has reportedly signed a pact with Tassia.",
        &["a pact with Tassia [TAS VEL]: signed/reported"],
    );
}

#[test]
fn never_signed() {
    for text in [
        "Velmora and Tassia have not signed the treaty.",
        "Velmora and Tassia have yet to sign the treaty.",
        "Lind denied that Velmora had signed a treaty with Tassia.",
        "If Velmora and Tassia signed a treaty, tolls would fall.",
        "Tolls will fall once the treaty is signed.",
        "Lind left before the treaty was signed.",
        "The treaty would have been signed by now.",
        "The treaty was to be signed on Friday.",
        "Velmora wants the treaty signed by Friday.",
        "No treaty has been signed.",
        "Has Velmora signed a treaty with Tassia?",
        "Velmora refused to sign the treaty.",
        "Lind signed a decree on the treaty.",
        "Nobody doubts that Velmora should have signed the treaty.",
        "The treaty is not ready for signing.",
        "There is no date for when the treaty would be ready for signing.",
        "Velmora never signed the treaty on Friday.",
        "Lind rejected claims that the treaty had been signed.",
        "Velmora neither signed nor ratified the treaty.",
        "They left without having signed the treaty.",
        "The treaty could be signed on Friday if both agree.",
        "It is unclear whether Velmora signed the treaty.",
    ] {
        for mention in agreement_mentions(text, &people(text), &calendar(text)) {
            assert!(
                !mention.steps.iter().any(|step| step.stage == Stage::Signed),
                "{text}: {:?}",
                mention.steps
            );
        }
    }
}

#[test]
fn before_signing() {
    check(
        "Velmora and Tassia will sign a border treaty on Friday while Lind is in Sarn.",
        &["a border treaty [VEL TAS]: signing-scheduled@Friday/planned"],
    );
    check(
        "Velmora, Tassia to sign border treaty on 12 May: Lind",
        &["border treaty [VEL TAS]: signing-scheduled@12 May/planned"],
    );
    check(
        "Sarn said Monday that Velmora and Tassia will sign a border deal on Friday.",
        &["a border deal [VEL TAS]: signing-scheduled@Friday/planned"],
    );
    check(
        "On 12 May, Velmora and Tassia will sign the pact.",
        &["the pact [VEL TAS]: signing-scheduled@12 May/planned"],
    );
    check("The pact is due to be signed on Friday.", &["The pact []: signing-scheduled@Friday/planned"]);
    check(
        "Velmora and Tassia will soon sign a wide trade agreement, Lind said on Monday.",
        &["a wide trade agreement [VEL TAS]: in-preparation/planned"],
    );
    check(
        "A treaty that Velmora and Tassia intend to sign shortly will include closer police cooperation.",
        &["A treaty [VEL TAS]: in-preparation/planned; cooperation"],
    );
    check(
        "He said the agreement was being prepared for signing, and expects Marr to visit before the end of the year.",
        &["the agreement []: in-preparation"],
    );
    check(
        "Velmora and Tassia are working on the final version of a new rail accord, which they are close to signing.",
        &["a new rail accord [VEL TAS]: text-ready, text-ready"],
    );
    check(
        "Lind and Marr agreed to draft a fishing treaty in March 2021.",
        &["a fishing treaty [VEL TAS]: mandated@March 2021"],
    );
    check(
        "Velmora and Tassia held talks on a cease-fire on Monday.",
        &["a cease-fire []: negotiating@Monday"],
    );
    check("Orland called for a truce.", &["a truce []: proposed"]);
    check("Lind proposed a treaty with Tassia on Monday.", &["a treaty with Tassia [TAS]: proposed@Monday"]);
    check(
        "Orland struck an agreement with Tassia on Friday.",
        &["an agreement with Tassia [TAS ORL]: text-ready@Friday"],
    );
    check("The text of the accord has been agreed.", &["the accord []: text-ready"]);
    check(
        "Velmora and Tassia initialled a customs accord on Friday.",
        &["a customs accord [VEL TAS]: initialled@Friday"],
    );
    check(
        "Velmora and Tassia have initialled the text of an accord on tides and plan to sign it.",
        &["an accord on tides [VEL TAS]: initialled", "it [] =0: in-preparation/planned"],
    );
    check(
        "The signing of the treaty is set for Friday.",
        &["the treaty []: signing-scheduled@Friday/planned"],
    );
}

#[test]
fn after_signing() {
    check("Tassia ratified the treaty on Monday.", &["the treaty [TAS]: ratified(TAS)@Monday"]);
    check(
        "Velmora and Tassia have ratified the treaty.",
        &["the treaty [VEL TAS]: ratified(VEL), ratified(TAS)"],
    );
    check("The treaty entered into force on 12 May.", &["The treaty []: in-force@12 May"]);
    check("Orland suspended the grain agreement in June.", &["the grain agreement []: suspended(ORL)@June"]);
    check("Velmora will withdraw from the pact.", &["the pact [VEL]: withdrawn(VEL)/planned"]);
    check("The truce expired on Friday.", &["The truce []: terminated@Friday"]);
    check(
        "The signing of the accord was postponed because of floods in Orland.",
        &["the accord []: delayed"],
    );
}

#[test]
fn the_same_agreement() {
    check(
        "The project of a treaty between Velmora and Tassia is old. The agreement had been at a high level of readiness at the start of the year, but has since been delayed by revisions.",
        &[
            "a treaty between Velmora and Tassia [VEL TAS]: ",
            "The agreement [] =0: text-ready@the start of the year, delayed",
        ],
    );
    check(
        "Velmora and Tassia will soon sign a treaty. Lind signed a similarly titled treaty with Orland in June. That agreement contains a mutual defence clause.",
        &[
            "a treaty [VEL TAS]: in-preparation/planned",
            "a similarly titled treaty with Orland [ORL VEL]: signed@June",
            "That agreement [] =1: ; defence",
        ],
    );
    check(
        "The bilateral treaty is being prepared on the orders of Lind and Marr, who agreed to develop it in March 2021 to gain time.",
        &["The bilateral treaty []: in-preparation, mandated", "it [] =0: mandated@March 2021"],
    );
    check(
        "Velmora and Tassia signed a fishing pact. The trade deal with Orland lapsed.",
        &["a fishing pact [VEL TAS]: signed", "The trade deal with Orland [ORL]: terminated"],
    );
}

#[test]
fn a_proper_name_is_its_own() {
    check(
        "Velmora and Tassia signed a treaty. Orland will quit the Grey Lake Agreement.",
        &["a treaty [VEL TAS]: signed", "the Grey Lake Agreement [ORL]: withdrawn(ORL)/planned"],
    );
}

#[test]
fn nothing_there() {
    for text in [
        "",
        "They deal with mud.",
        "A great deal of rain fell.",
        "The striker signed a contract.",
        "\0\0 ’s’s’s @a @p",
    ] {
        check(text, &[]);
    }
}

proptest! {
    #[test]
    fn never_panics(text in "(Velmora|Tassia|signed|sign|the|treaty|deal|on|Friday|between|and|will|be|been|,|\\.|“|”|é|it|which|not|to|'s|-| ){0,40}") {
        let found = agreement_mentions(&text, &people(&text), &calendar(&text));
        for (at, mention) in found.iter().enumerate() {
            prop_assert!(mention.same_as.is_none_or(|same| same < at));
            prop_assert!(mention.sentence.overlaps(mention.name));
        }
    }
}

#[test]
fn long_lines_are_read_in_a_moment() {
    let text = "Velmora signed the treaty which it said, and ".repeat(20_000);
    assert!(agreement_mentions(&text, &people(&text), &[]).len() < 200);
}
