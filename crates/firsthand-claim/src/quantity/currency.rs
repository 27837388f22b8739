//! Currencies: their ISO 4217 codes, signs, and the words of news for them.
//!
//! A sign or word that several countries use ("$", "francs") keeps a code of its own in lower case
//! ("dollar", "franc"): which country is meant, the words alone don't say.
//!
//! Source of the codes: ISO 4217, list one; some withdrawn ones that older news has.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Codes of ISO 4217, active and recently withdrawn, that are read before or after an amount.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
    GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK \
    LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB \
    PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB \
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL \
    DEM FRF ITL ESP NLG BEF ATS FIM GRD PTE IEP";

/// Codes that are words or short forms of other things in capitals.
const NOT_CODES: &str = "ALL TOP TRY MAD PAB COP SOS CUP PEN MOP STN LAK ANG BAM SLE";

/// The code where `word` (in capitals) is one of ISO 4217 and no word of headlines in capitals.
pub(super) fn plain_iso(word: &str) -> Option<&'static str> {
    find(CODES, word).filter(|code| find(NOT_CODES, code).is_none())
}

fn find(codes: &'static str, word: &str) -> Option<&'static str> {
    if word.len() != 3 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    codes.split_whitespace().find(|code| *code == word)
}

/// Whether letters before figures are a currency: "USD115", "Rs200".
pub(super) fn is_prefix(letters: &str) -> bool {
    plain_iso(letters).is_some() || matches!(letters, "Rs" | "RM" | "Rp" | "RMB" | "Ksh" | "KSh" | "BTC")
}

/// The code of a sign: "€" is EUR, "$" some dollar.
pub(super) fn sign(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "$" | "＄" => "dollar",
        "€" => "EUR",
        "£" => "GBP",
        "¥" | "￥" => "yen-or-yuan",
        "元" => "CNY",
        "円" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        "₩" => "KRW",
        "₪" => "ILS",
        "₫" => "VND",
        "₴" => "UAH",
        "₺" => "TRY",
        "₦" => "NGN",
        "₱" => "PHP",
        "₵" => "GHS",
        "₸" => "KZT",
        "₼" => "AZN",
        "₾" => "GEL",
        "₿" => "BTC",
        "฿" => "THB",
        "៛" => "KHR",
        "₡" => "CRC",
        "₭" => "LAK",
        "₲" => "PYG",
        "₮" => "MNT",
        _ => return None,
    })
}

/// The code of letters before a dollar sign: "US$", "C$", "HK$"; codes of ISO 4217 too ("MXN$").
pub(super) fn dollar_of(letters: &str) -> Option<&'static str> {
    Some(match letters.to_ascii_uppercase().as_str() {
        "US" | "U.S" => "USD",
        "C" | "CA" | "CDN" | "CAN" => "CAD",
        "A" | "AU" => "AUD",
        "NZ" => "NZD",
        "HK" => "HKD",
        "S" => "SGD",
        "NT" => "TWD",
        "J" => "JMD",
        "R" => "BRL",
        "MX" | "MEX" => "MXN",
        "TT" => "TTD",
        "Z" => "ZWL",
        "FJ" => "FJD",
        "N" => "NAD",
        "BZ" => "BZD",
        other => return plain_iso(other),
    })
}

/// The code of words before an amount that are no code of ISO 4217: "Rs 200", "RM5".
pub(super) fn before(word: &str) -> Option<&'static str> {
    Some(match word {
        "Rs" | "rs" | "Re" => "rupee",
        "RM" => "MYR",
        "Rp" => "IDR",
        "RMB" | "rmb" => "CNY",
        "Ksh" | "KSh" => "KES",
        "Tk" => "BDT",
        "BTC" => "BTC",
        _ => {
            return plain_iso(word)
                .or_else(|| plain_iso(&word.to_ascii_uppercase()).filter(|_| is_common(word)));
        }
    })
}

/// Codes that are written in small letters too, in chats and tables of prices.
fn is_common(word: &str) -> bool {
    matches!(word, "usd" | "eur" | "gbp" | "chf" | "jpy" | "cny" | "cad" | "aud" | "inr")
}

/// The code after an amount where it isn't spelled out: "200 USD", "100 rmb", "6 BTC".
pub(super) fn after(word: &str) -> Option<&'static str> {
    before(word).filter(|_| !matches!(word, "Re" | "Tk" | "Rs" | "rs" | "RM" | "Rp"))
}

/// "MUSD", "MEUR": millions of a currency, as the accounts of northern companies have it.
pub(super) fn millions(word: &str) -> Option<&'static str> {
    plain_iso(word.strip_prefix('M')?)
}

/// The family of a currency word in lower case and whether it is a hundredth: ("dollar", false).
pub(super) fn word(low: &str) -> Option<(&'static str, bool)> {
    INDEX.get(low).copied()
}

static INDEX: LazyLock<HashMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    let forms = |(forms, code, cent): &'static (&str, &str, bool)| {
        forms.split(' ').map(move |form| (form, (*code, *cent)))
    };
    WORDS.iter().flat_map(forms).collect()
});

/// Words in lower case, their code, whether they are a hundredth of a currency.
const WORDS: &[(&str, &str, bool)] = &[
    ("dollar dollars bucks", "dollar", false),
    ("euro euros", "EUR", false),
    ("pound pounds", "pound", false),
    ("sterling", "GBP", false),
    ("yen", "JPY", false),
    ("yuan renminbi rmb", "CNY", false),
    ("rupee rupees", "rupee", false),
    ("rouble roubles ruble rubles", "rouble", false),
    ("franc francs", "franc", false),
    ("peso pesos", "peso", false),
    ("lira liras lire", "lira", false),
    ("dinar dinars", "dinar", false),
    ("dirham dirhams", "dirham", false),
    ("riyal riyals", "riyal", false),
    ("rial rials", "rial", false),
    ("shilling shillings", "shilling", false),
    ("krona kronor", "krona", false),
    ("krone kroner", "krone", false),
    ("kroon", "EEK", false),
    ("koruna", "CZK", false),
    ("zloty zlotys", "PLN", false),
    ("forint forints", "HUF", false),
    ("hryvnia hryvnias hryvnya", "UAH", false),
    ("leu lei", "leu", false),
    ("lev leva", "BGN", false),
    ("shekel shekels", "ILS", false),
    ("baht", "THB", false),
    ("ringgit", "MYR", false),
    ("rupiah", "IDR", false),
    ("tenge", "KZT", false),
    ("lari", "GEL", false),
    ("taka", "BDT", false),
    ("naira", "NGN", false),
    ("cedi cedis", "GHS", false),
    ("birr", "ETB", false),
    ("kwacha", "kwacha", false),
    ("kwanza", "AOA", false),
    ("reais", "BRL", false),
    ("bolivar bolivars bolivares", "VES", false),
    ("guilder guilders", "guilder", false),
    ("markka", "FIM", false),
    ("peseta pesetas", "ESP", false),
    ("drachmas", "GRD", false),
    ("escudos", "PTE", false),
    ("deutschmarks deutschemarks", "DEM", false),
    ("bitcoin bitcoins", "BTC", false),
    ("satoshi satoshis", "satoshi", false),
    ("cent cents", "cent", true),
    ("penny pence pennies", "penny", true),
    ("kopeck kopecks", "kopeck", true),
    ("paise", "paisa", true),
];

/// Currency words that are other words too; they need more than a small number before them.
pub(super) fn is_scarce(low: &str) -> Option<&'static str> {
    Some(match low {
        "won" => "won",
        "rand" => "ZAR",
        "real" => "BRL",
        "dong" => "VND",
        "mark" | "marks" => "mark",
        "som" => "som",
        "crowns" => "crown",
        "sen" => "sen",
        _ => return None,
    })
}

/// The currency of a nation: its adjective in lower case, the family, the code.
pub(super) fn national(adjective: &str, family: &str) -> Option<&'static str> {
    NATIONAL
        .iter()
        .find(|(adjectives, known, _)| {
            *known == family && adjectives.split(',').any(|known| known == adjective)
        })
        .map(|(.., code)| *code)
}

/// How many words the adjective of a nation takes before a currency word: one, or two as in "New Zealand".
pub(super) const MOST_ADJECTIVES: usize = 2;

/// Adjectives in lower case parted by commas, the family, the code of ISO 4217.
const NATIONAL: &[(&str, &str, &str)] = &[
    ("us,u.s,american,united states", "dollar", "USD"),
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("new zealand", "dollar", "NZD"),
    ("hong kong", "dollar", "HKD"),
    ("singapore,singaporean", "dollar", "SGD"),
    ("taiwan,taiwanese", "dollar", "TWD"),
    ("jamaican", "dollar", "JMD"),
    ("zimbabwean,zimbabwe", "dollar", "ZWL"),
    ("namibian", "dollar", "NAD"),
    ("fijian,fiji", "dollar", "FJD"),
    ("british,uk", "pound", "GBP"),
    ("egyptian", "pound", "EGP"),
    ("lebanese", "pound", "LBP"),
    ("syrian", "pound", "SYP"),
    ("sudanese", "pound", "SDG"),
    ("south sudanese", "pound", "SSP"),
    ("irish", "pound", "IEP"),
    ("indian", "rupee", "INR"),
    ("pakistani,pakistan", "rupee", "PKR"),
    ("nepalese,nepali", "rupee", "NPR"),
    ("lankan,sri lankan", "rupee", "LKR"),
    ("mauritian", "rupee", "MUR"),
    ("russian", "rouble", "RUB"),
    ("belarusian", "rouble", "BYN"),
    ("swiss", "franc", "CHF"),
    ("french", "franc", "FRF"),
    ("belgian", "franc", "BEF"),
    ("cfa", "franc", "XOF"),
    ("congolese", "franc", "CDF"),
    ("rwandan", "franc", "RWF"),
    ("burundian", "franc", "BIF"),
    ("guinean", "franc", "GNF"),
    ("mexican", "peso", "MXN"),
    ("argentine,argentinian", "peso", "ARS"),
    ("chilean", "peso", "CLP"),
    ("colombian", "peso", "COP"),
    ("philippine,filipino", "peso", "PHP"),
    ("uruguayan", "peso", "UYU"),
    ("cuban", "peso", "CUP"),
    ("dominican", "peso", "DOP"),
    ("turkish", "lira", "TRY"),
    ("lebanese", "lira", "LBP"),
    ("syrian", "lira", "SYP"),
    ("italian", "lira", "ITL"),
    ("kuwaiti", "dinar", "KWD"),
    ("iraqi", "dinar", "IQD"),
    ("jordanian", "dinar", "JOD"),
    ("libyan", "dinar", "LYD"),
    ("tunisian", "dinar", "TND"),
    ("algerian", "dinar", "DZD"),
    ("bahraini", "dinar", "BHD"),
    ("serbian", "dinar", "RSD"),
    ("moroccan", "dirham", "MAD"),
    ("uae,emirati", "dirham", "AED"),
    ("saudi", "riyal", "SAR"),
    ("qatari", "riyal", "QAR"),
    ("yemeni", "rial", "YER"),
    ("iranian", "rial", "IRR"),
    ("omani", "rial", "OMR"),
    ("kenyan", "shilling", "KES"),
    ("ugandan", "shilling", "UGX"),
    ("tanzanian", "shilling", "TZS"),
    ("somali", "shilling", "SOS"),
    ("swedish", "krona", "SEK"),
    ("icelandic", "krona", "ISK"),
    ("norwegian", "krone", "NOK"),
    ("danish", "krone", "DKK"),
    ("czech", "CZK", "CZK"),
    ("south korean,korean", "won", "KRW"),
    ("north korean", "won", "KPW"),
    ("japanese", "JPY", "JPY"),
    ("chinese", "CNY", "CNY"),
    ("finnish", "FIM", "FIM"),
    ("dutch,netherlands", "guilder", "NLG"),
    ("spanish", "ESP", "ESP"),
    ("german,deutsche,west german", "mark", "DEM"),
    ("south african", "ZAR", "ZAR"),
    ("brazilian", "BRL", "BRL"),
    ("vietnamese", "VND", "VND"),
    ("zambian", "kwacha", "ZMW"),
    ("malawian", "kwacha", "MWK"),
    ("romanian", "leu", "RON"),
    ("moldovan", "leu", "MDL"),
    ("kyrgyz", "som", "KGS"),
    ("polish", "PLN", "PLN"),
    ("hungarian", "HUF", "HUF"),
    ("ukrainian", "UAH", "UAH"),
    ("israeli", "ILS", "ILS"),
    ("thai", "THB", "THB"),
    ("malaysian", "MYR", "MYR"),
    ("indonesian", "IDR", "IDR"),
    ("nigerian", "NGN", "NGN"),
    ("ghanaian", "GHS", "GHS"),
    ("kazakh", "KZT", "KZT"),
    ("georgian", "GEL", "GEL"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        assert_eq!(plain_iso("EUR"), Some("EUR"));
        assert_eq!(plain_iso("eur"), None);
        assert_eq!(plain_iso("ALL"), None);
        assert_eq!(dollar_of("HK"), Some("HKD"));
        assert_eq!(dollar_of("MXN"), Some("MXN"));
        assert_eq!(dollar_of("the"), None);
        assert_eq!(before("Rs"), Some("rupee"));
        assert_eq!(after("rmb"), Some("CNY"));
        assert_eq!(millions("MEUR"), Some("EUR"));
        assert_eq!(word("kroner"), Some(("krone", false)));
        assert_eq!(national("swiss", "franc"), Some("CHF"));
        assert_eq!(national("swiss", "dollar"), None);
    }

    #[test]
    fn every_family_of_a_nation_is_a_word() {
        for (_, family, code) in NATIONAL {
            let known = WORDS.iter().any(|(_, known, _)| known == family)
                || ["won", "rand", "real", "dong", "mark", "som"]
                    .iter()
                    .any(|low| is_scarce(low) == Some(family));
            assert!(known, "{family}");
            assert!(find(CODES, code).is_some(), "{code}");
        }
    }
}
