//! A small record made by hand: three pages about a river accord between two invented countries.
//! `north_a` and `north_b` are copies of one agency text; `south` stands alone.

use firsthand_claim::{Act, ActorKind, Approximation, EventType, Modality, Mode, ProvisionKind, Stage};
use firsthand_read::{Article, Credit, Furniture, FurnitureKind, Notice, Outlet};
use firsthand_stemma::{Certainty, EditClass, EditKind, HeadlineRelation, InDispatch};
use firsthand_story::*;
use firsthand_text::{Span, Text};

const NORTH_A: &str = "MENU\n\
Marland plans to sign the Orle accord soon, minister Ada Quist said on Monday.\n\
The accord covers about 4,000 wells.\n\
Tessia denies that it closed the sluice.\n\
As reported by Plain News Agency\n";
const NORTH_B: &str = "Marland will sign the Orle accord, minister Ada Quist said on Monday.\n\
The accord covers about 4,000 wells.\n\
“Nobody asked us,” said a farmer near Évrin.\n";
const SOUTH: &str = "Tessia & Marland to sign <b>Orle</b> accord on 9 May\n\
Tessia closed the sluice in March, Marland's water board said.\n\
The signing is set for 9 May 2031.\n";

/// A page whose paragraphs are the lines of its text that `furniture` doesn't take.
fn page(file: &str, text: &str, furniture: &[(usize, FurnitureKind)]) -> Document {
    let mut body = Vec::new();
    let mut aside = Vec::new();
    let mut start = 0;
    for (i, line) in text.lines().enumerate() {
        let span = Span::new(start, start + line.len());
        match furniture.iter().find(|(at, _)| *at == i) {
            Some((_, kind)) => {
                aside.push(Furniture { kind: *kind, span, reason: "by its shape".to_string() })
            }
            None => body.push(span),
        }
        start += line.len() + 1;
    }
    let article = Article {
        id: format!("id-{file}"),
        file: Some(format!("in/{file}")),
        url: None,
        canonical: None,
        text: Text::new(text),
        title: None,
        title_span: None,
        dek: None,
        dek_span: None,
        byline: Vec::new(),
        section: None,
        language: Some("en".to_string()),
        dateline: None,
        outlet: None,
        published: None,
        modified: None,
        credits: Vec::new(),
        body,
        furniture: aside,
        notices: Vec::new(),
    };
    let published = Dating {
        earliest: None,
        latest: None,
        basis: "no date on the page".to_string(),
        steps: Vec::new(),
        certainty: DatingCertainty::Unknown,
    };
    Document { article, published }
}

/// The record.
pub(crate) fn record() -> Record {
    let mut documents = vec![
        page("north_a.txt", NORTH_A, &[(0, FurnitureKind::Navigation), (4, FurnitureKind::Credit)]),
        page("north_b.txt", NORTH_B, &[]),
        page("south.html", SOUTH, &[(0, FurnitureKind::TitleRepeated)]),
    ];
    let at = |document: usize, words: &str| {
        let text = [NORTH_A, NORTH_B, SOUTH][document];
        let start = text.find(words).unwrap_or_else(|| panic!("{words} is not in page {document}"));
        Evidence { document, span: Span::new(start, start + words.len()) }
    };
    let line = |document: usize, number: usize| {
        at(document, [NORTH_A, NORTH_B, SOUTH][document].lines().nth(number).unwrap())
    };

    documents[0].article.credits = vec![Credit {
        agency: "Plain News Agency".to_string(),
        is_agency: true,
        exact: "As reported by Plain News Agency".to_string(),
        span: Some(at(0, "As reported by Plain News Agency").span),
    }];
    documents[0].published = Dating {
        earliest: Some("2031-04-07".to_string()),
        latest: Some("2031-04-13".to_string()),
        basis: "\"Monday\" before 9 May 2031 in {2}".to_string(),
        steps: vec![("{0} says Monday".to_string(), vec![at(0, "on Monday")])],
        certainty: DatingCertainty::WorkedOut,
    };
    documents[1].published = Dating {
        basis: "through the text it shares with {0}".to_string(),
        certainty: DatingCertainty::ThroughCopies,
        ..documents[0].published.clone()
    };
    documents[2].article.title = Some("Tessia & Marland to sign <b>Orle</b> accord on 9 May".to_string());
    documents[2].article.title_span = Some(line(2, 0).span);
    documents[2].article.outlet =
        Some(Outlet { name: "\" onload=\"x".to_string(), basis: "site name".to_string(), span: None });
    documents[2].article.notices = vec![Notice {
        code: "text-looks-cut",
        message: "The text ends early.".to_string(),
        span: Some(Span::new(0, 4)),
    }];

    let quist = Speaker {
        name: "Ada Quist".to_string(),
        role: Some("minister".to_string()),
        country: Some("Marland".to_string()),
        kind: ActorKind::Person,
        actor: Some(0),
    };
    let tessia = Speaker {
        name: "Tessia".to_string(),
        role: None,
        country: Some("Tessia".to_string()),
        kind: ActorKind::Government,
        actor: Some(1),
    };
    let board = Speaker {
        name: "Marland's water board".to_string(),
        role: None,
        country: None,
        kind: ActorKind::Organisation,
        actor: None,
    };
    let statement =
        |id: &str, speaker: Option<Speaker>, act: Act, cue: &str, evidence: Vec<Evidence>| Statement {
            id: id.to_string(),
            speaker,
            mode: Mode::Indirect,
            act,
            hedge: Vec::new(),
            to: None,
            cue: cue.to_string(),
            date: None,
            evidence,
            source_evidence: Vec::new(),
            accounts: 1,
        };
    let claim = |id: &str, statements: Vec<usize>, against: Vec<usize>, evidence: Vec<Evidence>| Claim {
        id: id.to_string(),
        statements,
        own_voice: Vec::new(),
        pages: evidence.len(),
        accounts: 1,
        origins: (1, 1),
        against,
        clearest: evidence[0],
        evidence,
    };
    let actor = |id: &str, name: &str, kind: ActorKind, forms: Vec<Evidence>| ActorEntry {
        id: id.to_string(),
        name: name.to_string(),
        kind,
        role: None,
        country: None,
        from: None,
        to: None,
        forms,
    };
    let edit = |id: &str, class: EditClass, kind: EditKind, readings: Vec<Evidence>, note: &str| EditEntry {
        id: id.to_string(),
        account: 0,
        class,
        kind,
        readings,
        absent: Vec::new(),
        change: Vec::new(),
        note: note.to_string(),
    };
    let passage = |id: &str, in_dispatch: InDispatch, readings: Vec<Evidence>| PassageEntry {
        id: id.to_string(),
        account: 0,
        in_dispatch,
        reconstructed: readings.iter().take(1).copied().collect(),
        votes: 1,
        of: readings.len().max(1),
        readings,
    };
    let taken = |document: usize, share: f32| CopiedFrom {
        document,
        exemplar: None,
        share,
        certainty: Certainty::Likely,
        why: vec!["{0} and {1} each have words that the other lacks".to_string()],
    };

    Record {
        accounts: vec![
            Account {
                id: "a1".to_string(),
                documents: vec![0, 1],
                dispatch: Some(AccountDispatch {
                    agency: Some("Plain News Agency".to_string()),
                    held: None,
                    basis: "credited by {0} only".to_string(),
                }),
                most_complete: Some(0),
                least_altered: Some(0),
                copied_from: vec![taken(0, 0.93), taken(1, 0.7)],
                headlines: vec![AccountHeadline { documents: vec![0], relation: HeadlineRelation::Common }],
            },
            Account {
                id: "a2".to_string(),
                documents: vec![2],
                dispatch: None,
                most_complete: None,
                least_altered: None,
                copied_from: Vec::new(),
                headlines: Vec::new(),
            },
        ],
        passages: vec![
            passage("p1", InDispatch::Certain, vec![line(0, 1), line(1, 0)]),
            passage("p2", InDispatch::Certain, vec![line(0, 2), line(1, 1)]),
            passage("p3", InDispatch::Probable, vec![line(0, 3)]),
            passage("p4", InDispatch::No, vec![line(1, 2)]),
        ],
        edits: vec![
            EditEntry {
                change: vec![at(0, "plans to sign"), at(1, "will sign")],
                ..edit(
                    "e1",
                    EditClass::Meaning,
                    EditKind::Modality,
                    vec![line(0, 1), line(1, 0)],
                    "a plan becomes a fact in {1}",
                )
            },
            EditEntry {
                absent: vec![1],
                ..edit("e2", EditClass::Meaning, EditKind::DenialMissing, vec![line(0, 3)], "")
            },
            edit("e3", EditClass::Added, EditKind::Addition, vec![line(1, 2)], ""),
        ],
        stories: vec![
            Story {
                id: "s1".to_string(),
                title: "Marland plans to sign the Orle accord soon".to_string(),
                date: None,
                documents: vec![0, 1],
                accounts: 1,
            },
            Story {
                id: "s2".to_string(),
                title: "Tessia & Marland to sign <b>Orle</b> accord on 9 May".to_string(),
                date: Some("2031-04-20".to_string()),
                documents: vec![2],
                accounts: 1,
            },
        ],
        threads: vec![Thread {
            id: "t1".to_string(),
            title: "Orle accord".to_string(),
            stories: vec![0, 1],
            why: vec!["shared rare name: Orle".to_string()],
        }],
        timeline: vec![TimelineEntry {
            id: "v1".to_string(),
            date: "2031-05-09".to_string(),
            modality: Modality::Planned,
            event: Some((EventType::Agree, vec![0], vec![1])),
            basis: "stated by {2}".to_string(),
            evidence: vec![at(2, "The signing is set for 9 May 2031.")],
            time_evidence: vec![at(2, "9 May 2031")],
            accounts: 1,
        }],
        statements: vec![
            statement(
                "q1",
                Some(quist),
                Act::Asserts,
                "said",
                vec![
                    at(0, "Marland plans to sign the Orle accord soon"),
                    at(1, "Marland will sign the Orle accord"),
                ],
            ),
            statement("q2", Some(tessia), Act::Denies, "denies", vec![at(0, "that it closed the sluice")]),
            statement(
                "q3",
                Some(board),
                Act::Accuses,
                "said",
                vec![at(2, "Tessia closed the sluice in March")],
            ),
            Statement {
                mode: Mode::Direct,
                ..statement("q4", None, Act::Asserts, "said", vec![at(1, "Nobody asked us,")])
            },
        ],
        claims: vec![
            claim("c1", vec![1], vec![1], vec![at(0, "that it closed the sluice")]),
            claim("c2", vec![2], vec![0], vec![at(2, "Tessia closed the sluice in March")]),
        ],
        conflicts: vec![Conflict {
            id: "x1".to_string(),
            kind: ConflictKind::Denied,
            about: "closed the sluice".to_string(),
            sides: vec![
                Side {
                    who: "Marland's water board".to_string(),
                    stance: "accuses".to_string(),
                    evidence: vec![at(2, "Tessia closed the sluice in March")],
                },
                Side {
                    who: "Tessia".to_string(),
                    stance: "denies".to_string(),
                    evidence: vec![at(0, "Tessia denies that it closed the sluice.")],
                },
            ],
            left_out_by: vec![1],
        }],
        relations: vec![Relation {
            kind: RelationKind::Slipped,
            between: vec!["q1".to_string(), "v1".to_string()],
            about: "the signing".to_string(),
            evidence: vec![at(0, "soon"), at(2, "9 May 2031")],
        }],
        quantities: vec![QuantityEntry {
            id: "n1".to_string(),
            value: 4000.0,
            upper: None,
            unit: "wells".to_string(),
            approximation: Approximation::About,
            by: None,
            evidence: vec![at(0, "about 4,000 wells"), at(1, "about 4,000 wells")],
        }],
        agreements: vec![Agreement {
            id: "g1".to_string(),
            name: "Orle accord".to_string(),
            parties: vec!["Marland".to_string(), "Tessia".to_string()],
            provisions: vec![AgreementProvision {
                kind: ProvisionKind::Cooperation,
                by: Some(0),
                evidence: vec![at(0, "covers about 4,000 wells")],
            }],
            steps: vec![AgreementStep {
                date: Some("2031-04-20".to_string()),
                due: Some("2031-05-09".to_string()),
                stage: Stage::SigningScheduled,
                party: None,
                by: None,
                evidence: vec![at(2, "The signing is set for 9 May 2031.")],
            }],
            status: Some(AgreementStatus {
                stage: Stage::SigningScheduled,
                as_of: Some("2031-04-20".to_string()),
                due: Some("2031-05-09".to_string()),
                confirmed: false,
            }),
        }],
        actors: vec![
            actor("k1", "Ada Quist", ActorKind::Person, vec![at(0, "Ada Quist"), at(1, "Ada Quist")]),
            actor("k2", "Tessia", ActorKind::Government, vec![at(0, "Tessia"), at(2, "Tessia")]),
        ],
        notices: vec![(
            Some("in/odd.bin".to_string()),
            Notice { code: "no-article-found", message: "No text could be read.".to_string(), span: None },
        )],
        documents,
    }
}
