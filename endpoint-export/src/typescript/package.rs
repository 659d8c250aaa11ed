//! `package.json`, `index.js` and `README.md`.

use endpoint_runtime::{
    JsonMap,
    provider::{AuthScheme, Host, Operation, Provider},
};
use serde::Serialize;

use super::{SdkOptions, comments, declarations, names::Names, provider_literal};
use crate::{
    case::camel,
    javascript::property,
    quote::quoted,
    secrets::is_sensitive,
    snippet::{Language, SnippetOptions, snippet},
};

/// The manifest, with its members in the order of npm's documentation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    name: &'a str,
    version: &'a str,
    description: String,
    keywords: [&'a str; 3],
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    r#type: &'static str,
    exports: Exports,
    types: &'static str,
    side_effects: bool,
    engines: Engines,
    files: [&'static str; 5],
}

#[derive(Serialize)]
struct Exports {
    #[serde(rename = ".")]
    main: Conditions,
    #[serde(rename = "./package.json")]
    manifest: &'static str,
}

/// Conditions of an export. The first that holds counts, so the types come first.
#[derive(Serialize)]
struct Conditions {
    types: &'static str,
    default: &'static str,
}

#[derive(Serialize)]
struct Engines {
    node: &'static str,
}

/// Writes `package.json`.
pub(super) fn manifest(provider: &Provider, options: &SdkOptions) -> String {
    let manifest = Manifest {
        name: &options.name,
        version: &provider.version,
        description: format!("Calls {} from JavaScript and TypeScript.", comments::inline(&provider.title)),
        keywords: [&provider.name, "api", "client"],
        license: provider.license.as_deref(),
        r#type: "module",
        exports: Exports {
            main: Conditions { types: "./index.d.ts", default: "./index.js" },
            manifest: "./package.json",
        },
        types: "./index.d.ts",
        side_effects: false,
        engines: Engines { node: ">=20" },
        files: ["index.js", "index.d.ts", "operations.js", "runtime", "types.d.ts"],
    };
    // Serializing strings and lists of them does not fail.
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes `index.js`.
pub(super) fn index(provider: &Provider) -> String {
    format!("// Calls {} with `fetch`.\n\n{}", comments::inline(&provider.title), include_str!("sdk/index.js"))
}

/// Writes `README.md`.
pub(super) fn readme(provider: &Provider, options: &SdkOptions, names: &Names<'_>) -> String {
    let (name, title) = (&options.name, comments::inline(&provider.title));
    let example = example(provider).and_then(|operation| {
        let options = SnippetOptions::default().package(name);
        let code = snippet(provider, operation, &JsonMap::new(), &options, Language::TypeScript).ok()?;
        Some(format!("```ts\n{}\n```\n\n", code.trim_end()))
    });
    let credentials = provider.auth.first().map(|scheme| client_example(name, scheme));
    let methods = names.methods.iter().map(|method| method_row(&method.name, method.operation));
    format!(
        include_str!("sdk/README.md"),
        name = name,
        title = title,
        docs = comments::normalized(&provider.docs),
        example = example.unwrap_or_default(),
        variables = provider.auth.iter().map(environment).collect::<Vec<_>>().concat(),
        base_url = provider.variable("base_url"),
        host_variables = host_variables(provider),
        gateway_url = provider.variable("gateway_url"),
        gateway_token = gateway_token(provider),
        credentials = credentials.unwrap_or_default(),
        pages = pages(name, names),
        methods = methods.collect::<Vec<_>>().concat(),
    )
}

/// Describes the lists that come page by page, with the first of them as the example, if there are any.
fn pages(package: &str, names: &Names<'_>) -> String {
    let Some(method) = names.methods.iter().find(|method| method.operation.metadata.pagination.is_some()) else {
        return String::new();
    };
    format!(include_str!("sdk/pages.md"), name = package, method = method.name, input = method.input)
}

/// Returns an operation that does no harm and needs no secret beside the credential, if there is one.
fn example(provider: &Provider) -> Option<&Operation> {
    let is_harmless =
        |operation: &&Operation| !operation.metadata.destructive && operation.metadata.deprecated.is_none();
    let needs_secret = |operation: &Operation| {
        operation.parameters.iter().any(|input| input.metadata.required && is_sensitive(operation, input))
    };
    let is_plain =
        |operation: &&Operation| is_harmless(operation) && operation.metadata.idempotent && !needs_secret(operation);
    let operations = || provider.operations();
    operations().find(is_plain).or_else(|| operations().find(is_harmless)).or_else(|| operations().next())
}

fn environment(scheme: &AuthScheme) -> String {
    let parts = scheme.parts();
    let lines = parts.iter().map(|part| format!("- `{}`: {}\n", part.variable, comments::inline(&part.docs)));
    lines.collect::<Vec<_>>().concat()
}

fn host_variables(provider: &Provider) -> String {
    let title = comments::inline(&provider.title);
    let line = |host: &Host| {
        let variable = provider.host_variable(host);
        format!(
            "- `{variable}`: the URL of the host `{}`, needed beside a base URL that is not {title}'s own.\n",
            host.name
        )
    };
    declarations::named_hosts(provider).map(line).collect()
}

fn gateway_token(provider: &Provider) -> String {
    let line = |variable| format!("- `{variable}`: the gateway's token, sent as `Authorization: Bearer`.\n");
    provider_literal::gateway_token(provider).map(line).unwrap_or_default()
}

fn client_example(name: &str, scheme: &AuthScheme) -> String {
    let parts = scheme.parts();
    let members = parts
        .iter()
        .map(|part| {
            format!(
                "    {}: {},\n",
                property(&camel(&part.name)),
                quoted(&format!("the {}, from your secret store", part.name.replace(['_', '-'], " ")))
            )
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        "```ts\nimport {{ createClient }} from \"{name}\";\n\nexport const client = createClient({{\n  credentials: {{\n{members}  }},\n  \
         timeout: 5_000,\n}});\n```\n\n"
    )
}

fn method_row(method: &str, operation: &Operation) -> String {
    format!("| `{method}` | {} |\n", comments::inline(&operation.summary()).replace('|', "\\|"))
}
