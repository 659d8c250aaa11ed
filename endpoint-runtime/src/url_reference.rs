//! URLs that a response gave, whole or relative (RFC 3986, section 5).

use http::uri::{Authority, Scheme};

use crate::{base_url::BaseUrl, error::EncodeErrorKind};

/// A URL that a request can be sent to.
#[derive(Debug, PartialEq)]
pub(crate) struct ResolvedUrl {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
    /// The path and the query.
    pub(crate) target: String,
}

/// Resolves a reference against the origin of `base`, and against the path of the request that it belongs to.
///
/// # Errors
/// The reference is not a URL, has a scheme other than http and https, a user name or a fragment, or a dot segment that is encoded.
pub(crate) fn resolve(base: &BaseUrl, base_path: &str, reference: &str) -> Result<ResolvedUrl, EncodeErrorKind> {
    let refuse = |reason| Err(EncodeErrorKind::Url(reason));
    if reference.is_empty() {
        return refuse("it is empty");
    }
    // Some servers read a backslash as a slash.
    if reference.bytes().any(|byte| !(0x21..=0x7e).contains(&byte) || b"\\\"<>^`{|}".contains(&byte)) {
        return refuse("it has a character that is not allowed in a URL, and must be percent-encoded there");
    }
    if reference.contains('#') {
        return refuse("it has a fragment, which is not sent; remove it");
    }
    let (scheme, rest) = split_scheme(reference);
    let scheme = match scheme {
        None => base.scheme().clone(),
        Some(name) if name.eq_ignore_ascii_case("https") => Scheme::HTTPS,
        Some(name) if name.eq_ignore_ascii_case("http") => Scheme::HTTP,
        Some(_) => return refuse("its scheme is neither https nor http"),
    };
    let is_whole = rest.len() != reference.len();
    let (authority, rest) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            let (authority, rest) = rest.split_at(end);
            (parse_authority(authority)?, rest)
        }
        None if is_whole => return refuse("it has no host"),
        None => {
            let (path, query) = split_query(rest);
            let path = match path {
                "" => base_path.to_owned(),
                path if path.starts_with('/') => path.to_owned(),
                // The segment after the last slash of the base is replaced.
                path => {
                    format!("{}{path}", base_path.rfind('/').map_or("/", |end| base_path.get(..=end).unwrap_or("/")))
                }
            };
            let target = format!("{}{query}", remove_dot_segments(&path)?);
            return Ok(ResolvedUrl { scheme, authority: base.authority().clone(), target });
        }
    };
    let (path, query) = split_query(rest);
    let target = format!("{}{query}", remove_dot_segments(path)?);
    Ok(ResolvedUrl { scheme, authority, target })
}

/// Splits `scheme:` off. A colon behind a slash or a question mark belongs to something else.
fn split_scheme(reference: &str) -> (Option<&str>, &str) {
    match reference.find([':', '/', '?']) {
        Some(end) if reference.as_bytes().get(end) == Some(&b':') => {
            (reference.get(..end), reference.get(end + 1..).unwrap_or_default())
        }
        _ => (None, reference),
    }
}

/// Splits a path from its query, which keeps its question mark.
fn split_query(text: &str) -> (&str, &str) {
    text.split_at(text.find('?').unwrap_or(text.len()))
}

fn parse_authority(text: &str) -> Result<Authority, EncodeErrorKind> {
    if text.contains('@') {
        return Err(EncodeErrorKind::Url("it has a user name or a password; remove it"));
    }
    let authority = text.parse::<Authority>().ok();
    let is_valid = |authority: &Authority| {
        !authority.host().is_empty() && (authority.as_str() == authority.host() || authority.port_u16().is_some())
    };
    authority.filter(is_valid).ok_or(EncodeErrorKind::Url("its host or its port is not valid"))
}

/// Removes the segments `.` and `..` (RFC 3986, section 5.2.4).
fn remove_dot_segments(path: &str) -> Result<String, EncodeErrorKind> {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            // URL libraries drop it even if it is encoded, and another route would be called.
            segment if matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | "..") => {
                return Err(EncodeErrorKind::DotSegment);
            }
            segment => kept.push(segment),
        }
    }
    Ok(format!("/{}", kept.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(reference: &str) -> Result<String, EncodeErrorKind> {
        let base: BaseUrl = "https://a:8443".parse().unwrap();
        resolve(&base, "/b/c/d", reference).map(|url| format!("{}://{}{}", url.scheme, url.authority, url.target))
    }

    #[test]
    fn references_are_resolved_as_the_rfc_says() {
        // RFC 3986, section 5.4, without fragments and foreign schemes.
        for (reference, url) in [
            ("g", "https://a:8443/b/c/g"),
            ("./g", "https://a:8443/b/c/g"),
            ("g/", "https://a:8443/b/c/g/"),
            ("/g", "https://a:8443/g"),
            ("//g", "https://g/"),
            ("?y", "https://a:8443/b/c/d?y"),
            ("g?y", "https://a:8443/b/c/g?y"),
            (";x", "https://a:8443/b/c/;x"),
            (".", "https://a:8443/b/c/"),
            ("./", "https://a:8443/b/c/"),
            ("..", "https://a:8443/b/"),
            ("../g", "https://a:8443/b/g"),
            ("../..", "https://a:8443/"),
            ("../../../g", "https://a:8443/g"),
            ("/./g", "https://a:8443/g"),
            ("/../g", "https://a:8443/g"),
            ("g.", "https://a:8443/b/c/g."),
            ("..g", "https://a:8443/b/c/..g"),
            ("./g/.", "https://a:8443/b/c/g/"),
            ("g;x=1/../y", "https://a:8443/b/c/y"),
            ("g?y/../x", "https://a:8443/b/c/g?y/../x"),
            ("https://h/p?q=a:b//c", "https://h/p?q=a:b//c"),
            ("HTTP://h", "http://h/"),
            ("http://h?q", "http://h/?q"),
            ("/v2/x/blobs/uploads/7?_state=a%2Fb", "https://a:8443/v2/x/blobs/uploads/7?_state=a%2Fb"),
            ("/users?page[after]=x", "https://a:8443/users?page[after]=x"),
        ] {
            assert_eq!(resolved(reference).unwrap(), url, "{reference}");
        }
    }

    #[test]
    fn what_is_no_url_or_would_leak_is_refused() {
        for reference in [
            "",
            "a b",
            "a\nb",
            "ä",
            "/a\\b",
            "#x",
            "/a#x",
            "ftp://h/",
            "javascript:alert(1)",
            "https:x",
            "https://",
            "https://user@h/",
            "https://u:p@h/",
            "//u@h/",
            "https://h:99999/",
            "https://h:/",
            "/a/%2e%2e/b",
            "/a/%2E",
            "https://h/.%2e/x",
        ] {
            assert!(resolved(reference).is_err(), "{reference:?}");
        }
    }
}
