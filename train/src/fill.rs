//! Fills the gaps of our own sentences with names.
//!
//! In: a sentence with gaps, such as `<P1>` for a person's name. Out: the sentence with names: some from
//! the tables of `firsthand-claim`, some made of syllables, so that the model learns to read what
//! stands around a name it has never seen. A fixed generator: the same sentences every time.
//!
//! Gaps: `<P1>` given name and surname, `<S1>` and `<G1>` the two parts of it; `<T>` a town (`<T^>` in
//! capitals), `<C>` a state, `<K>` a capital, `<D>` a people's adjective, `<U>` a short form of a state of
//! the United States, `<O>` a public body, `<B>` a company, `<A>` initials, `<W>` a news agency, `<F>` a club,
//! `<N>` a noun.

use anyhow::{Context as _, Result};

pub(crate) struct Filler {
    random: u64,
    given: Vec<String>,
    surnames: Vec<String>,
    places: Vec<String>,
    /// State, adjective, capital.
    states: Vec<[String; 3]>,
}

const BODIES: &[&str] = &[
    "National <N> Council",
    "<T> City Council",
    "Ministry of <N>",
    "<D> Ministry of <N>",
    "<N> Ministry",
    "Department of <N>",
    "<N> Agency",
    "European <N> Agency",
    "<D> Red Cross",
    "<N> Commission",
    "International <N> Federation",
    "National Union of <N> Workers",
    "<N> Workers' Union",
    "<N> Party",
    "<D> <N> Party",
    "Institute for <N> Studies",
    "<T> Institute",
    "<N> Authority",
    "<D> Football Association",
    "Office for <N>",
    "<T> Chamber of Commerce",
    "Association of <N> Producers",
    "Central Bank of <C>",
    "Supreme Court of <C>",
    "<T> District Court",
    "<N> Liberation Front",
    "Movement for <N>",
    "People's <N> Army",
    "<T> Police Department",
    "<D> Navy",
    "House of Representatives",
    "Senate",
    "<T> County Council",
    "Bank of <T>",
    "Board of <N>",
    "Friends of <T>",
    "<N> Watch",
    "<N> Without Borders",
    "Royal <N> Society",
    "<N> and <N> Commission",
    "National Assembly",
    "Federal <N> Bureau",
    "Office of the <N> Ombudsman",
];

const COMPANIES: &[&str] = &[
    "<S> Group",
    "<S> & <S>",
    "<X> Inc.",
    "<X>",
    "<X>",
    "<X> Corp",
    "<X> Energy",
    "<S> Industries",
    "<S> Motors",
    "<T> Steel",
    "<X> Pharmaceuticals",
    "Banco <X>",
    "<X> Holdings",
    "<S> Brothers",
    "<X> AG",
    "<X> Bank",
    "<X> Airlines",
    "<T> Power",
    "<X> Media",
    "<S>-<S>",
    "Grupo <X>",
    "<X> Technologies",
    "<X> Ltd",
    "<S>'s",
    "<X> Capital",
    "<X> Oil",
    "Royal <X>",
    "<D> Railways",
    "<X> Shipping",
    "<X> Foods",
    "<X> & Co",
];

const NOUNS: &[&str] = &[
    "Water",
    "Health",
    "Justice",
    "Defence",
    "Transport",
    "Energy",
    "Maritime",
    "Labour",
    "Liberty",
    "Progress",
    "Education",
    "Finance",
    "Reform",
    "Unity",
    "Farm",
    "Rail",
    "Safety",
    "Refugee",
    "Climate",
    "Heritage",
    "Space",
    "Forest",
    "River",
    "Harbour",
    "Peace",
    "Trade",
    "Security",
    "Culture",
    "Migration",
    "Fisheries",
    "Interior",
    "Democratic",
    "Green",
    "National",
    "Social",
    "Workers",
    "Conservative",
    "Data",
    "Consumer",
    "Aviation",
];

const CLUBS: &[&str] = &[
    "<T> United",
    "<T> City",
    "Real <T>",
    "AC <T>",
    "Dynamo <T>",
    "FC <T>",
    "<T> Wanderers",
    "<T> Tigers",
    "<T> FC",
    "Sporting <T>",
    "<T> Hawks",
    "AFC <T>",
    "Inter <T>",
    "<T> Town",
];

const AGENCIES: &[&str] =
    &["Reuters", "AP", "AFP", "Xinhua", "TASS", "dpa", "ANSA", "Interfax", "EFE", "Kyodo", "PTI"];

const STATES: &[&str] =
    &["Ohio", "Texas", "Vt.", "Calif.", "Utah", "Maine", "N.Y.", "Fla.", "Pa.", "Mich.", "Iowa"];

const STARTS: &[&str] = &[
    "Bra", "Kor", "Tel", "Vel", "Mar", "Ost", "Hal", "Sun", "Pel", "Tor", "Quin", "Ras", "Nak", "Bel", "Dor",
    "Fen", "Gal", "Hri", "Jas", "Kal", "Lum", "Mok", "Nor", "Oka", "Pra", "Ren", "Sil", "Tam", "Ulv", "Wen",
    "Yar", "Zab", "Ade", "Chi", "Eze", "Ing", "Mba", "Ngo", "Thu", "Xan",
];

const MIDDLES: &[&str] = &["", "", "a", "i", "o", "en", "ar", "ol", "an", "is", "um", "ak", "ev", "ur"];

const PERSON_ENDS: &[&str] = &[
    "son", "sen", "ov", "enko", "ski", "wicz", "ez", "ini", "elli", "yan", "adze", "oglu", "pour", "wala",
    "ura", "moto", "nen", "berg", "mann", "stein", "ley", "ton", "wu", "ade", "oye", "mba", "eau", "ard",
    "ic", "escu",
];

const TOWN_ENDS: &[&str] = &[
    "ville", "burg", "stad", "ton", "ford", "grad", "abad", "pur", "ovo", "itsa", "mouth", "bury", "haven",
    "dal", "ia", "ara", "una", "ek", "iv", "sk", "polis", "ham", "wick", "oro", "ana",
];

const FIRM_ENDS: &[&str] = &["ex", "ix", "ia", "tech", "on", "us", "ora", "io", "ant", "is", "eo", "tron"];

impl Filler {
    pub(crate) fn new() -> Result<Filler> {
        let path = "crates/firsthand-claim/data/gazetteer.tsv";
        let table = std::fs::read_to_string(path).context(path)?;
        let rows =
            || table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let of = |letter: &str| rows().filter(|row| row.1 == letter).map(|row| title(row.0)).collect();
        let path = "crates/firsthand-claim/data/countries.tsv";
        let table = std::fs::read_to_string(path).context(path)?;
        let states = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut fields = line.split('\t');
            let (name, _, people, capital) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            let first = |field: &str| field.split('|').next().unwrap_or("").trim_end_matches('?').to_string();
            let state = [first(name), first(people), first(capital)];
            state.iter().all(|part| !part.is_empty()).then_some(state)
        });
        Ok(Filler {
            random: 0x2545_F491_4F6C_DD1D,
            given: of("g"),
            surnames: of("s"),
            places: of("l"),
            states: states.collect(),
        })
    }

    fn below(&mut self, count: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 11) as usize % count.max(1)
    }

    fn one<'l>(&mut self, list: &'l [&'l str]) -> &'l str {
        list[self.below(list.len())]
    }

    fn made(&mut self, ends: &[&str]) -> String {
        format!("{}{}{}", self.one(STARTS), self.one(MIDDLES), self.one(ends))
    }

    /// The sentence with its gaps filled; now and then in capitals or as a headline.
    pub(crate) fn fill(&mut self, template: &str) -> String {
        let given = [self.given(), self.given(), self.given()];
        let surnames = [self.surname(), self.surname(), self.surname()];
        let filled = self.gaps(template, &given, &surnames);
        match self.below(24) {
            0 => cased(&filled, |word| word.to_uppercase()),
            1 => cased(&filled, |word| if word.len() > 3 { title(word) } else { word.to_string() }),
            _ => filled,
        }
    }

    fn gaps(&mut self, template: &str, given: &[String], surnames: &[String]) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, gap)) = rest.split_once('<') {
            out.push_str(before);
            let Some((gap, after)) = gap.split_once('>') else { break };
            rest = after;
            let number =
                gap.as_bytes().get(1).and_then(|digit| digit.checked_sub(b'1')).map_or(2, usize::from).min(2);
            let filling = match gap.as_bytes().first() {
                Some(b'P') => format!("{} {}", given[number], surnames[number]),
                Some(b'S') if gap.len() > 1 => surnames[number].clone(),
                Some(b'S') => self.surname(),
                Some(b'G') => given[number].clone(),
                Some(b'T') if gap.ends_with('^') => self.town().to_uppercase(),
                Some(b'T') => self.town(),
                Some(b'C') => self.state(0),
                Some(b'D') => self.state(1),
                Some(b'K') => self.state(2),
                Some(b'U') => self.one(STATES).to_string(),
                Some(b'X') => self.made(FIRM_ENDS),
                Some(b'O') => {
                    let pattern = self.one(BODIES);
                    self.gaps(pattern, given, surnames)
                }
                Some(b'B') => {
                    let pattern = self.one(COMPANIES);
                    self.gaps(pattern, given, surnames)
                }
                Some(b'F') => {
                    let pattern = self.one(CLUBS);
                    self.gaps(pattern, given, surnames)
                }
                Some(b'A') => {
                    let count = 3 + self.below(3);
                    (0..count).map(|_| char::from(b'A' + self.below(26) as u8)).collect()
                }
                Some(b'W') => self.one(AGENCIES).to_string(),
                _ => self.one(NOUNS).to_string(),
            };
            out.push_str(&filling);
        }
        out + rest
    }

    fn given(&mut self) -> String {
        let at = self.below(self.given.len());
        let name = self.given[at].clone();
        match self.below(20) {
            0 => format!("{}.", name.chars().next().unwrap_or('A')),
            1 => {
                let initial = char::from(b'A' + self.below(26) as u8);
                format!("{name} {initial}.")
            }
            2 => {
                let other = self.below(self.given.len());
                format!("{name}-{}", self.given[other])
            }
            _ => name,
        }
    }

    fn surname(&mut self) -> String {
        let at = self.below(self.surnames.len());
        match self.below(10) {
            0..4 => self.made(PERSON_ENDS),
            4 => {
                let second = self.made(PERSON_ENDS);
                format!("{}-{second}", self.surnames[at])
            }
            5 => {
                let particle = self.one(&["de", "van", "von", "al", "Mc", "O'", "Abu", "da", "ten", "bin"]);
                match particle {
                    "al" => format!("al-{}", self.made(PERSON_ENDS)),
                    "Mc" | "O'" => format!("{particle}{}", self.made(PERSON_ENDS)),
                    _ => format!("{particle} {}", self.surnames[at]),
                }
            }
            _ => self.surnames[at].clone(),
        }
    }

    fn town(&mut self) -> String {
        let at = self.below(self.places.len());
        match self.below(10) {
            0..4 => self.made(TOWN_ENDS),
            4 => {
                let first = self
                    .one(&["North", "Upper", "Port", "San", "Santa", "New", "Saint", "Fort", "West", "El"]);
                format!("{first} {}", self.made(TOWN_ENDS))
            }
            _ => self.places[at].clone(),
        }
    }

    fn state(&mut self, column: usize) -> String {
        let at = self.below(self.states.len());
        self.states[at][column].clone()
    }
}

/// Each part with its first letter as a capital.
fn title(name: &str) -> String {
    let mut out = String::new();
    let mut open = true;
    for char in name.chars() {
        if open {
            out.extend(char.to_uppercase());
        } else {
            out.push(char);
        }
        open = matches!(char, ' ' | '-');
    }
    for small in ["De ", "Del ", "Of ", "La ", "Da ", "Do ", "Di ", "And "] {
        out = out.replace(&format!(" {small}"), &format!(" {}", small.to_lowercase()));
    }
    out
}

/// Every word but the letters of marks changed by `change`.
fn cased(text: &str, change: impl Fn(&str) -> String) -> String {
    let words = text.split(' ').map(|word| {
        if word.find('[').is_some_and(|open| open + 2 == word.len()) {
            word.to_string()
        } else {
            change(word)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
