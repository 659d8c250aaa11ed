//! The path of a template, and its segments.

use super::{TemplateError, segment};
use crate::model::Segment;

/// A mistake at the start of a template.
pub(super) struct Start {
    pub(super) error: TemplateError,
    /// The template that was meant.
    pub(super) corrected: Option<String>,
}

impl Start {
    fn new(problem: String, help: impl Into<String>, corrected: Option<String>) -> Self {
        Self { error: TemplateError::new(problem, help), corrected }
    }
}

/// Refuses a template or prefix, named by `whole`, that does not start like a path.
pub(super) fn check_start(text: &str, whole: &str) -> Option<Start> {
    if text.is_empty() {
        let help = "write a path: `/` or `/v1/things/<thing_id>`";
        return Some(Start::new(format!("the {whole} is empty"), help, None));
    }
    if let Some(start) = check_host(text, whole) {
        return Some(start);
    }
    if let Some(rest) = text.strip_prefix("//") {
        let path = path_after(rest);
        return Some(Start::new(
            format!("the {whole} starts with `//`, which URLs read as a host"),
            format!("write only the path, `\"{path}\"`; the host is that of the client's base URL"),
            Some(path),
        ));
    }
    if text.starts_with('/') {
        return None;
    }
    let problem = format!("the {whole} does not start with a slash");
    if is_host(text.split('/').next().unwrap_or_default()) {
        let path = path_after(text);
        let help = format!("write only the path, `\"{path}\"`; the host is that of the client's base URL");
        return Some(Start::new(problem, help, Some(path)));
    }
    let corrected = format!("/{text}");
    Some(Start::new(problem, format!("write `\"{corrected}\"`"), Some(corrected)))
}

/// Returns whether the text before the first slash is a host, or stands for one: `{base_url}`.
fn is_host(first: &str) -> bool {
    let is_variable = first.starts_with(['{', '<', '$'])
        && (first.contains("base") || first.contains("host") || first.contains("url"));
    let is_domain = first.contains('.') && first.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
    is_variable
        || is_domain && !first.starts_with('.')
        || first == "localhost"
        || first.starts_with("localhost:")
        || first == "{}"
}

/// Refuses a whole URL.
pub(super) fn check_host(text: &str, whole: &str) -> Option<Start> {
    let (_, rest) = text.split_once("://")?;
    let path = path_after(rest);
    Some(Start::new(
        format!("the {whole} contains a scheme and a host"),
        format!(
            "write only the path, `\"{path}\"`; the host is that of the client's base URL, or of the trait option `host = name`"
        ),
        Some(path),
    ))
}

fn path_after(host: &str) -> String {
    format!("/{}", host.split_once('/').map_or("", |(_, path)| path))
}

pub(super) fn parse(path: &str, whole: &str, errors: &mut Vec<TemplateError>) -> Vec<Segment> {
    let written: Vec<&str> = path.split('/').skip(1).collect();
    let last = written.len().saturating_sub(1);
    let mut segments = Vec::new();
    for (index, segment) in written.into_iter().enumerate() {
        match parse_segment(segment, whole, index == last) {
            Ok(segment) => segments.push(segment),
            Err(error) => errors.push(error),
        }
    }
    segments
}

fn parse_segment(segment: &str, whole: &str, is_last: bool) -> Result<Segment, TemplateError> {
    if segment.is_empty() && !is_last {
        return Err(TemplateError::new(
            format!("the {whole} has an empty segment, `//`"),
            "remove one of the slashes; only one trailing slash is allowed",
        ));
    }
    if is_dot_segment(segment) {
        return Err(TemplateError::new(
            format!("the {whole} has the segment `{segment}`"),
            "write the path without `.` and `..`: URL libraries remove them, so that another route would be called",
        ));
    }
    segment::parse(segment)
}

fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
