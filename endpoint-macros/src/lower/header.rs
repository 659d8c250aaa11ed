//! Header names that an argument may be bound to.

use syn::LitStr;

use crate::diagnostics::Diagnostics;

/// What the runtime and the connection decide, and why (RFC 9110, section 7.6.1; RFC 9112, section 6).
const OWNED: [(&str, &str); 12] = [
    ("host", "it is the host of the client's base URL"),
    ("content-length", "it is the length of the body"),
    ("transfer-encoding", "it belongs to the connection"),
    ("connection", "it belongs to the connection"),
    ("content-type", "it follows from the body: JSON fields, `form`, `#[body(text)]` or `#[body(bytes)]`"),
    ("keep-alive", "it belongs to the connection"),
    ("proxy-authorization", "it belongs to the proxy"),
    ("proxy-connection", "it belongs to the connection"),
    ("te", "it belongs to the connection"),
    ("trailer", "it belongs to the connection"),
    ("upgrade", "it belongs to the connection"),
    ("expect", "it belongs to the connection"),
];

/// Checks a header's name and returns it as written.
pub(crate) fn check_name(written: &LitStr, authenticated: bool, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = written.value();
    if name.is_empty() {
        diagnostics.report(written, "the header's name is empty", "name it: `#[header(\"X-Request-Id\")]`");
        return None;
    }
    if let Some(found) = name.chars().find(|c| !is_token(*c)) {
        diagnostics.report(
            written,
            format!("`{}` in the header's name is not allowed", found.escape_debug()),
            "a name is made of letters, digits and `!#$%&'*+-.^_`|~` (RFC 9110, section 5.6.2)",
        );
        return None;
    }
    if name.len() > 256 {
        diagnostics.report(written, "the header's name is too long", "at most 256 characters are allowed");
        return None;
    }
    if let Some((_, reason)) = OWNED.iter().find(|(owned, _)| name.eq_ignore_ascii_case(owned)) {
        diagnostics.report(
            written,
            format!("the header `{}` is set by the runtime: {reason}", written.value()),
            "remove it",
        );
        return None;
    }
    if name.eq_ignore_ascii_case("authorization") && authenticated {
        diagnostics.report(
            written,
            "the header `Authorization` is set by the client's credentials",
            "remove it, or say `auth = none` in `#[endpoint(…)]` if this endpoint takes a credential of its own",
        );
        return None;
    }
    Some(name)
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}
