//! One outlet's text and what its page says of it.

use crate::Notice;
use firsthand_text::{Span, Text};
use jiff::civil::Date;

/// One outlet's text. All spans are spans of `text`.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The capture's name.
    pub id: String,
    /// Path of the capture, as given.
    pub file: Option<String>,
    /// Address of the capture, or the canonical address that the page states.
    pub url: Option<String>,
    /// The address that the page itself says is its own, whatever it was captured from.
    pub canonical: Option<String>,
    /// All the page's text: the whole file for plain text; for other formats all visible blocks in
    /// order of the page, one a line, furniture among them.
    pub text: Text,
    /// Headline, without the site's suffix.
    pub title: Option<String>,
    /// Where the headline stands in the text, if it does.
    pub title_span: Option<Span>,
    /// The line under the headline.
    pub dek: Option<String>,
    /// Where that line stands in the text, if it does.
    pub dek_span: Option<Span>,
    /// Names in the byline, without "By" and job titles.
    pub byline: Vec<String>,
    /// The section that the page says it stands in ("World").
    pub section: Option<String>,
    /// BCP 47 code; `None` when the tables don't tell.
    pub language: Option<String>,
    /// Place, date and agency before the first sentence.
    pub dateline: Option<Dateline>,
    /// Who published it.
    pub outlet: Option<Outlet>,
    /// When the page says it was published; never an update.
    pub published: Option<Stated>,
    /// When the page says it was last changed.
    pub modified: Option<Stated>,
    /// Agencies and outlets that the page credits for its text.
    pub credits: Vec<Credit>,
    /// The article's paragraphs in order.
    pub body: Vec<Span>,
    /// Everything else on the page, with its kind, in order.
    pub furniture: Vec<Furniture>,
    /// Damage and doubt.
    pub notices: Vec<Notice>,
}

impl Article {
    /// Where the first paragraph below the headline begins, or the first where there is no headline;
    /// `None` without a body. A teaser of the article may stand above its headline.
    pub(crate) fn first_below(&self) -> Option<usize> {
        let title = self.title_span.map_or(0, |title| title.end);
        let below = self.body.iter().find(|span| span.start >= title);
        below.or(self.body.first()).map(|span| span.start)
    }

    /// The body as one text, paragraphs parted by a blank line; traces back to `self.text`.
    pub fn body_text(&self) -> Text {
        Text::cut(self.text.as_str(), &self.body, "\n\n")
    }
}

/// `MOSCOW, March 4 (Reuters) -`: the words before the first sentence of an agency's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Dateline {
    /// Place in title case ("Moscow"), as far as it is named.
    pub place: Option<String>,
    /// Month and day as (month, day), and the year where it is stated.
    pub date: Option<(Option<i16>, i8, i8)>,
    /// Agency named in brackets.
    pub agency: Option<String>,
    /// The words, up to and with the dash or colon.
    pub span: Span,
}

/// Who published an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Where that was read, in words a person understands ("posting note at the end of the page").
    pub basis: String,
    /// The words, when they stand in the text.
    pub span: Option<Span>,
}

/// A date that the page states of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The day, by the page's own clock where that is known.
    pub date: Date,
    /// Time of day and zone as written ("16:00", "09:12+02:00"), where stated; the whole stamp
    /// ("2031-03-05T03:28:35Z") where it is in UTC and the page's own clock shows another day.
    pub time: Option<String>,
    /// Where it was read ("date line under the headline", "JSON-LD datePublished").
    pub basis: String,
    /// The words, when they stand in the text.
    pub span: Option<Span>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// How sure a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// A hint and nothing more: a date in a picture's address, in a script, far from the article.
    Guess,
    /// One place where such dates stand, or several that don't agree.
    Probable,
    /// Stated for machines or printed and confirmed, and nothing speaks against it.
    #[default]
    Certain,
}

impl Certainty {
    /// The word for it in what stages print.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Guess => "guess",
            Certainty::Probable => "probable",
            Certainty::Certain => "certain",
        }
    }
}

/// A text whose words the page says it uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// Agency or outlet credited, as the page names it.
    pub agency: String,
    /// Whether the agency is in the table of agencies (else it may be any publisher).
    pub is_agency: bool,
    /// The words that credit it, to the letter.
    pub exact: String,
    /// Their place, when they stand in the text.
    pub span: Option<Span>,
}

/// A part of the page that isn't the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Its place.
    pub span: Span,
    /// Why it was set aside, in words.
    pub reason: String,
}

/// Kinds of furniture, as the public record names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FurnitureKind {
    /// Prices, scores, weather.
    Ticker,
    /// Menus, section names, site names.
    Navigation,
    /// Comment counts, headings and forms' remains.
    Comments,
    /// Invitations to share.
    Share,
    /// Cookie and consent notices.
    Cookies,
    /// Appeals to subscribe, donate, join.
    Appeal,
    /// Links to other articles.
    Related,
    /// Picture captions and photo credits.
    Caption,
    /// The headline once more (or the headline itself, which is metadata).
    TitleRepeated,
    /// Author lines.
    Byline,
    /// Date lines.
    Date,
    /// Whose text it is.
    Credit,
    /// Forms and their marks.
    Form,
    /// Anything else.
    Other,
}

impl FurnitureKind {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            FurnitureKind::Ticker => "ticker",
            FurnitureKind::Navigation => "navigation",
            FurnitureKind::Comments => "comments",
            FurnitureKind::Share => "share",
            FurnitureKind::Cookies => "cookies",
            FurnitureKind::Appeal => "appeal",
            FurnitureKind::Related => "related",
            FurnitureKind::Caption => "caption",
            FurnitureKind::TitleRepeated => "title-repeated",
            FurnitureKind::Byline => "byline",
            FurnitureKind::Date => "date",
            FurnitureKind::Credit => "credit",
            FurnitureKind::Form => "form",
            FurnitureKind::Other => "other",
        }
    }
}
