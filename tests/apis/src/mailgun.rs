//! Mailgun: variables and headers of a message are fields of the form, each with a prefix of its own.

use std::collections::BTreeMap;

use endpoint_runtime::{FilePart, Result, endpoints, object};

/// A message that was accepted.
#[object(server, schema)]
pub struct Accepted {
    pub id: String,
    pub message: String,
}

#[endpoints(path = "/v3/<domain>", server, schema)]
pub trait Messages {
    /// Sends a message.
    #[endpoint(POST "/messages", multipart)]
    #[allow(clippy::too_many_arguments)]
    async fn send(
        &self,
        domain: String,
        from: String,
        to: Vec<String>,
        subject: String,
        text: Option<String>,
        #[field("o:tag")] tags: Vec<String>,
        #[fields("v:")] variables: BTreeMap<String, String>,
        #[fields("h:")] headers: BTreeMap<String, String>,
        attachment: Vec<FilePart>,
    ) -> Result<Accepted>;

    /// Sends a message that is stored already.
    #[endpoint(POST "/messages/<key>", form)]
    async fn resend(
        &self,
        domain: String,
        key: String,
        to: Vec<String>,
        #[fields("v:")] variables: BTreeMap<String, String>,
    ) -> Result<Accepted>;
}
