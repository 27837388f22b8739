//! The collation of each family as JSON.
//!
//! In: a record. Out: one object a family with its headlines, its sentences word by word, and what the
//! copies changed, in the words of `docs/record.md`.

use super::{VERSION, Writer, each};
use firsthand_stemma::EditClass;
use firsthand_story::{Account, Record, collation};
use serde_json::{Value, json};

/// The families of `record` as JSON: sentences with their readings word by word, headlines and edits;
/// of the edits only those of meaning unless `all`.
pub fn collation_json(record: &Record, all: bool) -> String {
    let writer = Writer::new(record);
    let families = record.accounts.iter().enumerate().filter(|(_, account)| account.documents.len() > 1);
    let value = json!({
        "firsthand": VERSION.replace("record", "collation"),
        "documents": each(&record.documents, |page| json!({
            "id": page.article.id,
            "file": page.article.file,
            "title": page.article.title,
        })),
        "families": each(families, |(place, account)| writer.family(place, account, all)),
    });
    let mut out = serde_json::to_string_pretty(&value).unwrap_or_else(|_| "{}".to_string());
    out.push('\n');
    out
}

impl Writer<'_> {
    fn family(&self, place: usize, account: &Account, all: bool) -> Value {
        let record = self.view.record;
        let passages = record.passages.iter().filter(|passage| passage.account == place);
        let edits = record.edits.iter().filter(|edit| edit.account == place);
        let edits = edits.filter(|edit| all || edit.class == EditClass::Meaning);
        json!({
            "account": self.account(account),
            "passages": each(passages, |passage| {
                let mut value = self.passage(passage);
                value["apparatus"] = each(collation(record, passage), |spot| match &spot.readings[..] {
                    [(words, _)] if spot.agree => json!({"words": words}),
                    readings => json!({"readings": each(readings, |(words, documents)| {
                        json!({"words": words, "documents": self.ids(documents)})
                    })}),
                });
                value
            }),
            "edits": each(edits, |edit| self.edit(edit)),
        })
    }
}
