//! Reading of a multipart body as it arrives, within limits.

use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use tracing::error;

use super::{
    MAX_PARTS, Part, Parts,
    head::Head,
    parser::{Parser, Piece},
    upload::Upload,
};
use crate::{
    body::Body,
    media_type,
    metadata::Metadata,
    server::{content_type, rejection::Rejection, routed_request},
};

/// The longest file that is held in memory, in bytes.
const MAX_FILE_IN_MEMORY: usize = 64 * 1024;

/// The most bytes of files that one body holds in memory. Further files are written to temporary files.
const MAX_FILES_IN_MEMORY: usize = 1024 * 1024;

/// The limits of a body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The most bytes of fields and of heads, which are held in memory.
    pub(crate) memory: usize,
    /// The most bytes of the whole body.
    pub(crate) upload: u64,
}

impl Parts {
    /// Reads a body.
    pub(crate) async fn read(
        metadata: &Metadata,
        headers: &HeaderMap,
        mut body: Body,
        limits: Limits,
    ) -> Result<Self, Rejection> {
        routed_request::check_announced(headers, &body, limits.upload)?;
        let mut reader = Reader { limits, parts: Vec::new(), part: None, memory: 0, files: 0 };
        let mut parser: Option<Parser> = None;
        let mut length = 0_u64;
        while let Some(bytes) = routed_request::data(&mut body).await? {
            length += bytes.len() as u64;
            if length > limits.upload {
                return Err(routed_request::too_large(limits.upload));
            }
            let parser = match &mut parser {
                Some(parser) => parser,
                None => {
                    content_type::check(headers, metadata)?;
                    parser.insert(Parser::new(&boundary(headers)?))
                }
            };
            // A frame may be long, and what is parsed of it is not held twice.
            for bytes in bytes.chunks(MAX_FILE_IN_MEMORY) {
                parser.push(bytes);
                while let Some(piece) = parser.next()? {
                    reader.add(piece).await?;
                }
            }
        }
        match parser {
            Some(parser) => parser.finish()?,
            None if headers.contains_key(CONTENT_TYPE) => {
                return Err(Rejection::bad_request(
                    "the multipart body is empty; one without parts has a last delimiter",
                ));
            }
            None => {}
        }
        Ok(Self(reader.parts))
    }
}

/// Returns the boundary of a body.
fn boundary(headers: &HeaderMap) -> Result<String, Rejection> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = media_type::parameters(content_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary"));
    let boundary = boundary.map(|(_, boundary)| boundary).filter(|boundary| (1..=70).contains(&boundary.len()));
    boundary
        .map(str::to_owned)
        .ok_or_else(|| Rejection::bad_request("the media type of the body has no boundary").with_field("content-type"))
}

struct Reader {
    limits: Limits,
    parts: Vec<Part>,
    part: Option<(Head, Upload)>,
    /// The bytes of fields and heads.
    memory: usize,
    /// The bytes of files that are in memory.
    files: usize,
}

impl Reader {
    async fn add(&mut self, piece: Piece) -> Result<(), Rejection> {
        match piece {
            Piece::Head(head) => {
                if self.parts.len() == MAX_PARTS {
                    let detail =
                        format!("the body has more than {MAX_PARTS} parts, which is the most that is accepted");
                    return Err(Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
                }
                self.reserve(head.size())?;
                self.part = Some((head, Upload::default()));
            }
            Piece::Content(bytes) => {
                let is_file = self.part.as_ref().is_some_and(|(head, _)| head.file_name.is_some());
                if !is_file {
                    self.reserve(bytes.len())?;
                }
                let Some((_, upload)) = &mut self.part else { return Ok(()) };
                let length = upload.length_in_memory() + bytes.len();
                let is_spooled = is_file
                    && !upload.is_in_file()
                    && (length > MAX_FILE_IN_MEMORY || self.files + length > MAX_FILES_IN_MEMORY);
                upload.push(&bytes, is_spooled).await.map_err(|error| not_stored(&error))?;
            }
            Piece::End => {
                if let Some((head, upload)) = self.part.take() {
                    if head.file_name.is_some() && !upload.is_in_file() {
                        self.files += upload.length_in_memory();
                    }
                    let content = upload.finish().await.map_err(|error| not_stored(&error))?;
                    self.parts.push(Part { head, content });
                }
            }
        }
        Ok(())
    }

    /// Counts bytes that are held in memory.
    fn reserve(&mut self, bytes: usize) -> Result<(), Rejection> {
        self.memory += bytes;
        if self.memory > self.limits.memory {
            return Err(Rejection::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("the fields are longer than {} bytes, which is the most that is accepted", self.limits.memory),
            ));
        }
        Ok(())
    }
}

fn not_stored(error: &std::io::Error) -> Rejection {
    error!(%error, "an uploaded file cannot be written to a temporary file");
    Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, "the file could not be stored")
}
