//! Checking an input: its names, its values against the schemas, and what the places that they go to allow.

use jsonschema::Validator;
use serde_json::{Map, Value};

use super::{
    input::{InputError, InputProblem},
    write,
};
use crate::{
    metadata::{BodyFormat, Parameter, Place},
    path::PathValue,
    provider::{InputParameter, Operation},
    request::header_value,
};

impl Operation {
    /// What is wrong with an input, before a call is made of it: nothing when the list is empty.
    #[must_use]
    pub fn check(&self, input: &Value) -> Vec<InputError> {
        checked(self, input.clone()).1
    }
}

/// The values by their argument names, and all that is wrong: first what the input holds, by its order, then what is
/// missing, by the order of the arguments.
pub(super) fn checked(operation: &Operation, input: Value) -> (Map<String, Value>, Vec<InputError>) {
    let mut values = Map::new();
    let mut errors = Vec::new();
    let Value::Object(members) = input else {
        return (values, vec![InputError::new("input", InputProblem::NotAnObject)]);
    };
    for (name, value) in members {
        match operation.parameter(&name) {
            None => {
                let known = like(&name, operation);
                errors.push(InputError::new(name, InputProblem::Unknown { known }));
            }
            Some(parameter) => {
                let argument = parameter.metadata.name;
                if values.insert(argument.to_owned(), value).is_some() {
                    errors.push(InputError::new(argument, InputProblem::Twice));
                }
            }
        }
    }
    for parameter in &operation.parameters {
        let Parameter { name, required, .. } = *parameter.metadata;
        match values.get(name) {
            Some(value) => errors.extend(wrong(operation, parameter, value)),
            None if required => errors.push(InputError::new(name, InputProblem::Missing)),
            None => {}
        }
    }
    (values, errors)
}

/// The argument that is most like a name that is none.
fn like(name: &str, operation: &Operation) -> Option<String> {
    let similar = |known: &str| strsim::jaro_winkler(&name.to_lowercase(), &known.to_lowercase());
    let names = operation.parameters.iter().map(|parameter| parameter.metadata.name);
    let closest = names.max_by(|a, b| similar(a).total_cmp(&similar(b)))?;
    (similar(closest) > 0.8).then(|| closest.to_owned())
}

fn wrong(operation: &Operation, parameter: &InputParameter, value: &Value) -> Vec<InputError> {
    let name = parameter.metadata.name;
    let errors: Vec<_> = match validator(operation, parameter) {
        Ok(validator) => validator.iter_errors(value).map(|error| schema_problem(&error)).collect(),
        Err(reason) => vec![InputProblem::Schema { pointer: String::new(), reason }],
    };
    let problems =
        if errors.is_empty() { misplaced(operation.metadata.body, parameter.metadata, value) } else { errors };
    problems.into_iter().map(|problem| InputError::new(name, problem)).collect()
}

fn validator(operation: &Operation, parameter: &InputParameter) -> Result<Validator, String> {
    jsonschema::draft202012::new(&operation.standalone(parameter.input_schema()))
        .map_err(|error| format!("the schema itself is wrong: {error}"))
}

fn schema_problem(error: &jsonschema::ValidationError<'_>) -> InputProblem {
    InputProblem::Schema { pointer: error.instance_path().to_string(), reason: error.masked().to_string() }
}

/// What the schema does not say, but the place.
fn misplaced(format: BodyFormat, parameter: &'static Parameter, value: &Value) -> Vec<InputProblem> {
    let refused = |reason: &dyn ToString| Some(InputProblem::Place(reason.to_string()));
    let problem = match parameter.place {
        Place::Path => match PathValue::new(parameter.name, write::text(value)).refusal() {
            Some(error) => refused(error.reason()),
            None => None,
        },
        Place::Header => match write::text(value).map(|text| header_value(&text)) {
            Ok(Ok(_)) => None,
            Ok(Err(reason)) => refused(&reason),
            Err(error) => refused(&error),
        },
        Place::Body if format == BodyFormat::Bytes => match write::bytes(value.as_str().unwrap_or_default()) {
            Ok(_) => None,
            Err(error) => refused(&error),
        },
        _ => None,
    };
    problem.into_iter().collect()
}
