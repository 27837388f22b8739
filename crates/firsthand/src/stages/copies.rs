//! Which texts are copies of each other, and of what.
//!
//! A line of JSON is read as a plain text page for its credits, which are evidence of what was copied.
//! Its text is taken whole: a line holds an article, and of what furniture it still has the stemma's
//! own guard makes no evidence, while a reader would take the rows of a table for furniture.

use super::items::{Item, Places};
use crate::pipeline::guarded;
use crate::progress::Progress;
use firsthand_read::{Article, Capture, read};
use firsthand_stemma::{Exemplar, Tracing, Witness, pairs_and_families};
use firsthand_text::Text;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde_json::{Value, json};

/// `{"a", "b", "passages"}` for each pair, then `{"id", "account", "exemplar"}` for each text.
pub(crate) fn lines(items: &[Item], progress: &Progress) -> Vec<Value> {
    progress.stage("reading", items.len());
    let carriers: Vec<Carrier> = items
        .par_iter()
        .map(|item| {
            let carrier = Carrier::of(item);
            progress.step();
            carrier
        })
        .collect();
    let witnesses: Vec<Witness> =
        items.iter().zip(&carriers).map(|(item, carrier)| carrier.witness(item)).collect();
    progress.stage("matching", 0);
    let tracing = pairs_and_families(&witnesses);
    let mut lines = pairs(items, &carriers, &tracing);
    lines.extend(accounts(items, &tracing));
    lines
}

/// The part of an item that carries someone's text.
struct Carrier {
    text: Text,
    credited: Vec<String>,
    published: Option<(i64, i64)>,
}

impl Carrier {
    fn of(item: &Item) -> Carrier {
        let published = item.published.as_deref().and_then(bounds);
        if let Some(article) = &item.article {
            return Carrier { text: item.text.clone(), credited: credited(article), published };
        }
        let capture =
            Capture { file: None, url: None, captured: None, bytes: item.whole.clone().into_bytes() };
        let article = guarded(|| read(&capture)).ok().and_then(|reading| reading.articles.into_iter().next());
        let credited = article.map(|article| credited(&article)).unwrap_or_default();
        Carrier { text: item.text.clone(), credited, published }
    }

    fn witness<'t>(&'t self, item: &'t Item) -> Witness<'t> {
        Witness {
            id: &item.id,
            text: self.text.as_str(),
            title: item.title.as_deref(),
            hand: item.outlet.as_deref(),
            published: self.published,
            credited: self.credited.iter().map(String::as_str).collect(),
            is_agency: false,
            address: None,
        }
    }

    /// Spans of the carrier's text in characters of the item's.
    fn places<'c>(&'c self, item: &'c Item) -> Places<'c> {
        Places::new(&self.text, &item.whole)
    }
}

/// Whose text an article says it uses: its credits and the agency of its dateline.
fn credited(article: &Article) -> Vec<String> {
    let dateline = article.dateline.as_ref().and_then(|dateline| dateline.agency.clone());
    let mut names: Vec<String> =
        article.credits.iter().map(|credit| credit.agency.clone()).chain(dateline).collect();
    names.sort();
    names.dedup();
    names
}

/// First and last second of what a date or moment says, in UTC where no zone is stated.
fn bounds(stated: &str) -> Option<(i64, i64)> {
    if let Ok(moment) = stated.parse::<jiff::Timestamp>() {
        return Some((moment.as_second(), moment.as_second()));
    }
    let second = |at: DateTime| at.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_second());
    if stated.contains('T') {
        let at = second(stated.parse().ok()?)?;
        return Some((at, at));
    }
    let day: Date = stated.get(..10)?.parse().ok()?;
    Some((second(day.at(0, 0, 0, 0))?, second(day.at(23, 59, 59, 0))?))
}

fn pairs(items: &[Item], carriers: &[Carrier], tracing: &Tracing) -> Vec<Value> {
    let line = |pair: &firsthand_stemma::Pair| {
        let (a, b) = (carriers[pair.a].places(&items[pair.a]), carriers[pair.b].places(&items[pair.b]));
        let passages = pair.passages.iter().map(|passage| flat(a.one(passage.a), b.one(passage.b)));
        json!({"a": items[pair.a].id, "b": items[pair.b].id, "passages": passages.collect::<Vec<_>>()})
    };
    tracing.pairs.par_iter().map(line).collect()
}

fn flat(a: (usize, usize), b: (usize, usize)) -> [usize; 4] {
    [a.0, a.1, b.0, b.1]
}

fn accounts(items: &[Item], tracing: &Tracing) -> Vec<Value> {
    let mut account: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    let mut exemplar = vec![Value::Null; items.len()];
    for family in &tracing.families {
        let name = family.witnesses.iter().map(|&at| items[at].id.as_str()).min().unwrap_or_default();
        for &at in &family.witnesses {
            account[at] = name;
        }
        for copying in &family.copyings {
            exemplar[copying.copy] = match copying.exemplar {
                Exemplar::Held(at) => Value::from(items[at].id.as_str()),
                Exemplar::Lost => Value::from("lost"),
            };
        }
    }
    let each = items.iter().zip(account).zip(exemplar);
    each.map(|((item, account), exemplar)| json!({"id": item.id, "account": account, "exemplar": exemplar}))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_of_dates() {
        for (stated, expected) in [
            ("1970-01-02", Some((86_400, 172_799))),
            ("1970-01-01T01:00", Some((3600, 3600))),
            ("1970-01-01T01:00:05+01:00", Some((5, 5))),
            ("in June", None),
            ("", None),
        ] {
            assert_eq!(bounds(stated), expected, "{stated}");
        }
    }
}
