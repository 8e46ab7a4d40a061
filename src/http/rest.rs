//! How long a server wants not to be asked, out of the headers of its answer.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{HeaderMap, RETRY_AFTER};

/// The time that `retry-after-ms` or `Retry-After` names, in seconds or as a date; else until the date at which a rate
/// limit that is spent begins anew (`x-ratelimit-reset`). A date that is past is no wait.
pub(super) fn wait_of(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(wait) = text("retry-after-ms").and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(wait));
    }
    let Some(text) = text(RETRY_AFTER.as_str()) else {
        let spent = text("x-ratelimit-remaining") == Some("0");
        let reset = text("x-ratelimit-reset").filter(|_| spent)?.parse().ok().map(Duration::from_secs)?;
        return Some(UNIX_EPOCH.checked_add(reset)?.duration_since(now).unwrap_or_default());
    };
    let seconds = text.parse().ok().map(Duration::from_secs);
    seconds.or_else(|| Some(httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default()))
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

    #[test]
    fn a_limit_that_is_spent_is_waited_for_and_another_is_not() {
        let now = UNIX_EPOCH + Duration::from_secs(100);
        for (remaining, reset, expected) in [("0", "130", Some(30)), ("0", "90", Some(0)), ("7", "130", None)] {
            let mut headers = HeaderMap::new();
            headers.insert("x-ratelimit-remaining", remaining.parse().unwrap());
            headers.insert("x-ratelimit-reset", reset.parse().unwrap());
            assert_eq!(wait_of(&headers, now), expected.map(Duration::from_secs));
        }
    }
}
