//! The data that a page needs to show a form for one operation and to send a call.

mod responses;
mod version;

use std::{borrow::Cow, collections::BTreeMap};

use endpoint_runtime::{
    metadata::{Encoding, ParameterLocation},
    provider::{AuthScheme, CredentialPart, InputParameter, Operation, Provider, TypeKind, ValueType},
};
use serde::Serialize;

use self::responses::{ConsoleEnvelope, ConsoleResponse};
use crate::{case::sentence, labels, markdown, secrets::is_sensitive};

/// One operation as JSON for a page. Made by [`console`]; its members are for the reader of that JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Console<'a> {
    version: String,
    provider: ConsoleProvider<'a>,
    operation: ConsoleOperation<'a>,
    parameters: Vec<ConsoleParameter<'a>>,
    types: BTreeMap<&'a str, &'a ValueType>,
}

impl Console<'_> {
    /// Sixteen digits that differ where the parameters or their schemas differ, so that a page drops the values that were
    /// saved for other parameters. They are the same in every process and on every machine.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

#[derive(Clone, Debug, Serialize)]
struct ConsoleProvider<'a> {
    name: &'a str,
    title: &'a str,
    auth: Vec<ConsoleScheme<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct ConsoleScheme<'a> {
    parts: Vec<ConsolePart<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct ConsolePart<'a> {
    name: &'a str,
    variable: &'a str,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ConsoleOperation<'a> {
    id: &'a str,
    name: &'a str,
    title: String,
    method: &'static str,
    template: &'a str,
    destructive: bool,
    authenticated: bool,
    body: &'static str,
    content_type: Option<&'static str>,
    query: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fixed_headers: &'a [(&'a str, &'a str)],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fixed_fields: &'a [(&'a str, &'a str)],
    /// The media type of the response, if it is not JSON or any.
    #[serde(skip_serializing_if = "Option::is_none")]
    accept: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responses: Vec<ConsoleResponse<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    envelope: Option<ConsoleEnvelope>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of its own")]
struct ConsoleParameter<'a> {
    name: &'a str,
    wire: &'a str,
    place: &'static str,
    required: bool,
    repeated: bool,
    /// The form of the keys of a map: `filter[]`, a prefix, or nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<&'static str>,
    /// True for one or more segments of the path.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    several: bool,
    /// The literal behind a value in its segment of the path, percent-encoded.
    #[serde(skip_serializing_if = "str::is_empty")]
    end: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    join: Option<[String; 2]>,
    /// The form of the keys of a nested value: `[]` or `.` for members, and the text behind the key of a list for its first item.
    #[serde(skip_serializing_if = "Option::is_none")]
    nested: Option<[String; 2]>,
    #[serde(rename = "jsonText", skip_serializing_if = "std::ops::Not::not")]
    json_text: bool,
    sensitive: bool,
    docs: String,
    #[serde(rename = "type")]
    value_type: Cow<'a, ValueType>,
}

/// Returns the data for the page of an operation.
///
/// ```
/// let stytch = stytch_endpoints::provider()?;
/// let revoke = stytch.operation("api_user_v1_Revoke").ok_or("gone")?;
/// let page = serde_json::to_value(endpoint_export::console::console(&stytch, revoke))?;
/// assert_eq!(page["operation"]["title"], "Revoke");
/// assert_eq!(page["parameters"][0]["place"], "path");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn console<'a>(provider: &'a Provider, operation: &'a Operation) -> Console<'a> {
    let parameters: Vec<_> = operation.parameters.iter().map(|it| parameter(operation, it)).collect();
    let types = reached(operation);
    Console {
        version: version::of(&parameters, &types),
        provider: of_provider(provider),
        operation: of_operation(operation),
        parameters,
        types,
    }
}

/// Returns the named types that the parameters' types reach.
fn reached(operation: &Operation) -> BTreeMap<&str, &ValueType> {
    let mut reached = BTreeMap::new();
    let mut next: Vec<&ValueType> = operation.parameters.iter().map(|parameter| &parameter.value_type).collect();
    while let Some(value) = next.pop() {
        next.extend(value.inner());
        if let TypeKind::Named { name, .. } = &value.kind
            && let Some(named) = operation.types.get(name)
            && reached.insert(name.as_str(), named).is_none()
        {
            next.push(named);
        }
    }
    reached
}

fn of_provider(provider: &Provider) -> ConsoleProvider<'_> {
    ConsoleProvider { name: &provider.name, title: &provider.title, auth: provider.auth.iter().map(scheme).collect() }
}

fn scheme(scheme: &AuthScheme) -> ConsoleScheme<'_> {
    ConsoleScheme { parts: scheme.parts().into_iter().map(part).collect() }
}

fn part(part: &CredentialPart) -> ConsolePart<'_> {
    ConsolePart { name: &part.name, variable: &part.variable }
}

fn of_operation(operation: &Operation) -> ConsoleOperation<'_> {
    let metadata = operation.metadata;
    ConsoleOperation {
        id: metadata.id,
        name: &operation.name,
        title: sentence(metadata.name),
        method: metadata.method.as_str(),
        template: metadata.template,
        destructive: metadata.destructive,
        authenticated: metadata.authenticated,
        body: labels::body_format(metadata.body).unwrap_or("none"),
        content_type: metadata.default_content_type(),
        query: metadata.query,
        fixed_headers: metadata.fixed_headers,
        fixed_fields: metadata.fixed_fields,
        accept: Some(metadata.response.accept()).filter(|accept| !["application/json", "*/*"].contains(accept)),
        responses: responses::responses(operation),
        envelope: metadata.envelope.and_then(responses::envelope),
    }
}

fn parameter<'a>(operation: &Operation, parameter: &'a InputParameter) -> ConsoleParameter<'a> {
    let metadata = parameter.metadata;
    let mut in_path = operation.metadata.path_parameters().filter(|_| metadata.location == ParameterLocation::Path);
    let in_path = in_path.find(|parameter| parameter.name == metadata.name);
    ConsoleParameter {
        several: in_path.is_some_and(|parameter| parameter.several_segments),
        end: in_path.map_or("", |parameter| parameter.end),
        name: metadata.name,
        wire: metadata.wire_name,
        place: metadata.location.as_str(),
        required: metadata.required,
        repeated: metadata.is_list() && !metadata.map,
        map: metadata.map.then(|| metadata.map_form()),
        join: metadata
            .separator()
            .zip(metadata.written_separator())
            .map(|(separator, written)| [separator.to_string(), written.into_owned()]),
        nested: metadata
            .nesting()
            .map(|nesting| [if nesting.dots { "." } else { "[]" }.to_owned(), nesting.first_item()]),
        json_text: metadata.encoding == Encoding::Json,
        sensitive: is_sensitive(operation, parameter),
        docs: markdown::unlinked(&parameter.docs),
        // The type of a map is the whole one, the type of a list that of an item.
        value_type: if metadata.map {
            Cow::Owned(parameter.input_type())
        } else {
            Cow::Borrowed(&parameter.value_type)
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use endpoint_runtime::provider::Types;

    use super::*;
    use crate::tests::acme::acme;

    fn of(provider: &Provider, id: &str) -> Value {
        serde_json::to_value(console(provider, provider.operation(id).unwrap())).unwrap()
    }

    #[test]
    fn a_page_is_sent_what_it_needs() {
        let acme = acme();
        let list = of(&acme, "teams_list");
        assert_eq!(list["provider"]["auth"], json!([{ "parts": [{ "name": "token", "variable": "ACME_TOKEN" }] }]));
        assert!(list["operation"]["query"].as_str().unwrap().ends_with("expand=a%20b"), "{list}");
        let create = of(&acme, "teams_create");
        let pin = &create["parameters"][6];
        assert_eq!(json!([pin["name"], pin["place"], pin["sensitive"]]), json!(["pin", "field", true]));
        let token = of(&acme, "teams_token");
        assert_eq!(token["operation"]["contentType"], "application/x-www-form-urlencoded");
        assert_eq!(token["operation"]["authenticated"], false);
    }

    #[test]
    fn only_what_the_parameters_reach_goes_along() {
        let acme = acme();
        let names = |id| of(&acme, id)["types"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names("teams_create"), ["Address", "Door", "Kind"]);
        assert_eq!(names("teams_probe"), Vec::<String>::new());
    }

    #[test]
    fn the_version_tells_parameters_and_schemas_apart() {
        let mut acme = acme();
        let version = |provider: &Provider, id| console(provider, provider.operation(id).unwrap()).version().to_owned();
        let before = version(&acme, "teams_create");
        assert_eq!(before.len(), 16);
        assert_eq!(before, version(&acme, "teams_create"));
        assert_ne!(before, version(&acme, "teams_list"));
        acme.title = "Another".to_owned();
        assert_eq!(before, version(&acme, "teams_create"));
        for group in &mut acme.groups {
            for operation in &mut group.operations {
                let definitions = std::sync::Arc::make_mut(&mut operation.definitions);
                definitions.insert("Kind".to_owned(), json!({ "const": "home" }));
                operation.types = std::sync::Arc::new(Types::read(definitions));
            }
        }
        assert_ne!(before, version(&acme, "teams_create"));
    }
}
