//! Redaction: removing the secrets of a call from the texts of a provider or a transport.

mod masking;

use std::{borrow::Cow, collections::BTreeSet, fmt};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use http::HeaderValue;

pub(crate) use masking::is_masked;
#[cfg(any(feature = "cassette", feature = "mock"))]
pub(crate) use masking::masked;

use crate::json::{Json, JsonMap, JsonNumber};

/// The text that replaces a sensitive value.
pub(crate) const REDACTED: &str = "[redacted]";

/// The maximum length of a provider's text in an error, in characters.
const MAX_LINE_LENGTH: usize = 1_000;

/// The minimum length of a secret that is removed, in bytes. Removing shorter ones would garble the text.
const MIN_SECRET_LENGTH: usize = 4;

/// The secrets of one call, which are removed from texts about it.
///
/// ```
/// use endpoint_runtime::redact::Secrets;
///
/// let mut secrets = Secrets::default();
/// secrets.add("tok/123");
/// assert_eq!(secrets.redact("no token tok/123 at /tokens/tok%2F123"), "no token [redacted] at /tokens/[redacted]");
/// ```
#[derive(Clone, Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// Adds a secret, unless it is shorter than four bytes.
    pub fn add(&mut self, secret: impl Into<String>) {
        let secret = secret.into();
        if secret.len() >= MIN_SECRET_LENGTH {
            self.0.push(secret);
        }
    }

    /// Adds the base64 form of a text, as HTTP Basic sends it: the standard alphabet with and without padding, and the URL-safe
    /// one without.
    pub fn add_base64(&mut self, text: &str) {
        for base64 in [STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            self.add(base64.encode(text));
        }
    }

    /// Adds every text and every number in a JSON value.
    pub fn add_json(&mut self, value: &Json) {
        let mut values = vec![value];
        while let Some(value) = values.pop() {
            match value {
                Json::String(text) => self.add(text.as_str()),
                Json::Number(number) => self.add_number(number),
                Json::Array(items) => values.extend(items),
                Json::Object(members) => values.extend(members.values()),
                Json::Null | Json::Bool(_) => {}
            }
        }
    }

    /// Adds the number as it is written, and as software repeats it that reads it as a double or an integer.
    fn add_number(&mut self, number: &JsonNumber) {
        self.add(number.as_str());
        let integer = number.to_integer();
        if integer.as_ref() != Some(number) {
            let double = number.as_f64().and_then(JsonNumber::from_f64);
            integer.into_iter().chain(double).for_each(|number| self.add(number.as_str()));
        }
    }

    /// Adds every text and every number in serialized JSON.
    pub(crate) fn add_written_json(&mut self, json: &[u8]) {
        if let Ok(value) = serde_json::from_slice(json) {
            self.add_json(&value);
        }
    }

    /// Adds the value of a header that is marked sensitive, and for `Bearer s3cret` also `s3cret` alone.
    pub(crate) fn add_header(&mut self, value: &HeaderValue) {
        if value.is_sensitive()
            && let Ok(text) = value.to_str()
        {
            if let Some((_, credential)) = text.rsplit_once(' ') {
                self.add(credential);
            }
            self.add(text);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }

    /// Replaces every secret in `text`, whether it is written literally, percent-encoded, or with the escapes of a JSON string.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        self.longest_first().into_iter().fold(text.to_owned(), |text, secret| {
            let text = text.replace(secret, REDACTED);
            [percent_decoded, json_unescaped]
                .into_iter()
                .fold(text, |text, decode| redact_encoded(text, secret, decode))
        })
    }

    /// Replaces every secret in a JSON value, keys included.
    #[must_use]
    pub fn redact_json(&self, value: Json) -> Json {
        match value {
            Json::String(text) => self.redact(&text).into(),
            Json::Number(number) if self.0.iter().any(|secret| secret == number.as_str()) => REDACTED.into(),
            Json::Array(items) => items.into_iter().map(|item| self.redact_json(item)).collect(),
            Json::Object(members) => {
                let member = |(key, member): (String, Json)| (self.redact(&key), self.redact_json(member));
                members.into_iter().map(member).collect::<JsonMap>().into()
            }
            value => value,
        }
    }

    /// Returns `text` for an error: without secrets, on one line, and of limited length.
    pub(crate) fn redact_line(&self, text: &str) -> String {
        let redacted = self.redact(text);
        let mut line: String =
            redacted.chars().take(MAX_LINE_LENGTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if redacted.chars().nth(MAX_LINE_LENGTH).is_some() {
            line.push('…');
        }
        line
    }

    /// Returns the secrets, the longest first, so that one that contains another is replaced as a whole.
    fn longest_first(&self) -> Vec<&str> {
        let unique: BTreeSet<&str> = self.0.iter().map(String::as_str).collect();
        let mut secrets: Vec<&str> = unique.into_iter().collect();
        secrets.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
        secrets
    }
}

/// Shows the number of secrets only.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

/// Decodes the escape at the beginning of a text. Returns the decoded bytes and the length of the escape.
type DecodeEscape = fn(&[u8]) -> Option<(Cow<'_, [u8]>, usize)>;

fn percent_decoded(text: &[u8]) -> Option<(Cow<'_, [u8]>, usize)> {
    match text {
        [b'%', high, low, ..] => {
            let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            Some((vec![digit(*high)? * 16 + digit(*low)?].into(), 3))
        }
        [b'+', ..] => Some((Cow::Borrowed(b" "), 1)),
        _ => None,
    }
}

fn json_unescaped(text: &[u8]) -> Option<(Cow<'_, [u8]>, usize)> {
    let length = match text {
        [b'\\', b'u', ..] => 6,
        [b'\\', ..] => 2,
        _ => return None,
    };
    let decoded = |length: usize| {
        let escape = std::str::from_utf8(text.get(..length)?).ok()?;
        Some((serde_json::from_str::<String>(&format!("\"{escape}\"")).ok()?.into_bytes().into(), length))
    };
    // A character beyond the basic plane is a pair of escapes.
    decoded(length).or_else(|| decoded(2 * length))
}

/// Replaces the secret where it is written with escapes, some or all of its characters.
fn redact_encoded(text: String, secret: &str, decode: DecodeEscape) -> String {
    let bytes = text.as_bytes();
    let mut redacted = String::new();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        // A match begins and ends at a character's boundary, since a secret consists of whole characters.
        match end_of_match(bytes, at, secret.as_bytes(), decode).and_then(|end| Some((text.get(from..at)?, end))) {
            Some((before, end)) => {
                redacted.push_str(before);
                redacted.push_str(REDACTED);
                (from, at) = (end, end);
            }
            None => at += 1,
        }
    }
    if from == 0 { text } else { redacted + text.get(from..).unwrap_or_default() }
}

/// Returns the end of the secret that begins at `at`, if one does.
fn end_of_match(text: &[u8], mut at: usize, secret: &[u8], decode: DecodeEscape) -> Option<usize> {
    let mut rest = secret;
    while let Some(first) = rest.first() {
        let here = text.get(at..)?;
        let escaped = decode(here).and_then(|(decoded, length)| Some((rest.strip_prefix(&*decoded)?, length)));
        let (left, length) = match escaped {
            Some(matched) => matched,
            None if here.first() == Some(first) => (rest.get(1..)?, 1),
            None => return None,
        };
        (rest, at) = (left, at + length);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_stays_wherever_it_stands() {
        let mut secrets = Secrets::default();
        let secret: Json = r#"{ "token": ["tok_1", "tok_123", "no", 5, 4711, 12.50, 8150.0] }"#.parse().unwrap();
        secrets.add_json(&secret);
        let body = r#"{"a":["no tok_123"],"tok_1":{"b":"tok_1."},"c":5,"d":4711,"e":[12.50,12.5,8150.0,8150]}"#;
        let expected = r#"{"a":["no [redacted]"],"[redacted]":{"b":"[redacted]."},"c":5,"d":"[redacted]","e":["[redacted]","[redacted]","[redacted]","[redacted]"]}"#;
        assert_eq!(secrets.redact_json(body.parse().unwrap()).to_string(), expected);
    }

    #[test]
    fn no_way_to_write_a_secret_lets_it_stay() {
        let mut secrets = Secrets::default();
        secrets.add("s3 crét/\"+%41\\😀");
        secrets.add_base64("user:s3~~~~cret?");
        for written in [
            "s3 crét/\"+%41\\😀",
            "s3%20cr%C3%A9t%2F%22%2B%2541%5C%F0%9F%98%80",
            "s3+cr%c3%a9t/%22%2b%2541%5c%f0%9f%98%80",
            "s3%20crét/%22+%2541\\😀",
            "%73%33 crét%2f\"%2B%2541\\😀",
            r#"s3 crét/\"+%41\\😀"#,
            r"s3\u0020cr\u00e9t\/\u0022+%41\\\ud83d\ude00",
            "dXNlcjpzM35+fn5jcmV0Pw==",
            "dXNlcjpzM35+fn5jcmV0Pw%3D%3D",
            "dXNlcjpzM35%2Bfn5jcmV0Pw",
            "dXNlcjpzM35-fn5jcmV0Pw",
        ] {
            let redacted = secrets.redact(&format!("é{written}é and {written}"));
            assert_eq!(redacted.replace("==", ""), "é[redacted]é and [redacted]", "{written}");
        }
        for other in ["s3 crét", "100%", "\\u12", "%zz+%4", "dXNlcg"] {
            assert_eq!(secrets.redact(other), other);
        }
    }
}
