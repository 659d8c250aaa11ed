//! The path of a template, and its segments.

use super::{TemplateError, characters, placeholder};
use crate::model::Segment;

/// Refuses a template that does not start like a path.
pub(super) fn check_start(text: &str) -> Option<TemplateError> {
    let path_after = |host: &str| format!("/{}", host.split_once('/').map_or("", |(_, path)| path));
    if text.is_empty() {
        return Some(TemplateError::new("the template is empty", "write a path: `/` or `/v1/things/<thing_id>`"));
    }
    if let Some((_, rest)) = text.split_once("://") {
        return Some(TemplateError::new(
            "the template contains a scheme and a host",
            format!(
                "write only the path, `{}`; the host is that of the client's base URL, or of the trait option `host = name`",
                path_after(rest)
            ),
        ));
    }
    if let Some(rest) = text.strip_prefix("//") {
        return Some(TemplateError::new(
            "the template starts with `//`, which URLs read as a host",
            format!("write only the path, `{}`; the host is that of the client's base URL", path_after(rest)),
        ));
    }
    if !text.starts_with('/') {
        return Some(TemplateError::new("the template does not start with a slash", format!("write `/{text}`")));
    }
    None
}

pub(super) fn parse(path: &str, errors: &mut Vec<TemplateError>) -> Vec<Segment> {
    let written: Vec<&str> = path.split('/').skip(1).collect();
    let last = written.len().saturating_sub(1);
    let mut segments = Vec::new();
    for (index, segment) in written.into_iter().enumerate() {
        match parse_segment(segment, index == last) {
            Ok(segment) => segments.push(segment),
            Err(error) => errors.push(error),
        }
    }
    segments
}

fn parse_segment(segment: &str, is_last: bool) -> Result<Segment, TemplateError> {
    if segment.is_empty() && !is_last {
        return Err(TemplateError::new(
            "the template has an empty segment, `//`",
            "remove one of the slashes; only one trailing slash is allowed",
        ));
    }
    if is_dot_segment(segment) {
        return Err(TemplateError::new(
            format!("the template has the segment `{segment}`"),
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
