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
    check("2022-10-31T16:05:00Z", "2022-10-31T16:05:00Z 2022-10-31T16:05Z");
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
fn units_of_a_rate_and_campaigns() {
    check("200 attacks per week", "per week P1W");
    check("It fell in the latter half of 2008.", "the latter half of 2008 2008-H2");
    check("They began the spring offensive in 2021.", "the spring 2023-SP; 2021 2021");
    check("a March operation; the February vote", "March 2023-03; February 2023-02");
    check("the first nine months of the year", "the first nine months P9M; the year 2023");
    check("the club’s 1989 profit", "1989 1989");
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
    check("at 16:05:30 GMT", "16:05:30 GMT 2023-05-17T16:05:30Z");
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
    check_sense("The guild expects him to come in June.", Clue::Month(6), Modality::Expected);
    check_sense("The guild expects him to come before June.", Clue::Month(6), Modality::Deadline);
    check_sense("They will not sign on Friday.", Clue::Weekday(5, Direction::Future), Modality::Denied);
    check_sense("They did not sign on Friday.", Clue::Weekday(5, Direction::Past), Modality::Denied);
    check_sense("They could sign on 9 June.", Clue::MonthDay(6, 9), Modality::Conditional);
    check_sense("He resigned last year.", Clue::YearsAway(-1), Modality::Happened);
    check_sense("He refused to go in May 2020.", Clue::YearMonth(2020, 5), Modality::Denied);
    check_sense("It began yesterday.", Clue::DaysAway(-1), Modality::Happened);
}

#[test]
fn ages_are_lengths() {
    check("a 34-year-old baker", "34-year-old P34Y");
    check("He was 52 years old.", "52 years old P52Y");
    check("an 8-month-old truce", "8-month-old P8M");
}

#[test]
fn events_are_counted_from() {
    check(
        "The vote on 3 May was calm. A week after the vote they met.",
        "3 May 2023-05-03; A week after the vote 2023-05-10",
    );
    check(
        "The summit was held on 3 May. Two days before the summit she left.",
        "3 May 2023-05-03; Two days before the summit 2023-05-01",
    );
    check("Monday’s disputed election failed. It rained.", "Monday 2023-05-15");
    check(
        "Friday's raid failed; the day after the raid they met.",
        "Friday 2023-05-12; the day after the raid 2023-05-13",
    );
    // What the text does not date stays a length, and says so.
    check("A week after the vote they met.", "A week P1W");
    let found = times("A week after the vote they met.", None);
    assert_eq!(found[0].basis, "a length of time; counts from “vote”, which the text does not date before");
    // A city is no event.
    check(
        "They left the city on 3 May. A week after the city fell they met.",
        "3 May 2023-05-03; A week P1W",
    );
}

#[test]
fn fiscal_years() {
    check("in fiscal 2022", "fiscal 2022 2022");
    check("FY2024 and FY23", "FY2024 2024; FY23 2023");
    check("in FY 2024", "FY 2024 2024");
    check("the 2024 fiscal year", "the 2024 fiscal year 2024");
    check("the fiscal first quarter", "the fiscal first quarter 2023-Q1");
    let found = times("in fiscal 2022", None);
    assert_eq!(
        (found[0].days, found[0].basis.as_str()),
        (None, "stated; a fiscal year, whose first day is not told")
    );
}

/// `want`: why the first expression stays open.
fn check_open(text: &str, published: Option<Date>, want: &str) {
    assert_eq!(times(text, published)[0].basis, format!("open: {want}"), "{text}");
}

#[test]
fn open_dates_say_why() {
    let day = PUBLISHED.parse().ok();
    check_open("They met on Friday.", None, "the day of publication is not known");
    check_open("They met in June.", None, "the day of publication is not known");
    check_open("They met on 30 February 2022.", day, "the calendar has no such day");
    check_open("They met recently.", day, "vague by itself, no day is meant");
    check_open(
        "The day after the vote they met.",
        day,
        "counts from “vote”, which the text does not date before",
    );
    check_open("the first Friday of June", None, "what it counts from has no day");
}

#[test]
fn deadlines() {
    let check = |text: &str, want: Modality| assert_eq!(times(text, None)[0].modality, want, "{text}");
    check("They must leave by Friday.", Modality::Deadline);
    check("They will sign before the end of the year.", Modality::Deadline);
    check("He ordered them to leave by Friday.", Modality::Deadline);
    check("They have to pay no later than 3 May.", Modality::Deadline);
    check("The deadline of 3 May had been set.", Modality::Deadline);
    check("A Friday deadline looms.", Modality::Deadline);
    check("They had left by March.", Modality::Happened);
    check("They will sign on Friday.", Modality::Planned);
    check("They could leave by Friday.", Modality::Conditional);
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

#[test]
fn ten_megabytes_are_linear() {
    // Every byte is looked at a bounded number of times: 10 MB end in seconds, not hours.
    for part in ["1", "the ", "1,", "12:"] {
        let text = part.repeat(10_000_000 / part.len());
        _ = times(&text, PUBLISHED.parse().ok()).len();
    }
}

proptest! {
    #[test]
    fn printed_expressions_are_read_back(
        year in 1950i16..2050, month in 1i8..=12, day in 1i8..=28, hour in 0u32..24, minute in 0u32..60, form in 0usize..6
    ) {
        const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"];
        let name = MONTHS[month as usize - 1];
        let (text, value) = match form {
            0 => (format!("It ended on {day} {name} {year}."), format!("{year}-{month:02}-{day:02}")),
            1 => (format!("It ended on {name} {day}, {year}."), format!("{year}-{month:02}-{day:02}")),
            2 => (format!("It ended in {name} {year}."), format!("{year}-{month:02}")),
            3 => (format!("It ended in {year}."), format!("{year}")),
            4 => (
                format!("It ended at {hour:02}:{minute:02} GMT on {day} {name} {year}."),
                format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}Z"),
            ),
            _ => (format!("It ended in the third quarter of {year}."), format!("{year}-Q3")),
        };
        let found = times(&text, None);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(&found[0].value, &value, "{}", text);
    }

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
