//! The passage map: a bar for each page, with the parts that it shares with others in colour.
//!
//! Each shared part also has a number, on the bar where there is room and in the table always, so
//! that colour says nothing that isn't said otherwise.

use super::Report;
use crate::view::{clean, shorten};
use firsthand_stemma::InDispatch;
use firsthand_story::Evidence;
use firsthand_text::Span;
use maud::{Markup, html as markup};

/// Light enough for dark numbers on them (at least 7:1), neighbours apart in hue.
const COLOURS: [&str; 8] =
    ["#9ecae9", "#ffbf79", "#a5d99c", "#ffb5b0", "#d4b9e8", "#f2d768", "#8fd6cd", "#e3c4a0"];
/// Width of the longest bar.
const BAR: f64 = 760.0;
/// Height of a page's row, and of its bar.
const ROW: usize = 34;
const HIGH: usize = 22;
/// A number is written on parts at least this wide.
const ROOM: f64 = 18.0;
/// Beyond this many pages only those of families are drawn.
const PAGES: usize = 60;

impl Report<'_> {
    /// The map and its table; nothing when no passage is shared.
    pub(super) fn passage_map(&self) -> Markup {
        let record = self.view.record;
        let shared: Vec<(usize, &[Evidence], InDispatch)> = record
            .passages
            .iter()
            .filter(|passage| passage.in_dispatch != InDispatch::No)
            .enumerate()
            .map(|(i, passage)| (i, passage.readings.as_slice(), passage.in_dispatch))
            .collect();
        if shared.is_empty() {
            return markup! {};
        }
        let in_family = |document: &usize| {
            record
                .accounts
                .iter()
                .any(|account| account.documents.len() > 1 && account.documents.contains(document))
        };
        let all = record.documents.len() <= PAGES;
        let pages: Vec<usize> = (0..record.documents.len()).filter(|page| all || in_family(page)).collect();
        let longest = pages.iter().map(|&page| self.body_length(page)).max().unwrap_or(0).max(1) as f64;
        let name = pages.iter().map(|&page| self.view.name(page).chars().count()).max().unwrap_or(0) * 9 + 12;
        let (width, height) = (name as f64 + BAR + 4.0, pages.len() * ROW + 4);
        markup! {
            h3 { "What the pages share" }
            figure {
                svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox={ "0 0 " (format!("{width:.0}")) " " (height) }
                    aria-labelledby="pm-t pm-d" font-family="system-ui, sans-serif" font-size="14" {
                    title id="pm-t" { "Passage map" }
                    desc id="pm-d" { "One bar for each page. Coloured and numbered parts stand in several pages; "
                        "hatched parts are a page's own. The table below lists the parts." }
                    defs {
                        pattern id="own" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                            path d="M0 0V6" stroke="currentColor" stroke-opacity="0.35" stroke-width="2" {}
                        }
                    }
                    @for (row, &page) in pages.iter().enumerate() {
                        text x="0" y=(row * ROW + 19) fill="currentColor" { (self.view.name(page)) }
                        rect x=(name) y=(row * ROW + 3) height=(HIGH) fill="url(#own)" stroke="currentColor"
                            stroke-opacity="0.5" width=(format!("{:.1}", BAR * self.body_length(page) as f64 / longest)) {}
                        @for (number, readings, certain) in &shared {
                            @for reading in readings.iter().filter(|reading| reading.document == page) {
                                (self.part(*number, *reading, *certain, name, row, longest))
                            }
                        }
                    }
                }
                figcaption { "One bar for each page, as long as its article. Coloured and numbered: parts that stand in "
                    "several pages, the same number for the same part. Hatched: the page's own. "
                    "Dashed frame: only likely to have stood in the common text." }
            }
            details {
                summary { "The shared parts as a table (" (shared.len()) ")" }
                ol {
                    @for (_, readings, certain) in &shared {
                        li {
                            @if let Some(first) = readings.first() {
                                q { (shorten(&self.view.quote(*first), 90)) }
                            }
                            @for reading in *readings { " " (self.place(*reading)) }
                            @if *certain == InDispatch::Probable { " " span class="tag" { "likely" } }
                        }
                    }
                }
            }
        }
    }

    fn part(
        &self,
        number: usize,
        reading: Evidence,
        certain: InDispatch,
        left: usize,
        row: usize,
        longest: f64,
    ) -> Markup {
        let Some(at) = self.body_offset(reading) else {
            return markup! {};
        };
        let x = left as f64 + BAR * at as f64 / longest;
        let width = (BAR * reading.span.len() as f64 / longest).max(2.0);
        let colour = COLOURS.get(number % COLOURS.len()).copied().unwrap_or("#ccc");
        let dash = (certain == InDispatch::Probable).then_some("4 3");
        let words = shorten(&clean(self.view.words(reading)), 80);
        markup! {
            g {
                title { (number + 1) ": " (words) }
                rect x=(format!("{x:.1}")) y=(row * ROW + 3) width=(format!("{width:.1}")) height=(HIGH) fill=(colour)
                    stroke="#222" stroke-width="1" stroke-dasharray=[dash] {}
                @if width >= ROOM {
                    text x=(format!("{:.1}", x + width / 2.0)) y=(row * ROW + 19) text-anchor="middle" font-size="12"
                        fill="#111" { (number + 1) }
                }
            }
        }
    }

    /// Bytes of the page's article.
    fn body_length(&self, document: usize) -> usize {
        let body = self.view.record.documents.get(document).map(|document| &document.article.body);
        body.map_or(0, |body| body.iter().map(|paragraph| paragraph.len()).sum())
    }

    /// Where the words stand in the article, in bytes, paragraphs set end to end.
    fn body_offset(&self, reading: Evidence) -> Option<usize> {
        let body = &self.view.record.documents.get(reading.document)?.article.body;
        let mut before = 0;
        for &paragraph in body {
            if paragraph.contains(Span::new(reading.span.start, reading.span.start))
                && reading.span.start < paragraph.end
            {
                return Some(before + reading.span.start - paragraph.start);
            }
            before += paragraph.len();
        }
        None
    }
}
