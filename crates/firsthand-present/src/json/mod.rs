//! The public record as JSON, in the layout of `docs/record.md`.
//!
//! In: a record. Out: one pretty-printed object with a line break at its end. Every key is present;
//! what is not known is `null` or `[]`. Items name each other by identifier, pages by theirs.
//! Offsets count Unicode characters. The layout belongs to this file: renaming a Rust field
//! doesn't change it.

mod collation;
mod said;

pub use collation::collation_json;

use crate::view::View;
use firsthand_read::{Article, Dateline, Notice};
use firsthand_stemma::HeadlineRelation;
use firsthand_story::{
    Account, AccountHeadline, Dating, Document, EditEntry, Evidence, PassageEntry, Record, Story, Thread,
};
use firsthand_text::{Offsets, Span};
use serde_json::{Map, Value, json};

/// The version of the layout.
const VERSION: &str = "record/1";
/// Shares are rounded to this many parts.
const SHARE_STEPS: f64 = 10_000.0;

/// The whole record as JSON.
pub fn json(record: &Record) -> String {
    let writer = Writer::new(record);
    let value = writer.record();
    let mut out = serde_json::to_string_pretty(&value).unwrap_or_else(|_| "{}".to_string());
    out.push('\n');
    out
}

/// A record with what is needed to write it: names of pages and their character offsets.
struct Writer<'r> {
    view: View<'r>,
    offsets: Vec<Offsets<'r>>,
}

impl<'r> Writer<'r> {
    fn new(record: &'r Record) -> Writer<'r> {
        let texts = record.documents.iter().map(|document| document.article.text.as_str());
        Writer { view: View::new(record), offsets: texts.map(Offsets::new).collect() }
    }

    fn record(&self) -> Value {
        let record = self.view.record;
        json!({
            "firsthand": VERSION,
            "documents": each(record.documents.iter().enumerate(), |(i, document)| self.document(i, document)),
            "accounts": each(&record.accounts, |item| self.account(item)),
            "passages": each(&record.passages, |item| self.passage(item)),
            "edits": each(&record.edits, |item| self.edit(item)),
            "stories": each(&record.stories, |item| self.story(item)),
            "threads": each(&record.threads, |item| self.thread(item)),
            "timeline": each(&record.timeline, |item| self.event(item)),
            "statements": each(&record.statements, |item| self.statement(item)),
            "claims": each(&record.claims, |item| self.claim(item)),
            "conflicts": each(&record.conflicts, |item| self.conflict(item)),
            "relations": each(&record.relations, |item| self.relation(item)),
            "quantities": each(&record.quantities, |item| self.quantity(item)),
            "agreements": each(&record.agreements, |item| self.agreement(item)),
            "actors": each(&record.actors, |item| self.actor(item)),
            "notices": each(&record.notices, |(file, notice)| {
                let mut value = Map::new();
                value.insert("file".to_string(), json!(file));
                value.extend(self.notice(None, notice));
                Value::Object(value)
            }),
        })
    }

    fn document(&self, i: usize, document: &Document) -> Value {
        let article = &document.article;
        let published = &document.published;
        let span = |span: Span| self.evidence(Evidence { document: i, span });
        let maybe = |place: Option<Span>| each(place, span);
        json!({
            "id": article.id,
            "file": article.file,
            "url": article.url,
            "canonical": article.canonical,
            "title": article.title,
            "dek": article.dek,
            "byline": article.byline,
            "section": article.section,
            "language": article.language,
            "dateline": article.dateline.as_ref().map(dateline),
            "outlet": article.outlet.as_ref().map(|outlet| json!({
                "name": outlet.name,
                "basis": outlet.basis,
                "evidence": maybe(outlet.span),
            })),
            "published": self.published(published),
            "modified": article.modified.as_ref().map(|stated| json!({
                "date": stated.date.to_string(),
                "time": stated.time,
                "basis": stated.basis,
            })),
            "credits": each(&article.credits, |credit| {
                let mut value = Map::new();
                value.insert("agency".to_string(), json!(credit.agency));
                match credit.span {
                    Some(place) => value.extend(self.evidence_map(Evidence { document: i, span: place })),
                    None => {
                        value.insert("document".to_string(), json!(article.id));
                        value.insert("start".to_string(), Value::Null);
                        value.insert("end".to_string(), Value::Null);
                    }
                }
                value.insert("exact".to_string(), json!(credit.exact));
                Value::Object(value)
            }),
            "text": article.text.as_str(),
            "body": each(&article.body, |&place| span(place)),
            "furniture": each(&article.furniture, |furniture| {
                let mut value = Map::new();
                value.insert("kind".to_string(), json!(furniture.kind.as_str()));
                value.extend(self.evidence_map(Evidence { document: i, span: furniture.span }));
                value.insert("reason".to_string(), json!(furniture.reason));
                Value::Object(value)
            }),
            "notices": each(&article.notices, |notice| Value::Object(self.notice(Some((i, article)), notice))),
        })
    }

    fn published(&self, dating: &Dating) -> Value {
        json!({
            "earliest": dating.earliest,
            "latest": dating.latest,
            "basis": self.view.fill(&dating.basis),
            "certainty": dating.certainty.as_str(),
            "steps": each(&dating.steps, |(step, evidence)| json!({
                "basis": self.view.fill(step),
                "evidence": self.list(evidence),
            })),
        })
    }

    fn notice(&self, page: Option<(usize, &Article)>, notice: &Notice) -> Map<String, Value> {
        let place = page.and_then(|(i, _)| {
            let offsets = self.offsets.get(i)?;
            notice.span.map(|span| offsets.span(span))
        });
        let mut value = Map::new();
        value.insert("code".to_string(), json!(notice.code));
        value.insert("message".to_string(), json!(notice.message));
        value.insert("start".to_string(), json!(place.map(|(start, _)| start)));
        value.insert("end".to_string(), json!(place.map(|(_, end)| end)));
        value
    }

    fn account(&self, account: &Account) -> Value {
        json!({
            "id": account.id,
            "documents": self.ids(&account.documents),
            "dispatch": account.dispatch.as_ref().map(|dispatch| json!({
                "agency": dispatch.agency,
                "held": dispatch.held.is_some(),
                "document": dispatch.held.map(|document| self.id(document)),
                "basis": self.view.fill(&dispatch.basis),
            })),
            "most_complete": account.most_complete.map(|document| self.id(document)),
            "least_altered": account.least_altered.map(|document| self.id(document)),
            "copied_from": each(&account.copied_from, |from| json!({
                "document": self.id(from.document),
                "exemplar": from.exemplar.map_or("lost", |exemplar| self.id(exemplar)),
                "share": (f64::from(from.share) * SHARE_STEPS).round() / SHARE_STEPS,
                "certainty": from.certainty.as_str(),
                "why": each(&from.why, |why| json!(self.view.fill(why))),
            })),
            "headlines": each(&account.headlines, |headline| self.headline(headline)),
        })
    }

    fn headline(&self, headline: &AccountHeadline) -> Value {
        let page = headline.documents.first().and_then(|&at| self.view.record.documents.get(at));
        let (class, kind, note) = match &headline.relation {
            HeadlineRelation::Form { class, kind, note } => {
                (Some(class.as_str()), Some(kind.as_str()), note.as_str())
            }
            _ => (None, None, ""),
        };
        json!({
            "title": page.and_then(|page| page.article.title.as_deref()),
            "documents": self.ids(&headline.documents),
            "relation": headline.relation.as_str(),
            "class": class,
            "kind": kind,
            "note": note,
        })
    }

    fn passage(&self, passage: &PassageEntry) -> Value {
        json!({
            "id": passage.id,
            "account": self.account_id(passage.account),
            "in_dispatch": passage.in_dispatch.as_str(),
            "readings": self.list(&passage.readings),
            "reconstructed": self.list(&passage.reconstructed),
            "support": { "witnesses": passage.votes, "of": passage.of },
        })
    }

    fn edit(&self, edit: &EditEntry) -> Value {
        let mut readings: Vec<Value> = edit.readings.iter().map(|&reading| self.evidence(reading)).collect();
        readings.extend(
            edit.absent.iter().map(|&document| json!({ "document": self.id(document), "absent": true })),
        );
        json!({
            "id": edit.id,
            "account": self.account_id(edit.account),
            "class": edit.class.as_str(),
            "kind": edit.kind.as_str(),
            "readings": readings,
            "change": self.list(&edit.change),
            "note": self.view.fill(&edit.note),
        })
    }

    fn story(&self, story: &Story) -> Value {
        json!({
            "id": story.id,
            "title": story.title,
            "date": story.date,
            "documents": self.ids(&story.documents),
            "accounts": story.accounts,
        })
    }

    fn thread(&self, thread: &Thread) -> Value {
        let stories = thread.stories.iter().filter_map(|&story| self.view.record.stories.get(story));
        json!({
            "id": thread.id,
            "title": thread.title,
            "stories": each(stories, |story| json!(story.id)),
            "why": each(&thread.why, |why| json!(self.view.fill(why))),
        })
    }

    fn account_id(&self, account: usize) -> Option<&str> {
        self.view.record.accounts.get(account).map(|account| account.id.as_str())
    }

    fn id(&self, document: usize) -> &'r str {
        self.view.record.documents.get(document).map_or("", |document| document.article.id.as_str())
    }

    fn ids(&self, documents: &[usize]) -> Value {
        each(documents, |&document| json!(self.id(document)))
    }

    fn list(&self, evidence: &[Evidence]) -> Value {
        each(evidence, |&item| self.evidence(item))
    }

    fn evidence(&self, evidence: Evidence) -> Value {
        Value::Object(self.evidence_map(evidence))
    }

    fn evidence_map(&self, evidence: Evidence) -> Map<String, Value> {
        let (start, end) =
            self.offsets.get(evidence.document).map_or((0, 0), |offsets| offsets.span(evidence.span));
        let mut value = Map::new();
        value.insert("document".to_string(), json!(self.id(evidence.document)));
        value.insert("start".to_string(), json!(start));
        value.insert("end".to_string(), json!(end));
        value.insert("exact".to_string(), json!(self.view.words(evidence)));
        value
    }
}

fn each<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> Value) -> Value {
    Value::Array(items.into_iter().map(write).collect())
}

/// The date of a dateline as EDTF; a year that isn't stated is `XXXX`.
fn dateline(dateline: &Dateline) -> Value {
    let date = dateline.date.map(|(year, month, day)| match year {
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("XXXX-{month:02}-{day:02}"),
    });
    json!({ "place": dateline.place, "date": date, "agency": dateline.agency })
}
