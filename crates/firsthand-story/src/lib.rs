//! The only place where the three crafts meet: articles, copies and claims become one record.
//!
//! [`record`] makes the record of a pile of pages, [`copies`] only the part of it that tells who copied
//! whom. [`group`] tells which texts are about one event and
//! works on as little as a headline. Doubt is kept, not resolved: what contradicts stands side by side.

mod actor;
mod agreement;
mod assemble;
mod collation;
mod dating;
mod denial;
mod figure;
mod group;
mod page;
mod pile;
mod quantity;
mod record;
mod same;
mod statement;
mod thread;
mod timeline;

pub use assemble::{copies, record, record_knowing};
pub use collation::{Spot, collation};
pub use record::*;

use jiff::civil::Date;

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
    group::group(items)
}
