//! The cookies of a caller that are forwarded: those that the operation declares. Others belong to the gateway's own origin.

use endpoint_runtime::http::{HeaderMap, HeaderValue, header::COOKIE, request::Parts};

use crate::{DeclaredRoute, Problem};

/// Adds the header of the declared cookies that the caller sent.
pub(crate) fn add(declared: &DeclaredRoute, head: &Parts, passed: &mut HeaderMap) -> Result<(), Problem> {
    let names: Vec<&str> = declared.cookies().collect();
    if names.is_empty() {
        return Ok(());
    }
    if let Some(mut cookies) = select(&head.headers, &names)? {
        cookies.set_sensitive(true);
        passed.insert(COOKIE, cookies);
    }
    Ok(())
}

/// Returns the cookies with these names. HTTP/2 may split the header (RFC 9113, section 8.2.3).
fn select(headers: &HeaderMap, names: &[&str]) -> Result<Option<HeaderValue>, Problem> {
    let mut selected: Vec<(&str, &str)> = Vec::new();
    for header in headers.get_all(COOKIE) {
        let refused = |_| Problem::bad_request("cookie", "the cookies have other characters than visible ASCII");
        for (name, value) in header.to_str().map_err(refused)?.split(';').filter_map(|pair| pair.trim().split_once('='))
        {
            if !names.contains(&name) {
                continue;
            }
            if selected.iter().any(|(earlier, _)| *earlier == name) {
                let detail = format!("the cookie `{name}` occurs several times; send it once");
                return Err(Problem::bad_request("cookie", detail));
            }
            selected.push((name, value));
        }
    }
    let pairs: Vec<String> = selected.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Ok(HeaderValue::try_from(pairs.join("; ")).ok().filter(|_| !pairs.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_declared_cookies_are_selected() {
        let selected = |cookies: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for cookie in cookies {
                headers.append(COOKIE, HeaderValue::from_static(cookie));
            }
            select(&headers, &["session", "theme"])
                .ok()
                .map(|value| value.map(|value| value.to_str().unwrap().to_owned()))
        };
        assert_eq!(selected(&[]), Some(None));
        assert_eq!(selected(&["gateway=1; Session=2"]), Some(None));
        assert_eq!(selected(&["a=1; session=b=; c", "theme=dark"]), Some(Some("session=b=; theme=dark".to_owned())));
        assert_eq!(selected(&["session=1; session=2"]), None);
    }
}
