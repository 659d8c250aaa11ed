//! Files in the JSON object of a call by data.

use super::{error::InputProblem, text::bytes};
use crate::{
    body::{Content, FilePart, is_media_type},
    error::JsonPath,
    json::{Json, JsonMap},
};

/// Reads a file: `{ "file_name": …, "content": … }`.
pub(super) fn read(value: &Json, path: &JsonPath) -> Result<FilePart, InputProblem> {
    let refused = |path: JsonPath, reason: &str| InputProblem::Schema { path, reason: reason.to_owned() };
    let Json::Object(members) = value else {
        let reason = "it is not a file, which is an object with `file_name` and `content` (base64) or `text`";
        return Err(refused(path.clone(), reason));
    };
    let known = ["file_name", "content_type", "content", "text"];
    if let Some((unknown, _)) = members.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        let reason = "a file has the members `file_name`, `content_type`, and `content` or `text`";
        return Err(refused(path.clone().member(unknown), reason));
    }
    let text = |name: &str| member(members, name, path);
    let file_name =
        text("file_name")?.ok_or_else(|| InputProblem::MissingMember { path: path.clone().member("file_name") })?;
    let content = match (text("content")?, text("text")?) {
        (Some(base64), None) => {
            Content::from(bytes(base64).map_err(|error| refused(path.clone().member("content"), &error.to_string()))?)
        }
        (None, Some(text)) => Content::from(text.to_owned()),
        (Some(_), Some(_)) => return Err(refused(path.clone(), "a file has either `content` or `text`, not both")),
        (None, None) => return Err(InputProblem::MissingMember { path: path.clone().member("content") }),
    };
    let file = FilePart::new(file_name, content);
    match text("content_type")? {
        None => Ok(file),
        Some(content_type) if is_media_type(content_type) => Ok(file.with_content_type(content_type)),
        Some(_) => Err(refused(path.clone().member("content_type"), "it is not a media type, such as `image/png`")),
    }
}

/// Returns the text of a member; `None` if it is absent or null.
fn member<'v>(members: &'v JsonMap, name: &str, path: &JsonPath) -> Result<Option<&'v str>, InputProblem> {
    match members.get(name) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(_) => {
            Err(InputProblem::Schema { path: path.clone().member(name), reason: "it is not a string".to_owned() })
        }
    }
}
