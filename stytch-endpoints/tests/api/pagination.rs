//! The lists of the API declare how one page leads to the next.

#![allow(clippy::panic, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use endpoint_runtime::{
    metadata::PaginationKind,
    provider::{Operation, TypeKind, Types, ValueType},
};

#[test]
fn every_operation_with_a_cursor_has_pages() {
    let provider = stytch_endpoints::provider().unwrap();
    let mut count = 0;
    for operation in provider.operations() {
        let has_cursor = operation.metadata.parameters().any(|parameter| parameter.name.contains("cursor"));
        assert_eq!(operation.metadata.pagination.is_some(), has_cursor, "{}", operation.name);
        count += usize::from(has_cursor);
    }
    assert_eq!(count, 7);
}

#[test]
fn the_members_of_pages_are_in_the_schemas() {
    let provider = stytch_endpoints::provider().unwrap();
    for operation in provider.operations() {
        let Some(pagination) = operation.metadata.pagination else { continue };
        assert_eq!(
            (pagination.kind, pagination.argument, pagination.limit),
            (PaginationKind::Cursor, Some("cursor"), Some("limit"))
        );
        let items = member(operation, pagination.items);
        assert!(matches!(operation.types.kind(items), TypeKind::List(_)), "{}: {items:?}", operation.name);
        let cursor = member(operation, pagination.member.unwrap());
        assert!(matches!(operation.types.kind(cursor), TypeKind::String(_)), "{}: {cursor:?}", operation.name);
    }
}

/// Returns the type of the member that a JSON pointer names.
fn member<'o>(operation: &'o Operation, pointer: &str) -> &'o ValueType {
    let types: &Types = &operation.types;
    let mut value = operation.response_type.as_ref().unwrap();
    for name in pointer.split('/').skip(1) {
        let TypeKind::Object(object) = types.kind(value) else { panic!("{pointer} of {}", operation.name) };
        value = &object.members.iter().find(|member| member.name == name).unwrap().value;
    }
    value
}
