//! The schema of a file in a call by data.

use serde_json::{Value, json};

/// Returns the schema of a file as an object, as `dynamic::Arguments` reads it.
pub(super) fn file_schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "file_name": { "type": "string", "description": "The name of the file." },
            "content": { "type": "string", "contentEncoding": "base64", "description": "The content in base64." },
            "text": { "type": "string", "description": "In place of `content`: the content as text." },
            "content_type": {
                "type": "string",
                "description": "The media type.",
                "default": "application/octet-stream",
            },
        },
        "required": ["file_name"],
        "oneOf": [{ "required": ["content"] }, { "required": ["text"] }],
        "additionalProperties": false,
    })
}
