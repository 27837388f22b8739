//! Finds cues with their sources, one sentence at a time.
//!
//! In: a reading and one of its sentences. Out: drafts in order; `content` says what each of them
//! attributes. A cue counts when its verb group, its subject and what follows fit together; else it
//! is left out.
//!
//! Known gaps: nouns as cues ("the claim that …") are not read; of passives only "accused" and
//! "blamed" with "by …", and "expected to".

use super::content::{after, before, end_of};
use super::cue::{Form, Verb, verb};
use super::reading::{Reading, is_document, is_preposition, is_pronoun};
use crate::Act;
use crate::actor::is_auxiliary;
use crate::actor::table::listed;
use crate::actor::word::Sentence;
use std::ops::Range;

/// An attribution by words, before its spans are made.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Empty when no source is named.
    pub(crate) source: Range<usize>,
    pub(crate) cue: Range<usize>,
    /// Word ranges, in order.
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) act: Act,
    pub(crate) to: Option<Range<usize>>,
    pub(crate) sentence: usize,
}

/// A verb that may attribute.
pub(crate) struct Cue {
    pub(crate) verb: &'static Verb,
    pub(crate) form: Form,
    pub(crate) at: usize,
    /// Auxiliaries and adverbs before the verb, and the verb.
    pub(crate) group: Range<usize>,
    pub(crate) negated: bool,
    pub(crate) passive: bool,
    pub(crate) source: Option<Range<usize>>,
}

/// The attributions of sentence `number`, by cue.
pub(crate) fn drafts(reading: &Reading<'_>, number: usize, found: &mut Vec<Draft>) {
    let sentence = &reading.words.sentences[number];
    let first = found.len();
    let cues: Vec<Cue> = sentence.words.clone().filter_map(|at| cue_at(reading, sentence, at)).collect();
    let mut last: Option<Range<usize>> = None;
    let mut next = 0;
    for at in sentence.words.clone() {
        if reading.lower(at) == "according" && reading.lower(at + 1) == "to" && reading.inside[at].is_none() {
            found.extend(according(reading, number, at));
        }
        let Some(cue) = cues.get(next).filter(|cue| cue.at == at) else { continue };
        next += 1;
        let source = cue.source.clone().or_else(|| inherited(reading, sentence, cue, last.as_ref()));
        if let Some(draft) = draft(reading, number, cue, source, &cues[next..]) {
            if !draft.source.is_empty() && !matches!(reading.lower(draft.source.start), "it" | "who") {
                last = Some(draft.source.clone());
            }
            found.push(draft);
        }
    }
    hedged(reading, number, first, found);
}

fn cue_at(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> Option<Cue> {
    let word = &reading.words.all[at];
    if reading.inside[at].is_some() || !word.is_word() || word.is_capital() {
        return None;
    }
    let (verb, form) = verb(&word.lower)?;
    let (group_start, group) = group_before(reading, sentence, at);
    let participle = matches!(form, Form::Past | Form::Participle);
    let passive = participle && group.be && !group.have_after_be;
    let finite = match form {
        Form::Past | Form::Participle => true,
        Form::Present => !group.any,
        Form::Base => group.helps || (!group.any && !group.to),
        Form::Ing => group.be,
    };
    if group.to || (form != Form::Ing && !finite) {
        return None;
    }
    let mut source = None;
    if finite {
        source = reading.phrase_before(group_start, sentence.words.start).filter(|phrase| {
            // "said" has no other use; other forms need a subject that can speak.
            let sure = matches!(word.lower.as_str(), "said" | "says") && !is_infinitive(reading, phrase)
                || reading.is_speaker(phrase);
            // "its plans", "of claims", "the two states": a noun, not a verb.
            let counted = matches!(form, Form::Present | Form::Base) && counts(reading, at);
            let nominal = !group.any && (noun_before(reading, at) || counted);
            // "You may have read": the reader is no source.
            let reader = phrase.len() == 1 && reading.lower(phrase.start) == "you";
            sure && !nominal && !reader
        });
        let joined = joins(reading, sentence, group_start);
        let inverted = matches!(form, Form::Past | Form::Present) && verb.speaks() && group_start == at;
        if source.is_none() && !joined && !inverted && !passive {
            return None;
        }
        // "to sign what A and B intend to sign": the clause ends where these rules can't see.
        let relative = source.as_ref().is_some_and(|phrase| {
            phrase.start > sentence.words.start
                && matches!(reading.lower(phrase.start - 1), "that" | "which" | "whom")
        });
        if relative && verb.takes('i') && !verb.takes('s') && !verb.takes('o') {
            return None;
        }
        if form == Form::Base
            && !group.helps
            && !source.as_ref().is_some_and(|phrase| is_plural(reading, phrase))
        {
            return None;
        }
    } else if !matches!(reading.lower(at.saturating_sub(1)), "," | "by" | "while")
        && !is_document(reading.lower(at.saturating_sub(1)))
    {
        return None;
    } else if at > sentence.words.start && is_document(reading.lower(at - 1)) {
        source = reading.phrase_before(at, sentence.words.start);
    }
    // "Neither side said": negated by its subject.
    let none = source.as_ref().is_some_and(|source| {
        matches!(reading.lower(source.start), "neither" | "nobody" | "none")
            || (reading.lower(source.start) == "no" && reading.lower(source.start + 1) == "one")
    });
    let negated = group.negated || none;
    Some(Cue { verb, form, at, group: group_start..at + 1, negated, passive, source })
}

/// Whether the mark at `at` closes a quotation, a comma after it left out.
fn is_close(reading: &Reading<'_>, at: usize) -> bool {
    let at = if reading.lower(at) == "," && reading.inside[at].is_none() && at > 0 { at - 1 } else { at };
    let mark = &reading.words.all[at];
    !mark.is_word()
        && reading.inside[at].is_none()
        && at > 0
        && (reading.inside[at - 1].is_some()
            || (at > 1 && reading.inside[at - 2].is_some() && mark.text == "'"))
}

#[derive(Default)]
struct Group {
    any: bool,
    helps: bool,
    be: bool,
    have_after_be: bool,
    negated: bool,
    to: bool,
}

/// Goes back over auxiliaries and adverbs: "has not yet" before "said".
fn group_before(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> (usize, Group) {
    let mut group = Group::default();
    let mut start = at;
    while start > sentence.words.start {
        let lower = reading.lower(start - 1);
        if reading.words.all[start - 1].is_capital() {
            break;
        }
        if is_auxiliary(lower) || matches!(lower, "be" | "been" | "being") {
            group.any = true;
            group.negated |= lower.ends_with("n't") || lower == "cannot";
            match lower.trim_end_matches("n't") {
                "is" | "are" | "was" | "were" | "be" | "been" | "being" => group.be = true,
                "has" | "have" | "had" if !group.be => group.have_after_be = false,
                "do" | "does" | "did" | "will" | "would" | "ca" | "can" | "could" | "may" | "might"
                | "should" | "must" | "wo" | "cannot" => group.helps = true,
                _ => {}
            }
        } else if matches!(lower, "not" | "never") {
            group.negated = true;
        } else if lower == "to" {
            group.to = true;
        } else if !is_adverb(lower) {
            break;
        }
        start -= 1;
    }
    (start, group)
}

fn is_adverb(lower: &str) -> bool {
    listed(
        "also then later now already once long since yet even just still often again first \
        further only both always ever soon reportedly all too instead quickly",
        lower,
    ) || (lower.ends_with("ly")
        && lower.len() > 4
        && !["only", "family", "assembly", "reply", "ally", "italy", "daily", "weekly", "early"]
            .contains(&lower))
}

/// Whether the phrase is what "to" left of an infinitive ("the engineers asked to find out | said").
fn is_infinitive(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    phrase.start > 0
        && reading.lower(phrase.start - 1) == "to"
        && !reading.words.all[phrase.start].is_capital()
        && !listed("the a an his her its their one", reading.lower(phrase.start))
        && !reading.is_speaker(phrase)
}

/// Whether a number stands before the word: "the two states".
fn counts(reading: &Reading<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        reading.words.all[before].kind == firsthand_text::TokenKind::Number
            || listed("two three four five six seven eight nine ten several many both", reading.lower(before))
    })
}

/// Whether the word before makes a noun of the next ("its plans", "the report", "of claims").
fn noun_before(reading: &Reading<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let lower = reading.lower(before);
    listed("the a an his her its their our my your this these those no any new such more", lower)
        || (is_preposition(lower))
        || reading.words.all[before].is_possessive()
}

fn is_plural(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    let last = reading.lower(phrase.end - 1);
    phrase.clone().any(|at| reading.lower(at) == "and")
        || listed("they we i you who many some others most people police few both men women", last)
        || (last.ends_with('s')
            && !last.ends_with("ss")
            && phrase.clone().all(|at| !matches!(reading.lower(at), "of" | "in")))
        || phrase.clone().any(|at| crate::actor::table::source_plural(reading.lower(at)))
}

/// Whether the verb group goes on from an earlier subject: "…, but noted", "… and has urged".
fn joins(reading: &Reading<'_>, sentence: &Sentence, start: usize) -> bool {
    start > sentence.words.start && matches!(reading.lower(start - 1), "and" | "but" | "," | "or")
}

/// The source of a cue without a subject: that of the cue before, or the subject of the sentence.
fn inherited(
    reading: &Reading<'_>,
    sentence: &Sentence,
    cue: &Cue,
    last: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let participle = cue.form == Form::Ing;
    let conjunct = joins(reading, sentence, cue.group.start)
        && matches!(reading.lower(cue.group.start - 1), "and" | "but" | "or");
    if !participle && !conjunct {
        return None;
    }
    // A participle that opens the sentence takes the subject that comes after it; not read.
    last.cloned()
        .or_else(|| reading.sentence_subject(sentence, cue.group.start))
        .filter(|source| !(source.len() == 1 && reading.lower(source.start) == "you"))
}

fn draft(
    reading: &Reading<'_>,
    number: usize,
    cue: &Cue,
    source: Option<Range<usize>>,
    later: &[Cue],
) -> Option<Draft> {
    let sentence = &reading.words.sentences[number];
    if cue.passive {
        return passive(reading, number, cue);
    }
    if cue.verb.negated_only && !cue.negated && cue.verb.base != "give" {
        return None;
    }
    if cue.verb.takes('d')
        && !source.as_ref().is_some_and(|phrase| {
            phrase.clone().any(|at| is_document(reading.lower(at)) || is_pronoun(reading.lower(at)))
                // "the auditor found that …"
                || (reading.lower(cue.at + 1) == "that" && reading.is_body(phrase))
        })
    {
        return None;
    }
    // "“…,” Orr said" and "“…,” said Orr" speak of what stands before.
    let begin = source.as_ref().map_or(cue.group.start, |source| source.start.min(cue.group.start));
    let quoted_before = begin > sentence.words.start && is_close(reading, begin - 1);
    let follows = if (quoted_before || source.is_none()) && cue.verb.speaks() {
        None
    } else {
        after(reading, sentence, cue, later)
    };
    // "asked not to be named": a wish about the report, not speech in it.
    let next = if reading.lower(cue.at + 1) == "not" { cue.at + 2 } else { cue.at + 1 };
    if cue.verb.base == "ask"
        && reading.lower(next) == "to"
        && matches!(reading.lower(next + 1), "be" | "remain" | "stay")
    {
        return None;
    }
    let act = match act(reading, cue) {
        Act::Demands if cue.verb.base == "call" && untrue(reading, cue.at + 2) => Act::Denies,
        // "called the plan a mistake" describes; only "called for" and "called on" demand.
        Act::Demands
            if cue.verb.base == "call" && !cue.verb.particles.contains(&reading.lower(cue.at + 1)) =>
        {
            Act::Asserts
        }
        act => act,
    };
    if let Some(follows) = follows {
        let source = source?;
        return Some(Draft {
            source,
            cue: cue.group.start..follows.cue_end,
            content: vec![follows.content],
            act,
            to: follows.to,
            sentence: number,
        });
    }
    if !cue.verb.speaks() || cue.negated || cue.form == Form::Base {
        return None;
    }
    // "…, Orr said." or "…, said Orr."
    let right = reading.skip_time(cue.at + 1, sentence.words.end);
    let (source, right, to) = match &source {
        // Over the comma of an apposition: "Orr, the mayor, told …".
        Some(source)
            if source.end == cue.group.start
                || (source.end + 1 == cue.group.start && !inverted(reading, cue, right, sentence)) =>
        {
            let (right, to) = super::content::addressee(reading, cue, right, sentence.words.end);
            (source.clone(), reading.skip_time(right, sentence.words.end), to)
        }
        _ if cue.group.start == cue.at => {
            let source = reading.phrase_after(cue.at + 1, sentence.words.end)?;
            let sure = reading.is_speaker(&source);
            if !sure {
                return None;
            }
            let right = reading.skip_time(source.end, sentence.words.end);
            (source, right, None)
        }
        _ => return None,
    };
    let content = before(reading, number, cue.group.start.min(source.start), right)?;
    let first = content.first()?;
    let quoted = quoted_before || reading.inside[first.end - 1].is_some();
    if !quoted && (!cue.verb.takes('s') || !reading.holds_clause(first.start, first.end)) {
        return None;
    }
    Some(Draft { source, cue: cue.group.clone(), content, act, to, sentence: number })
}

/// Whether the speaker comes after the cue: "…, said Orr".
fn inverted(reading: &Reading<'_>, cue: &Cue, right: usize, sentence: &Sentence) -> bool {
    !cue.verb.takes('a')
        && cue.group.start == cue.at
        && right == cue.at + 1
        && reading.phrase_after(right, sentence.words.end).is_some_and(|phrase| reading.is_speaker(&phrase))
}

/// "calls that untrue": whether word `at` says that something is not so.
pub(crate) fn untrue(reading: &Reading<'_>, at: usize) -> bool {
    let at = if matches!(reading.lower(at), "a" | "an" | "completely" | "simply" | "entirely") {
        at + 1
    } else {
        at
    };
    listed(
        "untrue false wrong nonsense baseless groundless unfounded absurd lies lie fiction",
        reading.lower(at),
    )
}

/// "has been accused by A and B of …", "is expected to …".
fn passive(reading: &Reading<'_>, number: usize, cue: &Cue) -> Option<Draft> {
    let sentence = &reading.words.sentences[number];
    let end = end_of(reading, cue.at + 1, sentence.words.end, &[]);
    if cue.verb.base == "expect" && reading.lower(cue.at + 1) == "to" {
        let subject = reading.phrase_before(cue.group.start, sentence.words.start)?;
        let content = vec![subject, cue.at + 1..end];
        return Some(Draft {
            source: 0..0,
            cue: cue.group.clone(),
            content,
            act: Act::Expects,
            to: None,
            sentence: number,
        });
    }
    if !matches!(cue.verb.base, "accuse" | "blame") {
        return None;
    }
    let of = (cue.at + 1..end).find(|&at| matches!(reading.lower(at), "of" | "for"))?;
    let by = (cue.at + 1..end).find(|&at| reading.lower(at) == "by")?;
    let (source, content) =
        if by < of { (by + 1..of, of + 1..end) } else { (reading.phrase_after(by + 1, end)?, of + 1..by) };
    if source.is_empty() || content.is_empty() || !reading.is_speaker(&source) {
        return None;
    }
    Some(Draft {
        source,
        cue: cue.group.clone(),
        content: vec![content],
        act: Act::Accuses,
        to: None,
        sentence: number,
    })
}

/// "according to X": before, after or amid what X says.
fn according(reading: &Reading<'_>, number: usize, at: usize) -> Option<Draft> {
    let sentence = &reading.words.sentences[number];
    let Range { start, end } = sentence.words.clone();
    let mut source = reading.phrase_after(at + 2, end)?;
    // A list of sources joined by "and" may run to the end; a relative clause does not belong to it.
    while source.end < end && reading.lower(source.end) == "," && source.start == start {
        source.end -= 1;
    }
    let mut content = Vec::new();
    if at > start {
        content.extend(before(reading, number, at, source.end)?);
    } else {
        let comma =
            (source.start..end).find(|&at| reading.lower(at) == "," && reading.inside[at].is_none())?;
        source.end = source.end.min(comma);
        content.push(comma + 1..end_of(reading, comma + 1, end, &[]));
    }
    Some(Draft { source, cue: at..at + 2, content, act: Act::Asserts, to: None, sentence: number })
}

/// "reportedly" and "allegedly" attribute by themselves where nothing else does.
fn hedged(reading: &Reading<'_>, number: usize, first: usize, found: &mut Vec<Draft>) {
    let sentence = &reading.words.sentences[number];
    let Range { start, end } = sentence.words.clone();
    for at in sentence.words.clone() {
        let covered = |draft: &Draft| {
            draft.cue.contains(&at) || draft.content.iter().any(|content| content.contains(&at))
        };
        if !matches!(reading.lower(at), "reportedly" | "allegedly")
            || reading.inside[at].is_some()
            || found[first..].iter().any(covered)
        {
            continue;
        }
        let content = [start..at, at + 1..end_of(reading, at + 1, end, &[])]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        found.push(Draft {
            source: 0..0,
            cue: at..at + 1,
            content,
            act: Act::Asserts,
            to: None,
            sentence: number,
        });
    }
}

/// The act by verb, negation and what the verb governs.
fn act(reading: &Reading<'_>, cue: &Cue) -> Act {
    let next = reading.lower(cue.at + 2);
    match (cue.verb.base, cue.negated) {
        ("deny", true) => Act::HasNotDenied,
        ("give", _) => Act::DoesNotSay,
        ("decline" | "refuse", false) if reading.lower(cue.at + 1) == "to" => match next {
            "confirm" | "comment" | "discuss" | "deny" => Act::DeclinesToConfirm,
            "say" if matches!(reading.lower(cue.at + 3), "whether" | "if") => Act::DeclinesToConfirm,
            "say" | "specify" | "elaborate" | "answer" | "name" | "identify" | "disclose" | "provide"
            | "give" | "speculate" | "respond" => Act::DoesNotSay,
            _ => Act::Plans,
        },
        ("accuse" | "blame", false) => Act::Accuses,
        (_, true) if cue.verb.act == Act::Asserts && cue.verb.speaks() => Act::DoesNotSay,
        ("specify" | "elaborate" | "mention" | "confirm" | "disclose" | "reveal", true) => Act::DoesNotSay,
        _ => cue.verb.act,
    }
}
