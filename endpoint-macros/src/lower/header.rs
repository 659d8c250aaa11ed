//! The checks of header names.

use syn::LitStr;

use crate::diagnostics::Diagnostics;

/// The headers that the runtime sets, and why (RFC 9110, section 7.6.1; RFC 9112, section 6).
const RUNTIME_HEADERS: [(&str, &str); 12] = [
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

/// Checks the name in `#[header("Name")]` and returns it as written.
pub(crate) fn check_name(written: &LitStr, authenticated: bool, diagnostics: &mut Diagnostics) -> Option<String> {
    check_name_in(written, |name| format!("#[header(\"{name}\")]"), authenticated, diagnostics)
}

/// Checks the name of a response's header like [`check_name`]. The media type and the length of a body may be read.
pub(super) fn check_response_name(written: &LitStr, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = written.value();
    let is_of_body = ["content-type", "content-length"].iter().any(|known| name.eq_ignore_ascii_case(known));
    if is_of_body { Some(name) } else { check_name(written, false, diagnostics) }
}

/// Checks a header name and returns it as written. `form` writes a name as it should be.
pub(super) fn check_name_in(
    written: &LitStr,
    form: impl Fn(&str) -> String,
    authenticated: bool,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let name = check_token(written, form, "X-Request-Id", diagnostics)?;
    if let Some((_, reason)) = RUNTIME_HEADERS.iter().find(|(reserved, _)| name.eq_ignore_ascii_case(reserved)) {
        let help = if name.eq_ignore_ascii_case("content-type") {
            "remove this header, and give the media type to the body: `#[body(bytes, type = \"image/png\")]`, or `type = argument` for \
             that in an argument"
        } else {
            "remove this header"
        };
        diagnostics.report(written, format!("the header `{}` is set by the runtime: {reason}", written.value()), help);
        return None;
    }
    if name.eq_ignore_ascii_case("authorization") && authenticated {
        diagnostics.report(
            written,
            "the header `Authorization` is set by the client's credentials",
            "remove this header, or write `auth = none` in `#[endpoint(…)]` if this endpoint takes its own credential",
        );
        return None;
    }
    Some(name)
}

/// Checks that a name, or the beginning of names, is a token. `form` writes one as it should be.
fn check_token(
    written: &LitStr,
    form: impl Fn(&str) -> String,
    example: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let name = written.value();
    if name.is_empty() {
        diagnostics.report(written, "the header name is empty", format!("write a name: `{}`", form(example)));
        return None;
    }
    if let Some(found) = name.chars().find(|c| !is_token(*c)) {
        diagnostics.report(
            written,
            format!("the header name `{}` contains `{}`", name.escape_debug(), found.escape_debug()),
            format!(
                "write `{}`: letters, digits and `!#$%&'*+-.^_`|~` (RFC 9110, section 5.6.2)",
                form(&valid_name(&name))
            ),
        );
        return None;
    }
    if name.len() > 256 {
        diagnostics.report(written, "the header name has more than 256 characters", "shorten it");
        return None;
    }
    Some(name)
}

/// Checks the prefix of a map of headers and returns it as written. No header that the runtime sets begins with it.
pub(super) fn check_prefix(written: &LitStr, diagnostics: &mut Diagnostics) -> Option<String> {
    let prefix = check_token(written, |name| format!("#[headers(\"{name}\")]"), "x-amz-meta-", diagnostics)?;
    let credentials = [("authorization", "it is the credential"), ("cookie", "it has the cookies")];
    let mut reserved = RUNTIME_HEADERS.into_iter().chain(credentials);
    let begins = |name: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(&prefix));
    if let Some((name, reason)) = reserved.find(|(name, _)| begins(name)) {
        let problem = format!("the header `{name}` begins with `{prefix}`, too, but no argument sets it: {reason}");
        diagnostics.report(written, problem, "write more of the beginning of the names: `#[headers(\"x-amz-meta-\")]`");
        return None;
    }
    Some(prefix)
}

/// Returns the name that was probably meant: without what separates it from a value, and with `-` between its words.
pub(super) fn valid_name(name: &str) -> String {
    let name = name.split(':').next().unwrap_or_default().trim();
    let name: String = name.chars().map(|c| if is_token(c) { c } else { '-' }).collect();
    if name.chars().all(|c| c == '-') { "X-Request-Id".to_owned() } else { name }
}

pub(super) fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}
