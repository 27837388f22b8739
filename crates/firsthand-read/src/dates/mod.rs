//! When a page was published, and when it was last changed.
//!
//! In: every date that the page states of itself, with the place it was read from ([`Candidate`]).
//! Out: publication and change, each with its basis and how sure it is. Places are weighed against
//! each other ([`weigh`]): one that is written by page software for machines outweighs a line of
//! text, agreement outweighs both, and a date of change never counts for publication.

mod lines;
mod markup;
mod order;
mod parts;
mod state;
mod weigh;

pub(crate) use lines::{in_lines, place_times};
pub(crate) use markup::in_markup;
pub(crate) use order::{Order, country, order, zone};
pub(crate) use parts::{MOST_WORDS, Part, civil, compact, date_at, iso, parts, parts_while};
pub(crate) use state::in_state;
pub(crate) use weigh::{Clock, is_possible, weigh};

use firsthand_text::Span;
use jiff::civil::Date;

/// A date that a page states of itself, before it is weighed against the others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The day as written.
    pub(crate) date: Date,
    /// The time of day as written, with its zone.
    pub(crate) time: Option<String>,
    /// Whether it is of a change rather than of publication.
    pub(crate) change: bool,
    /// Where it was read.
    pub(crate) source: Source,
    /// How much it says: 1 a hint, 3 a fair sign, 6 a statement made for machines.
    pub(crate) weight: f32,
    /// Where it was read, in words.
    pub(crate) basis: String,
    /// The words, when they stand in the text.
    pub(crate) span: Option<Span>,
    /// Number of the block it stands in or before, where it stands on the page.
    pub(crate) block: Option<usize>,
}

/// Places that speak independently of each other; of those of one kind the best counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// JSON-LD.
    Linked,
    /// `<meta>` that names publication.
    Meta,
    /// `<meta>` that only says "date".
    MetaDate,
    /// `<time>` and its like.
    Time,
    /// The address.
    Address,
    /// A line of the text.
    Line,
    /// What scripts of the page hold, addresses of its pictures.
    State,
}

#[cfg(test)]
mod tests {
    use crate::{Capture, Stated, read};

    const PROSE: &str = "The ferry company said that it would run the service again from the first week of next month, after a year without any.";

    /// `published, its certainty | modified` of a page whose head and lines above and below the article are given.
    fn check(head: &str, above: &str, below: &str, expected: &str) {
        let html = format!(
            "<html lang=de><head>{head}</head><body><h1>Ferry to run again in spring</h1>{above}<p>{PROSE}</p><p>{PROSE} More.</p>{below}</body></html>"
        );
        let captured = "2031-06-01T00:00:00Z".parse().ok();
        let capture = Capture { file: None, url: None, captured, bytes: html.clone().into_bytes() };
        let article = &read(&capture).articles[0];
        let day = |stated: &Option<Stated>| {
            stated.as_ref().map_or("-".to_owned(), |stated| stated.date.to_string())
        };
        let certainty =
            article.published.as_ref().map(|stated| format!(" {:?}", stated.certainty)).unwrap_or_default();
        assert_eq!(
            format!("{}{certainty} | {}", day(&article.published), day(&article.modified)),
            expected,
            "{html}"
        );
    }

    fn meta(name: &str, value: &str) -> String {
        format!("<meta name='{name}' content='{value}'>")
    }

    #[test]
    fn keeps_publication_apart_from_change() {
        let (published, modified) =
            (meta("article:published_time", "2031-03-04"), meta("article:modified_time", "2031-03-09"));
        check(&format!("{modified}{published}"), "", "", "2031-03-04 Certain | 2031-03-09");
        check(&modified, "", "", "- | 2031-03-09");
        check(&format!("{published}{modified}"), "<p>9.3.2031", "", "2031-03-04 Certain | 2031-03-09");
        check("", "<p>Zuletzt am 9. März 2031 um 13:22 Uhr geändert", "", "- | 2031-03-09");
        check("", "<p>4. März 2031, aktualisiert am 9. März 2031", "", "2031-03-04 Probable | 2031-03-09");
        check("", "", "<p>Erschienen am 4.3.2031<p>Stand: 9.3.2031", "2031-03-04 Probable | -");
        check(
            "<script type='application/ld+json'>{\"@type\":\"WebPage\",\"dateModified\":\"2031-03-09\"}</script>",
            "",
            "",
            "- | 2031-03-09",
        );
    }

    #[test]
    fn weighs_places() {
        // What page software calls only "date" may be the day of a change.
        check(&meta("date", "2031-03-09"), "", "", "2031-03-09 Probable | -");
        check(&meta("date", "2031-03-09"), "<p>4. März 2031", "", "2031-03-04 Probable | -");
        check(&meta("date", "2031-03-04"), "<p>4. März 2031", "", "2031-03-04 Certain | -");
        check("", "<p>By Ann Bell, 4.3.31</p>", "", "2031-03-04 Probable | -");
        check("", "<p>4. März 2031<p>1. Februar 2031<p>2. Februar 2031", "", "2031-03-04 Probable | -");
        check(
            "",
            "",
            "<blockquote><p>Ein Beitrag<p><time datetime='2030-01-02'>Montag</time></blockquote>",
            "2030-01-02 Guess | -",
        );
        check(
            "",
            "<p>4.3.2031",
            "<blockquote><p>Ein Beitrag<p><time datetime='2030-01-02'>Montag</time></blockquote>",
            "2031-03-04 Probable | -",
        );
        check(
            "<link rel=canonical href='https://a.example/2031/03/04/ferry'>",
            "",
            "",
            "2031-03-04 Probable | -",
        );
        check("", "", "<div class=related><p>1. Februar 2031</div>", "2031-02-01 Guess | -");
        check(
            "<script>var page = {\"publishDate\": \"2031-03-04\"};</script>",
            "",
            "",
            "2031-03-04 Guess | -",
        );
        check(
            "<meta property=og:image content='https://a.example/pictures/2031/03/04/ferry.jpg'>",
            "",
            "",
            "2031-03-04 Guess | -",
        );
    }

    fn data(published: &str, modified: &str) -> String {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"Article\",\"headline\":\"Ferry\",\"datePublished\":\"{published}\",\"dateModified\":\"{modified}\"}}</script>"
        )
    }

    #[test]
    fn doubts_stamps_that_are_renewed() {
        // The stamp of publication moves with each change; what is printed doesn't.
        let renewed = data("2031-05-09", "2031-05-09");
        check(&renewed, "<p>4. März 2031", "", "2031-03-04 Probable | 2031-05-09");
        check(&renewed, "", "", "2031-05-09 Certain | 2031-05-09");
        check(&renewed, "", "<p>4. März 2031", "2031-05-09 Certain | 2031-05-09");
        check(&renewed, "<p>10. Mai 2031", "", "2031-05-09 Certain | 2031-05-09");
        let kept = data("2031-03-09", "2031-05-09");
        check(&kept, "<p>4. März 2031", "", "2031-03-09 Certain | 2031-05-09");
        let twice = format!("{renewed}{}", meta("article:published_time", "2031-05-09"));
        check(&twice, "<p>4. März 2031", "", "2031-05-09 Certain | 2031-05-09");
        // "Date" and a date below the article are of the change; the one beside the headline isn't.
        let date = meta("date", "2031-05-09");
        check(&date, "<p>4. März 2031", "<p>9.5.2031", "2031-03-04 Probable | -");
    }

    #[test]
    fn finds_the_line_of_the_article() {
        // Teasers stand above the headline, the article's own date below it.
        let teaser = "<p><time datetime='2031-05-07'>7. Mai 2031</time>";
        let html = format!(
            "<html lang=en><body>{teaser}<h1>Ferry to run again in spring</h1><time datetime='2031-03-04'>03/04/2031</time><p>{PROSE}<p>{PROSE} More."
        );
        let capture = Capture { file: None, url: None, captured: None, bytes: html.into_bytes() };
        let found = read(&capture).articles[0].published.clone().map(|stated| stated.date.to_string());
        assert_eq!(found.as_deref(), Some("2031-03-04"));
        check(
            "",
            "<p>Die Fähre soll wieder fahren<p>Quay, (4.3.2031). Und so geht es weiter, sagte der Fährmann am Abend dem Hafenamt.",
            "",
            "2031-03-04 Probable | -",
        );
        check(
            "<!-- <rdf:Description dc:title='x' dc:date=\"2031-03-04T17:16:22+09:00\" /> -->",
            "",
            "",
            "2031-03-04 Guess | -",
        );
    }

    #[test]
    fn keeps_the_zone() {
        let time = |head: &str| {
            let html =
                format!("<html lang=de><head>{head}</head><body><h1>Ferry</h1><p>{PROSE}<p>{PROSE} More.");
            let capture = Capture { file: None, url: None, captured: None, bytes: html.into_bytes() };
            read(&capture).articles[0].published.clone().and_then(|stated| stated.time).unwrap_or_default()
        };
        assert_eq!(time(&meta("article:published_time", "2031-03-04T23:30:00+05:30")), "23:30:00+05:30");
        assert_eq!(time(&data("2031-03-04T16:00:00-0500", "")), "16:00:00-0500");
        assert_eq!(time("<body><time datetime='2031-03-04 16:00 GMT'>x</time>"), "16:00 GMT");
    }

    /// `3/4/2031` under the headline of a page of this language and address.
    #[test]
    fn knows_which_number_is_the_day() {
        let day = |language: &str, url: &str| {
            let html = format!(
                "<html lang={language}><body><h1>Ferry to run again</h1><p>3/4/2031<p>{PROSE}<p>{PROSE} More."
            );
            let capture =
                Capture { file: None, url: Some(url.to_owned()), captured: None, bytes: html.into_bytes() };
            let found = read(&capture).articles[0].published.clone();
            found.map_or("-".to_owned(), |stated| format!("{} {:?}", stated.date, stated.certainty))
        };
        assert_eq!(day("en-US", "https://quay.example/x"), "2031-03-04 Probable");
        assert_eq!(day("en-GB", "https://quay.example/x"), "2031-04-03 Probable");
        assert_eq!(day("en-US", "https://quay.co.uk/x"), "2031-04-03 Probable");
        assert_eq!(day("fr", "https://quay.example/x"), "2031-04-03 Probable");
        assert_eq!(day("en", "https://quay.gov/x"), "2031-03-04 Probable");
        // Nobody can tell: a guess, and said to be one.
        assert_eq!(day("en", "https://quay.example/x"), "2031-03-04 Guess");
    }

    #[test]
    fn refuses_the_impossible() {
        check(&meta("article:published_time", "2032-01-01"), "", "", "- | -");
        check(
            &meta("article:published_time", "1970-01-01"),
            "<p>4. März 2031",
            "",
            "2031-03-04 Probable | -",
        );
        check(&meta("article:published_time", "2031-02-30"), "", "", "- | -");
    }

    #[test]
    fn knows_the_clock() {
        let night = meta("article:published_time", "2031-03-03T23:30:00Z");
        check(&night, "", "", "2031-03-03 Probable | -");
        check(&night, "<p>4. März 2031", "", "2031-03-04 Certain | -");
        // At noon in UTC no German clock shows another day: two dates, and the machine's weighs more.
        check(
            &meta("article:published_time", "2031-03-03T12:00:00Z"),
            "<p>4. März 2031",
            "",
            "2031-03-03 Certain | -",
        );
        check(
            &meta("article:published_time", "2031-03-03T23:30:00+01:00"),
            "<p>4. März 2031",
            "",
            "2031-03-03 Certain | -",
        );
    }
}
