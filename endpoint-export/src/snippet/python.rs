//! Python with `requests`.
//!
//! A secret is `os.environ["NAME"]`. `json=` sets the content type; for other bodies it is one of the headers. A JSON body with
//! a number that `json=` would write with other digits is a text, and so is a form with a blank, which `data=` would write as `+`.
//!
//! `requests` prefers a credential of `.netrc` to the header of a call, also where a redirect leads, and adds one to calls without
//! a credential. So it is shown an empty file. It still obeys the variables for proxies and certificates.

use endpoint_runtime::{
    Json,
    metadata::{Method, ResponseFormat},
};

use super::{
    arguments::{ArgumentValue, SecretVariable},
    literal::{JSON, LiteralSyntax},
    number::is_written_by_python,
    request::{Body, CONTENT_TYPE, Encoding, Part, PartContent, Request, TextPart, join_parts},
};
use crate::quote::{is_invisible, quoted};

const PYTHON: LiteralSyntax =
    LiteralSyntax { indent: "    ", null: "None", truth: "True", falsehood: "False", trailing_comma: true, ..JSON };

pub(super) fn write(request: &Request<'_>) -> String {
    let mut arguments = Vec::new();
    // The library has functions for the usual methods.
    let function = match request.method {
        Method::Other(name) => {
            arguments.push(quoted(name));
            "request".to_owned()
        }
        usual => usual.as_str().to_ascii_lowercase(),
    };
    arguments.push(expression(&request.url));
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
    let printed = match request.response {
        ResponseFormat::Stream => "for chunk in response.iter_content(None):\n    print(chunk)\n",
        ResponseFormat::Sse | ResponseFormat::Ndjson => {
            "for line in response.iter_lines():\n    print(line.decode(), flush=True)\n"
        }
        _ => "print(response.status_code, response.text)\n",
    };
    if request.response.is_streamed() {
        arguments.push("stream=True".to_owned());
    }
    let call = PYTHON.block(&format!("requests.{function}("), &arguments, ")", 0);
    format!("{}response = {call}\n{printed}", imports(request))
}

fn imports(request: &Request<'_>) -> String {
    let text = request.body.as_ref().filter(|body| is_text(body)).map(Body::text).unwrap_or_default();
    let quotes_json = text.iter().any(|part| matches!(part, TextPart::Variable(_, Encoding::JsonString)));
    let is_quoted = |part: &TextPart| {
        matches!(part, TextPart::Variable(_, Encoding::PathSegment | Encoding::PathSegments | Encoding::FormValue))
    };
    let quotes = request.url.iter().chain(&text).any(is_quoted);
    let decodes = matches!(request.body, Some(Body::Bytes(_)));
    let modules = [
        (decodes, "import base64\n"),
        (quotes_json, "import json\n"),
        (true, "import os\n"),
        (quotes, "from urllib.parse import quote\n"),
    ];
    let standard: String = modules.into_iter().filter_map(|(is_used, import)| is_used.then_some(import)).collect();
    format!("{standard}\nimport requests\n\n{NO_NETRC}\n\n")
}

const NO_NETRC: &str = "os.environ[\"NETRC\"] = os.devnull  # no credential of ~/.netrc";

fn headers(request: &Request<'_>) -> Vec<(String, String)> {
    let credential = request.credential_headers().map(|(name, value)| (name.to_owned(), expression(&value)));
    let says_json = request.body.as_ref().is_some_and(is_json);
    // `json=` leaves a header as it is, if there is one.
    let is_said = |(name, value): &&(String, Vec<TextPart>)| {
        let is_json = |value: &[TextPart]| matches!(value, [TextPart::Literal(value)] if value == "application/json");
        says_json && name == CONTENT_TYPE && is_json(value)
    };
    let arguments = request.headers.iter().filter(|header| !is_said(header));
    credential.into_iter().chain(arguments.map(|(name, value)| (name.clone(), expression(value)))).collect()
}

/// Returns whether `json=` writes the body.
fn is_json(body: &Body) -> bool {
    matches!(body, Body::Object(_) | Body::Json(_)) && !is_text(body)
}

/// Returns whether the body is JSON that `json=` would not write, since it takes `None` for no body, or a form that `data=`
/// would write with other bytes.
fn is_text(body: &Body) -> bool {
    let is_null = matches!(body, Body::Json(ArgumentValue::Literal(Json::Null)));
    is_null || body.must_be_text(is_written_by_python) || body.is_form_with(&[' '])
}

fn body_argument(body: &Body) -> String {
    match body {
        body if is_text(body) => text_argument(&body.text()),
        Body::Object(members) => {
            let member = |(name, value): &(String, ArgumentValue)| (name.clone(), json(value, 2));
            format!("json={}", PYTHON.object(members.iter().map(member).collect(), 1))
        }
        Body::Json(value) => format!("json={}", json(value, 1)),
        Body::Form(pairs) => {
            let pair = |(key, value): &(String, TextPart)| format!("({}, {})", quoted(key), part_expression(value));
            format!("data={}", PYTHON.block("[", &pairs.iter().map(pair).collect::<Vec<_>>(), "]", 1))
        }
        Body::Multipart(parts) => {
            format!("files={}", PYTHON.block("[", &parts.iter().map(part_tuple).collect::<Vec<_>>(), "]", 1))
        }
        Body::File(file) => format!("data=open({}, \"rb\")", quoted(&file.path)),
        Body::Text(text) => format!("data={}.encode()", part_expression(text)),
        Body::Bytes(base64) => format!("data=base64.b64decode({})", part_expression(base64)),
    }
}

/// Writes a part as a name, and its file name, content and media type.
fn part_tuple(part: &Part) -> String {
    let name = quoted(&part.name);
    match &part.content {
        PartContent::Text(text) => format!("({name}, (None, {}))", part_expression(text)),
        PartContent::Json(json) => format!("({name}, (None, {}, \"application/json\"))", json_expression(json)),
        PartContent::File(file) => {
            let (file_name, path, content_type) = (quoted(file.name()), quoted(&file.path), quoted(&file.content_type));
            format!("({name}, ({file_name}, open({path}, \"rb\"), {content_type}))")
        }
    }
}

/// Writes a JSON text.
fn json_expression(part: &TextPart) -> String {
    match part {
        TextPart::Literal(text) if !text.contains(is_invisible) => raw_string(text),
        part => part_expression(part),
    }
}

/// Writes JSON or a form as the text that is sent.
fn text_argument(parts: &[TextPart]) -> String {
    let part = |part: &TextPart| match part {
        TextPart::Literal(text) => raw_string(text),
        TextPart::Variable(name, Encoding::JsonString) => format!("json.dumps({})", environ(name)),
        part @ TextPart::Variable(..) => part_expression(part),
    };
    let text = join_parts(parts, " + ", part);
    if parts.len() == 1 { format!("data={text}.encode()") } else { format!("data=({text}).encode()") }
}

/// Writes JSON or a form, in which no character is invisible, as a raw string where that is easier to read.
fn raw_string(text: &str) -> String {
    let is_readable = text.contains(['"', '\n']) && !text.contains("'''");
    if is_readable { format!("r'''{text}'''") } else { quoted(text) }
}

fn json(value: &ArgumentValue, depth: usize) -> String {
    match value {
        ArgumentValue::Literal(value) => PYTHON.value(value, depth),
        ArgumentValue::Secret(SecretVariable { name, .. }) => environ(name),
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
        TextPart::Variable(name, Encoding::PathSegments) => format!("quote({}, safe=\"/\")", environ(name)),
        TextPart::Variable(name, _) => environ(name),
    }
}

fn environ(variable: &str) -> String {
    format!("os.environ[\"{variable}\"]")
}
