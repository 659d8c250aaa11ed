//! OpenAPI 3.1 documents of providers.
//!
//! The document's types are defined here, since those of the maintained crates lose information: aide and oas3 leave out the
//! empty list of requirements by which an operation takes no credential, and oas3 and utoipa drop keywords of JSON Schema
//! that they do not list.

mod body;
mod content;
mod document;
mod formats;
mod operation;
mod ordered_map;
mod pagination;
mod parameter_form;
mod path_item;
mod paths;
mod responses;
mod schemas;
mod security;

#[cfg(test)]
mod tests;

use endpoint_runtime::provider::{OperationGroup, Provider};

pub use document::{
    Components, Document, Header, Info, License, MediaType, Operation, PageParameter, Pagination, Parameter,
    RequestBody, Response, SecurityRequirement, SecurityScheme, Server, Tag,
};
pub use ordered_map::OrderedMap;
pub use path_item::PathItem;

use crate::markdown;
use operation::DocumentBuilder;
use paths::PathTemplates;
use responses::Responses;
use schemas::Schemas;
use security::Security;

/// Writes the OpenAPI 3.1 document of a provider.
///
/// Paths are in the order of declaration, and the same provider gives the same bytes.
///
/// - Operations at one path share the parameter names of the first: if `GET /a/<x>` is declared before `POST /a/<y>`, both
///   are at `/a/{x}`.
/// - A constant pair of the query is a required parameter with one value.
/// - Operations with one method and path, which are distinguished by constants or required keys of the query, are at paths that differ in
///   their fragment, which is not sent: the first at `/{key}`, another one at `/{key}#uploads`.
/// - Extensions hold what OpenAPI cannot express: `x-sensitive` on parameters and properties, `x-idempotency-key` and
///   `x-several-segments` (`<path..>`, whose slashes are sent as they are) on parameters, `x-idempotent`, `x-destructive` and `x-pagination`
///   on operations, and `x-additional-operations` on paths, by method: those with a method that 3.1 does not know, as
///   `additionalOperations` of OpenAPI 3.2 holds them.
/// - Every parameter has an [example](crate::example::plain), if one is found: the author's, or else a value that the schema
///   allows.
/// - Headers that OpenAPI does not allow as parameters are elsewhere: `Authorization`, of an operation that takes no credential of
///   the provider, is a security scheme; `Accept` and `Content-Type` are the media types of bodies.
/// - A response has the declared status, or 204 if the method returns `Result<()>`, with its headers. A failed call has the error body of
///   the operation or, unless [`Refusals`](endpoint_runtime::provider::Refusals) say otherwise, problem details (RFC 9457).
/// - Only registered formats are there. The bounds of a number hold its range.
///
/// ```
/// use endpoint_export::openapi::openapi;
///
/// let stytch = stytch_endpoints::provider()?;
/// let document = openapi(&stytch);
/// let path = "/v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps/{connected_app_id}/revoke";
/// let revoke = document.paths.get(path).and_then(|path| path.get("post")).ok_or("gone")?;
/// assert_eq!(revoke.operation_id, "api_organization_v1_organizations_members_connected_apps_Revoke");
/// // Indented JSON with a newline at the end, as for a file.
/// let text = document.to_string();
/// assert!(text.starts_with("{\n  \"openapi\": \"3.1.0\",\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn openapi(provider: &Provider) -> Document {
    let mut builder = DocumentBuilder {
        provider,
        schemas: Schemas::new(&provider.definitions, &provider.types),
        responses: Responses::new(provider.refusals),
        security: Security::default(),
    };
    let security = builder.security.of_provider(&provider.auth);
    let paths = paths(&mut builder);
    Document {
        // Tools that accept only one version accept this one, rather than a later patch.
        openapi: "3.1.0",
        info: Info {
            title: provider.title.clone(),
            version: provider.version.clone(),
            description: markdown::unlinked(&provider.docs),
            license: provider.license.as_deref().map(license),
        },
        servers: provider
            .environments
            .iter()
            .map(|environment| server(&environment.name, &environment.url, &environment.docs))
            .collect(),
        security,
        tags: provider.groups.iter().map(tag).collect(),
        paths,
        components: Components {
            schemas: builder.schemas.components(),
            responses: builder.responses.components,
            security_schemes: builder.security.schemes,
        },
    }
}

fn paths(builder: &mut DocumentBuilder<'_>) -> OrderedMap<PathItem> {
    let mut paths = OrderedMap::<PathItem>::default();
    let mut templates = PathTemplates::default();
    for group in &builder.provider.groups {
        for endpoint in &group.operations {
            let metadata = endpoint.metadata;
            let (template, renamed) = templates.add(metadata);
            let operation = operation::operation(endpoint, &group.name, &renamed, builder);
            let is_taken = |path: &str| paths.get(path).is_some_and(|path| path.has(metadata.method));
            let path = if is_taken(&template) { paths::with_fragment(&template, metadata) } else { template };
            match paths.get_mut(&path) {
                Some(item) => item.insert(metadata.method, operation),
                None => {
                    let mut item = PathItem::default();
                    item.insert(metadata.method, operation);
                    paths.insert(path, item);
                }
            }
        }
    }
    paths
}

fn tag(group: &OperationGroup) -> Tag {
    Tag { name: group.name.clone(), description: markdown::unlinked(&group.docs) }
}

fn license(expression: &str) -> License {
    License { name: expression.to_owned(), identifier: expression.to_owned() }
}

/// Writes a base URL with its name and purpose.
fn server(name: &str, url: &str, docs: &str) -> Server {
    let docs = markdown::unlinked(docs);
    let description = if docs.is_empty() { name.to_owned() } else { format!("{name}: {docs}") };
    Server { url: url.to_owned(), description }
}
