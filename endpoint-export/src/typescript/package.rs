//! `package.json`, `index.js` and `README.md`.

use endpoint_runtime::provider::{AuthScheme, Operation, Provider};
use serde::Serialize;
use serde_json::Map;

use super::{SdkOptions, docs, names::Names};
use crate::{
    case::camel,
    snippet::{Language, SnippetOptions, snippet},
};

/// The manifest, its members in the order in which npm's documentation names them.
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

/// The first condition that holds counts, so the types stand first.
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
        description: format!("Calls {} from JavaScript and TypeScript.", docs::inline(&provider.title)),
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
    // Strings and lists of them have a JSON form.
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes `index.js`.
pub(super) fn index(provider: &Provider) -> String {
    format!("// Calls {} with `fetch`.\n\n{}", docs::inline(&provider.title), include_str!("sdk/index.js"))
}

/// Writes `README.md`.
pub(super) fn readme(provider: &Provider, options: &SdkOptions, names: &Names<'_>) -> String {
    let (name, title) = (&options.name, docs::inline(&provider.title));
    let examples: String = example(provider)
        .map(|operation| {
            let options = SnippetOptions::default().package(name);
            let code = snippet(provider, operation, &Map::new(), &options, Language::TypeScript);
            format!("```ts\n{}\n```\n\n", code.trim_end())
        })
        .unwrap_or_default();
    let base_url = provider.variable("base_url");
    let gateway_url = provider.variable("gateway_url");
    let variables: String = provider.auth.iter().map(environment).collect();
    let credentials: String = provider.auth.iter().take(1).map(|scheme| own_client(name, scheme)).collect();
    let methods: String = names.methods.iter().map(|method| row(&method.name, method.operation)).collect();
    format!(
        r#"# {name}

{title} from JavaScript and TypeScript: {docs}

ES modules with types, without dependencies, for Node 20 and later, Deno, Bun, edge runtimes and, through a gateway, browsers.

```sh
npm install {name}
```

{examples}Nothing happens until the first call, which reads the environment:

{variables}- `{base_url}`: where the API is, unless it is {title}'s own host.
- `{gateway_url}`: a gateway that adds the credentials; with it none are needed here.

## A client of one's own

{credentials}Browsers and apps get no credentials, since every user could read them there: a client with credentials throws. Let their calls go
through a gateway:

```ts
import {{ createClient }} from "{name}";

export const client = createClient({{ gatewayUrl: "https://gateway.example.com", token: "the token of this user" }});
```

## Calls

A method takes one object of values by name, and as its second argument `{{ signal, headers, timeout }}`. A call ends after 60 seconds
unless `timeout` says otherwise. Nothing is repeated, and redirects are not followed. Values that would reach another route, or that cannot be sent, are
refused before anything is sent.

## Errors

Every error is an `EndpointError`. `ApiError` is what the API answers, `InputError` and `ConfigurationError` what was not sent,
`ConnectionError` and `TimeoutError` what got no answer, `ResponseError` an answer that cannot be read. Messages hold no secrets; an answer's `body`
and `headers` may, and are not shown by consoles.

```ts
import {{ ApiError }} from "{name}";

export function told(error: unknown): string {{
  if (error instanceof ApiError) {{
    return `${{error.status}} ${{error.errorType}}, request ${{error.requestId}}${{error.retryable ? ", try again" : ""}}`;
  }}
  return String(error);
}}
```

## Methods

| method | |
|---|---|
{methods}"#,
        docs = provider.docs.trim(),
    )
}

/// A call that does no harm, where there is one.
fn example(provider: &Provider) -> Option<&Operation> {
    let is_harmless =
        |operation: &&Operation| !operation.metadata.destructive && operation.metadata.deprecated.is_none();
    provider.operations().find(is_harmless).or_else(|| provider.operations().next())
}

fn environment(scheme: &AuthScheme) -> String {
    let parts = scheme.parts();
    parts.iter().map(|part| format!("- `{}`: {}\n", part.variable, docs::inline(&part.docs))).collect()
}

fn own_client(name: &str, scheme: &AuthScheme) -> String {
    let parts = scheme.parts();
    let members =
        parts.iter().map(|part| format!("    {}: process.env.{} ?? \"\",\n", camel(&part.name), part.variable));
    let members: String = members.collect();
    format!(
        "```ts\nimport {{ createClient }} from \"{name}\";\n\nexport const client = createClient({{\n  credentials: {{\n{members}  }},\n  \
         timeout: 5_000,\n}});\n```\n\n"
    )
}

fn row(method: &str, operation: &Operation) -> String {
    format!("| `{method}` | {} |\n", docs::inline(&operation.metadata.summary()).replace('|', "\\|"))
}
