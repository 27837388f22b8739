//! Tells pages that hold no article: errors, log-in and consent pages, lists of articles, galleries.
//!
//! In: a walked page, and which of its blocks the model of blocks chose. Out: what it is instead, in
//! words. An article taken for something else is lost, so a page must both say what it is (by its
//! headline, its data, its address or what page software calls its body) and be without an article's
//! prose. Data that calls the page an article is believed but for pictures and walls.
//!
//! Known gaps: wordings are English and German, some French and Spanish; what a page shows only to
//! those who wait isn't known.

use super::marks::hash;
use super::tags::Tag;
use super::walk::Page;
use super::words::{CONSENT_HEADS, CONSENTS, ERRORS, GALLERIES, LIST_HEADS, LISTS, LOGINS, WALLS};
use firsthand_text::Folded;

/// Most bytes of prose on an error page, a page that checks for robots, or a list of articles.
const ERROR_PROSE: usize = 1500;

/// Most bytes of prose on an error page that shows no other articles.
const BARE_ERROR_PROSE: usize = 700;

/// Most bytes of prose on a page to log in.
const LOGIN_PROSE: usize = 600;

/// Most bytes of prose on a page of pictures.
const GALLERY_PROSE: usize = 600;

/// Fewest bytes of a paragraph.
const PARAGRAPH: usize = 160;

/// Most paragraphs above a list of articles.
const LIST_PARAGRAPHS: usize = 2;

/// Fewest links that read like headlines in a list of articles, and fewest words of one.
const LIST_LINKS: usize = 15;
const HEADLINE: usize = 4;

/// Fewest links that part the prose of a page into teasers, fewest parts, and most paragraphs of one.
const TEASER_LINKS: usize = 6;
const TEASERS: usize = 4;
const LONGEST_TEASER: usize = 2;

/// Share of the page's prose, in tenths, that asks for consent where nothing else stands.
const CONSENT: usize = 6;

/// Words of a request for consent in one paragraph, and on a page whose headline asks for it.
const CONSENT_SIGNS: usize = 3;
const CONSENT_PAGE_SIGNS: usize = 4;

/// Words that a headline may have besides those that say what the page is. "Access denied: how a
/// harbour closed" is an article's.
const BESIDE: usize = 4;

/// Steps of an address that may follow the one that names a list: "/category/world/europe/".
const BEHIND_LIST: usize = 2;

/// What a page is that is no article; `None` when it may be one.
///
/// `chosen` tells of each block whether the model holds it to be article; `url` is the page's address.
pub(crate) fn instead_of_article(page: &Page, chosen: &[bool], url: Option<&str>) -> Option<&'static str> {
    let seen = Seen::new(page, chosen, url);
    if seen.is_gallery() {
        return Some("a gallery of pictures or a video");
    }
    if seen.is_wall() {
        return Some("a page to log in or subscribe");
    }
    if seen.said_to_be_article {
        return None;
    }
    if seen.is_error() {
        return Some("the page of an error or of a check for robots");
    }
    if seen.is_login() {
        return Some("a page to log in or subscribe");
    }
    if seen.asks_consent() {
        return Some("a request for consent to cookies");
    }
    seen.is_list().then_some("a list of articles")
}

/// What is looked at of a page.
struct Seen<'p> {
    page: &'p Page,
    /// `og:type`, in lower case.
    kind: String,
    /// The title's parts and the first headings, folded.
    headlines: Vec<String>,
    /// Text of each block, folded, where it is prose.
    prose: Vec<(usize, String)>,
    /// Bytes of prose that the model chose.
    picked: usize,
    /// Paragraphs of some length that the model chose.
    paragraphs: usize,
    /// Blocks that are a link that reads like a headline.
    leads: Vec<usize>,
    /// Path of the address, in lower case.
    path: Option<String>,
    said_to_be_article: bool,
}

impl<'p> Seen<'p> {
    fn new(page: &'p Page, chosen: &[bool], url: Option<&str>) -> Seen<'p> {
        let meta =
            |name: &str| page.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let kind = meta("og:type").unwrap_or_default().to_ascii_lowercase();
        let text = |i: usize| page.blocks[i].span.of(&page.text);
        let is_prose = |i: &usize| {
            page.blocks[*i].span.len() >= super::blocks::PROSE && page.blocks[*i].hint.linked < 0.5
        };
        let prose: Vec<(usize, String)> =
            (0..page.blocks.len()).filter(is_prose).map(|i| (i, folded(text(i)))).collect();
        let picks = || prose.iter().filter(|(i, _)| chosen[*i]).map(|(i, _)| page.blocks[*i].span.len());
        let headings = page.blocks.iter().filter(|block| block.hint.heading == 1 || block.hint.heading == 2);
        let headings = headings.take(2).map(|block| folded(block.span.of(&page.text)));
        let titles = page.title.as_deref().map(folded).unwrap_or_default();
        let parts = titles.split(['|', '‹', '›', '»', '«', '—']).flat_map(|part| part.split(" - "));
        let parts = parts.flat_map(|part| part.split(" – "));
        let headlines = parts
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .chain(headings)
            .collect();
        let leads = (0..page.blocks.len())
            .filter(|i| page.blocks[*i].hint.linked > 0.8 && text(*i).split_whitespace().count() >= HEADLINE);
        let path = url.or(page.canonical.as_deref()).map(|url| {
            let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
            let path = rest.find('/').map_or("/", |at| &rest[at..]);
            path.split('#').next().unwrap_or("/").to_ascii_lowercase()
        });
        Seen {
            page,
            headlines,
            picked: picks().sum(),
            paragraphs: picks().filter(|length| *length >= PARAGRAPH).count(),
            leads: leads.collect(),
            path,
            said_to_be_article: kind.contains("article")
                || page.scripts.iter().any(|script| says_article(script)),
            prose,
            kind,
        }
    }

    /// Whether a headline is one of these phrases and little besides.
    fn headed(&self, phrases: &[&str]) -> bool {
        let words = |text: &str| text.split_whitespace().count();
        let fits =
            |line: &String, phrase: &&str| line.contains(phrase) && words(line) <= words(phrase) + BESIDE;
        self.headlines.iter().any(|line| phrases.iter().any(|phrase| fits(line, phrase)))
    }

    /// Whether a headline begins with one of these phrases, with little behind it.
    fn begins(&self, phrases: &[&str]) -> bool {
        let words = |text: &str| text.split_whitespace().count();
        let fits = |line: &String, phrase: &&str| {
            line.strip_prefix(phrase)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && words(rest) <= BESIDE)
        };
        self.headlines.iter().any(|line| phrases.iter().any(|phrase| fits(line, phrase)))
    }

    /// Whether data of the page names one of these types.
    fn is_typed(&self, types: &[&str]) -> bool {
        self.page.scripts.iter().any(|script| types.iter().any(|name| script.contains(name)))
    }

    /// Whether page software gives the body one of these classes.
    fn has_body(&self, classes: &[&[&str]]) -> bool {
        let body = self.page.elements.iter().find(|element| element.tag == Tag::Body);
        let words = body.map_or(&[][..], |body| &self.page.words[body.words.0..body.words.1]);
        let all = |class: &&[&str]| class.iter().all(|word| words.contains(&hash(word.as_bytes())));
        classes.iter().any(all)
    }

    fn is_gallery(&self) -> bool {
        let said = self.kind.contains("gallery")
            || self.is_typed(&["\"ImageGallery\"", "\"MediaGallery\""])
            || self.has_body(&[&["single", "format", "gallery"]]);
        let video = self.kind.starts_with("video") && !self.said_to_be_article;
        let headed = self.begins(GALLERIES) && !self.said_to_be_article;
        self.picked < GALLERY_PROSE && (said || video || headed)
    }

    /// A headline, and instead of its article the demand to log in.
    fn is_wall(&self) -> bool {
        let walled = |text: &String| WALLS.iter().filter(|word| text.contains(**word)).count() >= 2;
        self.page.asks_password
            && !self.prose.is_empty()
            && self.prose.iter().all(|(_, text)| walled(text))
            && self.prose.len() <= LIST_PARAGRAPHS
    }

    fn is_error(&self) -> bool {
        let most = if self.leads.len() >= TEASERS { ERROR_PROSE } else { BARE_ERROR_PROSE };
        // "error404"; figures are no part of the words that the walk keeps.
        self.picked < most && (self.headed(ERRORS) || self.has_body(&[&["error"]]))
    }

    fn is_login(&self) -> bool {
        let text = folded(&self.page.text[..cut(&self.page.text, LOGIN_WITHIN)]);
        let asks = self.page.asks_password || WALLS.iter().filter(|word| text.contains(**word)).count() >= 2;
        self.picked < LOGIN_PROSE && asks && self.begins(LOGINS)
    }

    fn asks_consent(&self) -> bool {
        let signs = |text: &str| CONSENTS.iter().filter(|word| text.contains(**word)).count();
        let (mut all, mut asking, mut quiet) = (0, 0, 0);
        for (i, text) in &self.prose {
            let length = self.page.blocks[*i].span.len();
            all += length;
            match signs(text) {
                0 => quiet += length,
                1..CONSENT_SIGNS => {}
                _ => asking += length,
            }
        }
        let alone =
            asking > 0 && asking * 10 >= all * CONSENT && self.picked < ERROR_PROSE.max(asking + asking / 2);
        // A dialogue may stand before an article.
        let headed = || {
            let text = folded(&self.page.text[..cut(&self.page.text, CONSENT_WITHIN)]);
            quiet < PARAGRAPH && self.headed(CONSENT_HEADS) && signs(&text) >= CONSENT_PAGE_SIGNS
        };
        alone || headed()
    }

    fn is_list(&self) -> bool {
        let typed = self.is_typed(&["\"CollectionPage\"", "\"ProfilePage\"", "\"SearchResultsPage\""]);
        let classed =
            self.has_body(&[&["archive"], &["search", "results"], &["home", "blog"], &["page", "taxonomy"]])
                && !self.has_body(&[&["single"]]);
        let listed = typed || classed || self.is_at_list() || self.begins(LIST_HEADS);
        let links = self.leads.len();
        listed
            && (self.picked < ERROR_PROSE && self.paragraphs <= LIST_PARAGRAPHS && links >= LIST_LINKS
                || links >= TEASER_LINKS && self.is_teasers())
    }

    /// Whether links that read like headlines part the prose into teasers.
    fn is_teasers(&self) -> bool {
        let (mut parts, mut longest) = (0, 0);
        let mut leads = self.leads.iter().peekable();
        let mut run = 0;
        for (i, _) in &self.prose {
            let mut parted = false;
            while leads.next_if(|lead| *lead < i).is_some() {
                parted = true;
            }
            if parted {
                run = 0;
                parts += 1;
            }
            run += 1;
            longest = longest.max(run);
        }
        parts >= TEASERS && longest <= LONGEST_TEASER
    }

    /// Whether the address is one of a list: a front page, or a step that names one near its end.
    fn is_at_list(&self) -> bool {
        let Some(path) = &self.path else { return false };
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if query.starts_with("s=") {
            return true;
        }
        let mut steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        if let [.., page, number] = steps.as_slice()
            && *page == "page"
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            return true;
        }
        if steps.last().is_some_and(|step| step.starts_with("index.") || step.starts_with("default.")) {
            steps.pop();
        }
        let at = steps.iter().position(|step| LISTS.contains(step));
        // "/?p=959" is an article's.
        steps.is_empty() && query.is_empty() || at.is_some_and(|at| steps.len() - at - 1 <= BEHIND_LIST)
    }
}

/// Bytes from the top of a page within which a form asks to log in, and a dialogue for consent.
const LOGIN_WITHIN: usize = 4000;
const CONSENT_WITHIN: usize = 6000;

fn cut(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

fn folded(text: &str) -> String {
    Folded::new(text).as_str().replace('’', "'")
}

/// Whether a script of page data names an article as such, and not as one of a list.
fn says_article(script: &str) -> bool {
    [
        "\"NewsArticle\"",
        "\"Article\"",
        "\"BlogPosting\"",
        "\"ReportageNewsArticle\"",
        "\"OpinionNewsArticle\"",
        "\"LiveBlogPosting\"",
    ]
    .iter()
    .any(|kind| script.contains(kind))
        && script.contains("\"headline\"")
        && !["\"ItemList\"", "\"CollectionPage\""].iter().any(|kind| script.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::walk;

    fn check(html: &str, url: Option<&str>, expected: Option<&str>) {
        let page = walk(html);
        // As if the model chose all prose.
        let chosen: Vec<bool> = page.blocks.iter().map(|block| block.hint.linked < 0.5).collect();
        assert_eq!(instead_of_article(&page, &chosen, url), expected, "{html}");
    }

    #[test]
    fn tells_what_is_no_article() {
        let prose = "<p>The ferry company said on Monday that it would run the service again from the first week of May, after a year.".repeat(20);
        let link = "<li><a href=x>The ferry runs again in May</a>".repeat(20);
        let error = Some("the page of an error or of a check for robots");
        let (login, list) = (Some("a page to log in or subscribe"), Some("a list of articles"));
        check("<title>Page not found - Quay Herald</title><p>Try the search.", None, error);
        check("<body class='error404 wide'><p>Nothing here.", None, error);
        check(&format!("<title>Why a page not found can cost a town its ferry</title>{prose}"), None, None);
        check("<title>Access denied: how a small harbour closed</title><p>Short.", None, None);
        check("<title>Log in | Quay Herald</title><input type=password>", None, login);
        check(&format!("<title>Log in to a new life</title>{prose}"), None, None);
        check(
            "<title>Register closes on Monday</title><p>The ferry company said so, and it meant it too, said those who were there.",
            None,
            None,
        );
        check(
            "<title>Quay Herald</title><p>We and our partners use cookies and process personal data for advertising; you can accept this or set your preferences.",
            None,
            Some("a request for consent to cookies"),
        );
        check(&format!("<title>Ships</title><ul>{link}</ul>"), Some("https://quay.example/tag/ships"), list);
        check(
            &format!("<title>Ships</title><ul>{link}</ul>{prose}"),
            Some("https://quay.example/tag/ships"),
            None,
        );
        check(&format!("<title>Ships</title><ul>{link}</ul>"), Some("https://quay.example/2031/ferry"), None);
        let teasers = "<h2><a href=x>The ferry runs again in May</a></h2><p>The ferry company said on Monday that it would run the service again from the first week of May, after a year.".repeat(8);
        check(&teasers, Some("https://quay.example/category/ships/page/3/"), list);
        check(&teasers, Some("https://quay.example/"), list);
        check(&format!("<body class='archive category'>{teasers}"), None, list);
        check(&teasers, Some("https://quay.example/archive/2031/03/04/ferry"), None);
        check(&teasers, Some("https://quay.example/?p=959"), None);
        check(&teasers, Some("https://quay.example/search?q=ferry"), list);
        check(&format!("<body class='not-front page-node'>{teasers}"), None, None);
        check(&teasers, None, None);
        check(
            "<meta property=og:type content=gallery><p>Ships",
            None,
            Some("a gallery of pictures or a video"),
        );
        check(
            "<meta property=og:type content=article><title>Access denied: how a harbour closed</title><p>Short",
            None,
            None,
        );
        check("", None, None);
    }
}
