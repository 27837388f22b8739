//! Small piles of invented pages and what the record must and must not say of them.

use firsthand_read::{Article, Capture, read};
use firsthand_story::{ConflictKind, DatingCertainty, Record, RelationKind, record, record_knowing};

fn page(file: &str, text: &str) -> Article {
    let capture =
        Capture { file: Some(file.into()), url: None, captured: None, bytes: text.as_bytes().to_vec() };
    let mut reading = read(&capture);
    assert_eq!(reading.articles.len(), 1, "{file}: {:?}", reading.notices);
    reading.articles.remove(0)
}

fn record_of(pages: &[(&str, &str)]) -> Record {
    record(pages.iter().map(|(file, text)| page(file, text)).collect(), Vec::new(), &|_| {})
}

const DATED: &str = "Quarry at Lund Hill shut after slide\n\n14 March 2022\n\n\
    The quarry at Lund Hill was shut on Friday after part of its eastern wall slid into the pit, \
    the mining inspector, Petra Aldous, said.\n\n\
    Nobody was hurt when some 4,000 tonnes of rock came down in the hour before the morning shift.\n\n\
    “We had put instruments there in the autumn and they gave us eleven minutes,” Aldous told reporters \
    at the gate.\n\n\
    The owners said that blasting would not be resumed before an inquiry had ended.\n";

const UNDATED: &str = "The quarry at Lund Hill was shut on Friday after part of its eastern wall slid into the pit, \
    the mining inspector, Petra Aldous, said.\n\n\
    Nobody was hurt when some 4,000 tonnes of rock came down in the hour before the morning shift.\n\n\
    “We had put instruments there in the autumn and they gave us eleven minutes,” Aldous told reporters \
    at the gate.\n";

#[test]
fn a_copy_is_dated_through_its_sibling() {
    let record = record_of(&[("a.txt", DATED), ("b.txt", UNDATED)]);
    assert_eq!(record.accounts.len(), 1);
    let dating = &record.documents[1].published;
    assert_eq!(dating.certainty, DatingCertainty::ThroughCopies);
    // 14 March 2022 is a Monday; the Friday of the text is the one before it.
    assert_eq!(dating.earliest.as_deref(), Some("2022-03-11"));
    assert_eq!(dating.latest.as_deref(), Some("2022-03-17"));
}

#[test]
fn a_coming_weekday_and_day_of_the_month_give_the_year() {
    let text = "Ferry strike called for next week\n\n\
        The seamen’s union will strike on Friday, its secretary, Joris Kemp, said on Tuesday.\n\n\
        “On 13 May no boat will leave the harbour,” he told members in the port hall.\n\n\
        The union broke off talks with the owners after the accident of November 2021.\n";
    let dating = &record_of(&[("a.txt", text)]).documents[0].published;
    assert_eq!(dating.certainty, DatingCertainty::WorkedOut, "{dating:?}");
    assert_eq!(dating.earliest.as_deref(), Some("2022-05-10"));
    assert_eq!(dating.latest.as_deref(), Some("2022-05-13"));
}

#[test]
fn a_page_that_says_nothing_of_its_day_stays_undated() {
    let text = "Bakers compete\n\nEleven bakers from three valleys met in the hall to compare their rye loaves.\n\n\
        The prize went to a loaf with caraway, which the judges called plain and good.\n";
    let dating = &record_of(&[("a.txt", text)]).documents[0].published;
    assert_eq!((dating.certainty, &dating.earliest), (DatingCertainty::Unknown, &None));
}

#[test]
fn the_age_of_a_dated_event_bounds_a_page() {
    let text = "Bridge remembered\n\nThe old bridge at Lund fell in May 2011, twelve years ago, and ninety people were \
        hurt on the bank below it.\n\nThe town laid a wreath and the choir sang by the river until dark.\n";
    let dating = record_of(&[("a.txt", text)]).documents[0].published.clone();
    assert_eq!(dating.certainty, DatingCertainty::Bounded, "{dating:?}");
    assert_eq!(dating.earliest.as_deref(), Some("2023-05-01"));
    assert_eq!(dating.latest.as_deref(), Some("2024-05-31"));
    let step = dating.steps.iter().find(|(step, _)| step.contains("twelve years ago"));
    assert_eq!(step.map(|(_, evidence)| evidence.len()), Some(2), "{dating:?}");
}

#[test]
fn an_office_holder_bounds_a_page_where_general_knowledge_is_asked_for() {
    let text = "Talks in Berlin\n\nThe German Chancellor, Angela Merkel, met the miners’ union in the old town hall, \
        where they spoke of pensions and of pits that are to close.\n\nThe union called the talks useful.\n";
    let dated = |know| record_knowing(vec![page("a.txt", text)], Vec::new(), know, &|_| {});
    assert_eq!(dated(false).documents[0].published.certainty, DatingCertainty::Unknown);
    let dating = dated(true).documents[0].published.clone();
    assert_eq!(dating.certainty, DatingCertainty::Bounded, "{dating:?}");
    assert_eq!(dating.earliest.as_deref(), Some("2005-11-22"));
    assert_eq!(dating.latest.as_deref(), Some("2021-12-08"));
    assert!(
        dating
            .steps
            .iter()
            .all(|(step, evidence)| step.contains("general knowledge") && !evidence.is_empty())
    );
}

const ACCUSED: &str = "Norway accuses Chile\n\n2 June 2021\n\n\
    Norway accused Chile on Tuesday of supplying nets to poachers in the southern ocean.\n\n\
    Chile denies supplying nets to anyone, and says that its harbours are open to inspectors.\n\n\
    The two have quarrelled over krill for years.\n";

#[test]
fn an_accusation_and_its_denial_are_one_conflict() {
    let record = record_of(&[("a.txt", ACCUSED)]);
    assert_eq!(record.conflicts.len(), 1, "{:#?}", record.conflicts);
    let conflict = &record.conflicts[0];
    assert_eq!(conflict.kind, ConflictKind::Denied);
    let stances: Vec<(&str, &str)> =
        conflict.sides.iter().map(|side| (side.who.as_str(), side.stance.as_str())).collect();
    assert_eq!(stances, [("Norway", "accuses"), ("Chile", "denies")]);
}

#[test]
fn neither_silence_nor_another_matter_is_a_conflict() {
    let text = "Nets found\n\n2 June 2021\n\n\
        Norway accused Chile on Tuesday of supplying nets to poachers in the southern ocean.\n\n\
        Chile has not denied that its ships were there. Its navy declined to confirm where they are now.\n\n\
        Chile denies that it will leave the fishing talks.\n";
    assert_eq!(record_of(&[("a.txt", text)]).conflicts, []);
}

#[test]
fn a_vaguer_figure_is_no_conflict() {
    let a = "Toll of the storm\n\n2 June 2021\n\nThe mayor, Ilse Brand, said some 3,000 houses had lost their roofs in \
        the storm over the Kerry valley.\n\nShe asked for tents and for carpenters.\n";
    let b = "Storm over Kerry\n\n3 June 2021\n\nThousands of houses lost their roofs in the storm over the Kerry valley, \
        the fire chief, Otto Marsh, said.\n\nHe asked people to stay away from the river road.\n";
    let record = record_of(&[("a.txt", a), ("b.txt", b)]);
    assert_eq!(record.conflicts, []);
    assert!(record.relations.iter().all(|relation| relation.kind != RelationKind::Superseded));
}

#[test]
fn the_order_of_the_pages_does_not_matter() {
    let pages = [("a.txt", DATED), ("b.txt", UNDATED), ("c.txt", ACCUSED)];
    let forward = record_of(&pages);
    let mut turned = pages;
    turned.reverse();
    assert_eq!(forward, record_of(&turned));
}

#[test]
fn the_same_bytes_twice_count_once() {
    let record = record_of(&[("a.txt", DATED), ("b.txt", DATED)]);
    assert_eq!((record.documents.len(), record.accounts.len()), (1, 1));
}

#[test]
fn a_weekday_beside_the_day_gives_the_year_too() {
    let text = "Ferry strike called\n\n\
        The seamen’s union will strike on Friday 13 May, its secretary, Joris Kemp, told members in the port hall.\n\n\
        The union broke off talks with the owners after the accident of November 2021.\n";
    let dating = &record_of(&[("a.txt", text)]).documents[0].published;
    assert_eq!(dating.latest.as_deref(), Some("2022-05-13"), "{dating:?}");
}

#[test]
fn a_denial_that_points_back_answers_the_accusation_before_it() {
    let text = "Neighbours quarrel\n\n2 June 2021\n\nNorway accused Chile of hiding the catch of two trawlers. \
        Chile denies the charge.\n\nTalks go on in July.\n";
    let record = record_of(&[("a.txt", text)]);
    assert_eq!(record.conflicts.len(), 1, "{:#?}", record.conflicts);
    assert_eq!(record.conflicts[0].sides.len(), 2);
}

#[test]
fn a_denial_in_the_passive_names_its_thing() {
    let text = "Neighbours quarrel\n\n2 June 2021\n\nNorway accused Chile on Tuesday of opening the gates of the \
        upper lock at night.\n\nChile denies that any gate was opened without notice.\n";
    let record = record_of(&[("a.txt", text)]);
    assert_eq!(record.conflicts.len(), 1, "{:#?}", record.conflicts);
    assert_eq!(record.conflicts[0].about, "any gate");
}

#[test]
fn two_figures_for_one_thing_on_one_day_are_a_conflict_and_for_two_things_are_none() {
    let check = |place: &str, want: usize| {
        let text = format!(
            "Storm over Kerry\n\n2 June 2021\n\nThe mayor, Ilse Brand, said that 300 houses lost their roofs in the \
             storm at Kerry.\n\nThe fire chief, Otto Marsh, said that 40 houses lost their roofs in the storm at \
             {place}.\n\nBoth asked for tents and for carpenters who could start before the rain came back.\n"
        );
        let record = record_of(&[("a.txt", &text)]);
        assert_eq!(record.conflicts.len(), want, "{place}: {:#?}", record.conflicts);
    };
    check("Kerry", 1);
    check("Upper Lunt, where the river had swept a mill and two barns away a week before", 0);
}

#[test]
fn a_name_without_parties_joins_the_only_agreement_it_can_mean() {
    let a = "Canal pact drafted\n\n2 June 2021\n\nNorway and Chile agreed in May to draft a pact on canal tolls, their \
        foreign ministries said.\n\nThe draft is to be read by both parliaments in the autumn.\n";
    let b = "Tolls pact delayed\n\n9 July 2021\n\nThe pact on canal tolls has been delayed by a quarrel over ice \
        pilots, a ministry official in Oslo said.\n\nChile wants the pilots paid by the hour. Norway wants them paid \
        by the ship.\n";
    let record = record_of(&[("a.txt", a), ("b.txt", b)]);
    assert_eq!(record.agreements.len(), 1, "{:#?}", record.agreements);
    let stages: Vec<&str> = record.agreements[0].steps.iter().map(|step| step.stage.as_str()).collect();
    assert!(stages.contains(&"mandated") && stages.contains(&"delayed"), "{stages:?}");
    assert_eq!(record.threads.len(), 1);
}

/// Pages and accounts of the claim that holds `words`.
fn carried(pages: &[(&str, &str)], words: &str) -> (usize, usize) {
    let record = record_of(pages);
    let holds = |claim: &&firsthand_story::Claim| {
        claim.evidence.iter().any(|place| {
            let text = record.documents[place.document].article.text.as_str();
            place.span.of(text).contains(words)
        })
    };
    let claim = record.claims.iter().find(holds).expect("a claim with these words");
    (claim.pages, claim.accounts)
}

#[test]
fn what_is_denied_done_to_one_or_still_to_come_is_not_what_was_done() {
    let a = "Boats for Chile\n\n2 June 2021\n\nThe port captain, Ilse Brand, said that Norway has sent forty patrol boats \
        to Chile for the krill season.\n\nThe boats are grey and were built in two yards on the western coast.\n";
    let check = |told: &str, want: (usize, usize)| {
        let b = format!(
            "Krill season opens\n\n3 June 2021\n\nThe union’s secretary, Otto Marsh, told members that {told}.\n\nThe \
             season opens when the ice in the inner sound breaks, which may be any day now.\n"
        );
        assert_eq!(carried(&[("a.txt", a), ("b.txt", &b)], "has sent forty"), want, "{told}");
    };
    check("Norway sent dozens of patrol boats to Chile in the spring", (2, 2));
    check("Norway has not sent patrol boats to Chile", (1, 1));
    check("Norway will send patrol boats to Chile", (1, 1));
    check("Norway was sent patrol boats by Chile", (1, 1));
    check("Norway could send patrol boats to Chile", (1, 1));
}

#[test]
fn a_not_or_a_figure_makes_two_statements() {
    let check = |said: &str, want: usize| {
        let a = "Harbour news\n\n2 June 2021\n\nIlse Brand said that the southern ferry would leave the repair dock with \
            40 cabins next week.\n\nThe season opens when the ice in the inner sound breaks.\n";
        let b = format!(
            "Ferry late\n\n3 June 2021\n\nAt the yard gate on Thursday morning Ilse Brand said that {said}.\n\nHer \
             company has lost a fifth of its summer bookings to the new road over the pass, the clerks reckon.\n"
        );
        let (a, b) = (a.to_string(), b);
        let record = record_of(&[("a.txt", &a), ("b.txt", &b)]);
        let ferry = |statement: &&firsthand_story::Statement| {
            statement.evidence.iter().any(|place| {
                place.span.of(record.documents[place.document].article.text.as_str()).contains("ferry")
            })
        };
        assert_eq!(record.statements.iter().filter(ferry).count(), want, "{said}");
    };
    // The order of the words keeps the pages from being copies: there, a changed figure is an edit.
    check(
        "the repair dock would be clear next week when the southern ferry would leave, 40 cabins and all",
        1,
    );
    check(
        "the repair dock would not be clear next week when the southern ferry would leave, 40 cabins and all",
        2,
    );
    check(
        "the repair dock would be clear next week when the southern ferry would leave, 30 cabins and all",
        2,
    );
}

#[test]
fn what_a_page_repeats_word_for_word_is_said_once() {
    let quarrel = "Norway denies sending trawl nets to Chile. Chile accused Norway of sending trawl nets. ";
    let record = record_of(&[("a.txt", &format!("Quarrel\n\n2 June 2021\n\n{}\n", quarrel.repeat(50)))]);
    assert!(record.statements.len() <= 4, "{}", record.statements.len());
    assert_eq!(record.conflicts.len(), 1);
}
