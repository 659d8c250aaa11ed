//! Checking an input: its names, its values against the schemas, and what the places that they go to allow.

use jsonschema::Validator;
use serde_json::{Map, Number, Value};

use super::{
    error::{InputError, InputProblem},
    text::{bytes, text},
};
use crate::{
    header::rules::header_value,
    metadata::{BodyFormat, Location, Parameter},
    path::PathValue,
    provider::{InputParameter, Operation, TypeKind},
};

/// As many problems are told; whoever gets this far has taken the wrong file.
const MOST_TOLD: usize = 20;

/// Values are nested no deeper, as in JSON that `serde_json` reads.
const DEEPEST: usize = 128;

/// Longer names are no mistyped ones.
const LONGEST_NAME: usize = 64;

impl Operation {
    /// What is wrong with an input, before a call is made of it: nothing when the list is empty, and at most twenty
    /// problems, the last of which says how many more there are.
    #[must_use]
    pub fn check(&self, input: &Value) -> Vec<InputError> {
        if let Some(refusal) = refusal(input) { vec![refusal] } else { checked(self, input.clone()).1 }
    }
}

/// What no input is.
fn refusal(input: &Value) -> Option<InputError> {
    let problem = if !input.is_object() {
        InputProblem::NotAnObject
    } else if is_deep(input) {
        InputProblem::Deep
    } else {
        return None;
    };
    Some(InputError::new("input", problem))
}

fn is_deep(value: &Value) -> bool {
    let mut next = vec![(value, 0)];
    while let Some((value, depth)) = next.pop() {
        match value {
            Value::Array(_) | Value::Object(_) if depth >= DEEPEST => return true,
            Value::Array(items) => next.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(members) => next.extend(members.values().map(|member| (member, depth + 1))),
            _ => {}
        }
    }
    false
}

/// Problems, as many as are told, and how many there are.
#[derive(Default)]
struct Problems {
    told: Vec<InputError>,
    count: usize,
}

impl Problems {
    fn add(&mut self, name: &str, problem: impl FnOnce() -> InputProblem) {
        self.count += 1;
        if self.told.len() < MOST_TOLD {
            self.told.push(InputError::new(name, problem()));
        }
    }

    fn into_errors(mut self) -> Vec<InputError> {
        if self.count > MOST_TOLD {
            self.told.truncate(MOST_TOLD - 1);
            let more = self.count - self.told.len();
            self.told.push(InputError::new("input", InputProblem::More { more }));
        }
        self.told
    }
}

/// The values by their argument names, and all that is wrong: first what the input holds, by its order, then what is
/// missing, by the order of the arguments.
pub(super) fn checked(operation: &Operation, input: Value) -> (Map<String, Value>, Vec<InputError>) {
    if let Some(refusal) = refusal(&input) {
        return (Map::new(), vec![refusal]);
    }
    let Value::Object(members) = input else { return (Map::new(), Vec::new()) };
    let mut values = Map::new();
    let mut problems = Problems::default();
    for (name, value) in members {
        let Some(parameter) = operation.parameter(&name) else {
            problems.add(&name, || InputProblem::Unknown { known: like(&name, operation) });
            continue;
        };
        // Tools say null for what they leave out; only JSON has a place for it.
        if value.is_null() && is_left_out(operation, parameter) {
            continue;
        }
        let argument = parameter.metadata.name;
        if values.insert(argument.to_owned(), value).is_some() {
            problems.add(argument, || InputProblem::Twice);
        }
    }
    for parameter in &operation.parameters {
        let Parameter { name, required, .. } = *parameter.metadata;
        match values.get_mut(name) {
            Some(value) => check(operation, parameter, value, &mut problems),
            None if required => problems.add(name, || InputProblem::Missing),
            None => {}
        }
    }
    (values, problems.into_errors())
}

fn is_left_out(operation: &Operation, parameter: &InputParameter) -> bool {
    let is_json = operation.metadata.body == BodyFormat::Json;
    match parameter.metadata.location {
        Location::Field | Location::Body if is_json => false,
        _ => !parameter.metadata.required,
    }
}

/// The argument that is most like a name that is none.
fn like(name: &str, operation: &Operation) -> Option<String> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let similar = |known: &str| strsim::jaro_winkler(&name.to_lowercase(), &known.to_lowercase());
    let names = operation.parameters.iter().map(|parameter| parameter.metadata.name);
    let closest = names.max_by(|a, b| similar(a).total_cmp(&similar(b)))?;
    (similar(closest) > 0.8).then(|| closest.to_owned())
}

fn check(operation: &Operation, parameter: &InputParameter, value: &mut Value, problems: &mut Problems) {
    let name = parameter.metadata.name;
    let before = problems.count;
    match validator(operation, parameter) {
        Ok(validator) => {
            for error in validator.iter_errors(value) {
                problems.add(name, || schema_problem(&error, parameter, operation));
            }
        }
        Err(reason) => problems.add(name, || InputProblem::Schema { pointer: String::new(), reason }),
    }
    if problems.count > before {
        return;
    }
    if let Some(problem) =
        exact(operation, parameter, value).or_else(|| misplaced(operation, parameter.metadata, value))
    {
        problems.add(name, || problem);
    }
}

fn validator(operation: &Operation, parameter: &InputParameter) -> Result<Validator, String> {
    jsonschema::draft202012::new(&operation.standalone_schema(parameter.input_schema()))
        .map_err(|error| format!("the schema itself is wrong: {error}"))
}

fn schema_problem(
    error: &jsonschema::ValidationError<'_>,
    parameter: &InputParameter,
    operation: &Operation,
) -> InputProblem {
    let pointer = error.instance_path().to_string();
    let reason = match operation.types.kind(&parameter.value_type) {
        TypeKind::Enum(known) if pointer.is_empty() && !known.open => {
            let values: Vec<String> = known.values.iter().map(|known| known.value.to_string()).collect();
            format!("it is none of {}", values.join(", "))
        }
        _ => error.masked().to_string(),
    };
    InputProblem::Schema { pointer, reason }
}

/// Makes a whole number of `1.0`, as JSON Schema takes it for one, and refuses what was rounded when it was read.
fn exact(operation: &Operation, parameter: &InputParameter, value: &mut Value) -> Option<InputProblem> {
    /// From here on, not every whole number is a double (2 to the power of 53).
    const INEXACT: f64 = 9_007_199_254_740_992.0;

    if !matches!(operation.types.kind(&parameter.value_type), TypeKind::Integer(_)) {
        return None;
    }
    let items = match value {
        Value::Array(items) if parameter.metadata.repeated => items.as_mut_slice(),
        value => std::slice::from_mut(value),
    };
    for item in items {
        let Value::Number(number) = item else { continue };
        let Some(double) = number.as_f64().filter(|_| number.is_f64()) else { continue };
        if double.abs() >= INEXACT {
            let reason = "the number is too large to be kept exactly".to_owned();
            return Some(InputProblem::Schema { pointer: String::new(), reason });
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is whole, as the schema says, and small")]
        let whole = double as i64;
        *item = Value::Number(Number::from(whole));
    }
    None
}

/// What the schema does not say, but the place.
fn misplaced(operation: &Operation, parameter: &'static Parameter, value: &Value) -> Option<InputProblem> {
    let unfit = |error: &dyn ToString| InputProblem::Place(format!("is refused: {}", error.to_string()));
    match parameter.location {
        Location::Path => {
            let value = PathValue::new(parameter.name, text(value));
            value.refusal().map(|error| InputProblem::Place(error.kind().to_string()))
        }
        Location::Header => match text(value).map(|text| header_value(&text)) {
            Ok(Ok(_)) => None,
            Ok(Err(reason)) => Some(InputProblem::Place(reason.to_string())),
            Err(error) => Some(unfit(&error)),
        },
        Location::Body if operation.metadata.body == BodyFormat::Bytes => {
            bytes(value.as_str().unwrap_or_default()).err().map(|error| unfit(&error))
        }
        _ => None,
    }
}
