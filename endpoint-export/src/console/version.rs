//! A version of an operation's parameters: FNV-1a of their names, places and types.

use std::collections::BTreeMap;

use endpoint_runtime::provider::ValueType;
use serde_json::{Value, json};

use super::ConsoleParameter;

pub(super) fn of(parameters: &[ConsoleParameter<'_>], types: &BTreeMap<&str, &ValueType>) -> String {
    let mut hash = Fnv::default();
    for parameter in parameters {
        let ConsoleParameter { name, wire, place, required, repeated, map, join, nested, json_text, sensitive, .. } =
            parameter;
        hash.add(&json!([name, wire, place, required, repeated, sensitive]));
        // The version of other parameters stays what it was before there were these.
        if map.is_some() || join.is_some() || *json_text {
            hash.add(&json!([map, join, json_text]));
        }
        if let Some(nested) = nested {
            hash.add(&json!(nested));
        }
        hash.add(&json!(parameter.value_type));
    }
    hash.add(&json!(types));
    format!("{:016x}", hash.0)
}

/// The 64 bits of FNV-1a.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds a value.
    fn add(&mut self, value: &Value) {
        for byte in sorted_json(value).bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// Writes JSON with sorted members, whatever order the maps have.
fn sorted_json(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(sorted_json).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            let member = |(name, value): (&String, &Value)| format!("{}:{}", json!(name), sorted_json(value));
            format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(","))
        }
        scalar => scalar.to_string(),
    }
}
