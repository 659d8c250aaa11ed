//! Go: a `multipart.Writer`, whose parts have the heads that browsers write.

use crate::{
    quote::quoted,
    snippet::request::{Part, PartContent, TextPart},
};

/// Writes the statements that make the body.
pub(in crate::snippet) fn statements(parts: &[Part], expression: impl Fn(&TextPart) -> String) -> Vec<String> {
    let part = |part: &Part| {
        let content = match &part.content {
            PartContent::Text(text) | PartContent::Json(text) => format!("strings.NewReader({})", expression(text)),
            PartContent::File(file) => format!("open({})", quoted(&file.path)),
        };
        let content_type = quoted(part.content_type().unwrap_or_default());
        format!("addPart(writer, {}, {content_type}, {content})", quoted(&part.disposition()))
    };
    let begin = ["body := &bytes.Buffer{}", "writer := multipart.NewWriter(body)"].map(str::to_owned);
    let end = "if err := writer.Close(); err != nil {\n\t\tlog.Fatal(err)\n\t}".to_owned();
    begin.into_iter().chain(parts.iter().map(part)).chain([end]).collect()
}

/// Returns whether the program reads a file.
pub(in crate::snippet) fn has_file(parts: &[Part]) -> bool {
    parts.iter().any(is_file)
}

pub(in crate::snippet) fn is_file(part: &Part) -> bool {
    matches!(part.content, PartContent::File(_))
}

/// The functions that the statements call.
pub(in crate::snippet) fn helpers(parts: &[Part]) -> String {
    format!("{ADD_PART}{}", if has_file(parts) { OPEN } else { "" })
}

const ADD_PART: &str = "
func addPart(writer *multipart.Writer, disposition, contentType string, content io.Reader) {
	header := textproto.MIMEHeader{\"Content-Disposition\": {disposition}}
	if contentType != \"\" {
		header.Set(\"Content-Type\", contentType)
	}
	part, err := writer.CreatePart(header)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := io.Copy(part, content); err != nil {
		log.Fatal(err)
	}
}
";

const OPEN: &str = "
func open(path string) *os.File {
	file, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	return file
}
";
