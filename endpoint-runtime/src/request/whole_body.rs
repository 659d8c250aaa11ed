//! Bodies that are no list of fields, and the secrets outside of headers.

use bytes::Bytes;

use super::Encoder;
use crate::{
    body::{Body, Content, multipart::Multipart},
    error::EncodeError,
    json::Json,
    metadata::BodyFormat,
    redact::{REDACTED, is_masked},
};

impl Encoder<'_> {
    /// Marks a value outside of the headers as secret, so that errors redact it.
    pub(crate) fn redact(&mut self, text: &str) {
        if let Some(secrets) = &mut self.secrets {
            secrets.add(text);
        }
    }

    /// Marks the texts and numbers of a JSON value outside of the headers as secret.
    pub(crate) fn redact_json(&mut self, json: &str) {
        if let Some(secrets) = &mut self.secrets {
            secrets.add_written_json(json.as_bytes());
        }
    }

    /// Marks the text of the body as secret, so that errors redact it.
    pub fn redact_body(&mut self) {
        if is_masked(true) {
            let masked = match self.format {
                BodyFormat::Json => Json::from(REDACTED).to_string(),
                _ => REDACTED.to_owned(),
            };
            self.whole = Some(Bytes::from(masked).into());
            return;
        }
        let (Some(secrets), Some(body)) = (&mut self.secrets, self.whole.as_ref().and_then(Body::as_bytes)) else {
            return;
        };
        match self.format {
            BodyFormat::Json => secrets.add_written_json(body),
            _ => secrets.add(String::from_utf8_lossy(body)),
        }
    }

    pub(crate) fn whole_body(&mut self, format: BodyFormat, body: Result<Bytes, EncodeError>) {
        match body {
            Ok(body) => {
                self.format = format;
                self.whole = Some(body.into());
            }
            Err(error) => self.fail(error),
        }
    }

    /// Sets a body that is sent piece by piece.
    pub(crate) fn streamed_body(&mut self, content: &Content) {
        self.format = BodyFormat::Bytes;
        self.rare().begun.0.extend(content.begun());
        self.whole = Some(content.clone().into_body());
    }

    /// Starts a multipart body, or returns its parts.
    pub(crate) fn multipart(&mut self) -> &mut Multipart {
        self.format = BodyFormat::Multipart;
        self.rare().multipart.get_or_insert_default()
    }
}
