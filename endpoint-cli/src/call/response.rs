//! Printing the response of a call.

use std::fmt::Write as _;

use endpoint_runtime::{
    Error, Json, Stage,
    dynamic::{Data, DataStream, DynamicError},
    http::{HeaderMap, Response, StatusCode},
    metadata::ResponseMetadata,
    redact::Secrets,
};

use crate::{
    escape,
    exit::Exit,
    failure::{Failure, error_chain},
    io::Io,
    json_output,
};

/// The longest part of an error body that is shown if it is not JSON, in characters.
const MAX_SHOWN: usize = 2_000;

/// The options by which a response is printed.
pub(super) struct ResponsePrinter {
    /// The values that are removed from everything that the API sent.
    pub(super) secrets: Secrets,
    /// The operation's id, with which the runtime's errors begin.
    pub(super) id: &'static str,
    /// The operation's dotted name, which is printed in place of the id.
    pub(super) name: String,
    /// The declaration of the response.
    pub(super) response: ResponseMetadata,
    /// True if the endpoint declares a JSON response.
    pub(super) prints_json: bool,
    /// True if `--compact` was given.
    pub(super) compact: bool,
    /// True if `--include` was given.
    pub(super) include: bool,
}

impl ResponsePrinter {
    /// Prints the body to the standard output, and everything else to the standard error.
    pub(super) fn print(
        &self,
        result: Result<Response<Data>, Error<DynamicError>>,
        io: &mut Io<'_>,
    ) -> Result<Exit, Failure> {
        match result {
            Ok(response) => self.print_response(&response, io).map(|()| Exit::Success),
            Err(error) => self.print_error(&error, io),
        }
    }

    /// Prints the items of a stream as they arrive: bytes as they are, and others as one line of JSON each.
    pub(super) async fn print_stream(
        &self,
        result: Result<Response<DataStream>, Error<DynamicError>>,
        io: &mut Io<'_>,
    ) -> Result<Exit, Failure> {
        let (head, mut items) = match result {
            Ok(response) => response.into_parts(),
            Err(error) => return self.print_error(&error, io),
        };
        self.print_head(head.status, &head.headers, io);
        while let Some(item) = items.next().await {
            let is_open = match item {
                Ok(Data::Json(_)) if !self.prints_json(head.status) => true,
                Ok(Data::Json(value)) => {
                    let value = self.secrets.redact_json(value);
                    io.print_item(json_output::compact(&value)?.as_bytes())?
                }
                Ok(Data::Text(text)) => io.print_item(text.as_bytes())?,
                Ok(Data::Bytes(bytes)) => io.print_item(&bytes)?,
                Ok(other) => {
                    return Err(Failure::local(format_args!("an item of this kind cannot be printed: {other:?}")));
                }
                Err(error) => {
                    let message = escape::line(&self.secrets.redact(&error.to_string()));
                    return Err(Failure { exit: Exit::NoResponse, message });
                }
            };
            if !is_open {
                break;
            }
        }
        Ok(Exit::Success)
    }

    /// Returns whether the body of a response with this status is printed, if it is JSON.
    fn prints_json(&self, status: StatusCode) -> bool {
        match self.response.of_status(status) {
            Some(declared) if declared.format.is_streamed() => true,
            Some(declared) if !self.response.variants.is_empty() => declared.has_body(),
            _ => self.prints_json,
        }
    }

    fn print_response(&self, response: &Response<Data>, io: &mut Io<'_>) -> Result<(), Failure> {
        self.print_head(response.status(), response.headers(), io);
        match response.body() {
            Data::Json(_) if !self.prints_json(response.status()) => Ok(()),
            Data::Json(value) => io.print(self.json(value)?.as_bytes()),
            Data::Text(text) => io.print(text.as_bytes()),
            Data::Bytes(bytes) => io.print(bytes),
            other => Err(Failure::local(format_args!("a body of this kind cannot be printed: {other:?}"))),
        }
    }

    fn print_error(&self, error: &Error<DynamicError>, io: &mut Io<'_>) -> Result<Exit, Failure> {
        if let (Some(status), Some(headers)) = (error.status(), error.headers()) {
            self.print_head(status, headers, io);
        }
        let message = escape::line(&self.secrets.redact(&self.chain(error)));
        match (error.stage(), error.as_api()) {
            (Stage::Api, Some(body)) => {
                let body = self.secrets.redact_json(body.body().clone());
                io.print(self.json(&body)?.as_bytes())?;
                Err(Failure { exit: Exit::ApiError, message })
            }
            (Stage::Api, None) => {
                let message = format!("{message}{}", self.text_body(error));
                Err(Failure { exit: Exit::ApiError, message })
            }
            (Stage::Encode | Stage::Auth, _) => Err(Failure::usage(message)),
            _ => Err(Failure { exit: Exit::NoResponse, message }),
        }
    }

    fn json(&self, value: &Json) -> Result<String, Failure> {
        if self.compact { json_output::compact(value) } else { json_output::pretty(value) }
    }

    /// Returns the beginning of an error body that is no JSON.
    fn text_body(&self, error: &Error<DynamicError>) -> String {
        let text = String::from_utf8_lossy(error.body().map_or(&[], |body| body));
        let text = self.secrets.redact(text.trim()).replace("\r\n", "\n");
        let text: String = text.chars().take(MAX_SHOWN).collect();
        if text.is_empty() { text } else { format!("\nthe body is not JSON:\n{text}") }
    }

    fn print_head(&self, status: StatusCode, headers: &HeaderMap, io: &mut Io<'_>) {
        if !self.include {
            return;
        }
        let mut head = format!("{status}\n");
        for (name, value) in headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            // Writing to a string never fails.
            let _ = writeln!(head, "{name}: {}", escape::line(&self.secrets.redact(&value)));
        }
        head.push('\n');
        io.eprint(&head);
    }

    /// Writes the error and its causes, beginning with the operation's dotted name.
    fn chain(&self, error: &Error<DynamicError>) -> String {
        let text = error_chain(error);
        match text.strip_prefix(self.id) {
            Some(rest) if rest.starts_with(':') => format!("{}{rest}", self.name),
            _ => text,
        }
    }
}
