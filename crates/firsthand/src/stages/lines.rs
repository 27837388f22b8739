//! Which lines of a text are article.

use super::items::Item;
use firsthand_read::line_labels;
use serde_json::{Value, json};

/// `{"id", "body": [true, false, …]}`, a value for each line.
pub(crate) fn line(item: &Item) -> Value {
    json!({"id": item.id, "body": line_labels(&item.whole)})
}
