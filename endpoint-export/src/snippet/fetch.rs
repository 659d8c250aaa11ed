//! JavaScript with `fetch`, as a module for Node.
//!
//! A secret is `process.env.NAME`. Node's `Buffer` encodes credentials. A JSON body with a number that `JSON.stringify` would
//! write with other digits is a text, and so is a form with a character that `URLSearchParams` would encode in another way. A multipart
//! body is a `FormData`, unless that would send it otherwise: it changes line ends, and gives JSON a file name. `fetch` sends no body with
//! GET and HEAD, for which there is no snippet.

use endpoint_runtime::metadata::Method;

use super::{
    arguments::{ArgumentValue, SecretVariable},
    literal::JAVASCRIPT,
    multipart::fetch as multipart,
    number::is_written_by_javascript,
    request::{Body, CONTENT_TYPE, Encoding, Request, TextPart, join_parts},
};
use crate::quote::quoted;

/// Returns whether `fetch` refuses to send the request.
pub(super) fn is_refused(request: &Request<'_>) -> bool {
    matches!(request.method, Method::Get | Method::Head) && request.body.is_some()
}

pub(super) fn write(request: &Request<'_>) -> String {
    let before = match &request.body {
        Some(Body::Multipart(parts)) => multipart::statements(parts),
        Some(Body::File(_)) => multipart::IMPORT.to_owned(),
        _ => String::new(),
    };
    let url = expression(&request.url);
    let options = options(request);
    let options = if options.is_empty() { String::new() } else { format!(", {}", JAVASCRIPT.object(options, 0)) };
    let printed = if request.response.is_streamed() {
        "for await (const chunk of response.body) {\n  process.stdout.write(chunk);\n}\n"
    } else {
        "console.log(response.status, await response.text());\n"
    };
    format!("{before}const response = await fetch({url}{options});\n{printed}")
}

fn options(request: &Request<'_>) -> Vec<(String, String)> {
    let mut options = Vec::new();
    if request.method != Method::Get {
        options.push(("method".to_owned(), quoted(request.method.as_str())));
    }
    let headers = headers(request);
    if !headers.is_empty() {
        options.push(("headers".to_owned(), JAVASCRIPT.object(headers, 1)));
    }
    if let Some(body) = &request.body {
        options.push(("body".to_owned(), body_expression(body)));
    }
    if request.must_refuse_redirects() {
        options.push(("redirect".to_owned(), quoted("error")));
    }
    options
}

fn headers(request: &Request<'_>) -> Vec<(String, String)> {
    let basic = request.basic().map(|(username, password)| {
        let credential = format!("process.env.{username} + \":\" + process.env.{password}");
        ("Authorization".to_owned(), format!("\"Basic \" + Buffer.from({credential}).toString(\"base64\")"))
    });
    let other = request.credential_headers().map(|(name, value)| (name.to_owned(), expression(&value)));
    let arguments = request.headers.iter().map(|(name, value)| (name.clone(), expression(value)));
    let boundary = match &request.body {
        Some(Body::Multipart(parts)) => {
            multipart::content_type(parts).map(|value| (CONTENT_TYPE.to_owned(), quoted(&value)))
        }
        _ => None,
    };
    basic.into_iter().chain(other).chain(boundary).chain(arguments).collect()
}

fn body_expression(body: &Body) -> String {
    match body {
        body if body.must_be_text(is_written_by_javascript) || body.is_form_with(&[' ', '*', '~']) => {
            template(&body.text())
        }
        Body::Object(members) => {
            let member = |(name, value): &(String, ArgumentValue)| (name.clone(), json(value, 2));
            format!("JSON.stringify({})", JAVASCRIPT.object(members.iter().map(member).collect(), 1))
        }
        Body::Json(value) => format!("JSON.stringify({})", json(value, 1)),
        Body::Form(pairs) => {
            let pair = |(key, value): &(String, TextPart)| format!("[{}, {}]", quoted(key), part_expression(value));
            let pairs: Vec<String> = pairs.iter().map(pair).collect();
            format!("new URLSearchParams({})", JAVASCRIPT.block("[", &pairs, "]", 1))
        }
        Body::Multipart(_) => multipart::BODY.to_owned(),
        Body::File(file) => format!("await openAsBlob({})", quoted(&file.path)),
        Body::Text(text) => part_expression(text),
        Body::Bytes(base64) => format!("Buffer.from({}, \"base64\")", part_expression(base64)),
    }
}

/// Writes JSON or a form as a template literal.
fn template(parts: &[TextPart]) -> String {
    let part = |part: &TextPart| match part {
        TextPart::Literal(text) => text.replace('\\', r"\\").replace('`', r"\`").replace("${", r"\${"),
        TextPart::Variable(name, Encoding::JsonString) => format!("${{JSON.stringify(process.env.{name})}}"),
        part @ TextPart::Variable(..) => format!("${{{}}}", part_expression(part)),
    };
    format!("`{}`", parts.iter().map(part).collect::<String>())
}

/// Writes a JSON value.
fn json(value: &ArgumentValue, depth: usize) -> String {
    match value {
        ArgumentValue::Literal(value) => JAVASCRIPT.value(value, depth),
        ArgumentValue::Secret(SecretVariable { name, .. }) => format!("process.env.{name}"),
    }
}

fn expression(parts: &[TextPart]) -> String {
    join_parts(parts, " + ", part_expression)
}

pub(super) fn part_expression(part: &TextPart) -> String {
    match part {
        TextPart::Literal(text) => quoted(text),
        TextPart::Variable(name, Encoding::PathSegment | Encoding::FormValue) => {
            format!("encodeURIComponent(process.env.{name})")
        }
        TextPart::Variable(name, Encoding::PathSegments) => {
            format!("encodeURIComponent(process.env.{name}).replaceAll(\"%2F\", \"/\")")
        }
        TextPart::Variable(name, _) => format!("process.env.{name}"),
    }
}
