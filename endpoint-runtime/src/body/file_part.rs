//! Files as parts of a multipart body.

use std::{io, path::PathBuf};

use super::Content;

/// A file in a multipart body: its name, its media type and its content, which may be a stream.
///
/// ```
/// use endpoint_runtime::{FilePart, Result, endpoints};
///
/// #[endpoints]
/// pub trait Transcriptions {
///     #[endpoint(POST "/v1/audio/transcriptions", multipart)]
///     async fn transcribe(&self, file: FilePart, model: String, language: Option<String>) -> Result<String>;
/// }
///
/// let speech = FilePart::new("speech.mp3", vec![0xff, 0xfb]).with_content_type("audio/mpeg");
/// let request = TranscribeRequest::new(speech, "whisper-1");
/// ```
#[derive(Clone, Debug)]
pub struct FilePart {
    file_name: String,
    content_type: Option<String>,
    content: Content,
}

impl FilePart {
    /// Creates a file of a name and a content: bytes, a text or a [`Content`].
    pub fn new(file_name: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { file_name: file_name.into(), content_type: None, content: content.into() }
    }

    /// Creates a part of the file at `path`, with the name at its end. The file is read while it is sent.
    ///
    /// # Errors
    /// There is no such file.
    pub fn open(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self::new(name, Content::file(path)?))
    }

    /// Sets the media type, which is `application/octet-stream` otherwise.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Returns the name of the file. A server takes no path from it without a check: it is the client's text.
    #[must_use]
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// Returns the media type, if one was given.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns the content.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Returns the content.
    #[must_use]
    pub fn into_content(self) -> Content {
        self.content
    }
}

/// Returns whether a text may be the media type of a part.
pub(crate) fn is_media_type(content_type: &str) -> bool {
    content_type.bytes().all(|byte| matches!(byte, b' '..=b'~')) && content_type.contains('/')
}
