//! Joins what the rules found with what the model found.
//!
//! In: both. Out: one list, in order of the cues. Where both found the same, the rules' words stand
//! (they know quotation marks, addressees and acts) with the model's source where the two disagree;
//! what the model alone found counts when it is sure enough; what the rules alone found counts unless
//! the model is sure that nobody speaks there, or has read the same words another way.

use super::cue::verb;
use super::learned::{Found, Opinion, SCALE};
use super::reading::Reading;
use super::{Attribution, Mode, mode, speakers};
use crate::{Act, Actor};
use firsthand_text::Span;
use std::ops::Range;

/// How far the model must stand above its next best reading for what it alone found. Of less more
/// things are found and more of them wrong: see MODEL.md.
const SURE: i32 = SCALE + SCALE / 4;

/// The same where all that is said stands in quotation marks, which are evidence of their own.
const SURE_QUOTED: i32 = SCALE / 2;

/// How sure the model must be that nobody speaks, to overrule what the rules found. The rules know
/// capitals as speakers and agencies' manners, which its training texts lack, so it is rarely heard.
const OVERRULES: i32 = 4 * SCALE;

/// Marks and spaces that may lie between the end of a part of content and that of its quotation.
const LOOSE: usize = 4;

/// Joins `rules` and the model's `opinion`. Linear, but for attributions that share words.
pub(super) fn merge(
    reading: &Reading<'_>,
    actors: &[Actor],
    rules: Vec<Attribution>,
    opinion: &Opinion,
) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::with_capacity(rules.len() + opinion.found.len());
    let mut taken = vec![false; rules.len()];
    let places = Places::new(&rules);
    for said in &opinion.found {
        let near = || places.near(&said.content, Some(said.cue)).into_iter();
        let alike = |&at: &usize| {
            let rule = &rules[at];
            let common = shared(&rule.content, &said.content);
            // A denial or refusal by the same cue: of the two, one may be a part of the other.
            let by_cue = rule.act != Act::Asserts && rule.cue.iter().any(|cue| cue.overlaps(said.cue));
            let (mine, theirs) = (bytes(&rule.content), bytes(&said.content));
            let all = if by_cue { mine.min(theirs) } else { mine + theirs - common };
            !taken[at] && common > 0 && common * 2 >= all
        };
        let same = near()
            .filter(alike)
            .max_by_key(|&at| (shared(&rules[at].content, &said.content), usize::MAX - at));
        if let Some(at) = same {
            taken[at] = true;
            let mut rule = rules[at].clone();
            if let Some(source) = said.source
                && !is_according(reading, &rule)
                && !rule.source.iter().any(|known| known.overlaps(source))
            {
                rule.source = vec![source];
                name(reading, actors, &mut rule);
            }
            found.push(rule);
        } else if said.margin >= if quoted(reading, &said.content) { SURE_QUOTED } else { SURE } {
            let by_cue = near().find(|&at| rules[at].cue.iter().any(|cue| cue.overlaps(said.cue)));
            if let Some(at) = by_cue {
                taken[at] = true;
            }
            let alone = alone(reading, actors, said, by_cue.map(|at| &rules[at]));
            if says_something(reading, &alone) && !is_wish(reading, &alone.content) {
                found.push(alone);
            }
        }
    }
    let places = Places::new(&found);
    let left = rules.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(rule, _)| rule);
    let kept: Vec<Attribution> = left
        .filter(|rule| {
            let mut others = places.near(&rule.content, None).into_iter();
            let read = others.any(|at| {
                let other = &found[at];
                shared(&other.content, &rule.content) > 0 && !reports(rule, other)
            });
            let against = rule.cue.iter().map(|&cue| opinion.against(cue)).min().unwrap_or(0);
            // The form of a heading ("no tax rise: minister") is nothing that the model knows.
            let label =
                rule.cue.iter().any(|cue| matches!(cue.of(reading.words.text), ":" | "–" | "—" | "-"));
            !read && (rule.mode == Mode::Direct || label || against < OVERRULES)
        })
        .collect();
    found.extend(kept);
    found.sort_by_key(|said| (said.cue.first().copied(), said.content.first().copied()));
    found
}

/// Whether all of it stands in quotation marks.
fn quoted(reading: &Reading<'_>, content: &[Span]) -> bool {
    mode(reading, content) == Mode::Direct
}

/// Whether `outer` tells of somebody that they said what `inner` holds: cue, source and content of the
/// one are content of the other ("She denies it, an aide said").
fn reports(outer: &Attribution, inner: &Attribution) -> bool {
    let within = |span: &Span| outer.content.iter().any(|content| content.contains(*span));
    !inner.source.is_empty()
        && inner.cue.iter().all(within)
        && inner.source.iter().all(within)
        && inner.content.iter().all(within)
}

/// Whether the cue is "according to", whose source the grammar leaves no doubt about.
fn is_according(reading: &Reading<'_>, said: &Attribution) -> bool {
    said.cue.iter().any(|cue| {
        cue.of(reading.words.text).get(..9).is_some_and(|word| word.eq_ignore_ascii_case("according"))
    })
}

/// Attributions by where their words begin, to find those that share words.
struct Places {
    /// From the first to the last byte of cue and content, with the number; by start.
    all: Vec<(Span, usize)>,
    longest: usize,
}

impl Places {
    fn new(attributions: &[Attribution]) -> Places {
        let mut all: Vec<(Span, usize)> = attributions
            .iter()
            .enumerate()
            .flat_map(|(number, said)| said.cue.iter().chain(&said.content).map(move |span| (*span, number)))
            .collect();
        all.sort_unstable();
        let longest = all.iter().map(|place| place.0.len()).max().unwrap_or(0);
        Places { all, longest }
    }

    /// Attributions with a cue or a part of content near these words.
    fn near(&self, content: &[Span], cue: Option<Span>) -> Vec<usize> {
        let range = |span: &Span| -> Range<usize> {
            let first = self.all.partition_point(|place| place.0.start + self.longest < span.start);
            let len = self.all[first..].iter().take_while(|place| place.0.start < span.end).count();
            first..first + len
        };
        let mut numbers: Vec<usize> = content
            .iter()
            .chain(&cue)
            .flat_map(|span| self.all[range(span)].iter().filter(move |place| place.0.overlaps(*span)))
            .map(|place| place.1)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// Bytes in both.
fn shared(a: &[Span], b: &[Span]) -> usize {
    let common = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    a.iter().map(|a| b.iter().map(|b| common(a, b)).sum::<usize>()).sum()
}

/// How many bytes they have.
fn bytes(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

/// A part of content without the marks of the quotation that it is.
fn unquoted(reading: &Reading<'_>, span: Span) -> Span {
    let first = reading.quotations.partition_point(|quotation| quotation.span.end <= span.start);
    let all_of_it = reading.quotations.get(first).filter(|quotation| {
        quotation.inner.overlaps(span)
            && quotation.inner.start.saturating_sub(span.start) <= LOOSE
            && span.end.saturating_sub(quotation.inner.end) <= LOOSE
    });
    let inner = all_of_it.map_or(span, |quotation| {
        Span::new(span.start.max(quotation.inner.start), span.end.min(quotation.inner.end))
    });
    inner.trim(reading.words.text)
}

/// A part of content that ends or begins amid a quotation, taken to the quotation's own end: the model
/// sees sentences, but a quotation is one person's words. What runs on after one that its content began
/// with, into the next sentence, is left off.
fn all_quoted(reading: &Reading<'_>, span: Span) -> Span {
    let first = reading.quotations.partition_point(|quotation| quotation.span.end <= span.start);
    let Some(quotation) = reading
        .quotations
        .get(first)
        .filter(|quotation| !quotation.open_ended && quotation.inner.overlaps(span))
    else {
        return span;
    };
    let text = reading.words.text;
    if quotation.span.contains(span) {
        return quotation.inner;
    }
    let begins = span.start.saturating_sub(quotation.inner.start) == 0
        && quotation.span.start.saturating_sub(span.start) <= LOOSE;
    let ended = quotation.inner.of(text).trim_end().ends_with(['.', '!', '?'])
        || text[quotation.span.end..].trim_start().starts_with(['.', '!', '?']);
    if begins && ended && span.end > quotation.span.end { quotation.inner } else { span }
}

/// What only the model found; `rule` is what the rules made of the same cue.
fn alone(reading: &Reading<'_>, actors: &[Actor], said: &Found, rule: Option<&Attribution>) -> Attribution {
    let mut content: Vec<Span> = said
        .content
        .iter()
        .map(|&span| unquoted(reading, all_quoted(reading, span)))
        .filter(|span| !span.is_empty())
        .collect();
    content.dedup();
    // Behind "“…,” she said" only a quotation goes on; the rest is the outlet's own.
    let in_marks = |span: &Span| quoted(reading, &[*span]);
    if content.first().is_some_and(|first| first.end <= said.cue.start && in_marks(first)) {
        content.retain(|part| part.start < said.cue.start || in_marks(part));
    }
    let mut found = Attribution {
        source: said.source.into_iter().collect(),
        cue: vec![said.cue],
        mode: mode(reading, &content),
        content,
        act: rule.map_or_else(|| act(reading, said.cue), |rule| rule.act),
        hedges: rule.map_or(Vec::new(), |rule| rule.hedges.clone()),
        to: rule.and_then(|rule| rule.to),
        speaker: None,
        joint: Vec::new(),
    };
    name(reading, actors, &mut found);
    found
}

/// Whether words are reported: a quotation, or a clause by a cue of speech. What someone signed,
/// sought or recalled is news of another kind, and not a statement.
fn says_something(reading: &Reading<'_>, said: &Attribution) -> bool {
    let all = &reading.words.all;
    let words = |span: &Span| {
        let first = all.partition_point(|word| word.span.end <= span.start);
        let len = all[first..].iter().take_while(|word| word.span.start < span.end).count();
        first..first + len
    };
    let speaks = said.cue.iter().flat_map(words).any(|at| {
        matches!(reading.lower(at), "according" | "reportedly" | "allegedly")
            || verb(reading.lower(at)).is_some_and(|(verb, _)| verb.speaks())
    });
    let clause = said.content.iter().map(words).any(|part| {
        reading.holds_clause(part.start, part.end)
            || part.clone().filter(|&at| reading.inside[at].is_some()).nth(1).is_some()
    });
    clause && (speaks || said.mode == Mode::Direct)
}

/// Whether all that is asked is how the report names its source ("asked not to be named").
fn is_wish(reading: &Reading<'_>, content: &[Span]) -> bool {
    let Some(first) = content.first() else { return false };
    let mut words = first.of(reading.words.text).split_whitespace().filter(|word| *word != "not");
    words.next() == Some("to")
        && matches!(words.next(), Some("be" | "remain" | "stay"))
        && matches!(words.next(), Some("named" | "identified" | "quoted" | "anonymous" | "unnamed"))
}

/// Fills in who the words of the source name.
fn name(reading: &Reading<'_>, actors: &[Actor], found: &mut Attribution) {
    let Some(source) = found.source.first() else { return };
    let all = &reading.words.all;
    let first = all.partition_point(|word| word.span.end <= source.start);
    let len = all[first..].iter().take_while(|word| word.span.start < source.end).count();
    (found.speaker, found.joint) = speakers(reading, actors, &(first..first + len));
}

/// The act by the last verb of the cue and its negation.
fn act(reading: &Reading<'_>, cue: Span) -> Act {
    let all = &reading.words.all;
    let first = all.partition_point(|word| word.span.end <= cue.start);
    let (mut act, mut negated) = (Act::Asserts, false);
    for word in all[first..].iter().take_while(|word| word.span.start < cue.end) {
        let lower = word.lower.as_str();
        negated |= matches!(lower, "not" | "never" | "cannot") || lower.ends_with("n't");
        if let Some((verb, _)) = verb(lower) {
            act = verb.act;
        }
    }
    match (act, negated) {
        (Act::Denies, true) => Act::HasNotDenied,
        (_, true) => Act::DoesNotSay,
        (act, false) => act,
    }
}
