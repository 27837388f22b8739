//! Names in a text by a trained model: people, organisations, places and other names.
//!
//! In: a tagged text. Out: names in order, with their kind. An averaged structured perceptron over
//! hashed features: words, their forms and parts of speech, what tables know of them, the run of
//! capitals that a word stands in, and how the rest of the text writes it. What it was trained on and
//! how well it does stands in `models/names/MODEL.md`. Its word is not the last: see `actor`.

use super::Tagged;
use super::chain::{Scores, best};
use super::form::Form;
use super::gazetteer::{self, classes};
use super::linear::{Linear, MOST_TAGS, hash, key};
use super::speech::Pos;
use crate::actor::table;
use firsthand_text::Span;
use std::collections::HashSet;
use std::ops::Range;

static MODEL: Linear<'static> = Linear::open(include_bytes!("../../models/names/weights.bin"));

/// As [`super::speech`]'s: what a tag may lose by itself and still win.
const MARGIN: i32 = 1 << 20;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A body, company, party, team, medium.
    Organisation,
    /// A state, town, region, river, street, building.
    Place,
    /// Anything else: ships, laws, works, events, peoples.
    Other,
}

impl NameKind {
    const ALL: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
}

/// Tags of a chain: 0 outside, then first and further word of each kind.
pub const TAGS: usize = 1 + 2 * NameKind::ALL.len();

/// The tag of a word in a name of `kind`.
pub fn tag_of(kind: NameKind, first: bool) -> u8 {
    let kind = NameKind::ALL.iter().position(|known| *known == kind).unwrap_or(0) as u8;
    1 + 2 * kind + u8::from(!first)
}

/// What the model sees of the words of a text.
pub struct Context<'t> {
    forms: &'t [Form],
    parts: &'t [Pos],
    /// Classes of tables, and how the text writes the word.
    flags: Vec<u32>,
    /// For each word the run of capitals it stands in.
    runs: Vec<Range<usize>>,
}

/// In a place of several words of the table.
pub(crate) const PHRASE: u32 = 1 << 8;
/// A word that the names of organisations end in.
pub(crate) const BODY: u32 = 1 << 9;
/// A role or title.
pub(crate) const ROLE: u32 = 1 << 10;
/// A small word, a day or month.
pub(crate) const SMALL: u32 = 1 << 11;
/// The text has it in small letters too.
const ELSEWHERE_SMALL: u32 = 1 << 12;
/// The text has it with a capital inside of a sentence.
const ELSEWHERE_CAPITAL: u32 = 1 << 13;
/// The sentence is a headline: most words have capitals.
pub(crate) const HEADLINE: u32 = 1 << 14;
/// The sentence is all in capitals.
pub(crate) const SHOUTED: u32 = 1 << 15;

/// Classes of tables alone.
const CLASSES: u32 = ((1 << 12) - 1) | gazetteer::KNOWN_BODY | gazetteer::KNOWN_ACRONYM | KNOWN_PHRASE;

/// In a body of several words of the table.
pub(crate) const KNOWN_PHRASE: u32 = 1 << 17;

/// Share of words with capitals, in twentieths, that makes a headline: running text stays below 8.
const HEADLINE_SHARE: usize = 13;

impl<'t> Context<'t> {
    /// Looks up the words of `text`. Linear.
    pub fn new(text: &'t Tagged<'_>) -> Context<'t> {
        let count = text.words.len();
        let mut flags = vec![0; count];
        let mut runs = vec![0..0; count];
        let mut small: HashSet<u64> = HashSet::new();
        let mut capital: HashSet<u64> = HashSet::new();
        for sentence in &text.sentences {
            let mode = mode(&text.forms[sentence.clone()]);
            for at in sentence.clone() {
                flags[at] |= mode;
                let form = &text.forms[at];
                if !form.capital {
                    small.insert(form.lower);
                } else if at > sentence.start && mode == 0 {
                    capital.insert(form.lower);
                }
            }
        }
        let mut lower = String::new();
        for sentence in &text.sentences {
            for at in sentence.clone().filter(|&at| text.forms[at].capital) {
                let form = &text.forms[at];
                lower.clear();
                let word = text.words[at].of(text.text);
                push_lower(&mut lower, word);
                let mut found = form.class;
                if found & gazetteer::OPENS != 0 {
                    phrase(text, at, sentence.end, &mut lower, &mut flags);
                    lower.clear();
                    push_lower(&mut lower, text.words[at].of(text.text));
                }
                if table::is_body(&lower) {
                    found |= BODY;
                }
                if table::is_head(&lower)
                    || table::is_role(lower.trim_end_matches('.'), table::Role::Title)
                    || table::is_role(&lower, table::Role::Before)
                {
                    found |= ROLE;
                }
                if firsthand_text::language::en::is_function_word(&lower)
                    || firsthand_text::language::en::month(word).is_some()
                    || firsthand_text::language::en::weekday(word).is_some()
                {
                    found |= SMALL;
                }
                if small.contains(&form.lower) {
                    found |= ELSEWHERE_SMALL;
                }
                if capital.contains(&form.lower) {
                    found |= ELSEWHERE_CAPITAL;
                }
                flags[at] |= found;
            }
            find_runs(text, sentence, &mut runs);
        }
        Context { forms: &text.forms, parts: &text.parts, flags, runs }
    }
}

impl Context<'_> {
    /// Classes of tables of word `at`, and how the text writes it.
    pub(crate) fn flags(&self, at: usize) -> u32 {
        self.flags.get(at).copied().unwrap_or(0)
    }
}

fn push_lower(room: &mut String, word: &str) {
    for char in word.chars() {
        match char {
            '’' => room.push('\''),
            _ => room.extend(char.to_lowercase()),
        }
    }
}

/// Marks the words of a name of several words that the table has from `at`.
fn phrase(text: &Tagged<'_>, at: usize, end: usize, lower: &mut String, flags: &mut [u32]) {
    const LONGEST: usize = 6;
    for to in at + 1..end.min(at + LONGEST) {
        let word = text.words[to].of(text.text);
        if word == "-" {
            continue;
        }
        lower.push(' ');
        push_lower(lower, word);
        let found = classes(lower.trim_end_matches('.'));
        if found & (gazetteer::PLACE | gazetteer::STATE | gazetteer::CAPITAL) != 0 {
            flags[at..=to].iter_mut().for_each(|flags| *flags |= PHRASE);
        }
        if found & gazetteer::KNOWN_BODY != 0 {
            flags[at..=to].iter_mut().for_each(|flags| *flags |= KNOWN_PHRASE);
        }
        if found & gazetteer::PEOPLE != 0 {
            flags[at..=to].iter_mut().for_each(|flags| *flags |= gazetteer::PEOPLE);
        }
    }
}

/// [`HEADLINE`] or [`SHOUTED`] for a sentence of such capitals.
fn mode(forms: &[Form]) -> u32 {
    let letters = |form: &&Form| form.shape != hash(b"-") && form.shape != hash(b"d");
    // A headline has no full stop.
    let stop = hash(b".");
    let ended = forms.iter().rev().take(2).any(|form| form.lower == stop);
    let all = forms.iter().filter(letters).count();
    let capitals = forms.iter().filter(|form| form.capital).count();
    let shouted = forms.iter().filter(|form| form.shouted).count();
    if all > 3 && shouted * 20 >= all * HEADLINE_SHARE {
        SHOUTED
    } else if !ended && all > 3 && capitals * 20 >= all * HEADLINE_SHARE {
        HEADLINE
    } else {
        0
    }
}

/// Runs of capitals with hyphens, "&" and apostrophes between them.
fn find_runs(text: &Tagged<'_>, sentence: &Range<usize>, runs: &mut [Range<usize>]) {
    let mut at = sentence.start;
    while at < sentence.end {
        if !text.forms[at].capital {
            runs[at] = at..at;
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < sentence.end {
            let joint = matches!(text.words[end].of(text.text), "-" | "&" | "'" | "’");
            if text.forms[end].capital {
                end += 1;
            } else if joint && end + 1 < sentence.end && text.forms[end + 1].capital {
                end += 2;
            } else {
                break;
            }
        }
        runs[at..end].iter_mut().for_each(|run| *run = at..end);
        at = end;
    }
}

/// The names of `text` by the model that comes with the program. Linear.
pub fn names(text: &Tagged<'_>) -> Vec<(Span, NameKind)> {
    names_by(&MODEL, text)
}

/// The names of `text` by the weights of `model`.
pub fn names_by(model: &Linear<'_>, text: &Tagged<'_>) -> Vec<(Span, NameKind)> {
    names_of(model, &Context::new(text), text)
}

/// The names of `text`, whose words are looked up already.
pub(crate) fn names_in(context: &Context<'_>, text: &Tagged<'_>) -> Vec<(Span, NameKind)> {
    names_of(&MODEL, context, text)
}

fn names_of(model: &Linear<'_>, context: &Context<'_>, text: &Tagged<'_>) -> Vec<(Span, NameKind)> {
    let mut found = Vec::new();
    for words in &text.sentences {
        let sentence = Sentence { model, context, words: words.clone() };
        let tags = best(words.len(), &sentence);
        found.extend(spans(&tags).into_iter().map(|(range, kind)| {
            let (first, last) = (words.start + range.start, words.start + range.end - 1);
            (Span::new(text.words[first].start, text.words[last].end), kind)
        }));
    }
    found
}

/// The names that a chain of tags holds.
fn spans(tags: &[u8]) -> Vec<(Range<usize>, NameKind)> {
    let mut found: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        let Some(kind) = tag.checked_sub(1).and_then(|tag| NameKind::ALL.get(usize::from(tag / 2))) else {
            continue;
        };
        let first = tag % 2 == 1;
        match found.last_mut() {
            Some((range, last)) if !first && range.end == at && last == kind => range.end += 1,
            _ => found.push((at..at + 1, *kind)),
        }
    }
    found
}

struct Sentence<'m> {
    model: &'m Linear<'m>,
    context: &'m Context<'m>,
    words: Range<usize>,
}

impl Scores for Sentence<'_> {
    fn tags(&self) -> usize {
        TAGS
    }
    fn margin(&self) -> i32 {
        MARGIN
    }
    fn certain(&self, at: usize) -> Option<u8> {
        self.context.is_plain(&self.words, self.words.start + at).then_some(0)
    }
    fn token(&self, at: usize, scores: &mut [i32; MOST_TAGS]) {
        self.context.token_keys(&self.words, self.words.start + at, &mut |key| self.model.add(key, scores));
    }
    fn after(&self, at: usize, before: u8, last: u8, scores: &mut [i32; MOST_TAGS]) {
        let at = self.words.start + at;
        self.context.after_keys(&self.words, at, before, last, &mut |key| self.model.add(key, scores));
    }
}

/// How far from a capital a small word may stand and still belong to a name ("de la").
const REACH: usize = 2;

impl Context<'_> {
    /// Whether word `at` of the sentence `words` can't be part of a name: no capital near it.
    pub fn is_plain(&self, words: &Range<usize>, at: usize) -> bool {
        let near = at.saturating_sub(REACH).max(words.start)..words.end.min(at + REACH + 1);
        !self.forms[near].iter().any(|form| form.capital)
    }

    /// Keys of what speaks for the tag of word `at` of the sentence `words` by itself.
    #[inline]
    pub fn token_keys(&self, words: &Range<usize>, at: usize, each: &mut impl FnMut(u64)) {
        let place = |by: isize| at.checked_add_signed(by).filter(|at| words.contains(at));
        let lower = |by: isize| place(by).map_or(by as u64, |at| self.forms[at].lower);
        let shape = |by: isize| place(by).map_or(by as u64, |at| self.forms[at].shape);
        let flags = |by: isize| place(by).map_or(1 << 20, |at| u64::from(self.flags[at]));
        let part = |by: isize| place(by).map_or(99, |at| self.parts[at].number() as u64);
        let form = &self.forms[at];
        let opens = u64::from(at == words.start);
        let mine = flags(0);
        let class = mine & u64::from(CLASSES);
        let mode = mine & u64::from(HEADLINE | SHOUTED);
        each(key(1, form.lower, u64::from(form.capital)));
        each(key(2, form.exact, 0));
        each(key(4, form.prefix[1], u64::from(form.capital)));
        each(key(5, form.prefix[2], u64::from(form.capital)));
        each(key(7, form.suffix[1], u64::from(form.capital)));
        each(key(8, form.suffix[2], u64::from(form.capital)));
        each(key(9, form.suffix[3], u64::from(form.capital)));
        each(key(10, form.shape, opens | mode));
        each(key(11, shape(-1), form.shape));
        each(key(12, shape(1), form.shape));
        each(key(13, shape(-1) ^ shape(1).rotate_left(7), form.shape));
        each(key(14, lower(-1), u64::from(form.capital)));
        each(key(15, lower(1), u64::from(form.capital)));
        each(key(16, lower(-2), u64::from(form.capital)));
        each(key(17, lower(2), u64::from(form.capital)));
        each(key(18, lower(-1), form.lower));
        each(key(19, form.lower, lower(1)));
        each(key(20, part(0), mode));
        each(key(21, part(-1), part(0)));
        each(key(22, part(0), part(1)));
        each(key(23, class, opens | mode));
        each(key(24, mine, form.shape));
        each(key(25, class, flags(-1)));
        each(key(26, class, flags(1)));
        each(key(27, class, lower(-1)));
        each(key(28, class, lower(1)));
        each(key(29, class ^ flags(-1).rotate_left(20), flags(1)));
        for bit in 0..19 {
            if mine & 1 << bit != 0 {
                each(key(30, bit, opens));
                each(key(31, bit, part(-1)));
            }
        }
        let run = &self.runs[at];
        if run.is_empty() {
            return;
        }
        let last = run.end - 1;
        let place_in = (at - run.start).min(3) as u64 * 4 + (last - at).min(3) as u64;
        let after = if run.end < words.end { self.forms[run.end].lower } else { 3 };
        let before = if run.start > words.start { self.forms[run.start - 1].lower } else { 4 };
        let after_part = if run.end < words.end { self.parts[run.end].number() as u64 } else { 98 };
        each(key(40, self.forms[last].lower, u64::from(at == last)));
        each(key(41, u64::from(self.flags[last] & CLASSES), place_in));
        each(key(42, u64::from(self.flags[run.start] & CLASSES), place_in));
        each(key(43, after, place_in));
        each(key(44, before, place_in));
        each(key(45, before, after));
        each(key(46, class, after));
        each(key(47, class, before));
        each(key(48, place_in, mode));
        each(key(49, after_part, place_in));
        each(key(50, self.forms[run.start].lower, place_in));
    }

    /// Keys of what speaks for the tag of word `at` after tags `before` and `last`.
    #[inline]
    pub fn after_keys(
        &self,
        words: &Range<usize>,
        at: usize,
        before: u8,
        last: u8,
        each: &mut impl FnMut(u64),
    ) {
        let (before, last) = (u64::from(before), u64::from(last));
        let form = &self.forms[at];
        each(key(60, last, 0));
        each(key(61, last, before));
        each(key(62, last, form.lower));
        each(key(63, last, form.shape));
        each(key(64, last, u64::from(self.flags[at] & CLASSES)));
        let next = if at + 1 < words.end { self.forms[at + 1].shape } else { 1 };
        each(key(65, last ^ form.shape, next));
        each(key(66, last, self.parts[at].number() as u64));
    }
}
