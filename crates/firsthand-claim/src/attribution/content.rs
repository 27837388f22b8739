//! What a cue attributes: where it begins and ends.
//!
//! In: a reading, a cue. Out: the words after the cue that are its content, or those before a cue that
//! stands at the end or amid its sentence. Words of time right after the cue belong to neither.
//!
//! Known gaps: the end is the end of the sentence unless a mark, another cue or "according to" shows
//! an earlier one; "He said A and left" takes in "and left".

use super::cue::Form;
use super::find::Cue;
use super::reading::{Reading, is_preposition, is_pronoun};
use crate::actor::after_dateline;
use crate::actor::table::listed;
use crate::actor::word::Sentence;
use std::ops::Range;

/// Content after a cue.
pub(crate) struct Follows {
    pub(crate) content: Range<usize>,
    pub(crate) to: Option<Range<usize>>,
    /// One past the last word of the cue (a particle may belong to it).
    pub(crate) cue_end: usize,
}

/// Farthest that "that" is looked for behind words of time, place and manner.
const FARTHEST_THAT: usize = 22;

/// The content that follows `cue`; `None` when nothing does that its verb allows.
pub(crate) fn after(reading: &Reading<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Follows> {
    let end = sentence.words.end;
    let verb = cue.verb;
    let mut cue_end = cue.at + 1;
    if verb.base == "give" {
        if reading.lower(cue_end) != "no" {
            return None;
        }
        cue_end += 1;
        let content = cue_end..end_of(reading, cue_end, end, later);
        return (!content.is_empty()).then_some(Follows { content, to: None, cue_end });
    }
    if !verb.particles.is_empty() {
        if !verb.particles.contains(&reading.lower(cue_end)) {
            return called(reading, sentence, cue, later);
        }
        cue_end += 1;
        if matches!((verb.base, reading.lower(cue_end - 1)), ("call", "on" | "upon"))
            || verb.base != "point"
            || reading.lower(cue_end - 1) == "to"
        {
            let content = cue_end..end_of(reading, cue_end, end, later);
            return (!content.is_empty()).then_some(Follows { content, to: None, cue_end });
        }
    }
    if (verb.takes('a') || verb.takes('b')) && reading.lower(cue_end) == "of" {
        return None;
    }
    let timed = reading.skip_time(cue_end, end);
    let (start, to) = addressee(reading, cue, timed, end);
    let mut start = reading.skip_time(start, end);
    if verb.takes('a') && to.is_none() && !matches!(verb.base, "ask") {
        return None;
    }
    let next = reading.lower(start);
    // "said on a visit to the dam that …": the clause comes after more words of manner.
    if verb.speaks() && (is_preposition(next) || next == ",") && next != "to" {
        let stop = end.min(start + FARTHEST_THAT);
        let that = (start..stop)
            .take_while(|&at| {
                reading.inside[at].is_none() && !matches!(reading.lower(at), ";" | ":" | "." | "\"" | "“")
            })
            .find(|&at| reading.lower(at) == "that");
        let amid = (start..that.unwrap_or(start)).any(|at| is_pronoun(reading.lower(at)));
        match that {
            Some(that) if !amid && (next != "," || reading.lower(that - 1) == ",") => start = that,
            _ => {
                // "said of the dam, “…”".
                let opened = (start + 1..stop).find(|&at| reading.inside[at].is_some());
                if let Some(opened) = opened
                    && opened > 1
                    && matches!(reading.lower(opened - 2), "," | ":")
                    && !(start..opened).any(|at| is_pronoun(reading.lower(at)) || reading.lower(at) == "that")
                {
                    start = opened - 2;
                }
            }
        }
    }
    if start >= end || (reading.lower(start) == ":" && start + 1 >= end) {
        let colon = start < end || (end > 0 && reading.lower(end - 1) == ":");
        return if colon {
            next_paragraph(reading, end).map(|content| Follows { content, to, cue_end })
        } else {
            None
        };
    }
    let next = reading.lower(start);
    let quoted = quotation_at(reading, start, end);
    let clause_word = listed("that how what why whether if where who when which", next);
    let speaks = verb.takes('s') || verb.takes('a') || verb.takes('b') || verb.takes('d');
    if let Some(begin) = quoted.filter(|_| speaks || verb.takes('q') || verb.takes('o')) {
        let begins_clause = matches!(reading.lower(start), ":" | ",");
        if begins_clause || speaks || verb.takes('o') {
            return Some(Follows { content: begin..end_of(reading, begin, end, later), to, cue_end });
        }
    }
    if !reading.words.all[start].is_word() && next != "$" && next != "“" && next != "\"" {
        return None;
    }
    let mut content = start..end_of(reading, start, end, later);
    if verb.act == crate::Act::Plans {
        content.end = own_clause_end(reading, content.clone());
    }
    let object = || {
        let whole = matches!(verb.base, "accuse" | "blame");
        let stop = if whole {
            charge_end(reading, start, content.end)
        } else {
            object_end(reading, start, content.end)
        };
        let sane = stop > start
            && !is_preposition(next)
            && !["and", "or", "but", "as", ",", "to", "so", "than", "because"].contains(&next);
        sane.then_some(start..stop)
    };
    let plain = !is_preposition(next)
        && !["and", "or", "but", "so", "as", "because", "when", "after"].contains(&next);
    let clause = plain && reading.is_clause(start, content.end);
    let to_verb = next == "to" || (next == "not" && reading.lower(start + 1) == "to");
    let whole = clause_word
        && (speaks || verb.takes('c'))
        && (cue.negated || !matches!(next, "when" | "who" | "which"))
        || verb.takes('i') && to_verb
        || verb.takes('g') && next.ends_with("ing") && next.len() > 4
        || verb.takes('u') && !is_preposition(next) && content.clone().any(|at| reading.lower(at) == "to")
        || verb.takes('a') && to.is_some() && (next == "to" || clause)
        || speaks && verb.base != "tell" && next != "yes" && clause;
    let spoken_of = (verb.takes('o') || verb.takes('d')) && cue.form != Form::Base
        || verb.takes('o') && cue.source.is_some()
        || verb.base == "say" && plain;
    let found = if whole {
        Some(content)
    } else if spoken_of {
        object()
    } else {
        None
    };
    // "urged them to go": whom, and then what.
    let object = to_verb_at(reading, start, cue_end)
        .filter(|_| to.is_none() && verb.takes('u') && verb.act == crate::Act::Demands && quoted.is_none());
    let to = to.or_else(|| object.map(|stop| start..stop));
    found.filter(|content| !content.is_empty()).map(|content| Follows { content, to, cue_end })
}

/// The "to" of an infinitive behind a short object that begins at word `start`.
fn to_verb_at(reading: &Reading<'_>, start: usize, cue_end: usize) -> Option<usize> {
    let end = reading.words.all.len().min(start + LONGEST_ADDRESSEE);
    if start < cue_end || listed("to that not", reading.lower(start)) {
        return None;
    }
    let to = (start..end)
        .take_while(|&at| reading.inside[at].is_none() && !listed(", ; : .", reading.lower(at)))
        .find(|&at| reading.lower(at) == "to")?;
    let end = if reading.lower(to - 1) == "not" { to - 1 } else { to };
    (end > start).then_some(end)
}

/// "She went on:" and a quotation that opens the next sentence, at word `at`.
fn next_paragraph(reading: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    let sentence = reading.words.sentences.partition_point(|sentence| sentence.words.start < at);
    let next = reading.words.sentences.get(sentence)?;
    let first = quotation_at(reading, next.words.start, next.words.end)?;
    let last = next.words.clone().rev().find(|&at| reading.inside[at] == reading.inside[first])?;
    Some(first..last + 1)
}

/// "called the plan a mistake": an object and what it is called.
fn called(reading: &Reading<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Follows> {
    if cue.verb.base != "call" || cue.source.is_none() && cue.form != Form::Ing {
        return None;
    }
    let start = cue.at + 1;
    let content = start..end_of(reading, start, sentence.words.end, later);
    let next = reading.lower(start);
    let opens = listed("the a an it him her them this his its their", next)
        || reading.words.all.get(start).is_some_and(|word| word.is_capital());
    let untrue = super::find::untrue(reading, start + 1) && matches!(next, "that" | "this" | "it");
    if untrue {
        return Some(Follows { content: start..start + 1, to: None, cue_end: start });
    }
    let judged = content
        .clone()
        .skip(1)
        .any(|at| reading.inside[at].is_some() || matches!(reading.lower(at), "a" | "an"));
    (opens && judged && content.len() > 2).then_some(Follows { content, to: None, cue_end: start })
}

/// Whom the cue speaks to: the word after it and its range.
pub(crate) fn addressee(
    reading: &Reading<'_>,
    cue: &Cue,
    at: usize,
    end: usize,
) -> (usize, Option<Range<usize>>) {
    if !(cue.verb.takes('a') || cue.verb.takes('b')) || at >= end {
        return (at, None);
    }
    if ["him", "her", "them", "us", "me", "you", "himself", "herself"].contains(&reading.lower(at)) {
        return (at + 1, Some(at..at + 1));
    }
    let mut to = at;
    while to < end && to < at + LONGEST_ADDRESSEE {
        let word = &reading.words.all[to];
        let lower = word.lower.as_str();
        let clause = listed(
            "that to how what why whether if where about he she it they we i there when not who \
        against of",
            lower,
        );
        let determiner = to > at
            && ["the", "a", "an", "his", "its", "their", "this"].contains(&lower)
            && !matches!(reading.lower(to - 1), "of" | "for" | "and" | "with");
        if clause
            || determiner
            || reading.inside[to] != reading.inside[at]
            || (!word.is_word() && !word.is_possessive() && lower != "’" && lower != "'")
            || reading.skip_time(to, end) > to
        {
            break;
        }
        if to > at && ["in", "on", "at", "during", "after", "last"].contains(&lower) {
            break;
        }
        to += 1;
    }
    if cue.verb.takes('b') && to < end && !matches!(reading.lower(to), "that") {
        // "warned the plan would fail": no addressee.
        return (at, None);
    }
    if to == at || to == at + LONGEST_ADDRESSEE {
        return (at, None);
    }
    // "in an interview", "at the dam", up to "that" or a mark.
    (to, Some(at..to))
}

/// Most words of an addressee.
const LONGEST_ADDRESSEE: usize = 9;

/// The first word of a quotation that opens at `at`, after a comma or colon.
fn quotation_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let mut now = at;
    if matches!(reading.lower(now), "," | ":") {
        now += 1;
    }
    if now < end && !reading.words.all[now].is_word() && reading.inside[now].is_none() {
        now += 1;
        // Two single marks typed for a double one.
        if now < end && !reading.words.all[now].is_word() && reading.inside[now].is_none() {
            now += 1;
        }
    } else {
        return None;
    }
    (now < end && reading.inside[now].is_some() && reading.inside[now] != reading.inside[at]).then_some(now)
}

/// The end of content that begins at `start`: before its sentence's end mark, the next cue of the same
/// or another speaker, "according to", or a semicolon.
pub(crate) fn end_of(reading: &Reading<'_>, start: usize, end: usize, later: &[Cue]) -> usize {
    let mut stop = end;
    for at in start..end {
        if reading.inside[at].is_some() {
            continue;
        }
        let lower = reading.lower(at);
        if lower == ";" || (lower == "according" && reading.lower(at + 1) == "to") {
            stop = at;
            break;
        }
    }
    for cue in later.iter().filter(|cue| cue.at < stop && cue.at > start) {
        let begin = cue.source.as_ref().map_or(cue.group.start, |source| source.start.min(cue.group.start));
        let Some(before) = begin.checked_sub(1).filter(|before| *before > start) else { continue };
        let lower = reading.lower(before);
        let comma = before > 0 && reading.lower(before - 1) == ",";
        let participle = cue.form == Form::Ing && lower == ",";
        let contrast = matches!(lower, "but" | "while" | "although" | "though")
            || (lower == "and" && comma && cue.source.is_some());
        let conjunct = cue.source.is_none()
            && matches!(lower, "but" | "and")
            && (cue.form != Form::Base || cue.group.len() > 1)
            && !(cue.verb.base == "write" && matches!(reading.lower(cue.at + 1), "it" | "them"))
            && cue.form != Form::Ing;
        // "…, Orr said on Monday.": the end of the sentence belongs to the later cue.
        let right = reading.skip_time(cue.at + 1, end);
        let aside = cue.source.is_some()
            && lower == ","
            && cue.verb.speaks()
            && (right >= end || !reading.words.all[right].is_word());
        if participle || contrast || conjunct || aside {
            stop = if comma && !aside { before - 1 } else { before };
            break;
        }
    }

    while stop > start
        && !reading.words.all[stop - 1].is_word()
        && reading.inside[stop - 1].is_none()
        && !matches!(reading.lower(stop - 1), "]" | ")" | "%")
    {
        stop -= 1;
    }
    stop
}

/// "the pact that both plan to sign | will end the feud": an infinitive ends before a finite verb that
/// no subject or conjunction of its own leads to.
fn own_clause_end(reading: &Reading<'_>, content: Range<usize>) -> usize {
    let mut led = false;
    for at in content.clone() {
        let lower = reading.lower(at);
        if reading.inside[at].is_some() {
            return content.end;
        }
        led |= is_pronoun(lower)
            || listed(
                "that which what whether if when where why how because but and while so than as",
                lower,
            );
        if !led
            && at > content.start
            && matches!(lower, "will" | "would" | "is" | "was" | "has" | "were" | "are")
        {
            return at;
        }
    }
    content.end
}

/// The end of an object: before a comma, a clause, or words of time.
fn object_end(reading: &Reading<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let lower = reading.lower(at);
        if reading.inside[at].is_none() {
            let aside = lower == ","
                && (start + 1..end).any(|close| {
                    close > at && reading.lower(close) == "," && reading.lower(close + 1) == "as"
                });
            if listed("; : – — after when while because during since although before", lower) && at > start
            {
                break;
            }
            if lower == ","
                && !aside
                && !(reading.words.all.get(at + 1).is_some_and(|word| word.is_capital()))
                && at > start
                && !matches!(reading.lower(at + 1), "which" | "as")
            {
                break;
            }
            if at > start && matches!(lower, "on" | "in" | "last" | "this") && reading.skip_time(at, end) > at
            {
                break;
            }
        }
        at += 1;
    }
    at
}

/// The end of "somebody of something": before a comma with "and" or "but".
fn charge_end(reading: &Reading<'_>, start: usize, end: usize) -> usize {
    (start + 1..end)
        .find(|&at| {
            reading.lower(at) == ","
                && reading.inside[at].is_none()
                && matches!(reading.lower(at + 1), "and" | "but" | "while" | "which" | "who")
        })
        .unwrap_or(end)
}

/// The content that stands before a cue with its source at word `at`, and goes on at word `right`.
pub(crate) fn before(
    reading: &Reading<'_>,
    number: usize,
    at: usize,
    right: usize,
) -> Option<Vec<Range<usize>>> {
    let sentence = &reading.words.sentences[number];
    let Range { start, end } = sentence.words.clone();
    let mut stop = at;
    let comma = stop > start && matches!(reading.lower(stop - 1), "," | "-" | "–" | "—" | "(");
    while stop > start && !reading.words.all[stop - 1].is_word() && reading.inside[stop - 1].is_none() {
        stop -= 1;
    }
    let closed = stop > start && reading.inside[stop - 1].is_some() && stop < at;
    let mut content = Vec::new();
    if stop > start && (comma || closed || reading.lower(at) == "according") {
        let mut first = after_dateline(&reading.words, sentence, number);
        // A clause before a semicolon is another's or the outlet's own.
        if let Some(semicolon) =
            (start..stop).rev().find(|&at| reading.lower(at) == ";" && reading.inside[at].is_none())
        {
            first = semicolon + 1;
        }
        while first < stop && matches!(reading.lower(first), "but" | "and") {
            first += 1;
        }
        content.push(first..stop);
    } else if stop == start {
        // “Go!” | Orr said.: the sentence before is the quotation.
        let last = start.checked_sub(1)?;
        let before = number.checked_sub(1).map(|number| &reading.words.sentences[number])?;
        if before.paragraph != sentence.paragraph || reading.words.all[last].is_word() {
            return None;
        }
        let inner = (before.words.start..=last).rev().take(4).find(|&at| reading.inside[at].is_some())?;
        content.push(before.words.start..inner + 1);
    } else {
        return None;
    }
    let mut taken = false;
    if closed && right < end {
        // "“…,” Orr said, turning to the dam, “…”": the quotation goes on after an aside.
        let resumed = (right..end).find(|&at| reading.inside[at].is_some()).filter(|&at| at > 1);
        let own = resumed.is_some_and(|at| {
            (right..at).any(|at| super::cue::verb(reading.lower(at)).is_some_and(|(verb, _)| verb.speaks()))
        });
        if let Some(resumed) = resumed
            && !own
            && matches!(reading.lower(resumed - 2), "," | "but" | "and" | ":")
        {
            let last = (resumed..end)
                .rev()
                .find(|&at| reading.inside[at] == reading.inside[resumed])
                .unwrap_or(resumed);
            content.push(resumed..last + 1);
            taken = true;
        }
    }
    // After a quotation only a quotation goes on; the rest is the outlet's own.
    if !taken && !closed && right < end && reading.lower(right) == "," && right + 2 < end {
        let next = right + 1;
        let goes_on = !listed(
            "who which adding noting saying referring citing a an after before when while but \
        although",
            reading.lower(next),
        ) && !reading.lower(next).ends_with("ing");
        if goes_on {
            let to = end_of(reading, next, end, &[]);
            if to > next {
                content.push(next..to);
            }
        }
    }
    Some(content)
}
