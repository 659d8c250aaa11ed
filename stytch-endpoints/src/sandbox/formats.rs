//! Checks of texts in requests: e-mail addresses, domains, telephone numbers, URLs, lifetimes and metadata.

use std::ops::RangeInclusive;

use endpoint_runtime::{JsonMap, http::Uri};

use super::{
    api_error::ApiError,
    session_entries::{merge, size_of_json},
};

/// Domains at which anybody can have an address.
const COMMON_DOMAINS: [&str; 16] = [
    "aol.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mail.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "yahoo.com",
    "yandex.com",
];
/// The size of one object of metadata, in bytes.
const MAX_METADATA: usize = 4096;
/// The number of keys of one object of metadata.
const MAX_METADATA_KEYS: usize = 20;

/// Requires an address with one `@`, a local part without blanks, and a domain.
pub(super) fn check_email(address: &str) -> Result<(), ApiError> {
    let is_local = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    match address.split_once('@') {
        Some((local, domain)) if address.len() <= 254 && is_local(local) && is_domain(domain) => Ok(()),
        _ => Err(ApiError::bad_request("invalid_email", "The text is no e-mail address, such as `ada@acme.example`.")),
    }
}

/// Returns the domain of an address.
pub(super) fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Returns whether the text is a domain with at least two labels.
pub(super) fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_inner = |c: char| c.is_alphanumeric() || c == '-';
        !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(is_inner)
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(is_label)
}

/// Returns whether anybody can have an address at the domain.
pub(super) fn is_common_domain(domain: &str) -> bool {
    COMMON_DOMAINS.iter().any(|common| common.eq_ignore_ascii_case(domain))
}

/// Requires a telephone number in the format E.164: `+` and 7 to 15 digits, of which the first is no zero.
pub(super) fn check_phone_number(number: &str) -> Result<(), ApiError> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && !digits.starts_with('0') {
        return Ok(());
    }
    Err(ApiError::bad_request("invalid_phone_number", "The number is not in the format E.164, such as `+12025550162`."))
}

/// Requires an id of the application's own: 1 to 128 letters, digits, `.`, `_`, `-` and `|`.
pub(super) fn is_external_id(text: &str) -> bool {
    (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-|".contains(&byte))
}

/// Requires an absolute URL with a scheme. A sandbox has no list of URLs, so that it accepts each.
pub(super) fn check_redirect_url(url: Option<&str>, error_type: &'static str) -> Result<(), ApiError> {
    let is_absolute = |url: &str| url.parse::<Uri>().is_ok_and(|uri| uri.scheme().is_some() && uri.host().is_some());
    match url {
        Some(url) if !is_absolute(url) => {
            Err(ApiError::bad_request(error_type, "The redirect URL is no absolute URL."))
        }
        _ => Ok(()),
    }
}

/// Requires the SHA-256 hash of a code verifier in base64url (RFC 7636, section 4.2).
pub(super) fn check_code_challenge(challenge: Option<&str>) -> Result<(), ApiError> {
    let is_hash = |text: &str| {
        let text = text.trim_end_matches('=');
        text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    match challenge {
        Some(text) if !is_hash(text) => {
            let message = "The code challenge is no SHA-256 hash in base64url (RFC 7636).";
            Err(ApiError::bad_request("invalid_pkce_code_challenge", message))
        }
        _ => Ok(()),
    }
}

/// Returns the lifetime of a link or a code in minutes, if it is in the range.
pub(super) fn check_minutes(
    minutes: Option<u32>,
    default: u32,
    range: RangeInclusive<u32>,
    error_type: &'static str,
) -> Result<u32, ApiError> {
    let minutes = minutes.unwrap_or(default);
    if range.contains(&minutes) {
        return Ok(minutes);
    }
    let message = format!("The minutes until the end have to be {} to {}.", range.start(), range.end());
    Err(ApiError::bad_request(error_type, message))
}

/// Changes metadata; null as a value removes a key.
pub(super) fn change_metadata(metadata: &mut Option<JsonMap>, changes: Option<JsonMap>) -> Result<(), ApiError> {
    let Some(changes) = changes else { return Ok(()) };
    let mut merged = metadata.clone().unwrap_or_default();
    merge(&mut merged, changes);
    if merged.len() > MAX_METADATA_KEYS {
        let message = format!("The metadata have more than {MAX_METADATA_KEYS} keys.");
        return Err(ApiError::bad_request("metadata_too_many_keys", message));
    }
    if size_of_json(&merged) > MAX_METADATA {
        let message = format!("The metadata are longer than {MAX_METADATA} bytes as JSON.");
        return Err(ApiError::bad_request("metadata_too_large", message));
    }
    *metadata = Some(merged);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_the_wrong_format_are_refused() {
        for (address, is_valid) in [
            ("ada@acme.example", true),
            ("a.da+1@sub.acme.example", true),
            ("ada", false),
            ("ada@", false),
            ("@acme.example", false),
            ("ada@localhost", false),
            ("ada@acme@acme.example", false),
            ("a da@acme.example", false),
            ("ada@-acme.example", false),
            ("ada@acme..example", false),
        ] {
            assert_eq!(check_email(address).is_ok(), is_valid, "{address}");
        }
        for (number, is_valid) in
            [("+12025550162", true), ("12025550162", false), ("+0202555016", false), ("+1 202", false), ("+1", false)]
        {
            assert_eq!(check_phone_number(number).is_ok(), is_valid, "{number}");
        }
        let check_url = |url| check_redirect_url(Some(url), "invalid_login_redirect_url").is_ok();
        assert!(check_url("https://acme.example/login?next=%2F") && check_url("myapp://login"));
        assert!(!check_url("/login") && !check_url("") && !check_url("acme.example"));
        assert!(check_code_challenge(Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")).is_ok());
        assert!(check_code_challenge(Some("short")).is_err());
        assert!(is_external_id("acme-1.8|4_2") && !is_external_id("") && !is_external_id("a b"));
    }
}
