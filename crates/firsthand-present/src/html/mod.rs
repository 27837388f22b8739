//! The record as one HTML page to pass on: no script, no outside files, every word reachable.
//!
//! In: a record. Out: a whole HTML document. Each quotation links to the place where it stands in
//! the page's own text at the end of the report; pictures have a table that says the same. Whatever
//! pages hold is escaped: their markup shows as text.

mod copies;
mod map;
mod pages;
mod said;
mod stemma;
mod tables;

use crate::date;
use crate::terminal::{how_dated, published, range, when};
use crate::view::{View, clean, documents_of, prose};
use crate::words::{self, count};
use firsthand_story::{Evidence, Record};
use firsthand_text::Offsets;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use std::cell::RefCell;
use std::collections::BTreeSet;

pub use stemma::{stemma_svg, stemmata_svg};

const STYLE: &str = include_str!("style.css");

/// The whole record as one self-contained page.
pub fn html(record: &Record) -> String {
    let report = Report::new(record);
    let sections = report.sections();
    let title = report.title();
    let body = markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="Firsthand";
                title { (title) " – Firsthand" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#main" { "Skip to the report" }
                header {
                    p class="brand" { "Firsthand" }
                    h1 { (title) }
                    (report.figures())
                    nav aria-label="Sections" {
                        ul { @for (id, name, _) in &sections { li { a href={ "#" (id) } { (name) } } } }
                    }
                }
                main id="main" tabindex="-1" {
                    @for (id, name, content) in &sections {
                        section aria-labelledby=(id) {
                            h2 id=(id) { (name) }
                            (content)
                        }
                    }
                }
                footer {
                    p { "Every quotation stands to the letter in the page it names; follow its place to see it there. "
                        "Nothing on this page was loaded from elsewhere." }
                }
            }
        }
    };
    let mut out = body.into_string();
    out.push('\n');
    out
}

/// A record while its page is written: remembers which words were linked, so that the pages' texts
/// at the end hold an anchor for each.
struct Report<'r> {
    view: View<'r>,
    offsets: Vec<Offsets<'r>>,
    linked: RefCell<BTreeSet<Evidence>>,
}

impl<'r> Report<'r> {
    fn new(record: &'r Record) -> Report<'r> {
        let texts = record.documents.iter().map(|document| document.article.text.as_str());
        let offsets = texts.map(Offsets::new).collect();
        Report { view: View::new(record), offsets, linked: RefCell::new(BTreeSet::new()) }
    }

    /// Sections that hold something, as (id, name, content). The pages' texts come last, when all
    /// links are known.
    fn sections(&self) -> Vec<(&'static str, &'static str, Markup)> {
        let record = self.view.record;
        let mut sections = Vec::new();
        if !record.stories.is_empty() {
            sections.push(("chapters", "Chapters", self.chapters()));
        }
        if record.documents.len() > 1 {
            sections.push(("copies", "Copies", self.copies()));
        }
        if !record.edits.is_empty() {
            sections.push(("edits", "Edits", self.edits()));
        }
        if !record.agreements.is_empty() {
            sections.push(("agreements", "Agreements", self.agreements()));
        }
        if !record.conflicts.is_empty() {
            sections.push(("contradictions", "Open contradictions", self.conflicts()));
        }
        if !record.relations.is_empty() {
            sections.push(("relations", "Not contradictions", self.relations()));
        }
        if !record.timeline.is_empty() {
            sections.push(("timeline", "Timeline", self.timeline()));
        }
        if !record.claims.is_empty() {
            sections.push(("claims", "Claims", self.claims()));
        }
        if !record.statements.is_empty() {
            sections.push(("statements", "Statements", self.statements()));
        }
        if !record.quantities.is_empty() {
            sections.push(("numbers", "Numbers", self.numbers()));
        }
        if !record.actors.is_empty() {
            sections.push(("actors", "Who", self.actors()));
        }
        if !record.documents.is_empty() {
            sections.push(("dates", "How the pages are dated", self.dates()));
        }
        let notices = self.notices();
        sections.extend(notices.map(|notices| ("notices", "Notices", notices)));
        if !record.documents.is_empty() {
            sections.push(("pages", "The pages", self.pages()));
        }
        sections
    }

    fn title(&self) -> String {
        let record = self.view.record;
        let thread =
            record.threads.iter().max_by_key(|thread| thread.stories.len()).map(|thread| &thread.title);
        let title = thread.or(record.stories.first().map(|story| &story.title)).map(|title| clean(title));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| "A record of coverage".to_string())
    }

    fn figures(&self) -> Markup {
        let record = self.view.record;
        let longest = record.threads.iter().max_by_key(|thread| thread.stories.len());
        let status = longest
            .and_then(|thread| record.agreements.iter().find(|agreement| agreement.name == thread.title))
            .and_then(|agreement| agreement.status.as_ref());
        let figure = |number: usize, one: &str, many: &str| {
            markup! { li { b { (words::grouped(&number.to_string())) } (if number == 1 { one } else { many }) } }
        };
        markup! {
            ul class="figures" {
                (figure(record.documents.len(), "page", "pages"))
                (figure(record.accounts.len(), "independent account", "independent accounts"))
                (figure(record.stories.len(), "story", "stories"))
                (figure(record.conflicts.len(), "open contradiction", "open contradictions"))
            }
            @if let Some(range) = range(&self.view) { p { (range) } }
            @if let Some(status) = status { p class="status" { (words::status(status)) @let outcome = words::outcome(status); @if !outcome.is_empty() { " · " (outcome) } } }
        }
    }

    fn chapters(&self) -> Markup {
        let record = self.view.record;
        let mut told: BTreeSet<usize> = BTreeSet::new();
        for thread in &record.threads {
            told.extend(thread.stories.iter().copied());
        }
        let alone: Vec<usize> = (0..record.stories.len()).filter(|story| !told.contains(story)).collect();
        markup! {
            @for thread in &record.threads {
                h3 { (clean(&thread.title)) }
                @if !thread.why.is_empty() {
                    details { summary { "why these belong together" } ul class="soft" { @for why in &thread.why { li { (prose(&self.view.fill(why))) } } } }
                }
                (self.story_table(&thread.stories, "Stories of this thread, by date"))
            }
            @if !alone.is_empty() {
                @if !record.threads.is_empty() { h3 { "Other stories" } }
                (self.story_table(&alone, "Stories, by date"))
            }
        }
    }

    fn story_table(&self, stories: &[usize], caption: &str) -> Markup {
        let stories = stories.iter().filter_map(|&story| self.view.record.stories.get(story));
        markup! {
            div class="wide" {
                table class="cards" {
                    caption { (caption) }
                    thead { tr {
                        th scope="col" { "Date" } th scope="col" { "Story" } th scope="col" class="n" { "Pages" }
                        th scope="col" class="n" { "Accounts" } th scope="col" { "Which" }
                    } }
                    tbody {
                        @for story in stories {
                            tr {
                                td data-label="Date" { (when(&self.view, story)) }
                                td data-label="Story" { b { (clean(&story.title)) } }
                                td class="n" data-label="Pages" { (story.documents.len()) }
                                td class="n" data-label="Accounts" { (story.accounts) }
                                td data-label="Which" { (self.page_links(&story.documents)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn dates(&self) -> Markup {
        markup! {
            ul {
                @for (i, document) in self.view.record.documents.iter().enumerate() {
                    li {
                        (self.page_links(&[i])) " "
                        b { (published(&document.published)) }
                        " – " (how_dated(&self.view, &document.published))
                        @if !document.published.steps.is_empty() {
                            ol {
                                @for (step, evidence) in &document.published.steps {
                                    li { (prose(&self.view.fill(step))) " " (self.cites(evidence, 4)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn notices(&self) -> Option<Markup> {
        let record = self.view.record;
        let mut lines: Vec<String> = record
            .notices
            .iter()
            .map(|(file, notice)| clean(&words::notice(file.as_deref(), notice)))
            .collect();
        for (i, document) in record.documents.iter().enumerate() {
            let notices = document.article.notices.iter();
            lines.extend(notices.map(|notice| format!("{}: {}", self.view.name(i), clean(&notice.message))));
        }
        (!lines.is_empty()).then(|| markup! { ul { @for line in &lines { li { (line) } } } })
    }

    /// Links to pages by their short names.
    fn page_links(&self, documents: &[usize]) -> Markup {
        markup! {
            @for (i, &document) in documents.iter().enumerate() {
                @if i > 0 { " " }
                a href={ "#d" (document) } { (self.view.name(document)) }
            }
        }
    }

    /// The words in quotation marks, with a link to where they stand.
    fn cite(&self, evidence: Evidence) -> Markup {
        markup! { (self.words(evidence)) " " (self.place(evidence)) }
    }

    fn words(&self, evidence: Evidence) -> Markup {
        let document = self.view.record.documents.get(evidence.document);
        // The report is in English; a quotation in another language says so.
        let language = document.and_then(|document| document.article.language.as_deref());
        let language = language.filter(|language| !language.starts_with("en"));
        markup! { q lang=[language] { (self.view.quote(evidence)) } }
    }

    /// The link to the words.
    fn place(&self, evidence: Evidence) -> Markup {
        self.linked.borrow_mut().insert(evidence);
        markup! { a class="at" href={ "#" (self.anchor(evidence)) } { (self.view.place(evidence)) } }
    }

    /// The first words, then links to the others.
    fn cites(&self, evidence: &[Evidence], most: usize) -> Markup {
        let Some((&first, rest)) = evidence.split_first() else {
            return markup! {};
        };
        let more = rest.len().saturating_sub(most);
        markup! {
            (self.cite(first))
            @for &item in rest.iter().take(most) { ", " (self.place(item)) }
            @if more > 0 { " and " (count(more, "more place", "more places")) }
        }
    }

    /// `d2-c929-1010`: page, first character, one past the last.
    fn anchor(&self, evidence: Evidence) -> String {
        let offsets = self.offsets.get(evidence.document);
        let (start, end) = offsets.map_or((0, 0), |offsets| offsets.span(evidence.span));
        format!("d{}-c{start}-{end}", evidence.document)
    }

    /// How many pages hold some of `evidence`.
    fn page_count(&self, evidence: &[Evidence]) -> usize {
        documents_of(evidence).len()
    }

    fn day(&self, edtf: Option<&str>) -> String {
        edtf.map_or_else(|| "undated".to_string(), date::human)
    }
}
