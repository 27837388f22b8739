//! A text as folded words: what texts are compared by.
//!
//! In: a text. Out: a hash for each of its words, with the word's place, and where quotation marks
//! are open. Case, quotation marks, hyphens, possessives and British or American spelling make no
//! difference. In scripts written without spaces each character is a word, and runs of words
//! ([`crate::seeds`]) are twice as long.
//!
//! Plain ASCII words, which are nearly all of an English text, are folded byte by byte; whatever
//! else there is goes through [`scan`], which knows all the rules. Both give the same words.
//!
//! Known gaps: a text half in one kind of script and half in the other is read by its larger half;
//! words past the first four gigabytes of a text are not read; a control character between "per" and
//! "cent" parts them in one of the two ways.

use crate::spelling::canonical;
use firsthand_text::Span;
use firsthand_text::script::{fold_letter, is_attached, is_unspaced};

/// Words in a run. Five is the length at which chance agreement between news texts of one topic is
/// rare and light editing still leaves runs whole.
pub(crate) const RUN: usize = 5;

/// Runs are this many times longer when words are characters.
const CHARACTERS: usize = 2;

/// What a text is compared by. Six bytes a word; it does not hold the text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Signature {
    /// The hash of each word's folded form.
    pub(crate) words: Box<[u32]>,
    /// For each word the bytes between the last one and it, and its own, four bits each; [`LONG`] when
    /// one of them does not fit.
    steps: Box<[u8]>,
    /// Where each [`STRIDE`]th word begins.
    starts: Box<[u32]>,
    /// The words whose step does not fit, as (word, start, end).
    long: Box<[(u32, u32, u32)]>,
    /// The words that stand within quotation marks, as ranges.
    pub(crate) quoted: Box<[(u32, u32)]>,
    /// Words in a run.
    pub(crate) run: usize,
}

/// Stands for a step that is kept in `long`.
const LONG: u8 = u8::MAX;

/// Words from one whose start is known to the next such.
const STRIDE: usize = 8;

/// A one in each byte, and the lower half of each.
const ONES: u64 = 0x0101_0101_0101_0101;
const LOW: u64 = ONES * 15;

impl Signature {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The span of the text that the words `from..to` take; `None` when there is no such word.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let last = to.checked_sub(1).filter(|&last| last >= from)?;
        Some(Span::new(self.bounds(from)?.0, self.bounds(last)?.1))
    }

    /// The first byte of a word and the one after its last.
    fn bounds(&self, word: usize) -> Option<(usize, usize)> {
        let first = word / STRIDE * STRIDE;
        let steps = self.steps.get(first..=word)?;
        let start = *self.starts.get(word / STRIDE)? as usize;
        // All steps at once, a byte each: what lies before the first word is in its start already.
        let mut lanes = [0; STRIDE];
        lanes[..steps.len()].copy_from_slice(steps);
        let both = u64::from_le_bytes(lanes);
        let (before, lengths) = ((both >> 4) & LOW, both & LOW);
        if (before + ONES) & !LOW == 0 {
            let sum = (((before & !0xf) + lengths).wrapping_mul(ONES) >> 56) as usize;
            let length = usize::from(steps[steps.len() - 1] & 15);
            return Some((start + sum - length, start + sum));
        }
        let (mut start, mut end) = (start, start);
        for (at, &step) in steps.iter().enumerate() {
            if step == LONG {
                let known = self.long.binary_search_by_key(&((first + at) as u32), |long| long.0).ok()?;
                (start, end) = (self.long[known].1 as usize, self.long[known].2 as usize);
            } else {
                if at > 0 {
                    start = end + usize::from(step >> 4);
                }
                end = start + usize::from(step & 15);
            }
        }
        Some((start, end))
    }

    /// The words that paragraphs of `text`, the text that this was read from, begin with, but for the first.
    ///
    /// A line break after anything but the end of a sentence is where print was wrapped, and none.
    pub(crate) fn paragraph_starts(&self, text: &str) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        for (at, _) in text.match_indices('\n') {
            let ends = |mark: char| {
                matches!(
                    mark,
                    '.' | '!' | '?' | ':' | '…' | '"' | '”' | '’' | '»' | ')' | '。' | '！' | '？' | '」'
                )
            };
            if !text[..at].chars().next_back().is_some_and(ends) {
                continue;
            }
            // One of the words after the last known start before the break.
            let known = self.starts.partition_point(|&start| (start as usize) < at);
            let first = known.saturating_sub(1) * STRIDE;
            let mut near = first..=first + STRIDE;
            let after = near.find(|&word| self.bounds(word).is_some_and(|bounds| bounds.0 >= at));
            found.extend(after.filter(|&word| word > 0).map(|word| word as u32));
        }
        found
    }

    /// How many of the words `from..to` are figures of two digits or more.
    pub(crate) fn figures(&self, (from, to): (u32, u32)) -> u32 {
        let words = self.words.get(from as usize..to as usize).unwrap_or(&[]);
        words.iter().filter(|&&word| word & FIGURE != 0).count() as u32
    }

    /// How many of the words `from..to` stand outside quotation marks.
    pub(crate) fn outside_quotation(&self, (from, to): (u32, u32)) -> u32 {
        let first = self.quoted.partition_point(|quoted| quoted.1 <= from);
        let inside: u32 = self.quoted[first..]
            .iter()
            .take_while(|quoted| quoted.0 < to)
            .map(|quoted| quoted.1.min(to).saturating_sub(quoted.0.max(from)))
            .sum();
        (to - from).saturating_sub(inside)
    }
}

/// Reads the signature of `text`. Linear.
pub fn signature(text: &str) -> Signature {
    Signer::default().read(text)
}

/// Reads signatures; what it has learned of one text's words serves the next.
#[derive(Default)]
pub(crate) struct Signer {
    words: Vec<u32>,
    steps: Vec<u8>,
    starts: Vec<u32>,
    long: Vec<(u32, u32, u32)>,
    /// Where the last word ends.
    end: usize,
    quoted: Vec<(u32, u32)>,
    marks: Quotes,
    /// Words that are characters.
    single: usize,
    /// Forms of words met lately, as (hash of the word as it stands, hash of its form).
    forms: Vec<(u64, u32)>,
}

/// Words whose form is remembered, as a power of two.
const FORMS: u32 = 11;

/// Longest word that takes the short way.
const SHORT: usize = 32;

impl Signer {
    /// As [`signature`].
    pub(crate) fn read(&mut self, text: &str) -> Signature {
        self.words.clear();
        self.steps.clear();
        self.starts.clear();
        self.long.clear();
        self.end = 0;
        self.quoted.clear();
        self.marks = Quotes::default();
        self.single = 0;
        if self.forms.is_empty() {
            self.forms.resize(1 << FORMS, (0, 0));
        }
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        self.walk(text);
        let run = if self.single * 2 > self.words.len() { RUN * CHARACTERS } else { RUN };
        Signature {
            words: self.words.as_slice().into(),
            steps: self.steps.as_slice().into(),
            starts: self.starts.as_slice().into(),
            long: self.long.as_slice().into(),
            quoted: self.quoted.as_slice().into(),
            run,
        }
    }

    fn walk(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                let mut hash = EMPTY;
                let mut end = at;
                while let Some(&byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
                    hash = step(hash, byte.to_ascii_lowercase());
                    end += 1;
                }
                if end - at <= SHORT && stands_alone(bytes, end) && !is_per(&bytes[at..end]) {
                    let form = self.form(hash, &bytes[at..end]);
                    self.push(form, at, end);
                    at = end;
                } else {
                    at = self.long_way(text, at);
                }
            } else if byte == b'"' || byte == b'\n' {
                self.marks.step(char::from(byte));
                at += 1;
            } else if byte == b'%' || !byte.is_ascii() {
                at = self.long_way(text, at);
            } else {
                at += 1;
            }
        }
    }

    /// The hash of the form of an ASCII word whose own hash is `hash`.
    fn form(&mut self, hash: u64, word: &[u8]) -> u32 {
        let slot = (hash.wrapping_mul(MIX) >> (64 - FORMS)) as usize;
        let (known, form) = self.forms[slot];
        if known == hash {
            return form;
        }
        let mut lower = [0; SHORT];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        let form = word_hash(&canonical(std::str::from_utf8(lower).unwrap_or_default()));
        self.forms[slot] = (hash, form);
        form
    }

    /// Reads on to the next blank by the full rules. Returns where that is.
    fn long_way(&mut self, text: &str, from: usize) -> usize {
        let bytes = text.as_bytes();
        let mut to = from;
        loop {
            while bytes.get(to).is_some_and(|byte| !byte.is_ascii_whitespace()) {
                to += 1;
            }
            // "per" waits for "cent" behind the blank.
            let is_blank = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
            if !is_blank(bytes.get(to)) || !is_per(&bytes[to.saturating_sub(3).max(from)..to]) {
                break;
            }
            while is_blank(bytes.get(to)) {
                to += 1;
            }
        }
        let Some(part) = text.get(from..to) else { return bytes.len() };
        scan(part, |span, piece| match piece {
            Piece::Word(form) => {
                self.single += usize::from(form.chars().next().is_some_and(is_unspaced));
                self.push(word_hash(form), from + span.start, from + span.end);
            }
            Piece::Mark(mark) => self.marks.step(mark),
        });
        to
    }

    fn push(&mut self, form: u32, start: usize, end: usize) {
        let at = self.words.len() as u32;
        self.words.push(form);
        if (at as usize).is_multiple_of(STRIDE) {
            self.starts.push(start as u32);
        }
        let (before, length) = (start.saturating_sub(self.end), end - start);
        if before < 15 && length < 16 {
            self.steps.push((before << 4 | length) as u8);
        } else {
            self.steps.push(LONG);
            self.long.push((at, start as u32, end as u32));
        }
        self.end = end;
        if self.marks.open.is_some() {
            match self.quoted.last_mut() {
                Some(last) if last.1 == at => last.1 = at + 1,
                _ => self.quoted.push((at, at + 1)),
            }
        }
    }
}

/// Whether an ASCII word that ends at `end` surely ends there: no joiner and no other script follows.
fn stands_alone(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        Some(b'\'' | b'-' | b'.' | b',') => {
            bytes.get(end + 1).is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric())
        }
        next => next.is_none_or(u8::is_ascii),
    }
}

fn is_per(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"per")
}

/// The hash of no bytes (the offset of FNV-1a, whose steps these are).
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// An odd number with its bits well spread, after the golden ratio.
pub(crate) const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Spreads the bits of a number.
pub(crate) fn mixed(number: u64) -> u64 {
    let once = (number ^ (number >> 32)).wrapping_mul(MIX);
    once ^ (once >> 29)
}

/// The bit of a word's hash that is set for figures of two digits or more.
const FIGURE: u32 = 1;

fn word_hash(form: &str) -> u32 {
    let hash = form.bytes().fold(EMPTY, step);
    let hash = ((hash ^ (hash >> 29)).wrapping_mul(MIX) >> 32) as u32;
    let is_figure = form.len() > 1 && form.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_figure { hash | FIGURE } else { hash & !FIGURE }
}

/// What [`scan`] finds: a folded word, or a mark.
pub(crate) enum Piece<'s> {
    Word(&'s str),
    Mark(char),
}

/// Calls `found` for each word (folded, in one spelling) and mark of `text` in order.
///
/// A word keeps its inner hyphens, stops and separators out of its form: "co-operation" is
/// "cooperation", "U.S." is "us", "10,000" is "10000". "per cent" and "%" are "percent".
/// A line break is the mark `'\n'`.
pub(crate) fn scan(text: &str, mut found: impl FnMut(Span, Piece<'_>)) {
    let mut folded = String::new();
    let mut start = 0;
    let mut end = 0;
    // "per" waits for "cent".
    let mut per: Option<Span> = None;
    let mut chars = text.char_indices().peekable();
    let flush =
        |folded: &mut String, span: Span, per: &mut Option<Span>, found: &mut dyn FnMut(Span, Piece<'_>)| {
            if folded.is_empty() {
                return;
            }
            let word = folded.strip_suffix("'s").unwrap_or(folded).trim_end_matches('\'');
            let word = if word.is_empty() { folded.as_str() } else { word };
            match per.take() {
                Some(before) if word == "cent" => found(before.cover(span), Piece::Word("percent")),
                waiting => {
                    if let Some(before) = waiting {
                        found(before, Piece::Word("per"));
                    }
                    if word == "per" {
                        *per = Some(span);
                    } else {
                        found(span, Piece::Word(&canonical(word)));
                    }
                }
            }
            folded.clear();
        };
    while let Some((at, char)) = chars.next() {
        let after = at + char.len_utf8();
        if char.is_alphanumeric() {
            if is_unspaced(char) && !is_attached(char) {
                flush(&mut folded, Span::new(start, end), &mut per, &mut found);
                fold_letter(char, &mut folded);
                let mut after = after;
                while let Some((_, mark)) = chars.next_if(|next| is_attached(next.1)) {
                    fold_letter(mark, &mut folded);
                    after += mark.len_utf8();
                }
                flush(&mut folded, Span::new(at, after), &mut per, &mut found);
                continue;
            }
            if folded.is_empty() {
                start = at;
            }
            fold_letter(char, &mut folded);
            end = after;
            continue;
        }
        let next = chars.peek().map(|next| next.1);
        if !folded.is_empty() && joins(&folded, char, next) {
            match char {
                '\'' | '’' | 'ʼ' => folded.push('\''),
                '.' if folded.ends_with(|c: char| c.is_ascii_digit()) => folded.push('.'),
                _ => {}
            }
            continue;
        }
        if is_attached(char) {
            if !folded.is_empty() {
                fold_letter(char, &mut folded);
                end = after;
            }
            continue;
        }
        flush(&mut folded, Span::new(start, end), &mut per, &mut found);
        if char == '%' {
            folded.push_str("percent");
            flush(&mut folded, Span::new(at, after), &mut per, &mut found);
        } else if char == '\n' || !(char.is_whitespace() || char.is_control()) {
            if let Some(before) = per.take() {
                found(before, Piece::Word("per"));
            }
            found(Span::new(at, after), Piece::Mark(char));
        }
    }
    flush(&mut folded, Span::new(start, end), &mut per, &mut found);
    if let Some(before) = per {
        found(before, Piece::Word("per"));
    }
}

/// Whether `mark` between a word begun as `folded` and the character `next` belongs to the word.
fn joins(folded: &str, mark: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    if is_unspaced(next) {
        return false;
    }
    let last = folded.chars().next_back().unwrap_or(' ');
    match mark {
        '\'' | '’' | 'ʼ' => last.is_alphabetic() && next.is_alphabetic(),
        // Hebrew marks its abbreviations before the last letter.
        '"' | '״' | '׳' => is_hebrew(last) && is_hebrew(next),
        '-' | '‐' | '‑' => last.is_alphabetic() && next.is_alphabetic(),
        // "U.S": every letter so far stood alone; the stop after the last is not part of it.
        '.' if last.is_alphabetic() => {
            next.is_alphabetic()
                && folded.len() <= 4
                && folded.is_ascii()
                && !next.is_lowercase()
                && is_initials(folded)
        }
        '.' | ',' => last.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

fn is_hebrew(char: char) -> bool {
    ('\u{5d0}'..='\u{5ea}').contains(&char)
}

/// Without vowel and consonant following each other as in a word: "u", "us" from "U.S", not "end".
fn is_initials(folded: &str) -> bool {
    folded.len() <= 2 || matches!(folded, "usa" | "uss" | "uae")
}

/// Whether one is within quotation marks. A paragraph's end closes them: a quotation that runs on
/// opens anew in the next.
#[derive(Default)]
struct Quotes {
    open: Option<char>,
}

impl Quotes {
    fn step(&mut self, mark: char) {
        self.open = match (self.open, mark) {
            (_, '\n') => None,
            (Some('„'), '“' | '”') => None,
            (_, '“' | '«' | '„') => Some(mark),
            (_, '”' | '»') => None,
            (None, '"') => Some('"'),
            (Some('"'), '"') => None,
            (open, _) => open,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(text: &str) -> String {
        let mut all = Vec::new();
        scan(text, |_, piece| {
            if let Piece::Word(word) = piece {
                all.push(word.to_owned());
            }
        });
        all.join(" ")
    }

    fn check(text: &str, want: &str) {
        assert_eq!(forms(text), want);
    }

    #[test]
    fn paragraphs() {
        let check = |text: &str, want: &[u32]| {
            assert_eq!(signature(text).paragraph_starts(text), want, "{text:?}");
        };
        check("", &[]);
        check("One two.\n\nThree four.", &[2]);
        check(
            "One two three four five six seven eight nine.\nTen eleven.\n\n“Twelve.”\nEnd.\n",
            &[9, 11, 12],
        );
        // A line that ends within a sentence was wrapped.
        check("One two\nthree. Four\nfive.", &[]);
        check("\n\nOne.", &[]);
    }

    #[test]
    fn folds_words() {
        check("Co-operation in the Harbour’s centre", "cooperation in the harbor center");
        check("The U.S. and the US. In U.N. halls", "the us and the us in un halls");
        check("It ended.The rest", "it ended the rest");
        check(
            "Some 10,000 rose 3.5 per cent, 4% or 5 percent per week",
            "some 10000 rose 3.5 percent 4 percent or 5 percent per week",
        );
        check("don’t — the workers’ own", "don't the workers own");
        check("", "");
        check("大坝 held", "大 坝 held");
        check("น้ำท่วม ๓๔ หลัง", "น้ ํา ท่ ว ม 34 ห ลั ง");
        check("प्रधान मंत्री ने कहा", "प्रधान मंत्री ने कहा");
        check("צה״ל וצה\"ל", "צהל וצהל");
        check("cafe\u{301} café", "café café");
        check("\u{301}a", "a");
        check("'s", "s");
    }

    #[test]
    fn quotations() {
        let quoted = |text: &str| -> String {
            let read = signature(text);
            let outside = |at: u32| read.outside_quotation((at, at + 1)) == 1;
            (0..read.len() as u32).map(|at| if outside(at) { '-' } else { 'q' }).collect()
        };
        assert_eq!(quoted("He said “all is well” and left"), "--qqq--");
        assert_eq!(quoted("\"All well\" he said \"now"), "qq--q");
        assert_eq!(quoted("“Runs on\n\nnext one"), "qq--");
    }

    /// The words by the full rules alone.
    fn by_the_rules(text: &str) -> Vec<(u32, Span)> {
        let mut all = Vec::new();
        scan(text, |span, piece| {
            if let Piece::Word(form) = piece {
                all.push((word_hash(form), span));
            }
        });
        all
    }

    fn both_ways(text: &str) {
        let read = signature(text);
        let quick: Vec<(u32, Span)> = (0..read.len())
            .map(|at| (read.words[at], read.span(at, at + 1).unwrap_or(Span::new(0, 0))))
            .collect();
        assert_eq!(quick, by_the_rules(text), "{text:?}");
    }

    #[test]
    fn the_short_way_finds_the_same_words() {
        for text in [
            "Some 10,000 rose 3.5 per cent, 4% or 5 percent per week. Per\ncent PER CENT per  cent per per cent",
            "The U.S. and U.N.-led Co-operation in the Harbour's “per” cent, it's 'so' 5.per cent",
            "naïve cafés — 大坝 held-up x- -y .z a.b, c,d 1,2. e' f’s per",
            "\0\u{301}per\tcent per\u{a0}cent",
        ] {
            both_ways(text);
        }
        both_ways(&format!("{} end", "long".repeat(200)));
        both_ways(&format!("a{}b {} c", " ".repeat(40), "on an in ".repeat(30)));
    }

    proptest! {
        #[test]
        fn any_text_reads_the_same(text in "([a-zA-Z0-9 .,'’\"\n%-]|per |cent |é|大){0,60}") {
            both_ways(&text);
        }
    }
}
