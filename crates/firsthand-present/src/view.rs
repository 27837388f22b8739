//! A record with what every layout needs to speak of it: short page names, line numbers, quotations.
//!
//! Words of pages pass through [`clean`] before they are shown on a terminal, so that a page can
//! neither move the cursor nor turn the direction of the writing.

use crate::date;
use firsthand_story::{Evidence, Record};
use std::collections::BTreeMap;

/// Longest short name of a page, in characters; longer ones push the words they stand beside away.
const LONGEST_NAME: usize = 24;

/// A record and the names and line numbers of its pages.
pub(crate) struct View<'r> {
    pub(crate) record: &'r Record,
    names: Vec<String>,
    /// For each page: where its line breaks are.
    breaks: Vec<Vec<usize>>,
}

impl<'r> View<'r> {
    pub(crate) fn new(record: &'r Record) -> View<'r> {
        let breaks = record
            .documents
            .iter()
            .map(|document| document.article.text.as_str().match_indices('\n').map(|(at, _)| at).collect())
            .collect();
        View { record, names: short_names(record), breaks }
    }

    /// The page's short name.
    pub(crate) fn name(&self, document: usize) -> &str {
        self.names.get(document).map_or("?", String::as_str)
    }

    /// "000 001 002".
    pub(crate) fn names(&self, documents: &[usize]) -> String {
        documents.iter().map(|&document| self.name(document)).collect::<Vec<_>>().join(" ")
    }

    /// "000, 001 and 002".
    pub(crate) fn names_and(&self, documents: &[usize]) -> String {
        listed(&documents.iter().map(|&document| self.name(document)).collect::<Vec<_>>())
    }

    /// The page's text.
    pub(crate) fn text(&self, document: usize) -> &'r str {
        self.record.documents.get(document).map_or("", |document| document.article.text.as_str())
    }

    /// The words, to the letter.
    pub(crate) fn words(&self, evidence: Evidence) -> &'r str {
        evidence.span.of(self.text(evidence.document))
    }

    /// The words on one line, safe to show.
    pub(crate) fn quote(&self, evidence: Evidence) -> String {
        clean(self.words(evidence))
    }

    /// "002 l.30" for plain text, "002 ¶4" where the page has no lines of its own, else "002".
    pub(crate) fn place(&self, evidence: Evidence) -> String {
        match self.position(evidence) {
            Some(position) => format!("{} {position}", self.name(evidence.document)),
            None => self.name(evidence.document).to_string(),
        }
    }

    /// "l.30" or "¶4".
    pub(crate) fn position(&self, evidence: Evidence) -> Option<String> {
        let article = &self.record.documents.get(evidence.document)?.article;
        if is_plain(article.file.as_deref(), article.url.as_deref()) {
            let before = self.breaks.get(evidence.document)?.partition_point(|&at| at < evidence.span.start);
            return Some(format!("l.{}", before + 1));
        }
        let paragraph = article.body.iter().position(|body| body.overlaps(evidence.span))?;
        Some(format!("¶{}", paragraph + 1))
    }

    /// The place of the first and how many more pages have it: "000 l.42 +2".
    pub(crate) fn places(&self, evidence: &[Evidence]) -> String {
        let Some(&first) = evidence.first() else {
            return String::new();
        };
        let more = documents_of(evidence).len() - 1;
        match more {
            0 => self.place(first),
            more => format!("{} +{more}", self.place(first)),
        }
    }

    /// `text` with `{0}` and the like replaced by the pages' short names.
    pub(crate) fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            out.push_str(before);
            let end = from.find('}');
            let number = end.and_then(|end| from.get(1..end)).and_then(|digits| digits.parse::<usize>().ok());
            match (number.filter(|&number| number < self.names.len()), end) {
                (Some(number), Some(end)) => {
                    out.push_str(self.name(number));
                    rest = from.get(end + 1..).unwrap_or("");
                }
                _ => {
                    out.push('{');
                    rest = from.get(1..).unwrap_or("");
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// Reasons as people read them: on one line, `2024-10-31` as "31 Oct 2024".
pub(crate) fn prose(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|char: char| !char.is_ascii_digit() && char != '-') {
        let digits = word.trim_end_matches(|char: char| !char.is_ascii_digit());
        // A day or a month, but not a figure such as 10-12.
        let is_date = matches!(digits.len(), 7 | 10) && digits.as_bytes().get(4) == Some(&b'-');
        let before = out.chars().next_back().is_some_and(|char| char.is_alphanumeric() || char == '_');
        if is_date && !before {
            out.push_str(&date::human(digits));
            out.push_str(word.get(digits.len()..).unwrap_or(""));
        } else {
            out.push_str(word);
        }
    }
    out
}

/// The pages of `evidence`, each once, in order of mention.
pub(crate) fn documents_of(evidence: &[Evidence]) -> Vec<usize> {
    let mut documents = Vec::new();
    for item in evidence {
        if !documents.contains(&item.document) {
            documents.push(item.document);
        }
    }
    documents
}

/// "a, b and c".
pub(crate) fn listed(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_string(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// On one line, without characters that command a terminal or turn the direction of writing.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        let turns = matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
        if char.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !char.is_control() && !turns {
            out.push(char);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// At most `width` columns of `text`, cut between words and marked with "…".
pub(crate) fn shorten(text: &str, width: usize) -> String {
    if textwrap::core::display_width(text) <= width {
        return text.to_string();
    }
    let mut used = 0;
    let mut last_space = None;
    for (at, char) in text.char_indices() {
        let next = used + textwrap::core::display_width(char.encode_utf8(&mut [0; 4]));
        if next + 2 > width {
            let end = last_space.unwrap_or(at);
            let kept = text.get(..end).unwrap_or("").trim_end_matches([' ', ',', ';', ':', '—', '–']);
            return format!("{kept} …");
        }
        if char == ' ' {
            last_space = Some(at);
        }
        used = next;
    }
    text.to_string()
}

fn is_plain(file: Option<&str>, url: Option<&str>) -> bool {
    match file {
        Some(file) => {
            let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
            match name.rsplit_once('.') {
                Some((_, ending)) => ["txt", "text"].iter().any(|plain| ending.eq_ignore_ascii_case(plain)),
                None => false,
            }
        }
        None => url.is_none(),
    }
}

/// For each page the fewest leading parts of its file name that no other page shares:
/// "000" for `000_bf4aef.txt`; numbered where names can't tell pages apart.
fn short_names(record: &Record) -> Vec<String> {
    let stems: Vec<String> = record.documents.iter().map(|document| stem(&document.article)).collect();
    let parts: Vec<Vec<usize>> = stems.iter().map(|stem| part_ends(stem)).collect();
    let mut chosen: Vec<Option<String>> = vec![None; stems.len()];
    let most = parts.iter().map(Vec::len).max().unwrap_or(0);
    for count in 1..=most {
        let prefix = |i: usize| -> &str {
            let ends = &parts[i];
            let end = ends.get(count - 1).or(ends.last()).copied().unwrap_or(0);
            stems[i].get(..end).unwrap_or("")
        };
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for i in 0..stems.len() {
            *seen.entry(prefix(i)).or_default() += 1;
        }
        for (i, name) in chosen.iter_mut().enumerate() {
            if name.is_none() && seen.get(prefix(i)) == Some(&1) {
                *name = Some(prefix(i).to_string());
            }
        }
    }
    chosen
        .into_iter()
        .enumerate()
        .map(|(i, name)| match name {
            Some(name) if name.chars().count() <= LONGEST_NAME && !name.is_empty() => name,
            _ => {
                let cut: String = stems[i].chars().take(LONGEST_NAME - 8).collect();
                format!("{cut}~{}", i + 1)
            }
        })
        .collect()
}

/// The file's name without its ending, or the last part of the address.
fn stem(article: &firsthand_read::Article) -> String {
    let from_file = article.file.as_deref().map(|file| {
        let name = file.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(file);
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    });
    let from_url = || {
        let url = article.url.as_deref()?;
        let path = url.split(['?', '#']).next().unwrap_or(url);
        path.rsplit('/').find(|part| !part.is_empty())
    };
    let name = from_file.or_else(from_url).unwrap_or(&article.id);
    let name = clean(name).replace(' ', "_");
    if name.is_empty() { "page".to_string() } else { name }
}

/// Where each part of a name ends; parts are parted by `_`, `-` and `~`.
fn part_ends(stem: &str) -> Vec<usize> {
    let mut ends: Vec<usize> =
        stem.match_indices(['_', '-', '~']).map(|(at, _)| at).filter(|&at| at > 0).collect();
    ends.push(stem.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_read::Article;
    use firsthand_story::{Dating, DatingCertainty, Document};
    use firsthand_text::{Span, Text};

    fn page(file: &str, text: &str) -> Document {
        let published = Dating {
            earliest: None,
            latest: None,
            basis: String::new(),
            steps: Vec::new(),
            certainty: DatingCertainty::Unknown,
        };
        let article = Article {
            id: file.to_string(),
            file: Some(file.to_string()),
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
            body: vec![Span::new(0, text.len())],
            furniture: Vec::new(),
            notices: Vec::new(),
        };
        Document { article, published }
    }

    fn record(files: &[&str]) -> Record {
        let documents = files.iter().map(|file| page(file, "One.\nTwo.\nThree.")).collect();
        Record { documents, ..Record::default() }
    }

    #[test]
    fn short_names_are_short_and_distinct() {
        let check = |files: &[&str], names: &str| {
            let record = record(files);
            assert_eq!(View::new(&record).names(&(0..files.len()).collect::<Vec<_>>()), names);
        };
        check(&["in/000_bf4a.txt", "in/001_efbb.txt"], "000 001");
        check(
            &["2024-10-31-a.html", "2024-10-31-b.html", "2024-11-01-a.html"],
            "2024-10-31-a 2024-10-31-b 2024-11",
        );
        check(&["a/page.html", "b/page.html"], "page~1 page~2");
        check(&["herald.txt", "herald_2.txt"], "herald herald_2");
        check(&["-", ".txt"], "- .txt");
        check(
            &["a-very-long-name-that-goes-on-and-on-1.txt", "a-very-long-name-that-goes-on-and-on-2.txt"],
            "a-very-long-name~1 a-very-long-name~2",
        );
        check(&["a b\u{1b}[31m.txt"], "a");
    }

    #[test]
    fn places_are_lines_or_paragraphs() {
        let check = |file: &str, place: &str| {
            let record = record(&[file]);
            let evidence = Evidence { document: 0, span: Span::new(5, 9) };
            assert_eq!(View::new(&record).place(evidence), place);
        };
        check("a.txt", "a l.2");
        check("a.html", "a ¶1");
    }

    #[test]
    fn placeholders_become_names() {
        let check = |text: &str, filled: &str| {
            let record = record(&["000_x.txt", "001_y.txt"]);
            assert_eq!(View::new(&record).fill(text), filled);
        };
        check("{0} and {1}", "000 and 001");
        check("{2} {} {x} {0", "{2} {} {x} {0");
        check("{{0}}", "{000}");
    }

    #[test]
    fn shown_words_can_do_no_harm() {
        let check = |text: &str, shown: &str| assert_eq!(clean(text), shown);
        check("a\n  b\tc ", "a b c");
        check("\u{1b}[2Jred\u{7}\u{0}", "[2Jred");
        check("\u{202E}abc", "abc");
        check("in\u{a0}line", "in line");
    }

    #[test]
    fn reasons_have_dates_to_read() {
        let check = |text: &str, read: &str| assert_eq!(prose(text), read);
        check("dated 2024-10-31, so earlier", "dated 31 Oct 2024, so earlier");
        check("tells 2023-12 as past", "tells Dec 2023 as past");
        check("2024-10-31", "31 Oct 2024");
        check("B2024-10-31 10-12 2024 1234-56-789", "B2024-10-31 10-12 2024 1234-56-789");
        check("line 12: a-b", "line 12: a-b");
    }

    #[test]
    fn cuts_fall_between_words() {
        let check = |text: &str, width: usize, short: &str| assert_eq!(shorten(text, width), short);
        check("one two three", 20, "one two three");
        check("one two three", 10, "one two …");
        check("unbroken-word", 6, "unbr …");
        check("日本語の文章です", 8, "日本語 …");
        check("one, two", 7, "one …");
    }
}
