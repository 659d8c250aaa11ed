//! Go, by its standard library alone, as gofmt leaves it.
//!
//! Each secret is `os.Getenv("NAME")`. A JSON body is a raw string, so that it reads as it is sent.

use super::request::{Body, Piece, Request, Written, sum};
use crate::quote::quoted;

pub(super) fn write(request: &Request<'_>) -> String {
    let mut lines = Vec::new();
    let url = match request.url.as_slice() {
        [Piece::Literal(url)] => quoted(url),
        pieces => {
            lines.push(format!("target := {}", expression(pieces, quoted)));
            "target".to_owned()
        }
    };
    let reader = match &request.body {
        None => "nil",
        Some(Body::Bytes(base64)) => {
            lines.push(format!("body, err := base64.StdEncoding.DecodeString({})", part(base64, quoted)));
            lines.push(CHECK.to_owned());
            "bytes.NewReader(body)"
        }
        Some(body) => {
            lines.push(format!("body := {}", written(body)));
            "strings.NewReader(body)"
        }
    };
    lines.push(format!("request, err := http.NewRequest(\"{}\", {url}, {reader})", request.method));
    lines.push(CHECK.to_owned());
    lines.extend(headers(request));
    let client = if request.must_stay() {
        lines.push(STAYING_CLIENT.to_owned());
        "client"
    } else {
        "http.DefaultClient"
    };
    lines.push(format!("response, err := {client}.Do(request)"));
    lines.push(CHECK.to_owned());
    lines.push(READ.to_owned());
    let helper = if quotes_json(request) { QUOTE_JSON } else { "" };
    format!("package main\n\n{}\nfunc main() {{\n\t{}\n}}\n{helper}", imports(request), lines.join("\n\t"))
}

const CHECK: &str = "if err != nil {\n\t\tlog.Fatal(err)\n\t}";

/// Hands on no secret to wherever it is redirected.
const STAYING_CLIENT: &str = "client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}";

const READ: &str = "defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Status, string(answer))";

/// What writes a secret into a JSON body.
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
    request.has(|written| written == Written::Json)
}

fn imports(request: &Request<'_>) -> String {
    let is_bytes = matches!(request.body, Some(Body::Bytes(_)));
    let imports = [
        (is_bytes, "bytes"),
        (is_bytes, "encoding/base64"),
        (quotes_json(request), "encoding/json"),
        (true, "fmt"),
        (true, "io"),
        (true, "log"),
        (true, "net/http"),
        (request.has(|written| matches!(written, Written::Segment | Written::Pair)), "net/url"),
        (request.credential.is_some() || request.has(|_| true), "os"),
        (request.body.is_some() && !is_bytes, "strings"),
    ];
    let lines = imports.iter().filter(|(is_used, _)| *is_used).map(|(_, package)| format!("\t\"{package}\"\n"));
    format!("import (\n{})\n", lines.collect::<String>())
}

fn headers(request: &Request<'_>) -> Vec<String> {
    let basic = request
        .basic()
        .map(|(username, password)| format!("request.SetBasicAuth({}, {})", variable(username), variable(password)));
    let set = |name: &str, value: String| format!("request.Header.Set({}, {value})", quoted(name));
    let other =
        request.header_credential().map(|(name, value)| set(name, sum(&value, "+", |piece| part(piece, quoted))));
    let arguments = request.headers.iter().map(|(name, value)| set(name, part(value, quoted)));
    basic.into_iter().chain(other).chain(arguments).collect()
}

fn written(body: &Body) -> String {
    match body {
        Body::Object(_) | Body::Json(_) => expression(&body.text(), raw),
        body => expression(&body.text(), quoted),
    }
}

/// The text of JSON, in which nothing is invisible, as a raw string where that is easier to read.
fn raw(text: &str) -> String {
    if text.contains(['"', '\n']) { format!("`{}`", text.replace('`', "` + \"`\" + `")) } else { quoted(text) }
}

fn expression(pieces: &[Piece], literal: fn(&str) -> String) -> String {
    if pieces.is_empty() {
        return quoted("");
    }
    sum(pieces, " + ", |piece| part(piece, literal))
}

fn part(piece: &Piece, literal: fn(&str) -> String) -> String {
    match piece {
        Piece::Literal(text) => literal(text),
        Piece::Variable(name, Written::Segment) => format!("url.PathEscape({})", variable(name)),
        Piece::Variable(name, Written::Pair) => format!("url.QueryEscape({})", variable(name)),
        Piece::Variable(name, Written::Json) => format!("quoteJSON({})", variable(name)),
        Piece::Variable(name, Written::Plain | Written::RawJson) => variable(name),
    }
}

fn variable(name: &str) -> String {
    format!("os.Getenv(\"{name}\")")
}
