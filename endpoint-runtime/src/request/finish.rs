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
        self.finish(true)?;
        let (parts, body) = self.request.into_parts();
        let body = body.into_bytes().map_err(|_| EncodeError::new("the body", EncodeErrorKind::Stream))?;
        Ok(http::Request::from_parts(parts, body))
    }

    /// Completes the request, whose body is `in_one_piece` for a signer, if it is in memory.
    ///
    /// # Errors
    /// An argument cannot be sent.
    pub(crate) fn finish(&mut self, in_one_piece: bool) -> Result<(), EncodeError> {
        self.add_fixed_headers();
        if let Some(rare) = &mut self.rare {
            let cookies = std::mem::take(&mut rare.cookies);
            self.add_cookies(cookies);
        }
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        *self.request.body_mut() = match (self.whole.take(), self.format) {
            (Some(body), _) => body,
            (None, BodyFormat::Json) => self.object.finish(self.secrets.as_mut())?.into(),
            (None, BodyFormat::Multipart) => self.finish_multipart(in_one_piece || self.metadata.compressed)?,
            (None, _) => Bytes::from(std::mem::take(&mut self.form)).into(),
        };
        self.finish_head()
    }

    /// Completes the headers, the method and the URL.
    #[inline]
    fn finish_head(&mut self) -> Result<(), EncodeError> {
        let declared = self.metadata.body_type;
        if declared == Some(ANY) && self.request.headers().contains_key(CONTENT_TYPE) {
            check_content_type(self.request.headers(), self.metadata)?;
        } else if let Some(content_type) = content_type(self.format, declared.filter(|declared| *declared != ANY)) {
            self.headers().insert(CONTENT_TYPE, content_type);
        }
        #[cfg(feature = "gzip")]
        if self.metadata.compressed && !is_masked(true) {
            super::compress::compress(&mut self.request);
        }
        *self.request.method_mut() = self.metadata.method.into();
        let mut origin = None;
        if let Some(rare) = &mut self.rare {
            origin = rare.origin.take();
            if !rare.begun.0.is_empty() {
                self.request.extensions_mut().insert(std::mem::take(&mut rare.begun));
            }
        }
        let target = std::mem::take(&mut self.target);
        *self.request.uri_mut() = match origin {
            None => absolute(self.base, target),
            Some((scheme, authority)) => uri(Some(scheme), Some(authority), target),
        }?;
        if let Some(secrets) = self.secrets.take().filter(|secrets| !secrets.is_empty()) {
            self.request.extensions_mut().insert(secrets);
        }
        Ok(())
    }

    /// Returns the request, once it is complete.
    #[inline]
    pub(crate) fn into_request(self) -> http::Request<Body> {
        self.request
    }

    /// Returns the request, to change it once it is complete.
    pub(crate) fn request_mut(&mut self) -> &mut http::Request<Body> {
        &mut self.request
    }

    /// Returns the multipart body, and adds its content type.
    #[cold]
    fn finish_multipart(&mut self, in_one_piece: bool) -> Result<Body, EncodeError> {
        let written = self.rare().multipart.take().unwrap_or_default().finish(in_one_piece);
        let written =
            written.map_err(|error| EncodeError::new("the multipart boundary", EncodeErrorKind::Value(error)))?;
        let content_type = format!("multipart/form-data; boundary={}", written.boundary);
        // The boundary is plain text.
        if let Ok(content_type) = HeaderValue::try_from(content_type) {
            self.headers().insert(CONTENT_TYPE, content_type);
        }
        self.rare().begun = written.begun;
        Ok(written.body)
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
