//! The path of a template, and its segments.

use super::{TemplateError, characters, placeholder};
use crate::model::Segment;

/// Refuses a template or prefix, named by `whole`, that does not start like a path.
pub(super) fn check_start(text: &str, whole: &str) -> Option<TemplateError> {
    if text.is_empty() {
        return Some(TemplateError::new(
            format!("the {whole} is empty"),
            "write a path: `/` or `/v1/things/<thing_id>`",
        ));
    }
    if let Some(error) = check_host(text, whole) {
        return Some(error);
    }
    if let Some(rest) = text.strip_prefix("//") {
        return Some(TemplateError::new(
            format!("the {whole} starts with `//`, which URLs read as a host"),
            format!("write only the path, `{}`; the host is that of the client's base URL", path_after(rest)),
        ));
    }
    if !text.starts_with('/') {
        return Some(TemplateError::new(
            format!("the {whole} does not start with a slash"),
            format!("write `/{text}`"),
        ));
    }
    None
}

/// Refuses a whole URL.
pub(super) fn check_host(text: &str, whole: &str) -> Option<TemplateError> {
    let (_, rest) = text.split_once("://")?;
    Some(TemplateError::new(
        format!("the {whole} contains a scheme and a host"),
        format!(
            "write only the path, `{}`; the host is that of the client's base URL, or of the trait option `host = name`",
            path_after(rest)
        ),
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
    match placeholder::parse(segment, "segment")? {
        Some(name) => Ok(Segment::Argument(name)),
        None => {
            characters::check(segment, "!$&'()*+,;=:@", "segment")?;
            Ok(Segment::Literal(segment.to_owned()))
        }
    }
}

fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
