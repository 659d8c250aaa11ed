//! JavaScript's `fetch`, as a module on Node.
//!
//! Each secret is `process.env.NAME`; credentials are encoded by Node's `Buffer`.

use endpoint_runtime::metadata::Method;

use super::{
    inputs::{Input, Secret},
    literal::JAVASCRIPT,
    request::{Body, Piece, Request, Written, sum},
};
use crate::quote::quoted;

pub(super) fn write(request: &Request<'_>) -> String {
    let url = expression(&request.url);
    let options = options(request);
    let options = if options.is_empty() { String::new() } else { format!(", {}", JAVASCRIPT.object(options, 0)) };
    format!("const response = await fetch({url}{options});\nconsole.log(response.status, await response.text());\n")
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
        options.push(("body".to_owned(), written(body)));
    }
    if request.must_stay() {
        options.push(("redirect".to_owned(), quoted("error")));
    }
    options
}

fn headers(request: &Request<'_>) -> Vec<(String, String)> {
    let basic = request.basic().map(|(username, password)| {
        let credential = format!("process.env.{username} + \":\" + process.env.{password}");
        ("Authorization".to_owned(), format!("\"Basic \" + Buffer.from({credential}).toString(\"base64\")"))
    });
    let other = request.header_credential().map(|(name, value)| (name.to_owned(), expression(&value)));
    let arguments = request.headers.iter().map(|(name, value)| (name.clone(), part(value)));
    basic.into_iter().chain(other).chain(arguments).collect()
}

fn written(body: &Body) -> String {
    match body {
        Body::Object(members) => {
            let member = |(name, input): &(String, Input)| (name.clone(), json(input, 2));
            format!("JSON.stringify({})", JAVASCRIPT.object(members.iter().map(member).collect(), 1))
        }
        Body::Json(input) => format!("JSON.stringify({})", json(input, 1)),
        Body::Form(pairs) => {
            let pair = |(key, value): &(String, Piece)| format!("[{}, {}]", quoted(key), part(value));
            let pairs: Vec<String> = pairs.iter().map(pair).collect();
            format!("new URLSearchParams({})", JAVASCRIPT.block("[", &pairs, "]", 1))
        }
        Body::Text(text) => part(text),
        Body::Bytes(base64) => format!("Buffer.from({}, \"base64\")", part(base64)),
    }
}

/// A JSON value, as JavaScript.
fn json(input: &Input, depth: usize) -> String {
    match input {
        Input::Value(value) => JAVASCRIPT.value(value, depth),
        Input::Secret(Secret { variable, is_text: true }) => format!("process.env.{variable}"),
        Input::Secret(Secret { variable, .. }) => format!("JSON.parse(process.env.{variable})"),
    }
}

fn expression(pieces: &[Piece]) -> String {
    sum(pieces, " + ", part)
}

fn part(piece: &Piece) -> String {
    match piece {
        Piece::Literal(text) => quoted(text),
        Piece::Variable(name, Written::Segment | Written::Pair) => format!("encodeURIComponent(process.env.{name})"),
        Piece::Variable(name, _) => format!("process.env.{name}"),
    }
}
