//! An article that comes in an envelope (feed, e-mail, news item, JSON document): its text is read
//! as usual, and what the envelope says of it stands before what the text says of itself.

use super::html;
use crate::assemble::{Told, article as assembled};
use crate::dates::{Order, is_possible};
use crate::{Article, Capture, Certainty, Notice, Outlet, Stated, block, byline, container, stated};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

/// Text of an item, and how it is marked up.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A page or a part of one.
    Html(String),
    /// Lines.
    Plain(String),
}

/// An article with what its envelope says of it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) content: Content,
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) dek: Option<String>,
    pub(super) byline: Vec<String>,
    pub(super) outlet: Option<Outlet>,
    pub(super) language: Option<String>,
    pub(super) section: Option<String>,
    pub(super) published: Option<Stated>,
    pub(super) modified: Option<Stated>,
}

impl Item {
    /// An item of which nothing is known but its text.
    pub(super) fn new(content: Content) -> Item {
        Item {
            content,
            url: None,
            title: None,
            dek: None,
            byline: Vec::new(),
            outlet: None,
            language: None,
            section: None,
            published: None,
            modified: None,
        }
    }
}

/// Notices of a capture, each with its name before the message.
pub(super) struct Notices<'c> {
    name: &'c str,
    all: Vec<Notice>,
}

impl<'c> Notices<'c> {
    /// Goes on behind those that are there; `otherwise` is what the capture is called when it has no name.
    pub(super) fn of(capture: &'c Capture, otherwise: &'c str, all: Vec<Notice>) -> Notices<'c> {
        Notices { name: capture.called(otherwise), all }
    }

    pub(super) fn add(&mut self, code: &'static str, message: &str) {
        self.all.push(Notice { code, message: format!("{}: {message}", self.name), span: None });
    }

    /// Says that the envelope was damaged: `what` breaks off.
    pub(super) fn damaged_xml(&mut self, what: &str) {
        self.add(
            "damaged-xml",
            &format!("the {what} breaks off or is nested too deep; what stands before is read."),
        );
    }

    /// Says how many items of a feed have no text of their own.
    pub(super) fn teasers(&mut self, teasers: usize, all: usize) {
        if teasers > 0 {
            self.add(
                "only-teasers",
                &format!(
                    "{teasers} of {all} items have no more than a teaser; fetch the pages they point to."
                ),
            );
        }
    }

    pub(super) fn done(self) -> Vec<Notice> {
        self.all
    }
}

/// Reads one of several items of a capture; it gets a name of its own.
pub(super) fn member(parent: &Capture, number: usize, item: Item) -> Vec<Article> {
    let (Content::Html(text) | Content::Plain(text)) = &item.content;
    let file = parent.file.as_deref().map(|file| container::member(file, number, item.url.as_deref()));
    let capture = Capture {
        file,
        url: item.url.clone().or_else(|| parent.url.clone()),
        captured: parent.captured,
        bytes: text.clone().into_bytes(),
    };
    article(&capture, item, Vec::new())
}

/// Reads the item that a capture is.
pub(super) fn article(capture: &Capture, item: Item, notices: Vec<Notice>) -> Vec<Article> {
    let Item { content, url, title, dek, byline, outlet, language, section, published, modified } = item;
    // The item's own statement of a day that can't be is no better than a page's.
    let day = capture.captured.map(|at| at.to_zoned(TimeZone::UTC).date());
    let fits = |stated: &Stated| is_possible(stated.date, day);
    let (published, modified) = (published.filter(fits), modified.filter(fits));
    let mut articles = match content {
        Content::Html(text) => {
            let page = if is_whole(&text) { text } else { framed(&text, title.as_deref()) };
            html::read(capture, page, notices, crate::Pace::Usual)
        }
        Content::Plain(text) => {
            let told = Told { title: title.clone(), ..Told::default() };
            let blocks = block::lines(&text);
            vec![assembled(capture, text, &blocks, told, notices)]
        }
    };
    for article in &mut articles {
        article.url = capture.url.clone().or_else(|| url.clone()).or(article.url.take());
        article.title = title.clone().or(article.title.take());
        article.dek = article.dek.take().or_else(|| dek.clone());
        if !byline.is_empty() {
            article.byline.clone_from(&byline);
        }
        article.outlet = outlet.clone().or(article.outlet.take());
        article.canonical =
            article.canonical.take().or_else(|| url.clone().filter(|url| url.starts_with("http")));
        article.section = section.clone().or(article.section.take());
        article.language = language.clone().or(article.language.take());
        article.published = published.clone().or(article.published.take());
        article.modified = modified.clone().or(article.modified.take());
    }
    articles
}

/// Whether a text is a page of its own and not a part of one.
fn is_whole(text: &str) -> bool {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].to_ascii_lowercase();
    ["<html", "<body", "<!doctype"].iter().any(|tag| head.contains(tag))
}

/// A part of a page with a page around it, so that it is read as one.
fn framed(part: &str, title: Option<&str>) -> String {
    let title = title.unwrap_or("").replace('&', "&amp;").replace('<', "&lt;");
    let heading = if title.is_empty() { String::new() } else { format!("<h1>{title}</h1>\n") };
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article>\n{heading}{part}\n</article></body></html>"
    )
}

/// A date that an envelope states: RFC 3339, RFC 2822, seconds or milliseconds since 1970, or words.
pub(super) fn date(value: &str, basis: &str) -> Option<Stated> {
    let value = value.trim();
    let make = |(date, time)| Stated {
        date,
        time,
        basis: basis.to_owned(),
        span: None,
        certainty: Certainty::Certain,
    };
    if let Ok(seconds) = value.parse::<i64>()
        && value.len() >= 9
    {
        let moment = if value.len() >= 12 {
            Timestamp::from_millisecond(seconds)
        } else {
            Timestamp::from_second(seconds)
        };
        let moment = moment.ok()?.to_zoned(TimeZone::UTC);
        return Some(make((moment.date(), Some(moment.strftime("%H:%M:%SZ").to_string()))));
    }
    if let Ok(moment) = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(value) {
        let zone =
            if moment.offset().is_zero() { "Z".to_owned() } else { moment.strftime("%:z").to_string() };
        return Some(make((moment.date(), Some(format!("{}{zone}", moment.strftime("%H:%M:%S"))))));
    }
    // ISO 8601 in its basic form: 20310304T100000Z.
    if value.get(8..9) == Some("T")
        && let Ok(moment) = value.trim_end_matches('Z').parse::<DateTime>()
    {
        let zone = if value.ends_with('Z') { "Z" } else { "" };
        return Some(make((moment.date(), Some(format!("{}{zone}", moment.strftime("%H:%M:%S"))))));
    }
    stated::machine(value, Order::Unknown).map(make)
}

/// Names of authors as an envelope gives them: "Ann Bell", "By Ann Bell and Lee Orr",
/// "desk@tarl.example (Ann Bell)".
pub(super) fn names(value: &str) -> Vec<String> {
    let value = value.trim();
    if let Some((address, name)) = value.split_once('(')
        && address.contains('@')
    {
        return names(name.trim_end_matches(')'));
    }
    if value.contains('@') || value.is_empty() {
        return Vec::new();
    }
    let found = byline::names(value);
    if found.is_empty() { vec![value.to_owned()] } else { found }
}

/// An outlet that an envelope names.
pub(super) fn outlet(name: &str, basis: &str) -> Option<Outlet> {
    let name = name.trim();
    (!name.is_empty()).then(|| Outlet { name: name.to_owned(), basis: basis.to_owned(), span: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let check = |value: &str, expected: &str| {
            let found =
                date(value, "x").map(|found| format!("{} {}", found.date, found.time.unwrap_or_default()));
            assert_eq!(found.unwrap_or_default(), expected, "{value}");
        };
        check("Tue, 04 Mar 2031 10:00:00 +0100", "2031-03-04 10:00:00+01:00");
        check("Tue, 4 Mar 2031 10:00:00 GMT", "2031-03-04 10:00:00Z");
        check("2031-03-04T10:00:00Z", "2031-03-04 10:00:00Z");
        check("2031-03-04", "2031-03-04 ");
        check("20310304T100000Z", "2031-03-04 10:00:00Z");
        check("1930298400", "2031-03-03 10:00:00Z");
        check("1930298400000", "2031-03-03 10:00:00Z");
        check("soon", "");
    }

    #[test]
    fn impossible_days() {
        let check = |date: &str, captured: &str, expected: Option<&str>| {
            let text = format!(
                "{{\"text\": \"The weir was opened again on Monday, the office said.\", \"published\": \"{date}\"}}"
            );
            let capture =
                Capture { file: None, url: None, captured: captured.parse().ok(), bytes: text.into_bytes() };
            let found =
                crate::read(&capture).articles[0].published.clone().map(|stated| stated.date.to_string());
            assert_eq!(found.as_deref(), expected, "{date} {captured}");
        };
        check("2031-03-04", "2031-03-04T10:00:00Z", Some("2031-03-04"));
        check("2031-03-05", "2031-03-04T10:00:00Z", Some("2031-03-05"));
        check("2031-03-06", "2031-03-04T10:00:00Z", None);
        check("2031-03-06", "", Some("2031-03-06"));
        check("1970-01-01", "", None);
        check("0", "", None);
        check("2031-02-30", "", None);
    }

    #[test]
    fn authors() {
        assert_eq!(names("desk@tarl.example (Ann Bell)"), ["Ann Bell"]);
        assert_eq!(names("Ann Bell and Lee Orr"), ["Ann Bell", "Lee Orr"]);
        assert!(names("desk@tarl.example").is_empty());
    }
}
