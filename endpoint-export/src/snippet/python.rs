//! Python, over `requests`.
//!
//! Each secret is `os.environ["NAME"]`. `json=` sets the content type; with any other body it stands among the headers.

use serde_json::Value;

use super::{
    inputs::{Input, Secret},
    literal::{JSON, Syntax},
    request::{Body, CONTENT_TYPE, Piece, Request, Written, sum},
};
use crate::quote::quoted;

const PYTHON: Syntax = Syntax { indent: "    ", null: "None", yes: "True", no: "False", last_comma: true, ..JSON };

pub(super) fn write(request: &Request<'_>) -> String {
    let mut arguments = vec![expression(&request.url)];
    if let Some((username, password)) = request.basic() {
        arguments.push(format!("auth=({}, {})", environ(username), environ(password)));
    }
    let headers = headers(request);
    if !headers.is_empty() {
        arguments.push(format!("headers={}", PYTHON.object(headers, 1)));
    }
    arguments.extend(request.body.as_ref().map(body));
    if request.must_stay() {
        arguments.push("allow_redirects=False".to_owned());
    }
    let function = format!("requests.{}(", request.method.as_str().to_ascii_lowercase());
    let call = PYTHON.block(&function, &arguments, ")", 0);
    format!("{}response = {call}\nprint(response.status_code, response.text)\n", imports(request))
}

fn imports(request: &Request<'_>) -> String {
    let reads_json = request.has(|written| written == Written::RawJson);
    let reads_variables = request.credential.is_some() || request.has(|_| true);
    let quotes = request.url.iter().any(|piece| matches!(piece, Piece::Variable(..)));
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
    credential.into_iter().chain(arguments.map(|(name, value)| (name.clone(), part(value)))).collect()
}

/// Whether `json=` can write the body: it takes `None` for no body.
fn is_json(body: &Body) -> bool {
    match body {
        Body::Object(_) => true,
        Body::Json(input) => *input != Input::Value(Value::Null),
        _ => false,
    }
}

fn body(body: &Body) -> String {
    match body {
        Body::Object(members) => {
            let member = |(name, input): &(String, Input)| (name.clone(), json(input, 2));
            format!("json={}", PYTHON.object(members.iter().map(member).collect(), 1))
        }
        Body::Json(Input::Value(Value::Null)) => "data=\"null\"".to_owned(),
        Body::Json(input) => format!("json={}", json(input, 1)),
        Body::Form(pairs) => {
            let pair = |(key, value): &(String, Piece)| format!("({}, {})", quoted(key), part(value));
            format!("data={}", PYTHON.block("[", &pairs.iter().map(pair).collect::<Vec<_>>(), "]", 1))
        }
        Body::Text(text) => format!("data={}.encode()", part(text)),
        Body::Bytes(base64) => format!("data=base64.b64decode({})", part(base64)),
    }
}

fn json(input: &Input, depth: usize) -> String {
    match input {
        Input::Value(value) => PYTHON.value(value, depth),
        Input::Secret(Secret { variable, is_text: true }) => environ(variable),
        Input::Secret(Secret { variable, .. }) => format!("json.loads({})", environ(variable)),
    }
}

fn expression(pieces: &[Piece]) -> String {
    sum(pieces, " + ", part)
}

fn part(piece: &Piece) -> String {
    match piece {
        Piece::Literal(text) => quoted(text),
        Piece::Variable(name, Written::Segment | Written::Pair) => format!("quote({}, safe=\"\")", environ(name)),
        Piece::Variable(name, _) => environ(name),
    }
}

fn environ(variable: &str) -> String {
    format!("os.environ[\"{variable}\"]")
}
