//! Tells pages that hold no article: errors, log-in and consent pages, lists of articles, galleries.
//!
//! In: a walked page, and which of its blocks the model of blocks chose. Out: what it is instead, in
//! words. An article taken for something else is lost, so a page must both say what it is and be
//! without an article's prose.
//!
//! Known gaps: wordings are English; what a page shows only to those who wait isn't known.

use super::walk::Page;
use firsthand_text::folded;

/// Most bytes of prose on an error page, a page that checks for robots, or a list of articles.
const ERROR_PROSE: usize = 1500;

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

/// Share of the page's prose, in tenths, that asks for consent where nothing else stands.
const CONSENT: usize = 6;

/// Headlines of errors and checks.
const ERRORS: &[&str] = &[
    "page not found",
    "page cannot be found",
    "page can't be found",
    "page could not be found",
    "404 not found",
    "404 error",
    "error 404",
    "not found - 404",
    "403 forbidden",
    "access denied",
    "access to this page has been denied",
    "just a moment",
    "attention required",
    "are you a robot",
    "verify you are human",
    "verifying you are human",
    "security check",
    "500 internal server error",
    "internal server error",
    "502 bad gateway",
    "bad gateway",
    "503 service",
    "service unavailable",
    "temporarily unavailable",
    "site maintenance",
    "down for maintenance",
    "this page isn't available",
    "no longer available",
    "pardon our interruption",
    "page unavailable",
];

/// Headlines of pages to log in.
const LOGINS: &[&str] = &[
    "log in",
    "login",
    "sign in",
    "sign up",
    "register",
    "create an account",
    "create account",
    "forgot password",
    "reset password",
    "subscribe",
    "my account",
];

/// Words of a consent notice.
const CONSENTS: &[&str] = &[
    "cookie",
    "consent",
    "privacy",
    "partners",
    "personal data",
    "personalised",
    "personalized",
    "accept",
    "preferences",
    "purposes",
    "legitimate interest",
    "advertising",
];

/// Parts of addresses of lists.
const LISTS: &[&str] = &[
    "/tag/",
    "/tags/",
    "/topic/",
    "/topics/",
    "/category/",
    "/categories/",
    "/author/",
    "/authors/",
    "/section/",
    "/search",
    "/archive",
    "/page/",
    "/latest",
];

/// What a page is that is no article; `None` when it may be one.
///
/// `chosen` tells of each block whether the model holds it to be article; `url` is the page's address.
pub(crate) fn instead_of_article(page: &Page, chosen: &[bool], url: Option<&str>) -> Option<&'static str> {
    let meta = |name: &str| page.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let kind = meta("og:type").unwrap_or_default().to_ascii_lowercase();
    if kind.contains("article") || page.scripts.iter().any(|script| says_article(script)) {
        return None;
    }
    let text = |i: usize| page.blocks[i].span.of(&page.text);
    let prose =
        |i: usize| page.blocks[i].span.len() >= super::blocks::PROSE && page.blocks[i].hint.linked < 0.5;
    let picked: usize =
        (0..page.blocks.len()).filter(|i| chosen[*i] && prose(*i)).map(|i| page.blocks[i].span.len()).sum();
    let first = page.blocks.iter().position(|block| block.hint.heading == 1).map(text);
    let headlines: Vec<String> = page
        .title
        .as_deref()
        .into_iter()
        .chain(first)
        .map(|headline| folded(headline).replace('’', "'"))
        .collect();
    let headed = |words: &[&str]| headlines.iter().any(|line| words.iter().any(|word| line.contains(word)));
    if picked < ERROR_PROSE && headed(ERRORS) {
        return Some("the page of an error or of a check for robots");
    }
    let login = headlines.iter().any(|line| LOGINS.iter().any(|word| line.starts_with(word)));
    if picked < LOGIN_PROSE && (login || page.asks_password && headed(LOGINS)) {
        return Some("a page to log in or subscribe");
    }
    if picked < GALLERY_PROSE
        && (kind.contains("gallery")
            || page
                .scripts
                .iter()
                .any(|script| script.contains("\"ImageGallery\"") || script.contains("\"MediaGallery\"")))
    {
        return Some("a gallery of pictures");
    }
    let (mut all, mut asking) = (0, 0);
    for i in (0..page.blocks.len()).filter(|i| prose(*i)) {
        let folded = folded(text(i));
        let signs = CONSENTS.iter().filter(|word| folded.contains(**word)).count();
        all += page.blocks[i].span.len();
        asking += if signs >= 3 { page.blocks[i].span.len() } else { 0 };
    }
    if asking > 0 && asking * 10 >= all * CONSENT && picked < ERROR_PROSE.max(asking + asking / 2) {
        return Some("a request for consent to cookies");
    }
    let paragraphs = (0..page.blocks.len())
        .filter(|i| chosen[*i] && prose(*i) && page.blocks[*i].span.len() >= PARAGRAPH)
        .count();
    let leads = page
        .blocks
        .iter()
        .filter(|block| {
            block.hint.linked > 0.8 && block.span.of(&page.text).split_whitespace().count() >= HEADLINE
        })
        .count();
    let path = url.or(page.canonical.as_deref()).map(|url| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.find('/')
            .map_or("/", |at| &rest[at..])
            .split(['?', '#'])
            .next()
            .unwrap_or("/")
            .to_ascii_lowercase()
    });
    let listed = path.is_some_and(|path| path == "/" || LISTS.iter().any(|part| path.contains(part)))
        || page.scripts.iter().any(|script| script.contains("\"CollectionPage\""));
    if picked < ERROR_PROSE && paragraphs <= LIST_PARAGRAPHS && leads >= LIST_LINKS && listed {
        return Some("a list of articles");
    }
    None
}

/// Whether a script of page data names an article as such.
fn says_article(script: &str) -> bool {
    [
        "\"NewsArticle\"",
        "\"Article\"",
        "\"BlogPosting\"",
        "\"ReportageNewsArticle\"",
        "\"OpinionNewsArticle\"",
    ]
    .iter()
    .any(|kind| script.contains(kind))
        && script.contains("\"headline\"")
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
        check(
            "<title>Page not found - Quay Herald</title><p>Try the search.",
            None,
            Some("the page of an error or of a check for robots"),
        );
        check(&format!("<title>Why a page not found can cost a town its ferry</title>{prose}"), None, None);
        check(
            "<title>Log in | Quay Herald</title><input type=password>",
            None,
            Some("a page to log in or subscribe"),
        );
        check(&format!("<title>Log in to a new life</title>{prose}"), None, None);
        check(
            "<title>Quay Herald</title><p>We and our partners use cookies and process personal data for advertising; you can accept this or set your preferences.",
            None,
            Some("a request for consent to cookies"),
        );
        check(
            &format!("<title>Ships</title><ul>{link}</ul>"),
            Some("https://quay.example/tag/ships"),
            Some("a list of articles"),
        );
        check(
            &format!("<title>Ships</title><ul>{link}</ul>{prose}"),
            Some("https://quay.example/tag/ships"),
            None,
        );
        check(&format!("<title>Ships</title><ul>{link}</ul>"), Some("https://quay.example/2031/ferry"), None);
        check("<meta property=og:type content=gallery><p>Ships", None, Some("a gallery of pictures"));
        check(
            "<meta property=og:type content=article><title>Access denied: how a harbour closed</title><p>Short",
            None,
            None,
        );
        check("", None, None);
    }
}
