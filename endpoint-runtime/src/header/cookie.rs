//! Cookies (RFC 6265): the values that can be sent, and those of a request.

#[cfg(feature = "server")]
use http::{HeaderMap, header::COOKIE};

/// Returns whether a text is made of the characters that a cookie's value may have (RFC 6265, section 4.1.1).
pub(crate) fn is_cookie_value(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'!' | b'#'..=b'+' | b'-'..=b':' | b'<'..=b'[' | b']'..=b'~'))
}

#[cfg(feature = "server")]
const BLANKS: [char; 2] = [' ', '\t'];

/// Returns the values of the cookies of this name; `None` for a header that is not ASCII. HTTP/2 may split the header (RFC 9113, section
/// 8.2.3).
#[cfg(feature = "server")]
pub(crate) fn values<'h>(headers: &'h HeaderMap, name: &str) -> Option<Vec<&'h str>> {
    let mut values = Vec::new();
    for header in headers.get_all(COOKIE) {
        let pairs = header.to_str().ok()?.split(';');
        let pairs = pairs.filter_map(|pair| pair.trim_matches(BLANKS).split_once('='));
        // The blanks around the sign belong to neither side, as in the parsers of user agents (RFC 6265, section 5.2).
        let found = pairs.filter(|(found, _)| found.trim_end_matches(BLANKS) == name);
        values.extend(found.map(|(_, value)| value.trim_start_matches(BLANKS)));
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_no_blank_quote_comma_semicolon_or_backslash() {
        for valid in ["", "a", "!#$%&'()*+-./:<=>?@[]^_`{|}~", "AuthSession=cm9vdDo1"] {
            assert!(is_cookie_value(valid), "{valid}");
        }
        for invalid in ["a b", "\"a\"", "a,b", "a;b", "a\\b", "\u{7f}", "\n", "\u{e9}"] {
            assert!(!is_cookie_value(invalid), "{invalid:?}");
        }
    }

    #[test]
    #[cfg(feature = "server")]
    fn cookies_are_found_in_every_header() {
        let mut headers = HeaderMap::new();
        for value in ["a=1; b=2=3;c \t= 4 ", "a=5;  d"] {
            headers.append(COOKIE, value.parse().unwrap());
        }
        assert_eq!(values(&headers, "a"), Some(vec!["1", "5"]));
        assert_eq!(values(&headers, "b"), Some(vec!["2=3"]));
        assert_eq!(values(&headers, "c"), Some(vec!["4"]));
        assert_eq!(values(&headers, "d"), Some(vec![]));
    }
}
