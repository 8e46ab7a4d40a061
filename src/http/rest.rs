//! How long a server wants not to be asked, out of the headers of its answer.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{HeaderMap, RETRY_AFTER};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The time that `retry-after-ms` or `Retry-After` names, in seconds or as a date. A date that is past is no wait.
pub(super) fn wait_of(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(wait) = text("retry-after-ms").and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(wait));
    }
    let text = text(RETRY_AFTER.as_str())?;
    let seconds = text.parse().ok().map(Duration::from_secs);
    seconds.or_else(|| Some(date(text)?.duration_since(now).unwrap_or_default()))
}

/// A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn date(text: &str) -> Option<SystemTime> {
    let parts: Vec<&str> = text.strip_suffix(" GMT")?.split([' ', ':']).collect();
    let [_, day, month, year, hour, minute, second] = parts[..] else { return None };
    let number = |text: &str, most: u64| text.parse::<u64>().ok().filter(|number| *number <= most);
    let month = MONTHS.iter().position(|name| *name == month)? as u64;
    let days = days(number(year, 9999)?, month, number(day, 31)?)?;
    let clock = number(hour, 23)? * 3600 + number(minute, 59)? * 60 + number(second, 60)?;
    Some(UNIX_EPOCH + Duration::from_secs(days * 86_400 + clock))
}

/// Days from 1970 to a day of a month (January is 0) of a year, in years that begin with March.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let (year, month) = if month < 2 { (year.checked_sub(1)?, month + 10) } else { (year, month - 2) };
    let leaps = year / 4 - year / 100 + year / 400;
    (year * 365 + leaps + (month * 153 + 2) / 5 + day).checked_sub(719_469)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_read_as_seconds_milliseconds_or_a_date() {
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (name, value, expected) in [
            ("retry-after", "3", Some(3000)),
            ("retry-after-ms", "250", Some(250)),
            ("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT", Some(10_000)),
            ("retry-after", "Thu, 29 Feb 1996 00:00:00 GMT", Some(825_552_000_000 - 784_111_777_000)),
            ("retry-after", "Sun, 06 Nov 1994 08:49:07 GMT", Some(0)),
            ("retry-after", "Thu, 01 Jan 1960 00:00:00 GMT", None),
            ("retry-after", "soon", None),
            ("retry-after", "-1", None),
            ("retry-after", "18446744073709551616", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            assert_eq!(wait_of(&headers, now), expected.map(Duration::from_millis), "{value}");
        }
    }
}
