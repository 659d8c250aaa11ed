//! The options of `#[endpoint(…)]`.

use syn::{Ident, LitStr};

use super::{
    operation_id,
    options::{self, Options},
};
use crate::{
    diagnostics::Diagnostics,
    model::{Method, ResponseFormat},
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
    pub(super) response: ResponseFormat,
    /// The option `form`, when it is set.
    pub(super) form: Option<Ident>,
}

impl EndpointOptions {
    /// Reads the options. With an `id_prefix`, the id is only its second part.
    pub(super) fn read(
        written: Vec<WrittenOption>,
        method: Method,
        id_prefix: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        const FORMATS: [(&str, ResponseFormat); 3] =
            [("json", ResponseFormat::Json), ("text", ResponseFormat::Text), ("bytes", ResponseFormat::Bytes)];
        let mut options = Options::new(written, diagnostics);
        let read = Self {
            id: operation_id::read(&mut options, id_prefix),
            request: options.ident("request", "`request = Name`"),
            idempotent: options.flag("idempotent").unwrap_or(method.is_idempotent()),
            destructive: options.flag("destructive").unwrap_or(method == Method::Delete),
            authenticated: options.word("auth", &[("none", ())]).is_none(),
            timeout_ms: timeout(&mut options),
            response: options.word("response", &FORMATS).unwrap_or(ResponseFormat::Json),
            form: options.flag_with_ident("form").and_then(|(ident, is_form)| is_form.then_some(ident)),
        };
        options.report_unknown(Some(&options::ENDPOINTS));
        read
    }
}

fn timeout(options: &mut Options<'_>) -> Option<u64> {
    let written = options.string("timeout", "`timeout = \"30s\"`")?;
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
        options.diagnostics().report(
            &written,
            format!("invalid timeout {text:?}"),
            "write a whole number above zero and a unit, `ms`, `s` or `m`: `\"500ms\"`, `\"30s\"`, `\"5m\"`",
        );
    }
    milliseconds
}
