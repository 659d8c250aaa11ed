//! The formats that tools know.

use serde_json::Value;

/// Returns whether a format is in the registry of OpenAPI (`spec.openapis.org/registry/format`), as JSON Schema's own formats are.
/// Tools stop at others: a validator in its strict mode, or a generator that maps formats to types.
pub(super) fn is_registered(format: &Value) -> bool {
    format.as_str().is_some_and(|format| REGISTERED.split_whitespace().any(|registered| registered == format))
}

const REGISTERED: &str = "binary byte char commonmark date date-time date-time-local decimal decimal128 double double-int \
    duration email float hostname html http-date idn-email idn-hostname int16 int32 int64 int8 ipv4 ipv6 iri iri-reference \
    json-pointer media-range password regex relative-json-pointer sf-binary sf-boolean sf-decimal sf-integer sf-string sf-token \
    time time-local uint16 uint32 uint64 uint8 unixtime uri uri-reference uri-template uuid";
