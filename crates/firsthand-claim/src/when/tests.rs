//! Sentences and the expressions in them.

use super::*;
use proptest::prelude::*;

/// A Wednesday.
const PUBLISHED: &str = "2023-05-17";

fn told(text: &str, published: Option<Date>) -> String {
    let found: Vec<String> =
        times(text, published).iter().map(|when| format!("{} {}", when.span.of(text), when.value)).collect();
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
    check("in the near future, soon, now", "the near future FUTURE_REF; soon FUTURE_REF; now PRESENT_REF");
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
fn lists_and_ranges() {
    check("on 3, 4 and 7 May", "3 2023-05-03; 4 2023-05-04; 7 May 2023-05-07");
    check("6-7 February 1920", "6 1920-02-06; 7 February 1920 1920-02-07");
    check("the war of 1914-18", "1914 1914; 18 1918");
    check("in April and June 1955", "April 1955-04; June 1955 1955-06");
    check("from 3 to 5 p.m. on Friday", "3 2023-05-12T15:00; 5 p.m. on Friday 2023-05-12T17:00");
    check("from Monday to Friday", "Monday 2023-05-15; Friday 2023-05-19");
    check("On May 3, 40 people left.", "May 3 2023-05-03");
}

#[test]
fn told_by_another_date() {
    check("the first Friday of July 2022", "the first Friday of July 2022 2022-07-01");
    check("the last week of 2015", "the last week of 2015 2015-W53");
    check("They will meet on Tuesday next week.", "Tuesday next week 2023-05-23");
    check("two days after Christmas 2021", "two days after Christmas 2021 2021-12-27");
    check("the week of 3 May 2023", "the week of 3 May 2023 2023-W18");
    check("the day before yesterday", "the day before yesterday 2023-05-15");
    check("Friday the 12th", "Friday the 12th 2023-05-12");
    check("They will leave in three weeks.", "three weeks 2023-W23");
    check("two years, one month and three days ago", "two years, one month and three days ago 2021-04-14");
    check("It took an hour and 30 minutes.", "an hour and 30 minutes PT1H30M");
    check("the rest of the year", "the rest of the year 2023");
}

#[test]
fn holidays() {
    check("They met on Easter Monday.", "Easter Monday 2023-04-10");
    check("They will meet on Easter Monday.", "Easter Monday 2024-04-01");
    check("on Christmas Eve 2020", "Christmas Eve 2020 2020-12-24");
    check("last Christmas", "last Christmas 2022-12-25");
    check("the Easter Rising", "");
}

#[test]
fn clock_times() {
    check("at 8.30pm on Friday", "8.30pm on Friday 2023-05-12T20:30");
    check("at half past seven", "half past seven 2023-05-17T07:30");
    check("at 8 in the morning", "8 in the morning 2023-05-17T08:00");
    check("at 16:05:30 GMT", "16:05:30 GMT 2023-05-17T16:05:30");
    check("the night of 12 May", "the night of 12 May 2023-05-12TNI");
    check("every Friday at 5 p.m.", "every Friday at 5 p.m. XXXX-WXX-5T17:00");
    check("tomorrow before 5 p.m.", "tomorrow before 5 p.m. 2023-05-18T17:00");
}

#[test]
fn years_before_the_common_era() {
    check("in 480 BC", "480 BC BC0480");
    check("the spring of 480 BC", "the spring of 480 BC BC0480-SP");
    check("from 499-493 BC", "499 BC0499; 493 BC BC0493");
}

#[test]
fn printed_days_are_read_back() {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut day = jiff::civil::date(1996, 1, 1);
    while day.year() < 2000 {
        let month = MONTHS[(day.month() - 1) as usize];
        let (number, year) = (day.day(), day.year());
        for text in [
            format!("It ended on {number} {month} {year}."),
            format!("It ended on {month} {number}, {year}."),
            format!("It ended on the {number}th of {month}, {year}."),
            format!("It ended on {day}."),
        ] {
            let found = times(&text, None);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].days, Some((day, day)), "{text}");
        }
        day = day.checked_add(jiff::Span::new().days(17)).unwrap();
    }
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
    for run in [
        "3, 4 and ",
        "two years, one month, ",
        "between 3 and ",
        "the first Friday of ",
        "half past ",
        "a week after ",
        "the ",
        "12-",
        "a hundred and ",
        "last the next ",
        "Friday ",
        "\"(",
        "1",
    ] {
        let text = run.repeat(40_000);
        assert!(times(&text, None).len() <= 40_000);
    }
}

#[test]
fn units_that_open_a_text() {
    for text in
        ["days", "days June 1914-18.\nwas 480 BC, from 3 to 6 June 1913-18.\n", "quarter of", "years,"]
    {
        for when in times(text, None) {
            assert!(!when.span.of(text).is_empty(), "{text}");
        }
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
