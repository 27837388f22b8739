//! Words of date lines in the languages of the pages we meet: months, labels, weekdays.
//!
//! Only for dates that pages print beside their articles; times in English prose are read elsewhere.

use crate::tables::{Table, Words};
use firsthand_text::language::en;
use std::sync::LazyLock;

/// Month names by language as they stand in dates, January first: full names in the case that dates
/// take, then short forms. A name that means two months (`listopada` is November in Polish and Czech,
/// October in Croatian) goes with the language that has more pages.
const MONTHS: &[&str] = &[
    // German, with Austria's forms
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz apr mai jun jul aug sept okt nov dez",
    "jän febr mär apr mai jun jul aug sep okt nov dez",
    // French
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil aout sept oct nov déc",
    "jan fevrier mars avr mai juin juill aoû sep oct nov decembre",
    // Spanish, with Catalan and Galician forms where they differ
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago setiembre oct nov dic",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
    // Portuguese
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    // Italian
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    // Dutch
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    // Swedish, Danish, Norwegian, Finnish, Icelandic
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    // Russian, Ukrainian, Belarusian, Bulgarian, Macedonian, Serbian in Cyrillic
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "јануари февруари март април мај јуни јули август септември октомври ноември декември",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    // Polish, Czech, Slovak, Slovene, Croatian, Serbian and Bosnian in Latin script
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studenog prosinac",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    // Hungarian, Romanian, Greek, Turkish, Albanian
    "január február március április május június július augusztus szeptember október november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
    "ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    // Estonian, Latvian, Lithuanian
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    // Indonesian and Malay
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "januari februari mac april mei jun julai ogos september oktober november disember",
    // Arabic (two sets of names), Persian calendar left out, Hebrew, Hindi, Bengali, Thai
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "جانفي فيفري مارس ابريل ماي جوان جويلية اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "- شباط آذار نيسان أيار حزيران تموز آب أيلول - - -",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
];

/// The month of each name; the first list that has a name wins.
static BY_NAME: LazyLock<Table<&str, i8>> = LazyLock::new(|| {
    let mut found = Table::default();
    // English names win over all others.
    for (name, month) in en::MONTHS.iter().zip(1i8..) {
        found.insert(*name, month);
        found.insert(&name[..3], month);
    }
    found.insert("sept", 9);
    for names in MONTHS {
        for (name, month) in names.split(' ').zip(1i8..).filter(|(name, _)| *name != "-") {
            found.entry(name).or_insert(month);
        }
    }
    found
});

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
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
    "mandag",
    "tirsdag",
    "lørdag",
    "søndag",
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "domingo",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "poniedziałek",
    "wtorek",
    "środa",
    "czwartek",
    "piątek",
    "sobota",
    "niedziela",
    "pazartesi",
    "salı",
    "çarşamba",
    "perşembe",
    "cuma",
    "cumartesi",
    "pazar",
    "pondělí",
    "úterý",
    "středa",
    "čtvrtek",
    "pátek",
    "neděle",
    "hétfő",
    "kedd",
    "szerda",
    "csütörtök",
    "péntek",
    "szombat",
    "vasárnap",
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
    "on",
    "at",
    "of",
    "the",
    "by",
    "a",
    "p",
    "m",
    "am",
    "pm",
    "et",
    "est",
    "edt",
    "pst",
    "pdt",
    "pt",
    "ct",
    "cst",
    "cdt",
    "mt",
    "mst",
    "mdt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "ist",
    "pkt",
    "jst",
    "kst",
    "sgt",
    "aest",
    "aedt",
    "hrs",
    "h",
    "local",
    "time",
    "article",
    "story",
    "min",
    "mins",
    "minute",
    "read",
    "and",
    "z",
    "eet",
    "eest",
    "msk",
    "wat",
    "eat",
    "sast",
    "t",
    "last",
    "first",
    "um",
    "uhr",
    "vom",
    "am",
    "le",
    "à",
    "el",
    "il",
    "op",
    "den",
    "zuletzt",
    "las",
    "ore",
    "om",
    "г",
    "года",
    "в",
    "stand",
    "kl",
    "klo",
    "klokken",
    "р",
    "o",
    "год",
    "року",
    "godz",
    "godzina",
    "hod",
    "u",
    "ob",
    "saat",
    "tarihi",
    "dne",
    "dnia",
    "ساعة",
    "الساعة",
    "heures",
    "heure",
    "horas",
    "alle",
    "dalle",
    "ora",
    "la",
    "lúc",
    "ngày",
    "a.m",
    "p.m",
    "jst",
    "kst",
    "wib",
    "wita",
    "erstmals",
    "first",
    "originally",
    "online",
    "seit",
    "ab",
    "dated",
    "from",
    "artikel",
    "beitrag",
    "this",
    "was",
    "post",
    "entry",
    "wurde",
    "gmt+1",
    "gmt+2",
    "mez",
    "mesz",
    "ist",
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
    "jour",
    "modifié",
    "bijgewerkt",
    "обновлено",
    "оновлено",
    "updates",
    "revised",
    "reviewed",
    "changed",
    "aktualisierung",
    "aktualisierte",
    "überarbeitet",
    "bearbeitet",
    "änderung",
    "actualización",
    "actualisé",
    "modificado",
    "modificata",
    "modificato",
    "aggiornata",
    "aggiornamento",
    "atualização",
    "atualizada",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "päivitetty",
    "zaktualizowano",
    "aktualizacja",
    "aktualizováno",
    "güncelleme",
    "güncellenme",
    "actualizat",
    "ažurirano",
    "frissítve",
    "ενημέρωση",
    "更新",
    "수정",
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
    "опубліковано",
    "publiziert",
    "eingestellt",
    "gepostet",
    "geschrieben",
    "verfasst",
    "publiée",
    "paru",
    "parution",
    "publicación",
    "publicação",
    "pubblicazione",
    "pubblicata",
    "geplaatst",
    "publicerad",
    "publicerat",
    "publisert",
    "publiceret",
    "offentliggjort",
    "julkaistu",
    "opublikowano",
    "dodano",
    "publikováno",
    "publikované",
    "vydáno",
    "objavljeno",
    "megjelent",
    "közzétéve",
    "yayınlanma",
    "yayınlandı",
    "eklenme",
    "дата",
    "publicat",
    "pubdate",
    "δημοσίευση",
    "発行",
    "公開日",
    "投稿日",
    "発表",
    "发布",
    "입력",
    "등록",
    "submitted",
    "added",
    "released",
    "uploaded",
    "aired",
];

/// Words between day, month and year.
const JOINTS: &[&str] = &["de", "of", "del", "di", "do"];

/// The month that a word in lower case names.
pub(crate) fn month(lower: &str) -> Option<i8> {
    if lower.len() > LONGEST_NAME {
        return None;
    }
    BY_NAME.get(lower.trim_end_matches('.')).or_else(|| BY_NAME.get(lower)).copied()
}

/// Whether a word names a month and nothing else: short forms ("set", "out", "may") are words too.
pub(crate) fn is_unmistakable(word: &str) -> bool {
    en::month(word).is_some()
        || word.chars().count() >= SHORTEST_NAME && month(&word.to_lowercase()).is_some()
}

/// Fewest letters of a month's name that is no other word.
const SHORTEST_NAME: usize = 4;

/// Names of weekdays, English ones among them.
static DAYS: LazyLock<Words> = LazyLock::new(|| {
    let short = en::WEEKDAYS.iter().map(|name| &name[..3]);
    WEEKDAYS.iter().chain(&en::WEEKDAYS).copied().chain(short).chain(["tues", "thur", "thurs"]).collect()
});

/// Whether a word in lower case names a weekday.
pub(crate) fn is_weekday(lower: &str) -> bool {
    let bare = lower.trim_end_matches('.');
    lower.len() <= LONGEST_NAME && (DAYS.contains(lower) || bare.len() < lower.len() && DAYS.contains(bare))
}

/// Most bytes of the name of a month or weekday; those of some scripts take three a letter.
const LONGEST_NAME: usize = 48;

pub(crate) fn is_beside(lower: &str) -> bool {
    static ALL: LazyLock<Words> =
        LazyLock::new(|| [BESIDE, JOINTS, UPDATES, PUBLISHES].into_iter().flatten().copied().collect());
    ALL.contains(lower)
}

pub(crate) fn is_joint(lower: &str) -> bool {
    JOINTS.contains(&lower)
}

pub(crate) fn says_update(lower: &str) -> bool {
    UPDATES.contains(&lower)
}

/// Words that say, behind a date, that it is of a change: participles, as German and English put them.
pub(crate) fn closes_update(lower: &str) -> bool {
    const CLOSING: &[&str] = &[
        "geändert",
        "aktualisiert",
        "bearbeitet",
        "überarbeitet",
        "updated",
        "modified",
        "edited",
        "changed",
        "gewijzigd",
        "bijgewerkt",
        "güncellendi",
        "更新",
    ];
    CLOSING.contains(&lower)
}

pub(crate) fn says_published(lower: &str) -> bool {
    PUBLISHES.contains(&lower)
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
        assert!(
            super::is_weekday("tuesday")
                && super::is_weekday("dienstag")
                && super::is_weekday("thurs.")
                && !super::is_weekday("day")
        );
    }
}
