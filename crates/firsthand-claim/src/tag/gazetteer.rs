//! What a table of names knows of a word: given name, surname, place, state, people.
//!
//! In: a name in lower case. Out: its classes. The table (`data/gazetteer.tsv`, with its sources) is a
//! sorted text that is searched where it lies; nothing is built when the program starts. It gives the
//! name tagger hints, never a verdict: "Nice" and "Reading" are in it.

static TABLE: &str = include_str!("../../data/gazetteer.tsv");

/// Given names.
pub const GIVEN: u32 = 1;
/// Surnames.
pub const SURNAME: u32 = 1 << 1;
/// Towns, regions, rivers and seas.
pub const PLACE: u32 = 1 << 2;
/// States.
pub const STATE: u32 = 1 << 3;
/// Peoples and adjectives of states.
pub const PEOPLE: u32 = 1 << 4;
/// Capitals.
pub const CAPITAL: u32 = 1 << 5;
/// A name of several words begins with it.
pub const OPENS: u32 = 1 << 6;
/// Bodies, companies, clubs, parties, media.
pub const KNOWN_BODY: u32 = 1 << 16;
/// The same by initials, which count in capitals only.
pub const KNOWN_ACRONYM: u32 = 1 << 18;
/// Is a common word too.
pub const COMMON: u32 = 1 << 7;

/// The classes of `name`, parts of which are single-spaced; 0 when the table doesn't have it.
/// Takes time in the logarithm of the table's length.
pub fn classes(name: &str) -> u32 {
    let table = TABLE.as_bytes();
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = table[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
        let end = table[middle..high].iter().position(|&byte| byte == b'\n').map_or(high, |at| middle + at);
        let line = &table[start..end];
        let tab = line.iter().position(|&byte| byte == b'\t').unwrap_or(line.len());
        // Comments come first; "#" sorts before every letter.
        match line[..tab].cmp(name.as_bytes()) {
            std::cmp::Ordering::Equal if tab < line.len() => return flags(&line[tab + 1..]),
            std::cmp::Ordering::Less => low = end + 1,
            _ => high = start,
        }
    }
    0
}

fn flags(letters: &[u8]) -> u32 {
    let flag = |letter: &u8| match letter {
        b'g' => GIVEN,
        b's' => SURNAME,
        b'l' => PLACE,
        b'c' => STATE,
        b'd' => PEOPLE,
        b'k' => CAPITAL,
        b'm' => OPENS,
        b'o' => KNOWN_BODY,
        b'a' => KNOWN_ACRONYM,
        b'w' => COMMON,
        _ => 0,
    };
    letters.iter().map(flag).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, has: u32, hasnt: u32) {
        let found = classes(name);
        assert!(found & has == has && found & hasnt == 0, "{name}: {found:b}");
    }

    #[test]
    fn is_sorted() {
        let mut last = "";
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, letters) = line.split_once('\t').expect("two fields");
            assert!(last < name, "{last} stands before {name}");
            assert!(letters.bytes().all(|letter| flags(&[letter]) != 0), "{line}");
            last = name;
        }
    }

    #[test]
    fn every_line_is_found() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, letters) = line.split_once('\t').expect("two fields");
            assert_eq!(classes(name), flags(letters.as_bytes()), "{name}");
        }
    }

    #[test]
    fn known_names() {
        check("norway", STATE, GIVEN | PEOPLE);
        check("norwegian", PEOPLE, STATE);
        check("oslo", CAPITAL, STATE);
        check("dar es salaam", PLACE, GIVEN);
        check("dar", OPENS, STATE);
        check("helen", GIVEN, STATE);
        for name in ["", "\n", "#", "velmora", "zzzz", "\t", "norway\t", "ÿÿ"] {
            check(name, 0, u32::MAX);
        }
    }
}
