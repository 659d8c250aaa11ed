//! The query of a template, and its pairs.

use super::{TemplateError, characters, placeholder};
use crate::{
    model::{QueryPair, QueryValue},
    percent,
};

const FORMS: &str = "write `<name>`, `key=<name>` or `key=literal`, separated by `&`";

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
            None => Err(TemplateError::new(
                format!("the query part `{written}` has no value"),
                format!(
                    "write `{written}=` for an empty value, or `{written}=<name>` for an argument; `client.execute(…)` sends any \
                     `http::Request`, also one without the `=`"
                ),
            )),
        };
    };
    if key.is_empty() {
        return Err(TemplateError::new(format!("the query part `{written}` has no key"), FORMS));
    }
    if key.contains(['<', '>']) {
        return Err(TemplateError::new(
            format!("the query part `{written}` has an argument as its key"),
            format!(
                "{FORMS}; a request whose keys are not known is sent by `client.execute(…)`, which takes any `http::Request`"
            ),
        ));
    }
    let written_key = key.to_owned();
    let key = parse_literal(key, "!$()*,;:@/", "query key")?;
    let value = match placeholder::parse(value, "query value")? {
        Some(name) => QueryValue::Argument(name),
        None => {
            parse_literal(value, "!$()*,;:@/=", "query value")?;
            QueryValue::Literal(value.to_owned())
        }
    };
    Ok(QueryPair { key, written_key, value })
}

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
