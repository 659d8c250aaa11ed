//! The names of everything that the package exports.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use endpoint_runtime::provider::{Operation, Provider};

use super::SdkError;
use crate::{
    case::{camel, pascal},
    javascript::is_reserved,
};

/// Names that definitions cannot have: those that the package's runtime exports, and TypeScript's own types.
const TAKEN: [&str; 37] = [
    // Exported by the package's runtime.
    "ApiError",
    "ApiErrorDetails",
    "CallOptions",
    "ClientOptions",
    "ConfigurationError",
    "ConnectionError",
    "Credentials",
    "DirectOptions",
    "EndpointError",
    "ErrorDetails",
    "GatewayOptions",
    "InputError",
    "InputProblem",
    "ResponseDetails",
    "ResponseError",
    "TimeoutError",
    "WebAbortSignal",
    "WebFetch",
    "WebHeaders",
    "createClient",
    // TypeScript's types.
    "Array",
    "Error",
    "Promise",
    "Record",
    "Uint8Array",
    "any",
    "bigint",
    "boolean",
    "never",
    "null",
    "number",
    "object",
    "string",
    "symbol",
    "undefined",
    "unknown",
    "void",
];

/// An operation with its names.
#[derive(Clone, Debug)]
pub(super) struct Method<'a> {
    pub(super) operation: &'a Operation,
    /// The method's name.
    pub(super) name: String,
    /// The name of its input type.
    pub(super) input: String,
    /// The name of its output type.
    pub(super) output: String,
}

/// The names of one package.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// The name of the client type.
    pub(super) client: String,
    /// The operations, in order.
    pub(super) methods: Vec<Method<'a>>,
    /// The exported names of the provider's types, by their names in the provider.
    pub(super) types: BTreeMap<String, String>,
}

impl<'a> Names<'a> {
    /// Finds a name for everything. The names of definitions are changed where they collide.
    pub(super) fn new(provider: &'a Provider) -> Result<Self, SdkError> {
        let client = format!("{}Client", pascal(&provider.name));
        let methods = methods(provider)?;
        let mut taken: BTreeSet<String> = TAKEN.into_iter().map(str::to_owned).collect();
        taken.insert(client.clone());
        taken.extend(methods.iter().flat_map(|method| [method.input.clone(), method.output.clone()]));
        let mut types = BTreeMap::new();
        for (name, _) in provider.types.iter() {
            let mut free = identifier(name);
            while is_reserved(&free) || !taken.insert(free.clone()) {
                free.push_str("Schema");
            }
            types.insert(name.to_owned(), free);
        }
        Ok(Self { client, methods, types })
    }
}

fn methods(provider: &Provider) -> Result<Vec<Method<'_>>, SdkError> {
    let mut known: HashMap<String, &'static str> = HashMap::new();
    let mut methods = Vec::new();
    for operation in provider.operations() {
        let id = operation.metadata.id;
        let name = camel(id);
        if name == "then" {
            return Err(SdkError::Thenable { id });
        }
        if let Some(first) = known.insert(name.clone(), id) {
            return Err(SdkError::Method { method: name, first, second: id });
        }
        let of = pascal(id);
        methods.push(Method { operation, name, input: format!("{of}Input"), output: format!("{of}Output") });
    }
    Ok(methods)
}

/// Returns the name with `_` for characters that an identifier cannot hold.
fn identifier(name: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name: String = name.chars().map(|c| if is_word(c) { c } else { '_' }).collect();
    if name.starts_with(|first: char| first.is_ascii_digit()) || name.is_empty() { format!("_{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use endpoint_runtime::provider::Types;

    use super::*;

    #[test]
    fn definitions_get_names_that_are_free() {
        let mut provider = crate::tests::stytch::stytch();
        for name in [
            "ApiError",
            "StytchClient",
            "ApiUserV1RevokeInput",
            "string",
            "Page<String>",
            "Page_String_",
            "1st",
            "class",
        ] {
            std::sync::Arc::make_mut(&mut provider.definitions).insert(name.to_owned(), true.into());
        }
        provider.types = std::sync::Arc::new(Types::read(&provider.definitions));
        let names = Names::new(&provider).unwrap();
        let of = |name: &str| names.types.get(name).unwrap().as_str();
        assert_eq!(of("ApiError"), "ApiErrorSchema");
        assert_eq!(of("StytchClient"), "StytchClientSchema");
        assert_eq!(of("ApiUserV1RevokeInput"), "ApiUserV1RevokeInputSchema");
        assert_eq!(of("string"), "stringSchema");
        assert_eq!((of("Page<String>"), of("Page_String_")), ("Page_String_", "Page_String_Schema"));
        assert_eq!((of("1st"), of("class"), of("ConnectedApp")), ("_1st", "classSchema", "ConnectedApp"));
    }
}
