//! The query of a template, and its pairs.

use super::{TemplateError, characters, placeholder};
use crate::{
    model::{QueryPair, QueryValue},
    percent,
};

const FORMS: &str = "write `<name>`, `key=<name>`, `key=literal` or `key`, separated by `&`";

pub(super) fn parse(query: &str, errors: &mut Vec<TemplateError>) -> Vec<QueryPair> {
    let mut pairs = Vec::new();
    for written in query.split('&') {
        match parse_pair(written) {
            Ok(pair) => pairs.push(pair),
            Err(error) => errors.push(error),
        }
    }
    pairs
}

fn parse_pair(written: &str) -> Result<QueryPair, TemplateError> {
    if written.is_empty() {
        return Err(TemplateError::new("the query has an empty part", FORMS));
    }
    if written.contains('?') {
        return Err(TemplateError::new(
            format!("the query part `{written}` contains a second `?`"),
            "separate the parts of the query by `&`, and write `%3F` for a literal `?`",
        ));
    }
    let Some((key, value)) = written.split_once('=') else {
        return match placeholder::parse(written, "query part")? {
            Some(name) => {
                Ok(QueryPair { key: name.clone(), written_key: name.clone(), value: QueryValue::Argument(name) })
            }
            None => {
                let (key, written_key) = parse_key(written)?;
                Ok(QueryPair { key, written_key, value: QueryValue::Absent })
            }
        };
    };
    if key.is_empty() {
        return Err(TemplateError::new(format!("the query part `{written}` has no key"), FORMS));
    }
    if key.find('<').is_some_and(|start| key.rfind('>').is_some_and(|end| end > start)) {
        return Err(TemplateError::new(
            format!("the query part `{written}` has an argument as its key"),
            format!("{FORMS}; keys that are not known are a map: `#[query] extra: BTreeMap<String, String>`"),
        ));
    }
    let (key, written_key) = parse_key(key)?;
    let value = match placeholder::parse(value, "query value")? {
        Some(name) => QueryValue::Argument(name),
        None => {
            parse_literal(value, "!$()*,;:@/=", "query value")?;
            QueryValue::Literal(value.to_owned())
        }
    };
    Ok(QueryPair { key, written_key, value })
}

/// Checks a key, and returns it decoded and percent-encoded. RFC 3986 does not allow the brackets of `filter[name]` and the signs of
/// `created>=` in a query, so they are encoded here; in other places of a template they are not, since a literal is sent as it is written.
fn parse_key(written: &str) -> Result<(String, String), TemplateError> {
    let encoded = ENCODED.iter().fold(written.to_owned(), |key, (sign, encoded)| key.replace(*sign, encoded));
    parse_literal(written, "!$()*,;:@/[]<>", "query key").map(|key| (key, encoded))
}

/// The characters of a key that are written as they are, and encoded when they are sent.
const ENCODED: [(char, &str); 4] = [('[', "%5B"), (']', "%5D"), ('<', "%3C"), ('>', "%3E")];

/// Checks and decodes a literal.
fn parse_literal(written: &str, allowed: &str, part: &str) -> Result<String, TemplateError> {
    characters::check(written, allowed, part)?;
    String::from_utf8(percent::decode(written)).map_err(|_| {
        TemplateError::new(
            format!("the {part} `{written}` is not UTF-8 when it is decoded"),
            "percent-encode the bytes of a UTF-8 text: `é` is `%C3%A9`",
        )
    })
}
