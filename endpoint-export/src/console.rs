//! What a page needs to know of one operation to show a form, send a call and write snippets without a server: the
//! schemas, and all that [`snippet`](crate::snippet) works out of them.

mod version;

use std::collections::BTreeMap;

use endpoint_runtime::{
    metadata::{BodyFormat, Place, ResponseFormat},
    provider::{AuthScheme, CredentialPart, InputParameter, Operation, Provider},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    case::{camel, sentence},
    markdown,
    snippet::facts,
};

/// Everything about one operation, as JSON for a page. Made by [`console`]; its members are for those who read that JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Console<'a> {
    version: String,
    provider: ConsoleProvider<'a>,
    operation: ConsoleOperation<'a>,
    parameters: Vec<ConsoleParameter<'a>>,
    definitions: BTreeMap<&'a str, &'a Value>,
}

impl Console<'_> {
    /// Sixteen digits that differ where the parameters or their schemas differ, so that what was filled in for others is
    /// not taken for these. The same in every process and on every machine.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ConsoleProvider<'a> {
    name: &'a str,
    title: &'a str,
    base_url: &'a str,
    auth: Vec<ConsoleScheme<'a>>,
    typescript: ConsolePackage,
    rust_client: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize)]
struct ConsolePackage {
    import: String,
    package: String,
}

#[derive(Clone, Debug, Serialize)]
struct ConsoleScheme<'a> {
    kind: &'static str,
    header: Option<&'a str>,
    parts: Vec<ConsolePart<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct ConsolePart<'a> {
    name: &'a str,
    variable: &'a str,
    docs: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ConsoleOperation<'a> {
    id: &'a str,
    name: &'a str,
    title: String,
    method: &'static str,
    template: &'a str,
    host: Option<ConsoleHost<'a>>,
    destructive: bool,
    idempotent: bool,
    deprecated: Option<&'a str>,
    authenticated: bool,
    body: &'static str,
    content_type: Option<&'static str>,
    response: &'static str,
    fixed_query: &'a [(&'a str, &'a str)],
    typescript: String,
    rust: ConsoleRequest<'a>,
}

#[derive(Clone, Debug, Serialize)]
struct ConsoleHost<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Clone, Debug, Serialize)]
struct ConsoleRequest<'a> {
    request: &'a str,
    typed: bool,
}

#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of its own")]
struct ConsoleParameter<'a> {
    name: &'a str,
    wire: &'a str,
    place: &'static str,
    required: bool,
    repeated: bool,
    sensitive: bool,
    variable: String,
    docs: String,
    schema: &'a Value,
    placeholder: Value,
    text: bool,
    whole: bool,
    rust: ConsoleSetter,
}

#[derive(Clone, Debug, Serialize)]
struct ConsoleSetter {
    setter: String,
    takes: Option<&'static str>,
}

/// What a page needs to know of an operation.
///
/// ```
/// let stytch = stytch_endpoints::provider()?;
/// let revoke = stytch.operation("api_user_v1_Revoke").ok_or("gone")?;
/// let page = serde_json::to_value(endpoint_export::console::console(&stytch, revoke))?;
/// assert_eq!(page["operation"]["title"], "Revoke");
/// assert_eq!(page["operation"]["typescript"], "apiUserV1Revoke");
/// assert_eq!(page["parameters"][0]["place"], "path");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn console<'a>(provider: &'a Provider, operation: &'a Operation) -> Console<'a> {
    let parameters: Vec<_> = operation.parameters.iter().map(|p| parameter(provider, operation, p)).collect();
    let definitions = facts::reached(operation);
    Console {
        version: version::of(&parameters, &definitions),
        provider: of_provider(provider),
        operation: of_operation(provider, operation),
        parameters,
        definitions,
    }
}

fn of_provider(provider: &Provider) -> ConsoleProvider<'_> {
    ConsoleProvider {
        name: &provider.name,
        title: &provider.title,
        base_url: facts::base_url(provider),
        auth: provider.auth.iter().map(scheme).collect(),
        typescript: ConsolePackage { import: facts::import_name(provider), package: facts::package_name(provider) },
        rust_client: provider.rust_client.as_deref(),
    }
}

fn scheme(scheme: &AuthScheme) -> ConsoleScheme<'_> {
    let (kind, header) = match scheme {
        AuthScheme::Basic { .. } => ("basic", None),
        AuthScheme::ApiKey { header, .. } => ("apiKey", Some(header.as_str())),
        _ => ("bearer", None),
    };
    ConsoleScheme { kind, header, parts: scheme.parts().into_iter().map(part).collect() }
}

fn part(part: &CredentialPart) -> ConsolePart<'_> {
    ConsolePart { name: &part.name, variable: &part.variable, docs: markdown::unlinked(&part.docs) }
}

fn of_operation<'a>(provider: &'a Provider, operation: &'a Operation) -> ConsoleOperation<'a> {
    let metadata = operation.metadata;
    ConsoleOperation {
        id: metadata.id,
        name: &operation.name,
        title: sentence(metadata.name),
        method: metadata.method.as_str(),
        template: metadata.template,
        host: facts::host(provider, operation).map(|host| ConsoleHost { name: &host.name, url: &host.url }),
        destructive: metadata.destructive,
        idempotent: metadata.idempotent,
        deprecated: metadata.deprecated,
        authenticated: metadata.authenticated,
        body: match metadata.body {
            BodyFormat::Json => "json",
            BodyFormat::Form => "form",
            BodyFormat::Text => "text",
            BodyFormat::Bytes => "bytes",
            _ => "none",
        },
        content_type: metadata.body.content_type(),
        response: match metadata.response {
            _ if facts::returns_nothing(operation) => "nothing",
            ResponseFormat::Text => "text",
            ResponseFormat::Bytes => "bytes",
            _ => "json",
        },
        fixed_query: metadata.fixed_query,
        typescript: camel(metadata.id),
        rust: ConsoleRequest { request: metadata.request, typed: facts::has_typed_request(operation) },
    }
}

fn parameter<'a>(provider: &Provider, operation: &'a Operation, parameter: &'a InputParameter) -> ConsoleParameter<'a> {
    let metadata = parameter.metadata;
    ConsoleParameter {
        name: metadata.name,
        wire: metadata.wire,
        place: match metadata.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Field => "field",
            _ => "body",
        },
        required: metadata.required,
        repeated: metadata.repeated,
        sensitive: metadata.sensitive,
        variable: provider.secret_variable(metadata.name),
        docs: markdown::unlinked(metadata.docs),
        schema: &parameter.schema,
        placeholder: facts::placeholder(parameter, &operation.types),
        text: facts::is_text(&parameter.value_type, &operation.types),
        whole: facts::is_integer(&parameter.value_type, &operation.types),
        rust: ConsoleSetter { setter: facts::setter(metadata.name), takes: facts::takes(parameter, &operation.types) },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::snippet::samples::acme;

    fn of(provider: &Provider, id: &str) -> Value {
        serde_json::to_value(console(provider, provider.operation(id).unwrap())).unwrap()
    }

    #[test]
    fn what_snippets_work_out_is_there() {
        let acme = acme();
        let list = of(&acme, "teams_list");
        assert_eq!(list["provider"]["baseUrl"], "https://api.acme.example/base");
        assert_eq!(list["provider"]["typescript"], json!({ "import": "acmeTools", "package": "acme-tools-endpoints" }));
        assert_eq!(list["operation"]["fixedQuery"], json!([["expand", "a b"]]));
        assert_eq!(list["operation"]["host"], Value::Null);
        let create = of(&acme, "teams_create");
        assert_eq!(create["operation"]["response"], "nothing");
        let pin = &create["parameters"][6];
        assert_eq!(json!([pin["name"], pin["variable"], pin["text"]]), json!(["pin", "ACME_TOOLS_PIN", false]));
        let change = of(&acme, "teams_change");
        let rust = |at: usize| change["parameters"][at]["rust"].clone();
        assert_eq!(rust(0), json!({ "setter": "team_id", "takes": "string" }));
        assert_eq!(rust(1), json!({ "setter": "r#type", "takes": "string" }));
        assert_eq!(rust(2), json!({ "setter": "age", "takes": "u16" }));
        assert_eq!(rust(4)["takes"], Value::Null);
        let remove = of(&acme, "archive_remove");
        assert_eq!(remove["operation"]["host"]["url"], "https://archive.acme.example");
    }

    #[test]
    fn only_what_the_parameters_reach_goes_along() {
        let acme = acme();
        let names = |id| of(&acme, id)["definitions"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
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
            }
        }
        assert_ne!(before, version(&acme, "teams_create"));
    }
}
