//! PowerShell with .NET's `HttpClient`, for Windows PowerShell 5.1 and PowerShell 7.
//!
//! `HttpClient` rather than `Invoke-RestMethod`, which rounds the numbers of a response, throws away the body of an error in
//! Windows PowerShell, and there takes neither every method nor every header. `curl.exe` would need other quotes in each of the two.
//!
//! A secret is `$env:NAME`. A text in single quotes is literal, but for single quotes, which are doubled. The program is ASCII,
//! since Windows PowerShell does not read a script as UTF-8: other characters are escaped in JSON, and in other texts for
//! `[regex]::Unescape`.

use endpoint_runtime::metadata::Method;

use super::multipart::powershell as multipart;
use super::request::{Body, CONTENT_TYPE, Encoding, Request, TextPart, join_parts};

pub(super) fn write(request: &Request<'_>) -> String {
    let url = expression(&request.url, string);
    let mut lines = vec!["Add-Type -AssemblyName System.Net.Http".to_owned()];
    let handler = handler(request);
    let client = if handler.is_empty() { "" } else { "$handler" };
    lines.extend(handler);
    lines.push(format!("$client = [System.Net.Http.HttpClient]::new({client})"));
    lines.push(format!("$request = [System.Net.Http.HttpRequestMessage]::new({}, {url})", method(request.method)));
    lines.extend(headers(request));
    if let Some(Body::Multipart(parts)) = &request.body {
        lines.extend(multipart::statements(parts, |text| expression(text, string), string));
    }
    if let Some(body) = &request.body {
        lines.push(format!("$request.Content = [System.Net.Http.ByteArrayContent]::new({})", bytes(body)));
        lines.extend(content_headers(request));
    }
    lines.push("$response = $client.SendAsync($request).GetAwaiter().GetResult()".to_owned());
    lines.push("[int]$response.StatusCode".to_owned());
    lines.push("$response.Content.ReadAsStringAsync().GetAwaiter().GetResult()".to_owned());
    lines.join("\n") + "\n"
}

fn method(method: Method) -> String {
    single_quoted(method.as_str())
}

/// Returns the statements that make a handler, if one with other settings than the default is needed.
fn handler(request: &Request<'_>) -> Vec<String> {
    let has_cookie = request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("cookie"));
    let settings = [
        (request.must_refuse_redirects(), "$handler.AllowAutoRedirect = $false"),
        // Otherwise a header `Cookie` is replaced by the handler's own.
        (has_cookie, "$handler.UseCookies = $false"),
    ];
    let settings: Vec<&str> =
        settings.iter().filter(|(is_needed, _)| *is_needed).map(|(_, setting)| *setting).collect();
    if settings.is_empty() {
        return Vec::new();
    }
    let made = "$handler = [System.Net.Http.HttpClientHandler]::new()";
    [made].into_iter().chain(settings).map(str::to_owned).collect()
}

fn headers(request: &Request<'_>) -> Vec<String> {
    let basic = request.basic().map(|(username, password)| {
        let pair = format!("$env:{username} + ':' + $env:{password}");
        let encoded = format!("[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes({pair}))");
        header("", "Authorization", &format!("'Basic ' + {encoded}"))
    });
    let other = request.credential_headers().map(|(name, value)| header("", name, &expression(&value, string)));
    let arguments = request.headers.iter().filter(|(name, _)| !is_content_header(name, request));
    let arguments = arguments.map(|(name, value)| header("", name, &expression(value, string)));
    basic.into_iter().chain(other).chain(arguments).collect()
}

fn content_headers(request: &Request<'_>) -> Vec<String> {
    let headers = request.headers.iter().filter(|(name, _)| is_content_header(name, request));
    let boundary = match &request.body {
        Some(Body::Multipart(parts)) => {
            Some(header(".Content", CONTENT_TYPE, &string(&multipart::content_type(parts))))
        }
        _ => None,
    };
    let headers = headers.map(|(name, value)| header(".Content", name, &expression(value, string)));
    boundary.into_iter().chain(headers).collect()
}

/// Adds a header as it is, to the request or to its content.
fn header(owner: &str, name: &str, value: &str) -> String {
    format!("[void]$request{owner}.Headers.TryAddWithoutValidation({}, {value})", single_quoted(name))
}

/// Returns whether .NET keeps the header with the content.
fn is_content_header(name: &str, request: &Request<'_>) -> bool {
    const NAMES: [&str; 10] = [
        CONTENT_TYPE,
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Content-Location",
        "Content-MD5",
        "Content-Range",
        "Allow",
        "Expires",
        "Last-Modified",
    ];
    request.body.is_some() && NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Writes the bytes of a body.
fn bytes(body: &Body) -> String {
    let text = match body {
        Body::Bytes(base64) => return format!("[Convert]::FromBase64String({})", part_expression(base64, string)),
        Body::File(file) => return multipart::file_bytes(&string(&file.path)),
        Body::Multipart(_) => return "$body.ToArray()".to_owned(),
        Body::Object(_) | Body::Json(_) => expression(&body.text(), json),
        body => expression(&body.text(), string),
    };
    format!("[Text.Encoding]::UTF8.GetBytes({text})")
}

fn expression(parts: &[TextPart], literal: fn(&str) -> String) -> String {
    if parts.is_empty() {
        return single_quoted("");
    }
    join_parts(parts, " + ", |part| part_expression(part, literal))
}

fn part_expression(part: &TextPart, literal: fn(&str) -> String) -> String {
    match part {
        TextPart::Literal(text) => literal(text),
        TextPart::Variable(name, Encoding::PathSegment | Encoding::FormValue) => {
            format!("[Uri]::EscapeDataString($env:{name})")
        }
        TextPart::Variable(name, Encoding::PathSegments) => {
            format!("[Uri]::EscapeDataString($env:{name}).Replace('%2F', '/')")
        }
        TextPart::Variable(name, Encoding::JsonString) => format!("(ConvertTo-Json $env:{name})"),
        TextPart::Variable(name, Encoding::Raw | Encoding::Json) => format!("$env:{name}"),
    }
}

/// Writes JSON, in whose texts every character may be escaped.
fn json(text: &str) -> String {
    single_quoted(&text.chars().map(escape_non_ascii).collect::<String>())
}

/// Writes any text.
fn string(text: &str) -> String {
    if text.chars().all(|c| matches!(c, ' '..='~')) {
        return single_quoted(text);
    }
    let escape = |c: char| match c {
        '\\' => r"\\".to_owned(),
        '\0'..='\x1f' | '\x7f' => format!("\\u{:04x}", u32::from(c)),
        c => escape_non_ascii(c),
    };
    format!("[regex]::Unescape({})", single_quoted(&text.chars().map(escape).collect::<String>()))
}

/// Escapes a character that is not ASCII, as one or two units of UTF-16.
fn escape_non_ascii(c: char) -> String {
    if c.is_ascii() {
        return c.to_string();
    }
    let units: Vec<String> = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
    units.concat()
}

/// Writes an ASCII text in single quotes.
fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
