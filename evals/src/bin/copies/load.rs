//! Lines of `docs.jsonl` to texts, read as `firsthand copies` reads them.

use anyhow::{Context, Result};
use firsthand_read::{Capture, read};
use firsthand_stemma::Witness;
use firsthand_text::{Offsets, Span};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;
use std::path::Path;

/// One line's text with what is known of it.
pub(crate) struct Carrier {
    pub(crate) id: String,
    /// The line's text as it stands.
    whole: String,
    title: Option<String>,
    outlet: Option<String>,
    credited: Vec<String>,
    published: Option<(i64, i64)>,
}

/// All lines of a folder.
pub(crate) struct Texts {
    pub(crate) all: Vec<Carrier>,
}

impl Texts {
    pub(crate) fn witnesses(&self) -> Vec<Witness<'_>> {
        self.all.iter().map(Carrier::witness).collect()
    }
}

impl Carrier {
    fn witness(&self) -> Witness<'_> {
        Witness {
            id: &self.id,
            text: &self.whole,
            title: self.title.as_deref(),
            hand: self.outlet.as_deref(),
            published: self.published,
            credited: self.credited.iter().map(String::as_str).collect(),
            is_agency: false,
            address: None,
        }
    }

    /// A span in characters of the line's text.
    pub(crate) fn characters(&self, span: Span) -> (usize, usize) {
        Offsets::new(&self.whole).span(span)
    }
}

/// Reads a folder; `plain`: without reading the texts as pages for their credits.
pub(crate) fn load(folder: &Path, plain: bool) -> Result<Texts> {
    let file = folder.join("docs.jsonl");
    let lines = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    Ok(Texts { all: lines.lines().map(|line| carrier(line, plain)).collect::<Result<_>>()? })
}

fn carrier(line: &str, plain: bool) -> Result<Carrier> {
    let mut line: serde_json::Map<String, Value> = serde_json::from_str(line)?;
    let mut taken = |name: &str| match line.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let whole = taken("text").unwrap_or_default();
    let article = (!plain).then(|| {
        let capture = Capture { file: None, url: None, captured: None, bytes: whole.clone().into_bytes() };
        read(&capture).articles.into_iter().next()
    });
    let credited = article.flatten().map(|article| {
        let dateline = article.dateline.as_ref().and_then(|dateline| dateline.agency.clone());
        let mut names: Vec<String> =
            article.credits.iter().map(|credit| credit.agency.clone()).chain(dateline).collect();
        names.sort();
        names.dedup();
        names
    });
    Ok(Carrier {
        id: taken("id").unwrap_or_default(),
        whole,
        title: taken("title"),
        outlet: taken("outlet"),
        credited: credited.unwrap_or_default(),
        published: taken("published").as_deref().and_then(bounds),
    })
}

/// First and last second of a date or a moment without a zone.
fn bounds(stated: &str) -> Option<(i64, i64)> {
    let second = |at: DateTime| at.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_second());
    if stated.contains('T') {
        let at = second(stated.parse().ok()?)?;
        return Some((at, at));
    }
    let day: Date = stated.get(..10)?.parse().ok()?;
    Some((second(day.at(0, 0, 0, 0))?, second(day.at(23, 59, 59, 0))?))
}
