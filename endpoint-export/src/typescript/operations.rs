//! `operations.js`: the provider and its operations, as data for the package's runtime.

use endpoint_runtime::{
    ErrorFields, media_type,
    metadata::{Metadata, StreamOptions},
    provider::{Operation, Provider},
};

use super::{
    comments,
    literal::{Literal, member},
    names::{Method, Names},
    pagination_literal::pagination,
    parameter_literal::{ordered, parameter, query},
    provider_literal::provider_literal,
    response_literal::{body, envelope, headers, response, status_response},
    shapes::Shapes,
    type_mapper::TypeMapper,
};
use crate::{javascript::property, labels};

/// The constant for the error fields that most operations share.
const SHARED_ERROR_FIELDS: &str = "errorBody";

/// Writes the file. Requests name the package in their `User-Agent`.
pub(super) fn write(provider: &Provider, names: &Names<'_>, mapper: &TypeMapper<'_>, package: &str) -> String {
    let user_agent = format!("{}/{}", package.trim_start_matches('@'), provider.version);
    let shared = names.methods.first().map(|method| method.operation.error_fields).unwrap_or_default();
    let shapes = Shapes::new(&provider.types);
    let operation = |method: &Method<'_>| {
        let Metadata { method: verb, template, .. } = method.operation.metadata;
        let comment = comments::comment(&format!("`{verb} {template}`"), &[], "  ");
        format!(
            "{comment}  {}: {},\n",
            property(&method.name),
            operation(method.operation, shared, mapper, &shapes).print("  ")
        )
    };
    format!(
        r#"// The declaration of {title}.

/** @type {{import("./runtime/client.js").Provider}} */
export const provider = {provider};

/** The members of an error body that hold its code, message and request id. */
const {SHARED_ERROR_FIELDS} = {error};

/** @type {{Record<string, import("./runtime/client.js").Operation>}} */
export const operations = {{
{operations}}};
"#,
        title = comments::inline(&provider.title),
        provider = provider_literal(provider, &user_agent, &shapes).print(""),
        error = error(shared).print(""),
        operations = names.methods.iter().map(operation).collect::<Vec<_>>().concat(),
    )
}

fn operation(operation: &Operation, shared: ErrorFields, mapper: &TypeMapper<'_>, shapes: &Shapes<'_>) -> Literal {
    let metadata = operation.metadata;
    let mut members = vec![member("id", metadata.id), member("method", metadata.method.as_str())];
    members.extend(metadata.host.map(|host| member("host", host)));
    members.push(("literals".into(), Literal::texts(metadata.literals.iter().copied())));
    members.push(("query".into(), Literal::List(query(operation).collect())));
    let texts = |pairs: &[(&str, &str)]| {
        Literal::List(pairs.iter().map(|(name, value)| Literal::texts([*name, *value])).collect())
    };
    members
        .extend((!metadata.fixed_headers.is_empty()).then(|| ("fixedHeaders".into(), texts(metadata.fixed_headers))));
    members.extend((!metadata.fixed_fields.is_empty()).then(|| ("fixedFields".into(), texts(metadata.fixed_fields))));
    let parameters = ordered(operation).into_iter().map(|given| parameter(operation, given, mapper, shapes));
    members.push(("parameters".into(), Literal::List(parameters.collect())));
    members.extend(labels::body_format(metadata.body).map(|format| member("body", format)));
    let declared = metadata.body_type.filter(|declared| *declared != media_type::ANY);
    members.extend(declared.map(|content_type| member("contentType", content_type)));
    members.push(member("response", response(operation)));
    let accept = Some(metadata.response.accept()).filter(|accept| !["application/json", "*/*"].contains(accept));
    members.extend(accept.map(|accept| member("accept", accept)));
    let value_in = metadata.envelope.and_then(|envelope| envelope.value());
    members.extend(body(response(operation), operation.response_type.as_ref(), value_in, shapes));
    members.extend(headers(&operation.response_headers).filter(|_| operation.responses.is_empty()));
    if !operation.responses.is_empty() {
        let responses = operation.responses.iter().map(|response| status_response(response, shapes));
        members.push(("responses".into(), Literal::List(responses.collect())));
    }
    members.extend(metadata.envelope.map(|declared| ("envelope".into(), self::envelope(declared))));
    let streams = std::iter::once(&metadata.response).chain(metadata.response.variants);
    let stream = streams.map(|response| response.stream).find(|stream| *stream != StreamOptions::NONE);
    let StreamOptions { done, tagged, idle, reconnect } = stream.unwrap_or_default();
    members.extend(done.map(|done| member("done", done)));
    members.extend(tagged.then(|| ("tagged".into(), Literal::flag(true))));
    members.extend(reconnect.then(|| ("reconnect".into(), Literal::flag(true))));
    members.extend(idle.map(|idle| ("idle".into(), Literal::number(idle.as_millis()))));
    members.extend(metadata.pagination.map(|declared| ("pagination".into(), pagination(operation, declared))));
    if shapes.has_bigint(&operation.error_type) {
        members.extend(shapes.shape(&operation.error_type).map(|shape| ("errorShape".into(), shape)));
    }
    let fields = operation.error_fields;
    let fields = if fields == shared { Literal::Scalar(SHARED_ERROR_FIELDS.to_owned()) } else { error(fields) };
    members.push(("error".into(), fields));
    members.push(("authenticated".into(), Literal::flag(metadata.authenticated)));
    members.push(("idempotent".into(), Literal::flag(metadata.idempotent)));
    members.extend(metadata.timeout.map(|timeout| ("timeout".into(), Literal::number(timeout.as_millis()))));
    Literal::Object(members)
}

fn error(fields: ErrorFields) -> Literal {
    let members = [("code", fields.code), ("message", fields.message), ("requestId", fields.request_id)];
    Literal::Object(
        members.into_iter().map(|(key, names)| (key.to_owned(), Literal::texts(names.iter().copied()))).collect(),
    )
}
