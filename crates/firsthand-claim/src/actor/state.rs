//! States that no table knows, told by the form of the words around their names.
//!
//! In: the words of a text. Out: which states it names: those of the table, and new ones by their
//! peoples and offices ("Velmora" beside "the Velmoran government"), with the capitals that the text
//! gives them ("the Velmoran capital, Orrin") and seats that speak for a government it doesn't name.
//!
//! Known gaps: names of two words; a people's name without the state's own in the same text.

use super::name::{is_opener, label};
use super::table::{self, Naming, Role, listed};
use super::word::Words;
use std::collections::{BTreeMap, BTreeSet};

/// States that the text names: those of the table that are beyond doubt, and others by form.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) states: BTreeSet<usize>,
    /// States that only the grammar shows ("X's Prime Minister").
    new: BTreeSet<String>,
    /// Capitals that the text names, with the name and code of their states.
    capitals: BTreeMap<String, (String, String)>,
    /// Places that accuse and deny, of a state that the text doesn't tell.
    seats: BTreeSet<String>,
}

/// A state, people or capital as the text names it.
pub(crate) struct Country {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) naming: Naming,
}

/// Nouns of state that a state's name in the genitive, or its people's, goes with.
const STATE_NOUNS: &str = "president prime foreign parliament capital ambassador army king chancellor defence \
        defense interior";

/// Nouns that only states have, after a genitive in lower case or after a people's name.
const OF_STATES: &str = "ambassador parliament government prime foreign defence defense interior army navy \
        capital embassy deputies president premier minister counterpart colleague";

/// What two states do together, after both names.
const TOGETHER: &str = "have agreed agree agrees plan sign signed share shared negotiated negotiate are were will to initialled \
        initialed began begin held hold signing resumed both the in on at would may must could and";

/// Continents and faiths: they have peoples but no governments.
const NO_STATES: &str = "Africa America Europe Asia Arabia Christ Republic Democrat Victoria Eurasia Arctic \
        Scandinavia Balkan";

/// Shortest stem by which a people is matched with its state; shorter ones match by chance.
const SHORTEST_STEM: usize = 4;

const PEOPLE_ENDINGS: &[&str] = &["ian", "ean", "an", "n", "ese", "ish", "i", "ic"];

/// How often "X and Y" passes statehood on; each round reads all words.
const ROUNDS: usize = 3;

/// The states that `words` name. Linear but for the number of names.
pub(crate) fn known(words: &Words<'_>) -> Known {
    let mut known = Known::default();
    let mut lone: BTreeSet<&str> = BTreeSet::new();
    let mut surnames: BTreeSet<&str> = BTreeSet::new();
    let mut at = 0;
    while at < words.all.len() {
        if !words.all[at].is_capital() {
            at += 1;
            continue;
        }
        if let Some(form) = table::state_at(words, at, words.all.len()) {
            if !form.doubtful {
                known.states.insert(form.state);
            }
            at += form.len;
            continue;
        }
        if is_lone(words, at) {
            lone.insert(words.all[at].text);
        } else if at > 0 && (is_given(words, at - 1) || ends_name(words, at)) {
            surnames.insert(words.all[at].text);
        }
        at += 1;
    }
    // A lone name that a given name or title also stands before is a person's.
    lone.retain(|name| !surnames.contains(name));
    for at in 0..words.all.len() {
        by_form(words, at, &lone, &mut known);
    }
    for _ in 0..ROUNDS {
        let before = known.new.len();
        for at in 1..words.all.len() {
            together(words, at, &lone, &mut known);
        }
        if known.new.len() == before {
            break;
        }
    }
    for at in 1..words.all.len() {
        capital(words, at, &lone, &mut known);
    }
    if !known.new.is_empty() || !known.capitals.is_empty() {
        for at in 0..words.all.len() {
            seat(words, at, &lone, &mut known);
        }
    }
    known
}

/// Whether no line break stands before word `at`.
fn same_line(words: &Words<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.all.get(before));
    let (Some(before), Some(word)) = (before, words.all.get(at)) else { return false };
    words.text.get(before.span.end..word.span.start).is_some_and(|gap| !gap.contains('\n'))
}

/// Whether word `at` is a name of one word, of the kind that states and towns have.
fn is_lone(words: &Words<'_>, at: usize) -> bool {
    let word = &words.all[at];
    let before = at.checked_sub(1).filter(|_| same_line(words, at)).map(|before| &words.all[before]);
    let after = words.all.get(at + 1).filter(|_| same_line(words, at + 1));
    let free = before.is_none_or(|before| {
        !before.is_capital() || is_opener(&before.lower) || before.text.chars().all(char::is_uppercase)
    });
    word.is_capital()
        && !word.is_acronym()
        && word.text.chars().count() >= SHORTEST_STEM
        && free
        && after.is_none_or(|after| !after.is_capital())
        && !is_opener(&word.lower)
        && table::given(word.text).is_none()
        && !table::is_head(&word.lower)
        && !table::is_body(&word.lower)
        && !listed(NO_STATES, word.text)
}

/// Whether word `at` makes a person's name of the next.
fn is_given(words: &Words<'_>, at: usize) -> bool {
    let word = &words.all[at];
    word.is_capital()
        && (table::given(word.text).is_some()
            || table::is_role(&word.lower, Role::Title)
            || (table::is_head(&word.lower) && !word.is_acronym()))
}

/// Whether word `at` ends a name of two words in running text ("Ivo Keld said").
fn ends_name(words: &Words<'_>, at: usize) -> bool {
    let before = &words.all[at - 1];
    before.is_capital()
        && same_line(words, at)
        && !before.is_acronym()
        && !is_opener(&before.lower)
        && !table::is_body(&before.lower)
        && words.all.get(at + 1).is_some_and(|next| !next.is_capital())
        && at.checked_sub(2).is_none_or(|first| !words.all[first].is_capital() || is_given(words, first))
}

/// The state of the names `lone` that `people` is the people of ("Velmora" for "Velmoran").
fn state_of<'n>(people: &str, mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let stem = PEOPLE_ENDINGS
        .iter()
        .find_map(|ending| people.strip_suffix(ending))
        .filter(|stem| stem.chars().count() >= SHORTEST_STEM)?;
    names.find(|name| name.starts_with(stem) && name.len() <= stem.len() + 2 && *name != people)
}

/// "X's foreign ministry", "the government of X", "Prime Minister N of X", "the Xn government".
fn by_form(words: &Words<'_>, at: usize, lone: &BTreeSet<&str>, known: &mut Known) {
    let word = &words.all[at];
    if !word.is_capital() {
        return;
    }
    let next = |by: usize| words.lower(at + by);
    if lone.contains(word.text) {
        let genitive = words.all.get(at + 1).is_some_and(|next| next.is_possessive());
        let titled = words.all.get(at + 2).is_some_and(|noun| {
            noun.is_capital() && listed(STATE_NOUNS, &noun.lower)
                || matches!(noun.lower.as_str(), "ambassador" | "parliament" | "embassy")
                || listed("foreign prime defence defense interior", &noun.lower)
                    && listed("minister ministry", words.lower(at + 3))
                || listed("minister ministry", words.lower(at + 3)) && !noun.is_capital()
        });
        let of = at > 2
            && words.lower(at - 1) == "of"
            && (matches!(words.lower(at - 2), "republic" | "government" | "kingdom")
                || (words.lower(at - 2) == "minister" && !words.all[at - 2].is_capital())
                || of_prime_minister(words, at - 2));
        if genitive && titled || of {
            known.new.insert(word.text.to_owned());
            return;
        }
    }
    let noun = listed(OF_STATES, next(1))
        || (1..=3).take_while(|by| words.all.get(at + by).is_some_and(|word| word.is_capital())).any(|by| {
            listed("authority ministry government parliament embassy army navy president minister", next(by))
        });
    if noun
        && table::given(word.text).is_none()
        && let Some(state) = state_of(word.text, lone.iter().copied())
    {
        known.new.insert(state.to_owned());
    }
}

/// Whether the name that ends at `last` has "Prime Minister" or "Foreign Minister" before it.
fn of_prime_minister(words: &Words<'_>, last: usize) -> bool {
    let mut at = last;
    while at > 1 && words.all[at].is_capital() && words.lower(at) != "minister" && last - at < 4 {
        at -= 1;
    }
    at < last && at > 0 && words.lower(at) == "minister" && matches!(words.lower(at - 1), "prime" | "foreign")
}

/// "X and Y have agreed": who stands on a par with a state that only the text shows is a state.
fn together(words: &Words<'_>, at: usize, lone: &BTreeSet<&str>, known: &mut Known) {
    if words.lower(at) != "and" {
        return;
    }
    let (Some(left), Some(right)) = (words.all.get(at - 1), words.all.get(at + 1)) else { return };
    let after = words.lower(at + 2);
    let closed = listed(TOGETHER, after) || words.all.get(at + 2).is_none_or(|word| !word.is_word());
    if !closed || !left.is_capital() || !right.is_capital() {
        return;
    }
    for (one, other) in [(left, right), (right, left)] {
        if known.new.contains(one.text) && lone.contains(other.text) {
            known.new.insert(other.text.to_owned());
        }
    }
}

/// "the Xn capital, C", "X's capital C", "C, the Xn capital", "C, the capital of X".
fn capital(words: &Words<'_>, at: usize, lone: &BTreeSet<&str>, known: &mut Known) {
    if words.lower(at) != "capital" {
        return;
    }
    let comma = |at: usize| usize::from(words.lower(at) == ",");
    let before = if words.all[at - 1].is_possessive() { at.checked_sub(2) } else { Some(at - 1) };
    let named = before
        .filter(|&before| words.all[before].is_capital())
        .and_then(|before| known.state(words, before, at).map(|(_, country, _)| (country, before)));
    let (country, first, after) = match named {
        Some((country, before)) => (country, before, at + 1),
        None if words.lower(at + 1) == "of" => {
            let end = words.all.len().min(at + 6);
            let Some((len, country, _)) = (at + 2 < end).then(|| known.state(words, at + 2, end)).flatten()
            else {
                return;
            };
            (country, at, at + 2 + len)
        }
        None => return,
    };
    let town = |at: usize| {
        words.all.get(at).filter(|word| {
            lone.contains(word.text)
                && table::state_at(words, at, words.all.len()).is_none()
                && !known.new.contains(word.text)
        })
    };
    let follows = town(after + comma(after));
    // "C, the Xn capital": over the article and the comma.
    let precedes = first
        .checked_sub(3)
        .filter(|&back| words.lower(back + 1) == "," && words.lower(back + 2) == "the")
        .and_then(town);
    if let Some(town) = precedes.or(follows) {
        known.capitals.insert(town.text.to_owned(), (country.name, country.code));
    }
}

/// A town that accuses or denies speaks for a government, though the text doesn't say which.
fn seat(words: &Words<'_>, at: usize, lone: &BTreeSet<&str>, known: &mut Known) {
    let word = &words.all[at];
    if !word.is_capital()
        || !lone.contains(word.text)
        || known.new.contains(word.text)
        || known.capitals.contains_key(word.text)
    {
        return;
    }
    let next = words.lower(at + 1);
    let accuses = next == "accused"
        && words.all.get(at + 2).is_some_and(|next| next.is_capital())
        && known.state(words, at + 2, words.all.len()).is_some();
    let denies = accuses
        || matches!(next, "denies" | "accuses")
        || matches!(next, "calls" | "called") && matches!(words.lower(at + 2), "that" | "this" | "it");
    let accused = at > 1
        && matches!(words.lower(at - 1), "accuses" | "accused")
        && words.all[at - 2].is_capital()
        && known.state(words, at - 2, at - 1).is_some();
    if denies || accused {
        known.seats.insert(word.text.to_owned());
    }
}

impl Known {
    /// The state, people or capital that stands at word `at`: how many words, which, and whether it
    /// can go before a noun.
    pub(crate) fn state(&self, words: &Words<'_>, at: usize, end: usize) -> Option<(usize, Country, bool)> {
        let text = words.all.get(at)?.text;
        if let Some(form) = table::state_at(words, at, end) {
            // "Paris Orr", "Jordan Lee": a name that goes on is a person's or a street's.
            if form.doubtful && !self.states.contains(&form.state) {
                return None;
            }
            let (name, code) = label(form);
            let adjective = table::is_adjective(form, text);
            return Some((form.len, Country { name, code, naming: form.naming }, adjective));
        }
        if self.new.contains(text) {
            let country = Country { name: text.to_owned(), code: text.to_owned(), naming: Naming::Name };
            return Some((1, country, false));
        }
        if let Some((name, code)) = self.capitals.get(text) {
            let country = Country { name: name.clone(), code: code.clone(), naming: Naming::Capital };
            // "Orrin Rovers" is a club.
            let goes_on = words.all.get(at + 1).is_some_and(|next| at + 1 < end && next.is_capital());
            return (!goes_on).then_some((1, country, false));
        }
        if self.seats.contains(text) {
            let country = Country { name: text.to_owned(), code: String::new(), naming: Naming::Capital };
            let goes_on = words.all.get(at + 1).is_some_and(|next| at + 1 < end && next.is_capital());
            return (!goes_on).then_some((1, country, false));
        }
        // "Velmoran" beside "Velmora": same stem and an ending of peoples.
        let name = state_of(text, self.new.iter().map(String::as_str))?.to_owned();
        Some((1, Country { name: name.clone(), code: name, naming: Naming::People }, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, new: &[&str], capitals: &[(&str, &str)], seats: &[&str]) {
        let known = known(&Words::new(text));
        assert_eq!(known.new.iter().collect::<Vec<_>>(), new, "{text}");
        let found: Vec<_> = known.capitals.iter().map(|(town, state)| (town.as_str(), &*state.0)).collect();
        assert_eq!(found, capitals, "{text}");
        assert_eq!(known.seats.iter().collect::<Vec<_>>(), seats, "{text}");
    }

    #[test]
    fn states_by_form() {
        check("The Velmoran government left Velmora.", &["Velmora"], &[], &[]);
        check(
            "Velmora and Ostrany plan to sign, said Velmora's foreign ministry.",
            &["Ostrany", "Velmora"],
            &[],
            &[],
        );
        check("Prime Minister Ann Orr of Velmora left.", &["Velmora"], &[], &[]);
        check(
            "They met in Brask, the Velmoran capital, and Velmora agreed.",
            &["Velmora"],
            &[("Brask", "Velmora")],
            &[],
        );
        check(
            "In the Velmoran capital, Brask, Velmora denied it.",
            &["Velmora"],
            &[("Brask", "Velmora")],
            &[],
        );
        check(
            "Velmora's parliament met. Brask accuses Tolm of theft.",
            &["Velmora"],
            &[],
            &["Brask", "Tolm"],
        );
        check(
            "Ivo Keld said no. Keld denies it in Velmora, Velmora's parliament said.",
            &["Velmora"],
            &[],
            &[],
        );
        check("The European government of Europe is no state.", &[], &[], &[]);
        check("Ann Keld spoke. Keld's lawyer left.", &[], &[], &[]);
    }
}
