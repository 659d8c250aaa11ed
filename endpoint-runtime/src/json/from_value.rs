//! Conversion from `serde_json::Value`, without recursion: a value that a program makes may be nested deeper than the stack.

use serde_json::{Map, Number, Value, map};

use super::{Json, JsonMap, JsonNumber};

/// A list or an object whose items are being converted.
enum Container<'a> {
    Array { rest: std::slice::Iter<'a, Value>, items: Vec<Json> },
    Object { rest: map::Iter<'a>, key: &'a str, members: JsonMap },
}

impl<'a> Container<'a> {
    /// Returns the next item that has to be converted.
    fn next(&mut self) -> Option<&'a Value> {
        match self {
            Self::Array { rest, .. } => rest.next(),
            Self::Object { rest, key, .. } => {
                let (next_key, value) = rest.next()?;
                *key = next_key;
                Some(value)
            }
        }
    }

    /// Adds the converted item.
    fn push(&mut self, json: Json) {
        match self {
            Self::Array { items, .. } => items.push(json),
            Self::Object { key, members, .. } => drop(members.insert(*key, json)),
        }
    }

    fn finish(self) -> Json {
        match self {
            Self::Array { items, .. } => Json::Array(items),
            Self::Object { members, .. } => Json::Object(members),
        }
    }
}

/// A double has the text of [`JsonNumber::from_f64`].
impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        let mut open = Vec::new();
        let mut next = Some(value);
        loop {
            let json = match next {
                Some(Value::Null) => Self::Null,
                Some(Value::Bool(flag)) => Self::Bool(*flag),
                Some(Value::Number(number)) => Self::Number(number.clone().into()),
                Some(Value::String(text)) => Self::String(text.clone()),
                Some(Value::Array(items)) => {
                    open.push(Container::Array { rest: items.iter(), items: Vec::with_capacity(items.len()) });
                    next = open.last_mut().and_then(Container::next);
                    continue;
                }
                Some(Value::Object(members)) => {
                    open.push(Container::Object { rest: members.iter(), key: "", members: JsonMap::new() });
                    next = open.last_mut().and_then(Container::next);
                    continue;
                }
                None => open.pop().map_or(Self::Null, Container::finish),
            };
            let Some(container) = open.last_mut() else { return json };
            container.push(json);
            next = container.next();
        }
    }
}

/// The same as from `&Value`.
impl From<Value> for Json {
    fn from(value: Value) -> Self {
        (&value).into()
    }
}

impl From<Map<String, Value>> for JsonMap {
    fn from(members: Map<String, Value>) -> Self {
        members.into_iter().collect()
    }
}

impl From<Map<String, Value>> for Json {
    fn from(members: Map<String, Value>) -> Self {
        Self::Object(members.into())
    }
}

impl From<Number> for JsonNumber {
    fn from(number: Number) -> Self {
        // `serde_json` with the feature `arbitrary_precision` keeps a text that is no integer and no double.
        let double = if number.is_f64() { number.as_f64().and_then(Self::from_f64) } else { None };
        double.unwrap_or_else(|| Self::from_checked(number.to_string()))
    }
}
