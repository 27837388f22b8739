//! A text as a carrier of someone's text.

/// A text seen as a carrier of someone's text.
#[derive(Clone, Debug)]
pub struct Witness<'t> {
    /// A name that is the same on every machine; decides ties.
    pub id: &'t str,
    /// The text, paragraphs parted by blank lines.
    pub text: &'t str,
    /// Its headline, if any.
    pub title: Option<&'t str>,
    /// Whose hand it is: the publisher's name. Texts of one hand share stock phrases.
    pub hand: Option<&'t str>,
    /// When it was published, as (earliest, latest) in seconds since 1970 UTC.
    pub published: Option<(i64, i64)>,
    /// Whose text it says it is ("Reuters"), from credits and datelines.
    pub credited: Vec<&'t str>,
    /// Whether its hand is itself one that others credit (an agency's own page).
    pub is_agency: bool,
    /// Whether it is a later state of the same address as another witness of the same key.
    pub address: Option<&'t str>,
}
