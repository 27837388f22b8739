//! The line that opens a dispatch.
//!
//! In: a sentence. Out: the word at which it begins to tell something. Known gap: a place that is not
//! in capitals.

use super::word::{Sentence, Words};

/// Most words of the line that opens a dispatch.
const LONGEST_DATELINE: usize = 14;

/// A place and a mark that open a dispatch ("PORT ORR:", "PORT ORR, May 3 (Agency) -") are no actors.
pub(crate) fn after_dateline(words: &Words<'_>, sentence: &Sentence, number: usize) -> usize {
    let start = sentence.words.start;
    let opens = number == 0 || words.sentences[number - 1].paragraph != sentence.paragraph;
    let all = &words.all[sentence.words.clone()];
    let run = all.iter().take_while(|word| word.is_acronym() || word.text == ",").count();
    if !opens || run == 0 {
        return start;
    }
    // After the place: a state or date behind a comma, then the agency between brackets.
    let mut at = run;
    let listed = all.get(run - 1).is_some_and(|word| word.text == ",");
    while listed
        && at < LONGEST_DATELINE
        && all.get(at).is_some_and(|word| {
            word.is_capital()
                || word.kind == firsthand_text::TokenKind::Number
                || matches!(word.text, "," | ".")
        })
    {
        at += 1;
    }
    if all.get(at).is_some_and(|word| word.text == "(") {
        let close = all.iter().take(at + LONGEST_DATELINE).skip(at).position(|word| word.text == ")");
        match close {
            Some(close) => at += close + 1,
            None => return start,
        }
    }
    let marked = all.get(at).is_some_and(|word| matches!(word.text, ":" | "-" | "–" | "—"));
    if marked && at + 1 < all.len() { start + at + 1 } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let words = Words::new(text);
        let first = after_dateline(&words, &words.sentences[0], 0);
        assert_eq!(words.all[first].text, want, "{text}");
    }

    #[test]
    fn datelines() {
        check("PORT ORR: Nobody came.", "Nobody");
        check("BRASK, Velmora — Nobody came.", "Nobody");
        check("BRASK, May 3 (Agency) - Nobody came.", "Nobody");
        check("BRASK (Agency) – Nobody came.", "Nobody");
        check("EHC (the council) said so.", "EHC");
    }
}
