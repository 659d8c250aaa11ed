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
        for (name, value) in lines.split("\r\n").filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-disposition") {
                for (name, text) in media_type::parameters(value) {
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

/// Reads a name that is escaped as browsers do.
fn unescaped(text: &str) -> String {
    text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}
