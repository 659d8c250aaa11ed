//! The header `Retry-After`.

use std::time::{Duration, SystemTime};

use http::{
    HeaderMap, HeaderName,
    header::{DATE, RETRY_AFTER},
};

/// Parses the header, in seconds or as a date. A date is compared with the `Date` of the response, so that the clocks need not
/// agree. Returns `None` if the header is missing or invalid.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than fit into the type count as forever.
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let now = date(headers, &DATE).unwrap_or_else(SystemTime::now);
    Some(until.duration_since(now).unwrap_or_default())
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(after: &'static str, date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, after.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        retry_after(&headers)
    }

    #[test]
    fn seconds_and_dates_are_read_and_the_rest_is_ignored() {
        let date = Some("Wed, 21 Oct 2015 07:28:00 GMT");
        assert_eq!(read("120", None), Some(Duration::from_secs(120)));
        assert_eq!(read(" 0 ", None), Some(Duration::ZERO));
        assert_eq!(read("Wed, 21 Oct 2015 07:28:30 GMT", date), Some(Duration::from_secs(30)));
        assert_eq!(read("Wed, 21 Oct 2015 07:27:00 GMT", date), Some(Duration::ZERO));
        assert_eq!(read("99999999999999999999999", None), Some(Duration::MAX));
        for odd in ["", "-1", "1.5", "soon", "1e3"] {
            assert_eq!(read(odd, date), None, "{odd}");
        }
    }

    #[test]
    fn without_a_date_header_the_local_clock_is_used() {
        let until = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let headers = HeaderMap::from_iter([(RETRY_AFTER, until.parse().unwrap())]);
        let delay = retry_after(&headers).unwrap();
        assert!((90..=100).contains(&delay.as_secs()), "{delay:?}");
    }
}
