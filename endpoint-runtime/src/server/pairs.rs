//! The key-value pairs of a query or a form.

use std::borrow::Cow;

use http::StatusCode;

use crate::{metadata::ParameterLocation, percent, server::rejection::Rejection};

/// The decoded key-value pairs of a query or a form, in order.
#[derive(Debug)]
pub(crate) struct Pairs<'a> {
    location: ParameterLocation,
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Pairs<'a> {
    pub(crate) fn parse(location: ParameterLocation, text: &'a str) -> Result<Self, Rejection> {
        let decode = |text| {
            percent::decode_form(text).map_err(|percent::Malformed| {
                let detail = match location {
                    ParameterLocation::Query => {
                        "the query is malformed: `%` needs two hexadecimal digits, and the decoded text has to be UTF-8"
                    }
                    _ => {
                        "the form is malformed: `%` needs two hexadecimal digits, and the decoded text has to be UTF-8"
                    }
                };
                Rejection::new(StatusCode::BAD_REQUEST, detail)
            })
        };
        let pairs = text
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                Ok((decode(key)?, decode(value)?))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { location, pairs })
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(key, value)| (&**key, &**value))
    }

    pub(crate) fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(other, _)| *other == key).map(|(_, value)| value)
    }

    /// Returns the value of `key`, and rejects a second one.
    pub(crate) fn one(&self, key: &'static str) -> Result<Option<&str>, Rejection> {
        let mut values = self.all(key);
        let value = values.next();
        match values.next() {
            Some(_) => Err(Rejection::repeated(self.location, key)),
            None => Ok(value),
        }
    }
}
