//! curl, in any POSIX shell.
//!
//! No secret is an argument that `ps` could show, but the password of HTTP Basic: `--user "$ID:$SECRET"` is the form
//! that everybody knows, it is right for every character, and curl overwrites that argument as it starts. Headers with a
//! secret come from a here-document (`--header @-`); curl takes its lines as they are. A URL with a secret comes from one
//! too (`--config`), and a body with a secret, or with characters that are invisible, from `printf`, which is a part of
//! the shell. Where more than one of them is there, the body is read from the standard input and the others from
//! the next descriptors, from 3 on.
//!
//! A secret that is percent-encoded has every byte encoded, by `od`. One in JSON has its quotes and backslashes escaped,
//! by `sed`; control characters it must not have.

use endpoint_runtime::metadata::Method;

use super::{
    literal::each,
    request::{Body, Piece, Request, Written},
};
use crate::quote::is_invisible;

pub(super) fn write(request: &Request<'_>) -> String {
    let mut command = Command::default();
    command.url(&request.url);
    command.method(request.method);
    command.headers(request);
    if let Some(body) = &request.body {
        command.body(body);
    }
    command.finish()
}

/// The command under construction.
#[derive(Default)]
struct Command {
    /// What writes to the standard input.
    printf: Option<String>,
    /// The arguments, as they stand in the shell.
    arguments: Vec<String>,
    /// Options that read a file: where among the arguments, what stands before the file's name, and its lines.
    documents: Vec<(usize, &'static str, Vec<String>)>,
}

impl Command {
    fn url(&mut self, url: &[Piece]) {
        match url {
            [Piece::Literal(url)] => {
                self.arguments.push(single(url));
                // Where the base URL has such characters; values are percent-encoded.
                if url.contains(['[', ']', '{', '}']) {
                    self.arguments.push("--globoff".to_owned());
                }
            }
            pieces => self.document("--config ", vec![format!("url = \"{}\"", config(pieces))]),
        }
    }

    fn method(&mut self, method: Method) {
        match method {
            Method::Get => {}
            Method::Head => self.arguments.push("--head".to_owned()),
            method => self.arguments.push(format!("--request {method}")),
        }
    }

    fn headers(&mut self, request: &Request<'_>) {
        if let Some((username, password)) = request.basic() {
            self.arguments.push(format!("--user \"${username}:${password}\""));
        }
        let mut lines = Vec::new();
        if let Some((name, value)) = request.header_credential() {
            lines.push(header_line(name, &value));
        }
        for (name, value) in &request.headers {
            match value {
                Piece::Variable(..) => lines.push(header_line(name, std::slice::from_ref(value))),
                // curl leaves out a header that has nothing after its colon.
                Piece::Literal(value) if value.is_empty() => {
                    self.arguments.push(format!("--header {}", single(&format!("{name};"))));
                }
                Piece::Literal(value) => {
                    self.arguments.push(format!("--header {}", single(&format!("{name}: {value}"))));
                }
            }
        }
        if !lines.is_empty() {
            self.document("--header @", lines);
        }
    }

    fn body(&mut self, body: &Body) {
        let is_plain = |c: char| !is_invisible(c) || matches!(c, '\n' | '\t');
        let is_bytes = matches!(body, Body::Bytes(_));
        match body.text().as_slice() {
            [] => self.arguments.push("--data-raw ''".to_owned()),
            [Piece::Literal(text)] if text.chars().all(is_plain) && !is_bytes => {
                self.arguments.push(format!("--data-raw {}", single(text)));
            }
            pieces => {
                let format: String = pieces.iter().map(format_of).collect();
                let variables: Vec<String> = pieces.iter().filter_map(argument_of).collect();
                self.pipe(&format, &variables, if is_bytes { "base64 --decode |\n" } else { "" });
            }
        }
    }

    fn pipe(&mut self, format: &str, arguments: &[String], filter: &str) {
        let arguments = each(" ", arguments, "");
        // A leading `-` would be an option.
        let format = format.strip_prefix('-').map_or_else(|| format.to_owned(), |rest| format!(r"\055{rest}"));
        self.printf = Some(format!("printf {}{arguments} |\n{filter}", single(&format)));
        self.arguments.push("--data-binary @-".to_owned());
    }

    fn document(&mut self, option: &'static str, lines: Vec<String>) {
        self.documents.push((self.arguments.len(), option, lines));
        self.arguments.push(option.to_owned());
    }

    fn finish(mut self) -> String {
        let first_is_input = self.printf.is_none();
        let mut redirections = String::new();
        let mut lines = String::new();
        for (at, (argument, option, document)) in self.documents.iter().enumerate() {
            let (file, redirection) = match at {
                0 if first_is_input => ("-".to_owned(), " <<EOF".to_owned()),
                at => {
                    let descriptor = if first_is_input { at + 2 } else { at + 3 };
                    (format!("/dev/fd/{descriptor}"), format!(" {descriptor}<<EOF"))
                }
            };
            if let Some(argument) = self.arguments.get_mut(*argument) {
                *argument = format!("{option}{file}");
            }
            redirections += &redirection;
            lines += &each("", document, "\n");
            lines += "EOF\n";
        }
        let arguments = self.arguments.join(" \\\n  ");
        format!("{}curl {arguments}{redirections}\n{lines}", self.printf.unwrap_or_default())
    }
}

/// A word of the shell in which nothing is special.
fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text in a here-document.
fn expanded(text: &str) -> String {
    text.replace('\\', r"\\").replace('$', r"\$").replace('`', r"\`")
}

/// A header in a here-document.
fn header_line(name: &str, value: &[Piece]) -> String {
    let part = |piece: &Piece| match piece {
        Piece::Literal(text) => expanded(text),
        Piece::Variable(variable, _) => format!("${variable}"),
    };
    format!("{}: {}", expanded(name), value.iter().map(part).collect::<String>())
}

/// A URL in quotes, in a configuration of curl's that is a here-document.
fn config(url: &[Piece]) -> String {
    let part = |piece: &Piece| match piece {
        Piece::Literal(text) => expanded(&text.replace('\\', r"\\").replace('"', r#"\""#)),
        Piece::Variable(name, _) => percent_encoded(name),
    };
    url.iter().map(part).collect()
}

fn percent_encoded(variable: &str) -> String {
    format!(r#"$(printf %s "${variable}" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g')"#)
}

/// The piece in the format of `printf`.
fn format_of(piece: &Piece) -> String {
    match piece {
        Piece::Literal(text) => text.chars().map(escaped).collect(),
        Piece::Variable(_, Written::Json) => r#""%s""#.to_owned(),
        Piece::Variable(..) => "%s".to_owned(),
    }
}

/// A character in the format of `printf`.
fn escaped(c: char) -> String {
    if c.is_ascii() || is_invisible(c) { c.to_string().bytes().map(octal).collect() } else { c.to_string() }
}

/// The piece as an argument of `printf`.
fn argument_of(piece: &Piece) -> Option<String> {
    let Piece::Variable(variable, written) = piece else { return None };
    Some(match written {
        Written::Plain | Written::RawJson => format!("\"${variable}\""),
        Written::Json => format!(r#""$(printf %s "${variable}" | sed 's/[\\"]/\\&/g')""#),
        Written::Segment | Written::Pair => format!("\"{}\"", percent_encoded(variable)),
    })
}

/// A byte in the format of `printf`.
fn octal(byte: u8) -> String {
    match byte {
        b'%' => "%%".to_owned(),
        b'\\' => r"\\".to_owned(),
        b'\n' | b'\t' | b' '..=b'~' => char::from(byte).to_string(),
        byte => format!("\\{byte:03o}"),
    }
}
