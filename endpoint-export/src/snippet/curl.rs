//! curl, in any POSIX shell.
//!
//! Secrets are not arguments, which `ps` could show. The exception is the password of HTTP Basic: `--user "$ID:$SECRET"` is
//! the form that everybody knows, it is right for every character, and curl overwrites that argument as it starts. Headers
//! with a secret come from a here-document (`--header @-`), whose lines curl takes as they are. A URL with a secret comes
//! from another one (`--config`). A body with a secret, or with invisible characters, comes from `printf`, which is built
//! into the shell. If several of them are needed, the body is read from the standard input and the others from the file
//! descriptors from 3 on.
//!
//! The parts of a multipart body are options (`--form`). If one of them holds a secret, an invisible character or a special one, the
//! whole body is written by `printf` and `cat`.
//!
//! `od` percent-encodes every byte of a secret in a URL. `sed` escapes quotes and backslashes of a secret in JSON, which must
//! not hold control characters.

use endpoint_runtime::metadata::Method;

use super::{
    literal::surround_each,
    request::{Body, Encoding, Part, PartContent, Piece, Request, TextPart, boundary, pieces},
};
use crate::quote::is_invisible;

pub(super) fn write(request: &Request<'_>) -> String {
    let mut command = Command::default();
    command.url(&request.url);
    if request.response.is_streamed() {
        command.arguments.push("--no-buffer".to_owned());
    }
    command.method(request.method, request.body.is_some());
    command.headers(request);
    match &request.body {
        Some(Body::File(file)) => command.file(&file.command_path(), &request.url),
        Some(body) => command.body(body),
        None => {}
    }
    command.finish()
}

/// The command under construction.
#[derive(Default)]
struct Command {
    /// The command that writes to curl's standard input.
    printf: Option<String>,
    /// The arguments in the shell's syntax.
    arguments: Vec<String>,
    here_documents: Vec<HereDocument>,
}

/// An option that reads a here-document.
struct HereDocument {
    /// The option's index among the arguments.
    index: usize,
    /// The option up to the name of the file.
    option: &'static str,
    lines: Vec<String>,
}

impl Command {
    fn url(&mut self, url: &[TextPart]) {
        match url {
            [TextPart::Literal(url)] => {
                self.arguments.push(single_quoted(url));
                // Only the base URL can have such characters: values are percent-encoded.
                if url.contains(['[', ']', '{', '}']) {
                    self.arguments.push("--globoff".to_owned());
                }
            }
            parts => self.here_document("--config ", vec![format!("url = \"{}\"", config_url(parts))]),
        }
    }

    fn method(&mut self, method: Method, has_body: bool) {
        match method {
            Method::Get if !has_body => {}
            Method::Head => self.arguments.push("--head".to_owned()),
            method => self.arguments.push(format!("--request {method}")),
        }
    }

    fn headers(&mut self, request: &Request<'_>) {
        if let Some((username, password)) = request.basic() {
            self.arguments.push(format!("--user \"${username}:${password}\""));
        }
        let mut lines: Vec<_> = request.credential_headers().map(|(name, value)| header_line(name, &value)).collect();
        for (name, value) in &request.headers {
            match value.as_slice() {
                // curl leaves out a header that has nothing after its colon.
                [TextPart::Literal(value)] if value.is_empty() => {
                    self.arguments.push(format!("--header {}", single_quoted(&format!("{name};"))));
                }
                [TextPart::Literal(value)] => {
                    self.arguments.push(format!("--header {}", single_quoted(&format!("{name}: {value}"))));
                }
                parts => lines.push(header_line(name, parts)),
            }
        }
        if !lines.is_empty() {
            self.here_document("--header @", lines);
        }
    }

    fn body(&mut self, body: &Body) {
        let is_plain = |c: char| !is_invisible(c) || matches!(c, '\n' | '\t');
        let is_bytes = matches!(body, Body::Bytes(_));
        if let Body::Multipart(parts) = body {
            return self.multipart(parts);
        }
        match body.text().as_slice() {
            [] => self.arguments.push("--data-raw ''".to_owned()),
            [TextPart::Literal(text)] if text.chars().all(is_plain) && !is_bytes => {
                self.arguments.push(format!("--data-raw {}", single_quoted(text)));
            }
            parts => {
                let format: String = parts.iter().map(printf_format).collect();
                let variables: Vec<String> = parts.iter().filter_map(printf_argument).collect();
                self.pipe(&format, &variables, if is_bytes { "base64 --decode |\n" } else { "" });
            }
        }
    }

    /// Sends a file. To a URL that ends in a slash, `--upload-file` would add the file's name; `--data-binary` reads the whole file first.
    fn file(&mut self, path: &str, url: &[TextPart]) {
        let is_whole =
            matches!(url, [TextPart::Literal(url)] if !url.split('?').next().unwrap_or_default().ends_with('/'));
        self.arguments.push(if is_whole {
            format!("--upload-file {}", single_quoted(path))
        } else {
            format!("--data-binary {}", single_quoted(&format!("@{path}")))
        });
    }

    fn pipe(&mut self, format: &str, arguments: &[String], filter: &str) {
        self.printf = Some(format!("{} |\n{filter}", printf(format, arguments)));
        self.arguments.push("--data-binary @-".to_owned());
    }

    fn multipart(&mut self, parts: &[Part]) {
        if parts.iter().all(Part::is_plain) {
            self.arguments.extend(parts.iter().map(form_option));
            return;
        }
        let boundary = boundary(parts);
        let command = |piece: Piece<'_>| match piece {
            Piece::Text(parts) => {
                let arguments: Vec<String> = parts.iter().filter_map(printf_argument).collect();
                printf(&parts.iter().map(printf_format).collect::<String>(), &arguments)
            }
            Piece::File(file) => format!("cat {}", single_quoted(&file.command_path())),
        };
        let commands: Vec<String> = pieces(parts, &boundary).into_iter().map(command).collect();
        self.printf = Some(format!("{{\n{}}} |\n", surround_each("  ", &commands, "\n")));
        self.arguments.push(format!("--header 'Content-Type: multipart/form-data; boundary={boundary}'"));
        self.arguments.push("--data-binary @-".to_owned());
    }

    fn here_document(&mut self, option: &'static str, lines: Vec<String>) {
        self.here_documents.push(HereDocument { index: self.arguments.len(), option, lines });
        self.arguments.push(option.to_owned());
    }

    fn finish(mut self) -> String {
        let first_is_input = self.printf.is_none();
        let mut redirections = String::new();
        let mut lines = String::new();
        for (at, HereDocument { index, option, lines: document }) in self.here_documents.iter().enumerate() {
            let (file, redirection) = match at {
                0 if first_is_input => ("-".to_owned(), " <<EOF".to_owned()),
                at => {
                    let descriptor = if first_is_input { at + 2 } else { at + 3 };
                    (format!("/dev/fd/{descriptor}"), format!(" {descriptor}<<EOF"))
                }
            };
            if let Some(argument) = self.arguments.get_mut(*index) {
                *argument = format!("{option}{file}");
            }
            redirections += &redirection;
            lines += &surround_each("", document, "\n");
            lines += "EOF\n";
        }
        let arguments = self.arguments.join(" \\\n  ");
        format!("{}curl {arguments}{redirections}\n{lines}", self.printf.unwrap_or_default())
    }
}

/// Writes the option of a part that is plain.
fn form_option(part: &Part) -> String {
    let name = &part.name;
    match &part.content {
        PartContent::Text(text) => format!("--form-string {}", single_quoted(&format!("{name}={}", plain(text)))),
        PartContent::Json(json) => {
            let json = plain(json).replace('\\', r"\\").replace('"', r#"\""#);
            format!("--form {}", single_quoted(&format!("{name}=\"{json}\";type=application/json")))
        }
        PartContent::File(file) => {
            let (path, content_type) = (file.command_path(), &file.content_type);
            format!("--form {}", single_quoted(&format!("{name}=@{path};type={content_type}")))
        }
    }
}

fn plain(text: &TextPart) -> &str {
    if let TextPart::Literal(text) = text { text } else { "" }
}

/// Writes the command that prints a format with these arguments.
fn printf(format: &str, arguments: &[String]) -> String {
    // A leading `-` would be an option.
    let format = format.strip_prefix('-').map_or_else(|| format.to_owned(), |rest| format!(r"\055{rest}"));
    format!("printf {}{}", single_quoted(&format), surround_each(" ", arguments, ""))
}

/// Quotes a word of the shell, in which no character is special then.
fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Escapes a text in a here-document.
fn escape_here_document(text: &str) -> String {
    text.replace('\\', r"\\").replace('$', r"\$").replace('`', r"\`")
}

/// Writes a header in a here-document.
fn header_line(name: &str, value: &[TextPart]) -> String {
    let part = |part: &TextPart| match part {
        TextPart::Literal(text) => escape_here_document(text),
        TextPart::Variable(variable, _) => format!("${variable}"),
    };
    format!("{}: {}", escape_here_document(name), value.iter().map(part).collect::<String>())
}

/// Writes a URL between quotes, in a here-document that is a configuration of curl.
fn config_url(url: &[TextPart]) -> String {
    let part = |part: &TextPart| match part {
        TextPart::Literal(text) => escape_here_document(&text.replace('\\', r"\\").replace('"', r#"\""#)),
        TextPart::Variable(name, Encoding::PathSegments) => percent_encoded(name, SLASHES),
        TextPart::Variable(name, _) => percent_encoded(name, ""),
    };
    url.iter().map(part).collect()
}

/// The command by which slashes stay as they are.
const SLASHES: &str = "; s|%2f|/|g";

fn percent_encoded(variable: &str, then: &str) -> String {
    format!(r#"$(printf %s "${variable}" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g{then}')"#)
}

/// Writes the part in a format of `printf`.
fn printf_format(part: &TextPart) -> String {
    match part {
        TextPart::Literal(text) => text.chars().map(escape_printf).collect(),
        TextPart::Variable(_, Encoding::JsonString) => r#""%s""#.to_owned(),
        TextPart::Variable(..) => "%s".to_owned(),
    }
}

/// Escapes a character in a format of `printf`.
fn escape_printf(c: char) -> String {
    if c.is_ascii() || is_invisible(c) { c.to_string().bytes().map(escape_byte).collect() } else { c.to_string() }
}

/// Writes the part as an argument of `printf`, unless the format holds it.
fn printf_argument(part: &TextPart) -> Option<String> {
    let TextPart::Variable(variable, encoding) = part else { return None };
    Some(match encoding {
        Encoding::Raw | Encoding::Json => format!("\"${variable}\""),
        Encoding::JsonString => format!(r#""$(printf %s "${variable}" | sed 's/[\\"]/\\&/g')""#),
        Encoding::PathSegment | Encoding::FormValue => format!("\"{}\"", percent_encoded(variable, "")),
        Encoding::PathSegments => format!("\"{}\"", percent_encoded(variable, SLASHES)),
    })
}

/// Escapes a byte in a format of `printf`.
fn escape_byte(byte: u8) -> String {
    match byte {
        b'%' => "%%".to_owned(),
        b'\\' => r"\\".to_owned(),
        b'\n' | b'\t' | b' '..=b'~' => char::from(byte).to_string(),
        byte => format!("\\{byte:03o}"),
    }
}
