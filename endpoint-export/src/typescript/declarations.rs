//! `types.d.ts` and `index.d.ts`: the package's types.

use endpoint_runtime::{
    metadata::{BodyFormat, Metadata, ParameterLocation},
    provider::{AuthScheme, CredentialPart, Host, InputParameter, Operation, Provider, TypeKind},
};

use super::{
    comments,
    names::{Method, Names},
    outputs,
    type_mapper::TypeMapper,
    types::{Member, Object, Type},
};
use crate::{case::camel, javascript::property, quote::quoted, secrets::is_sensitive};

/// Writes `types.d.ts`: the inputs and outputs of methods, then the types that they refer to.
pub(super) fn types(
    provider: &Provider,
    names: &Names<'_>,
    mapper: &TypeMapper<'_>,
    input_mapper: &TypeMapper<'_>,
) -> String {
    let mut out = format!("// The inputs and outputs of the methods of {}.\n", comments::inline(&provider.title));
    if has_files(provider) {
        out.push_str("\nimport type { FileInput } from \"./runtime/file-input.js\";\n");
    }
    if provider.operations().any(|operation| operation.metadata.body == BodyFormat::Bytes) {
        out.push_str("\nimport type { WebBlob, WebStream } from \"./runtime/web.js\";\n");
    }
    for method in &names.methods {
        out.push_str(&input(method, input_mapper));
        out.push_str(&outputs::output(method, mapper));
    }
    for (name, value_type) in provider.types.iter() {
        if let Some(exported) = names.types.get(name) {
            let (docs, tags) = (provider.types.docs(value_type), mapper.tags(value_type));
            out.push_str(&declaration(exported, docs, &tags, &mapper.to_type(value_type)));
            if let Some(input) = names.input_types.get(name).filter(|input| *input != exported) {
                let docs =
                    format!("{docs}\n\n`{exported}` in inputs, which may have a safe `number` in place of a `bigint`.");
                out.push_str(&declaration(input, docs.trim(), &tags, &input_mapper.to_type(value_type)));
            }
        }
    }
    out
}

/// Returns whether an operation sends files.
fn has_files(provider: &Provider) -> bool {
    provider.operations().flat_map(|operation| &operation.parameters).any(InputParameter::is_file)
}

fn declaration(name: &str, docs: &str, tags: &[String], ty: &Type) -> String {
    let comment = comments::comment(docs, tags, "");
    match ty {
        Type::Object(object) if !object.members.is_empty() => {
            format!("\n{comment}export interface {name} {}\n", object.print(""))
        }
        ty => format!("\n{comment}export type {name} = {};\n", ty.print("")),
    }
}

fn input(method: &Method<'_>, mapper: &TypeMapper<'_>) -> String {
    let members = method.operation.parameters.iter().map(|parameter| input_member(method.operation, parameter, mapper));
    let object = Object { members: members.collect(), rest: None };
    let docs = format!("The input of `{}`.", method.name);
    declaration(&method.input, &docs, &[], &Type::Object(object))
}

fn input_member(operation: &Operation, parameter: &InputParameter, mapper: &TypeMapper<'_>) -> Member {
    let metadata = parameter.metadata;
    let is_bytes = metadata.location == ParameterLocation::Body && operation.metadata.body == BodyFormat::Bytes;
    let ty = if is_bytes {
        // A string holds the bytes in base64, as in JSON.
        Type::Union(["Uint8Array", "WebBlob", "WebStream", "string"].map(Type::verbatim).into())
    } else if parameter.is_file() {
        let file = Type::verbatim("FileInput");
        if metadata.is_list() { Type::Array(Box::new(file)) } else { file }
    } else {
        mapper.to_type(&parameter.input_type())
    };
    let header = match metadata.location {
        ParameterLocation::Header if metadata.map => {
            Some(format!("Sent as headers: `{}` and the key, which is in lower case.", metadata.wire_name))
        }
        ParameterLocation::Header => Some(format!("Sent as the header `{}`.", metadata.wire_name)),
        ParameterLocation::Cookie => {
            Some(format!("Sent as the cookie `{}`, which no browser lets a program set.", metadata.wire_name))
        }
        _ => None,
    };
    let bytes = is_bytes
        .then(|| "A `Uint8Array`, a `Blob` or a stream, or a string that holds the bytes in base64.".to_owned());
    let secret = is_sensitive(operation, parameter).then(|| "A secret: no error shows it.".to_owned());
    let key = metadata.idempotency_key.then(|| "Made for each call that has none.".to_owned());
    let remarks: Vec<String> = bytes.into_iter().chain(header).chain(key).chain(secret).collect();
    Member {
        name: metadata.name.to_owned(),
        docs: format!("{}\n\n{}", comments::normalized(&parameter.docs), remarks.join(" ")).trim().to_owned(),
        tags: mapper.tags(&parameter.value_type),
        is_optional: !metadata.required,
        // `undefined` counts as absent, also under `exactOptionalPropertyTypes`.
        value: if metadata.required { ty } else { Type::union([ty, Type::verbatim("undefined")]) },
    }
}

/// Writes `runtime/errors.d.ts`, with the types of error bodies.
pub(super) fn errors(provider: &Provider, mapper: &TypeMapper<'_>) -> String {
    let error = Type::union(provider.operations().map(|operation| mapper.exported(&operation.error_type))).print("");
    let body = if error == "unknown" || error == "never" { "a value".to_owned() } else { format!("`{error}`") };
    include_str!("sdk/runtime/errors.d.ts").replace("{ErrorBody}", &body)
}

/// Writes `index.d.ts`.
pub(super) fn index(provider: &Provider, names: &Names<'_>) -> String {
    let types = names.methods.iter().flat_map(|method| [method.input.as_str(), method.output.as_str()]);
    let imports = types.map(|name| format!("  {name},\n")).collect::<Vec<_>>().concat();
    let methods: String = names.methods.iter().map(declared_method).collect();
    let title = comments::inline(&provider.title);
    let client = &names.client;
    let about = comments::comment(&format!("{title}. {}", comments::normalized(&provider.docs)), &[], "");
    let credentials = Type::union(provider.auth.iter().map(credentials)).print("");
    let hosts = hosts(provider).print("");
    let has_pages = provider.operations().any(|operation| operation.metadata.pagination.is_some());
    let of_pages = |word| {
        if has_pages {
            format!("{word} type {{ PagePromise }} from \"./runtime/page-promise.js\";\n")
        } else {
            String::new()
        }
    };
    let file_export =
        if has_files(provider) { "export type { FileInput } from \"./runtime/file-input.js\";\n" } else { "" };
    let (page_import, page_export) = (of_pages("import"), of_pages("export"));
    format!(
        r#"// The client of {title}.

import type {{ CallOptions, DirectOptions, GatewayOptions }} from "./runtime/options.js";
{page_import}import type {{
{imports}}} from "./types.js";

export * from "./runtime/errors.js";
export {{ JsonNumber }} from "./runtime/json-number.js";
export {{ parseJson }} from "./runtime/parse-json.js";
export type {{ CallOptions, DirectOptions, GatewayOptions }} from "./runtime/options.js";
{page_export}{file_export}export type * from "./types.js";

/** The credentials of a caller. */
export type Credentials = {credentials};

/** The options of a client; the rest comes from the environment. */
export type ClientOptions = DirectOptions<Credentials, {hosts}> | GatewayOptions;

{about}export interface {client} {{
{methods}}}

/**
 * Creates a client. Its options are checked at once; the environment is read at the first call.
 *
 * @throws {{ConfigurationError}} If the options cannot work.
 */
export declare function createClient(options?: ClientOptions): {client};

/** A client that is configured by the environment, which is read at the first call. */
declare const client: {client};
export default client;
"#
    )
}

fn declared_method(method: &Method<'_>) -> String {
    let Method { operation, name, input, output } = method;
    let Metadata { method: verb, template, deprecated, .. } = operation.metadata;
    let text = format!(
        "{}

`{verb} {template}`",
        comments::normalized(&operation.docs)
    );
    let tag = deprecated.map(|note| format!("@deprecated {}", comments::inline(note)).trim().to_owned());
    let comment = comments::comment(&text, &tag.into_iter().collect::<Vec<_>>(), "  ");
    let mark = if operation.parameters.iter().any(|parameter| parameter.metadata.required) { "" } else { "?" };
    let name = property(name);
    let result = match operation.metadata.pagination {
        Some(declared) => format!("PagePromise<{output}, {}>", item_type(operation, output, declared.items)),
        None => format!("Promise<{output}>"),
    };
    format!("{comment}  {name}: (\n    input{mark}: {input},\n    options?: CallOptions,\n  ) => {result};\n")
}

/// Returns the type of the items of a list, which the JSON pointer `items` names in a page of the type `output`; `unknown` if it is not declared.
fn item_type(operation: &Operation, output: &str, items: &str) -> String {
    let Some(mut page) = operation.response_type.as_ref().filter(|_| operation.responses.is_empty()) else {
        return "unknown".to_owned();
    };
    let body = if operation.response_headers.is_empty() { "" } else { "[\"body\"]" };
    let mut written = format!("NonNullable<{output}{body}>");
    for name in items.split('/').skip(1) {
        let name = name.replace("~1", "/").replace("~0", "~");
        let TypeKind::Object(object) = operation.types.kind(page) else { return "unknown".to_owned() };
        let Some(member) = object.members.iter().find(|member| member.name == name) else {
            return "unknown".to_owned();
        };
        page = &member.value;
        written = format!("NonNullable<{written}[{}]>", quoted(&name));
    }
    let is_list = matches!(operation.types.kind(page), TypeKind::List(_));
    if is_list { format!("{written}[number]") } else { "unknown".to_owned() }
}

fn credentials(scheme: &AuthScheme) -> Type {
    let member = |part: &&CredentialPart| Member {
        name: camel(&part.name),
        docs: format!("{}\n\nIn the environment: `{}`.", comments::normalized(&part.docs), part.variable),
        tags: Vec::new(),
        is_optional: false,
        value: Type::verbatim("string"),
    };
    Type::Object(Object { members: scheme.parts().iter().map(member).collect(), rest: None })
}

/// Returns the hosts that operations name.
pub(super) fn named_hosts(provider: &Provider) -> impl Iterator<Item = &Host> {
    let is_named = |host: &&Host| provider.operations().any(|operation| operation.metadata.host == Some(&host.name));
    provider.hosts.iter().filter(is_named)
}

/// Returns the type of the hosts that operations name.
fn hosts(provider: &Provider) -> Type {
    let member = |host: &Host| Member {
        name: host.name.clone(),
        docs: format!(
            "{}\n\nIn the environment: `{}`.",
            comments::normalized(&host.docs),
            provider.host_variable(host)
        ),
        tags: Vec::new(),
        is_optional: true,
        value: Type::verbatim("string"),
    };
    let members: Vec<Member> = named_hosts(provider).map(member).collect();
    if members.is_empty() { Type::verbatim("never") } else { Type::Object(Object { members, rest: None }) }
}
