//! A page at work: its article, the body as one text, and what the body says.

use crate::record::Evidence;
use firsthand_claim::{Actor, Claims};
use firsthand_read::{Article, Notice, Stated};
use firsthand_stemma::Witness;
use firsthand_text::{Span, Text, sentences};
use jiff::civil::Date;

/// One article with everything that is worked out about it while the record is made.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) article: Article,
    /// The body as one text; all spans below are spans of it.
    pub(crate) body: Text,
    pub(crate) sentences: Vec<Span>,
    pub(crate) claims: Claims,
    /// The day that relative dates are reckoned from, where known.
    pub(crate) anchor: Option<Date>,
    /// Its account, as a number.
    pub(crate) account: usize,
    /// Whom each actor means, the same on every page; set once the pile's actors are joined.
    pub(crate) keys: Vec<String>,
    /// Every form of every actor, by place.
    forms: Vec<(Span, usize)>,
    longest_form: usize,
    /// Where somebody is quoted, directly or not: in order, without overlaps.
    quoted: Vec<Span>,
}

impl Page {
    /// Reads the body of `article` without yet knowing its day, but for the one that it states.
    pub(crate) fn new(article: Article) -> Page {
        let body = article.body_text();
        let sentences = sentences(body.as_str());
        let anchor = article.published.as_ref().map(|stated| stated.date);
        let (claims, fault) = guarded_claims(body.as_str(), anchor);
        let mut article = article;
        article.notices.extend(fault);
        let mut page = Page {
            article,
            body,
            sentences,
            claims,
            anchor,
            account: 0,
            keys: Vec::new(),
            forms: Vec::new(),
            longest_form: 0,
            quoted: Vec::new(),
        };
        page.index_spans();
        page
    }

    /// `article` for telling who copied whom; what it says is left unread.
    pub(crate) fn unread(article: Article) -> Page {
        let body = article.body_text();
        let sentences = sentences(body.as_str());
        let anchor = article.published.as_ref().map(|stated| stated.date);
        Page {
            article,
            body,
            sentences,
            claims: Claims::default(),
            anchor,
            account: 0,
            keys: Vec::new(),
            forms: Vec::new(),
            longest_form: 0,
            quoted: Vec::new(),
        }
    }

    fn index_spans(&mut self) {
        let actors = self.claims.actors.iter().enumerate().filter(|(_, actor)| !actor.is_mere_place());
        self.forms = actors.flat_map(|(at, actor)| actor.forms.iter().map(move |&form| (form, at))).collect();
        self.forms.sort_unstable();
        self.longest_form = self.forms.iter().map(|(form, _)| form.len()).max().unwrap_or(0);
        let attributions = self.claims.attributions.iter();
        let mut contents: Vec<Span> = attributions.flat_map(|said| said.content.iter().copied()).collect();
        contents.sort_unstable();
        self.quoted = Vec::with_capacity(contents.len());
        for content in contents {
            match self.quoted.last_mut() {
                Some(last) if content.start <= last.end => *last = last.cover(content),
                _ => self.quoted.push(content),
            }
        }
    }

    /// The body's characters.
    pub(crate) fn text(&self) -> &str {
        self.body.as_str()
    }

    /// Reckons relative dates from `day`, when that is news.
    pub(crate) fn anchor_at(&mut self, day: Option<Date>) {
        if day != self.anchor {
            self.anchor = day;
            let text = self.body.as_str();
            let mut claims = std::mem::take(&mut self.claims);
            // A fault of ours while counting anew leaves the page without claims, as one while reading does.
            let counted = std::panic::catch_unwind(move || {
                claims.count_from(text, day);
                claims
            });
            self.claims = counted.unwrap_or_default();
            self.index_spans();
        }
    }

    /// The sentence that holds the start of `span`, or `span` itself.
    pub(crate) fn sentence_of(&self, span: Span) -> Span {
        let after = self.sentences.partition_point(|sentence| sentence.start <= span.start);
        let found = after.checked_sub(1).map(|at| self.sentences[at]);
        found.filter(|sentence| span.start < sentence.end).unwrap_or(span)
    }

    /// `span` of the body as evidence: one item a paragraph that it touches.
    pub(crate) fn evidence(&self, document: usize, span: Span) -> Vec<Evidence> {
        let page = self.article.text.as_str();
        self.body
            .origin(span)
            .into_iter()
            .map(|span| Evidence { document, span: span.trim(page) })
            .filter(|evidence| !evidence.span.is_empty())
            .collect()
    }

    /// The page as a carrier of someone's text.
    pub(crate) fn witness(&self) -> Witness<'_> {
        let article = &self.article;
        let hand = article.outlet.as_ref().map(|outlet| outlet.name.as_str());
        let dateline_agency = article.dateline.as_ref().and_then(|line| line.agency.as_deref());
        let mut credited: Vec<&str> = article.credits.iter().map(|credit| credit.agency.as_str()).collect();
        credited.extend(dateline_agency);
        credited.sort_unstable();
        credited.dedup();
        Witness {
            id: &article.id,
            text: self.body.as_str(),
            title: article.title.as_deref(),
            hand,
            published: article.published.as_ref().map(moment),
            is_agency: hand.is_some_and(|hand| credited.iter().any(|name| name.eq_ignore_ascii_case(hand))),
            credited,
            address: article.url.as_deref(),
        }
    }

    /// The actor that speaks or acts at `span`, if one of its forms lies there; the widest form, where
    /// several do.
    pub(crate) fn actor_at(&self, span: Span) -> Option<usize> {
        let end = self.forms.partition_point(|(form, _)| form.start < span.end);
        self.forms[..end]
            .iter()
            .rev()
            .take_while(|(form, _)| form.start + self.longest_form > span.start)
            .filter(|(form, _)| form.overlaps(span))
            .max_by_key(|(form, at)| (form.len(), std::cmp::Reverse(*at)))
            .map(|(_, at)| *at)
    }

    /// The actors with a form inside `span`, with the form.
    pub(crate) fn actors_in(&self, span: Span) -> impl Iterator<Item = (Span, usize)> + '_ {
        let from = self.forms.partition_point(|(form, _)| form.start < span.start);
        let inside = self.forms[from..].iter().take_while(move |(form, _)| form.start < span.end);
        inside.copied().filter(move |(form, _)| form.end <= span.end)
    }

    /// Whether `span` overlaps what somebody is quoted with.
    pub(crate) fn is_quoted(&self, span: Span) -> bool {
        let after = self.quoted.partition_point(|quoted| quoted.end <= span.start);
        self.quoted.get(after).is_some_and(|quoted| quoted.overlaps(span))
    }

    /// Whom an actor of this page means, the same on every page.
    pub(crate) fn key(&self, actor: usize) -> &str {
        self.keys.get(actor).map_or("", String::as_str)
    }

    /// An actor of this page.
    pub(crate) fn actor(&self, at: usize) -> &Actor {
        &self.claims.actors[at]
    }
}

/// What `text` says, or nothing and a notice when a fault of ours stopped the reading of it: one page
/// must not stop the others.
fn guarded_claims(text: &str, day: Option<Date>) -> (Claims, Option<Notice>) {
    match std::panic::catch_unwind(|| firsthand_claim::claims(text, day)) {
        Ok(claims) => (claims, None),
        Err(_) => {
            let message = "what this page says could not be read, by a fault in Firsthand; its text still counts for \
                copies. Please report it with the page";
            (Claims::default(), Some(Notice { code: "panic", message: message.into(), span: None }))
        }
    }
}

/// First and last second of what is stated. A time of day says when only with its zone, and midnight sharp
/// is how systems write a date without a time: else it is the day.
fn moment(stated: &Stated) -> (i64, i64) {
    let day = (seconds(stated.date), seconds(stated.date) + 86_399);
    let Some(time) = stated.time.as_deref() else { return day };
    let stamp = if time.contains('T') { time.to_string() } else { format!("{}T{time}", stated.date) };
    let midnight = ["00:00+", "00:00-", "00:00Z", "00:00:00"].iter().any(|start| time.starts_with(start));
    match stamp.parse::<jiff::Timestamp>() {
        Ok(at) if !midnight => (at.as_second(), at.as_second() + 59),
        _ => day,
    }
}

/// Seconds from 1970 to the start of `day` in UTC.
pub(crate) fn seconds(day: Date) -> i64 {
    day_number(day) * 86_400
}

/// Days from 1970-01-01 to `day`.
pub(crate) fn day_number(day: Date) -> i64 {
    jiff::civil::date(1970, 1, 1)
        .until((jiff::Unit::Day, day))
        .map(|span| i64::from(span.get_days()))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let day = jiff::civil::date(2031, 3, 5);
        let check = |time: Option<&str>, from: i64, length: i64| {
            let stated = Stated {
                date: day,
                time: time.map(str::to_string),
                basis: String::new(),
                span: None,
                certainty: firsthand_read::Certainty::Certain,
            };
            let found = moment(&stated);
            assert_eq!((found.0 - seconds(day), found.1 - found.0), (from, length), "{time:?}");
        };
        check(None, 0, 86_399);
        check(Some("16:00"), 0, 86_399);
        check(Some("09:12+02:00"), 7 * 3600 + 12 * 60, 59);
        check(Some("09:12:30Z"), 9 * 3600 + 12 * 60 + 30, 59);
        check(Some("2031-03-04T22:30:00Z"), -90 * 60, 59);
        check(Some("00:00+02:00"), 0, 86_399);
        check(Some("00:00:00Z"), 0, 86_399);
        check(Some("noon"), 0, 86_399);
    }
}
