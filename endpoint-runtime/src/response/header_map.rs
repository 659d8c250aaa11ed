//! Headers of responses that are a map: `#[headers("x-amz-meta-")]`.

use http::HeaderMap;
#[cfg(feature = "server")]
use http::{HeaderName, Response};

#[cfg(feature = "server")]
use super::header::insert;
use super::header::refused;
#[cfg(feature = "server")]
use crate::{
    body::Body,
    metadata::{MAX_HEADERS, header_name},
    server::{Rejection, internal},
};
use crate::{error::DecodeError, metadata::behind_prefix, param::Param, request::MapArgument};

/// Reads the headers whose names begin with `prefix`, except the others, which are in lower case.
pub(crate) fn read<M: MapArgument<Value: Param>>(
    headers: &HeaderMap,
    prefix: &'static str,
    others: &[&str],
) -> Result<M, DecodeError> {
    let own = headers.keys().filter(|name| !others.contains(&name.as_str()));
    let pairs = own.filter_map(|name| {
        let key = behind_prefix(name.as_str(), prefix).filter(|key| !key.is_empty())?;
        let value = headers.get(name)?;
        let pair = || {
            let text = value.to_str().map_err(|_| refused(prefix, "has characters other than visible ASCII"))?;
            let unexpected = |error| refused(prefix, format!("is not as declared: {error}"));
            let key = M::Key::from_text(key).map_err(unexpected)?;
            match M::Value::from_text(text) {
                Ok(value) => Ok(Some((key, value))),
                Err(_) if text.trim().is_empty() => Ok(None),
                Err(error) => Err(unexpected(error)),
            }
        };
        pair().transpose()
    });
    pairs.collect()
}

/// Adds the headers to a response.
#[cfg(feature = "server")]
pub(crate) fn write<M: MapArgument<Value: Param>>(
    map: &M,
    prefix: &'static str,
    others: &[&str],
    response: &mut Response<Body>,
) -> Result<(), Rejection> {
    for (key, value) in map.pairs() {
        let name = key.to_text().map_err(|error| error.to_string());
        let name = name.and_then(|key| header_name(prefix, &key).map_err(|error| format!("a key {error}")));
        let name = name.and_then(|name| HeaderName::try_from(name).map_err(|error| error.to_string()));
        let is_taken = |name: &HeaderName| response.headers().contains_key(name) || others.contains(&name.as_str());
        let name = name.and_then(|name| match name {
            name if is_taken(&name) => Err("a key is that of another header".to_owned()),
            _ if response.headers().len() >= MAX_HEADERS => Err("there are too many".to_owned()),
            name => Ok(name),
        });
        match name {
            Ok(name) => insert(value.to_text().as_deref().map_err(ToString::to_string), name, response)?,
            Err(error) => {
                tracing::error!(prefix, error, "the headers of the response cannot be written");
                return Err(internal("a header of the response cannot be written"));
            }
        }
    }
    Ok(())
}
