//! Units of measurement, with their value in the International System of Units.
//!
//! In: a word. Out: its unit. Factors are exact where the unit is defined exactly (the international
//! yard and pound of 1959, the US gallon of 231 cubic inches, the calorie of 4.184 joules); the barrel
//! is the oil trade's of 42 US gallons, the horsepower the mechanical one, TNT as the convention has it.
//! The SI Brochure (9th edition) names the SI units. Gallons, tons, pints and ounces without
//! "imperial", "long" or "fluid" are taken for those of the United States; "ton" can mean four units
//! and has no conversion.

use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Kilograms.
    Mass,
    /// Seconds.
    Time,
    /// Metres a second.
    Speed,
    /// Joules.
    Energy,
    /// Watts.
    Power,
    /// Pascals.
    Pressure,
    /// Newtons.
    Force,
    /// Kelvin.
    Temperature,
    /// Degrees of an angle.
    Angle,
    /// Bits.
    Data,
    /// Bits a second.
    DataRate,
    /// Hertz.
    Frequency,
    /// Volts.
    Voltage,
    /// Amperes.
    Current,
    /// Sieverts.
    Dose,
    /// Decibels.
    Sound,
}

impl Dimension {
    /// A word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Dimension::Length => "length",
            Dimension::Area => "area",
            Dimension::Volume => "volume",
            Dimension::Mass => "mass",
            Dimension::Time => "time",
            Dimension::Speed => "speed",
            Dimension::Energy => "energy",
            Dimension::Power => "power",
            Dimension::Pressure => "pressure",
            Dimension::Force => "force",
            Dimension::Temperature => "temperature",
            Dimension::Angle => "angle",
            Dimension::Data => "data",
            Dimension::DataRate => "data-rate",
            Dimension::Frequency => "frequency",
            Dimension::Voltage => "voltage",
            Dimension::Current => "current",
            Dimension::Dose => "dose",
            Dimension::Sound => "sound",
        }
    }

    /// The SI unit that [`super::Unit::si`] converts to; "" where there is none.
    pub fn si(self) -> &'static str {
        match self {
            Dimension::Length => "m",
            Dimension::Area => "m2",
            Dimension::Volume => "m3",
            Dimension::Mass => "kg",
            Dimension::Time => "s",
            Dimension::Speed => "m/s",
            Dimension::Energy => "J",
            Dimension::Power => "W",
            Dimension::Pressure => "Pa",
            Dimension::Force => "N",
            Dimension::Temperature => "K",
            Dimension::Angle => "rad",
            Dimension::Data => "bit",
            Dimension::DataRate => "bit/s",
            Dimension::Frequency => "Hz",
            Dimension::Voltage => "V",
            Dimension::Current => "A",
            Dimension::Dose => "Sv",
            Dimension::Sound => "",
        }
    }
}

/// A row of the table.
pub(super) struct Known {
    /// Words, in lower case.
    words: &'static str,
    /// Symbols, as they are written.
    symbols: &'static str,
    /// The symbol that stands for it in results.
    pub(super) code: &'static str,
    pub(super) dimension: Dimension,
    /// SI units in one, as a decimal; "" where it has no fixed value.
    factor: &'static str,
    /// What is added after the factor; only for temperatures.
    offset: &'static str,
}

impl Known {
    /// SI units in one, where it has a fixed value.
    pub(super) fn factor(&self) -> Option<Decimal> {
        // Those that are no exact decimal are quotients.
        match self.factor.split_once('/') {
            Some((above, below)) => above.parse::<Decimal>().ok()?.checked_div(below.parse().ok()?),
            None => self.factor.parse().ok(),
        }
    }

    /// What is added after the factor.
    pub(super) fn offset(&self) -> Decimal {
        match self.offset.split_once('/') {
            Some((above, below)) => {
                let parts = above.parse::<Decimal>().ok().zip(below.parse().ok());
                parts.and_then(|(above, below)| above.checked_div(below)).unwrap_or_default()
            }
            None => self.offset.parse().unwrap_or_default(),
        }
    }
}

/// The unit that a word in lower case names.
pub(super) fn by_word(low: &str) -> Option<&'static Known> {
    WORDS.get(low).copied()
}

/// The unit whose symbol is `raw`, written just so.
pub(super) fn by_symbol(raw: &str) -> Option<&'static Known> {
    SYMBOLS.get(raw).copied()
}

/// The unit with this code.
pub(super) fn by_code(code: &str) -> Option<&'static Known> {
    TABLE.iter().find(|known| known.code == code)
}

type Index = LazyLock<HashMap<&'static str, &'static Known>>;

static WORDS: Index = LazyLock::new(|| index(|known| known.words));

static SYMBOLS: Index = LazyLock::new(|| index(|known| known.symbols));

fn index(forms: fn(&'static Known) -> &'static str) -> HashMap<&'static str, &'static Known> {
    TABLE.iter().flat_map(|known| forms(known).split_whitespace().map(move |form| (form, known))).collect()
}

const fn unit(
    words: &'static str,
    symbols: &'static str,
    code: &'static str,
    dimension: Dimension,
    factor: &'static str,
) -> Known {
    Known { words, symbols, code, dimension, factor, offset: "0" }
}

use Dimension::{
    Angle, Area, Current, Data, DataRate, Dose, Energy, Force, Frequency, Length, Mass, Power, Pressure,
    Sound, Speed, Temperature, Time, Voltage, Volume,
};

static TABLE: &[Known] = &[
    unit("metre metres meter meters", "m", "m", Length, "1"),
    unit("kilometre kilometres kilometer kilometers klicks kms", "km KM Km", "km", Length, "1000"),
    unit("centimetre centimetres centimeter centimeters cms", "cm CM", "cm", Length, "0.01"),
    unit("millimetre millimetres millimeter millimeters", "mm", "mm", Length, "0.001"),
    unit("decimetre decimetres decimeter decimeters", "dm", "dm", Length, "0.1"),
    unit("micrometre micrometres micrometer micrometers micron microns", "µm μm", "um", Length, "0.000001"),
    unit("nanometre nanometres nanometer nanometers", "nm", "nm", Length, "0.000000001"),
    unit("picometer picometre picometers picometres", "", "pm", Length, "0.000000000001"),
    unit("mile miles", "mi", "mi", Length, "1609.344"),
    unit("yard yards", "yd yds", "yd", Length, "0.9144"),
    unit("foot feet", "ft", "ft", Length, "0.3048"),
    unit("inch inches", "", "in", Length, "0.0254"),
    unit("fathom fathoms", "", "fathom", Length, "1.8288"),
    unit("furlong furlongs", "", "furlong", Length, "201.168"),
    unit("light-year light-years lightyears", "", "ly", Length, "9460730472580800"),
    unit("parsec parsecs", "", "pc", Length, ""),
    unit("hectare hectares", "ha", "ha", Area, "10000"),
    unit("acre acres", "", "acre", Area, "4046.8564224"),
    unit("dunam dunams dunum dunums", "", "dunam", Area, "1000"),
    unit("sqm", "m2 m²", "m2", Area, "1"),
    unit("sqkm", "km2 km²", "km2", Area, "1000000"),
    unit("sqft", "ft2 ft²", "ft2", Area, "0.09290304"),
    unit("", "mi2 mi²", "mi2", Area, "2589988.110336"),
    unit("", "cm2 cm²", "cm2", Area, "0.0001"),
    unit("litre litres liter liters", "L l", "L", Volume, "0.001"),
    unit("millilitre millilitres milliliter milliliters", "ml mL", "mL", Volume, "0.000001"),
    unit("centilitre centilitres centiliter centiliters", "cl", "cL", Volume, "0.00001"),
    unit("hectolitre hectolitres hectoliter hectoliters", "hl", "hL", Volume, "0.1"),
    unit("gallon gallons", "gal", "gal", Volume, "0.003785411784"),
    unit("pint pints", "", "pint", Volume, "0.000473176473"),
    unit("quart quarts", "", "quart", Volume, "0.000946352946"),
    unit("cup cups", "", "cup", Volume, "0.0002365882365"),
    unit("tablespoon tablespoons", "tbsp", "tbsp", Volume, "0.00001478676478125"),
    unit("teaspoon teaspoons", "tsp", "tsp", Volume, "0.00000492892159375"),
    unit("barrel barrels", "bbl bbls", "bbl", Volume, "0.158987294928"),
    unit("bushel bushels", "", "bushel", Volume, "0.03523907016688"),
    unit("cubic-metre", "m3 m³ cbm", "m3", Volume, "1"),
    unit("", "km3 km³", "km3", Volume, "1000000000"),
    unit("", "cm3 cm³ cc", "cm3", Volume, "0.000001"),
    unit("", "bcm", "bcm", Volume, "1000000000"),
    unit("kilogram kilograms kilogramme kilogrammes kilo kilos", "kg kgs KG Kg", "kg", Mass, "1"),
    unit("gram grams gramme grammes", "g", "g", Mass, "0.001"),
    unit("milligram milligrams milligramme milligrammes", "mg", "mg", Mass, "0.000001"),
    unit("microgram micrograms microgramme microgrammes", "µg μg mcg", "ug", Mass, "0.000000001"),
    unit("nanogram nanograms", "ng", "ng", Mass, "0.000000000001"),
    unit("tonne tonnes", "t", "t", Mass, "1000"),
    unit("kilotonne kilotonnes", "", "kt", Mass, "1000000"),
    unit("megatonne megatonnes", "", "Mt", Mass, "1000000000"),
    unit("ton tons", "", "ton", Mass, ""),
    unit("pound pounds", "lb lbs", "lb", Mass, "0.45359237"),
    unit("ounce ounces", "oz", "oz", Mass, "0.028349523125"),
    unit("stone stones", "", "stone", Mass, "6.35029318"),
    unit("quintal quintals", "", "quintal", Mass, "100"),
    unit("carat carats", "", "carat", Mass, "0.0002"),
    unit("dwt", "DWT", "dwt", Mass, ""),
    unit("second seconds sec secs", "s", "s", Time, "1"),
    unit("millisecond milliseconds", "ms", "ms", Time, "0.001"),
    unit("microsecond microseconds", "µs μs", "us", Time, "0.000001"),
    unit("nanosecond nanoseconds", "ns", "ns", Time, "0.000000001"),
    unit("minute minutes min mins", "", "min", Time, "60"),
    unit("hour hours hr hrs", "h", "h", Time, "3600"),
    unit("day days", "", "d", Time, "86400"),
    unit("week weeks", "", "wk", Time, "604800"),
    unit("fortnight fortnights", "", "fortnight", Time, "1209600"),
    unit("month months", "", "month", Time, ""),
    unit("year years yr yrs", "", "year", Time, ""),
    unit("decade decades", "", "decade", Time, ""),
    unit("century centuries", "", "century", Time, ""),
    unit("night nights", "", "night", Time, ""),
    unit("quarter-hour", "", "quarter-hour", Time, "900"),
    unit("kph kmph kmh", "km/h kph KPH", "km/h", Speed, "5/18"),
    unit("mph", "MPH", "mi/h", Speed, "0.44704"),
    unit("knot knots", "kn", "kn", Speed, "463/900"),
    unit("mach", "", "mach", Speed, ""),
    unit("joule joules", "J", "J", Energy, "1"),
    unit("kilojoule kilojoules", "kJ", "kJ", Energy, "1000"),
    unit("megajoule megajoules", "MJ", "MJ", Energy, "1000000"),
    unit("gigajoule gigajoules", "GJ", "GJ", Energy, "1000000000"),
    unit("calorie calories", "cal", "cal", Energy, "4.184"),
    unit("kilocalorie kilocalories", "kcal", "kcal", Energy, "4184"),
    unit("watt-hour watt-hours", "Wh", "Wh", Energy, "3600"),
    unit("kilowatt-hour kilowatt-hours kwh", "kWh KWh", "kWh", Energy, "3600000"),
    unit("megawatt-hour megawatt-hours mwh", "MWh", "MWh", Energy, "3600000000"),
    unit("gigawatt-hour gigawatt-hours gwh", "GWh", "GWh", Energy, "3600000000000"),
    unit("terawatt-hour terawatt-hours twh", "TWh", "TWh", Energy, "3600000000000000"),
    unit("therm therms", "", "therm", Energy, "105505585.262"),
    unit("kiloton kilotons", "", "kiloton", Energy, "4184000000000"),
    unit("megaton megatons", "", "megaton", Energy, "4184000000000000"),
    unit("electronvolt electronvolts", "eV", "eV", Energy, ""),
    unit("watt watts", "W", "W", Power, "1"),
    unit("kilowatt kilowatts kw", "kW KW", "kW", Power, "1000"),
    unit("megawatt megawatts", "MW", "MW", Power, "1000000"),
    unit("gigawatt gigawatts gw", "GW", "GW", Power, "1000000000"),
    unit("terawatt terawatts", "TW", "TW", Power, "1000000000000"),
    unit("horsepower", "hp bhp HP", "hp", Power, "745.69987158227022"),
    unit("pascal pascals", "Pa", "Pa", Pressure, "1"),
    unit("hectopascal hectopascals", "hPa", "hPa", Pressure, "100"),
    unit("kilopascal kilopascals", "kPa", "kPa", Pressure, "1000"),
    unit("megapascal megapascals", "MPa", "MPa", Pressure, "1000000"),
    unit("millibar millibars", "mb mbar", "mbar", Pressure, "100"),
    unit("psi", "PSI", "psi", Pressure, "6894.757293168"),
    unit("atmospheres", "atm", "atm", Pressure, "101325"),
    unit("newton newtons", "N", "N", Force, "1"),
    unit("kilonewton kilonewtons", "kN", "kN", Force, "1000"),
    Known {
        words: "celsius celcius centigrade centigrate",
        symbols: "℃",
        code: "Cel",
        dimension: Temperature,
        factor: "1",
        offset: "273.15",
    },
    Known {
        words: "fahrenheit farenheit",
        symbols: "℉",
        code: "degF",
        dimension: Temperature,
        factor: "5/9",
        offset: "45967/180",
    },
    unit("kelvin kelvins", "", "K", Temperature, "1"),
    unit("radian radians rad", "", "rad", Angle, "1"),
    unit("arcsecond arcseconds", "", "arcsec", Angle, ""),
    unit("bit bits", "", "bit", Data, "1"),
    unit("byte bytes", "", "B", Data, "8"),
    unit("kilobyte kilobytes", "kB KB kb", "kB", Data, "8000"),
    unit("megabyte megabytes", "MB", "MB", Data, "8000000"),
    unit("gigabyte gigabytes gb", "GB", "GB", Data, "8000000000"),
    unit("terabyte terabytes tb", "TB", "TB", Data, "8000000000000"),
    unit("petabyte petabytes pb", "PB", "PB", Data, "8000000000000000"),
    unit("exabyte exabytes", "EB", "EB", Data, "8000000000000000000"),
    unit("megabit megabits", "Mb", "Mb", Data, "1000000"),
    unit("gigabit gigabits", "Gb", "Gb", Data, "1000000000"),
    unit("kbps", "Kbps", "kb/s", DataRate, "1000"),
    unit("mbps", "Mbps", "Mb/s", DataRate, "1000000"),
    unit("gbps", "Gbps", "Gb/s", DataRate, "1000000000"),
    unit("hertz", "Hz", "Hz", Frequency, "1"),
    unit("kilohertz", "kHz", "kHz", Frequency, "1000"),
    unit("megahertz", "MHz", "MHz", Frequency, "1000000"),
    unit("gigahertz", "GHz", "GHz", Frequency, "1000000000"),
    unit("volt volts", "V", "V", Voltage, "1"),
    unit("kilovolt kilovolts", "kV", "kV", Voltage, "1000"),
    unit("megavolt megavolts", "MV", "MV", Voltage, "1000000"),
    unit("ampere amperes amps", "", "A", Current, "1"),
    unit("milliamp milliamps", "mA", "mA", Current, "0.001"),
    unit("sievert sieverts", "Sv", "Sv", Dose, "1"),
    unit("millisievert millisieverts", "mSv", "mSv", Dose, "0.001"),
    unit("microsievert microsieverts", "µSv μSv", "uSv", Dose, "0.000001"),
    unit("decibel decibels", "dB", "dB", Sound, ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_numbers() {
        for known in TABLE {
            assert!(known.factor.is_empty() || known.factor().is_some(), "{}", known.code);
            let shared = TABLE.iter().filter(|other| other.code == known.code).count();
            assert_eq!(shared, 1, "{}", known.code);
        }
    }

    #[test]
    fn finds() {
        assert_eq!(by_word("kilometres").map(|known| known.code), Some("km"));
        assert_eq!(by_symbol("MW").map(|known| known.code), Some("MW"));
        assert_eq!(by_symbol("mw").map(|known| known.code), None);
        assert_eq!(by_word("").map(|known| known.code), None);
    }
}
