//! Time expressions as TIMEX3 values (TimeML 1.2.1), anchored at the day of publication.
//!
//! In: a text and the day it was published. Out: every time expression of it as a [`When`]. Each
//! token is read once (`lexicon`); what begins at it is read as a date (`dates`), as something
//! counted from a day (`relative`) or both with a time (`read`); the tense around (`tense`) and
//! what was dated before anchor it (`resolve`).
//!
//! Known gaps: English only; anchors that are events; holidays; years BC.

mod calendar;
mod dates;
pub(crate) mod lexicon;
mod numeric;
mod read;
mod relative;
mod resolve;
mod sense;
mod tense;

use firsthand_text::Span;
use jiff::civil::Date;
use lexicon::Page;
use resolve::Anchors;
use sense::Found;

/// One time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// Its words.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: WhenKind,
    /// TIMEX3 value: "2024-10-31", "2024-W44", "P2Y", "FUTURE_REF", "XXXX-WXX-5" while it is open.
    pub value: String,
    /// TIMEX3 modifier: "START", "END", "APPROX", "BEFORE", …
    pub modifier: Option<&'static str>,
    /// First and last day that it may mean, when it is a date that could be anchored.
    pub days: Option<(Date, Date)>,
    /// What it says by itself, whatever the day of publication: for dating a page that states no date.
    pub clue: Clue,
    /// The weekday (1 = Monday) that stands beside a day of the month: "Friday 17 January". With it the
    /// day fits one year in five or six.
    pub weekday: Option<i8>,
    /// Whether what it dates has happened, is planned, …
    pub modality: Modality,
    /// How the value was reached, in words ("Friday after the day of publication, because of 'will'").
    pub basis: String,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhenKind {
    /// A day or longer.
    Date,
    /// Shorter than a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl WhenKind {
    /// The word in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            WhenKind::Date => "DATE",
            WhenKind::Time => "TIME",
            WhenKind::Duration => "DURATION",
            WhenKind::Set => "SET",
        }
    }
}

/// What a time expression says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clue {
    /// Year, month and day.
    Day(Date),
    /// Month and day, no year: "17 January".
    MonthDay(i8, i8),
    /// A month of a stated year.
    YearMonth(i16, i8),
    /// A month, no year: "in September".
    Month(i8),
    /// A year.
    Year(i16),
    /// A weekday (1 = Monday), and where it lies from the day of publication, as far as tense tells.
    Weekday(i8, Direction),
    /// Days from the day of publication: -1 for "yesterday".
    DaysAway(i32),
    /// Calendar months from that of publication: -1 for "last month".
    MonthsAway(i32),
    /// Calendar years from that of publication: -1 for "last year".
    YearsAway(i32),
    /// Nothing that could date a page.
    Nothing,
}

/// Where a day lies from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On it or before it.
    Past,
    /// On it or after it.
    Future,
    /// Nothing tells.
    Unknown,
}

/// Whether what a time expression dates has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// It has.
    Happened,
    /// It is announced for then ("will sign on Friday").
    Planned,
    /// Someone thinks it will ("expects it to open by June").
    Expected,
    /// Said not to be so.
    Denied,
    /// Only if something else is.
    Conditional,
    /// Said to be so by someone.
    Reported,
}

impl Modality {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Modality::Happened => "happened",
            Modality::Planned => "planned",
            Modality::Expected => "expected",
            Modality::Denied => "denied",
            Modality::Conditional => "conditional",
            Modality::Reported => "reported",
        }
    }
}

/// The time expressions of `text`, in order, anchored at `published` where that is given.
///
/// Linear in the length of `text`.
pub fn times(text: &str, published: Option<Date>) -> Vec<When> {
    let page = Page::new(text);
    let found = expressions(&page);
    let mut anchors = Anchors::new(found.iter().map(|(_, found)| found), published);
    let resolved = found.iter().map(|(start, found)| {
        let tense = tense::tense(&page, *start, found.end);
        let cue = tense.cue.map_or("", |cue| page.at(cue).span.of(text));
        anchors.resolve(found, page.cover(*start, found.end), tense, cue)
    });
    resolved.collect()
}

/// What is read at each token, with the token; the readers look a few tokens ahead and never back into
/// what was taken.
fn expressions(page: &Page) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < page.toks.len() {
        let Some(mut expression) = read::read(page, i) else {
            i += 1;
            continue;
        };
        // Never back, whatever a reader says of an empty expression.
        expression.end = expression.end.clamp(i + 1, page.toks.len());
        let end = expression.end;
        found.push((i, expression));
        i = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Wednesday.
    const PUBLISHED: &str = "2023-05-17";

    fn told(text: &str, published: Option<Date>) -> String {
        let found: Vec<String> = times(text, published)
            .iter()
            .map(|when| format!("{} {}", when.span.of(text), when.value))
            .collect();
        found.join("; ")
    }

    /// `want`: each expression and its value, parted by "; ".
    fn check(text: &str, want: &str) {
        assert_eq!(told(text, PUBLISHED.parse().ok()), want, "{text}");
    }

    #[test]
    fn full_dates() {
        check("on Oct 31, 2022 in", "Oct 31, 2022 2022-10-31");
        check("on 31 October 2022", "31 October 2022 2022-10-31");
        check("the 3rd of June, 2021", "the 3rd of June, 2021 2021-06-03");
        check("2022-10-31", "2022-10-31 2022-10-31");
        check("2022-10-31T16:05:00Z", "2022-10-31T16:05:00Z 2022-10-31T16:05");
        check("on 31/10/2022", "31/10/2022 2022-10-31");
        check("on 10/31/2022", "10/31/2022 2022-10-31");
        // Either order: the year is all that is sure.
        check("on 03/04/2022", "03/04/2022 2022");
        check("on Friday 12 May he left", "Friday 12 May 2023-05-12");
        check("Tuesday, Nov. 1, they met", "Tuesday, Nov. 1 2022-11-01");
    }

    #[test]
    fn open_dates() {
        check("It burned on 3 May.", "3 May 2023-05-03");
        check("They will meet on June 2.", "June 2 2023-06-02");
        check("It closed in June.", "June 2022-06");
        check("It will open in June.", "June 2023-06");
        check("“On 9 January, the king will visit,” he said.", "9 January 2024-01-09");
        check("Crown, Guild to sign pact on Jun 9: palace", "Jun 9 2023-06-09");
    }

    #[test]
    fn weekdays() {
        check("They met on Friday.", "Friday 2023-05-12");
        check("The mayor said Monday that they will meet on Friday.", "Monday 2023-05-15; Friday 2023-05-19");
        check("The pact is to be signed on Friday.", "Friday 2023-05-19");
        check("The two are scheduled to meet on Friday.", "Friday 2023-05-19");
        check("A vote on Friday will decide.", "Friday 2023-05-19");
        check("The bridge was closed on Wednesday.", "Wednesday 2023-05-17");
        check("He had been due to arrive on Monday.", "Monday 2023-05-15");
        check("A first version had been expected in July.", "July 2023-07");
        check("Voters go to the polls on Sunday.", "Sunday 2023-05-21");
        check("last Wednesday, next Wednesday", "last Wednesday 2023-05-10; next Wednesday 2023-05-24");
    }

    #[test]
    fn relative() {
        check("last month’s flood", "last month 2023-04");
        check("this week's strike", "this week 2023-W20");
        check("two years ago", "two years ago 2021");
        check("10 days ago", "10 days ago 2023-05-07");
        check("yesterday evening", "yesterday evening 2023-05-16TEV");
        check("before the end of the year", "the end of the year 2023-12-31");
        check("at the start of the year", "the start of the year 2023");
        check("over the weekend", "the weekend 2023-W19-WE");
        check("in recent years", "recent years PAST_REF");
        check(
            "in the near future, soon, now",
            "the near future FUTURE_REF; soon FUTURE_REF; now PRESENT_REF",
        );
        check("It fell in May 2020. A year later it rose.", "May 2020 2020-05; A year later 2021");
    }

    #[test]
    fn lengths_and_sets() {
        check("five hours of talks", "five hours PT5H");
        check("a two-day visit", "two-day P2D");
        check("within weeks", "weeks PXW");
        check("two and a half years", "two and a half years P2Y6M");
        check("more than three decades", "more than three decades P30Y");
        check("the next few days", "the next few days PXD");
        check("It flies nightly and every Friday.", "nightly XXXX-XX-XXTNI; every Friday XXXX-WXX-5");
        check("the 1980s; the 20th century", "the 1980s 198; the 20th century 19");
        check("the third quarter of 2019", "the third quarter of 2019 2019-Q3");
        check("at 5 p.m. on Friday", "5 p.m. on Friday 2023-05-12T17:00");
    }

    #[test]
    fn no_dates() {
        for text in [
            "It may rain; they march on.",
            "Lena May said so.",
            "2000 soldiers and 1,500 horses",
            "He reads the Sunday Times.",
            "as Harbour Today reported",
            "a shop open 24/7",
            "They won 2-1.",
            "a second chance",
            "the Vision 2030 plan",
            "It weighs 2020 kg.",
            "three-quarters of the crop",
            "KEST 1987.50 (-2.13%)",
            "shortly after the vote, as soon as it can",
            "a 34-year-old baker",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn unanchored() {
        assert_eq!(
            told("On Friday, in June, last year and yesterday", None),
            "Friday XXXX-WXX-5; June XXXX-06; last year XXXX; yesterday XXXX-XX-XX"
        );
        assert_eq!(told("on 17 January and in 2019", None), "17 January XXXX-01-17; 2019 2019");
    }

    /// `want`: clue and modality of the first expression.
    fn check_sense(text: &str, clue: Clue, modality: Modality) {
        let found = times(text, None);
        assert_eq!((found[0].clue, found[0].modality), (clue, modality), "{text}");
    }

    #[test]
    fn clues_and_modality() {
        check_sense("They will sign on Friday.", Clue::Weekday(5, Direction::Future), Modality::Planned);
        check_sense("They signed on Friday.", Clue::Weekday(5, Direction::Past), Modality::Happened);
        check_sense("The guild expects him to come before June.", Clue::Month(6), Modality::Expected);
        check_sense("They will not sign on Friday.", Clue::Weekday(5, Direction::Future), Modality::Denied);
        check_sense("They did not sign on Friday.", Clue::Weekday(5, Direction::Past), Modality::Denied);
        check_sense("They could sign on 9 June.", Clue::MonthDay(6, 9), Modality::Conditional);
        check_sense("He resigned last year.", Clue::YearsAway(-1), Modality::Happened);
        check_sense("He refused to go in May 2020.", Clue::YearMonth(2020, 5), Modality::Denied);
        check_sense("It began yesterday.", Clue::DaysAway(-1), Modality::Happened);
    }

    #[test]
    fn weekday_fixes_year() {
        let found = times("Thursday 12 May", PUBLISHED.parse().ok());
        assert_eq!((found[0].weekday, found[0].value.as_str()), (Some(4), "2022-05-12"));
    }

    #[test]
    fn histories_count_on() {
        let text = "It rose in 1801. In 1803 it fell. By 1805 it stood. In 1807 it burned. In 1809 war came. In June they met.";
        assert!(told(text, PUBLISHED.parse().ok()).ends_with("June 1809-06"));
    }

    #[test]
    fn long_runs_are_linear() {
        for run in ["the ", "12-", "a hundred and ", "last the next ", "Friday ", "\"(", "1"] {
            let text = run.repeat(40_000);
            assert!(times(&text, None).len() <= 40_000);
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(\\PC|[0-9]{1,4}|[-/:. ,]|Friday|May|year|the|last|ago|of|end|p\\.m\\.|’s|\0|\n){0,40}") {
            let day = PUBLISHED.parse().ok();
            let mut end = 0;
            for when in times(&text, day) {
                prop_assert!(when.span.start >= end && !when.span.of(&text).is_empty());
                end = when.span.end;
            }
        }
    }
}
