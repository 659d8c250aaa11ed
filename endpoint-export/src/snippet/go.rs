//! Go with its standard library, formatted as by gofmt.
//!
//! A secret is `os.Getenv("NAME")`. A JSON body is a raw string, so that it reads as it is sent.

use super::{
    multipart::go as multipart,
    request::{Body, Encoding, Part, Request, TextPart, join_parts},
};
use crate::quote::quoted;

pub(super) fn write(request: &Request<'_>) -> String {
    let mut lines = Vec::new();
    let url = match request.url.as_slice() {
        [TextPart::Literal(url)] => quoted(url),
        parts => {
            lines.push(format!("target := {}", expression(parts, quoted)));
            "target".to_owned()
        }
    };
    let reader = match &request.body {
        None => "nil",
        Some(Body::Bytes(base64)) => {
            lines.push(format!("body, err := base64.StdEncoding.DecodeString({})", part_expression(base64, quoted)));
            lines.push(CHECK_ERROR.to_owned());
            "bytes.NewReader(body)"
        }
        Some(Body::File(file)) => {
            lines.push(format!("body, err := os.ReadFile({})", quoted(&file.path)));
            lines.push(CHECK_ERROR.to_owned());
            "bytes.NewReader(body)"
        }
        Some(Body::Multipart(parts)) => {
            lines.extend(multipart::statements(parts, |text| part_expression(text, quoted)));
            "body"
        }
        Some(body) => {
            lines.push(format!("body := {}", body_expression(body)));
            "strings.NewReader(body)"
        }
    };
    lines.push(format!("request, err := http.NewRequest(\"{}\", {url}, {reader})", request.method));
    lines.push(CHECK_ERROR.to_owned());
    if parts(request).is_some() {
        lines.push("request.Header.Set(\"Content-Type\", writer.FormDataContentType())".to_owned());
    }
    lines.extend(headers(request));
    let client = if request.must_refuse_redirects() {
        lines.push(NO_REDIRECT_CLIENT.to_owned());
        "client"
    } else {
        "http.DefaultClient"
    };
    lines.push(format!("response, err := {client}.Do(request)"));
    lines.push(CHECK_ERROR.to_owned());
    lines.push(READ_RESPONSE.to_owned());
    let helper = if quotes_json(request) { QUOTE_JSON } else { "" };
    let of_parts = parts(request).map(multipart::helpers).unwrap_or_default();
    format!("package main\n\n{}\nfunc main() {{\n\t{}\n}}\n{helper}{of_parts}", imports(request), lines.join("\n\t"))
}

/// Returns the parts of a multipart body.
fn parts<'r>(request: &'r Request<'_>) -> Option<&'r [Part]> {
    if let Some(Body::Multipart(parts)) = &request.body { Some(parts) } else { None }
}

const CHECK_ERROR: &str = "if err != nil {\n\t\tlog.Fatal(err)\n\t}";

/// A client that follows no redirect, and so sends no secret elsewhere.
const NO_REDIRECT_CLIENT: &str = "client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}";

const READ_RESPONSE: &str = "defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Status, string(content))";

/// A function that writes a secret into a JSON body.
const QUOTE_JSON: &str = "
func quoteJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		log.Fatal(err)
	}
	return string(quoted)
}
";

fn quotes_json(request: &Request<'_>) -> bool {
    request.has_secret(|encoding| encoding == Encoding::JsonString)
}

fn imports(request: &Request<'_>) -> String {
    let is_bytes = matches!(request.body, Some(Body::Bytes(_)));
    let (is_multipart, has_file) = (parts(request).is_some(), parts(request).is_some_and(multipart::has_file));
    let is_file = matches!(request.body, Some(Body::File(_)));
    let has_reader = match &request.body {
        Some(Body::Multipart(parts)) => parts.iter().any(|part| !multipart::is_file(part)),
        body => body.is_some() && !is_bytes && !is_file,
    };
    let imports = [
        (is_bytes || is_multipart || is_file, "bytes"),
        (is_bytes, "encoding/base64"),
        (quotes_json(request), "encoding/json"),
        (true, "fmt"),
        (true, "io"),
        (true, "log"),
        (is_multipart, "mime/multipart"),
        (true, "net/http"),
        (is_multipart, "net/textproto"),
        (request.has_secret(is_escaped), "net/url"),
        (!request.credentials.is_empty() || request.has_secret(|_| true) || has_file || is_file, "os"),
        (has_reader || request.has_secret(|encoding| encoding == Encoding::PathSegments), "strings"),
    ];
    let lines = imports.iter().filter(|(is_used, _)| *is_used).map(|(_, package)| format!("\t\"{package}\"\n"));
    format!("import (\n{})\n", lines.collect::<String>())
}

fn headers(request: &Request<'_>) -> Vec<String> {
    let basic = request
        .basic()
        .map(|(username, password)| format!("request.SetBasicAuth({}, {})", variable(username), variable(password)));
    let set = |name: &str, value: String| format!("request.Header.Set({}, {value})", quoted(name));
    let joined = |value: &[TextPart]| join_parts(value, "+", |part| part_expression(part, quoted));
    let other = request.credential_headers().map(|(name, value)| set(name, joined(&value)));
    let arguments = request.headers.iter().map(|(name, value)| set(name, joined(value)));
    basic.into_iter().chain(other).chain(arguments).collect()
}

fn body_expression(body: &Body) -> String {
    match body {
        Body::Object(_) | Body::Json(_) => expression(&body.text(), raw_string),
        body => expression(&body.text(), quoted),
    }
}

/// Writes JSON, in which no character is invisible, as a raw string where that is easier to read.
fn raw_string(text: &str) -> String {
    if text.contains(['"', '\n']) { format!("`{}`", text.replace('`', "` + \"`\" + `")) } else { quoted(text) }
}

fn expression(parts: &[TextPart], literal: fn(&str) -> String) -> String {
    if parts.is_empty() {
        return quoted("");
    }
    join_parts(parts, " + ", |part| part_expression(part, literal))
}

fn is_escaped(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::PathSegment | Encoding::PathSegments | Encoding::FormValue)
}

fn part_expression(part: &TextPart, literal: fn(&str) -> String) -> String {
    match part {
        TextPart::Literal(text) => literal(text),
        TextPart::Variable(name, Encoding::PathSegment) => format!("url.PathEscape({})", variable(name)),
        TextPart::Variable(name, Encoding::PathSegments) => {
            format!("strings.ReplaceAll(url.PathEscape({}), \"%2F\", \"/\")", variable(name))
        }
        TextPart::Variable(name, Encoding::FormValue) => format!("url.QueryEscape({})", variable(name)),
        TextPart::Variable(name, Encoding::JsonString) => format!("quoteJSON({})", variable(name)),
        TextPart::Variable(name, Encoding::Raw | Encoding::Json) => variable(name),
    }
}

fn variable(name: &str) -> String {
    format!("os.Getenv(\"{name}\")")
}
