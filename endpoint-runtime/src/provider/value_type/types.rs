//! The named types of a provider.

use std::{collections::BTreeMap, iter};

use serde::Serialize;
use serde_json::Value;

use super::{TypeKind, ValueType, cycles::break_cycles, read::read_definition};

/// The named types of a provider, which [`TypeKind::Named`] refers to.
///
/// It has a type for every name in itself and in the operations of the provider. Following the names ends at a type that is
/// not a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Types(BTreeMap<String, ValueType>);

impl Types {
    /// Reads schemas, which refer to each other as `#/$defs/Name`.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use endpoint_runtime::provider::{TypeKind, Types, ValueType};
    /// use serde_json::json;
    ///
    /// let schemas = BTreeMap::from([("Id".to_owned(), json!({ "type": "string" }))]);
    /// let id = ValueType::read(&json!({ "$ref": "#/$defs/Id" }), &schemas);
    /// assert!(matches!(id.kind, TypeKind::Named { .. }));
    /// assert!(matches!(Types::read(&schemas).kind(&id), TypeKind::String(_)));
    /// ```
    #[must_use]
    pub fn read(schemas: &BTreeMap<String, Value>) -> Self {
        let read = schemas.iter().map(|(name, schema)| (name.clone(), read_definition(name, schema, schemas)));
        Self(break_cycles(read.collect()))
    }

    /// Returns the type of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&ValueType> {
        self.0.get(name)
    }

    /// Returns all names and their types, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ValueType)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Returns the type, then the type that it names, and so on up to one that is not a name.
    pub fn chain<'t>(&'t self, value: &'t ValueType) -> impl Iterator<Item = &'t ValueType> {
        let next = |value: &&'t ValueType| match &value.kind {
            TypeKind::Named { name } => self.get(name),
            _ => None,
        };
        // The limit matters if the value is of another provider.
        iter::successors(Some(value), next).take(self.0.len() + 1)
    }

    /// Follows the names, and returns the type at their end.
    #[must_use]
    pub fn resolve<'t>(&'t self, value: &'t ValueType) -> &'t ValueType {
        self.chain(value).last().unwrap_or(value)
    }

    /// Follows the names, and returns the kind of the type at their end.
    #[must_use]
    pub fn kind<'t>(&'t self, value: &'t ValueType) -> &'t TypeKind {
        match &self.resolve(value).kind {
            TypeKind::Named { .. } => &TypeKind::Any,
            kind => kind,
        }
    }

    /// Returns whether null is allowed.
    #[must_use]
    pub fn is_nullable(&self, value: &ValueType) -> bool {
        self.chain(value).any(|value| value.nullable)
            || match self.kind(value) {
                TypeKind::Any | TypeKind::Null => true,
                TypeKind::Union(union) => union.variants.iter().any(|variant| self.is_nullable(variant)),
                _ => false,
            }
    }

    /// Returns whether the values are secret.
    #[must_use]
    pub fn is_sensitive(&self, value: &ValueType) -> bool {
        self.chain(value).any(|value| value.sensitive)
    }

    /// Returns the documentation of the value, or that of the type that it names.
    ///
    /// The documentation of the values of an enum is in [`EnumValue::docs`](super::EnumValue::docs).
    #[must_use]
    pub fn docs<'t>(&'t self, value: &'t ValueType) -> &'t str {
        let docs = self.chain(value).map(|value| value.docs.as_str());
        docs.into_iter().find(|docs| !docs.is_empty()).unwrap_or_default()
    }

    /// Returns the only allowed value, else the author's first example, else the default.
    #[must_use]
    pub fn example<'t>(&'t self, value: &'t ValueType) -> Option<&'t Value> {
        let given = |value: &'t ValueType| {
            let only = match &value.kind {
                TypeKind::Enum(kind) if !kind.open && kind.values.len() == 1 => kind.values.first(),
                _ => None,
            };
            let only = only.map(|only| &only.value);
            only.or_else(|| value.examples.first()).or_else(|| value.default.as_ref().filter(|value| !value.is_null()))
        };
        self.chain(value).find_map(given)
    }
}
