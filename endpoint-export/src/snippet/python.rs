//! Python with `requests`.
//!
//! A secret is `os.environ["NAME"]`. `json=` sets the content type; for other bodies it is one of the headers.

use endpoint_runtime::Json;

use super::{
    arguments::{ArgumentValue, SecretVariable},
    literal::{JSON, LiteralSyntax},
    request::{Body, CONTENT_TYPE, Encoding, Request, TextPart, join_parts},
};
use crate::quote::quoted;

const PYTHON: LiteralSyntax =
    LiteralSyntax { indent: "    ", null: "None", truth: "True", falsehood: "False", trailing_comma: true, ..JSON };

pub(super) fn write(request: &Request<'_>) -> String {
    let mut arguments = vec![expression(&request.url)];
    if let Some((username, password)) = request.basic() {
        arguments.push(format!("auth=({}, {})", environ(username), environ(password)));
    }
    let headers = headers(request);
    if !headers.is_empty() {
        arguments.push(format!("headers={}", PYTHON.object(headers, 1)));
    }
    arguments.extend(request.body.as_ref().map(body_argument));
    if request.must_refuse_redirects() {
        arguments.push("allow_redirects=False".to_owned());
    }
    let function = format!("requests.{}(", request.method.as_str().to_ascii_lowercase());
    let call = PYTHON.block(&function, &arguments, ")", 0);
    format!("{}response = {call}\nprint(response.status_code, response.text)\n", imports(request))
}

fn imports(request: &Request<'_>) -> String {
    let reads_json = request.has_secret(|encoding| encoding == Encoding::Json);
    let reads_variables = request.credential.is_some() || request.has_secret(|_| true);
    let quotes = request.url.iter().any(|part| matches!(part, TextPart::Variable(..)));
    let decodes = matches!(request.body, Some(Body::Bytes(_)));
    let modules = [
        (decodes, "import base64\n"),
        (reads_json, "import json\n"),
        (reads_variables, "import os\n"),
        (quotes, "from urllib.parse import quote\n"),
    ];
    let standard: String = modules.into_iter().filter_map(|(is_used, import)| is_used.then_some(import)).collect();
    let blank = if standard.is_empty() { "" } else { "\n" };
    format!("{standard}{blank}import requests\n\n")
}

fn headers(request: &Request<'_>) -> Vec<(String, String)> {
    let credential = request.header_credential().map(|(name, value)| (name.to_owned(), expression(&value)));
    let says_json = request.body.as_ref().is_some_and(is_json);
    let arguments = request.headers.iter().filter(|(name, _)| !(says_json && name == CONTENT_TYPE));
    credential.into_iter().chain(arguments.map(|(name, value)| (name.clone(), part_expression(value)))).collect()
}

/// Returns whether `json=` can write the body. It takes `None` for no body.
fn is_json(body: &Body) -> bool {
    match body {
        Body::Object(_) => true,
        Body::Json(value) => *value != ArgumentValue::Literal(Json::Null),
        _ => false,
    }
}

fn body_argument(body: &Body) -> String {
    match body {
        Body::Object(members) => {
            let member = |(name, value): &(String, ArgumentValue)| (name.clone(), json(value, 2));
            format!("json={}", PYTHON.object(members.iter().map(member).collect(), 1))
        }
        Body::Json(ArgumentValue::Literal(Json::Null)) => "data=\"null\"".to_owned(),
        Body::Json(value) => format!("json={}", json(value, 1)),
        Body::Form(pairs) => {
            let pair = |(key, value): &(String, TextPart)| format!("({}, {})", quoted(key), part_expression(value));
            format!("data={}", PYTHON.block("[", &pairs.iter().map(pair).collect::<Vec<_>>(), "]", 1))
        }
        Body::Text(text) => format!("data={}.encode()", part_expression(text)),
        Body::Bytes(base64) => format!("data=base64.b64decode({})", part_expression(base64)),
    }
}

fn json(value: &ArgumentValue, depth: usize) -> String {
    match value {
        ArgumentValue::Literal(value) => PYTHON.value(value, depth),
        ArgumentValue::Secret(SecretVariable { name, is_text: true }) => environ(name),
        ArgumentValue::Secret(SecretVariable { name, .. }) => format!("json.loads({})", environ(name)),
    }
}

fn expression(parts: &[TextPart]) -> String {
    join_parts(parts, " + ", part_expression)
}

fn part_expression(part: &TextPart) -> String {
    match part {
        TextPart::Literal(text) => quoted(text),
        TextPart::Variable(name, Encoding::PathSegment | Encoding::FormValue) => {
            format!("quote({}, safe=\"\")", environ(name))
        }
        TextPart::Variable(name, _) => environ(name),
    }
}

fn environ(variable: &str) -> String {
    format!("os.environ[\"{variable}\"]")
}
