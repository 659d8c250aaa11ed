//! Printing what came back.

use std::fmt::Write as _;

use endpoint_runtime::{
    Error, Stage,
    dynamic::{Data, DynamicError},
    http::{HeaderMap, Response, StatusCode},
};
use serde_json::Value;

use crate::{
    escape,
    exit::Exit,
    failure::{Failure, error_chain},
    io::Io,
    json_output,
    scrub::Secrets,
};

/// How much is shown of an error body that is no JSON, in characters.
const SHOWN: usize = 2_000;

/// How an answer is printed.
pub(super) struct ResponsePrinter {
    /// What is taken out of the API's words.
    pub(super) secrets: Secrets,
    /// The operation, as it goes in its errors and in its dotted name.
    pub(super) id: &'static str,
    pub(super) name: String,
    /// Whether the endpoint reads the JSON that is answered.
    pub(super) is_read: bool,
    pub(super) compact: bool,
    pub(super) include: bool,
}

impl ResponsePrinter {
    /// Prints the body on the standard output, and everything else on the standard error.
    pub(super) fn print(
        &self,
        result: Result<Response<Data>, Error<DynamicError>>,
        io: &mut Io<'_>,
    ) -> Result<Exit, Failure> {
        match result {
            Ok(response) => self.done(&response, io).map(|()| Exit::Success),
            Err(error) => self.failed(&error, io),
        }
    }

    fn done(&self, response: &Response<Data>, io: &mut Io<'_>) -> Result<(), Failure> {
        self.say_head(response.status(), response.headers(), io);
        match response.body() {
            Data::Json(_) if !self.is_read => Ok(()),
            Data::Json(value) => io.print(self.json(value)?.as_bytes()),
            Data::Text(text) => io.print(text.as_bytes()),
            Data::Bytes(bytes) => io.print(bytes),
            other => Err(Failure::failed(format_args!("there is no way to print {other:?}"))),
        }
    }

    fn failed(&self, error: &Error<DynamicError>, io: &mut Io<'_>) -> Result<Exit, Failure> {
        if let (Some(status), Some(headers)) = (error.status(), error.headers()) {
            self.say_head(status, headers, io);
        }
        let message = escape::line(&self.secrets.scrub(&self.chain(error)));
        match (error.stage(), error.as_api()) {
            (Stage::Api, Some(body)) => {
                let body = self.secrets.scrub_json(body.body().clone());
                io.print(self.json(&body)?.as_bytes())?;
                Err(Failure { exit: Exit::ApiError, message })
            }
            (Stage::Api, None) => {
                let message = format!("{message}{}", self.foreign(error));
                Err(Failure { exit: Exit::ApiError, message })
            }
            (Stage::Encode | Stage::Auth, _) => Err(Failure::usage(message)),
            _ => Err(Failure { exit: Exit::NoResponse, message }),
        }
    }

    fn json(&self, value: &Value) -> Result<String, Failure> {
        if self.compact { json_output::compact(value) } else { json_output::pretty(value) }
    }

    /// An error body that is no JSON, as far as it helps a human.
    fn foreign(&self, error: &Error<DynamicError>) -> String {
        let text = String::from_utf8_lossy(error.body().map_or(&[], |body| body));
        let text = self.secrets.scrub(text.trim()).replace("\r\n", "\n");
        let text: String = text.chars().take(SHOWN).collect();
        if text.is_empty() { text } else { format!("\nthe body is no JSON:\n{text}") }
    }

    fn say_head(&self, status: StatusCode, headers: &HeaderMap, io: &mut Io<'_>) {
        if !self.include {
            return;
        }
        let mut head = format!("{status}\n");
        for (name, value) in headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            // Writing to a string never fails.
            let _ = writeln!(head, "{name}: {}", escape::line(&self.secrets.scrub(&value)));
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
