//! A text as the rules for speech see it: words, sentences, quotations, and who stands where.
//!
//! In: a text and its actors. Out: [`Reading`], with the questions that the rules ask of it: which
//! noun phrase ends or begins here, is this a word of time, does a clause begin.
//!
//! Known gaps: there is no parser; a noun phrase ends where a function word, a mark or a finite verb
//! stands.

use super::quotation::{Quotation, quotations};
use crate::Actor;
use crate::actor::table;
use crate::actor::table::listed;
use crate::actor::word::{Sentence, Words};
use crate::actor::{is_auxiliary, is_finite};
use firsthand_text::{Span, language};
use std::ops::Range;

pub(crate) struct Reading<'t> {
    pub(crate) words: Words<'t>,
    pub(crate) quotations: Vec<Quotation>,
    /// For each word the quotation that it stands in.
    pub(crate) inside: Vec<Option<usize>>,
    /// Places that mean an actor, in order of their start.
    forms: Vec<(Span, usize)>,
    /// The longest form, for looking back.
    longest: usize,
}

/// Most words of a noun phrase that is looked back for.
const LONGEST_PHRASE: usize = 16;

impl<'t> Reading<'t> {
    pub(crate) fn new(text: &'t str, actors: &[Actor]) -> Reading<'t> {
        let words = Words::new(text);
        let mut paragraphs: Vec<Span> = Vec::new();
        for sentence in &words.sentences {
            let span = words.span(sentence.words.clone());
            match paragraphs.get_mut(sentence.paragraph) {
                Some(paragraph) => *paragraph = paragraph.cover(span),
                None => paragraphs.push(span),
            }
        }
        let quotations = quotations(text, &paragraphs);
        let mut inside = vec![None; words.all.len()];
        let mut at = 0;
        for (number, quotation) in quotations.iter().enumerate() {
            while at < words.all.len() && words.all[at].span.start < quotation.inner.start {
                at += 1;
            }
            while at < words.all.len() && words.all[at].span.end <= quotation.inner.end {
                inside[at] = Some(number);
                at += 1;
            }
        }
        let mut forms: Vec<(Span, usize)> = actors
            .iter()
            .enumerate()
            .flat_map(|(actor, known)| known.forms.iter().map(move |form| (*form, actor)))
            .collect();
        forms.sort_unstable();
        let longest = forms.iter().map(|form| form.0.len()).max().unwrap_or(0);
        Reading { words, quotations, inside, forms, longest }
    }

    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.lower(at)
    }

    /// The actor whose form shares most with `span`; the first of several.
    pub(crate) fn actor(&self, span: Span) -> Option<usize> {
        let first = self.forms.partition_point(|form| form.0.start + self.longest < span.start);
        let near = self.forms[first..].iter().take_while(|form| form.0.start < span.end);
        let shared = |form: Span| form.end.min(span.end).saturating_sub(form.start.max(span.start));
        let mut best: Option<(usize, usize)> = None;
        for (form, actor) in near.filter(|form| form.0.overlaps(span) && !self.owns(form.0, span)) {
            if best.is_none_or(|best| shared(*form) > best.0) {
                best = Some((shared(*form), *actor));
            }
        }
        best.map(|best| best.1)
    }

    /// Whether `form` is only whose the thing is that `span` names ("Orr" in "Orr’s office").
    fn owns(&self, form: Span, span: Span) -> bool {
        let after = self.words.all.partition_point(|word| word.span.start < form.end);
        self.words.all.get(after).is_some_and(|word| {
            word.is_possessive() && word.span.start == form.end && word.span.end < span.end
        })
    }

    /// The actor that a source begins with, before a comma: "Orr, the head of the River Council".
    pub(crate) fn first_named(&self, source: &Range<usize>) -> Option<usize> {
        let comma = source.clone().find(|&at| self.lower(at) == ",")?;
        let listed = source.clone().any(|at| self.lower(at) == "and");
        (!listed && comma > source.start).then(|| self.actor(self.words.span(source.start..comma)))?
    }

    /// The actors of a source that names several, in order.
    pub(crate) fn all_actors(&self, span: Span) -> Vec<usize> {
        let first = self.forms.partition_point(|form| form.0.start + self.longest < span.start);
        let near = self.forms[first..]
            .iter()
            .take_while(|form| form.0.start < span.end)
            .filter(|form| span.contains(form.0));
        let mut found: Vec<(Span, usize)> = Vec::new();
        for (form, actor) in near {
            // A form inside of another belongs to it ("Velmora" in "Velmora’s President Orr").
            found.retain(|held| !(form.contains(held.0) && form.len() > held.0.len()));
            if !found.iter().any(|held| held.1 == *actor || held.0.contains(*form)) {
                found.push((*form, *actor));
            }
        }
        found.into_iter().map(|held| held.1).collect()
    }

    /// The noun phrase that ends before word `end`, not before word `start`.
    pub(crate) fn phrase_before(&self, end: usize, start: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        let words = &self.words;
        if is_pronoun(self.lower(last)) {
            return Some(last..end);
        }
        if self.lower(last) == "," {
            // An apposition: "Orr, the chief of the river board, said".
            let floor = start.max(last.saturating_sub(LONGEST_PHRASE * 2));
            let open = (floor..last).rev().find(|&at| self.lower(at) == ",")?;
            let inside = self.lower(open + 1);
            if open + 1 >= last
                || ["and", "but", "as", "if", "when", "while", "because", "after"].contains(&inside)
                || self.inside[open] != self.inside[last]
            {
                return None;
            }
            let named = self.phrase_before(open, start)?;
            return (self.is_speaker(&named) && !is_pronoun(self.lower(open - 1)))
                .then_some(named.start..last);
        }
        if self.lower(last) == ")" {
            let open = (start.max(last.saturating_sub(8))..last).rev().find(|&at| self.lower(at) == "(")?;
            return self.phrase_before(open, start).map(|named| named.start..end);
        }
        if !words.all[last].is_word() && !words.all[last].is_possessive() {
            return None;
        }
        let floor = start.max(end.saturating_sub(LONGEST_PHRASE));
        let mut first = end;
        let mut joined = false;
        while first > floor {
            let at = first - 1;
            let word = &words.all[at];
            let lower = word.lower.as_str();
            if self.inside[at] != self.inside[last] {
                break;
            }
            if lower == "," && at > floor && first < end && joined && self.is_list(at) {
                first = at;
                continue;
            }
            if !word.is_word() && !word.is_possessive() {
                break;
            }
            if lower == "and" {
                if !self.is_list(at) {
                    break;
                }
                joined = true;
            } else if is_clause_word(lower)
                || (first < end && !word.is_capital() && is_verb_like(words, at))
                || is_pronoun(lower)
            {
                break;
            }
            first = at;
        }
        while first < end
            && (is_preposition(self.lower(first))
                || ["and", "but", ",", "so", "then", "also", "meanwhile", "however"]
                    .contains(&self.lower(first)))
        {
            let preposition = is_preposition(self.lower(first));
            first += 1;
            if preposition {
                // "In Oslo the minister": only the last noun phrase is the subject.
                let determiner = (first + 1..end)
                    .rev()
                    .find(|&at| ["the", "a", "an", "his", "her", "its", "their"].contains(&self.lower(at)));
                let form = self.forms_ending(words.all[last].span.end);
                let cut = determiner.or(form).unwrap_or(first);
                first = first.max(cut);
            }
        }
        (first < end).then_some(first..end)
    }

    /// The word at which a form of an actor begins that ends at byte `end`.
    fn forms_ending(&self, end: usize) -> Option<usize> {
        let first = self.forms.partition_point(|form| form.0.start + self.longest < end);
        let form = self.forms[first..]
            .iter()
            .take_while(|form| form.0.start < end)
            .find(|form| form.0.end == end)?;
        Some(self.words.all.partition_point(|word| word.span.start < form.0.start))
    }

    /// Whether the "and" or comma at `at` joins two names or sources.
    fn is_list(&self, at: usize) -> bool {
        let named = |at: usize| {
            self.words.all.get(at).is_some_and(|word| {
                word.is_capital()
                    || table::source_plural(&word.lower)
                    || matches!(word.lower.as_str(), "the" | "other")
            })
        };
        at > 0
            && named(at + 1)
            && (self.words.all[at - 1].is_capital() || table::source_plural(self.lower(at - 1)))
    }

    /// The noun phrase with its apposition that begins at word `start` and ends before `end`.
    pub(crate) fn phrase_after(&self, start: usize, end: usize) -> Option<Range<usize>> {
        if is_pronoun(self.lower(start)) {
            return (start < end).then_some(start..start + 1);
        }
        let mut at = start;
        while at < end && at < start + LONGEST_PHRASE * 2 {
            let word = &self.words.all[at];
            let lower = word.lower.as_str();
            let stop = match lower {
                "," => {
                    at + 1 >= end
                        || !(self.words.all[at + 1].is_capital()
                            || ["the", "a", "an", "head", "director", "chief", "president"]
                                .contains(&self.lower(at + 1)))
                        || self.starts_time(at + 1)
                        || self.lower(at + 1) == "i"
                }
                "who" | "which" | "that" | "when" | "while" | "as" | "after" | "before" | "because"
                | "but" | "during" | "about" | "told" | "on" | "last" | "this" => at > start,
                "in" => matches!(self.lower(at + 1), "a" | "an" | "his" | "her" | "their"),
                "'s" => false,
                "(" | ")" | "." | "-" => lower == ".",
                _ => !word.is_word() || self.inside[at] != self.inside[start] || self.starts_time(at),
            };
            if stop || (at > start && !word.is_capital() && is_auxiliary(lower)) {
                break;
            }
            at += 1;
        }
        (at > start).then_some(start..at)
    }

    /// Whether the phrase can speak: a pronoun, an actor, a name, a role, a body or a document.
    pub(crate) fn is_speaker(&self, phrase: &Range<usize>) -> bool {
        let words = &self.words;
        if phrase.len() == 1 && is_pronoun(self.lower(phrase.start)) {
            return true;
        }
        if self.actor(words.span(phrase.clone())).is_some() {
            return true;
        }
        phrase.clone().any(|at| {
            let word = &words.all[at];
            let lower = word.lower.as_str();
            (word.is_capital() && !self.opens_sentence(at))
                || table::is_head(lower)
                || table::source_plural(lower)
                || table::is_body(lower)
                || listed(SPEAKERS, lower)
                || is_document(lower)
                || (word.is_capital()
                    && word.text.chars().count() > 3
                    && phrase.len() < 3
                    && !language::en::opens_sentence(word.text))
        })
    }

    /// Whether the phrase ends in an office or a body ("the auditor", "the commission", "police").
    pub(crate) fn is_body(&self, phrase: &Range<usize>) -> bool {
        let last = phrase.end.saturating_sub(1);
        let lower = self.lower(last);
        last >= phrase.start
            && (table::is_head(lower) || table::source_plural(lower) || table::is_body(lower))
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let after = self.words.sentences.partition_point(|sentence| sentence.words.start <= at);
        after
            .checked_sub(1)
            .and_then(|number| self.words.sentences.get(number))
            .is_some_and(|sentence| sentence.words.start == at)
    }

    /// The subject of the sentence: what stands before its first finite verb.
    pub(crate) fn sentence_subject(&self, sentence: &Sentence, before: usize) -> Option<Range<usize>> {
        let start = sentence.words.start;
        let verb =
            (start + 1..before).find(|&at| self.inside[at].is_none() && is_verb_like(&self.words, at))?;
        let phrase = self.phrase_before(verb, start)?;
        self.is_speaker(&phrase).then_some(phrase)
    }

    fn starts_time(&self, at: usize) -> bool {
        self.skip_time(at, self.words.all.len()) > at
    }

    /// The word after the time, place or manner words that begin at `at` ("on Monday", "in a statement").
    pub(crate) fn skip_time(&self, at: usize, end: usize) -> usize {
        let mut now = at;
        loop {
            let next = self.skip_one_time(now, end);
            if self.words.all.get(next).is_some_and(|word| word.is_possessive()) {
                // "last week's raid" is no time of speaking.
                return now;
            }
            if next == now || next >= end {
                return next.min(end);
            }
            now = next;
        }
    }

    fn skip_one_time(&self, at: usize, end: usize) -> usize {
        let words = &self.words;
        let Some(word) = words.all.get(at).filter(|_| at < end) else { return at };
        let is_day =
            |at: usize| words.all.get(at).is_some_and(|word| language::en::weekday(word.text).is_some());
        let is_month =
            |at: usize| words.all.get(at).is_some_and(|word| language::en::month(word.text).is_some());
        let is_number =
            |at: usize| words.all.get(at).is_some_and(|word| word.kind == firsthand_text::TokenKind::Number);
        let date = |mut at: usize| {
            if is_day(at) {
                at += 1;
                if matches!(self.lower(at), "night" | "morning" | "afternoon" | "evening") {
                    at += 1;
                }
            }
            if is_number(at) && is_month(at + 1) {
                at += 2;
            } else if is_month(at) {
                at += 1;
                if is_number(at) {
                    at += 1;
                }
            }
            at
        };
        match word.lower.as_str() {
            "on" | "in" | "late" | "early" | "since" => {
                let to = date(at + 1);
                if to > at + 1 {
                    return to;
                }
                if word.lower == "in" && is_number(at + 1) && self.lower(at + 1).len() == 4 {
                    return at + 2;
                }
                if word.lower == "in"
                    && matches!(self.lower(at + 1), "a" | "an")
                    && (at + 2..at + 5).any(|at| {
                        listed("statement interview speech letter tweet post email report memo article note briefing \
        address", self.lower(at))
                    })
                {
                    let noun = (at + 2..at + 5).find(|&at| {
                        listed("statement interview speech letter tweet post email report memo article note briefing \
        address", self.lower(at))
                    });
                    return noun.map_or(at, |noun| noun + 1);
                }
                if word.lower == "on" && matches!(self.lower(at + 1), "twitter" | "facebook" | "telegram") {
                    return at + 2;
                }
                at
            }
            "last" | "this" | "next" | "earlier" => {
                let to = if word.lower == "earlier"
                    && matches!(self.lower(at + 1), "this" | "last" | "in" | "on")
                {
                    at + 1
                } else {
                    at
                };
                if word.lower == "earlier" && to == at {
                    return at + 1;
                }
                if listed(
                    "week weekend month year night morning afternoon evening summer spring fall winter",
                    self.lower(to + 1),
                ) || is_day(to + 1)
                    || is_month(to + 1)
                {
                    return to + 2;
                }
                at
            }
            "yesterday" | "today" | "tonight" | "again" | "recently" | "repeatedly" | "publicly"
            | "bluntly" | "flatly" | "simply" | "previously" => at + 1,
            "at" if matches!(self.lower(at + 1), "the" | "a")
                && matches!(self.lower(at + 2), "time" | "briefing" | "rally" | "hearing" | "meeting") =>
            {
                at + 3
            }
            "at" if matches!(self.lower(at + 1), "the" | "a")
                && matches!(self.lower(at + 2), "news" | "press") =>
            {
                at + 4
            }
            _ => date(at),
        }
    }

    /// Whether a finite verb follows within the clause that begins at word `at`.
    pub(crate) fn is_clause(&self, at: usize, end: usize) -> bool {
        self.holds_clause(at, end.min(at + LONGEST_PHRASE))
    }

    /// Whether a finite verb stands between the words `at` and `end`, however long the subject.
    pub(crate) fn holds_clause(&self, at: usize, end: usize) -> bool {
        (at + 1..end).take_while(|&at| !matches!(self.lower(at), ";" | ":")).any(|at| {
            !self.words.all[at].is_capital()
                && (is_verb_like(&self.words, at)
                    || (self.lower(at).ends_with('s')
                        && self.lower(at).len() > 3
                        && is_finite(&self.words, at)))
        })
    }
}

fn is_verb_like(words: &Words<'_>, at: usize) -> bool {
    let lower = words.lower(at);
    let Some(word) = words.all.get(at) else { return false };
    if !word.is_word() || word.is_capital() {
        return false;
    }
    is_auxiliary(lower)
        || (is_finite(words, at)
            && !lower.ends_with("ly")
            && !listed(
                "also then later now still both united plan plans need needs call calls demand \
        demands fear fears hope hopes vow pledge offer support supports claim claims notes \
        hold sign left led cut set hit put shot",
                lower,
            ))
}

pub(crate) fn is_pronoun(lower: &str) -> bool {
    ["he", "she", "they", "i", "we", "it", "who", "you"].contains(&lower)
}

/// Words that begin or join clauses: no noun phrase reaches over them.
fn is_clause_word(lower: &str) -> bool {
    listed(
        "that if when while because but as after before since than where who which whom what \
        whether although though until unless so yet how why or whose despite like",
        lower,
    )
}

pub(crate) fn is_preposition(lower: &str) -> bool {
    listed(
        "of in on at by for from with to about into over under during against between among \
        through near without within around across following amid upon until",
        lower,
    )
}

/// Nouns for people and groups that speak, beside the table of roles.
const SPEAKERS: &str = "administration campaign team companies people republicans democrats americans voters \
        women men man woman father mother wife husband son daughter brother sister family \
        friend friends neighbor neighbour colleagues allies leaders ministers governments \
        states countries nations parties groups critics others many some most few everyone \
        everybody nobody student students teacher parents firm organizers media newspaper \
        network outlet magazine agencies lawyers doctors respondents camp side sides crowd \
        audience public police authorities pair both two one statement agency union \
        intelligence opposition rebels militants activists protesters demonstrators soldiers \
        prosecutors";

/// Nouns for documents that say something.
pub(crate) fn is_document(lower: &str) -> bool {
    listed(
        "report reports poll polls study studies survey surveys statement letter article \
        email emails e-mail e-mails memo document documents records record data figures \
        analysis investigation research findings results numbers transcript transcripts \
        filing filings tweet post ad website book story polling census statistics video \
        review audit ruling lawsuit complaint release headline communique",
        lower,
    )
}
