//! Agreements and their steps, open contradictions, and what only looks like one.

use super::paper::{Cell, Paper, Style};
use super::{COLUMNS, heading, more};
use crate::date;
use crate::view::{View, clean, prose, shorten};
use crate::words;
use firsthand_story::{Agreement, AgreementStep, Conflict, Evidence, Relation, Side};
use textwrap::core::display_width;

/// Agreements shown; more are counted.
const AGREEMENTS: usize = 3;
/// Steps shown; more are counted.
const STEPS: usize = 12;
/// Contradictions shown; more are counted.
const CONFLICTS: usize = 8;
/// Relations shown; more are counted.
const RELATIONS: usize = 8;

/// Each agreement with its steps by date.
pub(crate) fn agreements(view: &View<'_>, paper: &mut Paper) {
    let agreements = &view.record.agreements;
    let name = if agreements.len() == 1 { "AGREEMENT" } else { "AGREEMENTS" };
    for (i, agreement) in agreements.iter().take(AGREEMENTS).enumerate() {
        // Its name and status head the report when a thread is about it.
        let told = view.record.threads.iter().any(|thread| thread.title == agreement.name);
        let alone = told && agreements.len() == 1;
        let title = if alone { String::new() } else { paper.paint(Style::Strong, &clean(&agreement.name)) };
        let line = format!("{title}{}", parties(agreement));
        match (i, agreements.len()) {
            (0, 1) => heading(paper, name, &format!("   {}", line.trim_start())),
            (0, number) => heading(paper, name, &format!(" ({number})")),
            _ => {}
        }
        if agreements.len() > 1 {
            paper.text(2, 4, &line);
        }
        if let Some(status) = agreement.status.as_ref().filter(|_| !told) {
            paper.parts(2, 4, " · ", &[words::status(status), words::outcome(status).to_string()]);
        }
        steps(view, paper, agreement);
    }
    more(paper, 2, AGREEMENTS, agreements.len(), "agreements");
}

pub(crate) fn parties(agreement: &Agreement) -> String {
    if agreement.parties.is_empty() { String::new() } else { format!(" ({})", agreement.parties.join(", ")) }
}

fn steps(view: &View<'_>, paper: &mut Paper, agreement: &Agreement) {
    let lines: Vec<[String; 4]> = agreement.steps.iter().map(|step| step_line(view, step)).collect();
    let widest = |column: usize, most: usize| {
        let widths = lines.iter().filter_map(|line| line.get(column)).map(|cell| display_width(cell));
        widths.max().unwrap_or(0).min(most)
    };
    let (when, what, place) = (widest(0, 22), widest(1, 34), widest(3, 12));
    for (line, step) in lines.iter().zip(&agreement.steps).take(STEPS) {
        let [day, stage, by, at] = line;
        let quote = step.evidence.first().map(|&words| view.quote(words)).unwrap_or_default();
        if paper.width() >= COLUMNS {
            let room = paper.width().saturating_sub(2 + when + 2 + what + 2 + 2 + place + 2);
            let by = if by.is_empty() { String::new() } else { format!("{by}: ") };
            let quote = shorten(&quote, (2 * room).saturating_sub(display_width(&by) + 12).max(24));
            paper.row(
                2,
                &[
                    Cell::left(day.clone(), when),
                    Cell::left(stage.clone(), what),
                    Cell::left(format!("{by}\"{quote}\""), room),
                    Cell::left(paper.paint(Style::Faint, at), place + 2),
                ],
            );
        } else {
            let by = if by.is_empty() { String::new() } else { format!(", {by}") };
            let at = paper.paint(Style::Faint, at);
            paper.text(2, 4, &format!("{day}  {stage}{by}  {at}"));
            let quote = shorten(&quote, paper.width() - 8);
            paper.text(4, 5, &format!("\"{quote}\""));
        }
    }
    more(paper, 2, STEPS, lines.len(), "steps");
}

fn step_line(view: &View<'_>, step: &AgreementStep) -> [String; 4] {
    [
        step.date.as_deref().map_or_else(|| "undated".to_string(), date::coarse),
        words::step(step),
        step.by.as_deref().map(clean).unwrap_or_default(),
        view.places(&step.evidence),
    ]
}

/// Each contradiction with its sides and their words.
pub(crate) fn conflicts(view: &View<'_>, paper: &mut Paper) {
    let conflicts = &view.record.conflicts;
    if conflicts.is_empty() {
        return;
    }
    heading(paper, "OPEN CONTRADICTIONS", &format!(" ({})", conflicts.len()));
    for conflict in conflicts.iter().take(CONFLICTS) {
        let id = paper.paint(Style::Id, &format!("{:<4}", conflict.id));
        let about = paper.paint(Style::Strong, &shorten(&clean(&conflict.about), 2 * paper.width() - 16));
        paper.text(2, 7, &format!("{id} {about}"));
        sides(view, paper, conflict);
        if !conflict.left_out_by.is_empty() {
            let names = view.names_and(&conflict.left_out_by);
            let line = paper.paint(Style::Alarm, &format!("the denial is left out by {names}"));
            paper.text(7, 9, &line);
        }
    }
    more(paper, 2, CONFLICTS, conflicts.len(), "contradictions");
}

fn sides(view: &View<'_>, paper: &mut Paper, conflict: &Conflict) {
    let heads: Vec<String> = conflict.sides.iter().map(|side| side_head(view, side)).collect();
    let widest = heads.iter().map(|head| display_width(head)).max().unwrap_or(0);
    let places: Vec<String> = conflict.sides.iter().map(|side| view.places(&side.evidence)).collect();
    let place = places.iter().map(|place| display_width(place)).max().unwrap_or(0);
    let room = paper.width().saturating_sub(7 + widest + 2 + 2 + place + 2);
    for ((side, head), place_words) in conflict.sides.iter().zip(&heads).zip(&places) {
        let quote = side.evidence.first().map(|&words| view.quote(words)).unwrap_or_default();
        let head = if side.stance == "denies" { paper.paint(Style::Alarm, head) } else { head.clone() };
        let at = paper.paint(Style::Faint, place_words);
        if room >= 32 {
            let quote = shorten(&quote, room - 2);
            paper.row(
                7,
                &[Cell::left(head, widest), Cell::left(format!("\"{quote}\""), room), Cell::left(at, place)],
            );
        } else {
            paper.text(7, 9, &format!("{head}  {at}"));
            let quote = shorten(&quote, paper.width() - 11);
            paper.text(9, 10, &format!("\"{quote}\""));
        }
    }
}

/// "DENIED by the ministry", "told as fact by 001".
pub(crate) fn side_head(view: &View<'_>, side: &Side) -> String {
    let who = prose(&view.fill(&side.who));
    // The stance says that it is the page's own voice.
    let who = if side.stance == "told-as-fact" { who.trim_end_matches(" in its own voice") } else { &who };
    format!("{} {who}", words::stance(&side.stance))
}

/// What only looks like a contradiction, a line each.
pub(crate) fn relations(view: &View<'_>, paper: &mut Paper) {
    let relations = &view.record.relations;
    if relations.is_empty() {
        return;
    }
    heading(paper, "NOT CONTRADICTIONS", &format!(" ({})", relations.len()));
    for relation in relations.iter().take(RELATIONS) {
        let kind = words::relation(relation.kind);
        let about = clean(&relation.about);
        let head = if about.is_empty() { String::new() } else { format!("{}: ", shorten(&about, 40)) };
        let kind = paper.paint(Style::Strong, kind);
        let mut words = opposed(view, relation, paper.width() - 24);
        for (quote, place) in &mut words {
            *place = paper.paint(Style::Faint, place);
            *quote = format!("\"{quote}\" {place}");
        }
        let words: Vec<String> = words.into_iter().map(|(quote, _)| quote).collect();
        paper.text(2, 4, &format!("{kind}  {head}{}", words.join(" ~ ")));
    }
    more(paper, 2, RELATIONS, relations.len(), "that only look like contradictions");
}

/// The first words of a relation and the first that read otherwise, each with its places. What both
/// begin or end with is left out when they are long.
pub(crate) fn opposed(view: &View<'_>, relation: &Relation, room: usize) -> Vec<(String, String)> {
    let mut found: Vec<(String, Vec<Evidence>)> = Vec::new();
    for &item in &relation.evidence {
        let quote = view.quote(item);
        match found.iter_mut().find(|(known, _)| *known == quote) {
            Some((_, places)) => places.push(item),
            None => found.push((quote, vec![item])),
        }
    }
    found.truncate(2);
    let mut quotes: Vec<String> = found.iter().map(|(quote, _)| quote.clone()).collect();
    if let [a, b] = quotes.as_mut_slice()
        && display_width(a) + display_width(b) > room
    {
        let (first, second) = without_common(a, b);
        (*a, *b) = (shorten(&first, room), shorten(&second, room));
    }
    let places = found.iter().map(|(_, evidence)| view.places(evidence));
    quotes.into_iter().zip(places).collect()
}

/// Two quotations without the words that both begin and both end with.
fn without_common(a: &str, b: &str) -> (String, String) {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let most = x.len().min(y.len()).saturating_sub(1);
    let start = x.iter().zip(&y).take(most).take_while(|(a, b)| a == b).count();
    let end = x.iter().rev().zip(y.iter().rev()).take(most - start).take_while(|(a, b)| a == b).count();
    let cut = |words: &[&str]| {
        let kept = words.get(start..words.len() - end).unwrap_or(words).join(" ");
        format!("{}{kept}{}", if start > 0 { "… " } else { "" }, if end > 0 { " …" } else { "" })
    };
    (cut(&x), cut(&y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_left_out() {
        let check = |a: &str, b: &str, shown: (&str, &str)| {
            let (first, second) = without_common(a, b);
            assert_eq!((first.as_str(), second.as_str()), shown);
        };
        check("since its war there", "since the raid there", ("… its war …", "… the raid …"));
        check("one", "two", ("one", "two"));
        check("a b", "a b c", ("… b", "… b c"));
        check("", "", ("", ""));
    }
}
