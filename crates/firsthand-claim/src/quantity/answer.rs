//! What is told of the numbers of a text.

use super::{NumeralKind, QuantityKind, Unit};
use firsthand_text::Span;
use rust_decimal::Decimal;

/// A number, what it counts or measures, and how exactly it is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words, with approximation and unit: "some 300 farmers".
    pub span: Span,
    /// The number alone, or both numbers of a range: "300".
    pub number: Span,
    /// The number, exactly as it is written; the least one of a range or an order of magnitude
    /// ("thousands": 1000). A third is given to 28 figures. Percentages are of a hundred, shares of one.
    pub value: Decimal,
    /// The greatest of a range, or of an order of magnitude where it has one.
    pub upper: Option<Decimal>,
    /// How exactly it is meant.
    pub approximation: Approximation,
    /// Whether it counts, measures, is a part or money.
    pub kind: QuantityKind,
    /// The unit of measurement or currency; `None` for counts and shares.
    pub measure: Option<Unit>,
    /// What is counted or measured with, as the text has it: "soldiers", "medium-range rockets", "km", "US$".
    pub unit: String,
    /// Where the unit stands.
    pub unit_span: Option<Span>,
    /// The noun phrase of what is counted, with what befell it; of measures and parts what they are of ("tonnes of
    /// rice": "rice").
    pub counted: Option<Span>,
    /// The head noun of `counted`.
    pub head: Option<Span>,
    /// In each of what: "a day" of "barrels a day", "per person".
    pub per: Option<Span>,
}

impl Quantity {
    /// The value in SI units and their symbol, see [`Unit::si`].
    pub fn si(&self) -> Option<(Decimal, &'static str)> {
        self.measure.as_ref()?.si(self.value)
    }
}

/// How exactly a number is meant, as the public record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// As it stands.
    Exact,
    /// "some", "about", "nearly".
    About,
    /// "at least", "no fewer than", "or more".
    AtLeast,
    /// "more than", "over".
    MoreThan,
    /// "at most", "up to", "as many as".
    AtMost,
    /// "fewer than", "under".
    LessThan,
    /// "dozens", "thousands", "several".
    OrderOfMagnitude,
}

impl Approximation {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Approximation::Exact => "exact",
            Approximation::About => "about",
            Approximation::AtLeast => "at-least",
            Approximation::MoreThan => "more-than",
            Approximation::AtMost => "at-most",
            Approximation::LessThan => "less-than",
            Approximation::OrderOfMagnitude => "order-of-magnitude",
        }
    }
}

/// A number of a text and what it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its words, with those of approximation.
    pub span: Span,
    /// Each number in it: one, or the two of a range.
    pub numerals: Vec<Numeral>,
    /// Its value, or the least one.
    pub value: Decimal,
    /// The greatest value of a range.
    pub upper: Option<Decimal>,
    /// How exactly it is meant.
    pub approximation: Approximation,
    /// What it is.
    pub role: Role,
}

/// One number in figures or words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Its words: "two hundred and fifty", "1.5 million".
    pub span: Span,
    /// Its value; a third is given to 28 figures.
    pub value: Decimal,
    /// Of what kind it is.
    pub kind: NumeralKind,
}

/// What a number is in its text.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// It counts or measures.
    Quantity(Box<Quantity>),
    /// It says the how-manieth.
    Ordinal,
    /// An age, with the code of its unit where it has one.
    Age(Option<&'static str>),
    /// Part of a date or time.
    Time,
    /// A label's number: "Article 5".
    Label,
    /// Part of a name: "Apollo 11".
    Name,
    /// Joined to letters or marks: "F-16", "24/7".
    Code,
    /// A score: "3-1".
    Score,
    /// A telephone number.
    Phone,
    /// A house number.
    Address,
    /// In a row of figures.
    Table,
    /// The number of a list's line, or a footnote mark.
    List,
    /// "one" for someone or something.
    Pronoun,
    /// Nothing that it counts was found.
    Bare,
}

impl Role {
    /// A word for it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Role::Quantity(_) => "quantity",
            Role::Ordinal => "ordinal",
            Role::Age(_) => "age",
            Role::Time => "time",
            Role::Label => "label",
            Role::Name => "name",
            Role::Code => "code",
            Role::Score => "score",
            Role::Phone => "phone",
            Role::Address => "address",
            Role::Table => "table",
            Role::List => "list",
            Role::Pronoun => "pronoun",
            Role::Bare => "bare",
        }
    }
}
