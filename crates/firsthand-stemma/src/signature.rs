//! A text as folded words and the hashes of their runs: what texts are compared by.
//!
//! In: a text. Out: its words with their places, a hash for each run of five words, and the few of
//! those ("seeds") that are looked up among other texts. Case, quotation marks, hyphens, possessives
//! and British or American spelling make no difference. Seeds are chosen by winnowing (Schleimer,
//! Wilkerson and Aiken 2003): any run of eight words that two texts share has a seed in common.
//! In scripts written without spaces each character is a word, and runs are twice as long.
//!
//! Known gaps: a text half in one kind of script and half in the other is read by its larger half.

use crate::spelling::canonical;
use firsthand_text::Span;
use firsthand_text::script::{fold_letter, is_attached, is_unspaced};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Words in a run. Five is the length at which chance agreement between news texts of one topic is
/// rare and light editing still leaves runs whole.
pub(crate) const RUN: usize = 5;

/// Of each this many neighbouring runs one is a seed.
const WINDOW: usize = 4;

/// Runs and windows are this many times longer when words are characters.
const CHARACTERS: usize = 2;

/// A folded word or a mark, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its place in the text, possessive included.
    pub span: Span,
    /// The hash of its folded form.
    pub hash: u64,
}

/// What a text is compared by.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Signature {
    /// Its words in order.
    pub words: Vec<Word>,
    /// Whether each word stands within quotation marks.
    pub(crate) quoted: Vec<bool>,
    /// Hash of the run that begins at each word; fewer than `words` by the length of a run less one.
    pub(crate) runs: Vec<u64>,
    /// The seeds among the runs, as (hash, word), in order of words.
    pub(crate) seeds: Vec<(u64, u32)>,
    /// All runs, as (hash, word), in order of hashes.
    pub(crate) sorted: Vec<(u64, u32)>,
    /// Words in a run.
    pub(crate) run: usize,
}

/// Reads the signature of `text`. Linear but for sorting the runs.
pub fn signature(text: &str) -> Signature {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut quoted = Vec::with_capacity(text.len() / 6);
    let mut marks = Quotes::default();
    let mut single = 0;
    scan(text, |span, piece| match piece {
        Piece::Word(folded) => {
            words.push(Word { span, hash: xxh3_64(folded.as_bytes()) });
            quoted.push(marks.open.is_some());
            single += usize::from(folded.chars().next().is_some_and(is_unspaced));
        }
        Piece::Mark(char) => marks.step(char),
    });
    let (run, window) =
        if single * 2 > words.len() { (RUN * CHARACTERS, WINDOW * CHARACTERS) } else { (RUN, WINDOW) };
    let mut bytes = Vec::with_capacity(run * 8);
    let runs: Vec<u64> = words
        .windows(run)
        .map(|words| {
            bytes.clear();
            words.iter().for_each(|word| bytes.extend_from_slice(&word.hash.to_le_bytes()));
            xxh3_64_with_seed(&bytes, run as u64)
        })
        .collect();
    let seeds = winnow(&runs, window);
    let mut sorted: Vec<(u64, u32)> = runs.iter().enumerate().map(|(at, &hash)| (hash, at as u32)).collect();
    sorted.sort_unstable();
    Signature { words, quoted, runs, seeds, sorted, run }
}

/// The smallest hash of each window, the rightmost of equals.
fn winnow(runs: &[u64], window: usize) -> Vec<(u64, u32)> {
    let mut seeds: Vec<(u64, u32)> = Vec::with_capacity(runs.len() / 2);
    let mut last = usize::MAX;
    for start in 0..runs.len().saturating_sub(window - 1).max(usize::from(!runs.is_empty())) {
        let end = (start + window).min(runs.len());
        let Some(least) = (start..end).rev().min_by_key(|&at| runs[at]) else { continue };
        if least != last {
            seeds.push((runs[least], least as u32));
            last = least;
        }
    }
    seeds
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
            signature(text).quoted.iter().map(|&q| if q { 'q' } else { '-' }).collect()
        };
        assert_eq!(quoted("He said “all is well” and left"), "--qqq--");
        assert_eq!(quoted("\"All well\" he said \"now"), "qq--q");
        assert_eq!(quoted("“Runs on\n\nnext one"), "qq--");
    }

    #[test]
    fn any_shared_run_of_eight_has_a_shared_seed() {
        let shared = "the bridge over the river was closed again";
        let (a, b) = (
            signature(&format!("one two three {shared} four five six seven")),
            signature(&format!("ten nine eight six {shared} no more")),
        );
        assert!(a.seeds.iter().any(|(hash, _)| b.seeds.iter().any(|(other, _)| hash == other)));
        assert!(signature("too short").seeds.is_empty());
    }
}
