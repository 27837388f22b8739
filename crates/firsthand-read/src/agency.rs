//! The table of news agencies, and how their names are written.

use std::sync::LazyLock;

/// One agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agency {
    /// The name it goes by.
    pub(crate) name: &'static str,
    /// All forms of its name, the usual one first.
    pub(crate) forms: Vec<&'static str>,
    /// Whether its short form is also a common word or initials of much else ("MAP", "PL"): such a
    /// form only counts where an agency is expected (brackets of a dateline, a credit line).
    weak: bool,
}

/// Name, forms and whether the forms are weak, one agency a line. General knowledge: agencies'
/// names as they sign their copy.
static TABLE: LazyLock<Vec<Agency>> = LazyLock::new(|| {
    include_str!("agencies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let name = cells.next().filter(|name| !name.is_empty())?;
            let forms = cells.next()?.split('|').collect();
            Some(Agency { name, forms, weak: cells.next() == Some("weak") })
        })
        .collect()
});

/// The agency that signs as `name`, where an agency is expected. An article ("the") and
/// "news agency" behind the name don't matter.
pub(crate) fn named(name: &str) -> Option<&'static Agency> {
    let core = core(name);
    TABLE.iter().find(|agency| same(agency.name, core) || agency.forms.iter().any(|form| same(form, core)))
}

/// The agency named `name` in running text: short forms that mean other things too don't count.
pub(crate) fn in_prose(name: &str) -> Option<&'static Agency> {
    let core = core(name);
    named(core)
        .filter(|agency| !agency.weak || agency.forms.iter().any(|form| form.len() > 4 && same(form, core)))
}

/// Whether a name has a word that publishers and agencies have in theirs ("Meridian News Agency").
pub(crate) fn sounds_like_outlet(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "news",
        "agency",
        "press",
        "times",
        "post",
        "herald",
        "tribune",
        "journal",
        "wire",
        "newswire",
        "newswires",
        "media",
        "network",
        "radio",
        "tv",
        "television",
        "broadcasting",
        "gazette",
        "chronicle",
        "guardian",
        "telegraph",
        "telegram",
        "report",
        "enquirer",
        "globe",
        "mail",
        "daily",
        "weekly",
        "magazine",
        "review",
        "observer",
        "bulletin",
        "presse",
        "agence",
        "agencia",
        "agência",
        "agenzia",
        "agentur",
        "gazeta",
        "courier",
        "dispatch",
        "examiner",
        "inquirer",
        "reporter",
        "sentinel",
        "standard",
        "online",
        "today",
        "newspaper",
        "newsroom",
    ];
    name.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

fn core(name: &str) -> &str {
    let name = name.trim().trim_matches(|c: char| "\"'“”‘’().,/".contains(c));
    let name = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    let lower = name.to_lowercase();
    for tail in [" news agency", " newswire", " news service"] {
        if lower.ends_with(tail)
            && let Some(short) = name.get(..name.len() - tail.len())
            && TABLE.iter().any(|agency| agency.forms.iter().any(|form| same(form, short)))
        {
            return short;
        }
    }
    name
}

/// Short forms are told from words by their capitals; long ones may be written in any case.
fn same(form: &str, name: &str) -> bool {
    if form.len() <= 4 {
        form == name
    } else {
        form.eq_ignore_ascii_case(name) || form.to_lowercase() == name.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_agencies() {
        let name = |agency: Option<&'static Agency>| agency.map(|agency| agency.name);
        assert_eq!(name(named("Reuters")), Some("Reuters"));
        assert_eq!(name(named("the Associated Press")), Some("AP"));
        assert_eq!(name(named("TASS news agency")), Some("TASS"));
        assert_eq!(name(named("dpa")), Some("dpa"));
        assert_eq!(name(named("Meridian News Agency")), None);
        assert_eq!(name(in_prose("MAP")), None);
        assert_eq!(name(named("MAP")), Some("MAP"));
        assert!(sounds_like_outlet("Meridian News Agency"));
        assert!(!sounds_like_outlet("Ann Bell"));
        assert!(TABLE.len() > 70);
    }
}
