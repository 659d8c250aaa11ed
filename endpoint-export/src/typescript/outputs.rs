//! The outputs of methods, in `types.d.ts`.

use endpoint_runtime::provider::{ResponseHeader, StatusResponse, ValueType};

use super::{
    comments,
    names::Method,
    response_literal,
    type_mapper::TypeMapper,
    types::{Member, Object, Type},
};

/// Writes the type of a method's output.
pub(super) fn output(method: &Method<'_>, mapper: &TypeMapper<'_>) -> String {
    let operation = method.operation;
    let ty = if operation.responses.is_empty() && !operation.response_headers.is_empty() {
        let body = body_type(response_literal::response(operation), operation.response_type.as_ref(), mapper);
        Type::Object(Object { members: parts(&operation.response_headers, body).into(), rest: None })
    } else if operation.responses.is_empty() {
        body_type(response_literal::response(operation), operation.response_type.as_ref(), mapper)
    } else {
        Type::Union(operation.responses.iter().map(|response| status_type(response, mapper)).collect())
    };
    let docs = format!("The output of `{}`.", method.name);
    format!("\n{}export type {} = {};\n", comments::comment(&docs, &[], ""), method.output, ty.print(""))
}

/// Returns the type of a body in this format, whose JSON, or an event or a line of it, has this type.
fn body_type(format: &str, value_type: Option<&ValueType>, mapper: &TypeMapper<'_>) -> Type {
    let item = || value_type.map_or_else(|| Type::verbatim("unknown"), |value_type| mapper.to_type(value_type));
    match (format, value_type) {
        ("json", Some(value_type)) => mapper.to_type(value_type),
        ("text", _) => Type::verbatim("string"),
        ("bytes", _) => Type::verbatim("Uint8Array"),
        ("stream", _) => Type::verbatim("AsyncIterable<Uint8Array>"),
        ("ndjson", _) => Type::verbatim(format!("AsyncIterable<{}>", item().print(""))),
        ("sse", _) => {
            let event = Object {
                members: vec![plain("event", "string"), plain("id", "string"), member("data", item())],
                rest: None,
            };
            Type::verbatim(format!("AsyncIterable<{}>", Type::Object(event).print("")))
        }
        _ => Type::verbatim("void"),
    }
}

/// Returns the type of a response with a status of its own.
fn status_type(response: &StatusResponse, mapper: &TypeMapper<'_>) -> Type {
    let status = response.metadata.status.map_or_else(|| "number".to_owned(), |status| status.to_string());
    let body = body_type(response_literal::status_format(response), response.value_type.as_ref(), mapper);
    let [headers, body] = parts(&response.headers, body);
    Type::Object(Object { members: vec![plain("status", &status), headers, body], rest: None })
}

/// Returns the members `headers` and `body` of an output.
fn parts(headers: &[ResponseHeader], body: Type) -> [Member; 2] {
    let header = |header: &ResponseHeader| Member {
        name: header.metadata.name.to_owned(),
        docs: comments::normalized(&header.docs),
        tags: Vec::new(),
        is_optional: false,
        value: if header.metadata.map {
            Type::verbatim("Record<string, string>")
        } else if header.metadata.required {
            Type::verbatim("string")
        } else {
            Type::union([Type::verbatim("string"), Type::verbatim("undefined")])
        },
    };
    let headers = Type::Object(Object { members: headers.iter().map(header).collect(), rest: None });
    let body = match body {
        Type::Verbatim(name) if name == "void" => Type::verbatim("undefined"),
        body => body,
    };
    [member("headers", headers), member("body", body)]
}

fn plain(name: &str, ty: &str) -> Member {
    member(name, Type::verbatim(ty))
}

fn member(name: &str, value: Type) -> Member {
    Member { name: name.to_owned(), docs: String::new(), tags: Vec::new(), is_optional: false, value }
}
