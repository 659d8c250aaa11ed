//! PowerShell: the bytes of the body, since .NET encodes the names of parts and files in another way.

use crate::snippet::request::{Part, Piece, TextPart, boundary, pieces};

/// Writes the bytes of a file. .NET has another current folder than PowerShell.
pub(in crate::snippet) fn file_bytes(path: &str) -> String {
    format!("[IO.File]::ReadAllBytes((Resolve-Path -LiteralPath {path}).ProviderPath)")
}

/// Returns the media type.
pub(in crate::snippet) fn content_type(parts: &[Part]) -> String {
    format!("multipart/form-data; boundary={}", boundary(parts))
}

/// Writes the statements that make the stream `$body`.
pub(in crate::snippet) fn statements(
    parts: &[Part],
    expression: impl Fn(&[TextPart]) -> String,
    string: impl Fn(&str) -> String,
) -> Vec<String> {
    let statement = |piece: Piece<'_>| match piece {
        Piece::Text(text) => format!("Add-Bytes ([Text.Encoding]::UTF8.GetBytes({}))", expression(&text)),
        Piece::File(file) => format!("Add-Bytes ({})", file_bytes(&string(&file.path))),
    };
    let begin = [
        "$body = [IO.MemoryStream]::new()",
        "function Add-Bytes([byte[]]$bytes) { $body.Write($bytes, 0, $bytes.Length) }",
    ];
    let pieces = pieces(parts, &boundary(parts)).into_iter().map(statement);
    begin.into_iter().map(str::to_owned).chain(pieces).collect()
}
