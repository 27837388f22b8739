//! Texts for a stage: lines of JSON, or articles of pages.

use super::{Notices, read_pages};
use crate::pipeline::guarded;
use crate::progress::Progress;
use firsthand_read::container::Fields;
use firsthand_read::{Article, Capture, Certainty, Notice, Outlet, Pace, Stated, read};
use firsthand_text::{Offsets, Span, Text};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// One text with what is known of it.
#[derive(Debug)]
pub(crate) struct Item {
    /// Its name: "id" of the line, or the file's name without its extension.
    pub(crate) id: String,
    /// The file it comes from.
    pub(crate) file: Option<String>,
    /// What offsets count in.
    pub(crate) whole: String,
    /// What the stage looks at: the whole, or the body of a page, with the way back to the whole.
    pub(crate) text: Text,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    /// Day or moment of publication as written, beginning with YYYY-MM-DD.
    pub(crate) published: Option<String>,
    /// Texts it says it uses; only for pages.
    pub(crate) article: Option<Box<Article>>,
    /// The other fields of the line.
    pub(crate) fields: Map<String, Value>,
}

impl Item {
    /// The day of publication.
    pub(crate) fn day(&self) -> Option<Date> {
        self.published.as_deref()?.get(..10)?.parse().ok()
    }

    /// The article of a page, or the line read as a page of plain text would be, with what the line says
    /// of it. What can't be read so is article from first to last character.
    pub(crate) fn into_article(self) -> Article {
        if let Some(article) = self.article {
            return *article;
        }
        let day = self.day();
        let bytes = self.whole.clone().into_bytes();
        let capture = Capture { file: None, url: None, captured: None, bytes };
        let found = guarded(|| read(&capture)).ok().and_then(|reading| reading.articles.into_iter().next());
        let mut article = found
            .filter(|article| article.text.as_str() == self.whole && !article.body.is_empty())
            .unwrap_or_else(|| all_article(&self.whole));
        article.file = Some(self.id.clone());
        article.id = self.id;
        article.title = self.title.or(article.title);
        if let Some(name) = self.outlet {
            article.outlet = Some(Outlet { name, basis: "given with the text".to_string(), span: None });
        }
        if let Some(date) = day {
            let time = self.published.as_deref().and_then(|stated| stated.get(11..)).map(str::to_string);
            let basis = "given with the text".to_string();
            article.published = Some(Stated { date, time, basis, span: None, certainty: Certainty::Certain });
        }
        article
    }

    /// Finds places of the text looked at in the whole, in characters.
    pub(crate) fn places(&self) -> Places<'_> {
        Places::new(&self.text, &self.whole)
    }
}

/// Spans of the text looked at → `[start, end]` of the whole in characters.
pub(crate) struct Places<'i> {
    text: &'i Text,
    offsets: Offsets<'i>,
}

impl<'i> Places<'i> {
    /// For spans of `text`, which was cut from `whole`.
    pub(crate) fn new(text: &'i Text, whole: &'i str) -> Places<'i> {
        Places { text, offsets: Offsets::new(whole) }
    }

    /// One place; from first to last character when the span runs over something cut out.
    pub(crate) fn one(&self, span: Span) -> (usize, usize) {
        let origin = self.text.origin(span);
        let cover = origin.iter().copied().reduce(Span::cover).unwrap_or(span);
        self.offsets.span(cover)
    }

    /// The places as a JSON list of `[start, end]`; several where the span runs over something cut out.
    pub(crate) fn all(&self, spans: &[Span]) -> Value {
        let origin = spans.iter().flat_map(|&span| self.text.origin(span));
        origin.map(|span| self.offsets.span(span)).map(|(start, end)| Value::from(vec![start, end])).collect()
    }
}

/// The items that `paths` name, in order of the paths: lines of `.jsonl` files and of standard
/// input, of `docs.jsonl` in a folder that has one, and articles of anything else.
pub(crate) fn load(
    paths: &[PathBuf],
    fields: &Fields,
    pace: Pace,
    progress: &Progress,
) -> (Vec<Item>, Notices) {
    let mut items = Vec::new();
    let mut notices = Vec::new();
    let mut pages = Vec::new();
    for path in paths {
        let docs = path.join("docs.jsonl");
        if path.as_os_str() == "-" || path.extension().is_some_and(|extension| extension == "jsonl") {
            lines(path, fields, &mut items, &mut notices);
        } else if docs.is_file() {
            lines(&docs, fields, &mut items, &mut notices);
        } else {
            pages.push(path.clone());
        }
    }
    if !pages.is_empty() {
        let (articles, more) = read_pages(&pages, fields, pace, progress);
        items.extend(articles.into_iter().map(of_article));
        notices.extend(more);
    }
    (items, notices)
}

fn lines(path: &Path, fields: &Fields, items: &mut Vec<Item>, notices: &mut Notices) {
    let file =
        if path.as_os_str() == "-" { "standard input".into() } else { path.to_string_lossy().into_owned() };
    let mut bytes = Vec::new();
    let result = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    if let Err(error) = result {
        let message = format!("can't be read ({error}); the rest goes on");
        notices.push((Some(file), Notice { code: "unreadable", message, span: None }));
        return;
    }
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let value = serde_json::from_slice(line).map_err(|error| error.to_string()).map(|mut value| {
            fields.rename(&mut value);
            value
        });
        match value.and_then(of_line) {
            Ok(mut item) => {
                item.file = Some(file.clone());
                items.push(item);
            }
            Err(why) => {
                let message = format!("line {}: {why}; the line is left out, the rest goes on", number + 1);
                notices.push((Some(file.clone()), Notice { code: "bad-line", message, span: None }));
            }
        }
    }
}

fn of_line(value: Value) -> Result<Item, String> {
    let Value::Object(mut fields) = value else { return Err("is no JSON object".to_string()) };
    let mut take = |name: &str| match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) if name == "id" => Ok(Some(number.to_string())),
        Some(_) => Err(format!("\"{name}\" is no string")),
    };
    let id = take("id")?.ok_or("has no \"id\"")?;
    let whole = take("text")?.ok_or("has no \"text\"")?;
    let (title, outlet) = (take("title")?, take("outlet")?);
    // The sets at hand name the day of publication in three ways.
    let published = [take("dct")?, take("published")?, take("date")?].into_iter().flatten().next();
    Ok(Item {
        id,
        file: None,
        text: Text::new(whole.as_str()),
        whole,
        title,
        outlet,
        published,
        article: None,
        fields,
    })
}

/// A text that is nothing but article, its paragraphs parted by blank lines.
fn all_article(text: &str) -> Article {
    let mut body = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len()).trim(text);
        start += paragraph.len() + 2;
        if !span.is_empty() {
            body.push(span);
        }
    }
    Article {
        id: String::new(),
        file: None,
        url: None,
        canonical: None,
        text: Text::new(text),
        title: None,
        title_span: None,
        dek: None,
        dek_span: None,
        byline: Vec::new(),
        section: None,
        language: None,
        dateline: None,
        outlet: None,
        published: None,
        modified: None,
        credits: Vec::new(),
        body,
        furniture: Vec::new(),
        notices: Vec::new(),
    }
}

fn of_article(article: Article) -> Item {
    Item {
        id: stem(&article),
        file: article.file.clone(),
        whole: article.text.as_str().to_string(),
        text: article.body_text(),
        title: article.title.clone(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.name.clone()),
        published: article.published.as_ref().map(|stated| stated.date.to_string()),
        article: Some(Box::new(article)),
        fields: Map::new(),
    }
}

/// The name of a page among others: what it is called in its container, its file's without the
/// extension, else the capture's.
pub(crate) fn stem(article: &Article) -> String {
    if let Some((_, member)) = article.file.as_deref().and_then(|file| file.rsplit_once("!/"))
        && Path::new(member).parent().is_none_or(|folder| folder.as_os_str().is_empty())
    {
        return member.to_owned();
    }
    let stem = article.file.as_deref().and_then(|file| Path::new(file).file_stem());
    stem.map_or_else(|| article.id.clone(), |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let found = match serde_json::from_str(line).map_err(|error| error.to_string()).and_then(of_line) {
            Ok(item) => format!(
                "{} | {} | {:?} | {:?}",
                item.id,
                item.whole,
                item.title,
                item.day().map(|day| day.to_string())
            ),
            Err(why) => why,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn json_lines() {
        check(r#"{"id": "a", "text": "Höhe"}"#, "a | Höhe | None | None");
        check(r#"{"id": 7, "text": "", "title": null}"#, "7 |  | None | None");
        check(
            r#"{"id": "a", "text": "x", "title": "T", "dct": "2023-06-22"}"#,
            r#"a | x | Some("T") | Some("2023-06-22")"#,
        );
        check(
            r#"{"id": "a", "text": "x", "date": "2023-06-22T10:00:00Z"}"#,
            r#"a | x | None | Some("2023-06-22")"#,
        );
        check(r#"{"id": "a", "text": "x", "published": "in June"}"#, "a | x | None | None");
        check(r#"{"id": "a", "text": ["x"]}"#, "\"text\" is no string");
        check(r#"{"text": "x"}"#, "has no \"id\"");
        check("[1]", "is no JSON object");
        check("{", "EOF while parsing an object at line 1 column 1");
    }

    #[test]
    fn places_count_characters_of_the_whole() {
        let whole = "Menü\nDer Damm hält.\nTeilen\nEr ist sicher.";
        let spans = [Span::new(6, 21), Span::new(29, 43)];
        let text = Text::cut(whole, &spans, "\n\n");
        let item = Item {
            text,
            whole: whole.to_string(),
            ..of_line(serde_json::json!({"id": "a", "text": ""})).unwrap()
        };
        let all = Span::new(0, item.text.len());
        assert_eq!(item.places().one(all), (5, 41));
        assert_eq!(item.places().all(&[all]), serde_json::json!([[5, 19], [27, 41]]));
    }
}
