//! Removing secrets from text that the API sent.

use std::borrow::Cow;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::Value;

/// The text that replaces a secret.
const REDACTED: &str = "[redacted]";
/// The least length of a secret, in bytes. A shorter one is not worth hiding, and removing it would garble the text.
const MIN_LENGTH: usize = 4;

/// The secrets of one call.
#[derive(Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() >= MIN_LENGTH && !self.0.iter().any(|known| known == secret) {
            self.0.push(secret.to_owned());
            // The longest comes first, so that a secret that contains another one is removed as a whole.
            self.0.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
        }
    }

    /// Adds the base64 encodings of a text, as HTTP Basic sends it, in both alphabets, with and without padding.
    pub(crate) fn add_base64(&mut self, text: &str) {
        for base64 in [STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            self.add(&base64.encode(text));
        }
    }

    /// Adds every text and number in a value.
    pub(crate) fn add_json(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add(text),
            Value::Number(number) => self.add(&number.to_string()),
            Value::Array(items) => items.iter().for_each(|item| self.add_json(item)),
            Value::Object(members) => members.values().for_each(|member| self.add_json(member)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Replaces the secrets in a text, also where they are percent-encoded or escaped as in JSON.
    pub(crate) fn scrub(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| {
            let text = text.replace(secret.as_str(), REDACTED);
            [percent_encoded, json_escaped].into_iter().fold(text, |text, decode| without(text, secret, decode))
        })
    }

    /// Replaces the secrets in all strings and numbers of a value, keys included.
    pub(crate) fn scrub_json(&self, value: Value) -> Value {
        match value {
            Value::String(text) => self.scrub(&text).into(),
            Value::Number(number) if self.0.contains(&number.to_string()) => REDACTED.into(),
            Value::Array(items) => items.into_iter().map(|item| self.scrub_json(item)).collect(),
            Value::Object(members) => {
                members.into_iter().map(|(key, member)| (self.scrub(&key), self.scrub_json(member))).collect()
            }
            value => value,
        }
    }
}

/// Decodes the escape at the beginning of a text. Returns the decoded bytes, and the length of the escape.
type Decode = fn(&[u8]) -> Option<(Cow<'_, [u8]>, usize)>;

fn percent_encoded(text: &[u8]) -> Option<(Cow<'_, [u8]>, usize)> {
    match text {
        [b'%', high, low, ..] => {
            let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            Some((vec![digit(*high)? * 16 + digit(*low)?].into(), 3))
        }
        [b'+', ..] => Some((Cow::Borrowed(b" "), 1)),
        _ => None,
    }
}

fn json_escaped(text: &[u8]) -> Option<(Cow<'_, [u8]>, usize)> {
    let length = match text {
        [b'\\', b'u', ..] => 6,
        [b'\\', ..] => 2,
        _ => return None,
    };
    // A surrogate pair is two escapes for one character.
    let decode = |length: usize| {
        let escape = std::str::from_utf8(text.get(..length)?).ok()?;
        Some((serde_json::from_str::<String>(&format!("\"{escape}\"")).ok()?.into_bytes().into(), length))
    };
    decode(length).or_else(|| decode(2 * length))
}

/// Replaces the secret wherever the text contains it once it is decoded.
fn without(text: String, secret: &str, decode: Decode) -> String {
    let bytes = text.as_bytes();
    let mut kept = String::new();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        // A match begins and ends between characters, since the secret consists of whole ones.
        match end(bytes, at, secret.as_bytes(), decode).and_then(|end| Some((text.get(from..at)?, end))) {
            Some((before, end)) => {
                kept.push_str(before);
                kept.push_str(REDACTED);
                (from, at) = (end, end);
            }
            None => at += 1,
        }
    }
    if from == 0 { text } else { kept + text.get(from..).unwrap_or_default() }
}

/// Returns the position after the secret, if the secret begins at `at`.
fn end(text: &[u8], mut at: usize, secret: &[u8], decode: Decode) -> Option<usize> {
    let mut rest = secret;
    while let Some(first) = rest.first() {
        let here = text.get(at..)?;
        let escaped = decode(here).and_then(|(meant, length)| Some((rest.strip_prefix(&*meant)?, length)));
        let (left, length) = match escaped {
            Some(read) => read,
            None if here.first() == Some(first) => (rest.get(1..)?, 1),
            None => return None,
        };
        (rest, at) = (left, at + length);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_secret_stays_wherever_it_stands() {
        let mut secrets = Secrets::default();
        secrets.add_json(&json!({ "token": ["tok_1", "tok_123", "no", 5, 4711] }));
        let scrubbed =
            secrets.scrub_json(json!({ "a": ["no tok_123"], "tok_1": { "b": "tok_1." }, "c": 5, "d": 4711 }));
        let expected =
            json!({ "a": ["no [redacted]"], "[redacted]": { "b": "[redacted]." }, "c": 5, "d": "[redacted]" });
        assert_eq!(scrubbed, expected);
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
            let scrubbed = secrets.scrub(&format!("é{written}é and {written}"));
            assert_eq!(scrubbed.replace("==", ""), "é[redacted]é and [redacted]", "{written}");
        }
        for other in ["s3 crét", "100%", "\\u12", "%zz+%4", "dXNlcg"] {
            assert_eq!(secrets.scrub(other), other);
        }
    }
}
