//! The tables of names: states, seats of power, roles, given names, bodies.
//!
//! In: words. Out: what the tables know of them. The tables are text files under `data/`, each with a
//! comment on its origin.

use super::word::Words;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A state of the table.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) name: &'static str,
    pub(crate) code: &'static str,
}

/// How a form names a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    Name,
    People,
    Capital,
}

/// A form of a state's name, found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StateForm {
    /// Index into [`STATES`].
    pub(crate) state: usize,
    pub(crate) naming: Naming,
    /// Words it covers.
    pub(crate) len: usize,
    /// Only counts where the text names the state by another form.
    pub(crate) doubtful: bool,
}

struct Form {
    words: Vec<String>,
    found: StateForm,
}

static COUNTRIES: &str = include_str!("../../data/countries.tsv");

/// The states, in the order of the table.
pub(crate) static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    rows(COUNTRIES)
        .map(|row| State { name: row[0].trim_end_matches('?'), code: row.get(1).copied().unwrap_or("") })
        .collect()
});

/// Every form by its first word, longest first.
static FORMS: LazyLock<BTreeMap<String, Vec<Form>>> = LazyLock::new(|| {
    let mut forms: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for (state, row) in rows(COUNTRIES).enumerate() {
        let columns = [(0, Naming::Name), (4, Naming::Name), (2, Naming::People), (3, Naming::Capital)];
        for (column, naming) in columns {
            for form in row.get(column).copied().unwrap_or("").split('|').filter(|form| !form.is_empty()) {
                let doubtful = form.ends_with('?');
                let form = form.trim_end_matches('?').trim_start_matches("the ");
                let words: Vec<String> = Words::new(form)
                    .all
                    .iter()
                    .map(|word| word.text.trim_end_matches('.').to_owned())
                    .collect();
                let Some(first) = words.first().cloned() else { continue };
                let found = StateForm { state, naming, len: words.len(), doubtful };
                forms.entry(first).or_default().push(Form { words, found });
            }
        }
    }
    for list in forms.values_mut() {
        list.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
    }
    forms
});

/// The longest form of a state's name that begins at word `at`. Where a form is both a name and an
/// adjective ("US"), the name is given.
pub(crate) fn state_at(words: &Words<'_>, at: usize, end: usize) -> Option<StateForm> {
    let first = words.all.get(at)?;
    let key = first.text.trim_end_matches('.').replace('’', "'");
    FORMS.get(&key)?.iter().find_map(|form| {
        let fits = at + form.words.len() <= end
            && form.words.iter().zip(&words.all[at..]).all(|(want, have)| {
                let have = have.text.trim_end_matches('.');
                want == have || want.replace('’', "'") == have.replace('’', "'")
            });
        fits.then_some(form.found)
    })
}

/// Whether the form of `state` at hand can also stand before a noun ("US officials").
pub(crate) fn is_adjective(form: StateForm, word: &str) -> bool {
    form.naming == Naming::People || matches!(word.trim_end_matches('.'), "US" | "U.S" | "UK" | "U.K" | "UAE")
}

/// Classes of role words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A person's role ends in it.
    Head,
    /// A head that can name unnamed sources.
    Source,
    /// Goes before a head.
    Before,
    /// Short title before a name.
    Title,
    /// What an office deals with.
    Field,
}

static ROLES: LazyLock<BTreeMap<&'static str, Vec<Role>>> = LazyLock::new(|| {
    let mut roles: BTreeMap<&'static str, Vec<Role>> = BTreeMap::new();
    for row in rows(include_str!("../../data/roles.tsv")) {
        let role = match row.get(1).copied().unwrap_or("") {
            "head" => Role::Head,
            "source" => Role::Source,
            "before" => Role::Before,
            "title" => Role::Title,
            "field" => Role::Field,
            _ => continue,
        };
        roles.entry(row[0]).or_default().push(role);
    }
    roles
});

/// Whether `word` (lower case) is of class `role`.
pub(crate) fn is_role(word: &str, role: Role) -> bool {
    ROLES.get(word).is_some_and(|found| found.contains(&role))
}

/// Whether a role can end in `word`.
pub(crate) fn is_head(word: &str) -> bool {
    is_role(word, Role::Head) || is_role(word, Role::Source)
}

/// The singular when `word` is the plural of a role that can be an unnamed source.
pub(crate) fn source_plural(word: &str) -> bool {
    let single = match word {
        "spokesmen" | "spokeswomen" | "spokespeople" | "policemen" | "businessmen" | "congressmen" => {
            return true;
        }
        "people" | "police" | "authorities" | "intelligence" => return true,
        "witnesses" => "witness",
        "attorneys" => "attorney",
        _ => word.strip_suffix("ies").map_or_else(|| word.strip_suffix('s').unwrap_or(""), |_| ""),
    };
    !single.is_empty() && is_head(single)
}

/// The pronoun a given name usually takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    He,
    She,
    Either,
}

static GIVEN: LazyLock<BTreeMap<&'static str, Gender>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for line in include_str!("../../data/given-names.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split_whitespace();
        let gender = match parts.next() {
            Some("he") => Gender::He,
            Some("she") => Gender::She,
            _ => Gender::Either,
        };
        for name in parts {
            let known = names.insert(name, gender);
            if known.is_some_and(|known| known != gender) {
                names.insert(name, Gender::Either);
            }
        }
    }
    names
});

/// What the table knows of `name` as a given name.
pub(crate) fn given(name: &str) -> Option<Gender> {
    GIVEN.get(name).copied()
}

static SEATS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/seats.tsv"))
        .map(|row| (row[0], row.get(1).copied().unwrap_or("")))
        .collect()
});

/// ISO code of the state whose seat of power `name` is; `Some("")` for a body of no one state.
pub(crate) fn seat(name: &str) -> Option<&'static str> {
    SEATS.get(name).copied()
}

static BODIES: LazyLock<BTreeMap<&'static str, ()>> = LazyLock::new(|| {
    let text = include_str!("../../data/bodies.txt");
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(|word| (word, ()))
        .collect()
});

/// Whether the name of an organisation can end in `word` (lower case).
pub(crate) fn is_body(word: &str) -> bool {
    BODIES.contains_key(word)
}

/// Whether `word` is one of the words of `list`, parted by spaces.
pub(crate) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let words = Words::new(text);
        let found = state_at(&words, 0, words.all.len())
            .map(|form| format!("{} {:?} {}", STATES[form.state].code, form.naming, form.len));
        assert_eq!(found.as_deref().unwrap_or(""), want, "{text}");
    }

    #[test]
    fn states() {
        check("North Korean sailors", "PRK People 2");
        check("U.S. officials", "USA Name 1");
        check("Canberra said", "AUS Capital 1");
        check("Democratic Republic of the Congo", "COD Name 5");
        check("canada", "");
        assert!(STATES.len() > 190);
        for state in STATES.iter() {
            assert!(state.code.len() == 3 && state.code.chars().all(|c| c.is_ascii_uppercase()), "{state:?}");
        }
    }

    #[test]
    fn roles_and_names() {
        assert!(is_head("minister") && is_head("spokesman") && !is_head("deputy"));
        assert!(source_plural("officials") && source_plural("witnesses") && !source_plural("rivers"));
        assert_eq!(given("Helen"), Some(Gender::She));
        assert!(is_body("ministry") && !is_body("river"));
        assert_eq!(seat("White House"), Some("USA"));
    }
}
