//! Multipart bodies of any bytes: they are answered, and read as multer reads them.

use endpoint_runtime::{Bytes, http};

use crate::fixtures::{ReadParts, block_on, serve};

pub(crate) fn check(data: &[u8]) {
    let request = http::Request::post("/parts").header("content-type", "multipart/form-data; boundary=b");
    let (status, body) = serve(request.body(Bytes::copy_from_slice(data)).expect("a request"));
    assert!(status.is_success() || status.is_client_error(), "{status}");
    let Some(parts) = block_on(parts(data)).filter(|_| status.is_success()) else { return };
    let read: ReadParts = serde_json::from_slice(&body).expect("the server's answer");
    // Browsers escape quotes in names by `%`, which multer leaves; who has several files or texts is refused.
    if data.contains(&b'%') || data.contains(&b'\\') {
        return;
    }
    let named = |name: &str| parts.iter().filter(|part| part.name == name).collect::<Vec<_>>();
    let texts = |name: &str| {
        let parts = named(name).into_iter();
        parts.map(|part| String::from_utf8_lossy(&part.content).into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(Vec::from_iter(read.text), texts("text"));
    assert_eq!(read.tags, texts("tags"));
    if let Some((_, content)) = read.file {
        assert_eq!(vec![content], named("file").iter().map(|part| part.content.to_vec()).collect::<Vec<_>>());
    }
}

/// A part as multer reads it.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) content: Bytes,
}

/// Reads a body with the boundary `b`; `None` if it is refused.
async fn parts(data: &[u8]) -> Option<Vec<Part>> {
    read_parts(Bytes::copy_from_slice(data), "b").await
}

/// Reads a body with multer; `None` if it is refused.
pub(crate) async fn read_parts(body: Bytes, boundary: &str) -> Option<Vec<Part>> {
    let stream = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(body)]);
    let mut multipart = multer::Multipart::new(stream, boundary);
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await.ok()? {
        parts.push(Part {
            name: field.name()?.to_owned(),
            file_name: field.file_name().map(str::to_owned),
            content_type: field.content_type().map(ToString::to_string),
            content: field.bytes().await.ok()?,
        });
    }
    Some(parts)
}
