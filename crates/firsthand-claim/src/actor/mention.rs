//! Finds the phrases that name someone or something, one sentence at a time.
//!
//! In: the words of a text. Out: mentions in order: people with title or role before or after the
//! name, bodies, states, capitals, unnamed sources, role phrases and pronouns. What they mean
//! together is for `resolve`.
//!
//! Known gaps: a person of two unknown names without title, role or verb of speech is left as a mere
//! name; names of films, ships and weapons are not told from people by anything but these signs.

use super::dateline::after_dateline;
use super::grammar::{LONGEST_OFFICE, SPEECH, acts, attributed, is_finite, is_spoken, is_subject};
use super::name::{
    GENERIC_BODIES, body_at, is_body_acronym, is_determiner, is_office, is_opener, label, name_run, pronoun,
    text_of,
};
use super::state::{Country, Known, known};
use super::table::{self, Gender, Naming, Role, listed};
use super::word::Words;
use std::ops::Range;

/// What a phrase names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A person; `sure` when title, role, given name or a verb of speech says so.
    Person {
        name: Range<usize>,
        role: Option<String>,
        country: Option<String>,
        gender: Option<Gender>,
        sure: bool,
    },
    /// "the minister": the head in lower case.
    RoleOnly { head: String, country: Option<String> },
    /// A body by its name.
    Body { country: Option<String> },
    /// "the company": a word for a body alone.
    BodyOnly,
    /// A state of the table; `acts` when it is not merely the place of something.
    State { name: String, country: Option<String>, acts: bool, capital: bool },
    /// "two officials".
    Unnamed { country: Option<String> },
    /// "he", "she".
    Pronoun { gender: Gender },
}

/// A phrase and what it names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    pub(crate) words: Range<usize>,
    pub(crate) sentence: usize,
    pub(crate) what: What,
    /// Whether it is the subject of a verb.
    pub(crate) subject: bool,
}

/// Every mention of `words` in order.
pub(crate) fn mentions(words: &Words<'_>) -> Vec<Mention> {
    let known = known(words);
    let mut found = Vec::new();
    for (number, sentence) in words.sentences.iter().enumerate() {
        let end = sentence.words.end;
        let mut at = after_dateline(words, sentence, number);
        while at < end {
            let before = found.len();
            let next = Phrase::read(words, &known, at, end).mention(number, &mut found);
            for mention in &mut found[before..] {
                mention.subject = is_subject(words, &mention.words, sentence);
            }
            at = next.max(at + 1);
        }
    }
    found
}

/// A phrase being read: its parts so far.
struct Phrase<'w, 't> {
    words: &'w Words<'t>,
    known: &'w Known,
    start: usize,
    end: usize,
    /// One past the last word read.
    at: usize,
    determiner: Option<usize>,
    country: Option<(String, String)>,
    nested: Vec<(Range<usize>, What)>,
    body: Option<Range<usize>>,
    /// Words before the head and the head: "deputy foreign minister".
    role: Option<Range<usize>>,
    head: Option<usize>,
    title: Option<usize>,
    name: Option<Range<usize>>,
}

impl<'w, 't> Phrase<'w, 't> {
    fn read(words: &'w Words<'t>, known: &'w Known, start: usize, end: usize) -> Self {
        let mut phrase = Phrase {
            words,
            known,
            start,
            end,
            at: start,
            determiner: None,
            country: None,
            nested: Vec::new(),
            body: None,
            role: None,
            head: None,
            title: None,
            name: None,
        };
        if is_determiner(words.lower(start)) || words.all[start].kind == firsthand_text::TokenKind::Number {
            phrase.determiner = Some(start);
            phrase.at += 1;
        }
        while phrase.at < end && phrase.part() {}
        phrase
    }

    /// Reads one part; `false` when the phrase is at its end.
    fn part(&mut self) -> bool {
        let (words, at) = (self.words, self.at);
        let word = &words.all[at];
        if self.name.is_some() || !word.is_word() {
            return false;
        }
        if word.is_capital()
            && self.body.is_none()
            && self.head.is_none()
            && let Some(body) = body_at(words, at, self.end)
        {
            if let Some(form) = table::state_at(words, at, self.end) {
                self.country.get_or_insert_with(|| label(form));
            }
            self.at = body.end;
            self.body = Some(body);
            if words.all.get(self.at).is_some_and(|next| next.is_possessive()) && self.at < self.end {
                self.at += 1;
                // "the Works Ministry's chief Orr": the body goes with what follows.
                return self.at < self.end && self.follows(self.at);
            }
            return self.at < self.end && table::is_head(words.lower(self.at));
        }
        if word.is_capital()
            && let Some((len, country, adjective)) = self.state(at)
        {
            if self.role.is_some() || self.country.is_some() {
                return false;
            }
            let next = at + len;
            let genitive = words.all.get(next).is_some_and(|word| word.is_possessive()) && next < self.end;
            let after = if genitive { next + 1 } else { next };
            if (genitive || adjective) && after < self.end && self.follows(after) {
                if genitive {
                    self.nested.push((at..next, self.state_what(at..next, &country)));
                }
                self.country = Some((country.name, country.code));
                self.at = after;
                return true;
            }
            if self.start < at && self.determiner != Some(at - 1) {
                return false;
            }
            if country.naming != Naming::People {
                self.nested.push((at..next, self.state_what(at..next, &country)));
            }
            self.at = next;
            return false;
        }
        let lower = word.lower.as_str();
        if table::is_role(lower, Role::Title) && word.is_capital() && self.next_capital(at + 1) {
            self.title = Some(at);
            self.at += 1;
            return true;
        }
        let head = table::is_head(lower) && !(word.is_capital() && self.is_given_name(at));
        if head || table::is_role(lower, Role::Before) || table::source_plural(lower) {
            if head || table::source_plural(lower) {
                self.head = Some(at);
            }
            self.role = Some(self.role.as_ref().map_or(at, |role| role.start)..at + 1);
            self.at += 1;
            // "Secretary of State", "minister of defence": the office is part of the role.
            if head
                && words.lower(self.at) == "of"
                && table::is_role(words.lower(self.at + 1), Role::Field)
                && self.at + 1 < self.end
            {
                let mut to = self.at + 2;
                while to < self.end && table::is_role(words.lower(to), Role::Field) {
                    to += 1;
                }
                self.role = Some(self.role.as_ref().map_or(at, |role| role.start)..to);
                self.at = to;
            }
            return true;
        }
        if self.portfolio(at) {
            self.role = Some(self.role.as_ref().map_or(at, |role| role.start)..at + 1);
            self.at += 1;
            return true;
        }
        if word.is_capital() && !(at == self.start && is_opener(lower)) {
            let run = name_run(words, at, self.end);
            if run.is_empty() {
                return false;
            }
            // A state or an office that the run holds ends it ("Orr Russia" is no name).
            self.at = run.end;
            self.name = Some(run);
        }
        false
    }

    fn next_capital(&self, at: usize) -> bool {
        at < self.end && self.words.all[at].is_capital()
    }

    /// Whether a noun phrase goes on at word `at` in a way that these rules can read.
    fn follows(&self, at: usize) -> bool {
        let lower = self.words.lower(at);
        self.words.all[at].is_capital()
            || table::is_head(lower)
            || table::is_role(lower, Role::Before)
            || table::source_plural(lower)
            || listed(PORTFOLIO_HEADS, self.words.lower(at + 1)) && at + 1 < self.end
    }

    /// "the port company", "the Velmoran foreign ministry", "the company", where it is a subject or a
    /// source.
    fn small_body(&self) -> Option<Range<usize>> {
        let words = self.words;
        let begin = self.determiner.filter(|&at| words.lower(at) == "the")? + 1;
        let plain = |at: usize| {
            let word = &words.all[at];
            word.is_word()
                && (!word.is_capital() || (at == begin && self.country.is_some()))
                && !firsthand_text::language::en::is_function_word(&word.lower)
        };
        let limit = self.end.min(begin + LONGEST_SMALL_BODY);
        let run = (begin..limit).take_while(|&at| plain(at) && !is_finite(words, at)).last()? + 1;
        let sourced = begin > 2 && words.lower(begin - 2) == "to" && words.lower(begin - 3) == "according";
        let body = words.lower(run - 1);
        (table::is_body(body)
            && !listed(NO_SMALL_BODY, body)
            && (sourced || (run < self.end && is_finite(words, run))))
        .then_some(begin..run)
    }

    /// Whether word `at` says what a minister or chief is in charge of ("water minister").
    fn portfolio(&self, at: usize) -> bool {
        let words = self.words;
        let plain = |at: usize| {
            at < self.end
                && words.all[at].is_word()
                && !words.all[at].is_capital()
                && !firsthand_text::language::en::is_function_word(words.lower(at))
                && !is_finite(words, at)
        };
        let head = |at: usize| at < self.end && listed(PORTFOLIO_HEADS, words.lower(at));
        (self.country.is_some() || self.determiner.is_some())
            && self.head.is_none()
            && plain(at)
            && (head(at + 1) || (plain(at + 1) && head(at + 2)))
    }

    fn is_given_name(&self, at: usize) -> bool {
        table::given(self.words.all[at].text).is_some() && self.next_capital(at + 1)
    }

    fn state(&self, at: usize) -> Option<(usize, Country, bool)> {
        self.known.state(self.words, at, self.end)
    }

    fn state_what(&self, words: Range<usize>, country: &Country) -> What {
        let capital = country.naming == Naming::Capital;
        let acts = acts(self.words, &words, self.end, capital);
        let name = if capital && !acts { text_of(self.words, words) } else { country.name.clone() };
        What::State {
            name,
            country: Some(country.code.clone()).filter(|code| !code.is_empty()),
            acts,
            capital,
        }
    }

    /// Decides what the phrase names; gives the word to go on from.
    fn mention(mut self, sentence: usize, found: &mut Vec<Mention>) -> usize {
        let (words, start) = (self.words, self.start);
        let next = self.at;
        let country = self.country.as_ref().map(|(_, code)| code.clone());
        let mut push =
            |words: Range<usize>, what: What| found.push(Mention { words, sentence, what, subject: false });
        for (range, what) in std::mem::take(&mut self.nested) {
            push(range, what);
        }
        let body_country = |body: &Range<usize>| {
            country.clone().or_else(|| {
                table::seat(&text_of(words, body.clone())).filter(|code| !code.is_empty()).map(str::to_owned)
            })
        };
        if let Some(body) = self.body.clone() {
            let whole = if self.country.is_some() && self.determiner.is_none() {
                start..body.end
            } else {
                body.clone()
            };
            if body.len() > 1 || !listed(GENERIC_BODIES, words.lower(body.start)) {
                push(whole, What::Body { country: body_country(&body) });
            }
        }
        if let Some(name) = self.name.clone() {
            let role = self.head.and(self.role.clone());
            let titled = self.title.is_some() || role.is_some();
            let first = words.all[name.start].text;
            let gender = self.gender(first);
            let country = self.body.as_ref().and_then(body_country).or(country.clone());
            if !titled && name.len() == 1 && words.all[name.start].is_acronym() {
                if is_body_acronym(&words.all[name.start].lower, name.len()) {
                    push(name, What::Body { country });
                }
                return next;
            }
            let begin = if titled || self.country.is_some() { self.begin() } else { name.start };
            let of = (titled && words.lower(name.end) == "of" && name.end + 1 < self.end)
                .then(|| self.state(name.end + 1))
                .flatten()
                .filter(|(_, state, _)| state.naming == Naming::Name)
                .map(|(_, state, _)| state.code);
            let country = country.or(of);
            let after = self.role_after(name.end);
            let given = name.len() > 1 && table::given(first).is_some();
            let spoken = name.len() > 1 && is_spoken(words, &name, self.end);
            // "Orr Keld, 61, has": an age.
            let aged = name.len() > 1
                && words.lower(name.end) == ","
                && words
                    .all
                    .get(name.end + 1)
                    .is_some_and(|age| age.kind == firsthand_text::TokenKind::Number && age.text.len() == 2)
                && words.lower(name.end + 2) == ",";
            let sure = titled || given || after.is_some() || spoken || aged;
            let office = name.end + 1 < self.end
                && words.all[name.end].is_possessive()
                && table::is_body(words.lower(name.end + 1))
                && is_finite(words, name.end + 2);
            let owned = (titled && office).then(|| (begin..name.end + 2, country.clone()));
            let (role, country, end) = match (role, after) {
                (Some(role), _) => (Some(text_of(words, role)), country, name.end),
                (None, Some((role, of, end))) => (Some(role), of.or(country), end),
                (None, None) => (
                    self.title
                        .filter(|&at| is_office(words.lower(at)))
                        .map(|at| words.all[at].text.to_owned()),
                    country,
                    name.end,
                ),
            };
            // A phrase between commas stays outside of the form, but is read over.
            push(begin..name.end, What::Person { name, role, country, gender, sure });
            if let Some((words, country)) = owned {
                push(words, What::Body { country });
            }
            return next.max(end);
        }
        let Some(head) = self.head else {
            if let Some(body) = self.small_body() {
                let what = if body.len() > 1 { What::Body { country } } else { What::BodyOnly };
                let end = body.end;
                push(body, what);
                return end;
            }
            if let Some(gender) = pronoun(words.lower(start)) {
                push(start..start + 1, What::Pronoun { gender });
            }
            return next;
        };
        let lower = words.lower(head).to_owned();
        let determiner = self.determiner.map(|at| words.lower(at));
        let begin = self.begin();
        let definite = determiner == Some("the")
            || (determiner.is_none() && self.country.is_some() && words.all[start].is_capital());
        if let Some((name, role, of, end)) = self.name_after_office(head) {
            let title = words.lower(name.start - 1);
            let gender = match title {
                "mr" | "sir" => Some(Gender::He),
                "ms" | "mrs" | "miss" => Some(Gender::She),
                _ => self.gender(words.all[name.start].text),
            };
            let role = Some(role).filter(|role| !listed(TIES, role));
            push(begin..name.end, What::Person { name, role, country: country.or(of), gender, sure: true });
            return end;
        }
        if table::source_plural(&lower) {
            let bare = table::is_role(lower.trim_end_matches('s'), Role::Source);
            let collective = matches!(lower.as_str(), "authorities" | "police" | "intelligence");
            let speaks = listed(SPEECH, words.lower(head + 1))
                || (lower == "intelligence" || words.lower(start.saturating_sub(1)) == "to")
                    && attributed(words, start);
            let counted = start > 0 && matches!(words.lower(start - 1), "the" | "these" | "those");
            let definite =
                matches!(determiner, Some("the" | "these" | "those" | "his" | "her" | "its" | "their"))
                    || counted;
            if (bare && !definite && self.noun_ends(head)) || (collective && speaks) || (speaks && !definite)
            {
                push(begin..head + 1, What::Unnamed { country });
            }
        } else if definite && self.at == head + 1 {
            push(begin..head + 1, What::RoleOnly { head: lower, country });
        } else if matches!(determiner, Some("a" | "an" | "one" | "another"))
            && table::is_role(&lower, Role::Source)
            && self.noun_ends(head)
        {
            push(begin..head + 1, What::Unnamed { country });
        }
        next
    }

    /// Whether the phrase ends at its head: "an official said", but not "an official visit" or "a
    /// source of pride".
    fn noun_ends(&self, head: usize) -> bool {
        let next = head + 1;
        if next >= self.end || !self.words.all[next].is_word() {
            return true;
        }
        let lower = self.words.lower(next);
        is_finite(self.words, next)
            || listed(AFTER_SOURCE, lower)
            || (lower == "of" && self.words.lower(head) != "source")
    }

    /// First word of the phrase without an article.
    fn begin(&self) -> usize {
        match self.determiner {
            Some(at) if ARTICLES.contains(&self.words.lower(at)) => at + 1,
            _ => self.start,
        }
    }

    fn gender(&self, first: &str) -> Option<Gender> {
        let title = self.title.map(|at| self.words.lower(at));
        let head = self.head.map(|at| self.words.lower(at));
        match (title, head) {
            (Some("mr" | "sir" | "lord"), _)
            | (_, Some("spokesman" | "chairman" | "king" | "prince" | "congressman" | "businessman")) => {
                Some(Gender::He)
            }
            (Some("mrs" | "ms" | "miss" | "lady" | "dame"), _)
            | (_, Some("spokeswoman" | "chairwoman" | "queen" | "princess" | "congresswoman")) => {
                Some(Gender::She)
            }
            _ => table::given(first).filter(|gender| *gender != Gender::Either),
        }
    }

    /// ", the director of the River Council," after a name: role, country, and the word after it.
    fn role_after(&self, at: usize) -> Option<(String, Option<String>, usize)> {
        let words = self.words;
        if words.lower(at) != "," || at + 1 >= self.end {
            return None;
        }
        let inner = Phrase::read(words, self.known, at + 1, self.end);
        let head = inner.head.filter(|_| inner.name.is_none())?;
        if table::source_plural(words.lower(head)) {
            return None;
        }
        let country = inner.country.as_ref().map(|(_, code)| code.clone());
        let begin = inner.role.as_ref().map_or(head, |role| role.start);
        let (end, of) = inner.office_of(head);
        let role = text_of(words, begin..inner.role_end(head, end));
        Some((role, country.or(of), at + 1)).filter(|found| !listed(TIES, &found.0))
    }

    /// "of the River Council" after a head: where it ends, and the country that it names.
    fn office_of(&self, head: usize) -> (usize, Option<String>) {
        let words = self.words;
        let mut at = self.role.as_ref().map_or(head + 1, |role| role.end.max(head + 1));
        let sent = listed(SENT, words.lower(head)) && matches!(words.lower(at), "in" | "to");
        let speaks_for = words.lower(at) == "for";
        if !(sent || matches!(words.lower(at), "of" | "for" | "at")) || at >= self.end {
            return (at, None);
        }
        let limit = self.end.min(at + LONGEST_OFFICE);
        let mut country = None;
        at += 1;
        while at < limit {
            let word = &words.all[at];
            if country.is_none()
                && word.is_capital()
                && let Some((len, state, _)) = self.state(at)
            {
                country = Some(state.code).filter(|code| !code.is_empty());
                // "the president of Velmora Jan Orr": the name follows without a comma.
                let next = at + len;
                if next < limit
                    && words.all[next].is_capital()
                    && table::given(words.all[next].text).is_some()
                {
                    return (next, country);
                }
            }
            let lower = word.lower.as_str();
            let inside = word.is_capital()
                || word.is_possessive()
                || matches!(lower, "the" | "of" | "and" | "for")
                || table::is_role(lower, Role::Before)
                || table::is_role(lower, Role::Field)
                || table::is_body(lower)
                || (speaks_for && table::is_head(lower));
            if !inside {
                // "the civil protection service": small words up to one for a body.
                let body = (at + 1..limit.min(at + 3)).find(|&at| table::is_body(words.lower(at)));
                let plain = |at: usize| {
                    words.all[at].is_word()
                        && !firsthand_text::language::en::is_function_word(words.lower(at))
                        && !is_finite(words, at)
                };
                match body {
                    Some(body) if (at..body).all(plain) => at = body,
                    _ => break,
                }
            }
            at += 1;
        }
        while at > head + 1 && matches!(words.lower(at - 1), "the" | "of" | "and" | "for") {
            at -= 1;
        }
        (at, if sent { None } else { country })
    }

    /// Where the role ends: before the state or the post abroad that an office is of.
    fn role_end(&self, head: usize, end: usize) -> usize {
        let words = self.words;
        let own = self.role.as_ref().map_or(head + 1, |role| role.end.max(head + 1));
        let state = own + 1 < end
            && self.state(own + 1).is_some_and(|(len, _, adjective)| !adjective && own + 1 + len == end);
        if matches!(words.lower(own), "in" | "to") || (words.lower(own) == "of" && state) { own } else { end }
    }

    /// "the director of the River Council, Ann Orr": name, role, country, and the word after it.
    fn name_after_office(&self, head: usize) -> Option<(Range<usize>, String, Option<String>, usize)> {
        let words = self.words;
        let (end, country) = self.office_of(head);
        let begin = self.role.as_ref().map_or(head, |role| role.start);
        let role = text_of(words, begin..self.role_end(head, end));
        let comma = words.lower(end) == ",";
        let mut at = if comma { end + 1 } else { end };
        if comma && at + 1 < self.end && table::is_role(words.lower(at), Role::Title) {
            at += 1;
        }
        if at >= self.end || !words.all[at].is_capital() || self.state(at).is_some() {
            return None;
        }
        let name = name_run(words, at, self.end);
        let closed = name.end >= self.end
            || matches!(words.lower(name.end), "," | "." | ")")
            || is_finite(words, name.end);
        let direct = country.is_some()
            && words.all[end - 1].is_capital()
            && table::given(words.all[at].text).is_some();
        let titled = table::is_role(words.lower(at - 1), Role::Title);
        ((comma && closed || direct) && (2..=4).contains(&(name.len() + usize::from(titled))))
            .then_some(())?;
        let next = name.end;
        Some((name, role, country, next))
    }
}

/// Words that can follow an unnamed source.
const AFTER_SOURCE: &str = "who in at with from for on close familiar briefed speaking and or to by inside near \
        there as but that than about into during after before";

/// Words for bodies that in small letters mostly mean something else.
const NO_SMALL_BODY: &str = "front news capital house energy oil gas partners force forces movement mission \
        center centre security post times press radio television house exchange staff guard motors";

/// Most words of the name of a body in small letters.
const LONGEST_SMALL_BODY: usize = 5;

/// Offices that the word before them gives a field to.
const PORTFOLIO_HEADS: &str = "minister secretary commissioner negotiator ministers";

/// Words that tie a person to another one's office; no office of their own.
const TIES: &str = "counterpart colleague";

/// Sent to a place, not in charge of it.
const SENT: &str = "ambassador envoy consul representative";

const ARTICLES: &[&str] = &["the", "a", "an"];
