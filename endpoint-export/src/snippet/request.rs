//! The request that a snippet without a generated client sends.

mod body;
mod multipart;
mod text_part;
mod url;
mod values;

use endpoint_runtime::{
    metadata::{BodyFormat, Method, ParameterLocation, ResponseFormat, ResponseMetadata},
    provider::{AuthScheme, CredentialPart, KeyLocation, Operation},
};

pub(super) use body::Body;
pub(super) use multipart::{FileReference, Part, PartContent, Piece, boundary, pieces};
pub(super) use text_part::{Encoding, TextPart, join_parts};

use super::{Call, arguments::Argument};
use body::body;
use text_part::{literal, merge_literals};
use url::url;
use values::values_at;

pub(super) const CONTENT_TYPE: &str = "Content-Type";

/// A request in which secrets are references.
pub(super) struct Request<'a> {
    pub(super) method: Method,
    pub(super) url: Vec<TextPart>,
    /// The schemes of the credential, all of which are needed.
    pub(super) credentials: &'a [AuthScheme],
    /// The headers by their names on the wire: the content type, the constants, then the arguments.
    pub(super) headers: Vec<(String, Vec<TextPart>)>,
    pub(super) body: Option<Body>,
    /// The format of the response.
    pub(super) response: ResponseFormat,
}

/// Returns the format of a response: that of a stream if one of its variants is one.
fn response_format(response: &ResponseMetadata) -> ResponseFormat {
    let variants = response.variants.iter().map(|variant| variant.format);
    variants.chain([response.format]).find(|format| format.is_streamed()).unwrap_or(response.format)
}

impl<'a> Request<'a> {
    pub(super) fn new(call: &Call<'a>) -> Self {
        let Call { provider, operation, arguments, .. } = call;
        let body = body(operation, arguments);
        let is_given = arguments.iter().any(|argument| argument.parameter.metadata.is_header(CONTENT_TYPE));
        let content_type = match (operation.metadata.body, &body) {
            // Its boundary is up to the program.
            (_, Some(Body::Multipart(_))) => None,
            (BodyFormat::Multipart, _) => Some(multipart::EMPTY_TYPE),
            _ => operation.metadata.default_content_type().filter(|_| body.is_some() && !is_given),
        };
        let content_type = content_type.map(|value| (CONTENT_TYPE.to_owned(), vec![literal(value)]));
        let constants =
            operation.metadata.fixed_headers.iter().map(|(name, value)| ((*name).to_owned(), vec![literal(*value)]));
        let headers =
            values_at(operation, arguments, ParameterLocation::Header).map(|(name, value)| (name, vec![value]));
        let scheme = provider.auth.first().filter(|_| operation.metadata.authenticated);
        let credentials = scheme.map(AuthScheme::schemes).unwrap_or_default();
        Self {
            method: operation.metadata.method,
            url: url(call, credentials),
            credentials,
            headers: content_type
                .into_iter()
                .chain(constants)
                .chain(headers)
                .chain(cookies(operation, arguments, credentials))
                .collect(),
            body,
            response: response_format(&operation.metadata.response),
        }
    }

    /// Returns the name and the value of each header of the credential, without HTTP Basic.
    pub(super) fn credential_headers(&self) -> impl Iterator<Item = (&str, Vec<TextPart>)> {
        self.credentials.iter().filter_map(|scheme| match scheme {
            AuthScheme::Bearer { token } => {
                Some(("Authorization", vec![literal("Bearer "), variable(token, Encoding::Raw)]))
            }
            AuthScheme::Named { scheme, token } => {
                Some(("Authorization", vec![literal(format!("{scheme} ")), variable(token, Encoding::Raw)]))
            }
            AuthScheme::ApiKey { location: KeyLocation::Header, name, key } => {
                Some((name.as_str(), vec![variable(key, Encoding::Raw)]))
            }
            _ => None,
        })
    }

    /// Returns whether an argument's secret has such an encoding.
    pub(super) fn has_secret(&self, has_encoding: impl Fn(Encoding) -> bool) -> bool {
        let body = self.body.as_ref().map(Body::text).unwrap_or_default();
        let parts = self.url.iter().chain(self.headers.iter().flat_map(|(_, value)| value)).chain(&body);
        parts.into_iter().any(|part| matches!(part, TextPart::Variable(_, encoding) if has_encoding(*encoding)))
    }

    /// Returns whether a client would send a secret to wherever it is redirected. Only `Authorization` is kept to the first
    /// origin by clients.
    pub(super) fn must_refuse_redirects(&self) -> bool {
        let is_key = self.credential_headers().any(|(header, ..)| header != "Authorization");
        is_key || self.has_secret(|_| true)
    }

    /// Returns the variables of the user name and the password of HTTP Basic.
    pub(super) fn basic(&self) -> Option<(&str, &str)> {
        self.credentials.iter().find_map(|scheme| match scheme {
            AuthScheme::Basic { username, password } => Some((&*username.variable, &*password.variable)),
            _ => None,
        })
    }
}

fn variable(part: &CredentialPart, encoding: Encoding) -> TextPart {
    TextPart::Variable(part.variable.clone(), encoding)
}

/// Returns the header of all cookies: the arguments, then the credential.
fn cookies(
    operation: &Operation,
    arguments: &[Argument<'_>],
    credentials: &[AuthScheme],
) -> Option<(String, Vec<TextPart>)> {
    let mut pairs: Vec<(String, TextPart)> = values_at(operation, arguments, ParameterLocation::Cookie).collect();
    pairs.extend(credentials.iter().filter_map(|scheme| match scheme {
        AuthScheme::ApiKey { location: KeyLocation::Cookie, name, key } => {
            Some((name.clone(), variable(key, Encoding::Raw)))
        }
        _ => None,
    }));
    let parts = pairs.iter().enumerate().flat_map(|(at, (name, value))| {
        let separator = if at == 0 { "" } else { "; " };
        [literal(format!("{separator}{name}=")), value.clone()]
    });
    (!pairs.is_empty()).then(|| ("Cookie".to_owned(), merge_literals(parts)))
}
