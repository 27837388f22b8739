//! A text as the model sees it: words with their parts of speech, quotations, cues, actors, and what
//! the rules found.
//!
//! In: a text, its actors, the rules' attributions. Out: [`Seen`]; its features are hashes of what
//! stands at and around a word.

use super::{Role, TAGS};
use crate::actor::table;
use crate::attribution::cue::verb;
use crate::attribution::reading::{Reading, is_document, is_pronoun};
use crate::tag::linear::{hash, key};
use crate::tag::{Part, Tagged};
use crate::{Actor, ActorKind, Attribution};
use firsthand_text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// Words of one paragraph that are tagged together; a longer one is cut.
const LONGEST: usize = 400;

/// No word.
const NOWHERE: u32 = u32::MAX;

/// Stands for a cue that isn't there.
const NO_CUE: u64 = 0xffff;

/// Where a word stands to a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quoted {
    Outside,
    Opens,
    Inside,
    Closes,
}

/// What the features of a word are made of.
#[derive(Clone, Copy, Debug)]
struct Place {
    quoted: Quoted,
    /// Hash of the verb of speech or thought that it may be a form of.
    cue: u64,
    /// Kind of the actor it names, 0 for none.
    kind: u8,
    /// Class of words for sources, 0 for none.
    class: u8,
    /// Tag by the rules.
    rule: u8,
    /// Number of the rules' attribution, or [`NOWHERE`].
    rule_of: u32,
    /// Its sentence.
    sentence: u32,
    /// Words since the sentence began and until it ends.
    since: u32,
    until: u32,
    /// The nearest cues before and after it in its sentence.
    left: u32,
    right: u32,
    /// Commas, and words such as "that" or "to", from the start of the text to here.
    commas: u32,
    openers: u32,
}

/// What is known of a whole sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Sentence {
    cues: u8,
    ruled: bool,
}

/// A run of words of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its role.
    pub role: Role,
    /// Its words.
    pub words: Range<usize>,
}

/// The runs that `tags` make, the first of which is that of word `start`.
pub fn runs(tags: &[u8], start: usize) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for (at, &tag) in (start..).zip(tags) {
        let Some(role) = Role::of(tag) else { continue };
        match found.last_mut() {
            Some(run) if tag != role.begin() && run.role == role && run.words.end == at => run.words.end += 1,
            _ => found.push(Run { role, words: at..at + 1 }),
        }
    }
    found
}

/// A text as the model sees it.
#[derive(Clone, Debug)]
pub struct Seen<'t> {
    tagged: Cow<'t, Tagged<'t>>,
    paragraphs: Vec<Range<usize>>,
    places: Vec<Place>,
    sentences: Vec<Sentence>,
}

impl<'t> Seen<'t> {
    /// Looks at `text`. Linear.
    pub fn new(text: &'t str, actors: &[Actor], rules: &[Attribution]) -> Seen<'t> {
        Seen::of(&Reading::new(text, actors), Cow::Owned(Tagged::new(text)), actors, rules)
    }

    /// `tagged` is the text that `reading` is of.
    pub(super) fn of(
        reading: &Reading<'_>,
        tagged: Cow<'t, Tagged<'t>>,
        actors: &[Actor],
        rules: &[Attribution],
    ) -> Seen<'t> {
        let mut seen = Seen {
            paragraphs: paragraphs(&tagged),
            places: Vec::with_capacity(tagged.words.len()),
            sentences: vec![Sentence::default(); tagged.sentences.len()],
            tagged,
        };
        seen.lay_out();
        seen.quotations(reading);
        seen.actors(actors);
        seen.rules(rules);
        seen.cues();
        seen
    }

    /// The paragraphs, by words.
    pub fn paragraphs(&self) -> &[Range<usize>] {
        &self.paragraphs
    }

    /// The words, in order.
    pub fn words(&self) -> &[Span] {
        &self.tagged.words
    }

    /// From the first to the last of `words`, which are not empty.
    pub fn span(&self, words: &Range<usize>) -> Span {
        let start = self.tagged.words.get(words.start).map_or(0, |word| word.start);
        let end = words.end.checked_sub(1).and_then(|at| self.tagged.words.get(at));
        Span::new(start, end.map_or(start, |word| word.end))
    }

    /// Whether anything in the paragraph could be said by someone: it has a cue, a quotation or an
    /// attribution by the rules.
    pub fn may_hold(&self, paragraph: &Range<usize>) -> bool {
        self.places[paragraph.clone()]
            .iter()
            .any(|place| place.cue != NO_CUE || place.quoted != Quoted::Outside || place.rule != 0)
    }

    fn lay_out(&mut self) {
        let (mut commas, mut openers) = (0, 0);
        for (number, sentence) in self.tagged.sentences.iter().enumerate() {
            for at in sentence.clone() {
                let of = self.tagged.words[at].of(self.tagged.text);
                commas += u32::from(of == ",");
                openers += u32::from(self.tagged.parts[at].penn() == "TO" || of.eq_ignore_ascii_case("that"));
                self.places.push(Place {
                    quoted: Quoted::Outside,
                    cue: NO_CUE,
                    kind: 0,
                    class: 0,
                    rule: 0,
                    rule_of: NOWHERE,
                    sentence: number as u32,
                    since: (at - sentence.start) as u32,
                    until: (sentence.end - 1 - at) as u32,
                    left: NOWHERE,
                    right: NOWHERE,
                    commas,
                    openers,
                });
            }
        }
    }

    /// The words that share something with `span`.
    fn covered(&self, span: Span) -> Range<usize> {
        let words = &self.tagged.words;
        let first = words.partition_point(|word| word.end <= span.start);
        let len = words[first..].iter().take_while(|word| word.start < span.end).count();
        first..first + len
    }

    fn quotations(&mut self, reading: &Reading<'_>) {
        for quotation in &reading.quotations {
            for at in self.covered(quotation.span) {
                let word = self.tagged.words[at];
                self.places[at].quoted = if word.end <= quotation.inner.start {
                    Quoted::Opens
                } else if word.start >= quotation.inner.end {
                    Quoted::Closes
                } else {
                    Quoted::Inside
                };
            }
        }
    }

    fn actors(&mut self, actors: &[Actor]) {
        for actor in actors {
            let kind = match actor.kind {
                ActorKind::Person => 1,
                ActorKind::Organisation => 2,
                ActorKind::Government => 3,
                ActorKind::Place => 4,
                ActorKind::Unnamed => 5,
                ActorKind::Unresolved => 6,
            };
            for form in &actor.forms {
                for at in self.covered(*form) {
                    self.places[at].kind = kind;
                }
            }
        }
    }

    fn rules(&mut self, rules: &[Attribution]) {
        for (number, attribution) in rules.iter().enumerate() {
            let spans = [&attribution.source, &attribution.cue, &attribution.content];
            for (role, spans) in Role::ALL.into_iter().zip(spans) {
                for span in spans {
                    for (nth, at) in self.covered(*span).enumerate() {
                        let place = &mut self.places[at];
                        let held = Role::of(place.rule);
                        if held.is_none() || (held == Some(Role::Content) && role != Role::Content) {
                            place.rule = role.begin() + u8::from(nth > 0);
                            place.rule_of = number as u32;
                            self.sentences[place.sentence as usize].ruled = true;
                        }
                    }
                }
            }
        }
    }

    fn cues(&mut self) {
        let text = self.tagged.text;
        let mut lower = String::new();
        for at in 0..self.places.len() {
            lower.clear();
            lower.extend(self.tagged.words[at].of(text).chars().flat_map(char::to_lowercase));
            let place = &mut self.places[at];
            place.class = if is_pronoun(&lower) {
                1
            } else if is_document(&lower) {
                2
            } else if table::is_head(&lower) {
                3
            } else if table::source_plural(&lower) {
                4
            } else if table::is_body(&lower) {
                5
            } else {
                0
            };
            if place.quoted == Quoted::Inside {
                continue;
            }
            let part = self.tagged.parts[at].part();
            let known = verb(&lower).map(|(verb, _)| verb).filter(|verb| match part {
                Part::Verb => true,
                Part::Noun | Part::Adj => verb.takes('s'),
                _ => false,
            });
            if let Some(verb) = known {
                place.cue = hash(verb.base.as_bytes()) ^ u64::from(part == Part::Verb);
            } else if matches!(lower.as_str(), "according" | "reportedly" | "allegedly") {
                place.cue = hash(lower.as_bytes());
            }
        }
        for (number, sentence) in self.tagged.sentences.iter().enumerate() {
            let mut last = NOWHERE;
            for at in sentence.clone() {
                let place = &mut self.places[at];
                place.left = last;
                if place.cue != NO_CUE {
                    last = at as u32;
                    self.sentences[number].cues = self.sentences[number].cues.saturating_add(1);
                }
            }
            let mut next = NOWHERE;
            for at in sentence.clone().rev() {
                let place = &mut self.places[at];
                place.right = next;
                if place.cue != NO_CUE {
                    next = at as u32;
                }
            }
        }
    }
}

/// Runs of words between line breaks, the longest ones cut.
fn paragraphs(tagged: &Tagged<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, word) in tagged.words.iter().enumerate() {
        let next = tagged.words.get(at + 1);
        let breaks = next.is_none_or(|next| {
            tagged.text.get(word.end..next.start).is_some_and(|between| between.contains('\n'))
        });
        if breaks || at + 1 - start >= LONGEST {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found
}

/// Distances that differ little count as one.
pub(super) fn bucket(distance: u32) -> u64 {
    match distance {
        0..=5 => u64::from(distance),
        6..=8 => 6,
        9..=14 => 7,
        15..=25 => 8,
        _ => 9,
    }
}

/// Joins three values into one.
pub(super) fn join(a: u64, b: u64, c: u64) -> u64 {
    key(2, a, key(3, b, c))
}

impl Seen<'_> {
    /// The features of word `at` of `paragraph`: hashes, each handed to `each`.
    pub fn keys(&self, paragraph: &Range<usize>, at: usize, each: &mut impl FnMut(u64)) {
        let tagged = &self.tagged;
        let there = |by: isize| at.checked_add_signed(by).filter(|at| paragraph.contains(at));
        let word = |by: isize| there(by).map_or(by as u64, |at| tagged.forms[at].lower);
        let part = |by: isize| there(by).map_or(99, |at| tagged.parts[at].number() as u64);
        let shape = |by: isize| there(by).map_or(7, |at| tagged.forms[at].shape);
        let rule = |by: isize| there(by).map_or(9, |at| u64::from(self.places[at].rule));
        let kind = |by: isize| there(by).map_or(9, |at| u64::from(self.places[at].kind));
        let class = |by: isize| there(by).map_or(9, |at| u64::from(self.places[at].class));
        let form = &tagged.forms[at];
        let place = &self.places[at];
        let sentence = self.sentences[place.sentence as usize];
        let quoted = place.quoted as u64;
        let other = |at: u32| self.places.get(at as usize);
        let (left, right) = (other(place.left), other(place.right));
        let left_word = left.map_or(NO_CUE, |left| left.cue);
        let right_word = right.map_or(NO_CUE, |right| right.cue);
        let left_by = left.map_or(NO_CUE, |_| bucket(at as u32 - place.left));
        let right_by = right.map_or(NO_CUE, |_| bucket(place.right - at as u32));
        let before = at.checked_sub(1).map_or(place, |last| &self.places[last]);
        let opened = left.map_or(2, |left| u64::from(before.openers > left.openers));
        let left_commas = left.map_or(9, |left| u64::from((before.commas - left.commas).min(2)));
        let right_commas = right.map_or(9, |right| u64::from((right.commas - before.commas).min(2)));
        let cues = u64::from(sentence.cues.min(3));
        let since = bucket(place.since);
        let near = (1..=3).find_map(|by: isize| {
            let quoted = self.places[there(-by)?].quoted;
            matches!(quoted, Quoted::Opens | Quoted::Closes).then_some(quoted as u64)
        });
        let near = near.unwrap_or(0);
        let starts = self.places[paragraph.start].quoted as u64;
        let mut template = 100;
        let mut add = |a: u64, b: u64| {
            template += 1;
            each(key(template, a, b));
        };
        add(0, 0);
        for by in [0, -1, 1, -2, 2, -3, 3, -4, 4] {
            add(word(by), 0);
        }
        add(word(-1), word(0));
        add(word(0), word(1));
        add(join(word(0), word(1), word(2)), 0);
        add(join(word(-2), word(-1), word(0)), 0);
        for by in [-1, 0, 1] {
            add(shape(by), 0);
        }
        add(join(shape(-1), shape(0), shape(1)), 0);
        add(form.suffix[1], 0);
        add(form.suffix[2], 0);
        add(form.prefix[2], 0);
        for by in [0, -1, 1, -2, 2] {
            add(part(by), 0);
        }
        add(part(-1), part(0));
        add(part(0), part(1));
        add(join(part(-1), part(0), part(1)), 0);
        add(part(-2), part(-1));
        add(part(1), part(2));
        add(join(part(-3), part(-2), part(-1)), 0);
        add(join(part(1), part(2), part(3)), 0);
        add(word(0), part(1));
        add(word(-1), part(0));
        add(part(0), word(1));
        add(quoted, 0);
        add(quoted, part(0));
        add(quoted, word(0));
        add(quoted, near);
        add(place.cue, 0);
        add(place.cue, part(0));
        add(left_by, 0);
        add(right_by, 0);
        add(left_by, quoted);
        add(right_by, quoted);
        add(left_by, right_by);
        add(left_by, part(0));
        add(right_by, part(0));
        add(left_word, 0);
        add(right_word, 0);
        add(left_word, word(0));
        add(right_word, right_by);
        add(left_word, left_by);
        add(join(left_word, opened, quoted), 0);
        add(since, 0);
        add(since, word(0));
        add(bucket(place.until), 0);
        add(left_by, since);
        add(opened, 0);
        add(opened, quoted);
        add(starts, quoted);
        add(join(part(0), since, cues), 0);
        add(left_commas, left_by);
        add(right_commas, right_by);
        add(join(right_commas, right_by, quoted), 0);
        add(cues, quoted);
        add(rule(0), 0);
        add(rule(-1), rule(0));
        add(rule(0), rule(1));
        add(join(rule(-1), rule(0), rule(1)), 0);
        add(rule(0), part(0));
        add(rule(0), word(0));
        add(rule(0), quoted);
        add(join(rule(0), left_word, left_by), 0);
        add(u64::from(sentence.ruled), cues);
        add(join(u64::from(sentence.ruled), quoted, rule(0)), 0);
        add(kind(0), 0);
        add(kind(0), part(0));
        add(join(kind(-1), kind(0), kind(1)), 0);
        add(kind(0), right_by);
        add(kind(0), left_by);
        add(class(0), 0);
        add(class(0), part(1));
        add(class(-1), class(1));
        add(join(class(0), right_by, right_commas), 0);
        add(join(kind(0), part(1), part(2)), 0);
    }

    pub(super) fn word(&self, at: usize) -> u64 {
        self.tagged.forms.get(at).map_or(1, |form| form.lower)
    }

    pub(super) fn part(&self, at: usize) -> u64 {
        self.tagged.parts.get(at).map_or(99, |part| part.number() as u64)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.tagged.forms[at].capital
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.tagged.words[at].of(self.tagged.text).eq_ignore_ascii_case(word)
    }

    pub(super) fn quoted(&self, at: usize) -> Quoted {
        self.places[at].quoted
    }

    pub(super) fn sentence(&self, at: usize) -> u32 {
        self.places[at].sentence
    }

    pub(super) fn kind(&self, at: usize) -> u8 {
        self.places[at].kind
    }

    /// The verb of a cue, or its last word.
    pub(super) fn cue(&self, words: &Range<usize>) -> u64 {
        let known = words.clone().map(|at| self.places[at].cue).find(|&cue| cue != NO_CUE);
        known.unwrap_or_else(|| self.word(words.end - 1))
    }

    /// The rules' attributions that `words` belong to.
    pub(super) fn ruled(&self, words: &Range<usize>) -> impl Iterator<Item = u32> + Clone {
        self.places[words.clone()].iter().map(|place| place.rule_of).filter(|&of| of != NOWHERE)
    }
}

const _: () = assert!(TAGS == 2 * Role::ALL.len() + 1);

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tags: &[u8], want: &[(Role, Range<usize>)]) {
        let found: Vec<(Role, Range<usize>)> =
            runs(tags, 10).into_iter().map(|run| (run.role, run.words)).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn runs_of_tags() {
        check(&[], &[]);
        check(&[0, 1, 2, 0, 3], &[(Role::Source, 11..13), (Role::Cue, 14..15)]);
        check(&[5, 6, 5, 6], &[(Role::Content, 10..12), (Role::Content, 12..14)]);
        check(&[6, 2, 2], &[(Role::Content, 10..11), (Role::Source, 11..13)]);
    }

    #[test]
    fn paragraphs_hold_all_words() {
        let text = format!("One “two” said.\n\nThree,\nfour. {}", "word ".repeat(1000));
        let seen = Seen::new(&text, &[], &[]);
        let all: Vec<usize> = seen.paragraphs().iter().flat_map(Clone::clone).collect();
        assert_eq!(all, (0..seen.words().len()).collect::<Vec<_>>());
        assert!(seen.paragraphs().iter().all(|paragraph| paragraph.len() <= LONGEST));
        assert!(seen.may_hold(&seen.paragraphs()[0]) && !seen.may_hold(&seen.paragraphs()[1]));
    }
}
