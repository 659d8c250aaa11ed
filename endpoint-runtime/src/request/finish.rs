//! The end of encoding: the request of the parts that were written.

use bytes::Bytes;
use http::{
    HeaderValue, Uri,
    header::CONTENT_TYPE,
    uri::{Authority, Parts, PathAndQuery, Scheme},
};

use super::{
    Encoder,
    content_type::{check_content_type, content_type},
};
#[cfg(feature = "gzip")]
use crate::redact::is_masked;
use crate::{
    base_url::BaseUrl,
    body::Body,
    error::{EncodeError, EncodeErrorKind},
    media_type::ANY,
    metadata::BodyFormat,
};

impl Encoder<'_> {
    /// Returns the request, whose body is in memory.
    ///
    /// # Errors
    /// An argument cannot be sent, or the body is a stream.
    pub(crate) fn finish_in_memory(mut self) -> Result<http::Request<Bytes>, EncodeError> {
        let body = self.finish_body()?.into_bytes();
        self.finish_head(body.map_err(|_| EncodeError::new("the body", EncodeErrorKind::Stream))?)
    }

    /// Returns the request.
    ///
    /// # Errors
    /// An argument cannot be sent.
    pub(crate) fn finish(mut self) -> Result<http::Request<Body>, EncodeError> {
        let body = self.finish_body()?;
        self.finish_head(body)
    }

    /// Returns the body, and completes the headers.
    fn finish_body(&mut self) -> Result<Body, EncodeError> {
        self.add_fixed_headers();
        if let Some(rare) = &mut self.rare {
            let cookies = std::mem::take(&mut rare.cookies);
            self.add_cookies(cookies);
        }
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let body = match (self.whole.take(), self.format) {
            (Some(body), _) => body,
            (None, BodyFormat::Json) => self.object.finish(self.secrets.as_mut())?.into(),
            (None, BodyFormat::Multipart) => {
                let written = self.rare().multipart.take().unwrap_or_default().finish();
                let content_type = format!("multipart/form-data; boundary={}", written.boundary);
                // The boundary is plain text.
                if let Ok(content_type) = HeaderValue::try_from(content_type) {
                    self.headers.insert(CONTENT_TYPE, content_type);
                }
                self.rare().begun = written.begun;
                written.body
            }
            (None, _) => Bytes::from(std::mem::take(&mut self.form)).into(),
        };
        let declared = self.metadata.body_type;
        if declared == Some(ANY) && self.headers.contains_key(CONTENT_TYPE) {
            check_content_type(&self.headers, self.metadata)?;
        } else if let Some(content_type) = content_type(self.format, declared.filter(|declared| *declared != ANY)) {
            self.headers.insert(CONTENT_TYPE, content_type);
        }
        #[cfg(feature = "gzip")]
        if self.metadata.compressed && !is_masked(true) {
            return Ok(super::compress::compress(body, &mut self.headers));
        }
        Ok(body)
    }

    /// Returns the request with this body.
    #[inline]
    fn finish_head<B>(self, body: B) -> Result<http::Request<B>, EncodeError> {
        let mut request = http::Request::new(body);
        *request.method_mut() = self.metadata.method.into();
        *request.headers_mut() = self.headers;
        let mut origin = None;
        if let Some(rare) = self.rare {
            origin = rare.origin;
            if !rare.begun.0.is_empty() {
                request.extensions_mut().insert(rare.begun);
            }
        }
        *request.uri_mut() = match origin {
            None => absolute(self.base, self.target),
            Some((scheme, authority)) => uri(Some(scheme), Some(authority), self.target),
        }?;
        if let Some(secrets) = self.secrets.filter(|secrets| !secrets.is_empty()) {
            request.extensions_mut().insert(secrets);
        }
        Ok(request)
    }
}

/// Returns the URI of a path and query at the origin of `base`.
pub(crate) fn absolute(base: &BaseUrl, target: String) -> Result<Uri, EncodeError> {
    uri(Some(base.scheme().clone()), Some(base.authority().clone()), target)
}

#[inline]
fn uri(scheme: Option<Scheme>, authority: Option<Authority>, target: String) -> Result<Uri, EncodeError> {
    let length = target.len();
    let invalid = || EncodeError::new("path and query", EncodeErrorKind::Target { length });
    let mut parts = Parts::default();
    parts.scheme = scheme;
    parts.authority = authority;
    parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(target)).map_err(|_| invalid())?);
    Uri::from_parts(parts).map_err(|_| invalid())
}
