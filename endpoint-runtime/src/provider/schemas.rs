//! The schemas and types of a provider. They are most of what a provider takes to make, so they are made at their first use.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use serde_json::Value;

use super::{
    InputParameter, ProviderError, ResponseHeader, StatusResponse, Types, ValueType,
    definitions::{EndpointJsonSchemas, VariantSchemas, generate},
    param_text,
};
use crate::{
    metadata::{Parameter, ResponseMetadata},
    schema::EndpointSchemas,
};

/// The schemas and types that all operations of a provider share. A [`Provider`](super::Provider) dereferences to them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ProviderSchemas {
    /// The schemas that other schemas refer to as `#/$defs/Name`.
    pub definitions: Arc<BTreeMap<String, Value>>,
    /// The types of these schemas.
    pub types: Arc<Types>,
    /// In the order of the endpoints.
    operations: Vec<OperationSchemas>,
    /// The operation that a wrong index has.
    none: OperationSchemas,
    /// The first problem of the names of definitions.
    problem: Option<ProviderError>,
}

/// The schemas and types of an operation. An [`Operation`](super::Operation) dereferences to them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct OperationSchemas {
    /// The parameters, in the order of [`Metadata::parameters`](crate::Metadata::parameters).
    pub parameters: Vec<InputParameter>,
    /// The schema of the JSON response. `None` if the response is text or bytes, or the method returns `Result<()>`.
    pub response: Option<Value>,
    /// The type of the JSON response, if there is a schema.
    pub response_type: Option<ValueType>,
    /// The headers of the response that are read into the result, in the order of
    /// [`ResponseMetadata::headers`](crate::metadata::ResponseMetadata::headers).
    pub response_headers: Vec<ResponseHeader>,
    /// The responses by their status, of a result that is an enum; empty for any other. The members above are those of the first.
    pub responses: Vec<StatusResponse>,
    /// The schema of the error body.
    pub error: Value,
    /// The type of the error body.
    pub error_type: ValueType,
    /// The error responses by their status, of an error body that is an enum; empty for any other.
    pub errors: Vec<StatusResponse>,
    /// The [definitions](ProviderSchemas::definitions) of the provider, which the schemas refer to.
    pub definitions: Arc<BTreeMap<String, Value>>,
    /// The [types](ProviderSchemas::types) of the provider, which the types above refer to.
    pub types: Arc<Types>,
}

/// The schemas of some endpoints, as soon as somebody asks for them.
#[derive(Debug)]
pub(super) struct LazySchemas {
    /// All endpoints of the provider: the names of definitions depend on their modules.
    endpoints: Arc<[&'static EndpointSchemas]>,
    shared_modules: Arc<[String]>,
    /// The index of the only endpoint whose schemas these are.
    only: Option<usize>,
    generated: OnceLock<ProviderSchemas>,
}

impl LazySchemas {
    pub(super) fn new(endpoints: Vec<&'static EndpointSchemas>, shared_modules: Vec<String>) -> Self {
        let (endpoints, shared_modules) = (endpoints.into(), shared_modules.into());
        Self { endpoints, shared_modules, only: None, generated: OnceLock::new() }
    }

    /// Returns the schemas of the operation at this index, without those of others.
    pub(super) fn alone(&self, index: usize) -> Self {
        let (endpoints, shared_modules) = (Arc::clone(&self.endpoints), Arc::clone(&self.shared_modules));
        Self { endpoints, shared_modules, only: Some(index), generated: OnceLock::new() }
    }

    pub(super) fn is_generated(&self) -> bool {
        self.generated.get().is_some()
    }

    pub(super) fn get(&self) -> &ProviderSchemas {
        self.generated.get_or_init(|| self.generate())
    }

    fn generate(&self) -> ProviderSchemas {
        let generated = generate(self.selected(), &self.endpoints, &self.shared_modules);
        let types = Arc::new(Types::read(&generated.definitions));
        let definitions = Arc::new(generated.definitions);
        let operation = |(endpoint, schemas): (&&'static EndpointSchemas, EndpointJsonSchemas)| {
            OperationSchemas::read(endpoint, schemas, &definitions, &types)
        };
        let operations = self.selected().iter().zip(generated.endpoints).map(operation).collect();
        let none = OperationSchemas::default();
        ProviderSchemas { operations, definitions, types, none, problem: generated.problem }
    }

    /// Returns the endpoints whose schemas these are.
    fn selected(&self) -> &[&'static EndpointSchemas] {
        match self.only {
            Some(index) => self.endpoints.get(index..=index).unwrap_or_default(),
            None => &self.endpoints,
        }
    }

    /// Returns the schemas of the operation at this index.
    pub(super) fn operation(&self, index: usize) -> &OperationSchemas {
        let schemas = self.get();
        let index = if self.only == Some(index) { 0 } else { index };
        schemas.operations.get(index).unwrap_or(&schemas.none)
    }

    /// Generates the schemas, and checks them.
    pub(super) fn check(&self) -> Result<(), ProviderError> {
        let schemas = self.get();
        if let Some(problem) = &schemas.problem {
            return Err(problem.clone());
        }
        for (endpoint, operation) in self.selected().iter().zip(&schemas.operations) {
            for parameter in &operation.parameters {
                if let Some(text) = parameter.text {
                    param_text::check(endpoint.metadata.id, parameter, text, &schemas.types)?;
                }
            }
        }
        Ok(())
    }
}

impl OperationSchemas {
    fn read(
        endpoint: &'static EndpointSchemas,
        schemas: EndpointJsonSchemas,
        definitions: &Arc<BTreeMap<String, Value>>,
        types: &Arc<Types>,
    ) -> Self {
        let metadata = endpoint.metadata;
        let read = |schema: &Value| ValueType::read(schema, definitions);
        let parameters = metadata.parameters().zip(schemas.parameters).map(|(metadata, generated)| {
            let value_type = read(&generated.schema);
            InputParameter::new(metadata, generated, value_type, types)
        });
        let headers = |declared: &'static [Parameter], schemas: Vec<Value>| -> Vec<ResponseHeader> {
            let header = |(metadata, schema): (&Parameter, Value)| {
                let value_type = read(&schema);
                ResponseHeader::new(*metadata, schema, &value_type, types)
            };
            declared.iter().zip(schemas).map(header).collect()
        };
        let statuses = |declared: &'static [ResponseMetadata], schemas: Vec<VariantSchemas>| -> Vec<StatusResponse> {
            let response = |(metadata, schemas): (&ResponseMetadata, VariantSchemas)| {
                let headers = headers(metadata.headers, schemas.headers);
                let value_type = schemas.body.as_ref().map(read);
                StatusResponse::new(*metadata, schemas.body, value_type, headers, types)
            };
            declared.iter().zip(schemas).map(response).collect()
        };
        Self {
            parameters: parameters.collect(),
            response_headers: headers(metadata.response.headers, schemas.response_headers),
            responses: statuses(metadata.response.variants, schemas.variants),
            errors: statuses(endpoint.error.response.variants, schemas.error_variants),
            response_type: schemas.response.as_ref().map(read),
            response: schemas.response,
            error_type: read(&schemas.error),
            error: schemas.error,
            definitions: Arc::clone(definitions),
            types: Arc::clone(types),
        }
    }
}
