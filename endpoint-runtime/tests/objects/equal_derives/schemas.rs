//! The schemas of objects beside those of schemars' derive.

use endpoint_runtime::schema::schemars::{
    JsonSchema,
    generate::{Contract, SchemaSettings},
};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::shapes::Twins;

/// The schemas of an object and of its strict twin, for one contract.
pub(crate) struct Pair {
    name: &'static str,
    object: Value,
    derive: Value,
    validators: [Validator; 2],
}

impl Pair {
    pub(crate) fn new<O: Twins>(contract: &Contract) -> Self {
        let (object, derive) = (of::<O>(contract), of::<O::Strict>(contract));
        let validators = [&object, &derive].map(|schema| jsonschema::validator_for(schema).unwrap());
        Self { name: std::any::type_name::<O>(), object, derive, validators }
    }

    /// Compares the schemas themselves.
    pub(crate) fn compare(&self) -> Result<(), String> {
        let [object, derive] = [&self.object, &self.derive].map(|schema| normalized(schema.clone()));
        if object == derive {
            return Ok(());
        }
        Err(format!("{}\nobject: {object:#}\nderive: {derive:#}", self.name))
    }

    /// Compares what the schemas say about a document.
    pub(crate) fn compare_on(&self, document: &Value) -> Result<(), String> {
        let [object, derive] = [0, 1].map(|index| self.validators[index].is_valid(document));
        if object == derive {
            return Ok(());
        }
        Err(format!("{}: {object} by the object's schema, {derive} by the derive's: {document}", self.name))
    }
}

/// Returns the schema of a type.
pub(crate) fn of<T: JsonSchema>(contract: &Contract) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.contract = contract.clone());
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Returns the schema without what says the same in another way.
fn normalized(schema: Value) -> Value {
    match schema {
        Value::Object(mut members) => {
            // A derive also states defaults, which do not change what is valid. No member has this name.
            members.remove("default");
            if let Some(Value::Array(required)) = members.get_mut("required") {
                required.sort_by_key(ToString::to_string);
            }
            if let Some(known) = known_texts(&members) {
                // The derive groups them.
                members.insert("anyOf".to_owned(), json!([{ "type": "string", "enum": known }, { "type": "string" }]));
            }
            members.into_iter().map(|(key, value)| (key, normalized(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(normalized).collect(),
        other => other,
    }
}

/// Returns the known texts of an open enum.
fn known_texts(members: &Map<String, Value>) -> Option<Vec<Value>> {
    let (last, known) = members.get("anyOf")?.as_array()?.split_last()?;
    let is_open = *last == json!({ "type": "string" });
    known.iter().map(|text| text.get("const").filter(|_| is_open).cloned()).collect()
}
