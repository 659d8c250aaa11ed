//! The request that a mock expects.

use std::collections::BTreeSet;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header::CONTENT_ENCODING};

use crate::{
    base_url::BaseUrl,
    body::Body,
    endpoint::Endpoint,
    error::EncodeError,
    metadata::{Metadata, Parameter, ParameterLocation},
    redact::{Secrets, masked},
    request::{ArgumentVisitor, Encoder},
    response::decode_content,
};

/// The largest compressed body that is decoded to be compared.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// The parts of a request that are not compared.
#[derive(Default)]
pub(super) struct Leniency {
    /// The names of the arguments that may have any value.
    pub(super) arguments: BTreeSet<&'static str>,
    pub(super) body: bool,
    /// `true` if there may be more than is expected.
    pub(super) additions: bool,
}

/// A request that was expected or received.
pub(super) struct PlainRequest {
    pub(super) method: String,
    /// The path and the query.
    pub(super) target: String,
    pub(super) headers: HeaderMap,
    /// The body without content encodings.
    pub(super) body: Bytes,
}

impl PlainRequest {
    pub(super) fn new(method: &str, target: &str, headers: HeaderMap, body: Bytes) -> Self {
        let mut encoded = http::Response::new(body);
        encoded.headers_mut().extend(headers.get(CONTENT_ENCODING).map(|value| (CONTENT_ENCODING, value.clone())));
        decode_content(&mut encoded, MAX_BODY_BYTES);
        Self { method: method.to_owned(), target: target.to_owned(), headers, body: encoded.into_body() }
    }

    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub(super) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

/// The request that a mock expects.
pub(super) struct Expected {
    pub(super) metadata: &'static Metadata,
    /// The path of the base URL.
    pub(super) prefix: String,
    pub(super) request: PlainRequest,
    /// The body with a placeholder for each sensitive value.
    pub(super) masked_body: Bytes,
    /// The headers that are expected besides.
    pub(super) added_headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) leniency: Leniency,
    secrets: Secrets,
}

impl Expected {
    /// Encodes a request to the API at `base`.
    pub(super) fn new<E: Endpoint>(
        request: &E,
        base: &str,
        leniency: Leniency,
        added_headers: Vec<(HeaderName, HeaderValue)>,
    ) -> Result<Self, String> {
        let base: BaseUrl = base.parse().map_err(|error| format!("{error}"))?;
        let encoded = encode(&base, request).map_err(|error| error.to_string())?;
        let masked = masked(|| encode(&base, request)).map_err(|error| error.to_string())?;
        let (mut parts, body) = encoded.into_parts();
        let mut secrets: Secrets = parts.extensions.remove().unwrap_or_default();
        parts.headers.values().for_each(|value| secrets.add_header(value));
        let body = match body.into_bytes() {
            Ok(body) => body,
            Err(_) if leniency.body => Bytes::new(),
            Err(_) => return Err("its body is a stream, which cannot be compared; call `any_body`".to_owned()),
        };
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        Ok(Self {
            metadata: E::METADATA,
            prefix: base.prefix().to_owned(),
            request: PlainRequest::new(parts.method.as_str(), target, parts.headers, body),
            masked_body: masked.into_body().into_bytes().unwrap_or_default(),
            added_headers,
            leniency,
            secrets,
        })
    }

    /// Returns the arguments in a part of the request.
    pub(super) fn parameters(&self, location: ParameterLocation) -> impl Iterator<Item = Parameter> + use<> {
        self.metadata.parameters().filter(move |parameter| parameter.location == location)
    }

    /// Returns the argument that has this key of the query, the form, the object or the multipart body.
    pub(super) fn parameter(&self, location: ParameterLocation, key: &str) -> Option<Parameter> {
        let is_within = |parameter: &Parameter| {
            let prefix = parameter.wire_name.strip_suffix("[]").unwrap_or(parameter.wire_name);
            key.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        };
        let exact = self.parameters(location).find(|parameter| parameter.wire_name == key);
        let nested = || self.parameters(location).find(is_within);
        // The keys of a map without brackets are those that nothing else has.
        let in_map = |parameter: &Parameter| parameter.map_key(key, self.metadata).is_some();
        exact.or_else(nested).or_else(|| self.parameters(location).find(in_map))
    }

    /// Returns whether an argument is not compared, if the expected request has a value of it or not.
    pub(super) fn is_ignored(&self, parameter: Option<&Parameter>, is_expected: bool) -> bool {
        match parameter {
            Some(parameter) if self.leniency.arguments.contains(parameter.name) => true,
            Some(parameter) if parameter.idempotency_key && !is_expected => true,
            _ => !is_expected && self.leniency.additions,
        }
    }

    /// Returns a value for the text of a failure.
    pub(super) fn shown(&self, sensitive: bool, value: &str) -> String {
        if sensitive { "a secret value".to_owned() } else { format!("`{}`", self.secrets.redact_line(value)) }
    }
}

fn encode<E: Endpoint>(base: &BaseUrl, request: &E) -> Result<http::Request<Body>, EncodeError> {
    let mut encoder = Encoder::new(E::METADATA, base);
    encoder.collect_secrets();
    request.visit(&mut ArgumentVisitor::encode(&mut encoder));
    encoder.finish(true)?;
    Ok(encoder.into_request())
}
