//! Files of a multipart body.

use endpoint_runtime::Json;

use super::{chain, literal::string};
use crate::snippet::{
    Call,
    arguments::{Argument, ArgumentValue},
    request::FileReference,
};

pub(super) const FILE_PART: &str = "endpoint_runtime::FilePart";
pub(super) const CONSTRUCTOR: &str = "FilePart::open(";
pub(super) const CONTENT: &str = "Content::file(";
pub(super) const ARGUMENTS: &str = "Arguments::new(";

/// Writes the files of an argument, if it is one: each as an expression.
pub(super) fn files(argument: &Argument<'_>) -> Option<Vec<String>> {
    let ArgumentValue::Literal(value) = &argument.value else { return None };
    let files = match value {
        Json::Array(files) => files.as_slice(),
        file => std::slice::from_ref(file),
    };
    let file = |value: &Json| {
        let file = FileReference::new(value, argument.parameter.metadata.name);
        format!("{CONSTRUCTOR}{})?.with_content_type({})", string(&file.path), string(&file.content_type))
    };
    argument.parameter.is_file().then(|| files.iter().map(file).collect())
}

/// Writes the statement that adds the files to the input of a call by data.
pub(super) fn added_files(call: &Call<'_>) -> String {
    let added = call.arguments.iter().filter_map(|argument| {
        let name = string(argument.parameter.metadata.name);
        Some(files(argument)?.into_iter().map(move |file| format!(".file({name}, {file})")))
    });
    let body = call.arguments.iter().filter_map(|argument| {
        let (name, file) = (string(argument.parameter.metadata.name), argument.body_file()?);
        Some(format!(".content({name}, {CONTENT}{})?)", string(&file.path)))
    });
    let added: Vec<String> = added.flatten().chain(body).collect();
    if added.is_empty() {
        return String::new();
    }
    format!("    let input = {};\n", chain(&format!("{ARGUMENTS}input)"), &added))
}
