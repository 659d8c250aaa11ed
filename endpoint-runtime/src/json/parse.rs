//! A parser of JSON texts (RFC 8259), in one pass. Its depth is limited, and so is its stack.

use super::{
    Json, JsonMap, JsonNumber, MAX_DEPTH,
    error::{JsonError, JsonErrorKind},
};

/// Parses a JSON value, and refuses duplicate keys. Feature `dynamic`.
///
/// ```
/// use endpoint_runtime::dynamic::parse_json;
///
/// let error = parse_json(r#"{ "name": "Ada", "name": "Eve" }"#).unwrap_err();
/// assert_eq!(error.to_string(), "the key `name` occurs twice in one object at line 1 column 18");
/// ```
///
/// # Errors
/// The text is not valid JSON, is nested deeper than 128 objects and lists, or has an object with a duplicate key, at any depth.
/// The error contains the line, the column and the duplicate key, and no value.
#[cfg(feature = "dynamic")]
pub fn parse_json(json: &str) -> Result<Json, JsonError> {
    parse(json, DuplicateKeys::Refused)
}

/// The treatment of a key that occurs twice in one object.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum DuplicateKeys {
    LastWins,
    #[cfg_attr(
        not(any(feature = "dynamic", feature = "server")),
        allow(dead_code, reason = "only servers and calls by data refuse duplicate keys")
    )]
    Refused,
}

/// Parses a text that is one JSON value with white space around it, and perhaps a byte-order mark before it.
pub(crate) fn parse(text: &str, duplicate_keys: DuplicateKeys) -> Result<Json, JsonError> {
    parse_within(0, text.strip_prefix('\u{feff}').unwrap_or(text), duplicate_keys)
}

/// Parses a text like [`parse`], with `depth` objects and lists around it.
pub(super) fn parse_within(depth: usize, text: &str, duplicate_keys: DuplicateKeys) -> Result<Json, JsonError> {
    let mut parser = Parser { text, offset: 0, depth, duplicate_keys };
    let value = parser.value()?;
    match parser.next_byte() {
        None => Ok(value),
        Some(_) => Err(parser.syntax("expected the end of the JSON")),
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The number of bytes that are read.
    offset: usize,
    /// The number of objects and lists around the next value.
    depth: usize,
    duplicate_keys: DuplicateKeys,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.offset..).unwrap_or_default()
    }

    /// Skips white space, and returns the byte behind it without reading it.
    fn next_byte(&mut self) -> Option<u8> {
        let rest = self.rest();
        let blanks = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).unwrap_or(rest.len());
        self.offset += blanks;
        rest.get(blanks).copied()
    }

    fn error(&self, kind: JsonErrorKind) -> JsonError {
        JsonError::new(kind, self.text, self.offset)
    }

    /// Returns the error of a text that has to continue otherwise.
    fn syntax(&self, problem: &'static str) -> JsonError {
        self.error(if self.rest().is_empty() { JsonErrorKind::Incomplete } else { JsonErrorKind::Syntax(problem) })
    }

    fn value(&mut self) -> Result<Json, JsonError> {
        match self.next_byte() {
            Some(b'"') => self.string().map(Json::String),
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.literal("null", Json::Null),
            Some(b't') => self.literal("true", Json::Bool(true)),
            Some(b'f') => self.literal("false", Json::Bool(false)),
            _ => Err(self.syntax("expected a value")),
        }
    }

    fn literal(&mut self, literal: &str, value: Json) -> Result<Json, JsonError> {
        if !self.rest().starts_with(literal.as_bytes()) {
            return Err(self.syntax("expected a value"));
        }
        self.offset += literal.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let text = number_length(self.rest()).and_then(|length| self.text.get(self.offset..)?.get(..length));
        let text = text.ok_or_else(|| self.syntax("expected a number"))?;
        self.offset += text.len();
        Ok(Json::Number(JsonNumber::from_checked(text)))
    }

    /// Reads an object or a list, of which the next byte is the opening bracket.
    fn nested(&mut self, content: fn(&mut Self) -> Result<Json, JsonError>) -> Result<Json, JsonError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(JsonErrorKind::TooDeep));
        }
        self.depth += 1;
        self.offset += 1;
        let value = content(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn array(&mut self) -> Result<Json, JsonError> {
        let mut items = Vec::new();
        if self.skip(b']') {
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value()?);
            if self.skip(b']') {
                return Ok(Json::Array(items));
            }
            self.expect(b',', "expected `,` or `]`")?;
        }
    }

    fn object(&mut self) -> Result<Json, JsonError> {
        let mut members = JsonMap::new();
        if self.skip(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            if self.next_byte() != Some(b'"') {
                return Err(self.syntax("expected a key in double quotes"));
            }
            let start = self.offset;
            let key = self.string()?;
            if self.duplicate_keys == DuplicateKeys::Refused && members.contains_key(&key) {
                return Err(JsonError::new(JsonErrorKind::DuplicateKey(key), self.text, start));
            }
            self.expect(b':', "expected `:`")?;
            let value = self.value()?;
            members.insert(key, value);
            if self.skip(b'}') {
                return Ok(Json::Object(members));
            }
            self.expect(b',', "expected `,` or `}`")?;
        }
    }

    /// Reads a byte if it is the next one after white space.
    fn skip(&mut self, byte: u8) -> bool {
        let found = self.next_byte() == Some(byte);
        self.offset += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, problem: &'static str) -> Result<(), JsonError> {
        if self.skip(byte) { Ok(()) } else { Err(self.syntax(problem)) }
    }

    /// Reads a text, of which the next byte is the opening quote.
    fn string(&mut self) -> Result<String, JsonError> {
        let mut escaped = false;
        let mut bytes = self.rest().iter().enumerate().skip(1);
        let end = loop {
            match bytes.next() {
                Some((end, b'"')) => break end,
                Some((_, b'\\')) => {
                    escaped = true;
                    bytes.next();
                }
                Some((index, ..0x20)) => {
                    self.offset += index;
                    return Err(self.syntax("control characters in a text have to be escaped"));
                }
                Some(_) => {}
                None => {
                    self.offset = self.text.len();
                    return Err(self.error(JsonErrorKind::Incomplete));
                }
            }
        };
        let quoted = self.text.get(self.offset..).and_then(|rest| rest.get(..=end)).unwrap_or_default();
        let text = if escaped {
            serde_json::from_str(quoted).map_err(|_| self.syntax("an escape in this text is invalid"))?
        } else {
            quoted.trim_matches('"').to_owned()
        };
        self.offset += quoted.len();
        Ok(text)
    }
}

/// Returns the length of the number at the start of the bytes (RFC 8259, section 6), or `None` if there is none.
pub(super) fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |start: usize| bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
    let integer = usize::from(bytes.first() == Some(&b'-'));
    let mut end = match bytes.get(integer)? {
        b'0' => integer + 1,
        b'1'..=b'9' => integer + digits(integer),
        _ => return None,
    };
    if bytes.get(end) == Some(&b'.') {
        end = end + 1 + Some(digits(end + 1)).filter(|digits| *digits > 0)?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let start = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = start + Some(digits(start)).filter(|digits| *digits > 0)?;
    }
    Some(end)
}
