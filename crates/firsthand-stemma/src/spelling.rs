//! One form for British and American spellings of a word.
//!
//! In: a folded word. Out: a form that is the same for both spellings ("defence", "defense"). The
//! form itself need not be a word: a rule only has to keep different words apart ("promise" becomes
//! "promize", which hurts nobody; "filled" must not become "filed").
//!
//! Known gaps: pairs that are also other words ("tyre" and "tire", "tonne" and "ton") are left apart.

use std::borrow::Cow;

/// Words whose two spellings follow no ending, as (spelling, form).
const PAIRS: &[(&str, &str)] = &[
    ("aeroplane", "airplane"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("amongst", "among"),
    ("anaemia", "anemia"),
    ("artefact", "artifact"),
    ("artefacts", "artifacts"),
    ("catalogue", "catalog"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("dialled", "dialed"),
    ("dialogue", "dialog"),
    ("draught", "draft"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("foetus", "fetus"),
    ("fuelled", "fueled"),
    ("fuelling", "fueling"),
    ("fulfil", "fulfill"),
    ("gaol", "jail"),
    ("grey", "gray"),
    ("instalment", "installment"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("learnt", "learned"),
    ("leukaemia", "leukemia"),
    ("manoeuvre", "maneuver"),
    ("manoeuvres", "maneuvers"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("orthopaedic", "orthopedic"),
    ("paediatric", "pediatric"),
    ("pct", "percent"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("skilful", "skillful"),
    ("sulphur", "sulfur"),
    ("towards", "toward"),
    ("whilst", "while"),
    ("wilful", "willful"),
];

/// Endings with two spellings, as (ending, form). The first that fits is taken.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yse", "yze"),
    ("ences", "enses"),
    ("ence", "ense"),
    ("tres", "ters"),
    ("tre", "ter"),
    ("tred", "tered"),
    ("bres", "bers"),
    ("bre", "ber"),
    ("ogues", "ogs"),
];

/// Shortest word that drops one l before an ending: "labelled" has eight letters, while "filled" and
/// "filling", which are not "filed" and "filing", have fewer.
const SHORTEST_DOUBLED: usize = 8;

/// Shortest word in which "our" may be "or": keeps "four", "hour" and "your".
const SHORTEST_OUR: usize = 6;

/// The form that stands for all spellings of `word` (lower case, no hyphens).
pub(crate) fn canonical(word: &str) -> Cow<'_, str> {
    // Nothing below is shorter than "pct", and figures have no spelling.
    if word.len() < 3 || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    if let Ok(at) = PAIRS.binary_search_by(|(spelling, _)| (*spelling).cmp(word)) {
        return Cow::Borrowed(PAIRS[at].1);
    }
    let bytes = word.as_bytes();
    let last = bytes[bytes.len() - 1];
    if matches!(last, b'e' | b's' | b'd' | b'g' | b'r' | b'n') && word.len() > 4 {
        for (ending, form) in ENDINGS {
            if let Some(stem) = word.strip_suffix(ending) {
                return Cow::Owned(format!("{stem}{form}"));
            }
        }
        if word.len() >= SHORTEST_DOUBLED {
            for ending in ["lling", "lled", "ller", "llers"] {
                if let Some(stem) = word.strip_suffix(ending) {
                    return Cow::Owned(format!("{stem}{}", &ending[1..]));
                }
            }
        }
    }
    if word.len() >= SHORTEST_OUR
        && let Some(at) = word.find("our")
        && at > 1
        && matches!(bytes[at - 1], b'b' | b'd' | b'g' | b'i' | b'l' | b'm' | b'n' | b'p' | b'v')
    {
        return Cow::Owned(format!("{}or{}", &word[..at], &word[at + 3..]));
    }
    Cow::Borrowed(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(canonical(a) == canonical(b), same, "{a} {b}");
    }

    #[test]
    fn spellings() {
        check("pct", "percent", true);
        for (a, b) in [
            ("defence", "defense"),
            ("harbour", "harbor"),
            ("neighbouring", "neighboring"),
            ("organisations", "organizations"),
            ("centre", "center"),
            ("fibre", "fiber"),
            ("travelled", "traveled"),
            ("analysed", "analyzed"),
            ("programme", "program"),
            ("towards", "toward"),
        ] {
            check(a, b, true);
        }
        for (a, b) in [
            ("four", "for"),
            ("filled", "filed"),
            ("filling", "filing"),
            ("hours", "hors"),
            ("your", "yor"),
            ("tyre", "tire"),
            ("prise", "price"),
        ] {
            check(a, b, false);
        }
    }

    #[test]
    fn pairs_are_sorted() {
        assert!(PAIRS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
