//! Subjects and finite verbs without a parser: by the form of words and what stands beside them.
//!
//! In: words and a place among them. Out: whether a finite verb stands there, whether a phrase is a
//! subject, whether the name of a state or capital acts or is merely a place.

use super::table::{self, Role, listed};
use super::word::{Sentence, Words};
use std::ops::Range;

/// Most words that "of the …" after an office, or an apposition, is read for.
pub(crate) const LONGEST_OFFICE: usize = 14;

/// Most words of one name.
pub(crate) const LONGEST_NAME: usize = 10;

/// Most words of an aside between a subject and its verb.
const LONGEST_ASIDE: usize = 6;

pub(crate) const SPEECH: &str =
    "said says told added asked wrote noted argued explained tweeted insisted warned";

/// Whether "according to" or "by" stands before the list that ends at `at` ("X, Y and …").
pub(crate) fn attributed(words: &Words<'_>, at: usize) -> bool {
    let floor = at.saturating_sub(LONGEST_OFFICE);
    let mut back = at;
    while back > floor
        && (words.all[back - 1].is_capital() || matches!(words.lower(back - 1), "and" | "," | "the"))
    {
        back -= 1;
    }
    back > 1 && words.lower(back - 1) == "to" && words.lower(back - 2) == "according"
}

/// Whether a verb of speech stands right before or after the name.
pub(crate) fn is_spoken(words: &Words<'_>, name: &Range<usize>, end: usize) -> bool {
    (name.end < end && listed(SPEECH, words.lower(name.end)))
        || (name.start > 0 && matches!(words.lower(name.start - 1), "said" | "says"))
        || (name.end < end && words.lower(name.end) == "who")
}

/// Whether word `at` looks like a finite verb: an auxiliary, a past tense by its form, a verb of
/// speech, or such a word after one adverb.
pub(crate) fn is_finite(words: &Words<'_>, at: usize) -> bool {
    let Some(word) = words.all.get(at) else { return false };
    let lower = word.lower.as_str();
    if !word.is_word() || word.is_capital() {
        return false;
    }
    if ["also", "then", "later", "now", "still", "both"].contains(&lower)
        || (lower.ends_with("ly") && lower.len() > 4)
    {
        return words.all.get(at + 1).is_some_and(|next| {
            !matches!(next.lower.as_str(), "also" | "then" | "later" | "now") && !next.lower.ends_with("ly")
        }) && is_finite(words, at + 1);
    }
    is_auxiliary(lower)
        || (lower.len() > 3 && lower.ends_with("ed"))
        || listed(IRREGULAR, lower)
        || is_present(lower)
}

/// Auxiliaries, contracted forms with "not" too.
pub(crate) fn is_auxiliary(lower: &str) -> bool {
    listed(
        "is are was were has have had will would can could may might must should shall did \
        does do 'll 'd cannot",
        lower,
    ) || lower.ends_with("n't")
}

pub(crate) const IRREGULAR: &str = "said told made came went took gave held met sent saw won lost began became got kept \
        left led ran put set cut spoke stood thought wrote sought found felt brought built \
        bought fell grew knew paid rose sat sold shot took threw fought hit let broke chose \
        drew drove swore withdrew forbade understood hopes agree";

/// Verbs of states and speakers in the present tense.
pub(crate) fn is_present(lower: &str) -> bool {
    listed(
        "says say wants want denies deny expects expect plans plan accuses accuse warns warn \
        sees see believes believe claims claim argues argue insists insist calls call seeks \
        seek supports support rejects reject urges urge vows vow pledges pledge hopes hope \
        remains remain agrees thinks think knows notes describes condemns condemn considers \
        needs need faces continues continue controls holds hold signs sign intends intend \
        admits confirms suggests tells asks writes fears fear demands demand refuses refuse \
        offers offer",
        lower,
    )
}

/// Whether the words are a subject: a finite verb follows, or "said" stands before at the end of a clause.
pub(crate) fn is_subject(words: &Words<'_>, mention: &Range<usize>, sentence: &Sentence) -> bool {
    let end = sentence.words.end;
    if mention.start > sentence.words.start
        && matches!(words.lower(mention.start - 1), "said" | "says" | "added" | "asked")
    {
        return true;
    }
    let mut at = mention.end;
    if at < end && words.lower(at) == "," {
        // An apposition between commas.
        let close = (at + 1..end.min(at + LONGEST_OFFICE)).find(|&word| words.lower(word) == ",");
        match close {
            Some(close) => at = close + 1,
            None => return false,
        }
    }
    at < end && is_finite(words, at)
}

/// Whether the name of a state or capital stands for those who govern it, rather than for a place.
pub(crate) fn acts(words: &Words<'_>, range: &Range<usize>, end: usize, capital: bool) -> bool {
    let before = |by: usize| range.start.checked_sub(by).map_or("", |at| words.lower(at));
    let (mut before_1, mut before_2) = (before(1), before(2));
    if before_1 == "the" || before_1 == "both" {
        (before_1, before_2) = (before_2, before(3));
    }
    if before_1 == "in" && matches!(before_2, "government" | "authorities") {
        return true;
    }
    let next = words.lower(range.end);
    let place = listed(
        "in near at from outside around across towards toward into inside through over visit \
        visited visiting visits left leave leaving reach reached entered via throughout",
        before_1,
    ) || (before_1 == "to"
        && !listed(
            "warning warnings message according messages support aid signal loyal concessions",
            before_2,
        ));
    if place {
        return false;
    }
    if range.end < end && (is_finite(words, range.end) || matches!(next, "'s")) {
        let owned = words.lower(range.end + 1);
        return next != "'s"
            || !capital
            || table::is_head(owned)
            || table::is_role(owned, Role::Before)
            || table::is_body(owned);
    }
    if next == "," {
        // "Velmora, in turn, has": a short aside before the verb.
        let close = (range.end + 1..end.min(range.end + LONGEST_ASIDE)).find(|&at| words.lower(at) == ",");
        if close.is_some_and(|close| is_finite(words, close + 1)) {
            return true;
        }
    }
    if range.end + 1 < end && next == "and" {
        // "A and B have": the verb after the other name.
        let other = &words.all[range.end + 1];
        if other.is_capital() || other.lower == "the" {
            let stop = end.min(range.end + 6);
            if (range.end + 2..stop).take_while(|&at| words.all[at].is_word()).any(|at| is_finite(words, at))
            {
                return true;
            }
        }
    }
    if !capital {
        return before_1 != "of";
    }
    [
        "by",
        "between",
        "with",
        "against",
        "told",
        "accused",
        "accuse",
        "accuses",
        "accusing",
        "urged",
        "warned",
        "blamed",
        "that",
        "and",
        "providing",
        "provided",
        "supplying",
        "supplied",
        "between both",
        "urging",
        "warning",
        "sanctioned",
        "–",
        "—",
    ]
    .contains(&before_1)
        && before_1 != "and"
        || before_1 == "and" && !matches!(before_2, "" | ",") && between_before(words, range.start)
        || before_1 == "to"
}

/// "between A and B", "by A and B": the word before the first of two names.
pub(crate) fn between_before(words: &Words<'_>, at: usize) -> bool {
    let from = at.saturating_sub(6);
    let mut back = at.saturating_sub(2);
    while back > from && words.all[back].is_capital() {
        back -= 1;
    }
    matches!(words.lower(back), "between" | "by" | "both" | "with" | "against")
}
