//! What a page's markup says of its article: headline, dates, authors, outlet, language, address.
//!
//! In: the walked page. Out: [`Told`], each part with the element it was read from. A date of
//! change is never taken for the date of publication.
//!
//! Known gaps: a canonical address that isn't written out in full is left out.

use super::jsonld::{Linked, linked};
use super::title::{Titles, behind_headline, headline, site_in_title};
use super::walk::Page;
use crate::assemble::Told;
use crate::dates::{self, Clock, in_markup};
use crate::stated::month_in_url;
use crate::{Credit, Outlet, agency, authors, byline, stated};

/// Reads a page's metadata; `url` is the address of the capture, where known.
pub(crate) fn told(page: &Page, url: Option<&str>) -> (Told, Option<String>) {
    let linked = linked(&page.scripts);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            page.metas
                .iter()
                .find(|(key, value)| key == name && !value.is_empty())
                .map(|(_, value)| value.as_str())
        })
    };
    let canonical = page
        .canonical
        .clone()
        .or_else(|| meta(&["og:url"]).filter(|url| url.starts_with("http")).map(str::to_owned))
        .or_else(|| linked.address.clone())
        .filter(|canonical| !is_front(canonical) || url.is_none_or(is_front));
    let address = canonical.clone();
    let place = url.map(str::to_owned).or_else(|| address.clone());
    let host = place.as_deref().and_then(host).map(str::to_owned);
    let site = meta(&["og:site_name"]).map(str::to_owned).or_else(|| linked.publisher.clone());
    let headings = |levels: std::ops::RangeInclusive<u8>| -> Vec<&str> {
        let fits = page.blocks.iter().filter(|block| levels.contains(&block.hint.heading));
        fits.map(|block| block.span.of(&page.text)).take(12).collect()
    };
    let titles = Titles {
        headings: headings(1..=1),
        smaller: headings(2..=3),
        linked: linked.headline.as_deref(),
        preview: meta(&["og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"]),
        title: page.title.as_deref(),
        site: site.as_deref(),
        host: host.as_deref(),
    };
    let (byline, credits) = people(
        page,
        &linked,
        site.as_deref(),
        meta(&["author", "article:author", "dc.creator", "sailthru.author", "parsely-author", "byl"]),
    );
    let code = language(page.language.as_deref()).or_else(|| language(linked.language.as_deref()));
    let country = dates::country(code.as_deref(), host.as_deref());
    let order = dates::order(code.as_deref(), country.as_deref());
    let addresses: Vec<&str> = [url, address.as_deref(), meta(&["og:url"])].into_iter().flatten().collect();
    let suffix = behind_headline(&titles).filter(|name| is_outlet(name, page));
    let told = Told {
        title: headline(&titles).map(|title| shown_headline(&titles, page).unwrap_or(title)),
        byline,
        language: code.clone(),
        outlet: outlet(&linked, meta(&["og:site_name"]), site_in_title(&titles), suffix),
        dates: in_markup(page, &linked, &addresses, order),
        order,
        clock: Clock {
            zone: dates::zone(code.as_deref(), country.as_deref()),
            captured: None,
            month: addresses.iter().find_map(|address| month_in_url(address)),
        },
        credits,
        brief: false,
        url: address,
        canonical,
        section: section(&linked, meta(SECTIONS), site.as_deref()),
        ..Told::default()
    };
    (told, linked.body)
}

/// Whether what stands behind the headline in `<title>` is the outlet and not a section: it has a
/// word that outlets have in their names, or a line of the page begins with it.
fn is_outlet(name: &str, page: &Page) -> bool {
    let words = name.split_whitespace().count();
    let shown =
        || page.blocks.iter().take(MASTHEAD_WITHIN).any(|block| block.span.of(&page.text).starts_with(name));
    (2..=LONGEST_OUTLET).contains(&words) && (agency::sounds_like_outlet(name) || shown())
}

/// Most words of an outlet's name.
const LONGEST_OUTLET: usize = 6;

/// Blocks from the top within which a page names itself.
const MASTHEAD_WITHIN: usize = 6;

/// Words of a paragraph's first line, and of a headline that stands in no heading.
const PARAGRAPH: usize = 16;
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=24;

/// Share of a line that is bold or large from which it stands out.
const STANDS_OUT: f32 = 0.9;

/// The headline of a page that has no heading and whose `<title>` only names the site, for it stands
/// as a line of its own far above: the bold or large line right above the first paragraph.
fn shown_headline(titles: &Titles, page: &Page) -> Option<String> {
    let headed = page.blocks.iter().any(|block| (1..=4).contains(&block.hint.heading));
    if headed || titles.preview.is_some() || titles.linked.is_some() {
        return None;
    }
    let title = titles.title?.trim();
    let line = |at: usize| page.blocks[at].span.of(&page.text);
    let words = |at: usize| line(at).split_whitespace().count();
    let first = (0..page.blocks.len()).find(|at| {
        words(*at) >= PARAGRAPH && crate::furniture::stops(line(*at)) && page.blocks[*at].hint.linked < 0.5
    })?;
    let site = (0..first).find(|at| line(*at) == title)?;
    let above = (site + 1..first)
        .rev()
        .find(|at| !stated::is_date_line(line(*at)) && !byline::is_byline(line(*at)))?;
    let fits = page.blocks[above].hint.strong >= STANDS_OUT && HEADLINE.contains(&words(above));
    (fits && !line(above).ends_with(['.', ':'])).then(|| line(above).to_owned())
}

fn outlet(linked: &Linked, site: Option<&str>, suffix: Option<&str>, behind: Option<&str>) -> Option<Outlet> {
    let named = |name: &str, basis: &str| Outlet {
        name: name.trim().to_owned(),
        basis: basis.to_owned(),
        span: None,
    };
    let fits = |name: &&str| !name.trim().is_empty() && name.len() < 100;
    site.filter(fits)
        .map(|name| named(name, "<meta> og:site_name"))
        .or_else(|| linked.publisher.as_deref().filter(fits).map(|name| named(name, "JSON-LD publisher")))
        .or_else(|| {
            suffix.filter(fits).map(|name| named(name, "end of <title>, which resembles the address"))
        })
        .or_else(|| behind.map(|name| named(name, "end of <title>, behind the headline")))
}

/// Names of `<meta>` that state the section.
const SECTIONS: &[&str] = &[
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "article.section",
    "dcsext.section",
];

/// Most bytes of a section's name.
const LONGEST_SECTION: usize = 60;

/// The section that the page says it stands in; the way to the page says it as well.
fn section(linked: &Linked, meta: Option<&str>, site: Option<&str>) -> Option<String> {
    let fits = |name: &&str| {
        !name.is_empty()
            && name.len() <= LONGEST_SECTION
            && name.contains(char::is_alphabetic)
            && !name.contains("://")
            && !site.is_some_and(|site| authors::same(site, name))
            && !authors::same(name, "home")
    };
    let given = [meta, linked.section.as_deref(), linked.crumb.as_deref()].into_iter().flatten();
    given.map(str::trim).find(fits).map(str::to_owned)
}

/// Whether an address is a site's front page: page software that knows no better states it for all
/// pages.
fn is_front(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// Names of people; agencies named as author are credits.
fn people(
    page: &Page,
    linked: &Linked,
    site: Option<&str>,
    meta: Option<&str>,
) -> (Vec<String>, Vec<Credit>) {
    let mut people: Vec<String> = Vec::new();
    let mut credits: Vec<Credit> = Vec::new();
    let sources: [Vec<&str>; 3] = [
        linked.authors.iter().map(String::as_str).collect(),
        meta.into_iter().filter(|value| !value.starts_with("http")).collect(),
        page.authors.iter().map(String::as_str).collect(),
    ];
    for source in sources {
        for raw in &source {
            if agency::named(raw).is_some() && !credits.iter().any(|known| known.agency == **raw) {
                credits.push(Credit {
                    agency: (*raw).to_owned(),
                    is_agency: true,
                    exact: (*raw).to_owned(),
                    span: None,
                });
            }
            let own = |name: &str| {
                // "Ann Bell Quay Herald": page software glued the paper's name to the person's.
                let cut = site.and_then(|site| name.strip_suffix(site)).map(str::trim_end);
                cut.filter(|cut| byline::is_name(cut)).unwrap_or(name).to_owned()
            };
            let mut names: Vec<String> = byline::names(raw).iter().map(|name| own(name)).collect();
            if names.is_empty() && linked.people.iter().any(|person| person == *raw) {
                names.extend(byline::data_name(raw).map(str::to_owned));
            }
            let person = |name: &String| {
                // A site of one person bears the person's name; data says which of the two it means.
                let said = linked.people.iter().any(|person| person == *raw) && byline::is_name(name);
                let site = site.is_some_and(|site| authors::same(site, name));
                said && !agency::sounds_like_outlet(name)
                    || !(site || agency::named(name).is_some() || agency::sounds_like_outlet(name))
            };
            names.retain(person);
            for name in names {
                if !people.contains(&name) {
                    people.push(name);
                }
            }
        }
        if !people.is_empty() {
            break;
        }
    }
    (people, credits)
}

/// A BCP 47 code as pages write it, with a hyphen; `None` for what isn't one.
fn language(raw: Option<&str>) -> Option<String> {
    let code = raw?.trim().replace('_', "-");
    let mut parts = code.split('-');
    let first = parts.next()?;
    let fits = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    (fits && code.len() <= 12 && parts.all(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric())))
        .then(|| code.clone())
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', '?', '#', ':']).next().filter(|host| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Stated;

    fn check(head: &str, expected: &str) {
        let page = super::super::walk(&format!(
            "<html lang=en_GB><head>{head}</head><body><h1>Dam holds</h1></body>"
        ));
        let (told, _) = told(&page, None);
        let (published, modified) = dates::weigh(&told.dates, &told.clock);
        let date =
            |stated: &Option<Stated>| stated.as_ref().map_or("-".into(), |stated| stated.date.to_string());
        let outlet = told.outlet.map_or("-".to_owned(), |outlet| outlet.name);
        let credits: Vec<String> = told.credits.into_iter().map(|credit| credit.agency).collect();
        assert_eq!(
            format!(
                "{} | {} | {} | {} | {}",
                date(&published),
                date(&modified),
                told.byline.join("; "),
                outlet,
                credits.join("; ")
            ),
            expected,
            "{head}"
        );
        assert_eq!(told.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn reads_metadata() {
        check(
            "<meta property='article:published_time' content='2031-03-04T10:00:00Z'><meta name=author content='By Ann Bell'>",
            "2031-03-04 | - | Ann Bell | - | ",
        );
        check("<meta property='article:modified_time' content='2031-03-05'>", "- | 2031-03-05 |  | - | ");
        check(
            "<meta property='og:site_name' content='Harbour Times'><time datetime='2031-03-04'></time>",
            "2031-03-04 | - |  | Harbour Times | ",
        );
        check("<meta name=author content='Reuters'>", "- | - |  | - | Reuters");
        check(
            "<meta name=author content='https://social.example/ann'><time class=updated datetime='2031-03-05'></time>",
            "- | 2031-03-05 |  | - | ",
        );
    }
}
