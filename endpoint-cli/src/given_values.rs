//! The checked values of a call: JSON, and the files that flags name.

use endpoint_runtime::{Content, Json, JsonMap, dynamic::Arguments};

use crate::{failure::Failure, file_argument::FileArgument, io::Io};

/// A file that a flag names.
pub(crate) struct GivenFile {
    /// The name of the argument.
    pub(crate) name: &'static str,
    pub(crate) file: FileArgument,
    /// True if it is the whole body.
    pub(crate) is_body: bool,
    /// True if the argument takes several.
    pub(crate) is_repeated: bool,
}

/// The values of a call by their argument names.
#[derive(Default)]
pub(crate) struct GivenValues {
    pub(crate) json: JsonMap,
    pub(crate) files: Vec<GivenFile>,
}

impl GivenValues {
    /// Returns the values with files that are not read, for a check.
    pub(crate) fn without_contents(&self) -> Arguments {
        let arguments = Arguments::new(Json::Object(self.json.clone()));
        self.files.iter().fold(arguments, |all, given| given.add(all, Content::from("")))
    }

    /// Returns the values of a call. Files and the standard input are read while they are sent.
    ///
    /// # Errors
    /// A file is gone, or the standard input cannot be read.
    pub(crate) fn into_arguments(self, io: &mut Io<'_>) -> Result<Arguments, Failure> {
        let mut arguments = Arguments::new(Json::Object(self.json));
        for given in self.files {
            let content = if given.file.is_stdin() {
                io.stdin_content().map_err(|error| Failure::usage(format_args!("the standard input: {error}")))?
            } else {
                Content::file(&given.file.path)
                    .map_err(|error| Failure::usage(format_args!("cannot read {}: {error}", given.file.path)))?
            };
            arguments = given.add(arguments, content);
        }
        Ok(arguments)
    }

    /// Returns the values of a snippet, in which a file is only named.
    ///
    /// # Errors
    /// The standard input is to be read, which has no name.
    pub(crate) fn into_snippet(self) -> Result<JsonMap, Failure> {
        let mut values = self.json;
        for GivenFile { name, file, is_body, is_repeated } in self.files {
            if file.is_stdin() {
                let problem = "a snippet does not read the standard input; give the path of a file";
                return Err(Failure::usage(format_args!("`{name}`: {problem}")));
            }
            if is_body || !is_repeated {
                values.insert(name, file.to_json());
            } else if let Some(Json::Array(files)) = values.get_mut(name) {
                files.push(file.to_json());
            } else {
                values.insert(name, Json::Array(vec![file.to_json()]));
            }
        }
        Ok(values)
    }
}

impl GivenFile {
    fn add(&self, arguments: Arguments, content: Content) -> Arguments {
        if self.is_body {
            arguments.content(self.name, content)
        } else {
            arguments.file(self.name, self.file.part(content))
        }
    }
}
