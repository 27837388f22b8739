//! A page's headline out of what names it: first heading, JSON-LD, social preview, `<title>`.
//!
//! The site's name is cut off only where it is known to be that: it equals the stated site name or
//! resembles the address's host. So a headline keeps its own hyphens and colons.

use firsthand_text::Folded;

/// The candidates as the page gives them.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles<'p> {
    pub(super) headings: Vec<&'p str>,
    /// Second and third headings.
    pub(super) smaller: Vec<&'p str>,
    pub(super) linked: Option<&'p str>,
    pub(super) preview: Option<&'p str>,
    pub(super) title: Option<&'p str>,
    pub(super) site: Option<&'p str>,
    pub(super) host: Option<&'p str>,
}

/// Fewest words in common, in tenths of the shorter one, for two titles to mean one headline.
const ALIKE: usize = 6;

/// The headline.
pub(super) fn headline(titles: &Titles) -> Option<String> {
    let cut = |title: &str| without_site(title, titles);
    let named: Vec<String> = [titles.preview, titles.linked, titles.title]
        .into_iter()
        .flatten()
        .map(cut)
        .filter(|title| !title.is_empty())
        .collect();
    // The displayed heading is the headline when page data agrees with it.
    let heading = titles
        .headings
        .iter()
        .find(|heading| named.iter().any(|name| alike(heading, name) >= ALIKE) && !is_site(heading, titles));
    let sole = || (titles.headings.len() == 1 && named.is_empty()).then(|| titles.headings[0]);
    match heading.copied().or_else(sole) {
        Some(heading) => Some(cut(heading)),
        None => named.into_iter().find(|name| !is_site(name, titles)),
    }
    .filter(|title| title.contains(char::is_alphanumeric))
}

/// The part of `<title>` that is the site's name, when it is told by the host.
pub(super) fn site_in_title<'p>(titles: &Titles<'p>) -> Option<&'p str> {
    let (_, site) = split(titles.title?)?;
    (resembles_host(site, titles.host)).then_some(site)
}

/// Cuts the site's name off a title's end or beginning.
fn without_site(title: &str, titles: &Titles) -> String {
    let mut title = title.trim();
    for _ in 0..3 {
        match split(title) {
            Some((rest, site)) if is_site(site, titles) && !rest.is_empty() => title = rest,
            _ => break,
        }
    }
    if let Some((site, rest)) = title.split_once(" | ").or_else(|| title.split_once(" - "))
        && is_site(site, titles)
    {
        title = rest.trim();
    }
    // A heading that is the beginning of the title says where the headline ends.
    match behind_heading(title, titles) {
        Some((heading, _)) => heading.trim().to_owned(),
        None => title.to_owned(),
    }
}

/// Fewest words of a heading that tells where the headline ends.
const SHORTEST_HEADING: usize = 4;

/// A heading of the page with which `title` begins, and what stands behind it and a separator.
fn behind_heading<'t>(title: &'t str, titles: &Titles<'t>) -> Option<(&'t str, &'t str)> {
    let cut = |heading: &'t str, first: bool| {
        let rest = title.strip_prefix(heading)?;
        let marks = ['|', '-', '–', '—', '·', '»', ':'];
        // A second heading may be the headline's beginning; a separator stands free then.
        let apart = if first {
            rest.trim_start().starts_with(marks)
        } else {
            rest.starts_with(' ') && rest.trim_start().starts_with(&marks[..6])
        };
        let fits = heading.split_whitespace().count() >= SHORTEST_HEADING;
        (fits && apart).then(|| (heading, rest.trim_start().trim_start_matches(marks).trim()))
    };
    let first = titles.headings.iter().find_map(|heading| cut(heading, true));
    first.or_else(|| titles.smaller.iter().find_map(|heading| cut(heading, false)))
}

/// What stands behind the headline in `<title>`, when a heading tells where it ends.
pub(super) fn behind_headline<'p>(titles: &Titles<'p>) -> Option<&'p str> {
    let (_, rest) = behind_heading(titles.title?, titles)?;
    let last = split(rest).map_or(rest, |(_, last)| last);
    (!last.is_empty()).then_some(last)
}

/// `(before, behind)` of the last separator.
fn split(title: &str) -> Option<(&str, &str)> {
    [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • ", " / ", " |", "| "]
        .iter()
        .filter_map(|separator| title.rfind(separator).map(|at| (at, separator.len())))
        .max()
        .and_then(|(at, length)| Some((title.get(..at)?.trim(), title.get(at + length..)?.trim())))
}

fn is_site(part: &str, titles: &Titles) -> bool {
    let same = titles.site.is_some_and(|site| {
        letters(site) == letters(part) || alike(site, part) == 10 && part.split_whitespace().count() <= 4
    });
    same || resembles_host(part, titles.host)
}

/// Whether the letters of `part` are the host's, or begin it ("The Harbour Times", harbourtimes.example).
fn resembles_host(part: &str, host: Option<&str>) -> bool {
    let Some(host) = host else { return false };
    let host = host.trim_start_matches("www.");
    let name: String = host.split('.').next().unwrap_or("").chars().filter(|c| c.is_alphanumeric()).collect();
    let part = letters(part);
    let short = part.strip_prefix("the").unwrap_or(&part);
    !name.is_empty()
        && short.len() >= 2
        && (part == name
            || short == name
            || part == letters(host)
            || short.len() >= 5 && name.contains(short))
}

fn letters(text: &str) -> String {
    Folded::new(text).as_str().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words in common in tenths of the shorter title's.
fn alike(left: &str, right: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let folded = Folded::new(text);
        folded
            .as_str()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(60)
            .map(str::to_owned)
            .collect()
    };
    let (left, mut right) = (words(left), words(right));
    let shorter = left.len().min(right.len());
    let mut common = 0;
    for word in left {
        if let Some(at) = right.iter().position(|other| *other == word) {
            right.swap_remove(at);
            common += 1;
        }
    }
    usize::checked_div(common * 10, shorter).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headings: &[&str], preview: &str, title: &str, expected: &str) {
        let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        let (preview, title) =
            (Box::leak(preview.to_owned().into_boxed_str()), Box::leak(title.to_owned().into_boxed_str()));
        let titles = Titles {
            headings: headings.to_vec(),
            smaller: vec!["Dam holds through the night"],
            linked: None,
            preview: some(preview),
            title: some(title),
            site: some("Harbour Times"),
            host: Some("www.harbourtimes.example"),
        };
        assert_eq!(headline(&titles).unwrap_or_default(), expected);
    }

    #[test]
    fn finds_headlines() {
        check(
            &["Dam holds - for now"],
            "Dam holds - for now",
            "Dam holds - for now | Harbour Times",
            "Dam holds - for now",
        );
        check(&[], "", "Dam holds - for now - Harbour Times", "Dam holds - for now");
        check(&[], "", "Harbour: dam holds", "Harbour: dam holds");
        check(
            &["Harbour Times"],
            "Dam holds for now",
            "Dam holds for now | Harbour Times",
            "Dam holds for now",
        );
        check(&["Most read", "Dam holds for now"], "Dam holds for now, says mayor", "", "Dam holds for now");
        check(&["Dam holds for now"], "", "Dam holds for now | News", "Dam holds for now");
        check(&[], "", "Dam holds through the night - Meridian Herald", "Dam holds through the night");
        check(
            &[],
            "",
            "Dam holds through the night: what we know",
            "Dam holds through the night: what we know",
        );
        check(&["Dam holds"], "", "", "Dam holds");
        check(&[], "", "Harbour Times", "");
        check(&[], "", "", "");
    }
}
