//! Runs of capitals: names of people and of bodies, and the words that are no names.
//!
//! In: words and a place among them. Out: how far a name or a body reaches from there.

use super::grammar::LONGEST_NAME;
use super::table::{self, Gender, Role, STATES, StateForm, listed};
use super::word::Words;
use std::ops::Range;

/// Words for bodies that are no names when they stand alone.
pub(crate) const GENERIC_BODIES: &str = "ministry department agency council commission committee union party company group \
        bank fund foundation institute university college school association board court \
        government house chamber army navy force forces guard police front movement church \
        trust center centre club embassy mission times post news press television radio \
        energy oil gas security partners capital authority administration service services \
        office staff treasury brotherhood society network league alliance coalition cabinet";

pub(crate) fn label(form: StateForm) -> (String, String) {
    let state = &STATES[form.state];
    (state.name.to_owned(), state.code.to_owned())
}

pub(crate) fn text_of(words: &Words<'_>, range: Range<usize>) -> String {
    words.span(range).of(words.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn is_determiner(lower: &str) -> bool {
    listed(
        "the a an one two three four five six seven eight nine ten some several many other \
        another few both his her its their most various these those no",
        lower,
    )
}

/// Words that open a sentence with a capital without being names.
pub(crate) fn is_opener(lower: &str) -> bool {
    firsthand_text::language::en::is_function_word(lower)
        || listed(
            "however meanwhile although though yet still despite during following asked speaking \
        according earlier later last next previously today yesterday here let let's now even \
        until because among under once again my me us your those instead indeed perhaps \
        maybe yes well days both either neither most many several few every each another \
        such nothing everyone anyone people no not why where whether since while through \
        without against between back don't it's that's i'm we're i've monday tuesday \
        wednesday thursday friday saturday sunday january february april june july august \
        september october november december",
            lower,
        )
}

/// Capitalised words of a name from `at`, with particles between them; without offices and openers.
pub(crate) fn name_run(words: &Words<'_>, at: usize, end: usize) -> Range<usize> {
    let mut to = at;
    while to < end && to < at + LONGEST_NAME {
        let word = &words.all[to];
        let lower = word.lower.as_str();
        if word.is_capital() {
            let day = firsthand_text::language::en::month(word.text).is_some()
                || firsthand_text::language::en::weekday(word.text).is_some();
            if is_opener(lower)
                || day
                || (to > at && table::is_head(lower) && table::given(word.text).is_none())
                || (to > at && opens_office(words, to, end))
            {
                break;
            }
            to += 1;
        } else if to > at
            && (listed("al bin ibn van von der den de da di del la el dos ul", lower)
                || lower.starts_with("al-")
                || lower.starts_with("el-"))
        {
            if lower.contains('-')
                || words.all.get(to + 1).is_some_and(|next| {
                    to + 1 < end && (next.is_capital() || matches!(next.lower.as_str(), "der" | "la" | "den"))
                })
            {
                to += 1;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    at..to
}

/// Whether a whole office begins at `at` ("Foreign Minister", "Deputy Prime Minister").
fn opens_office(words: &Words<'_>, at: usize, end: usize) -> bool {
    let before = (at..end.min(at + LONGEST_NAME))
        .take_while(|&at| words.all[at].is_capital() && table::is_role(words.lower(at), Role::Before))
        .count();
    let head = at + before;
    before > 0 && head < end && words.all[head].is_capital() && table::is_head(words.lower(head))
}

/// A body that begins at `at`: a seat of power, or capitalised words that end in a word for bodies,
/// with "of …" behind.
pub(crate) fn body_at(words: &Words<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let mut run = at;
    while run < end
        && run < at + LONGEST_NAME
        && words.all[run].is_capital()
        && !(run == at && is_opener(&words.all[run].lower))
    {
        run += 1;
    }
    for to in (at + 1..=run.min(at + 3)).rev() {
        let text = text_of(words, at..to);
        if table::seat(&text).is_some()
            && (text != "West" || (at > 0 && words.lower(at - 1) == "the" && to == run))
        {
            return Some(at..to);
        }
    }
    let last = (at..run).rev().find(|&word| table::is_body(&words.all[word].lower))?;
    let tail = (last + 1..run).all(|word| table::is_head(words.lower(word)));
    // A name that merely holds such a word ("Post Orr") is a body only when nothing but a role and a
    // name of a person follows it.
    if !tail && !(last + 1..run).any(|word| table::is_head(words.lower(word))) {
        return None;
    }
    let mut to = last + 1;
    if last + 1 == run && words.lower(to) == "of" {
        let mut next = to + 1;
        if words.lower(next) == "the" {
            next += 1;
        }
        let begin = next;
        while next < end
            && (words.all[next].is_capital()
                || (words.lower(next) == "and"
                    && words.all.get(next + 1).is_some_and(|word| word.is_capital())
                    && table::is_role(words.lower(next + 1), Role::Field)))
        {
            next += 1;
        }
        if next > begin && next <= end {
            to = next;
        }
    }
    // "the Senate", "Congress" alone, but not "Gas" or "Post" at the start of a sentence.
    (to - at > 1 || !listed(GENERIC_BODIES, words.lower(at))).then_some(at..to)
}

pub(crate) fn is_body_acronym(lower: &str, _len: usize) -> bool {
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters)
        && !listed(
            "am pm a.m p.m tv gdp ceo cfo mp ok dna hiv aids ii iii iv vip faq usd gmt est edt et \
        pt ap- d.c l.a n.y id it we video photo read watch not and the is no to of in on \
        covid-19 mph km sms url",
            lower,
        )
}

/// Titles that are offices too.
pub(crate) fn is_office(lower: &str) -> bool {
    listed("sen rep gov gen adm col lt maj capt sgt prof rev king queen pope", lower)
}

pub(crate) fn pronoun(lower: &str) -> Option<Gender> {
    match lower {
        "he" => Some(Gender::He),
        "she" => Some(Gender::She),
        _ => None,
    }
}
