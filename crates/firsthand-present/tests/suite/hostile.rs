//! Records that make no sense and pages that mean harm: every layout still gives an answer.

use crate::sample;
use firsthand_present::{Terminal, html, json, stemma_svg, terminal, why};
use firsthand_read::FurnitureKind;
use firsthand_story::{Evidence, Record};
use firsthand_text::{Span, Text};

fn check(record: &Record) -> [String; 3] {
    let screen = Terminal { width: 60, colour: false, inputs: String::new() };
    for id in ["a1", "a2", "e1", "e2", "q1", "c1", "x1", "n1", "g1", "k1", "v1", "t1", "s1", "p1", "south"] {
        why(record, id, &screen);
    }
    stemma_svg(record, 0);
    [json(record), terminal(record, &screen), html(record)]
}

#[test]
fn an_empty_record() {
    let [_, text, page] = check(&Record::default());
    assert_eq!(text, " 0 pages   0 independent accounts\n\n");
    assert!(page.contains("A record of coverage"));
}

#[test]
fn places_that_are_not_there() {
    let mut record = sample::record();
    record.documents.truncate(1);
    record.accounts[0].copied_from[0].exemplar = Some(7);
    record.statements[0].evidence.push(Evidence { document: 9, span: Span::new(5, 1) });
    record.claims[0].statements = vec![99];
    record.threads[0].stories = vec![99];
    record.quantities[0].by = Some(99);
    record.edits[0].account = 99;
    record.passages[0].readings = vec![Evidence { document: 0, span: Span::new(10_000, 20_000) }];
    check(&record);
}

#[test]
fn copies_in_a_circle() {
    let mut record = sample::record();
    record.accounts[0].copied_from[0].exemplar = Some(1);
    record.accounts[0].copied_from[1].exemplar = Some(0);
    let [_, text, _] = check(&record);
    assert!(text.contains("── north_a") && text.contains("── north_b"), "{text}");
}

#[test]
fn spans_that_cut_characters() {
    let mut record = sample::record();
    let text = record.documents[1].article.text.as_str();
    let inside = text.find('É').unwrap() + 1;
    record.statements[3].evidence = vec![Evidence { document: 1, span: Span::new(inside, inside + 4) }];
    check(&record);
}

#[test]
fn a_page_that_commands_the_terminal() {
    let mut record = sample::record();
    let text = "\u{1b}[2J\u{1b}]0;owned\u{7} said <script>alert(1)</script> \u{202E}desrever\u{0}";
    record.documents[2].article.text = Text::new(text);
    record.documents[2].article.title = Some(text.to_string());
    record.stories[1].title = text.to_string();
    record.conflicts[0].about = text.to_string();
    record.conflicts[0].sides[0].who = text.to_string();
    record.agreements[0].steps[0].by = Some(text.to_string());
    record.statements[2].evidence = vec![Evidence { document: 2, span: Span::new(0, text.len()) }];
    if let Some(speaker) = &mut record.statements[2].speaker {
        speaker.name = text.to_string();
    }
    record.notices[0].1.message = text.to_string();
    let [_, screen, page] = check(&record);
    for out in [&screen, &page] {
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{0}', '\u{202E}']));
    }
    assert!(!page.contains("<script"));
    for id in ["q3", "x1", "s2", "g1"] {
        let words = why(&record, id, &Terminal { width: 60, colour: false, inputs: String::new() }).unwrap();
        assert!(!words.contains('\u{1b}'), "{id}");
    }
}

#[test]
fn many_crossing_spans() {
    let mut record = sample::record();
    let text = "word ".repeat(2000);
    record.documents[1].article.body = vec![Span::new(0, 4000), Span::new(4001, 9999)];
    record.documents[1].article.furniture = vec![firsthand_read::Furniture {
        kind: FurnitureKind::Other,
        span: Span::new(3000, 5000),
        reason: String::new(),
    }];
    record.documents[1].article.text = Text::new(text);
    record.actors[0].forms = (0..3000)
        .map(|i| Evidence { document: 1, span: Span::new(i * 3, i * 3 + 4 + (i % 7) * 200) })
        .collect();
    record.statements[0].evidence = record.actors[0].forms.iter().step_by(600).copied().collect();
    let [_, _, page] = check(&record);
    assert_eq!(page.matches("<span").count(), page.matches("</span>").count());
}
