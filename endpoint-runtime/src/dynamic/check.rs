//! The checks of an input: its names, its values against the schemas, and the rules of a value's location in the request.

use jsonschema::{Validator, error::ValidationErrorKind};
use serde_json::Value;

use super::{
    Arguments,
    error::{InputError, InputProblem},
    file,
    input::{Files, Input},
    text::{bytes, items, joined, map_members, only_text, path_value, text},
};
use crate::{
    body::{FilePart, is_media_type},
    error::{EncodeErrorKind, JsonPath},
    header::{cookie::is_cookie_value, rules::header_value},
    json::{Json, JsonMap, JsonNumber, MAX_DEPTH},
    metadata::{BodyFormat, Encoding, Parameter, ParameterLocation},
    provider::{InputParameter, NumberType, Operation, TypeKind},
    request::nested_pairs,
};

/// The maximum number of errors that are listed. An input with more is probably the wrong file.
const MAX_PROBLEMS: usize = 20;

/// The maximum length of a name for which a similar one is suggested, in bytes.
const MAX_NAME_LENGTH: usize = 64;

impl Operation {
    /// Checks an input without making a call. Returns an empty list if it is valid, else at most twenty errors. If there are
    /// more, the last one says how many.
    #[must_use]
    pub fn check(&self, input: impl Into<Arguments>) -> Vec<InputError> {
        check_input(self, input.into(), Missing::Refused).1
    }

    /// Checks the values of an input from which required ones may be missing, like [`check`](Self::check).
    #[must_use]
    pub fn check_given(&self, input: impl Into<Arguments>) -> Vec<InputError> {
        check_input(self, input.into(), Missing::Allowed).1
    }
}

/// The treatment of a required value that is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Refused,
    Allowed,
}

fn is_too_deep(value: &Json) -> bool {
    let mut next = vec![(value, 0)];
    while let Some((value, depth)) = next.pop() {
        match value {
            Json::Array(_) | Json::Object(_) if depth >= MAX_DEPTH => return true,
            Json::Array(items) => next.extend(items.iter().map(|item| (item, depth + 1))),
            Json::Object(members) => next.extend(members.values().map(|member| (member, depth + 1))),
            _ => {}
        }
    }
    false
}

/// The errors found so far: a limited list of them, and their number.
#[derive(Default)]
struct Problems {
    listed: Vec<InputError>,
    count: usize,
}

impl Problems {
    fn add(&mut self, name: &str, problem: impl FnOnce() -> InputProblem) {
        self.count += 1;
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push(InputError::new(name, problem()));
        }
    }

    fn into_errors(mut self) -> Vec<InputError> {
        if self.count > MAX_PROBLEMS {
            self.listed.truncate(MAX_PROBLEMS - 1);
            let more = self.count - self.listed.len();
            self.listed.push(InputError::new("input", InputProblem::More { more }));
        }
        self.listed
    }
}

/// Returns the values by their argument names, and the errors: first those of names, in the order of the input, then those of
/// values, in the order of the arguments.
pub(super) fn check_input(operation: &Operation, input: Arguments, missing: Missing) -> (Input, Vec<InputError>) {
    let mut checked = Input { metadata: operation.metadata, values: JsonMap::new(), files: Files::new() };
    let Arguments { json, files } = input;
    let members = match json {
        json if is_too_deep(&json) => return (checked, vec![InputError::new("input", InputProblem::TooDeep)]),
        Json::Object(members) => members,
        _ => return (checked, vec![InputError::new("input", InputProblem::NotAnObject)]),
    };
    let Input { values, files: known_files, .. } = &mut checked;
    let mut problems = Problems::default();
    let unknown = |name: &str| InputProblem::Unknown { known: similar_argument(name, operation) };
    for (name, value) in members {
        let Some(parameter) = operation.parameter(&name) else {
            problems.add(&name, || unknown(&name));
            continue;
        };
        // Tools give null for an omitted value. Only a JSON body can contain a null.
        if value.is_null() && is_omitted_if_null(operation, parameter) {
            continue;
        }
        let argument = parameter.metadata.name;
        if values.insert(argument, value).is_some() {
            problems.add(argument, || InputProblem::Duplicate);
        }
    }
    for (name, file) in files {
        match operation.parameter(&name) {
            None => problems.add(&name, || unknown(&name)),
            Some(parameter) if parameter.is_file() || is_content(operation, parameter) => {
                known_files.entry(parameter.metadata.name).or_default().push(file);
            }
            Some(_) => problems.add(&name, || InputProblem::NotAFile),
        }
    }
    for parameter in &operation.parameters {
        let Parameter { name, required, .. } = parameter.metadata;
        if parameter.is_file()
            && let Some(value) = values.remove(name)
        {
            take_files(parameter, &value, known_files, &mut problems);
        }
        match (values.get_mut(name), known_files.get(name)) {
            (Some(_), Some(_)) => problems.add(name, || InputProblem::SeveralFiles),
            (None, Some(files)) if files.len() > 1 && !parameter.metadata.repeated => {
                problems.add(name, || InputProblem::SeveralFiles);
            }
            (None, Some(files)) => {
                let has_type = |file: &FilePart| file.content_type().is_none_or(is_media_type);
                if !files.iter().all(has_type) {
                    let reason = "is refused: its media type is none, such as `image/png`";
                    problems.add(name, || InputProblem::ParameterLocation(reason.to_owned()));
                }
            }
            (Some(value), None) => check_value(operation, parameter, value, &mut problems),
            (None, None) if required && missing == Missing::Refused => problems.add(name, || InputProblem::Missing),
            (None, None) => {}
        }
    }
    (checked, problems.into_errors())
}

/// Returns whether a parameter is a whole body of bytes, which may be a stream.
fn is_content(operation: &Operation, parameter: &InputParameter) -> bool {
    parameter.metadata.location == ParameterLocation::Body && operation.metadata.body == BodyFormat::Bytes
}

/// Reads the files in the JSON object.
fn take_files(parameter: &InputParameter, value: &Json, files: &mut Files, problems: &mut Problems) {
    let name = parameter.metadata.name;
    let known = files.entry(name).or_default();
    match value {
        Json::Array(items) if parameter.metadata.repeated => {
            for (index, item) in items.iter().enumerate() {
                match file::read(item, &JsonPath::default().index(index)) {
                    Ok(file) => known.push(file),
                    Err(problem) => problems.add(name, || problem),
                }
            }
        }
        _ if parameter.metadata.repeated => {
            let reason = "it is not a list of files".to_owned();
            problems.add(name, || InputProblem::Schema { path: JsonPath::default(), reason });
        }
        value => match file::read(value, &JsonPath::default()) {
            Ok(file) => known.push(file),
            Err(problem) => problems.add(name, || problem),
        },
    }
}

fn is_omitted_if_null(operation: &Operation, parameter: &InputParameter) -> bool {
    let is_json = operation.metadata.body == BodyFormat::Json;
    match parameter.metadata.location {
        ParameterLocation::Field | ParameterLocation::Body if is_json => false,
        _ => !parameter.metadata.required,
    }
}

/// Returns the argument whose name is most similar to an unknown one.
fn similar_argument(name: &str, operation: &Operation) -> Option<String> {
    if name.len() > MAX_NAME_LENGTH {
        return None;
    }
    let similarity = |known: &str| strsim::jaro_winkler(&name.to_lowercase(), &known.to_lowercase());
    let names = operation.parameters.iter().map(|parameter| parameter.metadata.name);
    let closest = names.max_by(|a, b| similarity(a).total_cmp(&similarity(b)))?;
    (similarity(closest) > 0.8).then(|| closest.to_owned())
}

/// Checks a value against its schema, then against the rules of its location.
fn check_value(operation: &Operation, parameter: &InputParameter, value: &mut Json, problems: &mut Problems) {
    let name = parameter.metadata.name;
    let before = problems.count;
    let integer = match operation.types.kind(&parameter.value_type) {
        TypeKind::Integer(bounds) => Some(bounds),
        _ => None,
    };
    if integer.is_some() {
        normalize_integers(parameter, value);
    }
    match validator(operation, parameter) {
        Ok(validator) => {
            let copy = Value::from(&*value);
            for error in validator.iter_errors(&copy) {
                problems.add(name, || schema_problem(&error, &copy, parameter, operation));
            }
        }
        Err(reason) => problems.add(name, || InputProblem::Schema { path: JsonPath::default(), reason }),
    }
    if problems.count > before {
        return;
    }
    if let Some(problem) = integer
        .and_then(|bounds| integer_problem(bounds, parameter, value))
        .or_else(|| location_problem(operation, &parameter.metadata, value))
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
    value: &Value,
    parameter: &InputParameter,
    operation: &Operation,
) -> InputProblem {
    let path = path_within(value, error.instance_path().as_str());
    if let ValidationErrorKind::Required { property: Value::String(name) } = error.kind() {
        return InputProblem::MissingMember { path: path.member(name) };
    }
    let reason = match operation.types.kind(&parameter.value_type) {
        TypeKind::Enum(known) if path.is_empty() && !known.open => {
            let values: Vec<String> = known.values.iter().map(|known| known.value.to_string()).collect();
            format!("it is none of {}", values.join(", "))
        }
        _ => error.masked().to_string(),
    };
    InputProblem::Schema { path, reason }
}

/// Converts a JSON Pointer (RFC 6901) to the path within a value, which tells an index from a member named like one.
fn path_within(mut value: &Value, pointer: &str) -> JsonPath {
    let mut path = JsonPath::default();
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let (child, inner) = match value {
            Value::Array(items) => {
                let index = name.parse().unwrap_or_default();
                (path.index(index), items.get(index))
            }
            value => (path.member(&name), value.get(name.as_str())),
        };
        path = child;
        value = inner.unwrap_or(&Value::Null);
    }
    path
}

/// Converts whole numbers like `1.0`, which JSON Schema accepts as integers, to integers.
fn normalize_integers(parameter: &InputParameter, value: &mut Json) {
    let items = match (parameter.metadata.is_list(), value) {
        (true, Json::Array(items)) => items.as_mut_slice(),
        (_, value) => std::slice::from_mut(value),
    };
    for item in items {
        if let Json::Number(number) = item
            && let Some(integer) = number.to_integer()
        {
            *number = integer;
        }
    }
}

/// Returns the problem of numbers of an integer type that the schema takes for another number, since it compares doubles.
fn integer_problem(bounds: &NumberType, parameter: &InputParameter, value: &Json) -> Option<InputProblem> {
    let is_in_range = |number: &JsonNumber| match bounds.format.as_deref() {
        Some("int" | "int64") => number.as_i64().is_some(),
        Some("uint" | "uint64") => number.as_u64().is_some(),
        _ => true,
    };
    let is_integer = |number: &JsonNumber| is_in_range(number) && number.to_integer().as_ref() == Some(number);
    let index = items(&parameter.metadata, value)
        .iter()
        .position(|item| item.as_number().is_some_and(|number| !is_integer(number)))?;
    let path = if parameter.metadata.is_list() { JsonPath::default().index(index) } else { JsonPath::default() };
    let reason = "it is not a whole number in the range of the type".to_owned();
    Some(InputProblem::Schema { path, reason })
}

/// Returns the problem of a value that its schema allows, but its location does not.
fn location_problem(operation: &Operation, parameter: &Parameter, value: &Json) -> Option<InputProblem> {
    let refused = |error: &dyn ToString| InputProblem::ParameterLocation(format!("is refused: {}", error.to_string()));
    match parameter.location {
        ParameterLocation::Path => {
            let declared = operation.metadata.path_parameters().find(|declared| declared.name == parameter.name)?;
            let value = path_value(parameter, value);
            let value = if declared.several_segments { value.several() } else { value };
            let error = value.error().cloned().or_else(|| value.check_end(declared.end).err());
            error.map(|error| InputProblem::ParameterLocation(error.kind().to_string()))
        }
        _ if parameter.map => map_problem(operation, parameter, value),
        ParameterLocation::Header => match only_text(parameter, value) {
            Ok(text) => {
                let refused = text.and_then(|text| header_value(&text).err());
                refused.map(|reason| InputProblem::ParameterLocation(reason.to_string()))
            }
            Err(error) => Some(InputProblem::ParameterLocation(error.kind().to_string())),
        },
        ParameterLocation::Cookie => match only_text(parameter, value) {
            Ok(text) => {
                let is_refused = text.is_some_and(|text| !is_cookie_value(&text));
                is_refused.then(|| InputProblem::ParameterLocation(EncodeErrorKind::CookieValue.to_string()))
            }
            Err(error) => Some(InputProblem::ParameterLocation(error.kind().to_string())),
        },
        _ if let Some(nesting) = parameter.nesting() => {
            let reason = nested_pairs(&parameter.written_key(), &value.to_string(), nesting).err()?;
            Some(InputProblem::ParameterLocation(reason.to_string()))
        }
        ParameterLocation::Query | ParameterLocation::Field if let Encoding::Joined(separator) = parameter.encoding => {
            let reason = joined(parameter, value, separator).err()?;
            Some(InputProblem::ParameterLocation(reason.to_string()))
        }
        ParameterLocation::Body if operation.metadata.body == BodyFormat::Bytes => {
            bytes(value.as_str().unwrap_or_default()).err().map(|error| refused(&error))
        }
        _ => None,
    }
}

/// Returns the problem of a map's keys or values in its location.
fn map_problem(operation: &Operation, parameter: &Parameter, value: &Json) -> Option<InputProblem> {
    let keys = parameter.map_keys();
    let problem = map_members(value).into_iter().find_map(|(key, value)| {
        if let Err(reason) = keys.key(key, operation.metadata, parameter.location) {
            return Some(reason);
        }
        let text = match parameter.separator() {
            None => text(value).ok()?.to_string(),
            Some(separator) => match joined(parameter, value, separator) {
                Ok(joined) => joined?.text().to_owned(),
                Err(reason) => return Some(reason),
            },
        };
        if parameter.location == ParameterLocation::Header { header_value(&text).err() } else { None }
    });
    problem.map(|reason| InputProblem::ParameterLocation(reason.to_string()))
}
