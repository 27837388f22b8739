//! What a candidate names: what speaks for a person, an organisation, a place, or no name at all.
//!
//! In: candidates, the text around them, tables and the tagger's word. Out: points for each kind. Points
//! of the same words in one text are added up, so that "Orr" is what "Helen Orr" was, wherever it stands.
//! Every clue has a weight for how seldom it misleads: 8 and more decides alone, 3 is enough when nothing
//! speaks against it.

use super::chunk::{Chunk, PARTICLES};
use super::grammar::SPEECH;
use super::table::{self, Role, listed};
use crate::tag::name::{self, Context};
use crate::tag::{NameKind, Part, Tagged, gazetteer};
use firsthand_text::Span;

/// Points for person, organisation, place, none of them.
pub(crate) type Points = [i32; 4];

pub(crate) const PERSON: usize = 0;
pub(crate) const BODY: usize = 1;
pub(crate) const PLACE: usize = 2;
pub(crate) const OTHER: usize = 3;

/// Last words of places.
const PLACE_ENDS: &str = "park river street road lane lake mountain mountains airport bridge island islands bay sea strait \
        peninsula prison cathedral county district province valley square station courthouse region hills hill beach \
        harbour harbor canal palace stadium arena avenue boulevard highway motorway city town village gulf ocean desert \
        forest falls coast reef cape heights crossing canyon creek glacier volcano dam tunnel pass border ward abbey \
        castle tower plaza quay terminal reservoir monastery archipelago plateau gate zone governorate \
        oblast prefecture canton territory territories state states field fields camp";

/// First words of places.
const PLACE_STARTS: &str = "lake mount mt cape fort port san santa sao são saint st ste camp rue via rio río gare gulf bay strait isle \
        north south east west northern southern eastern western central upper lower new old villa monte el los las la \
        puerto cerro plaza sierra ras wadi tel kafr deir khan umm beit";

/// Last words of bodies that the table of bodies lacks.
pub(crate) const BODY_ENDS: &str = "inc ltd llc plc corp co gmbh ag sa nv spa ab asa oy ministry crescent cross rovers united wanderers athletic \
        fc afc rangers tigers hawks harriers workers producers party bloc brigade cartel militia clinic hospital \
        airline airlines museum theatre theater orchestra magistrates parliament programme program society \
        watch alliance pharmaceuticals technologies systems solutions foods media pictures studios entertainment \
        platinum mines mining steel biosciences logistics shipping mobility rail railways maritime bank news tv daily \
        weekly mail star gazette observer guardian mirror sun telegraph chronicle examiner inquirer globe review \
        survey staff assembly kommune republicans democrats greens commune orchestra choir scouts";

/// First words of bodies in several languages.
const BODY_STARTS: &str = "credit crédit banco banca banque grupo groupe gruppo compagnie société universidad universidade università \
        université universität instituto institut istituto ministerio ministère air hydro electricité électricité partido \
        parti partito movimiento federal national international royal european african asian american global world \
        united amnesty radio télé château";

/// Last words of what is neither person nor body nor place.
const OTHER_ENDS: &str = "act treaty cup prize award awards agreement accord pact war wars championship championships olympics \
        games bill law code convention protocol amendment day festival constitution declaration resolution crude \
        league final finals open trophy series scandal summit revolution uprising plan deal grace nights";

/// Ships' and other prefixes.
const SHIPS: &str = "hms uss mv ms ss rrs ins hmas hmcs";

/// What a body is called before its name.
const KINDS_OF_BODY: &str = "agency company firm group bank party union newspaper daily weekly broadcaster startup start-up chain label \
        magazine network rival maker carmaker chipmaker charity lender retailer airline club team website platform journal \
        tabloid publisher militia gang cartel movement insurer brewer drugmaker miner operator subsidiary parent studio";

/// Words before places.
const INTO: &str = "in near around across outside inside throughout towards toward between off";
const AT: &str = "from to at via leaving visit visited reached entered into over beyond";

/// What `chunk` shows by itself and by what stands around it.
pub(crate) fn points(
    text: &Tagged<'_>,
    context: &Context<'_>,
    tagged: &[(Span, NameKind)],
    chunk: &Chunk,
) -> Points {
    let sentence = &text.sentences[chunk.sentence];
    let word = |at: usize| if sentence.contains(&at) { text.words[at].of(text.text) } else { "" };
    let lower = |at: usize| word(at).to_lowercase().replace('’', "'");
    let flag = |at: usize, flag: u32| sentence.contains(&at) && context.flags(at) & flag != 0;
    let words = &chunk.words;
    let (first, last) = (words.start, words.end - 1);
    let mut points: Points = [0; 4];
    let whole = joined(text, chunk).trim_end_matches('.').to_owned();
    let class = gazetteer::classes(&whole);
    let names = words.clone().filter(|&at| text.forms[at].capital).count();
    let last_lower = lower(last).trim_end_matches('.').to_owned();
    let first_lower = lower(first).trim_end_matches('.').to_owned();
    let before = if first > sentence.start { lower(first - 1) } else { String::new() };
    let before = before.trim_end_matches('.');
    let after = lower(words.end);
    let opens = first == sentence.start;
    let has_body = words.clone().any(|at| flag(at, name::BODY));

    // Tables.
    if class & gazetteer::STATE != 0 {
        points[PLACE] += 10;
    } else if class & gazetteer::PEOPLE != 0 {
        points[OTHER] += 10;
    } else if class & gazetteer::CAPITAL != 0 {
        points[PLACE] += 6;
    } else if class & gazetteer::PLACE != 0 {
        points[PLACE] +=
            if class & (gazetteer::GIVEN | gazetteer::SURNAME) == 0 || names > 1 { 4 } else { 2 };
    }
    let shouted = text.forms[first].shouted && words.len() == 1;
    let acronym = class & gazetteer::KNOWN_ACRONYM != 0 && words.clone().all(|at| text.forms[at].shouted);
    if class & gazetteer::KNOWN_BODY != 0 || acronym {
        let kinds = gazetteer::KNOWN_BODY | gazetteer::KNOWN_ACRONYM | gazetteer::OPENS | gazetteer::SURNAME;
        let alone = class & !kinds == 0 && !(opens && names == 1 && !shouted);
        points[BODY] += if alone || names > 1 || acronym { 7 } else { 4 };
    }
    if table::seat(&display(text, chunk)).is_some() && !listed("west", &whole) {
        points[BODY] += 9;
    }
    // Its own form.
    let given = flag(first, gazetteer::GIVEN);
    let of = words.clone().find(|&at| listed("of for", word(at)) && at > first);
    let head = of.map(|of| lower(of - 1)).unwrap_or_default();
    let place_end = names > 1
        && if of.is_some() {
            listed("gulf bay strait isle sea cape mount port republic kingdom", &head)
        } else {
            listed(PLACE_ENDS, &last_lower)
        };
    if place_end {
        points[PLACE] += 7;
    } else if names > 1 && listed(OTHER_ENDS, &last_lower) {
        points[OTHER] += 8;
    } else if names > 1 && (flag(last, name::BODY) || listed(BODY_ENDS, &last_lower))
        || words.clone().any(|at| listed("of for and &", word(at)))
            && (has_body || of.is_some() && !place_end)
    {
        points[BODY] += 7;
    } else if has_body && names > 2 {
        points[BODY] += 2;
    }
    if names > 1 && listed(PLACE_STARTS, &first_lower) && !has_body {
        points[PLACE] +=
            if listed("lake mount mt camp rue cape fort gulf bay strait port cerro gare", &first_lower) {
                8
            } else {
                2
            };
    }
    if names == 1 && (flag(last, name::BODY) || flag(last, name::ROLE)) && !shouted && points[BODY] < 9 {
        points[OTHER] += 6;
    }
    if words.clone().any(|at| word(at).ends_with("'s") && word(at).len() > 2) {
        points[BODY] += 2;
    }
    if words.clone().any(|at| word(at) == "&") {
        points[BODY] += 7;
    }
    if names > 1 && listed(BODY_STARTS, &first_lower) {
        points[BODY] += 4;
    }
    // "PesaHive": a capital inside of a word.
    if names == 1 && inner_capital(word(first)) {
        points[BODY] += 4;
    }
    if names == 1
        && given
        && class & (gazetteer::PLACE | gazetteer::CAPITAL | gazetteer::STATE | gazetteer::KNOWN_BODY) == 0
    {
        points[PERSON] += if opens { 1 } else { 3 };
    }
    // "Environment Canada", "PEN America".
    if names > 1
        && !given
        && (flag(last, gazetteer::STATE) || last_lower == "america")
        && points[PLACE] < 4
        && !listed(PLACE_STARTS, &first_lower)
    {
        points[BODY] += 4;
    }
    let letters = word(first).chars().filter(|c| c.is_alphabetic()).count();
    if shouted && (2..=6).contains(&letters) && class & gazetteer::STATE == 0 && !opens_dateline(text, chunk)
    {
        points[BODY] += if super::name::is_body_acronym(&first_lower, 1) { 5 } else { -9 };
    }
    // People.
    let surname = flag(last, gazetteer::SURNAME);
    let bare = !place_end && !has_body && points[BODY] < 5 && points[OTHER] < 8;
    if names > 1 && bare {
        points[PERSON] += match (given, surname) {
            (true, true) => 5,
            (true, false) => 4,
            (false, true) => 2,
            (false, false) => i32::from(before != "the") + i32::from(names < 4 && !listed(INTO, before)),
        };
        let initial =
            words.clone().any(|at| word(at).ends_with('.') && word(at).len() <= 4 && text.forms[at].capital);
        let particle = words.clone().skip(1).any(|at| listed(PARTICLES, word(at)));
        let hyphen = words.clone().any(|at| word(at) == "-");
        points[PERSON] += 2 * (i32::from(initial) + i32::from(particle)) + i32::from(hyphen);
        if words.clone().any(|at| matches!(word(at), "\"" | "“" | "”")) {
            points[PERSON] += 5;
        }
    }
    let title = !before.is_empty()
        && (table::is_role(before, Role::Title)
            || listed("mr mrs ms dr gen sen rep gov capt col cllr sir", before));
    let role = !before.is_empty()
        && text.forms[first - 1].lower != 0
        && (table::is_head(before)
            || listed("cllr ald insp sister father brother sheikh chancellor premier", before));
    if title && bare {
        points[PERSON] += 9;
    } else if role && bare && points[PLACE] < 9 {
        points[PERSON] += if text.forms[first - 1].capital { 7 } else { 5 };
    }
    if before == "," && bare && first > sentence.start + 1 && names > 1 {
        // "the director, Ann Orr,".
        let back = lower(first - 2);
        points[PERSON] += if table::is_head(&back) { 4 } else { 0 };
    }
    if first == sentence.start + 1 && before == "by" && names > 1 && words.end + 1 >= sentence.end {
        points[PERSON] += 6;
    }
    let spoken = listed(SPEECH, &after) || listed("who tells says", &after);
    if spoken || matches!(before, "said" | "says") {
        points[PERSON] += if names > 1 && bare { 3 } else { 1 };
        points[BODY] += 1;
    }
    if after == "," {
        let next = lower(words.end + 1);
        let age = next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_digit());
        points[PERSON] += if age && bare { 6 } else { 0 };
        let who = next == "who" && bare;
        points[PERSON] += if who { 3 } else { 0 };
        let body = matches!(next.as_str(), "which");
        points[BODY] += i32::from(body);
        // "Orr, director of", "Orr, a nurse".
        let role = table::is_head(&next)
            || (matches!(next.as_str(), "a" | "an" | "the" | "his" | "her" | "its")
                && (words.end + 2..words.end + 5).any(|at| table::is_head(&lower(at))));
        points[PERSON] += if role && bare && names > 1 { 3 } else { 0 };
    }
    // Places.
    if listed(INTO, before) && !before.is_empty() {
        points[PLACE] += if has_body { 1 } else { 4 };
    } else if listed(AT, before) && !before.is_empty() {
        points[PLACE] += if has_body {
            0
        } else if names > 1 {
            1
        } else {
            2
        };
    }
    if before == "the" || (opens && first_lower == "the") {
        points[PERSON] -= 4;
        points[BODY] += 1 + i32::from(names > 1);
        // "the Rovers", "the Houthis".
        if names == 1 && last_lower.ends_with('s') && text.parts[last].part() != Part::Propn {
            points[BODY] += 1;
        }
    }
    // "the town of Orr", "the agency Orr".
    let noun = if before == "of" && first > sentence.start + 1 { lower(first - 2) } else { String::new() };
    if listed(
        "town village city province region district state suburb port hamlet county island outskirts coast borders",
        &noun,
    ) {
        points[PLACE] += 7;
    }
    if !before.is_empty() && listed(KINDS_OF_BODY, before) {
        points[BODY] += 4;
    }
    if after == "," && matches!(lower(words.end + 1).as_str(), "which") {
        points[BODY] += 2;
    }
    if after == "-" && matches!(lower(words.end + 1).as_str(), "based" | "born" | "led" | "area") {
        points[PLACE] += 5;
    }
    if opens_dateline(text, chunk) {
        points[PLACE] += 9;
    }
    // "D-Vt.": a state behind a party.
    if before == "-" && first > sentence.start + 1 && matches!(word(first - 2), "D" | "R" | "I") {
        points[PLACE] += 9;
    }
    if listed(SHIPS, before) && !before.is_empty() || listed(SHIPS, &first_lower) && names > 1 {
        points[OTHER] += 9;
    }
    if matches!(
        before,
        "frigate" | "tanker" | "ferry" | "ship" | "film" | "novel" | "satellite" | "craft" | "vessel"
    ) {
        points[OTHER] += 7;
    }
    // The tagger.
    let span = span(text, chunk);
    let at = tagged.partition_point(|name| name.0.end <= span.start);
    for (found, kind) in tagged[at..].iter().take_while(|name| name.0.start < span.end) {
        let exact = *found == span;
        let place = match kind {
            NameKind::Person => PERSON,
            NameKind::Organisation => BODY,
            NameKind::Place => PLACE,
            NameKind::Other => OTHER,
        };
        points[place] += if exact { 4 } else { 1 };
    }
    // The first word of a sentence has its capital from there.
    if opens
        && names == 1
        && class == 0
        && !shouted
        && tagged.get(at).is_none_or(|name| name.0.start > span.start)
    {
        points[OTHER] += 3;
    }
    if flag(first, name::SMALL) && names == 1 {
        points[OTHER] += 9;
    }
    points
}

/// Whether a capital stands behind a small letter, as in names of firms; prefixes of surnames apart.
fn inner_capital(word: &str) -> bool {
    let rest = [
        "Mc", "Mac", "De", "Di", "Da", "Le", "La", "Van", "Von", "Fitz", "Du", "Del", "O'", "D'", "O’", "D’",
    ]
    .iter()
    .find_map(|prefix| word.strip_prefix(prefix))
    .unwrap_or(word);
    let mut small = false;
    rest.chars().any(|char| {
        let found = small && char.is_uppercase();
        small = char.is_lowercase();
        found
    })
}

/// Whether it is the place in capitals that opens a dispatch.
fn opens_dateline(text: &Tagged<'_>, chunk: &Chunk) -> bool {
    let sentence = &text.sentences[chunk.sentence];
    let after = text.words.get(chunk.words.end).map_or("", |span| span.of(text.text));
    let before = text.words[chunk.words.start].start;
    let line = text.text[..before].chars().rev().find(|c| !matches!(c, ' ' | '\t'));
    chunk.words.start == sentence.start
        && line.is_none_or(|c| c == '\n')
        && chunk.words.clone().all(|at| !text.forms[at].capital || text.forms[at].shouted)
        && matches!(after, "," | "(" | "—" | "–" | "-" | ":")
}

/// The place of a candidate.
pub(crate) fn span(text: &Tagged<'_>, chunk: &Chunk) -> Span {
    Span::new(text.words[chunk.words.start].start, text.words[chunk.words.end - 1].end)
}

/// Its words in lower case, single-spaced, without hyphens.
pub(crate) fn joined(text: &Tagged<'_>, chunk: &Chunk) -> String {
    let words = chunk.words.clone().map(|at| text.words[at].of(text.text)).filter(|word| *word != "-");
    words.map(|word| word.to_lowercase().replace('’', "'")).collect::<Vec<_>>().join(" ")
}

fn display(text: &Tagged<'_>, chunk: &Chunk) -> String {
    span(text, chunk).of(text.text).split_whitespace().collect::<Vec<_>>().join(" ")
}
