//! Whether a page's numbers put the day or the month first, and how far its clock is from UTC.
//!
//! In: the page's language, its address. Out: [`Order`], and the hours between which its zone lies.
//! Month first is the custom of the United States and of a few places besides; all others that
//! write day, month and year in figures put the day first (Unicode CLDR, date formats "short").
//! The zones are those of the IANA database at the country's extremes, summer time included.
//!
//! Known gaps: English without a country on an address that has none is left open.

/// Which number of `3/4/2031` is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
    /// Nobody can tell.
    #[default]
    Unknown,
}

/// Country codes that put the month first.
const MONTH_FIRST: &[&str] = &["us", "ph", "pr", "gu", "vi", "mh", "fm", "pw"];

/// Domains that are used all over the world though they look like a country's.
const NO_COUNTRY: &[&str] = &[
    "com", "org", "net", "io", "tv", "co", "me", "ai", "fm", "ly", "cc", "info", "eu", "news", "is", "to",
    "gg", "so",
];

/// The country that a page speaks from: the region of its language, else the end of its host's name.
pub(crate) fn country(language: Option<&str>, host: Option<&str>) -> Option<String> {
    let domain = host
        .and_then(|host| host.rsplit('.').next())
        .filter(|end| end.len() == 2 && end.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .map(|end| if end.eq_ignore_ascii_case("uk") { "gb".to_owned() } else { end.to_ascii_lowercase() })
        .filter(|end| !NO_COUNTRY.contains(&end.as_str()));
    let american =
        host.is_some_and(|host| host.ends_with(".gov") || host.ends_with(".mil") || host.ends_with(".edu"));
    let region = || {
        let code = language?;
        let mut parts = code.split(['-', '_']).skip(1);
        parts
            .find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
            .map(str::to_ascii_lowercase)
    };
    // Page software ships with "en-US" and nobody changes it; an address is chosen.
    domain.or_else(|| american.then(|| "us".to_owned())).or_else(region)
}

/// The order of a page of this language and country.
pub(crate) fn order(language: Option<&str>, country: Option<&str>) -> Order {
    if let Some(country) = country {
        return if MONTH_FIRST.contains(&country) { Order::MonthFirst } else { Order::DayFirst };
    }
    match language.map(|code| code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase()) {
        Some(code) if code != "en" && !code.is_empty() => Order::DayFirst,
        _ => Order::Unknown,
    }
}

/// Hours from UTC between which the clocks of a country lie; all of the world's where nobody knows.
/// A language tells where its speakers share a few zones.
pub(crate) fn zone(language: Option<&str>, country: Option<&str>) -> (i8, i8) {
    const WORLD: (i8, i8) = (-10, 13);
    let of_country = |code: &str| -> Option<(i8, i8)> {
        Some(match code {
            "gb" | "ie" | "pt" => (0, 1),
            "de" | "at" | "ch" | "fr" | "it" | "es" | "nl" | "be" | "lu" | "dk" | "se" | "no" | "pl"
            | "cz" | "sk" | "hu" | "si" | "hr" | "ba" | "rs" | "mk" | "me" | "al" | "mt" | "li" => (1, 2),
            "fi" | "ee" | "lv" | "lt" | "gr" | "ro" | "bg" | "ua" | "cy" | "il" | "lb" | "eg" => (2, 3),
            "tr" | "by" | "sa" | "ke" | "qa" | "kw" | "iq" | "et" => (3, 3),
            "us" => (-10, -4),
            "ca" => (-8, -2),
            "mx" => (-8, -5),
            "br" => (-5, -2),
            "ar" | "uy" => (-3, -3),
            "cl" => (-6, -3),
            "co" | "pe" | "ec" => (-5, -5),
            "ae" => (4, 4),
            "pk" => (5, 5),
            "in" | "lk" => (5, 5),
            "np" | "bd" => (5, 6),
            "th" | "vn" | "kh" => (7, 7),
            "id" => (7, 9),
            "cn" | "hk" | "tw" | "sg" | "my" | "ph" | "mo" => (8, 8),
            "jp" | "kr" => (9, 9),
            "au" => (8, 11),
            "nz" => (12, 13),
            "ru" => (2, 12),
            "za" => (2, 2),
            "ng" => (1, 1),
            _ => return None,
        })
    };
    let of_language = |code: &str| -> Option<(i8, i8)> {
        Some(match code {
            "de" | "it" | "nl" | "da" | "sv" | "no" | "nb" | "nn" | "pl" | "cs" | "sk" | "hu" | "sl"
            | "hr" | "bs" | "sr" | "ca" => (1, 2),
            "fi" | "et" | "lv" | "lt" | "el" | "ro" | "bg" | "uk" | "he" => (2, 3),
            "tr" => (3, 3),
            "hi" | "bn" | "ta" | "te" | "mr" | "ur" => (5, 6),
            "th" | "vi" => (7, 7),
            "zh" => (8, 8),
            "ja" | "ko" => (9, 9),
            _ => return None,
        })
    };
    country
        .and_then(of_country)
        .or_else(|| {
            let code = language?.split(['-', '_']).next()?.to_ascii_lowercase();
            country.is_none().then(|| of_language(&code)).flatten()
        })
        .unwrap_or(WORLD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, host: &str, expected: (Order, (i8, i8))) {
        let language = Some(language).filter(|code| !code.is_empty());
        let country = country(language, Some(host).filter(|host| !host.is_empty()));
        let found = (order(language, country.as_deref()), zone(language, country.as_deref()));
        assert_eq!(found, expected, "{language:?} {host}");
    }

    #[test]
    fn knows_customs() {
        check("en-US", "news.example.com", (Order::MonthFirst, (-10, -4)));
        check("en-US", "example.co.uk", (Order::DayFirst, (0, 1)));
        check("en", "example.com", (Order::Unknown, (-10, 13)));
        check("en-GB", "", (Order::DayFirst, (0, 1)));
        check("de", "example.com", (Order::DayFirst, (1, 2)));
        check("", "example.gov", (Order::MonthFirst, (-10, -4)));
        check("", "example.tv", (Order::Unknown, (-10, 13)));
        check("zh-Hans-SG", "", (Order::DayFirst, (8, 8)));
        check("", "", (Order::Unknown, (-10, 13)));
    }
}
