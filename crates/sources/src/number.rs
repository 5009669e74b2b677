//! Numbers and times as exact texts.

use passmuster::Day;

/// How many digits a double holds of every decimal.
const DIGITS: usize = 15;
/// How many digits a number may have behind its point.
const FRACTION: usize = 9;

/// The shortest text of a number, if it is the number that somebody wrote.
///
/// What has more digits than a double can hold was computed, or has lost its last ones.
pub(crate) fn exact(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    within(number.to_string())
}

/// The same of a number of single precision.
pub(crate) fn exact_single(number: f32) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    within(number.to_string())
}

fn within(text: String) -> Option<String> {
    if text == "-0" {
        return Some("0".to_owned());
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.trim_start_matches('-').trim_start_matches('0');
    let fits = fraction.len() <= FRACTION && whole.len() + fraction.len() <= DIGITS;
    fits.then_some(text)
}

/// A whole number of so many decimal places, as text.
pub(crate) fn scaled(units: i128, scale: i8) -> String {
    let Ok(places) = usize::try_from(scale) else {
        let zeros = "0".repeat(usize::from(scale.unsigned_abs()));
        return if units == 0 { "0".to_owned() } else { format!("{units}{zeros}") };
    };
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, fraction) =
        digits.split_at_checked(digits.len() - places).unwrap_or_default();
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// A day, counted from 1970-01-01; none before 1900 or after 9999.
pub(crate) fn day(number: i64) -> Option<String> {
    let number = i32::try_from(number).ok()?;
    // 9999-12-31, and 1900-01-01.
    (-25_567..=2_932_896).contains(&number).then(|| Day::from_number(number).to_string())
}

/// A clock time: seconds after midnight, and parts of a second; only what there is.
pub(crate) fn clock(seconds: i64, nanoseconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = format!("{hours:02}:{minutes:02}");
    if seconds != 0 || nanoseconds != 0 {
        text.push_str(&format!(":{seconds:02}"));
    }
    if nanoseconds != 0 {
        let fraction = format!("{nanoseconds:09}");
        text.push('.');
        text.push_str(fraction.trim_end_matches('0'));
    }
    text
}

/// A moment since 1970 in so many parts of a second; at midnight it is the day itself.
pub(crate) fn moment(count: i64, parts: i64) -> Option<String> {
    let (seconds, rest) = (count.div_euclid(parts), count.rem_euclid(parts));
    let day = day(seconds.div_euclid(86_400))?;
    match (seconds.rem_euclid(86_400), rest * (1_000_000_000 / parts)) {
        (0, 0) => Some(day),
        (seconds, nanoseconds) => Some(format!("{day}T{}", clock(seconds, nanoseconds))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_somebody_wrote_come_back() {
        let told = [0.1, 2.5, -0.0, 1200.0, 0.000_000_001, 123_456_789_012_345.0];
        let texts = ["0.1", "2.5", "0", "1200", "0.000000001", "123456789012345"];
        assert_eq!(told.map(|it| exact(it).unwrap()), texts);
        let computed = [0.1 + 0.2, 1e-10, 1e15, f64::NAN, f64::INFINITY, 1.0 / 3.0];
        assert_eq!(computed.map(exact), [const { None }; 6]);
        assert_eq!(exact_single(0.1).as_deref(), Some("0.1"));
    }

    #[test]
    fn decimals_keep_their_point() {
        let told = [(1234, 2), (-5, 2), (1200, 2), (0, 2), (7, 0), (7, -2), (0, -2)];
        let texts = ["12.34", "-0.05", "12", "0", "7", "700", "0"];
        assert_eq!(told.map(|(units, scale)| scaled(units, scale)), texts);
    }

    #[test]
    fn moments_say_what_there_is_and_no_more() {
        let at = |count, parts| moment(count, parts).unwrap();
        assert_eq!(at(0, 1), "1970-01-01");
        assert_eq!(at(-60, 1), "1969-12-31T23:59");
        assert_eq!(at(3_661_000, 1000), "1970-01-01T01:01:01");
        assert_eq!(at(1, 1_000_000_000), "1970-01-01T00:00:00.000000001");
        assert_eq!(moment(i64::MAX, 1), None);
        assert_eq!(day(2_932_896).unwrap(), "9999-12-31");
        assert_eq!(day(-25_567).unwrap(), "1900-01-01");
        assert_eq!((day(2_932_897), day(-25_568)), (None, None));
    }
}
