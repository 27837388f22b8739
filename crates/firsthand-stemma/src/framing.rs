//! Words that name one thing with another load: "war" and "operation", "government" and "regime".
//!
//! In: the words of two readings of one place. Out: the two words that frame it differently. A list of
//! common English; words outside of it are not judged.

use crate::reading::Token;

/// Words for one kind of thing, a row each. Within a row a change of word is a change of frame; words
/// joined by a stroke frame alike.
const ROWS: &[&[&str]] = &[
    &[
        "war",
        "invasion",
        "aggression",
        "onslaught",
        "operation",
        "conflict",
        "crisis",
        "dispute",
        "offensive/assault/attack",
        "incursion",
        "campaign",
        "intervention",
        "clash",
        "fighting/hostilities",
        "raid",
        "occupation",
        "liberation",
        "genocide",
        "massacre",
        "skirmish",
    ],
    &[
        "government/administration",
        "regime",
        "junta",
        "dictatorship",
        "ruler",
        "authorities",
        "clique",
        "leadership",
    ],
    &[
        "terrorist/extremist",
        "militant",
        "rebel/insurgent",
        "fighter/soldier",
        "gunman/gunmen",
        "separatist",
        "jihadist",
        "guerrilla",
        "mercenary/mercenaries",
        "freedom-fighter",
    ],
    &[
        "killed/died/dead",
        "murdered",
        "executed",
        "slaughtered/massacred/butchered",
        "assassinated",
        "eliminated/neutralised/neutralized/liquidated",
        "martyred",
    ],
    &[
        "protester/demonstrator/protestor",
        "rioter",
        "mob",
        "activist",
        "hooligan",
        "agitator",
        "troublemaker",
    ],
    &["protest/demonstration/rally", "riot", "unrest/disturbance", "uprising/revolt", "coup"],
    &[
        "migrant/immigrant",
        "refugee",
        "illegal",
        "undocumented",
        "alien",
        "irregular",
        "asylum-seeker",
        "infiltrator",
    ],
    &["leader/president/premier", "dictator", "strongman", "autocrat", "despot", "tyrant"],
    &["ally/partner", "puppet", "proxy/proxies", "client"],
    &["annexed/annexation", "reunified/reunification", "seized/seizure", "liberated", "captured", "occupied"],
    &["controversial", "landmark/historic", "notorious", "so-called", "disputed"],
    &["reform", "overhaul", "cut/cutback", "austerity", "crackdown"],
    &["estate/inheritance", "death-tax"],
    &["detained/arrested", "kidnapped/abducted", "jailed", "held"],
    &["hostage", "prisoner", "captive", "detainee"],
    &["settlement", "colony/colonies", "outpost"],
    &["wall", "fence", "barrier"],
];

/// Words that add a view when they stand before what they describe.
const LOADED: &[&str] = &[
    "aggressive",
    "barbaric",
    "blatant",
    "bloodthirsty",
    "brazen",
    "brutal",
    "controversial",
    "cowardly",
    "devastating",
    "disgraced",
    "draconian",
    "embattled",
    "extremist",
    "fanatical",
    "full-scale",
    "hardline",
    "heroic",
    "horrific",
    "illegal",
    "infamous",
    "notorious",
    "radical",
    "reckless",
    "ruthless",
    "self-styled",
    "shameful",
    "so-called",
    "unjustified",
    "unprecedented",
    "unprovoked",
    "vicious",
];

/// The row and the frame within it.
fn frame(word: &str) -> Option<(usize, usize)> {
    let plain = word.strip_suffix("'s").unwrap_or(word);
    let find = |word: &str| {
        ROWS.iter().enumerate().find_map(|(row, frames)| {
            frames.iter().position(|frame| frame.split('/').any(|name| name == word)).map(|at| (row, at))
        })
    };
    find(plain)
        .or_else(|| plain.strip_suffix("es").and_then(find))
        .or_else(|| plain.strip_suffix('s').and_then(find))
}

/// What frames the two readings apart: (word of `a`, word of `b`), one of them empty when a loaded
/// word was added or dropped.
pub(crate) fn differ<'t>(a: &'t [Token], b: &'t [Token]) -> Option<(&'t str, &'t str)> {
    let frames = |tokens: &'t [Token]| {
        tokens.iter().filter_map(|token| Some((frame(&token.lower)?, token.lower.as_str())))
    };
    for ((row, at), word) in frames(a) {
        // A frame that both have is no change.
        if frames(b).any(|((other_row, other), _)| (other_row, other) == (row, at)) {
            continue;
        }
        if let Some((_, other)) = frames(b).find(|((other_row, other), _)| {
            *other_row == row && !frames(a).any(|((mine_row, mine), _)| (mine_row, mine) == (row, *other))
        }) {
            return Some((word, other));
        }
    }
    let loaded = |tokens: &'t [Token], others: &[Token]| {
        tokens.iter().map(|token| token.lower.as_str()).find(|word| {
            LOADED.binary_search(word).is_ok() && !others.iter().any(|other| other.lower == *word)
        })
    };
    loaded(a, b).map(|word| (word, "")).or_else(|| loaded(b, a).map(|word| ("", word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tokens;
    use firsthand_text::Span;

    fn check(a: &str, b: &str, want: Option<(&str, &str)>) {
        let (x, y) = (tokens(a, Span::new(0, a.len())), tokens(b, Span::new(0, b.len())));
        assert_eq!(differ(&x, &y), want, "{a} | {b}");
    }

    #[test]
    fn frames() {
        check("its war with", "its invasion of", Some(("war", "invasion")));
        check("the government", "the regime’s", Some(("government", "regime's")));
        check("the attacks", "the assault", None);
        check("a law", "a draconian law", Some(("", "draconian")));
        check("the river", "the stream", None);
        assert!(LOADED.is_sorted());
    }
}
