//! JavaScript with `fetch`: a `FormData`, or a `Blob` of the whole body where a `FormData` would send other bytes.
//!
//! Node reads a file as it is sent (`openAsBlob`).

use crate::{
    quote::quoted,
    snippet::{
        fetch::part_expression,
        literal::surround_each,
        request::{Part, PartContent, Piece, TextPart, boundary, pieces},
    },
};

/// The name of the body.
pub(in crate::snippet) const BODY: &str = "body";

/// The import of the function that opens a file.
pub(in crate::snippet) const IMPORT: &str = "import { openAsBlob } from \"node:fs\";\n\n";

/// Returns the media type, unless `fetch` adds it.
pub(in crate::snippet) fn content_type(parts: &[Part]) -> Option<String> {
    (!is_form_data(parts)).then(|| format!("multipart/form-data; boundary={}", boundary(parts)))
}

/// Writes the statements that make the body.
pub(in crate::snippet) fn statements(parts: &[Part]) -> String {
    let has_file = parts.iter().any(|part| matches!(part.content, PartContent::File(_)));
    let import = if has_file { IMPORT } else { "" };
    if !is_form_data(parts) {
        let piece = |piece: Piece<'_>| match piece {
            Piece::Text(parts) => parts.iter().map(part_expression).collect::<Vec<_>>(),
            Piece::File(file) => vec![format!("await openAsBlob({})", quoted(&file.path))],
        };
        let pieces: Vec<String> = pieces(parts, &boundary(parts)).into_iter().flat_map(piece).collect();
        return format!("{import}const {BODY} = new Blob([\n{}]);\n\n", surround_each("  ", &pieces, ",\n"));
    }
    let appended: Vec<String> = parts.iter().map(append).collect();
    format!("{import}const {BODY} = new FormData();\n{}\n", surround_each("", &appended, "\n"))
}

fn append(part: &Part) -> String {
    let name = quoted(&part.name);
    match &part.content {
        PartContent::Text(text) | PartContent::Json(text) => {
            format!("{BODY}.append({name}, {});", part_expression(text))
        }
        PartContent::File(file) => {
            let options = format!("{{ type: {} }}", quoted(&file.content_type));
            let (path, file_name) = (quoted(&file.path), quoted(file.name()));
            format!("{BODY}.append({name}, await openAsBlob({path}, {options}), {file_name});")
        }
    }
}

/// Returns whether a `FormData` has these parts. It changes line ends, and media types to lower case.
fn is_form_data(parts: &[Part]) -> bool {
    let has_line_ends = |text: &str| text.contains(['\r', '\n']);
    parts.iter().all(|part| {
        let content = match &part.content {
            PartContent::Text(TextPart::Literal(text)) => !has_line_ends(text),
            PartContent::Text(TextPart::Variable(..)) => true,
            PartContent::Json(_) => false,
            PartContent::File(file) => !file.content_type.contains(|c: char| c.is_ascii_uppercase()),
        };
        content && !has_line_ends(&part.name)
    })
}
