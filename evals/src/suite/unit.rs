//! Judges numbers with units against a case of the suite.
//!
//! The suite names its units in words ("Kilometer per hour", "Hong Kong dollar"); [`CODES`] gives the
//! codes that the binary has for them. A case holds when every quantity of its model is found at its
//! place with its value and unit, and no other.

use super::number::same_number;
use super::{Case, Expected};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Whether the quantities found are those of the case.
pub(super) fn holds(case: &Case, lines: &BTreeMap<String, Map<String, Value>>) -> bool {
    let Some(line) = lines.get("quantities") else { return false };
    let list = |name: &str| line.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let found: Vec<&Value> = match case.spec.as_str() {
        "AgeModel" => list("numbers").iter().filter(|number| number["role"] == "age").collect(),
        spec => list("quantities").iter().filter(|quantity| belongs(spec, quantity)).collect(),
    };
    // A unit without a number is no quantity; the suite lists it to have it converted.
    let wanted: Vec<&Expected> = case.results.iter().filter(|want| !want.value["value"].is_null()).collect();
    found.len() == wanted.len()
        && wanted.iter().zip(&found).all(|(want, found)| {
            same_place(case, want, found)
                && want.value["value"].as_str().is_some_and(|value| value_of(value, found))
                && want.value["unit"].as_str().is_some_and(|unit| same_unit(unit, found))
        })
}

/// Whether a quantity is what a model of the suite looks for.
fn belongs(spec: &str, quantity: &Value) -> bool {
    const DIMENSIONS: [&str; 16] = [
        "length",
        "area",
        "volume",
        "mass",
        "speed",
        "energy",
        "power",
        "pressure",
        "force",
        "angle",
        "data",
        "data-rate",
        "frequency",
        "voltage",
        "current",
        "dose",
    ];
    let kind = quantity["kind"].as_str().unwrap_or("");
    match spec {
        "CurrencyModel" => kind == "money",
        "TemperatureModel" => kind == "temperature",
        _ => DIMENSIONS.contains(&kind),
    }
}

fn value_of(wanted: &str, found: &Value) -> bool {
    // Of a range the suite gives the number that the unit stands beside.
    same_number(wanted, &found["value"].to_string()) || same_number(wanted, &found["upper"].to_string())
}

/// The suite's place lies in ours, with no more before it than words of approximation or a range.
fn same_place(case: &Case, want: &Expected, found: &Value) -> bool {
    let place = |name: &str| found[name].as_u64().unwrap_or(0) as usize;
    let (start, end) = (place("start"), place("end"));
    let before: String = case.input.chars().skip(start).take(want.place.0.saturating_sub(start)).collect();
    let idle = before.split(|char: char| !char.is_alphanumeric()).all(|word| {
        word.is_empty()
            || LEADING.split(' ').any(|lead| lead == word.to_lowercase())
            || !found["upper"].is_null()
    });
    start <= want.place.0 && end == want.place.1 && idle
}

/// Words of approximation.
const LEADING: &str = "a an about around some over more than just up to least at nearly almost approximately estimated \
    as much many less fewer within in excess of the roughly under reported exceeded exceeds exceeding above below only";

fn same_unit(wanted: &str, found: &Value) -> bool {
    let code = found["code"].as_str().unwrap_or("");
    CODES.iter().any(|(name, codes)| *name == wanted && codes.split(' ').any(|known| known == code))
        || wanted.to_lowercase() == code
}

/// The suite's names of units and the binary's codes.
const CODES: &[(&str, &str)] = &[
    ("Year", "year"),
    ("Month", "month"),
    ("Week", "wk"),
    ("Day", "d"),
    ("Dollar", "dollar"),
    ("United States dollar", "USD"),
    ("Canadian dollar", "CAD"),
    ("Hong Kong dollar", "HKD"),
    ("Australian dollar", "AUD"),
    ("New Zealand dollar", "NZD"),
    ("Mexican peso", "MXN"),
    ("Pound", "GBP pound"),
    ("British pound", "GBP"),
    ("Euro", "EUR"),
    ("Japanese yen", "JPY"),
    ("Chinese yuan", "CNY"),
    ("Swiss franc", "CHF"),
    ("Franc", "franc"),
    ("Peseta", "ESP"),
    ("Finnish markka", "FIM"),
    ("Netherlands guilder", "NLG"),
    ("Turkish lira", "TRY"),
    ("Rupee", "rupee"),
    ("Costa Rican colón", "CRC"),
    ("Georgian lari", "GEL"),
    ("Lao kip", "LAK"),
    ("Bitcoin", "BTC"),
    ("Cent", "cent"),
    ("Pence", "penny"),
    ("Penny", "penny"),
    ("Swedish krona", "SEK"),
    ("Singapore dollar", "SGD"),
    ("Indian rupee", "INR"),
    ("Meter", "m"),
    ("Kilometer", "km"),
    ("Centimeter", "cm"),
    ("Millimeter", "mm"),
    ("Decimeter", "dm"),
    ("Picometer", "pm"),
    ("Mile", "mi"),
    ("Yard", "yd"),
    ("Foot", "ft"),
    ("Inch", "in"),
    ("Acre", "acre"),
    ("Hectare", "ha"),
    ("Square meter", "m2"),
    ("Square kilometer", "km2"),
    ("Square mile", "mi2"),
    ("Square foot", "ft2"),
    ("Cubic foot", "ft3"),
    ("Cubic meter", "m3"),
    ("Milliliter", "mL"),
    ("Liter", "L"),
    ("Gallon", "gal"),
    ("Barrel", "bbl"),
    ("Cup", "cup"),
    ("Tablespoon", "tbsp"),
    ("Teaspoon", "tsp"),
    ("Kilogram", "kg"),
    ("Gram", "g"),
    ("Milligram", "mg"),
    ("Microgram", "ug"),
    ("Ton", "ton t"),
    ("Metric ton", "t"),
    ("Ounce", "oz"),
    ("Bit", "bit"),
    ("Byte", "B"),
    ("Megabyte", "MB"),
    ("Gigabyte", "GB"),
    ("Kilometer per hour", "km/h"),
    ("Mile per hour", "mi/h"),
    ("Meter per millisecond", "m/ms"),
    ("Centimeter per millisecond", "cm/ms"),
    ("Kilometer per millisecond", "km/ms"),
    ("Degree", "deg"),
    ("Radian", "rad"),
    ("C", "Cel"),
    ("F", "degF"),
];
