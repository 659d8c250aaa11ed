//! Files that flags name: `report.pdf`, `@report.pdf;type=application/pdf`, and `-` for the standard input.

use std::path::Path;

use endpoint_runtime::{Content, FilePart, Json, JsonMap};

/// The path of the standard input.
pub(crate) const STDIN: &str = "-";

/// A file that a flag names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileArgument {
    pub(crate) path: String,
    /// The name that is sent, if it is not that of the path.
    file_name: Option<String>,
    content_type: Option<String>,
}

impl FileArgument {
    /// Parses a path with an `@` before it, or without, and the name and the media type behind it, as curl's `--form` takes them.
    pub(crate) fn parse(text: &str) -> Self {
        let mut file = Self { path: String::new(), file_name: None, content_type: None };
        let mut rest = text.strip_prefix('@').unwrap_or(text);
        // An option stands behind all others that it does not contain.
        while let Some((before, option)) =
            [";type=", ";filename="].iter().filter_map(|name| split_last(rest, name)).max()
        {
            match option {
                FileOption::ContentType(value) => file.content_type.get_or_insert_with(|| value.to_owned()),
                FileOption::FileName(value) => file.file_name.get_or_insert_with(|| value.to_owned()),
            };
            rest = before;
        }
        rest.clone_into(&mut file.path);
        file
    }

    pub(crate) fn is_stdin(&self) -> bool {
        self.path == STDIN
    }

    /// Returns the name of the file that is sent.
    fn name(&self) -> String {
        let of_path = || Path::new(&self.path).file_name().map(|name| name.to_string_lossy().into_owned());
        match &self.file_name {
            Some(name) => name.clone(),
            None if self.is_stdin() => "stdin".to_owned(),
            None => of_path().unwrap_or_default(),
        }
    }

    fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref().or_else(|| media_type(&self.name()))
    }

    /// Returns the file with this content.
    pub(crate) fn part(&self, content: Content) -> FilePart {
        let part = FilePart::new(self.name(), content);
        match self.content_type() {
            Some(content_type) => part.with_content_type(content_type),
            None => part,
        }
    }

    /// Returns the file as data for a snippet, which reads it from its path.
    pub(crate) fn to_json(&self) -> Json {
        let mut members = JsonMap::new();
        members.insert("file_name", &*self.path);
        members.insert("text", "");
        if let Some(content_type) = self.content_type() {
            members.insert("content_type", content_type);
        }
        Json::Object(members)
    }
}

/// A path is compared by its length: the longest one has the last option behind it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum FileOption<'t> {
    ContentType(&'t str),
    FileName(&'t str),
}

/// Splits a text at the last option of this name.
fn split_last<'t>(text: &'t str, name: &str) -> Option<(&'t str, FileOption<'t>)> {
    let (before, value) = text.rsplit_once(name)?;
    Some((before, if name == ";type=" { FileOption::ContentType(value) } else { FileOption::FileName(value) }))
}

/// Returns the media type that the end of a file's name stands for.
fn media_type(name: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 25] = [
        ("avif", "image/avif"),
        ("csv", "text/csv"),
        ("gif", "image/gif"),
        ("gz", "application/gzip"),
        ("htm", "text/html"),
        ("html", "text/html"),
        ("jpeg", "image/jpeg"),
        ("jpg", "image/jpeg"),
        ("json", "application/json"),
        ("m4a", "audio/mp4"),
        ("md", "text/markdown"),
        ("mov", "video/quicktime"),
        ("mp3", "audio/mpeg"),
        ("mp4", "video/mp4"),
        ("ogg", "audio/ogg"),
        ("pdf", "application/pdf"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
        ("txt", "text/plain"),
        ("wav", "audio/wav"),
        ("webm", "video/webm"),
        ("webp", "image/webp"),
        ("xml", "application/xml"),
        ("yaml", "application/yaml"),
        ("zip", "application/zip"),
    ];
    let (_, end) = name.rsplit_once('.')?;
    KNOWN.iter().find(|(known, _)| end.eq_ignore_ascii_case(known)).map(|(_, media_type)| *media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_path_with_a_name_and_a_media_type() {
        for (text, path, name, content_type) in [
            ("a.PNG", "a.PNG", "a.PNG", Some("image/png")),
            ("@dir/a", "dir/a", "a", None),
            ("a;b.txt;type=a/b; charset=utf-8", "a;b.txt", "a;b.txt", Some("a/b; charset=utf-8")),
            ("@@a;type=a/b;filename=c.gif", "@a", "c.gif", Some("a/b")),
            ("a;filename=c.gif;type=a/b", "a", "c.gif", Some("a/b")),
            ("-;filename=x.zip", "-", "x.zip", Some("application/zip")),
            ("-", "-", "stdin", None),
        ] {
            let file = FileArgument::parse(text);
            let part = file.part(Content::from(""));
            assert_eq!((&*file.path, part.file_name(), part.content_type()), (path, name, content_type), "{text}");
        }
    }
}
