//! The head of a part: its name, and those of a file.

use crate::{media_type, server::rejection::Rejection};

/// The longest name of a part or a file, in bytes.
const MAX_NAME: usize = 1_024;

/// The head of a part.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
}

impl Head {
    /// Reads the lines of a head.
    pub(super) fn parse(lines: &str) -> Result<Self, Rejection> {
        let mut head = Self { name: String::new(), file_name: None, content_type: None };
        for line in lines.split("\r\n") {
            // Other parsers end a line at a bare line feed, and would read other parts.
            if line.contains(|c: char| c.is_ascii_control() && c != '\t') {
                return Err(Rejection::bad_request("the head of a part has a control character"));
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-disposition") {
                for (name, text) in media_type::parameters(value) {
                    // Other parsers would read a name that ends at the quote.
                    if has_quote(text) {
                        return Err(Rejection::bad_request("a quoted name of a part or a file is malformed"));
                    }
                    if name.eq_ignore_ascii_case("name") {
                        head.name = unescaped(text);
                    } else if name.eq_ignore_ascii_case("filename") {
                        head.file_name = Some(unescaped(text));
                    }
                }
            } else if name.eq_ignore_ascii_case("content-type") {
                head.content_type = Some(value.to_owned());
            }
        }
        if head.name.is_empty() {
            return Err(Rejection::bad_request("a part of the body has no name"));
        }
        if head.name.len() > MAX_NAME || head.file_name.as_ref().is_some_and(|name| name.len() > MAX_NAME) {
            return Err(Rejection::bad_request(format!(
                "the name of a part or a file is longer than {MAX_NAME} bytes"
            )));
        }
        Ok(head)
    }

    /// Returns the number of bytes that the head takes.
    pub(super) fn size(&self) -> usize {
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        self.name.len() + length(&self.file_name) + length(&self.content_type)
    }
}

/// Returns whether a text holds a quote without a backslash before it.
fn has_quote(text: &str) -> bool {
    let mut is_escaped = false;
    text.chars().any(|c| {
        let was_escaped = is_escaped;
        is_escaped = c == '\\' && !was_escaped;
        c == '"' && !was_escaped
    })
}

/// Reads a name that is escaped as browsers do.
fn unescaped(text: &str) -> String {
    text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}
