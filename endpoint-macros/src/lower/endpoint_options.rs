//! The options of `#[endpoint(…)]`.

use syn::{Ident, LitStr, Path};

use super::{
    compress,
    constants::Constants,
    envelope,
    fields_body::FieldsBody,
    operation_id,
    options::{self, Options},
    pagination::{self, WrittenPagination},
    response_format::{self, RESPONSE_FORM, RESPONSE_FORMATS, WrittenResponse},
    trait_options::MethodDefaults,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Method, ResponseFormat, WrittenStatus},
    syntax::options::WrittenOption,
};

/// The checked options of an endpoint.
pub(super) struct EndpointOptions {
    pub(super) id: Option<LitStr>,
    pub(super) request: Option<Ident>,
    pub(super) idempotent: bool,
    pub(super) destructive: bool,
    pub(super) authenticated: bool,
    pub(super) timeout_ms: Option<u64>,
    /// The response, when an option says it.
    pub(super) response: Option<WrittenResponse>,
    /// The envelope of the endpoint, or `none`.
    pub(super) envelope: Option<Path>,
    pub(super) status: Option<WrittenStatus>,
    /// The format of the fields, when an option says it.
    pub(super) fields: Option<FieldsBody>,
    /// The value of `compress = gzip`, when it is written.
    pub(super) compress: Option<Ident>,
    pub(super) constants: Constants,
    pub(super) pagination: Option<WrittenPagination>,
}

impl EndpointOptions {
    /// Reads the options. Those of the trait apply where the endpoint has none.
    pub(super) fn read(
        written: Vec<WrittenOption>,
        method: &Method,
        defaults: &MethodDefaults,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut options = Options::new(written, diagnostics);
        let mut read = Self {
            id: operation_id::read(&mut options, defaults.id_prefix.as_deref()),
            request: options.ident("request", "`request = Name`"),
            idempotent: options.flag("idempotent").unwrap_or(method.is_idempotent()),
            destructive: options.flag("destructive").unwrap_or(*method == Method::Delete),
            authenticated: is_authenticated(&mut options) && defaults.authenticated,
            timeout_ms: timeout(&mut options).or(defaults.timeout_ms),
            response: None,
            envelope: envelope::read(&mut options),
            status: None,
            fields: FieldsBody::read(&mut options),
            compress: compress::read(&mut options),
            constants: Constants::default(),
            pagination: None,
        };
        read.constants = Constants::read(&mut options, read.authenticated);
        read.response = response(&mut options, read.idempotent);
        read.status = status(&mut options, read.response.as_ref());
        read.pagination = pagination::read(&mut options);
        options.report_unknown(Some(&options::ENDPOINTS));
        read
    }
}

/// Reads `auth = none`: returns `false` where it is written.
pub(super) fn is_authenticated(options: &mut Options<'_>) -> bool {
    options.word("auth", &[("none", ())]).is_none()
}

/// Reads `response = bytes`, or `response(bytes, type = "application/pdf")`. `is_idempotent` is that of the endpoint.
fn response(options: &mut Options<'_>, is_idempotent: bool) -> Option<WrittenResponse> {
    if let Some(marker) = options.take_marker("response") {
        let format = ResponseFormat::Custom;
        return Some(WrittenResponse { format, marker: Some(marker), ..WrittenResponse::default() });
    }
    if !options.is_list("response") {
        let format = options.word("response", &RESPONSE_FORMATS)?;
        return Some(WrittenResponse { format, ..WrittenResponse::default() });
    }
    let tokens = options.list("response", RESPONSE_FORM)?;
    Some(response_format::read(tokens, Some(is_idempotent), options.diagnostics()))
}

/// Reads the status of success.
fn status(options: &mut Options<'_>, response: Option<&WrittenResponse>) -> Option<WrittenStatus> {
    let written = options.integer("status", "`status = 201`")?;
    let status = written.base10_parse::<u16>().ok().filter(|status| matches!(status, 200..=299));
    match status {
        None => options.diagnostics().report(
            &written,
            format!("`{written}` is not a status of success"),
            format!(
                "write one from 200 to 299; a result with other statuses is an enum that derives `Response` and has `#[status({written})]` \
                 on a variant, and an error is returned by `Error::api(status, body)`"
            ),
        ),
        Some(204 | 205) if response.is_some_and(|response| response.format != ResponseFormat::Json) => {
            options.diagnostics().report(
                &written,
                format!("a response with the status {written} has no body"),
                "remove the option `response` and return `Result<()>`, or write another status",
            );
        }
        Some(_) => {}
    }
    status.map(|code| WrittenStatus { code, span: written.span() })
}

pub(super) fn timeout(options: &mut Options<'_>) -> Option<u64> {
    duration(&options.string("timeout", "`timeout = \"30s\"`")?, options.diagnostics())
}

/// Reads a duration in milliseconds.
pub(super) fn duration(written: &LitStr, diagnostics: &mut Diagnostics) -> Option<u64> {
    let text = written.value();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text.strip_prefix(digits) {
        Some("ms") => Some(1),
        Some("s") => Some(1_000),
        Some("m") => Some(60_000),
        _ => None,
    };
    let milliseconds = unit.and_then(|unit| digits.parse::<u64>().ok()?.checked_mul(unit)).filter(|&total| total > 0);
    if milliseconds.is_none() {
        diagnostics.report(
            written,
            format!("invalid timeout {text:?}"),
            "write a whole number above zero and a unit, `ms`, `s` or `m`: `\"500ms\"`, `\"30s\"`, `\"5m\"`",
        );
    }
    milliseconds
}
