//! Reads a number written in figures.
//!
//! In: the figures with their marks. Out: the exact value, or `None` where they are no one number
//! ("192.168.1.2", "12,34"). English and Indian grouping; the comma as decimal mark for languages that
//! write it so, and where nothing else can be meant ("1.234,50").

use rust_decimal::Decimal;

/// Figures that are read; more are a serial number.
const MOST_FIGURES: usize = 24;

/// The value of `figures`, which begin with a figure or ".5" and hold figures, "." and ",".
pub(super) fn value(figures: &str, decimal_comma: bool) -> Option<Decimal> {
    if figures.len() > MOST_FIGURES {
        return None;
    }
    let (group, point) = if decimal_comma { ('.', ',') } else { (',', '.') };
    read(figures, group, point).or_else(|| {
        // "1.234,50" in English, "1,234.50" elsewhere: both marks, each where it can only be the other.
        let both = figures.contains('.') && figures.contains(',');
        if both { read(figures, point, group) } else { None }
    })
}

/// "1,3" with a comma for the point: only to be asked where what follows shows that it is one number.
pub(super) fn with_comma(figures: &str) -> Option<Decimal> {
    let (whole, tenths) = figures.split_once(',')?;
    let good = (1..=3).contains(&whole.len()) && (1..=2).contains(&tenths.len());
    if good { read(figures, '.', ',') } else { None }
}

fn read(figures: &str, group: char, point: char) -> Option<Decimal> {
    let (whole, fraction) = match figures.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (figures, None),
    };
    if fraction.is_some_and(|fraction| fraction.is_empty() || !all_figures(fraction)) {
        return None;
    }
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    if let Some((last, middle)) = rest.split_last() {
        // "1,234,567", or "12,34,567" as in India.
        let western = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
        let indian = (1..=2).contains(&first.len()) && middle.iter().all(|group| group.len() == 2);
        if last.len() != 3 || !(western || indian) || first.starts_with('0') {
            return None;
        }
        if !rest.iter().all(|group| all_figures(group)) {
            return None;
        }
    }
    if !all_figures(first) || first.is_empty() && fraction.is_none() {
        return None;
    }
    let mut plain = String::with_capacity(figures.len() + 1);
    plain.push_str(if first.is_empty() { "0" } else { first });
    rest.iter().for_each(|group| plain.push_str(group));
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    plain.parse::<Decimal>().ok().map(|value| value.normalize())
}

fn all_figures(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let check = |figures: &str, comma: bool, want: &str| {
            assert_eq!(value(figures, comma).map_or("-".into(), |v| v.to_string()), want, "{figures}");
        };
        check("1,234,567", false, "1234567");
        check("12,34,567.89", false, "1234567.89");
        check("4.800", false, "4.8");
        check(".08", false, "0.08");
        check("0.1", false, "0.1");
        check("1.234,50", false, "1234.5");
        check("1.234", true, "1234");
        check("2,5", true, "2.5");
        check("2,5", false, "-");
        check("192.168.1.2", false, "-");
        check("0,123", false, "-");
        check("1,2345", false, "-");
        check(&"9".repeat(25), false, "-");
        assert_eq!(with_comma("1,3").map(|v| v.to_string()).as_deref(), Some("1.3"));
        assert_eq!(with_comma("1,300"), None);
    }
}
