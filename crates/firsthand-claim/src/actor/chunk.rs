//! Stretches of capitals that may be names.
//!
//! In: a tagged text, and what the name tagger found. Out: candidates in order, each a range of words,
//! cut at titles, offices and small words, and joined over particles ("de la"), hyphens, "&", by-names in
//! quotation marks, and "of" or "for" behind a word for a body. What they name is for `evidence`.
//!
//! Known gaps: names in small letters; in headlines, where every word has a capital, only what the
//! tagger finds is a candidate.

use super::table::{self, Role, listed};
use crate::tag::name::{self, Context};
use crate::tag::{NameKind, Tagged, gazetteer};
use firsthand_text::Span;
use std::ops::Range;

/// A candidate.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub(crate) words: Range<usize>,
    /// The sentence that it stands in.
    pub(crate) sentence: usize,
}

/// Small words inside of people's names.
pub(crate) const PARTICLES: &str = "al el bin ibn bint van von der den de da di du del della dei la le los las dos das do ten ter \
        zu zum ul y ole abu ap af av";

/// Small words between hyphens in the names of towns.
const LINKS: &str = "en sur sous les la le de du des upon on in by the am an ob ez es el al";

/// Words before "of" in names.
const BEFORE_OF: &str = "gulf bay strait isle republic state sea city port kingdom cape mount university ministry bank institute \
        court church museum centre center committee board department office order college union association \
        organisation organization house academy chiefs staff forces society league council agency federation bureau \
        commission chamber archbishop school friends house institution bench diocese emirate hospital society fund";

/// Nouns in the genitive that belong to names ("Workers' Union").
const OWNERS: &str = "workers fishermen women men people children farmers teachers peoples king queen miners nurses writers \
        students veterans players doctors owners producers lawyers drivers bishops merchants";

/// Most words of a candidate.
const LONGEST: usize = 12;

/// The candidates of `text`, in order and without overlaps.
pub(crate) fn chunks(text: &Tagged<'_>, context: &Context<'_>, tagged: &[(Span, NameKind)]) -> Vec<Chunk> {
    let mut found = Vec::new();
    for (number, sentence) in text.sentences.iter().enumerate() {
        let headline = context.flags(sentence.start) & (name::HEADLINE | name::SHOUTED) != 0;
        if headline {
            continue;
        }
        let reader = Reader { text, context, tagged, sentence: sentence.clone() };
        let mut at = sentence.start;
        while at < sentence.end {
            match reader.run(at) {
                Some(run) => {
                    at = run.end.max(at + 1);
                    reader.split(run, &mut |words| {
                        found.push(Chunk { words, sentence: number });
                    });
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Reader<'r, 't> {
    text: &'r Tagged<'t>,
    context: &'r Context<'r>,
    tagged: &'r [(Span, NameKind)],
    sentence: Range<usize>,
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.text.words[at].of(self.text.text) } else { "" }
    }

    fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase().replace('’', "'")
    }

    /// A word with a capital, or one with a small prefix ("d'Arcy").
    fn capital(&self, at: usize) -> bool {
        self.sentence.contains(&at) && (self.text.forms[at].capital || is_prefixed(self.word(at)))
    }

    fn touches(&self, at: usize) -> bool {
        at > 0 && self.sentence.contains(&at) && self.text.words[at - 1].end == self.text.words[at].start
    }

    fn flag(&self, at: usize, flag: u32) -> bool {
        self.sentence.contains(&at) && self.context.flags(at) & flag != 0
    }

    /// Whether the tagger has one name over both words.
    fn one_name(&self, a: usize, b: usize) -> bool {
        let (start, end) = (self.text.words[a].start, self.text.words[b].end);
        let at = self.tagged.partition_point(|name| name.0.end <= start);
        self.tagged.get(at).is_some_and(|name| name.0.start <= start && name.0.end >= end)
    }

    /// Whether "and" at `end` is inside of one name: the tagger says so, and the name ends in a word for
    /// bodies or has begun with one ("Department of Food and Drugs").
    fn joins(&self, start: usize, end: usize) -> bool {
        let right = (end + 1..self.sentence.end).take_while(|&at| self.capital(at)).last().unwrap_or(end);
        let body = self.flag(right, name::BODY) || (start..end).any(|at| listed("of for", self.word(at)));
        body && (self.one_name(end - 1, end + 1)
            || self.flag(right, name::BODY) && right > end + 1 && !self.flag(end - 1, name::BODY))
    }

    /// The run of words that begins at `at` and may hold names.
    fn run(&self, at: usize) -> Option<Range<usize>> {
        let mut end = match () {
            () if self.capital(at) => at + 1,
            // "al-Orr" alone.
            () if listed("al el ad ash as ul", self.word(at))
                && self.word(at + 1) == "-"
                && self.touches(at + 1)
                && self.capital(at + 2) =>
            {
                at + 3
            }
            () => return None,
        };
        // A weekday or month ends a run and is in none.
        while end < self.sentence.end && end < at + LONGEST {
            let word = self.word(end);
            // "D-Vt.": a party, then a state.
            if word == "-" && matches!(self.word(end - 1), "D" | "R" | "I") && end - 1 == at {
                break;
            }
            if self.capital(end) || self.flag(end, name::PHRASE | name::KNOWN_PHRASE) {
                end += 1;
            } else if matches!(word, "-" | "‑" | "&")
                && (self.capital(end + 1)
                    || word == "-" && listed(PARTICLES, self.word(end + 1)) && self.capital(end + 2))
                && (word == "&" || self.touches(end) && self.touches(end + 1))
            {
                end += 2;
            } else if word == "-"
                && self.touches(end)
                && listed(LINKS, self.word(end + 1))
                && self.word(end + 2) == "-"
                && self.capital(end + 3)
            {
                end += 4;
            } else if listed(PARTICLES, word) {
                let reach = (end + 1..end + 4)
                    .take_while(|&at| listed(PARTICLES, self.word(at - 1)) || self.word(at - 1) == "-")
                    .find(|&at| self.capital(at));
                match reach {
                    Some(next) => end = next + 1,
                    None => break,
                }
            } else if matches!(word, "\"" | "“" | "‘") {
                let close = (end + 2..end + 6).find(|&at| matches!(self.word(at), "\"" | "”" | "’"));
                match close.filter(|&close| {
                    self.capital(end + 1)
                        && self.capital(close + 1)
                        && self.flag(end - 1, gazetteer::GIVEN | gazetteer::SURNAME)
                }) {
                    Some(close) => end = close + 2,
                    None => break,
                }
            } else if matches!(word, "of" | "for") && end < self.sentence.end {
                let head = self.lower(end - 1);
                let next = if self.word(end + 1) == "the" { end + 2 } else { end + 1 };
                let fits = (listed(BEFORE_OF, &head) || self.flag(end - 1, name::BODY)) && self.capital(next)
                    || self.capital(next)
                        && self.one_name(end - 1, next)
                        && (at..end).any(|at| self.flag(at, name::BODY));
                if !fits || self.flag(next, name::SMALL) {
                    break;
                }
                end = next + 1;
            } else if word == "and" && self.capital(end + 1) && self.joins(at, end) {
                end += 2;
            } else if matches!(word, "'s" | "’s")
                && gazetteer::classes(&format!("{}'s", self.lower(end - 1))) & gazetteer::KNOWN_BODY != 0
            {
                end += 1;
                break;
            } else if (matches!(word, "'s" | "’s") || matches!(word, "'" | "’") && self.touches(end))
                && self.capital(end + 1)
                && listed(OWNERS, &self.lower(end - 1))
            {
                end += 2;
            } else if word == "."
                && self.touches(end)
                && listed("jr sr inc ltd corp co bros", &self.lower(end - 1))
            {
                end += 1;
                break;
            } else {
                break;
            }
        }
        Some(at..end)
    }

    /// Whether the word is a title or office, not a part of a name.
    fn is_office(&self, at: usize, run: &Range<usize>) -> bool {
        let lower = self.lower(at);
        let lower = lower.trim_end_matches('.');
        let title = table::is_role(lower, Role::Title) && !self.flag(at + 1, name::BODY);
        let head = table::is_head(lower) || listed(MORE_OFFICES, lower);
        // "General Staff", "Supreme Court Justice": a body goes on.
        let body = (at + 1..run.end).any(|at| self.flag(at, name::BODY)) || self.flag(at, name::KNOWN_PHRASE);
        // "Dean Orr": a given name that is an office too.
        let given = self.flag(at, gazetteer::GIVEN)
            && !listed(
                "judge king queen prince princess major general chief president minister senator pope captain",
                lower,
            )
            && !(at > run.start && self.capital(at - 1));
        (title || head) && !body && !given
    }

    /// Cuts a run into candidates.
    fn split(&self, run: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
        let mut start = run.start;
        let mut at = run.start;
        while at < run.end {
            if self.is_office(at, &run) {
                self.before_office(start..at, each);
                at += 1;
                while at < run.end && (self.word(at) == "-" || self.is_office(at, &run)) {
                    at += 1;
                }
                start = at;
                continue;
            }
            if self.flag(at, name::SMALL) && self.text.forms[at].capital && !self.inside(at, &run) {
                self.push(start..at, each);
                start = at + 1;
            }
            at += 1;
        }
        self.push(start..run.end, each);
    }

    /// Whether a small word with a capital belongs to the name around it ("The Hague").
    fn inside(&self, at: usize, run: &Range<usize>) -> bool {
        at > run.start && at + 1 < run.end && self.one_name(at - 1, at + 1)
            || self.flag(at, name::PHRASE) && at + 1 < run.end
            || run.len() > 1
                && listed("may april june august will", &self.lower(at))
                && at == run.start
                && self.one_name(at, at + 1)
    }

    /// What stands before an office: "European Commission" President, "Norwegian" Foreign Minister.
    fn before_office(&self, words: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
        let mut words = words;
        // Fields and ranks.
        while words.end > words.start {
            let lower = self.lower(words.end - 1);
            let field = table::is_role(&lower, Role::Before)
                || table::is_role(&lower, Role::Field)
                || listed(FIELDS, &lower);
            if !field || self.flag(words.end - 1, name::BODY | name::PHRASE) {
                break;
            }
            words.end -= 1;
        }
        self.push(words, each);
    }

    fn push(&self, words: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
        let mut words = words;
        let trimmed = |at: usize| {
            let word = self.word(at);
            matches!(word, "-" | "&" | "of" | "for" | "and" | "the" | "\"" | "“" | "”" | "'" | "’")
                || listed(PARTICLES, word) && !self.text.forms[at].capital
        };
        while words.end > words.start && trimmed(words.end - 1) {
            words.end -= 1;
        }
        while words.end > words.start
            && trimmed(words.start)
            && !(listed("al el ad ash as ul", self.word(words.start)) && self.word(words.start + 1) == "-")
        {
            words.start += 1;
        }
        // "Russian Defence Ministry" is whole; "Norwegian" before a name of a person is not of it.
        let people = |at: usize| self.flag(at, gazetteer::PEOPLE) && !self.flag(at, gazetteer::STATE);
        let ends = self.lower(words.end.max(1) - 1);
        let body = words.clone().any(|at| self.flag(at, name::BODY) || listed("of for", self.word(at)))
            || listed(super::evidence::BODY_ENDS, &ends);
        // "the Norwegian Ministry of Works" is the Ministry of Works, of Norway.
        let ministry = |at: usize| {
            listed("ministry department embassy institute", &self.lower(at))
                && listed("of for", self.word(at + 1))
        };
        let whole = words.len() > 1
            && self.flag(words.start, name::PHRASE | name::KNOWN_PHRASE)
            && self.flag(words.start + 1, name::PHRASE | name::KNOWN_PHRASE);
        while words.len() > 1 && people(words.start) && !whole && (!body || ministry(words.start + 1)) {
            words.start += 1;
        }
        // A state before a name, without a body behind: "US Helen Orr".
        if !words.is_empty() {
            each(words);
        }
    }
}

/// "d'Arcy", "al-Orr" written in one: a small prefix, an apostrophe and a capital.
fn is_prefixed(word: &str) -> bool {
    let Some((prefix, rest)) = word.split_once(['\'', '’']) else { return false };
    matches!(prefix, "d" | "l" | "dell" | "dall" | "t" | "n") && rest.starts_with(char::is_uppercase)
}

/// What offices are of, with a capital.
const FIELDS: &str = "foreign prime trade interior health finance defence defense agriculture transport infrastructure justice \
        energy education environment labour labor home culture sports tourism water housing immigration science economy \
        information communications industry development planning security treasury police crown first chief senior former \
        vice deputy acting assistant executive managing general press communications policy head district national sea";

/// Offices beside those of the table.
const MORE_OFFICES: &str = "lord lady dame cllr councillor ald alderman det insp inspector sgt sergeant const constable pc dc rev \
        reverend father sister brother sheikh sheik emir maj brig commodore cmdr lt prof doctor ministers \
        presidents saint-père crown archdeacon archbishop mme monsieur herr frau señor señora don rep reps sens messrs me \
        superintendent justices opposition conductor soprano tenor pianist student nurse engineer farmer teacher trader \
        pilot prosecutor detective firefighter forward striker midfielder defender goalkeeper winger driver headteacher";
