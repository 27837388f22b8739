//! The only place where the three crafts meet: articles, copies and claims become one record.

mod record;

pub use record::*;

use firsthand_read::{Article, Notice};

/// Makes the record of `articles`. The result does not depend on their order.
///
/// `notices` are those of captures that gave no article, with the name of the file.
pub fn record(articles: Vec<Article>, notices: Vec<(Option<String>, Notice)>) -> Record {
    let _ = articles;
    Record { notices, ..Record::default() }
}
