//! The characters that RFC 3986 allows in a literal.

use super::TemplateError;
use crate::percent;

/// Refuses a literal with a character other than the unreserved ones, `%XX` and those in `allowed`.
pub(super) fn check(literal: &str, allowed: &str, part: &str) -> Result<(), TemplateError> {
    let Some(found) = find_illegal(literal, allowed) else { return Ok(()) };
    let help = if found.starts_with('%') {
        "write two hexadecimal digits after `%`, or `%25` for a literal `%`".to_owned()
    } else {
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~%".contains(c) || allowed.contains(c);
        let encode = |c: char| if is_allowed(c) { c.to_string() } else { percent::encode(c.to_string()) };
        format!("write it percent-encoded: `{}`", literal.chars().map(encode).collect::<String>())
    };
    Err(TemplateError::new(
        format!("the {part} `{literal}` contains `{}`, which RFC 3986 does not allow there", found.escape_debug()),
        help,
    ))
}

fn find_illegal(literal: &str, allowed: &str) -> Option<String> {
    let mut rest = literal;
    while let Some(c) = rest.chars().next() {
        if c == '%' {
            let digits = rest.get(1..3);
            if !digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
                return Some(rest.chars().take(3).collect());
            }
        } else if !(c.is_ascii_alphanumeric() || "-._~".contains(c) || allowed.contains(c)) {
            return Some(c.to_string());
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    None
}
