//! The report on a terminal: expected screens, and that no line is too wide.

use crate::{held_to, sample};
use firsthand_present::{Terminal, terminal, why};

fn screen(width: usize, colour: bool) -> Terminal {
    Terminal { width, colour, inputs: "in/".to_string() }
}

fn check_lines(text: &str, width: usize) {
    for line in text.lines() {
        assert_eq!(line, line.trim_end(), "trailing space");
        let wide = textwrap::core::display_width(line);
        assert!(wide <= width, "{wide} columns in {width}: {line}");
    }
}

#[test]
fn expected_screens() {
    let record = sample::record();
    for width in [100, 60] {
        held_to(&format!("screen-{width}.txt"), &terminal(&record, &screen(width, false)));
    }
}

#[test]
fn no_line_is_too_wide() {
    let record = sample::record();
    for width in 40..=100 {
        check_lines(&terminal(&record, &screen(width, false)), width);
        check_lines(&terminal(&record, &screen(width, true)), width);
    }
    check_lines(&terminal(&record, &screen(7, false)), 40);
    check_lines(&terminal(&record, &screen(1000, false)), 100);
}

#[test]
fn colour_adds_nothing_but_colour() {
    let record = sample::record();
    let coloured = terminal(&record, &screen(90, true));
    assert!(coloured.contains("\u{1b}[1m"));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, code)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = code.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_eq!(plain, terminal(&record, &screen(90, false)));
}

#[test]
fn everything_has_a_why() {
    let record = sample::record();
    let mut all = String::new();
    for id in [
        "a1", "a2", "p1", "e1", "e2", "s1", "t1", "v1", "q1", "c1", "x1", "n1", "g1", "k1", "north_a",
        "south",
    ] {
        let words = why(&record, id, &screen(80, false)).unwrap_or_else(|| panic!("no reasons for {id}"));
        check_lines(&words, 80);
        assert!(words.lines().count() > 1, "{id} says nothing more: {words}");
        all.push_str(&words);
        all.push('\n');
    }
    held_to("why.txt", &all);
    assert_eq!(why(&record, "a9", &screen(80, false)), None);
    assert_eq!(why(&record, "", &screen(80, false)), None);
}
