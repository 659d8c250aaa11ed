//! The constant headers and fields of a request.

use http::{HeaderName, HeaderValue};

use super::Encoder;
use crate::{
    body::push_pair,
    error::{EncodeError, EncodeErrorKind},
    percent::encode,
};

impl Encoder<'_> {
    /// Adds the constant headers, in place of the client's own.
    pub(super) fn add_fixed_headers(&mut self) {
        for (name, value) in self.metadata.fixed_headers {
            match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
                (Ok(name), Ok(value)) => {
                    self.headers().insert(name, value);
                }
                _ => self.fail(EncodeError::new(*name, EncodeErrorKind::HeaderValue)),
            }
        }
    }

    /// Starts a body that is a JSON object, with its constant members.
    pub(crate) fn begin_json_object(&mut self) {
        let fields = self.metadata.fixed_fields;
        let object = self.json_object();
        for (key, json) in fields {
            object.written_field(key, json);
        }
    }

    /// Starts a multipart body, with its constant fields.
    pub(crate) fn begin_multipart(&mut self) {
        let fields = self.metadata.fixed_fields;
        let multipart = self.multipart();
        for (name, value) in fields {
            multipart.field(name, *value);
        }
    }

    /// Starts a body that is a form, with its constant fields.
    pub(crate) fn begin_form(&mut self) {
        self.form();
        for (key, value) in self.metadata.fixed_fields {
            push_pair(&encode(key), value, &mut self.form);
        }
    }
}
