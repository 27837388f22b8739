//! Words of date lines in the languages of the pages we meet: months, labels, weekdays.
//!
//! Only for dates that pages print beside their articles; times in English prose are read elsewhere.

use firsthand_text::language::en;

/// Month names by language (as they stand in dates), January first.
const MONTHS: &[[&str; 12]] = &[
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    ["jänner", "feber", "mär", "apr", "mai", "jun", "jul", "aug", "sept", "okt", "nov", "dez"],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
    [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ],
    [
        "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım",
        "aralık",
    ],
];

/// Weekdays that aren't English.
const WEEKDAYS: &[&str] = &[
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
];

/// Words that may stand beside a date and say nothing more.
const BESIDE: &[&str] = &[
    "on", "at", "of", "the", "by", "a", "p", "m", "am", "pm", "et", "est", "edt", "pst", "pdt", "pt", "ct",
    "cst", "cdt", "mt", "mst", "mdt", "gmt", "utc", "bst", "cet", "cest", "ist", "pkt", "jst", "kst", "sgt",
    "aest", "aedt", "hrs", "h", "local", "time", "article", "story", "min", "mins", "minute", "read", "and",
    "z", "eet", "eest", "msk", "wat", "eat", "sast", "t", "last", "first", "um", "uhr", "vom", "am", "le",
    "à", "el", "il", "op", "den", "zuletzt", "las", "ore", "om", "г", "года", "в", "stand",
];

/// Words that say an update follows.
const UPDATES: &[&str] = &[
    "updated",
    "update",
    "modified",
    "edited",
    "aktualisiert",
    "geändert",
    "actualizado",
    "actualizada",
    "atualizado",
    "aggiornato",
    "mis",
    "modifié",
    "bijgewerkt",
    "обновлено",
];

/// Words that say the first publication follows.
const PUBLISHES: &[&str] = &[
    "published",
    "posted",
    "publish",
    "created",
    "issued",
    "released",
    "written",
    "date",
    "veröffentlicht",
    "erschienen",
    "erstellt",
    "datum",
    "publié",
    "publicado",
    "publicada",
    "pubblicato",
    "gepubliceerd",
    "fecha",
    "data",
    "опубликовано",
];

/// Words between day, month and year.
const JOINTS: &[&str] = &["de", "of", "del", "di", "do"];

/// The month that a word in lower case names.
pub(crate) fn month(lower: &str) -> Option<i8> {
    let foreign = || {
        MONTHS.iter().find_map(|names| names.iter().position(|name| *name == lower)).map(|at| at as i8 + 1)
    };
    en::month(&capital(lower)).or_else(foreign)
}

/// Whether a word in lower case names a weekday.
pub(crate) fn is_weekday(lower: &str) -> bool {
    en::weekday(&capital(lower)).is_some() || WEEKDAYS.contains(&lower)
}

pub(crate) fn is_beside(lower: &str) -> bool {
    BESIDE.contains(&lower) || JOINTS.contains(&lower) || says_update(lower) || says_published(lower)
}

pub(crate) fn is_joint(lower: &str) -> bool {
    JOINTS.contains(&lower)
}

pub(crate) fn says_update(lower: &str) -> bool {
    UPDATES.contains(&lower)
}

pub(crate) fn says_published(lower: &str) -> bool {
    PUBLISHES.contains(&lower)
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn months() {
        for (word, month) in
            [("march", 3), ("mar", 3), ("märz", 3), ("março", 3), ("марта", 3), ("août", 8), ("aralık", 12)]
        {
            assert_eq!(super::month(word), Some(month), "{word}");
        }
        assert_eq!(super::month("marsh"), None);
        assert!(super::is_weekday("tuesday") && super::is_weekday("dienstag") && !super::is_weekday("day"));
    }
}
