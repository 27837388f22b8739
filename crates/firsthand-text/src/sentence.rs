//! Sentence bounds in running text.
//!
//! A sentence ends at a full stop, question mark, exclamation mark or ellipsis with its closing
//! quotation marks, when white space and something that can open a sentence follow; and at blank
//! lines. Abbreviations, initials and decimals don't end it. A line break alone ends it after a
//! finished sentence or a short line (a headline, a list item), not where text was hard-wrapped.
//! The stops of other scripts count as well, in Chinese and Japanese without a space after them.
//! Thai and Lao have no stop: there a space between words ends a clause, which is taken for a sentence.
//!
//! Known gaps: "He works at Acme Inc. She doesn't" rests on a list of words that open sentences.

use crate::{Span, language, script};

/// The sentences of `text` in order, without white space around them. Linear in its length.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut line_start = 0;
    let mut at = 0;
    while at < chars.len() {
        let (byte, char) = chars[at];
        if char == '\n' {
            let blank = chars[at + 1..].iter().take_while(|c| c.1.is_whitespace()).any(|c| c.1 == '\n');
            let line = text[line_start..byte].trim_end();
            line_start = byte + 1;
            let finished = line.trim_end_matches(is_closing).ends_with(is_terminal);
            let next = text[byte..].trim_start().chars().next();
            let opens = next.is_none_or(|next| !next.is_lowercase());
            if blank || (opens && (finished || line.chars().count() < SHORT_LINE)) {
                push(text, start, byte, &mut found);
                start = byte;
            }
            at += 1;
            continue;
        }
        if char == ' ' && clause_ends(&chars, at, byte - start) {
            push(text, start, byte, &mut found);
            start = byte;
        }
        let question = char == ';' && at > 0 && is_greek(chars[at - 1].1);
        if !is_terminal(char) && !question {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < chars.len() && (is_terminal(chars[end].1) || is_closing(chars[end].1)) {
            end += 1;
        }
        let end_byte = chars.get(end).map_or(text.len(), |c| c.0);
        if ends_sentence(text, &chars, at, end) {
            push(text, start, end_byte, &mut found);
            start = end_byte;
        }
        at = end;
    }
    push(text, start, text.len(), &mut found);
    found
}

/// A line below this many characters is taken for a headline or list item, not for wrapped text
/// (wrapping to less than this is not seen in plain-text news).
const SHORT_LINE: usize = 45;

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let span = Span::new(start, end).trim(text);
    if !span.is_empty() {
        found.push(span);
    }
}

/// `at` is the first terminal mark, `end` the character after it and its closing marks.
fn ends_sentence(text: &str, chars: &[(usize, char)], at: usize, end: usize) -> bool {
    let Some(&(end_byte, after)) = chars.get(end) else { return true };
    // A footnote mark may follow at once: "over.[1] The".
    if !after.is_whitespace() && after != '[' {
        // Japanese goes on after a quotation with "to", or with the verb of saying.
        let quoted = end > at + 1 && !is_terminal(chars[end - 1].1);
        return chars[at..end].iter().any(|&(_, char)| is_wide_stop(char))
            && !(quoted && matches!(after, 'と' | 'っ' | 'な' | 'の' | '、' | '，'));
    }
    let rest = text[end_byte..].trim_start();
    let Some(next) = rest.chars().next() else { return true };
    if next.is_lowercase() || matches!(next, ',' | ';' | ':' | ')' | '&') {
        return false;
    }
    let single_stop = chars[at].1 == '.' && (end == at + 1 || !is_terminal(chars[at + 1].1));
    if !single_stop {
        return true;
    }
    let word_start = chars[..at]
        .iter()
        .rposition(|&(_, c)| !(c.is_alphanumeric() || c == '.' || c == '’' || c == '\''))
        .map_or(0, |before| before + 1);
    let word = &text[chars.get(word_start).map_or(0, |c| c.0)..chars[at].0];
    let next_word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if end > at + 1 {
        return true;
    }
    match language::en::abbreviation(word) {
        Some(language::en::Abbreviation::BeforeName) => false,
        Some(language::en::Abbreviation::Anywhere) => language::en::opens_sentence(next_word),
        None => !is_initial(word) || language::en::opens_sentence(next_word),
    }
}

/// "J" in "J. Smith", "F.K" in "F.K. Smith".
fn is_initial(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

fn is_terminal(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '॥' | '။' | '។' | '።' | '։' | '\u{37e}')
        || is_wide_stop(char)
}

/// Stops after which Chinese and Japanese put no space.
fn is_wide_stop(char: char) -> bool {
    matches!(char, '。' | '！' | '？' | '｡')
}

fn is_closing(char: char) -> bool {
    matches!(char, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '›' | '」' | '』' | '）' | '】' | '》')
}

fn is_greek(char: char) -> bool {
    matches!(char, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// Whether the space at `at` ends a clause of a script that has no stops, `length` bytes long so far.
fn clause_ends(chars: &[(usize, char)], at: usize, length: usize) -> bool {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at)).is_some_and(|&(_, char)| script::ends_in_space(char))
    };
    length >= SHORTEST_CLAUSE && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
}

/// Bytes of a Thai clause, three a letter: fewer are a name or a figure set apart by spaces.
const SHORTEST_CLAUSE: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, want: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, want, "{text:?}");
    }

    #[test]
    fn bounds() {
        check("It rose 3.5 per cent. Then it fell.", &["It rose 3.5 per cent.", "Then it fell."]);
        check("Dr. Orr met Gen. H. B. Lund. They left.", &["Dr. Orr met Gen. H. B. Lund.", "They left."]);
        check(
            "The U.S. Senate sat. He left the U.S. The end.",
            &["The U.S. Senate sat.", "He left the U.S.", "The end."],
        );
        check("“We won’t.” She left.", &["“We won’t.”", "She left."]);
        check("“We won’t!” she said. “Never.”", &["“We won’t!” she said.", "“Never.”"]);
        check("Wait… what? Yes.", &["Wait… what?", "Yes."]);
        check("On Jan. 3 at 5 p.m. the gates shut.", &["On Jan. 3 at 5 p.m. the gates shut."]);
        check(
            "A headline\nThe text goes on and on for more than a line\nof wrapped words. Done.",
            &["A headline", "The text goes on and on for more than a line\nof wrapped words.", "Done."],
        );
        check("One\n\ntwo", &["One", "two"]);
        check("No. 5 won. It cost $3.", &["No. 5 won.", "It cost $3."]);
        check("", &[]);
        check(
            "大坝守住了。“水位在下降，”她说。没有人受伤！",
            &["大坝守住了。", "“水位在下降，”她说。", "没有人受伤！"],
        );
        check(
            "「橋は安全だ。」と彼女は言った。工事は続く。",
            &["「橋は安全だ。」と彼女は言った。", "工事は続く。"],
        );
        check("पुल बंद है। काम जारी है।", &["पुल बंद है।", "काम जारी है।"]);
        check("هل انهار السد؟ لا أحد يعرف.", &["هل انهار السد؟", "لا أحد يعرف."]);
        check("Άντεξε το φράγμα; Κανείς δεν ξέρει.", &["Άντεξε το φράγμα;", "Κανείς δεν ξέρει."]);
        check(
            "สะพานเก่าถูกปิดตั้งแต่เช้าวันจันทร์ วิศวกรพบรอยร้าวในเสาสองต้นจากห้าต้น",
            &["สะพานเก่าถูกปิดตั้งแต่เช้าวันจันทร์", "วิศวกรพบรอยร้าวในเสาสองต้นจากห้าต้น"],
        );
        check("end of it.\" (He paused.) \"Go", &["end of it.\"", "(He paused.)", "\"Go"]);
    }

    proptest! {
        #[test]
        fn sentences_cover_all_that_is_not_space(text in "[A-Za-z.?!”“ \n…é]{0,80}") {
            let mut last = 0;
            let mut kept = String::new();
            for span in sentences(&text) {
                prop_assert!(span.start >= last && !span.is_empty());
                last = span.end;
                kept.push_str(span.of(&text));
            }
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeeze(&kept), squeeze(&text));
        }
    }
}
