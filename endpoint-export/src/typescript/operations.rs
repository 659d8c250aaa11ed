//! `operations.js`: the provider and its operations, as data for the package's runtime.

use endpoint_runtime::{
    Envelope, EnvelopeRule, ErrorFields, media_type,
    metadata::{
        BodyFormat, Encoding, Metadata, Parameter, ParameterLocation, QueryPair, QueryValue, ResponseFormat,
        StreamOptions,
    },
    provider::{AuthScheme, InputParameter, KeyLocation, Operation, Provider, StatusResponse, TypeKind, ValueType},
};

use super::{
    comments,
    literal::Literal,
    names::{Method, Names},
    shapes::Shapes,
    type_mapper::TypeMapper,
};
use crate::{case::camel, javascript::property, labels, response, secrets::is_sensitive, template};

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

fn provider_literal(provider: &Provider, user_agent: &str, shapes: &Shapes<'_>) -> Literal {
    let environment = |environment: &endpoint_runtime::provider::Environment| {
        let mut members = vec![member("name", &environment.name), member("url", &environment.url)];
        members.extend(environment.username_prefix.as_deref().map(|prefix| member("usernamePrefix", prefix)));
        Literal::Object(members)
    };
    let environments = provider.environments.iter().map(environment).collect();
    let hosts = provider.hosts.iter().map(|host| (host.name.clone(), Literal::text(&host.url))).collect();
    Literal::Object(vec![
        member("userAgent", user_agent),
        ("environments".into(), Literal::List(environments)),
        ("hosts".into(), Literal::Object(hosts)),
        ("auth".into(), Literal::List(provider.auth.iter().map(scheme).collect())),
        ("variables".into(), variables(provider)),
        ("types".into(), shapes.named()),
    ])
}

fn member(key: &str, text: &str) -> (String, Literal) {
    (key.to_owned(), Literal::text(text))
}

fn scheme(scheme: &AuthScheme) -> Literal {
    let (name, header) = match scheme {
        AuthScheme::Basic { .. } => ("basic", "authorization"),
        AuthScheme::Named { .. } => ("named", "authorization"),
        AuthScheme::ApiKey { name, .. } => ("apiKey", name.as_str()),
        _ => ("bearer", "authorization"),
    };
    let prefix = match scheme {
        AuthScheme::Named { scheme, .. } => Some(member("prefix", scheme)),
        _ => None,
    };
    // A key stands in a header unless the package is told otherwise.
    let place = scheme.key().filter(|(location, _)| *location != KeyLocation::Header);
    let place = place.map(|(location, _)| member("in", location.as_str()));
    let parts = scheme.parts();
    let parts = parts
        .iter()
        .map(|part| Literal::Object(vec![member("name", &camel(&part.name)), member("variable", &part.variable)]));
    let mut members = vec![member("scheme", name)];
    members.extend(prefix.into_iter().chain(place));
    members.extend([member("header", header), ("parts".into(), Literal::List(parts.collect()))]);
    Literal::Object(members)
}

/// Returns the variable of a gateway's token, unless it holds the credential of the API itself, which no gateway may see.
pub(super) fn gateway_token(provider: &Provider) -> Option<String> {
    let token = provider.variable("gateway_token");
    let is_credential = provider.auth.iter().flat_map(AuthScheme::parts).any(|part| part.variable == token);
    (!is_credential).then_some(token)
}

/// Writes the names of the variables for URLs and the gateway's token.
fn variables(provider: &Provider) -> Literal {
    let mut members = vec![
        member("baseUrl", &provider.variable("base_url")),
        member("gatewayUrl", &provider.variable("gateway_url")),
    ];
    members.extend(gateway_token(provider).map(|token| member("token", &token)));
    let hosts = provider.hosts.iter().map(|host| member(&host.name, &provider.host_variable(host)));
    members.push(("hosts".into(), Literal::Object(hosts.collect())));
    Literal::Object(members)
}

/// Writes the pairs of the query: their text, or the text before the value and the key of the parameter that has it. Behind those of the
/// template are the parameters that it does not name; the text before the pairs of a map is empty.
fn query(operation: &Operation) -> impl Iterator<Item = Literal> {
    let metadata = operation.metadata;
    let is_named = |name| metadata.query_pairs().any(|pair| pair.value == QueryValue::Parameter(name));
    let unnamed = metadata
        .parameters()
        .filter(move |parameter| parameter.location == ParameterLocation::Query && !is_named(parameter.name));
    let unnamed = unnamed.map(|parameter| {
        let text = if parameter.map { String::new() } else { format!("{}=", parameter.written_key()) };
        Literal::texts([&*text, parameter.wire_name])
    });
    let named = operation.metadata.query_pairs().map(|QueryPair { key, value }| match value {
        QueryValue::Fixed(value) => Literal::texts([&*format!("{key}={value}")]),
        QueryValue::Absent => Literal::texts([key]),
        QueryValue::Parameter(name) => {
            let wire = operation.metadata.parameters().find(|parameter| parameter.name == name);
            Literal::texts([&*format!("{key}="), wire.map_or(name, |parameter| parameter.wire_name)])
        }
    });
    named.chain(unnamed)
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
    if !operation.responses.is_empty() {
        let responses = operation.responses.iter().map(|response| status_response(response, shapes));
        members.push(("responses".into(), Literal::List(responses.collect())));
    }
    members.extend(metadata.envelope.map(|envelope| ("envelope".into(), self::envelope(envelope))));
    let streams = std::iter::once(&metadata.response).chain(metadata.response.variants);
    let stream = streams.map(|response| response.stream).find(|stream| *stream != StreamOptions::NONE);
    let StreamOptions { done, idle, .. } = stream.unwrap_or_default();
    members.extend(done.map(|done| member("done", done)));
    members.extend(idle.map(|idle| ("idle".into(), Literal::number(idle.as_millis()))));
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

/// Returns the parameters in the order of their declaration, after those of the path in its order.
fn ordered(operation: &Operation) -> Vec<&InputParameter> {
    let names: Vec<&str> = template::names(operation.metadata).collect();
    let mut parameters: Vec<_> = operation.parameters.iter().collect();
    parameters.sort_by_key(|parameter| {
        let place = names.iter().position(|name| {
            parameter.metadata.location == ParameterLocation::Path && *name == parameter.metadata.name
        });
        place.unwrap_or(names.len())
    });
    parameters
}

fn parameter(operation: &Operation, given: &InputParameter, mapper: &TypeMapper<'_>, shapes: &Shapes<'_>) -> Literal {
    let Parameter { name, wire_name: wire, location, required, repeated, .. } = given.metadata;
    let is_json = matches!(location, ParameterLocation::Field | ParameterLocation::Body);
    let is_text = !is_json || (location == ParameterLocation::Field && operation.metadata.body == BodyFormat::Form);
    let is_path = location == ParameterLocation::Path;
    let mut in_path = operation.metadata.path_parameters().filter(|_| is_path);
    let is_several = in_path.any(|parameter| parameter.several_segments && parameter.name == name);
    let is_json_text = given.metadata.encoding == Encoding::Json;
    let is_text = is_text && !is_json_text;
    let kind = mapper.scalar(&given.value_type).filter(|_| is_text).map(|kind| member("type", kind));
    let written = given.metadata.written_separator();
    let join = given
        .metadata
        .separator()
        .zip(written)
        .map(|(separator, written)| ("join".to_owned(), Literal::texts([&*separator.to_string(), &*written])));
    let map = given.metadata.map.then(|| member("map", given.metadata.map_prefix()));
    let shape = if is_text { None } else { shapes.shape(&given.value_type).map(|shape| ("shape".to_owned(), shape)) };
    let flags = [
        ("required", required),
        ("repeated", repeated),
        ("several", is_several),
        ("jsonText", is_json_text),
        ("nullable", is_json && mapper.types.is_nullable(&given.value_type)),
        ("sensitive", is_sensitive(operation, given)),
        ("idempotencyKey", given.metadata.idempotency_key),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| (key.to_owned(), Literal::flag(true)));
    Literal::Object(
        [member("name", name), member("wire", wire), member("in", location.as_str())]
            .into_iter()
            .chain(kind)
            .chain(shape)
            .chain(join)
            .chain(map)
            .chain(flags)
            .collect(),
    )
}

/// Writes the members that tell how the body of a response is read. The value may be in a member of an envelope.
fn body(
    format: &str,
    value_type: Option<&ValueType>,
    value_in: Option<&str>,
    shapes: &Shapes<'_>,
) -> Vec<(String, Literal)> {
    let mut members = Vec::new();
    if let ("json" | "sse" | "ndjson", Some(value_type)) = (format, value_type) {
        let enclosed = |shape: Literal| match value_in {
            Some(name) => {
                let members = Literal::Object(vec![(name.to_owned(), shape)]);
                Literal::Object(vec![("members".to_owned(), members)])
            }
            None => shape,
        };
        members.extend(shapes.shape(value_type).map(|shape| ("responseShape".to_owned(), enclosed(shape))));
        members.extend(shapes.has_bigint(value_type).then(|| ("hasBigint".to_owned(), Literal::flag(true))));
        let is_text = format == "sse" && matches!(value_type.kind, TypeKind::String(_));
        members.extend(is_text.then(|| ("isText".to_owned(), Literal::flag(true))));
    }
    members
}

/// Writes a response with a status of its own.
fn status_response(response: &StatusResponse, shapes: &Shapes<'_>) -> Literal {
    let format = status_format(response);
    let status = response.metadata.status.map(|status| ("status".to_owned(), Literal::number(status)));
    let headers =
        response.headers.iter().map(|header| Literal::texts([header.metadata.name, header.metadata.wire_name]));
    let headers: Vec<Literal> = headers.collect();
    let headers = (!headers.is_empty()).then(|| ("headers".to_owned(), Literal::List(headers)));
    let members = status.into_iter().chain([member("response", format)]);
    Literal::Object(members.chain(body(format, response.value_type.as_ref(), None, shapes)).chain(headers).collect())
}

/// Returns the format in which the package reads a response with a status of its own.
pub(super) fn status_format(response: &StatusResponse) -> &'static str {
    match response.metadata.format {
        _ if !response.metadata.has_body() => "nothing",
        ResponseFormat::Json if response.schema.is_none() => "nothing",
        format => labels::response_format(format),
    }
}

fn envelope(envelope: Envelope) -> Literal {
    let rule = match envelope.rule() {
        EnvelopeRule::Flag(name) => vec![member("flag", name)],
        EnvelopeRule::Code(name, success) => {
            vec![member("code", name), ("success".to_owned(), Literal::Scalar(success.to_owned()))]
        }
        EnvelopeRule::Errors(name) => vec![member("errors", name)],
        // A rule that the package does not know.
        _ => Vec::new(),
    };
    Literal::Object(rule.into_iter().chain(envelope.value().map(|name| member("value", name))).collect())
}

/// Returns the format in which the package reads the response.
pub(super) fn response(operation: &Operation) -> &'static str {
    if response::is_ignored(operation) {
        "nothing"
    } else {
        labels::response_format(operation.metadata.response.format)
    }
}
