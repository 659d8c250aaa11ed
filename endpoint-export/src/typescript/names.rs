//! The names of everything that the package exports.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use endpoint_runtime::{
    metadata::BodyFormat,
    provider::{Operation, Provider, TypeKind, ValueType},
};

use super::{
    SdkError,
    integers::{is_wide_integer, names_with},
};
use crate::{
    case::{camel, pascal},
    javascript::is_reserved,
};

/// Names that definitions cannot have: those that the package's runtime exports, TypeScript's own types that declarations
/// use, and words that are no names of types.
const TAKEN: &str = "\
    ApiError ApiErrorDetails CallOptions ClientOptions ConfigurationError ConnectionError Credentials DirectOptions \
    EndpointError ErrorDetails GatewayOptions InputError InputProblem JsonNumber ResponseDetails ResponseError TimeoutError \
    parseJson WebAbortSignal WebFetch WebHeaders createClient \
    Array Error FileInput PagePromise Promise Record Uint8Array WebBlob WebStream \
    any bigint boolean never null number object string symbol undefined unknown void \
    abstract as asserts infer intrinsic keyof readonly unique";

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
    /// The same names, with those of their input forms where these differ.
    pub(super) input_types: BTreeMap<String, String>,
}

impl<'a> Names<'a> {
    /// Finds a name for everything. The names of definitions are changed where they collide.
    pub(super) fn new(provider: &'a Provider) -> Result<Self, SdkError> {
        let mut taken: BTreeSet<String> = TAKEN.split(' ').map(str::to_owned).collect();
        let mut free = |mut name: String| {
            while is_reserved(&name) || !taken.insert(name.clone()) {
                name.push_str("Schema");
            }
            name
        };
        let client = free(identifier(&format!("{}Client", pascal(&provider.name))));
        let methods = methods(provider, &mut free)?;
        let names = provider.types.iter().map(|(name, _)| (name.to_owned(), free(identifier(name))));
        let types: BTreeMap<String, String> = names.collect();
        let wide = names_with(&provider.types, is_wide_integer);
        let sent = sent_names(provider);
        let is_other = |name: &str| wide.contains(name) && sent.contains(name);
        let input_name = |(name, exported): (&String, &String)| {
            let input = if is_other(name) { free(format!("{exported}Input")) } else { exported.clone() };
            (name.clone(), input)
        };
        let input_types = types.iter().map(input_name).collect();
        Ok(Self { client, methods, types, input_types })
    }
}

/// Returns the named types that inputs have, at any depth.
fn sent_names(provider: &Provider) -> BTreeSet<&str> {
    let parameters = provider.operations().flat_map(|operation| &operation.parameters);
    let mut next: Vec<&ValueType> = parameters.map(|parameter| &parameter.value_type).collect();
    let mut names = BTreeSet::new();
    while let Some(value) = next.pop() {
        next.extend(value.inner());
        if let TypeKind::Named { name } = &value.kind
            && names.insert(name.as_str())
        {
            next.extend(provider.types.get(name));
        }
    }
    names
}

fn methods<'a>(provider: &'a Provider, free: &mut impl FnMut(String) -> String) -> Result<Vec<Method<'a>>, SdkError> {
    let mut known: HashMap<String, &'static str> = HashMap::new();
    let mut methods = Vec::new();
    for operation in provider.operations() {
        let id = operation.metadata.id;
        let name = camel(id);
        if name == "then" {
            return Err(SdkError::Thenable { id });
        }
        let metadata = operation.metadata;
        if matches!(metadata.method.as_str(), "GET" | "HEAD") && metadata.body != BodyFormat::None {
            return Err(SdkError::Body { id });
        }
        if let Some(first) = known.insert(name.clone(), id) {
            return Err(SdkError::Method { method: name, first, second: id });
        }
        let of = identifier(&pascal(id));
        let (input, output) = (free(format!("{of}Input")), free(format!("{of}Output")));
        methods.push(Method { operation, name, input, output });
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
