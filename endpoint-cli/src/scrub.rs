//! Taking secrets out of what somebody else wrote.

use serde_json::Value;

/// What stands for a secret.
const REDACTED: &str = "[redacted]";
/// A text this short tells nothing, and taking it out would garble the rest.
const SHORTEST: usize = 4;

/// The secrets of one call.
#[derive(Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() >= SHORTEST {
            self.0.push(secret.to_owned());
            // Longest first, so that a secret that holds another leaves no rest.
            self.0.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
        }
    }

    /// Adds every text in a value.
    pub(crate) fn add_json(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add(text),
            Value::Array(items) => items.iter().for_each(|item| self.add_json(item)),
            Value::Object(members) => members.values().for_each(|member| self.add_json(member)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// The text without the secrets.
    pub(crate) fn scrub(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), REDACTED))
    }

    /// Takes the secrets out of every text in a value, keys included.
    pub(crate) fn scrub_json(&self, value: Value) -> Value {
        match value {
            Value::String(text) => self.scrub(&text).into(),
            Value::Array(items) => items.into_iter().map(|item| self.scrub_json(item)).collect(),
            Value::Object(members) => {
                members.into_iter().map(|(key, member)| (self.scrub(&key), self.scrub_json(member))).collect()
            }
            value => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_secret_stays_wherever_it_stands() {
        let mut secrets = Secrets::default();
        secrets.add_json(&json!({ "token": ["tok_1", "tok_123", "no", 5] }));
        let scrubbed = secrets.scrub_json(json!({ "a": ["no tok_123"], "tok_1": { "b": "tok_1." }, "c": 5 }));
        assert_eq!(scrubbed, json!({ "a": ["no [redacted]"], "[redacted]": { "b": "[redacted]." }, "c": 5 }));
    }
}
