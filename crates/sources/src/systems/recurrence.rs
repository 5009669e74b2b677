//! The days of a rule by which a meeting recurs: the only file that names the crate of rules.

use passmuster::Day;
use rrule::RRuleSet;

use super::zone::{Moment, moment_of, seconds};
use crate::guard;

/// How many occurrences are looked at of one meeting: those of a day's meeting for 27 years.
const OCCURRENCES_MOST: usize = 10_000;

/// Why the occurrences of a rule are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    /// It is no rule that is worked out.
    Rule,
    /// It has no end, and nobody says until when it is asked for.
    Forever,
    /// It has too many, or none at all.
    Number,
}

/// The occurrences of a rule by the clock that its meeting is written by, through a day if one
/// is given. `until` reads the end that the rule gives itself, by the same clock.
pub(super) fn occurrences(
    rule: &str,
    start: Moment,
    through: Option<Day>,
    until: impl FnOnce(&str) -> Option<Moment>,
) -> Result<Vec<Moment>, Unknown> {
    let (mut parts, mut end, mut is_bounded, mut often) = (Vec::new(), None, false, "");
    for part in rule.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or(Unknown::Rule)?;
        match name.to_ascii_uppercase().as_str() {
            "UNTIL" if end.is_none() => end = Some(value),
            "UNTIL" => return Err(Unknown::Rule),
            name => {
                is_bounded |= name == "COUNT";
                if name == "FREQ" {
                    often = value;
                }
                parts.push(format!("{name}={value}"));
            }
        }
    }
    // Nobody meets each hour; and such a rule is how a calendar bursts.
    let words = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
    if !words.iter().any(|word| often.eq_ignore_ascii_case(word)) {
        return Err(Unknown::Rule);
    }
    if let Some(end) = end {
        let end = until(end).ok_or(Unknown::Rule)?;
        parts.push(format!("UNTIL={}", written(end)));
        is_bounded = true;
    }
    if !is_bounded && through.is_none() {
        return Err(Unknown::Forever);
    }
    // By a clock that never changes: when it is put on is asked of each occurrence.
    let text = format!("DTSTART:{}\nRRULE:{}", written(start), parts.join(";"));
    let found = guard::decoding("", || {
        let Ok(set) = text.parse::<RRuleSet>() else { return Ok(None) };
        let all = set.limit().into_iter().map(|at| moment_of(at.timestamp()));
        let within = |at: &Moment| through.is_none_or(|last| at.0 <= last);
        let found: Vec<Moment> =
            all.take(OCCURRENCES_MOST + 1).take_while(within).collect();
        Ok(Some(found))
    });
    match found.ok().flatten() {
        None => Err(Unknown::Rule),
        Some(found) if found.len() > OCCURRENCES_MOST => Err(Unknown::Number),
        // A day such as 30 February never comes; what begins later has not come yet.
        Some(found) if found.is_empty() && through.is_none_or(|last| start.0 <= last) => {
            Err(Unknown::Number)
        }
        // What a start means that its own rule does not meet, the standard leaves open.
        Some(found) if found.first().is_some_and(|first| *first != start) => {
            Err(Unknown::Rule)
        }
        Some(found) => Ok(found),
    }
}

/// A moment as calendars write it; `Z` stands for the clock that never changes.
fn written(at: Moment) -> String {
    let second = seconds(at).rem_euclid(86_400);
    let day = at.0.to_string().replace('-', "");
    let (hours, minutes) = (second / 3600, second / 60 % 60);
    format!("{day}T{hours:02}{minutes:02}{:02}Z", second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(rule: &str, through: Option<&str>) -> Result<Vec<String>, Unknown> {
        let start = ("2021-02-15".parse().unwrap(), 28_800);
        let through = through.map(|day| day.parse().unwrap());
        let until = |text: &str| Some((text.parse().ok()?, 86_399));
        let found = occurrences(rule, start, through, until)?;
        Ok(found.into_iter().map(|at| at.0.to_string()).collect())
    }

    #[test]
    fn rules_end_by_themselves_or_with_the_days_that_are_asked_for() {
        let three = ["2021-02-15", "2021-02-22", "2021-03-01"];
        assert_eq!(days("FREQ=WEEKLY;COUNT=3", None).unwrap(), three);
        assert_eq!(days("FREQ=WEEKLY;UNTIL=2021-03-01", None).unwrap(), three);
        assert_eq!(days("freq=weekly", Some("2021-03-07")).unwrap(), three);
        assert_eq!(days("FREQ=DAILY", Some("2021-02-14")).unwrap(), [""; 0]);
        let third = days("FREQ=MONTHLY;BYDAY=3MO;COUNT=3", None).unwrap();
        assert_eq!(third, ["2021-02-15", "2021-03-15", "2021-04-19"]);
        assert_eq!(days("FREQ=WEEKLY;BYDAY=FR;COUNT=2", None), Err(Unknown::Rule));
        assert_eq!(days("FREQ=WEEKLY", None), Err(Unknown::Forever));
    }

    #[test]
    fn rules_made_to_harm_end_soon() {
        assert_eq!(days("FREQ=SECONDLY", Some("2999-01-01")), Err(Unknown::Rule));
        assert_eq!(days("FREQ=DAILY", Some("2999-01-01")), Err(Unknown::Number));
        assert_eq!(days("FREQ=DAILY;COUNT=4294967295", None), Err(Unknown::Number));
        let all =
            |most: u32| (0..most).map(|it| it.to_string()).collect::<Vec<_>>().join(",");
        let (hours, others) = (all(24), all(60));
        let rule =
            format!("FREQ=YEARLY;BYHOUR={hours};BYMINUTE={others};BYSECOND={others}");
        assert_eq!(days(&rule, Some("2999-01-01")), Err(Unknown::Number));
        let never = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30";
        assert_eq!(days(never, Some("2021-12-31")), Err(Unknown::Number));
        for odd in
            ["", "WEEKLY", "FREQ=WEEKLY;X=1", "FREQ=DAILY;INTERVAL=0;COUNT=2", "FREQ=\n"]
        {
            assert!(days(odd, Some("2021-12-31")).is_err(), "{odd}");
        }
    }
}
