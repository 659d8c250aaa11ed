//! The arguments of a call by data.

use crate::{
    body::{Content, FilePart},
    json::Json,
};

/// The arguments of a call by data: a JSON object, and files whose content is not in it.
///
/// Any JSON value is made into one, as in `client.call(operation, json!({ … }))`. A file of a multipart body may be in the JSON object, as
/// another object:
///
/// | member | value |
/// |---|---|
/// | `file_name` | the name of the file |
/// | `content` | its content in base64 (RFC 4648, section 4) |
/// | `text` | in place of `content`: its content as text |
/// | `content_type` | its media type, `application/octet-stream` without it |
///
/// [`file`](Self::file) adds one from disk or from a stream, which is never in memory as a whole. [`content`](Self::content) does the same
/// for a body of bytes, whose JSON is a text in base64.
///
/// ```
/// use endpoint_runtime::{BaseUrl, FilePart, Result, dynamic::{Arguments, encode}, endpoints};
/// use endpoint_runtime::provider::{Environment, Provider};
/// use serde_json::json;
///
/// #[endpoints(schema)]
/// pub trait Uploads {
///     #[endpoint(POST "/uploads", multipart, auth = none)]
///     async fn upload(&self, title: String, cover: FilePart) -> Result<()>;
/// }
///
/// # fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
/// let provider = Provider::builder("uploads")
///     .environment(Environment::new("live", "https://api.example.com"))
///     .resource(UploadsClient::SCHEMAS)
///     .build()?;
/// let upload = provider.operation("uploads_upload").ok_or("gone")?;
/// let base: BaseUrl = "https://api.example.com".parse()?;
///
/// let cover = json!({ "file_name": "a.txt", "text": "hello", "content_type": "text/plain" });
/// let in_json = encode(&base, upload, json!({ "title": "A", "cover": cover }))?;
///
/// let cover = FilePart::new("a.txt", "hello").with_content_type("text/plain");
/// let beside = encode(&base, upload, Arguments::new(json!({ "title": "A" })).file("cover", cover))?;
/// assert_eq!(in_json.body(), beside.body());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Arguments {
    pub(super) json: Json,
    /// The files by the names of their arguments.
    pub(super) files: Vec<(String, FilePart)>,
}

impl Arguments {
    /// Creates the arguments of a JSON object.
    pub fn new(json: impl Into<Json>) -> Self {
        Self { json: json.into(), files: Vec::new() }
    }

    /// Adds a file. A repeated argument takes several.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, file: FilePart) -> Self {
        self.files.push((name.into(), file));
        self
    }

    /// Adds the content of an argument that is a whole body of bytes, such as `#[body(stream)]`.
    #[must_use]
    pub fn content(self, name: impl Into<String>, content: impl Into<Content>) -> Self {
        self.file(name, FilePart::new("", content))
    }
}

impl<T: Into<Json>> From<T> for Arguments {
    fn from(json: T) -> Self {
        Self::new(json)
    }
}
