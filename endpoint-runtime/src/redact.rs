//! Keeping secrets out of what a human might read.

use std::fmt;

use serde_json::Value;

use crate::percent::encode_into;

/// What stands for a sensitive value.
pub(crate) const REDACTED: &str = "[redacted]";

/// The longest piece of a provider's text that an error shows, in characters.
const LONGEST_SHOWN: usize = 1_000;

/// The sensitive values of one request, to be removed from the provider's words about it.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    pub(crate) fn add(&mut self, value: impl Into<String>) {
        let value = value.into();
        // A value this short tells nothing, and removing it would garble the rest.
        if value.len() > 3 {
            self.0.push(value);
        }
    }

    /// Adds a text, also as it stands in a path or a query.
    pub(crate) fn add_text(&mut self, text: &str) {
        let mut encoded = String::new();
        encode_into(text, &mut encoded);
        if encoded != text {
            self.add(encoded);
        }
        self.add(text);
    }

    /// Adds every text in a JSON value. Numbers are not worth a search in the provider's words: it would garble them.
    pub(crate) fn add_json(&mut self, json: &[u8]) {
        let mut values: Vec<Value> = serde_json::from_slice(json).into_iter().collect();
        while let Some(value) = values.pop() {
            match value {
                Value::String(text) => self.add_text(&text),
                Value::Array(items) => values.extend(items),
                Value::Object(fields) => values.extend(fields.into_iter().map(|(_, value)| value)),
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }

    /// Adds a sensitive header's value; of a credential with a scheme also the credential alone.
    pub(crate) fn add_header(&mut self, value: &http::HeaderValue) {
        if let (true, Ok(text)) = (value.is_sensitive(), value.to_str()) {
            self.add(text.rsplit(' ').next().unwrap_or(text));
            self.add(text);
        }
    }

    /// `text` on one line, bounded, with every secret replaced.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let mut scrubbed = text.to_owned();
        // Longest first, so that a secret holding another leaves no rest.
        let mut secrets: Vec<&str> = self.0.iter().map(String::as_str).collect();
        secrets.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
        for secret in secrets {
            scrubbed = scrubbed.replace(secret, REDACTED);
        }
        let mut shown: String =
            scrubbed.chars().take(LONGEST_SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if scrubbed.chars().nth(LONGEST_SHOWN).is_some() {
            shown.push('…');
        }
        shown
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}
