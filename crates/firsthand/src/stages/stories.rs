//! Which texts tell the same story.

use super::items::Item;
use crate::progress::Progress;
use firsthand_story::{GroupItem, group};
use serde_json::{Value, json};

/// `{"id", "story"}` for each text; stories are named "s1", "s2", … in order of their first text.
pub(crate) fn lines(items: &[Item], progress: &Progress) -> Vec<Value> {
    progress.stage("grouping", 0);
    let group_items: Vec<GroupItem> = items
        .iter()
        .map(|item| GroupItem {
            id: &item.id,
            title: item.title.as_deref().unwrap_or(""),
            text: item.text.as_str(),
            date: item.day(),
            account: None,
        })
        .collect();
    let stories = group(&group_items);
    items
        .iter()
        .zip(stories)
        .map(|(item, story)| json!({"id": item.id, "story": format!("s{}", story + 1)}))
        .collect()
}
