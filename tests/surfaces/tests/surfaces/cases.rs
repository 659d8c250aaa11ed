//! The calls that every surface makes: each operation with each set of values.

use endpoint_runtime::{
    metadata::{BodyFormat, Parameter, ParameterLocation},
    provider::{InputParameter, Operation, Provider},
};
use serde_json::{Map, Value};

use crate::values::{ValueGenerator, Variant};

/// A call.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) operation: Operation,
    /// The name of the set of values.
    pub(crate) set: &'static str,
    /// The values by their argument names.
    pub(crate) input: Map<String, Value>,
}

impl Case {
    /// Returns the operation and the set of values, for messages.
    pub(crate) fn name(&self) -> String {
        format!("{} ({})", self.operation.metadata.id, self.set)
    }

    /// Iterates over the parameters with a value, in the order of their declaration.
    pub(crate) fn values(&self) -> impl Iterator<Item = (Parameter, &Value)> {
        let parameters = self.operation.parameters.iter().map(|parameter| parameter.metadata);
        parameters.filter_map(|parameter| Some((parameter, self.input.get(parameter.name)?)))
    }
}

/// Makes all calls of a provider.
///
/// # Errors
/// No value can be made for a schema, or the operation refuses the values.
pub(crate) fn cases(provider: &Provider) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for operation in provider.operations() {
        for (set, input) in sets(operation)? {
            let errors = operation.check(Value::Object(input.clone()));
            if !errors.is_empty() {
                let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
                return Err(format!("{} ({set}): {}\n{input:?}", operation.metadata.id, errors.join("; ")));
            }
            cases.push(Case { operation: operation.clone(), set, input });
        }
    }
    Ok(cases)
}

/// A named flat input.
type Set = (&'static str, Map<String, Value>);

fn sets(operation: &Operation) -> Result<Vec<Set>, String> {
    let required = |parameter: &InputParameter| parameter.metadata.required;
    let minimal = input(operation, Variant::Plain, required)?;
    let mut sets = vec![
        ("minimal", minimal.clone()),
        ("full", input(operation, Variant::Plain, |_| true)?),
        ("awkward", input(operation, Variant::Awkward, |_| true)?),
        ("empty", input(operation, Variant::Empty, |_| true)?),
    ];
    let mut nulls = minimal.clone();
    for parameter in operation.parameters.iter().filter(|parameter| takes_null(operation, parameter, &minimal)) {
        nulls.insert(parameter.metadata.name.to_owned(), Value::Null);
    }
    if nulls != minimal {
        sets.push(("nulls", nulls));
    }
    Ok(sets)
}

fn input(
    operation: &Operation,
    variant: Variant,
    is_there: impl Fn(&InputParameter) -> bool,
) -> Result<Map<String, Value>, String> {
    let mut input = Map::new();
    for parameter in operation.parameters.iter().filter(|parameter| is_there(parameter)) {
        let metadata = parameter.metadata;
        let maker = ValueGenerator { definitions: &operation.definitions, parameter: &metadata, variant };
        let value = maker.value(&parameter.input_schema(), 0);
        let value = value.map_err(|error| format!("`{}` of {}: {error}", metadata.name, operation.metadata.id))?;
        input.insert(metadata.name.to_owned(), value);
    }
    Ok(input)
}

/// Returns whether a parameter may be null, which is possible in JSON only.
fn takes_null(operation: &Operation, parameter: &InputParameter, minimal: &Map<String, Value>) -> bool {
    let mut input = minimal.clone();
    input.insert(parameter.metadata.name.to_owned(), Value::Null);
    let is_json =
        operation.metadata.body == BodyFormat::Json && parameter.metadata.location == ParameterLocation::Field;
    // The environment variable of a secret holds a text.
    is_json && !parameter.metadata.sensitive && operation.check(Value::Object(input)).is_empty()
}
